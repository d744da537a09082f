// Types, values and expressions of the model as text: what print.cpp puts into its lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/model.h"

namespace pol::model {

std::string print_type(const Policy& policy, const Type& type);
// `5%`, `20000000 VND`, `2010-08-17`, `silver`; a set of its bits.
std::string print_value(const Policy& policy, const Type& type, std::int64_t value);
std::string_view print_mode(RoundingMode mode);

}  // namespace pol::model
