#include "check/quota.h"

#include <algorithm>
#include <utility>

#include "base/exact.h"
#include "check/build.h"

namespace pol::check {

using model::ArithmeticOp;
using model::CompareOp;
using model::Kind;

bool is_weight(const ExprPtr& weight) {
  const Kind kind = weight->type.kind;
  const bool fits = kind == Kind::money || kind == Kind::percent || kind == Kind::decimal || kind == Kind::integer;
  return fits && weight->range.from >= 0;
}

std::int64_t whole_of(const model::Type& share) { return power_of_ten(share.decimals) * (share.kind == Kind::percent ? 100 : 1); }

Quota::Quota(ExprPtr amount, ExprPtr weight, ExprPtr total, Span span)
    : amount_(std::move(amount)), weight_(std::move(weight)), total_(std::move(total)), span_(span) {}

bool Quota::fits() const {
  const bool all_narrow = model::is_narrow(amount_->range) && model::is_narrow(weight_->range) && model::is_narrow(total_->range);
  return all_narrow && multiply(amount_->range.to, weight_->range.to).has_value();
}

ExprPtr Quota::rounded(RoundingMode mode) const {
  const model::Extent range{0, amount_->range.to};
  return make(model::RoundedQuotient{{amount_, weight_}, {total_}, mode, 1}, amount_->type, range, span_);
}

ExprPtr Quota::remainder() const {
  const model::Extent range{0, std::max<std::int64_t>(0, narrowed(total_->range).to - 1)};
  return make(model::Remainder{amount_, weight_, total_}, type_of(Kind::integer), range, span_);
}

ExprPtr one_or_none(const ExprPtr& when, const model::Type& type, Span span) {
  return either(when, constant(1, type, span), constant(0, type, span), span);
}

ExprPtr part_of_quota(const Quota& quota, const ExprPtr& rank, const ExprPtr& left, const ExprPtr& amount, Span span) {
  const ExprPtr zero = constant(0, type_of(Kind::integer), span);
  const ExprPtr one_more =
      all_of({compare(CompareOp::less, zero, quota.remainder(), span), compare(CompareOp::less, rank, left, span)}, span);
  const ExprPtr down = quota.rounded(RoundingMode::down);
  const ExprPtr sum = arithmetic(ArithmeticOp::add, down, one_or_none(one_more, amount->type, span), amount->type, span);
  const ExprPtr most = arithmetic(ArithmeticOp::smaller, quota.rounded(RoundingMode::up), amount, amount->type, span);
  return sum ? arithmetic(ArithmeticOp::smaller, sum, most, amount->type, span) : ExprPtr{};
}

}  // namespace pol::check
