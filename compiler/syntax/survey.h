// What must be known of all files of a wording before one of them can be parsed. The only door: survey().
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/source.h"

namespace pol::syntax {

struct Survey {
  std::vector<std::string> uses;  // the paths behind `use`, as written
  std::set<std::string> units;    // of fields and types: `0 to 20 m`
};

// Never fails: what is wrong in the file is for parse() to say.
Survey survey(const SourceFile& source);

}  // namespace pol::syntax
