#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Transforms/IPO/Inliner.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/DCE.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>

#include "emit/module.h"

namespace pol::emit {

namespace {

// What explains the lines of a large program: nothing but the fast selector is worth its time there, which is a third of that to build.
void select_quickly(llvm::Module& module) {
  for (llvm::Function& function : module) {
    if (!function.hasFnAttribute(llvm::Attribute::Cold)) continue;
    function.addFnAttr(llvm::Attribute::OptimizeNone);
    function.addFnAttr(llvm::Attribute::NoInline);
  }
}

// Code without stack slots, folded while it was built: common subexpressions are what is left to find, and what loops compute anew for each
// element.
llvm::FunctionPassManager passes_for_lines(Effort effort) {
  llvm::FunctionPassManager each;
  // Whether a store may have changed what is loaded again takes an analysis; what lines write is nothing that they read.
  each.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/effort == Effort::full));
  if (effort == Effort::full) {
    each.addPass(llvm::createFunctionToLoopPassAdaptor(llvm::LICMPass(llvm::LICMOptions()), /*UseMemorySSA=*/true));
    each.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));  // finds what the others laid bare
  }
  each.addPass(llvm::DCEPass());
  return each;
}

// Peepholes take a twentieth off the time of a decision, and add a quarter to that of a build: not felt in a small program.
llvm::FunctionPassManager passes_for_small_programs() {
  llvm::FunctionPassManager each;
  each.addPass(llvm::InstCombinePass());
  each.addPass(llvm::SimplifyCFGPass());
  each.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
  each.addPass(llvm::DCEPass());
  return each;
}

}  // namespace

void optimise(llvm::Module& module, llvm::TargetMachine& machine, const ir::Program& program, Effort effort) {
  if (effort == Effort::quick) select_quickly(module);
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager calls;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(calls);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, calls, modules);

  llvm::ModulePassManager passes;
  const bool is_thorough = effort == Effort::full && is_small(program);
  if (is_thorough) passes.addPass(llvm::ModuleInlinerWrapperPass());
  passes.addPass(llvm::createModuleToFunctionPassAdaptor(passes_for_lines(effort)));
  if (is_thorough) passes.addPass(llvm::createModuleToFunctionPassAdaptor(passes_for_small_programs()));
  passes.run(module, modules);
  select_quickly(module);
}

}  // namespace pol::emit
