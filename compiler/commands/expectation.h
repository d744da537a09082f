// What an example expects, held against what was decided.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "commands/decision_json.h"
#include "model/model.h"

namespace pol::commands {

// One sentence for each difference. `decision` is that of a record that asks `question`.
std::vector<std::string> differences(const model::Policy& policy, std::uint32_t question, const model::Expectation& expected,
                                     const Json& decision);

}  // namespace pol::commands
