// A decision as it lies in the caller's arena.
#pragma once

#include <cstdint>
#include <cstring>

#include "elements.h"
#include "policy.h"

namespace polrt {

// The unknown facts that something rests on.
struct Missing {
  std::uint64_t* plane;      // of the record; the bit of a list: something of its elements
  std::uint64_t** elements;  // by list, where its bit is set: the planes of its elements, one after another
};

struct LineResult {
  polrt_outcome status;
  std::int64_t amount;        // minor units; 0 unless paid
  std::int64_t least, most;   // of a pended line: what it can still pay
  const std::int64_t* words;  // what the line's function wrote
  Missing missing;            // of a pended line only
};

// Calls `visit(bit)` for each bit that is set, rising.
template <class Visit>
void for_each_bit(const std::uint64_t* plane, std::size_t words, const Visit& visit) {
  for (std::size_t word = 0; word < words; ++word) {
    for (std::uint64_t rest = plane[word]; rest != 0; rest &= rest - 1) {
      visit(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(__builtin_ctzll(rest))));
    }
  }
}

// Of the grounds of these roles those whose bit is set in `words`.
template <Role... roles, class Visit>
void for_each_ground(const Code& code, const std::int64_t* words, const Visit& visit) {
  for (std::uint32_t i = 0; i < code.ground_words; ++i) {
    const std::uint64_t bits = static_cast<std::uint64_t>(words[i]) & (code.grounds_that(roles)[i] | ...);
    for_each_bit(&bits, 1, [&](std::uint32_t bit) { visit(i * 64 + bit); });
  }
}

// Where the rows of an area begin, behind the fixed words; one area after another.
inline const std::int64_t* rows_at(const Question& question, const std::uint64_t* counts, std::uint32_t area,
                                   const std::int64_t* words) noexcept {
  const std::int64_t* at = words + question.answer.words;
  for (std::uint32_t k = 0; k < area; ++k) at += question.areas[k].count(counts) * question.areas[k].words;
  return at;
}

// The place of the row that comes in this turn; `count`, where none does. Of rows that are not sorted each comes where it lies.
inline std::uint64_t row_in_turn(const RowArea& area, const std::int64_t* rows, std::uint64_t count, std::uint64_t turn) noexcept {
  if (!area.sorted) return turn;
  for (std::uint64_t place = 0; place < count; ++place, rows += area.words)
    if ((rows[0] & 3) == 2 && static_cast<std::uint64_t>(rows[area.words - 2]) == turn) return place;
  return count;
}

enum class OutputState : std::uint8_t { value, absent, undecided };

// An output as the question's function wrote it; `value` is good in that state only: truth 0/1, ordinal, members as bits,
// number or days.
inline OutputState read_output(const DeclaredOutput& output, const std::int64_t* words, std::int64_t& value) noexcept {
  const std::int64_t presence = words[output.at] & 3;
  if (presence == 1) return OutputState::absent;
  if (presence != 2) return OutputState::undecided;
  const std::int64_t first = words[output.at + 1];
  value = first;
  if (output.is_list || output.type == ValueType::text) return (first & 1) == 0 ? OutputState::value : OutputState::undecided;
  if (output.type == ValueType::number || output.type == ValueType::date)
    return first == words[output.at + 2] ? OutputState::value : OutputState::undecided;
  if (output.type == ValueType::set) return first == words[output.at + 2] ? OutputState::value : OutputState::undecided;
  const std::uint64_t cases = static_cast<std::uint64_t>(first) & (output.type == ValueType::truth ? 3 : ~std::uint64_t{0});
  if (cases == 0 || (cases & (cases - 1)) != 0) return OutputState::undecided;
  value = __builtin_ctzll(cases);
  return OutputState::value;
}

}  // namespace polrt

struct polrt_decision {
  const polrt::Policy* policy;
  const polrt::Question* question;
  polrt_text certificate, id;  // of the record
  polrt_outcome outcome;
  std::size_t entry_count;
  std::int64_t total;
  std::uint64_t asked;         // bit k: benefit k; only its result is good
  polrt::LineResult* results;  // by benefit
  polrt_entry* entries;
  const std::int64_t* answer;  // what the question's function wrote; null where it has none
  std::uint64_t* marked;       // plane of Policy::reasons: those that this decision gives
  std::uint64_t* presumed;     // plane of the same: a presumption decided
  std::uint64_t* benefits;     // by reason, good where marked: the benefits it concerns
  polrt::Missing missing;      // over all pended lines, or of a question without lines
  std::uint64_t* counts;       // by list: its elements
  std::byte* places;           // of a record that breaks rules: the paths of the items that do (Ground::place_at)
  const std::uint8_t* record;  // whose texts outputs are
};

namespace polrt {

// The element that a row is for; null of a row without a list.
inline const std::uint8_t* element_of(const polrt_decision& decision, const RowArea& area, std::uint64_t position) noexcept {
  if (area.list == none) return nullptr;
  return first_element(*decision.policy, decision.record, area.list) + position * decision.policy->lists[area.list].element.size;
}

// Of an output that is a text; `element`: of the row in which it stands.
inline polrt_text text_of(const polrt_decision& decision, const DeclaredOutput& output, const std::uint8_t* element) noexcept {
  const Fact& fact = decision.policy->facts[output.text];
  polrt_text text{};
  std::memcpy(&text, (fact.in_list == none ? decision.record : element) + fact.offset, sizeof text);
  return text;
}

}  // namespace polrt
