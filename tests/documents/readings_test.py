#!/usr/bin/env python3
"""Holds policies/aaa_lady_care/README.md to its word: another reading of an ambiguity is a change of one line.

Each row of READINGS names a mark of the README, a file, a line of it as it stands, and that line under another reading (or the line with one more
below it). On a copy of the policy with that change `polc check` must still pass, and either a decision of the acceptance cases or an example of the
policy must come out otherwise: what changes nothing is no reading.

    readings_test.py POLC POLICY_FOLDER CASES
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

READINGS = [
    ("AMB-05", "policy.pol", "breast_reconstruction.mastectomy_cause is cis      // AMB-05", "breast_reconstruction.mastectomy_cause is one of cis, invasive_cancer      // AMB-05"),
    ("AMB-06", "policy.pol", "schedule.B4 ", "schedule.B4 ",
     '  less "II.A.1 note" claim.other_source_paid as other_insurance'),
    ("AMB-08", "policy.pol", "insured_age(event) <= 55", "insured_age(event) < 55"),
    ("AMB-09", "policy.pol", "schedule.A1   per certificate", "schedule.A1   per event"),
    ("AMB-15", "policy.pol", "requires tumour.consequence_of_cis ", "requires tumour.consequence_of_cis or tumour.behaviour is invasive "),
    ("AMB-16", "policy.pol", "through certificate.cover_end   unless NoteB for B1", "through certificate.cover_end"),
    ("AMB-17", "policy.pol", "insured_age(event) < 40", "insured_age(claim.filed_date) < 40"),
    ("AMB-19", "policy.pol", "complication.kind is not newborn_death", "complication.kind is not one of newborn_death, stillbirth"),
    ("AMB-20", "policy.pol", "if any within 28 days after claim.newborn.birth_date", "if any before claim.newborn.birth_date + 28 days"),
    ("AMB-21", "policy.pol", "share of schedule.cap rounded", "share of schedule.C2 rounded"),
    ("AMB-24", "policy.pol", "sum of disability_rate(row) for row in disability.rows)", "largest of disability_rate(row) for row in disability.rows otherwise 0%)"),
    ("AMB-27", "policy.pol", "already paid for D2 on this event", "already paid for D2"),
    ("AMB-32", "policy.pol", "prior_permanent_disability < 50%", "prior_permanent_disability <= 50%"),
    ("AMB-38", "policy.pol", "yes: 30 days", "yes: 45 days"),
    ("AMB-40", "policy.pol", "is alcohol and claim.causes.over_legal_limit", "is alcohol"),
    ("AMB-41", "policy.pol", "sport is one of organised, professional", "sport is professional"),
    ("AMB-43", "policy.pol", "risky_work is not none and claim.causes.on_duty", "risky_work is not none"),
    ("AMB-46", "policy.pol", "gestation_days >= 196", "gestation_days > 196"),
    ("AMB-47", "policy.pol", "reconstruction_ordered, facial_surgery.skin_graft_ordered", "reconstruction_ordered or facial_surgery.skin_graft_ordered"),
    ("AMB-55", "policy.pol", "fight_role is provoker   for D1", "fight_role is provoker"),
]
LEAST = 8


def changed(text, before, after, more=None):
    """The text with the one line that holds `before` changed, and one more below it. The line must be the only one."""
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if before in line]
    if len(places) != 1:
        raise ValueError(f"{len(places)} lines hold `{before}`")
    lines[places[0]] = lines[places[0]].replace(before, after)
    if more is not None:
        lines.insert(places[0] + 1, more)
    return "\n".join(lines)


def polc(engine, *arguments, given=None):
    return subprocess.run([engine, *map(str, arguments)], input=given, capture_output=True, timeout=300, check=False)


def records_of(cases):
    """All records of the acceptance cases, each case on certificates of its own."""
    lines = []
    for text in Path(cases).read_text(encoding="utf-8").splitlines():
        if not text.strip():
            continue
        case = json.loads(text)
        for record in case["records"]:
            if isinstance(record, dict) and isinstance(record.get("certificate"), dict) and isinstance(record["certificate"].get("id"), str):
                record["certificate"]["id"] = case["id"] + "/" + record["certificate"]["id"]
            lines.append(record if isinstance(record, str) else json.dumps(record, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode()


def decisions(engine, policy, records):
    """What was decided, without the names of wording and compiler."""
    done = polc(engine, "run", policy, "--claims", "-", given=records)
    if done.returncode not in (0, 3):
        raise ValueError(done.stderr.decode(errors="replace"))
    return [{key: value for key, value in json.loads(line).items() if key != "policy"} for line in done.stdout.decode().splitlines()]


def main():
    engine, folder, cases = sys.argv[1:4]
    readme = (Path(folder) / "README.md").read_text(encoding="utf-8")
    records = records_of(cases)
    before = None
    failures = []
    for mark, name, *change in READINGS:
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / "policy"
            shutil.copytree(folder, copy)
            try:
                if not re.search(rf"\b{mark}\b", readme) and not listed(readme, int(mark[4:])):
                    raise ValueError("the README does not list it")
                text = (copy / name).read_text(encoding="utf-8")
                (copy / name).write_text(changed(text, *change), encoding="utf-8")
                check = polc(engine, "check", copy / "policy.pol")
                if check.returncode != 0:
                    raise ValueError("the other reading does not check:\n" + check.stderr.decode(errors="replace"))
                if polc(engine, "test", copy / "policy.pol").returncode == 1:
                    print(f"{mark}: the examples of the policy notice it")
                    continue
                before = before or decisions(engine, Path(folder) / "policy.pol", records)
                after = decisions(engine, copy / "policy.pol", records)
                different = sum(a != b for a, b in zip(before, after))
                if not different:
                    raise ValueError("the other reading changes no case and no example")
                print(f"{mark}: {different} decisions of the acceptance cases differ")
            except ValueError as why:
                failures.append(f"{mark}: {why}")
    print("\n".join(failures))
    if len(READINGS) < LEAST:
        failures.append("too few readings")
    sys.exit(1 if failures else 0)


def listed(readme, number):
    """Whether the README lists the mark in a row of several: `AMB-11 to 13`, `AMB-19, 20`."""
    for row in re.findall(r"^\| (AMB-[0-9, to]+) \|", readme, re.MULTILINE):
        numbers = set()
        for part in row.removeprefix("AMB-").split(", "):
            ends = [int(each) for each in part.split(" to ")]
            numbers.update(range(ends[0], ends[-1] + 1))
        if number in numbers:
            return True
    return False


if __name__ == "__main__":
    main()
