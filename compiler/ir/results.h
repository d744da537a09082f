// What a line is for: the nodes that it gives, beside which every node is there only to be read by another.
#pragma once

#include "ir/ir.h"

namespace pol::ir {

// Calls visit(node) for each value that the line gives, where it is named; some more than once. Of a line that is not const it may change
// which node that is.
template <class AnyLine, class Visit>
void visit_values(AnyLine& line, const Visit& visit) {
  if (line.event != no_event) visit(line.event);
  for (auto& step : line.steps) {
    visit(step.after);
    if (step.has_limit) visit(step.limit), visit(step.used);
  }
  for (auto& output : line.outputs) {
    visit(output.value), visit(output.present);
    for (auto& member : output.members) visit(member);
  }
}

// The same, and the conditions of the grounds.
template <class AnyLine, class Visit>
void visit_results(AnyLine& line, const Visit& visit) {
  for (auto& ground : line.grounds) visit(ground.condition);
  visit_values(line, visit);
}

}  // namespace pol::ir
