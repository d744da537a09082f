#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "commands/test_report.h"

namespace pol::commands {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// XML 1.0 has no room for most control characters, nor for U+FFFE and U+FFFF.
bool is_character(std::string_view character) {
  if (character.empty() || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") return false;
  const auto first = static_cast<unsigned char>(character.front());
  return first >= 0x20 || first == '\t' || first == '\n' || first == '\r';
}

// Good within an element and, line ends and tabs being kept, within an attribute.
std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, character_length(text, at));
    at += std::max<std::size_t>(1, character.size());
    if (!is_character(character))
      result += replacement;
    else if (character == "&")
      result += "&amp;";
    else if (character == "<")
      result += "&lt;";
    else if (character == ">")
      result += "&gt;";
    else if (character == "\"")
      result += "&quot;";
    else if (character.front() < ' ' && character.size() == 1)
      result += fmt::format("&#{};", static_cast<int>(character.front()));
    else
      result += character;
  }
  return result;
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0;

  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\"", tests, failures, errors);
  }
};

Counts counts_of(const WordingResult& wording) {
  if (!wording.error.empty()) return {1, 0, 1};
  const auto failed = [](const ExampleResult& example) { return !example.failures.empty(); };
  return {wording.examples.size(), static_cast<std::size_t>(std::count_if(wording.examples.begin(), wording.examples.end(), failed)), 0};
}

std::string case_of(const WordingResult& wording, const ExampleResult& example) {
  const std::string& file = example.file.empty() ? wording.file : example.file;
  std::string xml = fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"", escaped(example.title),
                                escaped(wording.policy), escaped(file), example.line);
  if (example.failures.empty()) return xml + "/>\n";
  std::string said;
  for (const Failure& failure : example.failures) said += escaped(fmt::format("{}:{}: {}", file, failure.line, failure.sentence)) + "\n";
  return xml + fmt::format(">\n      <failure type=\"expectation\" message=\"{}\">{}</failure>\n    </testcase>\n",
                           escaped(example.failures.front().sentence), said);
}

std::string suite_of(const WordingResult& wording) {
  std::string xml = fmt::format("  <testsuite name=\"{0}\" file=\"{0}\" {1}>\n", escaped(wording.file), counts_of(wording).attributes());
  if (!wording.error.empty())
    xml += fmt::format(
        "    <testcase name=\"the wording\" classname=\"{0}\" file=\"{0}\">\n"
        "      <error type=\"wording\" message=\"{1}\"/>\n    </testcase>\n",
        escaped(wording.file), escaped(wording.error));
  for (const ExampleResult& example : wording.examples) xml += case_of(wording, example);
  return xml + "  </testsuite>\n";
}

}  // namespace

std::string render_junit(const std::vector<WordingResult>& wordings) {
  Counts all;
  std::string suites;
  for (const WordingResult& wording : wordings) {
    const Counts counts = counts_of(wording);
    all = {all.tests + counts.tests, all.failures + counts.failures, all.errors + counts.errors};
    suites += suite_of(wording);
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {}>\n{}</testsuites>\n", all.attributes(), suites);
}

}  // namespace pol::commands
