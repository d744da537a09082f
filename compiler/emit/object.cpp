#include "emit/object.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <llvm/IR/Constants.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/Support/raw_ostream.h>

#include "emit/module.h"
#include "emit/target.h"

namespace pol::emit {

namespace {

// An ELF note that says which level of x86-64 the code needs: the loader of glibc refuses the library on a lesser processor, before
// anything in it runs.
struct LevelNote {
  std::uint32_t name_size = 4, size = 16, type = 5;  // NT_GNU_PROPERTY_TYPE_0
  char name[4] = {'G', 'N', 'U', 0};
  std::uint32_t property = 0xc0008002, property_size = 4;  // GNU_PROPERTY_X86_ISA_1_NEEDED
  std::uint32_t levels = 1;                                // bit k: level k + 1
  std::uint32_t padding = 0;
};

// The least level that has what LLVM may use.
std::uint32_t level_of(const llvm::MCSubtargetInfo& processor) {
  if (processor.checkFeatures("+avx512f")) return 4;
  if (processor.checkFeatures("+avx2")) return 3;
  return processor.checkFeatures("+sse4.2") ? 2 : 1;
}

// The linker keeps for itself what is in a section of the usual name (.note.gnu.property); the loader goes by the kind of the section.
void add_level_note(llvm::Module& module, const llvm::TargetMachine& machine) {
  if (!machine.getTargetTriple().isX86()) return;
  LevelNote note;
  note.levels = 1u << (level_of(*machine.getMCSubtargetInfo()) - 1);
  const llvm::StringRef bytes(reinterpret_cast<const char*>(&note), sizeof note);
  llvm::Constant* content = llvm::ConstantDataArray::getString(module.getContext(), bytes, false);
  auto* global = new llvm::GlobalVariable(module, content->getType(), true, llvm::GlobalValue::PrivateLinkage, content, "level");
  global->setSection(".note.polrt");
  global->setAlignment(llvm::Align(8));
}

std::unique_ptr<llvm::Module> optimised(const ir::Program& program, llvm::LLVMContext& context, llvm::TargetMachine& machine) {
  std::unique_ptr<llvm::Module> module = emit_module(program, context, machine);
  optimise(*module, machine, program, Effort::full);
  add_level_note(*module, machine);
  return module;
}

// Of a usual program. For longer lines LLVM's fast selector is enough: half the time to build, an eighth of the speed.
void choose_selector(const ir::Program& program, llvm::TargetMachine& machine) {
  const auto is_long = [](const ir::Line& line) { return line.nodes.size() > ir::most_nodes_of_a_usual_line; };
  machine.setFastISel(std::any_of(program.lines.begin(), program.lines.end(), is_long) ||
                      std::any_of(program.questions.begin(), program.questions.end(), is_long));
}

}  // namespace

std::string print_for(const ir::Program& program, const std::string& cpu) {
  llvm::LLVMContext context;
  const std::unique_ptr<llvm::TargetMachine> machine = machine_for(cpu);
  std::string text;
  llvm::raw_string_ostream stream(text);
  optimised(program, context, *machine)->print(stream, nullptr);
  return text;
}

std::string object_code(const ir::Program& program, const std::string& cpu) {
  llvm::LLVMContext context;
  const std::unique_ptr<llvm::TargetMachine> machine = machine_for(cpu);
  choose_selector(program, *machine);
  const std::unique_ptr<llvm::Module> module = optimised(program, context, *machine);
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::ObjectFile)) {
    throw std::runtime_error("LLVM writes no object code for this machine.");
  }
  passes.run(*module);
  return {bytes.begin(), bytes.end()};
}

}  // namespace pol::emit
