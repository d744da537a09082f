// Dates, what lies between them, and what was paid before.
#include <cstdint>

#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::CompareOp;
using model::Kind;

const std::string no_unit;

// Whether the day, so many months later, may be one that its month does not have. Every month has 28.
bool may_not_exist(const model::Expr& date, const model::Expr& months) {
  const auto* day = std::get_if<model::Constant>(&date.node);
  if (!day) return true;
  const auto from = static_cast<std::int32_t>(day->value);
  const auto* so_many = std::get_if<model::Constant>(&months.node);
  if (!so_many) return calendar::to_civil(from).day > 28;
  return calendar::add_months(from, so_many->value, calendar::MonthEnd::clamp) !=
         calendar::add_months(from, so_many->value, calendar::MonthEnd::roll);
}

// A length of time in the other direction; never empty, as lengths of time are narrow.
ExprPtr negative(const ExprPtr& distance, Span span) {
  const auto* known = std::get_if<model::Constant>(&distance->node);
  if (known && known->value != INT64_MIN) return constant(-known->value, distance->type, distance->span);
  return arithmetic(model::ArithmeticOp::subtract, constant(0, distance->type, span), distance, distance->type, span);
}

}  // namespace

ExprPtr Typing::value_of(const ast::Expr& expr, const model::Type& wanted, Scope& scope) {
  return as_value(maybe_of(expr, wanted, scope), expr.span);
}

ExprPtr Typing::infer_as(const ast::Expr& expr, Kind kind, Scope& scope) {
  const Operand found = infer(expr, scope);
  const ExprPtr result = as_value(found, expr.span);
  if (!result || result->type.kind == kind) return result;
  const auto* number = std::get_if<ast::Number>(&expr.node);
  if (kind == Kind::date && number && number->unit.empty()) {
    report(Message::number_beside_date, expr.span);
    return {};
  }
  report_wrong_kind(wording_, {type_of(kind), no_unit, expr.span}, {result->type, found.unit, expr.span});
  return {};
}

Operand Typing::of(const ast::Date& node, const ast::Expr& expr, Scope&) {
  const std::optional<std::int32_t> day = read_date(wording_, node, expr.span);
  if (!day) return {};
  return {constant(*day, type_of(Kind::date), expr.span), "", none};
}

// Years and months, then days.
Operand Typing::of(const ast::Period& node, const ast::Expr& expr, Scope&) {
  Operand result;
  std::int64_t months = 0;
  for (const ast::Number& part : node.parts) {
    const std::optional<Literal> found = read_number(wording_, part, expr.span);
    const std::optional<std::int64_t> sum = found ? narrow(Int128{months} + found->value) : std::nullopt;
    if (!found) return {};
    if (found->type.kind == Kind::days) {
      result.and_days = constant(found->value, found->type, expr.span);
    } else if (sum) {
      months = *sum;
    } else {
      report(Message::number_too_long, expr.span, {part.digits});
      return {};
    }
  }
  result.expr = constant(months, type_of(Kind::months), expr.span);
  return result;
}

// Which day it is where the month has no such day.
Operand Typing::of(const ast::MonthEnd& node, const ast::Expr& expr, Scope& scope) {
  Operand found = infer_or_period(*node.operand, scope);
  found.expr = as_value(found, node.operand->span);
  if (!found.expr) return {};
  if (found.expr->type.kind != Kind::months) {
    report(Message::month_end_of_no_months, expr.span, {in_words(wording_.policy, found.expr->type, found.unit)});
    return {};
  }
  found.month_end = node.rolled ? calendar::MonthEnd::roll : calendar::MonthEnd::clamp;
  return found;
}

Operand Typing::of(const ast::Text&, const ast::Expr& expr, Scope&) {
  report(Message::text_compared, expr.span);
  return {};
}

ExprPtr Typing::later_by(const ExprPtr& date, const ExprPtr& distance, Span span) {
  if (distance->type.kind == Kind::months && may_not_exist(*date, *distance)) months_have_a_way(span);
  const ExprPtr moved = distance->type.kind == Kind::months ? add_months(date, distance, wording_.policy.months, span)
                                                            : arithmetic(model::ArithmeticOp::add, date, distance, date->type, span);
  return moved ? moved : too_wide({date}, span).expr;
}

ExprPtr Typing::later_by(const ExprPtr& date, const Operand& distance, Span span) {
  const ExprPtr moved = later_by(date, distance.expr, span);
  return moved && distance.and_days ? later_by(moved, distance.and_days, span) : moved;
}

// Where a month has no such day, what comes out depends on what the wording says. A library says nothing: whoever uses it does.
void Typing::months_have_a_way(Span span) {
  const ast::PolicyHeader& header = *wording_.header;
  if (header.months_mode || header.name.text.empty() || std::exchange(wording_.months_without_a_way, true)) return;
  report(Message::months_not_said, span).label(header.name.span, "the heading is here");
}

// Date and date, or date and distance.
Operand Typing::date_moved(const Operand& left, const Operand& right, bool back, Span span) {
  const Kind kind = right.expr->type.kind;
  if (kind == Kind::date) return {arithmetic(model::ArithmeticOp::subtract, left.expr, right.expr, type_of(Kind::days), span), "", none};
  if (kind != Kind::days && kind != Kind::months) {
    report_wrong_kind(wording_, {type_of(Kind::days), no_unit, span}, {right.expr->type, right.unit, right.expr->span});
    return {};
  }
  Operand moved = right.month_end && !back ? moved_to(left.expr, right.expr, *right.month_end, span)
                                           : Operand{later_by(left.expr, back ? negative(right.expr, span) : right.expr, span)};
  if (moved.expr && right.and_days) moved.expr = later_by(moved.expr, back ? negative(right.and_days, span) : right.and_days, span);
  return moved;
}

// As is written there, and not as the heading says.
Operand Typing::moved_to(const ExprPtr& date, const ExprPtr& months, calendar::MonthEnd end, Span span) {
  const ExprPtr moved = add_months(date, months, end, span);
  const auto* node = moved ? std::get_if<model::AddMonths>(&moved->node) : nullptr;
  if (!node) return moved ? Operand{moved} : too_wide({date}, span);
  return {make(model::AddMonths{node->date, node->months, node->end, false}, moved->type, moved->range, span)};
}

// Days or months.
Operand Typing::distance(const ast::Expr& expr, Scope& scope) {
  const Operand found = infer_or_period(expr, scope);
  Operand length{as_value(found, expr.span)};
  length.and_days = found.and_days;
  const ExprPtr& result = length.expr;
  if (!result || result->type.kind == Kind::days || result->type.kind == Kind::months) return length;
  report_wrong_kind(wording_, {type_of(Kind::days), no_unit, expr.span}, {result->type, found.unit, expr.span});
  return {};
}

ExprPtr Typing::date_of(const Operand& found, Span span) {
  if (!found.expr || found.expr->type.kind == Kind::date) return found.expr;
  report_wrong_kind(wording_, {type_of(Kind::date), no_unit, span}, {found.expr->type, found.unit, span});
  return {};
}

ExprPtr Typing::timed(ast::TimingKind kind, const ExprPtr& subject, const ExprPtr& anchor, const ExprPtr& limit, Span span) const {
  const auto ordered = [&](CompareOp op, const ExprPtr& first, const ExprPtr& second) { return compare(op, first, second, span); };
  switch (kind) {
    case ast::TimingKind::within:
      return all_of({ordered(CompareOp::less_equal, anchor, subject), ordered(CompareOp::less_equal, subject, limit)}, span);
    case ast::TimingKind::at_least: return ordered(CompareOp::less_equal, limit, subject);
    case ast::TimingKind::no_later_than: return ordered(CompareOp::less_equal, subject, limit);
    case ast::TimingKind::more_than: return ordered(CompareOp::less, limit, subject);
    case ast::TimingKind::on_or_before: return ordered(CompareOp::less_equal, subject, anchor);
    case ast::TimingKind::on_or_after: return ordered(CompareOp::less_equal, anchor, subject);
    case ast::TimingKind::before: return ordered(CompareOp::less, subject, anchor);
    case ast::TimingKind::after: return ordered(CompareOp::less, anchor, subject);
  }
  return {};
}

Operand Typing::of(const ast::Timing& node, const ast::Expr& expr, Scope& scope) {
  const Operand asked = this->subject(*node.subject, node.if_any, scope);
  const ExprPtr subject = no_larger(date_of(asked, node.subject->span), node.subject->span);
  const Operand from = node.anchor_if_any ? this->subject(*node.anchor, true, scope) : Operand{infer_as(*node.anchor, Kind::date, scope)};
  const ExprPtr anchor = no_larger(date_of(from, node.anchor->span), node.anchor->span);
  const Operand apart = node.distance ? distance(*node.distance, scope) : Operand{};
  if (!subject || !anchor || (node.distance && !apart.expr)) return {};
  const ExprPtr limit = apart.expr ? later_by(anchor, apart, expr.span) : ExprPtr{};
  if (apart.expr && !limit) return {};
  ExprPtr test = timed(node.kind, subject, anchor, limit, expr.span);
  test = judged_if_any(std::move(test), from, node.anchor_if_any, node.anchor->span, scope);
  return {judged_if_any(test, asked, node.if_any, node.subject->span, scope)};
}

Operand Typing::of(const ast::CompletedYears& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr from = infer_as(*node.from, Kind::date, scope);
  const ExprPtr to = infer_as(*node.to, Kind::date, scope);
  if (!from || !to) return {};
  months_have_a_way(expr.span);
  return {completed_years(from, to, wording_.policy.months, expr.span), "", none};
}

Operand Typing::of(const ast::DaysBetween& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr from = infer_as(*node.from, Kind::date, scope);
  const ExprPtr to = infer_as(*node.to, Kind::date, scope);
  if (!from || !to) return {};
  return {arithmetic(model::ArithmeticOp::subtract, to, from, type_of(Kind::days), expr.span), "", none};
}

// ---- what was paid ----

std::optional<std::vector<BenefitId>> Typing::paid_benefits(const ast::History& node, Scope& scope) {
  if (node.benefit) {
    const std::optional<BenefitId> found = wording_.benefit(*node.benefit);
    return found ? std::optional(std::vector<BenefitId>{*found}) : std::nullopt;
  }
  if (node.this_benefit) {
    scope.uses_line = true;
    return std::vector<BenefitId>{scope.line ? scope.line->benefit : none};
  }
  std::vector<BenefitId> all;
  for (BenefitId id = 0; id < wording_.benefits.size(); ++id) all.push_back(id);
  return all;
}

Operand Typing::of(const ast::History& node, const ast::Expr& expr, Scope& scope) {
  const std::optional<std::vector<BenefitId>> benefits = paid_benefits(node, scope);
  if (!benefits) return {};
  if (node.kind == ast::HistoryKind::first_event_date) {
    if (benefits->size() == 1) return {make(model::FirstEventDate{benefits->front()}, type_of(Kind::date), any_date, expr.span), "", none};
    report(Message::unknown_benefit, expr.span, {"any benefit", listed(wording_.benefit_names())});  // the grammar asks for one
    return {};
  }
  model::Type type = type_of(Kind::money);
  type.currency = wording_.policy.currency;
  type.decimals = wording_.policy.decimals;
  if (node.on_this_event && node.kind == ast::HistoryKind::first_event_date) return {};  // the grammar has no such words
  const ExprPtr on = node.on_this_event ? event(expr.span, scope).expr : ExprPtr{};
  if (node.on_this_event && !on) return {};
  const ExprPtr paid = make(model::HistoryAmount{*benefits, on}, type, any_history, expr.span);
  const ExprPtr zero = constant(0, type, expr.span);
  switch (node.kind) {
    case ast::HistoryKind::amount: return {paid, "", none};
    case ast::HistoryKind::something: return {compare(CompareOp::less, zero, paid, expr.span), "", none};
    case ast::HistoryKind::nothing: return {compare(CompareOp::less_equal, paid, zero, expr.span), "", none};
    case ast::HistoryKind::first_event_date: return {};
  }
  return {};
}

}  // namespace pol::check
