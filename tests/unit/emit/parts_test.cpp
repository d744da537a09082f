// Lines too long for one function: the same grounds, alone and behind hundreds of others, must come out the same.
#include <doctest/doctest.h>

#include "machine.h"

namespace pol::emit::test {

namespace {

ir::Mask mask(std::uint64_t word) { return {{word}}; }

// Values of every shape, and grounds that read all of them; between the two `fillers` grounds that read facts of their own.
struct Long {
  Machine machine;
  std::uint32_t truth, number, date, small, wide, set, optional, list, agreed, price;
  std::vector<std::uint32_t> others;
  std::vector<ir::NodeId> grounds;
  std::size_t fillers;

  explicit Long(std::size_t filler_count) : fillers(filler_count) {
    truth = machine.add_fact(ir::Storage::truth), number = machine.add_fact(ir::Storage::number),
    date = machine.add_fact(ir::Storage::date);
    small = machine.add_fact(ir::Storage::ordinal), wide = machine.add_fact(ir::Storage::ordinal), set = machine.add_fact(ir::Storage::set);
    optional = machine.add_fact(ir::Storage::number, false);
    for (std::size_t k = 0; k < 80; ++k) others.push_back(machine.add_fact(ir::Storage::truth));
    list = machine.add_list(), agreed = machine.add_member(list, ir::Storage::truth), price = machine.add_member(list, ir::Storage::number);
    build();
  }

  void build() {
    ir::Builder& build = machine.build;
    const ir::NodeId yes = build.truth_leaf(truth), amount = build.number_leaf(number, 0, 100), day = build.number_leaf(date, 0, 9999);
    const ir::NodeId which = build.case_leaf(small, 5), large = build.case_leaf(wide, 100), papers = build.set_leaf(set, 6);
    const ir::NodeId chosen = build.choose(yes, {mask(1), mask(2)}, {which, build.choice_case(2, 5)}, 0, 0);
    const ir::NodeId sets = build.choose(build.present(optional), {mask(1), mask(2)}, {papers, papers}, 0, 0);
    const ir::NodeId row = build.choose(which, {mask(1), mask(2), mask(28)}, {build.number(10), build.number(20), amount}, 0, 100);
    const ir::Mask high{{0, (std::uint64_t{1} << 36) - 1}};
    const ir::NodeId later = build.add_months(day, build.number(1), ir::MonthEnd::clamp, 0, 99'999);
    const ir::NodeId past = build.history_amount(mask(1), 0, 1000);
    // Bodies that stand long before the results of their loops, and read values of every shape that nothing else reads.
    const std::uint32_t any = build.begin_loop(list), total = build.begin_loop(list);
    const ir::NodeId body =
        build.all_of({build.truth_leaf(agreed, any), build.negate(yes), build.is_case(chosen, mask(5)), build.is_case(large, high),
                      build.has(ir::Op::has_any, sets, mask(4)), build.compare(ir::Op::less, build.number_leaf(price, 0, 50, any), row)});
    const ir::NodeId cost = build.arithmetic(ir::Op::smaller, build.number_leaf(price, 0, 50, total), amount, 0, 50);
    const ir::NodeId so_far = build.arithmetic(ir::Op::add, build.running(total, 0, 9999), cost, 0, 9999);
    for (std::size_t k = 0; k < fillers; ++k) {
      const ir::NodeId other = build.truth_leaf(others[k % others.size()]);
      grounds.push_back(build.all_of({other, build.compare(ir::Op::less, amount, build.number(static_cast<std::int64_t>(k % 100)))}));
    }
    const ir::NodeId some = build.any_element(any, body);
    const ir::NodeId folded = build.fold(total, row, so_far, ir::Sorted::falling, build.number_leaf(price, 0, 50, total), 0, 9999);
    for (const ir::NodeId ground :
         {yes, build.is_case(chosen, mask(4)), build.is_case(which, mask(3)), build.is_case(large, high),
          build.has(ir::Op::has_all, sets, mask(5)), build.compare(ir::Op::less, row, build.number(15)),
          build.compare(ir::Op::less, later, build.number(5000)), build.compare(ir::Op::less, past, amount), some}) {
      grounds.push_back(ground);
    }
    std::vector<ir::Step> steps = {{row, true, past, amount}};
    for (std::int64_t k = 0; k < static_cast<std::int64_t>(fillers); ++k) {
      steps.push_back({build.arithmetic(ir::Op::smaller, row, build.number(1000 + k), 0, 100)});
    }
    steps.push_back({folded});
    machine.compile(grounds, steps, later);
  }
};

struct Values {
  int truth, number, date, small, wide, set;  // below 0: unknown
};

template <class Value>
void put(Machine& machine, std::uint32_t fact, int value) {
  machine.give(fact, static_cast<Value>(std::max(value, 0)));
  if (value < 0) machine.forget(fact);
}

void fill(Long& line, const Values& values) {
  put<std::uint8_t>(line.machine, line.truth, values.truth);
  put<std::int64_t>(line.machine, line.number, values.number);
  put<std::int32_t>(line.machine, line.date, values.date);
  put<std::uint16_t>(line.machine, line.small, values.small);
  put<std::uint16_t>(line.machine, line.wide, values.wide);
  put<std::uint64_t>(line.machine, line.set, values.set);
  for (std::size_t k = 0; k < line.others.size(); ++k) put<std::uint8_t>(line.machine, line.others[k], static_cast<int>(k % 3) - 1);
}

void fill_list(Long& line, std::size_t count, int unknown_each) {
  line.machine.resize(line.list, count);
  for (std::size_t k = 0; k < count; ++k) {
    const int place = static_cast<int>(k) + 1;
    if (unknown_each == 0 || place % unknown_each != 0) line.machine.give(line.agreed, k, static_cast<std::uint8_t>(k % 2));
    if (unknown_each == 0 || place % (unknown_each + 1) != 0) line.machine.give(line.price, k, std::int64_t{place % 13});
  }
}

void compare(Long& alone, Long& behind, const Values& values, Variant variant, const polrt_history& history) {
  fill(alone, values);
  fill(behind, values);
  const Output few = alone.machine.run(variant, history), many = behind.machine.run(variant, history);
  const std::size_t few_leaves = alone.machine.line().leaves.size(), many_leaves = behind.machine.line().leaves.size();
  for (std::size_t k = 0; k < 9; ++k) {
    CHECK(few.established(k) == many.established(behind.fillers + k));
    CHECK(few.open(k) == many.open(behind.fillers + k));
  }
  CHECK(few.least(0) == many.least(0));
  CHECK(few.most(0) == many.most(behind.fillers));
  CHECK(few.least(1) == many.least(behind.fillers + 1));
  CHECK(few.most(1) == many.most(behind.fillers + 1));
  CHECK(few.words.at(few.layout.event) == many.words.at(many.layout.event));
  for (std::size_t k = 0; k < 4; ++k) CHECK(few.limit_word(k) == many.limit_word(k));
  for (std::size_t k = 0; k < 6; ++k) CHECK(few.amount_rests_on(k) == many.amount_rests_on(k));
  for (std::uint32_t loop = 0; loop < 2; ++loop) {
    CHECK(few.amount_rests_on(few_leaves + loop) == many.amount_rests_on(many_leaves + loop));
    CHECK(few.status_rests_on(few_leaves + loop) == many.status_rests_on(many_leaves + loop));
    CHECK(alone.machine.collect(loop) == behind.machine.collect(loop));
  }
}

}  // namespace

TEST_CASE("a line in parts says what it says in one") {
  Long alone(0), behind(1500);
  REQUIRE(behind.machine.program().lines[0].nodes.size() > ir::most_nodes_of_a_usual_line);
  const std::vector<polrt_entry> entries = {{0, POLRT_HAS_EVENT_DATE, 5, 0, 40}};
  const polrt_history history{entries.data(), entries.size(), nullptr, 0};
  for (const Values& values :
       {Values{1, 50, 4000, 0, 70, 5}, Values{0, 12, 6000, 4, 3, 1}, Values{-1, 50, 4000, 1, 70, 5}, Values{1, -1, 4990, 2, -1, 7},
        Values{0, -1, -1, -1, 99, -1}, Values{-1, -1, -1, -1, -1, -1}, Values{1, 99, 4970, 3, 64, 4}}) {
    for (const std::size_t count : {0, 1, 2, 9}) {
      for (const int unknown_each : {0, 2, 5}) {
        fill_list(alone, count, unknown_each);
        fill_list(behind, count, unknown_each);
        compare(alone, behind, values, Variant::explaining, history);
      }
    }
    fill_list(alone, 9, 0);
    fill_list(behind, 9, 0);
    const bool known =
        values.truth >= 0 && values.number >= 0 && values.date >= 0 && values.small >= 0 && values.wide >= 0 && values.set >= 0;
    if (known) compare(alone, behind, values, Variant::deciding, history);
  }
}

TEST_CASE("what the grounds of all parts rest on is joined") {
  Long behind(1500);
  fill(behind, {1, -1, 4000, 0, 70, 5});
  const Output output = behind.machine.run();
  for (std::size_t k = 0; k < 80; ++k) CHECK(output.status_rests_on(6 + k) == (k % 3 == 0));
  CHECK(output.status_rests_on(1));
  CHECK_FALSE(output.status_rests_on(0));
}

TEST_CASE("many outputs in parts") {
  constexpr std::size_t count = 800;
  Machine machine;
  ir::Builder& build = machine.build;
  std::vector<std::uint32_t> facts;
  std::vector<ir::Output> outputs;
  for (std::size_t k = 0; k < count; ++k) facts.push_back(machine.add_fact(ir::Storage::truth));
  for (std::size_t k = 0; k < count; ++k) {
    const ir::NodeId value = build.all_of({build.truth_leaf(facts[k]), build.negate(build.truth_leaf(facts[(k + 1) % count]))});
    outputs.push_back({value, build.truth_leaf(facts[(k + 2) % count]), true});
  }
  machine.compile_question({}, outputs);
  REQUIRE(machine.program().questions[0].nodes.size() > ir::most_nodes_of_a_usual_line);
  for (const std::uint32_t fact : facts) machine.give(fact, std::uint8_t{1});
  machine.forget(facts[7]);
  machine.forget(facts[280]);
  const Output output = machine.run();
  for (std::size_t k = 0; k < count; ++k) {
    CHECK(output.amount_rests_on(k) == (k == 7 || k == 280));
    CHECK(output.output_word(k, 0) == (k == 5 || k == 278 ? 3 : 2));
    CHECK(output.output_word(k, 1) == (k == 6 || k == 279 ? 3 : 1));  // yes and not yes is no
  }
}

}  // namespace pol::emit::test
