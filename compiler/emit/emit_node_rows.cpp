// The rows of outputs that are lists: written behind the fixed words, one row for each element, whether it is shown or not.
#include <cstddef>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "polrt/abi.h"

namespace pol::emit {

// Behind the rows of all areas before.
llvm::Value* LineEmitter::area_of(const ir::Node& node) {
  llvm::Value* words = i64(ir::layout_of(line_).size);
  for (std::uint32_t k = 0; k < node.split; ++k) {
    if (line_.areas[k].list == ir::no_list) {
      words = builder_.CreateAdd(words, i64(line_.areas[k].words()));
      continue;
    }
    const ir::Slot& slot = program_.slots.at(line_.areas[k].list);
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), record_, slot.offset + offsetof(polrt_list, count));
    llvm::Value* count = builder_.CreateAlignedLoad(builder_.getInt64Ty(), place, llvm::Align(8));
    words = builder_.CreateAdd(words, builder_.CreateMul(count, i64(line_.areas[k].words())));
  }
  return builder_.CreateGEP(builder_.getInt64Ty(), out_, words);
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
  const auto [open, rests] = write_row(node, area_of(node));
  return open == nullptr ? Truth{builder_.getTrue(), nullptr, {}} : make_truth(builder_.getTrue(), open, rests);
}

Truth LineEmitter::list_rows(const ir::Node& node) {
  llvm::Value* area = area_of(node);
  const Elements list = open_list(node);
  LoopCode loop(builder_, list.count);
  emit_element(list, loop.index());
  llvm::Value* first = builder_.CreateMul(loop.index(), i64(line_.areas[node.split].words()));
  const auto [open, rests] = write_row(node, builder_.CreateGEP(builder_.getInt64Ty(), area, first));
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
