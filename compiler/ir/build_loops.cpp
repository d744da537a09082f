// Loops over the elements of a list, and the one node of each that is read from outside.
#include <stdexcept>
#include <utility>

#include "ir/build.h"
#include "ir/loops.h"
#include "ir/make_node.h"

namespace pol::ir {

std::uint32_t Builder::begin_loop(std::uint32_t list, std::uint32_t around, std::uint32_t holder) {
  if (around != no_loop && around >= loops_.size()) throw std::logic_error("there is no such loop");
  if (!is_within(around, holder)) throw std::logic_error("a list lies in an element that is not meant");
  loops_.push_back({list, {}, around, holder});
  reads_.emplace_back();
  if (holder != no_loop) reads_.back().insert(holder);
  return static_cast<std::uint32_t>(loops_.size()) - 1;
}

bool Builder::is_within(std::uint32_t loop, std::uint32_t outer) const {
  return ir::is_within(loop, outer, [this](std::uint32_t k) { return loops_.at(k).parent; });
}

void Builder::note_reads(const Node& node, std::uint32_t loop) {
  for (const NodeId operand : node.operands) {
    const std::uint32_t read = nodes_.at(operand).loop;
    if (read != no_loop && read != loop) reads_[loop].insert(read);
  }
}

// Its parent becomes the innermost loop that it reads, which then reads the others.
void Builder::settle_parent(std::uint32_t loop) {
  std::uint32_t innermost = no_loop;
  for (const std::uint32_t read : reads_[loop]) {
    if (is_within(read, innermost)) innermost = read;
  }
  loops_[loop].parent = innermost;
  for (const std::uint32_t read : reads_[loop]) {
    if (read != innermost) reads_[innermost].insert(read);
  }
}

// Stands outside the loop that it closes, so it takes over the loop around that one. Never one that is known already: each loop has its
// own.
NodeId Builder::add_result(Node node, std::uint32_t loop) {
  if (loop >= loops_.size()) throw std::logic_error("there is no such loop");
  if (!is_within(loop, loop_of(node))) throw std::logic_error("the result of a loop reads another loop");
  note_reads(node, loop);
  settle_parent(loop);
  node.value = loop;
  node.loop = loops_[loop].parent;
  nodes_.push_back(std::move(node));
  return static_cast<NodeId>(nodes_.size()) - 1;
}

NodeId Builder::any_element(std::uint32_t loop, NodeId truth) {
  if (is_constant(truth) && nodes_[truth].value == 0) return truth;
  return add_result(node_of(Op::any_element, Shape::truth, {truth}), loop);
}

NodeId Builder::sum_elements(std::uint32_t loop, NodeId number, Int256 from, Int256 to) {
  if (is_constant(number) && nodes_[number].value == 0) return number;
  return add_result(number_of(Op::sum_elements, {number}, from, to), loop);
}

NodeId Builder::extreme_element(Op op, std::uint32_t loop, NodeId where, NodeId body, NodeId otherwise, Int256 from, Int256 to) {
  if (!is_within(loops_.at(loop).parent, nodes_.at(otherwise).loop))
    throw std::logic_error("what holds where no element is there reads an element");
  return add_result(number_of(op, {where, body, otherwise}, from, to), loop);
}

NodeId Builder::element_index(std::uint32_t loop, Int256 to) {
  Node node = number_of(Op::element_index, {}, 0, to);
  node.loop = loop;
  return add(std::move(node));
}

Node Builder::rows(Op op, std::uint32_t list, NodeId where, const std::vector<std::pair<NodeId, NodeId>>& fields) {
  Node node = node_of(op, Shape::truth, {where});
  for (const auto& [present, value] : fields) node.operands.insert(node.operands.end(), {present, value});
  node.split = static_cast<std::uint32_t>(areas_.size());
  areas_.push_back({list, static_cast<std::uint32_t>(fields.size())});
  return node;
}

NodeId Builder::list_rows(std::uint32_t loop, NodeId where, const std::vector<std::pair<NodeId, NodeId>>& fields) {
  return add_result(rows(Op::list_rows, loops_.at(loop).list, where, fields), loop);
}

NodeId Builder::one_row(NodeId where, const std::vector<std::pair<NodeId, NodeId>>& fields) {
  return add(rows(Op::one_row, no_list, where, fields));
}

NodeId Builder::running(std::uint32_t loop, Int256 from, Int256 to) {
  Node node = number_of(Op::running, {}, from, to);
  node.loop = loop;
  return add(std::move(node));
}

NodeId Builder::fold(std::uint32_t loop, NodeId start, NodeId body, Sorted sorted, std::optional<NodeId> key, Int256 from, Int256 to) {
  if (!is_within(loops_.at(loop).parent, nodes_.at(start).loop)) throw std::logic_error("what a fold starts with reads an element");
  if (key.has_value() != (sorted != Sorted::no)) throw std::logic_error("a key sorts, and nothing else does");
  Node node = number_of(Op::fold, {start, body}, from, to);
  if (key) node.operands.push_back(*key);
  node.sorted = sorted;
  return add_result(std::move(node), loop);
}

}  // namespace pol::ir
