// What must hold of every program, as code. A violation is a bug of ours, never of a wording.
#pragma once

#include <string>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

// One sentence for each violation; empty where the program is well formed: operands before their readers, shapes that fit the operation,
// masks as wide as their enum, branches that share out all cases, ranges not empty, loops read only through their one result, leaves
// complete and rising, slots inside the record or their element.
std::vector<std::string> verify(const Program& program);

}  // namespace pol::ir
