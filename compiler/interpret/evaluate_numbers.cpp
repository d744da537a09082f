// Numbers and dates: comparisons, sums, products, exact fractions, months.
#include <algorithm>

#include "interpret/evaluate.h"

namespace pol::interpret {

namespace {

Truth less(const Bounds& left, const Bounds& right) { return {left.from < right.to, left.to >= right.from}; }
Truth less_equal(const Bounds& left, const Bounds& right) { return {left.from <= right.to, left.to > right.from}; }
Truth equal(const Bounds& left, const Bounds& right) {
  const bool meet = left.from <= right.to && right.from <= left.to;
  const bool both_single_and_equal = left.from == left.to && right.from == right.to && meet;
  return {meet, !both_single_and_equal};
}

Truth compare(model::CompareOp op, const Bounds& left, const Bounds& right) {
  switch (op) {
    case model::CompareOp::less: return less(left, right);
    case model::CompareOp::less_equal: return less_equal(left, right);
    case model::CompareOp::equal: return equal(left, right);
  }
  throw BrokenPromise("no such comparison");
}

Bounds product(const Bounds& left, const Bounds& right) {
  const auto [least, greatest] = std::minmax({exact_product(left.from, right.from), exact_product(left.from, right.to),
                                              exact_product(left.to, right.from), exact_product(left.to, right.to)});
  return {least, greatest};
}

Bounds calculate(model::ArithmeticOp op, const Bounds& left, const Bounds& right) {
  switch (op) {
    case model::ArithmeticOp::add: return {exact_sum(left.from, right.from), exact_sum(left.to, right.to)};
    case model::ArithmeticOp::subtract: return {exact_difference(left.from, right.to), exact_difference(left.to, right.from)};
    case model::ArithmeticOp::multiply: return product(left, right);
    case model::ArithmeticOp::smaller: return {std::min(left.from, right.from), std::min(left.to, right.to)};
    case model::ArithmeticOp::larger: return {std::max(left.from, right.from), std::max(left.to, right.to)};
  }
  throw BrokenPromise("no such operation");
}

// The quotient of two whole numbers, rounded, in units.
Int256 rounded(Int256 numerator, Int256 denominator, const model::RoundedQuotient& node) {
  if (denominator <= 0) throw BrokenPromise("a denominator is not above 0");
  const std::optional<Int256> units = round_ratio(numerator, exact_product(denominator, node.unit), node.mode);
  if (!units) throw BrokenPromise("a quotient does not fit 256 bits");
  return *units;
}

}  // namespace

Value Evaluator::of(const model::Compare& node, const model::Expr&) {
  const Value& left = (*this)(node.left);
  const Value& right = (*this)(node.right);
  return {compare(node.op, left.bounds(), right.bounds()), rests_on(left, right)};
}

Value Evaluator::of(const model::Arithmetic& node, const model::Expr&) {
  const Value& left = (*this)(node.left);
  const Value& right = (*this)(node.right);
  return {calculate(node.op, left.bounds(), right.bounds()), rests_on(left, right)};
}

// A later day, and a greater number of months, never gives an earlier date.
Value Evaluator::of(const model::AddMonths& node, const model::Expr&) {
  const Value& date = (*this)(node.date);
  const Value& months = (*this)(node.months);
  const std::int64_t earliest = calendar::add_months(fit_date(date.bounds().from), fit(months.bounds().from), node.end);
  const std::int64_t latest = calendar::add_months(fit_date(date.bounds().to), fit(months.bounds().to), node.end);
  return {Bounds{earliest, latest}, rests_on(date, months)};
}

Value Evaluator::of(const model::CompletedYears& node, const model::Expr&) {
  const Value& from = (*this)(node.from);
  const Value& to = (*this)(node.to);
  const std::int64_t least = calendar::completed_years(fit_date(from.bounds().to), fit_date(to.bounds().from), node.end);
  const std::int64_t greatest = calendar::completed_years(fit_date(from.bounds().from), fit_date(to.bounds().to), node.end);
  return {Bounds{least, greatest}, rests_on(from, to)};
}

namespace {

// Factor by factor from the left.
Bounds product_of(const std::vector<model::ExprPtr>& factors, Evaluator& evaluate, Leaves& leaves) {
  Bounds result{1, 1};
  for (const model::ExprPtr& factor : factors) {
    const Value& value = evaluate(factor);
    result = product(result, value.bounds());
    leaves.insert(value.rests_on().begin(), value.rests_on().end());
  }
  return result;
}

}  // namespace

// A greater quotient never rounds to less, so that the four rounded quotients have the ends among them. Bounds of both products, each taken
// by itself, may give more than the range that was proved of both together.
Value Evaluator::of(const model::RoundedQuotient& node, const model::Expr& expr) {
  Leaves leaves;
  const Bounds above = product_of(node.numerators, *this, leaves);
  const Bounds below = product_of(node.denominators, *this, leaves);
  const auto [least, greatest] = std::minmax({rounded(above.from, below.from, node), rounded(above.from, below.to, node),
                                              rounded(above.to, below.from, node), rounded(above.to, below.to, node)});
  const auto held = [&](const Int256& units) {
    const std::int64_t from = fit(expr.range.from) / node.unit, to = fit(expr.range.to) / node.unit;
    return fit(std::clamp<Int256>(units, from, to)) * node.unit;
  };
  return {Bounds{held(least), held(greatest)}, leaves};
}

Value Evaluator::of(const model::Remainder& node, const model::Expr& expr) {
  const Value& factor = (*this)(node.factor);
  const Value& other = (*this)(node.other);
  const Value& divisor = (*this)(node.divisor);
  if (factor.bounds().to == 0 || other.bounds().to == 0) return {Bounds{0, 0}, {}};
  if (factor.single() && other.single() && divisor.single()) {
    const std::int64_t left = static_cast<std::int64_t>(Int128{factor.raw()} * other.raw() % divisor.raw());
    return {Bounds{left, left}, {}};
  }
  Leaves leaves = rests_on(factor, other);
  leaves.insert(divisor.rests_on().begin(), divisor.rests_on().end());
  return {Bounds{0, expr.range.to}, leaves};
}

Value Evaluator::of(const model::CompareProducts& node, const model::Expr&) {
  Leaves leaves;
  const Bounds left = product_of(node.left, *this, leaves);
  const Bounds right = product_of(node.right, *this, leaves);
  return {compare(node.op, left, right), leaves};
}

// Only lines have steps.
Value Evaluator::of(const model::StepAmount& node, const model::Expr&) { return (*this)(line_->steps.at(node.step).after); }

}  // namespace pol::interpret
