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

TEST_CASE("powers of ten") {
  CHECK(power_of_ten(0) == 1);
  CHECK(power_of_ten(18) == 1'000'000'000'000'000'000);
}
