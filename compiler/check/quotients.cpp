#include "check/quotients.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "check/at_most.h"
#include "check/build.h"

namespace pol::check {

namespace {

using model::Extent;

// Into the number where it fits, else among the factors.
void take(Product& product, const ExprPtr& factor) {
  const auto* known = std::get_if<model::Constant>(&factor->node);
  const std::optional<std::int64_t> together = known ? narrow(*multiply(product.number, known->value)) : std::nullopt;
  if (together)
    product.number = *together;
  else
    product.factors.push_back(factor);
}

}  // namespace

std::pair<Product, Product> reduced(const std::vector<ExprPtr>& over, const std::vector<ExprPtr>& under) {
  std::pair<Product, Product> result;
  for (const ExprPtr& factor : over) take(result.first, factor);
  for (const ExprPtr& factor : under) take(result.second, factor);
  const std::int64_t common = std::gcd(result.first.number, result.second.number);
  if (common > 1) {
    result.first.number /= common;
    result.second.number /= common;
  }
  return result;
}

std::optional<Extent> range_of(const Product& product) {
  std::optional<Extent> range = Extent{product.number, product.number};
  for (const ExprPtr& factor : product.factors) {
    if (range) range = check::product(*range, {factor->range.from, factor->range.to});
  }
  return range;
}

ExprPtr multiplied(const Product& product, const model::Type& type, Span span) {
  if (product.factors.empty()) return constant(product.number, type, span);
  ExprPtr result;
  for (const ExprPtr& factor : product.factors) {
    result = result ? arithmetic(model::ArithmeticOp::multiply, result, factor, type, span) : factor;
    if (!result) return {};
  }
  if (product.number != 1) {
    const ExprPtr number = constant(product.number, type_of(model::Kind::integer), span);
    result = arithmetic(model::ArithmeticOp::multiply, result, number, type, span);
  }
  return result && result->type != type ? make(result->node, type, result->range, result->span) : result;
}

std::vector<ExprPtr> all_factors(const Product& product, Span span) {
  std::vector<ExprPtr> factors = product.factors;
  if (product.number != 1 || factors.empty()) factors.push_back(constant(product.number, type_of(model::Kind::integer), span));
  return factors;
}

namespace {

// Nothing where it does not fit 64 bits.
std::optional<model::Range> range_of_corners(const Extent& top, const Extent& bottom, const Rounding& rounding,
                                             std::optional<std::int64_t> most) {
  std::optional<model::Range> range;
  const Int128 end = most ? (Int128{*most} + rounding.unit - 1) / rounding.unit * rounding.unit : 0;  // a multiple, and not below it
  for (const Int256 n : {top.from, top.to}) {
    for (const Int256 d : {bottom.from, bottom.to}) {
      const std::optional<Int256> divisor = multiply(d, rounding.unit);
      const std::optional<Int256> units = divisor ? round_ratio(n, *divisor, rounding.mode) : std::nullopt;
      const std::optional<Int256> rounded = units ? multiply(*units, rounding.unit) : std::nullopt;
      const std::optional<std::int64_t> corner = rounded ? narrow(most ? std::min<Int256>(*rounded, end) : *rounded) : std::nullopt;
      if (!corner) return std::nullopt;
      range = range ? model::Range{std::min(range->from, *corner), std::max(range->to, *corner)} : model::Range{*corner, *corner};
    }
  }
  return range;
}

// Without each pair of factors, one over and one under, whose quotient is 0 to 1.
std::pair<Product, Product> without_parts_of_wholes(const model::Policy& policy, Product over, Product under) {
  for (auto whole = under.factors.begin(); whole != under.factors.end();) {
    const auto is_part = [&](const ExprPtr& each) { return each->range.from >= 0 && is_at_most(policy, each, *whole); };
    const auto part = std::find_if(over.factors.begin(), over.factors.end(), is_part);
    if (part == over.factors.end()) {
      ++whole;
      continue;
    }
    over.factors.erase(part);
    whole = under.factors.erase(whole);
  }
  return {std::move(over), std::move(under)};
}

}  // namespace

// `premium * (remaining / term)`: where the bounds alone let the quotient grow too large, `remaining` being never more than `term` keeps it
// from it. A number times something from 0 to 1 lies between 0 and the number, and rounding keeps that order.
std::optional<model::Range> range_of_quotient(const model::Policy& policy, const Product& over, const Product& under,
                                              const Rounding& rounding, std::optional<std::int64_t> most) {
  const std::optional<Extent> top = range_of(over);
  const std::optional<Extent> bottom = range_of(under);
  if (!top || !bottom) return std::nullopt;  // both are multiplied out before they are divided
  if (const std::optional<model::Range> range = range_of_corners(*top, *bottom, rounding, most)) return range;
  const auto [rest_over, rest_under] = without_parts_of_wholes(policy, over, under);
  if (rest_over.factors.size() == over.factors.size()) return std::nullopt;
  const std::optional<Extent> rest_top = range_of(rest_over);
  const std::optional<Extent> rest_bottom = range_of(rest_under);
  const std::optional<model::Range> rest =
      rest_top && rest_bottom ? range_of_corners(*rest_top, *rest_bottom, rounding, most) : std::nullopt;
  if (!rest) return std::nullopt;
  return model::Range{std::min<std::int64_t>(rest->from, 0), std::max<std::int64_t>(rest->to, 0)};
}

}  // namespace pol::check
