#include "letter/titles.h"

#include <fmt/format.h>

#include <algorithm>

namespace pol::letter {

namespace {

// `claim.expenses[].amount` as a letter block names it.
std::string without_brackets(std::string path) {
  for (std::size_t at = path.find("[]"); at != std::string::npos; at = path.find("[]")) path.erase(at, 2);
  return path;
}

}  // namespace

const model::Title* Titles::find(const std::vector<model::Title>& titles) const {
  const auto found = std::find_if(titles.begin(), titles.end(), [&](const model::Title& each) { return each.language == words_.language; });
  return found == titles.end() ? nullptr : &*found;
}

std::string Titles::title(const std::vector<model::Title>& titles, const std::string& name) {
  if (const model::Title* found = find(titles)) return found->text;
  if (std::find(untitled_.begin(), untitled_.end(), name) == untitled_.end()) untitled_.push_back(name);
  return name;
}

const model::Clause* Titles::clause_of(model::BenefitId benefit) const {
  if (benefit == model::none) return nullptr;
  const std::string& name = policy_.enums.at(policy_.benefits).cases.at(benefit);
  for (const model::Clause& clause : policy_.clauses)
    if (clause.kind == model::ClauseKind::benefit && clause.name == name) return &clause;
  return nullptr;
}

// The answer's own title, or that of the block.
std::string Titles::question(std::uint32_t question) {
  const model::Question& asked = policy_.questions.at(question);
  for (const model::Clause& clause : policy_.clauses)
    if (clause.kind == model::ClauseKind::answer && clause.name == asked.name) return title(clause.titles, asked.name);
  return title(policy_.facts.at(asked.block).titles, asked.name);
}

std::string Titles::benefit(model::BenefitId benefit) {
  const std::string& name = policy_.enums.at(policy_.benefits).cases.at(benefit);
  const model::Clause* clause = clause_of(benefit);
  return title(clause ? clause->titles : std::vector<model::Title>{}, name);
}

std::string Titles::number_of(model::BenefitId benefit) {
  const model::Clause* clause = clause_of(benefit);
  return clause ? shown(policy_.numbers.at(clause->number)) : "";
}

std::string Titles::output(std::uint32_t question, std::uint32_t output) {
  const model::Question& asked = policy_.questions.at(question);
  return title(asked.outputs.at(output).titles, asked.name + "." + asked.outputs.at(output).name);
}

std::string Titles::case_of(model::EnumId id, std::size_t ordinal, const std::string& path) {
  const model::Enum& cases = policy_.enums.at(id);
  if (id == policy_.benefits) return benefit(static_cast<model::BenefitId>(ordinal));
  return title(ordinal < cases.titles.size() ? cases.titles[ordinal] : std::vector<model::Title>{},
               (path.empty() ? without_brackets(cases.name) : path) + "." + cases.cases.at(ordinal));
}

std::string Titles::shown(const std::string& number) const {
  for (const model::NumberTitle& each : policy_.number_titles)
    if (policy_.numbers.at(each.number) == number && each.title.language == words_.language && !each.shown.empty()) return each.shown;
  return number;
}

// What a letter block calls the number; else the benefit itself, where it is its number; else the first clause that has it.
std::string Titles::of_number(const std::string& number, model::BenefitId benefit) {
  for (const model::NumberTitle& each : policy_.number_titles)
    if (policy_.numbers.at(each.number) == number && each.title.language == words_.language) return each.title.text;
  const model::Clause* own = clause_of(benefit);
  if (own && policy_.numbers.at(own->number) == number) return title(own->titles, own->name);
  for (const model::Clause& clause : policy_.clauses) {
    if (policy_.numbers.at(clause.number) != number) continue;
    if (const model::Title* found = find(clause.titles)) return found->text;
  }
  return title({}, "\"" + number + "\"");
}

std::string Titles::fact(const Missing& missing) {
  std::string text;
  std::size_t lists = missing.elements.size();  // around what is called so far
  for (model::FactId at = missing.fact; at != model::none; at = policy_.facts.at(at).parent) {
    const model::Fact& fact = policy_.facts.at(at);
    if (fact.name.empty()) continue;  // the item of a list of plain values is called by its place
    const bool is_asked = fact.parent == model::none && at != policy_.certificate;
    const bool may_go_without = fact.kind == model::FactKind::group;
    if ((is_asked && at != missing.fact) || (may_go_without && !find(fact.titles))) continue;
    std::string own = title(fact.titles, without_brackets(fact.path));
    if (fact.kind == model::FactKind::list && at != missing.fact && lists > 0)
      own = fmt::format(fmt::runtime(words_.element), fmt::arg("list", own), fmt::arg("place", missing.elements[--lists] + 1));
    text = text.empty() ? own : fmt::format(fmt::runtime(words_.within), fmt::arg("outer", own), fmt::arg("inner", text));
  }
  return text;
}

}  // namespace pol::letter
