#include "check/label_flow.h"

#include <algorithm>

#include "check/build.h"

namespace pol::check {

namespace {

using model::FactId;

// A number of items, or what is made of them, shows the list. Whether there is any item is a test.
FactId list_shown(const model::Expr& expr) {
  const auto* list = std::get_if<model::OfList>(&expr.node);
  return list && list->kind == model::ListKind::any ? model::none : list_of(expr);
}

}  // namespace

bool takes_labels_off(const model::Expr& expr) {
  return std::holds_alternative<model::Compare>(expr.node) || std::holds_alternative<model::CompareProducts>(expr.node) ||
         std::holds_alternative<model::SameText>(expr.node) || std::holds_alternative<model::IsCase>(expr.node) ||
         std::holds_alternative<model::Has>(expr.node) || std::holds_alternative<model::FactPresent>(expr.node);
}

void LabelFlow::add(FactId fact, Span read_at, Flow& flow) const {
  if (!policy_.facts.at(fact).labels.empty()) add({{{fact, read_at}}, {}}, flow);
}

void LabelFlow::add(const Flow& more, Flow& flow) {
  for (const Shown& each : more.shown) {
    const auto place = std::find_if(flow.shown.begin(), flow.shown.end(), [&](const Shown& other) { return other.fact >= each.fact; });
    if (place == flow.shown.end() || place->fact != each.fact) flow.shown.insert(place, each);
  }
  for (const std::uint32_t release : more.releases) {
    const auto place = std::lower_bound(flow.releases.begin(), flow.releases.end(), release);
    if (place == flow.releases.end() || *place != release) flow.releases.insert(place, release);
  }
}

const LabelFlow::Flow& LabelFlow::of(const model::ExprPtr& expr) {
  if (const auto found = known_.find(expr); found != known_.end()) return found->second;
  Flow flow = made(*expr);
  return known_.emplace(expr, std::move(flow)).first->second;
}

LabelFlow::Flow LabelFlow::of_all(const std::vector<model::ExprPtr>& exprs) {
  Flow flow;
  for (const model::ExprPtr& expr : exprs) add(of(expr), flow);
  return flow;
}

LabelFlow::Flow LabelFlow::made(const model::Expr& expr) {
  Flow flow;
  if (takes_labels_off(expr)) return flow;
  if (const auto* value = std::get_if<model::FactValue>(&expr.node)) {
    add(value->fact, expr.span, flow);
  } else if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
    return of(policy_.definitions.at(definition->definition).value);
  } else if (const auto* released = std::get_if<model::Released>(&expr.node)) {
    flow.releases = of(released->operand).releases;
    add({{}, {released->release}}, flow);
    return flow;
  }
  if (const FactId list = list_shown(expr); list != model::none) add(list, expr.span, flow);
  const auto* choice = std::get_if<model::Choice>(&expr.node);
  const bool asks = choice != nullptr && expr.type.kind == model::Kind::boolean;  // which case it is, or whether a row is there: a test
  for (const model::ExprPtr& operand : operands_of(expr))
    if (!asks || operand != choice->subject) add(of(operand), flow);
  return flow;
}

}  // namespace pol::check
