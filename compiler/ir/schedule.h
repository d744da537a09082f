// In which order a function computes its nodes, and which of them only where they matter.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ir/relevance.h"

namespace pol::ir {

// A node; nodes that close loops over one list which run together; or where a stretch begins that is skipped unless all its gates are open,
// or where it ends. Stretches stand one in the other, or one behind the other.
struct Turn {
  enum class Kind { node, together, begin, end };
  Kind kind;
  std::uint32_t index;  // the node; which of `together`; the stretch
};

struct Schedule {
  std::vector<Turn> line;                     // the nodes of no loop
  std::size_t first_ones = 0;                 // the turns of `line` that make what is wanted first
  std::vector<std::vector<Turn>> loops;       // by loop: its nodes, for one element
  std::vector<std::vector<Gate>> stretches;   // the gates of each
  std::vector<std::vector<NodeId>> together;  // the nodes of each, two at least
};

// The nodes that are `computed` and matter somewhere. A stretch is made where it skips work enough to be worth the question. `first`: nodes
// that are made before all that is not read for them.
Schedule schedule(const Line& line, const std::vector<bool>& computed, const Relevance& relevance, const std::vector<NodeId>& first = {});

// Calls visit(node) for the nodes of a turn.
template <class Visit>
void visit_nodes(const Schedule& schedule, const Turn& turn, const Visit& visit) {
  if (turn.kind == Turn::Kind::node) visit(static_cast<NodeId>(turn.index));
  if (turn.kind == Turn::Kind::together) std::for_each(schedule.together[turn.index].begin(), schedule.together[turn.index].end(), visit);
}

// By loop, the node that closes it.
std::vector<NodeId> results_of_loops(const Line& line);

}  // namespace pol::ir
