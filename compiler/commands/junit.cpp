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
};

Counts counts_of(const WordingResult& wording) {
  if (!wording.error.empty()) return {1, 0, 1};
  const auto failed = [](const ExampleResult& example) { return !example.failures.empty(); };
  return {wording.examples.size(), static_cast<std::size_t>(std::count_if(wording.examples.begin(), wording.examples.end(), failed)), 0};
}

// In seconds, as the schema wants it.
std::string seconds(std::int64_t microseconds) { return fmt::format("{}.{:06}", microseconds / 1'000'000, microseconds % 1'000'000); }

std::string case_of(const WordingResult& wording, const ExampleResult& example) {
  const std::string& file = example.file.empty() ? wording.file : example.file;
  std::string xml = fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"{}\"", escaped(example.title), escaped(wording.policy),
                                seconds(example.microseconds));
  if (example.failures.empty()) return xml + "/>\n";
  std::string said;
  for (const Failure& failure : example.failures) said += escaped(fmt::format("{}:{}: {}", file, failure.line, failure.sentence)) + "\n";
  return xml + fmt::format(">\n      <failure type=\"expectation\" message=\"{}\">{}</failure>\n    </testcase>\n",
                           escaped(example.failures.front().sentence), said);
}

std::string suite_of(const WordingResult& wording, std::size_t id, const std::string& timestamp) {
  const Counts counts = counts_of(wording);
  std::int64_t took = 0;
  for (const ExampleResult& example : wording.examples) took += example.microseconds;
  std::string xml = fmt::format(
      "  <testsuite name=\"{}\" package=\"\" id=\"{}\" timestamp=\"{}\" hostname=\"localhost\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
      "time=\"{}\">\n    <properties/>\n",
      escaped(wording.file), id, timestamp, counts.tests, counts.failures, counts.errors, seconds(took));
  if (!wording.error.empty())
    xml += fmt::format(
        "    <testcase name=\"the wording\" classname=\"{}\" time=\"{}\">\n"
        "      <error type=\"wording\" message=\"{}\"/>\n    </testcase>\n",
        escaped(wording.file), seconds(0), escaped(wording.error));
  for (const ExampleResult& example : wording.examples) xml += case_of(wording, example);
  return xml + "    <system-out/>\n    <system-err/>\n  </testsuite>\n";
}

}  // namespace

std::string render_junit(const std::vector<WordingResult>& wordings, const std::string& timestamp) {
  std::string suites;
  for (std::size_t id = 0; id < wordings.size(); ++id) suites += suite_of(wordings[id], id, timestamp);
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n{}</testsuites>\n", suites);
}

}  // namespace pol::commands
