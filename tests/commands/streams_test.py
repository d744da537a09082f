#!/usr/bin/env python3
"""polc as a part of pipelines: signals, closed pipes, full devices, files that appear whole or not at all, processes that are killed.

usage: streams_test.py POLC POLICY CLAIMS
"""
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

POLC, POLICY, CLAIMS = "", "", ""
SECONDS = 120
CLOSED_PIPE = 128 + signal.SIGPIPE


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.out = self.folder / "decisions.jsonl"

    def left(self):
        return sorted(path.name for path in self.folder.iterdir())

    def start(self, *arguments, claims="-", **popen):
        process = subprocess.Popen([POLC, "run", POLICY, "--claims", claims, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, **popen)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def ended(self, process):
        out, said = process.communicate(timeout=SECONDS)
        return process.returncode, out, said


class Pipes(InFolder):
    def test_a_decision_comes_as_soon_as_its_record(self):
        claims = Path(CLAIMS).read_bytes().splitlines(keepends=True)
        for jobs in ("1", "3"):
            process = self.start("--jobs", jobs)
            for number, claim in enumerate(claims[:3], 1):
                process.stdin.write(claim)
                process.stdin.flush()
                self.assertIn(b'{"record":%d,' % number, process.stdout.readline())
            self.assertEqual(self.ended(process), (0, b"", b""))

    def test_a_reader_that_goes_away(self):
        """Quietly, with 141, whether or not the signal of the closed pipe is ignored."""
        many = self.folder / "many.jsonl"
        many.write_bytes(Path(CLAIMS).read_bytes() * 300)
        for restore in (True, False):
            for jobs in ("1", "2"):
                process = self.start("--jobs", jobs, claims=str(many), restore_signals=restore)
                process.stdout.readline()
                process.stdout.close()
                self.assertEqual((process.wait(SECONDS), process.stderr.read()), (CLOSED_PIPE, b""))

    def test_standard_output_that_is_closed_or_full(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([POLC, "run", POLICY, "--claims", CLAIMS], stdout=full, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"cannot write standard output: No space left on device", done.stderr)
        done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", POLC, "run", POLICY, "--claims", CLAIMS], stderr=subprocess.PIPE, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"cannot write standard output", done.stderr)


class Signals(InFolder):
    def interrupted(self, number, *arguments, **popen):
        process = self.start(*arguments, **popen)
        process.stdin.write(Path(CLAIMS).read_bytes() + b'{"half a')
        process.stdin.flush()
        if "--out" not in arguments:
            process.stdout.readline()
        else:
            time.sleep(2)
        process.send_signal(number)
        return self.ended(process)

    def test_what_was_decided_is_whole(self):
        for number, jobs in ((signal.SIGINT, 1), (signal.SIGTERM, 1), (signal.SIGHUP, 1), (signal.SIGINT, 3)):
            status, out, said = self.interrupted(number, "--jobs", jobs)
            self.assertEqual((status, said), (128 + number, b""))
            self.assertTrue(out.endswith(b"}\n"))
            self.assertLess(len(out.splitlines()), len(Path(CLAIMS).read_bytes().splitlines()))

    def test_no_file_appears(self):
        self.out.write_text("as before")
        self.assertEqual(self.interrupted(signal.SIGINT, "--out", self.out), (130, b"", b""))
        self.assertEqual((self.left(), self.out.read_text()), (["decisions.jsonl"], "as before"))

    def test_one_that_is_ignored_stays_so(self):
        process = self.start(preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        process.stdin.write(Path(CLAIMS).read_bytes())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.ended(process)[0], 0)

    def test_killed(self):
        process = self.start("--out", self.out)
        process.stdin.write(Path(CLAIMS).read_bytes())
        process.stdin.flush()
        time.sleep(2)
        process.kill()
        self.assertEqual((self.ended(process)[0], self.left()), (-signal.SIGKILL, []))

    def test_a_killed_build_leaves_nothing(self):
        for tenths in range(1, 16, 2):
            process = subprocess.Popen([POLC, "build", POLICY, "-o", self.folder / "out.so"], stderr=subprocess.PIPE,
                                       env={**os.environ, "TMPDIR": str(self.folder)})
            time.sleep(tenths / 10)
            process.kill()
            process.communicate(timeout=SECONDS)
            if process.returncode == 0:
                break
            self.assertEqual([name for name in self.left() if not name.startswith("out.")], [])
            self.assertLessEqual(set(self.left()), {"out.so", "out.h", "out.schema.json"})


class Files(InFolder):
    def run_to(self, out, **popen):
        return self.ended(self.start("--out", out, claims=CLAIMS, **popen))

    def test_it_appears_whole(self):
        self.assertEqual(self.run_to(self.out), (0, b"", b""))
        first = self.out.read_bytes()
        self.out.write_text("something else")
        self.assertEqual(self.run_to(self.out), (0, b"", b""))
        self.assertEqual((self.out.read_bytes(), self.left()), (first, ["decisions.jsonl"]))

    def test_its_rights_are_those_of_any_new_file(self):
        self.run_to(self.out, umask=0o027)
        self.assertEqual(self.out.stat().st_mode & 0o777, 0o640)

    def test_a_name_without_a_folder(self):
        self.assertEqual(self.run_to("decisions.jsonl", cwd=self.folder), (0, b"", b""))
        self.assertEqual(self.left(), ["decisions.jsonl"])

    def test_devices(self):
        self.assertEqual(self.run_to("/dev/null"), (0, b"", b""))
        status, _, said = self.run_to("/dev/full")
        self.assertEqual(status, 4)
        self.assertIn(b"cannot write /dev/full: No space left on device", said)

    def test_where_it_cannot_be(self):
        (self.folder / "folder").mkdir()
        for out in (self.folder / "folder", self.folder / "nowhere" / "out", self.folder / "folder" / ".", "/proc/out"):
            status, _, said = self.run_to(out)
            self.assertEqual((status, self.left(), said.startswith(b"polc: cannot ")), (4, ["folder"], True), said)

    def test_a_disk_that_is_full(self):
        """A limit of the file's size stands for it."""
        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        status, _, said = self.run_to(self.out, preexec_fn=small)
        self.assertEqual((status, self.left()), (4, []))
        self.assertIn(b"cannot write ", said)

    def test_claims_that_cannot_be_read(self):
        for claims in (self.folder, self.folder / "nowhere"):
            status, out, said = self.ended(self.start("--out", self.out, claims=str(claims)))
            self.assertEqual((status, out, self.left()), (4, b"", []))
            self.assertTrue(said.startswith(b"polc: cannot read "), said)


if __name__ == "__main__":
    POLC, POLICY, CLAIMS = map(os.path.abspath, sys.argv[1:4])
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
