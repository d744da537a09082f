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
  const model::Question& question = policy.questions.at(decision.question);
  const model::Output& shown = question.outputs.at(output.output);
  if (shown.fields.empty()) return value(shown.value->type, shown.name, output.shown);
  std::string text;
  for (const auto& row : output.rows.value_or(std::vector<std::vector<ShownValue>>{})) {
    text += text.empty() ? "" : "; ";
    for (std::size_t k = 0; k < row.size(); ++k) text += (k == 0 ? "" : ", ") + value(shown.fields[k].type, shown.name, row[k]);
  }
  return text.empty() ? std::string(words.no_value) : text;
}

// `name`: of the output, where a type without a name of its own stands.
std::string Setting::value(const model::Type& type, const std::string& name, const ShownValue& shown) const {
  if (shown.text) return *shown.text;
  if (!shown.value) return std::string(words.no_value);
  const std::int64_t raw = *shown.value;
  switch (type.kind) {
    case model::Kind::boolean: return std::string(raw != 0 ? words.yes : words.no);
    case model::Kind::enumeration: return case_of(type, name, static_cast<std::size_t>(raw));
    case model::Kind::set: {
      std::string text;
      for (std::size_t k = 0; k < policy.enums.at(type.enum_id).cases.size(); ++k) {
        if ((static_cast<std::uint64_t>(raw) >> k & 1) != 0) text += (text.empty() ? "" : ", ") + case_of(type, name, k);
      }
      return text.empty() ? std::string(words.no_value) : text;
    }
    case model::Kind::money: return amount(words, raw, type.decimals, type.currency);
    case model::Kind::date: return date(words, static_cast<std::int32_t>(raw));
    case model::Kind::percent: return fill(words.percent, fmt::arg("number", number(words, print_shortest(raw, type.decimals))));
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::days:
    case model::Kind::months: return number(words, print_shortest(raw, type.decimals));
    case model::Kind::text: break;
  }
  throw std::logic_error("an output is a text and has none");
}

std::string Setting::case_of(const model::Type& type, const std::string& name, std::size_t ordinal) const {
  const bool has_own_cases = policy.enums.at(type.enum_id).name == name;
  return titles.case_of(type.enum_id, ordinal, has_own_cases ? policy.questions.at(decision.question).name + "." + name : "");
}

}  // namespace pol::letter
