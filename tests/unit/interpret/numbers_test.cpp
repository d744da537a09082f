#include <doctest/doctest.h>

#include <limits>

#include "unit/interpret/by_hand.h"

namespace pol::interpret::test {

namespace {

ExprPtr quotient(std::vector<ExprPtr> above, std::vector<ExprPtr> below, RoundingMode mode = RoundingMode::half_up, std::int64_t unit = 1) {
  constexpr model::Range any{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  return make(model::RoundedQuotient{std::move(above), std::move(below), mode, unit}, whole, any);
}

ExprPtr compared(model::CompareOp op, std::vector<ExprPtr> left, std::vector<ExprPtr> right) {
  return make(model::CompareProducts{op, std::move(left), std::move(right)}, truth_type);
}

ExprPtr band_of(ExprPtr subject, std::vector<std::int64_t> starts) {
  return make(model::Band{std::move(subject), std::move(starts)}, {model::Kind::enumeration, model::none, 0, ""});
}

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("a quotient is exact until it is rounded, to any unit") {
  const Hand hand;
  CHECK(hand.text(quotient({number(7)}, {number(2)})) == "4");
  CHECK(hand.text(quotient({number(5)}, {number(2)}, RoundingMode::half_even)) == "2");
  CHECK(hand.text(quotient({number(7)}, {number(2)}, RoundingMode::down)) == "3");
  CHECK(hand.text(quotient({number(7)}, {number(3)}, RoundingMode::up)) == "3");
  CHECK(hand.text(quotient({number(1'250)}, {}, RoundingMode::half_up, 100)) == "1300");
  CHECK(hand.text(quotient({number(1'250)}, {}, RoundingMode::half_even, 100)) == "1200");
  CHECK(hand.text(quotient({number(-5)}, {number(2)})) == "-3");
  // 24.9 of 10: rounded once, not first to 25
  CHECK(hand.text(quotient({number(249)}, {number(10)}, RoundingMode::half_up, 10)) == "20");
}

TEST_CASE("products leave 64 bits, and nothing is lost") {
  const Hand hand;
  CHECK(hand.text(quotient({number(largest), number(largest)}, {number(largest)})) == std::to_string(largest));
  CHECK(hand.text(quotient({number(largest), number(1'000)}, {number(1'000)})) == std::to_string(largest));
  CHECK(hand.text(compared(model::CompareOp::less, {number(largest), number(largest - 1)}, {number(largest), number(largest)})) == "yes");
  const std::vector<ExprPtr> four(4, number(largest)), five(5, number(largest));  // 252 bits, and more than there are
  CHECK(hand.text(quotient(four, {number(largest), number(largest), number(largest)})) == std::to_string(largest));
  CHECK(hand.text(compared(model::CompareOp::less, four, {number(largest), number(largest), number(largest), number(largest - 1)})) ==
        "no");
  CHECK_THROWS_AS(hand.text(quotient(five, {number(1)})), BrokenPromise);
  CHECK_THROWS_AS(hand.text(compared(model::CompareOp::less, five, {number(1)})), BrokenPromise);
  CHECK(hand.text(quotient({number(largest), number(2)}, {number(1)})) == std::to_string(largest));  // held in its range: decision 9
  CHECK_THROWS_AS(hand.text(quotient({number(1)}, {number(0)})), BrokenPromise);
}

TEST_CASE("a quotient of what is unknown lies between the least and the greatest") {
  Hand hand;
  const FactId part = hand.leaf("claim.part", whole, {0, 10});
  const FactId base = hand.leaf("claim.base", whole, {2, 4});
  CHECK(hand.text(quotient({hand.read(part)}, {number(4)})) == "0..3 on claim.part");
  CHECK(hand.text(quotient({number(9)}, {hand.read(base)})) == "2..5 on claim.base");
  CHECK(hand.text(quotient({hand.read(part)}, {hand.read(base)})) == "0..5 on claim.part, claim.base");
  CHECK(hand.text(quotient({number(0), hand.read(part)}, {hand.read(base)})) == "0");             // 0 times unknown
  CHECK(hand.text(quotient({hand.read(base)}, {number(100)}, RoundingMode::half_up, 1)) == "0");  // rounding decides
  CHECK(hand.text(quotient({number(-9)}, {hand.read(base)})) == "-5..-2 on claim.base");
}

TEST_CASE("factors multiply from the left, each product the least and greatest of four") {
  Hand hand;
  const FactId shift = hand.leaf("claim.shift", whole, {-2, 3});
  const FactId part = hand.leaf("claim.part", whole, {-1, 10});
  CHECK(hand.text(quotient({hand.read(shift), hand.read(part)}, {number(1)})) == "-20..30 on claim.shift, claim.part");
}

TEST_CASE("products compared") {
  Hand hand;
  const FactId loss = hand.leaf("claim.loss", whole, {10, 20});
  const auto against = [&](model::CompareOp op, std::int64_t value) {
    return hand.text(compared(op, {hand.read(loss), number(3)}, {number(value)}));
  };
  CHECK(against(model::CompareOp::less, 61) == "yes");
  CHECK(against(model::CompareOp::less, 60) == "either on claim.loss");
  CHECK(against(model::CompareOp::less, 30) == "no");
  CHECK(against(model::CompareOp::less_equal, 60) == "yes");
  CHECK(against(model::CompareOp::less_equal, 29) == "no");
  CHECK(against(model::CompareOp::equal, 45) == "either on claim.loss");
  CHECK(against(model::CompareOp::equal, 29) == "no");
  hand.say(loss, 15);
  CHECK(against(model::CompareOp::equal, 45) == "yes");
}

TEST_CASE("bands: the first is open below, the last above; all that the bounds touch are possible") {
  Hand hand;
  const FactId age = hand.leaf("claim.age", whole, {0, 120});
  const std::vector<std::int64_t> starts{0, 16, 55};
  CHECK(hand.text(band_of(number(-3), starts)) == "{0}");
  CHECK(hand.text(band_of(number(15), starts)) == "{0}");
  CHECK(hand.text(band_of(number(16), starts)) == "{1}");
  CHECK(hand.text(band_of(number(54), starts)) == "{1}");
  CHECK(hand.text(band_of(number(55), starts)) == "{2}");
  CHECK(hand.text(band_of(number(500), starts)) == "{2}");
  CHECK(hand.text(band_of(number(500), {0})) == "{0}");
  CHECK(hand.text(band_of(hand.read(age), starts)) == "{0 1 2} on claim.age");
  hand.policy.facts[age].range = {20, 55};
  CHECK(hand.text(band_of(hand.read(age), starts)) == "{1 2} on claim.age");
  hand.policy.facts[age].range = {20, 54};
  CHECK(hand.text(band_of(hand.read(age), starts)) == "{1}");
}

TEST_CASE("a choice by band: bands that agree decide") {
  Hand hand;
  const FactId age = hand.leaf("claim.age", whole, {0, 54});
  const ExprPtr band = band_of(hand.read(age), {0, 16, 55});
  const auto by_band = [&](std::int64_t young, std::int64_t middle, std::int64_t old) {
    return make(
        model::Choice{band,
                      {{{true, false, false}, number(young)}, {{false, true, false}, number(middle)}, {{false, false, true}, number(old)}}},
        whole);
  };
  CHECK(hand.text(by_band(5, 7, 9)) == "5..7 on claim.age");
  CHECK(hand.text(by_band(5, 5, 9)) == "5");
}

TEST_CASE("a condition without a record") {
  const Hand hand;
  CHECK(constant(hand.policy, less(number(1), number(2))) == 1);
  CHECK(constant(hand.policy, less(number(2), number(2))) == 0);
  CHECK(constant(hand.policy, sum(number(2), number(3))) == 5);
}

}  // namespace pol::interpret::test
