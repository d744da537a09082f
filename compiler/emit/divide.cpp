#include "emit/divide.h"

#include <limits>

#include "emit/loop_code.h"

namespace pol::emit {

namespace {

struct Quotient {
  llvm::Value* whole;  // without sign
  llvm::Value* rest;
};

llvm::Constant* number_like(llvm::Value* value, std::uint64_t number) { return llvm::ConstantInt::get(value->getType(), number); }

llvm::Value* is_negative(CodeBuilder& b, llvm::Value* value) { return b.CreateICmpSLT(value, number_like(value, 0)); }

llvm::Value* magnitude_of(CodeBuilder& b, llvm::Value* value) { return b.CreateSelect(is_negative(b, value), b.CreateNeg(value), value); }

llvm::Value* above_0(CodeBuilder& b, llvm::Value* divisor) {
  return b.CreateSelect(b.CreateICmpSGT(divisor, number_like(divisor, 0)), divisor, number_like(divisor, 1));
}

// Whether the magnitude goes up by one. Twice the rest might not fit, so that it is compared with what is missing to the divisor.
llvm::Value* steps_away(CodeBuilder& b, const Quotient& quotient, llvm::Value* divisor, RoundingMode mode) {
  llvm::Value* missing = b.CreateSub(divisor, quotient.rest);
  switch (mode) {
    case RoundingMode::half_up: return b.CreateICmpUGE(quotient.rest, missing);
    case RoundingMode::half_even: {
      llvm::Value* tie = b.CreateICmpEQ(quotient.rest, missing);
      llvm::Value* odd = b.CreateTrunc(quotient.whole, b.getInt1Ty());
      return b.CreateOr(b.CreateICmpUGT(quotient.rest, missing), b.CreateAnd(tie, odd));
    }
    case RoundingMode::up: return b.CreateIsNotNull(quotient.rest);
    case RoundingMode::down: return b.getFalse();
  }
  llvm_unreachable("every mode is listed");
}

llvm::Value* rounded(CodeBuilder& b, const Quotient& quotient, llvm::Value* numerator, llvm::Value* divisor, RoundingMode mode) {
  llvm::Value* step = b.CreateZExt(steps_away(b, quotient, divisor, mode), quotient.whole->getType());
  llvm::Value* magnitude = b.CreateAdd(quotient.whole, step);
  return b.CreateSelect(is_negative(b, numerator), b.CreateNeg(magnitude), magnitude);
}

Quotient divide(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::Value* whole = b.CreateUDiv(magnitude, divisor);
  return {whole, b.CreateSub(magnitude, b.CreateMul(whole, divisor))};
}

// Bit by bit, as on paper: the magnitude moves out at the top of one number while the quotient moves in at its bottom.
Quotient divide_slowly(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::Value* zero = number_like(divisor, 0);
  LoopCode loop(b, b.getInt64(128));
  llvm::PHINode* moving = loop.carry(magnitude);
  llvm::PHINode* rest = loop.carry(zero);
  llvm::Value* more = b.CreateOr(b.CreateShl(rest, 1), b.CreateLShr(moving, 127));
  llvm::Value* fits = b.CreateICmpUGE(more, divisor);
  loop.next(rest, b.CreateSelect(fits, b.CreateSub(more, divisor), more));
  loop.next(moving, b.CreateOr(b.CreateShl(moving, 1), b.CreateZExt(fits, divisor->getType())));
  loop.end();
  return {moving, rest};
}

llvm::Value* join(CodeBuilder& b, llvm::Value* fast, llvm::BasicBlock* from_fast, llvm::Value* slow, llvm::BasicBlock* from_slow) {
  llvm::PHINode* phi = b.CreatePHI(slow->getType(), 2);
  phi->addIncoming(fast, from_fast);
  phi->addIncoming(slow, from_slow);
  return phi;
}

// Most numbers fit 64 bits, which the machine divides.
Quotient divide_either_way(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::BasicBlock* short_ones = add_block(b);
  llvm::BasicBlock* long_ones = add_block(b);
  llvm::BasicBlock* done = add_block(b);
  llvm::Value* top = b.CreateLShr(b.CreateOr(magnitude, divisor), 64);
  b.CreateCondBr(b.CreateIsNull(top), short_ones, long_ones);

  b.SetInsertPoint(short_ones);
  const Quotient narrow = divide(b, b.CreateTrunc(magnitude, b.getInt64Ty()), b.CreateTrunc(divisor, b.getInt64Ty()));
  const Quotient fast = {b.CreateZExt(narrow.whole, divisor->getType()), b.CreateZExt(narrow.rest, divisor->getType())};
  b.CreateBr(done);

  b.SetInsertPoint(long_ones);
  const Quotient slow = divide_slowly(b, magnitude, divisor);
  long_ones = b.GetInsertBlock();
  b.CreateBr(done);

  b.SetInsertPoint(done);
  return {join(b, fast.whole, short_ones, slow.whole, long_ones), join(b, fast.rest, short_ones, slow.rest, long_ones)};
}

llvm::Value* nearest_i64(CodeBuilder& b, llvm::Value* value) {
  llvm::Value* low = b.CreateTrunc(value, b.getInt64Ty());
  llvm::Value* fits = b.CreateICmpEQ(b.CreateSExt(low, value->getType()), value);
  llvm::Value* end =
      b.CreateSelect(is_negative(b, value), llvm::ConstantInt::getSigned(b.getInt64Ty(), std::numeric_limits<std::int64_t>::min()),
                     llvm::ConstantInt::getSigned(b.getInt64Ty(), std::numeric_limits<std::int64_t>::max()));
  return b.CreateSelect(fits, low, end);
}

const char* name_of(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up: return "pol.round_quotient.half_up";
    case RoundingMode::half_even: return "pol.round_quotient.half_even";
    case RoundingMode::up: return "pol.round_quotient.up";
    case RoundingMode::down: return "pol.round_quotient.down";
  }
  llvm_unreachable("every mode is listed");
}

}  // namespace

llvm::Value* round_quotient(CodeBuilder& builder, llvm::Value* numerator, llvm::Value* divisor, RoundingMode mode) {
  divisor = above_0(builder, divisor);
  return rounded(builder, divide(builder, magnitude_of(builder, numerator), divisor), numerator, divisor, mode);
}

llvm::Function* round_quotient_function(llvm::Module& module, RoundingMode mode) {
  if (llvm::Function* made = module.getFunction(name_of(mode))) return made;
  llvm::Type* i64 = llvm::Type::getInt64Ty(module.getContext());
  llvm::Type* i128 = llvm::Type::getInt128Ty(module.getContext());
  llvm::Function* function =
      llvm::Function::Create(llvm::FunctionType::get(i64, {i128, i128}, false), llvm::GlobalValue::InternalLinkage, name_of(mode), module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  FunctionBuilder b(function);
  llvm::Value* numerator = function->getArg(0);
  llvm::Value* divisor = above_0(b, function->getArg(1));
  const Quotient quotient = divide_either_way(b, magnitude_of(b, numerator), divisor);
  b.CreateRet(nearest_i64(b, rounded(b, quotient, numerator, divisor, mode)));
  return function;
}

}  // namespace pol::emit
