// Which results are kept so that explaining can skip what they were made from.
#include <doctest/doctest.h>

#include "ir/build.h"
#include "ir/worth_keeping.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t old = 0, insured = 1, birth = 2, list = 3, amount = 4;

std::vector<Slot> slots() {
  return {{Storage::truth, 16, no_list, 0, 0, 0, true},
          {Storage::truth, 17, no_list, 1, 0, 0, true},
          {Storage::date, 20, no_list, 2, 0, 0, true},
          {Storage::list, 24, no_list, 3, 24, 1, false},
          {Storage::number, 16, list, 0, 0, 0, true}};
}

NodeId day(Builder& build, std::int64_t months) {
  return build.add_months(build.number_leaf(birth, 0, 40000), build.number(months), MonthEnd::clamp, 0, 80000);
}

struct Case {
  Line line;
  std::vector<bool> kept;

  // The grounds are kept in any case.
  Case(Builder& build, const std::vector<NodeId>& grounds) {
    std::vector<Ground> made;
    for (const NodeId id : grounds) made.push_back({id, true, false});
    line = build.finish("line", no_event, made, {}, slots());
    kept.resize(line.nodes.size());
    for (const Ground& ground : line.grounds) kept[ground.condition] = true;
  }

  std::vector<bool> worth(const std::vector<NodeId>& never = {}) const {
    const std::vector<bool> all(line.nodes.size(), true);
    std::vector<bool> may_be_kept = all;
    for (const NodeId id : never) may_be_kept[id] = false;
    return find_worth_keeping(line, kept, may_be_kept, find_relevance(line, all));
  }
};

}  // namespace

TEST_CASE("what takes long is kept, and once: not what adds little to it, nor what is kept in any case") {
  Builder build;
  const NodeId later = day(build, 3), limit = build.number(5000);
  const NodeId least = build.arithmetic(Op::smaller, later, limit, 0, 80000);
  const NodeId ground = build.compare(Op::less, least, build.number(100));
  const std::vector<bool> worth = Case(build, {ground}).worth();
  CHECK(worth[later]);
  CHECK_FALSE(worth[least]);
  CHECK_FALSE(worth[ground]);
}

TEST_CASE("what may not be kept counts for what alone reads it") {
  Builder build;
  const NodeId later = day(build, 3);
  const NodeId least = build.arithmetic(Op::smaller, later, build.number(5000), 0, 80000);
  const Case alone(build, {build.compare(Op::less, least, build.number(100))});
  CHECK(alone.worth({later})[least]);
}

TEST_CASE("what several read counts for none of them, but for what alone stands above all") {
  Builder build;
  const NodeId later = day(build, 3);
  const NodeId low = build.arithmetic(Op::smaller, later, build.number(5000), 0, 80000);
  const NodeId high = build.arithmetic(Op::larger, later, build.number(6000), 0, 80000);
  const NodeId both = build.arithmetic(Op::add, low, high, 0, 160000);
  const Case one(build, {build.compare(Op::less, both, build.number(100))});
  const std::vector<bool> worth = one.worth({later});
  CHECK_FALSE(worth[low]);
  CHECK_FALSE(worth[high]);
  CHECK(worth[both]);

  Builder other;
  const NodeId date = day(other, 3);
  const NodeId first = other.arithmetic(Op::smaller, date, other.number(5000), 0, 80000);
  const NodeId second = other.arithmetic(Op::larger, date, other.number(6000), 0, 80000);
  const Case two(other, {other.compare(Op::less, first, other.number(100)), other.compare(Op::less, second, other.number(100))});
  const std::vector<bool> of_two = two.worth({date});
  CHECK_FALSE(of_two[first]);
  CHECK_FALSE(of_two[second]);
}

TEST_CASE("a loop is kept by its result, with what its body reads") {
  Builder build;
  const std::uint32_t loop = build.begin_loop(list);
  const NodeId plus = build.arithmetic(Op::add, build.number_leaf(birth, 0, 40000), build.number(1), 0, 40001);
  const NodeId sum =
      build.sum_elements(loop, build.arithmetic(Op::add, build.number_leaf(amount, 0, 100, loop), plus, 0, 40101), 0, 40101000);
  const Case one(build, {build.compare(Op::less, sum, build.number(100))});
  const std::vector<bool> worth = one.worth();
  CHECK(worth[sum]);
  CHECK_FALSE(worth[plus]);
  for (NodeId id = 0; id < worth.size(); ++id) CHECK((one.line.nodes[id].loop == no_loop || !worth[id]));
}

TEST_CASE("what is not always computed is not kept") {
  Builder build;
  const NodeId later = day(build, 3);
  const NodeId which = build.choose(build.truth_leaf(old), {{{1}}, {{2}}}, {later, build.number(0)}, 0, 80000);
  const std::vector<bool> worth = Case(build, {build.compare(Op::less, which, build.number(100))}).worth();
  CHECK_FALSE(worth[later]);
  CHECK(worth[which]);
}

}  // namespace pol::ir
