#include "ir/build.h"

#include <stdexcept>

#include <doctest/doctest.h>

#include "ir/mask.h"

namespace pol::ir {

namespace {

Slot slot(Storage storage, std::uint32_t offset, std::uint32_t bit, bool may_be_unknown, std::uint32_t list = no_list) {
  return {storage, offset, list, bit, 0, 0, may_be_unknown};
}

const std::vector<Slot> two_truths = {slot(Storage::truth, 16, 0, true), slot(Storage::truth, 17, 1, false)};

Mask mask(std::uint64_t word) { return {{word}}; }

}  // namespace

TEST_CASE("equal nodes are made once") {
  Builder builder;
  CHECK(builder.truth_leaf(0) == builder.truth_leaf(0));
  CHECK(builder.truth_leaf(0) != builder.truth_leaf(1));
  CHECK(builder.number(7) == builder.number(7));
  const NodeId a = builder.number_leaf(2, 0, 9), b = builder.number_leaf(3, 0, 9);
  CHECK(builder.compare(Op::less, a, b) == builder.compare(Op::less, a, b));
  CHECK(builder.compare(Op::less, a, b) != builder.compare(Op::less, b, a));
  CHECK(builder.compare(Op::less, a, b) != builder.compare(Op::less_equal, a, b));
}

TEST_CASE("and and or are flat, without neutral or repeated operands") {
  Builder builder;
  const NodeId a = builder.truth_leaf(0), b = builder.truth_leaf(1), c = builder.truth_leaf(2);
  const NodeId nested = builder.all_of({builder.all_of({a, b}), c, builder.truth(true), a});
  CHECK(builder.node(nested).operands == std::vector<NodeId>{a, b, c});
  CHECK(builder.all_of({a, builder.truth(false), b}) == builder.truth(false));
  CHECK(builder.any_of({a, builder.truth(true)}) == builder.truth(true));
  CHECK(builder.any_of({a, builder.truth(false)}) == a);
  CHECK(builder.all_of({}) == builder.truth(true));
  CHECK(builder.any_of({}) == builder.truth(false));
  CHECK(builder.node(builder.all_of({builder.any_of({a, b}), c})).operands.size() == 2);
}

TEST_CASE("constants are folded where nothing else is meant") {
  Builder builder;
  const NodeId a = builder.truth_leaf(0);
  CHECK(builder.negate(builder.negate(a)) == a);
  CHECK(builder.negate(builder.truth(false)) == builder.truth(true));
  CHECK(builder.compare(Op::less, builder.number(1), builder.number(2)) == builder.truth(true));
  CHECK(builder.compare(Op::less_equal, builder.number(3), builder.number(2)) == builder.truth(false));
  CHECK(builder.arithmetic(Op::subtract, builder.number(1), builder.number(3), -9, 9) == builder.number(-2));
  CHECK(builder.arithmetic(Op::smaller, builder.number(1), builder.number(3), -9, 9) == builder.number(1));
  const NodeId too_large = builder.arithmetic(Op::add, builder.number(INT64_MAX), builder.number(1), 0, 0);
  CHECK(builder.node(too_large).op == Op::add);
  CHECK(builder.is_case(builder.choice_case(2, 3), mask(0b100)) == builder.truth(true));
  CHECK(builder.is_case(builder.case_leaf(1, 3), mask(0b111)) == builder.truth(true));
  CHECK(builder.is_case(builder.case_leaf(1, 3), mask(0)) == builder.truth(false));
}

TEST_CASE("a choice joins equal branches and keeps its subject where it could rest on it") {
  Builder builder;
  const NodeId subject = builder.case_leaf(0, 4), x = builder.number_leaf(1, 0, 9), y = builder.number_leaf(2, 0, 9);
  const NodeId joined = builder.choose(subject, {mask(1), mask(2), mask(4), mask(8)}, {x, y, x, y}, 0, 9);
  CHECK(builder.node(joined).operands == std::vector<NodeId>{subject, x, y});
  CHECK(builder.node(joined).branches == std::vector<Mask>{mask(0b0101), mask(0b1010)});
  CHECK(builder.choose(subject, {mask(3), mask(12)}, {builder.number(5), builder.number(5)}, 5, 5) == builder.number(5));
  CHECK(builder.node(builder.choose(subject, {mask(3), mask(12)}, {x, x}, 0, 9)).op == Op::choose);
  CHECK(builder.choose(builder.choice_case(2, 4), {mask(3), mask(12)}, {x, y}, 0, 9) == y);
  CHECK_THROWS_AS(builder.choose(subject, {mask(15)}, {}, 0, 0), std::logic_error);
}

TEST_CASE("finish drops what nothing reads and lists the leaves that may be unknown") {
  Builder builder;
  const NodeId unread = builder.truth_leaf(1);
  const NodeId a = builder.truth_leaf(0);
  builder.negate(unread);
  const Line line = builder.finish("B", builder.number(3), {{a}}, {Step{builder.number(4)}}, two_truths);
  CHECK(line.nodes.size() == 3);
  CHECK(line.leaves == std::vector<std::uint32_t>{0});
  CHECK(line.nodes.at(line.grounds.at(0).condition).op == Op::leaf);
  CHECK(line.nodes.at(line.event).value == 3);
  CHECK(line.nodes.at(line.steps.at(0).after).value == 4);
}

}  // namespace pol::ir
