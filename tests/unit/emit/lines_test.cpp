// Choices, presence, what a line writes, and the reading of the past.
#include <doctest/doctest.h>

#include <algorithm>

#include "machine.h"

namespace pol::emit::test {

namespace {

ir::Mask mask(std::uint64_t word) { return {{word}}; }

polrt_entry paid(std::uint32_t benefit, std::int32_t day, std::int64_t amount) { return {benefit, POLRT_HAS_EVENT_DATE, day, 0, amount}; }
polrt_entry undated(std::uint32_t benefit, std::int64_t amount) { return {benefit, 0, 0, 0, amount}; }

polrt_history past(const std::vector<polrt_entry>& entries, const std::vector<polrt_entry>& booked = {}) {
  return {entries.data(), entries.size(), booked.data(), booked.size()};
}

}  // namespace

TEST_CASE("a choice with an undecided case spans its possible branches") {
  Machine machine;
  const std::uint32_t plan = machine.add_fact(ir::Storage::ordinal), amount = machine.add_fact(ir::Storage::number);
  ir::Builder& build = machine.build;
  const ir::NodeId which = build.case_leaf(plan, 3), value = build.number_leaf(amount, 40, 50);
  const ir::NodeId chosen = build.choose(which, {mask(1), mask(2), mask(4)}, {build.number(10), build.number(20), value}, 10, 50);
  const ir::NodeId table = build.choose(which, {mask(1), mask(2), mask(4)}, {build.number(7), build.number(8), build.number(9)}, 7, 9);
  machine.compile(std::vector<ir::NodeId>(), {ir::Step{table}, ir::Step{chosen}}, build.number(0));
  Output output = machine.run();
  CHECK(output.least(0) == 7);
  CHECK(output.most(0) == 9);
  CHECK(output.least(1) == 10);
  CHECK(output.most(1) == 50);
  CHECK(output.amount_rests_on(0));
  CHECK(output.amount_rests_on(1));
  machine.give(plan, std::uint16_t{1});
  output = machine.run();
  CHECK(output.least(1) == 20);
  CHECK(output.most(1) == 20);
  CHECK_FALSE(output.amount_rests_on(0));
  CHECK_FALSE(output.amount_rests_on(1));
  machine.give(plan, std::uint16_t{2});
  output = machine.run();
  CHECK(output.least(1) == 40);
  CHECK(output.most(1) == 50);
  CHECK_FALSE(output.amount_rests_on(0));
  CHECK(output.amount_rests_on(1));
  machine.give(amount, std::int64_t{45});
  for (std::uint16_t k = 0; k < 3; ++k) {
    machine.give(plan, k);
    output = machine.run(Variant::deciding);
    CHECK(output.least(0) == 7 + k);
    CHECK(output.least(1) == (k == 0 ? 10 : k == 1 ? 20 : 45));
    CHECK(output.words == machine.run().words);
  }
}

TEST_CASE("a choice whose possible branches agree is decided") {
  Machine machine;
  const std::uint32_t plan = machine.add_fact(ir::Storage::ordinal), a = machine.add_fact(ir::Storage::truth);
  ir::Builder& build = machine.build;
  const ir::NodeId which = build.case_leaf(plan, 4), truth = build.truth_leaf(a);
  const ir::NodeId chosen =
      build.choose(which, {mask(3), mask(4), mask(8)}, {truth, build.truth(true), build.negate(build.negate(truth))}, 0, 0);
  const ir::NodeId by_truth = build.choose(truth, {mask(1), mask(2)}, {build.number(5), build.number(6)}, 5, 6);
  machine.compile({chosen}, {ir::Step{by_truth}}, build.number(0));
  machine.give(a, std::uint8_t{1});
  CHECK(machine.run().established(0));
  CHECK_FALSE(machine.run().open(0));
  CHECK_FALSE(machine.run().status_rests_on(0));
  CHECK(machine.run().least(0) == 6);
  CHECK(machine.run().most(0) == 6);
  machine.give(a, std::uint8_t{0});
  CHECK(machine.run().open(0));
  CHECK(machine.run().status_rests_on(0));
  CHECK_FALSE(machine.run().status_rests_on(1));
  CHECK(machine.run().least(0) == 5);
  machine.forget(a);
  CHECK(machine.run().least(0) == 5);
  CHECK(machine.run().most(0) == 6);
  CHECK(machine.run().amount_rests_on(1));
  CHECK_FALSE(machine.run().amount_rests_on(0));
}

TEST_CASE("choices of cases and of sets") {
  Machine machine;
  const std::uint32_t first = machine.add_fact(ir::Storage::ordinal), second = machine.add_fact(ir::Storage::ordinal);
  const std::uint32_t by = machine.add_fact(ir::Storage::truth), left = machine.add_fact(ir::Storage::set),
                      right = machine.add_fact(ir::Storage::set);
  ir::Builder& build = machine.build;
  const ir::NodeId subject = build.truth_leaf(by);
  const ir::NodeId which = build.choose(subject, {mask(1), mask(2)}, {build.case_leaf(first, 3), build.case_leaf(second, 3)}, 0, 0);
  const ir::NodeId set = build.choose(subject, {mask(1), mask(2)}, {build.set_leaf(left, 3), build.set_leaf(right, 3)}, 0, 0);
  machine.compile({build.is_case(which, mask(1)), build.is_case(which, mask(3)), build.has(ir::Op::has_all, set, mask(2)),
                   build.has(ir::Op::has_any, set, mask(5))});
  machine.give(first, std::uint16_t{0});
  machine.give(second, std::uint16_t{1});
  machine.give(left, std::uint64_t{3});
  machine.give(right, std::uint64_t{2});
  Output output = machine.run();
  CHECK(output.open(0));
  CHECK(output.established(1));
  CHECK(output.established(2));
  CHECK(output.open(3));
  CHECK(output.status_rests_on(2));
  CHECK_FALSE(output.status_rests_on(0));
  for (const std::uint8_t truth : {0, 1}) {
    machine.give(by, truth);
    output = machine.run(Variant::deciding);
    CHECK(output.established(0) == (truth == 0));
    CHECK(output.established(3) == (truth == 0));
    CHECK(output.words == machine.run().words);
  }
}

TEST_CASE("presence is what the record says, not what is believed") {
  Machine machine;
  const std::uint32_t optional = machine.add_fact(ir::Storage::number, false);
  ir::Builder& build = machine.build;
  const ir::NodeId value = build.number_leaf(optional, 0, 9);
  machine.compile({build.present(optional), build.all_of({build.present(optional), build.compare(ir::Op::less, value, build.number(5))})});
  CHECK_FALSE(machine.run().established(0));
  CHECK_FALSE(machine.run().open(1));
  machine.give(optional, std::int64_t{4});
  CHECK(machine.run().established(0));
  CHECK(machine.run().established(1));
}

TEST_CASE("grounds and leaves fill as many words as they need") {
  Machine machine;
  ir::Builder& build = machine.build;
  std::vector<std::uint32_t> facts;
  std::vector<ir::NodeId> grounds;
  for (std::size_t k = 0; k < 70; ++k) facts.push_back(machine.add_fact(ir::Storage::truth));
  for (std::size_t k = 0; k < 130; ++k)
    grounds.push_back(k < 70 ? build.truth_leaf(facts[k]) : build.negate(build.truth_leaf(facts[k % 70])));
  grounds.push_back(build.all_of(grounds));
  machine.compile(grounds);
  machine.give(facts[1], std::uint8_t{1});
  const Output output = machine.run();
  for (std::size_t k = 0; k < 130; ++k) {
    CHECK(output.open(k) == (k % 70 != 1));
    CHECK(output.established(k) == (k == 1));
  }
  for (std::size_t k = 0; k < 70; ++k) CHECK(output.status_rests_on(k) == (k != 1));
}

TEST_CASE("event, steps and limits stand where abi.h says") {
  Machine machine;
  const std::uint32_t day = machine.add_fact(ir::Storage::date), amount = machine.add_fact(ir::Storage::number);
  ir::Builder& build = machine.build;
  const ir::NodeId value = build.number_leaf(amount, 0, 1000);
  const ir::NodeId used = build.history_amount(mask(0b10), 0, 1000), limit = build.number(700);
  const ir::NodeId capped = build.arithmetic(ir::Op::smaller, value, build.arithmetic(ir::Op::subtract, limit, used, -300, 700), -300, 700);
  machine.compile(std::vector<ir::NodeId>(), {ir::Step{value}, {capped, true, limit, used}}, build.number_leaf(day, -100, 100), 2);
  machine.give(day, std::int32_t{-5});
  const std::vector<polrt_entry> entries = {paid(1, 3, 250)};
  const Output output = machine.run(Variant::explaining, past(entries));
  CHECK(output.words == std::vector<std::int64_t>{0, 0, 0, 0b10, -5, -5, 0, 1000, 0, 450, 700, 700, 250, 250});
  CHECK(machine.artifact().abi_version == POLRT_ABI_VERSION);
  CHECK(machine.artifact().line_count == 2);
  CHECK(std::string(machine.artifact().metadata, machine.artifact().metadata_size) == "{}");
}

TEST_CASE("amounts of the past are net and include what is booked") {
  Machine machine;
  ir::Builder& build = machine.build;
  machine.compile(std::vector<ir::NodeId>(), {ir::Step{build.history_amount(mask(0b101), 0, 0)}}, build.number(0), 3);
  CHECK(machine.run().least(0) == 0);
  const std::vector<polrt_entry> entries = {paid(0, 1, 100), paid(1, 1, 1000), paid(2, 2, 30),
                                            paid(0, 1, -40), paid(77, 1, 5),   paid(4'000'000'000, 1, 5)};
  const std::vector<polrt_entry> booked = {paid(2, 5, 7), undated(0, 2)};
  CHECK(machine.run(Variant::explaining, past(entries)).least(0) == 90);
  CHECK(machine.run(Variant::deciding, past(entries, booked)).most(0) == 99);
}

TEST_CASE("the first event date is the earliest of which something is left") {
  Machine machine;
  ir::Builder& build = machine.build;
  machine.compile(std::vector<ir::NodeId>(), {ir::Step{build.first_event_date(1, -500, 900)}}, build.number(0), 2);
  const auto found = [&](const std::vector<polrt_entry>& entries, const std::vector<polrt_entry>& booked = {}) {
    const Output known = machine.run(Variant::deciding, past(entries, booked));
    CHECK(known.words == machine.run(Variant::explaining, past(entries, booked)).words);
    CHECK_FALSE(known.amount_rests_on(0));
    return std::pair{known.least(0), known.most(0)};
  };
  using Days = std::pair<std::int64_t, std::int64_t>;
  CHECK(found({}) == Days{-500, -500});
  CHECK(found({paid(1, 20, 5), paid(1, 10, 5), paid(0, 1, 5)}) == Days{10, 10});
  CHECK(found({paid(1, 20, 5), paid(1, 10, 5), paid(1, 10, -5)}) == Days{20, 20});
  CHECK(found({paid(1, -20, 5), paid(1, -30, 5)}, {paid(1, -30, -5), paid(1, -25, 1)}) == Days{-25, -25});
  CHECK(found({paid(1, 10, 5), paid(1, 10, -5), paid(1, 20, 5), paid(1, 20, -6)}) == Days{-500, -500});
  CHECK(found({paid(1, 10, 5), undated(1, 3)}) == Days{-500, 900});
  CHECK(found({paid(1, 10, 5), undated(1, 3), undated(1, -3)}) == Days{10, 10});
  CHECK(found({undated(0, 3)}) == Days{-500, -500});
}

TEST_CASE("only grounds that have to do with the status count for what it rests on") {
  Machine machine;
  const std::uint32_t a = machine.add_fact(ir::Storage::truth), b = machine.add_fact(ir::Storage::truth);
  ir::Builder& build = machine.build;
  machine.compile({{build.truth_leaf(a), false}, {build.truth_leaf(b), true}}, {ir::Step{build.number(1)}}, build.number(0), 1);
  const Output output = machine.run();
  CHECK(output.open(0));
  CHECK(output.open(1));
  CHECK_FALSE(output.status_rests_on(0));
  CHECK(output.status_rests_on(1));
}

TEST_CASE("a number lies in one band, or in all that its bounds touch") {
  for (const std::vector<std::int64_t>& starts :
       {std::vector<std::int64_t>{0, 0}, {0, 3, 5}, {0, -4, -3, 2, 6}, {0, 1, 2, 3, 4, 5, 6, 7}, {-9, 1, 2, 3, 4, 5, 6, 7, 9}}) {
    Machine machine;
    const std::uint32_t fact = machine.add_fact(ir::Storage::number);
    ir::Builder& build = machine.build;
    const ir::NodeId band = build.band(build.arithmetic(ir::Op::larger, build.number_leaf(fact, 2, 6), build.number(-99), -9, 9), starts);
    std::vector<ir::NodeId> grounds;
    for (std::size_t k = 0; k < starts.size(); ++k) grounds.push_back(build.is_case(band, mask(std::uint64_t{1} << k)));
    machine.compile(grounds);
    const auto band_of = [&starts](std::int64_t value) {
      return static_cast<std::size_t>(std::upper_bound(starts.begin() + 1, starts.end(), value) - starts.begin()) - 1;
    };
    Output output = machine.run();
    for (std::size_t k = 0; k < starts.size(); ++k) {
      const bool possible = band_of(2) <= k && k <= band_of(6), sure = possible && band_of(2) == band_of(6);
      CHECK(output.established(k) == sure);
      CHECK(output.open(k) == (possible && !sure));
    }
    CHECK(output.status_rests_on(0) == (band_of(2) != band_of(6)));
    for (std::int64_t value = -10; value <= 10; ++value) {
      machine.give(fact, value);
      output = machine.run();
      for (std::size_t k = 0; k < starts.size(); ++k) CHECK(output.established(k) == (k == band_of(value)));
      CHECK(output.words == machine.run(Variant::deciding).words);
    }
    for (const std::int64_t value : {INT64_MIN, INT64_MAX}) {
      machine.give(fact, value);
      CHECK(machine.run().established(value < 0 ? band_of(-99) : starts.size() - 1));
    }
  }
}

TEST_CASE("what was paid on one event, whose date may be unknown") {
  Machine machine;
  const std::uint32_t day = machine.add_fact(ir::Storage::date);
  ir::Builder& build = machine.build;
  const ir::NodeId paid_then = build.history_amount(mask(0b101), 0, 1000, build.number_leaf(day, 10, 12));
  machine.compile(std::vector<ir::NodeId>(), {ir::Step{paid_then}}, build.number(0), 3);
  using Amounts = std::pair<std::int64_t, std::int64_t>;
  const auto found = [&](const std::vector<polrt_entry>& entries, const std::vector<polrt_entry>& booked = {}) {
    const Output output = machine.run(Variant::explaining, past(entries, booked));
    return Amounts{output.least(0), output.most(0)};
  };
  const std::vector<polrt_entry> entries = {paid(0, 10, 50),  paid(1, 10, 1000), paid(2, 10, 7),   paid(2, 11, 30),
                                            paid(0, 11, -40), paid(0, 12, 20),   paid(0, 13, 500), paid(0, 9, 500)};
  CHECK(found({}) == Amounts{0, 0});
  CHECK_FALSE(machine.run(Variant::explaining, past({})).amount_rests_on(0));
  CHECK(found(entries) == Amounts{0, 57});
  CHECK(machine.run(Variant::explaining, past(entries)).amount_rests_on(0));
  CHECK(found(entries, {paid(0, 11, 45)}) == Amounts{20, 57});  // every day of the range has something
  CHECK(found(entries, {paid(0, 11, 45), undated(2, 9), undated(2, -4), undated(1, 100)}) == Amounts{20, 62});
  CHECK(found({undated(2, -4)}) == Amounts{0, 0});
  const Amounts of_day[] = {{57, 57}, {0, 0}, {20, 20}, {500, 500}, {0, 0}};
  for (std::int32_t k = 0; k < 5; ++k) {
    machine.give(day, 10 + k);
    CHECK(found(entries) == of_day[k]);
    CHECK(machine.run(Variant::deciding, past(entries)).words == machine.run(Variant::explaining, past(entries)).words);
    CHECK_FALSE(machine.run(Variant::explaining, past(entries)).amount_rests_on(0));
  }
  machine.give(day, std::int32_t{10});
  CHECK(found(entries, {undated(0, 3)}) == Amounts{57, 60});
  CHECK_FALSE(machine.run(Variant::explaining, past(entries, {undated(0, 3)})).amount_rests_on(0));
}

TEST_CASE("a question writes its outputs, and what its undecided outcomes rest on") {
  Machine machine;
  const std::uint32_t kind = machine.add_fact(ir::Storage::ordinal), amount = machine.add_fact(ir::Storage::number),
                      there = machine.add_fact(ir::Storage::truth), more = machine.add_fact(ir::Storage::truth);
  ir::Builder& build = machine.build;
  const ir::NodeId always = build.truth(true), presence = build.truth_leaf(there), last = build.truth_leaf(more);
  machine.compile_question(
      {{last, false}},
      {{build.case_leaf(kind, 4), always, true}, {build.number_leaf(amount, -5, 9), presence, true}, {last, always, false}});
  CHECK(machine.artifact().question_count == 1);
  CHECK(machine.artifact().line_count == 1);
  const auto words = [&](Variant variant = Variant::explaining) {
    const Output output = machine.run(variant);
    return std::vector<std::int64_t>(output.words.begin() + output.layout.outputs, output.words.end());
  };
  using Words = std::vector<std::int64_t>;
  CHECK(words() == Words{2, 15, 0, 3, -5, 9, 2, 3, 0});
  for (std::size_t leaf = 0; leaf < 4; ++leaf) {
    CHECK(machine.run().amount_rests_on(leaf) == (leaf < 3));
    CHECK_FALSE(machine.run().status_rests_on(leaf));
  }
  CHECK(machine.run().open(0));
  machine.give(there, std::uint8_t{0});
  CHECK(words() == Words{2, 15, 0, 1, -5, 9, 2, 3, 0});
  CHECK(machine.run().amount_rests_on(0));
  CHECK_FALSE(machine.run().amount_rests_on(1));
  machine.give(there, std::uint8_t{1});
  machine.give(kind, std::uint16_t{2});
  CHECK(words() == Words{2, 4, 0, 2, -5, 9, 2, 3, 0});
  CHECK_FALSE(machine.run().amount_rests_on(0));
  CHECK(machine.run().amount_rests_on(1));
  machine.give(amount, std::int64_t{7});
  machine.give(more, std::uint8_t{1});
  CHECK(words() == Words{2, 4, 0, 2, 7, 7, 2, 2, 0});
  CHECK(words(Variant::deciding) == words());
}

TEST_CASE("the optimised module can be shown") {
  Machine machine;
  machine.compile_number(machine.build.number(1));
  const std::string text = print(machine.program());
  CHECK(text.find(POLRT_ARTIFACT_SYMBOL) != std::string::npos);
  CHECK(target_description().find("llvm 19") == 0);
}

}  // namespace pol::emit::test
