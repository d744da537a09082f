// What the functions of several benefits, and of the question that asks for them, compute alike (general exclusions, ages, waiting periods,
// sums over a list), so that one function can do it once for a record.
#pragma once

#include <vector>

#include "ir/ir.h"

namespace pol::ir {

inline constexpr NodeId not_shared = 0xffffffff;
inline constexpr std::uint32_t no_bit = 0xffffffff;
inline constexpr NodeId within_shared = 0xfffffffe;  // of a loop whose result is shared: nothing else reads it

struct Shared {
  Line line;                                // nodes and loops and nothing else; empty where there is little in common
  std::vector<std::vector<NodeId>> places;  // by line, then by question, and node: the node of `line` that is the same, or one of the above
  std::vector<bool> read;                   // by node of `line`: some function gives its value, or reads it with a node of its own
  std::vector<std::uint32_t> ground_bits;   // by node of `line`: its number among the grounds that are shared, or no_bit
  std::uint32_t grounds = 0;  // how many these are; in the order of the first function that has them, which is nearly that of all
};

// Shared are nodes that a third of the functions have at least: whoever asks for one benefit pays for them as well. None has to do with the
// past, which grows from line to line, or writes rows. Questions without benefits run alone and share nothing.
Shared find_shared(const Program& program);

}  // namespace pol::ir
