// A decision line read back for a letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpret/interpret.h"
#include "letter/decision.h"

namespace pol::commands {

// `json` is the decision line that polc wrote for `record`, which is valid; `history` is what was booked before it.
letter::Decision letter_decision(const model::Policy& policy, const std::string& json, const interpret::Record& record,
                                 std::vector<interpret::Entry> history);

}  // namespace pol::commands
