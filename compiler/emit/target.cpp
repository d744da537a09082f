#include "emit/target.h"

#include <stdexcept>

#include <llvm/Config/llvm-config.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>

namespace pol::emit {

namespace {

// Loads LLVM's back end, once in a process, in whichever thread comes first.
void prepare_llvm() {
  static const bool prepared = !llvm::InitializeNativeTarget() && !llvm::InitializeNativeTargetAsmPrinter();
  if (!prepared) throw std::runtime_error("LLVM has no code generator for this machine.");
}

}  // namespace

llvm::orc::JITTargetMachineBuilder host_builder(Effort effort) {
  prepare_llvm();
  auto host = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!host) throw std::runtime_error("LLVM does not know this machine: " + llvm::toString(host.takeError()));
  host->setCodeGenOptLevel(effort == Effort::quick ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Default);
  // One record at a time has no use for wide registers, and with them a pass that looks for some takes a quarter of the time.
  if (host->getTargetTriple().isX86()) host->getFeatures().AddFeature("avx512f", false);
  return std::move(*host);
}

std::unique_ptr<llvm::TargetMachine> host_machine(Effort effort) {
  auto machine = host_builder(effort).createTargetMachine();
  if (!machine) throw std::runtime_error("LLVM does not make code for this machine: " + llvm::toString(machine.takeError()));
  return std::move(*machine);
}

std::string target_description() {
  return std::string("llvm ") + LLVM_VERSION_STRING + " " + llvm::sys::getProcessTriple() + " " + llvm::sys::getHostCPUName().str();
}

}  // namespace pol::emit
