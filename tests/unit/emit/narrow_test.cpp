// What a line may rest on at most, told before anything is explained. Machine::run holds each explanation of the other tests against it.
#include <doctest/doctest.h>

#include "machine.h"

namespace pol::emit {

using namespace test;

namespace {

// Grounds: of the first fact alone, so that something is open; and what each test is about.
struct Claim : Machine {
  std::uint32_t open = add_fact(ir::Storage::truth), gate = add_fact(ir::Storage::truth), behind = add_fact(ir::Storage::truth);
  ir::NodeId is_open = build.truth_leaf(open), is_gate = build.truth_leaf(gate), is_behind = build.truth_leaf(behind);
};

}  // namespace

TEST_CASE("narrow: a fact behind a gate that is shut does not matter, and one behind a gate that may be open does") {
  Claim claim;
  ir::Builder& build = claim.build;
  const ir::NodeId gated = build.all_of({claim.is_gate, claim.is_behind});
  claim.compile(std::vector{build.any_of({claim.is_open, gated})});
  CHECK(claim.narrow().status_rests_on(0));
  CHECK(claim.narrow().status_rests_on(2));
  claim.give(claim.gate, std::uint8_t{0});
  CHECK(claim.narrow().status_rests_on(0));
  CHECK_FALSE(claim.narrow().status_rests_on(2));
  CHECK_FALSE(claim.run().status_rests_on(2));
  claim.give(claim.gate, std::uint8_t{1});
  CHECK(claim.narrow().status_rests_on(2));
  CHECK(claim.run().status_rests_on(2));
}

TEST_CASE("narrow: a fact that is read in two places matters where one of them does") {
  Claim claim;
  ir::Builder& build = claim.build;
  const ir::NodeId one = build.all_of({claim.is_gate, claim.is_behind});
  const ir::NodeId other = build.all_of({build.negate(claim.is_gate), claim.is_behind, claim.is_open});
  claim.compile(std::vector{one, other});
  claim.give(claim.gate, std::uint8_t{1});
  CHECK(claim.narrow().status_rests_on(2));
  claim.run();
}

TEST_CASE("narrow: what is multiplied by 0 does not matter") {
  Machine claim;
  ir::Builder& build = claim.build;
  const std::uint32_t days = claim.add_fact(ir::Storage::number), rate = claim.add_fact(ir::Storage::number);
  const std::uint32_t more = claim.add_fact(ir::Storage::number);
  const ir::NodeId product = build.arithmetic(ir::Op::multiply, build.number_leaf(days, 0, 100), build.number_leaf(rate, 0, 100), 0, 10000);
  claim.compile_number(build.arithmetic(ir::Op::add, product, build.number_leaf(more, 0, 100), 0, 10100));
  claim.give(days, std::int64_t{3});
  CHECK(claim.narrow().status_rests_on(1));
  CHECK(claim.run().amount_rests_on(1));
  claim.give(days, std::int64_t{0});
  CHECK_FALSE(claim.narrow().status_rests_on(1));
  CHECK(claim.narrow().status_rests_on(2));
  CHECK_FALSE(claim.run().amount_rests_on(1));
}

TEST_CASE("narrow: the elements of a list matter where the loop over them does") {
  Machine claim;
  ir::Builder& build = claim.build;
  const std::uint32_t gate = claim.add_fact(ir::Storage::truth), list = claim.add_list();
  const std::uint32_t member = claim.add_member(list, ir::Storage::truth);
  const std::uint32_t loop = build.begin_loop(list);
  const ir::NodeId any = build.any_element(loop, build.truth_leaf(member, loop));
  const std::uint32_t other = claim.add_fact(ir::Storage::truth);
  claim.compile(std::vector{build.any_of({build.truth_leaf(other), build.all_of({build.truth_leaf(gate), any})})});
  claim.resize(list, 2);
  const std::size_t bit = claim.line().leaves.size();
  CHECK(claim.narrow().status_rests_on(bit));
  claim.give(gate, std::uint8_t{0});
  CHECK_FALSE(claim.narrow().status_rests_on(bit));
  claim.run();
}

}  // namespace pol::emit
