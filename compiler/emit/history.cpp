// Reading the past in generated code: loops over the entries of the certificate and those booked by earlier lines of the claim, as if they
// were one array. Time grows with the entries; the first event date takes one pass more for each earlier date of which nothing is left.
#include <cstddef>
#include <limits>

#include "emit/functions.h"
#include "emit/loop_code.h"
#include "emit/values.h"
#include "polrt/abi.h"

namespace pol::emit {

namespace {

using Values = llvm::SmallVector<llvm::Value*, 4>;

llvm::Value* load_at(CodeBuilder& b, llvm::Type* type, llvm::Value* base, std::size_t offset) {
  llvm::Value* place = b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), base, offset);
  return b.CreateAlignedLoad(type, place, llvm::Align(type->isPointerTy() ? 8 : type->getIntegerBitWidth() / 8));
}

llvm::Value* load_benefit(CodeBuilder& b, llvm::Value* entry) {
  return b.CreateZExt(load_at(b, b.getInt32Ty(), entry, offsetof(polrt_entry, benefit)), b.getInt64Ty());
}

llvm::Value* load_amount(CodeBuilder& b, llvm::Value* entry) { return load_at(b, b.getInt64Ty(), entry, offsetof(polrt_entry, amount)); }

// A loop over all entries that carries `state`: body(entry, state) gives the next state and makes no blocks. Returns the last state; the
// builder then stands after the loop.
Values for_each_entry(CodeBuilder& b, llvm::Value* history, const Values& initial,
                      llvm::function_ref<Values(llvm::Value*, const Values&)> body) {
  llvm::Value* entries = load_at(b, b.getPtrTy(), history, offsetof(polrt_history, entries));
  llvm::Value* count = load_at(b, b.getInt64Ty(), history, offsetof(polrt_history, count));
  llvm::Value* booked = load_at(b, b.getPtrTy(), history, offsetof(polrt_history, booked));
  llvm::Value* total = b.CreateAdd(count, load_at(b, b.getInt64Ty(), history, offsetof(polrt_history, booked_count)));
  LoopCode loop(b, total);
  llvm::SmallVector<llvm::PHINode*, 4> state;
  for (llvm::Value* value : initial) state.push_back(loop.carry(value));
  llvm::Value* earlier = b.CreateICmpULT(loop.index(), count);
  llvm::Value* base = b.CreateSelect(earlier, entries, booked);
  llvm::Value* place = b.CreateSelect(earlier, loop.index(), b.CreateSub(loop.index(), count));
  llvm::Value* entry = b.CreateGEP(b.getInt8Ty(), base, b.CreateMul(place, b.getInt64(sizeof(polrt_entry))));
  const Values next = body(entry, Values(state.begin(), state.end()));
  for (std::size_t k = 0; k < state.size(); ++k) loop.next(state[k], next[k]);
  loop.end();
  return Values(state.begin(), state.end());
}

// Reads memory, writes none, always returns.
llvm::Function* declare(llvm::Module& module, const char* name, llvm::FunctionType* type) {
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, module);
  function->setDoesNotThrow();
  function->setWillReturn();
  function->setOnlyReadsMemory();
  return function;
}

// Whether bit `benefit` is set; no for benefits beyond the words.
llvm::Value* is_member(CodeBuilder& b, llvm::Value* words, llvm::Value* word_count, llvm::Value* benefit) {
  llvm::Value* word = b.CreateLShr(benefit, 6);
  llvm::Value* inside = b.CreateICmpULT(word, word_count);
  llvm::Value* place = b.CreateGEP(b.getInt64Ty(), words, b.CreateSelect(inside, word, b.getInt64(0)));
  llvm::Value* bits = b.CreateLShr(b.CreateAlignedLoad(b.getInt64Ty(), place, llvm::Align(8)), b.CreateAnd(benefit, 63));
  return b.CreateAnd(inside, b.CreateTrunc(bits, b.getInt1Ty()));
}

// What one pass over the entries finds: the earliest date after `after` on which something was paid or reversed, the net of that date, and
// the net of entries without a date.
enum Found : std::size_t { date, net, undated };
constexpr std::uint64_t no_date = std::numeric_limits<std::int64_t>::max();

// `counts_benefit` says of a benefit whether its entries do.
Values scan_dates(CodeBuilder& b, llvm::Value* history, llvm::function_ref<llvm::Value*(llvm::Value*)> counts_benefit, llvm::Value* after) {
  llvm::Value* zero = b.getInt64(0);
  const Values initial = {b.getInt64(no_date), zero, zero};
  return for_each_entry(b, history, initial, [&](llvm::Value* entry, const Values& state) -> Values {
    llvm::Value* mine = counts_benefit(load_benefit(b, entry));
    llvm::Value* amount = b.CreateSelect(mine, load_amount(b, entry), zero);
    llvm::Value* dates = load_at(b, b.getInt32Ty(), entry, offsetof(polrt_entry, dates));
    llvm::Value* dated = b.CreateIsNotNull(b.CreateAnd(dates, POLRT_HAS_EVENT_DATE));
    llvm::Value* day = b.CreateSExt(load_at(b, b.getInt32Ty(), entry, offsetof(polrt_entry, event_date)), b.getInt64Ty());
    llvm::Value* counts = b.CreateAnd(b.CreateAnd(mine, dated), b.CreateICmpSGT(day, after));
    llvm::Value* earlier = b.CreateAnd(counts, b.CreateICmpSLT(day, state[date]));
    llvm::Value* same = b.CreateAnd(counts, b.CreateICmpEQ(day, state[date]));
    llvm::Value* more = b.CreateSelect(same, b.CreateAdd(state[net], amount), state[net]);
    return {b.CreateSelect(earlier, day, state[date]), b.CreateSelect(earlier, amount, more),
            b.CreateAdd(state[undated], b.CreateSelect(dated, zero, amount))};
  });
}

llvm::Value* not_below_0(CodeBuilder& b, llvm::Value* amount) { return pick(b, llvm::CmpInst::ICMP_SGT, amount, b.getInt64(0)); }

llvm::Value* bounds(CodeBuilder& b, llvm::Value* low, llvm::Value* high) {
  llvm::Type* type = llvm::StructType::get(b.getInt64Ty(), b.getInt64Ty());
  return b.CreateInsertValue(b.CreateInsertValue(llvm::PoisonValue::get(type), low, 0), high, 1);
}

}  // namespace

llvm::Function* history_amount_function(llvm::Module& module) {
  if (llvm::Function* made = module.getFunction("pol.history_amount")) return made;
  llvm::LLVMContext& context = module.getContext();
  llvm::Type* i64 = llvm::Type::getInt64Ty(context);
  llvm::Type* pointer = llvm::PointerType::getUnqual(context);
  llvm::Function* function = declare(module, "pol.history_amount", llvm::FunctionType::get(i64, {pointer, pointer, i64}, false));
  FunctionBuilder b(function);
  const Values sum = for_each_entry(b, function->getArg(0), {b.getInt64(0)}, [&](llvm::Value* entry, const Values& state) -> Values {
    llvm::Value* counts = is_member(b, function->getArg(1), function->getArg(2), load_benefit(b, entry));
    return {b.CreateAdd(state[0], b.CreateSelect(counts, load_amount(b, entry), b.getInt64(0)))};
  });
  b.CreateRet(not_below_0(b, sum[0]));
  return function;
}

// One pass for each date of the range that has entries. The least is 0 unless every day of the range has some.
llvm::Function* event_amount_function(llvm::Module& module) {
  if (llvm::Function* made = module.getFunction("pol.event_amount")) return made;
  llvm::LLVMContext& context = module.getContext();
  llvm::Type* i64 = llvm::Type::getInt64Ty(context);
  llvm::Type* pointer = llvm::PointerType::getUnqual(context);
  auto* type = llvm::FunctionType::get(llvm::StructType::get(i64, i64), {pointer, pointer, i64, i64, i64}, false);
  llvm::Function* function = declare(module, "pol.event_amount", type);
  llvm::Argument* to = function->getArg(4);
  FunctionBuilder b(function);
  llvm::Value* before = b.CreateSub(function->getArg(3), b.getInt64(1));
  llvm::BasicBlock* entry = b.GetInsertBlock();
  llvm::BasicBlock* pass = add_block(b);
  llvm::BasicBlock* count = add_block(b);
  llvm::BasicBlock* done = add_block(b);
  b.CreateBr(pass);

  llvm::PHINode* after = open_phi(pass, before, entry);
  llvm::PHINode* least = open_phi(pass, b.getInt64(no_date), entry);
  llvm::PHINode* most = open_phi(pass, b.getInt64(0), entry);
  llvm::PHINode* days = open_phi(pass, b.getInt64(0), entry);
  b.SetInsertPoint(pass);
  const auto mine = [&](llvm::Value* benefit) { return is_member(b, function->getArg(1), function->getArg(2), benefit); };
  const Values found = scan_dates(b, function->getArg(0), mine, after);
  llvm::Value* beyond = b.CreateOr(b.CreateICmpEQ(found[date], b.getInt64(no_date)), b.CreateICmpSGT(found[date], to));
  b.CreateCondBr(beyond, done, count);

  b.SetInsertPoint(count);
  llvm::Value* amount = not_below_0(b, found[net]);
  close_phi(after, found[date], count);
  close_phi(least, pick(b, llvm::CmpInst::ICMP_SLT, least, amount), count);
  close_phi(most, pick(b, llvm::CmpInst::ICMP_SGT, most, amount), count);
  close_phi(days, b.CreateAdd(days, b.getInt64(1)), count);
  b.CreateBr(pass);

  b.SetInsertPoint(done);
  llvm::Value* every_day = b.CreateICmpEQ(days, b.CreateSub(to, before));
  b.CreateRet(bounds(b, b.CreateSelect(every_day, least, b.getInt64(0)), b.CreateAdd(most, not_below_0(b, found[undated]))));
  return function;
}

llvm::Function* first_event_date_function(llvm::Module& module) {
  if (llvm::Function* made = module.getFunction("pol.first_event_date")) return made;
  llvm::LLVMContext& context = module.getContext();
  llvm::Type* i64 = llvm::Type::getInt64Ty(context);
  llvm::Type* pair = llvm::StructType::get(i64, i64);
  llvm::Type* pointer = llvm::PointerType::getUnqual(context);
  llvm::Function* function = declare(module, "pol.first_event_date", llvm::FunctionType::get(pair, {pointer, i64, i64, i64}, false));
  llvm::Argument* from = function->getArg(2);
  FunctionBuilder b(function);
  llvm::BasicBlock* entry = b.GetInsertBlock();
  llvm::BasicBlock* pass = add_block(b);
  b.CreateBr(pass);

  llvm::Value* before_all = b.getInt64(static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::min()));
  llvm::PHINode* after = open_phi(pass, before_all, entry);
  b.SetInsertPoint(pass);
  const auto mine = [&](llvm::Value* benefit) { return b.CreateICmpEQ(benefit, function->getArg(1)); };
  const Values found = scan_dates(b, function->getArg(0), mine, after);
  llvm::Value* any_day = b.CreateICmpSGT(found[undated], b.getInt64(0));
  llvm::Value* no_day = b.CreateICmpEQ(found[date], b.getInt64(no_date));
  llvm::Value* left = b.CreateICmpSGT(found[net], b.getInt64(0));
  llvm::BasicBlock* done = add_block(b);
  close_phi(after, found[date], b.GetInsertBlock());
  b.CreateCondBr(b.CreateOr(b.CreateOr(any_day, no_day), left), done, pass);

  b.SetInsertPoint(done);
  llvm::Value* day = b.CreateSelect(no_day, from, found[date]);
  b.CreateRet(bounds(b, b.CreateSelect(any_day, from, day), b.CreateSelect(any_day, function->getArg(3), day)));
  return function;
}

}  // namespace pol::emit
