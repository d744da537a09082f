// Loops as the builder makes them, and what the verifier says where one is broken.
#include <stdexcept>

#include <doctest/doctest.h>

#include "ir/build.h"
#include "ir/loops.h"
#include "ir/print.h"
#include "ir/verify.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t list = 1, amount = 2, urgent = 3, other_list = 4, other_amount = 5;

// A limit; a list of {amount, urgent}; a list of {amount}.
Program record() {
  Program program;
  program.name = "lists";
  program.plane_words = 1;
  program.record_size = 56;
  program.slots = {{Storage::number, 16, no_list, 0, 0, 0, true}, {Storage::list, 24, no_list, 1, 32, 1, false},
                   {Storage::number, 16, list, 0, 0, 0, true},    {Storage::truth, 24, list, 1, 0, 0, true},
                   {Storage::list, 40, no_list, 4, 24, 1, false}, {Storage::number, 16, other_list, 0, 0, 0, true}};
  return program;
}

// The sum of the smaller of limit and amount, for the urgent ones.
NodeId sum_of_urgent(Builder& build) {
  const NodeId limit = build.number_leaf(0, 0, 100), none = build.number(0);
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId each = build.arithmetic(Op::smaller, limit, build.number_leaf(amount, 0, 100, loop), 0, 100);
  const NodeId counted = build.choose(build.truth_leaf(urgent, loop), {{{1}}, {{2}}}, {none, each}, 0, 100);
  return build.sum_elements(loop, counted, 0, 100'000);
}

Program with_sum() {
  Program program = record();
  Builder build;
  const NodeId sum = sum_of_urgent(build);
  program.lines.push_back(build.finish("B", build.number(0), {}, {Step{sum}}, program.slots));
  return program;
}

bool refuses(const Program& program, const std::string& what) {
  for (const std::string& sentence : verify(program)) {
    if (sentence.find(what) != std::string::npos) return true;
  }
  return false;
}

Node& node_with(Program& program, Op op) {
  for (Node& node : program.lines[0].nodes) {
    if (node.op == op) return node;
  }
  throw std::logic_error("no such node");
}

}  // namespace

TEST_CASE("what is made of elements belongs to their loop, the result to none") {
  Builder build;
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId element = build.number_leaf(amount, 0, 9, loop), five = build.number(5);
  CHECK(build.number_leaf(amount, 0, 9, loop) == element);
  CHECK(build.node(element).loop == loop);
  CHECK(build.node(build.compare(Op::less, element, five)).loop == loop);
  CHECK(build.node(build.compare(Op::less, build.number_leaf(0, 0, 9), five)).loop == no_loop);
  const NodeId any = build.any_element(loop, build.compare(Op::less, element, five));
  CHECK(build.node(any).loop == no_loop);
  CHECK(build.node(any).value == loop);
}

TEST_CASE("a loop within another runs for each of its elements where it reads them, and once where it does not") {
  Program program = record();
  Builder build;
  const std::uint32_t outer = build.begin_loop(list);
  const NodeId element = build.number_leaf(amount, 0, 9, outer);
  const std::uint32_t inner = build.begin_loop(list, outer), apart = build.begin_loop(other_list, outer);
  const NodeId smaller = build.compare(Op::less, build.number_leaf(amount, 0, 9, inner), element);
  CHECK(build.node(smaller).loop == inner);
  const NodeId any = build.any_element(inner, smaller);
  CHECK(build.node(any).loop == outer);
  const NodeId once = build.sum_elements(apart, build.number_leaf(other_amount, 0, 9, apart), 0, 9000);
  CHECK(build.node(once).loop == no_loop);
  const NodeId both = build.all_of({any, build.compare(Op::less, element, once)});
  const NodeId result = build.any_element(outer, both);
  program.lines.push_back(build.finish("B", build.number(0), {{result}}, {Step{build.number(1)}}, program.slots));
  CHECK(verify(program).empty());
  REQUIRE(program.lines[0].loops.size() == 3);
  CHECK(program.lines[0].loops[0].parent == 2);
  CHECK(program.lines[0].loops[1].parent == no_loop);
  CHECK(program.lines[0].loops[2].parent == no_loop);
  CHECK(print(program).find("  loop 0 in loop 2 list 1 leaves 2\n") != std::string::npos);
  program.lines[0].loops[0].parent = no_loop;
  CHECK(refuses(program, "does not stand in the loop around it"));
}

TEST_CASE("equal bodies of two loops are two, and never meet") {
  Builder build;
  const std::uint32_t first = build.begin_loop(list), second = build.begin_loop(list);
  const NodeId a = build.number_leaf(amount, 0, 9, first), b = build.number_leaf(amount, 0, 9, second);
  CHECK(a != b);
  CHECK_THROWS_AS(build.compare(Op::less, a, b), std::logic_error);
  CHECK_THROWS_AS(build.sum_elements(second, a, 0, 9), std::logic_error);
  CHECK_THROWS_AS(build.extreme_element(Op::smallest_element, first, build.truth(true), a, a, 0, 9), std::logic_error);
  CHECK_THROWS_AS(build.fold(first, a, a, Sorted::no, {}, 0, 9), std::logic_error);
  CHECK_THROWS_AS(build.fold(first, build.number(0), a, Sorted::rising, {}, 0, 9), std::logic_error);
  CHECK(build.sum_elements(first, build.number(1), 0, 9) != build.sum_elements(second, build.number(1), 0, 9));
}

TEST_CASE("a loop without effect is none") {
  Builder build;
  const std::uint32_t loop = build.begin_loop(list);
  CHECK(build.any_element(loop, build.truth(false)) == build.truth(false));
  CHECK(build.sum_elements(loop, build.number(0), 0, 0) == build.number(0));
  CHECK(build.node(build.any_element(loop, build.truth(true))).op == Op::any_element);
}

TEST_CASE("finish lists each loop with the leaves of its body") {
  const Program program = with_sum();
  CHECK(verify(program).empty());
  const Line& line = program.lines[0];
  CHECK(line.leaves == std::vector<std::uint32_t>{0});
  REQUIRE(line.loops.size() == 1);
  CHECK(line.loops[0].list == list);
  CHECK(line.loops[0].leaves == std::vector<std::uint32_t>{amount, urgent});
  CHECK(print(program).find("  %5 = choose %4 {0}:%1 {1}:%3 in loop 0 : number 0..100\n"
                            "  %6 = sum_elements %5 of loop 0 : number 0..100000\n") != std::string::npos);
  CHECK(print(program).find("  leaves 0\n  loop 0 list 1 leaves 2 3\n") != std::string::npos);
  CHECK(print(program).find("  fact 1 list at 24, elements of 32 bytes, planes of 1 words\n"
                            "  fact 2 number at 16 of list 1 bit 0 may be unknown\n") != std::string::npos);
}

TEST_CASE("finish drops loops that nothing reads and numbers the others by their results") {
  Program program = record();
  Builder build;
  const std::uint32_t unread = build.begin_loop(list);
  build.any_element(unread, build.truth_leaf(urgent, unread));
  const std::uint32_t last = build.begin_loop(other_list);
  const NodeId body = build.number_leaf(other_amount, 0, 9, last);
  const NodeId first = sum_of_urgent(build);
  const NodeId largest = build.extreme_element(Op::largest_element, last, build.truth(true), body, build.number(0), 0, 9);
  program.lines.push_back(build.finish("B", build.number(0), {}, {Step{first}, Step{largest}}, program.slots));
  CHECK(verify(program).empty());
  REQUIRE(program.lines[0].loops.size() == 2);
  CHECK(program.lines[0].loops[0].list == list);
  CHECK(program.lines[0].loops[1].list == other_list);
  CHECK(node_with(program, Op::largest_element).value == 1);
}

TEST_CASE("what a line rests on has a bit for each leaf and then one for each loop") {
  Line line;
  CHECK(layout_of(line).leaf_words == 1);
  line.leaves.resize(63);
  line.loops.resize(1);
  CHECK(layout_of(line).leaf_words == 1);
  line.loops.resize(2);
  line.outputs.resize(3);
  const OutputLayout layout = layout_of(line);
  CHECK(layout.leaf_words == 2);
  CHECK(layout.outputs == layout.limits);
  CHECK(layout.size == layout.outputs + 9);
}

TEST_CASE("an element outside its loop is a defect") {
  const Program program = record();
  Builder build;
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId element = build.truth_leaf(urgent, loop);
  CHECK_THROWS_AS(build.finish("B", build.number(0), {{element}}, {}, program.slots), std::logic_error);
}

TEST_CASE("the verifier refuses broken loops") {
  Program program = with_sum();
  node_with(program, Op::smaller).loop = no_loop;
  CHECK(refuses(program, "an operand belongs to another loop"));
  program = with_sum();
  node_with(program, Op::sum_elements).loop = 0;
  CHECK(refuses(program, "does not stand in the loop around it"));
  program = with_sum();
  node_with(program, Op::sum_elements).value = 1;
  CHECK(refuses(program, "there is no such loop"));
  CHECK(refuses(program, "exactly one result"));
  program = with_sum();
  program.lines[0].loops[0].list = other_list;
  CHECK(refuses(program, "no member of the list of its loop"));
  program = with_sum();
  program.lines[0].loops[0].list = 0;
  CHECK(refuses(program, "what is no list"));
  program = with_sum();
  program.lines[0].loops[0].leaves = {amount};
  CHECK(refuses(program, "leaves of loop 0"));
  program = with_sum();
  program.lines[0].grounds.push_back({4});
  CHECK(refuses(program, "it is a node of a loop"));
  program = with_sum();
  program.slots[amount].list = no_list;
  CHECK(refuses(program, "no member of the list of its loop"));
}

TEST_CASE("the verifier refuses broken elements") {
  Program program = with_sum();
  program.slots[amount].offset = 8;
  CHECK(refuses(program, "Fact 2 lies outside"));
  program = with_sum();
  program.slots[urgent].offset = 23;
  CHECK(refuses(program, "An element of fact 1 has two facts at offset 23"));
  program = with_sum();
  program.slots[urgent].bit = 0;
  CHECK(refuses(program, "An element of fact 1 has two facts at bit 0"));
  program = with_sum();
  program.slots[amount].list = 0;
  CHECK(refuses(program, "a member of what is no list"));
  program = with_sum();
  program.slots[other_list].list = list;
  CHECK(refuses(program, "Fact 4 lies outside"));
}

TEST_CASE("a fold reads its running value, its key does not") {
  Program program = record();
  Builder build;
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId element = build.number_leaf(amount, 0, 9, loop), so_far = build.running(loop, 0, 100);
  const NodeId body = build.arithmetic(Op::larger, so_far, element, 0, 100);
  const NodeId folded = build.fold(loop, build.number(0), body, Sorted::falling, element, 0, 100);
  program.lines.push_back(build.finish("B", build.number(0), {}, {Step{folded}}, program.slots));
  CHECK(verify(program).empty());
  CHECK(print(program).find("fold %3 %2 %0 of loop 0 falling : number 0..100") != std::string::npos);
  Node& fold = node_with(program, Op::fold);
  fold.operands[2] = fold.operands[1];
  CHECK(refuses(program, "its key reads the value so far"));
  fold.op = Op::smallest_element;
  CHECK(refuses(program, "it stands in no fold"));
}

TEST_CASE("products and bands: constants are folded, single factors compared as they are") {
  Builder build;
  const NodeId x = build.number_leaf(0, 0, 100), two = build.number(2), three = build.number(3);
  CHECK(build.round_quotient({build.number(10)}, {three}, RoundingMode::half_up, 1, 0, 9) == three);
  CHECK(build.round_quotient({build.number(1250)}, {two}, RoundingMode::up, 100, 0, 900) == build.number(700));
  CHECK(build.round_quotient({x}, {}, RoundingMode::up, 1, 0, 100) == x);
  CHECK(build.node(build.round_quotient({x}, {}, RoundingMode::up, 10, 0, 100)).op == Op::round_quotient);
  CHECK(build.node(build.round_quotient({x, two}, {three}, RoundingMode::up, 1, 0, 67)).split == 2);
  CHECK(build.compare_products(Op::less, {two, three}, {two, two}) == build.truth(false));
  CHECK(build.compare_products(Op::less, {x}, {two}) == build.compare(Op::less, x, two));
  CHECK(build.node(build.compare_products(Op::equal, {x, two}, {three})).op == Op::equal_product);
  CHECK(build.band(build.number(5), {0, 5, 10}) == build.choice_case(1, 3));
  CHECK(build.band(build.number(-5), {0, 5, 10}) == build.choice_case(0, 3));
  CHECK(build.band(build.number(99), {0, 5, 10}) == build.choice_case(2, 3));
  CHECK(build.band(x, {0}) == build.choice_case(0, 1));
  CHECK(build.node(build.band(x, {0, 5})).cases == 2);
  CHECK_THROWS_AS(build.round_quotient({}, {two}, RoundingMode::up, 1, 0, 0), std::logic_error);
  CHECK_THROWS_AS(build.compare_products(Op::less, {x}, {}), std::logic_error);
}

TEST_CASE("the verifier refuses broken products and bands") {
  Program whole = record();
  Builder build;
  const NodeId x = build.number_leaf(0, 0, 100), two = build.number(2);
  const NodeId ratio = build.round_quotient({x, two}, {build.number(3)}, RoundingMode::up, 10, 0, 70);
  const NodeId less = build.compare_products(Op::less, {x, two}, {x});
  const NodeId low = build.is_case(build.band(x, {0, 5, 10}), {{3}});
  whole.lines.push_back(build.finish("B", build.number(0), {{less}, {low}}, {Step{ratio}}, whole.slots));
  CHECK(verify(whole).empty());
  CHECK(print(whole).find("round_quotient %0 %1 : %2 up to 10 : number 0..70") != std::string::npos);
  CHECK(print(whole).find("band %0 at 5,10 : case of 3") != std::string::npos);
  Program program = whole;
  node_with(program, Op::round_quotient).value = 0;
  CHECK(refuses(program, "to a multiple of nothing"));
  program = whole;
  node_with(program, Op::round_quotient).split = 4;
  CHECK(refuses(program, "a product has no factor"));
  program = whole;
  node_with(program, Op::less_product).split = 3;
  CHECK(refuses(program, "a product has no factor"));
  program = whole;
  node_with(program, Op::band).starts = {0, 10, 5};
  CHECK(refuses(program, "its bands do not rise"));
  program = whole;
  node_with(program, Op::band).starts = {0, 5};
  CHECK(refuses(program, "a start for each band"));
}

TEST_CASE("a list within an element: its loop runs within that of the element, even if it reads nothing of it") {
  Program whole = record();
  whole.slots[other_list].list = list;
  whole.slots[other_list].offset = 32;
  whole.slots[other_list].bit = 2;
  whole.slots[list].element_size = 48;
  Builder build;
  const std::uint32_t outer = build.begin_loop(list), inner = build.begin_loop(other_list, outer, outer);
  const NodeId some = build.any_element(inner, build.compare(Op::less, build.number(5), build.number_leaf(other_amount, 0, 9, inner)));
  CHECK(build.node(some).loop == outer);
  const NodeId any = build.any_element(outer, some);
  whole.lines.push_back(build.finish("B", build.number(0), {{any}}, {Step{build.number(0)}}, whole.slots));
  CHECK(verify(whole).empty());
  CHECK(whole.lines[0].loops[0].holder == 1);
  CHECK(print(whole).find("loop 0 in loop 1 list 4 of its element in loop 1") != std::string::npos);
  Program program = whole;
  program.lines[0].loops[0].holder = no_loop;
  CHECK(refuses(program, "its list lies in the elements of another"));
  program.lines[0].loops[0].holder = 0;
  CHECK(refuses(program, "its list does not lie in the elements of its holder"));
  program = whole;
  program.lines[0].loops[0].parent = no_loop;
  CHECK(refuses(program, "it runs outside the loop whose element has its list"));
  CHECK_THROWS_AS(Builder().begin_loop(other_list, no_loop, 0), std::logic_error);
}

}  // namespace pol::ir
