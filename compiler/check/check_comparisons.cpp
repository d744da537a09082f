// Comparisons, cases and sets.
#include <algorithm>

#include "check/build.h"
#include "check/literals.h"
#include "check/other_names.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

// `is preset`, `is known` of what has no cases.
bool asks_for_a_state(Wording& wording, const std::vector<ast::Name>& names) {
  const std::optional<std::string> meant = names.size() == 1 ? state_meant(names.front().text) : std::nullopt;
  if (meant) wording.report(Message::misspelt_word, names.front().span, {names.front().text, *meant});
  return meant.has_value();
}

// Of a table across, whose cells are amounts or numbers.
bool is_cell(const Wording& wording, const ast::Expr& expr) {
  const auto* path = std::get_if<ast::Path>(&expr.node);
  const auto found = path ? wording.declared.find(path->names.front().text) : wording.declared.end();
  if (found == wording.declared.end() || found->second.kind != DeclaredKind::table) return false;
  return wording.tables.at(found->second.index).across != none;
}

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

// A percentage beside a quotient, which is a plain number: its number over 100.
bool is_percentage_beside(const Operand& percentage, const Operand& ratio) {
  return percentage.expr->type.kind == model::Kind::percent && percentage.is_one_fraction() && ratio.is_fraction() &&
         is_plain(ratio.expr->type.kind) && ratio.unit.empty();
}

Operand over_100(Operand percentage, Span span) {
  model::Type type = type_of(model::Kind::decimal);
  type.decimals = percentage.expr->type.decimals;
  percentage.expr = with_type(percentage.expr, type);
  percentage.denominators.push_back(constant(100, type_of(model::Kind::integer), span));
  return percentage;
}

}  // namespace

// Of the same kind and unit.
bool Typing::agree(Operand& left, Span left_span, Operand& right, Span right_span) {
  if (is_percentage_beside(left, right)) left = over_100(left, left_span);
  if (is_percentage_beside(right, left)) right = over_100(right, right_span);
  if (!go_together(left, right)) {
    report_different(wording_, {left.expr->type, left.unit, left_span, left.expr.get()},
                     {right.expr->type, right.unit, right_span, right.expr.get()});
    return false;
  }
  if (left.unit.empty()) left.unit = right.unit;
  right.unit = left.unit;
  return true;
}

bool Typing::unify(Operand& left, Span left_span, Operand& right, Span right_span) {
  if (!agree(left, left_span, right, right_span)) return false;
  if (left.is_fraction() || right.is_fraction()) return same_divisor(left, left_span, right, right_span);
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
  if (expr->type.kind == model::Kind::text)
    report(Message::text_chosen, span);
  else
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
  const Operand left = subject(*node.left, node.if_any, scope);
  if (left.expr && left.expr->type.kind == model::Kind::enumeration) return case_compared(node, left, expr.span, scope);
  const Operand right = subject(*node.right, node.right_if_any, scope);
  if (!left.expr || !right.expr) return {};
  if (left.expr->type.kind == model::Kind::text && right.expr->type.kind == model::Kind::text)
    return {if_both(node, texts_compared(node.op, left.expr, right.expr, expr.span), left, right, scope)};
  if (!comparable(left.expr, node.left->span) || !comparable(right.expr, node.right->span)) return {};
  if (time_beside_number(*node.right, left) || time_beside_number(*node.left, right)) return {};
  return {if_both(node, compared(node.op, left, node.left->span, right, node.right->span, expr.span), left, right, scope)};
}

// Where one that may be absent is, the test is no.
ExprPtr Typing::if_both(const ast::Compare& node, ExprPtr test, const Operand& left, const Operand& right, const Scope& scope) {
  test = judged_if_any(std::move(test), right, node.right_if_any, node.right->span, scope);
  return judged_if_any(std::move(test), left, node.if_any, node.left->span, scope);
}

// `age <= 55 years`: what the age is of is said elsewhere. `born_on > 2012`: a year is no date.
bool Typing::time_beside_number(const ast::Expr& written, const Operand& other) {
  const auto* number = std::get_if<ast::Number>(&written.node);
  if (number && number->unit.empty() && other.expr->type.kind == model::Kind::date) {
    report(Message::number_beside_date, written.span);
    return true;
  }
  if (!number || !kind_of_time(number->unit) || !is_plain(other.expr->type.kind) || !other.unit.empty()) return false;
  const auto length = static_cast<std::uint32_t>(number->unit.size());
  report(Message::time_beside_number, {written.span.end - length, written.span.end}, {number->unit});
  return true;
}

// Two fields of the record.
ExprPtr Typing::texts_compared(ast::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span) {
  const bool is_equality = op == ast::CompareOp::equal || op == ast::CompareOp::not_equal;
  const bool are_fields = std::holds_alternative<model::FactValue>(left->node) && std::holds_alternative<model::FactValue>(right->node);
  if (!is_equality || !are_fields) {
    report(Message::text_compared, span);
    return {};
  }
  const ExprPtr same = make(model::SameText{left, right}, truth_type(), {}, span);
  return op == ast::CompareOp::equal ? same : negation(same, span);
}

ExprPtr Typing::compared(ast::CompareOp op, Operand left, Span left_span, Operand right, Span right_span, Span span) {
  if (is_percentage_beside(left, right)) left = over_100(left, left_span);
  if (is_percentage_beside(right, left)) right = over_100(right, right_span);
  const bool of_fractions = left.is_fraction() || right.is_fraction();
  if (of_fractions && go_together(left, right)) return fractions_compared(op, left, right, span);
  return unify(left, left_span, right, right_span) ? ordered(op, left.expr, right.expr, span) : ExprPtr{};
}

bool Typing::unify_cases(const ExprPtr& left, Span left_span, const ExprPtr& right, Span right_span) {
  if (left->type.kind == right->type.kind && left->type.enum_id == right->type.enum_id) return true;
  report_different(wording_, {left->type, "", left_span}, {right->type, "", right_span});
  return false;
}

Operand Typing::of(const ast::IsOneOf& node, const ast::Expr& expr, Scope& scope) {
  if (const std::optional<Operand> presumed = presumption_state(node, expr.span, scope)) return *presumed;
  if (const std::optional<Operand> state = state_of_cell(node, expr.span, scope)) return *state;
  if (is_cell(wording_, *node.subject) && asks_for_a_state(wording_, node.names)) return {};
  const Operand subject = case_among(*node.subject, node.names, node.if_any, scope);
  const ExprPtr value = subject.expr;
  if (!value) return {};
  const bool has_cases = value->type.kind == model::Kind::enumeration || value->type.kind == model::Kind::boolean;
  if (value->type.kind == model::Kind::set && node.names.size() == 1) {
    report(Message::set_is, expr.span, {node.names.front().text});
    return {};
  }
  if (!has_cases) {
    if (asks_for_a_state(wording_, node.names)) return {};
    report(Message::has_no_cases, node.subject->span, {in_words(wording_.policy, value->type, subject.unit)});
    return {};
  }
  const std::optional<MeantCases> meant = benefit_or_cases(value->type, node.names, scope);
  if (!meant) return {};
  const ExprPtr test = is_one_of(value, *meant, expr.span);
  const ExprPtr wanted = node.negated ? negation(test, expr.span) : test;
  return {judged_if_any(wanted, subject, node.if_any, node.subject->span, scope)};
}

// `is this benefit`, or the names of cases.
std::optional<MeantCases> Typing::benefit_or_cases(const model::Type& type, const std::vector<ast::Name>& names, Scope& scope) {
  const bool is_this = names.size() == 1 && is_this_benefit(ast::Path{names});
  if (!is_this || type.kind != model::Kind::enumeration || type.enum_id != wording_.policy.benefits) return meant(type, names, scope);
  scope.uses_line = true;
  std::vector<bool> mask(wording_.benefits.size());
  if (!mask.empty()) mask[scope.line ? scope.line->benefit : 0] = true;
  return MeantCases{mask, {}};
}

Operand Typing::of(const ast::Has& node, const ast::Expr& expr, Scope& scope) {
  const Operand subject = this->subject(*node.subject, node.if_any, scope);
  const ExprPtr value = subject.expr;
  if (!value) return {};
  if (value->type.kind != model::Kind::set) {
    report(Message::has_of_what_is_no_set, node.subject->span, {in_words(wording_.policy, value->type, subject.unit)});
    return {};
  }
  model::Type one = value->type;
  one.kind = model::Kind::enumeration;
  const std::optional<MeantCases> meant = node.of ? case_of_another(*node.of, one, scope) : this->meant(one, node.names, scope);
  if (!meant) return {};
  return {judged_if_any(has(subject, node.kind, *meant, expr.span), subject, node.if_any, node.subject->span, scope)};
}

// `has claim.kind`: whichever case that is.
std::optional<MeantCases> Typing::case_of_another(const ast::Expr& other, const model::Type& type, Scope& scope) {
  const Operand found = infer(other, scope);
  const ExprPtr value = as_value(found, other.span);
  if (!value) return std::nullopt;
  if (value->type != type) {
    report_wrong_kind(wording_, {type, "", other.span}, {value->type, found.unit, other.span});
    return std::nullopt;
  }
  return MeantCases{std::vector<bool>(wording_.policy.enums.at(type.enum_id).cases.size()), {value}};
}

Operand Typing::of(const ast::Between& node, const ast::Expr& expr, Scope& scope) {
  Operand subject = this->subject(*node.subject, node.if_any, scope);
  const Operand from = this->subject(*node.from, node.from_if_any, scope);
  const Operand through = this->subject(*node.through, node.through_if_any, scope);
  if (!subject.expr || !from.expr || !through.expr || !comparable(subject.expr, node.subject->span)) return {};
  const Operand read = subject;
  subject.expr = no_larger(subject.expr, node.subject->span);
  if (!subject.expr) return {};
  const auto op = ast::CompareOp::less_equal;
  const ExprPtr above = compared(op, from, node.from->span, subject, node.subject->span, expr.span);
  const ExprPtr below = above ? compared(op, subject, node.subject->span, through, node.through->span, expr.span) : ExprPtr{};
  if (!below) return {};
  ExprPtr test = judged_if_any(all_of({above, below}, expr.span), through, node.through_if_any, node.through->span, scope);
  test = judged_if_any(std::move(test), from, node.from_if_any, node.from->span, scope);
  return {judged_if_any(std::move(test), read, node.if_any, node.subject->span, scope)};
}

}  // namespace pol::check
