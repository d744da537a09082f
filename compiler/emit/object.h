// A program as files: what `polc build` writes. Same program, processor and LLVM: same bytes, whatever the folder, time or locale.
#pragma once

#include <string>

#include "ir/ir.h"

namespace pol::emit {

// All of these take the name of a processor that emit::knows_cpu knows, and throw std::runtime_error where LLVM refuses: a bug of ours.

// LLVM's text of the optimised module.
std::string print_for(const ir::Program& program, const std::string& cpu);

// An ELF object with the one global symbol POLRT_ARTIFACT_SYMBOL, and none that is undefined.
std::string object_code(const ir::Program& program, const std::string& cpu);

// An ELF shared library that exports that symbol alone and needs no other library. The linker is part of this process and works in
// memory; throws std::system_error where the system gives it none. One call at a time in a process.
std::string shared_library(const ir::Program& program, const std::string& cpu);

}  // namespace pol::emit
