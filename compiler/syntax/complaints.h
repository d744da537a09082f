// The way of this folder's complaints to the sink. A text that is no wording at all would give one for every sign in it; after a number
// that nobody reads through the rest is not recorded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace pol::syntax {

class Complaints {
 public:
  explicit Complaints(Sink& sink) : sink_(sink) {}

  void report(Message message, Span span, std::vector<std::string> arguments = {}, std::vector<Label> labels = {}) {
    if (++count_ > limit) return;
    sink_.report(message, span, std::move(arguments)).labels = std::move(labels);
  }
  // Where a quote is missing, text and words have changed places; where a sign was left out, a word may be missing: nothing that is found
  // later on such a line is worth saying.
  void spoil_line(std::uint32_t line) { spoilt_lines_.insert(line); }
  bool is_spoilt(std::uint32_t line) const { return spoilt_lines_.count(line) > 0; }

  std::size_t count() const { return count_; }
  bool full() const { return count_ >= limit; }  // not worth thinking about what to say

 private:
  static constexpr std::size_t limit = 500;
  Sink& sink_;
  std::size_t count_ = 0;
  std::unordered_set<std::uint32_t> spoilt_lines_;
};

}  // namespace pol::syntax
