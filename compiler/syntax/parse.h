// From text to ast::File. With outline.h the only door to ANTLR: nothing of it is seen outside this folder.
#pragma once

#include <set>
#include <string>

#include "ast/ast.h"
#include "base/source.h"
#include "diagnostics/diagnostic.h"

namespace pol::syntax {

// What a file may not exceed; beyond it one error says so and parsing stops.
struct Limits {
  std::uint32_t nesting = 64;  // braces and brackets inside each other, and `not`s or signs in a row
  std::uint32_t tokens = 1'000'000;
};

// Always gives a file; where something was misspelt the declarations, lines or expressions around it are left out, the sink says why, and
// the rest is parsed. Text that is not UTF-8 or goes beyond the limits gives an empty file and one error. `units`: those that other files
// of the wording declare (survey.h).
ast::File parse(const SourceFile& source, Sink& sink, const Limits& limits = {}, const std::set<std::string>& units = {});

}  // namespace pol::syntax
