// Which nodes may come out as more than one value, found before anything is emitted: a loop must know what it carries before its body is
// there.
#pragma once

#include <vector>

#include "ir/ir.h"

namespace pol::emit {

// By node. One that is not listed is single however it is emitted.
std::vector<bool> find_open_nodes(const ir::Program& program, const ir::Line& line);

}  // namespace pol::emit
