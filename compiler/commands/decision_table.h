// One decision as a table that a claims handler reads at a glance: what is paid and how it was reached, which clauses declined, what is
// missing.
#pragma once

#include <string>

#include "model/model.h"

namespace pol::commands {

// `json` is a decision line of the contract; titles are taken from the policy, in English where there are several languages.
std::string decision_table(const model::Policy& policy, const std::string& json);

}  // namespace pol::commands
