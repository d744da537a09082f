#include "base/exact.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace pol {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The parts of a JSON number, as views into its text.
struct Parts {
  bool negative = false;
  std::string_view whole, fraction;
  std::int64_t exponent = 0;
};

std::string_view take_digits(std::string_view& rest) {
  const auto count = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  const std::string_view taken = rest.substr(0, count);
  rest.remove_prefix(count);
  return taken;
}

bool take(std::string_view& rest, std::string_view any_of) {
  if (rest.empty() || any_of.find(rest.front()) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

// Stops growing where no text could be long enough to bring the value back into range.
std::int64_t saturating_value(std::string_view digits) {
  constexpr std::int64_t enough = 100'000'000'000'000'000;
  std::int64_t value = 0;
  for (const char c : digits) value = std::min(enough, value * 10 + (c - '0'));
  return value;
}

std::optional<Parts> split(std::string_view rest) {
  Parts parts;
  parts.negative = take(rest, "-");
  parts.whole = take_digits(rest);
  if (parts.whole.empty() || (parts.whole.size() > 1 && parts.whole.front() == '0')) return std::nullopt;
  if (take(rest, ".")) {
    parts.fraction = take_digits(rest);
    if (parts.fraction.empty()) return std::nullopt;
  }
  if (take(rest, "eE")) {
    const bool negative = !rest.empty() && rest.front() == '-';
    take(rest, "+-");
    const std::string_view digits = take_digits(rest);
    if (digits.empty()) return std::nullopt;
    parts.exponent = negative ? -saturating_value(digits) : saturating_value(digits);
  }
  if (!rest.empty()) return std::nullopt;
  return parts;
}

// The digits without the zeros at both ends, as a slice of `whole` followed by `fraction`; empty for zero.
struct Significant {
  std::size_t first = 0, end = 0;
};

Significant significant(const Parts& parts) {
  const auto digit = [&](std::size_t i) { return i < parts.whole.size() ? parts.whole[i] : parts.fraction[i - parts.whole.size()]; };
  Significant slice{0, parts.whole.size() + parts.fraction.size()};
  while (slice.first < slice.end && digit(slice.first) == '0') ++slice.first;
  while (slice.end > slice.first && digit(slice.end - 1) == '0') --slice.end;
  return slice;
}

std::optional<std::int64_t> with_sign(UInt128 magnitude, bool negative) {
  const UInt128 largest = static_cast<UInt128>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  if (magnitude > largest) return std::nullopt;
  return static_cast<std::int64_t>(negative ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude));
}

}  // namespace

std::variant<std::int64_t, NotExact> parse_exact(std::string_view text, int decimals) {
  assert(decimals >= 0 && decimals <= most_decimals);
  const std::optional<Parts> parts = split(text);
  if (!parts) return NotExact::not_a_number;
  const Significant slice = significant(*parts);
  if (slice.first == slice.end) return std::int64_t{0};
  // value = digits of the slice * 10^(exponent + places of the whole part - end of the slice)
  const auto whole_places = static_cast<std::int64_t>(parts->whole.size());
  const std::int64_t shift = parts->exponent + whole_places - static_cast<std::int64_t>(slice.end) + decimals;
  if (shift < 0) return NotExact::too_many_decimals;
  constexpr std::int64_t most_digits = 19;
  if (static_cast<std::int64_t>(slice.end - slice.first) + shift > most_digits) return NotExact::out_of_range;
  UInt128 magnitude = 0;
  for (std::size_t i = slice.first; i < slice.end; ++i) {
    const char c = i < parts->whole.size() ? parts->whole[i] : parts->fraction[i - parts->whole.size()];
    magnitude = magnitude * 10 + static_cast<unsigned>(c - '0');
  }
  for (std::int64_t i = 0; i < shift; ++i) magnitude *= 10;
  if (const auto value = with_sign(magnitude, parts->negative)) return *value;
  return NotExact::out_of_range;
}

std::string print_fixed(std::int64_t scaled, int decimals) {
  assert(decimals >= 0 && decimals <= most_decimals);
  const std::uint64_t magnitude = scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  std::string text = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(decimals);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, 1, '.');
  if (scaled < 0) text.insert(0, 1, '-');
  return text;
}

std::string print_shortest(std::int64_t scaled, int decimals) {
  while (decimals > 0 && scaled % 10 == 0) {
    scaled /= 10;
    --decimals;
  }
  return print_fixed(scaled, decimals);
}

std::int64_t power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent <= most_decimals);
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace pol
