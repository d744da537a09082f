// The records of a policy as JSON Schema (draft 2020-12), for those who write and check records before polc sees them.
#pragma once

#include <string>
#include <string_view>

#include "model/model.h"

namespace pol::commands {

// What polc reads, the schema accepts. What a schema cannot say it leaves to polc: the bounds of numbers in strings and of dates (given as
// `x-polc-from` and `x-polc-to`), and keys that stand twice.
std::string record_schema(const model::Policy& policy);

// Of the JSON that binds the parameters of a policy.
std::string parameter_schema(const model::Policy& policy);

// What a field or column holds, in words.
std::string kind_of(const model::Fact& fact);

// As the wording writes it.
std::string_view word_of(model::Presence presence);

}  // namespace pol::commands
