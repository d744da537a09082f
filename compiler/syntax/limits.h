// Whether a wording is small enough to be read without fear for the stack: decided on its words, before anything recursive sees them.
#pragma once

#include <vector>

#include "syntax/complaints.h"
#include "syntax/words.h"

namespace pol::syntax {

// Reports the first limit that is broken.
bool within_limits(const std::vector<Word>& words, Complaints& complaints, const Limits& limits);

}  // namespace pol::syntax
