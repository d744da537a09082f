// Whether one number is never above another, or two are the same, because of how it is written, whatever a record says. Nothing is reported
// here.
#pragma once

#include <vector>

#include "model/model.h"

namespace pol::check {

// Of two numbers in the same units. Yes is proved, no is only not known.
bool is_at_most(const model::Policy& policy, const model::ExprPtr& small, const model::ExprPtr& large);
// Whether the same stands in both, in whichever order, so that their products are equal in every record. Yes is proved, no is only not
// known.
bool are_the_same(const model::Policy& policy, const std::vector<model::ExprPtr>& first, std::vector<model::ExprPtr> second);

}  // namespace pol::check
