#include "check/wording.h"

#include <algorithm>

#include "base/similar.h"
#include "check/other_names.h"
#include "check/words.h"

namespace pol::check {

Diagnostic& Wording::report_name(Message misspelt, Message unknown, const ast::Name& name, const std::vector<std::string>& candidates,
                                 const std::vector<std::string>& more) {
  std::optional<std::string> near = still_compares_names() ? nearest(name.text, candidates) : std::nullopt;
  if (!near) near = in_other_words(name.text, candidates);
  std::vector<std::string> arguments{name.text};
  if (near) arguments.push_back(*near);
  arguments.insert(arguments.end(), more.begin(), more.end());
  return report(near ? misspelt : unknown, name.span, std::move(arguments));
}

model::ElementId Wording::new_element(FactId list, model::ElementId around) {
  policy.elements.push_back({list, around});
  return static_cast<model::ElementId>(policy.elements.size() - 1);
}

// Comparing each of many unknown names with each of many known ones would take minutes.
bool Wording::still_compares_names() {
  constexpr std::size_t most_compared = 300;
  return ++names_compared <= most_compared;
}

NumberId Wording::number_of(const std::string& text) {
  const auto [place, added] = number_ids.emplace(text, static_cast<NumberId>(policy.numbers.size()));
  if (added) policy.numbers.push_back(text);
  return place->second;
}

std::vector<NumberId> Wording::numbers_of(const std::vector<ast::Text>& texts) {
  std::vector<NumberId> ids;
  for (const ast::Text& text : texts) ids.push_back(number_of(text.value));
  return ids;
}

std::vector<std::string> Wording::benefit_names() const {
  std::vector<std::string> names;
  for (const ast::Clause* benefit : benefits) names.push_back(benefit->name.text);
  return names;
}

std::optional<BenefitId> Wording::find_benefit(const std::string& name) const {
  const auto found = declared.find(name);
  if (found == declared.end()) return std::nullopt;
  if (found->second.kind == DeclaredKind::benefit) return static_cast<BenefitId>(found->second.index);
  const auto is_called_so = [&](const ast::Clause* benefit) { return benefit->name.text == name; };  // twice declared: that was said
  const auto other = std::find_if(benefits.begin(), benefits.end(), is_called_so);
  if (other == benefits.end()) return std::nullopt;
  return static_cast<BenefitId>(other - benefits.begin());
}

std::optional<BenefitId> Wording::benefit(const ast::Name& name) {
  const std::optional<BenefitId> found = find_benefit(name.text);
  const bool means_all = name.text == "everything" || name.text == "all" || name.text == "any";
  if (!found && means_all)
    report(Message::misspelt_benefit, name.span, {name.text, "every benefit"});
  else if (!found)
    report_name(Message::misspelt_benefit, Message::unknown_benefit, name, benefit_names(), {listed(benefit_names())});
  return found;
}

const Declared* Wording::find(const std::string& name, std::uint32_t answer) const {
  if (answer != none) {
    const auto own = own_names.at(answer).find(name);
    if (own != own_names[answer].end()) return &own->second;
  }
  const auto found = declared.find(name);
  return found == declared.end() ? nullptr : &found->second;
}

std::optional<FactId> Wording::member(FactId parent, const std::string& name) const {
  const auto found = members.find({parent, name});
  if (found == members.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Wording::member_names(FactId parent) const {
  std::vector<std::string> names;
  for (const model::Fact& fact : policy.facts) {
    if (fact.parent == parent) names.push_back(fact.name);
  }
  return names;
}

std::optional<FactId> Wording::follow(FactId start, const std::vector<ast::Name>& names, std::size_t known, bool of_element) {
  FactId at = start;
  for (std::size_t i = known; i < names.size(); ++i) {
    if (policy.facts.at(at).kind == model::FactKind::list && !(of_element && at == start)) {
      const bool in_an_item = policy.facts[at].list != none && known > 0;  // whose path nobody can write
      const ast::Path written{{names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i)}};
      report(Message::inside_a_list, names[i].span, {in_an_item ? text_of(written) : policy.facts[at].path, names[i].text});
      return std::nullopt;
    }
    if (policy.facts.at(at).kind == model::FactKind::leaf) {
      report(Message::nothing_inside, names[i].span, {policy.facts[at].path});
      return std::nullopt;
    }
    const std::optional<FactId> next = member(at, names[i].text);
    if (!next) {
      const std::vector<std::string> candidates = member_names(at);
      report_name(Message::misspelt_field, Message::unknown_field, names[i], candidates, {policy.facts[at].path, listed(candidates)});
      return std::nullopt;
    }
    at = *next;
  }
  return at;
}

std::optional<FactId> Wording::block(const std::string& name) const {
  if (name == "certificate") return policy.certificate == none ? std::nullopt : std::optional(policy.certificate);
  for (const model::Question& each : policy.questions) {
    if (each.name == name) return each.block;
  }
  return std::nullopt;
}

std::uint32_t Wording::question_named(const std::string& name) const {
  for (std::uint32_t i = 0; i < policy.questions.size(); ++i) {
    if (policy.questions[i].name == name) return i;
  }
  return none;
}

std::uint32_t Wording::question_of_lines() const {
  for (std::uint32_t i = 0; i < policy.questions.size(); ++i) {
    if (model::asks_for_lines(policy.questions[i])) return i;
  }
  return none;
}

std::optional<std::size_t> case_of(Wording& wording, EnumId id, const ast::Name& name) {
  const auto& cases = wording.policy.enums.at(id).cases;
  const auto found = std::find(cases.begin(), cases.end(), name.text);
  if (found != cases.end()) return static_cast<std::size_t>(found - cases.begin());
  wording.report_name(Message::misspelt_case, Message::unknown_case, name, cases, {listed(cases)});
  return std::nullopt;
}

std::optional<std::vector<bool>> cases_of(Wording& wording, EnumId id, const std::vector<ast::Name>& names) {
  std::vector<bool> mask(wording.policy.enums.at(id).cases.size());
  bool good = true;
  for (const ast::Name& name : names) {
    const std::optional<std::size_t> found = case_of(wording, id, name);
    if (!found)
      good = false;
    else if (mask[*found])
      wording.report(Message::case_written_twice, name.span, {name.text});
    else
      mask[*found] = true;
  }
  if (!good) return std::nullopt;
  return mask;
}

bool is_this_benefit(const ast::Path& path) {
  const std::string text = text_of(path);
  return text == "this benefit" || text == "this.benefit";
}

Span span_of(const ast::Path& path) { return join(path.names.front().span, path.names.back().span); }

std::string text_of(const ast::Path& path) {
  std::string text;
  for (const ast::Name& name : path.names) text += (text.empty() ? "" : ".") + name.text;
  return text;
}

}  // namespace pol::check
