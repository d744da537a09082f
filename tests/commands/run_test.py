#!/usr/bin/env python3
"""polc run and polc schema for a wording with lists and several questions: the table for people, the progress line, the schema.

usage: run_test.py POLC
"""
import json
import os
import pty
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import mini_schema

POLC = ""
SECONDS = 60

WORDING = """
policy small en "Small" {
  edition   "1" in force from 2010-01-01
  currency  EUR
  rounding  half_up to 0.01 EUR
  months    clamp
  waterfall own lines
}
question claim {
  id         : text key
  benefits   : set of Benefit key
  event_date : date
  bills      : list of record optional absent "none" at most 3 items {
    amount  : EUR
    ordered : bool
  }
  lines benefits
}
benefit X "1" en "Bills" {
  event claim.event_date
  pays each b in claim.bills {
    requires "1 a" b.ordered
    counts   b.amount
  }
}
question notice {
  id      : text key
  written : bool presumed yes
  share   : percent 0% to 100% with 2 decimals
  sent    : date optional absent "not sent"
}
answer notice "6" en "Notice" {
  outcome ended   = notice.written
  outcome sent_on = notice.sent when notice.sent is present
  outcome refund  : EUR = first of {
    0 EUR "6 a"   when not ended as ends
    otherwise notice.share of 5_000.00 EUR rounded
  }
}
"""


def claim(number, **members):
    return {"claim": {"id": f"C{number}", "benefits": ["X"], "event_date": "2011-01-01", **members}}


def notice(**members):
    return {"notice": {"id": "N", **members}}


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.wording = self.folder / "wording.pol"
        self.wording.write_text(WORDING, encoding="utf-8")

    def polc(self, *arguments, records=()):
        text = "".join(json.dumps(record) + "\n" for record in records)
        return subprocess.run([POLC, *map(str, arguments)], input=text.encode(), capture_output=True, timeout=SECONDS, check=False)

    def table(self, *records):
        done = self.polc("run", self.wording, "--claims", "-", "--format", "table", records=records)
        self.assertEqual(done.stderr.decode(), "")
        return done.stdout.decode()


class Table(InFolder):
    def test_an_answer_shows_its_outputs_and_why(self):
        self.assertEqual(self.table(notice(written=False, sent="2011-05-01")),
                         "claim N  certificate -: decided\n"
                         "  ended                    no\n"
                         "  sent_on                  2011-05-01\n"
                         "  refund                   0.00\n"
                         "        6 a                has ended this cover\n\n")

    def test_an_answer_that_waits_says_for_what(self):
        shown = self.table(notice())
        self.assertIn("claim N  certificate -: pended\n", shown)
        self.assertIn("  refund                   -\n", shown)
        self.assertIn("        please give       notice.share\n", shown)

    def test_items_are_named_by_their_place(self):
        shown = self.table(claim(1, bills=[{"amount": 5, "ordered": True}, {"amount": 7}]))
        self.assertIn("        please give       claim.bills[1].ordered\n", shown)
        self.assertIn("        can still pay     5.00 to 12.00\n", shown)


class Schema(InFolder):
    def setUp(self):
        super().setUp()
        done = self.polc("schema", self.wording)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.schema = mini_schema.read(done.stdout)

    def test_polc_and_the_schema_agree(self):
        item = {"amount": 5, "ordered": True}
        for record in (claim(1), claim(1, bills=None), claim(1, bills=[]), claim(1, bills=[{}]), claim(1, bills=[item] * 3), claim(1, bills=[item] * 4),
                       claim(1, bills=item), claim(1, bills=[5]), claim(1, bills=[{**item, "more": 1}]),
                       notice(), notice(share=12.5), notice(share=101), {**claim(1), **notice()}, {**claim(1), "notice": None}, {"notice": {}}, {}):
            done = self.polc("run", self.wording, "--claims", "-", records=[record])
            complaints = mini_schema.complaints(self.schema, mini_schema.read(json.dumps(record)))
            self.assertEqual(not complaints, done.returncode == 0, (record, complaints))

    def test_the_schema_names_decimals_and_only_polc_holds_to_them(self):
        """Validators that count in binary refuse amounts such as 0.29 where a schema demands a multiple of 0.01."""
        record = claim(1, bills=[{"amount": 1.234}])
        self.assertEqual(mini_schema.complaints(self.schema, mini_schema.read(json.dumps(record))), [])
        self.assertNotEqual(self.polc("run", self.wording, "--claims", "-", records=[record]).returncode, 0)


class ProgressLine(InFolder):
    """Claims come in two heaps, more than a second apart, so that the line is due with the second."""

    def decide_slowly(self, stderr):
        heap = "".join(json.dumps(claim(number)) + "\n" for number in range(200)).encode()
        with open(self.folder / "decisions.jsonl", "wb") as out, subprocess.Popen(
                [POLC, "run", self.wording, "--claims", "-"], stdin=subprocess.PIPE, stdout=out, stderr=stderr,
                env={**os.environ, "TERM": "xterm"}) as run:
            run.stdin.write(heap)
            run.stdin.flush()
            time.sleep(2.5)
            run.stdin.write(heap)
            run.stdin.close()
            self.assertEqual(run.wait(SECONDS), 0)
        self.assertEqual(len((self.folder / "decisions.jsonl").read_text().splitlines()), 400)

    def test_on_a_terminal_it_is_drawn_and_wiped(self):
        ours, theirs = pty.openpty()
        try:
            self.decide_slowly(theirs)
            shown = os.read(ours, 10_000).decode()
        finally:
            os.close(ours)
            os.close(theirs)
        self.assertIn(" records decided", shown)
        self.assertTrue(shown.endswith("\r\033[K"), repr(shown))

    def test_in_a_pipe_there_is_none(self):
        with open(self.folder / "said", "w+b") as said:
            self.decide_slowly(said)
            said.seek(0)
            self.assertEqual(said.read(), b"")


if __name__ == "__main__":
    POLC = sys.argv.pop(1)
    unittest.main(verbosity=2)
