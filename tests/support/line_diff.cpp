#include "support/line_diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "support/files.h"

namespace pol::test {

namespace {

using Lines = std::vector<std::string>;

struct Step {
  char sign;
  const std::string* line;
};

// Length of the longest common run of lines of every pair of tails; beyond `largest` cells the middle is shown as wholly replaced.
constexpr std::size_t largest = 4'000'000;

std::vector<Step> replaced(const Lines& a, const Lines& b) {
  std::vector<Step> steps;
  for (const std::string& line : a) steps.push_back({'-', &line});
  for (const std::string& line : b) steps.push_back({'+', &line});
  return steps;
}

std::vector<Step> steps_between(const Lines& a, const Lines& b) {
  const std::size_t width = b.size() + 1;
  if ((a.size() + 1) * width > largest) return replaced(a, b);
  std::vector<std::uint32_t> common((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      common[i * width + j] =
          a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1 : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  std::vector<Step> steps;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      steps.push_back({' ', &a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      steps.push_back({'-', &a[i++]});
    } else {
      steps.push_back({'+', &b[j++]});
    }
  }
  return steps;
}

}  // namespace

std::string line_diff(std::string_view expected, std::string_view actual) {
  if (expected == actual) return {};
  constexpr std::size_t context = 3;
  const Lines a = lines_of(expected), b = lines_of(actual);
  if (a == b) return "(the same lines, but the last one ends otherwise)\n";
  const std::vector<Step> steps = steps_between(a, b);
  std::string text;
  bool skipping = false;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::size_t from = i < context ? 0 : i - context, to = std::min(steps.size(), i + context + 1);
    const bool near = std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(from), steps.begin() + static_cast<std::ptrdiff_t>(to),
                                  [](const Step& step) { return step.sign != ' '; });
    if (near) {
      text += std::string(1, steps[i].sign) + " " + *steps[i].line + "\n";
    } else if (!skipping) {
      text += "  ...\n";
    }
    skipping = !near;
  }
  return text;
}

}  // namespace pol::test
