// Int256 by its definition; int256_test.py in tests/arithmetic has it calculate by the thousand.
#include "base/int256.h"

#include <algorithm>
#include <limits>

#include <doctest/doctest.h>

using namespace pol;

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

constexpr std::uint64_t all_bits = ~std::uint64_t{0}, first_bit = std::uint64_t{1} << 63;
constexpr Int256 greatest({all_bits, all_bits, all_bits, all_bits >> 1}), least({0, 0, 0, first_bit});
constexpr Int256 two_to_254({0, 0, 0, first_bit >> 1});

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

}  // namespace

TEST_CASE("all modes, signs and ties round as defined") {
  for (std::int64_t n = -90; n <= 90; ++n) {
    for (std::int64_t d = -14; d <= 14; ++d) {
      if (d == 0) continue;
      for (const RoundingMode mode : all_modes) {
        if (round_ratio(n, d, mode) != Int256{slow_round(n, d, mode)}) FAIL_CHECK(n << " / " << d << " mode " << static_cast<int>(mode));
      }
    }
  }
  CHECK(round_ratio(5, 2, RoundingMode::half_up) == Int256{3});
  CHECK(round_ratio(-5, 2, RoundingMode::half_up) == Int256{-3});
  CHECK(round_ratio(5, 2, RoundingMode::half_even) == Int256{2});
  CHECK(round_ratio(1, 3, RoundingMode::up) == Int256{1});
  CHECK(round_ratio(-1, 3, RoundingMode::up) == Int256{-1});
  CHECK(round_ratio(-5, 3, RoundingMode::down) == Int256{-1});
}

// Scaling both sides by the same factor changes nothing: this carries the table above to numbers of every width.
TEST_CASE("wide numbers round as narrow ones do") {
  Int256 factor = 1;
  for (int shift = 0; shift <= 245; shift += 7) {
    for (std::int64_t n = -90; n <= 90; ++n) {
      for (const std::int64_t d : {-7, -6, -2, 1, 2, 4, 9}) {
        for (const RoundingMode mode : all_modes) {
          if (round_ratio(*multiply(n, factor), *multiply(d, factor), mode) != Int256{slow_round(n, d, mode)})
            FAIL_CHECK(n << " / " << d << " << " << shift);
        }
      }
    }
    factor = *multiply(factor, 1 << 7);
  }
}

TEST_CASE("the ends of the range have their exact answers or none") {
  for (const RoundingMode mode : all_modes) {
    CHECK_FALSE(round_ratio(1, 0, mode).has_value());
    CHECK_FALSE(round_ratio(least, -1, mode).has_value());
    CHECK(round_ratio(least, 1, mode).value() == least);
    CHECK(round_ratio(greatest, -1, mode).value() == *multiply(greatest, -1));
    CHECK(round_ratio(least, least, mode).value() == 1);
    CHECK(round_ratio(0, least, mode).value() == 0);
  }
  CHECK(round_ratio(greatest, 2, RoundingMode::half_up).value() == two_to_254);
  CHECK(round_ratio(greatest, least, RoundingMode::half_up).value() == -1);
  CHECK(round_ratio(greatest, least, RoundingMode::down).value() == 0);
  CHECK(round_ratio(*multiply(two_to_254, -1), least, RoundingMode::half_up).value() == 1);
  CHECK(round_ratio(*multiply(two_to_254, -1), least, RoundingMode::half_even).value() == 0);
}

TEST_CASE("wide arithmetic says when it does not fit") {
  CHECK(narrow(smallest).value() == smallest);
  CHECK(narrow(largest).value() == largest);
  CHECK_FALSE(narrow(Int128{largest} + 1).has_value());
  CHECK_FALSE(narrow(Int128{smallest} - 1).has_value());
  CHECK_FALSE(narrow(greatest).has_value());
  CHECK_FALSE(multiply(greatest, 2).has_value());
  CHECK_FALSE(multiply(least, -1).has_value());
  CHECK(multiply(two_to_254, -2).value() == least);
  CHECK(subtract(least, -1).value() == add(least, 1).value());
  CHECK_FALSE(add(greatest, 1).has_value());
  CHECK_FALSE(subtract(least, 1).has_value());
  CHECK(add(greatest, least).value() == -1);
}

TEST_CASE("numbers of every width are ordered, fit or not, and are printed") {
  const Int128 wide = Int128{largest} * largest;
  const Int256 rising[] = {least, -wide, smallest, -1, 0, 1, largest, wide, two_to_254, greatest};
  for (std::size_t k = 0; k < std::size(rising); ++k) {
    for (std::size_t i = 0; i < std::size(rising); ++i) {
      CHECK((rising[k] < rising[i]) == (k < i));
      CHECK((rising[k] == rising[i]) == (k == i));
    }
    CHECK(rising[k].fits_128() == (k >= 1 && k <= 7));
    CHECK(rising[k].fits_64() == (k >= 2 && k <= 6));
    CHECK(rising[k].is_negative() == (k < 4));
  }
  CHECK(print_whole(0) == "0");
  CHECK(print_whole(-wide) == "-85070591730234615847396907784232501249");
  CHECK(print_whole(least) == "-57896044618658097711785492504343953926634992332820282019728792003956564819968");
}
