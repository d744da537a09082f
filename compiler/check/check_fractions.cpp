// Fractions: exact products over exact products, until they are rounded, compared, or proved to come out whole.
#include <algorithm>
#include <numeric>

#include "check/at_most.h"
#include "check/build.h"
#include "check/literals.h"
#include "check/quotients.h"
#include "check/summands.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Kind;

bool is_plain(Kind kind) { return kind == Kind::integer || kind == Kind::decimal; }

void append(std::vector<ExprPtr>& to, const std::vector<ExprPtr>& from) { to.insert(to.end(), from.begin(), from.end()); }

std::vector<ExprPtr> numerators(const Operand& operand) {
  std::vector<ExprPtr> all{operand.expr};
  append(all, operand.factors);
  return all;
}

ExprPtr whole_number(std::int64_t value, Span span) { return constant(value, type_of(Kind::integer), span); }

}  // namespace

// `value` times `count`, over a plain number.
Operand Typing::times(const Operand& value, const Operand& count, std::int64_t divisor, Span span) {
  if (value.alternatives) return of_each(value, &count, span, [&](const Operand& each) { return times(each, count, divisor, span); });
  if (count.alternatives) {
    Operand result = of_each(count, &value, span, [&](const Operand& each) { return times(value, each, divisor, span); });
    result.unit = value.unit;
    result.present = value.present;
    return result;
  }
  std::vector<Summand> all;
  for (const Summand& of : summands_of(value)) {
    for (const Summand& by : summands_of(count)) {
      Summand each{of.over, of.under, of.taken_off != by.taken_off};
      append(each.over, by.over);
      append(each.under, by.under);
      if (divisor != 1) each.under.push_back(whole_number(divisor, span));
      all.push_back(std::move(each));
    }
  }
  return sum_of(std::move(all), value, span);
}

// `P of M`
Operand Typing::share(const Operand& share, Span share_span, const Operand& whole, Span whole_span) {
  const model::Type& type = share.expr->type;
  if (type.kind != Kind::percent && (!is_plain(type.kind) || !share.unit.empty())) {
    report(Message::share_of_what, share_span, {in_words(wording_.policy, type, share.unit)});
    return {};
  }
  const auto* written = std::get_if<model::Constant>(&share.expr->node);
  if (written && !share.is_fraction() && type.kind != Kind::percent && written->value > power_of_ten(type.decimals)) {
    report(Message::more_than_all_of_it, share_span, {value_in_words(type, written->value)});
    return {};
  }
  const model::Type& of = whole.expr->type;
  if (!model::is_number(of.kind) || of.kind == Kind::date) {
    report(Message::not_to_be_multiplied, whole_span,
           {in_words(wording_.policy, type, share.unit), in_words(wording_.policy, of, whole.unit)});
    return {};
  }
  const Operand scaled = times(whole, share, power_of_ten(type.decimals), share_span);
  return type.kind == Kind::percent ? divided(scaled, {whole_number(100, share_span)}, share_span) : scaled;
}

// An amount in one currency, in another: over a rate `KRW per EUR` won becomes euro, times it euro becomes won. Nothing where the rate does
// not convert this amount.
std::optional<Operand> Typing::converted(const Operand& amount, const Operand& rate, bool divided, Span span) {
  const std::size_t per = rate.unit.find(" per ");
  if (per == std::string::npos || amount.expr->type.kind != Kind::money) return std::nullopt;
  const std::string counter = rate.unit.substr(0, per), base = rate.unit.substr(per + 5);
  if (amount.expr->type.currency != (divided ? counter : base) || !rate.is_one_fraction()) return std::nullopt;
  if (amount.alternatives)
    return of_each(amount, nullptr, span, [&](const Operand& each) { return *converted(each, rate, divided, span); });
  model::Type type = type_of(Kind::money);
  type.currency = divided ? base : counter;
  type.decimals = *decimals_of_currency(type.currency);
  Operand result = times({constant(1, type, span)}, amount, 1, span);
  if (!result.more.empty()) {
    std::vector<Summand> all;
    for (const Summand& each : summands_of(amount)) {
      const Operand one = *converted(sum_of({each}, amount, span), rate, divided, span);
      all.push_back(summands_of(one).front());
    }
    return sum_of(std::move(all), result, span);
  }
  append(divided ? result.denominators : result.factors, numerators(rate));
  append(divided ? result.factors : result.denominators, rate.denominators);
  const auto power = [&](std::vector<ExprPtr>& to, int decimals) {
    if (decimals > 0) to.push_back(whole_number(power_of_ten(decimals), span));
  };
  power(result.factors, type.decimals);
  power(result.denominators, amount.expr->type.decimals);
  power(divided ? result.factors : result.denominators, rate.expr->type.decimals);
  return result;
}

// Something over a plain number, or over something of its own kind: then a plain number comes out.
Operand Typing::quotient(const Operand& left, const Operand& right, Span right_span, Span span) {
  if (std::optional<Operand> amount = converted(left, right, true, span)) return *amount;
  const model::Type& over = left.expr->type;
  const model::Type& under = right.expr->type;
  const bool same = model::is_number(over.kind) && over.kind == under.kind && over.currency == under.currency && left.unit == right.unit;
  const bool by_number = is_plain(under.kind) && right.unit.empty() && model::is_number(over.kind);
  if (over.kind == Kind::date || (!same && !by_number)) {
    report(Message::not_to_be_divided, span, {in_words(wording_.policy, over, left.unit), in_words(wording_.policy, under, right.unit)});
    return {};
  }
  if (right.alternatives) return over_one_of(left, right, right_span, span);
  if (!right.more.empty()) {
    const Operand one = over_one_divisor(right, right_span);
    return one.expr ? quotient(left, one, right_span, span) : Operand{};
  }
  const Operand number = same && !by_number ? times({whole_number(1, span)}, left, power_of_ten(over.decimals), span) : left;
  Operand turned{whole_number(power_of_ten(under.decimals), span)};
  turned.factors = right.denominators;
  const Operand result = under.decimals > 0 || right.is_fraction() ? times(number, turned, 1, span) : number;
  return result.expr ? divided(result, numerators(right), right_span) : Operand{};
}

// By something that is above 0; where it may be 0 the result is absent there.
Operand Typing::divided(Operand value, const std::vector<ExprPtr>& by, Span by_span) {
  for (const ExprPtr& each : by) {
    ExprPtr divisor = each;
    if (each->range.from < 0) {
      const std::vector<std::string> fields = bounded_fields({each});
      report(Message::divided_by_below_zero, by_span, {fields.empty() ? "it" : listed(fields)});
      return {};
    }
    if (is_constant(each, 0)) {
      report(Message::divided_by_zero, by_span);
      return {};
    }
    if (each->range.from == 0) {
      const ExprPtr above = compare(model::CompareOp::less, constant(0, each->type, by_span), each, by_span);
      Operand partial;
      partial.present = above;
      partial.why_absent = "what it is divided by may be 0";
      value = absent_with(value, partial, by_span);
      divisor = arithmetic(model::ArithmeticOp::larger, each, constant(1, each->type, by_span), each->type, by_span);
    }
    if (is_constant(divisor, 1)) continue;
    Operand over{whole_number(1, by_span)};
    over.denominators.push_back(divisor);
    value = times(value, over, 1, by_span);
  }
  return value;
}

// ---- what comes out whole ----

ExprPtr Typing::whole(const Operand& fraction, Span span) {
  if (fraction.alternatives) {
    std::vector<ExprPtr> each;
    for (const Operand& of : fraction.alternatives->of) {
      each.push_back(whole(of, span));
      if (!each.back()) return {};
    }
    return one_of(*fraction.alternatives, each, span);
  }
  const auto [over, under] = reduced(numerators(fraction), fraction.denominators);
  std::int64_t left = under.number;
  left /= std::gcd(left, over.number);
  std::size_t steps = 0;
  for (const ExprPtr& factor : over.factors) left /= known_part(*factor, left, steps);
  if (left != 1 || !under.factors.empty() || !fraction.more.empty()) {
    report(Message::may_not_be_whole, span, {in_words(wording_.policy, fraction.expr->type, fraction.unit)});
    return {};
  }
  const model::Type& type = fraction.expr->type;
  if (under.number != 1) return rounded_quotient(over, under, {RoundingMode::down, 1, type}, span);
  const ExprPtr result = multiplied(over, type, span);
  return result ? result : too_wide(numerators(fraction), span).expr;
}

// A number that divides both `of` and whatever `expr` comes to.
std::int64_t Typing::known_part(const model::Expr& expr, std::int64_t of, std::size_t& steps) const {
  constexpr std::size_t most_steps = 10'000;
  if (of == 1 || ++steps > most_steps) return 1;
  const auto of_all = [&](const std::vector<ExprPtr>& parts) {
    std::int64_t common = of;
    for (const ExprPtr& part : parts) common = known_part(*part, common, steps);
    return common;
  };
  if (const auto* known = std::get_if<model::Constant>(&expr.node)) return std::gcd(known->value, of);
  if (const auto* node = std::get_if<model::Definition>(&expr.node)) {
    return known_part(*wording_.policy.definitions.at(node->definition).value, of, steps);
  }
  if (const auto* cell = std::get_if<model::TableCell>(&expr.node)) {
    std::int64_t common = of;
    for (const std::int64_t value : wording_.policy.tables.at(cell->table).cells.at(cell->row)) common = std::gcd(common, value);
    return common;
  }
  if (const auto* node = std::get_if<model::Arithmetic>(&expr.node)) {
    if (node->op != model::ArithmeticOp::multiply) return of_all({node->left, node->right});
    const std::int64_t of_left = known_part(*node->left, of, steps);
    return of_left * known_part(*node->right, of / of_left, steps);
  }
  if (const auto* node = std::get_if<model::Choice>(&expr.node)) {
    std::vector<ExprPtr> values;
    for (const model::Branch& branch : node->branches) values.push_back(branch.value);
    return of_all(values);
  }
  if (const auto* node = std::get_if<model::RoundedQuotient>(&expr.node)) return std::gcd(node->unit, of);
  if (const auto* node = std::get_if<model::OfList>(&expr.node)) return of_all({node->body});
  if (const auto* node = std::get_if<model::Extreme>(&expr.node)) return of_all({node->body, node->otherwise});
  return 1;
}

// ---- two of them beside each other ----

// Leaves the numerator; the divisor comes back. Nothing, and said so, where the numerator grows too large.
std::optional<Product> Typing::taken_apart(Operand& fraction, Span span) {
  auto [over, under] = reduced(numerators(fraction), fraction.denominators);
  const ExprPtr numerator = multiplied(over, fraction.expr->type, span);
  if (!numerator) too_wide(numerators(fraction), span);
  fraction.expr = numerator;
  fraction.factors.clear();
  fraction.denominators.clear();
  return numerator ? std::optional(std::move(under)) : std::nullopt;
}

void Typing::put_over(Operand& numerator, const Product& divisor, Span span) {
  numerator.denominators = divisor.factors;
  if (divisor.number != 1) numerator.denominators.push_back(whole_number(divisor.number, span));
}

// Divided by the same, what is divided stands in one unit. 0 is 0 whatever it is divided by.
bool Typing::same_divisor(Operand& left, Span left_span, Operand& right, Span right_span) {
  if (!left.is_one_fraction() || !right.is_one_fraction()) {
    report(Message::fractions_apart, left.is_one_fraction() ? right_span : left_span);
    return false;
  }
  std::optional<Product> first = taken_apart(left, left_span);
  std::optional<Product> second = first ? taken_apart(right, right_span) : std::nullopt;
  if (!second) return false;
  if (is_constant(left.expr, 0)) first->factors = second->factors;
  if (is_constant(right.expr, 0)) second->factors = first->factors;
  if (!are_the_same(wording_.policy, first->factors, second->factors)) {
    report(Message::fractions_apart, first->factors.empty() ? right_span : left_span);
    return false;
  }
  const std::int64_t common = std::gcd(first->number, second->number);
  const std::optional<std::int64_t> both = narrow(Int128{first->number / common} * second->number);
  model::Type type = left.expr->type.kind == Kind::decimal ? left.expr->type : right.expr->type;
  type.decimals = std::max(left.expr->type.decimals, right.expr->type.decimals);
  for (Operand* side : {&left, &right}) {
    const Span span = side == &left ? left_span : right_span;
    const ExprPtr exact = both ? scaled(side->expr, type.decimals, span) : ExprPtr{};
    const std::int64_t times = both ? *both / (side == &left ? first : second)->number : 1;
    const ExprPtr numerator = exact ? multiplied({{exact}, times}, type, span) : ExprPtr{};
    if (!numerator) return !too_wide({side->expr}, span).failed();
    side->expr = numerator;
    put_over(*side, {first->factors, *both}, span);
  }
  return true;
}

ExprPtr Typing::fractions_compared(ast::CompareOp op, const Operand& left, const Operand& right, Span span) {
  if (left.alternatives || right.alternatives) return alternatives_compared(op, left, right, span);
  if (!left.more.empty() || !right.more.empty()) return sums_compared(op, left, right, span);
  const int more = right.expr->type.decimals - left.expr->type.decimals;
  std::vector<ExprPtr> first = numerators(left);
  std::vector<ExprPtr> second = numerators(right);
  append(first, right.denominators);
  append(second, left.denominators);
  if (more > 0) first.push_back(whole_number(power_of_ten(more), span));
  if (more < 0) second.push_back(whole_number(power_of_ten(-more), span));
  const bool turned = op == ast::CompareOp::greater || op == ast::CompareOp::greater_equal;
  if (turned) std::swap(first, second);
  const auto [over, under] = reduced(first, second);
  if (!range_of(over) || !range_of(under)) {
    append(first, second);
    const std::vector<std::string> fields = bounded_fields(first);
    report(Message::product_too_wide, span, {fields.empty() ? "what stands in it" : listed(fields)});
    return {};
  }
  const auto compared = [&](model::CompareOp each) {
    return make(model::CompareProducts{each, all_factors(over, span), all_factors(under, span)}, truth_type(), {}, span);
  };
  switch (op) {
    case ast::CompareOp::equal: return compared(model::CompareOp::equal);
    case ast::CompareOp::not_equal: return negation(compared(model::CompareOp::equal), span);
    case ast::CompareOp::less:
    case ast::CompareOp::greater: return compared(model::CompareOp::less);
    case ast::CompareOp::less_equal:
    case ast::CompareOp::greater_equal: return compared(model::CompareOp::less_equal);
  }
  return {};
}

}  // namespace pol::check
