// Sets of possible values through machine code: what is unknown, what that leaves open, and what it rests on.
#include <doctest/doctest.h>

#include "machine.h"

namespace pol::emit::test {

namespace {

ir::Mask mask(std::uint64_t word) { return {{word}}; }

}  // namespace

TEST_CASE("truths: and, or, not, proved") {
  Machine machine;
  const std::uint32_t a = machine.add_fact(ir::Storage::truth), b = machine.add_fact(ir::Storage::truth);
  ir::Builder& build = machine.build;
  const ir::NodeId left = build.truth_leaf(a), right = build.truth_leaf(b);
  machine.compile({build.all_of({left, right}), build.any_of({left, right}), build.negate(left), build.proved(left)});
  // value of a truth: 0 no, 1 yes, 2 unknown; of a result: 0 no, 1 yes, 2 open
  const auto result = [](const Output& output, std::size_t ground) { return output.open(ground) ? 2 : output.established(ground) ? 1 : 0; };
  for (int x = 0; x < 3; ++x) {
    for (int y = 0; y < 3; ++y) {
      for (const auto& [fact, value] : {std::pair{a, x}, std::pair{b, y}}) {
        machine.give(fact, static_cast<std::uint8_t>(value & 1));
        if (value == 2) machine.forget(fact);
      }
      const Output output = machine.run();
      CHECK(result(output, 0) == (x == 0 || y == 0 ? 0 : x == 1 && y == 1 ? 1 : 2));
      CHECK(result(output, 1) == (x == 1 || y == 1 ? 1 : x == 0 && y == 0 ? 0 : 2));
      CHECK(result(output, 2) == (x == 2 ? 2 : 1 - x));
      CHECK(result(output, 3) == (x == 1 ? 1 : 0));
      CHECK(output.status_rests_on(0) == (x == 2));
      CHECK(output.status_rests_on(1) == (y == 2));
      if (x == 2 || y == 2) continue;
      CHECK(machine.run(Variant::deciding).words == output.words);
    }
  }
}

TEST_CASE("a decided result rests on nothing, whatever its operands rest on") {
  Machine machine;
  const std::uint32_t a = machine.add_fact(ir::Storage::truth), b = machine.add_fact(ir::Storage::truth);
  ir::Builder& build = machine.build;
  machine.compile({build.all_of({build.truth_leaf(a), build.truth_leaf(b)})});
  machine.give(b, std::uint8_t{0});
  CHECK_FALSE(machine.run().open(0));
  CHECK_FALSE(machine.run().established(0));
  CHECK_FALSE(machine.run().status_rests_on(0));
  machine.give(b, std::uint8_t{1});
  CHECK(machine.run().open(0));
  CHECK(machine.run().status_rests_on(0));
  CHECK_FALSE(machine.run().status_rests_on(1));
}

TEST_CASE("comparisons of bounds") {
  Machine machine;
  const std::uint32_t a = machine.add_fact(ir::Storage::number);
  ir::Builder& build = machine.build;
  const ir::NodeId unknown = build.number_leaf(a, 10, 20);
  const auto against = [&](ir::Op op, std::int64_t value) { return build.compare(op, unknown, build.number(value)); };
  machine.compile({against(ir::Op::less, 10), against(ir::Op::less, 11), against(ir::Op::less, 21), against(ir::Op::less_equal, 9),
                   against(ir::Op::less_equal, 10), against(ir::Op::less_equal, 20), against(ir::Op::equal, 9),
                   against(ir::Op::equal, 20)});
  const Output open = machine.run();
  const bool sure[] = {false, false, true, false, false, true, false, false};
  const bool undecided[] = {false, true, false, false, true, false, false, true};
  for (std::size_t k = 0; k < 8; ++k) {
    CHECK(open.established(k) == sure[k]);
    CHECK(open.open(k) == undecided[k]);
  }
  machine.give(a, std::int64_t{20});
  const Output known = machine.run();
  CHECK(known.established(7));
  CHECK_FALSE(known.open(7));
  CHECK_FALSE(known.status_rests_on(0));
  CHECK(known.words == machine.run(Variant::deciding).words);
}

TEST_CASE("cases and sets of cases") {
  Machine machine;
  const std::uint32_t organ = machine.add_fact(ir::Storage::ordinal), papers = machine.add_fact(ir::Storage::set);
  ir::Builder& build = machine.build;
  const ir::NodeId which = build.case_leaf(organ, 7), set = build.set_leaf(papers, 11);
  machine.compile({build.is_case(which, mask(0b0100000)), build.is_case(which, mask(0b0101010)), build.is_case(which, mask(0b1111110)),
                   build.has(ir::Op::has_all, set, mask(0b11)), build.has(ir::Op::has_any, set, mask(0b11))});
  const Output open = machine.run();
  for (std::size_t k = 0; k < 5; ++k) CHECK(open.open(k));
  for (std::uint16_t ordinal = 0; ordinal < 7; ++ordinal) {
    machine.give(organ, ordinal);
    machine.give(papers, std::uint64_t{ordinal});
    const Output known = machine.run();
    CHECK(known.established(0) == (ordinal == 5));
    CHECK(known.established(1) == (ordinal % 2 == 1));
    CHECK(known.established(2) == (ordinal != 0));
    CHECK(known.established(3) == ((ordinal & 3) == 3));
    CHECK(known.established(4) == ((ordinal & 3) != 0));
    for (std::size_t k = 0; k < 5; ++k) CHECK_FALSE(known.open(k));
    CHECK(known.words == machine.run(Variant::deciding).words);
  }
}

TEST_CASE("an enum of more than 64 cases") {
  Machine machine;
  const std::uint32_t fact = machine.add_fact(ir::Storage::ordinal);
  ir::Builder& build = machine.build;
  const ir::NodeId which = build.case_leaf(fact, 100);
  const ir::Mask low{{~std::uint64_t{0}, 0}}, high{{0, (std::uint64_t{1} << 36) - 1}}, odd{{0xaaaaaaaaaaaaaaaa, 0xaaaaaaaaa}};
  const ir::NodeId chosen = build.choose(which, {low, high}, {build.number(3), build.number(8)}, 3, 8);
  machine.compile({build.is_case(which, high), build.is_case(which, odd)}, {ir::Step{chosen}}, build.number(0));
  const Output open = machine.run();
  CHECK(open.open(0));
  CHECK(open.least(0) == 3);
  CHECK(open.most(0) == 8);
  for (std::uint16_t ordinal = 0; ordinal < 100; ++ordinal) {
    machine.give(fact, ordinal);
    const Output known = machine.run();
    CHECK(known.established(0) == (ordinal >= 64));
    CHECK(known.established(1) == (ordinal % 2 == 1));
    CHECK(known.least(0) == (ordinal < 64 ? 3 : 8));
    CHECK(known.words == machine.run(Variant::deciding).words);
  }
}

TEST_CASE("arithmetic on bounds") {
  Machine machine;
  const std::uint32_t a = machine.add_fact(ir::Storage::number), b = machine.add_fact(ir::Storage::number),
                      c = machine.add_fact(ir::Storage::number);
  ir::Builder& build = machine.build;
  const ir::NodeId x = build.number_leaf(a, -3, 4), y = build.number_leaf(b, -5, 2), z = build.number_leaf(c, 1, 6);
  std::vector<ir::Step> steps;
  const auto add = [&](ir::Op op, ir::NodeId left, ir::NodeId right) { steps.push_back({build.arithmetic(op, left, right, -99, 99)}); };
  for (const ir::Op op : {ir::Op::add, ir::Op::subtract, ir::Op::multiply, ir::Op::smaller, ir::Op::larger}) add(op, x, y);
  add(ir::Op::multiply, z, z);
  add(ir::Op::multiply, z, build.number(0));
  machine.compile(std::vector<ir::NodeId>(), steps, build.number(0));
  const Output open = machine.run();
  const std::int64_t least[] = {-8, -5, -20, -5, -3, 1, 0}, most[] = {6, 9, 15, 2, 4, 36, 0};
  for (std::size_t k = 0; k < 7; ++k) {
    CHECK(open.least(k) == least[k]);
    CHECK(open.most(k) == most[k]);
  }
  CHECK_FALSE(open.amount_rests_on(2));  // 0 times unknown is 0
  machine.give(a, std::int64_t{-2});
  machine.give(b, std::int64_t{-5});
  machine.give(c, std::int64_t{3});
  const Output known = machine.run();
  const std::int64_t value[] = {-7, 3, 10, -5, -2, 9, 0};
  for (std::size_t k = 0; k < 7; ++k) {
    CHECK(known.least(k) == value[k]);
    CHECK(known.most(k) == value[k]);
  }
  CHECK(known.words == machine.run(Variant::deciding).words);
}

TEST_CASE("the smaller of 5 and more than 20 is 5 and rests on nothing") {
  Machine machine;
  const std::uint32_t a = machine.add_fact(ir::Storage::number);
  ir::Builder& build = machine.build;
  const ir::NodeId more = build.arithmetic(ir::Op::add, build.number(20), build.number_leaf(a, 0, 100), 20, 120);
  machine.compile_number(build.arithmetic(ir::Op::smaller, build.number(5), more, 5, 5));
  CHECK(machine.run().least(0) == 5);
  CHECK(machine.run().most(0) == 5);
  CHECK_FALSE(machine.run().amount_rests_on(0));
}

}  // namespace pol::emit::test
