#include "emit/module.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <llvm/IR/Constants.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

#include "emit/line_emitter.h"
#include "emit/target.h"
#include "polrt/abi.h"

namespace pol::emit {

namespace {

llvm::GlobalVariable* add_constant(llvm::Module& module, llvm::Constant* content, const char* name) {
  return new llvm::GlobalVariable(module, content->getType(), true, llvm::GlobalValue::PrivateLinkage, content, name);
}

llvm::GlobalVariable* add_functions(llvm::Module& module, const std::vector<llvm::Constant*>& functions, const char* name) {
  auto* type = llvm::ArrayType::get(llvm::PointerType::getUnqual(module.getContext()), functions.size());
  return add_constant(module, llvm::ConstantArray::get(type, functions), name);
}

// The members of polrt_artifact, in their order.
void add_artifact(llvm::Module& module, const ir::Program& program, const llvm::TargetMachine& machine, const SharedValues& shared,
                  llvm::Constant* decide, llvm::Constant* explain, llvm::Constant* narrow) {
  llvm::LLVMContext& context = module.getContext();
  llvm::Type* i32 = llvm::Type::getInt32Ty(context);
  llvm::Type* i64 = llvm::Type::getInt64Ty(context);
  llvm::Constant* metadata = add_constant(module, llvm::ConstantDataArray::getString(context, program.metadata, true), "metadata");
  llvm::Constant* version = llvm::ConstantInt::get(i32, POLRT_ABI_VERSION);
  llvm::Constant* lines = llvm::ConstantInt::get(i32, program.lines.size());
  llvm::Constant* size = llvm::ConstantInt::get(i64, program.metadata.size());
  llvm::Constant* questions = llvm::ConstantInt::get(i32, program.questions.size());
  llvm::Constant* magic = llvm::ConstantInt::get(i32, POLRT_ARTIFACT_MAGIC);
  llvm::Constant* needs = llvm::ConstantInt::get(i64, needs_of(machine));
  llvm::Constant* words = llvm::ConstantInt::get(i64, shared.words);
  llvm::Constant* share = shared.function;
  if (share == nullptr) share = llvm::ConstantPointerNull::get(llvm::PointerType::getUnqual(context));
  llvm::Constant* artifact =
      llvm::ConstantStruct::getAnon({magic, version, lines, questions, needs, metadata, size, words, share, decide, explain, narrow});
  auto* global =
      new llvm::GlobalVariable(module, artifact->getType(), true, llvm::GlobalValue::ExternalLinkage, artifact, POLRT_ARTIFACT_SYMBOL);
  global->setAlignment(llvm::Align(alignof(polrt_artifact)));
}

// Of the nodes of all functions: less than this takes 0.8 s.
constexpr std::size_t most_nodes_of_a_small_program = 3500;

}  // namespace

bool is_small(const ir::Program& program) {
  std::size_t nodes = 0;
  for (const auto* lines : {&program.lines, &program.questions}) {
    for (const ir::Line& line : *lines) nodes += line.nodes.size();
  }
  return nodes <= most_nodes_of_a_small_program;
}

std::unique_ptr<llvm::Module> emit_module(const ir::Program& program, llvm::LLVMContext& context, const llvm::TargetMachine& machine) {
  auto module = std::make_unique<llvm::Module>(program.name, context);
  module->setTargetTriple(machine.getTargetTriple().str());
  module->setDataLayout(machine.createDataLayout());
  SharedValues shared{ir::find_shared(program), {}, {}, {}};
  shared.wanted = ir::find_wanted(program, shared.shared);
  if (const ir::Line& line = shared.shared.line; !line.nodes.empty()) LineEmitter(*module, program, line, Variant::sharing).share(shared);
  std::vector<llvm::Constant*> decide, explain, narrow;
  for (const auto* lines : {&program.lines, &program.questions}) {
    for (const ir::Line& line : *lines) {
      explain.push_back(LineEmitter(*module, program, line, Variant::explaining).explain(shared, decide.size()));
      narrow.push_back(LineEmitter(*module, program, line, Variant::narrowing).narrow(shared, decide.size()));
      decide.push_back(LineEmitter(*module, program, line, Variant::deciding).decide(shared, decide.size()));
    }
  }
  add_artifact(*module, program, machine, shared, add_functions(*module, decide, "decide"), add_functions(*module, explain, "explain"),
               add_functions(*module, narrow, "narrow"));
  std::string complaint;
  llvm::raw_string_ostream stream(complaint);
  if (llvm::verifyModule(*module, &stream)) throw std::runtime_error("LLVM refuses the module of " + program.name + ": " + complaint);
  return module;
}

}  // namespace pol::emit
