#include "decimal.h"

#include <cstring>
#include <limits>

namespace polrt {

namespace {

// Exponents beyond this are all the same: no text that fits memory has digits enough to bring such a value back into 64 bits.
constexpr std::int64_t largest_exponent = 1'000'000'000'000;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// A number as written, before its value is worked out: sign, digits (a point may stand among them), exponent.
struct Written {
  bool negative = false;
  std::string_view digits;    // from the first digit that is not 0 to the last one; empty for zero. May hold the point
  std::int64_t count = 0;     // of digits among them
  std::int64_t exponent = 0;  // the value is those digits, read as a whole number, times 10^exponent
};

// Reads the exponent after `e`; false where there is none.
bool read_exponent(const char*& at, const char* end, std::int64_t& exponent) noexcept {
  bool negative = false;
  if (at != end && (*at == '+' || *at == '-')) negative = *at++ == '-';
  if (at == end || !is_digit(*at)) return false;
  std::int64_t value = 0;
  for (; at != end && is_digit(*at); ++at) {
    if (value < largest_exponent) value = value * 10 + (*at - '0');
  }
  exponent = negative ? -value : value;
  return true;
}

// Takes the zeros off both ends, so that what is left counts digits by value.
void trim_zeros(std::string_view whole, std::string_view fraction, std::int64_t exponent, Written& written) noexcept {
  const char* first = whole.data();
  const char* last = fraction.empty() ? whole.data() + whole.size() : fraction.data() + fraction.size();
  std::int64_t scale = exponent - static_cast<std::int64_t>(fraction.size());
  bool in_fraction = !fraction.empty();  // the point stands among the digits that are left
  while (last != first && (last[-1] == '0' || last[-1] == '.')) {
    if (*--last == '0')
      ++scale;
    else
      in_fraction = false;
  }
  while (first != last && (*first == '0' || *first == '.')) {
    if (*first++ == '.') in_fraction = false;
  }
  written.digits = {first, static_cast<std::size_t>(last - first)};
  written.count = last - first - (in_fraction ? 1 : 0);
  written.exponent = scale;
}

bool read_written(std::string_view text, Written& written) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (at != end && *at == '-') {
    written.negative = true;
    ++at;
  }
  const char* const whole = at;
  while (at != end && is_digit(*at)) ++at;
  const std::string_view whole_digits(whole, static_cast<std::size_t>(at - whole));
  if (whole_digits.empty() || (whole_digits.size() > 1 && whole_digits[0] == '0')) return false;
  std::string_view fraction;
  if (at != end && *at == '.') {
    const char* const start = ++at;
    while (at != end && is_digit(*at)) ++at;
    if (at == start) return false;
    fraction = {start, static_cast<std::size_t>(at - start)};
  }
  std::int64_t exponent = 0;
  if (at != end && (*at == 'e' || *at == 'E')) {
    if (!read_exponent(++at, end, exponent)) return false;
  }
  if (at != end) return false;
  trim_zeros(whole_digits, fraction, exponent, written);
  return true;
}

// The common case: nothing but digits, too few of them to overflow.
bool parse_short_whole(std::string_view text, std::int64_t& value) noexcept {
  if (text.empty() || text.size() > 17 || (text[0] == '0' && text.size() > 1)) return false;
  std::int64_t result = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    result = result * 10 + (c - '0');
  }
  value = result;
  return true;
}

}  // namespace

NumberFault parse_decimal(std::string_view text, int decimals, std::int64_t& scaled) noexcept {
  if (decimals == 0 && parse_short_whole(text, scaled)) return NumberFault::none;
  Written written;
  if (!read_written(text, written)) return NumberFault::not_a_number;
  if (written.digits.empty()) {
    scaled = 0;
    return NumberFault::none;
  }
  if (-written.exponent > decimals) return NumberFault::too_many_decimals;
  const std::int64_t zeros = written.exponent + decimals;
  if (zeros > 19 || written.count + zeros > 19) return NumberFault::out_of_range;
  std::uint64_t value = 0;  // 19 digits fit 64 bits without a sign
  for (const char c : written.digits) {
    if (c != '.') value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  for (std::int64_t i = 0; i < zeros; ++i) value *= 10;
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value > largest + (written.negative ? 1 : 0)) return NumberFault::out_of_range;
  scaled = static_cast<std::int64_t>(written.negative ? 0 - value : value);
  return NumberFault::none;
}

// Digits are made from the last to the first, two at a time: a division takes as long for two as for one.
std::size_t print_fixed(std::int64_t scaled, int decimals, char* out) noexcept {
  char digits[most_number_bytes];
  char* const end = digits + sizeof digits;
  char* first = end;
  const bool negative = scaled < 0;
  std::uint64_t rest = negative ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  for (; rest >= 10; rest /= 100) {
    const auto pair = static_cast<unsigned>(rest % 100);
    *--first = static_cast<char>('0' + pair % 10);
    *--first = static_cast<char>('0' + pair / 10);
  }
  if (rest > 0 || first == end) *--first = static_cast<char>('0' + rest);
  while (end - first <= decimals) *--first = '0';
  char* at = out;
  if (negative) *at++ = '-';
  const auto whole = static_cast<std::size_t>(end - first - decimals);
  std::memcpy(at, first, whole);
  at += whole;
  if (decimals > 0) {
    *at++ = '.';
    std::memcpy(at, first + whole, static_cast<std::size_t>(decimals));
    at += decimals;
  }
  return static_cast<std::size_t>(at - out);
}

std::size_t print_shortest(std::int64_t scaled, int decimals, char* out) noexcept {
  while (decimals > 0 && scaled % 10 == 0) {
    scaled /= 10;
    --decimals;
  }
  return print_fixed(scaled, decimals, out);
}

}  // namespace polrt
