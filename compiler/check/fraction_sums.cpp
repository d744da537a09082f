// Fractions that are added up although each is divided by something else: exact until they are rounded, compared, or divided by.
#include <algorithm>
#include <utility>

#include "check/at_most.h"
#include "check/build.h"
#include "check/literals.h"
#include "check/summands.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::ArithmeticOp;
using model::CompareOp;
using model::Kind;

// The width of the common divisor grows with each.
constexpr std::size_t most_summands = 4;
// Decimals behind the unit to which each of them is known where the sum is not.
constexpr int most_fine_decimals = 6;

Operand as_operand(const Summand& each, const model::Type& type) {
  Operand result{each.over.front()->type == type ? each.over.front()
                                                 : make(each.over.front()->node, type, each.over.front()->range, each.over.front()->span)};
  result.factors.assign(each.over.begin() + 1, each.over.end());
  result.denominators = each.under;
  return result;
}

Summand as_summand(const Operand& fraction, bool taken_off) {
  Summand result{{fraction.expr}, fraction.denominators, taken_off};
  result.over.insert(result.over.end(), fraction.factors.begin(), fraction.factors.end());
  return result;
}

bool is_nothing(const Summand& each) {
  return std::any_of(each.over.begin(), each.over.end(), [](const ExprPtr& factor) { return is_constant(factor, 0); });
}

struct Ends {
  ExprPtr low, high;
};

}  // namespace

std::vector<Summand> summands_of(const Operand& value) {
  std::vector<Summand> all{as_summand(value, false)};
  all.insert(all.end(), value.more.begin(), value.more.end());
  return all;
}

Operand sum_of(std::vector<Summand> all, const Operand& like, Span span) {
  const auto added = std::find_if(all.begin(), all.end(), [](const Summand& each) { return !each.taken_off; });
  if (added != all.end()) std::rotate(all.begin(), added, added + 1);
  if (std::exchange(all.front().taken_off, false)) all.front().over.push_back(constant(-1, type_of(Kind::integer), span));
  const Operand first = as_operand(all.front(), like.expr->type);
  Operand result = like;
  result.expr = first.expr;
  result.factors = first.factors;
  result.denominators = first.denominators;
  result.more.assign(all.begin() + 1, all.end());
  return result;
}

bool Typing::have_the_same_divisor(const Operand& left, const Operand& right) const {
  if (!left.is_fraction() && !right.is_fraction()) return true;
  if (!left.is_one_fraction() || !right.is_one_fraction()) return false;
  const Summand first = as_summand(left, false), second = as_summand(right, false);
  const auto [left_over, left_under] = reduced(first.over, first.under);
  const auto [right_over, right_under] = reduced(second.over, second.under);
  if (left_over.number == 0 || right_over.number == 0) return true;
  return are_the_same(wording_.policy, left_under.factors, right_under.factors);
}

Operand Typing::fractions_added(const Operand& left, const Operand& right, bool back, Span span) {
  if (left.alternatives) return of_each(left, nullptr, span, [&](const Operand& each) { return fractions_added(each, right, back, span); });
  if (right.alternatives) {
    const Operand sign{constant(back ? -1 : 1, type_of(Kind::integer), span)};
    return of_each(right, &sign, span, [&](const Operand& each) { return fractions_added(left, each, back, span); });
  }
  model::Type type = left.expr->type.kind == Kind::decimal ? left.expr->type : right.expr->type;
  type.decimals = std::max(left.expr->type.decimals, right.expr->type.decimals);
  const Operand first = at_decimals(left, type, span);
  std::vector<Summand> all = summands_of(first);
  if (is_nothing(all.front()) && all.size() == 1) all.clear();
  for (Summand& each : summands_of(at_decimals(right, type, span))) {
    if (is_nothing(each) && !all.empty()) continue;
    each.taken_off = each.taken_off != back;
    const auto same = std::find_if(all.begin(), all.end(), [&](const Summand& other) {
      return have_the_same_divisor(as_operand(other, type), as_operand(each, type));
    });
    if (same == all.end()) {
      all.push_back(std::move(each));
    } else if (std::optional<Summand> together = added(*same, each, type, span)) {
      *same = std::move(*together);
    } else {
      return {};
    }
  }
  if (all.size() > most_summands) {
    report(Message::fractions_apart, span);
    return {};
  }
  return sum_of(std::move(all), first, span);
}

// Over the same divisor.
std::optional<Summand> Typing::added(const Summand& first, const Summand& second, const model::Type& type, Span span) {
  Operand left = as_operand(first, type), right = as_operand(second, type);
  if (!same_divisor(left, span, right, span)) return std::nullopt;
  const auto op = first.taken_off == second.taken_off ? ArithmeticOp::add : ArithmeticOp::subtract;
  const ExprPtr both = arithmetic(op, left.expr, right.expr, type, span);
  if (!both) too_wide({left.expr, right.expr}, span);
  left.expr = both;
  return both ? std::optional(as_summand(left, first.taken_off)) : std::nullopt;
}

namespace {

class SumOfFractions {
 public:
  SumOfFractions(const model::Policy& policy, const std::vector<Summand>& all, const Rounding& to, Span span)
      : policy_(policy), to_(to), span_(span) {
    for (const Summand& each : all) {
      const auto [over, under] = reduced(each.over, each.under);
      summands_.push_back({over, under, each.taken_off});
    }
    rests_ = summands_;
    take_out(&Each::over, by_all_);
    take_out(&Each::under, under_all_);
  }

  // Over the product of all divisors, which is exact where everything is known; where something is not, it would stand in both products as
  // if it were two facts, and the ends that each fraction has by itself are closer. Empty where it does not fit.
  ExprPtr rounded() const {
    const Ends ends = rounded_ends();
    const ExprPtr over = ends.low ? rest() : ExprPtr{};
    if (!over) return {};
    const Product under = divisor();
    const std::optional<model::Extent> range = range_of(under);
    if (!range || !multiply(range->to, to_.unit) || !range_of(with({{over}}, by_all_))) return {};
    const ExprPtr exact =
        make(model::RoundedQuotient{all_factors(with({{over}}, by_all_), span_), all_factors(under, span_), to_.mode, to_.unit}, to_.type,
             {ends.low->range.from, ends.high->range.to}, span_);
    const ExprPtr above = arithmetic(ArithmeticOp::larger, exact, ends.low, to_.type, span_);
    return where_known(over, exact, arithmetic(ArithmeticOp::smaller, above, ends.high, to_.type, span_));
  }

  // Over the product of all divisors. Empty where it does not fit.
  ExprPtr numerator() const {
    const ExprPtr over = rest();
    return over ? multiplied(with({{over}}, by_all_), to_.type, span_) : over;
  }

  // The same without what the sum as a whole is multiplied by.
  ExprPtr rest() const {
    ExprPtr sum;
    for (const Each& each : rests_) {
      Product product = each.over;
      for (const Each& other : rests_) product = &other == &each ? product : with(product, other.under);
      const ExprPtr next = multiplied(product, to_.type, span_);
      if (!next) return {};
      sum = sum ? arithmetic(each.taken_off ? ArithmeticOp::subtract : ArithmeticOp::add, sum, next, to_.type, span_) : next;
      if (!sum) return {};
    }
    return sum;
  }

  Product divisor() const {
    Product all = under_all_;
    for (const Each& each : rests_) all = with(all, each.under);
    return all;
  }

  // Compared with 0, which its numerator tells where everything is known: all divisors are above it. Of what is not known, the ends that
  // the fractions have by themselves tell more; of what is known they never tell anything else. Empty where it does not fit.
  ExprPtr compared(CompareOp op) const {
    const ExprPtr zero = constant(0, to_.type, span_), rest = this->rest(), over = rest ? numerator() : rest;
    if (!over) return {};
    const ExprPtr exact = compare(op, over, zero, span_);
    Ends ends;
    for (int decimals = most_fine_decimals; decimals >= 0 && !ends.low; --decimals) ends = this->ends(power_of_ten(decimals));
    if (!ends.low) return exact;
    if (op == CompareOp::equal) {
      const ExprPtr above = compare(CompareOp::less_equal, ends.low, zero, span_);
      return where_known(rest, exact, all_of({exact, above, compare(CompareOp::less_equal, zero, ends.high, span_)}, span_));
    }
    const ExprPtr by_ends = all_of({exact, compare(op, ends.low, zero, span_)}, span_);
    return where_known(rest, exact, any_of({by_ends, compare(op, ends.high, zero, span_)}, span_));
  }

 private:
  struct Each {
    Product over, under;
    bool taken_off;
  };

  // What `(a / b + c / d) * e` is multiplied by as a whole: the same part of each, as it was multiplied out. Another reading of the same
  // fact is another part.
  void take_out(Product Each::* side, Product& common) {
    const std::vector<ExprPtr> candidates = (rests_.front().*side).factors;
    const auto place_in = [&](Each& each, const ExprPtr& part) {
      std::vector<ExprPtr>& factors = (each.*side).factors;
      return std::pair{std::find(factors.begin(), factors.end(), part), factors.end()};
    };
    for (const ExprPtr& part : candidates) {
      const auto has = [&](Each& each) {
        const auto [place, end] = place_in(each, part);
        return place != end;
      };
      if (!std::all_of(rests_.begin(), rests_.end(), has)) continue;
      for (Each& each : rests_) (each.*side).factors.erase(place_in(each, part).first);
      common.factors.push_back(part);
    }
  }

  // Where the sum itself is known, what multiplies it decides alone: 0 times unknown is 0. Where it is not, the ends are closer.
  ExprPtr where_known(const ExprPtr& rest, const ExprPtr& exact, const ExprPtr& between_ends) const {
    if (!exact || !between_ends || (by_all_.factors.empty() && under_all_.factors.empty())) return between_ends;
    std::vector<ExprPtr> known;
    std::vector<ExprPtr> parts{rest};
    for (const Each& each : rests_) parts.insert(parts.end(), each.under.factors.begin(), each.under.factors.end());
    for (const ExprPtr& part : parts) {
      if (part->range.from != part->range.to) known.push_back(negation(compare(CompareOp::less, part, part, span_), span_));
    }
    return either(proved(all_of(known, span_), span_), exact, between_ends, span_);
  }

  static Product with(Product product, const Product& more) {
    product.factors.insert(product.factors.end(), more.factors.begin(), more.factors.end());
    if (const std::optional<std::int64_t> number = narrow(Int128{product.number} * more.number))
      product.number = *number;
    else
      product.factors.push_back(constant(more.number, type_of(Kind::integer), {}));
    return product;
  }

  ExprPtr quotient(const Product& over, const Product& under, const Rounding& rounding) const {
    const std::optional<model::Range> range = range_of_quotient(policy_, over, under, rounding, std::nullopt);
    if (!range) return {};
    return make(model::RoundedQuotient{all_factors(over, span_), all_factors(under, span_), rounding.mode, rounding.unit}, rounding.type,
                *range, span_);
  }

  // Between whole numbers of `scale` to the unit of the type.
  Ends ends_of(const Each& each, std::int64_t scale) const {
    const Product over = with(each.over, {{}, scale});
    const ExprPtr low = quotient(over, each.under, {RoundingMode::down, 1, to_.type});
    const ExprPtr high = low ? quotient(over, each.under, {RoundingMode::up, 1, to_.type}) : ExprPtr{};
    if (!high) return {};
    if (range_of(over)->from >= 0) return {low, high};
    // Below 0 it rounds the other way, by one at most.
    const ExprPtr one = constant(1, to_.type, span_);
    return {arithmetic(ArithmeticOp::subtract, low, one, to_.type, span_), arithmetic(ArithmeticOp::add, high, one, to_.type, span_)};
  }

  // Of the sum.
  Ends ends(std::int64_t scale) const {
    ExprPtr low = constant(0, to_.type, span_), high = low;
    for (const Each& each : summands_) {
      const Ends ends = low ? ends_of(each, scale) : Ends{};
      const auto op = each.taken_off ? ArithmeticOp::subtract : ArithmeticOp::add;
      low = ends.low ? arithmetic(op, low, each.taken_off ? ends.high : ends.low, to_.type, span_) : ExprPtr{};
      high = low ? arithmetic(op, high, each.taken_off ? ends.low : ends.high, to_.type, span_) : ExprPtr{};
    }
    return low && high ? Ends{low, high} : Ends{};
  }

  Ends rounded_ends() const {
    for (int decimals = most_fine_decimals; decimals >= 0; --decimals) {
      const std::int64_t scale = power_of_ten(decimals);
      const Ends exact = ends(scale);
      if (!exact.low) continue;
      const Ends rounded{quotient({{exact.low}}, {{}, scale}, to_), quotient({{exact.high}}, {{}, scale}, to_)};
      if (rounded.low && rounded.high) return rounded;
    }
    return {};
  }

  const model::Policy& policy_;
  Rounding to_;
  Span span_;
  std::vector<Each> summands_;
  std::vector<Each> rests_;  // without what is the same in all of them:
  Product by_all_, under_all_;
};

}  // namespace

ExprPtr Typing::sum_rounded(const Operand& sum, const Rounding& to, Span span) {
  std::vector<Summand> all = summands_of(sum);
  const int more = to.type.decimals - sum.expr->type.decimals;
  const ExprPtr scale = constant(power_of_ten(std::abs(more)), type_of(Kind::integer), span);
  for (Summand& each : all) {
    if (more != 0) (more > 0 ? each.over : each.under).push_back(scale);
  }
  if (const ExprPtr made = SumOfFractions(wording_.policy, all, to, span).rounded()) return made;
  const std::vector<std::string> fields = bounded_fields(parts_of(sum));
  report(Message::product_too_wide, span, {fields.empty() ? "what stands in it" : listed(fields)});
  return {};
}

// One fraction over the product of all divisors; empty, and said so, where it does not fit.
Operand Typing::over_one_divisor(const Operand& sum, Span span) {
  const SumOfFractions fractions(wording_.policy, summands_of(sum), {RoundingMode::down, 1, sum.expr->type}, span);
  Operand result = sum;
  result.expr = fractions.numerator();
  if (!result.expr) return too_wide(parts_of(sum), span);
  result.factors.clear();
  result.more.clear();
  put_over(result, fractions.divisor(), span);
  return result;
}

// Either may be a sum of fractions: their difference is compared with 0.
ExprPtr Typing::sums_compared(ast::CompareOp op, const Operand& left, const Operand& right, Span span) {
  using Op = ast::CompareOp;
  if (op == Op::not_equal) {
    const ExprPtr same = sums_compared(Op::equal, left, right, span);
    return same ? negation(same, span) : same;
  }
  if (op == Op::greater || op == Op::greater_equal) return sums_compared(op == Op::greater ? Op::less : Op::less_equal, right, left, span);
  const Operand difference = fractions_added(left, right, true, span);
  if (!difference.expr) return {};
  if (difference.more.empty()) return fractions_compared(op, difference, {constant(0, difference.expr->type, span)}, span);
  const CompareOp meant = op == Op::less ? CompareOp::less : op == Op::less_equal ? CompareOp::less_equal : CompareOp::equal;
  const SumOfFractions fractions(wording_.policy, summands_of(difference), {RoundingMode::down, 1, difference.expr->type}, span);
  const ExprPtr compared = fractions.compared(meant);
  return compared ? compared : too_wide(parts_of(difference), span).expr;
}

}  // namespace pol::check
