// Without which facts a truth is not established.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

using Facts = std::vector<std::uint32_t>;  // rising

// By ground, facts of no list without which it is not established: where all of one entry are unknown, its condition is open or no. Not
// all such entries: the smallest that are found by looking at single facts and at what joins them.
std::vector<std::vector<Facts>> find_needed(const Line& line, const std::vector<Slot>& slots);

}  // namespace pol::ir
