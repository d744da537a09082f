// Runs a program as a user would, for tests of the real binaries. The only door: run().
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace pol::test {

struct Outcome {
  int exit_code = -1;   // -1 where the program did not end by itself
  std::string trouble;  // empty, or why it did not: a signal, the time limit, more output than `most_output`
  std::string out;
  std::string err;
};

inline constexpr std::size_t most_output = 64u << 20;

// Standard input is the file `input`, empty unless said. The first word is a path, taken from here and not from `folder`, in which the
// program runs. At the time limit it is killed together with everything it started.
Outcome run(std::vector<std::string> command, const std::filesystem::path& folder, std::chrono::milliseconds limit,
            const std::filesystem::path& input = "/dev/null");

}  // namespace pol::test
