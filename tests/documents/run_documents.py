#!/usr/bin/env python3
"""Runs what the pages under docs/ show, so that they cannot go stale.

    run_documents.py POLC PAGE...

Blocks of a page, by the word behind the three backquotes:
  pol          part of the page's one wording; all of them together, in their order, must be right, and their examples pass
  pol alone    a wording of its own, likewise
  pol wrong    a wording with a mistake; the `text` block behind it is the beginning of what `polc check` says
  pol doubtful  a wording without a mistake; the `text` block behind it is the beginning of the warnings of `polc check`
  json record  one or more records for the page's wording; the `json decision` block behind it is what comes out, as far as it is shown
Other blocks are for reading only. Exit status 0 where everything is as the pages say, 1 where not, 2 where the command line is wrong.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Page:
    def __init__(self, polc, path):
        self.polc = str(Path(polc).resolve())
        self.path = Path(path)
        text = self.path.read_text(encoding="utf-8")
        self.blocks = [(match[1].strip(), match[2], text.count("\n", 0, match.start()) + 2) for match in BLOCK.finditer(text)]
        self.problems = []
        self.ran = 0

    def say(self, line, problem):
        self.problems.append(f"{self.path}:{line}: {problem}")

    def polc_says(self, *arguments, text=None):
        return subprocess.run([self.polc, *arguments], input=text, capture_output=True, text=True, timeout=60, check=False)

    def examples_pass(self, wording, line):
        """The wording is written so that its lines have the numbers of the page: what polc says of line 40 stands on line 40 of the page."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.pol"
            file.write_text(wording, encoding="utf-8")
            done = self.polc_says("test", str(file))
            self.ran += 1
            if done.returncode != 0:
                self.say(line, (done.stderr + done.stdout).replace(str(file), str(self.path)).strip())
            return done.returncode == 0

    def is_said_as_shown(self, wording, shown, line, status):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.pol"
            file.write_text(wording, encoding="utf-8")
            done = self.polc_says("check", str(file))
            said = done.stderr.replace(str(file), "policy.pol")
            self.ran += 1
            if done.returncode != status or not said.startswith(shown):
                self.say(line, f"polc check says (status {done.returncode}):\n{said}")

    def decides_as_shown(self, wording, records, shown, line):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.pol"
            file.write_text(wording, encoding="utf-8")
            lines = "".join(json.dumps(record) + "\n" for record in several(records))
            done = self.polc_says("run", str(file), "--claims", "-", text=lines)
            self.ran += 1
            decisions = [json.loads(decision) for decision in done.stdout.splitlines()]
            expected = several(shown)
            if len(decisions) != len(expected) or not all(contains(*pair) for pair in zip(decisions, expected)):
                self.say(line, f"polc run says:\n{done.stderr}{done.stdout}")

    def run(self):
        wording, last_line = "", 0
        for index, (kind, text, line) in enumerate(self.blocks):
            behind = self.blocks[index + 1] if index + 1 < len(self.blocks) else ("", "", line)
            if kind == "pol":
                wording += "\n" * max(0, line - 1 - wording.count("\n")) + text
                last_line = line
            elif kind == "pol alone":
                self.examples_pass("\n" * (line - 1) + text, line)
            elif kind == "pol wrong":
                self.is_said_as_shown(text, behind[1], behind[2], 1)
            elif kind == "pol doubtful":
                self.is_said_as_shown(text, behind[1], behind[2], 0)
            elif kind == "json record":
                self.decides_as_shown(wording, text, behind[1], behind[2])
        if wording:
            self.examples_pass(wording, last_line)
        if self.ran == 0:
            self.say(1, "nothing on this page is run")
        return self.problems


def several(text):
    """JSON values one after another."""
    decoder, values, at = json.JSONDecoder(), [], 0
    text = text.strip()
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        at += len(text[at:]) - len(text[at:].lstrip())
    return values


def contains(whole, part):
    """Every member that `part` shows is in `whole`; lists are compared whole."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and contains(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(contains(*pair) for pair in zip(whole, part))
    return whole == part


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    problems = []
    for path in sys.argv[2:]:
        problems += Page(sys.argv[1], path).run()
    print("\n".join(problems) or f"{len(sys.argv) - 2} pages are as they say")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
