// Exact decimal numbers: from text to scaled 64-bit integers and back, never through binary floating point. A number "at N decimals" is its
// value times 10^N: 12.5 at 2 decimals is 1250.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace polrt {

inline constexpr int most_decimals = 18;  // 10^18 is the largest power of ten of a 64-bit integer
inline constexpr std::size_t most_number_bytes = 24;

enum class NumberFault : std::uint8_t {
  none,
  not_a_number,       // not of the form of a JSON number: -12.5, 6e7, 1.25E-2; no leading +, zeros, spaces or underscores
  too_many_decimals,  // counted by value: 60000000.0 has none, 125e-1 has one. Said first where a number is out of range as well
  out_of_range,       // the value times 10^decimals does not fit 64 bits
};

// Linear in the length of the text, whatever its digits and its exponent. `decimals` is 0 to 18. A fault leaves `scaled` as it was.
NumberFault parse_decimal(std::string_view text, int decimals, std::int64_t& scaled) noexcept;

// With exactly `decimals` decimals, as money is printed: 1250 at 2 is "12.50". `out` holds at least most_number_bytes; gives the bytes
// written.
std::size_t print_fixed(std::int64_t scaled, int decimals, char* out) noexcept;
// The same value in the fewest characters: 1250 at 2 is "12.5", 1200 at 2 is "12".
std::size_t print_shortest(std::int64_t scaled, int decimals, char* out) noexcept;

}  // namespace polrt
