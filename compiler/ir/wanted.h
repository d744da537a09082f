// What the functions of lines want of what they share, and where that matters to them.
#pragma once

#include <vector>

#include "ir/relevance.h"
#include "ir/shared.h"

namespace pol::ir {

// Nodes of `shared.line`, some more than once; of the gates those whose subject is shared as well.
std::vector<Wanted> find_wanted(const Program& program, const Shared& shared);

// By node of a line, whether the line's own function computes it; `places` as in Shared.
std::vector<bool> not_shared_of(const std::vector<NodeId>& places);

}  // namespace pol::ir
