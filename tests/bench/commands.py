#!/usr/bin/env python3
"""Times whole polc commands as a user meets them: the median of several runs, and the peak memory of one; claims a second; building.

usage: commands.py POLC POLICY CLAIMS CASES
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 15
RECORDS = 200_000


def first_line_ms(command):
    """Milliseconds from the start of the process to its first line of output."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        elapsed = (time.perf_counter() - start) * 1000
        process.stdout.read()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return elapsed


def whole_ms(command, good=(0,)):
    start = time.perf_counter()
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode not in good:
        sys.exit(f"{' '.join(command)} failed")
    return (time.perf_counter() - start) * 1000


def peak_mib(command):
    pid = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_maxrss / 1024


def cpu_seconds(command):
    """Processor time of user and system."""
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime


def many_claims(claims, path):
    """The sample claims again and again, every time with certificates of their own."""
    lines = [json.loads(line) for line in open(claims, encoding="utf-8")]
    with open(path, "w", encoding="utf-8") as out:
        for number in range(RECORDS):
            record = lines[number % len(lines)]
            certificate = {**record["certificate"], "id": f"{record['certificate']['id']}/{number // len(lines)}"}
            json.dump({**record, "certificate": certificate}, out, separators=(",", ":"), ensure_ascii=False)
            out.write("\n")


# Of one record, and of all records of the acceptance cases in one process: how much the claims add to starting.
def whole_file_of_cases(polc, policy, cases):
    records = [record for line in open(cases, encoding="utf-8") for record in json.loads(line)["records"] if isinstance(record, dict)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "claims.jsonl")
        times = []
        for some in (records[:1], records):
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in some)
            times.append(statistics.median(whole_ms([polc, "run", policy, "--claims", path], (0, 3)) for _ in range(RUNS)))
    print(f"polc run, a process: one record {times[0]:.1f} ms, the {len(records)} records of the acceptance cases {times[1]:.1f} ms")


def throughput(polc, policy, claims):
    with tempfile.TemporaryDirectory() as folder:
        many, out = os.path.join(folder, "many.jsonl"), os.path.join(folder, "out.jsonl")
        many_claims(claims, many)
        run = [polc, "run", policy, "--out", out, "--claims"]
        start = statistics.median(cpu_seconds([*run, os.devnull]) for _ in range(5))
        all_of_them = statistics.median(cpu_seconds([*run, many]) for _ in range(5))
        build = statistics.median(cpu_seconds([polc, "build", policy, "-o", os.path.join(folder, "out.so")]) for _ in range(5))
    print(f"\npolc run --out, JSON Lines in and out, {RECORDS} claims: {RECORDS / (all_of_them - start):.0f} a second of processor time "
          f"(user and system, without the {start:.2f} s of starting)")
    print(f"polc build: {build:.2f} s of processor time")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    polc, policy, claims, cases = sys.argv[1:]
    check = [polc, "check", policy]
    run = [polc, "run", policy, "--claims", claims]
    rows = [
        ("polc --version (nothing but starting)", [polc, "--version"], whole_ms),
        ("polc check", check, whole_ms),
        ("polc run, to the first decision", run, first_line_ms),
    ]
    print(f"{'command':<44} {'median ms':>10} {'least ms':>10} {'peak MiB':>10}")
    for name, command, measure in rows:
        times = [measure(command) for _ in range(RUNS)]
        print(f"{name:<44} {statistics.median(times):>10.1f} {min(times):>10.1f} {peak_mib(command):>10.1f}")
    whole_file_of_cases(polc, policy, cases)
    throughput(polc, policy, claims)


if __name__ == "__main__":
    main()
