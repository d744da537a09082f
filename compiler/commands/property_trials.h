// The properties of a wording, tried on claims made by chance: the claims of its examples with some of their facts changed, one, two or
// three on a certificate. Always the same claims: what failed once fails again.
#pragma once

#include <vector>

#include "commands/engine.h"
#include "commands/test_report.h"

namespace pol::commands {

// A result for each property, in their order. What fails names the claims for which it does, as few and as small as were found: lines for
// `polc run`. A condition that none of the claims put to the test fails too.
std::vector<ExampleResult> try_properties(const Wording& wording, Engine& engine);

}  // namespace pol::commands
