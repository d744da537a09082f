// The records of a policy as a C header, for hosts that fill in the struct themselves instead of writing JSON.
#pragma once

#include <string>

#include "commands/pipeline.h"
#include "ir/ir.h"
#include "model/model.h"

namespace pol::commands {

// The layout of polrt/abi.h with names: a struct for the whole policy, one for the elements of each list, constants for questions, cases
// and bits. The header asks the C compiler to confirm every offset.
std::string record_header(const model::Policy& policy, const ir::Program& program, const Identity& identity);

}  // namespace pol::commands
