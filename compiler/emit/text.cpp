// Comparing two texts of the record, byte by byte.
#include "emit/functions.h"
#include "emit/loop_code.h"
#include "emit/values.h"

namespace pol::emit {

llvm::Function* same_text_function(llvm::Module& module) {
  constexpr const char* name = "same_text";
  if (llvm::Function* made = module.getFunction(name)) return made;
  llvm::LLVMContext& context = module.getContext();
  llvm::Type* word = llvm::Type::getInt64Ty(context);
  auto* type = llvm::FunctionType::get(llvm::Type::getInt1Ty(context), {word, word, word, word}, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setOnlyReadsMemory();
  FunctionBuilder b(function);
  llvm::Value* as_long = b.CreateICmpEQ(function->getArg(1), function->getArg(3));
  LoopCode loop(b, b.CreateSelect(as_long, function->getArg(1), b.getInt64(0)));
  const auto byte = [&](unsigned data) {
    llvm::Value* place = b.CreateIntToPtr(b.CreateAdd(function->getArg(data), loop.index()), b.getPtrTy());
    return b.CreateAlignedLoad(b.getInt8Ty(), place, llvm::Align(1));
  };
  llvm::PHINode* differs = loop.carry(b.getFalse());
  loop.next(differs, b.CreateOr(differs, b.CreateICmpNE(byte(0), byte(2))));
  loop.end();
  b.CreateRet(b.CreateAnd(as_long, b.CreateNot(differs)));
  return function;
}

}  // namespace pol::emit
