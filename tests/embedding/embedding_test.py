#!/usr/bin/env python3
"""Installs polrt and polc somewhere, builds two hosts against that alone, and has them decide Lady Care claims.

usage: embedding_test.py BUILD_FOLDER POLICY CLAIMS
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD, POLICY, CLAIMS = "", "", ""
HERE = Path(__file__).resolve().parent


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} gave {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


class Embedding(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.holder.name)
        cls.installed, cls.built = cls.folder / "installed", cls.folder / "built"
        run("cmake", "--install", BUILD, "--prefix", cls.installed)
        run("cmake", "-S", HERE, "-B", cls.built, f"-DCMAKE_PREFIX_PATH={cls.installed}", f"-DPOLICY={POLICY}")
        run("cmake", "--build", cls.built)
        cls.wording = cls.built / "aaa_lady_care.so"

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def decide_lines(self, lines, database):
        done = subprocess.run([self.built / "decide_lines", self.wording, database], input="".join(lines), capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout.splitlines()

    def polc_run(self, claims, *more):
        done = subprocess.run([self.installed / "bin/polc", "run", POLICY, "--claims", claims, *more], capture_output=True, text=True,
                              timeout=60)
        return done.returncode, done.stdout.splitlines()

    def test_the_c_host_decides_as_polc_run_does(self):
        status, theirs = self.decide_lines(Path(CLAIMS).read_text(encoding="utf-8").splitlines(keepends=True), self.folder / "whole.db")
        expected_status, ours = self.polc_run(CLAIMS)
        self.assertEqual(status, expected_status)
        self.assertGreater(len(ours), 20)

        # `policy.build` names the processor that the code was made for.
        def without_build(line):
            decision = json.loads(line)
            decision.get("policy", {}).pop("build", None)
            return decision
        self.assertEqual([without_build(line) for line in theirs], [without_build(line) for line in ours])

    def test_the_history_survives_the_process(self):
        lines = Path(CLAIMS).read_text(encoding="utf-8").splitlines(keepends=True)
        whole = [json.loads(line)["lines"] for line in self.polc_run(CLAIMS)[1] if "lines" in json.loads(line)]
        database, parts = self.folder / "parts.db", []
        for line in lines:
            parts += [json.loads(each)["lines"] for each in self.decide_lines([line], database)[1] if "lines" in json.loads(each)]
        self.assertEqual(parts, whole)
        self.assertTrue(any(step["effect"] == "prior_paid" for lines in parts for line in lines for step in line["steps"]),
                        "no claim of the sample depends on an earlier one")

    def test_the_cpp_host_pays_the_difference(self):
        text = run(self.built / "decide_facts", self.wording, self.folder / "facts.db")
        self.assertIn("C-5: paid 40000000\n", text)
        self.assertIn("C-7: paid 160000000\n", text)
        self.assertIn("    II.B note b -40000000\n", text)
        self.assertRegex(text, r"because II\.B note b: \w+")

    def test_the_cpp_host_refuses_a_wording_with_other_records(self):
        other = self.folder / "other"
        other.mkdir()
        for name in os.listdir(Path(POLICY).parent):
            if name.endswith(".pol"):
                text = (Path(POLICY).parent / name).read_text(encoding="utf-8")
                (other / name).write_text(text.replace("bronze, silver, gold, diamond", "silver, bronze, gold, diamond"), encoding="utf-8")
        run(self.installed / "bin/polc", "build", other / Path(POLICY).name, "-o", other / "other.so")
        done = subprocess.run([self.built / "decide_facts", other / "other.so", self.folder / "refused.db"], capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(done.returncode, 4)
        self.assertRegex(done.stderr, r"^decide_facts: [A-Z].+\.$")

    def test_pkg_config_knows_it(self):
        environment = {**os.environ, "PKG_CONFIG_PATH": str(self.installed / "lib/pkgconfig")}
        flags = run("pkg-config", "--cflags", "--libs", "polrt", env=environment).split()
        program = self.folder / "version.c"
        program.write_text("#include <polrt/polrt.h>\nint main(void) { return polrt_outcome_name(POLRT_PAID) == 0; }\n", encoding="utf-8")
        run("cc", program, "-o", self.folder / "version", *flags, f"-Wl,-rpath,{self.installed / 'lib'}")
        run(self.folder / "version")


if __name__ == "__main__":
    BUILD, POLICY, CLAIMS = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1], verbosity=2)
