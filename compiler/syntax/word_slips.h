// Slips of the pen inside one word: a missing quote, an accented name, a date with slashes. Reported, and mended as far as can be.
#pragma once

#include <vector>

#include "base/source.h"
#include "syntax/complaints.h"
#include "syntax/words.h"

namespace pol::syntax {

// Afterwards no word is of a type that the grammar of sentences does not know.
void mend_slips(const SourceFile& source, std::vector<Word>& words, Complaints& complaints);

}  // namespace pol::syntax
