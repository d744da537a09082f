// What the examples of wordings showed, and its form for build servers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pol::commands {

struct Failure {
  std::uint32_t line;  // of the expectation
  std::string sentence;
};

struct ExampleResult {
  std::string title;
  std::uint32_t line;
  std::vector<Failure> failures;  // none: it passed
  std::string file = {};          // where it stands: the wording's own file, or one that it uses
};

struct WordingResult {
  std::string file;
  std::string policy;  // its name
  std::string error;   // why no example could be run; empty where they were
  std::vector<ExampleResult> examples;
};

// JUnit XML: a suite for each wording, a case for each example. A wording whose examples could not be run is a suite with one error.
std::string render_junit(const std::vector<WordingResult>& wordings);

}  // namespace pol::commands
