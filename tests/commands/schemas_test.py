#!/usr/bin/env python3
"""Holds JSON Schemas to an independent validator, which computes in binary floating point as most do.

    schemas_test.py POLC PROJECT_FOLDER

The records of every policy fit what `polc schema` writes, and what `polc check --format json` says of every golden file with an error
fits docs/findings.schema.json. Without the package python3-jsonschema the test is skipped (exit status 77).
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
AMOUNTS = """policy small en "Small" { edition "1" currency EUR waterfall own lines }
certificate { id : text key }
question claim { id : text key  benefits : set of Benefit key  day : date  amount : EUR  share : percent  part : ratio  lines benefits }
benefit b "1" { event claim.day  requires claim.share > 1%, claim.part > 0.1  pays claim.amount }
"""


def validator_of(schema):
    from jsonschema import validators

    kind = validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def problems_of(validator, value, name):
    return [f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(value)]


def output_of(polc, *words):
    return json.loads(subprocess.run([polc, *words], capture_output=True, text=True, check=False).stdout)


def records(polc, project):
    found, count = [], 0
    for policy in sorted((project / "policies").glob("*/policy.pol")):
        validator = validator_of(output_of(polc, "schema", policy))
        for number, line in enumerate((policy.parent / "claims.jsonl").read_text(encoding="utf-8").splitlines(), 1):
            found += problems_of(validator, json.loads(line), f"{policy.parent.name} {number}")
            count += 1
    print(f"{count} records of policies")
    return found + ([] if count > 20 else ["hardly any records"])


def decimals(polc):
    with tempfile.TemporaryDirectory() as folder:
        wording = Path(folder) / "small.pol"
        wording.write_text(AMOUNTS, encoding="utf-8")
        validator = validator_of(output_of(polc, "schema", wording))
    found = []
    for amount in (0.29, 8.2, 4.35, 1.1, 0.07, 123456789.01, "4.35"):
        claim = {"id": "C", "benefits": ["b"], "amount": amount, "share": 33.333333333, "part": 0.1}
        found += problems_of(validator, {"certificate": {"id": "P"}, "claim": claim}, f"amount {amount}")
    for wrong in ("4.355", -1, True, "much"):
        claim = {"id": "C", "benefits": ["b"], "amount": wrong}
        if validator.is_valid({"certificate": {"id": "P"}, "claim": claim}):
            found.append(f"the amount {wrong} fits")
    return found


def findings(polc, project):
    validator = validator_of(json.loads((project / "docs/findings.schema.json").read_text(encoding="utf-8")))
    files = sorted(str(file) for file in (project / "tests/golden/check").rglob("*.pol"))
    said = output_of(polc, "check", "--format", "json", *files)
    count = sum(len(file["diagnostics"]) for file in said)
    print(f"{count} findings of {len(said)} files")
    found = problems_of(validator, said, "check")
    if count < len(files) or validator.is_valid([{**said[0], "more": 1}]) or validator.is_valid([{"file": "x"}]):
        found.append("the schema of findings lets everything through")
    return found


def main():
    try:
        import jsonschema  # noqa: F401
    except ImportError:
        print("python3-jsonschema is not installed")
        return SKIPPED
    polc, project = sys.argv[1], Path(sys.argv[2])
    problems = records(polc, project) + decimals(polc) + findings(polc, project)
    print("\n".join(problems[:20]) or "all keep to their schemas")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
