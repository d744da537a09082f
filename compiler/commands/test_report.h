// What the examples and properties of wordings showed, and its form for build servers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pol::commands {

struct Failure {
  std::uint32_t line;  // of the expectation
  std::string sentence;
};

// Of an example, or of a property.
struct ExampleResult {
  std::string title;
  std::uint32_t line;
  std::vector<Failure> failures;  // none: it passed
  std::string file = {};          // where it stands: the wording's own file, or one that it uses
  std::int64_t microseconds = 0;  // that it took
};

struct WordingResult {
  std::string file;
  std::string policy;  // its name
  std::string error;   // why no example could be run; empty where they were
  std::vector<ExampleResult> examples;
};

// JUnit XML as Ant's schema has it (JUnit.xsd of Windy Road): a suite for each wording, a case for each example. A wording whose examples
// could not be run is a suite with one error. `timestamp`: when the run began, "2011-01-20T08:30:00".
std::string render_junit(const std::vector<WordingResult>& wordings, const std::string& timestamp);

}  // namespace pol::commands
