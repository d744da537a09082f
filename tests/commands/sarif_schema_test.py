#!/usr/bin/env python3
"""Holds what `polc check --format sarif` writes against the published schema of SARIF 2.1.0.

    sarif_schema_test.py POLC GOLDEN_FOLDER

The schema is not ours to hand on: its place is told by POLC_SARIF_SCHEMA (CONTRIBUTING.md says where to get it). Without it, or without the
package python3-jsonschema, the test is skipped (exit status 77). Every golden file with an error goes through it.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def main():
    schema = os.environ.get("POLC_SARIF_SCHEMA")
    if not schema:
        print("POLC_SARIF_SCHEMA is not set")
        return SKIPPED
    try:
        from jsonschema import validators
    except ImportError:
        print("python3-jsonschema is not installed")
        return SKIPPED
    rules = json.loads(Path(schema).read_text(encoding="utf-8"))
    validator = validators.validator_for(rules)(rules)
    polc, folder = sys.argv[1:]
    files = sorted(str(file) for file in Path(folder).rglob("fail_*.pol"))
    done = subprocess.run([polc, "check", "--format", "sarif", *files], capture_output=True, text=True, check=False)
    log = json.loads(done.stdout)
    problems = [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(log)]
    results = len(log["runs"][0]["results"])
    print("\n".join(problems[:20]) or f"{results} results of {len(files)} files keep to the schema")
    return 1 if problems or results == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
