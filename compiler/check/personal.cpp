// What is marked `personal` may decide, and is not shown: the label goes with a value through calculations and choices, a test takes it
// off.
#include <unordered_set>

#include "check/build.h"
#include "check/questions.h"

namespace pol::check {

namespace {

bool is_test(const model::Expr& expr) {
  return std::holds_alternative<model::Compare>(expr.node) || std::holds_alternative<model::CompareProducts>(expr.node) ||
         std::holds_alternative<model::SameText>(expr.node) || std::holds_alternative<model::IsCase>(expr.node) ||
         std::holds_alternative<model::Has>(expr.node) || std::holds_alternative<model::FactPresent>(expr.node);
}

std::optional<FactId> shown(const model::Policy& policy, const model::Expr& expr, std::unordered_set<const model::Expr*>& seen) {
  if (is_test(expr) || !seen.insert(&expr).second) return std::nullopt;
  if (const auto* value = std::get_if<model::FactValue>(&expr.node)) {
    return policy.facts.at(value->fact).personal ? std::optional(value->fact) : std::nullopt;
  }
  if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
    return shown(policy, *policy.definitions.at(definition->definition).value, seen);
  }
  for (const ExprPtr& operand : operands_of(expr)) {
    if (const std::optional<FactId> found = shown(policy, *operand, seen)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FactId> personal_in(const model::Policy& policy, const ExprPtr& value) {
  std::unordered_set<const model::Expr*> seen;
  return shown(policy, *value, seen);
}

}  // namespace pol::check
