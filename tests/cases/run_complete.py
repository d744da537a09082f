#!/usr/bin/env python3
"""Decides records and compares the whole decision with the one that is expected: every member, with its digits and in the order of lists.

    run_complete.py POLC POLICIES CASES [ENGINE]

One case a line: `policy` (found as POLICIES/<policy>/policy.pol), `params`, `record`, `decision`. Not compared: `limits`, `history`, `declassified`,
`params_hash` and `policy.build`, and `policy.hash` only for being there. Exit status 0 where all are the same, 1 where not, 2 where the command line
is wrong.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LEFT_OUT = {"limits", "history", "declassified", "params_hash"}


class Digits(str):
    """A number as it is written: 5000.00 is not 5000."""


def read(text):
    return json.loads(text, parse_float=Digits, parse_int=Digits)


def comparable(decision):
    kept = {key: value for key, value in decision.items() if key not in LEFT_OUT}
    policy = {key: value for key, value in kept.get("policy", {}).items() if key != "build"}
    return {**kept, "policy": {**policy, "hash": "..." if policy.get("hash") else None}}


def decide(polc, policies, case, engine):
    with tempfile.TemporaryDirectory() as folder:
        params, claims = Path(folder) / "params.json", Path(folder) / "claims.jsonl"
        params.write_text(json.dumps(case["params"]), encoding="utf-8")
        claims.write_text(json.dumps(case["record"]) + "\n", encoding="utf-8")
        command = [polc, "run", str(Path(policies) / case["policy"] / "policy.pol"), "--claims", str(claims), "--params", str(params)]
        done = subprocess.run(command + (["--engine", engine] if engine else []), capture_output=True, text=True, timeout=120, check=False)
    return done.stdout if done.returncode == 0 else json.dumps({"polc said": done.stderr})


def main(arguments):
    if len(arguments) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    polc, policies, cases, engine = *arguments[:3], arguments[3] if len(arguments) == 4 else None
    failed = 0
    lines = Path(cases).read_text(encoding="utf-8").splitlines()
    for line in lines:
        case = json.loads(line)
        want, got = comparable(read(line)["decision"]), comparable(read(decide(polc, policies, case, engine)))
        different = [key for key in sorted({*want, *got}) if want.get(key) != got.get(key) or (key in want) != (key in got)]
        failed += bool(different)
        for key in different:
            print(f"{case['policy']}: {key}\n  expected {json.dumps(want.get(key), ensure_ascii=False)}\n  got      {json.dumps(got.get(key), ensure_ascii=False)}")
    print(f"{len(lines) - failed} decisions are the same, {failed} are not")
    return 1 if failed or not lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
