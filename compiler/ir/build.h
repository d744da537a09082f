// Builds the nodes of one line. The only door through which lowering makes them: equal nodes are made once, constants are folded where the
// result is the same set resting on the same facts, `and` and `or` are flattened. A node made from nodes of a loop belongs to that loop,
// the innermost of several; one made from nodes of two loops side by side is a defect and throws. finish() drops what nothing reads and
// lists the leaves.
//
// Ranges (`from`, `to`) are given by the caller, who has them proved; both ends included.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ir/ir.h"
#include "ir/node_hash.h"

namespace pol::ir {

class Builder {
 public:
  NodeId truth(bool value);
  NodeId choice_case(std::uint32_t ordinal, std::uint32_t cases);
  NodeId number(std::int64_t value);

  // `loop`: of the element that the loop is at, where the fact is a member of its list.
  NodeId truth_leaf(std::uint32_t fact, std::uint32_t loop = no_loop);
  NodeId case_leaf(std::uint32_t fact, std::uint32_t cases, std::uint32_t loop = no_loop);
  NodeId set_leaf(std::uint32_t fact, std::uint32_t cases, std::uint32_t loop = no_loop);
  NodeId number_leaf(std::uint32_t fact, Int256 from, Int256 to, std::uint32_t loop = no_loop);
  NodeId text_leaf(std::uint32_t fact, std::uint32_t loop = no_loop);
  NodeId present(std::uint32_t fact, std::uint32_t loop = no_loop);

  NodeId negate(NodeId truth);
  NodeId all_of(const std::vector<NodeId>& truths);  // of none: yes
  NodeId any_of(const std::vector<NodeId>& truths);  // of none: no
  NodeId proved(NodeId truth);

  NodeId compare(Op op, NodeId left, NodeId right);  // less, less_equal, equal
  NodeId is_case(NodeId subject, Mask mask);
  NodeId has(Op op, NodeId set, Mask mask);  // has_all, has_any

  NodeId arithmetic(Op op, NodeId left, NodeId right, Int256 from, Int256 to);  // add to larger
  NodeId add_months(NodeId date, NodeId months, MonthEnd end, Int256 from, Int256 to);
  NodeId completed_years(NodeId birth, NodeId day, MonthEnd end, Int256 from, Int256 to);

  // One value for each branch; the branches share out all cases. Range: numbers only.
  NodeId choose(NodeId subject, const std::vector<Mask>& branches, const std::vector<NodeId>& values, Int256 from, Int256 to);

  NodeId element_index(std::uint32_t loop, Int256 to);
  NodeId remainder(NodeId factor, NodeId other, NodeId divisor, Int256 to);
  NodeId same_text(NodeId left, NodeId right);
  NodeId band(NodeId number, std::vector<std::int64_t> starts);
  // At least one numerator; without denominators only the rounding to `unit` is left.
  NodeId round_quotient(std::vector<NodeId> numerators, const std::vector<NodeId>& denominators, RoundingMode mode, std::int64_t unit,
                        Int256 from, Int256 to);
  NodeId compare_products(Op op, std::vector<NodeId> left,
                          const std::vector<NodeId>& right);  // less, less_equal, equal; one factor or more

  // A loop over a list (a fact), perhaps among the body of another, `around`; then its own body, then exactly one of the results. Its
  // parent is the innermost loop around it of which it reads something: what does not change runs once. `holder`: in whose elements the
  // list lies.
  std::uint32_t begin_loop(std::uint32_t list, std::uint32_t around = no_loop, std::uint32_t holder = no_loop);
  NodeId any_element(std::uint32_t loop, NodeId truth);
  NodeId sum_elements(std::uint32_t loop, NodeId number, Int256 from, Int256 to);
  NodeId extreme_element(Op op, std::uint32_t loop, NodeId where, NodeId body, NodeId otherwise, Int256 from, Int256 to);
  // Each field: whether it is there, and its value.
  NodeId list_rows(std::uint32_t loop, NodeId where, const std::vector<std::pair<NodeId, NodeId>>& fields);
  NodeId one_row(NodeId where, const std::vector<std::pair<NodeId, NodeId>>& fields);
  NodeId running(std::uint32_t loop, Int256 from, Int256 to);  // may stand in a fold's body and nowhere else
  // `key` where it is sorted.
  NodeId fold(std::uint32_t loop, NodeId start, NodeId body, Sorted sorted, std::optional<NodeId> key, Int256 from, Int256 to);

  // With `event`: only what was paid for that event date.
  NodeId history_amount(Mask benefits, Int256 from, Int256 to, std::optional<NodeId> event = {});
  NodeId first_event_date(std::uint32_t benefit, Int256 from, Int256 to);

  const Node& node(NodeId id) const { return nodes_.at(id); }

  // `slots` tell which leaves may be unknown. The builder is empty afterwards.
  Line finish(std::string name, NodeId event, std::vector<Ground> grounds, std::vector<Step> steps, const std::vector<Slot>& slots,
              std::vector<Output> outputs = {});

 private:
  Node rows(Op op, std::uint32_t list, NodeId where, const std::vector<std::pair<NodeId, NodeId>>& fields);
  NodeId add(Node node);
  NodeId add_result(Node node, std::uint32_t loop);
  std::uint32_t loop_of(const Node& node) const;
  void note_reads(const Node& node, std::uint32_t loop);
  void settle_parent(std::uint32_t loop);
  bool is_within(std::uint32_t loop, std::uint32_t outer) const;
  NodeId connect(Op op, const std::vector<NodeId>& truths);
  bool is_constant(NodeId id) const { return nodes_[id].op == Op::constant; }

  std::vector<Node> nodes_;
  std::vector<Loop> loops_;
  std::vector<RowArea> areas_;
  std::vector<std::set<std::uint32_t>> reads_;  // of each loop: the others whose nodes it reads
  std::unordered_map<Node, NodeId, NodeHash> known_;
};

}  // namespace pol::ir
