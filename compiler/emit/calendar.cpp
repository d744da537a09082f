// Civil dates in generated code, without branches. Years run from March, so that the leap day ends the year; they are counted from a March
// far in the past that begins a 400-year cycle, so that unsigned division does. The algorithm is Neri and Schneider's (Euclidean affine
// functions).
#include "emit/functions.h"
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

MarchDate march_date(CodeBuilder& b, llvm::Value* date) {
  llvm::Type* i32 = b.getInt32Ty();
  llvm::Value* days = b.CreateAdd(b.CreateTrunc(date, i32), b.getInt32(days_before));
  llvm::Value* quarters = b.CreateOr(b.CreateShl(days, 2), b.getInt32(3));
  llvm::Value* century = b.CreateUDiv(quarters, b.getInt32(146'097));
  llvm::Value* in_century = b.CreateOr(b.CreateURem(quarters, b.getInt32(146'097)), b.getInt32(3));
  llvm::Value* product = b.CreateMul(b.CreateZExt(in_century, b.getInt64Ty()), b.getInt64(2'939'745));
  llvm::Value* year_of_century = b.CreateTrunc(b.CreateLShr(product, 32), i32);
  llvm::Value* day_of_year = b.CreateUDiv(b.CreateTrunc(product, i32), b.getInt32(4 * 2'939'745));
  llvm::Value* scaled = b.CreateAdd(b.CreateMul(day_of_year, b.getInt32(2'141)), b.getInt32(197'913));
  llvm::Value* year = b.CreateAdd(b.CreateMul(century, b.getInt32(100)), year_of_century);
  return {year, b.CreateLShr(scaled, 16), b.CreateUDiv(b.CreateAnd(scaled, b.getInt32(0xffff)), b.getInt32(2'141))};
}

// The days before a month that is counted from March of the year that years count from.
llvm::Value* days_to_month(CodeBuilder& b, llvm::Value* month_count) {
  llvm::Value* year = b.CreateUDiv(month_count, b.getInt32(12));
  llvm::Value* month = b.CreateSub(month_count, b.CreateMul(year, b.getInt32(12)));
  llvm::Value* century = b.CreateUDiv(year, b.getInt32(100));
  llvm::Value* leap_days = b.CreateAdd(b.CreateSub(b.CreateLShr(year, 2), century), b.CreateLShr(century, 2));
  llvm::Value* in_year = b.CreateUDiv(b.CreateAdd(b.CreateMul(month, b.getInt32(153)), b.getInt32(2)), b.getInt32(5));
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
  llvm::Value* whole_century = b.CreateIsNull(b.CreateURem(year, b.getInt32(100)));
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

}  // namespace pol::emit
