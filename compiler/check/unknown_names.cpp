// What is said of a name that stands for nothing.
#include <algorithm>

#include "base/similar.h"
#include "check/typing.h"

namespace pol::check {

namespace {

// The facts called so, wherever they stand.
bool can_be_called(const model::Fact& fact) { return fact.parent != none && !fact.parameter; }

std::vector<FactId> facts_called(const model::Policy& policy, const std::string& name) {
  std::vector<FactId> found;
  for (FactId id = 0; id < policy.facts.size(); ++id) {
    if (policy.facts[id].name == name && can_be_called(policy.facts[id])) found.push_back(id);
  }
  return found;
}

}  // namespace

std::vector<std::string> Typing::possible_names(const Scope& scope) const {
  std::vector<std::string> names{"event", "today", "certificate", "claimable"};
  for (const auto& [name, operand] : scope.parameters) names.push_back(name);
  for (const auto& [name, record] : scope.records) names.push_back(name);
  if (scope.answer != none) {
    for (const auto& [name, found] : wording_.own_names.at(scope.answer)) names.push_back(name);
  }
  for (const auto& [name, found] : wording_.declared) {
    const bool has_value = found.kind == DeclaredKind::block || found.kind == DeclaredKind::table || found.kind == DeclaredKind::define ||
                           found.kind == DeclaredKind::law || found.kind == DeclaredKind::verdict || found.kind == DeclaredKind::parameter;
    if (has_value) names.push_back(name);
  }
  return names;
}

// A fact called by its last name alone.
void Typing::report_without_its_block(const ast::Name& name, const model::Fact& fact, const Scope& scope) {
  if (fact.kind == model::FactKind::record && fact.list == none) {
    if (scope.not_about.empty()) report(Message::record_without_about, name.span, {name.text, fact.path});
    return;
  }
  if (fact.list == none) {
    report(Message::needs_its_block, name.span, {name.text, fact.path});
    return;
  }
  const model::Fact& list = wording_.policy.facts.at(fact.list);
  const auto item = std::find_if(scope.parameters.begin(), scope.parameters.end(),
                                 [&](const auto& each) { return is_item(each.second) && each.second.record == fact.list; });
  if (item == scope.parameters.end())
    report(Message::inside_a_list, name.span, {list.path, name.text});
  else
    report(Message::needs_its_item, name.span, {name.text, item->first + fact.path.substr(list.path.size() + 2)});
}

Operand Typing::unknown(const ast::Name& name, const Scope& scope) {
  const auto& facts = wording_.policy.facts;
  if (scope.not_about.contains(name.text)) return {};
  if (const std::vector<FactId> found = facts_called(wording_.policy, name.text); !found.empty()) {
    const auto of_item = std::find_if(found.begin(), found.end(), [&](FactId id) {
      return std::any_of(scope.parameters.begin(), scope.parameters.end(),
                         [&](const auto& each) { return is_item(each.second) && each.second.record == facts[id].list; });
    });
    report_without_its_block(name, facts[of_item == found.end() ? found.front() : *of_item], scope);
    return {};
  }
  if (!wording_.still_compares_names()) {
    wording_.report(Message::unknown_name, name.span, {name.text});
    return {};
  }
  std::vector<std::string> candidates = possible_names(scope);
  if (!nearest(name.text, candidates)) {
    std::vector<std::string> last_names;
    for (const model::Fact& fact : facts) {
      if (can_be_called(fact)) last_names.push_back(fact.name);
    }
    const std::optional<std::string> near = nearest(name.text, last_names);
    if (near) {
      report(Message::misspelt_name, name.span, {name.text, facts[facts_called(wording_.policy, *near).front()].path});
      return {};
    }
  }
  wording_.report_name(Message::misspelt_name, Message::unknown_name, name, candidates);
  return {};
}

}  // namespace pol::check
