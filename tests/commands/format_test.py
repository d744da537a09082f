#!/usr/bin/env python3
"""polc fmt: every wording of the project keeps its meaning, and a second time changes nothing; files are rewritten whole or left alone.

usage: format_test.py POLC ROOT
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

POLC, ROOT = "", Path()
SECONDS = 60
UGLY = 'policy  p en "P" {\nedition "1"   // one\n}\n'
FINE = 'policy p en "P" {\n  edition    "1"      // one\n}\n'


def polc(*arguments, text=None):
    return subprocess.run([POLC, *map(str, arguments)], input=text, capture_output=True, timeout=SECONDS, check=False)


def wordings_of(pattern):
    """Each with its path; of a golden file the part above its sections."""
    for path in sorted(ROOT.glob(pattern)):
        yield path, re.split(rb"^//// ", path.read_bytes(), maxsplit=1, flags=re.MULTILINE)[0]


def wordings():
    return [*wordings_of("policies/**/*.pol"), *wordings_of("tests/golden/**/*.pol")]


def laid_out_otherwise(text):
    """The same wording with other margins, line ends and blanks at line ends."""
    return re.sub(rb"^(?=.)", b"   ", text, flags=re.MULTILINE).replace(b"\n", b" \t\r\n")


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def wording(self, content, name="wording.pol"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def tree(self, text, name="wording.pol"):
        return polc("dump", self.wording(text, name), "--stage", "ast").stdout


class EveryWording(InFolder):
    def read(self, number, path, text):
        """What goes wrong with a wording; whether it was formatted."""
        done = polc("fmt", "-", text=text)
        if done.returncode == 1:
            honest = path.name.startswith("fail_") and not done.stdout and b"error[" in done.stderr
            return ([] if honest else ["refused"]), False
        if done.returncode != 0 or done.stderr:
            return [done.stderr], False
        complaints = []
        if self.tree(text, f"{number}.pol") != self.tree(done.stdout, f"{number}.pol"):
            complaints.append("another meaning")
        for what, again in (("formatted", done.stdout), ("laid out otherwise", laid_out_otherwise(text))):
            if polc("fmt", "-", text=again).stdout != done.stdout:
                complaints.append(f"another layout when {what}")
        return complaints, True

    def test_the_meaning_stays_and_the_second_time_changes_nothing(self):
        every = wordings()
        with ThreadPoolExecutor() as pool:
            results = list(pool.map(lambda item: self.read(item[0], *item[1]), enumerate(every)))
        for (path, _), (complaints, _) in zip(every, results):
            with self.subTest(path=str(path.relative_to(ROOT))):
                self.assertEqual(complaints, [])
        self.assertGreater(sum(formatted for _, formatted in results), 100)

    def test_comments_anywhere(self):
        for _, text in wordings_of("policies/**/*.pol"):
            # A row of a table `down` ends with its line: such a table is left as it is.
            pieces = re.findall(rb'^table[^{]*\bdown\b[^}]*\}|"(?:[^"\\\n]|\\.)*"|//[^\n]*\n|[^\s"]+', text, flags=re.MULTILINE)
            strewn = b"".join(piece + (b" // behind\n", b"\n// below\n", b"\n\n")[number % 3] for number, piece in enumerate(pieces))
            done = polc("fmt", "-", text=strewn)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertEqual(self.tree(text), self.tree(done.stdout))
            self.assertEqual(polc("fmt", "-", text=done.stdout).stdout, done.stdout)

    def test_the_policies_are_canonical(self):
        done = polc("fmt", "--check", *sorted(ROOT.glob("policies/**/*.pol")))
        self.assertEqual((done.returncode, done.stdout), (0, b""))


class Files(InFolder):
    def test_rewritten_in_place(self):
        path = self.wording(UGLY)
        path.chmod(0o640)
        link = self.folder / "link.pol"
        link.symlink_to(path)
        self.assertEqual(polc("fmt", link).returncode, 0)
        self.assertEqual(path.read_text(), FINE)
        self.assertTrue(link.is_symlink())
        self.assertEqual(path.stat().st_mode & 0o777, 0o640)
        self.assertEqual(sorted(os.listdir(self.folder)), ["link.pol", "wording.pol"])

    def test_untouched_where_canonical(self):
        path = self.wording(FINE)
        before = path.stat()
        self.assertEqual(polc("fmt", path).returncode, 0)
        self.assertEqual((path.stat().st_ino, path.stat().st_mtime_ns), (before.st_ino, before.st_mtime_ns))

    def test_a_part_whose_units_stand_in_another_file(self):
        self.wording("use \"part.pol\"\ntype Depth = int 0 to 9 fathom\n", "main.pol")
        part = self.wording("sample deep { claim { depth 7 fathom   kind wheel } }\n", "part.pol")
        self.assertEqual(polc("fmt", part).returncode, 0)
        self.assertEqual(part.read_text(), "sample deep { claim { depth 7 fathom   kind wheel } }\n")

    def test_check_writes_nothing(self):
        ugly, fine = self.wording(UGLY, "ugly.pol"), self.wording(FINE, "fine.pol")
        done = polc("fmt", "--check", fine, ugly)
        self.assertEqual((done.returncode, done.stdout.decode()), (1, f"{ugly}\n"))
        self.assertEqual(ugly.read_text(), UGLY)
        self.assertEqual(polc("fmt", fine, "--check").returncode, 0)
        self.assertEqual(polc("fmt", "--check", "-", text=UGLY.encode()).stdout, b"-\n")

    def test_syntax_errors_are_reported_and_the_others_done(self):
        wrong, ugly = self.wording("policy  p {\n  editon \"1\"\n  currency EUR\n}\n", "wrong.pol"), self.wording(UGLY, "ugly.pol")
        before = wrong.read_bytes()
        done = polc("fmt", wrong, ugly)
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertEqual(done.stderr, polc("check", wrong).stderr)
        self.assertEqual(wrong.read_bytes(), before)
        self.assertEqual(ugly.read_text(), FINE)

    def test_no_file(self):
        self.assertEqual(polc("fmt", self.folder / "absent.pol").returncode, 4)
        self.assertEqual(polc("fmt").returncode, 2)

    def test_nothing_but_comments(self):
        for text, expected in ((b"", b""), (b"\n\n", b""), (b"  // a\n\n\n//b", b"// a\n\n//b\n")):
            self.assertEqual(polc("fmt", "-", text=text).stdout, expected)


if __name__ == "__main__":
    POLC, ROOT = sys.argv[1], Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
