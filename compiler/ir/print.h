// A program as text, for `polc dump --stage ir` and golden tests: one line a node. Deterministic.
#pragma once

#include <string>

#include "ir/ir.h"

namespace pol::ir {

std::string print(const Program& program);

}  // namespace pol::ir
