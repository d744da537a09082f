#include "ir/build.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "ir/make_node.h"
#include "ir/mask.h"

namespace pol::ir {

namespace {

// Nothing where the result would not fit: then the node stays, and its proven range says what is wrong.
std::optional<std::int64_t> fold_constants(Op op, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  switch (op) {
    case Op::add: return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case Op::subtract: return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case Op::multiply: return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case Op::smaller: return std::min(left, right);
    case Op::larger: return std::max(left, right);
    default: return std::nullopt;
  }
}

bool compare_values(Op op, std::int64_t left, std::int64_t right) {
  if (op == Op::less) return left < right;
  return op == Op::less_equal ? left <= right : left == right;
}

}  // namespace

// A leaf has its loop already; every other node the innermost of its operands'.
std::uint32_t Builder::loop_of(const Node& node) const {
  std::uint32_t loop = node.loop;
  for (const NodeId operand : node.operands) {
    const std::uint32_t other = nodes_.at(operand).loop;
    if (is_within(loop, other)) continue;
    if (!is_within(other, loop)) throw std::logic_error("a node reads elements of two loops");
    loop = other;
  }
  if (loop != no_loop && loop >= loops_.size()) throw std::logic_error("there is no such loop");
  return loop;
}

NodeId Builder::add(Node node) {
  node.loop = loop_of(node);
  if (node.loop != no_loop) note_reads(node, node.loop);
  const auto [place, added] = known_.try_emplace(node, static_cast<NodeId>(nodes_.size()));
  if (added) nodes_.push_back(std::move(node));
  return place->second;
}

NodeId Builder::truth(bool value) {
  Node node = node_of(Op::constant, Shape::truth);
  node.value = value ? 1 : 0;
  return add(std::move(node));
}

NodeId Builder::choice_case(std::uint32_t ordinal, std::uint32_t cases) {
  Node node = node_of(Op::constant, Shape::choice_case);
  node.value = ordinal;
  node.cases = cases;
  return add(std::move(node));
}

NodeId Builder::number(std::int64_t value) {
  Node node = number_of(Op::constant, {}, value, value);
  node.value = value;
  return add(std::move(node));
}

NodeId Builder::truth_leaf(std::uint32_t fact, std::uint32_t loop) {
  Node node = node_of(Op::leaf, Shape::truth);
  node.fact = fact;
  node.loop = loop;
  return add(std::move(node));
}

NodeId Builder::case_leaf(std::uint32_t fact, std::uint32_t cases, std::uint32_t loop) {
  Node node = node_of(Op::leaf, Shape::choice_case);
  node.fact = fact;
  node.loop = loop;
  node.cases = cases;
  return add(std::move(node));
}

NodeId Builder::text_leaf(std::uint32_t fact, std::uint32_t loop) {
  Node node = node_of(Op::leaf, Shape::text);
  node.fact = fact;
  node.loop = loop;
  return add(std::move(node));
}

NodeId Builder::same_text(NodeId left, NodeId right) { return add(node_of(Op::same_text, Shape::truth, {left, right})); }

NodeId Builder::set_leaf(std::uint32_t fact, std::uint32_t cases, std::uint32_t loop) {
  Node node = node_of(Op::leaf, Shape::set);
  node.fact = fact;
  node.loop = loop;
  node.cases = cases;
  return add(std::move(node));
}

NodeId Builder::number_leaf(std::uint32_t fact, Int256 from, Int256 to, std::uint32_t loop) {
  Node node = number_of(Op::leaf, {}, from, to);
  node.fact = fact;
  node.loop = loop;
  return add(std::move(node));
}

NodeId Builder::present(std::uint32_t fact, std::uint32_t loop) {
  Node node = node_of(Op::present, Shape::truth);
  node.fact = fact;
  node.loop = loop;
  return add(std::move(node));
}

NodeId Builder::negate(NodeId operand) {
  const Node& inner = nodes_.at(operand);
  if (inner.op == Op::constant) return truth(inner.value == 0);
  if (inner.op == Op::logical_not) return inner.operands.front();
  return add(node_of(Op::logical_not, Shape::truth, {operand}));
}

// Flattening keeps what an open result rests on: where the outer node is open, an inner one is open exactly where one of its operands is.
NodeId Builder::connect(Op op, const std::vector<NodeId>& truths) {
  const bool neutral = op == Op::logical_and;
  std::vector<NodeId> operands;
  const auto take = [&](NodeId id) {
    if (is_constant(id) && (nodes_[id].value != 0) == neutral) return;
    if (std::find(operands.begin(), operands.end(), id) == operands.end()) operands.push_back(id);
  };
  for (const NodeId id : truths) {
    if (nodes_.at(id).op == op) {
      for (const NodeId inner : nodes_[id].operands) take(inner);
    } else {
      take(id);
    }
  }
  const bool decided = std::any_of(operands.begin(), operands.end(), [this](NodeId id) { return is_constant(id); });
  if (decided) return truth(!neutral);
  if (operands.empty()) return truth(neutral);
  return operands.size() == 1 ? operands.front() : add(node_of(op, Shape::truth, std::move(operands)));
}

NodeId Builder::all_of(const std::vector<NodeId>& truths) { return connect(Op::logical_and, truths); }

NodeId Builder::any_of(const std::vector<NodeId>& truths) { return connect(Op::logical_or, truths); }

NodeId Builder::proved(NodeId operand) {
  if (is_constant(operand) || nodes_[operand].op == Op::proved || nodes_[operand].op == Op::present) return operand;
  return add(node_of(Op::proved, Shape::truth, {operand}));
}

NodeId Builder::compare(Op op, NodeId left, NodeId right) {
  if (is_constant(left) && is_constant(right)) return truth(compare_values(op, nodes_[left].value, nodes_[right].value));
  return add(node_of(op, Shape::truth, {left, right}));
}

NodeId Builder::is_case(NodeId subject, Mask mask) {
  const std::size_t members = count(mask);
  if (members == 0 || members == nodes_.at(subject).cases) return truth(members != 0);
  if (is_constant(subject)) return truth(contains(mask, static_cast<std::uint64_t>(nodes_[subject].value)));
  Node node = node_of(Op::is_case, Shape::truth, {subject});
  node.mask = std::move(mask);
  return add(std::move(node));
}

NodeId Builder::has(Op op, NodeId set, Mask mask) {
  if (count(mask) == 0) return truth(op == Op::has_all);
  Node node = node_of(op, Shape::truth, {set});
  node.mask = std::move(mask);
  return add(std::move(node));
}

NodeId Builder::arithmetic(Op op, NodeId left, NodeId right, Int256 from, Int256 to) {
  if (is_constant(left) && is_constant(right)) {
    if (const auto value = fold_constants(op, nodes_[left].value, nodes_[right].value)) return number(*value);
  }
  return add(number_of(op, {left, right}, from, to));
}

NodeId Builder::add_months(NodeId date, NodeId months, MonthEnd end, Int256 from, Int256 to) {
  Node node = number_of(Op::add_months, {date, months}, from, to);
  node.end = end;
  return add(std::move(node));
}

NodeId Builder::completed_years(NodeId birth, NodeId day, MonthEnd end, Int256 from, Int256 to) {
  Node node = number_of(Op::completed_years, {birth, day}, from, to);
  node.end = end;
  return add(std::move(node));
}

// Branches with the same value become one. One branch left is its value only where that is a constant: anything else would rest on the
// subject as well.
NodeId Builder::choose(NodeId subject, const std::vector<Mask>& branches, const std::vector<NodeId>& values, Int256 from, Int256 to) {
  if (branches.size() != values.size() || values.empty()) throw std::logic_error("a choice needs a value for each of its branches");
  if (is_constant(subject)) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (contains(branches[k], static_cast<std::uint64_t>(nodes_[subject].value))) return values[k];
    }
    throw std::logic_error("a choice has no branch for its subject");
  }
  const Node& like = nodes_.at(values.front());
  Node node = node_of(Op::choose, like.shape, {subject});
  node.cases = like.cases;
  if (like.shape == Shape::number) node.from = from, node.to = to;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (count(branches[k]) == 0) continue;
    const auto same = std::find(node.operands.begin() + 1, node.operands.end(), values[k]);
    if (same == node.operands.end()) {
      node.operands.push_back(values[k]);
      node.branches.push_back(branches[k]);
    } else {
      Mask& branch = node.branches[static_cast<std::size_t>(same - node.operands.begin()) - 1];
      branch = join(branch, branches[k]);
    }
  }
  if (node.branches.size() == 1 && is_constant(node.operands[1])) return node.operands[1];
  return add(std::move(node));
}

NodeId Builder::history_amount(Mask benefits, Int256 from, Int256 to, std::optional<NodeId> event) {
  Node node = number_of(Op::history_amount, {}, from, to);
  if (event) node.operands.push_back(*event);
  node.mask = std::move(benefits);
  return add(std::move(node));
}

NodeId Builder::first_event_date(std::uint32_t benefit, Int256 from, Int256 to) {
  Node node = number_of(Op::first_event_date, {}, from, to);
  node.value = benefit;
  return add(std::move(node));
}

}  // namespace pol::ir
