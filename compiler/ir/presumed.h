// What may be presumed.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

// By ground, the facts that its condition reads and that may be presumed, however far; rising.
std::vector<std::vector<std::uint32_t>> find_presumed(const Line& line, const std::vector<Slot>& slots);

// The conditions of the grounds that are asked whether a presumption decided, where one may.
std::vector<NodeId> find_perhaps_presumed(const Line& line, const std::vector<Slot>& slots);

}  // namespace pol::ir
