// Exact decimal numbers: from text to scaled 64-bit integers and back. Money and ratios pass through here and never through binary
// floating point; int256.h calculates with them. A number "at N decimals" is its value times 10^N: 12.5 at 2 decimals is 1250.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/int256.h"

namespace pol {

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

std::int64_t power_of_ten(int exponent);  // 0 to 18

}  // namespace pol
