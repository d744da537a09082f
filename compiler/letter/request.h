// What a letter asks for: the facts that are missing, and the papers.
#pragma once

#include <vector>

#include "letter/page.h"
#include "letter/setting.h"

namespace pol::letter {

// Nothing where nothing is missing.
std::vector<Part> missing_parts(const Setting& setting);

}  // namespace pol::letter
