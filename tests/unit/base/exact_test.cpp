#include "base/exact.h"

#include <algorithm>
#include <limits>
#include <random>

#include <doctest/doctest.h>

using namespace pol;

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

using Parsed = std::variant<std::int64_t, NotExact>;

// Moves the point through the written digits one place at a time and compares texts; no arithmetic but counting.
Parsed slow_parse(bool negative, const std::string& whole, const std::string& fraction, int exponent, int decimals) {
  std::string left = whole, right = fraction;
  for (int i = 0; i < exponent + decimals; ++i) {
    left += right.empty() ? '0' : right.front();
    right.erase(0, 1);
  }
  for (int i = 0; i > exponent + decimals; --i) {
    right.insert(0, 1, left.empty() ? '0' : left.back());
    if (!left.empty()) left.pop_back();
  }
  if (right.find_first_not_of('0') != std::string::npos) return NotExact::too_many_decimals;
  left.erase(0, std::min(left.find_first_not_of('0'), left.size()));
  if (left.empty()) return std::int64_t{0};
  const std::string limit = negative ? "9223372036854775808" : "9223372036854775807";
  if (left.size() > limit.size() || (left.size() == limit.size() && left > limit)) return NotExact::out_of_range;
  return static_cast<std::int64_t>(std::stoll((negative ? "-" : "") + left));
}

// The definition of each mode, over all whole numbers near enough, without dividing.
std::int64_t slow_round(std::int64_t n, std::int64_t d, RoundingMode mode) {
  const auto off = [&](std::int64_t q) { return std::abs(n - q * d); };
  const auto allowed = [&](std::int64_t q) {
    const bool same_side = q * d == 0 || n == 0 || (q * d > 0) == (n > 0);
    if (mode == RoundingMode::down) return same_side && std::abs(q * d) <= std::abs(n);
    if (mode == RoundingMode::up) return same_side && std::abs(q * d) >= std::abs(n);
    return true;
  };
  std::optional<std::int64_t> best;
  for (std::int64_t q = -std::abs(n) - 1; q <= std::abs(n) + 1; ++q) {
    if (!allowed(q) || (best && off(q) > off(*best))) continue;
    const bool tie = best && off(q) == off(*best);
    const bool keeps = tie && (mode == RoundingMode::half_even ? q % 2 != 0 : std::abs(q) < std::abs(*best));
    if (!keeps) best = q;
  }
  return best.value();
}

constexpr RoundingMode all_modes[] = {RoundingMode::half_up, RoundingMode::half_even, RoundingMode::up, RoundingMode::down};

constexpr Int128 two_to_126 = Int128{1} << 126;
Int128 largest_wide() { return two_to_126 - 1 + two_to_126; }
Int128 smallest_wide() { return -two_to_126 - two_to_126; }

}  // namespace

TEST_CASE("numbers are read by value") {
  CHECK(parse_exact("60000000.0", 0) == Parsed(60'000'000));
  CHECK(parse_exact("6e7", 0) == Parsed(60'000'000));
  CHECK(parse_exact("6E+7", 0) == Parsed(60'000'000));
  CHECK(parse_exact("600000000e-1", 0) == Parsed(60'000'000));
  CHECK(parse_exact("12.5", 9) == Parsed(12'500'000'000));
  CHECK(parse_exact("-2.5", 2) == Parsed(-250));
  CHECK(parse_exact("0.1", 18) == Parsed(100'000'000'000'000'000));
  CHECK(parse_exact("-0", 2) == Parsed(0));
  CHECK(parse_exact("0.000", 0) == Parsed(0));
  CHECK(parse_exact("9223372036854775807", 0) == Parsed(largest));
  CHECK(parse_exact("-9223372036854775808", 0) == Parsed(smallest));
  CHECK(parse_exact("-92233720368547758.08", 2) == Parsed(smallest));
}

TEST_CASE("what cannot be exact says why") {
  CHECK(parse_exact("0.5", 0) == Parsed(NotExact::too_many_decimals));
  CHECK(parse_exact("12.345", 2) == Parsed(NotExact::too_many_decimals));
  CHECK(parse_exact("1e-3", 2) == Parsed(NotExact::too_many_decimals));
  CHECK(parse_exact("99999999999999999999.5", 0) == Parsed(NotExact::too_many_decimals));
  CHECK(parse_exact("9223372036854775808", 0) == Parsed(NotExact::out_of_range));
  CHECK(parse_exact("-9223372036854775809", 0) == Parsed(NotExact::out_of_range));
  CHECK(parse_exact("92233720368547758.08", 2) == Parsed(NotExact::out_of_range));
  CHECK(parse_exact("1e19", 0) == Parsed(NotExact::out_of_range));
  for (const char* text : {"",   "-",     "+1",  ".5",   "5.",  "01",       "-01", "00",    "1e",    "1e+",   "1.e5",    "1 ",
                           " 1", "1_000", "1,5", "0x10", "NaN", "Infinity", "--1", "1e5.0", "1.2.3", "1e1e1", "\xC2\xB2"}) {
    CAPTURE(text);
    CHECK(parse_exact(text, 2) == Parsed(NotExact::not_a_number));
  }
}

TEST_CASE("hostile numbers cost no more than their length") {
  const std::string million(1'000'000, '9'), zeros(1'000'000, '0');
  CHECK(parse_exact(million, 0) == Parsed(NotExact::out_of_range));
  CHECK(parse_exact("0." + million, 9) == Parsed(NotExact::too_many_decimals));
  CHECK(parse_exact("1e" + million, 0) == Parsed(NotExact::out_of_range));
  CHECK(parse_exact("1e-" + million, 0) == Parsed(NotExact::too_many_decimals));
  CHECK(parse_exact("0e" + million, 0) == Parsed(0));
  CHECK(parse_exact("1e999999999", 18) == Parsed(NotExact::out_of_range));
  CHECK(parse_exact("0e-999999999", 0) == Parsed(0));
  CHECK(parse_exact("1e" + zeros + "5", 0) == Parsed(100'000));
  CHECK(parse_exact("7" + zeros + "e-1000000", 0) == Parsed(7));
  CHECK(parse_exact("0." + zeros + "7e1000001", 0) == Parsed(7));
  CHECK(parse_exact("7." + zeros, 0) == Parsed(7));
  CHECK(parse_exact(million + "x", 0) == Parsed(NotExact::not_a_number));
}

TEST_CASE("reading agrees with moving the point by hand") {
  std::mt19937 random(20100817);
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  const auto some_digits = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + (up_to(2) == 0 ? up_to(9) : up_to(1) * 9));
    return text;
  };
  int numbers = 0;
  for (int round = 0; round < 200'000; ++round) {
    const bool negative = up_to(1) == 1;
    const std::string whole = up_to(3) == 0 ? "0" : std::to_string(1 + up_to(8)) + some_digits(up_to(19));
    const std::string fraction = some_digits(up_to(6));
    const int exponent = up_to(24) - 12, decimals = up_to(9);
    std::string text = (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
    if (exponent != 0 || up_to(1) == 1) text += "e" + std::to_string(exponent);
    const Parsed expected = slow_parse(negative, whole, fraction, exponent, decimals);
    if (parse_exact(text, decimals) != expected) FAIL_CHECK("differs: " << text << " at " << decimals);
    numbers += std::holds_alternative<std::int64_t>(expected) ? 1 : 0;
  }
  CHECK(numbers > 50'000);
}

TEST_CASE("numbers are printed exactly") {
  CHECK(print_fixed(1250, 2) == "12.50");
  CHECK(print_fixed(-1250, 2) == "-12.50");
  CHECK(print_fixed(5, 2) == "0.05");
  CHECK(print_fixed(-5, 3) == "-0.005");
  CHECK(print_fixed(0, 2) == "0.00");
  CHECK(print_fixed(80'000'000, 0) == "80000000");
  CHECK(print_fixed(smallest, 2) == "-92233720368547758.08");
  CHECK(print_fixed(largest, 18) == "9.223372036854775807");
  CHECK(print_shortest(1250, 2) == "12.5");
  CHECK(print_shortest(1200, 2) == "12");
  CHECK(print_shortest(-1000, 4) == "-0.1");
  CHECK(print_shortest(0, 9) == "0");
  CHECK(print_shortest(1000, 0) == "1000");
  CHECK(print_shortest(smallest, 1) == "-922337203685477580.8");
}

TEST_CASE("what is printed is read back") {
  std::mt19937_64 random(166);
  for (int round = 0; round < 50'000; ++round) {
    const int decimals = static_cast<int>(random() % 19);
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 64);
    if (parse_exact(print_fixed(value, decimals), decimals) != Parsed(value)) FAIL_CHECK(value);
    if (parse_exact(print_shortest(value, decimals), decimals) != Parsed(value)) FAIL_CHECK(value);
  }
}

TEST_CASE("all modes, signs and ties round as defined") {
  for (std::int64_t n = -90; n <= 90; ++n) {
    for (std::int64_t d = -14; d <= 14; ++d) {
      if (d == 0) continue;
      for (const RoundingMode mode : all_modes) {
        if (round_ratio(n, d, mode) != Int128{slow_round(n, d, mode)}) FAIL_CHECK(n << " / " << d << " mode " << static_cast<int>(mode));
      }
    }
  }
  CHECK(round_ratio(5, 2, RoundingMode::half_up) == Int128{3});
  CHECK(round_ratio(-5, 2, RoundingMode::half_up) == Int128{-3});
  CHECK(round_ratio(5, 2, RoundingMode::half_even) == Int128{2});
  CHECK(round_ratio(1, 3, RoundingMode::up) == Int128{1});
  CHECK(round_ratio(-1, 3, RoundingMode::up) == Int128{-1});
  CHECK(round_ratio(-5, 3, RoundingMode::down) == Int128{-1});
}

// Scaling both sides by the same factor changes nothing: this carries the table above to numbers of every width.
TEST_CASE("wide numbers round as narrow ones do") {
  for (int shift = 0; shift <= 119; shift += 7) {
    const Int128 factor = Int128{1} << shift;
    for (std::int64_t n = -90; n <= 90; ++n) {
      for (const std::int64_t d : {-7, -6, -2, 1, 2, 4, 9}) {
        for (const RoundingMode mode : all_modes) {
          if (round_ratio(n * factor, d * factor, mode) != Int128{slow_round(n, d, mode)}) FAIL_CHECK(n << " / " << d << " << " << shift);
        }
      }
    }
  }
}

TEST_CASE("the ends of the range have their exact answers or none") {
  for (const RoundingMode mode : all_modes) {
    CHECK_FALSE(round_ratio(1, 0, mode).has_value());
    CHECK_FALSE(round_ratio(smallest_wide(), -1, mode).has_value());
    CHECK(round_ratio(smallest_wide(), 1, mode).value() == smallest_wide());
    CHECK(round_ratio(largest_wide(), -1, mode).value() == -largest_wide());
    CHECK(round_ratio(smallest_wide(), smallest_wide(), mode).value() == 1);
    CHECK(round_ratio(0, smallest_wide(), mode).value() == 0);
  }
  CHECK(round_ratio(largest_wide(), 2, RoundingMode::half_up).value() == two_to_126);
  CHECK(round_ratio(largest_wide(), smallest_wide(), RoundingMode::half_up).value() == -1);
  CHECK(round_ratio(largest_wide(), smallest_wide(), RoundingMode::down).value() == 0);
  CHECK(round_ratio(smallest_wide() / 2, smallest_wide(), RoundingMode::half_up).value() == 1);
  CHECK(round_ratio(smallest_wide() / 2, smallest_wide(), RoundingMode::half_even).value() == 0);
}

TEST_CASE("wide arithmetic says when it does not fit") {
  CHECK(narrow(Int128{smallest}).value() == smallest);
  CHECK(narrow(Int128{largest}).value() == largest);
  CHECK_FALSE(narrow(Int128{largest} + 1).has_value());
  CHECK_FALSE(narrow(Int128{smallest} - 1).has_value());
  CHECK(multiply(Int128{largest}, Int128{largest}).has_value());
  CHECK_FALSE(multiply(largest_wide(), 2).has_value());
  CHECK(add(largest_wide(), -1).value() == largest_wide() - 1);
  CHECK_FALSE(add(largest_wide(), 1).has_value());
  CHECK(power_of_ten(0) == 1);
  CHECK(power_of_ten(18) == 1'000'000'000'000'000'000);
}
