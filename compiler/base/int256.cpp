// What 128 bits hold is calculated there: nearly everything. The rest by Boost.Multiprecision, whose header takes seconds to read and is
// seen in this file alone.
#include "base/int256.h"

#include <algorithm>
#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

namespace pol {

namespace {

namespace mp = boost::multiprecision;

// Twice the width, so that no product of two leaves it; a sign and a magnitude.
using Int512 = mp::number<mp::cpp_int_backend<512, 512, mp::signed_magnitude, mp::unchecked, void>, mp::et_off>;

const Int512& two_to(unsigned exponent) {
  static const std::array<Int512, 3> powers{Int512{1} << 64, Int512{1} << 255, Int512{1} << 256};
  return powers.at(exponent == 64 ? 0 : exponent == 255 ? 1 : 2);
}

Int512 widened(const Int256& value) {
  const std::array<std::uint64_t, 4> words = value.words();
  Int512 result = static_cast<std::int64_t>(words[3]);
  for (std::size_t k = 3; k-- > 0;) result = result * two_to(64) + words[k];
  return result;
}

std::optional<Int256> narrowed(const Int512& value) {
  if (value >= two_to(255) || value < -two_to(255)) return std::nullopt;
  Int512 left = value < 0 ? value + two_to(256) : value;
  std::array<std::uint64_t, 4> words{};
  for (std::uint64_t& word : words) {
    word = static_cast<std::uint64_t>(left % two_to(64));
    left /= two_to(64);
  }
  return Int256{words};
}

bool both_fit_128(const Int256& a, const Int256& b) { return a.fits_128() && b.fits_128(); }

// Magnitudes; twice the divisor fits the type.
template <typename Number>
Number rounded(const Number& numerator, const Number& divisor, RoundingMode mode) {
  const Number quotient = numerator / divisor, rest = numerator - quotient * divisor, twice = 2 * rest;
  const auto steps_away = [&] {
    switch (mode) {
      case RoundingMode::half_up: return twice >= divisor;
      case RoundingMode::half_even: return twice > divisor || (twice == divisor && quotient % 2 == 1);
      case RoundingMode::up: return rest > 0;
      case RoundingMode::down: return false;
    }
    return false;
  };
  return steps_away() ? quotient + 1 : quotient;
}

UInt128 magnitude_of(Int128 value) { return value < 0 ? 0 - static_cast<UInt128>(value) : static_cast<UInt128>(value); }

// Nothing where it needs more.
std::optional<Int128> round_ratio_in_128(Int128 numerator, Int128 denominator, RoundingMode mode) {
  const bool negative = (numerator < 0) != (denominator < 0);
  const UInt128 quotient = rounded(magnitude_of(numerator), magnitude_of(denominator), mode);
  if (quotient > (UInt128{1} << 127) - 1) return std::nullopt;
  return negative ? -static_cast<Int128>(quotient) : static_cast<Int128>(quotient);
}

}  // namespace

std::optional<std::int64_t> narrow(const Int256& value) {
  return value.fits_64() ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
}

std::optional<Int256> add(const Int256& a, const Int256& b) {
  Int128 sum = 0;
  if (both_fit_128(a, b) && !__builtin_add_overflow(static_cast<Int128>(a), static_cast<Int128>(b), &sum)) return sum;
  return narrowed(widened(a) + widened(b));
}

std::optional<Int256> subtract(const Int256& a, const Int256& b) {
  Int128 difference = 0;
  if (both_fit_128(a, b) && !__builtin_sub_overflow(static_cast<Int128>(a), static_cast<Int128>(b), &difference)) return difference;
  return narrowed(widened(a) - widened(b));
}

std::optional<Int256> multiply(const Int256& a, const Int256& b) {
  Int128 product = 0;
  if (both_fit_128(a, b) && !__builtin_mul_overflow(static_cast<Int128>(a), static_cast<Int128>(b), &product)) return product;
  return narrowed(widened(a) * widened(b));
}

std::optional<Int256> round_ratio(const Int256& numerator, const Int256& denominator, RoundingMode mode) {
  if (denominator == 0) return std::nullopt;
  if (both_fit_128(numerator, denominator)) {
    const auto quotient = round_ratio_in_128(static_cast<Int128>(numerator), static_cast<Int128>(denominator), mode);
    if (quotient) return *quotient;
  }
  const Int512 magnitude = rounded(Int512{mp::abs(widened(numerator))}, Int512{mp::abs(widened(denominator))}, mode);
  return narrowed(numerator.is_negative() != denominator.is_negative() ? Int512{-magnitude} : magnitude);
}

std::string print_whole(const Int256& value) {
  if (value.fits_64()) return std::to_string(static_cast<std::int64_t>(value));
  return widened(value).str();
}

}  // namespace pol
