// Civil dates in generated code, without branches. Years run from March, so that the leap day ends the year; they are counted from a March
// far in the past that begins a 400-year cycle, so that unsigned division does. The algorithm is Neri and Schneider's (Euclidean affine
// functions).
#include <limits>
#include <stdexcept>

#include "emit/functions.h"
#include "emit/loop_code.h"
#include "emit/values.h"

namespace pol::emit {

namespace {

constexpr std::uint32_t cycles_before = 1'000;                            // 400 years each
constexpr std::uint32_t days_before = 719'468 + cycles_before * 146'097;  // from the March that years count from, to 1970-01-01
constexpr std::int64_t most_months = 12 * 100'000;                        // of an addition; more would leave 32 bits

struct MarchDate {
  llvm::Value* year;   // i32, all three
  llvm::Value* month;  // 3 March to 14 February
  llvm::Value* day;    // 0 to 30
};

// value / divisor, of any i32 without sign: a multiplication with the reciprocal, rounded up so far that the quotient is exact (Granlund
// and Montgomery, 1994). Said here, because the fast instruction selector leaves a division to the processor's divider.
llvm::Value* quotient(CodeBuilder& b, llvm::Value* value, std::uint32_t divisor) {
  unsigned shift = 32;
  std::uint64_t reciprocal = 0;
  for (; shift < 64; ++shift) {
    const std::uint64_t power = std::uint64_t{1} << shift;
    reciprocal = power / divisor + 1;
    if (reciprocal * divisor - power <= std::uint64_t{1} << (shift - 32)) break;
  }
  if (reciprocal > std::numeric_limits<std::uint32_t>::max()) throw std::logic_error("a product with this reciprocal leaves 64 bits");
  llvm::Value* product = b.CreateMul(b.CreateZExt(value, b.getInt64Ty()), b.getInt64(reciprocal));
  return b.CreateTrunc(b.CreateLShr(product, shift), b.getInt32Ty());
}

llvm::Value* remainder(CodeBuilder& b, llvm::Value* value, llvm::Value* quotient, std::uint32_t divisor) {
  return b.CreateSub(value, b.CreateMul(quotient, b.getInt32(divisor)));
}

MarchDate march_date(CodeBuilder& b, llvm::Value* date) {
  llvm::Type* i32 = b.getInt32Ty();
  llvm::Value* days = b.CreateAdd(b.CreateTrunc(date, i32), b.getInt32(days_before));
  llvm::Value* quarters = b.CreateOr(b.CreateShl(days, 2), b.getInt32(3));
  llvm::Value* century = quotient(b, quarters, 146'097);
  llvm::Value* in_century = b.CreateOr(remainder(b, quarters, century, 146'097), b.getInt32(3));
  llvm::Value* product = b.CreateMul(b.CreateZExt(in_century, b.getInt64Ty()), b.getInt64(2'939'745));
  llvm::Value* year_of_century = b.CreateTrunc(b.CreateLShr(product, 32), i32);
  llvm::Value* day_of_year = quotient(b, b.CreateTrunc(product, i32), 4 * 2'939'745);
  llvm::Value* scaled = b.CreateAdd(b.CreateMul(day_of_year, b.getInt32(2'141)), b.getInt32(197'913));
  llvm::Value* year = b.CreateAdd(b.CreateMul(century, b.getInt32(100)), year_of_century);
  return {year, b.CreateLShr(scaled, 16), quotient(b, b.CreateAnd(scaled, b.getInt32(0xffff)), 2'141)};
}

// The days before a month that is counted from March of the year that years count from.
llvm::Value* days_to_month(CodeBuilder& b, llvm::Value* month_count) {
  llvm::Value* year = quotient(b, month_count, 12);
  llvm::Value* month = remainder(b, month_count, year, 12);
  llvm::Value* century = quotient(b, year, 100);
  llvm::Value* leap_days = b.CreateAdd(b.CreateSub(b.CreateLShr(year, 2), century), b.CreateLShr(century, 2));
  llvm::Value* in_year = quotient(b, b.CreateAdd(b.CreateMul(month, b.getInt32(153)), b.getInt32(2)), 5);
  return b.CreateAdd(b.CreateAdd(b.CreateMul(year, b.getInt32(365)), leap_days), in_year);
}

// A pure function of two i64, not yet filled.
llvm::Function* declare(llvm::Module& module, const std::string& name) {
  llvm::Type* i64 = llvm::Type::getInt64Ty(module.getContext());
  auto* function =
      llvm::Function::Create(llvm::FunctionType::get(i64, {i64, i64}, false), llvm::GlobalValue::InternalLinkage, name, module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  function->setSpeculatable();
  return function;
}

std::string named(const char* what, ir::MonthEnd end) {
  return std::string("pol.") + what + (end == ir::MonthEnd::clamp ? ".clamp" : ".roll");
}

// Civil years and months of a day, for ages: a year begins in January there.
struct Birthday {
  llvm::Value* year;
  llvm::Value* key;  // month * 32 + day from 0: days of a year in their order
};

Birthday birthday_of(CodeBuilder& b, llvm::Value* date) {
  const MarchDate march = march_date(b, date);
  llvm::Value* next_year = b.CreateICmpUGT(march.month, b.getInt32(12));
  llvm::Value* month = b.CreateSelect(next_year, b.CreateSub(march.month, b.getInt32(12)), march.month);
  llvm::Value* year = b.CreateAdd(march.year, b.CreateZExt(next_year, b.getInt32Ty()));
  return {year, b.CreateOr(b.CreateShl(month, 5), march.day)};
}

llvm::Value* is_leap(CodeBuilder& b, llvm::Value* year) {
  llvm::Value* whole_century = b.CreateIsNull(remainder(b, year, quotient(b, year, 100), 100));
  llvm::Value* mask = b.CreateSelect(whole_century, b.getInt32(15), b.getInt32(3));  // of hundreds, multiples of 16 are those of 400
  return b.CreateIsNull(b.CreateAnd(year, mask));
}

}  // namespace

llvm::Function* add_months_function(llvm::Module& module, ir::MonthEnd end) {
  const std::string name = named("add_months", end);
  if (llvm::Function* made = module.getFunction(name)) return made;
  llvm::Function* function = declare(module, name);
  FunctionBuilder b(function);
  const MarchDate from = march_date(b, function->getArg(0));
  llvm::Value* months = pick(b, llvm::CmpInst::ICMP_SLT, function->getArg(1), b.getInt64(most_months));
  months = pick(b, llvm::CmpInst::ICMP_SGT, months, b.getInt64(static_cast<std::uint64_t>(-most_months)));
  llvm::Value* from_months = b.CreateAdd(b.CreateMul(from.year, b.getInt32(12)), b.CreateSub(from.month, b.getInt32(3)));
  llvm::Value* to_months = b.CreateAdd(from_months, b.CreateTrunc(months, b.getInt32Ty()));
  llvm::Value* first = days_to_month(b, to_months);
  llvm::Value* next = days_to_month(b, b.CreateAdd(to_months, b.getInt32(1)));
  llvm::Value* last = end == ir::MonthEnd::clamp ? b.CreateSub(next, b.getInt32(1)) : next;  // the latest day that may come out
  llvm::Value* days = pick(b, llvm::CmpInst::ICMP_ULT, b.CreateAdd(first, from.day), last);
  b.CreateRet(b.CreateSExt(b.CreateSub(days, b.getInt32(days_before)), b.getInt64Ty()));
  return function;
}

// Under `roll` a birthday of 29 February falls on 1 March in common years, which comes after 28 February in any order of (month, day).
// Under `clamp` it falls on 28 February: one day before its own.
llvm::Function* completed_years_function(llvm::Module& module, ir::MonthEnd end) {
  const std::string name = named("completed_years", end);
  if (llvm::Function* made = module.getFunction(name)) return made;
  llvm::Function* function = declare(module, name);
  FunctionBuilder b(function);
  const Birthday birth = birthday_of(b, function->getArg(0));
  const Birthday day = birthday_of(b, function->getArg(1));
  llvm::Value* key = birth.key;
  if (end == ir::MonthEnd::clamp) {
    llvm::Value* leap_birth = b.CreateICmpEQ(birth.key, b.getInt32(2 << 5 | 28));
    llvm::Value* earlier = b.CreateAnd(leap_birth, b.CreateNot(is_leap(b, day.year)));
    key = b.CreateSub(key, b.CreateZExt(earlier, b.getInt32Ty()));
  }
  llvm::Value* before = b.CreateZExt(b.CreateICmpULT(day.key, key), b.getInt32Ty());
  llvm::Value* years = b.CreateSub(b.CreateSub(day.year, birth.year), before);
  b.CreateRet(b.CreateSExt(years, b.getInt64Ty()));
  return function;
}

llvm::Function* both_ends_function(llvm::Module& module, llvm::Function* of_one) {
  const std::string name = of_one->getName().str() + ".both_ends";
  if (llvm::Function* made = module.getFunction(name)) return made;
  llvm::Type* end = of_one->getReturnType();
  const llvm::ArrayRef<llvm::Type*> given = of_one->getFunctionType()->params();
  auto* type = llvm::FunctionType::get(llvm::StructType::get(end, end), {given[0], given[1], given[0], given[1]}, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setDoesNotAccessMemory();
  function->setSpeculatable();
  FunctionBuilder b(function);
  const auto argument = [function](unsigned k) { return function->getArg(k); };
  const auto give = [&b](llvm::Value* first, llvm::Value* last) {
    llvm::Value* ends = llvm::PoisonValue::get(b.getCurrentFunctionReturnType());
    b.CreateRet(b.CreateInsertValue(b.CreateInsertValue(ends, first, 0), last, 1));
  };
  llvm::Value* first = b.CreateCall(of_one, {argument(0), argument(1)});
  llvm::BasicBlock* same = add_block(b);
  llvm::BasicBlock* apart = add_block(b);
  b.CreateCondBr(b.CreateAnd(b.CreateICmpEQ(argument(0), argument(2)), b.CreateICmpEQ(argument(1), argument(3))), same, apart);
  b.SetInsertPoint(same);
  give(first, first);
  b.SetInsertPoint(apart);
  give(first, b.CreateCall(of_one, {argument(2), argument(3)}));
  return function;
}

}  // namespace pol::emit
