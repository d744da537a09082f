#!/usr/bin/env python3
"""`polc explain` from outside: exit statuses, messages, histories, files, what no letter shows.

    explain_test.py POLC POLICY
"""
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "commands"))
import csv_claims  # noqa: E402
CLAIMS = HERE / "claims.jsonl"
POLC, POLICY = sys.argv[1:3]
HOSTILE = "<script>alert('1')</script>&\u202e\u0007"


def explain(*arguments, policy=POLICY, claims=CLAIMS, given=None):
    return subprocess.run([POLC, "explain", policy, "--claims", claims, *map(str, arguments)], input=given, capture_output=True, timeout=120,
                          check=False)


def text_of(done):
    return done.stdout.decode()


def said_by(done):
    return done.stderr.decode()


class Balanced(HTMLParser):
    """Whether every element is closed, and which there are."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.attributes = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


class Explain(unittest.TestCase):
    def test_a_letter_is_written_and_the_first_language_is_the_usual_one(self):
        done = explain("--claim", "C-5")
        self.assertEqual((done.returncode, said_by(done)), (0, ""))
        self.assertEqual(text_of(done), text_of(explain("--claim", "C-5", "--lang", "en")))

    def test_amounts_and_dates_are_written_as_the_language_does(self):
        vietnamese, english = text_of(explain("--claim", "C-7", "--lang", "vi")), text_of(explain("--claim", "C-7", "--lang", "en"))
        for words in ("160.000.000 đ", "-40.000.000 đ", "15/08/2011", "20/09/2011"):
            self.assertIn(words, vietnamese)
        for words in ("VND 160,000,000", "VND -40,000,000", "15 August 2011", "20 September 2011"):
            self.assertIn(words, english)

    def test_earlier_lines_of_the_certificate_are_its_history_and_so_are_earlier_decisions(self):
        lines = CLAIMS.read_text(encoding="utf-8").splitlines()
        alone = next(line for line in lines if '"C-7"' in line)
        before = "\n".join(line for line in lines if '"LC-1005"' in line and '"C-5"' in line)
        decided = subprocess.run([POLC, "run", POLICY, "--claims", "-"], input=before.encode(), capture_output=True, check=True).stdout
        with tempfile.TemporaryDirectory() as folder:
            history = Path(folder) / "earlier.jsonl"
            history.write_bytes(decided)
            with_history = explain("--claim", "C-7", "--history", history, claims="-", given=alone.encode())
            self.assertEqual(text_of(with_history), text_of(explain("--claim", "C-7")))
            self.assertNotEqual(text_of(explain("--claim", "C-7", claims="-", given=alone.encode())), text_of(with_history))

    def test_records_in_columns_have_the_same_letters(self):
        records = [csv_claims.read(line) for line in CLAIMS.read_text().splitlines() if line.strip()]
        with tempfile.TemporaryDirectory() as folder:
            columns = Path(folder) / "claims.csv"
            columns.write_text(csv_claims.as_csv(records))
            done = explain("--claim", "C-5", claims=columns)
            self.assertEqual((done.returncode, said_by(done)), (0, ""))
            self.assertEqual(text_of(done), text_of(explain("--claim", "C-5")))
            given = columns.read_bytes() + b"one cell too few\r\n"
        done = explain("--claim", "C-5", "--claims-format", "csv", claims="-", given=given)
        self.assertEqual(text_of(done), text_of(explain("--claim", "C-5")))
        self.assertIn("is passed over: expected", said_by(done))

    def test_out_appears_complete_and_html_is_well_formed(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "letter.html"
            self.assertEqual(explain("--claim", "C-13", "--format", "html", "--out", out).returncode, 0)
            html = out.read_text(encoding="utf-8")
            parser = Balanced()
            parser.feed(html)
            self.assertEqual(parser.open, [])
            self.assertTrue({"html", "title", "main", "h1", "h2", "table", "thead", "th", "caption"} <= parser.seen)
            self.assertFalse({"script", "img", "link", "iframe", "object"} & parser.seen)
            self.assertFalse([name for name, _ in parser.attributes if name.startswith("on") or name in ("src", "href")])
            self.assertIn('<html lang="en">', html)

    def test_nothing_is_written_where_the_file_cannot_be(self):
        done = explain("--claim", "C-5", "--out", "/no/such/folder/letter.txt")
        self.assertEqual(done.returncode, 4)

    def test_hostile_ids_do_no_harm(self):
        html, text = text_of(explain("--claim", HOSTILE, "--format", "html")), text_of(explain("--claim", HOSTILE))
        self.assertIn("&lt;script&gt;", html)
        for letter in (html, text):
            for character in ("\x1b", "\x07", "\u202e"):
                self.assertNotIn(character, letter)
        self.assertNotIn("<script", html)

    def test_nobody_is_named_but_by_the_ids(self):
        for claim in ("C-5", "C-13", "X-1"):
            for language in ("en", "vi"):
                letter = text_of(explain("--claim", claim, "--lang", language))
                for personal in ("1980-06-15", "15/06/1980", "15 June 1980"):
                    self.assertNotIn(personal, letter)

    def test_the_same_twice(self):
        self.assertEqual(explain("--claim", "C-13").stdout, explain("--claim", "C-13").stdout)

    def test_an_invalid_record_has_no_letter(self):
        done = explain("--claim", "X-3")
        self.assertEqual((done.returncode, done.stdout), (3, b""))
        for words in ("X-3", "certificate.plan", "claim.decision_date"):
            self.assertIn(words, said_by(done))

    def test_the_claim_has_to_be_there_once(self):
        none, twice = explain("--claim", "C-99"), explain("--claim", "X-5")
        self.assertEqual((none.returncode, twice.returncode), (2, 2))
        self.assertIn("no record of", said_by(none))
        self.assertIn("`C-99`", said_by(none))
        self.assertIn("2 records have the id `X-5`", said_by(twice))

    def test_the_command_line_is_looked_at(self):
        self.assertEqual(explain().returncode, 2)
        unknown = explain("--claim", "C-5", "--lang", "de")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("no letters are written in `de`; they are written in en, vi", said_by(unknown))
        self.assertEqual(explain("--claim", "C-5", "--format", "pdf").returncode, 2)
        self.assertEqual(explain("--claim", "C-5", "--history", "-", claims="-", given=b"").returncode, 2)

    def test_files_that_cannot_be_read(self):
        self.assertEqual(explain("--claim", "C-5", claims="/no/such/file").returncode, 4)
        self.assertEqual(explain("--claim", "C-5", "--history", "/no/such/file").returncode, 4)
        self.assertEqual(explain("--claim", "C-5", policy="/no/such/file.pol").returncode, 4)

    def test_a_wording_with_errors_or_without_titles_has_no_letters(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "policy"
            shutil.copytree(Path(POLICY).parent, copy)
            letters = copy / "letter_vi.pol"
            lines = [line for line in letters.read_text(encoding="utf-8").splitlines(True) if "claim.causes.fight_role " not in line]
            letters.write_text("".join(lines), encoding="utf-8")
            done = explain("--claim", "C-28", "--lang", "vi", policy=copy / "policy.pol")
            self.assertEqual((done.returncode, done.stdout), (1, b""))
            self.assertIn("claim.causes.fight_role", said_by(done))
            self.assertEqual(explain("--claim", "C-28", "--lang", "en", policy=copy / "policy.pol").returncode, 0)
            (copy / "letter_vi.pol").write_text('letter vi { no_such_thing "x" }\n', encoding="utf-8")
            self.assertEqual(explain("--claim", "C-28", policy=copy / "policy.pol").returncode, 1)

    def test_every_record_has_a_letter_in_both_languages(self):
        records = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
        for record in records:
            name = next(key for key in record if key != "certificate")
            identity = record[name]["id"]
            if identity in ("X-3", "X-5"):
                continue
            for language in ("en", "vi"):
                done = explain("--claim", identity, "--lang", language)
                self.assertEqual((done.returncode, said_by(done)), (0, ""), identity)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
