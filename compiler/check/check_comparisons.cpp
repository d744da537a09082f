// Comparisons, cases and sets.
#include <algorithm>

#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool is_plain(model::Kind kind) { return kind == model::Kind::integer || kind == model::Kind::decimal; }

ExprPtr with_type(const ExprPtr& expr, const model::Type& type) {
  return expr->type == type ? expr : make(expr->node, type, expr->range, expr->span);
}

// Whether two values may stand beside each other once their decimals agree.
bool go_together(const Operand& left, const Operand& right) {
  const model::Type& a = left.expr->type;
  const model::Type& b = right.expr->type;
  if (is_plain(a.kind) && is_plain(b.kind)) return left.unit == right.unit || left.unit.empty() || right.unit.empty();
  return a.kind == b.kind && a.enum_id == b.enum_id && a.currency == b.currency;
}

}  // namespace

bool Typing::unify(Operand& left, Span left_span, Operand& right, Span right_span) {
  if (!go_together(left, right)) {
    report_different(wording_, {left.expr->type, left.unit, left_span}, {right.expr->type, right.unit, right_span});
    return false;
  }
  if (left.unit.empty()) left.unit = right.unit;
  right.unit = left.unit;
  const int decimals = std::max(left.expr->type.decimals, right.expr->type.decimals);
  model::Type type = left.expr->type.kind == model::Kind::decimal ? left.expr->type : right.expr->type;
  type.decimals = decimals;
  for (Operand* side : {&left, &right}) {
    const ExprPtr exact = scaled(side->expr, decimals, side->expr->span);
    side->expr = exact ? with_type(exact, type) : too_wide({side->expr}, side == &left ? left_span : right_span).expr;
  }
  return left.expr && right.expr;
}

bool Typing::comparable(const ExprPtr& expr, Span span) {
  switch (expr->type.kind) {
    case model::Kind::boolean: report(Message::yes_or_no_compared, span); return false;
    case model::Kind::enumeration: report(Message::cases_have_no_order, span, {in_words(wording_.policy, expr->type)}); return false;
    case model::Kind::set: report(Message::set_compared, span); return false;
    case model::Kind::text: report(Message::text_compared, span); return false;
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::date:
    case model::Kind::days:
    case model::Kind::months: return true;
  }
  return false;
}

// Whether a value can be one of several that a choice picks from.
bool Typing::choosable(const ExprPtr& expr, Span span) {
  if (expr->type.kind != model::Kind::set && expr->type.kind != model::Kind::text) return true;
  report(Message::not_to_be_chosen, span, {in_words(wording_.policy, expr->type)});
  return false;
}

ExprPtr Typing::ordered(ast::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span) const {
  using model::CompareOp;
  switch (op) {
    case ast::CompareOp::equal: return compare(CompareOp::equal, left, right, span);
    case ast::CompareOp::not_equal: return negation(compare(CompareOp::equal, left, right, span), span);
    case ast::CompareOp::less: return compare(CompareOp::less, left, right, span);
    case ast::CompareOp::less_equal: return compare(CompareOp::less_equal, left, right, span);
    case ast::CompareOp::greater: return compare(CompareOp::less, right, left, span);
    case ast::CompareOp::greater_equal: return compare(CompareOp::less_equal, right, left, span);
  }
  return {};
}

Operand Typing::of(const ast::Compare& node, const ast::Expr& expr, Scope& scope) {
  Operand left = infer(*node.left, scope);
  left.expr = as_value(left, node.left->span);
  if (left.expr && left.expr->type.kind == model::Kind::enumeration) return case_compared(node, left, expr.span, scope);
  Operand right = infer(*node.right, scope);
  right.expr = as_value(right, node.right->span);
  if (!left.expr || !right.expr || !comparable(left.expr, node.left->span) || !comparable(right.expr, node.right->span)) return {};
  const ExprPtr read = left.expr;
  if (!unify(left, node.left->span, right, node.right->span)) return {};
  return {judged_if_any(ordered(node.op, left.expr, right.expr, expr.span), read, node.if_any, node.left->span, scope), "", none};
}

// `organ = breast`, which may as well be written `organ is breast`.
Operand Typing::case_compared(const ast::Compare& node, const Operand& left, Span span, const Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&node.right->node);
  const bool is_equality = node.op == ast::CompareOp::equal || node.op == ast::CompareOp::not_equal;
  if (!path || path->names.size() != 1 || !is_equality) {
    report(Message::cases_have_no_order, span, {in_words(wording_.policy, left.expr->type)});
    return {};
  }
  const std::optional<std::vector<bool>> mask = cases_of(wording_, left.expr->type.enum_id, path->names);
  if (!mask) return {};
  const ExprPtr test = in_cases(left.expr, *mask, span);
  const ExprPtr wanted = node.op == ast::CompareOp::equal ? test : negation(test, span);
  return {judged_if_any(wanted, left.expr, node.if_any, node.left->span, scope), "", none};
}

Operand Typing::of(const ast::IsOneOf& node, const ast::Expr& expr, Scope& scope) {
  const Operand subject = infer(*node.subject, scope);
  const ExprPtr value = as_value(subject, node.subject->span);
  if (!value) return {};
  const bool has_cases = value->type.kind == model::Kind::enumeration || value->type.kind == model::Kind::boolean;
  if (!has_cases) {
    report(Message::has_no_cases, node.subject->span, {in_words(wording_.policy, value->type, subject.unit)});
    return {};
  }
  const std::optional<std::vector<bool>> mask = mask_of(value->type, node.names);
  if (!mask) return {};
  const ExprPtr test = in_cases(value, *mask, expr.span);
  const ExprPtr wanted = node.negated ? negation(test, expr.span) : test;
  return {judged_if_any(wanted, value, node.if_any, node.subject->span, scope), "", none};
}

Operand Typing::of(const ast::Has& node, const ast::Expr& expr, Scope& scope) {
  const Operand subject = infer(*node.subject, scope);
  const ExprPtr value = as_value(subject, node.subject->span);
  if (!value) return {};
  if (value->type.kind != model::Kind::set) {
    report(Message::has_of_what_is_no_set, node.subject->span, {in_words(wording_.policy, value->type, subject.unit)});
    return {};
  }
  const std::optional<std::vector<bool>> mask = cases_of(wording_, value->type.enum_id, node.names);
  if (!mask) return {};
  return {make(model::Has{value, node.kind != ast::HasKind::any, *mask}, truth_type(), {}, expr.span), "", none};
}

Operand Typing::of(const ast::Between& node, const ast::Expr& expr, Scope& scope) {
  Operand subject = infer(*node.subject, scope);
  Operand from = infer(*node.from, scope);
  Operand through = infer(*node.through, scope);
  subject.expr = as_value(subject, node.subject->span);
  from.expr = as_value(from, node.from->span);
  through.expr = as_value(through, node.through->span);
  if (!subject.expr || !from.expr || !through.expr || !comparable(subject.expr, node.subject->span)) return {};
  const ExprPtr read = no_larger(subject.expr, node.subject->span);
  Operand same_subject = subject;
  if (!read || !unify(subject, node.subject->span, from, node.from->span)) return {};
  if (!unify(same_subject, node.subject->span, through, node.through->span)) return {};
  const ExprPtr test = all_of({compare(model::CompareOp::less_equal, from.expr, subject.expr, expr.span),
                               compare(model::CompareOp::less_equal, same_subject.expr, through.expr, expr.span)},
                              expr.span);
  return {judged_if_any(test, read, node.if_any, node.subject->span, scope), "", none};
}

}  // namespace pol::check
