// What the functions of several benefits compute alike (general exclusions, ages, waiting periods), so that one function can do it once for
// a record.
#pragma once

#include <vector>

#include "ir/ir.h"

namespace pol::ir {

inline constexpr NodeId not_shared = 0xffffffff;

struct Shared {
  Line line;                                // nodes and nothing else; empty where the lines have little in common
  std::vector<std::vector<NodeId>> places;  // by line and node: the node of `line` that is the same, or not_shared
  std::vector<bool> read;                   // by node of `line`: some line gives it, or reads it with a node of its own
};

// Shared are nodes that a third of the lines have at least: whoever asks for one benefit pays for them as well. None has to do with the
// past, which grows from line to line, or with the elements of a list.
Shared find_shared(const Program& program);

}  // namespace pol::ir
