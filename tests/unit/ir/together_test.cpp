// What is computed together: loops over one list, terms that several conjunctions have; and what explaining can leave out.
#include <doctest/doctest.h>

#include <algorithm>

#include "ir/build.h"
#include "ir/common_terms.h"
#include "ir/schedule.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t first_truth = 0, list = 4, other_list = 5, amount = 6, other_amount = 7;

std::vector<Slot> slots() {
  std::vector<Slot> slots;
  for (std::uint32_t k = 0; k < 4; ++k) slots.push_back({Storage::truth, 16 + k, no_list, k, 0, 0, true});
  slots.push_back({Storage::list, 24, no_list, 4, 24, 1, false});
  slots.push_back({Storage::list, 40, no_list, 5, 24, 1, false});
  slots.push_back({Storage::number, 16, list, 0, 0, 0, true});
  slots.push_back({Storage::number, 16, other_list, 0, 0, 0, true});
  return slots;
}

NodeId sum(Builder& build, std::uint32_t of, NodeId plus) {
  const std::uint32_t loop = build.begin_loop(of);
  const NodeId each = build.number_leaf(of == list ? amount : other_amount, 0, 100, loop);
  return build.sum_elements(loop, build.arithmetic(Op::add, each, plus, 0, 200), 0, 200000);
}

Schedule make(const Line& line) {
  const std::vector<bool> all(line.nodes.size(), true);
  return schedule(line, all, find_relevance(line, all));
}

Line with_steps(Builder& build, const std::vector<NodeId>& numbers) {
  std::vector<Step> steps;
  for (const NodeId number : numbers) steps.push_back({number});
  return build.finish("line", no_event, {}, steps, slots());
}

// What the terms come to, as the nodes they are made of.
std::vector<std::uint32_t> spread(const CommonTerms& common, const std::vector<std::uint32_t>& terms) {
  std::vector<std::uint32_t> nodes;
  for (const std::uint32_t term : terms) {
    if (term < common.first_pair) {
      nodes.push_back(term);
      continue;
    }
    const auto& pair = common.pairs[term - common.first_pair];
    const std::vector<std::uint32_t> of_pair = spread(common, {pair[0], pair[1]});
    nodes.insert(nodes.end(), of_pair.begin(), of_pair.end());
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

}  // namespace

TEST_CASE("loops over one list run together, over another alone") {
  Builder build;
  const NodeId a = sum(build, list, build.number(1)), b = sum(build, other_list, build.number(2)), c = sum(build, list, build.number(3));
  const Line line = with_steps(build, {a, b, c});
  const Schedule made = make(line);
  REQUIRE(made.together.size() == 1);
  CHECK(made.together[0].size() == 2);
  for (const NodeId id : made.together[0]) CHECK(line.loops[static_cast<std::size_t>(line.nodes[id].value)].list == list);
  std::vector<int> turns(line.nodes.size());
  for (const Turn& turn : made.line) visit_nodes(made, turn, [&turns](NodeId id) { ++turns[id]; });
  for (std::size_t k = 0; k < turns.size(); ++k) CHECK(turns[k] == (line.nodes[k].loop == no_loop ? 1 : 0));
}

TEST_CASE("a loop that reads what another comes to runs behind it") {
  Builder build;
  const NodeId a = sum(build, list, build.number(1));
  const NodeId b = sum(build, list, build.arithmetic(Op::smaller, a, build.number(5), 0, 5));
  const Line line = with_steps(build, {a, b});
  CHECK(make(line).together.empty());
}

TEST_CASE("terms that several conjunctions have are joined; disjunctions have their own") {
  Builder build;
  const auto truth = [&build](std::uint32_t k) { return build.truth_leaf(first_truth + k); };
  const NodeId one = build.all_of({truth(0), truth(1), truth(2)}), two = build.all_of({truth(0), truth(2), truth(3)});
  const NodeId three = build.any_of({truth(0), truth(2), truth(3)});
  const Line line = build.finish("line", no_event, {{one}, {two}, {three}}, {}, slots());
  const CommonTerms common = find_common_terms(line, std::vector<bool>(line.nodes.size(), true));
  REQUIRE(common.pairs.size() == 1);
  for (const auto& node : common.pairs[0]) CHECK((line.nodes[node].fact == 0 || line.nodes[node].fact == 2));
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    const Node& node = line.nodes[k];
    if (node.op != Op::logical_and && node.op != Op::logical_or) continue;
    std::vector<std::uint32_t> operands(node.operands.begin(), node.operands.end());
    std::sort(operands.begin(), operands.end());
    CHECK(spread(common, common.terms[k]) == operands);
    CHECK(common.terms[k].size() == (node.op == Op::logical_and ? 2 : 3));
  }
}

TEST_CASE("what deciding left single is not looked into again") {
  Builder build;
  const NodeId late = build.compare(Op::less, build.number(5), sum(build, list, build.number(1)));
  const NodeId ground = build.all_of({build.truth_leaf(first_truth), late});
  const Line line = build.finish("line", no_event, {{ground}}, {}, slots());
  std::vector<bool> decided(line.nodes.size());
  decided[line.grounds[0].condition] = true;
  const Relevance relevance = find_relevance_of_rests(line, decided);
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    if (line.nodes[k].loop != no_loop) continue;
    const std::vector<Gate> gates = gates_of(relevance, relevance.at[k]);
    REQUIRE_FALSE(gates.empty());
    CHECK(gates[0].undecided);
    CHECK(gates[0].subject == line.grounds[0].condition);
  }
}

}  // namespace pol::ir
