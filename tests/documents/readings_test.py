#!/usr/bin/env python3
"""Holds policies/aaa_lady_care/README.md to its word: another reading of an ambiguity is a change of one line.

Each row of READINGS names a mark of the README, a file, a line of it as it stands, and that line under another reading (or the line with one more
below it). The line must carry the mark, and the README must say where it stands. On a copy of the policy with that change the wording must still
check, and either an example of the policy or a decision of the acceptance cases must come out otherwise: what changes nothing is no reading.
A mark without a row must say in the README why it has none.

    readings_test.py POLC POLICY_FOLDER CASES
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def paid(*benefits):
    return " + ".join(f"already paid for {benefit}" for benefit in benefits)


SECTIONS = (f"A1, A2a, A2b, A2c: {paid('A1', 'A2a', 'A2b', 'A2c')}   B1, B2, B3, B4: {paid('B1', 'B2', 'B3', 'B4')}   C1, C2: {paid('C1', 'C2')}   "
            f"otherwise: {paid('D1', 'D2')}")

READINGS = [
    ("AMB-01", "schedule.pol", "at most  schedule.cap   per certificate", "at most  schedule.cap   per event"),
    ("AMB-01", "schedule.pol", "at most  schedule.cap ", f"at most  schedule.cap + larger of (0 VND, already paid - (by this benefit {{ {SECTIONS} }})) "),
    ("AMB-01", "policy.pol", "reverses D1", ""),
    ("AMB-03", "policy.pol", "day_0(day) = day", "day_0(day) = day - 1 day"),
    ("AMB-04", "policy.pol", "day within 12 months after since", "day within 12 months after since and day before since + 12 months"),
    ("AMB-05", "policy.pol", "mastectomy_cause is cis", "mastectomy_cause is one of cis, invasive_cancer"),
    ("AMB-06", "policy.pol", "applies to A1", "applies to A1, A2a, A2b, A2c, B4"),
    ("AMB-07", "policy.pol", "other_sources, own_limit,", "own_limit, other_sources,"),
    ("AMB-08", "policy.pol", "applies to A1", "applies to A1, A2b, A2c, D1, D2"),
    ("AMB-08", "policy.pol", "insured_age(event) <= 55", "insured_age(event) < 55"),
    ("AMB-09", "schedule.pol", "}   per certificate", "}   per event"),
    ("AMB-10", "policy.pol", "applies to B1, B2, B3", "applies to B1, B2, B3, B4"),
    ("AMB-12", "policy.pol", "nothing already paid for this benefit ", "nothing already paid for this benefit   unless something already paid for B4 on this event for B4 "),
    ("AMB-14", "policy.pol", "Within12Months(illness.result_date, first event date of B2)", "Within12Months(claim.filed_date, first event date of B2)"),
    ("AMB-15", "policy.pol", "already paid for B2   as prior_paid   when NoteB", "already paid for B2   as prior_paid   when NoteB",
     '  requires "II.B note b"  NoteB   when something already paid for B2'),
    ("AMB-16", "policy.pol", "through certificate.cover_end   unless NoteB for B1", "through certificate.cover_end"),
    ("AMB-17", "policy.pol", "insured_age(event) < 40", "insured_age(claim.filed_date) < 40"),
    ("AMB-18", "policy.pol", "event at least 9 months after cover_began", "event after cover_began + 9 months"),
    ("AMB-18", "policy.pol", "yes: certificate.continuous_cover_since otherwise certificate.cover_start", "yes: certificate.cover_start"),
    ("AMB-19", "policy.pol", "complication.kind is not newborn_death", "complication.kind is not one of newborn_death, stillbirth"),
    ("AMB-20", "policy.pol", "if any within 28 days after day_0(claim.newborn.birth_date)", "if any before claim.newborn.birth_date + 28 days"),
    ("AMB-21", "policy.pol", "share of schedule.cap rounded", "share of schedule.C2 rounded"),
    ("AMB-22", "policy.pol", "schedule.C2   per certificate", "schedule.C2   per certificate",
     '  leaves   "II.C.2"  (largest of defect_share[d.kind].share for d in newborn.defects where AcceptedDefect(d) otherwise 0%) of schedule.cap rounded'),
    ("AMB-22", "policy.pol", "schedule.C2   per certificate", "schedule.C2   per event"),
    ("AMB-22", "policy.pol", "requires not complication.same_pregnancy_as_paid", ""),
    ("AMB-22", "policy.pol", "schedule.C2   per certificate", "schedule.C2   per certificate", '  requires "II.C.2"  nothing already paid for C1'),
    ("AMB-23", "policy.pol", "when     claim.disability.permanence_basis is elapsed_365", ""),
    ("AMB-24", "policy.pol", "sum of disability_rate(row) for row in disability.rows)", "largest of disability_rate(row) for row in disability.rows otherwise 0%)"),
    ("AMB-25", "schedule.pol", "R42b      55%", "R42b      60%"),
    ("AMB-27", "policy.pol", "D1: already paid for D2 on this event   otherwise: already paid for D1 on this event",
     "D1: already paid for D2   otherwise: already paid for D1"),
    ("AMB-28", "policy.pol", "applies to A2a, B1, B2, B3, B4", "applies to A1, A2a, A2b, A2c, B1, B2, B3, B4, D1, D2"),
    ("AMB-29", "policy.pol", "all unless certificate.is_renewal", "all unless certificate.is_renewal and first_shown on or after certificate.cover_start"),
    ("AMB-30", "policy.pol", "IllnessAsDefined or MaternityAsDefined", "IllnessAsDefined"),
    ("AMB-31", "policy.pol", "never: 0", "never: 1"),
    ("AMB-32", "policy.pol", "prior_permanent_disability < 50%", "prior_permanent_disability <= 50%"),
    ("AMB-33", "policy.pol", "requires not LateNotice or claim.procedure.refusal_share is present   unless OpenBesideAnother   else refer", "requires not LateNotice"),
    ("AMB-33", "policy.pol", "unless claim.time_limit_excused", "unless claim.time_limit_excused   else refer"),
    ("AMB-34", "policy.pol", "periods_begin = claimable", "periods_begin = event"),
    ("AMB-35", "policy.pol", "when claim.death is absent and claim.missing is present",
     "when claim.death is absent and claim.missing is present and claim.missing.confirmed_on is absent"),
    ("AMB-35", "policy.pol", "requires missing.confirmed_on is present   else pend", "requires missing.confirmed_on is present   else pend",
     "  requires missing.confirmed_on if any on or before certificate.cover_end"),
    ("AMB-36", "policy.pol", "day_0(cancellation.notice_received_on) + 15 days", "cancellation.notice_received_on"),
    ("AMB-36", "policy.pol", "days from effective to certificate.cover_end)", "days from effective to certificate.cover_end + 1 day)"),
    ("AMB-36", "policy.pol", "when cancellation.by is insured and (something already paid or cancellation.liability_arisen)",
     "when something already paid or cancellation.liability_arisen"),
    ("AMB-36", "policy.pol", "refers when cancelled and cancellation.response is objects", ""),
    ("AMB-37", "policy.pol", "and o.is_older", "and not o.is_older"),
    ("AMB-38", "policy.pol", "yes: 30 days", "yes: 45 days"),
    ("AMB-39", "policy.pol", "claim.causes.beneficiary_act ", "claim.causes.beneficiary_act   unless claim.causes.rescue_or_crime_fighting "),
    ("AMB-40", "policy.pol", "is alcohol and claim.causes.over_legal_limit", "is alcohol"),
    ("AMB-41", "policy.pol", "sport is one of organised, professional", "sport is professional"),
    ("AMB-42", "policy.pol", "excludes claim.causes.military_activity ", "excludes claim.causes.military_activity   unless claim.causes.ticketed and claim.causes.licensed_scheduled_flight "),
    ("AMB-43", "policy.pol", "risky_work is not none and claim.causes.on_duty", "risky_work is not none and claim.causes.on_duty",
     "  all unless not claim.causes.on_duty"),
    ("AMB-44", "policy.pol", "excludes claim.causes.maternity is abortion   for C1", ""),
    ("AMB-45", "policy.pol", "requires sle.lupus_nephritis, sle.creatinine_clearance <= 20", ""),
    ("AMB-45", "policy.pol", "requires d.imperforate_anus, d.colostomy_needed", "requires d.colostomy_needed"),
    ("AMB-46", "policy.pol", "gestation_days >= 196", "gestation_days > 196"),
    ("AMB-47", "policy.pol", "reconstruction_ordered, facial_surgery.skin_graft_ordered", "reconstruction_ordered or facial_surgery.skin_graft_ordered"),
    ("AMB-48", "policy.pol", 'requires "I.6"  not claim.fracture.caused_by_osteoporosis   when claim.fracture is present', ""),
    ("AMB-48", "policy.pol", "counts   reasonable(e)", "counts   schedule.B4"),
    ("AMB-49", "policy.pol", "requires certificate.declarations_truthful", "requires certificate.declarations_truthful",
     '  requires "IV.1"  insured_age(certificate.cover_start) <= 55'),
    ("AMB-50", "policy.pol", "half_up to 1 VND", "down to 1 VND"),
    ("AMB-53", "policy.pol", 'up to    "Schedule"         schedule.C2   per certificate', ""),
    ("AMB-54", "policy.pol", "requires tumour.behaviour is invasive ", "requires tumour.behaviour is invasive or (tumour.organ is ovary and tumour.figo is stage_IA) "),
    ("AMB-55", "policy.pol", "fight_role is one of aggressor, participant", "fight_role is one of aggressor, participant, victim"),
    ("AMB-55", "policy.pol", "fight_role is provoker   for D1", "fight_role is provoker"),
    ("AMB-56", "policy.pol", "later of (claim.missing.confirmed_on otherwise claim.accident.date, day_0(claim.accident.date) + 365 days)",
     "claim.missing.confirmed_on otherwise claim.accident.date"),
    ("AMB-56", "policy.pol", "requires not FoundAgain", ""),
    ("AMB-56", "policy.pol", "at least 21 days after newborn.birth_date", "at least 1 day after newborn.birth_date"),
]
MARKS = [f"AMB-{number:02}" for number in range(1, 58)]
WITHOUT_A_LINE = re.compile(r"\ba finding: |\bnot in the (record|language): |\bno line: ", re.IGNORECASE)


def changed(text, mark, before, after, more=None):
    """The text with the one line that holds `before` and the mark changed, and one more below it; and the name of the declaration it stands in."""
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if before in line and re.search(rf"// .*\b{mark}\b", line)]
    if len(places) != 1:
        raise ValueError(f"{len(places)} lines hold `{before}` and the mark")
    place = places[0]
    name = declared(lines[: place + 1])
    lines[place] = lines[place].replace(before, after)
    if more is not None:
        lines.insert(place + 1, more)
    return "\n".join(lines), name


def declared(lines):
    """The name of the declaration in which the last of these lines stands; of the heading that line's own word."""
    kind, name = next(re.match(r"(\w+) (\w+)", line).groups() for line in reversed(lines) if re.match(r"\w+ \w", line))
    return lines[-1].split()[0] if kind == "policy" else name


def places_of(readme):
    """Each mark's last column. Every mark has one row."""
    rows = re.findall(r"^\| (AMB-\d\d) \|.*\| (.*) \|$", readme, re.MULTILINE)
    if [mark for mark, _ in rows] != MARKS:
        raise ValueError("the README does not have one row for each mark, in their order")
    return dict(rows)


def unexplained(places, texts):
    """Marks without a reading here for which the README gives no reason, and marks in the policy that are none."""
    tested = {mark for mark, *_ in READINGS}
    for mark in MARKS:
        if mark not in tested and not WITHOUT_A_LINE.search(places[mark]):
            yield f"{mark}: no other reading is tried, and the README does not say why"
    for mark in sorted(set(re.findall(r"AMB-\d+", texts)) - set(MARKS)):
        yield f"{mark}: stands in the policy and not in the README"


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


def noticed(engine, policy, unchanged, records):
    """Who notices the other reading: a sentence."""
    tested = polc(engine, "test", policy)
    if tested.returncode == 1 and b"\nFAIL " in b"\n" + tested.stdout:
        return "the examples of the policy notice it"
    if tested.returncode != 0:
        raise ValueError("the other reading does not check:\n" + tested.stderr.decode(errors="replace"))
    different = sum(a != b for a, b in zip(decisions(engine, unchanged, records), decisions(engine, policy, records)))
    if not different:
        raise ValueError("the other reading changes no case and no example")
    return f"{different} decisions of the acceptance cases differ"


def main():
    engine, folder, cases = sys.argv[1:4]
    places = places_of((Path(folder) / "README.md").read_text(encoding="utf-8"))
    failures = list(unexplained(places, "".join(file.read_text(encoding="utf-8") for file in Path(folder).glob("*.pol"))))
    records = records_of(cases)
    for mark, name, *change in READINGS:
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / "policy"
            shutil.copytree(folder, copy)
            try:
                text, declaration = changed((copy / name).read_text(encoding="utf-8"), mark, *change)
                if f"`{declaration}`" not in places[mark]:
                    raise ValueError(f"the README does not say that the reading is chosen in `{declaration}`")
                (copy / name).write_text(text, encoding="utf-8")
                print(f"{mark}: {noticed(engine, copy / 'policy.pol', Path(folder) / 'policy.pol', records)}")
            except ValueError as why:
                failures.append(f"{mark}: {why}")
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
