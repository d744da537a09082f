// A fold goes over the elements in the order of the list, or of a key. Nothing is kept for each element: the next one in the order of a key
// is looked for each time.
//
// What a running value rests on: bits of the line's leaves, and the bit of the loop for the elements so far. A step either hands all of
// these elements on or none (where its body does not depend on the running value after all), so that which elements count is one number:
// the round from which on they do. A caller who asks for the leaves of elements has the loop run twice: the first time finds that round.
// What loops within the body rest on counts for this as what the element itself says; in the second run the running value does not hand on
// whose it was, so that each element tells its own.
#include <algorithm>
#include <stdexcept>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"

namespace pol::emit {

Number LineEmitter::fold(const ir::Node& node) {
  FoldCode code{node, open_list(node)};
  code.open = open_[static_cast<std::size_t>(&node - line_.nodes.data())];
  find_order(code);
  llvm::Value* tells = code.open ? tells_elements(code.list) : nullptr;
  if (tells == nullptr) return fold_elements(code, nullptr, nullptr).result;
  LoopCode passes(builder_, builder_.CreateSelect(tells, i64(2), i64(1)));
  llvm::PHINode* counts_from = passes.carry(i64(0));
  const Folded folded = fold_elements(code, builder_.CreateICmpEQ(passes.index(), i64(1)), counts_from);
  passes.next(counts_from, folded.counts_from);
  const auto kept = [&](llvm::Value* value) {
    llvm::PHINode* phi = passes.carry(i64(0));
    passes.next(phi, value);
    return phi;
  };
  Number result{kept(folded.result.low), kept(folded.result.high), folded.result.rests};
  for (llvm::Value*& word : result.rests) word = word == nullptr ? nullptr : kept(word);
  passes.end();
  return result;
}

// Whether the caller wants to hear of elements of the list, or of those of a loop within; null where nothing is ever told here.
llvm::Value* LineEmitter::tells_elements(const Elements& list) {
  llvm::Value* tells = nullptr;
  for (std::uint32_t k = 0; list.collects && k < line_.loops.size(); ++k) {
    if (!is_within(k, list.loop) || asked_[k] == nullptr) continue;
    llvm::Value* asked = builder_.CreateIsNotNull(asked_[k]);
    tells = tells == nullptr ? asked : builder_.CreateOr(tells, asked);
  }
  return tells;
}

// ---- order ---------------------------------------------------------------------------------------------------------------------------

// Keys are made apart from the rest of the body, since an order is found before any element's turn.
void LineEmitter::find_order(FoldCode& code) {
  code.unordered = builder_.getFalse();
  if (code.node.sorted == ir::Sorted::no) return;
  const ir::NodeId key = code.node.operands[2];
  std::vector<bool> read(line_.nodes.size());
  read[key] = true;
  for (std::size_t k = key + 1; k-- > 0;) {
    if (!read[k] || !is_within(line_.nodes[k].loop, code.list.loop)) continue;
    if (line_.nodes[k].loop == code.list.loop) code.key_nodes.push_back(static_cast<ir::NodeId>(k));
    for (const ir::NodeId operand : line_.nodes[k].operands) read[operand] = true;
  }
  std::reverse(code.key_nodes.begin(), code.key_nodes.end());
  if (!open_[key]) return;
  LoopCode loop(builder_, code.list.count);
  emit_element(code.list, loop.index(), code.key_nodes);
  const Number& value = number_at(key);
  llvm::PHINode* open = loop.carry(builder_.getFalse());
  loop.next(open, builder_.CreateOr(open, builder_.CreateICmpNE(value.low, value.high)));
  const Rests rests = carry_rests(loop, rests_of_line(code.list, value.rests));
  loop.end();
  code.unordered = builder_.CreateAnd(open, builder_.CreateICmpUGT(code.list.count, i64(1)));
  code.key_rests = rests;
}

// The first in the order after the element that had the turn before; equal keys in the order of the list.
LineEmitter::Turn LineEmitter::next_turn(const FoldCode& code, llvm::Value* round, const Turn& before) {
  const bool rising = code.node.sorted == ir::Sorted::rising;
  const llvm::CmpInst::Predicate earlier = rising ? llvm::CmpInst::ICMP_SLT : llvm::CmpInst::ICMP_SGT;
  LoopCode loop(builder_, code.list.count);
  emit_element(code.list, loop.index(), code.key_nodes);
  llvm::Value* key = number_at(code.node.operands[2]).low;
  llvm::PHINode* found = loop.carry(builder_.getFalse());
  Turn next{loop.carry(i64(0)), loop.carry(i64(0))};
  llvm::Value* same = builder_.CreateAnd(builder_.CreateICmpEQ(key, before.key), builder_.CreateICmpUGT(loop.index(), before.index));
  llvm::Value* after = builder_.CreateOr(builder_.CreateICmp(earlier, before.key, key), same);
  llvm::Value* waits = builder_.CreateOr(after, builder_.CreateICmpEQ(round, i64(0)));
  llvm::Value* first = builder_.CreateOr(builder_.CreateNot(found), builder_.CreateICmp(earlier, key, next.key));
  llvm::Value* takes = builder_.CreateAnd(waits, first);
  loop.next(found, builder_.CreateOr(found, takes));
  loop.next(llvm::cast<llvm::PHINode>(next.key), builder_.CreateSelect(takes, key, next.key));
  loop.next(llvm::cast<llvm::PHINode>(next.index), builder_.CreateSelect(takes, loop.index(), next.index));
  loop.end();
  return next;
}

llvm::Value* LineEmitter::take_turn(const FoldCode& code, LoopCode& loop) {
  if (code.node.sorted == ir::Sorted::no) return loop.index();
  llvm::PHINode* key = loop.carry(i64(0));
  llvm::PHINode* index = loop.carry(i64(0));
  const Turn turn = next_turn(code, loop.index(), {key, index});
  loop.next(key, turn.key);
  loop.next(index, turn.index);
  return builder_.CreateSelect(code.unordered, loop.index(), turn.index);
}

// ---- elements ------------------------------------------------------------------------------------------------------------------------

// In an unknown order the elements run in that of the list, the result is anything in the range, and every running value on the way counts
// for what it rests on.
LineEmitter::Folded LineEmitter::fold_elements(const FoldCode& code, llvm::Value* collecting, llvm::Value* first_counting) {
  const bool any_order = !llvm::isa<llvm::Constant>(code.unordered);
  const Number start = number_at(code.node.operands[0]);
  LoopCode loop(builder_, code.list.count);
  const Running running = carry_running(code, loop, start, collecting);
  llvm::Value* index = take_turn(code, loop);
  emit_element(code.list, index);
  const Number& body = number_at(code.node.operands[1]);
  if (!code.open && !body.single()) throw std::logic_error("a fold that is single has a body that is not");
  const Rests of_body = with_loops_within(code.list, rests_of_line(code.list, body.rests));
  next_running(code, loop, running, {body.low, body.high, of_body});
  const Rests of_all = any_order ? carry_rests(loop, of_body) : Rests();
  llvm::PHINode* counts_from = nullptr;
  if (collecting != nullptr) {
    counts_from = loop.carry(i64(0));
    loop.next(counts_from, builder_.CreateSelect(hands_on(code.list, body.rests), counts_from, loop.index()));
    llvm::Value* least = builder_.CreateSelect(code.unordered, i64(0), first_counting);
    llvm::Value* wanted = builder_.CreateAnd(collecting, builder_.CreateICmpUGE(loop.index(), least));
    const Rests of_key = any_order ? where(code.unordered, number_at(code.node.operands[2]).rests) : Rests();
    collect(code.list, index, either(body.rests, of_key), wanted);
  }
  loop.end();
  if (!code.open) return {single_number(running.low), nullptr};
  const Rests on_the_way = any_order ? where(code.unordered, either(code.key_rests, either(start.rests, of_all))) : Rests();
  llvm::Value* low = builder_.CreateSelect(code.unordered, number_in(type_of(code.node), code.node.from), running.low);
  llvm::Value* high = builder_.CreateSelect(code.unordered, number_in(type_of(code.node), code.node.to), running.high);
  return {make_number(low, high, either(running.rests, on_the_way)), counts_from};
}

// Every word of what is known around the loop: what the body rests on is not known before it is there.
LineEmitter::Running LineEmitter::carry_running(const FoldCode& code, LoopCode& loop, const Number& start, llvm::Value* collecting) {
  Running running{loop.carry(start.low), nullptr, {}};
  running.high = code.open ? loop.carry(start.high) : running.low;
  if (code.open && variant_ == Variant::explaining) {
    for (std::size_t k = 0; k < words_around(code.list.loop); ++k) {
      const bool any = k < start.rests.size() && start.rests[k] != nullptr;
      running.rests.push_back(loop.carry(any ? start.rests[k] : i64(0)));
    }
  }
  Number& value = running_[code.list.loop];
  value = {running.low, running.high, running.rests};
  for (std::size_t k = 0; collecting != nullptr && k < value.rests.size(); ++k) {
    const std::uint64_t within = bits_within(code.list, k);
    if (within != 0) value.rests[k] = builder_.CreateSelect(collecting, builder_.CreateAnd(value.rests[k], ~within), value.rests[k]);
  }
  return running;
}

// Of a word of rests the bits of the loops within this one.
std::uint64_t LineEmitter::bits_within(const Elements& list, std::size_t word) const {
  std::uint64_t bits = 0;
  for (std::uint32_t k = 0; k < line_.loops.size(); ++k) {
    const std::size_t bit = line_.leaves.size() + k;
    if (k != list.loop && is_within(k, list.loop) && bit / 64 == word) bits |= std::uint64_t{1} << (bit % 64);
  }
  return bits;
}

// With the bit of the loop where there is one of a loop within.
Rests LineEmitter::with_loops_within(const Elements& list, const Rests& rests) {
  llvm::Value* within = nullptr;
  for (std::size_t k = 0; k < rests.size(); ++k) {
    const std::uint64_t bits = bits_within(list, k);
    if (bits == 0 || rests[k] == nullptr) continue;
    llvm::Value* some = builder_.CreateAnd(rests[k], bits);
    within = within == nullptr ? some : builder_.CreateOr(within, some);
  }
  if (within == nullptr) return rests;
  const std::size_t bit = line_.leaves.size() + list.loop;
  Rests own(bit / 64 + 1, nullptr);
  own[bit / 64] = builder_.CreateSelect(builder_.CreateIsNotNull(within), builder_.getInt64(std::uint64_t{1} << (bit % 64)), i64(0));
  return either(rests, own);
}

void LineEmitter::next_running(const FoldCode& code, LoopCode& loop, const Running& running, const Number& value) {
  loop.next(running.low, value.low);
  if (code.open) loop.next(running.high, value.high);
  for (std::size_t k = 0; k < running.rests.size(); ++k) {
    const bool any = k < value.rests.size() && value.rests[k] != nullptr;
    loop.next(llvm::cast<llvm::PHINode>(running.rests[k]), any ? value.rests[k] : i64(0));
  }
}

// Whether a body rests on what elements before its own gave: only the running value brings the bit of the loop into it.
llvm::Value* LineEmitter::hands_on(const Elements& list, const Rests& of_body) {
  const std::size_t bit = line_.leaves.size() + list.loop;
  if (bit / 64 >= of_body.size() || of_body[bit / 64] == nullptr) return builder_.getFalse();
  return builder_.CreateIsNotNull(builder_.CreateAnd(of_body[bit / 64], std::uint64_t{1} << (bit % 64)));
}

}  // namespace pol::emit
