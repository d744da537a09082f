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

// Two digits of 32 bits make a word of 64.
constexpr std::uint64_t digit = std::uint64_t{1} << 32;

// One digit of a quotient, guessed from the first digit of the divisor, which is at least half of `digit`: at most two too great (Knuth,
// volume 2, 4.3.1, theorem B). `rest` and `next`, a digit, are what is divided.
llvm::Value* digit_of(CodeBuilder& b, llvm::Value* rest, llvm::Value* next, llvm::Value* divisor) {
  llvm::Value* first = b.CreateLShr(divisor, 32);
  llvm::Value* second = b.CreateAnd(divisor, digit - 1);
  llvm::Value* guess = b.CreateUDiv(rest, first);
  llvm::Value* left = b.CreateSub(rest, b.CreateMul(guess, first));
  for (int k = 0; k < 2; ++k) {
    llvm::Value* beyond = b.CreateICmpUGT(b.CreateMul(guess, second), b.CreateOr(b.CreateShl(left, 32), next));
    llvm::Value* too_great = b.CreateOr(b.CreateICmpUGE(guess, number_like(guess, digit)), beyond);
    too_great = b.CreateAnd(too_great, b.CreateICmpULT(left, number_like(left, digit)));
    guess = b.CreateSub(guess, b.CreateZExt(too_great, guess->getType()));
    left = b.CreateAdd(left, b.CreateSelect(too_great, first, number_like(first, 0)));
  }
  return guess;
}

// (high word, low word, divisor) -> their quotient. The divisor's first bit is set, and the high word is below it.
llvm::Function* two_words_function(llvm::Module& module) {
  constexpr const char* name = "pol.divide_two_words";
  if (llvm::Function* made = module.getFunction(name)) return made;
  llvm::Type* i64 = llvm::Type::getInt64Ty(module.getContext());
  auto* function =
      llvm::Function::Create(llvm::FunctionType::get(i64, {i64, i64, i64}, false), llvm::GlobalValue::InternalLinkage, name, module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  FunctionBuilder b(function);
  llvm::Value* high = function->getArg(0);
  llvm::Value* low = function->getArg(1);
  llvm::Value* divisor = function->getArg(2);
  llvm::Value* next = b.CreateLShr(low, 32);
  llvm::Value* first = digit_of(b, high, next, divisor);
  llvm::Value* between = b.CreateSub(b.CreateOr(b.CreateShl(high, 32), next), b.CreateMul(first, divisor));
  llvm::Value* second = digit_of(b, between, b.CreateAnd(low, digit - 1), divisor);
  b.CreateRet(b.CreateAdd(b.CreateShl(first, 32), second));
  return function;
}

llvm::Value* word_of(CodeBuilder& b, llvm::Value* wide, int which) { return b.CreateTrunc(b.CreateLShr(wide, which * 64), b.getInt64Ty()); }

llvm::Value* rest_of(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* whole, llvm::Value* divisor) {
  return b.CreateSub(magnitude, b.CreateMul(whole, divisor));
}

// By a divisor of one word: word by word, once the divisor is shifted so that its first bit is set.
Quotient divide_by_word(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::Type* i128 = b.getInt128Ty();
  llvm::Value* by = word_of(b, divisor, 0);
  const Quotient top = divide(b, word_of(b, magnitude, 1), by);
  llvm::Value* shift = b.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, by, b.getTrue());
  llvm::Value* rest = b.CreateOr(b.CreateShl(b.CreateZExt(top.rest, i128), 64), b.CreateZExt(word_of(b, magnitude, 0), i128));
  rest = b.CreateShl(rest, b.CreateZExt(shift, i128));
  llvm::Module& module = *b.GetInsertBlock()->getModule();
  llvm::Value* low = b.CreateCall(two_words_function(module), {word_of(b, rest, 1), word_of(b, rest, 0), b.CreateShl(by, shift)});
  llvm::Value* whole = b.CreateOr(b.CreateShl(b.CreateZExt(top.whole, i128), 64), b.CreateZExt(low, i128));
  return {whole, rest_of(b, magnitude, whole, divisor)};
}

// By a divisor of two words: by its first 64 bits, and what that gives is at most one too great (Warren, Hacker's Delight, 9-5).
Quotient divide_by_two_words(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::Type* i128 = b.getInt128Ty();
  llvm::Value* shift = b.CreateZExt(b.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, word_of(b, divisor, 1), b.getTrue()), i128);
  llvm::Value* half = b.CreateLShr(magnitude, 1);
  llvm::Module& module = *b.GetInsertBlock()->getModule();
  llvm::Value* guess =
      b.CreateCall(two_words_function(module), {word_of(b, half, 1), word_of(b, half, 0), word_of(b, b.CreateShl(divisor, shift), 1)});
  guess = b.CreateLShr(b.CreateShl(b.CreateZExt(guess, i128), shift), 63);
  llvm::Value* whole = b.CreateSub(guess, b.CreateZExt(b.CreateIsNotNull(guess), i128));
  llvm::Value* once_more = b.CreateICmpUGE(rest_of(b, magnitude, whole, divisor), divisor);
  whole = b.CreateAdd(whole, b.CreateZExt(once_more, i128));
  return {whole, rest_of(b, magnitude, whole, divisor)};
}

// Most numbers fit 64 bits, which the machine divides; of the others nearly all divisors do.
Quotient divide_any(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::BasicBlock* blocks[3];
  for (llvm::BasicBlock*& block : blocks) block = add_block(b);
  llvm::BasicBlock* not_short = add_block(b);
  llvm::BasicBlock* done = add_block(b);
  const auto fits = [&b](llvm::Value* value) { return b.CreateIsNull(b.CreateLShr(value, 64)); };
  b.CreateCondBr(fits(b.CreateOr(magnitude, divisor)), blocks[0], not_short);
  b.SetInsertPoint(not_short);
  b.CreateCondBr(fits(divisor), blocks[1], blocks[2]);

  Quotient quotients[3];
  b.SetInsertPoint(blocks[0]);
  const Quotient narrow = divide(b, b.CreateTrunc(magnitude, b.getInt64Ty()), b.CreateTrunc(divisor, b.getInt64Ty()));
  quotients[0] = {b.CreateZExt(narrow.whole, divisor->getType()), b.CreateZExt(narrow.rest, divisor->getType())};
  b.CreateBr(done);
  b.SetInsertPoint(blocks[1]);
  quotients[1] = divide_by_word(b, magnitude, divisor);
  b.CreateBr(done);
  b.SetInsertPoint(blocks[2]);
  quotients[2] = divide_by_two_words(b, magnitude, divisor);
  b.CreateBr(done);

  b.SetInsertPoint(done);
  const auto join = [&](llvm::Value* Quotient::* part) {
    llvm::PHINode* phi = b.CreatePHI(divisor->getType(), 3);
    for (std::size_t k = 0; k < 3; ++k) phi->addIncoming(quotients[k].*part, blocks[k]);
    return phi;
  };
  llvm::Value* whole = join(&Quotient::whole);
  return {whole, join(&Quotient::rest)};
}

// By a divisor of up to 255 bits, where not both fit 128: digits of 64 bits, of which the quotient has one. A quotient that would have more
// is 2^64, or one more, instead. The guess by the divisor's first digit is at most two too great, as above.
Quotient divide_long(CodeBuilder& b, llvm::Value* magnitude, llvm::Value* divisor) {
  llvm::Type* i64 = b.getInt64Ty();
  llvm::Value* beyond = b.CreateICmpUGE(b.CreateLShr(magnitude, 64), divisor);
  divisor = b.CreateSelect(beyond, magnitude, divisor);  // so that what follows stays defined; it is above 2^63 in any case
  llvm::Value* leading = b.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, divisor, b.getTrue());
  llvm::Value* shift = b.CreateSub(number_like(divisor, 192), leading);
  llvm::Value* first = b.CreateTrunc(b.CreateLShr(divisor, shift), i64);
  llvm::Value* begin = b.CreateLShr(magnitude, shift);
  llvm::Value* high = word_of(b, begin, 1);
  llvm::Value* is_largest = b.CreateICmpUGE(high, first);
  llvm::Module& module = *b.GetInsertBlock()->getModule();
  llvm::Value* guess =
      b.CreateCall(two_words_function(module), {b.CreateSelect(is_largest, number_like(high, 0), high), word_of(b, begin, 0), first});
  guess = b.CreateSelect(is_largest, llvm::ConstantInt::getAllOnesValue(i64), guess);
  guess = b.CreateBinaryIntrinsic(llvm::Intrinsic::usub_sat, guess, number_like(guess, 2));
  llvm::Value* whole = b.CreateZExt(guess, divisor->getType());
  llvm::Value* rest = rest_of(b, magnitude, whole, divisor);
  for (int k = 0; k < 2; ++k) {
    llvm::Value* once_more = b.CreateICmpUGE(rest, divisor);
    whole = b.CreateAdd(whole, b.CreateZExt(once_more, whole->getType()));
    rest = b.CreateSub(rest, b.CreateSelect(once_more, divisor, number_like(divisor, 0)));
  }
  return {b.CreateSelect(beyond, b.CreateShl(number_like(divisor, 1), 64), whole), rest};
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
    case RoundingMode::half_up: return "half_up";
    case RoundingMode::half_even: return "half_even";
    case RoundingMode::up: return "up";
    case RoundingMode::down: return "down";
  }
  llvm_unreachable("every mode is listed");
}

// Nearly all numbers fit 128 bits.
void return_in_128_bits_where_they_fit(CodeBuilder& b, llvm::Value* numerator, llvm::Value* divisor, RoundingMode mode) {
  llvm::Type* i128 = b.getInt128Ty();
  llvm::Value* near = b.CreateTrunc(numerator, i128);
  llvm::Value* by = b.CreateTrunc(divisor, i128);
  const auto is_whole = [&b](llvm::Value* part, llvm::Value* of) { return b.CreateICmpEQ(b.CreateSExt(part, of->getType()), of); };
  llvm::BasicBlock* fits = add_block(b);
  llvm::BasicBlock* does_not = add_block(b);
  b.CreateCondBr(b.CreateAnd(is_whole(near, numerator), is_whole(by, divisor)), fits, does_not);
  b.SetInsertPoint(fits);
  b.CreateRet(b.CreateCall(round_quotient_function(*b.GetInsertBlock()->getModule(), i128, mode), {near, by}));
  b.SetInsertPoint(does_not);
}

}  // namespace

llvm::Function* round_quotient_function(llvm::Module& module, llvm::Type* type, RoundingMode mode) {
  llvm::Type* i64 = llvm::Type::getInt64Ty(module.getContext());
  const unsigned bits = type->getIntegerBitWidth();
  const std::string name = std::string("pol.round_quotient.") + name_of(mode) + (bits == 64 ? "" : bits == 128 ? ".wide" : ".widest");
  if (llvm::Function* made = module.getFunction(name)) return made;
  auto* signature = llvm::FunctionType::get(i64, {type, type}, false);
  auto* function = llvm::Function::Create(signature, llvm::GlobalValue::InternalLinkage, name, module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  FunctionBuilder b(function);
  llvm::Value* numerator = function->getArg(0);
  llvm::Value* divisor = above_0(b, function->getArg(1));
  if (bits == 256) return_in_128_bits_where_they_fit(b, numerator, divisor, mode);
  llvm::Value* magnitude = magnitude_of(b, numerator);
  const auto divide_by = bits == 64 ? divide : bits == 128 ? divide_any : divide_long;
  llvm::Value* result = rounded(b, divide_by(b, magnitude, divisor), numerator, divisor, mode);
  b.CreateRet(bits == 64 ? result : nearest_i64(b, result));
  return function;
}

}  // namespace pol::emit
