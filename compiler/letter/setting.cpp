#include "letter/setting.h"

#include <stdexcept>

#include "base/exact.h"

namespace pol::letter {

std::string Setting::reason(const Reason& reason, model::BenefitId benefit, const Phrases& effects) const {
  std::string text =
      fill(words.reason, fmt::arg("number", titles.shown(reason.number)), fmt::arg("title", titles.of_number(reason.number, benefit)),
           fmt::arg("effect", phrase_of(effects, reason.effect)));
  if (reason.presumed) text += words.presumed;
  return text;
}

std::string Setting::value(const OutputValue& output) const {
  if (!output.value) return std::string(words.no_value);
  const model::Question& question = policy.questions.at(decision.question);
  const model::Output& shown = question.outputs.at(output.output);
  const model::Type& type = shown.value->type;
  const std::int64_t raw = *output.value;
  switch (type.kind) {
    case model::Kind::boolean: return std::string(raw != 0 ? words.yes : words.no);
    case model::Kind::enumeration: {
      const bool has_own_cases = policy.enums.at(type.enum_id).name == shown.name;
      return titles.case_of(type.enum_id, static_cast<std::size_t>(raw), has_own_cases ? question.name + "." + shown.name : "");
    }
    case model::Kind::money: return amount(words, raw, type.decimals, type.currency);
    case model::Kind::date: return date(words, static_cast<std::int32_t>(raw));
    case model::Kind::percent: return fill(words.percent, fmt::arg("number", number(words, print_shortest(raw, type.decimals))));
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::days:
    case model::Kind::months: return number(words, print_shortest(raw, type.decimals));
    case model::Kind::set:
    case model::Kind::text: break;
  }
  throw std::logic_error("an output is a set or a text");
}

}  // namespace pol::letter
