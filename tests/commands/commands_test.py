#!/usr/bin/env python3
"""polc from outside, as a person or a script meets it: exit statuses, files that appear whole or not at all, and hostile wordings.

usage: commands_test.py POLC POLICY CLAIMS
"""
import json
import random
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import mini_schema
import sarif_rules

POLC, POLICY, CLAIMS = "", "", ""
SECONDS = 60  # no wording may keep polc busy for longer


def polc(*arguments, text=None):
    return subprocess.run([POLC, *map(str, arguments)], input=text, capture_output=True, timeout=SECONDS, check=False)


def whole_policy():
    """The wording and the files it uses as one text, each file once and before the one that uses it."""
    read = []

    def text_of(path):
        if path in read:
            return ""
        read.append(path)
        text = path.read_text(encoding="utf-8")
        used = re.findall(r'^use "(.*)"$', text, re.MULTILINE)
        return "".join(text_of(path.parent / name) for name in used) + re.sub(r'^use ".*"\n', "", text, flags=re.MULTILINE)

    return text_of(Path(POLICY))


def first_claim():
    return json.loads(Path(CLAIMS).read_text(encoding="utf-8").splitlines()[0])


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def wording(self, content):
        path = self.folder / "wording.pol"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


class TooLong(InFolder):
    def test_it_is_said_what_is_too_long(self):
        said = polc("check", self.wording("x\n" * 1_000_001))
        self.assertEqual(said.returncode, 1)
        self.assertIn("error[wording-too-long]: this wording has more than 1000000 words and signs", said.stderr.decode())
        self.assertIn(":1000001:1", said.stderr.decode())
        self.assertIn("split it into several files", said.stderr.decode())


class ExitStatus(InFolder):
    def test_done(self):
        self.assertEqual(polc("check", POLICY).returncode, 0)
        self.assertEqual(polc("run", POLICY, "--claims", CLAIMS).returncode, 0)
        self.assertEqual(polc("test", POLICY).returncode, 0)
        self.assertEqual(polc("--version").returncode, 0)
        self.assertEqual(polc("--help").returncode, 0)

    def test_wording_has_errors(self):
        wrong = self.wording(whole_policy().replace("requires Cancer", "requires Cancr"))
        for arguments in (("check", wrong), ("run", wrong, "--claims", CLAIMS), ("test", wrong), ("dump", wrong, "--stage", "ir"), ("schema", wrong)):
            done = polc(*arguments)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("Cancer", done.stderr.decode())

    def test_example_failed(self):
        wrong = self.wording(whole_policy().replace("expect paid B2 20_000_000 VND", "expect paid B2 20_000_001 VND"))
        done = polc("test", wrong)
        self.assertEqual(done.returncode, 1)
        self.assertIn("20000001", done.stdout.decode())

    def test_command_line_is_wrong(self):
        for arguments in ((), ("decide",), ("run", POLICY), ("run", POLICY, "--claims", CLAIMS, "--format", "xml"), ("dump", POLICY),
                          ("check", POLICY, "--format", "xml"), ("schema",)):
            self.assertEqual(polc(*arguments).returncode, 2, arguments)

    def test_command_line_says_what_it_may_be(self):
        self.assertIn("did you mean `check`", polc("chek", POLICY).stderr.decode())
        self.assertIn("native|interpreter", polc("run", POLICY, "--claims", CLAIMS, "--engine", "fast").stderr.decode())
        self.assertEqual(polc("run", POLICY, "--claims", CLAIMS, "--engine", "0").returncode, 2)
        self.assertEqual(polc("run", POLICY, "--claims", "-", "--history", "-").returncode, 2)

    def test_a_history_too_large_refuses_its_certificate_alone(self):
        claim = first_claim()
        earlier = self.folder / "earlier.jsonl"
        entry = {"benefit": "B1", "event_date": "2011-01-01", "decision_date": None, "amount": 999999999999999}
        earlier.write_text(json.dumps({"certificate": claim["certificate"]["id"], "history": [entry] * 600}) + "\n")
        for engine in ("native", "interpreter"):
            done = polc("run", POLICY, "--claims", CLAIMS, "--history", earlier, "--engine", engine)
            statuses = [json.loads(line)["status"] for line in done.stdout.decode().splitlines()]
            self.assertEqual(done.returncode, 3)
            self.assertEqual(statuses[0], "invalid")
            self.assertNotIn("invalid", statuses[1:])

    def test_byte_order_mark(self):
        marked = b"\xef\xbb\xbf" + Path(CLAIMS).read_bytes()
        self.assertEqual(polc("run", POLICY, "--claims", "-", text=marked).stdout, polc("run", POLICY, "--claims", CLAIMS).stdout)

    def test_personal_values_are_not_shown(self):
        claim = first_claim()
        claim["certificate"]["insured_birth_date"] = "1980-02-30"
        done = polc("run", POLICY, "--claims", "-", text=(json.dumps(claim) + "\n").encode())
        self.assertEqual(done.returncode, 3)
        self.assertNotIn("1980-02-30", done.stdout.decode())

    def test_some_records_invalid(self):
        lines = "not json\n" + Path(CLAIMS).read_text(encoding="utf-8") + '{"certificate": {}}\n'
        done = polc("run", POLICY, "--claims", "-", text=lines.encode())
        self.assertEqual(done.returncode, 3)
        statuses = [json.loads(line)["status"] for line in done.stdout.decode().splitlines()]
        self.assertEqual(statuses[0], "invalid")
        self.assertEqual(statuses[-1], "invalid")
        self.assertNotIn("invalid", statuses[1:-1])

    def test_file_failed(self):
        nowhere = self.folder / "nowhere"
        for arguments in (("check", nowhere), ("check", self.folder), ("run", POLICY, "--claims", nowhere),
                          ("run", POLICY, "--claims", CLAIMS, "--history", nowhere), ("run", POLICY, "--claims", CLAIMS, "--out", nowhere / "out")):
            done = polc(*arguments)
            self.assertEqual(done.returncode, 4, arguments)
            self.assertIn(str(self.folder), done.stderr.decode())

    def test_device_full(self):
        for arguments in (("run", POLICY, "--claims", CLAIMS, "--out"), ("schema", POLICY, "--out"), ("test", POLICY, "--junit")):
            self.assertEqual(polc(*arguments, "/dev/full").returncode, 4, arguments)
        with open("/dev/full", "wb") as full:
            self.assertEqual(subprocess.run([POLC, "check", POLICY, "--format", "json"], stdout=full, stderr=subprocess.PIPE, check=False).returncode, 4)


class Readme(unittest.TestCase):
    def test_shows_the_policy_as_it_is_and_pays_what_it_says(self):
        root = Path(POLICY).resolve().parents[2]
        shown = [line[4:] for line in (root / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
        begin = shown.index(next(line for line in shown if line.startswith("condition survives")))
        wording = "\n".join(shown[begin:len(shown) - shown[::-1].index("}")])
        self.assertIn("\nbenefit B1", wording)
        self.assertIn(wording, Path(POLICY).read_text(encoding="utf-8").replace("\n\n", "\n"))
        table = polc("run", POLICY, "--claims", CLAIMS, "--format", "table").stdout.decode()
        begin = shown.index(next(line for line in shown if line.startswith("claim C-7 ")))
        end = next(at for at in range(begin + 1, len(shown) + 1) if at == len(shown) or not shown[at].startswith("  "))
        self.assertGreater(end - begin, 3)
        self.assertIn("\n".join(shown[begin:end]), table)


class OutputFile(InFolder):
    def test_appears_complete(self):
        out = self.folder / "decisions.jsonl"
        self.assertEqual(polc("run", POLICY, "--claims", CLAIMS, "--out", out).returncode, 0)
        self.assertEqual(out.read_bytes(), polc("run", POLICY, "--claims", CLAIMS).stdout)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["decisions.jsonl"])

    def test_or_not_at_all(self):
        out = self.folder / "decisions.jsonl"
        out.write_text("what was there before")
        self.assertEqual(polc("run", POLICY, "--claims", self.folder / "nowhere", "--out", out).returncode, 4)
        self.assertEqual(out.read_text(), "what was there before")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["decisions.jsonl"])


class History(InFolder):
    def test_earlier_decisions_continue(self):
        claims = Path(CLAIMS).read_text(encoding="utf-8").splitlines(keepends=True)
        whole = polc("run", POLICY, "--claims", CLAIMS).stdout.decode().splitlines()
        for split in range(1, len(claims)):
            earlier = self.folder / "earlier.jsonl"
            earlier.write_bytes(polc("run", POLICY, "--claims", "-", text="".join(claims[:split]).encode()).stdout)
            later = polc("run", POLICY, "--claims", "-", "--history", earlier, text="".join(claims[split:]).encode())
            self.assertEqual(later.returncode, 0)
            decisions = [json.loads(line) for line in later.stdout.decode().splitlines()]
            for decision, expected in zip(decisions, map(json.loads, whole[split:])):
                decision["record"] = expected["record"]
                self.assertEqual(decision, expected)

    def test_not_a_decision(self):
        broken = self.folder / "earlier.jsonl"
        broken.write_text('{"certificate": "LC-1", "history": [{"benefit": "Z9"}]}\n')
        done = polc("run", POLICY, "--claims", CLAIMS, "--history", broken)
        self.assertEqual(done.returncode, 4)
        self.assertIn("line 1", done.stderr.decode())


class CheckFormats(InFolder):
    def wrong(self):
        text = whole_policy().replace("requires Cancer", "requires Cancr")
        return self.wording(text + "\ncertificate {\n  id : text key\n}\n")  # a second one: a message with a label

    def found(self, form, *files):
        done = polc("check", *files, "--format", form)
        self.assertEqual(done.stderr, b"")
        return done.returncode, json.loads(done.stdout)

    def test_json(self):
        wrong = self.wrong()
        status, (first, second) = self.found("json", POLICY, wrong)
        self.assertEqual(status, 1)
        self.assertEqual(first, {"file": POLICY, "diagnostics": [], "left_out": 0})
        self.assertEqual(second["file"], str(wrong))
        ids = [diagnostic["id"] for diagnostic in second["diagnostics"]]
        self.assertIn("misspelt-name", ids)
        self.assertIn("second-certificate", ids)
        self.assertEqual(self.found("json", POLICY)[0], 0)

    def test_sarif(self):
        wrong = self.wrong()
        status, log = self.found("sarif", POLICY, wrong)
        self.assertEqual(status, 1)
        self.assertEqual(mini_schema.complaints(sarif_rules.LOG, log), [])
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
        expected = self.found("json", POLICY, wrong)[1][1]["diagnostics"]
        self.assertEqual(len(run["results"]), len(expected))
        for result, diagnostic in zip(run["results"], expected):
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertEqual((result["ruleId"], result["level"]), (diagnostic["id"], diagnostic["severity"]))
            self.assertIn(diagnostic["message"], result["message"]["text"].replace("{{", "{").replace("}}", "}"))
            self.check_place(run, result["locations"][0], diagnostic, wrong)
            self.assertEqual(len(result.get("relatedLocations", [])), len(diagnostic["labels"]))
            for location, label in zip(result.get("relatedLocations", []), diagnostic["labels"]):
                self.check_place(run, location, label, wrong)
        self.assertTrue(any("relatedLocations" in result for result in run["results"]))

    def check_place(self, run, location, place, file):
        physical = location["physicalLocation"]
        artifact = physical["artifactLocation"]
        self.assertEqual(artifact["uri"], file.as_uri())
        self.assertEqual(run["artifacts"][artifact["index"]]["location"]["uri"], artifact["uri"])
        self.assertEqual(list(physical["region"].values()), [place[key] for key in ("line", "column", "end_line", "end_column")])

    def test_nothing_found(self):
        status, log = self.found("sarif", POLICY)
        self.assertEqual((status, log["runs"][0]["results"]), (0, []))
        self.assertEqual(mini_schema.complaints(sarif_rules.LOG, log), [])

    def test_unreadable_file_beside_others(self):
        done = polc("check", self.folder / "nowhere", POLICY, "--format", "json")
        self.assertEqual(done.returncode, 4)
        self.assertIn("nowhere", done.stderr.decode())
        self.assertEqual([file["file"] for file in json.loads(done.stdout)], [POLICY])


class Schema(InFolder):
    VALUES = (None, True, 0, 1, -1, 60, 6.5, 6.555, 6e1, 10**15, "1", "6.5", "6.50000", "6.555", "1e1", "1.0", "", "gold", "breast", "none", [],
              ["B1"], ["B1", "B1"], ["B9"], ["claim_form"], {}, {"date": "2011-02-18"}, "2011-02-18", "2011-2-18", "18.02.2011")

    def setUp(self):
        super().setUp()
        self.schema = mini_schema.read(polc("schema", POLICY).stdout)

    def judged(self, records):
        lines = [json.dumps(record) for record in records]
        decisions = polc("run", POLICY, "--claims", "-", text="\n".join(lines).encode()).stdout.decode().splitlines()
        for line, decision in zip(lines, decisions, strict=True):
            yield line, mini_schema.complaints(self.schema, mini_schema.read(line)), json.loads(decision)["status"] != "invalid"

    def test_claims_fit(self):
        for line in Path(CLAIMS).read_text(encoding="utf-8").splitlines():
            self.assertEqual(mini_schema.complaints(self.schema, mini_schema.read(line)), [], line)

    def test_invalid_records_do_not(self):
        changes = (
            lambda record: record.pop("claim"), lambda record: record.update(claims={}), lambda record: record.update(certificate=None),
            lambda record: record["certificate"].pop("id"), lambda record: record["claim"].update(id=None),
            lambda record: record["claim"].pop("benefits"), lambda record: record["claim"].update(benefits=[]),
            lambda record: record["claim"].update(benefits=["B9"]), lambda record: record["claim"].update(benefits="B1"),
            lambda record: record["claim"].update(colour="red"), lambda record: record["claim"].update(decision_date="16.03.2011"),
            lambda record: record["claim"].update(decision_date="2011-13-01"), lambda record: record["claim"].update(decision_date=20110316),
            lambda record: record["certificate"].update(plan="tin"), lambda record: record["certificate"].update(premium=-1),
            lambda record: record["certificate"].update(premium=10**15), lambda record: record["certificate"].update(premium=0.5),
            lambda record: record["certificate"].update(premium="1,000"), lambda record: record["certificate"].update(premium="0.5"),
            lambda record: record["certificate"].update(issued="yes"),
            lambda record: record["certificate"].update(prior_permanent_disability=100.01),
            lambda record: record["certificate"].update(prior_permanent_disability="0.001"))
        records = []
        for change in changes:
            records.append(first_claim())
            change(records[-1])
        for line, complaints, valid in self.judged(records):
            self.assertFalse(valid, line)
            self.assertNotEqual(complaints, [], line)

    def test_what_polc_reads_fits(self):
        chance = random.Random(4)
        claims = Path(CLAIMS).read_text(encoding="utf-8").splitlines()
        records = []
        for _ in range(1500):
            record = json.loads(chance.choice(claims))
            block, schema = record, self.schema
            while "properties" in schema:
                name = chance.choice(list(schema["properties"]))
                holder, schema = block, schema["properties"][name]
                block = holder.get(name) if isinstance(holder.get(name), dict) else {}
                if chance.random() < 0.5 and holder is not record:
                    break
                if "properties" in schema and holder is not record:
                    holder[name] = block
            if chance.random() < 0.1:
                holder.pop(name, None)
            else:
                holder[name] = chance.choice(self.VALUES)
            records.append(record)
        seen = {True: 0, False: 0}
        for line, complaints, valid in self.judged(records):
            self.assertFalse(valid and complaints, f"{complaints} {line}")
            seen[not complaints] += 1
        self.assertGreater(min(seen.values()), 200, seen)

    def test_what_it_says(self):
        certificate, claim = (self.schema["properties"][name] for name in ("certificate", "claim"))
        self.assertEqual(certificate["required"], ["id"])
        self.assertEqual(claim["required"], ["id", "benefits"])
        self.assertIs(certificate["properties"]["insured_birth_date"]["x-polc-personal"], True)
        disability = certificate["properties"]["prior_permanent_disability"]
        self.assertEqual((disability["x-polc-presence"], disability["x-polc-presumed"], disability["x-polc-unit"]), ("presumed", 0, "%"))
        self.assertEqual(claim["properties"]["accident"]["x-polc-absent"], "no accident")
        self.assertEqual(claim["properties"]["facial_surgery"]["properties"]["cost"]["x-polc-unit"], "VND")
        self.assertIn(b'"x-polc-decimals": 2', polc("schema", POLICY).stdout)

    def test_labels_and_exports(self):
        wording = (Path(__file__).parent.parent / "golden/check/labels_and_exports/export_of_statistics.pol").read_text(encoding="utf-8").split("//// expect")[0]
        schema = json.loads(polc("schema", self.wording(wording.encode())).stdout)
        fields = schema["properties"]["certificate"]["properties"]
        self.assertEqual(fields["age"]["x-polc-labels"], ["personal"])
        self.assertEqual(fields["mapping_key"]["x-polc-labels"], ["additional_info"])
        self.assertNotIn("x-polc-personal", fields["mapping_key"])
        (export,) = schema["x-polc-exports"]
        self.assertEqual((export["name"], export["clause"], export["to"]), ("yearly_statistics", "D-KR1", "third_party"))
        self.assertEqual([column["name"] for column in export["columns"]], ["age_band", "region", "paid", "pseudonym"])
        self.assertEqual([each["law"] for each in export["columns"][0]["declassified"]], ["KR pseudonym_rule pipa_2020", "KR pseudonym_rule pipa_2023"])

    def test_file_appears_complete(self):
        out = self.folder / "record.schema.json"
        self.assertEqual(polc("schema", POLICY, "--out", out).returncode, 0)
        self.assertEqual(out.read_bytes(), polc("schema", POLICY).stdout)
        self.assertEqual(polc("schema", self.folder / "nowhere", "--out", self.folder / "other").returncode, 4)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["record.schema.json"])


class HostileWordings(InFolder):
    """Never a crash or a hang; a message with an id, not a compiler's words."""

    def refused(self, content):
        done = polc("check", self.wording(content))
        said = done.stderr.decode()
        self.assertEqual(done.returncode, 1, said[:500])
        self.assertRegex(said, r"error\[[a-z0-9-]+\]")
        for word in ("token", "mismatched", "extraneous", "viable", "<EOF>", "expecting {"):
            self.assertNotIn(word, said)
        return said

    def test_not_utf8(self):
        self.refused(b'policy p en "\xff\xfe" {\n}\n')

    def test_empty(self):
        self.refused("")
        self.refused("// nothing but a comment\n")

    def test_nested_10_000_deep(self):
        for opening, closing in (("(", ")"), ("not ", ""), ("-", "")):
            self.refused(f"policy p en \"P\" {{ currency VND }}\ndefine x = {opening * 10_000}yes{closing * 10_000}\n")
        self.refused("{" * 10_000)

    def test_noise(self):
        chance = random.Random(1)
        alphabet = 'abc {}()",.:<>=%0123456789\n_-+*/"policy benefit requires'
        self.refused("".join(chance.choice(alphabet) for _ in range(300_000)))
        noise = self.wording(bytes(chance.randrange(256) for _ in range(1_000_000)) * 10)
        done = polc("check", noise)
        self.assertIn(done.returncode, (1, 4), done.stderr.decode(errors="replace")[:300])

    def test_every_cut_of_the_policy(self):
        text = whole_policy()
        chance = random.Random(2)
        for _ in range(25):
            done = polc("check", self.wording(text[: chance.randrange(len(text))]))
            self.assertIn(done.returncode, (0, 1), done.stderr.decode()[-300:])

    def test_mutations_of_the_policy(self):
        text = whole_policy().encode()
        chance = random.Random(3)
        for _ in range(40):
            changed = bytearray(text)
            for _ in range(chance.randrange(1, 6)):
                changed[chance.randrange(len(changed))] = chance.choice(b"{}(),:. \"x7\n%")
            done = polc("check", self.wording(bytes(changed)))
            self.assertIn(done.returncode, (0, 1), done.stderr.decode(errors="replace")[-300:])


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    POLC, POLICY, CLAIMS = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
