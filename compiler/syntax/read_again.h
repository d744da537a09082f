// A wording that cannot be read, with one word written otherwise: a keyword misspelt, or said in other words (other_words.h). What is meant
// is found by trying: where the declaration can be read on with it, it is complained about, and the wording is read as it was meant, so
// that nothing else goes wrong because of it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "syntax/complaints.h"
#include "syntax/words.h"

namespace pol::syntax {

struct ReadAgain {
  std::vector<Word> words;
  std::size_t misspelt = 0;  // so many complaints were of nothing else
};
// `units`: of all files of the wording.
ReadAgain read_again(const SourceFile& source, std::vector<Word> words, Complaints& complaints, const std::set<std::string>& units);

}  // namespace pol::syntax
