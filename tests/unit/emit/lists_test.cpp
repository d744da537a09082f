// Loops over the elements of a list: what they come to, and which leaves of which elements that rests on. Random lists are held against
// plain C++ that says the same in the words of model.h.
#include <doctest/doctest.h>

#include <functional>
#include <limits>
#include <random>

#include "machine.h"

namespace pol::emit::test {

namespace {

ir::Mask mask(std::uint64_t word) { return {{word}}; }

struct Range {
  std::int64_t from, to;
  bool single() const { return from == to; }
};

// A list whose elements have a truth and a number, each known or not; the bodies read them and one number of the record.
struct Lists {
  static constexpr Range amounts{-50, 50};
  Machine machine;
  std::uint32_t list = machine.add_list(), limit = machine.add_fact(ir::Storage::number);
  std::uint32_t chosen = machine.add_member(list, ir::Storage::truth), amount = machine.add_member(list, ir::Storage::number);
  std::uint32_t loop = 0;

  ir::NodeId begin() {
    loop = machine.build.begin_loop(list);
    return machine.build.truth_leaf(chosen, loop);
  }
  ir::NodeId amount_leaf() { return machine.build.number_leaf(amount, amounts.from, amounts.to, loop); }
  ir::NodeId limit_leaf() { return machine.build.number_leaf(limit, -60, 60); }
};

// One element as the tests see it: a truth is 0, 1 or 2 (unknown).
struct Element {
  int chosen = 0;
  Range amount{0, 0};
  bool may_be_yes() const { return chosen != 0; }
  bool may_be_no() const { return chosen != 1; }
};

void fill(Lists& lists, const std::vector<Element>& elements) {
  lists.machine.resize(lists.list, elements.size());
  for (std::size_t k = 0; k < elements.size(); ++k) {
    if (elements[k].chosen < 2) lists.machine.give(lists.chosen, k, static_cast<std::uint8_t>(elements[k].chosen));
    if (elements[k].amount.single()) lists.machine.give(lists.amount, k, elements[k].amount.from);
  }
}

bool all_known(const std::vector<Element>& elements) {
  return std::all_of(elements.begin(), elements.end(), [](const Element& e) { return e.chosen < 2 && e.amount.single(); });
}

std::vector<Element> random_elements(std::mt19937& random, std::size_t count, int unknown_in_8) {
  std::vector<Element> elements(count);
  for (Element& element : elements) {
    const auto amount = static_cast<std::int64_t>(random() % 101) - 50;
    element.chosen = static_cast<int>(random() % 8) < unknown_in_8 ? 2 : static_cast<int>(random() % 2);
    element.amount = static_cast<int>(random() % 8) < unknown_in_8 ? Lists::amounts : Range{amount, amount};
  }
  return elements;
}

constexpr std::uint64_t of_chosen = 1, of_amount = 2;  // bits of the members
constexpr std::size_t loop_bit = 1;                    // after the one leaf of the record, `limit`

const std::size_t lengths[] = {0, 1, 2, 3, 7, 1000};

void run_random(Lists& lists, std::size_t rounds, const std::function<void(const std::vector<Element>&)>& check) {
  std::mt19937 random(7);
  for (const std::size_t length : lengths) {
    for (std::size_t round = 0; round < (length > 100 ? 4 : rounds); ++round) {
      const std::vector<Element> elements = random_elements(random, length, static_cast<int>(round % 3));
      fill(lists, elements);
      if (random() % 2 == 0) {
        lists.machine.give(lists.limit, static_cast<std::int64_t>(random() % 100) - 50);
      } else {
        lists.machine.forget(lists.limit);
      }
      check(elements);
    }
  }
}

}  // namespace

TEST_CASE("any element: yes where one is, no where none can be, else open") {
  Lists lists;
  const ir::NodeId chosen = lists.begin();
  ir::Builder& build = lists.machine.build;
  const ir::NodeId body = build.all_of({chosen, build.compare(ir::Op::less, lists.amount_leaf(), build.number(0))});
  const ir::NodeId any = build.any_element(lists.loop, body);
  const ir::NodeId limit = build.compare(ir::Op::less, lists.limit_leaf(), build.number(0));
  lists.machine.compile(std::vector<ir::NodeId>{any, build.negate(any), limit});
  run_random(lists, 40, [&](const std::vector<Element>& elements) {
    bool yes = false, all_no = true;
    Planes expected(elements.size(), 0);
    for (std::size_t k = 0; k < elements.size(); ++k) {
      const Element& e = elements[k];
      const bool may_be_yes = e.may_be_yes() && e.amount.from < 0, may_be_no = e.may_be_no() || e.amount.to >= 0;
      yes = yes || !may_be_no;
      all_no = all_no && !may_be_yes;
      if (may_be_yes && may_be_no) expected[k] = (e.chosen == 2 ? of_chosen : 0) | (e.amount.single() ? 0 : of_amount);
    }
    const Output output = lists.machine.run();
    CHECK(output.established(0) == yes);
    CHECK(output.established(1) == all_no);
    CHECK(output.open(0) == (!yes && !all_no));
    CHECK(output.status_rests_on(loop_bit) == (!yes && !all_no));
    if (output.open(0)) CHECK(lists.machine.collect(0) == expected);
    if (all_known(elements)) CHECK(lists.machine.run(Variant::deciding).established(0) == yes);
  });
}

TEST_CASE("the sum of a value over the elements that count") {
  Lists lists;
  const ir::NodeId chosen = lists.begin();
  ir::Builder& build = lists.machine.build;
  const ir::NodeId smaller = build.arithmetic(ir::Op::smaller, lists.amount_leaf(), lists.limit_leaf(), -60, 50);
  const ir::NodeId body = build.choose(chosen, {mask(1), mask(2)}, {build.number(0), smaller}, -60, 50);
  const ir::NodeId sum = build.sum_elements(lists.loop, body, -60'000, 50'000);
  const std::uint32_t second = build.begin_loop(lists.list);
  const ir::NodeId counts =
      build.choose(build.truth_leaf(lists.chosen, second), {mask(1), mask(2)}, {build.number(0), build.number(1)}, 0, 1);
  const ir::NodeId count = build.sum_elements(second, counts, 0, 1000);
  lists.machine.compile(std::vector<ir::NodeId>(), {ir::Step{count}, ir::Step{sum}}, build.number(0));
  run_random(lists, 40, [&](const std::vector<Element>& elements) {
    const Output output = lists.machine.run();
    const bool limit_known = !output.amount_rests_on(0);
    std::int64_t low = 0, high = 0, least = 0, most = 0;
    Planes expected(elements.size(), 0);
    for (std::size_t k = 0; k < elements.size(); ++k) {
      const Element& e = elements[k];
      least += e.may_be_no() ? 0 : 1;
      most += e.may_be_yes() ? 1 : 0;
      if (!e.may_be_yes()) continue;
      // Without knowing the limit nothing more is said here than that the ends are within those of every limit.
      low += e.may_be_no() ? std::min<std::int64_t>(0, -60) : -60;
      high += e.may_be_no() ? std::max<std::int64_t>(0, e.amount.to) : e.amount.to;
      expected[k] = (e.chosen == 2 ? of_chosen : 0) | (e.amount.single() ? 0 : of_amount);
    }
    CHECK(output.least(0) == least);
    CHECK(output.most(0) == most);
    CHECK(output.least(1) >= low);
    CHECK(output.most(1) <= high);
    if (limit_known) return;
    CHECK(output.least(1) == low);
    CHECK(output.most(1) == high);
    const bool any = std::any_of(expected.begin(), expected.end(), [](std::uint64_t word) { return word != 0; });
    CHECK(output.amount_rests_on(loop_bit) == any);
    CHECK(lists.machine.collect(0) == expected);
  });
}

namespace {

struct Extreme {
  Range range;
  bool otherwise_counts;
};

// As model.h says of the smallest; the largest is the smallest of the opposite numbers.
Extreme find_extreme(const std::vector<Element>& elements, const Range& otherwise, bool smallest) {
  const auto seen = [&](const Range& range) { return smallest ? range : Range{-range.to, -range.from}; };
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  std::int64_t possible_least = none, possible_most = -none, sure_most = none;
  bool sure = false;
  for (const Element& e : elements) {
    if (!e.may_be_yes()) continue;
    possible_least = std::min(possible_least, seen(e.amount).from);
    possible_most = std::max(possible_most, seen(e.amount).to);
    if (e.may_be_no()) continue;
    sure = true;
    sure_most = std::min(sure_most, seen(e.amount).to);
  }
  if (sure) return {seen({possible_least, sure_most}), false};
  return {seen({std::min(possible_least, seen(otherwise).from), std::max(possible_most, seen(otherwise).to)}), true};
}

void compare_extreme(Lists& lists, const std::vector<Element>& elements, const Range& otherwise, bool smallest) {
  const Extreme expected = find_extreme(elements, otherwise, smallest);
  const Output output = lists.machine.run();
  CHECK(output.least(0) == expected.range.from);
  CHECK(output.most(0) == expected.range.to);
  if (all_known(elements) && otherwise.single()) CHECK(lists.machine.run(Variant::deciding).words == output.words);
  Planes planes(elements.size(), 0);
  for (std::size_t k = 0; k < elements.size(); ++k) {
    const Element& e = elements[k];
    if (e.may_be_yes()) planes[k] = (e.chosen == 2 ? of_chosen : 0) | (e.amount.single() ? 0 : of_amount);
  }
  const bool any = std::any_of(planes.begin(), planes.end(), [](std::uint64_t word) { return word != 0; });
  CHECK(output.amount_rests_on(0) == (!expected.range.single() && !otherwise.single() && expected.otherwise_counts));
  CHECK(output.amount_rests_on(loop_bit) == (!expected.range.single() && any));
  if (!expected.range.single()) CHECK(lists.machine.collect(0) == planes);
}

}  // namespace

TEST_CASE("the smallest and the largest of the elements that are there") {
  for (const bool smallest : {true, false}) {
    Lists lists;
    const ir::NodeId where = lists.begin();
    ir::Builder& build = lists.machine.build;
    const ir::Op op = smallest ? ir::Op::smallest_element : ir::Op::largest_element;
    lists.machine.compile_number(build.extreme_element(op, lists.loop, where, lists.amount_leaf(), lists.limit_leaf(), -60, 60));
    bool limit_known = false;
    std::int64_t limit = 0;
    run_random(lists, 60, [&](const std::vector<Element>& elements) {
      if ((limit_known = !limit_known)) {
        limit = (limit * 7 + 11) % 60;
        lists.machine.give(lists.limit, limit);
      } else {
        lists.machine.forget(lists.limit);
      }
      compare_extreme(lists, elements, limit_known ? Range{limit, limit} : Range{-60, 60}, smallest);
    });
  }
}

TEST_CASE("members of every kind, and whether they are there") {
  Machine machine;
  const std::uint32_t list = machine.add_list();
  const std::uint32_t day = machine.add_member(list, ir::Storage::date), kind = machine.add_member(list, ir::Storage::ordinal),
                      papers = machine.add_member(list, ir::Storage::set), share = machine.add_member(list, ir::Storage::number, false);
  ir::Builder& build = machine.build;
  const std::uint32_t loop = build.begin_loop(list);
  const ir::NodeId early = build.compare(ir::Op::less, build.number_leaf(day, -99, 99, loop), build.number(10));
  const ir::NodeId is_second = build.is_case(build.case_leaf(kind, 5, loop), mask(2));
  const ir::NodeId has = build.has(ir::Op::has_all, build.set_leaf(papers, 9, loop), mask(3));
  const ir::NodeId large =
      build.all_of({build.present(share, loop), build.compare(ir::Op::less, build.number(5), build.number_leaf(share, 0, 9, loop))});
  machine.compile({build.any_element(loop, build.all_of({early, is_second, has, large}))});
  machine.resize(list, 3);
  for (std::size_t k = 0; k < 3; ++k) {
    machine.give(day, k, std::int32_t{-3});
    machine.give(kind, k, std::uint16_t{1});
    machine.give(papers, k, std::uint64_t{7});
  }
  CHECK_FALSE(machine.run().established(0));
  CHECK_FALSE(machine.run().open(0));
  machine.give(share, 2, std::int64_t{6});
  CHECK(machine.run().established(0));
  CHECK(machine.run(Variant::deciding).established(0));
  const std::uint32_t members[] = {day, kind, papers};
  for (std::size_t k = 0; k < 3; ++k) {
    machine.forget(members[k], 2);
    CHECK(machine.run().open(0));
    CHECK(machine.run().status_rests_on(0));
    CHECK(machine.collect(0) == Planes{0, 0, (std::uint64_t{2} << k) - 1});
  }
  machine.give(share, 2, std::int64_t{5});
  CHECK_FALSE(machine.run().open(0));
}

TEST_CASE("presumed members of elements are unknown where the record's own plane is not believed") {
  Machine machine;
  const std::uint32_t list = machine.add_list();
  const std::uint32_t presumed = machine.add_member(list, ir::Storage::truth, true, true),
                      required = machine.add_member(list, ir::Storage::truth);
  ir::Builder& build = machine.build;
  const std::uint32_t loop = build.begin_loop(list);
  machine.compile({build.any_element(loop, build.all_of({build.truth_leaf(presumed, loop), build.truth_leaf(required, loop)}))});
  machine.resize(list, 2);
  for (std::size_t k = 0; k < 2; ++k) machine.give(required, k, std::uint8_t{1});
  machine.presume(presumed, 0, std::uint8_t{0});
  machine.give(presumed, 1, std::uint8_t{0});
  CHECK_FALSE(machine.run().open(0));
  const Output lifted = machine.run(Variant::explaining, {}, Believed::lifted);
  CHECK(lifted.open(0));
  CHECK(lifted.status_rests_on(0));
  CHECK(machine.collect(0, Believed::lifted) == Planes{1, 0});
  CHECK(machine.collect(0) == Planes{0, 0});
  machine.forget(presumed, 0);
  CHECK(machine.run().open(0));
}

TEST_CASE("bits of leaves and loops fill as many words as they need, in the record and in elements") {
  Machine machine;
  const std::uint32_t list = machine.add_list();
  ir::Builder& build = machine.build;
  std::vector<std::uint32_t> facts, members;
  for (std::size_t k = 0; k < 64; ++k) facts.push_back(machine.add_fact(ir::Storage::truth));
  for (std::size_t k = 0; k < 64; ++k) members.push_back(machine.add_member(list, ir::Storage::truth));
  std::vector<ir::NodeId> grounds;
  for (std::size_t k = 0; k < 64; ++k) {
    const std::uint32_t loop = build.begin_loop(list);
    grounds.push_back(build.any_element(loop, build.all_of({build.truth_leaf(members[k], loop), build.truth_leaf(facts[k])})));
  }
  machine.compile(grounds);
  machine.resize(list, 2);
  for (std::size_t k = 0; k < 64; ++k) {
    machine.give(facts[k], std::uint8_t{1});
    for (const std::size_t element : {0, 1}) machine.give(members[k], element, std::uint8_t{0});
  }
  machine.forget(members[63], 1);
  machine.forget(facts[10]);
  CHECK(machine.collect(63) == Planes{0, std::uint64_t{1} << 63});
  CHECK(machine.collect(62) == Planes{0, 0});
  Output output = machine.run();
  for (std::size_t k = 0; k < 128; ++k) CHECK(output.status_rests_on(k) == (k == 127));
  machine.give(members[10], 0, std::uint8_t{1});
  output = machine.run();
  for (std::size_t k = 0; k < 128; ++k) CHECK(output.status_rests_on(k) == (k == 127 || k == 10));
}

TEST_CASE("a list that is not given has no elements") {
  Lists lists;
  ir::NodeId chosen = lists.begin();
  ir::Builder& build = lists.machine.build;
  const ir::NodeId any = build.any_element(lists.loop, chosen);
  chosen = lists.begin();
  const ir::NodeId least =
      build.extreme_element(ir::Op::smallest_element, lists.loop, chosen, lists.amount_leaf(), build.number(42), -50, 50);
  lists.machine.compile({any}, {ir::Step{least}}, build.number(0));
  for (const Variant variant : {Variant::deciding, Variant::explaining}) {
    const Output output = lists.machine.run(variant);
    CHECK_FALSE(output.established(0));
    CHECK_FALSE(output.open(0));
    CHECK(output.least(0) == 42);
    CHECK(output.most(0) == 42);
  }
}

}  // namespace pol::emit::test
