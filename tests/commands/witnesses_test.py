#!/usr/bin/env python3
"""What `polc check` says can happen does: every record that it gives for an example is decided by `polc run`, and shows it.

usage: witnesses_test.py POLC GOLDEN
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LEAST = {"formula-below-zero": 3, "payment-below-zero": 2, "difference-below-zero": 2, "parts-above-the-whole": 2, "write-back-swallowed": 1}


def numbers_in(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [each for inner in value for each in numbers_in(inner)]
    try:
        return [float(value)] if isinstance(value, (str, int, float)) and not isinstance(value, bool) else []
    except ValueError:
        return []


def shows(finding, decision):
    if finding["id"] == "formula-below-zero":
        return any(number < 0 for number in numbers_in(decision["outputs"]))
    if finding["id"] in ("payment-below-zero", "write-back-swallowed"):
        return [line["status"] for line in decision["lines"]] == ["declined"]
    return decision["status"] not in ("invalid", "pended")


def replay(polc, folder, finding):
    witness = finding["witness"]
    (folder / "claims.jsonl").write_text(witness["record"] + "\n", encoding="utf-8")
    command = [polc, "run", "policy.pol", "--claims", "claims.jsonl"]
    if "params" in witness:
        (folder / "params.json").write_text(witness["params"], encoding="utf-8")
        command += ["--params", "params.json"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    if ran.returncode != 0:
        return f"ends with {ran.returncode}: {ran.stdout}{ran.stderr}"
    return "" if shows(finding, json.loads(ran.stdout)) else f"does not show it: {ran.stdout}"


def main():
    polc, golden = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    problems, seen = [], {}
    for file in sorted(golden.rglob("*.pol")):
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
        if "= for example: " not in text:
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "policy.pol").write_text(text.split("\n//// ")[0] + "\n", encoding="utf-8", errors="surrogateescape")
            checked = subprocess.run([polc, "check", "policy.pol", "--format", "json"], cwd=folder, capture_output=True, text=True, timeout=60)
            for finding in json.loads(checked.stdout)[0]["diagnostics"]:
                if "witness" not in finding:
                    continue
                seen[finding["id"]] = seen.get(finding["id"], 0) + 1
                found = replay(polc, folder, finding)
                if found:
                    problems.append(f"{file.name}:{finding['line']} {finding['id']} {found}")
    problems += [f"only {seen.get(name, 0)} examples of {name}" for name, least in LEAST.items() if seen.get(name, 0) < least]
    print("\n".join(problems) or f"replayed {sum(seen.values())} records: {seen}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
