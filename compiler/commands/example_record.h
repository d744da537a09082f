// The record that a step of an example stands for, as the JSON line a core system would send.
#pragma once

#include <string>

#include "model/model.h"

namespace pol::commands {

std::string record_of(const model::Policy& policy, const model::ExampleStep& step);

}  // namespace pol::commands
