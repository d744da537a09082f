// The line that a builder's nodes make: what is read is kept, in its order, and everything that refers to it is renumbered.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "ir/build.h"
#include "ir/loops.h"
#include "ir/results.h"

namespace pol::ir {

namespace {

std::vector<bool> find_live(const std::vector<Node>& nodes, const Line& line) {
  std::vector<bool> live(nodes.size());
  visit_results(line, [&live](NodeId id) { live.at(id) = true; });
  for (std::size_t k = nodes.size(); k-- > 0;) {
    if (!live[k]) continue;
    for (const NodeId operand : nodes[k].operands) live[operand] = true;
  }
  return live;
}

void keep_once(std::vector<std::uint32_t>& facts) {
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
}

// Loops without a living result are gone; the others close up, each before the one around it.
void renumber_loops(Line& line, const std::vector<Loop>& loops) {
  std::vector<std::uint32_t> now(loops.size(), no_loop);
  for (Node& node : line.nodes) {
    if (!closes_loop(node.op)) continue;
    const auto loop = static_cast<std::size_t>(node.value);
    if (now.at(loop) != no_loop) throw std::logic_error("a loop has two results");
    now[loop] = static_cast<std::uint32_t>(line.loops.size());
    line.loops.push_back({loops[loop].list, {}, loops[loop].parent, loops[loop].holder});
    node.value = now[loop];
  }
  const auto renumber = [&now](std::uint32_t& loop) {
    if (loop == no_loop) return;
    loop = now.at(loop);
    if (loop == no_loop) throw std::logic_error("an element is read outside its loop");
  };
  for (Node& node : line.nodes) renumber(node.loop);
  for (Loop& loop : line.loops) {
    renumber(loop.parent);
    renumber(loop.holder);
  }
}

void find_leaves(Line& line, const std::vector<Slot>& slots) {
  for (const Node& node : line.nodes) {
    if (node.op != Op::leaf || !slots.at(node.fact).may_be_unknown) continue;
    (node.loop == no_loop ? line.leaves : line.loops.at(node.loop).leaves).push_back(node.fact);
  }
  keep_once(line.leaves);
  for (Loop& loop : line.loops) keep_once(loop.leaves);
}

}  // namespace

Line Builder::finish(std::string name, NodeId event, std::vector<Ground> grounds, std::vector<Step> steps, const std::vector<Slot>& slots,
                     std::vector<Output> outputs) {
  Line line{std::move(name), {}, event, std::move(grounds), std::move(steps), {}, {}, std::move(outputs), std::move(areas_), false};
  const std::vector<bool> live = find_live(nodes_, line);
  std::vector<NodeId> now(nodes_.size());
  for (std::size_t k = 0; k < nodes_.size(); ++k) {
    if (!live[k]) continue;
    now[k] = static_cast<NodeId>(line.nodes.size());
    Node node = std::move(nodes_[k]);
    for (NodeId& operand : node.operands) operand = now[operand];
    line.nodes.push_back(std::move(node));
  }
  visit_results(line, [&now](NodeId& id) { id = now[id]; });
  renumber_loops(line, loops_);
  find_leaves(line, slots);
  nodes_.clear();
  known_.clear();
  loops_.clear();
  reads_.clear();
  areas_.clear();
  return line;
}

}  // namespace pol::ir
