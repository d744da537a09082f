// What is asked of a list, element by element.
#include <algorithm>

#include "check/build.h"
#include "check/field_kind.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool can_be_summed(model::Kind kind) { return model::is_number(kind) && kind != model::Kind::date; }

// How many list expressions stand in each other. Those of a definition read no element from outside and are asked once.
std::size_t list_depth(const model::Expr& expr) {
  std::size_t depth = 0;
  for (const ExprPtr& operand : operands_of(expr)) depth = std::max(depth, list_depth(*operand));
  return depth + (element_of(expr) ? 1 : 0);
}

}  // namespace

std::optional<Listed> Typing::open_list(const ast::Expr& list, const ast::Name& element, Scope& scope) {
  Listed listed{};
  const std::optional<Operand> within = through_items(list, scope, listed);
  const Operand found = within ? *within : infer(list, scope);
  if (found.failed()) return std::nullopt;
  const bool is_list = found.record != none && !is_item(found) && wording_.policy.facts.at(found.record).kind == model::FactKind::list;
  if (!is_list) {
    const auto* path = std::get_if<ast::Path>(&list.node);
    report(Message::no_list, list.span, {path ? text_of(*path) : "this"});
    return std::nullopt;
  }
  if (!is_free(element, scope)) return std::nullopt;
  listed.list = found.record;
  listed.element = wording_.new_element(found.record, found.element);
  scope.parameters.emplace(element.text, Operand{{}, {}, listed.list, listed.element});
  return listed;
}

bool Typing::is_free(const ast::Name& element, const Scope& scope) {
  const auto declared = wording_.declared.find(element.text);
  const bool taken = declared != wording_.declared.end() || scope.parameters.contains(element.text) || scope.records.contains(element.text);
  if (!taken) return true;
  Diagnostic& diagnostic = report(Message::declared_twice, element.span, {element.text});
  if (declared != wording_.declared.end()) diagnostic.label(declared->second.span, "first declared here");
  return false;
}

// `claim.bills.positions`: those of all bills. Nothing where the path goes through no list, or is no path of facts.
std::optional<Operand> Typing::through_items(const ast::Expr& list, const Scope& scope, Listed& listed) {
  const auto* path = std::get_if<ast::Path>(&list.node);
  if (!path) return std::nullopt;
  Operand at;
  const std::string& first = path->names.front().text;
  if (const auto item = scope.parameters.find(first); item != scope.parameters.end())
    at = item->second;
  else if (const auto record = scope.records.find(first); record != scope.records.end())
    at.record = record->second;
  else if (const std::optional<FactId> block = wording_.block(first))
    at.record = *block;
  if (at.record == none) return std::nullopt;
  std::vector<FactId> through;  // elements are made once it is known that all of it is right
  bool of_item = is_item(at);
  FactId fact = at.record;
  for (std::size_t i = 1; i < path->names.size(); ++i) {
    if (wording_.policy.facts.at(fact).kind == model::FactKind::list && !of_item) through.push_back(fact);
    const std::optional<FactId> next = wording_.member(fact, path->names[i].text);
    if (!next) return std::nullopt;
    fact = *next;
    of_item = false;
  }
  if (through.empty()) return std::nullopt;
  ElementId around = at.element;
  for (const FactId each : through) {
    around = wording_.new_element(each, around);
    listed.through.emplace_back(each, around);
  }
  return Operand{{}, {}, fact, around};
}

// Another element of the same, over which something else goes.
Listed Typing::another(const Listed& listed) {
  Listed made{listed.list, none};
  ElementId around = listed.through.empty() ? model::element_around(wording_.policy, listed.element) : none;
  if (!listed.through.empty()) around = model::element_around(wording_.policy, listed.through.front().second);
  for (const auto& [list, element] : listed.through) {
    around = wording_.new_element(list, around);
    made.through.emplace_back(list, around);
  }
  made.element = wording_.new_element(listed.list, around);
  return made;
}

ExprPtr Typing::any_listed(const Listed& listed, ExprPtr body, Span span) {
  body = any_element(listed.list, listed.element, body, span);
  for (std::size_t k = listed.through.size(); k-- > 0;) {
    if (!may_stand_in_list(body, span)) return {};
    body = any_element(listed.through[k].first, listed.through[k].second, body, span);
  }
  return body;
}

std::optional<ExprPtr> Typing::sum_listed(const Listed& listed, ExprPtr body, Span span) {
  const model::Policy& policy = wording_.policy;
  body = sum_elements(policy, listed.list, listed.element, body, span);
  for (std::size_t k = listed.through.size(); body && k-- > 0;) {
    if (!may_stand_in_list(body, span)) return std::nullopt;
    body = sum_elements(policy, listed.through[k].first, listed.through[k].second, body, span);
  }
  return body;
}

// Of a name for an item of a list, or for the plain value that the item is.
Operand Typing::of(const ast::Position& node, const ast::Expr& expr, Scope& scope) {
  const auto found = scope.parameters.find(node.element.text);
  FactId list = none;
  ElementId element = none;
  if (found != scope.parameters.end() && found->second.failed()) return {};
  if (found != scope.parameters.end() && is_item(found->second)) {
    list = found->second.record;
    element = found->second.element;
  } else if (found != scope.parameters.end() && found->second.expr) {
    const auto* item = std::get_if<model::FactValue>(&found->second.expr->node);
    if (item && item->element != none) list = wording_.policy.facts.at(item->fact).parent;
    if (item) element = item->element;
  }
  if (list == none || element == none || wording_.policy.facts.at(list).kind != model::FactKind::list) {
    report(Message::position_of_no_item, node.element.span, {node.element.text});
    return {};
  }
  const model::Range range{0, std::int64_t{wording_.policy.facts[list].most} - 1};
  return {make(model::ElementIndex{element}, type_of(model::Kind::integer), range, expr.span)};
}

bool Typing::may_stand_in_list(const ExprPtr& expr, Span span, std::size_t through) {
  if (list_depth(*expr) + through < model::most_lists_in_each_other) return true;
  report(Message::lists_too_deep, span, {std::to_string(model::most_lists_in_each_other)});
  return false;
}

// What an element's own optional facts need can only be guarded here.
bool Typing::guarded_inside(const ExprPtr& body, ElementId element) {
  bool good = true;
  for (const Need& need : guards_.needs(*body)) {
    if (need.guard.element != element) continue;
    report_unguarded(wording_, need);
    good = false;
  }
  return good;
}

// Which elements count; empty, and said so, where that is wrong.
ExprPtr Typing::where(const ast::ExprPtr& written, Span span, Scope& scope) {
  if (!written) return truth(true, span);
  const ExprPtr test = no_larger(infer_test(*written, scope), written->span);
  if (!test || !may_stand_in_list(test, written->span)) return {};
  scope.known.merge(guards_.implied(*test, true));
  return test;
}

Operand Typing::of(const ast::OfList& node, const ast::Expr& expr, Scope& scope) {
  const auto parameters = scope.parameters;
  const GuardSet known = scope.known;
  Operand result;
  if (const std::optional<Listed> listed = open_list(*node.list, node.element, scope)) {
    result = node.value ? of_values(node, expr, *listed, scope) : of_truths(node, expr, *listed, scope);
  }
  scope.parameters = parameters;
  scope.known = known;
  return result;
}

// any, no, all, count
Operand Typing::of_truths(const ast::OfList& node, const ast::Expr& expr, const Listed& listed, Scope& scope) {
  const ExprPtr test = where(node.where, expr.span, scope);
  if (!test || !guarded_inside(test, listed.element)) return {};
  const ExprPtr asked = node.kind == ast::ListKind::all ? negation(test, expr.span) : test;
  switch (node.kind) {
    case ast::ListKind::any: return {any_listed(listed, asked, expr.span)};
    case ast::ListKind::none:
    case ast::ListKind::all: {
      const ExprPtr any = any_listed(listed, asked, expr.span);
      return any ? Operand{negation(any, expr.span)} : Operand{};
    }
    case ast::ListKind::count:
    case ast::ListKind::sum:
    case ast::ListKind::smallest:
    case ast::ListKind::largest: break;
  }
  const model::Type type = type_of(model::Kind::integer);
  const ExprPtr one = either(test, constant(1, type, expr.span), constant(0, type, expr.span), expr.span);
  const std::optional<ExprPtr> count = sum_listed(listed, one, expr.span);
  if (!count) return {};
  return *count ? Operand{*count} : too_wide({one}, expr.span);
}

Operand Typing::of_values(const ast::OfList& node, const ast::Expr& expr, const Listed& listed, Scope& scope) {
  if (node.kind != ast::ListKind::sum) {
    report(Message::extreme_without_otherwise, expr.span);
    return {};
  }
  const ExprPtr test = where(node.where, expr.span, scope);
  Operand value = element_value(*node.value, listed.element, scope);
  if (!test || !value.expr) return {};
  if (!can_be_summed(value.expr->type.kind)) {
    report(Message::not_to_be_summed, node.value->span, {in_words(wording_.policy, value.expr->type, value.unit)});
    return {};
  }
  const ExprPtr body = either(test, value.expr, constant(0, value.expr->type, expr.span), expr.span);
  if (!guarded_inside(body, listed.element)) return {};
  const ExprPtr added = value.expr;
  const std::optional<ExprPtr> sum = sum_listed(listed, body, expr.span);
  if (!sum) return {};
  value.expr = *sum;
  return value.expr ? value : too_wide({added}, expr.span);
}

// A number; of a fraction its numerator, over what it is divided by, which must not change from item to item.
Operand Typing::element_value(const ast::Expr& written, ElementId element, Scope& scope) {
  Operand value = number(infer(written, scope), written.span);
  if (!value.expr) return {};
  if (!value.is_one_fraction()) {
    report(Message::item_over_its_own, written.span);
    return {};
  }
  if (value.is_fraction()) {
    const std::optional<Product> divisor = taken_apart(value, written.span);
    if (!divisor) return {};
    const bool is_its_own = std::any_of(divisor->factors.begin(), divisor->factors.end(),
                                        [&](const ExprPtr& factor) { return reads_element(wording_.policy, *factor, element); });
    if (is_its_own) {
      report(Message::item_over_its_own, written.span);
      return {};
    }
    put_over(value, *divisor, written.span);
  }
  value.expr = no_larger(value.expr, written.span);
  return value.expr && may_stand_in_list(value.expr, written.span) ? value : Operand{};
}

// `smallest of V for e in L where C otherwise X`
Operand Typing::extreme(const ast::OfList& node, Operand fallback, Span fallback_span, Span span, Scope& scope) {
  const auto parameters = scope.parameters;
  const GuardSet known = scope.known;
  Operand result;
  if (const std::optional<Listed> listed = open_list(*node.list, node.element, scope)) {
    const ExprPtr test = where(node.where, span, scope);
    Operand value = test ? element_value(*node.value, listed->element, scope) : Operand{};
    if (test && value.expr && !model::is_number(value.expr->type.kind)) {
      report(Message::extreme_of_what, node.value->span, {in_words(wording_.policy, value.expr->type, value.unit)});
    } else if (test && value.expr && unify(value, node.value->span, fallback, fallback_span) &&
               guarded_inside(either(test, value.expr, fallback.expr, span), listed->element)) {
      result = value;
      const bool smallest = node.kind == ast::ListKind::smallest;
      result.expr = extreme_listed(*listed, {smallest, listed->list, listed->element, test, value.expr, fallback.expr}, span);
    }
  }
  scope.parameters = parameters;
  scope.known = known;
  return result;
}

// Also over the items that the path to the list goes through: of those in which an element counts.
ExprPtr Typing::extreme_listed(const Listed& listed, model::Extreme of, Span span) {
  const ExprPtr fallback = of.otherwise;
  const model::Extent range{std::min(of.body->range.from, fallback->range.from), std::max(of.body->range.to, fallback->range.to)};
  const model::Type type = of.body->type;
  ExprPtr found = make(of, type, range, span);
  for (std::size_t k = listed.through.size(); k-- > 0;) {
    const ExprPtr any = any_element(of.list, of.element, of.where, span);
    if (!may_stand_in_list(any, span) || !may_stand_in_list(found, span)) return {};
    of = {of.smallest, listed.through[k].first, listed.through[k].second, any, found, fallback};
    found = make(of, type, range, span);
  }
  return found;
}

// ---- fold ----

Operand Typing::of(const ast::Fold& node, const ast::Expr& expr, Scope& scope) {
  const FieldKind running = node.type->kind == ast::TypeKind::one_of ? FieldKind{} : field_kind(wording_, *node.type, node.running.text);
  const bool is_number = running.fact == model::FactKind::leaf && model::is_number(running.type.kind);
  if (!is_number) {
    if (running.good || node.type->kind == ast::TypeKind::one_of) report(Message::not_to_be_folded, node.type->span, {"this"});
    return {};
  }
  const Operand declared{make(model::Constant{0}, running.type, running.range, node.type->span), running.unit};
  const ExprPtr start = as_running(infer(*node.start, scope), declared, node.start->span);
  const auto parameters = scope.parameters;
  const GuardSet known = scope.known;
  const std::optional<Listed> listed = running.good ? open_list(*node.list, node.element, scope) : std::nullopt;
  const Operand result = listed ? folded(node, expr, *listed, declared, start, scope) : Operand{};
  scope.parameters = parameters;
  scope.known = known;
  return result;
}

Operand Typing::folded(const ast::Fold& node, const ast::Expr& expr, const Listed& listed, const Operand& declared, const ExprPtr& start,
                       Scope& scope) {
  const model::Type& type = declared.expr->type;
  const ExprPtr test = where(node.where, expr.span, scope);
  if (node.key && !listed.through.empty()) {
    const std::string around = wording_.policy.facts.at(listed.through.back().first).path;
    report(Message::sorted_over_several_lists, node.key->span, {wording_.policy.facts.at(listed.list).path, around});
    return {};
  }
  const ExprPtr key = node.key ? kept({as_value(infer(*node.key, scope), node.key->span)}, node.key->span).expr : ExprPtr{};
  if (key && !model::is_number(key->type.kind)) {
    report(Message::not_to_be_sorted_by, node.key->span, {in_words(wording_.policy, key->type)});
    return {};
  }
  Operand running = declared;
  running.expr = make(model::Running{listed.element}, type, declared.expr->range, node.running.span);
  if (!scope.parameters.emplace(node.running.text, running).second) {
    report(Message::declared_twice, node.running.span, {node.running.text});
    return {};
  }
  const ExprPtr next = as_running(infer(*node.body, scope), declared, node.body->span);
  if (!start || !test || !next || (node.key && !key)) return {};
  const ExprPtr body = either(test, next, running.expr, expr.span);
  if (!may_stand_in_list(body, expr.span) || (key && !may_stand_in_list(key, node.key->span))) return {};
  if (!guarded_inside(body, listed.element) || (key && !guarded_inside(key, listed.element))) return {};
  Operand result = declared;
  result.expr = fold_listed(listed, {listed.list, listed.element, start, key, body, node.descending}, declared, expr.span);
  return result;
}

// Through the items of one list after the other: the fold of each begins as the one around it stands.
ExprPtr Typing::fold_listed(const Listed& listed, model::Fold fold, const Operand& declared, Span span) {
  const model::Type& type = declared.expr->type;
  const model::Extent range = declared.expr->range;
  const ExprPtr start = fold.start;
  for (std::size_t k = listed.through.size(); k-- > 0;) {
    const auto& [list, element] = listed.through[k];
    fold.start = make(model::Running{element}, type, range, span);
    const ExprPtr of_item = make(fold, type, range, span);
    if (!may_stand_in_list(of_item, span)) return {};
    fold = {list, element, {}, {}, of_item};
  }
  fold.start = start;
  return make(fold, type, range, span);
}

// A running value: of the declared kind, exact at its decimals, within its bounds.
ExprPtr Typing::as_running(const Operand& found, const Operand& declared, Span span) {
  Operand value{as_value(found, span), found.unit};
  Operand wanted = declared;
  if (!value.expr || !unify(wanted, span, value, span)) return {};
  const model::Type& type = declared.expr->type;
  if (value.expr->type.decimals > type.decimals) {
    report(Message::may_not_be_whole, span, {"the running value"});
    return {};
  }
  const model::Range range = model::narrowed(declared.expr->range);
  if (value.expr->range.from >= range.from && value.expr->range.to <= range.to) return value.expr;
  report(Message::fold_leaves_its_range, span, {value_in_words(type, range.from), value_in_words(type, range.to)});
  return {};
}

}  // namespace pol::check
