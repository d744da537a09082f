// What a letter says of one benefit, and of the limits that were touched.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "letter/page.h"
#include "letter/setting.h"

namespace pol::letter {

std::vector<Part> benefit_parts(const Setting& setting, const Line& line);

// By what each is called, in the order of the decision: as it stood before the decision, and what is left after it.
std::vector<std::pair<std::string, Limit>> limits_left(const Setting& setting);

}  // namespace pol::letter
