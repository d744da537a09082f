// What all loops over a list have in common: where its elements are, the emission of its body for one of them, and what the elements rest
// on.
#include <algorithm>
#include <cstddef>
#include <utility>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "ir/last_turns.h"
#include "ir/loops.h"
#include "ir/mask.h"
#include "polrt/abi.h"

namespace pol::emit {

// Everything of no loop that the body reads is fetched here, in front of the loop: what is fetched inside would not be there after it.
LineEmitter::Elements LineEmitter::open_list(const ir::Node& result) {
  const auto index = static_cast<std::uint32_t>(result.value);
  const bool outermost = result.loop == ir::no_loop;
  if (outermost) fetch_for(index);
  const ir::Loop& loop = line_.loops.at(index);
  const ir::Slot& slot = program_.slots.at(loop.list);
  Elements list{index, &slot};
  if (loop.holder != ir::no_loop) element_ = elements_.at(loop.holder);
  const AllElements found = list_at(base_of(slot), slot);
  list.first = found.first;
  list.count = found.count;
  if (outermost) own_plane_ = builder_.CreateICmpEQ(known_, record_);
  if (outermost) find_areas(index);
  if (variant_ != Variant::explaining) {
    if (!line_.areas.empty()) count_before(list);
    return list;
  }
  if (outermost) open_collection(index);
  list.collects = outermost || collecting_ == index;
  if (list.collects && !loop.leaves.empty()) list.planes = asked_[index];
  count_before(list);
  return list;
}

// Of a list within the elements of another: how many elements it has within those before. They lie one after another (abi.h), so where the
// list of the first begins, all do.
void LineEmitter::count_before(Elements& list) {
  const std::uint32_t holder = line_.loops[list.loop].holder;
  firsts_[list.loop] = list.first;
  if (holder == ir::no_loop) return;
  llvm::Value* place = builder_.CreateConstInBoundsGEP1_32(builder_.getInt8Ty(), firsts_.at(holder), list.slot->offset);
  firsts_[list.loop] = builder_.CreateAlignedLoad(builder_.getPtrTy(), place, llvm::Align(8));
  llvm::Value* bytes = builder_.CreateSub(builder_.CreatePtrToInt(list.first, builder_.getInt64Ty()),
                                          builder_.CreatePtrToInt(firsts_[list.loop], builder_.getInt64Ty()));
  list.before = builder_.CreateExactUDiv(bytes, builder_.getInt64(list.slot->element_size));
}

bool LineEmitter::is_within(std::uint32_t loop, std::uint32_t outer) const {
  return ir::is_within(loop, outer, [this](std::uint32_t k) { return line_.loops[k].parent; });
}

// For the loops within it as well.
void LineEmitter::fetch_for(std::uint32_t loop) {
  const auto fetch = [this](const ir::Node& node) {
    for (const ir::NodeId operand : node.operands) {
      if (line_.nodes[operand].loop == ir::no_loop) at(operand);
    }
  };
  for (std::uint32_t k = 0; k < line_.loops.size(); ++k) {
    if (!is_within(k, loop)) continue;
    for (const ir::NodeId id : bodies_[k]) fetch(line_.nodes[id]);
    fetch(line_.nodes[results_[k]]);
  }
}

void LineEmitter::open_collection(std::uint32_t loop) {
  for (std::uint32_t k = 0; k < line_.loops.size(); ++k) {
    if (is_within(k, loop)) asked_[k] = line_.loops[k].leaves.empty() ? nullptr : asked_planes(k);
  }
}

// Where the caller wants to hear which leaves of which elements the loop rests on; null where it does not.
llvm::Value* LineEmitter::asked_planes(std::uint32_t loop) {
  const auto load = [this](llvm::Type* type, llvm::Value* base, std::size_t offset) {
    return builder_.CreateAlignedLoad(type, builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), base, offset), llvm::Align(8));
  };
  llvm::Constant* nowhere = llvm::ConstantPointerNull::get(builder_.getPtrTy());
  llvm::BasicBlock* before = builder_.GetInsertBlock();
  llvm::BasicBlock* asked = add_block(builder_);
  llvm::BasicBlock* after = add_block(builder_);
  builder_.CreateCondBr(builder_.CreateIsNull(collect_), after, asked);
  builder_.SetInsertPoint(asked);
  llvm::Value* loops = load(builder_.getPtrTy(), collect_, offsetof(polrt_collect, loops));
  llvm::Value* word = load(builder_.getInt64Ty(), loops, std::size_t{loop} / 64 * 8);
  llvm::Value* wanted = builder_.CreateIsNotNull(builder_.CreateAnd(word, std::uint64_t{1} << (loop % 64)));
  // An array that is not asked for may not be there.
  llvm::BasicBlock* found = add_block(builder_);
  builder_.CreateCondBr(wanted, found, after);
  builder_.SetInsertPoint(found);
  llvm::Value* all = load(builder_.getPtrTy(), collect_, offsetof(polrt_collect, planes));
  llvm::Value* planes = load(builder_.getPtrTy(), all, std::size_t{loop} * 8);
  builder_.CreateBr(after);
  builder_.SetInsertPoint(after);
  llvm::PHINode* place = builder_.CreatePHI(builder_.getPtrTy(), 3);
  place->addIncoming(nowhere, before);
  place->addIncoming(nowhere, asked);
  place->addIncoming(planes, found);
  return place;
}

// The nodes of the loop, for one element; they replace what they were for the element before.
void LineEmitter::emit_element(const Elements& list, llvm::Value* index) {
  go_to_element(list, index);
  const std::size_t turn = turn_, made = made_.size();
  const bool in_loop = std::exchange(in_loop_, true);
  run(schedule_.loops[list.loop]);
  in_loop_ = in_loop;
  made_.resize(made);
  turn_ = turn;
}

// Some of them, in this order.
void LineEmitter::emit_element(const Elements& list, llvm::Value* index, const std::vector<ir::NodeId>& nodes) {
  go_to_element(list, index);
  for (const ir::NodeId id : nodes) {
    values_[id] = emit_node(id);
    part_of_[id] = parts_.size();
  }
}

void LineEmitter::go_to_element(const Elements& list, llvm::Value* index) {
  indices_[list.loop] = index;
  elements_[list.loop] =
      builder_.CreateGEP(builder_.getInt8Ty(), list.first, builder_.CreateMul(index, builder_.getInt64(list.slot->element_size)));
}

// ---- what elements rest on -----------------------------------------------------------------------------------------------------------
//
// The rests of a body are those of a line, and after them words for the members of the element; in a loop within a loop those of the outer
// element first.

std::size_t LineEmitter::line_words() const { return ir::words_for(line_.leaves.size() + line_.loops.size()); }

// Words before those of the element's members.
std::size_t LineEmitter::words_around(std::uint32_t loop) const {
  std::size_t words = line_words();
  for (std::uint32_t k = line_.loops[loop].parent; k != ir::no_loop; k = line_.loops[k].parent)
    words += program_.slots.at(line_.loops[k].list).element_words;
  return words;
}

// As they are known around the loop: for any member of the element the bit of the loop.
Rests LineEmitter::rests_of_line(const Elements& list, const Rests& rests) {
  const std::size_t words = words_around(list.loop);
  Rests counted(rests.begin(), rests.begin() + static_cast<std::ptrdiff_t>(std::min(words, rests.size())));
  llvm::Value* members = nullptr;
  for (std::size_t k = words; k < rests.size(); ++k) {
    if (rests[k] != nullptr) members = members == nullptr ? rests[k] : builder_.CreateOr(members, rests[k]);
  }
  if (members == nullptr) return counted;
  const std::size_t bit = line_.leaves.size() + list.loop;
  Rests of_loop(bit / 64 + 1, nullptr);
  of_loop[bit / 64] = builder_.CreateSelect(builder_.CreateIsNotNull(members), builder_.getInt64(std::uint64_t{1} << (bit % 64)), i64(0));
  return either(counted, of_loop);
}

// Joined over all elements; to be read after the loop.
Rests LineEmitter::carry_rests(LoopCode& loop, const Rests& rests) {
  Rests joined(rests.size(), nullptr);
  for (std::size_t k = 0; k < rests.size(); ++k) {
    if (rests[k] == nullptr) continue;
    llvm::PHINode* word = loop.carry(i64(0));
    loop.next(word, builder_.CreateOr(word, rests[k]));
    joined[k] = word;
  }
  return joined;
}

// Adds what one element rests on to what the caller asked for, where `wanted`.
void LineEmitter::collect_members(const Elements& list, llvm::Value* index, llvm::Value* wanted, const Rests& rests) {
  const std::size_t words = words_around(list.loop);
  if (rests.size() <= words) return;
  llvm::BasicBlock* adding = add_block(builder_);
  llvm::BasicBlock* after = add_block(builder_);
  builder_.CreateCondBr(wanted, adding, after);
  builder_.SetInsertPoint(adding);
  if (list.before != nullptr) index = builder_.CreateAdd(index, list.before);
  llvm::Value* offset = builder_.CreateMul(index, builder_.getInt64(std::uint64_t{8} * list.slot->element_words));
  llvm::Value* planes = builder_.CreateGEP(builder_.getInt8Ty(), list.planes, offset);
  for (std::size_t k = words; k < rests.size(); ++k) {
    if (rests[k] == nullptr) continue;
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), planes, k - words);
    llvm::Value* before = builder_.CreateAlignedLoad(builder_.getInt64Ty(), place, llvm::Align(8));
    builder_.CreateAlignedStore(builder_.CreateOr(before, rests[k]), place, llvm::Align(8));
  }
  builder_.CreateBr(after);
  builder_.SetInsertPoint(after);
}

// `where`: only there; null: always.
void LineEmitter::collect(const Elements& list, llvm::Value* index, const Rests& rests, llvm::Value* where) {
  if (!list.collects) return;
  if (list.planes != nullptr) {
    llvm::Value* asked = builder_.CreateIsNotNull(list.planes);
    collect_members(list, index, where == nullptr ? asked : builder_.CreateAnd(where, asked), rests);
  }
  collect_inner(list, rests, where);
}

// The loops within an element, where what it rests on comes from theirs: they run once more to tell.
void LineEmitter::collect_inner(const Elements& list, const Rests& rests, llvm::Value* where) {
  for (std::uint32_t k = 0; k < line_.loops.size(); ++k) {
    if (line_.loops[k].parent != list.loop || schedule_.loops[k].empty()) continue;  // a loop without nodes has nothing to tell
    llvm::Value* wanted = inner_wanted(k, rests);
    if (wanted == nullptr) continue;
    if (where != nullptr) wanted = builder_.CreateAnd(where, wanted);
    llvm::BasicBlock* telling = add_block(builder_);
    llvm::BasicBlock* after = add_block(builder_);
    builder_.CreateCondBr(wanted, telling, after);
    builder_.SetInsertPoint(telling);
    const std::uint32_t around = std::exchange(collecting_, k);
    emit_node(results_[k]);
    collecting_ = around;
    builder_.CreateBr(after);
    builder_.SetInsertPoint(after);
  }
}

// So what loops within an element read of it is needed after its own nodes. And grounds are told behind the stretches in which they stand.
void LineEmitter::keep_for_telling() {
  for (const ir::Ground& ground : line_.grounds) read_last_by_[ground.condition] = ir::after_all;
  for (const ir::Node& node : line_.nodes) {
    for (const ir::NodeId operand : node.operands) {
      const std::uint32_t loop = line_.nodes[operand].loop;
      const bool inner = loop != node.loop || ir::closes_loop(node.op);
      if (loop != ir::no_loop && inner) read_last_by_[operand] = ir::after_all;
    }
  }
}

// Whether `rests` has to do with elements of the loop, or of one within it, that the caller asks for; null where it never has.
llvm::Value* LineEmitter::inner_wanted(std::uint32_t loop, const Rests& rests) {
  llvm::Value* wanted = nullptr;
  for (std::uint32_t k = 0; k < line_.loops.size(); ++k) {
    const std::size_t bit = line_.leaves.size() + k;
    if (!is_within(k, loop) || asked_[k] == nullptr || bit / 64 >= rests.size() || rests[bit / 64] == nullptr) continue;
    llvm::Value* has = builder_.CreateIsNotNull(builder_.CreateAnd(rests[bit / 64], std::uint64_t{1} << (bit % 64)));
    llvm::Value* asked = builder_.CreateAnd(has, builder_.CreateIsNotNull(asked_[k]));
    wanted = wanted == nullptr ? asked : builder_.CreateOr(wanted, asked);
  }
  return wanted;
}

}  // namespace pol::emit
