#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>

#include "../../runtime/src/decimal.h"

namespace {

using polrt::NumberFault;

std::string read(const std::string& text, int decimals) {
  std::int64_t value = 0;
  switch (polrt::parse_decimal(text, decimals, value)) {
    case NumberFault::none: return std::to_string(value);
    case NumberFault::not_a_number: return "not a number";
    case NumberFault::too_many_decimals: return "too many decimals";
    case NumberFault::out_of_range: return "out of range";
  }
  return {};
}

std::string fixed(std::int64_t value, int decimals) {
  char text[polrt::most_number_bytes];
  return {text, polrt::print_fixed(value, decimals, text)};
}

std::string shortest(std::int64_t value, int decimals) {
  char text[polrt::most_number_bytes];
  return {text, polrt::print_shortest(value, decimals, text)};
}

}  // namespace

TEST_CASE("runtime decimals: decimals count by value") {
  CHECK(read("60000000", 0) == "60000000");
  CHECK(read("60000000.0", 0) == "60000000");
  CHECK(read("6e7", 0) == "60000000");
  CHECK(read("6E+7", 0) == "60000000");
  CHECK(read("600000000e-1", 0) == "60000000");
  CHECK(read("0.00006e12", 0) == "60000000");
  CHECK(read("12.5", 2) == "1250");
  CHECK(read("-12.50", 2) == "-1250");
  CHECK(read("125e-1", 1) == "125");
  CHECK(read("125e-1", 0) == "too many decimals");
  CHECK(read("12.345", 2) == "too many decimals");
  CHECK(read("12.3400", 2) == "1234");
  CHECK(read("0.10", 1) == "1");
  CHECK(read("100.10", 1) == "1001");
  CHECK(read("1.05", 2) == "105");
  CHECK(read("0", 0) == "0");
  CHECK(read("-0", 0) == "0");
  CHECK(read("0.000", 0) == "0");
  CHECK(read("0e999999999999999999999", 0) == "0");
}

TEST_CASE("runtime decimals: the ends of 64 bits") {
  CHECK(read("9223372036854775807", 0) == "9223372036854775807");
  CHECK(read("9223372036854775808", 0) == "out of range");
  CHECK(read("-9223372036854775808", 0) == "-9223372036854775808");
  CHECK(read("-9223372036854775809", 0) == "out of range");
  CHECK(read("9.223372036854775807", 18) == "9223372036854775807");
  CHECK(read("9.223372036854775808", 18) == "out of range");
  CHECK(read("99999999999999999999", 0) == "out of range");
  CHECK(read("18446744073709551617", 0) == "out of range");
  CHECK(read("1e18", 0) == "1000000000000000000");
  CHECK(read("1e19", 0) == "out of range");
  CHECK(read("1e18", 1) == "out of range");
  CHECK(read("1e-1000000000000000000000", 18) == "too many decimals");
  CHECK(read("1e1000000000000000000000", 0) == "out of range");
  CHECK(read("99999999999999999999.5", 0) == "too many decimals");
}

TEST_CASE("runtime decimals: what is no JSON number is refused") {
  for (const char* text : {"",      "-",  "+1", "01", "-01", "00",       ".5",  "5.",    "1e",    "1e+",   "1.e5",         "0x10", "1_000",
                           "1,000", " 1", "1 ", "1a", "NaN", "Infinity", "--1", "1.2.3", "1e2.5", "1e2e3", "\xef\xbc\x91", "true", "1-"}) {
    CAPTURE(text);
    CHECK(read(text, 2) == "not a number");
  }
}

TEST_CASE("runtime decimals: a million digits are read in a moment, whatever they are") {
  const std::string zeros(1'000'000, '0');
  const std::string nines(1'000'000, '9');
  CHECK(read(nines, 0) == "out of range");
  CHECK(read("1" + zeros, 0) == "out of range");
  CHECK(read("1" + zeros + "e-1000000", 0) == "1");
  CHECK(read("0." + zeros + "1", 9) == "too many decimals");
  CHECK(read("0." + zeros + "1e1000001", 0) == "1");
  CHECK(read("7." + zeros, 0) == "7");
  CHECK(read("1e" + nines, 0) == "out of range");
  CHECK(read("1e-" + nines, 0) == "too many decimals");
  CHECK(read("0e" + nines, 0) == "0");
  CHECK(read("1e" + zeros + "2", 0) == "100");
}

TEST_CASE("runtime decimals: what is printed reads back as it was") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const auto value = static_cast<std::int64_t>(random() >> (1 + random() % 63)) * (random() % 2 == 0 ? 1 : -1);
    const int decimals = static_cast<int>(random() % 19);
    const std::string expected = std::to_string(value);
    REQUIRE(read(fixed(value, decimals), decimals) == expected);
    REQUIRE(read(shortest(value, decimals), decimals) == expected);
    REQUIRE(read(expected + "e-" + std::to_string(decimals), decimals) == expected);
  }
}

TEST_CASE("runtime decimals: printing") {
  CHECK(fixed(1250, 2) == "12.50");
  CHECK(fixed(-5, 2) == "-0.05");
  CHECK(fixed(0, 2) == "0.00");
  CHECK(fixed(0, 0) == "0");
  CHECK(fixed(80000000, 0) == "80000000");
  CHECK(fixed(INT64_MIN, 0) == "-9223372036854775808");
  CHECK(fixed(INT64_MIN, 18) == "-9.223372036854775808");
  CHECK(fixed(INT64_MAX, 2) == "92233720368547758.07");
  CHECK(shortest(1200, 2) == "12");
  CHECK(shortest(1250, 2) == "12.5");
  CHECK(shortest(-1, 9) == "-0.000000001");
  CHECK(shortest(0, 9) == "0");
}
