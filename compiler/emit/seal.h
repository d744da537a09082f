// What stands at the end of a library's file, so that a runtime can hold the file to it before anything of it runs.
#pragma once

#include <cstdint>
#include <string>

#include "ir/ir.h"

namespace pol::emit {

// The bytes of a library with their polrt_seal behind them. `needs`: of the processor, as polrt_artifact has it.
std::string sealed(std::string library, const ir::Identity& identity, std::uint64_t needs);

}  // namespace pol::emit
