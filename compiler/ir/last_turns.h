// Until when the value of each node is needed.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "ir/schedule.h"

namespace pol::ir {

inline constexpr std::size_t after_all = std::numeric_limits<std::size_t>::max();

// By node, the last turn of its loop, or of the line, in which something reads it; `after_all` where the line gives it, or it is what its
// loop comes to.
std::vector<std::size_t> find_last_turns(const Line& line, const Schedule& schedule);

}  // namespace pol::ir
