// Decision lines read back by the commands that show them, every amount kept as its exact text.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace pol::commands {

using Json = nlohmann::ordered_json;

// `json` is a decision line that polc wrote. Numbers with decimals become texts, so that nothing passes through binary floating point.
Json read_decision(const std::string& json);

// An amount of such a decision as it was printed: `12.50`, `80000000`.
std::string amount_text(const Json& amount);

}  // namespace pol::commands
