// The rows of outputs that are lists: written behind the fixed words, one row for each element, whether it is shown or not.
#include <cstddef>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "polrt/abi.h"

namespace pol::emit {

// Behind the rows of all areas before.
llvm::Value* LineEmitter::area_of(std::uint32_t area) {
  llvm::Value* words = i64(ir::layout_of(line_).size);
  for (std::uint32_t k = 0; k < area; ++k) {
    const ir::RowArea& before = line_.areas[k];
    llvm::Value* count = before.list == ir::no_list ? i64(1) : all_elements(program_.slots.at(before.list)).count;
    words = builder_.CreateAdd(words, builder_.CreateMul(count, i64(before.words())));
  }
  return builder_.CreateGEP(builder_.getInt64Ty(), out_, words);
}

// In front of the loop: what is found inside would be found again for each element.
void LineEmitter::find_areas(std::uint32_t loop) {
  if (line_.areas.empty()) return;
  for (const ir::Node& node : line_.nodes) {
    if (node.op != ir::Op::list_rows || !is_within(static_cast<std::uint32_t>(node.value), loop)) continue;
    areas_.resize(line_.areas.size());
    areas_[node.split] = area_of(node.split);
  }
}

// Those of one within elements lie one after another (abi.h).
LineEmitter::AllElements LineEmitter::all_elements(const ir::Slot& slot) {
  if (slot.list == ir::no_list) return list_at(record_, slot);
  const ir::Slot& around = program_.slots.at(slot.list);
  const AllElements outer = all_elements(around);
  LoopCode loop(builder_, outer.count);
  llvm::PHINode* first = loop.carry(llvm::ConstantPointerNull::get(builder_.getPtrTy()));
  llvm::PHINode* count = loop.carry(i64(0));
  llvm::Value* place = builder_.CreateMul(loop.index(), i64(around.element_size));
  const AllElements inner = list_at(builder_.CreateGEP(builder_.getInt8Ty(), outer.first, place), slot);
  loop.next(first, builder_.CreateSelect(builder_.CreateICmpEQ(loop.index(), i64(0)), inner.first, first));
  loop.next(count, builder_.CreateAdd(count, inner.count));
  loop.end();
  return {first, count};
}

LineEmitter::AllElements LineEmitter::list_at(llvm::Value* base, const ir::Slot& slot) {
  const auto load = [&](llvm::Type* type, std::size_t within) {
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), base, slot.offset + within);
    return builder_.CreateAlignedLoad(type, place, llvm::Align(8));
  };
  return {load(builder_.getPtrTy(), offsetof(polrt_list, elements)), load(builder_.getInt64Ty(), offsetof(polrt_list, count))};
}

// Null where that cannot be.
llvm::Value* LineEmitter::undecided(const Emitted& value) {
  if (const auto* truth = std::get_if<Truth>(&value)) return truth->single() ? nullptr : builder_.CreateAnd(truth->yes, truth->no);
  if (const auto* number = std::get_if<Number>(&value))
    return number->single() ? nullptr : builder_.CreateICmpNE(number->low, number->high);
  if (const auto* text = std::get_if<Text>(&value)) return text->single() ? nullptr : builder_.CreateNot(text->known);
  if (const auto* set = std::get_if<Set>(&value)) return set->single() ? nullptr : builder_.CreateICmpNE(set->must, set->may);
  const auto& choice = std::get<Case>(value);
  if (choice.single()) return nullptr;
  llvm::Value* one = llvm::ConstantInt::get(choice.possible->getType(), 1);
  return builder_.CreateIsNotNull(builder_.CreateAnd(choice.possible, builder_.CreateSub(choice.possible, one)));
}

// Whether something in it is undecided, null where that cannot be; and what that rests on.
std::pair<llvm::Value*, Rests> LineEmitter::write_row(const ir::Node& node, llvm::Value* row) {
  const Truth& there = truth_at(node.operands[0]);
  store_word(row, 0, bits_of(there));
  llvm::Value* open = undecided(there);
  Rests rests = there.rests;
  for (std::size_t k = 1; k < node.operands.size(); k += 2) {
    const ir::NodeId present = node.operands[k], value = node.operands[k + 1];
    store_value(row, static_cast<std::uint32_t>(1 + 3 * (k / 2)), present, value);
    const Truth& shown = truth_at(present);
    const auto count = [&](llvm::Value* counts, ir::NodeId id) {
      llvm::Value* undecided = this->undecided(at(id));
      if (undecided == nullptr) return;
      undecided = builder_.CreateAnd(counts, undecided);
      open = open == nullptr ? undecided : builder_.CreateOr(open, undecided);
      rests = either(rests, where(counts, rests_of(id)));
    };
    count(there.yes, present);
    count(builder_.CreateAnd(there.yes, shown.yes), value);
  }
  return {open, std::move(rests)};
}

Truth LineEmitter::one_row(const ir::Node& node) {
  const auto [open, rests] = write_row(node, area_of(node.split));
  return open == nullptr ? Truth{builder_.getTrue(), nullptr, {}} : make_truth(builder_.getTrue(), open, rests);
}

Truth LineEmitter::list_rows(const ir::Node& node) {
  const Elements list = open_list(node);
  LoopCode loop(builder_, list.count);
  emit_element(list, loop.index());
  llvm::Value* number = list.before == nullptr ? loop.index() : builder_.CreateAdd(loop.index(), list.before);
  llvm::Value* first = builder_.CreateMul(number, i64(line_.areas[node.split].words()));
  const auto [open, rests] = write_row(node, builder_.CreateGEP(builder_.getInt64Ty(), areas_.at(node.split), first));
  if (open == nullptr) {
    loop.end();
    return {builder_.getTrue(), nullptr, {}};
  }
  llvm::PHINode* some_open = loop.carry(builder_.getFalse());
  loop.next(some_open, builder_.CreateOr(some_open, open));
  const Rests all = carry_rests(loop, rests_of_line(list, rests));
  collect(list, loop.index(), rests);
  loop.end();
  return make_truth(builder_.getTrue(), some_open, all);
}

}  // namespace pol::emit
