// Rounded quotients and compared products against base/int256.h, in 64, 128 and 256 bits.
#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "base/exact.h"
#include "machine.h"

namespace pol::emit::test {

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
const RoundingMode modes[] = {RoundingMode::half_up, RoundingMode::half_even, RoundingMode::up, RoundingMode::down};

std::int64_t expected(Int128 numerator, Int128 denominator, RoundingMode mode) {
  return *narrow(*round_ratio(numerator, denominator, mode));
}

struct Factors {
  Machine machine;
  std::vector<std::uint32_t> facts;
  std::vector<ir::NodeId> leaves;

  void add(std::int64_t from, std::int64_t to) {
    facts.push_back(machine.add_fact(ir::Storage::number));
    leaves.push_back(machine.build.number_leaf(facts.back(), from, to));
  }
  void give(const std::vector<std::int64_t>& values) {
    for (std::size_t k = 0; k < values.size(); ++k) machine.give(facts[k], values[k]);
  }
};

}  // namespace

TEST_CASE("a quotient is rounded as its mode says, below 0 alike") {
  for (const RoundingMode mode : modes) {
    Factors factors;
    factors.add(-100, 100);
    factors.add(1, 100);
    ir::Builder& build = factors.machine.build;
    const ir::NodeId by_constant = build.round_quotient({factors.leaves[0]}, {build.number(8)}, mode, 1, -100, 100);
    const ir::NodeId to_unit = build.round_quotient({factors.leaves[0]}, {factors.leaves[1]}, mode, 5, -100, 100);
    factors.machine.compile(std::vector<ir::NodeId>(),
                            {ir::Step{build.round_quotient({factors.leaves[0]}, {factors.leaves[1]}, mode, 1, -100, 100)},
                             ir::Step{by_constant}, ir::Step{to_unit}},
                            build.number(0));
    int wrong = 0;
    for (std::int64_t n = -40; n <= 40; ++n) {
      for (const std::int64_t d : {1, 2, 3, 4, 6, 7, 10, 80, 81}) {
        factors.give({n, d});
        const Output output = factors.machine.run();
        const bool right = output.least(0) == expected(n, d, mode) && output.least(1) == expected(n, 8, mode) &&
                           output.least(2) == 5 * expected(n, 5 * d, mode);
        wrong += right && output.words == factors.machine.run(Variant::deciding).words ? 0 : 1;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("quotients of 128 bits") {
  for (const RoundingMode mode : modes) {
    Factors factors;
    factors.add(least, most);
    factors.add(least, most);
    factors.add(1, most);
    factors.add(1, most);
    ir::Builder& build = factors.machine.build;
    factors.machine.compile_number(
        build.round_quotient({factors.leaves[0], factors.leaves[1]}, {factors.leaves[2], factors.leaves[3]}, mode, 1, least, most));
    std::mt19937_64 random(3);
    const auto number = [&random] { return static_cast<std::int64_t>(random()) >> (random() % 63); };
    int wrong = 0, tried = 0, wide = 0;
    const auto check = [&](std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
      const Int256 above = Int128{a} * b, below = Int128{c} * d;
      const auto value = narrow(*round_ratio(above, below, mode));
      if (!value) return;
      factors.give({a, b, c, d});
      ++tried;
      wide += narrow(above) && narrow(below) ? 0 : 1;
      wrong += factors.machine.run().least(0) == *value && factors.machine.run(Variant::deciding).most(0) == *value ? 0 : 1;
    };
    for (int k = 0; k < 3000; ++k) {
      const auto positive = [&] { return std::max<std::int64_t>(1, number() & most); };
      const std::int64_t c = positive(), d = positive();
      check(number(), number(), c, d);
      check(number(), c, d, 1);
      check(c, 2 * (number() / 4) + 1, c, 2);  // halves
    }
    check(least, least, most, most);
    check(most, most, most, most);
    check(least, most, most, 1);
    check(most, most, most, 2);
    CHECK(wrong == 0);
    CHECK(tried > 3000);
    CHECK(wide > 1000);
  }
}

namespace {

Int256 product_of(const std::vector<std::int64_t>& factors) {
  Int256 product = 1;
  for (const std::int64_t factor : factors) product = *multiply(product, factor);
  return product;
}

// Of any width.
std::int64_t some_number(std::mt19937_64& random) { return static_cast<std::int64_t>(random()) >> (random() % 64); }

std::vector<std::int64_t> joined(std::vector<std::int64_t> first, const std::vector<std::int64_t>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

TEST_CASE("quotients of 256 bits") {
  for (const RoundingMode mode : modes) {
    Factors factors;
    for (int k = 0; k < 8; ++k) factors.add(k < 4 ? least : 1, most);
    ir::Builder& build = factors.machine.build;
    const std::vector<ir::NodeId>& all = factors.leaves;
    factors.machine.compile_number(
        build.round_quotient({all.begin(), all.begin() + 4}, {all.begin() + 4, all.end()}, mode, 1, least, most));
    std::mt19937_64 random(4);
    int wrong = 0, beyond = 0, wide = 0;
    const auto check = [&](const std::vector<std::int64_t>& over, const std::vector<std::int64_t>& under) {
      const Int256 exact = *round_ratio(product_of(over), product_of(under), mode);
      const std::int64_t value = narrow(exact) ? *narrow(exact) : exact.is_negative() ? least : most;
      factors.give(joined(over, under));
      beyond += narrow(exact) ? 0 : 1;
      wide += product_of(over).fits_128() && product_of(under).fits_128() ? 0 : 1;
      wrong += factors.machine.run().least(0) == value && factors.machine.run(Variant::deciding).most(0) == value ? 0 : 1;
    };
    for (int k = 0; k < 2000; ++k) {
      std::vector<std::int64_t> over(4), under(4);
      for (std::int64_t& factor : over) factor = some_number(random);
      for (std::int64_t& factor : under) factor = std::max<std::int64_t>(1, some_number(random) & most);
      check(over, under);
      check(over, {under[0], under[1], 1, 1});
      check({over[0], under[0], under[1], under[2]}, {under[0], under[1], under[2], 1});  // whole, and beside it
      check({over[0], under[0], under[1], under[2]}, {under[0], under[1], under[2], 2});  // halves
      check({over[0], under[0] - 1, under[1], under[2]}, {under[0], under[1], under[2], 1});
    }
    for (const std::int64_t over : {least, least + 1, most - 1, most}) {
      for (const std::int64_t under : {std::int64_t{1}, std::int64_t{2}, most - 1, most}) {
        check({over, least, least, least}, {under, most, most, most});
        check({over, most, most, most}, {under, most, most, most});
        check({over, most, most, most}, {under, 1, 1, most});
        check({over, most, most, 1}, {under, most, most, most});
      }
    }
    CHECK(wrong == 0);
    CHECK(beyond > 300);
    CHECK(wide > 3000);
  }
}

TEST_CASE("what is calculated in 256 bits is compared exactly") {
  Factors factors;
  for (int k = 0; k < 8; ++k) factors.add(-most, most);
  ir::Builder& build = factors.machine.build;
  const Int256 end = product_of({most, most, most, most}), three = *multiply(end, 3);
  const auto node = [&](ir::Op op, ir::NodeId left, ir::NodeId right) {
    return build.arithmetic(op, left, right, *multiply(three, -1), three);
  };
  const auto product = [&](std::size_t first) {
    ir::NodeId made = build.arithmetic(ir::Op::multiply, factors.leaves[first], factors.leaves[first + 1],
                                       *multiply(Int128{most} * most, -1), Int128{most} * most);
    for (const std::size_t k : {first + 2, first + 3})
      made = build.arithmetic(ir::Op::multiply, made, factors.leaves[k], *multiply(end, -1), end);
    return made;
  };
  const ir::NodeId one = product(0), other = product(4);
  const ir::NodeId sum = node(ir::Op::add, one, other), difference = node(ir::Op::subtract, one, other);
  const ir::NodeId smaller = node(ir::Op::smaller, one, other), larger = node(ir::Op::larger, one, other);
  factors.machine.compile({build.compare(ir::Op::less, one, other), build.compare(ir::Op::less, sum, difference),
                           build.compare(ir::Op::equal, smaller, one), build.compare(ir::Op::less_equal, larger, difference)});
  std::mt19937_64 random(6);
  int wrong = 0;
  for (int k = 0; k < 2000; ++k) {
    std::vector<std::int64_t> values(8);
    for (std::int64_t& value : values) value = std::max(-most, some_number(random));
    if (k % 3 == 0) std::copy(values.begin(), values.begin() + 3, values.begin() + 4);
    factors.give(values);
    const Int256 a = product_of({values.begin(), values.begin() + 4}), b = product_of({values.begin() + 4, values.end()});
    const bool expected[] = {a < b, *add(a, b) < *subtract(a, b), std::min(a, b) == a, std::max(a, b) <= *subtract(a, b)};
    const Output output = factors.machine.run();
    for (std::size_t i = 0; i < 4; ++i) wrong += output.established(i) == expected[i] ? 0 : 1;
    wrong += output.words == factors.machine.run(Variant::deciding).words ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("an undecided quotient goes from the least to the greatest") {
  Factors factors;
  factors.add(-7, 9);
  factors.add(2, 4);
  factors.add(3, 3'000'000'000);
  ir::Builder& build = factors.machine.build;
  const ir::NodeId exact = build.round_quotient({factors.leaves[0]}, {factors.leaves[1]}, RoundingMode::down, 1, -9, 9);
  const ir::NodeId wide = build.round_quotient({factors.leaves[0], factors.leaves[2], factors.leaves[2]}, {factors.leaves[1]},
                                               RoundingMode::half_up, 1, least, most);
  const ir::NodeId none = build.round_quotient({factors.leaves[0], build.number(0)}, {factors.leaves[1]}, RoundingMode::up, 1, 0, 0);
  factors.machine.compile(std::vector<ir::NodeId>(), {ir::Step{none}, ir::Step{wide}, ir::Step{exact}}, build.number(0));
  Output output = factors.machine.run();
  CHECK(output.least(2) == -3);
  CHECK(output.most(2) == 4);
  CHECK(output.amount_rests_on(0));
  CHECK(output.amount_rests_on(1));
  CHECK_FALSE(output.amount_rests_on(2));
  CHECK(output.least(0) == 0);
  CHECK(output.most(0) == 0);
  factors.give({9, 2, 3});
  factors.machine.forget(factors.facts[1]);
  output = factors.machine.run();
  CHECK(output.least(1) == 20);
  CHECK(output.most(1) == 41);
  CHECK(output.least(2) == 2);
  factors.machine.give(factors.facts[0], std::int64_t{0});
  output = factors.machine.run();
  CHECK(output.most(2) == 0);
  CHECK_FALSE(output.amount_rests_on(1));
}

TEST_CASE("a denominator of an absent record does no harm") {
  Factors factors;
  factors.add(1, 9);
  factors.add(1, most);
  ir::Builder& build = factors.machine.build;
  const ir::NodeId first = build.round_quotient({factors.leaves[0]}, {factors.leaves[0]}, RoundingMode::up, 1, 0, 9);
  const ir::NodeId second = build.round_quotient({factors.leaves[1]}, {factors.leaves[1], factors.leaves[1]}, RoundingMode::up, 1, 0, most);
  factors.machine.compile(std::vector<ir::NodeId>(), {ir::Step{first}, ir::Step{second}}, build.number(0));
  factors.machine.run(Variant::deciding);
  factors.give({-1, -1});
  factors.machine.run(Variant::deciding);
}

TEST_CASE("products are compared exactly") {
  for (const int bits : {64, 128, 256}) {
    Factors factors;
    const std::int64_t end = bits > 64 ? most : 1'000'000;
    for (int k = 0; k < 4; ++k) factors.add(-end, end);
    ir::Builder& build = factors.machine.build;
    std::vector<ir::NodeId> left = {factors.leaves[0], factors.leaves[1]}, right = {factors.leaves[2], factors.leaves[3]};
    if (bits == 256) left.insert(left.end(), 2, build.number(most)), right.insert(right.end(), 2, build.number(most));
    factors.machine.compile({build.compare_products(ir::Op::less, left, right), build.compare_products(ir::Op::less_equal, left, right),
                             build.compare_products(ir::Op::equal, left, right)});
    std::mt19937_64 random(5);
    for (int k = 0; k < 2000; ++k) {
      const auto number = [&] { return static_cast<std::int64_t>(random() % (2 * static_cast<std::uint64_t>(end))) - end; };
      std::int64_t a = number(), b = number(), c = number(), d = number();
      if (k % 3 == 0) c = -a, d = -b;
      if (k % 5 == 0) c = b, d = a + 1;
      factors.give({a, b, c, d});
      const Int128 first = Int128{a} * b, second = Int128{c} * d;
      const Output output = factors.machine.run();
      CHECK(output.established(0) == (first < second));
      CHECK(output.established(1) == (first <= second));
      CHECK(output.established(2) == (first == second));
      CHECK(output.words == factors.machine.run(Variant::deciding).words);
    }
  }
}

TEST_CASE("products of what is unknown have the bounds of the four") {
  Factors factors;
  factors.add(-3, 4);
  factors.add(-5, 2);
  factors.add(1, 6);
  ir::Builder& build = factors.machine.build;
  const std::vector<ir::NodeId> all = factors.leaves;  // -120 to 90
  const auto below = [&](std::int64_t value) { return build.compare_products(ir::Op::less, all, {build.number(value)}); };
  factors.machine.compile(
      {below(-120), below(-119), below(90), below(91), build.compare_products(ir::Op::equal, all, {build.number(-121)})});
  const Output output = factors.machine.run();
  const bool open[] = {false, true, true, false, false};
  for (std::size_t k = 0; k < 5; ++k) CHECK(output.open(k) == open[k]);
  CHECK(output.established(3));
  for (std::size_t k = 0; k < 3; ++k) CHECK(output.status_rests_on(k));
}

}  // namespace pol::emit::test
