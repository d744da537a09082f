// What a line function writes, where abi.h says.
#include <utility>

#include "emit/line_emitter.h"
#include "ir/mask.h"

namespace pol::emit {

void LineEmitter::store_outputs() {
  const ir::OutputLayout& layout = layout_;
  store_event(layout.event);
  std::uint32_t limit = layout.limits;
  for (std::size_t k = 0; k < line_.steps.size(); ++k) {
    const ir::Step& step = line_.steps[k];
    continue_in_next_part();
    store_number(layout.steps + 2 * static_cast<std::uint32_t>(k), number_at(step.after));
    if (!step.has_limit) continue;
    store_number(limit, number_at(step.limit));
    store_number(limit + 2, number_at(step.used));
    limit += 4;
  }
  std::uint32_t word = layout.outputs;
  for (const ir::Output& output : line_.outputs) {
    continue_in_next_part();
    store_output(word, output);
    word += 3;
  }
  add_shared_grounds();
  finish_grounds(layout.established, layout.open, layout.ground_words);
  finish_added(layout.established, layout.status_rests);
}

// What the line rests on; everything else deciding has written.
void LineEmitter::store_rests() {
  if (!line_.steps.empty()) add_rests(layout_.amount_rests, rests_of(line_.steps.back().after));
  for (const ir::Output& output : line_.outputs) {
    if (!output.is_outcome) continue;
    continue_in_next_part();
    Rests rests;
    if (output.members.empty()) rests = rests_of(output.value);
    for (const ir::NodeId member : output.members) rests = either(rests, rests_of(member));
    const Truth& present = truth_at(output.present);
    add_rests(layout_.amount_rests, either(present.rests, where(present.yes, rests)));
  }
  finish_added(layout_.status_rests, layout_.event);
}

// The grounds that the node decides. They are told at once: kept for the end, they would all be held somewhere until then.
void LineEmitter::add_grounds(ir::NodeId id) {
  for (const std::uint32_t k : grounds_of_[id]) {
    const Truth& ground = truth_at(id);
    if (variant_ != Variant::explaining)
      add_ground(ground, layout_.established, layout_.open, k);
    else if (line_.grounds[k].of_status)
      add_rests(layout_.status_rests, ground.rests);
  }
}

// Bit `bit` of the words that begin at each of the two. Until the function ends these say what may be yes, and what may be no as well.
void LineEmitter::add_ground(const Truth& ground, std::uint32_t established, std::uint32_t open, std::uint32_t bit) {
  add_bit(established, bit, ground.yes);
  if (!ground.single()) add_bit(open, bit, ground.no);
}

// Established is what may be yes and not no, open what may be both.
void LineEmitter::finish_grounds(std::uint32_t established, std::uint32_t open, std::uint32_t words) {
  for (std::uint32_t k = 0; k < words; ++k) {
    llvm::Value* yes = take_added(established + k);
    llvm::Value* no = take_added(open + k);
    store_word(established + k, builder_.CreateAnd(yes, builder_.CreateNot(no)));
    store_word(open + k, builder_.CreateAnd(yes, no));
    stored_[established + k] = stored_[open + k] = true;
  }
}

// Without one the bounds differ, so that nobody takes them for a day.
void LineEmitter::store_event(std::uint32_t word) {
  if (line_.event != ir::no_event) return store_number(word, number_at(line_.event));
  store_word(word, i64(0));
  store_word(word + 1, i64(1));
}

// Of a set: which members it must have, and which it may have.
void LineEmitter::store_members(std::uint32_t word, const std::vector<ir::NodeId>& members) {
  llvm::Value* must = i64(0);
  llvm::Value* may = i64(0);
  for (std::size_t k = 0; k < members.size(); ++k) {
    const Truth& member = truth_at(members[k]);
    llvm::Value* sure = member.single() ? member.yes : builder_.CreateAnd(member.yes, builder_.CreateNot(member.no));
    must = builder_.CreateOr(must, builder_.CreateShl(builder_.CreateZExt(sure, builder_.getInt64Ty()), k));
    may = builder_.CreateOr(may, builder_.CreateShl(builder_.CreateZExt(member.yes, builder_.getInt64Ty()), k));
  }
  store_word(word, must);
  store_word(word + 1, may);
}

void LineEmitter::store_output(std::uint32_t word, const ir::Output& output) {
  if (output.members.empty()) return store_value(out_, word, output.present, output.value);
  store_word(word, bits_of(truth_at(output.present)));
  store_members(word + 1, output.members);
}

// Bit 0: may be no; bit 1: may be yes.
llvm::Value* LineEmitter::bits_of(const Truth& truth) {
  llvm::Value* no = builder_.CreateZExt(no_of(truth), builder_.getInt64Ty());
  return builder_.CreateOr(no, builder_.CreateShl(builder_.CreateZExt(truth.yes, builder_.getInt64Ty()), 1));
}

// Three words: whether it is there, and what it may be; of a text, which the caller knows where to find, only whether it is unknown.
void LineEmitter::store_value(llvm::Value* base, std::uint32_t word, ir::NodeId present, ir::NodeId id) {
  store_word(base, word, bits_of(truth_at(present)));
  const Emitted& value = at(id);
  if (const auto* number = std::get_if<Number>(&value)) {
    store_word(base, word + 1, number->low);
    store_word(base, word + 2, number->high);
    return;
  }
  llvm::Value* possible = nullptr;
  if (const auto* truth = std::get_if<Truth>(&value))
    possible = bits_of(*truth);
  else if (const auto* text = std::get_if<Text>(&value))
    possible = text->single() ? i64(0) : builder_.CreateZExt(builder_.CreateNot(text->known), builder_.getInt64Ty());
  else
    possible = possible_of(std::get<Case>(value), line_.nodes[id].cases);
  store_word(base, word + 1, builder_.CreateZExtOrTrunc(possible, builder_.getInt64Ty()));
  store_word(base, word + 2, i64(0));
}

// ---- words that many nodes add bits to -----------------------------------------------------------------------------------------------

void LineEmitter::add_bit(std::uint32_t first_word, std::uint32_t bit, llvm::Value* truth) {
  add_bits(first_word + bit / 64, builder_.CreateShl(builder_.CreateZExt(truth, builder_.getInt64Ty()), bit % 64));
}

void LineEmitter::add_rests(std::uint32_t first_word, const Rests& rests) {
  for (std::uint32_t k = 0; k < rests.size(); ++k) {
    if (rests[k] != nullptr) add_bits(first_word + k, rests[k]);
  }
}

void LineEmitter::add_bits(std::uint32_t word, llvm::Value* bits) {
  llvm::Value*& added = added_[word];
  added = added == nullptr ? bits : builder_.CreateOr(added, bits);
}

// What was added to the word, in this part and in earlier ones.
llvm::Value* LineEmitter::take_added(std::uint32_t word) {
  llvm::Value* bits = std::exchange(added_[word], nullptr);
  if (!stored_[word]) return bits == nullptr ? i64(0) : bits;
  llvm::Value* before = builder_.CreateAlignedLoad(builder_.getInt64Ty(), word_at(out_, word), llvm::Align(8));
  return bits == nullptr ? before : builder_.CreateOr(bits, before);
}

// Of this part; what earlier parts stored is kept.
void LineEmitter::store_added() {
  for (std::uint32_t word = 0; word < added_.size(); ++word) {
    if (added_[word] == nullptr) continue;
    store_word(word, take_added(word));
    stored_[word] = true;
  }
}

// The words from `begin` to before `end` that nothing was added to are 0.
void LineEmitter::finish_added(std::uint32_t begin, std::uint32_t end) {
  store_added();
  for (std::uint32_t word = begin; word < end; ++word) {
    if (!stored_[word]) store_word(word, i64(0));
  }
}

void LineEmitter::store_number(std::uint32_t word, const Number& number) {
  store_word(word, number.low);
  store_word(word + 1, number.high);
}

llvm::Value* LineEmitter::word_at(llvm::Value* base, std::uint32_t word) {
  return builder_.CreateConstInBoundsGEP1_32(builder_.getInt64Ty(), base, word);
}

void LineEmitter::store_word(llvm::Value* base, std::uint32_t word, llvm::Value* value) {
  builder_.CreateAlignedStore(value, word_at(base, word), llvm::Align(8));
}

}  // namespace pol::emit
