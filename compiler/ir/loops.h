// Which operations stand outside a loop and read its body, and which loops stand in which.
#pragma once

#include "ir/ir.h"

namespace pol::ir {

// Of such a node `value` is the loop.
inline bool closes_loop(Op op) {
  return op == Op::any_element || op == Op::sum_elements || op == Op::smallest_element || op == Op::largest_element || op == Op::fold ||
         op == Op::list_rows;
}

// Whether `loop` is `outer` itself or runs within it, however deep; in no loop everything does. `parent_of(k)` gives the loop around loop
// k.
template <class ParentOf>
bool is_within(std::uint32_t loop, std::uint32_t outer, const ParentOf& parent_of) {
  while (loop != outer && loop != no_loop) loop = parent_of(loop);
  return loop == outer;
}

}  // namespace pol::ir
