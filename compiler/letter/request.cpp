#include "letter/request.h"

#include <algorithm>

namespace pol::letter {

namespace {

constexpr std::size_t most_cases_told = 20;  // a longer list is a table of the wording, and no help in a letter

std::vector<std::string> cases(const Setting& setting, model::EnumId id) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < setting.policy.enums.at(id).cases.size(); ++i) names.push_back(setting.titles.case_of(id, i));
  return names;
}

std::string how_to_give(const Setting& setting, const model::Fact& fact) {
  const Words& words = setting.words;
  if (fact.kind != model::FactKind::leaf) return std::string(words.give_record);
  switch (fact.type.kind) {
    case model::Kind::boolean: return std::string(words.give_truth);
    case model::Kind::enumeration:
    case model::Kind::set: {
      if (setting.policy.enums.at(fact.type.enum_id).cases.size() > most_cases_told) return std::string(words.give_text);
      const bool one = fact.type.kind == model::Kind::enumeration;
      return fill(one ? words.give_case : words.give_members, fmt::arg("cases", listed(words, cases(setting, fact.type.enum_id), !one)));
    }
    case model::Kind::date: return std::string(words.give_date);
    case model::Kind::money: return fill(words.give_amount, fmt::arg("currency", fact.type.currency));
    case model::Kind::percent: return std::string(words.give_percent);
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::days:
    case model::Kind::months: return std::string(words.give_number);
    case model::Kind::text: break;
  }
  return std::string(words.give_text);
}

std::string wanted_text(const Setting& setting, const Wanted& wanted) {
  std::vector<std::string> names;
  const model::EnumId id = setting.policy.facts.at(wanted.fact).type.enum_id;
  for (const std::size_t ordinal : wanted.cases) names.push_back(setting.titles.case_of(id, ordinal));
  const bool one_of_several = wanted.any && names.size() > 1;
  return fill(one_of_several ? setting.words.wanted_any : setting.words.wanted_all,
              fmt::arg("title", setting.titles.fact({wanted.fact, {}})), fmt::arg("cases", listed(setting.words, names, !one_of_several)),
              fmt::arg("number", setting.titles.shown(wanted.number)));
}

}  // namespace

std::vector<Part> missing_parts(const Setting& setting) {
  const Words& words = setting.words;
  Items items;
  for (const Missing& missing : setting.decision.missing) {
    items.texts.push_back(fill(words.missing_item, fmt::arg("title", setting.titles.fact(missing)),
                               fmt::arg("how", how_to_give(setting, setting.policy.facts.at(missing.fact)))));
  }
  std::vector<Wanted> told;
  for (const Line& line : setting.decision.lines) {
    for (const Wanted& wanted : line.wanted) {
      if (std::find(told.begin(), told.end(), wanted) != told.end()) continue;
      told.push_back(wanted);
      items.texts.push_back(wanted_text(setting, wanted));
    }
  }
  if (items.texts.empty()) return {};
  return {Heading{std::string(words.missing)}, Paragraph{std::string(words.missing_intro)}, std::move(items),
          Paragraph{std::string(words.send)}};
}

}  // namespace pol::letter
