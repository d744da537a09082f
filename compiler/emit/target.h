// The machine that code is made for: the one that this process runs on, or any other processor of its family.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h>
#include <llvm/Target/TargetMachine.h>

#include "emit/emit.h"

namespace pol::emit {

// Processor and features of this machine, and how hard its code generator tries. Throws std::runtime_error where LLVM has none for it.
llvm::orc::JITTargetMachineBuilder host_builder(Effort effort);
std::unique_ptr<llvm::TargetMachine> host_machine(Effort effort);

// A processor by its name, `native` for this one; code for it may lie anywhere in memory. knows_cpu must have said yes.
std::unique_ptr<llvm::TargetMachine> machine_for(const std::string& cpu);

// What code for this machine may need of a processor: bits of POLRT_PROCESSOR_FEATURES.
std::uint64_t needs_of(const llvm::TargetMachine& machine);

}  // namespace pol::emit
