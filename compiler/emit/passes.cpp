#include <llvm/Analysis/CGSCCPassManager.h>
#include <llvm/Analysis/LoopAnalysisManager.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Transforms/Scalar/DCE.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>

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

}  // namespace

// Code without stack slots, folded while it was built: common subexpressions are what is left to find, and what loops compute anew for each
// element. Peepholes (InstCombine) take nothing off the time of a decision, and add a third to that of a build.
void optimise(llvm::Module& module, llvm::TargetMachine& machine, Effort effort) {
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

  llvm::FunctionPassManager each;
  each.addPass(llvm::EarlyCSEPass());
  if (effort == Effort::full) {
    each.addPass(llvm::createFunctionToLoopPassAdaptor(llvm::LICMPass(llvm::LICMOptions()), /*UseMemorySSA=*/true));
    each.addPass(llvm::EarlyCSEPass());  // finds what the others laid bare
  }
  each.addPass(llvm::DCEPass());
  llvm::ModulePassManager passes;
  passes.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(each)));
  passes.run(module, modules);
  select_quickly(module);
}

}  // namespace pol::emit
