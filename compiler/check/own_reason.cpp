// What a presumption has to decide for a reason to be a presumed one.
#include <algorithm>
#include <unordered_set>

#include "check/build.h"
#include "check/reason_parts.h"

namespace pol::check {

namespace {

bool reads_presumed(const model::Policy& policy, const model::Expr& expr, std::unordered_set<const model::Expr*>& seen) {
  if (!seen.insert(&expr).second) return false;
  if (const auto* value = std::get_if<model::FactValue>(&expr.node))
    return policy.facts.at(value->fact).presence == model::Presence::presumed;
  if (const auto* definition = std::get_if<model::Definition>(&expr.node))
    return reads_presumed(policy, *policy.definitions.at(definition->definition).value, seen);
  const std::vector<ExprPtr> operands = operands_of(expr);
  return std::any_of(operands.begin(), operands.end(), [&](const ExprPtr& operand) { return reads_presumed(policy, *operand, seen); });
}

bool reads_presumed(const model::Policy& policy, const model::Expr& expr) {
  std::unordered_set<const model::Expr*> seen;
  return reads_presumed(policy, expr, seen);
}

}  // namespace

ExprPtr own_of(const model::Policy& policy, const ExprPtr& condition, const ExprPtr& own) {
  if (own == condition || !reads_presumed(policy, *condition)) return {};
  return reads_presumed(policy, *own) ? own : truth(true, own->span);
}

}  // namespace pol::check
