#!/usr/bin/env python3
"""Every example that `polc --help` and `polc COMMAND --help` show runs, and each command has its own. Terminals without colours get none.

usage: help_test.py POLC PROJECT
"""
import os
import pty
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

COMMANDS = ("check", "build", "run", "test", "explain", "schema", "fmt", "dump")


def help_of(*command):
    return subprocess.run([POLC, *command, "--help"], capture_output=True, text=True, check=True).stdout


def examples_in(text):
    lines = re.findall(r"^  (polc .*)$", text, re.MULTILINE)
    return [re.split(r" {3,}", line)[0] for line in lines]


class Help(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.folder = Path(self.held.name)
        (self.folder / "policies").symlink_to(PROJECT / "policies")

    def tearDown(self):
        self.held.cleanup()

    def run_all(self, examples):
        for example in examples:
            line = re.sub(r"^polc", re.escape(POLC), example)
            done = subprocess.run(["bash", "-c", line], cwd=self.folder, capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, 0, f"{example}\n{done.stderr}")

    def test_of_all(self):
        self.run_all(examples_in(help_of()))

    def test_of_each_command(self):
        for command in COMMANDS:
            examples = examples_in(help_of(command))
            self.assertIn(len(examples), range(2, 5), command)
            self.assertTrue(all(example.startswith(f"polc {command} ") for example in examples), command)
            self.run_all(examples)


class Colours(unittest.TestCase):
    def said_on_a_terminal(self, terminal, **more):
        ours, theirs = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name not in ("TERM", "NO_COLOR")}
        environment.update(more, **({"TERM": terminal} if terminal is not None else {}))
        wrong = PROJECT / "tests/golden/check/types/fail_divided_by_zero.pol"
        try:
            subprocess.run([POLC, "check", wrong], stderr=theirs, env=environment, timeout=60)
            return os.read(ours, 100_000).decode()
        finally:
            os.close(ours)
            os.close(theirs)

    def test_where_a_terminal_has_them(self):
        self.assertIn("\033[", self.said_on_a_terminal("xterm"))

    def test_none_elsewhere(self):
        for terminal, more in (("dumb", {}), (None, {}), ("xterm", {"NO_COLOR": "1"})):
            said = self.said_on_a_terminal(terminal, **more)
            self.assertIn("error[", said)
            self.assertNotIn("\033[", said)


if __name__ == "__main__":
    POLC, PROJECT = str(Path(sys.argv.pop(1)).resolve()), Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
