// From what was written to what is meant: names, types, ranges, presence guards, and the taking apart of clauses into grounds and steps.
// The last stage that may find a user's mistake. It reports all it finds; where it reported an error nothing after it may run.
#pragma once

#include <optional>

#include "ast/ast.h"
#include "diagnostics/diagnostic.h"
#include "model/model.h"

namespace pol::check {

// Nothing where an error was reported (here or by parse into the same sink).
std::optional<model::Policy> check(const ast::File& file, Sink& sink);

}  // namespace pol::check
