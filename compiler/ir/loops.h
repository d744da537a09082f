// Which operations stand outside a loop and read its body.
#pragma once

#include "ir/ir.h"

namespace pol::ir {

// Of such a node `value` is the loop.
inline bool closes_loop(Op op) {
  return op == Op::any_element || op == Op::sum_elements || op == Op::smallest_element || op == Op::largest_element || op == Op::fold;
}

}  // namespace pol::ir
