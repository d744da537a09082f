#!/usr/bin/env python3
"""`polc test --junit`: what build servers read, held to what Ant's schema of it demands.

usage: junit_test.py POLC POLICY CLAIMS
"""
import re
import sys
import unittest
from xml.etree import ElementTree

import commands_test as outside

# The schema: which attributes an element has, and which elements stand in it, in their order.
ATTRIBUTES = {
    "testsuites": set(),
    "testsuite": {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
}
WITHIN = {
    "testsuites": "(testsuite )*",
    "testsuite": "properties (testcase )*system-out system-err ",
    "testcase": "(failure |error )?",
}


def broken_rules(element):
    broken = []
    if set(element.attrib) != ATTRIBUTES.get(element.tag, set()):
        broken.append(f"{element.tag} has {sorted(element.attrib)}")
    if not re.fullmatch(WITHIN.get(element.tag, ""), "".join(each.tag + " " for each in element)):
        broken.append(f"{element.tag} holds {[each.tag for each in element]}")
    if "time" in element.attrib and not re.fullmatch(r"\d+\.\d{6}", element.get("time")):
        broken.append(f"time {element.get('time')}")
    if "timestamp" in element.attrib and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", element.get("timestamp")):
        broken.append(f"timestamp {element.get('timestamp')}")
    return broken + [each for child in element for each in broken_rules(child)]


class JUnit(outside.InFolder):
    def report(self, *files):
        out = self.folder / "examples.xml"
        done = outside.polc("test", *files, "--junit", out)
        root = ElementTree.parse(out).getroot()
        self.assertEqual(broken_rules(root), [])
        return done, root

    def test_every_example_is_a_case(self):
        done, root = self.report(outside.POLICY)
        self.assertEqual(done.returncode, 0)
        titles = [line[5:] for line in done.stdout.decode().splitlines() if line.startswith("ok   ")]
        (suite,) = root
        self.assertEqual([case.get("name") for case in suite.iter("testcase")], titles)
        self.assertEqual((suite.get("tests"), suite.get("failures")), (str(len(titles)), "0"))

    def test_a_failure_says_where(self):
        text = outside.whole_policy()
        title = next(line for line in text.splitlines() if line.startswith("example "))
        odd = title.replace('example "', 'example "<&> ả ', 1)
        changed = text.replace(title, odd, 1).replace("expect paid B2 20_000_000 VND", "expect paid B2 20_000_001 VND", 1)
        wrong = self.wording(changed)
        done, root = self.report(outside.POLICY, wrong)
        self.assertEqual(done.returncode, 1)
        good, bad = root
        self.assertEqual((good.get("failures"), bad.get("failures")), ("0", "1"))
        self.assertTrue(any(case.get("name").startswith("<&> ả ") for case in bad.iter("testcase")))
        (failure,) = bad.iter("failure")
        self.assertIn("20000001", failure.get("message"))
        line = next(number for number, each in enumerate(changed.splitlines(), 1) if "20_000_001" in each)
        self.assertIn(f"{wrong}:{line}: ", failure.text)

    def test_a_failure_in_a_file_that_is_used_names_that_file(self):
        (self.folder / "examples.pol").write_text('example "one and one" { expect that one_more(1) = 3 }\n')
        main = self.wording('use "examples.pol"\ndefine one_more(x) = x + 1\n')
        done, root = self.report(main)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{self.folder / 'examples.pol'}:1: ", next(root.iter("failure")).text)

    def test_a_wording_that_cannot_be_tested(self):
        done, root = self.report(self.wording("policy p"), self.folder / "nowhere", outside.POLICY)
        self.assertEqual(done.returncode, 4)
        self.assertEqual([suite.get("errors") for suite in root], ["1", "1", "0"])
        for suite in root:
            self.assertEqual(int(suite.get("tests")), len(list(suite.iter("testcase"))))


if __name__ == "__main__":
    outside.POLC, outside.POLICY, outside.CLAIMS = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1])
