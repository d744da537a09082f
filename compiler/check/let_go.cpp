#include "check/let_go.h"

#include <algorithm>

#include "check/build.h"
#include "check/label_flow.h"

namespace pol::check {

std::vector<LetGo> LettingGo::of(const std::vector<ExprPtr>& shown) {
  Flow flow;
  for (const ExprPtr& expr : shown) add_all(flow_of(expr), truth(true, expr->span), flow);
  return released(flow);
}

std::vector<LetGo> LettingGo::of(const model::OutputRows& rows) {
  std::vector<ExprPtr> read{rows.where};
  if (rows.turn) read.push_back(rows.turn);
  for (const model::RowValue& field : rows.fields) {
    read.push_back(field.value);
    if (field.present) read.push_back(field.present);
  }
  Flow flow;
  if (rows.list == none) return of(read);
  elements(rows.list, rows.element, read, rows.where->span, flow);
  return released(flow);
}

std::vector<LetGo> LettingGo::released(const Flow& flow) {
  std::vector<LetGo> all;
  for (const auto& [key, when] : flow) {
    if (key.first != none && !is_constant(when, 0)) all.push_back({key.first, key.second, when});
  }
  return all;
}

void LettingGo::add(const Key& key, const ExprPtr& when, Flow& flow) {
  if (is_constant(when, 0)) return;
  const auto [place, added] = flow.emplace(key, when);
  ExprPtr& known = place->second;
  if (added || known == when || is_constant(known, 1)) return;
  const auto* several = std::get_if<model::Or>(&known->node);
  if (several && std::find(several->operands.begin(), several->operands.end(), when) != several->operands.end()) return;
  known = any_of({known, when}, when->span);
}

void LettingGo::add_all(const Flow& more, const ExprPtr& when, Flow& flow) {
  for (const auto& [key, each] : more) add(key, all_of({when, each}, when->span), flow);
}

void LettingGo::add_labelled(FactId fact, Span span, Flow& flow) const {
  if (!policy_.facts.at(fact).labels.empty()) add({none, fact}, truth(true, span), flow);
}

const LettingGo::Flow& LettingGo::flow_of(const ExprPtr& expr) {
  if (const auto found = known_.find(expr); found != known_.end()) return found->second;
  Flow flow = made(*expr);
  return known_.emplace(expr, std::move(flow)).first->second;
}

LettingGo::Flow LettingGo::made(const model::Expr& expr) {
  Flow flow;
  if (takes_labels_off(expr)) return flow;
  if (const auto* definition = std::get_if<model::Definition>(&expr.node))
    return flow_of(policy_.definitions.at(definition->definition).value);
  const auto* arithmetic = std::get_if<model::Arithmetic>(&expr.node);
  if (const auto* value = std::get_if<model::FactValue>(&expr.node)) {
    add_labelled(value->fact, expr.span, flow);
  } else if (const auto* released = std::get_if<model::Released>(&expr.node)) {
    for (const auto& [key, when] : flow_of(released->operand))
      add({key.first == none ? released->release : key.first, key.second}, when, flow);
  } else if (const auto* choice = std::get_if<model::Choice>(&expr.node)) {
    in(*choice, expr, flow);
  } else if (arithmetic && arithmetic->op == model::ArithmeticOp::multiply) {
    factors({arithmetic->left, arithmetic->right}, flow);
  } else if (const auto* quotient = std::get_if<model::RoundedQuotient>(&expr.node)) {
    std::vector<ExprPtr> all = quotient->numerators;
    all.insert(all.end(), quotient->denominators.begin(), quotient->denominators.end());
    factors(all, flow);
  } else if (const auto* list = std::get_if<model::OfList>(&expr.node)) {
    if (list->kind == model::ListKind::sum) add_labelled(list->list, expr.span, flow);
    elements(list->list, list->element, {list->body}, expr.span, flow);
  } else if (const auto* extreme = std::get_if<model::Extreme>(&expr.node)) {
    add_labelled(extreme->list, expr.span, flow);
    elements(extreme->list, extreme->element, {extreme->where, extreme->body}, expr.span, flow);
    add_all(flow_of(extreme->otherwise), truth(true, expr.span), flow);
  } else if (const auto* fold = std::get_if<model::Fold>(&expr.node)) {
    add_labelled(fold->list, expr.span, flow);
    elements(fold->list, fold->element, fold->key ? std::vector<ExprPtr>{fold->key, fold->body} : std::vector<ExprPtr>{fold->body},
             expr.span, flow);
    add_all(flow_of(fold->start), truth(true, expr.span), flow);
  } else {
    for (const ExprPtr& operand : operands_of(expr)) add_all(flow_of(operand), truth(true, expr.span), flow);
  }
  return flow;
}

// Of a yes or no: which case it is is a test.
void LettingGo::in(const model::Choice& choice, const model::Expr& expr, Flow& flow) {
  if (expr.type.kind != model::Kind::boolean) add_all(flow_of(choice.subject), truth(true, expr.span), flow);
  for (const model::Branch& branch : choice.branches) {
    const Flow& taken = flow_of(branch.value);
    if (!taken.empty()) add_all(taken, guarded(in_cases(choice.subject, branch.cases, expr.span)), flow);
  }
}

// What is multiplied by 0 is not shown; unless that 0 is made of what is labelled as well.
void LettingGo::factors(const std::vector<ExprPtr>& factors, Flow& flow) {
  for (const ExprPtr& factor : factors) {
    const Flow& own = flow_of(factor);
    if (own.empty()) continue;
    std::vector<ExprPtr> others{truth(true, factor->span)};
    for (const ExprPtr& other : factors) {
      if (other != factor) others.push_back(is_not_zero(other));
    }
    add_all(own, all_of(others, factor->span), flow);
  }
}

ExprPtr LettingGo::is_not_zero(const ExprPtr& factor) {
  const Span span = factor->span;
  if (!model::is_number(factor->type.kind) || factor->range.from > 0 || factor->range.to < 0) return truth(true, span);
  if (std::holds_alternative<model::Constant>(factor->node)) return truth(!is_constant(factor, 0), span);
  std::vector<ExprPtr> ways{guarded(negation(compare(model::CompareOp::equal, factor, constant(0, factor->type, span), span), span))};
  for (const auto& [key, when] : flow_of(factor)) ways.push_back(when);
  return any_of(ways, span);
}

// Which of the elements it was is left open.
void LettingGo::elements(FactId list, model::ElementId element, const std::vector<ExprPtr>& bodies, Span span, Flow& flow) {
  for (const ExprPtr& body : bodies) {
    for (const auto& [key, when] : flow_of(body)) add(key, all_of({has_elements(list, span), without_element(when, element)}, span), flow);
  }
}

ExprPtr LettingGo::has_elements(FactId list, Span span) {
  if (policy_.facts.at(list).list != none) return truth(true, span);
  const auto [place, added] = has_elements_.emplace(list, nullptr);
  if (added) place->second = any_element(list, wording_.new_element(list), truth(true, span), span);
  return place->second;
}

ExprPtr LettingGo::guarded(const ExprPtr& test) const {
  GuardSet guards;
  for (const Need& need : guards_.needs(*test)) guards.insert(need.guard);
  return all_of({guards_.tests(guards, test->span), test}, test->span);
}

// The same, as far as it says nothing of the element: it may hold where the test does not, and never the other way.
ExprPtr LettingGo::without_element(const ExprPtr& test, model::ElementId element) const {
  if (!reads_element(policy_, *test, element)) return test;
  const auto each = [&](const std::vector<ExprPtr>& operands) {
    std::vector<ExprPtr> made;
    for (const ExprPtr& operand : operands) made.push_back(without_element(operand, element));
    return made;
  };
  if (const auto* all = std::get_if<model::And>(&test->node)) return all_of(each(all->operands), test->span);
  if (const auto* any = std::get_if<model::Or>(&test->node)) return any_of(each(any->operands), test->span);
  return truth(true, test->span);
}

}  // namespace pol::check
