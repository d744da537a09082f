#include "emit/target.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <llvm/Config/llvm-config.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>

namespace pol::emit {

namespace {

// Loads LLVM's back end, once in a process, in whichever thread comes first.
void prepare_llvm() {
  static const bool prepared = !llvm::InitializeNativeTarget() && !llvm::InitializeNativeTargetAsmPrinter();
  if (!prepared) throw std::runtime_error("LLVM has no code generator for this machine.");
}

llvm::orc::JITTargetMachineBuilder host() {
  prepare_llvm();
  auto host = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!host) throw std::runtime_error("LLVM does not know this machine: " + llvm::toString(host.takeError()));
  return std::move(*host);
}

// One record at a time has no use for wide registers, and with them a pass that looks for some takes a quarter of the time.
llvm::orc::JITTargetMachineBuilder without_wide_registers(llvm::orc::JITTargetMachineBuilder builder) {
  if (builder.getTargetTriple().isX86()) builder.getFeatures().AddFeature("avx512f", false);
  return builder;
}

llvm::orc::JITTargetMachineBuilder builder_for(const std::string& cpu) {
  if (cpu == native_cpu) return without_wide_registers(host());
  prepare_llvm();
  llvm::orc::JITTargetMachineBuilder builder{llvm::Triple(llvm::sys::getProcessTriple())};
  builder.setCPU(cpu);
  return without_wide_registers(std::move(builder));
}

std::unique_ptr<llvm::TargetMachine> made(llvm::orc::JITTargetMachineBuilder builder) {
  auto machine = builder.createTargetMachine();
  if (!machine) throw std::runtime_error("LLVM does not make code for this machine: " + llvm::toString(machine.takeError()));
  return std::move(*machine);
}

}  // namespace

llvm::orc::JITTargetMachineBuilder host_builder(Effort effort) {
  auto builder = builder_for(native_cpu);
  builder.setCodeGenOptLevel(effort == Effort::quick ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Default);
  return builder;
}

std::unique_ptr<llvm::TargetMachine> host_machine(Effort effort) { return made(host_builder(effort)); }

std::unique_ptr<llvm::TargetMachine> machine_for(const std::string& cpu) {
  auto builder = builder_for(cpu);
  builder.setRelocationModel(llvm::Reloc::PIC_);
  builder.setCodeModel(llvm::CodeModel::Small);
  builder.setCodeGenOptLevel(llvm::CodeGenOptLevel::Default);
  return made(std::move(builder));
}

std::uint64_t needs_of(const llvm::TargetMachine& machine) {
  if (!machine.getTargetTriple().isX86()) return 0;
  std::uint64_t needs = 0, bit = 1;
#define POLC_ASK(feature)                                                     \
  if (machine.getMCSubtargetInfo()->checkFeatures("+" feature)) needs |= bit; \
  bit <<= 1;
  POLRT_PROCESSOR_FEATURES(POLC_ASK)
#undef POLC_ASK
  return needs;
}

// LLVM ends the process where a processor of 32 bits is asked for code of 64.
bool knows_cpu(const std::string& cpu) {
  if (cpu == native_cpu) return true;
  prepare_llvm();
  const std::string triple = llvm::sys::getProcessTriple();
  std::string complaint;
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, complaint);
  if (target == nullptr) throw std::runtime_error("LLVM does not know this machine: " + complaint);
  const std::unique_ptr<llvm::MCSubtargetInfo> any(target->createMCSubtargetInfo(triple, "", ""));
  if (!any->isCPUStringValid(cpu)) return false;
  const std::unique_ptr<llvm::MCSubtargetInfo> chosen(target->createMCSubtargetInfo(triple, cpu, ""));
  return !llvm::Triple(triple).isX86() || chosen->checkFeatures("+64bit");
}

std::string target_description(const std::string& cpu) {
  const auto builder = builder_for(cpu);
  std::vector<std::string> features = builder.getFeatures().getFeatures();
  std::sort(features.begin(), features.end());
  std::string text = std::string("llvm ") + LLVM_VERSION_STRING + " " + builder.getTargetTriple().str() + " " + builder.getCPU();
  for (const std::string& feature : features) text += " " + feature;
  return text;
}

}  // namespace pol::emit
