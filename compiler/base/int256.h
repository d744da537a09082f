// A whole number of 255 bits and a sign: what a product of many factors may need between the facts and an answer. Nothing here wraps or is
// cut off: what may not fit comes back as an optional.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace pol {

// -Wpedantic is quiet about the types only in this form.
__extension__ typedef __int128 Int128;            // NOLINT(modernize-use-using)
__extension__ typedef unsigned __int128 UInt128;  // NOLINT(modernize-use-using)

// As two's complement.
class Int256 {
 public:
  constexpr Int256() = default;
  constexpr Int256(Int128 value)  // NOLINT(google-explicit-constructor): every one is one
      : low_(static_cast<UInt128>(value)), high_(value < 0 ? -1 : 0) {}
  // Lowest first.
  explicit constexpr Int256(const std::array<std::uint64_t, 4>& words)
      : low_(UInt128{words[1]} << 64 | words[0]), high_(static_cast<Int128>(UInt128{words[3]} << 64 | words[2])) {}

  constexpr std::array<std::uint64_t, 4> words() const {
    const auto high = static_cast<UInt128>(high_);
    return {static_cast<std::uint64_t>(low_), static_cast<std::uint64_t>(low_ >> 64), static_cast<std::uint64_t>(high),
            static_cast<std::uint64_t>(high >> 64)};
  }
  constexpr bool fits_128() const { return high_ == (static_cast<Int128>(low_) < 0 ? -1 : 0); }
  constexpr bool fits_64() const { return fits_128() && static_cast<Int128>(low_) == static_cast<std::int64_t>(low_); }
  constexpr bool is_negative() const { return high_ < 0; }
  // Of one that fits.
  explicit constexpr operator Int128() const { return static_cast<Int128>(low_); }
  explicit constexpr operator std::int64_t() const { return static_cast<std::int64_t>(low_); }

  friend constexpr bool operator==(const Int256&, const Int256&) = default;
  friend constexpr std::strong_ordering operator<=>(const Int256& a, const Int256& b) {
    if (a.high_ != b.high_) return a.high_ < b.high_ ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.low_ < b.low_ ? std::strong_ordering::less : a.low_ > b.low_ ? std::strong_ordering::greater : std::strong_ordering::equal;
  }

 private:
  UInt128 low_ = 0;
  Int128 high_ = 0;
};

// Nothing where the result does not fit.
std::optional<std::int64_t> narrow(const Int256& value);
std::optional<Int256> add(const Int256& a, const Int256& b);
std::optional<Int256> subtract(const Int256& a, const Int256& b);
std::optional<Int256> multiply(const Int256& a, const Int256& b);

enum class RoundingMode {
  half_up,    // to the nearest; ties away from zero
  half_even,  // to the nearest; ties to the even one
  up,         // away from zero
  down,       // towards zero
};

// numerator / denominator as a whole number. Nothing where the denominator is 0 or the result does not fit (-2^255 / -1); every other pair
// has its exact answer, the ends of the range included.
std::optional<Int256> round_ratio(const Int256& numerator, const Int256& denominator, RoundingMode mode);

std::string print_whole(const Int256& value);  // for people who read what the compiler makes

}  // namespace pol
