// The ast as indented text, for `polc dump --stage ast` and golden tests: one line a node, spans left out.
#pragma once

#include <string>

#include "ast/ast.h"

namespace pol::ast {

std::string print(const File& file);

}  // namespace pol::ast
