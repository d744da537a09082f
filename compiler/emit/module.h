// A whole program as an LLVM module: both variants of every line and question, and the artifact that finds them.
#pragma once

#include <memory>

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

#include "emit/emit.h"
#include "ir/ir.h"

namespace pol::emit {

// Not optimised yet. With Effort::full both variants of a function are one: see decision 5. The only symbol seen outside is
// POLRT_ARTIFACT_SYMBOL. Throws std::runtime_error where LLVM finds the module ill formed.
std::unique_ptr<llvm::Module> emit_module(const ir::Program& program, llvm::LLVMContext& context, const llvm::TargetMachine& machine,
                                          Effort effort);

// The passes that pay for themselves on straight-line code of this kind.
void optimise(llvm::Module& module, llvm::TargetMachine& machine, Effort effort);

}  // namespace pol::emit
