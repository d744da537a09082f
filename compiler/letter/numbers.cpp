#include "letter/numbers.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/exact.h"

namespace pol::letter {

std::string number(const Words& words, std::string_view exact) {
  const std::size_t sign = exact.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(exact.find('.'), exact.size());
  std::string text(exact.substr(0, sign));
  for (std::size_t at = sign; at < point; ++at) {
    if (at > sign && (point - at) % 3 == 0) text += words.group;
    text += exact[at];
  }
  if (point < exact.size()) text += std::string(words.point) + std::string(exact.substr(point + 1));
  return text;
}

std::string amount(const Words& words, std::int64_t minor, int decimals, std::string_view currency) {
  std::string_view sign = currency;
  for (const auto& [code, written] : words.currencies)
    if (code == currency) sign = written;
  return fmt::format(fmt::runtime(words.amount), fmt::arg("number", number(words, print_fixed(minor, decimals))),
                     fmt::arg("currency", sign));
}

std::string date(const Words& words, std::int32_t days) { return words.date(calendar::to_civil(days)); }

std::string listed(const Words& words, const std::vector<std::string>& names, bool all) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += !all && i + 1 == names.size() ? words.or_word : Phrase(", ");
    text += names[i];
  }
  return text;
}

}  // namespace pol::letter
