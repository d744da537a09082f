// What may have been meant where a declaration cannot be read: keywords that a word is a misspelling of, and what is said here instead of
// what stands there (other_words.h). Only guesses: read_again.h tries them.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "syntax/read_part.h"

namespace pol::syntax {

// The likeliest first. `names`: of the file; what is called so is not misspelt.
std::vector<Candidate> guesses(const Part& part, const std::set<std::string_view>& names);

}  // namespace pol::syntax
