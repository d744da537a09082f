#!/usr/bin/env python3
"""polc run --params and --echo-params: what is not bound, misspelt, of the wrong kind or against its condition ends with 2, named, before
any decision.

usage: parameters_test.py POLC
"""
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLC = ""
SECONDS = 120

WORDING = """
policy small en "Small" {
  edition   "1" in force from 2010-01-01
  currency  CNY
  rounding  half_up to 0.01 CNY
  months    clamp
  waterfall own lines
}
type Class = one of full, main
type Party = one of doctor, hospital
type Province = one of hubei, hunan
parameter deductible : CNY
parameter limit : CNY, or none
parameter mode : one of strict, lenient
parameter from_day : date or none
parameter turns : int 1 to 12
parameter days : record { sequential, joint : int 0 to 900 } or none
parameter bands : Class -> range of ratio, or none   no overlaps
parameter shares : Party -> ratio   adds up to 1
parameter income : Province, int 1990 to 2100 -> CNY, some only, or none
question claim {
  id       : text key
  benefits : set of Benefit key
  day      : date
  loss     : CNY
  lines benefits
}
benefit X "1" en "Loss" {
  event claim.day
  pays  claim.loss
  less  deductible   as deductible
}
"""
CLAIM = {"claim": {"id": "A", "benefits": ["X"], "day": "2020-01-01", "loss": 1000}}
GOOD = {
    "deductible": 100,
    "limit": None,
    "mode": "strict",
    "from_day": None,
    "turns": 3,
    "days": {"sequential": 490, "joint": 390},
    "bands": {"full": {"over": 0.9, "to": 1}, "main": {"from": 0.5, "to": 0.9}},
    "shares": {"doctor": 0.4, "hospital": 0.6},
    "income": {"hunan": {"2020": 41698}, "hubei": {"2021": 1, "2020": 36706.05}},
}


class Parameters(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "w.pol").write_text(WORDING, encoding="utf-8")
        (self.folder / "claims.jsonl").write_text(json.dumps(CLAIM) + "\n", encoding="utf-8")

    def polc(self, params, *more):
        words = [POLC, "run", "w.pol", "--claims", "claims.jsonl", *more]
        if params is not None:
            (self.folder / "p.json").write_text(params if isinstance(params, str) else json.dumps(params), encoding="utf-8")
            words += ["--params", "p.json"]
        return subprocess.run(words, cwd=self.folder, capture_output=True, text=True, timeout=SECONDS, check=False)

    def refused(self, change, *said):
        done = self.polc(change if change is None or isinstance(change, str) else {k: v for k, v in (GOOD | change).items() if v != "leave out"})
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, "")
        for each in said:
            self.assertIn(each, done.stderr)

    def test_bound(self):
        done = self.polc(GOOD, "--echo-params", "echo.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        decision = json.loads(done.stdout)
        echo = (self.folder / "echo.json").read_text(encoding="utf-8")
        self.assertEqual(decision["total"], 900)
        self.assertEqual(decision["params_hash"], hashlib.sha256(echo.rstrip("\n").encode()).hexdigest())
        self.assertEqual(list(decision)[-2:], ["params_hash", "policy"])
        self.assertEqual(json.loads(echo), json.loads(json.dumps(GOOD)))

    def test_same_values_have_the_same_hash(self):
        turned = json.dumps(dict(reversed(list(GOOD.items())))).replace("36706.05", '"36706.0500"').replace("0.4", "4e-1")
        hashes = {json.loads(self.polc(each, "--engine", engine).stdout)["params_hash"]
                  for each in (GOOD, turned) for engine in ("native", "interpreter")}
        self.assertEqual(len(hashes), 1)
        other = json.loads(self.polc(GOOD | {"turns": 4}).stdout)["params_hash"]
        self.assertNotIn(other, hashes)

    def test_not_bound(self):
        self.refused(None, "--params", "`deductible`", "`income`")
        self.refused({"limit": "leave out"}, "`limit`", "must be bound")
        self.refused({"deductible": None}, "`deductible`")
        self.refused({"bands": "leave out", "turns": "leave out"}, "`bands`", "`turns`")
        self.refused({"shares": {"doctor": 1}}, "`shares.hospital`")
        self.refused({"days": {"joint": 1}}, "`days.sequential`")

    def test_misspelt(self):
        self.refused({"deductable": 5}, "`deductable`", "did you mean `deductible`?")
        self.refused({"bands": {"ful": None}}, "`bands.ful`")
        self.refused({"income": {"hubai": {"2020": 1}}}, "`income.hubai`")

    def test_wrong_kind(self):
        self.refused({"deductible": "a lot"}, "`deductible`", "CNY")
        self.refused({"deductible": -1}, "`deductible`")
        self.refused({"deductible": 0.001}, "`deductible`")
        self.refused({"turns": 13}, "`turns`", "1 to 12")
        self.refused({"turns": 1.5}, "`turns`")
        self.refused({"mode": "soft"}, "`mode`", "strict, lenient")
        self.refused({"from_day": "2020-02-30"}, "`from_day`")
        self.refused({"days": 7}, "`days`")
        self.refused({"income": {"hubei": {"1989": 1}}}, "`income.hubei.1989`")
        self.refused({"income": {"hubei": {"2020": "x"}}}, "`income.hubei.2020`")
        self.refused({"income": {"hubei": 5}}, "`income.hubei`")
        self.refused("[]", "JSON object")
        self.refused("{", "JSON")
        self.refused('{"turns": 1, "turns": 1}', "`turns`", "only once")

    def test_conditions(self):
        self.refused({"shares": {"doctor": 0.4, "hospital": 0.5}}, "`shares`", "0.9")
        self.refused({"bands": {"full": {"from": 0.9, "to": 1}, "main": {"from": 0.5, "to": 0.9}}}, "`bands.full`", "bands.main")
        self.refused({"bands": {"full": {"from": 0.9, "to": 0.8}}}, "`bands.full`")
        self.refused({"bands": {"full": {"to": 0.8}}}, "`bands.full`")

    def test_no_file(self):
        done = subprocess.run([POLC, "run", "w.pol", "--claims", "claims.jsonl", "--params", "none.json"], cwd=self.folder,
                              capture_output=True, text=True, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 4)

    def test_schema(self):
        done = subprocess.run([POLC, "schema", "w.pol", "--params"], cwd=self.folder, capture_output=True, text=True, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        schema = json.loads(done.stdout)
        self.assertEqual(schema["required"], list(GOOD))
        self.assertEqual(schema["properties"]["income"]["propertyNames"], {"enum": ["hubei", "hunan"]})


if __name__ == "__main__":
    POLC = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
