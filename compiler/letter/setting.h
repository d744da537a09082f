// What every part of a letter is written from.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "letter/decision.h"
#include "letter/numbers.h"
#include "letter/titles.h"
#include "letter/words.h"

namespace pol::letter {

template <typename... Arguments>
std::string fill(Phrase phrase, Arguments&&... arguments) {
  return fmt::format(fmt::runtime(phrase), std::forward<Arguments>(arguments)...);
}

struct Setting {
  const model::Policy& policy;
  const Decision& decision;
  const Words& words;
  Titles& titles;

  std::string money(std::int64_t minor) const { return amount(words, minor, policy.decimals, policy.currency); }
  std::string reason(const Reason& reason, model::BenefitId benefit, const Phrases& effects) const;
  std::string value(const OutputValue& output) const;
  std::string value(const model::Type& type, const std::string& name, const ShownValue& shown) const;
  std::string case_of(const model::Type& type, const std::string& name, std::size_t ordinal) const;
};

}  // namespace pol::letter
