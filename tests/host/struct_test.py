#!/usr/bin/env python3
"""A C program that fills the structs of the generated header with its functions, and decides them with libpolrt: the same bytes as polc run
on the same claims as JSON. The program is written here, from the claims and the header; it is compiled strictly, as C and as C++.

usage: struct_test.py POLC POLICY CLAIMS CASES INCLUDE LIBPOLRT
"""
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

POLC, POLICY, CLAIMS, CASES, INCLUDE, LIBPOLRT = "", "", "", "", "", ""
FIELD = re.compile(r"^  (\w+) (\w+); /\* ([^:]+): ([^;]+);", re.M)

PROGRAM = """
#include <stdio.h>
#include <stdlib.h>
#include "lady.h"
#include "polrt/polrt.h"

static int decide(polrt_policy* policy, polrt_reader* reader, const void* record, size_t record_size, unsigned long number) {{
  static char line[65536];
  polrt_input input;
  const polrt_decision* decision = 0;
  size_t size, room;
  void* arena;
  if (polrt_reader_take(reader, record, record_size, &input) != POLRT_OK) {{
    size = polrt_write_invalid(reader, number, line, sizeof line);
  }} else {{
    room = polrt_arena_size(policy, &input, 0);
    arena = malloc(room);
    if (arena == 0 || polrt_decide(policy, &input, 0, 0, arena, room, &decision) != POLRT_OK) return 1;
    size = polrt_write_decision(decision, number, line, sizeof line);
    free(arena);
  }}
  return printf("%.*s\\n", (int)size, line) < 0;
}}

{claims}
int main(int count, char** arguments) {{
  const polrt_expected expected = {{ {prefix}_schema, {prefix}_hash }};
  polrt_policy* policy = 0;
  polrt_reader* reader = 0;
  polrt_error error;
  int failed = 0;
  if (count != 2 || polrt_policy_load(arguments[1], &expected, &policy, &error) != POLRT_OK) return fprintf(stderr, "%s\\n", error.text), 2;
  if (polrt_reader_new(policy, &reader) != POLRT_OK) return 2;
{calls}
  polrt_reader_free(reader);
  polrt_policy_close(policy);
  return failed;
}}
"""


class Filler:
    """C statements that say what a JSON record says."""

    def __init__(self, header):
        self.header = header
        self.prefix = re.search(r"#define (\w+)_schema", header)[1]
        self.fields = {path: (kind, name, meaning) for kind, name, path, meaning in FIELD.findall(header)}
        self.lists = {path: re.search(r"of (\w+)$", meaning)[1] for path, (kind, _, meaning) in self.fields.items() if kind == "polrt_list"}
        self.said, self.count = [], 0

    def fill(self, record):
        self.said = []
        self.said.append(f"{self.record_of(record)}_begin(&record);")
        self.members(self.record_of(record), "record", "", record)
        return "\n  ".join(self.said)

    def record_of(self, record):
        (question,) = record.keys() - {"certificate"}
        return f"{self.prefix}_{question}_record"

    def call(self, of, verb, name, place, *values):
        self.said.append(f"{of}_{verb}_{name}({', '.join(['&' + place, *map(str, values)])});")

    def members(self, of, place, above, record):
        for key, value in record.items():
            path = f"{above}.{key}" if above else key
            if isinstance(value, dict):
                self.call(of, "give", re.sub(r"\W+", "_", path.rpartition("[].")[2]), place)
                self.members(of, place, path, value)
            elif path in self.lists:
                self.elements(of, place, path, value)
            else:
                self.value(of, place, path, value)

    def elements(self, of, place, path, value):
        self.count += 1
        array, element = f"elements{self.count}", self.lists[path]
        self.said.append(f"static {element} {array}[{max(1, len(value))}];")
        for position, each in enumerate(value):
            self.said.append(f"{element}_begin(&{array}[{position}]);")
            self.members(element, f"{array}[{position}]", path + "[]", each)
        self.call(of, "set", self.fields[path][1], place, array, len(value))

    def value(self, of, place, path, value):
        kind, name, meaning = self.fields[path]
        if value is None:
            if f"{of}_unknown_{name}(" in self.header:
                self.call(of, "unknown", name, place)
        elif kind == "polrt_text":
            self.call(of, "set", name, place, json.dumps(value), len(value.encode()))
        else:
            self.call(of, "set", name, place, self.number(meaning, value))

    def number(self, meaning, value):
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, list):
            cases = re.search(r"of (\w+)$", meaning)[1]
            return "|".join([f"UINT64_C(1) << {cases}_{case}" for case in value] or ["0"])
        if meaning == "a date":
            return (datetime.date.fromisoformat(value) - datetime.date(1970, 1, 1)).days
        if meaning.startswith("one of "):
            return f"{meaning[len('one of '):]}_{value}"
        unit = re.match(r"in units of ([\d.]+)", meaning)
        return int(Decimal(str(value)) / Decimal(unit[1] if unit else 1))


def first_of_each_certificate(path):
    seen = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        record = json.loads(line, parse_float=Decimal)
        seen.setdefault(record["certificate"]["id"], record)
    return list(seen.values())


# Of the acceptance cases the first record that asks each question.
def first_of_each_question(path):
    seen = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        for record in json.loads(line, parse_float=Decimal)["records"]:
            questions = record.keys() - {"certificate"} if isinstance(record, dict) else ()
            if len(questions) == 1 and "certificate" in record:
                seen.setdefault(*questions, record)
    return seen


class Hosts(unittest.TestCase):
    """Programs for one wording."""

    def setUp(self):
        if not shutil.which("cc") or not shutil.which("c++"):
            self.skipTest("there is no C compiler")
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        subprocess.run([POLC, "build", self.policy(), "-o", self.folder / "lady.so"], check=True, timeout=60)
        self.header = (self.folder / "lady.h").read_text(encoding="utf-8")

    def policy(self):
        return POLICY

    def decided_in_c(self, records, *compiler):
        filler = Filler(self.header)
        claims, calls = "", ""
        for number, record in enumerate(records, 1):
            kind = filler.record_of(record)
            claims += f"static void fill{number}({kind}* to) {{\n  {kind} record;\n  {filler.fill(record)}\n  *to = record;\n}}\n"
            calls += f"  {{ static {kind} record; fill{number}(&record); failed |= decide(policy, reader, &record, sizeof record, {number}); }}\n"
        source = self.folder / "host.c"
        source.write_text(PROGRAM.format(prefix=filler.prefix, claims=claims, calls=calls), encoding="utf-8")
        command = [*compiler, "-Wall", "-Wextra", "-Werror", "-O1", "-I", INCLUDE, "-I", self.folder, source, "-o", self.folder / "host",
                   "-L", Path(LIBPOLRT).parent, "-lpolrt", f"-Wl,-rpath,{Path(LIBPOLRT).parent}"]
        compiled = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual((compiled.returncode, compiled.stderr), (0, ""))
        run = subprocess.run([self.folder / "host", self.folder / "lady.so"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return without_build(run.stdout)

    def decided_as_json(self, records):
        claims = self.folder / "claims.jsonl"
        claims.write_text("".join(json.dumps(record, default=float) + "\n" for record in records), encoding="utf-8")
        run = subprocess.run([POLC, "run", self.policy(), "--claims", claims], capture_output=True, text=True, timeout=60, check=False)
        self.assertIn(run.returncode, (0, 3))
        return without_build(run.stdout)


class StructDoor(Hosts):
    def test_the_sample_claims(self):
        records = first_of_each_certificate(CLAIMS)
        self.assertGreater(len(records), 15)
        self.assertEqual(self.decided_in_c(records, "cc", "-std=c11", "-pedantic"), self.decided_as_json(records))

    def test_every_question_has_a_record_of_its_own(self):
        records = first_of_each_question(CASES)
        structs = re.findall(r"^} aaa_lady_care_(\w+)_record;", self.header, re.M)
        self.assertEqual(set(structs), set(records))
        self.assertGreater(len(records), 5)
        for question in records:
            other = next(each for each in records if each != question)
            self.assertNotIn(f"_{question}_record_set_{other}_", self.header)
        self.assertEqual(self.decided_in_c(list(records.values()), "cc", "-std=c11", "-pedantic"), self.decided_as_json(records.values()))

    def test_the_same_from_cxx_and_what_is_wrong(self):
        records = first_of_each_certificate(CLAIMS)[:1]
        text = json.dumps(records[0], default=float)
        records.append(json.loads(text.replace('"2011-01-15"', '"0001-01-01"'), parse_float=Decimal))
        del records[1]["claim"]["id"]
        decided = self.decided_in_c(records, "c++", "-std=c++20", "-x", "c++")
        self.assertEqual(decided, self.decided_as_json(records))
        self.assertIn('"status":"invalid"', decided)


IN_ITEMS = """policy in_items en "In items" {
  edition  "1"
  currency EUR
}
question claim {
  id    : text key
  bills : list of record optional absent "none" at most 9 items {
    amount   : EUR 0 to 1_000
    provider : record { city : one of bonn, kiel   name : text }
    lines    : list of record at most 9 items {
      kind  : one of exam, drug presumed exam
      codes : list of record optional absent "none" at most 3 items { code : int 0 to 99 }
    }
  }
}
answer claim "1" {
  outcome fine = all b in claim.bills where b.amount > 5 EUR and (all l in b.lines where l.kind is exam or (all c in l.codes where c.code > 9))
  outcome kiel = count of b in claim.bills where b.provider.city is kiel
}
"""


class ListsInItems(Hosts):
    def policy(self):
        path = self.folder / "in_items.pol"
        path.write_text(IN_ITEMS, encoding="utf-8")
        return path

    def test_lists_and_records_in_items(self):
        drug = {"kind": "drug", "codes": [{"code": 12}, {}]}
        records = [
            {"claim": {"id": "1", "bills": [{"amount": 7, "provider": {"city": "kiel", "name": "X"}, "lines": [{}, drug]}]}},
            {"claim": {"id": "2", "bills": [{"amount": 7, "lines": []}, {"provider": {}, "lines": [drug, drug]}, {"amount": 9}]}},
            {"claim": {"id": "3", "bills": [{"amount": 7, "lines": [{"kind": None, "codes": []}, {"codes": [{"code": 100}]}]}]}},
            {"claim": {"id": "4", "bills": []}}]
        decided = self.decided_in_c(records, "cc", "-std=c11", "-pedantic")
        self.assertEqual(decided, self.decided_as_json(records))
        self.assertIn("claim.bills[1].lines[1].codes[1].code", decided)
        self.assertIn("claim.bills[0].lines[1].codes[0].code", decided)
        self.assertEqual(decided, self.decided_in_c(records, "c++", "-std=c++20", "-x", "c++"))


def without_build(lines):
    return re.sub(r'"build":"\w+"', '"build":""', lines)


if __name__ == "__main__":
    POLC, POLICY, CLAIMS, CASES, INCLUDE, LIBPOLRT = (os.path.abspath(argument) for argument in sys.argv[1:7])
    unittest.main(argv=[sys.argv[0], *sys.argv[7:]])
