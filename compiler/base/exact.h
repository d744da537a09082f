// Exact decimal numbers: from text to scaled 64-bit integers and back, and division that names its rounding. Money and ratios pass through
// here and never through binary floating point. A number "at N decimals" is its value times 10^N: 12.5 at 2 decimals is 1250.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace pol {

// -Wpedantic is quiet about the type only in this form.
__extension__ typedef __int128 Int128;  // NOLINT(modernize-use-using)

constexpr int most_decimals = 18;  // 10^18 is the largest power of ten of a 64-bit integer

// ---- text ----

enum class NotExact {
  not_a_number,       // not of the form of a JSON number: -12.5, 6e7, 1.25E-2; no leading +, zeros, spaces or underscores
  too_many_decimals,  // counted by value: 60000000.0 has none, 125e-1 has one
  out_of_range,       // the value times 10^decimals does not fit 64 bits
};

// Linear in the length of the text, whatever its digits and exponent. `decimals` is 0 to 18. Where a number has too many decimals and is
// out of range as well, the decimals are what is said.
std::variant<std::int64_t, NotExact> parse_exact(std::string_view text, int decimals);

// With exactly `decimals` decimals, as money is printed: 1250 at 2 is "12.50".
std::string print_fixed(std::int64_t scaled, int decimals);
// The same value in the fewest characters: 1250 at 2 is "12.5", 1200 at 2 is "12".
std::string print_shortest(std::int64_t scaled, int decimals);

std::string print_whole(Int128 value);  // for people who read what the compiler makes

// ---- arithmetic ----

enum class RoundingMode {
  half_up,    // to the nearest; ties away from zero
  half_even,  // to the nearest; ties to the even one
  up,         // away from zero
  down,       // towards zero
};

// numerator / denominator as a whole number. Nothing where the denominator is 0 or the result does not fit (-2^127 / -1); every other pair
// has its exact answer, the ends of the range included.
std::optional<Int128> round_ratio(Int128 numerator, Int128 denominator, RoundingMode mode);

// Nothing where the result does not fit.
std::optional<std::int64_t> narrow(Int128 value);
std::optional<Int128> multiply(Int128 a, Int128 b);
std::optional<Int128> add(Int128 a, Int128 b);

std::int64_t power_of_ten(int exponent);  // 0 to 18

}  // namespace pol
