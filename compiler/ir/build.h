// Builds the nodes of one line. The only door through which lowering makes them: equal nodes are made once, constants are folded where the
// result is the same set resting on the same facts, `and` and `or` are flattened. finish() drops what nothing reads and lists the leaves.
//
// Ranges (`from`, `to`) are given by the caller, who has them proved; both ends included.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

class Builder {
 public:
  NodeId truth(bool value);
  NodeId choice_case(std::uint32_t ordinal, std::uint32_t cases);
  NodeId number(std::int64_t value);

  NodeId truth_leaf(std::uint32_t fact);
  NodeId case_leaf(std::uint32_t fact, std::uint32_t cases);
  NodeId set_leaf(std::uint32_t fact, std::uint32_t cases);
  NodeId number_leaf(std::uint32_t fact, std::int64_t from, std::int64_t to);
  NodeId present(std::uint32_t fact);

  NodeId negate(NodeId truth);
  NodeId all_of(const std::vector<NodeId>& truths);  // of none: yes
  NodeId any_of(const std::vector<NodeId>& truths);  // of none: no
  NodeId proved(NodeId truth);

  NodeId compare(Op op, NodeId left, NodeId right);  // less, less_equal, equal
  NodeId is_case(NodeId subject, Mask mask);
  NodeId has(Op op, NodeId set, Mask mask);  // has_all, has_any

  NodeId arithmetic(Op op, NodeId left, NodeId right, std::int64_t from, std::int64_t to);  // add to larger
  NodeId add_months(NodeId date, NodeId months, MonthEnd end, std::int64_t from, std::int64_t to);
  NodeId completed_years(NodeId birth, NodeId day, MonthEnd end, std::int64_t from, std::int64_t to);

  // One value for each branch; the branches share out all cases. Range: numbers only.
  NodeId choose(NodeId subject, const std::vector<Mask>& branches, const std::vector<NodeId>& values, std::int64_t from, std::int64_t to);

  NodeId history_amount(Mask benefits, std::int64_t from, std::int64_t to);
  NodeId first_event_date(std::uint32_t benefit, std::int64_t from, std::int64_t to);

  const Node& node(NodeId id) const { return nodes_.at(id); }

  // `slots` tell which leaves may be unknown. The builder is empty afterwards.
  Line finish(std::string name, NodeId event, std::vector<Ground> grounds, std::vector<Step> steps, const std::vector<Slot>& slots);

 private:
  struct Hash {
    std::size_t operator()(const Node& node) const;
  };

  NodeId add(Node node);
  NodeId connect(Op op, const std::vector<NodeId>& truths);
  bool is_constant(NodeId id) const { return nodes_[id].op == Op::constant; }

  std::vector<Node> nodes_;
  std::unordered_map<Node, NodeId, Hash> known_;
};

}  // namespace pol::ir
