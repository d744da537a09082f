#!/usr/bin/env python3
"""polc from outside, as a person or a script meets it: exit statuses, files that appear whole or not at all, and hostile wordings.

usage: commands_test.py POLC POLICY CLAIMS
"""
import json
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLC, POLICY, CLAIMS = "", "", ""
SECONDS = 60  # no wording may keep polc busy for longer


def polc(*arguments, text=None):
    return subprocess.run([POLC, *map(str, arguments)], input=text, capture_output=True, timeout=SECONDS, check=False)


def first_claim():
    return json.loads(Path(CLAIMS).read_text(encoding="utf-8").splitlines()[0])


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def wording(self, content):
        path = self.folder / "wording.pol"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


class ExitStatus(InFolder):
    def test_done(self):
        self.assertEqual(polc("check", POLICY).returncode, 0)
        self.assertEqual(polc("run", POLICY, "--claims", CLAIMS).returncode, 0)
        self.assertEqual(polc("test", POLICY).returncode, 0)
        self.assertEqual(polc("--version").returncode, 0)
        self.assertEqual(polc("--help").returncode, 0)

    def test_wording_has_errors(self):
        wrong = self.wording(Path(POLICY).read_text(encoding="utf-8").replace("requires Cancer", "requires Cancr"))
        for arguments in (("check", wrong), ("run", wrong, "--claims", CLAIMS), ("test", wrong), ("dump", wrong, "--stage", "ir")):
            done = polc(*arguments)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("Cancer", done.stderr.decode())

    def test_example_failed(self):
        wrong = self.wording(Path(POLICY).read_text(encoding="utf-8").replace("expect paid B2 20_000_000 VND", "expect paid B2 20_000_001 VND"))
        done = polc("test", wrong)
        self.assertEqual(done.returncode, 1)
        self.assertIn("20000001", done.stdout.decode())

    def test_command_line_is_wrong(self):
        for arguments in ((), ("decide",), ("run", POLICY), ("run", POLICY, "--claims", CLAIMS, "--format", "xml"), ("dump", POLICY)):
            self.assertEqual(polc(*arguments).returncode, 2, arguments)

    def test_some_records_invalid(self):
        lines = "not json\n" + Path(CLAIMS).read_text(encoding="utf-8") + '{"certificate": {}}\n'
        done = polc("run", POLICY, "--claims", "-", text=lines.encode())
        self.assertEqual(done.returncode, 3)
        statuses = [json.loads(line)["status"] for line in done.stdout.decode().splitlines()]
        self.assertEqual(statuses[0], "invalid")
        self.assertEqual(statuses[-1], "invalid")
        self.assertNotIn("invalid", statuses[1:-1])

    def test_file_failed(self):
        nowhere = self.folder / "nowhere"
        for arguments in (("check", nowhere), ("check", self.folder), ("run", POLICY, "--claims", nowhere),
                          ("run", POLICY, "--claims", CLAIMS, "--history", nowhere), ("run", POLICY, "--claims", CLAIMS, "--out", nowhere / "out")):
            done = polc(*arguments)
            self.assertEqual(done.returncode, 4, arguments)
            self.assertIn(str(self.folder), done.stderr.decode())

    def test_device_full(self):
        self.assertEqual(polc("run", POLICY, "--claims", CLAIMS, "--out", "/dev/full").returncode, 4)


class Readme(unittest.TestCase):
    def test_shows_the_policy_as_it_is_and_pays_what_it_says(self):
        root = Path(POLICY).resolve().parents[2]
        shown = [line[4:] for line in (root / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
        wording = "\n".join(shown[shown.index(next(line for line in shown if line.startswith("benefit B1"))):shown.index("}") + 1])
        self.assertIn(wording, Path(POLICY).read_text(encoding="utf-8"))
        table = polc("run", POLICY, "--claims", CLAIMS, "--format", "table").stdout.decode()
        paid = [line.strip() for line in shown if line.startswith(("B1    ", "      II.B"))]
        self.assertEqual(len(paid), 3)
        for line in paid:
            self.assertIn(" ".join(line.split()), [" ".join(row.split()) for row in table.splitlines()])


class OutputFile(InFolder):
    def test_appears_complete(self):
        out = self.folder / "decisions.jsonl"
        self.assertEqual(polc("run", POLICY, "--claims", CLAIMS, "--out", out).returncode, 0)
        self.assertEqual(out.read_bytes(), polc("run", POLICY, "--claims", CLAIMS).stdout)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["decisions.jsonl"])

    def test_or_not_at_all(self):
        out = self.folder / "decisions.jsonl"
        out.write_text("what was there before")
        self.assertEqual(polc("run", POLICY, "--claims", self.folder / "nowhere", "--out", out).returncode, 4)
        self.assertEqual(out.read_text(), "what was there before")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["decisions.jsonl"])


class History(InFolder):
    def test_earlier_decisions_continue(self):
        claims = Path(CLAIMS).read_text(encoding="utf-8").splitlines(keepends=True)
        whole = polc("run", POLICY, "--claims", CLAIMS).stdout.decode().splitlines()
        for split in range(1, len(claims)):
            earlier = self.folder / "earlier.jsonl"
            earlier.write_bytes(polc("run", POLICY, "--claims", "-", text="".join(claims[:split]).encode()).stdout)
            later = polc("run", POLICY, "--claims", "-", "--history", earlier, text="".join(claims[split:]).encode())
            self.assertEqual(later.returncode, 0)
            decisions = [json.loads(line) for line in later.stdout.decode().splitlines()]
            for decision, expected in zip(decisions, map(json.loads, whole[split:])):
                decision["record"] = expected["record"]
                self.assertEqual(decision, expected)

    def test_not_a_decision(self):
        broken = self.folder / "earlier.jsonl"
        broken.write_text('{"certificate": "LC-1", "history": [{"benefit": "Z9"}]}\n')
        done = polc("run", POLICY, "--claims", CLAIMS, "--history", broken)
        self.assertEqual(done.returncode, 4)
        self.assertIn("line 1", done.stderr.decode())


class HostileWordings(InFolder):
    """Never a crash or a hang; a message with an id, not a compiler's words."""

    def refused(self, content):
        done = polc("check", self.wording(content))
        said = done.stderr.decode()
        self.assertEqual(done.returncode, 1, said[:500])
        self.assertRegex(said, r"error\[[a-z0-9-]+\]")
        for word in ("token", "mismatched", "extraneous", "viable", "<EOF>", "expecting {"):
            self.assertNotIn(word, said)
        return said

    def test_not_utf8(self):
        self.refused(b'policy p en "\xff\xfe" {\n}\n')

    def test_empty(self):
        self.refused("")
        self.refused("// nothing but a comment\n")

    def test_nested_10_000_deep(self):
        for opening, closing in (("(", ")"), ("not ", ""), ("-", "")):
            self.refused(f"policy p en \"P\" {{ currency VND }}\ndefine x = {opening * 10_000}yes{closing * 10_000}\n")
        self.refused("{" * 10_000)

    def test_noise(self):
        chance = random.Random(1)
        alphabet = 'abc {}()",.:<>=%0123456789\n_-+*/"policy benefit requires'
        self.refused("".join(chance.choice(alphabet) for _ in range(300_000)))
        noise = self.wording(bytes(chance.randrange(256) for _ in range(1_000_000)) * 10)
        done = polc("check", noise)
        self.assertIn(done.returncode, (1, 4), done.stderr.decode(errors="replace")[:300])

    def test_every_cut_of_the_policy(self):
        text = Path(POLICY).read_text(encoding="utf-8")
        chance = random.Random(2)
        for _ in range(25):
            done = polc("check", self.wording(text[: chance.randrange(len(text))]))
            self.assertIn(done.returncode, (0, 1), done.stderr.decode()[-300:])

    def test_mutations_of_the_policy(self):
        text = Path(POLICY).read_bytes()
        chance = random.Random(3)
        for _ in range(40):
            changed = bytearray(text)
            for _ in range(chance.randrange(1, 6)):
                changed[chance.randrange(len(changed))] = chance.choice(b"{}(),:. \"x7\n%")
            done = polc("check", self.wording(bytes(changed)))
            self.assertIn(done.returncode, (0, 1), done.stderr.decode(errors="replace")[-300:])


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    POLC, POLICY, CLAIMS = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
