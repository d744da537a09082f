#include "check/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pol::check {

namespace {

struct Currency {
  std::string_view name;
  int decimals;
};

constexpr std::array<Currency, 10> currencies{
    {{"VND", 0}, {"KRW", 0}, {"JPY", 0}, {"EUR", 2}, {"USD", 2}, {"CNY", 2}, {"GBP", 2}, {"CHF", 2}, {"SGD", 2}, {"THB", 2}}};

std::string cases_in_words(const model::Policy& policy, model::EnumId id) {
  constexpr std::size_t most = 6;
  const auto& cases = policy.enums.at(id).cases;
  const auto end = cases.begin() + static_cast<std::ptrdiff_t>(std::min(most, cases.size()));
  return fmt::format("{}{}", fmt::join(cases.begin(), end, ", "), cases.size() > most ? ", ..." : "");
}

}  // namespace

std::string in_words(const model::Policy& policy, const model::Type& type, const std::string& unit) {
  const std::string measured = unit.empty() ? "" : " of " + unit;
  switch (type.kind) {
    case model::Kind::boolean: return "a yes/no fact";
    case model::Kind::enumeration: return type.enum_id == policy.benefits ? "a benefit" : "one of " + cases_in_words(policy, type.enum_id);
    case model::Kind::set:
      return type.enum_id == policy.benefits ? "a set of benefits" : "a set of " + cases_in_words(policy, type.enum_id);
    case model::Kind::integer: return "a whole number" + measured;
    case model::Kind::decimal: return "a number" + measured;
    case model::Kind::percent: return "a percentage";
    case model::Kind::money: return "an amount in " + type.currency;
    case model::Kind::date: return "a date";
    case model::Kind::days: return "a number of days";
    case model::Kind::months: return "a number of months";
    case model::Kind::text: return "a text";
  }
  return {};
}

std::string value_in_words(const model::Type& type, std::int64_t value) {
  if (type.kind == model::Kind::date) return calendar::print(static_cast<std::int32_t>(value));
  const std::string digits = print_shortest(value, type.decimals);
  switch (type.kind) {
    case model::Kind::percent: return digits + "%";
    case model::Kind::money: return digits + " " + type.currency;
    case model::Kind::days: return digits + " days";
    case model::Kind::months: return digits + " months";
    default: return digits;
  }
}

std::string listed(const std::vector<std::string>& words, std::size_t most) {
  if (words.empty()) return "none";
  if (words.size() == 1) return words.front();
  const bool cut = words.size() > most;
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(cut ? most - 1 : words.size() - 1);
  const std::string last = cut ? fmt::format("{} others", words.size() - (most - 1)) : words.back();
  return fmt::format("{} and {}", fmt::join(words.begin(), end, ", "), last);
}

std::optional<int> decimals_of_currency(std::string_view currency) {
  if (currency == no_currency) return 2;
  const auto found = std::find_if(currencies.begin(), currencies.end(), [&](const Currency& each) { return each.name == currency; });
  if (found == currencies.end()) return std::nullopt;
  return found->decimals;
}

std::vector<std::string> known_currencies() {
  std::vector<std::string> names;
  for (const Currency& each : currencies) names.emplace_back(each.name);
  return names;
}

}  // namespace pol::check
