// A sum of fractions that are divided by different things, as a list of them.
#pragma once

#include <vector>

#include "check/operand.h"

namespace pol::check {

// Of one that has no alternatives.
std::vector<Summand> summands_of(const Operand& value);
// In units of the type of `like`, and in everything else like it.
Operand sum_of(std::vector<Summand> all, const Operand& like, Span span);

}  // namespace pol::check
