// What lines have in common, found among lines that the builder makes.
#include <doctest/doctest.h>

#include <algorithm>

#include "ir/build.h"
#include "ir/shared.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t age = 0, limit = 1, list = 2, amount = 3;

Program record() {
  Program program;
  program.slots = {{Storage::number, 16, no_list, 0, 0, 0, true},
                   {Storage::number, 24, no_list, 1, 0, 0, true},
                   {Storage::list, 32, no_list, 2, 24, 1, false},
                   {Storage::number, 16, list, 0, 0, 0, true}};
  return program;
}

// Too old; how much of the limit the past has left; the list's sum. `most` stands in the list's loop.
Line line(const Program& program, std::int64_t oldest, std::int64_t most = 10) {
  Builder build;
  const NodeId too_old = build.compare(Op::less, build.number(oldest), build.number_leaf(age, 0, 150));
  const NodeId paid = build.history_amount({{1}}, 0, 1000);
  const NodeId left = build.arithmetic(Op::subtract, build.number_leaf(limit, 0, 100), paid, -1000, 100);
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId each = build.arithmetic(Op::smaller, build.number_leaf(amount, 0, 10, loop), build.number(most), 0, 10);
  const NodeId sum = build.sum_elements(loop, each, 0, 1000);
  return build.finish("line", no_event, {{too_old}}, {{left}, {sum}}, program.slots);
}

std::size_t count(const Shared& shared, Op op) {
  return static_cast<std::size_t>(
      std::count_if(shared.line.nodes.begin(), shared.line.nodes.end(), [op](const Node& node) { return node.op == op; }));
}

}  // namespace

TEST_CASE("lines share what is the same node for node, and not the past") {
  Program program = record();
  program.lines = {line(program, 60), line(program, 60), line(program, 70)};
  const Shared shared = find_shared(program);
  CHECK(count(shared, Op::less) == 1);
  CHECK(count(shared, Op::history_amount) == 0);
  CHECK(count(shared, Op::subtract) == 0);
  for (std::size_t l = 0; l < 3; ++l) {
    for (std::size_t k = 0; k < program.lines[l].nodes.size(); ++k) {
      const Node& own = program.lines[l].nodes[k];
      const NodeId place = shared.places[l][k];
      if (place < within_shared) CHECK(shared.line.nodes[place].op == own.op);
      if (own.op == Op::less) CHECK((place == not_shared) == (l == 2));
    }
  }
}

TEST_CASE("a loop is shared whole, or not at all") {
  Program program = record();
  program.lines = {line(program, 60), line(program, 70, 9), line(program, 70)};
  const Shared shared = find_shared(program);
  CHECK(count(shared, Op::sum_elements) == 1);
  CHECK(count(shared, Op::smaller) == 1);
  CHECK(shared.line.loops.size() == 1);
  for (std::size_t l = 0; l < 3; ++l) {
    for (std::size_t k = 0; k < program.lines[l].nodes.size(); ++k) {
      const Node& own = program.lines[l].nodes[k];
      if (own.loop != no_loop) CHECK(shared.places[l][k] == (l == 1 ? not_shared : within_shared));
    }
  }
}

TEST_CASE("what only shared nodes read is not left for the lines; grounds are told in planes") {
  Program program = record();
  program.lines = {line(program, 60), line(program, 60)};
  const Shared shared = find_shared(program);
  CHECK(shared.grounds == 1);
  for (std::size_t k = 0; k < shared.line.nodes.size(); ++k) {
    const Node& node = shared.line.nodes[k];
    CHECK((shared.ground_bits[k] == 0) == (node.op == Op::less));
    CHECK(shared.read[k] == (node.op == Op::sum_elements || (node.op == Op::leaf && node.fact == limit)));
  }
}

TEST_CASE("a question shares with the lines that it asks for, another does not") {
  Program program = record();
  program.lines = {line(program, 60)};
  program.questions = {line(program, 60)};
  CHECK(find_shared(program).line.nodes.empty());
  program.questions.front().asks_for_lines = true;
  const Shared shared = find_shared(program);
  CHECK(count(shared, Op::less) == 1);
  CHECK(shared.places.size() == 2);
}

// The same sum made twice is two loops, and what they read stands there once.
TEST_CASE("what one line computes twice is not what lines share") {
  Program program = record();
  Builder build;
  const NodeId cap = build.arithmetic(Op::add, build.number_leaf(limit, 0, 100), build.number(1), 1, 101);
  std::vector<Step> steps;
  for (int k = 0; k < 2; ++k) {
    const std::uint32_t loop = build.begin_loop(list);
    const NodeId each = build.arithmetic(Op::smaller, build.number_leaf(amount, 0, 10, loop), cap, 0, 10);
    steps.push_back({build.sum_elements(loop, each, 0, 1000)});
  }
  program.lines = {build.finish("line", no_event, {}, steps, program.slots), line(program, 60), line(program, 70)};
  const Shared shared = find_shared(program);
  for (std::size_t k = 0; k < shared.line.nodes.size(); ++k) {
    for (const NodeId operand : shared.line.nodes[k].operands) CHECK(operand < k);
  }
  CHECK(count(shared, Op::sum_elements) == 1);  // of the other two
}

TEST_CASE("lines that have little in common share nothing of it") {
  Program program = record();
  program.lines.assign(2, line(program, 60));
  for (std::int64_t oldest = 61; oldest < 67; ++oldest) program.lines.push_back(line(program, oldest));
  CHECK(count(find_shared(program), Op::less) == 0);  // two of eight
}

}  // namespace pol::ir
