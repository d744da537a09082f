#!/usr/bin/env python3
"""polc build from outside: what the library exports and needs, that its bytes depend on the wording alone, the parts, the header, failures.

usage: build_test.py POLC POLICY INCLUDE (the folder of polrt/abi.h)
"""
import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLC, POLICY, INCLUDE = "", "", ""
SECONDS = 60
SYMBOL = "polrt_artifact_v5"

# Names that C cannot take as they stand, or takes for the same, and every kind of value in a record and in a list.
WORDING = """
policy odd en "Odd" {
  edition   "1 */ 2" in force from 2010-01-01
  currency  EUR
  rounding  half_up to 0.01 EUR
  months    clamp
  waterfall own lines
}
question claim {
  id         : text key
  benefits   : set of Benefit key
  event_date : date
  a_b        : bool presumed yes
  a          : record optional absent "*/ none" { b : one of int, long
                                                  share : percent 0% to 100% with 2 decimals }
  bills      : list of record optional absent "none" at most 3 items {
    register : EUR
    ordered  : bool
    on       : date
    kind     : one of x, y
    papers   : set of p, q
  }
  lines benefits
}
benefit X "1" en "Bills" {
  event claim.event_date
  pays each b in claim.bills {
    requires "1 a" b.ordered
    counts   b.register
  }
}
"""


def polc(*arguments, folder=None, environment=None):
    return subprocess.run([POLC, *map(str, arguments)], capture_output=True, timeout=SECONDS, check=False, cwd=folder,
                          env={**os.environ, **(environment or {})})


def said_by(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=SECONDS, check=True).stdout


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def build(self, out="out.so", *more, policy=None):
        done = polc("build", policy or POLICY, "-o", self.folder / out, *more)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return self.folder / out

    def left(self):
        return sorted(path.name for path in self.folder.iterdir())

    def odd(self):
        path = self.folder / "odd.pol"
        path.write_text(WORDING, encoding="utf-8")
        return path


class Library(InFolder):
    @unittest.skipUnless(shutil.which("readelf"), "there is no readelf")
    def test_exports_one_symbol_and_needs_none(self):
        library = self.build()
        named = [line.split() for line in said_by("readelf", "-W", "--dyn-syms", library).splitlines() if re.match(r"\s+\d+:", line)]
        self.assertEqual([words[7] for words in named if len(words) > 7], [SYMBOL])
        self.assertNotIn("(NEEDED)", said_by("readelf", "-W", "-d", library))
        segments = said_by("readelf", "-W", "-l", library)
        self.assertNotIn("RWE", segments)
        self.assertIn("GNU_STACK", segments)

    @unittest.skipUnless(shutil.which("readelf"), "there is no readelf")
    def test_the_object_needs_nothing_either(self):
        named = said_by("readelf", "-W", "-s", self.build("out.o", "--emit", "object")).splitlines()
        words = [line.split() for line in named if " GLOBAL " in line]
        self.assertEqual([each[7] for each in words], [SYMBOL])
        self.assertNotIn("UND", [each[6] for each in words])

    def test_a_host_can_load_it(self):
        artifact = ctypes.c_uint32.in_dll(ctypes.CDLL(str(self.build())), SYMBOL)
        self.assertEqual(artifact.value.to_bytes(4, "little"), b"POL1")

    def test_the_bytes_depend_on_the_wording_alone(self):
        first, second = self.folder / "first", self.folder / "second"
        copy = second / "policy with a longer name"
        shutil.copytree(Path(POLICY).parent, copy)
        first.mkdir()
        self.assertEqual(polc("build", POLICY, "-o", "a.so", folder=first).returncode, 0)
        other = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "tr_TR.UTF-8", "TMPDIR": str(second), "SOURCE_DATE_EPOCH": "1"}
        self.assertEqual(polc("build", copy / Path(POLICY).name, "-o", second / "b.so", environment=other).returncode, 0)
        relative = {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "HOME": str(first), "USER": "nobody", "SOURCE_DATE_EPOCH": "2000000000"}
        before = os.umask(0o077)
        try:
            self.assertEqual(polc("build", "./" + Path(POLICY).name, "-o", "../../first/c.so", folder=copy, environment=relative).returncode, 0)
        finally:
            os.umask(before)
        for ending in (".so", ".h", ".schema.json"):
            one = (first / f"a{ending}").read_bytes()
            self.assertEqual(one, (second / f"b{ending}").read_bytes(), ending)
            self.assertEqual(one, (first / f"c{ending}").read_bytes(), ending)
            self.assertNotIn(str(self.folder).encode(), one)
            self.assertNotIn(str(Path(POLICY).parent).encode(), one)

    def test_another_processor_is_another_build(self):
        builds = set()
        for cpu in ("x86-64-v2", "x86-64-v3", "native"):
            library = self.build("out.so", "--cpu", cpu).read_bytes()
            build = re.search(r'_build "(\w{64})"', (self.folder / "out.h").read_text(encoding="utf-8")).group(1)
            self.assertIn(build.encode(), library)
            builds.add(build)
        self.assertEqual(len(builds), 3)

    @unittest.skipUnless(shutil.which("readelf"), "there is no readelf")
    def test_it_says_what_processor_it_needs(self):
        for cpu in ("x86-64-v2", "x86-64-v3"):
            self.assertIn(f"x86 ISA needed: {cpu}", said_by("readelf", "-W", "-n", self.build("out.so", "--cpu", cpu)))


class Parts(InFolder):
    def test_header_and_schema_stand_beside(self):
        self.build("lady.so")
        self.assertEqual(self.left(), ["lady.h", "lady.schema.json", "lady.so"])
        self.build("lady.1")
        self.assertEqual(self.left(), ["lady.1", "lady.1.h", "lady.1.schema.json", "lady.h", "lady.schema.json", "lady.so"])
        self.assertEqual((self.folder / "lady.schema.json").read_bytes(), polc("schema", POLICY).stdout)

    def test_each_part_alone(self):
        self.build("whole.so")
        before = set(self.left())
        parts = {part: self.build(f"part.{part}", "--emit", part).read_bytes() for part in ("object", "llvm", "header", "schema")}
        self.assertEqual(set(self.left()) - before, {f"part.{part}" for part in parts})
        self.assertEqual(parts["object"][:4], b"\x7fELF")
        self.assertIn(f"@{SYMBOL} = constant".encode(), parts["llvm"])
        self.assertEqual(parts["header"], (self.folder / "whole.h").read_bytes())
        self.assertEqual(parts["schema"], (self.folder / "whole.schema.json").read_bytes())
        self.assertEqual(polc("build", POLICY, "-o", "-", "--emit", "header").stdout, parts["header"])


class Header(InFolder):
    def compiled(self, header, *command):
        source = self.folder / "host.c"
        source.write_text(f'#include "{header.name}"\n', encoding="utf-8")
        done = subprocess.run([*command, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I", INCLUDE, str(source)], capture_output=True,
                              text=True, timeout=SECONDS, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_c_and_cxx_confirm_every_offset(self):
        for name, policy in (("lady.h", POLICY), ("odd.h", self.odd())):
            header = self.build(name, "--emit", "header", policy=policy)
            self.assertGreater(header.read_text(encoding="utf-8").count("static_assert(offsetof("), 10)
            if shutil.which("cc"):
                self.compiled(header, "cc", "-std=c11")
            if shutil.which("c++"):
                self.compiled(header, "c++", "-std=c++20", "-x", "c++")

    def test_names_units_and_presence(self):
        header = self.build("odd.h", "--emit", "header", policy=self.odd()).read_text(encoding="utf-8")
        for line in ("  int64_t register_; /* claim.bills[].register: in units of 0.01 EUR; required */",
                     "  polrt_list claim_bills; /* claim.bills: at most 3 of odd_claim_bills_element; optional, absent: none */",
                     "  uint8_t claim_a_b; /* claim.a_b: 0 or 1; presumed 1 */",
                     "  uint16_t claim_a_b_2; /* claim.a.b: one of odd_claim_a_b; required */",
                     "  int64_t claim_a_share; /* claim.a.share: in units of 0.01 %; required */",
                     "  odd_claim_a_b_long = 1,", "  odd_question_claim = 0,", "  odd_Benefit_X = 0,"):
            self.assertIn(line + "\n", header)
        self.assertIn("edition 1 * / 2.", header)

    @unittest.skipUnless(shutil.which("cc"), "there is no C compiler")
    def test_a_wrong_offset_would_be_seen(self):
        header = self.build("lady.h", "--emit", "header")
        text = header.read_text(encoding="utf-8")
        header.write_text(re.sub(r"(offsetof\(\w+, \w+\) == )(\d+)", lambda found: found[1] + str(int(found[2]) + 8), text, count=1), encoding="utf-8")
        with self.assertRaises(AssertionError):
            self.compiled(header, "cc", "-std=c11")


class Failures(InFolder):
    def test_a_folder_that_is_not_there(self):
        done = polc("build", POLICY, "-o", self.folder / "nowhere" / "out.so")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"polc: cannot create ", done.stderr)
        self.assertEqual(self.left(), [])

    def test_nothing_is_half_there(self):
        (self.folder / "out.h").mkdir()
        self.assertEqual(polc("build", POLICY, "-o", self.folder / "out.so").returncode, 4)
        self.assertNotIn("out.so", self.left())
        self.assertEqual([name for name in self.left() if name.endswith(".part")], [])

    def test_no_temporary_folder_is_needed(self):
        done = polc("build", POLICY, "-o", self.folder / "out.so", environment={"TMPDIR": str(self.folder / "nowhere")})
        self.assertEqual((done.returncode, done.stderr, self.left()), (0, b"", ["out.h", "out.schema.json", "out.so"]))

    def test_command_lines(self):
        for more in (["--cpu", "abacus"], ["--cpu", "pentium"], ["--cpu", ""], ["--emit", "exe"]):
            done = polc("build", POLICY, "-o", self.folder / "out.so", *more)
            self.assertEqual((done.returncode, self.left()), (2, []), more)
            self.assertNotEqual(done.stderr, b"")
        self.assertEqual(polc("build", POLICY).returncode, 2)
        self.assertEqual(polc("build", POLICY, "-o", "-").returncode, 2)

    def test_a_wording_with_errors(self):
        path = self.odd()
        path.write_text(path.read_text(encoding="utf-8").replace("b.ordered", "b.orderly"), encoding="utf-8")
        self.assertEqual(polc("build", path, "-o", self.folder / "out.so").returncode, 1)
        self.assertEqual(self.left(), ["odd.pol"])
        self.assertEqual(polc("build", self.folder / "none.pol", "-o", self.folder / "out.so").returncode, 4)


class Loading(InFolder):
    """The engine `artifact` decides by way of a library file; the acceptance cases run on it too."""

    def test_same_decisions_as_in_memory(self):
        record = {"claim": {"id": "C", "benefits": ["X"], "event_date": "2011-01-01", "bills": [{"register": 5, "ordered": True}]}}
        claims = self.folder / "claims.jsonl"
        claims.write_text(json.dumps(record) + "\n", encoding="utf-8")
        decided = [polc("run", self.odd(), "--claims", claims, "--engine", engine) for engine in ("native", "interpreter", "artifact")]
        self.assertEqual([done.returncode for done in decided], [0, 0, 0], decided)
        self.assertEqual({done.stdout for done in decided}, {decided[0].stdout})
        self.assertIn(b'"total":5.00', decided[0].stdout)


if __name__ == "__main__":
    POLC, POLICY, INCLUDE = (os.path.abspath(argument) for argument in sys.argv[1:4])
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
