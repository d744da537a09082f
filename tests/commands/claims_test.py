#!/usr/bin/env python3
"""How records come into polc run: CSV as it means the same as JSON Lines, several threads, and input that no record can be read from.

usage: claims_test.py POLC POLICY CASES (acceptance cases of that policy)
"""
import json
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import csv_claims

POLC, POLICY, CASES = "", "", ""
SECONDS = 120


def records_of_cases():
    """Every record of the cases as a line of JSON, certificates of one case apart from those of the others."""
    for line in Path(CASES).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        for record in case["records"]:
            yield case["id"], record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)


def apart(line, mark):
    record = csv_claims.read(line)
    certificate = record.get("certificate")
    if isinstance(certificate, dict) and isinstance(certificate.get("id"), str):
        certificate["id"] = f"{certificate['id']}{mark}"
    return csv_claims.dump(record)


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def run_polc(self, *arguments, name="claims.jsonl", text=b"", status=0):
        claims = self.folder / name
        claims.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = subprocess.run([POLC, "run", POLICY, "--claims", str(claims), *map(str, arguments)], capture_output=True, timeout=SECONDS, check=False)
        self.assertEqual((done.returncode, done.stderr), (status, b""), done.stdout[-300:])
        return done.stdout.decode()

    def decisions(self, *arguments, **named):
        return [json.loads(line) for line in self.run_polc(*arguments, **named).splitlines()]

    def csv(self, text, *arguments, status=0):
        return self.decisions(*arguments, name="claims.csv", text=text, status=status)


class SameAsJson(InFolder):
    def setUp(self):
        super().setUp()
        lines = []
        for case, line in records_of_cases():
            try:
                record = csv_claims.read(line)
                list(csv_claims.cells(record))
                lines.append(apart(line, f" of {case}"))
            except (csv_claims.Unsayable, ValueError):
                pass
        self.assertGreater(len(lines), 300)
        decided = self.run_polc(text="\n".join(lines), status=3).splitlines()
        valid = [json.loads(decision)["status"] != "invalid" for decision in decided]
        self.valid = [line for line, good in zip(lines, valid, strict=True) if good]
        self.invalid = [line for line, good in zip(lines, valid, strict=True) if not good]

    def test_every_valid_record_of_the_cases(self):
        self.assertGreater(len(self.valid), 300)
        expected = self.run_polc(text="\n".join(self.valid))
        records = [csv_claims.read(line) for line in self.valid]
        for style in ({}, {"quoting": 1, "lineterminator": "\n"}):
            text = csv_claims.as_csv(records, **style)
            self.assertEqual(self.run_polc(name="claims.csv", text=text), expected)
        self.assertEqual(self.run_polc("--claims-format", "csv", "--jobs", 3, name="claims", text=text), expected)
        self.assertEqual(self.run_polc("--engine", "interpreter", name="CLAIMS.CSV", text="\ufeff" + text.rstrip("\n")), expected)

    def test_every_invalid_record_of_the_cases(self):
        """What is wrong is told of the same places, in the same words."""
        by_json = self.decisions(text="\n".join(self.invalid), status=3)
        by_csv = self.csv(csv_claims.as_csv([csv_claims.read(line) for line in self.invalid]), status=3)
        told = 0
        for line, *both in zip(self.invalid, by_json, by_csv, strict=True):
            if both[1]["status"] != "invalid":
                self.assertIn('"true"', line)  # a text where yes or no should stand: in CSV there is no difference
                continue
            places = [sorted((error["path"], error["expected"]) for error in decision["errors"]) for decision in both]
            self.assertEqual(*places, line)
            told += 1
        self.assertGreater(told, 20)


COLUMNS = "certificate.id,certificate.plan,claim.id,claim.benefits,claim.expenses"
ROW = 'LC-1,gold,C-1,"[""A1""]",'


class Rows(InFolder):
    def errors(self, text, **named):
        decisions = self.csv(text, status=3, **named)
        self.assertEqual([decision["status"] for decision in decisions], ["invalid"] * len(decisions))
        return [[(error["path"], error["expected"], error.get("got")) for error in decision["errors"]] for decision in decisions]

    def test_cells_mean_what_the_contract_says(self):
        text = (COLUMNS + ',certificate.issued,certificate.premium\r\n'
                '"L""1, or\n one",gold,C-1,"[""A1""]",null,,1.50e2\r\n\r\n'
                'L2,null,C-2,"[ ""A1"" ]","[\n{}]",false,null')
        first, second = self.csv(text)
        self.assertEqual((first["certificate"], first["record"]), ('L"1, or\n one', 1))
        self.assertEqual((second["certificate"], second["record"], second["status"]), ("L2", 2, "declined"))
        self.assertNotIn("certificate.issued", first["missing"])
        self.assertIn("certificate.plan", second["missing"] + ["certificate.plan"])

    def test_no_records(self):
        self.assertEqual(self.csv(""), [])
        self.assertEqual(self.csv("\ufeff"), [])
        self.assertEqual(self.csv(f"{COLUMNS}\r\n"), [])

    def test_short_and_long_rows(self):
        wanted = ("", "5 cells, one for each column of the first line")
        self.assertEqual(self.errors(f"{COLUMNS}\nLC-1,gold,C-1\n{ROW},\n"), [[(*wanted, "3")], [(*wanted, "6")]])

    def test_a_bad_row_takes_no_other_with_it(self):
        text = f'{COLUMNS}\n{ROW}\n"LC-1"x,gold,C-2,"[]",\n{ROW}\nLC"1,,,,\n{ROW}\n'
        decisions = self.csv(text, status=3)
        self.assertEqual([decision["status"] == "invalid" for decision in decisions], [False, True, False, True, False])
        self.assertEqual([decision["record"] for decision in decisions], [1, 2, 3, 4, 5])
        self.assertIn("quotation marks", decisions[1]["errors"][0]["expected"])

    def test_a_quotation_mark_that_is_never_closed(self):
        [[(_, expected, _)]] = self.errors(f'{COLUMNS}\n"LC-1,gold,C-1,,')
        self.assertIn("quotation marks", expected)
        [[(_, expected, _)]] = self.errors(f'{COLUMNS}\n"' + "x" * (18 << 20))
        self.assertEqual(expected, "a record of at most 16 MiB")
        [[(_, expected, _)]] = self.errors(f'"{COLUMNS}"x\n{ROW}\n')
        self.assertIn("quotation marks", expected)

    def test_columns_nobody_declared(self):
        [[(path, expected, got)]] = self.errors(f"{COLUMNS},claim.colour\n{ROW},red\n")
        self.assertEqual((path, got), ("claim.colour", None))
        self.assertTrue(expected.startswith("no field but "))
        self.assertEqual(self.errors(f"{COLUMNS},colour\n{ROW},red\n")[0][0][0], "colour")
        self.assertEqual(self.errors(f"{COLUMNS},claim.id.first\n{ROW},red\n")[0][0][0], "claim.id")
        self.assertEqual(self.errors(f"{COLUMNS},{'a.' * 100_000}a\n{ROW},red\n")[0][0][0], "a")
        self.assertEqual(len(self.csv(f"{COLUMNS},claim.colour\n{ROW},\n")), 1)

    def test_a_column_that_stands_twice(self):
        for [(path, expected, _)] in self.errors(f"{COLUMNS},claim.id\n{ROW},C-1\n{ROW},C-2\n{ROW},\n"):
            self.assertEqual((path, expected), ("claim.id", "each key only once"))

    def test_a_cell_cannot_reach_beyond_itself(self):
        cells = ('[],""id"":""C-9""', "[]]", "[}", "[", '""', '"[""]"', "[{]", "{}", "5", "true", "[1]")
        text = "".join(f'LC-1,gold,C-1,"[""A1""]","{cell}"\n' for cell in cells)
        self.assertEqual(len(self.errors(f"{COLUMNS}\n{text}")), len(cells))

    def test_types(self):
        wrong = {"certificate.issued": ("yes or no", ["TRUE", "1", " true", "yes"]),
                 "certificate.premium": ("an amount", ["1,5", "007", "1.5", " 1", "1e999999999", "0x1", "-", "1."]),
                 "certificate.cover_start": ("a date", ["1/2/2011", "2011-02-29", "2011-2-9"])}
        for column, (expected, cells) in wrong.items():
            told = self.errors(f"{COLUMNS},{column}\n" + "".join(f'{ROW},"{cell}"\n' for cell in cells))
            for cell, [(path, said, got)] in zip(cells, told, strict=True):
                self.assertEqual((path, said.startswith(expected), got.strip('"')), (column, True, cell))

    def test_not_utf8(self):
        [[error]] = self.errors(f"{COLUMNS}\n".encode() + b"LC-\xff,gold,C-1,,\n")
        self.assertEqual(error[:2], ("", "text in UTF-8"))
        [[error]] = self.errors(COLUMNS.encode() + b",claim.\xff\n" + ROW.encode() + b",x\n")
        self.assertEqual(error[:2], ("", "text in UTF-8"))

    def test_noise(self):
        chance = random.Random(5)
        for _ in range(5):
            text = bytes(chance.choice(b'",\n\r[]{}:0 \x00\xffab.') for _ in range(20_000))
            claims = self.folder / "noise.csv"
            claims.write_bytes(f"{COLUMNS}\n".encode() + text)
            done = subprocess.run([POLC, "run", POLICY, "--claims", str(claims)], capture_output=True, timeout=SECONDS, check=False)
            self.assertEqual((done.returncode, done.stderr), (3, b""))
            for number, line in enumerate(done.stdout.splitlines(), 1):
                self.assertEqual(json.loads(line)["record"], number)


class Jobs(InFolder):
    def test_same_bytes_whatever_their_number(self):
        """Thousands of records of a few certificates, so that histories are long and cross the batches; some that cannot be read."""
        lines = [line for _, line in records_of_cases()]
        chance = random.Random(6)
        many = []
        for _ in range(12_000):
            line = chance.choice(lines)
            try:
                many.append(apart(line, f"/{chance.randrange(40)}"))
            except ValueError:
                many.append(line)
        text = "\n".join(many)
        one = self.run_polc("--jobs", 1, text=text, status=3)
        self.assertEqual(len(one.splitlines()), 12_000)
        self.assertGreater(one.count('"effect":"prior_paid"'), 50)
        for jobs in (2, 7):
            self.assertEqual(self.run_polc("--jobs", jobs, text=text, status=3), one)

    def test_histories_go_to_their_certificates(self):
        lines = [line for _, line in records_of_cases() if line.startswith('{"certificate": {"id"')][:300]
        half = len(lines) // 2
        earlier = self.run_polc(text="\n".join(lines[:half]))
        (self.folder / "earlier.jsonl").write_text(earlier, encoding="utf-8")
        later = [self.run_polc("--history", self.folder / "earlier.jsonl", "--jobs", jobs, text="\n".join(lines[half:]), status=3)
                 for jobs in (1, 5)]
        self.assertEqual(later[0], later[1])

    def test_certificates_by_any_spelling(self):
        claim = '{"claim":{"id":"C%d","benefits":["A1"]},"certif\\u0069cate":{"plan":"gold","\\u0069d":"%s"}}'
        text = "\n".join(claim % (k, ("LC-1", "LC\\u002d1")[k % 2]) for k in range(100)) + "\n" + "\n".join(["{}", "[", "5", '"x'])
        self.assertEqual(self.run_polc("--jobs", 4, text=text, status=3), self.run_polc(text=text, status=3))

    def test_numbers_of_jobs(self):
        for jobs in ("0", "-1", "257", "many"):
            done = subprocess.run([POLC, "run", POLICY, "--claims", "/dev/null", "--jobs", jobs], capture_output=True, timeout=SECONDS, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, b""))


if __name__ == "__main__":
    POLC, POLICY, CASES = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
