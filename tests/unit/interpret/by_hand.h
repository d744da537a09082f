// A model, a record and a history made by hand, and values as short texts: what the tests of interpret/ have in common.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "interpret/decision.h"
#include "interpret/evaluate.h"

namespace pol::interpret::test {

using model::ExprPtr;
using model::FactId;

inline const model::Type whole{model::Kind::integer, model::none, 0, ""};
inline const model::Type truth_type{model::Kind::boolean, model::none, 0, ""};
inline const model::Type date_type{model::Kind::date, model::none, 0, ""};
inline const model::Type money{model::Kind::money, model::none, 2, "EUR"};

inline ExprPtr make(model::ExprNode node, model::Type type, model::Range range = {}) {
  return std::make_shared<const model::Expr>(model::Expr{std::move(node), std::move(type), range, {}});
}
inline ExprPtr number(std::int64_t value) { return make(model::Constant{value}, whole, {value, value}); }
inline ExprPtr truth(bool value) { return make(model::Constant{value ? 1 : 0}, truth_type); }
inline ExprPtr less(ExprPtr left, ExprPtr right) {
  return make(model::Compare{model::CompareOp::less, std::move(left), std::move(right)}, truth_type);
}
inline ExprPtr sum(ExprPtr left, ExprPtr right) {
  return make(model::Arithmetic{model::ArithmeticOp::add, std::move(left), std::move(right)}, whole);
}
// `where C` of a sum: the value where it holds, else 0.
inline ExprPtr where(ExprPtr condition, ExprPtr value) {
  return make(model::Choice{std::move(condition), {{{true, false}, number(0)}, {{false, true}, std::move(value)}}}, whole);
}

struct Hand {
  model::Policy policy;
  Record record;
  std::vector<Entry> history;

  FactId add(const std::string& path, model::FactKind kind, model::Presence presence, const model::Type& type, model::Range range,
             FactId parent, FactId list) {
    model::Fact fact;
    fact.name = path.substr(path.rfind('.') + 1);
    fact.path = path;
    fact.kind = kind;
    fact.presence = presence;
    fact.type = type;
    fact.range = range;
    fact.parent = parent;
    fact.list = list;
    fact.most = kind == model::FactKind::list ? 5 : 0;
    policy.facts.push_back(fact);
    record.facts.emplace_back();
    return static_cast<FactId>(policy.facts.size() - 1);
  }
  FactId group(const std::string& path) {
    return add(path, model::FactKind::group, model::Presence::required, {}, {}, model::none, model::none);
  }
  FactId list(const std::string& path, FactId parent = model::none) {
    return add(path, model::FactKind::list, model::Presence::optional, {}, {}, parent, model::none);
  }
  FactId leaf(const std::string& path, const model::Type& type, model::Range range = {0, 100}, FactId list = model::none,
              model::Presence presence = model::Presence::required, FactId parent = model::none) {
    return add(path, model::FactKind::leaf, presence, type, range, parent == model::none ? list : parent, list);
  }

  ExprPtr read(FactId id, model::ElementId element = model::none) const {
    return make(model::FactValue{id, element}, policy.facts.at(id).type, policy.facts.at(id).range);
  }

  void say(FactId id, std::int64_t value) { record.facts.at(id) = {true, false, value, {}}; }
  // One element after another; a member without a value is not given.
  void add_element(FactId list, const std::vector<std::pair<FactId, std::int64_t>>& members) {
    Element& element = record.lists[list].emplace_back();
    for (const auto& [id, value] : members) element[id] = {true, false, value, {}};
  }

  Value value(const ExprPtr& expr, Presumptions presumptions = Presumptions::hold) const {
    Evaluator evaluate({policy, record, history}, nullptr, presumptions);
    return evaluate(expr);
  }

  // `5`, `either on claim.a`, `1..5 on claim.rows[0].x, claim.b`, `{0 2}`
  std::string text(const ExprPtr& expr, Presumptions presumptions = Presumptions::hold) const { return print(value(expr, presumptions)); }

  std::string print(const Value& value) const {
    std::string on;
    for (const Leaf& leaf : value.rests_on()) on += (on.empty() ? " on " : ", ") + path(leaf);
    if (const Bounds* bounds = std::get_if<Bounds>(&value.possible()))
      return (value.single() ? print_whole(bounds->from) : print_whole(bounds->from) + ".." + print_whole(bounds->to)) + on;
    if (std::holds_alternative<Truth>(value.possible())) return (value.is_open() ? "either" : value.is_yes() ? "yes" : "no") + on;
    std::string cases;
    for (std::size_t i = 0; i < value.cases().size(); ++i)
      if (value.cases()[i]) cases += (cases.empty() ? "" : " ") + std::to_string(i);
    return "{" + cases + "}" + on;
  }

  std::string path(const Leaf& leaf) const {
    std::string path = policy.facts.at(leaf.fact()).path;
    for (std::size_t k = 1; k < leaf.size; k += 2) path.insert(path.find("[]") + 1, std::to_string(leaf.way.at(k)));
    return path;
  }
};

}  // namespace pol::interpret::test
