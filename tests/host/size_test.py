#!/usr/bin/env python3
"""What the runtime costs a host: its size without symbols, what it exports, what it needs.

usage: size_test.py LIBPOLRT yes|no (whether it was compiled with optimisation: only then its size is held to anything)
"""
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LIBPOLRT, OPTIMISED = "", ""
MOST_BYTES = 400 * 1024
NEEDED = {"libsimdjson", "libsodium", "libstdc++", "libm", "libgcc_s", "libc", "ld-linux-x86-64", "libdl"}


def said_by(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60, check=True).stdout


@unittest.skipUnless(shutil.which("strip") and shutil.which("readelf"), "there are no binutils")
class Size(unittest.TestCase):
    def test_stripped(self):
        if OPTIMISED != "yes":
            self.skipTest("not optimised")
        with tempfile.TemporaryDirectory() as folder:
            stripped = Path(folder) / "libpolrt.so"
            said_by("strip", "-o", stripped, LIBPOLRT)
            self.assertLess(stripped.stat().st_size, MOST_BYTES)

    def test_needs_neither_the_compiler_nor_llvm(self):
        needed = re.findall(r"\(NEEDED\).*\[([^\]]+?)\.so", said_by("readelf", "-W", "-d", LIBPOLRT))
        self.assertEqual(set(needed) - NEEDED, set())

    def test_exports_its_interface_alone(self):
        words = [line.split() for line in said_by("readelf", "-W", "--dyn-syms", LIBPOLRT).splitlines() if re.match(r"\s+\d+:", line)]
        exported = {word[7] for word in words if len(word) > 7 and word[6] != "UND" and word[4] == "GLOBAL"}
        self.assertGreater(len(exported), 20)
        self.assertEqual({name for name in exported if not name.startswith("polrt_")}, set())


if __name__ == "__main__":
    LIBPOLRT, OPTIMISED = sys.argv[1:3]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
