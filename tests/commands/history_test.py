#!/usr/bin/env python3
"""polc run --history: a certificate that is decided in two runs gets the decisions that it gets in one; and records from which no amount may come.

usage: history_test.py POLC POLICY CASES (acceptance cases of that policy)
"""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLC, POLICY, CASES = "", "", ""
SECONDS = 300


def polc(lines, *arguments):
    text = "".join(line + "\n" for line in lines).encode()
    return subprocess.run([POLC, "run", POLICY, "--claims", "-", *map(str, arguments)], input=text, capture_output=True, timeout=SECONDS, check=False)


def cases():
    for line in Path(CASES).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def sample(wanted):
    """The first record of a case that is paid and is as wanted, to be changed at will."""
    for case in cases():
        for record, expected in zip(case["records"], case["expect"], strict=True):
            if isinstance(record, dict) and expected["status"] == "paid" and wanted(record.get("claim", {})):
                return json.loads(json.dumps(record))
    raise AssertionError("no case is as wanted")


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.earlier = Path(holder.name) / "earlier.jsonl"

    def decided(self, lines, *arguments):
        done = polc(lines, *arguments)
        self.assertEqual(done.stderr, b"")
        self.assertIn(done.returncode, (0, 3))
        return [re.sub(r'^{"record":\d+,', "{", line) for line in done.stdout.decode().splitlines()]


class Splitting(InFolder):
    def sequences(self):
        """Of each case its records, certificates apart from those of other cases."""
        for case in cases():
            lines = []
            for record in case["records"]:
                if isinstance(record, str):
                    break
                if isinstance(record.get("certificate"), dict) and isinstance(record["certificate"].get("id"), str):
                    record["certificate"]["id"] += f" of {case['id']}"
                lines.append(json.dumps(record))
            if len(lines) > 1:
                yield lines

    def test_at_every_point(self):
        sequences = list(self.sequences())
        self.assertGreater(len(sequences), 50)
        whole = self.decided([line for lines in sequences for line in lines])
        by_sequence, at = [], 0
        for lines in sequences:
            by_sequence.append(whole[at:at + len(lines)])
            at += len(lines)
        self.assertTrue(any('"amount":-' in line.partition('"history":')[2] for line in whole), "nothing is taken back")
        for point in range(1, max(map(len, sequences))):
            first = [line for lines in sequences for line in lines[:point]]
            rest = [line for lines in sequences for line in lines[point:]]
            self.earlier.write_text("".join(line + "\n" for line in self.decided(first)), encoding="utf-8")
            self.assertEqual(self.decided(rest, "--history", self.earlier), [line for lines in by_sequence for line in lines[point:]], point)

    def test_what_is_taken_back_is_there_again(self):
        """IV.3: a payment for Missing that is refuted frees the limits that it used."""
        missing = sample(lambda claim: claim.get("benefits") == ["D1"] and "missing" in claim)
        refuted = {"certificate": missing["certificate"], "missing_refuted": {"id": "R", "refuted_on": "2013-05-01"}}
        again = {**missing, "claim": {**missing["claim"], "id": "again"}}
        first, second = (json.loads(line) for line in self.decided(map(json.dumps, (missing, refuted))))
        self.assertGreater(first["total"], 0)
        self.assertEqual([entry["amount"] for entry in second["history"]], [-first["total"]])

        def after(*decisions):
            self.earlier.write_text("".join(json.dumps(decision) + "\n" for decision in decisions), encoding="utf-8")
            return json.loads(self.decided([json.dumps(again)], "--history", self.earlier)[0])
        used = {limit["clause"]: limit["used_before"] for limit in after(first, second)["limits"]}
        self.assertEqual(set(used.values()), {0})
        self.assertEqual(after(first, second)["lines"], after()["lines"])
        self.assertNotEqual(after(first)["lines"], after()["lines"])


class Histories(InFolder):
    def refused(self, *lines):
        self.earlier.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
        done = polc([], "--history", self.earlier)
        self.assertEqual((done.returncode, done.stdout), (4, b""))
        self.assertIn(f"polc: {self.earlier}, line {len(lines)}: ".encode(), done.stderr)
        return done.stderr.decode()

    def entry(self, **changes):
        return {"certificate": "LC-1", "history": [{"benefit": "A1", "event_date": "2011-01-01", "decision_date": None, "amount": 5, **changes}]}

    def test_of_another_policy(self):
        self.assertIn("history[0] has a `benefit` that cannot be used", self.refused(self.entry(), self.entry(benefit="fire")))

    def test_of_another_edition(self):
        """What an entry means stands in it alone: the contract reads the key `history` and nothing else of a line."""
        other = {**self.entry(), "policy": {"name": "other", "edition": "1", "hash": "0"}, "status": "paid", "total": 7, "claim": "C"}
        self.earlier.write_text(json.dumps(other), encoding="utf-8")
        record = sample(lambda claim: claim.get("benefits") == ["A1"])
        record["certificate"]["id"] = "LC-1"
        [decision] = self.decided([json.dumps(record)], "--history", self.earlier)
        self.assertIn(5, [limit["used_before"] for limit in json.loads(decision)["limits"]])

    def test_of_nobody_or_of_no_sense(self):
        for change in ({"amount": 0.5}, {"amount": 10**15}, {"amount": "much"}, {"event_date": "2011-02-30"}, {"decision_date": 5}, {"colour": "red"}):
            self.refused(self.entry(**change))
        self.refused({"history": self.entry()["history"]})
        self.refused({"certificate": "LC-1", "history": {}})
        self.refused(b'{"certificate":"a","certificate":"b","history":[]}')
        self.refused(b'{"history":')
        self.refused(b"\xff")

    def test_an_empty_one(self):
        self.earlier.write_bytes(b"\n\r\n")
        self.assertEqual(self.decided([], "--history", self.earlier), [])


class BadInput(InFolder):
    def changed(self, record, change):
        copy = json.loads(json.dumps(record))
        change(copy["claim"], copy["certificate"])
        return json.dumps(copy)

    def errors(self, lines):
        decisions = [json.loads(line) for line in self.decided(lines)]
        self.assertEqual([decision["status"] for decision in decisions], ["invalid"] * len(lines), decisions)
        return [[(error["path"], error["expected"]) for error in decision["errors"]] for decision in decisions]

    def test_disability_rows(self):
        record = sample(lambda claim: "rows" in claim.get("disability", {}))
        row = record["claim"]["disability"]["rows"][0]
        path = "claim.disability.rows[0]."
        rows = [({"code": "R999"}, "code", "one of R1, "), ({"code": ""}, "code", "one of"),
                *(({"count": count}, "count", "a whole number, 1 to 24") for count in (0, -1, 25, 1.5, "two", 10**30))]
        lines = [self.changed(record, lambda claim, _, wrong=wrong: claim["disability"].update(rows=[{**row, **wrong}])) for wrong, _, _ in rows]
        for (_, key, expected), [(where, said)] in zip(rows, self.errors(lines), strict=True):
            self.assertEqual((where, said.startswith(expected)), (path + key, True), said)

    def test_a_newborn_born_after_its_death(self):
        record = sample(lambda claim: "death_date" in claim.get("newborn", {}))
        line = self.changed(record, lambda claim, _: claim["newborn"].update(death_date="2000-01-01"))
        [decision] = map(json.loads, self.decided([line]))
        self.assertIn(decision["status"], ("declined", "invalid"))
        self.assertEqual(decision.get("total", 0), 0)

    def test_long_lists(self):
        record = sample(lambda claim: claim.get("benefits") == ["A1"])
        expense = {"kind": "exam", "amount": 1, "doctor_ordered": True}
        lines = [self.changed(record, lambda claim, _, count=count: claim.update(expenses=[expense] * count)) for count in (1001, 100_000, 1000)]
        too_long = ("claim.expenses", "a list of at most 1000 items")
        self.assertEqual(self.errors(lines[:2]), [[too_long], [too_long]])
        self.assertEqual(json.loads(self.decided(lines[2:])[0])["total"], 1000)

    def test_a_cover_that_ends_before_it_starts(self):
        record = sample(lambda claim: claim.get("benefits") == ["A1"])
        line = self.changed(record, lambda _, certificate: certificate.update(cover_end="2009-01-01"))
        self.assertEqual(self.errors([line]), [[("certificate", "cover_start <= cover_end")]])

    def test_lines_that_are_no_records(self):
        good = sample(lambda claim: claim.get("benefits") == ["A1"])
        text = json.dumps(good)
        claim = json.dumps(good["claim"])
        wrong = (("deep", b"[" * 100_000), ("deep in a field", text.replace('"A1"', "[" * 2000).encode()), ("not UTF-8", text.encode() + b"\xff"),
                 ("not UTF-8 in a text", text.replace("LC", "\udcff").encode("utf-8", "surrogateescape")), ("a zero byte", text.encode() + b"\0"),
                 ("a zero byte within", text.replace("LC", "L\0").encode()), ("twice", f'{{"claim":{claim},"claim":{claim}}}'.encode()),
                 ("two on a line", f"{text} {text}".encode()), ("half", text[:-1].encode()), ("a list", f"[{text}]".encode()), ("a number", b"5"),
                 ("an amount", text.replace("2000000,", "1" * 5000 + ",").encode()), ("its power", text.replace("2000000,", "1e999999999,").encode()),
                 ("too long", b" " * (17 << 20) + text.encode()))
        done = subprocess.run([POLC, "run", POLICY, "--claims", "-"], input=b"".join(line + b"\n" for _, line in wrong) + text.encode(),
                              capture_output=True, timeout=SECONDS, check=False)
        self.assertEqual((done.returncode, done.stderr), (3, b""))
        *decisions, after = map(json.loads, done.stdout.splitlines())
        for number, ((name, _), decision) in enumerate(zip(wrong, decisions, strict=True), 1):
            self.assertEqual((decision["status"], decision["record"]), ("invalid", number), name)
            self.assertTrue(all(error["expected"] for error in decision["errors"]), name)
        self.assertEqual((after["status"], after["record"]), ("paid", len(wrong) + 1))

    def test_ends_of_lines(self):
        text = json.dumps(sample(lambda claim: claim.get("benefits") == ["A1"])).encode()
        expected = None
        for start, ending in ((b"", b""), (b"", b"\n"), (b"", b"\r\n \t\n"), (b"\xef\xbb\xbf\n", b"")):
            done = subprocess.run([POLC, "run", POLICY, "--claims", "-"], input=start + text + ending, capture_output=True, timeout=SECONDS, check=False)
            expected = expected or done.stdout
            self.assertEqual((done.returncode, done.stdout), (0, expected), (start, ending))
        for jobs in ("1", "2"):
            behind = subprocess.run([POLC, "run", POLICY, "--claims", "-", "--jobs", jobs], input=b"\n" + text + b"\n\n{}\n", capture_output=True, timeout=SECONDS, check=False)
            good, wrong = [json.loads(line) for line in behind.stdout.splitlines()]
            self.assertEqual((good["record"], "line" in good), (1, False))
            self.assertEqual((wrong["record"], wrong["line"], wrong["status"]), (2, 4, "invalid"))
        for nothing in (b"", b"\xef\xbb\xbf"):
            done = subprocess.run([POLC, "run", POLICY, "--claims", "-"], input=nothing, capture_output=True, timeout=SECONDS, check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))


if __name__ == "__main__":
    POLC, POLICY, CASES = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
