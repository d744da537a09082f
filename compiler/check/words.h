// How kinds of values are called when speaking to an actuary, and which currencies there are. Words only: nothing is reported here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace pol::check {

// "a percentage", "an amount in VND", "a date", "one of bronze, silver, gold, diamond"; the unit of a number ("m") where it has one.
std::string in_words(const model::Policy& policy, const model::Type& type, const std::string& unit = "");

// A number as it would be written: "12.5%", "1000 VND", "2010-08-17".
std::string value_in_words(const model::Type& type, std::int64_t value);

// "a", "a and b", "a, b and c"; of more than `most` the rest is counted: "a, b and 7 others".
std::string listed(const std::vector<std::string>& words, std::size_t most = 8);

// Decimals of the amounts of a currency; nothing where it is not known.
inline constexpr std::string_view no_currency = "XXX";  // ISO 4217; what a library that is checked by itself counts in
std::optional<int> decimals_of_currency(std::string_view currency);
std::vector<std::string> known_currencies();

}  // namespace pol::check
