// yes, no, not, and, or, proved; and the tests and values that have to do with absence.
#include "check/build.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

Operand Typing::of(const ast::Truth& node, const ast::Expr& expr, Scope&) { return {truth(node.value, expr.span), "", none}; }

Operand Typing::of(const ast::Not& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr operand = infer_test(*node.operand, scope);
  if (!operand) return {};
  return {negation(operand, expr.span), "", none};
}

Operand Typing::of(const ast::Proved& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr operand = infer_test(*node.operand, scope);
  if (!operand) return {};
  return {proved(operand, expr.span), "", none};
}

Operand Typing::of(const ast::And& node, const ast::Expr& expr, Scope& scope) { return joined(node.operands, true, expr.span, scope); }

Operand Typing::of(const ast::Or& node, const ast::Expr& expr, Scope& scope) {
  const Operand result = joined(node.operands, false, expr.span, scope);
  if (!node.mixed) return result;
  report(Message::and_beside_or, expr.span);
  return {};
}

// What stands to the left is known where the next operand matters.
Operand Typing::joined(const std::vector<ast::ExprPtr>& operands, bool conjunction, Span span, Scope& scope) {
  const GuardSet before = scope.known;
  std::vector<ExprPtr> parts;
  for (const ast::ExprPtr& operand : operands) {
    const ExprPtr part = infer_test(*operand, scope);
    if (!part) continue;
    scope.known.merge(guards_.implied(*part, conjunction));
    parts.push_back(part);
  }
  scope.known = before;
  if (parts.size() < operands.size()) return {};
  return {conjunction ? all_of(parts, span) : any_of(parts, span), "", none};
}

Operand Typing::of(const ast::IsPresent& node, const ast::Expr& expr, Scope& scope) {
  const Operand subject = infer(*node.subject, scope);
  if (subject.failed()) return {};
  const auto* value = subject.expr ? std::get_if<model::FactValue>(&subject.expr->node) : nullptr;
  if (subject.expr && !value) {
    report(Message::presence_of_what_is_no_fact, node.subject->span);
    return {};
  }
  const FactId id = value ? value->fact : subject.record;
  const auto& facts = wording_.policy.facts;
  if (facts.at(id).presence != model::Presence::optional) {
    const GuardSet around = guards_.around(id);
    if (around.empty())
      report(Message::never_absent, expr.span, {facts[id].path});
    else
      report(Message::absent_with_its_record, expr.span, {facts[id].path, facts[around.rbegin()->id].path});
    return {};
  }
  const ExprPtr present = presence(id, scope, expr.span);
  return {node.negated ? negation(present, expr.span) : present, "", none};
}

// What has to be there for `expr` to be read, as far as it is not known already; nothing, and said so, where it can never be absent. Where
// a line above happens to demand it, `if any` and `otherwise` are idle but true, and stay allowed: lines move.
std::optional<GuardSet> Typing::absence_of(const ExprPtr& expr, Span span, const Scope& scope) {
  GuardSet guards, all;
  for (const Need& need : guards_.needs(*expr)) {
    all.insert(need.guard);
    if (!scope.known.contains(need.guard)) guards.insert(need.guard);
  }
  if (!guards.empty()) return guards;
  if (!all.empty()) return all;
  report(Message::never_absent_here, span);
  return std::nullopt;
}

ExprPtr Typing::judged_if_any(ExprPtr test, const ExprPtr& subject, bool if_any, Span span, const Scope& scope) {
  if (!if_any || !test) return test;
  const std::optional<GuardSet> guards = absence_of(subject, span, scope);
  if (!guards) return {};
  return all_of({guards_.tests(*guards, span), test}, span);
}

Operand Typing::of(const ast::Otherwise& node, const ast::Expr& expr, Scope& scope) {
  Operand fallback = infer(*node.fallback, scope);
  fallback.expr = as_value(fallback, node.fallback->span);
  return otherwise(*node.value, fallback, node.fallback->span, expr.span, scope);
}

// `a otherwise b otherwise c`: a where it is there, else b where that is there, else c. It is written as `(a otherwise b) otherwise c`.
Operand Typing::otherwise(const ast::Expr& written, Operand fallback, Span fallback_span, Span span, Scope& scope) {
  if (const auto* inner = std::get_if<ast::Otherwise>(&written.node)) {
    const Operand rest = otherwise(*inner->fallback, std::move(fallback), fallback_span, span, scope);
    return otherwise(*inner->value, rest, inner->fallback->span, span, scope);
  }
  Operand value = infer(written, scope);
  value.expr = as_value(value, written.span);
  if (!value.expr || !fallback.expr) return {};
  const std::optional<GuardSet> guards = absence_of(value.expr, written.span, scope);
  if (!guards || !choosable(value.expr, written.span) || !unify(value, written.span, fallback, fallback_span)) return {};
  return {either(guards_.tests(*guards, span), value.expr, fallback.expr, span), value.unit, none};
}

}  // namespace pol::check
