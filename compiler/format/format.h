// The one canonical layout of a wording: the same words and comments in the same order, in columns. The only door: format().
//
// What the writer decides and is kept: blank lines (one at most), blocks on one line where they fit, and which settings of an example share
// a line. All else follows from the words.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/source.h"
#include "diagnostics/diagnostic.h"

namespace pol::format {

// Nothing where the wording has syntax errors; the sink says which. Throws std::logic_error where the result would not mean the same.
// `units`: those that other files of the wording declare.
std::optional<std::string> format(const SourceFile& source, Sink& sink, const std::set<std::string>& units = {});

}  // namespace pol::format
