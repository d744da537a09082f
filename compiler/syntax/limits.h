// Whether a wording is small enough to be read without fear for the stack: decided on its words, before anything recursive sees them. Each
// reports the first limit that is broken.
#pragma once

#include <vector>

#include "syntax/complaints.h"
#include "syntax/words.h"

namespace pol::syntax {

bool few_enough(const std::vector<Word>& words, Complaints& complaints, const Limits& limits);
// After the words have been settled.
bool shallow_enough(const std::vector<Word>& words, Complaints& complaints, const Limits& limits);

}  // namespace pol::syntax
