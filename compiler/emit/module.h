// A whole program as an LLVM module: what decides and what explains every line and question, what lines share, and the artifact that finds
// them.
#pragma once

#include <memory>

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

#include "emit/emit.h"
#include "ir/ir.h"

namespace pol::emit {

// Not optimised yet. The only symbol seen outside is
// POLRT_ARTIFACT_SYMBOL. Throws std::runtime_error where LLVM finds the module ill formed.
std::unique_ptr<llvm::Module> emit_module(const ir::Program& program, llvm::LLVMContext& context, const llvm::TargetMachine& machine);

// Whether the time to build it is not felt.
bool is_small(const ir::Program& program);

// The passes that pay for themselves on straight-line code of this kind.
void optimise(llvm::Module& module, llvm::TargetMachine& machine, const ir::Program& program, Effort effort);

}  // namespace pol::emit
