// `X rounded`, `X rounded half_even to 0.01 EUR`.
#include <utility>

#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Kind;

bool is_plain(Kind kind) { return kind == Kind::integer || kind == Kind::decimal; }
bool can_be_rounded(Kind kind) { return is_plain(kind) || kind == Kind::percent || kind == Kind::money; }

}  // namespace

// The way and the unit that are written, else those of the heading.
std::optional<Rounding> Typing::rounding(const ast::Rounded& node, const Operand& value, Span span) {
  const model::Type& type = value.expr->type;
  const bool says_how = wording_.rounding_unit != 0;
  if ((!node.mode || (!node.unit && type.kind == Kind::money)) && !says_how) {
    model::Type of_the_policy = type_of(Kind::money);
    of_the_policy.currency = wording_.policy.currency;
    of_the_policy.decimals = wording_.policy.decimals;
    report(Message::rounding_not_said, span, {value_in_words(type, 1), of_the_policy.currency, value_in_words(of_the_policy, 1)});
    return std::nullopt;
  }
  const std::optional<RoundingMode> mode = node.mode ? rounding_named(wording_, *node.mode) : wording_.policy.rounding;
  if (!mode) return std::nullopt;
  if (!node.unit) {
    if (type.kind == Kind::money && type.currency == wording_.policy.currency) return Rounding{*mode, wording_.rounding_unit, type};
    report(Message::rounded_to_what, span, {in_words(wording_.policy, type, value.unit)});
    return std::nullopt;
  }
  const auto* number = std::get_if<ast::Number>(&node.unit->node);
  if (!number) report(Message::not_a_plain_value, node.unit->span, {in_words(wording_.policy, type, value.unit)});
  const std::optional<Literal> unit = number ? read_number(wording_, *number, node.unit->span) : std::nullopt;
  if (!unit) return std::nullopt;
  const bool same =
      (is_plain(type.kind) && is_plain(unit->type.kind)) || (type.kind == unit->type.kind && type.currency == unit->type.currency);
  if (!same)
    report_wrong_kind(wording_, {type, value.unit, node.unit->span}, {unit->type, unit->unit, node.unit->span});
  else if (unit->value <= 0)
    report(Message::rounding_to_nothing, node.unit->span, {value_in_words(unit->type, 1)});
  else
    return Rounding{*mode, unit->value, unit->type};
  return std::nullopt;
}

Operand Typing::of(const ast::Rounded& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr not_above = std::exchange(not_above_, nullptr);
  Operand value = infer(*node.operand, scope);
  if (value.record != none) return {as_value(value, node.operand->span)};
  if (!value.expr) return {};
  if (!can_be_rounded(value.expr->type.kind)) {
    report(Message::not_to_be_rounded, node.operand->span, {in_words(wording_.policy, value.expr->type, value.unit)});
    return {};
  }
  const std::optional<Rounding> to = rounding(node, value, expr.span);
  if (!to) return {};
  value.expr = rounded(value, *to, expr.span, not_above);
  value.factors.clear();
  value.denominators.clear();
  value.more.clear();
  value.alternatives = {};
  return value.expr ? value : Operand{};
}

ExprPtr Typing::rounded(const Operand& fraction, const Rounding& to, Span span, const ExprPtr& not_above) {
  if (fraction.alternatives) {
    std::vector<ExprPtr> each;
    for (const Operand& of : fraction.alternatives->of) {
      each.push_back(rounded(of, to, span, not_above));
      if (!each.back()) return {};
    }
    return one_of(*fraction.alternatives, each, span);
  }
  if (!fraction.more.empty()) return sum_rounded(fraction, to, span);
  std::vector<ExprPtr> over = fraction.factors;
  std::vector<ExprPtr> under = fraction.denominators;
  over.insert(over.begin(), fraction.expr);
  const int more = to.type.decimals - fraction.expr->type.decimals;
  const auto power = [&](int exponent) { return constant(power_of_ten(exponent), type_of(Kind::integer), span); };
  if (more > 0) over.push_back(power(more));
  if (more < 0) under.push_back(power(-more));
  const auto [top, bottom] = reduced(over, under);
  const bool is_whole = to.unit == 1 && bottom.factors.empty() && bottom.number == 1;
  const ExprPtr exact = is_whole ? multiplied(top, to.type, span) : ExprPtr{};
  return exact ? exact : rounded_quotient(top, bottom, to, span, not_above);
}

// More than `not_above` is held there: who reads it takes the smaller of the two.
ExprPtr Typing::rounded_quotient(const Product& over, const Product& under, const Rounding& rounding, Span span, const ExprPtr& not_above) {
  std::vector<ExprPtr> top = all_factors(over, span);
  std::vector<ExprPtr> bottom = all_factors(under, span);
  const bool is_bounded = not_above && not_above->type == rounding.type && model::is_narrow(not_above->range);
  const std::optional<std::int64_t> most = is_bounded ? std::optional(narrowed(not_above->range).to) : std::nullopt;
  if (const std::optional<model::Range> range = range_of_quotient(wording_.policy, over, under, rounding, most)) {
    return make(model::RoundedQuotient{std::move(top), std::move(bottom), rounding.mode, rounding.unit}, rounding.type, *range, span);
  }
  top.insert(top.end(), bottom.begin(), bottom.end());
  const std::vector<std::string> fields = bounded_fields(top);
  report(Message::product_too_wide, span, {fields.empty() ? "what stands in it" : listed(fields)});
  return {};
}

}  // namespace pol::check
