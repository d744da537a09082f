// What is skipped where it does not matter, and that everything stands behind what it reads.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

#include "ir/build.h"
#include "ir/last_turns.h"
#include "ir/schedule.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t old = 0, insured = 1, birth = 2, list = 3, amount = 4, counts = 5;

std::vector<Slot> slots() {
  return {{Storage::truth, 16, no_list, 0, 0, 0, true}, {Storage::truth, 17, no_list, 1, 0, 0, true},
          {Storage::date, 20, no_list, 2, 0, 0, true},  {Storage::list, 24, no_list, 3, 24, 1, false},
          {Storage::number, 16, list, 0, 0, 0, true},   {Storage::truth, 8, list, 1, 0, 0, true}};
}

// Work enough for a stretch: a day so many months after birth.
NodeId day(Builder& build, std::int64_t months, std::uint32_t loop = no_loop) {
  const NodeId from = loop == no_loop ? build.number_leaf(birth, 0, 40000) : build.number_leaf(amount, 0, 40000, loop);
  return build.add_months(from, build.number(months), MonthEnd::clamp, 0, 80000);
}

Schedule make(const Line& line) {
  const std::vector<bool> all(line.nodes.size(), true);
  return schedule(line, all, find_relevance(line, all));
}

// The stretches around the node, outermost first; nothing where it has no turn.
std::optional<std::vector<std::uint32_t>> around(const std::vector<Turn>& turns, NodeId id) {
  std::vector<std::uint32_t> open;
  for (const Turn& turn : turns) {
    if (turn.kind == Turn::Kind::begin) open.push_back(turn.index);
    if (turn.kind == Turn::Kind::end) open.pop_back();
    if (turn.kind == Turn::Kind::node && turn.index == id) return open;
  }
  return std::nullopt;
}

NodeId find(const Line& line, Op op) {
  const auto found = std::find_if(line.nodes.begin(), line.nodes.end(), [op](const Node& node) { return node.op == op; });
  REQUIRE(found != line.nodes.end());
  return static_cast<NodeId>(found - line.nodes.begin());
}

}  // namespace

TEST_CASE("a conjunct behind another matters where that may be yes") {
  Builder build;
  const NodeId late = build.compare(Op::less, build.number(20000), day(build, 12));
  const Line line = build.finish("line", no_event, {{build.all_of({build.truth_leaf(old), late})}}, {}, slots());
  const Schedule made = make(line);
  CHECK(around(made.line, find(line, Op::logical_and))->empty());
  const auto stretches = around(made.line, find(line, Op::add_months));
  REQUIRE(stretches->size() == 1);
  const std::vector<Gate>& gates = made.stretches[stretches->front()];
  REQUIRE(gates.size() == 1);
  CHECK(line.nodes[gates[0].subject].fact == old);
  CHECK(gates[0].accepts.words == std::vector<std::uint64_t>{2});  // yes
}

TEST_CASE("what another reads as well, or what is little work, is computed always") {
  Builder build;
  const NodeId late = build.compare(Op::less, build.number(20000), day(build, 12));
  const NodeId both = build.all_of({build.truth_leaf(old), late, build.truth_leaf(insured)});
  const Line line = build.finish("line", no_event, {{both}, {late}}, {}, slots());
  const Schedule made = make(line);
  CHECK(made.stretches.empty());
  CHECK(made.line.size() == line.nodes.size());
}

TEST_CASE("a branch matters where it may be taken; what both branches read, always") {
  Builder build;
  const NodeId both = day(build, 1);
  const NodeId one = build.arithmetic(Op::add, both, day(build, 2), 0, 200000);
  const NodeId chosen = build.choose(build.truth_leaf(old), {{{2}}, {{1}}}, {one, both}, 0, 200000);
  const Line line = build.finish("line", no_event, {}, {{chosen}}, slots());
  const Schedule made = make(line);
  CHECK(around(made.line, find(line, Op::add_months))->empty());
  CHECK(around(made.line, find(line, Op::add))->size() == 1);
}

TEST_CASE("an output that is absent is not looked at") {
  Builder build;
  const NodeId shown = build.truth_leaf(old), value = day(build, 1);
  const Line line = build.finish("question", build.number(0), {}, {}, slots(), {{value, shown, false}});
  CHECK(around(make(line).line, find(line, Op::add_months))->size() == 1);
}

TEST_CASE("in a loop each element is asked; what stands outside is there for all") {
  Builder build;
  const NodeId outside = day(build, 3);
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId late = build.compare(Op::less, outside, day(build, 12, loop));
  const NodeId sum = build.any_element(loop, build.all_of({build.truth_leaf(counts, loop), late}));
  const Line line = build.finish("line", no_event, {{sum}}, {}, slots());
  const Schedule made = make(line);
  REQUIRE(made.loops.size() == 1);
  const NodeId inside = static_cast<NodeId>(
      std::find_if(line.nodes.begin(), line.nodes.end(), [](const Node& node) { return node.op == Op::add_months && node.loop == 0; }) -
      line.nodes.begin());
  CHECK(around(made.loops[0], inside)->size() == 1);
  CHECK_FALSE(around(made.line, inside).has_value());
  CHECK(around(made.line, find(line, Op::any_element))->empty());
  CHECK(find_last_turns(line, made)[line.nodes[find(line, Op::any_element)].operands[0]] == after_all);
}

TEST_CASE("every node has one turn, behind what it reads and the gates around it") {
  // Two conditions whose parts read one another across their gates.
  Builder build;
  const NodeId first = build.truth_leaf(old), second = build.truth_leaf(insured);
  const NodeId a = build.compare(Op::less, day(build, 1), build.number(10));
  const NodeId of_first = build.all_of({first, a});
  const NodeId b = build.any_of({of_first, build.compare(Op::less, day(build, 2), build.number(20))});
  const NodeId of_second = build.all_of({second, b});
  const NodeId c = build.any_of({of_second, build.compare(Op::less, day(build, 3), build.number(30))});
  const Line line = build.finish("line", no_event, {{build.all_of({first, c})}, {of_first}, {of_second}}, {}, slots());
  const Schedule made = make(line);
  std::vector<bool> done(line.nodes.size());
  for (const Turn& turn : made.line) {
    if (turn.kind == Turn::Kind::begin) {
      for (const Gate& gate : made.stretches[turn.index]) CHECK(done[gate.subject]);
    }
    if (turn.kind != Turn::Kind::node) continue;
    CHECK_FALSE(done[turn.index]);
    for (const NodeId operand : line.nodes[turn.index].operands) CHECK(done[operand]);
    done[turn.index] = true;
  }
  CHECK(std::all_of(done.begin(), done.end(), [](bool made) { return made; }));
  CHECK_FALSE(made.stretches.empty());
}

}  // namespace pol::ir
