// Whether one number is never above another because of how it is written, whatever a record says. Nothing is reported here.
#pragma once

#include "model/model.h"

namespace pol::check {

// Of two numbers in the same units. Yes is proved, no is only not known.
bool is_at_most(const model::Policy& policy, const model::ExprPtr& small, const model::ExprPtr& large);

}  // namespace pol::check
