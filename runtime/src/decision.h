// A decision as it lies in the caller's arena.
#pragma once

#include <cstdint>

#include "policy.h"

namespace polrt {

struct LineResult {
  polrt_outcome status;
  std::int64_t amount;           // minor units; 0 unless paid
  std::int64_t least, most;      // of a pended line: what it can still pay
  const std::int64_t* words;     // what the line's function wrote
  const std::uint64_t* missing;  // plane of facts; of a pended line only
};

// Walks the steps of a paid line: `visit(step, amount)` for each decided one that changes the running amount. A step whose amount is not
// single merges into the next one that is.
template <class Visit>
void for_each_paid_step(const Line& line, const std::int64_t* words, Visit visit) {
  std::int64_t before = 0;
  for (const Step& step : line.steps) {
    const std::int64_t after = words[step.amount_at];
    if (after != words[step.amount_at + 1]) continue;
    // Running amounts lie between 0 and the bounds that the compiler proved; a broken artifact may wrap here, but not misbehave.
    const auto change = static_cast<std::int64_t>(static_cast<std::uint64_t>(after) - static_cast<std::uint64_t>(before));
    if (change != 0) visit(step, change);
    before = after;
  }
}

// Calls `visit(bit)` for each bit that is set, rising.
template <class Visit>
void for_each_bit(const std::uint64_t* plane, std::size_t words, Visit visit) {
  for (std::size_t word = 0; word < words; ++word) {
    for (std::uint64_t rest = plane[word]; rest != 0; rest &= rest - 1) {
      visit(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(__builtin_ctzll(rest))));
    }
  }
}

}  // namespace polrt

struct polrt_decision {
  const polrt::Question* question;
  polrt_outcome outcome;
  std::uint32_t entry_count;
  std::int64_t total;
  std::uint64_t asked;         // bit k: benefit k; only its result is good
  polrt::LineResult* results;  // by benefit
  polrt_entry* entries;
  std::uint64_t* marked;    // plane of Question::reasons: those that this decision gives
  std::uint64_t* presumed;  // plane of the same: a presumption decided
  std::uint64_t* benefits;  // by reason, good where marked: the benefits it concerns
  std::uint64_t* missing;   // plane of facts, over all pended lines
};
