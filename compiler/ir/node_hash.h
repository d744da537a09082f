// A hash of nodes, so that equal ones are found: within a line while it is built, and between lines.
#pragma once

#include <cstddef>

#include "ir/ir.h"

namespace pol::ir {

struct NodeHash {
  std::size_t operator()(const Node& node) const;
};

}  // namespace pol::ir
