// Amounts, numbers, dates and lists of names as one language writes them, exactly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "letter/words.h"

namespace pol::letter {

// Of a number as print_fixed or print_shortest writes it: `1234.5` is "1,234.5" or "1.234,5".
std::string number(const Words& words, std::string_view exact);
// Minor units of a currency: "VND 80,000,000", "80.000.000 đ".
std::string amount(const Words& words, std::int64_t minor, int decimals, std::string_view currency);
std::string date(const Words& words, std::int32_t days);
// "a, b or c"; with `all` every one by commas.
std::string listed(const Words& words, const std::vector<std::string>& names, bool all);

}  // namespace pol::letter
