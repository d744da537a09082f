// The model as text, for `polc dump --stage model` and golden tests. Deterministic; expressions in a notation near to the wording's.
#pragma once

#include <string>

#include "model/model.h"

namespace pol::model {

std::string print(const Policy& policy);
std::string print(const Policy& policy, const Expr& expr);

}  // namespace pol::model
