// How far a list of words can be read: the first one that cannot stand where it stands.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "syntax/words.h"

namespace pol::syntax {

struct Reach {
  std::optional<std::size_t> slip;
  std::vector<bool> is_name;  // of each word up to it: that it was taken for one
};
Reach first_slip(const std::vector<Word>& words);  // the last word is the end of the file

}  // namespace pol::syntax
