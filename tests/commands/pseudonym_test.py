#!/usr/bin/env python3
"""polc run --pseudonymise: tokens that only the key makes, and a mapping that lies elsewhere.

usage: pseudonym_test.py POLC POLICY CLAIMS
"""
import hashlib
import hmac
import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLC, POLICY, CLAIMS = "", "", ""
KEY = b"0123456789abcdef0123456789abcdef"


def polc(*arguments, text=None, cwd=None):
    return subprocess.run([POLC, *map(str, arguments)], input=text, capture_output=True, timeout=120, check=False, cwd=cwd)


def token(field, name, key=KEY):
    return hmac.new(key, field.encode() + b"\0" + name.encode(), hashlib.sha256).hexdigest()[:32]


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name).resolve()
        self.vault = self.folder / "vault"
        self.vault.mkdir()
        self.key = self.file("key", KEY + b"\n")

    def file(self, name, content, mode=0o600):
        path = self.vault / name
        path.write_bytes(content)
        path.chmod(mode)
        return path

    def run_with(self, *more, key=None, claims=None, text=None):
        return polc("run", POLICY, "--claims", claims or CLAIMS, "--pseudonymise", "--key-file", key or self.key, *more, text=text)


class Tokens(InFolder):
    def test_only_ids_change(self):
        plain = [json.loads(line) for line in polc("run", POLICY, "--claims", CLAIMS).stdout.splitlines()]
        done = self.run_with()
        replaced = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(len(plain), len(replaced))
        for before, after in zip(plain, replaced):
            for field in ("certificate", "claim"):
                self.assertEqual(after[field], None if before[field] is None else token(field, before[field]))
                before[field] = after[field]
            self.assertEqual(before, after)

    def test_same_for_every_engine_and_number_of_threads(self):
        first = self.run_with().stdout
        for more in (("--engine", "interpreter"), ("--jobs", "3")):
            self.assertEqual(self.run_with(*more).stdout, first, more)

    def test_another_key_makes_others(self):
        other = self.file("other", KEY[::-1])
        self.assertNotEqual(self.run_with().stdout, self.run_with(key=other).stdout)
        same = self.file("same", KEY)
        self.assertEqual(self.run_with().stdout, self.run_with(key=same).stdout, "a line end is no part of the key")

    def test_odd_ids(self):
        record = json.loads(Path(CLAIMS).read_text(encoding="utf-8").splitlines()[0])
        record["certificate"]["id"], record["claim"]["id"] = 'Zoë "Q"\n\\', "claim"
        done = self.run_with(claims="-", text=json.dumps(record).encode())
        decision = json.loads(done.stdout)
        self.assertEqual(decision["certificate"], token("certificate", 'Zoë "Q"\n\\'))
        self.assertEqual(decision["claim"], token("claim", "claim"))

    def test_an_invalid_record_shows_no_id(self):
        record = json.loads(Path(CLAIMS).read_text(encoding="utf-8").splitlines()[0])
        record["certificate"]["id"], record["claim"]["id"], record["claim"]["odd"] = 987654, "Jane-Example", 1
        done = self.run_with(claims="-", text=json.dumps(record).encode())
        self.assertEqual(done.returncode, 3)
        self.assertNotIn(b"987654", done.stdout + done.stderr)
        self.assertNotIn(b"Jane-Example", done.stdout + done.stderr)

    def test_table(self):
        shown = self.run_with("--format", "table").stdout.decode()
        record = json.loads(Path(CLAIMS).read_text(encoding="utf-8").splitlines()[0])
        self.assertIn(token("claim", record["claim"]["id"]), shown)
        self.assertNotIn(record["certificate"]["id"], shown)


class Mapping(InFolder):
    def out(self, name):
        (self.folder / "out").mkdir(exist_ok=True)
        return self.folder / "out" / name

    def test_written_only_if_asked(self):
        self.run_with("--out", self.out("decisions.jsonl"))
        self.assertEqual([path.name for path in self.vault.iterdir()], ["key"])

    def test_tells_every_id_once(self):
        out, mapping = self.out("decisions.jsonl"), self.vault / "mapping.jsonl"
        self.assertEqual(self.run_with("--out", out, "--mapping", mapping, "--jobs", "2").returncode, 0)
        rows = [json.loads(line) for line in mapping.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(rows, sorted(rows, key=lambda row: (row["field"], row["id"])))
        records = [json.loads(line) for line in Path(CLAIMS).read_text(encoding="utf-8").splitlines()]
        ids = {("certificate", each["certificate"]["id"]) for each in records if "certificate" in each} | {
            ("claim", each[question]["id"]) for each in records for question in each if question != "certificate"}
        self.assertEqual({(row["field"], row["id"]) for row in rows}, ids)
        self.assertTrue(all(row["token"] == token(row["field"], row["id"]) for row in rows))
        self.assertEqual(stat.S_IMODE(mapping.stat().st_mode), 0o600)

    def refused(self, *more, **options):
        done = self.run_with(*more, **options)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, b"")
        return done.stderr.decode()

    def test_not_in_the_place_of_the_decisions(self):
        out = self.out("decisions.jsonl")
        for mapping in (out, self.out("mapping.jsonl"), self.folder / "vault/../out/mapping.jsonl"):
            self.assertIn("must not lie beside the decisions", self.refused("--out", out, "--mapping", mapping))
        link = self.folder / "link"
        link.symlink_to(self.folder / "out")
        self.assertIn("beside the decisions", self.refused("--out", out, "--mapping", link / "mapping.jsonl"))
        self.assertEqual(list((self.folder / "out").iterdir()), [])

    def test_not_where_standard_output_goes(self):
        out = self.out("decisions.jsonl")
        with open(out, "wb") as stream:
            done = subprocess.run([POLC, "run", POLICY, "--claims", CLAIMS, "--pseudonymise", "--key-file", self.key, "--mapping", self.out("mapping")],
                                  stdout=stream, stderr=subprocess.PIPE, check=False, timeout=120)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(out.read_bytes(), b"")
        self.assertIn("no stream", self.refused("--mapping", "-"))

    def test_not_over_the_key(self):
        self.assertIn("replace the key", self.refused("--mapping", self.key))

    def test_cannot_be_written(self):
        out = self.out("decisions.jsonl")
        done = self.run_with("--out", out, "--mapping", self.folder / "nowhere/mapping")
        self.assertEqual(done.returncode, 4)
        self.assertFalse(out.exists())


class Keys(InFolder):
    def refused(self, *arguments, status=2):
        done = polc("run", POLICY, "--claims", CLAIMS, *arguments)
        self.assertEqual((done.returncode, done.stdout), (status, b""), done.stderr)
        self.assertNotIn(KEY, done.stderr)
        return done.stderr.decode()

    def test_options_go_together(self):
        self.assertIn("--key-file FILE", self.refused("--pseudonymise"))
        self.assertIn("--pseudonymise", self.refused("--key-file", self.key))
        self.assertIn("--pseudonymise", self.refused("--mapping", self.vault / "mapping"))

    def test_a_history_of_tokens(self):
        """It would be found for no certificate, and limits would begin anew."""
        written = self.run_with()
        self.assertEqual(written.returncode, 0)
        tokens, plain = self.file("tokens", written.stdout), self.file("plain", polc("run", POLICY, "--claims", CLAIMS).stdout)
        self.assertIn("the history holds tokens", self.refused("--pseudonymise", "--key-file", self.key, "--history", tokens, status=4))
        self.assertEqual(self.run_with("--history", plain).returncode, 0)

    def test_missing(self):
        self.assertIn("No such file", self.refused("--pseudonymise", "--key-file", self.vault / "nowhere", status=4))
        self.assertIn("directory", self.refused("--pseudonymise", "--key-file", self.vault, status=4))

    def test_too_short(self):
        for content in (b"", b"\n", KEY[1:], KEY[1:] + b"\r\n"):
            self.assertIn("too short", self.refused("--pseudonymise", "--key-file", self.file("short", content)))

    def test_too_large(self):
        self.assertIn("no key", self.refused("--pseudonymise", "--key-file", self.file("large", b"k" * (64 * 1024 + 1))))

    def test_open_to_others(self):
        for mode in (0o644, 0o604, 0o640, 0o620):
            self.assertIn("chmod 600", self.refused("--pseudonymise", "--key-file", self.file("open", KEY, mode)))
        self.assertEqual(self.run_with(key=self.file("kept", KEY, 0o400)).returncode, 0)


if __name__ == "__main__":
    POLC, POLICY, CLAIMS = (os.path.abspath(argument) for argument in sys.argv[1:4])
    unittest.main(argv=sys.argv[:1])
