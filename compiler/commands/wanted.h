// Which papers a pended line waits for: members that a clause asks of a set of the record and that the record does not give. The decision
// names the clause only; a claimant has to know the papers.
#pragma once

#include <vector>

#include "interpret/evaluate.h"
#include "letter/decision.h"

namespace pol::commands {

// Of each ground that pends the line; nothing where what it waits for is no member of a set.
std::vector<letter::Wanted> wanted(const interpret::Known& known, const model::Line& line);

}  // namespace pol::commands
