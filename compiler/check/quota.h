// What the parts of a split are made of: quotas, and who is before whom.
#pragma once

#include <cstdint>

#include "check/wording.h"

namespace pol::check {

bool is_weight(const ExprPtr& weight);            // a number that is not below 0
std::int64_t whole_of(const model::Type& share);  // what all shares of the type add up to: 1, or 100 %
ExprPtr one_or_none(const ExprPtr& when, const model::Type& type, Span span);

// An amount times a weight over the sum of all weights, which is above 0.
class Quota {
 public:
  Quota(ExprPtr amount, ExprPtr weight, ExprPtr total, Span span);

  bool fits() const;  // each 64 bits, the product 128
  ExprPtr rounded(RoundingMode mode) const;
  ExprPtr remainder() const;

 private:
  ExprPtr amount_, weight_, total_;
  Span span_;
};

// The quota rounded down, and one more where the rank is below what is left; never more than the quota rounded up, nor than the amount.
ExprPtr part_of_quota(const Quota& quota, const ExprPtr& rank, const ExprPtr& left, const ExprPtr& amount, Span span);

}  // namespace pol::check
