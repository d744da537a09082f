// Reading the past in generated code: loops over the entries of the certificate and those booked by earlier lines of the claim, as if they
// were one array. Time grows with the entries; the first event date takes one pass more for each earlier date of which nothing is left.
#include <cstddef>
#include <limits>

#include "emit/functions.h"
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

llvm::BasicBlock* add_block(CodeBuilder& b) { return llvm::BasicBlock::Create(b.getContext(), "", b.GetInsertBlock()->getParent()); }

// A loop over all entries that carries `state`: body(entry, state) gives the next state and makes no blocks. Returns the last state; the
// builder then stands after the loop.
Values for_each_entry(CodeBuilder& b, llvm::Value* history, const Values& initial,
                      llvm::function_ref<Values(llvm::Value*, const Values&)> body) {
  llvm::Value* entries = load_at(b, b.getPtrTy(), history, offsetof(polrt_history, entries));
  llvm::Value* count = load_at(b, b.getInt64Ty(), history, offsetof(polrt_history, count));
  llvm::Value* booked = load_at(b, b.getPtrTy(), history, offsetof(polrt_history, booked));
  llvm::Value* total = b.CreateAdd(count, load_at(b, b.getInt64Ty(), history, offsetof(polrt_history, booked_count)));
  llvm::BasicBlock* before = b.GetInsertBlock();
  llvm::BasicBlock* head = add_block(b);
  llvm::BasicBlock* inside = add_block(b);
  llvm::BasicBlock* after = add_block(b);
  b.CreateBr(head);

  b.SetInsertPoint(head);
  llvm::PHINode* index = b.CreatePHI(b.getInt64Ty(), 2);
  index->addIncoming(b.getInt64(0), before);
  llvm::SmallVector<llvm::PHINode*, 4> phis;
  for (llvm::Value* value : initial) {
    phis.push_back(b.CreatePHI(value->getType(), 2));
    phis.back()->addIncoming(value, before);
  }
  b.CreateCondBr(b.CreateICmpULT(index, total), inside, after);

  b.SetInsertPoint(inside);
  llvm::Value* earlier = b.CreateICmpULT(index, count);
  llvm::Value* base = b.CreateSelect(earlier, entries, booked);
  llvm::Value* place = b.CreateSelect(earlier, index, b.CreateSub(index, count));
  llvm::Value* entry = b.CreateGEP(b.getInt8Ty(), base, b.CreateMul(place, b.getInt64(sizeof(polrt_entry))));
  const Values next = body(entry, Values(phis.begin(), phis.end()));
  for (std::size_t k = 0; k < phis.size(); ++k) phis[k]->addIncoming(next[k], inside);
  index->addIncoming(b.CreateAdd(index, b.getInt64(1)), inside);
  b.CreateBr(head);

  b.SetInsertPoint(after);
  return Values(phis.begin(), phis.end());
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

Values scan_dates(CodeBuilder& b, llvm::Value* history, llvm::Value* benefit, llvm::Value* after) {
  llvm::Value* zero = b.getInt64(0);
  const Values initial = {b.getInt64(std::numeric_limits<std::int64_t>::max()), zero, zero};
  return for_each_entry(b, history, initial, [&](llvm::Value* entry, const Values& state) -> Values {
    llvm::Value* mine = b.CreateICmpEQ(load_benefit(b, entry), benefit);
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
  b.CreateRet(b.CreateSelect(b.CreateICmpSGT(sum[0], b.getInt64(0)), sum[0], b.getInt64(0)));
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

  b.SetInsertPoint(pass);
  llvm::PHINode* after = b.CreatePHI(i64, 2);
  after->addIncoming(b.getInt64(static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::min())), entry);
  const Values found = scan_dates(b, function->getArg(0), function->getArg(1), after);
  llvm::Value* any_day = b.CreateICmpSGT(found[undated], b.getInt64(0));
  llvm::Value* no_day = b.CreateICmpEQ(found[date], b.getInt64(std::numeric_limits<std::int64_t>::max()));
  llvm::Value* left = b.CreateICmpSGT(found[net], b.getInt64(0));
  llvm::BasicBlock* done = add_block(b);
  after->addIncoming(found[date], b.GetInsertBlock());
  b.CreateCondBr(b.CreateOr(b.CreateOr(any_day, no_day), left), done, pass);

  b.SetInsertPoint(done);
  llvm::Value* day = b.CreateSelect(no_day, from, found[date]);
  b.CreateRet(bounds(b, b.CreateSelect(any_day, from, day), b.CreateSelect(any_day, function->getArg(3), day)));
  return function;
}

}  // namespace pol::emit
