#!/usr/bin/env python3
"""Libraries that are not what they should be, opened by libpolrt in this process: each is an error value with a sentence, none a crash.

usage: hostile_test.py POLC POLICY LIBPOLRT
"""
import ctypes
import hashlib
import os
import random
import re
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLC, POLICY, LIBPOLRT = "", "", ""
OK, WRONG_ABI, BAD_ARTIFACT, CANNOT_LOAD, WRONG_SCHEMA, WRONG_POLICY, WRONG_PROCESSOR = 0, 2, 3, 7, 8, 9, 10
# polrt_seal of polrt/abi.h
SEAL = struct.Struct("<64s64s64sQQ32sII8s")
FIELDS = ("schema", "policy", "build", "needs", "file_size", "digest", "abi_version", "seal_size", "magic")
BEFORE_DIGEST = 64 * 3 + 16


class Expected(ctypes.Structure):
    _fields_ = [("schema", ctypes.c_char_p), ("policy", ctypes.c_char_p)]


def seal_of(library):
    return dict(zip(FIELDS, SEAL.unpack(library[-SEAL.size:])))


def sealed(body, seal):
    """The bytes with this seal behind them, its size and digest put right: what somebody would make who knows the format."""
    seal = {**seal, "file_size": len(body) + SEAL.size}
    begun = body + SEAL.pack(*(seal[field] for field in FIELDS))[:BEFORE_DIGEST]
    seal["digest"] = hashlib.sha256(begun).digest()
    return body + SEAL.pack(*(seal[field] for field in FIELDS))


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.holder.name)
        cls.built = cls.folder / "built.so"
        subprocess.run([POLC, "build", POLICY, "-o", cls.built], check=True, timeout=60)
        cls.bytes = cls.built.read_bytes()
        cls.polrt = ctypes.CDLL(LIBPOLRT)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def load(self, path, schema=None, policy=None):
        """Status and sentence; what opens is closed again."""
        handle, sentence = ctypes.c_void_p(), ctypes.create_string_buffer(512)
        expected = Expected(schema, policy)
        status = self.polrt.polrt_policy_load(os.fsencode(path), ctypes.byref(expected), ctypes.byref(handle), sentence)
        text = sentence.value.decode("utf-8")
        self.assertEqual(bool(handle), status == OK)
        if status == OK:
            self.polrt.polrt_policy_close(handle)
        else:
            self.assertRegex(text, r"^[A-Z].+\.$")
        return status, text

    def load_bytes(self, content):
        path = self.folder / "hostile.so"
        path.write_bytes(content)
        return self.load(path)

    def refused(self, content, *statuses):
        status, text = self.load_bytes(content)
        self.assertIn(status, statuses or (BAD_ARTIFACT,), text)
        return text

    def test_as_it_was_built(self):
        self.assertEqual(self.load_bytes(self.bytes), (OK, ""))

    def test_cut_short_anywhere(self):
        ends = [*range(0, len(self.bytes), 4096), *range(len(self.bytes) - SEAL.size - 8, len(self.bytes)), *range(64)]
        for end in ends:
            self.refused(self.bytes[:end])
        self.assertGreater(len(ends), 50)

    def test_one_bit_flipped_anywhere(self):
        chance = random.Random(1)
        places = [chance.randrange(len(self.bytes)) for _ in range(200)] + list(range(len(self.bytes) - SEAL.size, len(self.bytes)))
        for at in places:
            flipped = bytearray(self.bytes)
            flipped[at] ^= 1 << chance.randrange(8)
            self.refused(bytes(flipped), BAD_ARTIFACT, WRONG_ABI)

    def test_something_added_or_stripped(self):
        self.refused(self.bytes + b"\0")
        self.refused(self.bytes[:-SEAL.size])
        self.refused(b"\0" * 8 + self.bytes)
        self.refused(self.bytes[:4096] + self.bytes[8192:])

    def test_no_library_at_all(self):
        self.refused(b"")
        self.refused(b"policy lady_care\n" * 100)
        self.refused(bytes(random.Random(2).randrange(256) for _ in range(10_000)))
        self.assertEqual(self.load(self.folder)[0], CANNOT_LOAD)
        self.assertEqual(self.load(self.folder / "none.so")[0], CANNOT_LOAD)
        os.mkfifo(self.folder / "pipe")
        self.assertEqual(self.load(self.folder / "pipe")[0], CANNOT_LOAD)

    def test_a_foreign_library(self):
        foreign = Path(LIBPOLRT).read_bytes()
        self.refused(foreign)
        text = self.refused(sealed(foreign, seal_of(self.bytes)))
        self.assertIn("polrt_artifact", text)
        self.refused(sealed(b"no library", seal_of(self.bytes)), CANNOT_LOAD)

    def test_another_version_of_the_interface(self):
        body, seal = self.bytes[:-SEAL.size], seal_of(self.bytes)
        for version in (seal["abi_version"] - 1, seal["abi_version"] + 1, 0xffffffff):
            text = self.refused(sealed(body, {**seal, "abi_version": version}), WRONG_ABI)
            self.assertIn(f"version {version} ", text)
        longer = self.bytes[:-16] + struct.pack("<II8s", seal["abi_version"] + 1, SEAL.size + 64, seal["magic"])
        self.refused(longer, WRONG_ABI)
        self.refused(sealed(body, {**seal, "seal_size": SEAL.size - 8}))

    def test_another_processor(self):
        body, seal = self.bytes[:-SEAL.size], seal_of(self.bytes)
        self.assertIn("does not know", self.refused(sealed(body, {**seal, "needs": 1 << 60}), WRONG_PROCESSOR))
        lacks = [bit for bit in (13, 14, 15) if self.load_bytes(sealed(body, {**seal, "needs": 1 << bit}))[0] != OK]
        self.assertNotEqual(lacks, [])  # no processor has all of xop, fma4 and tbm that has AVX2 and came after them

    def test_what_the_host_expects(self):
        header = self.built.with_suffix(".h").read_text(encoding="utf-8")
        schema, policy = (re.search(rf'_{name} "(\w{{64}})"', header).group(1).encode() for name in ("schema", "hash"))
        self.assertEqual(self.load(self.built, schema, policy)[0], OK)
        for wrong in (b"", b"0" * 64, schema[:-1], policy):
            self.assertEqual(self.load(self.built, schema=wrong)[0], WRONG_SCHEMA)
        self.assertEqual(self.load(self.built, policy=schema)[0], WRONG_POLICY)

    def test_another_file_under_the_path_of_an_open_one(self):
        path, handle = self.folder / "same.so", ctypes.c_void_p()
        path.write_bytes(self.bytes)
        self.assertEqual(self.polrt.polrt_policy_load(os.fsencode(path), None, ctypes.byref(handle), None), OK)
        subprocess.run([POLC, "build", POLICY, "-o", path, "--cpu", "x86-64-v2"], check=True, timeout=60)
        status, text = self.load(path)
        self.assertEqual(status, CANNOT_LOAD)
        self.assertIn("still open", text)
        self.polrt.polrt_policy_close(handle)
        self.assertEqual(self.load(path)[0], OK)


if __name__ == "__main__":
    POLC, POLICY, LIBPOLRT = (os.path.abspath(argument) for argument in sys.argv[1:4])
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
