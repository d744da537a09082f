// Where the value of a node matters. A conjunct behind one that is no does not; nor does the branch of a choice that is not taken. What
// does not matter need not be computed: whatever it were, the result is the same.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

// Open where the subject, a truth or a case, may be one of `accepts` (truth: bit 0 no, bit 1 yes); or where the subject, whose value is
// known beforehand, is not single; or where it is a number that may be other than 0 (of readings only).
struct Gate {
  NodeId subject;
  Mask accepts = {};
  bool undecided = false;
  bool not_zero = false;

  bool operator==(const Gate&) const = default;
};

// A tree of places. What is at place 0 matters always; at another place, where it matters at the place around it and the gate is open.
struct Place {
  std::uint32_t around;  // a lower number
  Gate gate;
};

inline constexpr std::uint32_t always = 0;
inline constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

struct Relevance {
  std::vector<Place> places;      // the first has no gate
  std::vector<std::uint32_t> at;  // by node: its place; nowhere: nobody reads it. Of a loop: at that of the result or within
};

// The same, with all places of a node: it matters where it does at one of them. What is multiplied by 0 does not matter here.
struct Readings {
  std::vector<Place> places;
  std::vector<std::vector<std::uint32_t>> of;  // by node
};

// What a function is asked for, and behind which gates, outermost first.
struct Wanted {
  NodeId node;
  std::vector<Gate> gates;
};

// Everything that the line gives matters always. `computed`: by node, whether the function computes it, and so reads its operands.
Relevance find_relevance(const Line& line, const std::vector<bool>& computed);
// Of explaining: what the status and the amount rest on, where deciding left them undecided. `decided`: by node, whether it is known
// beforehand what deciding made of it; where it is single, it rests on nothing, whatever it was made from.
Relevance find_relevance_of_rests(const Line& line, const std::vector<bool>& decided);
// `most_places`: of a node; of more than these, the one around them all.
Readings find_readings_of_rests(const Line& line, const std::vector<bool>& decided, std::size_t most_places);
// Of nodes that are there for others, which want these.
Relevance find_relevance(const Line& line, const std::vector<Wanted>& wanted);

// The gates of a place, outermost first.
std::vector<Gate> gates_of(const Relevance& relevance, std::uint32_t place);

}  // namespace pol::ir
