// Folds against plain C++ that says in the words of model.h what they are: bounds, order, and exactly which leaves an open result rests on.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "machine.h"

namespace pol::emit::test {

namespace {

ir::Mask mask(std::uint64_t word) { return {{word}}; }

struct Range {
  std::int64_t from, to;
  bool single() const { return from == to; }
};

// What a value may be and what it rests on: pairs of element and member, or `of_record` and leaf.
constexpr std::size_t of_record = 1'000'000;
using Rests = std::set<std::pair<std::size_t, int>>;
struct Value {
  Range range;
  Rests rests;
};

Value value(Range range, Rests rests) { return {range, range.single() ? Rests() : std::move(rests)}; }

Rests either(Rests a, const Rests& b) {
  a.insert(b.begin(), b.end());
  return a;
}

// By `kind` an element adds to the running value (up to the limit of the record), starts it again, or leaves it.
enum Kind { adds, starts_again, leaves, unknown_kind };
enum Member { kind_member, amount_member, key_member };
constexpr Range amounts{0, 40}, keys{-3, 3}, totals{0, 100}, limits{50, 100};

struct Element {
  Kind kind;
  Range amount, key;
};

struct Claim {
  Range start, limit;  // leaves 0 and 1 of the record
  std::vector<Element> elements;
};

// The body for one element, given the running value.
Value step(const Claim& claim, std::size_t index, const Value& running) {
  const Element& e = claim.elements[index];
  const auto leaf = [index](Range range, int member) { return value(range, {{index, member}}); };
  const Value amount = leaf(e.amount, amount_member), limit = value(claim.limit, {{of_record, 1}});
  const Value sum =
      value({running.range.from + amount.range.from, running.range.to + amount.range.to}, either(running.rests, amount.rests));
  const Value added =
      value({std::min(sum.range.from, limit.range.from), std::min(sum.range.to, limit.range.to)}, either(sum.rests, limit.rests));
  const Value branches[] = {added, amount, running};
  if (e.kind != unknown_kind) return branches[e.kind];
  Value joined = value({101, -1}, {{index, kind_member}});
  for (const Value& branch : branches) {
    joined.range = {std::min(joined.range.from, branch.range.from), std::max(joined.range.to, branch.range.to)};
    joined.rests = either(joined.rests, branch.rests);
  }
  return value(joined.range, joined.rests);
}

Value fold(const Claim& claim, ir::Sorted sorted) {
  Value running = value(claim.start, {{of_record, 0}});
  std::vector<std::size_t> order(claim.elements.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (sorted != ir::Sorted::no && order.size() > 1) {
    Rests rests = running.rests;
    bool open = false;
    Value in_list_order = running;
    for (const std::size_t k : order) {
      if (!claim.elements[k].key.single()) rests.insert({k, key_member}), open = true;
      in_list_order = step(claim, k, in_list_order);
      rests = either(rests, in_list_order.rests);
    }
    if (open) return {totals, rests};
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const std::int64_t left = claim.elements[a].key.from, right = claim.elements[b].key.from;
      return sorted == ir::Sorted::rising ? left < right : left > right;
    });
  }
  for (const std::size_t k : order) running = step(claim, k, running);
  return running;
}

struct Folds {
  Machine machine;
  std::uint32_t start = machine.add_fact(ir::Storage::number), limit = machine.add_fact(ir::Storage::number), list = machine.add_list();
  std::uint32_t kind = machine.add_member(list, ir::Storage::ordinal), amount = machine.add_member(list, ir::Storage::number),
                key = machine.add_member(list, ir::Storage::number);

  ir::NodeId add(ir::Sorted sorted) {
    ir::Builder& build = machine.build;
    const std::uint32_t loop = build.begin_loop(list);
    const ir::NodeId running = build.running(loop, totals.from, totals.to),
                     more = build.number_leaf(amount, amounts.from, amounts.to, loop);
    const ir::NodeId sum = build.arithmetic(ir::Op::add, running, more, 0, 140);
    const ir::NodeId added = build.arithmetic(ir::Op::smaller, sum, build.number_leaf(limit, limits.from, limits.to), 0, 100);
    const ir::NodeId body =
        build.choose(build.case_leaf(kind, 3, loop), {mask(1), mask(2), mask(4)}, {added, more, running}, totals.from, totals.to);
    std::optional<ir::NodeId> by;
    // A key that is made of a leaf.
    if (sorted != ir::Sorted::no)
      by = build.arithmetic(ir::Op::add, build.number_leaf(key, keys.from, keys.to, loop), build.number(7), 4, 10);
    return build.fold(loop, build.number_leaf(start, totals.from, totals.to), body, sorted, by, totals.from, totals.to);
  }

  void fill(const Claim& claim) {
    const auto record = [this](std::uint32_t fact, Range range) { range.single() ? machine.give(fact, range.from) : machine.forget(fact); };
    record(start, claim.start);
    record(limit, claim.limit);
    machine.resize(list, claim.elements.size());
    for (std::size_t k = 0; k < claim.elements.size(); ++k) {
      const Element& e = claim.elements[k];
      if (e.kind != unknown_kind) machine.give(kind, k, static_cast<std::uint16_t>(e.kind));
      if (e.amount.single()) machine.give(amount, k, e.amount.from);
      if (e.key.single()) machine.give(key, k, e.key.from);
    }
  }
};

Range pick(std::mt19937& random, Range range, int unknown_in_16) {
  if (static_cast<int>(random() % 16) < unknown_in_16) return range;
  const auto value = range.from + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(range.to - range.from + 1));
  return {value, value};
}

Claim random_claim(std::mt19937& random, std::size_t length, int unknown, int unknown_keys) {
  Claim claim{pick(random, totals, unknown), pick(random, limits, unknown), {}};
  for (std::size_t k = 0; k < length; ++k) {
    const Kind kind = static_cast<int>(random() % 16) < unknown ? unknown_kind : static_cast<Kind>(random() % 3);
    claim.elements.push_back({kind, pick(random, amounts, unknown), pick(random, keys, unknown_keys)});
  }
  return claim;
}

bool all_known(const Claim& claim) {
  return claim.start.single() && claim.limit.single() && std::all_of(claim.elements.begin(), claim.elements.end(), [](const Element& e) {
           return e.kind != unknown_kind && e.amount.single() && e.key.single();
         });
}

void compare(Folds& folds, const Claim& claim, ir::Sorted sorted, std::size_t loop_bit, std::uint32_t loop) {
  const Value expected = fold(claim, sorted);
  const Output output = folds.machine.run();
  CHECK(output.least(0) == expected.range.from);
  CHECK(output.most(0) == expected.range.to);
  Planes planes(claim.elements.size(), 0);
  bool rests[2] = {false, false}, any = false;
  for (const auto& [element, member] : expected.rests) {
    if (element == of_record) {
      rests[member] = true;
      continue;
    }
    planes[element] |= std::uint64_t{1} << member;
    any = true;
  }
  CHECK(output.amount_rests_on(0) == rests[0]);
  CHECK(output.amount_rests_on(1) == rests[1]);
  CHECK(output.amount_rests_on(loop_bit) == any);
  CHECK(folds.machine.collect(loop) == planes);
  if (all_known(claim)) CHECK(folds.machine.run(Variant::deciding).words == output.words);
}

void compare_many(Folds& folds, ir::Sorted sorted, std::size_t loop_bit, std::uint32_t loop, std::size_t rounds) {
  std::mt19937 random(11);
  for (const std::size_t length : {0, 1, 2, 3, 5, 1'000}) {
    for (std::size_t round = 0; round < (length > 100 ? std::min<std::size_t>(rounds, 4) : rounds); ++round) {
      const Claim claim = random_claim(random, length, static_cast<int>(round % 4) * 2, round % 2 == 0 ? 0 : 2);
      folds.fill(claim);
      compare(folds, claim, sorted, loop_bit, loop);
    }
  }
}

}  // namespace

TEST_CASE("a fold over the elements in the order of the list or of a key") {
  for (const ir::Sorted sorted : {ir::Sorted::no, ir::Sorted::rising, ir::Sorted::falling}) {
    Folds folds;
    folds.machine.compile_number(folds.add(sorted));
    compare_many(folds, sorted, 2, 0, 150);
  }
}

TEST_CASE("what a running value rested on before it became single does not count") {
  Folds folds;
  folds.machine.compile_number(folds.add(ir::Sorted::no));
  const Range some{5, 5};
  folds.fill({{0, 0}, {60, 60}, {{adds, amounts, some}, {starts_again, some, some}, {adds, amounts, some}, {leaves, amounts, some}}});
  const Output output = folds.machine.run();
  CHECK(output.least(0) == 5);
  CHECK(output.most(0) == 45);
  CHECK(output.amount_rests_on(2));
  CHECK(folds.machine.collect(0) == Planes{0, 0, 2, 0});
}

TEST_CASE("the bit of a loop in a later word") {
  Folds folds;
  ir::Builder& build = folds.machine.build;
  std::vector<std::uint32_t> facts;
  std::vector<ir::NodeId> grounds;
  for (std::size_t k = 0; k < 70; ++k) facts.push_back(folds.machine.add_fact(ir::Storage::truth));
  for (const std::uint32_t fact : facts) grounds.push_back(build.truth_leaf(fact));
  folds.machine.compile(grounds, {ir::Step{folds.add(ir::Sorted::falling)}}, build.number(0));
  REQUIRE(folds.machine.line().leaves.size() == 72);
  for (const std::uint32_t fact : facts) folds.machine.give(fact, std::uint8_t{1});
  compare_many(folds, ir::Sorted::falling, 72, 0, 20);
}

TEST_CASE("a key of the record alone leaves the order of the list") {
  Folds folds;
  ir::Builder& build = folds.machine.build;
  const std::uint32_t loop = build.begin_loop(folds.list);
  const ir::NodeId amount = build.number_leaf(folds.amount, 0, 9, loop);
  const ir::NodeId body = build.arithmetic(
      ir::Op::add, build.arithmetic(ir::Op::multiply, build.running(loop, 0, 9999), build.number(10), 0, 9990), amount, 0, 9999);
  folds.machine.compile_number(build.fold(loop, build.number(0), body, ir::Sorted::rising, build.number_leaf(folds.limit, 0, 1), 0, 9999));
  const Range any{0, 0};
  folds.fill({any, any, {{adds, {1, 1}, any}, {adds, {2, 2}, any}, {adds, {3, 3}, any}}});
  CHECK(folds.machine.run().least(0) == 123);
  CHECK(folds.machine.run(Variant::deciding).least(0) == 123);
  folds.machine.forget(folds.limit);
  CHECK(folds.machine.run().least(0) == 0);
  CHECK(folds.machine.run().most(0) == 9999);
  CHECK(folds.machine.run().amount_rests_on(0));
  CHECK_FALSE(folds.machine.run().amount_rests_on(1));
  folds.machine.resize(folds.list, 1);
  folds.machine.give(folds.amount, 0, std::int64_t{4});
  CHECK(folds.machine.run().most(0) == 4);
}

TEST_CASE("a fold whose body is always decided asks nothing of its elements") {
  Machine machine;
  const std::uint32_t list = machine.add_list(), agreed = machine.add_member(list, ir::Storage::truth);
  ir::Builder& build = machine.build;
  const std::uint32_t loop = build.begin_loop(list);
  const ir::NodeId more =
      build.choose(build.proved(build.truth_leaf(agreed, loop)), {mask(1), mask(2)}, {build.number(0), build.number(1)}, 0, 1);
  const ir::NodeId body = build.arithmetic(ir::Op::add, build.running(loop, 0, 99), more, 0, 99);
  machine.compile_number(build.fold(loop, build.number(0), body, ir::Sorted::no, {}, 0, 99));
  machine.resize(list, 3);
  machine.give(agreed, 1, std::uint8_t{1});
  CHECK(machine.run().least(0) == 1);
  CHECK(machine.run().most(0) == 1);
  CHECK(machine.collect(0) == Planes{0, 0, 0});
}

TEST_CASE("the past may leave a loop open although the record knows everything") {
  Machine machine;
  const std::uint32_t list = machine.add_list(), day = machine.add_member(list, ir::Storage::date),
                      papers = machine.add_member(list, ir::Storage::set);
  ir::Builder& build = machine.build;
  const auto paid_on = [&](std::uint32_t loop) { return build.history_amount(mask(1), 0, 500, build.number_leaf(day, 0, 9, loop)); };
  const std::uint32_t sums = build.begin_loop(list), folds = build.begin_loop(list), sets = build.begin_loop(list);
  const ir::NodeId sum = build.sum_elements(sums, paid_on(sums), 0, 9999);
  const ir::NodeId body = build.arithmetic(ir::Op::add, build.running(folds, 0, 9999), paid_on(folds), 0, 9999);
  const ir::NodeId fold = build.fold(folds, build.first_event_date(0, 0, 9), body, ir::Sorted::falling, paid_on(folds), 0, 9999);
  const ir::NodeId set = build.set_leaf(papers, 4, sets);
  const ir::NodeId chosen = build.choose(build.has(ir::Op::has_any, set, mask(1)), {mask(1), mask(2)}, {set, set}, 0, 0);
  const ir::NodeId any = build.any_element(sets, build.has(ir::Op::has_all, chosen, mask(3)));
  machine.compile({any}, {ir::Step{sum}, ir::Step{fold}}, build.number(0));
  machine.resize(list, 2);
  for (const std::size_t k : {0, 1}) {
    machine.give(day, k, static_cast<std::int32_t>(3 + k));
    machine.give(papers, k, std::uint64_t{k == 0 ? 1U : 3U});
  }
  std::vector<polrt_entry> entries = {{0, POLRT_HAS_EVENT_DATE, 3, 0, 40}, {0, POLRT_HAS_EVENT_DATE, 4, 0, 5}};
  const auto bounds = [&](Variant variant, std::size_t step) {
    const polrt_history history{entries.data(), entries.size(), nullptr, 0};
    const Output output = machine.run(variant, history);
    CHECK(output.established(0));
    CHECK_FALSE(output.amount_rests_on(1));
    return std::pair{output.least(step), output.most(step)};
  };
  using Bounds = std::pair<std::int64_t, std::int64_t>;
  for (const Variant variant : {Variant::deciding, Variant::explaining}) {
    CHECK(bounds(variant, 0) == Bounds{45, 45});
    CHECK(bounds(variant, 1) == Bounds{48, 48});
  }
  entries.push_back({0, 0, 0, 0, 7});
  for (const Variant variant : {Variant::deciding, Variant::explaining}) {
    CHECK(bounds(variant, 0) == Bounds{45, 59});
    CHECK(bounds(variant, 1) == Bounds{0, 9999});  // the keys are open, so the order is
  }
}

}  // namespace pol::emit::test
