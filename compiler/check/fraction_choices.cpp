// Fractions of which the value is one: the smaller or larger of several, or that of a case. They stay apart until each of them is rounded
// or compared, so that divisors need not be multiplied with each other and what is unknown in one says nothing about the others.
#include <algorithm>
#include <utility>

#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"

namespace pol::check {

namespace {

using Which = Alternatives::Which;

// Each is written out where it is rounded.
constexpr std::size_t most_alternatives = 16;

std::size_t count_of(const Operand& value) {
  if (!value.alternatives) return 1;
  std::size_t count = 0;
  for (const Operand& each : value.alternatives->of) count += count_of(each);
  return count;
}

enum class Sign { not_negative, not_positive, either };

Sign sign_of(const std::vector<ExprPtr>& product) {
  bool negative = false;
  for (const ExprPtr& factor : product) {
    if (factor->range.from < 0 && factor->range.to > 0) return Sign::either;
    if (factor->range.from < 0) negative = !negative;
  }
  return negative ? Sign::not_positive : Sign::not_negative;
}

Sign together(Sign first, Sign second) { return first == second ? first : Sign::either; }

Sign sign_of(const Operand& value) {
  if (value.alternatives) {
    const std::vector<Operand>& of = value.alternatives->of;
    Sign sign = sign_of(of.front());
    for (const Operand& each : of) sign = together(sign, sign_of(each));
    return sign;
  }
  std::vector<ExprPtr> first = value.factors;
  first.push_back(value.expr);
  Sign sign = sign_of(first);
  for (const Summand& each : value.more) {
    Sign next = sign_of(each.over);
    if (each.taken_off && next != Sign::either) next = next == Sign::not_negative ? Sign::not_positive : Sign::not_negative;
    sign = together(sign, next);
  }
  return sign;
}

Which turned(Which which) {
  if (which == Which::of_the_case) return which;
  return which == Which::smallest ? Which::largest : Which::smallest;
}

}  // namespace

std::optional<bool> is_below_zero(const Operand& value) {
  const Sign sign = sign_of(value);
  return sign == Sign::either ? std::nullopt : std::optional(sign == Sign::not_positive);
}

std::vector<ExprPtr> parts_of(const Operand& value) {
  std::vector<ExprPtr> parts = value.members;
  const auto add = [&](const std::vector<ExprPtr>& more) { parts.insert(parts.end(), more.begin(), more.end()); };
  if (value.alternatives) {
    if (value.alternatives->subject) parts.push_back(value.alternatives->subject);
    for (const Operand& each : value.alternatives->of) add(parts_of(each));
    return parts;
  }
  if (parts.empty()) parts.push_back(value.expr);
  add(value.factors);
  add(value.denominators);
  for (const Summand& each : value.more) {
    add(each.over);
    add(each.under);
  }
  return parts;
}

Operand with_parts(const Operand& value, const std::function<ExprPtr(const ExprPtr&)>& replace) {
  Operand result = value;
  const auto each_of = [&](std::vector<ExprPtr>& parts) { std::transform(parts.begin(), parts.end(), parts.begin(), replace); };
  if (value.alternatives) {
    Alternatives made = *value.alternatives;
    if (made.subject) made.subject = replace(made.subject);
    for (Operand& each : made.of) each = with_parts(each, replace);
    result.alternatives = std::make_shared<const Alternatives>(std::move(made));
    return result;
  }
  if (result.members.empty()) result.expr = replace(result.expr);
  for (std::vector<ExprPtr>* parts : {&result.members, &result.factors, &result.denominators}) each_of(*parts);
  for (Summand& each : result.more) {
    each_of(each.over);
    each_of(each.under);
  }
  return result;
}

// All of one type; whether each is there is the business of whoever chooses.
Operand Typing::alternatives(Alternatives alternatives, Span span) {
  model::Type type = alternatives.of.front().expr->type;
  for (const Operand& each : alternatives.of) {
    const int decimals = std::max(type.decimals, each.expr->type.decimals);
    if (each.expr->type.kind == model::Kind::decimal) type = each.expr->type;
    type.decimals = decimals;
  }
  std::size_t count = 0;
  for (Operand& each : alternatives.of) {
    each = at_decimals(each, type, span);
    each.present = {};
    count += count_of(each);
  }
  if (count > most_alternatives) {
    report(Message::fractions_apart, span);
    return {};
  }
  Operand result{alternatives.of.front().expr};
  result.alternatives = std::make_shared<const Alternatives>(std::move(alternatives));
  return result;
}

// What is made of each of them; `factor`: by which each is multiplied, so that below 0 the smallest becomes the largest.
Operand Typing::of_each(const Operand& value, const Operand* factor, Span span, const std::function<Operand(const Operand&)>& make) {
  if (factor == nullptr || value.alternatives->which == Which::of_the_case) return in_order(value, false, span, make);
  return by_sign(*factor, span, [&](bool below) { return in_order(value, below, span, make); });
}

// `below`: in the opposite order.
Operand Typing::in_order(const Operand& value, bool below, Span span, const std::function<Operand(const Operand&)>& make) {
  Alternatives made = *value.alternatives;
  if (below) made.which = turned(made.which);
  for (Operand& each : made.of) {
    each = make(each);
    if (!each.expr) return {};
  }
  Operand result = alternatives(std::move(made), span);
  if (!result.expr) return {};
  result.unit = value.unit;
  result.present = value.present;
  result.covered = value.covered;
  result.unlimited = value.unlimited;
  result.why_absent = value.why_absent;
  result.given = value.given;
  return result;
}

Operand Typing::at_decimals(const Operand& value, const model::Type& type, Span span) {
  if (value.expr->type == type) return value;
  if (value.alternatives) return of_each(value, nullptr, span, [&](const Operand& each) { return at_decimals(each, type, span); });
  Operand result = value;
  result.expr = make(value.expr->node, type, value.expr->range, span);
  const int more = type.decimals - value.expr->type.decimals;
  if (more == 0) return result;
  const ExprPtr scale = constant(power_of_ten(more), type_of(model::Kind::integer), span);
  result.factors.push_back(scale);
  for (Summand& each : result.more) each.over.push_back(scale);
  return result;
}

// Of what each of them came to.
ExprPtr Typing::one_of(const Alternatives& alternatives, const std::vector<ExprPtr>& values, Span span) {
  if (alternatives.which == Which::of_the_case) {
    std::vector<model::Branch> branches;
    for (std::size_t i = 0; i < values.size(); ++i) branches.push_back({alternatives.masks[i], values[i]});
    return choice(alternatives.subject, std::move(branches), span);
  }
  const auto op = alternatives.which == Which::smallest ? model::ArithmeticOp::smaller : model::ArithmeticOp::larger;
  ExprPtr result = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) result = arithmetic(op, result, values[i], result->type, span);
  return result;
}

ExprPtr Typing::alternatives_compared(ast::CompareOp op, const Operand& left, const Operand& right, Span span) {
  using Op = ast::CompareOp;
  if (!left.alternatives) {
    const Op other = op == Op::less ? Op::greater : op == Op::less_equal ? Op::greater_equal : op == Op::greater ? Op::less : op;
    return alternatives_compared(op == Op::greater_equal ? Op::less_equal : other, right, left, span);
  }
  if (op == Op::not_equal) {
    const ExprPtr same = alternatives_compared(Op::equal, left, right, span);
    return same ? negation(same, span) : same;
  }
  const Which which = left.alternatives->which;
  if (op == Op::equal && which != Which::of_the_case) {
    const ExprPtr below = alternatives_compared(Op::less_equal, left, right, span);
    const ExprPtr above = below ? alternatives_compared(Op::greater_equal, left, right, span) : ExprPtr{};
    return above ? all_of({below, above}, span) : above;
  }
  std::vector<ExprPtr> each;
  for (const Operand& of : left.alternatives->of) {
    each.push_back(fractions_compared(op, of, right, span));
    if (!each.back()) return {};
  }
  if (which == Which::of_the_case) return one_of(*left.alternatives, each, span);
  const bool is_below = op == Op::less || op == Op::less_equal;
  return is_below == (which == Which::smallest) ? any_of(each, span) : all_of(each, span);
}

}  // namespace pol::check
