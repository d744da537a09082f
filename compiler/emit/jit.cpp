#include <stdexcept>

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/raw_ostream.h>

#include "emit/emit.h"
#include "emit/module.h"
#include "emit/target.h"

namespace pol::emit {

namespace {

template <class Value>
Value value_or_throw(llvm::Expected<Value> result, const char* what) {
  if (result) return std::move(*result);
  throw std::runtime_error(std::string(what) + ": " + llvm::toString(result.takeError()));
}

// No platform: the module has no constructors, thread variables or exceptions to serve, and setting one up takes longer than compiling.
std::unique_ptr<llvm::orc::LLJIT> make_jit(Effort effort) {
  llvm::orc::LLJITBuilder builder;
  builder.setJITTargetMachineBuilder(host_builder(effort))
      .setPlatformSetUp(llvm::orc::setUpInactivePlatform)
      .setLinkProcessSymbolsByDefault(false);
  return value_or_throw(builder.create(), "LLVM cannot compile in this process");
}

}  // namespace

struct Compiled::Impl {
  std::unique_ptr<llvm::orc::LLJIT> jit;
  const polrt_artifact* artifact = nullptr;
};

Compiled::Compiled(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Compiled::~Compiled() = default;

const polrt_artifact& Compiled::artifact() const { return *impl_->artifact; }

std::unique_ptr<Compiled> Compiled::compile(const ir::Program& program, Effort effort) {
  auto context = std::make_unique<llvm::LLVMContext>();
  const std::unique_ptr<llvm::TargetMachine> machine = host_machine(effort);
  std::unique_ptr<llvm::Module> module = emit_module(program, *context, *machine);
  optimise(*module, *machine, program, effort);
  auto impl = std::make_unique<Impl>();
  impl->jit = make_jit(effort);
  if (auto error = impl->jit->addIRModule(llvm::orc::ThreadSafeModule(std::move(module), std::move(context)))) {
    throw std::runtime_error("LLVM does not take the module: " + llvm::toString(std::move(error)));
  }
  impl->artifact =
      value_or_throw(impl->jit->lookup(POLRT_ARTIFACT_SYMBOL), "LLVM does not compile the module").toPtr<const polrt_artifact*>();
  return std::unique_ptr<Compiled>(new Compiled(std::move(impl)));
}

std::string print(const ir::Program& program) {
  llvm::LLVMContext context;
  const std::unique_ptr<llvm::TargetMachine> machine = host_machine(Effort::full);
  const std::unique_ptr<llvm::Module> module = emit_module(program, context, *machine);
  optimise(*module, *machine, program, Effort::full);
  std::string text;
  llvm::raw_string_ostream stream(text);
  module->print(stream, nullptr);
  return text;
}

}  // namespace pol::emit
