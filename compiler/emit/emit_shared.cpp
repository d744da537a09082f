// What several lines compute alike: one function computes it for a record, the deciding functions fetch it where they read it.
#include <limits>
#include <utility>

#include "emit/line_emitter.h"
#include "ir/last_turns.h"
#include "ir/presumed.h"
#include "ir/worth_keeping.h"

namespace pol::emit {

namespace {

constexpr std::size_t in_shared = std::numeric_limits<std::size_t>::max();  // of no part

}  // namespace

void LineEmitter::share(SharedValues& shared) {
  shared_to_ = &shared;
  shared.places.assign(line_.nodes.size(), not_kept);
  shared.ground_words = (shared.shared.grounds + 63) / 64;
  shared.words = 2 * shared.ground_words;
  added_.assign(shared.words, nullptr);
  stored_.assign(shared.words, false);
  const std::vector<bool> all(line_.nodes.size(), true);
  const ir::Relevance relevance = ir::find_relevance(line_, shared.wanted);
  explains_ = ir::find_worth_keeping(line_, kept_in_any_case(), open_, relevance);
  schedule_ = ir::schedule(line_, all, relevance);
  common_ = ir::find_common_terms(line_, all);
  llvm::Function* function = emit();
  if (shared.words == 0) return function->eraseFromParent();  // constants only: the lines have them anyway
  shared.function = function;
  shared.values = std::move(values_);
}

// For others, as a value or as a ground.
std::vector<bool> LineEmitter::kept_in_any_case() const {
  std::vector<bool> kept = shared_to_->shared.read;
  for (std::size_t id = 0; id < kept.size(); ++id) kept[id] = kept[id] || shared_to_->shared.ground_bits[id] != ir::no_bit;
  return kept;
}

llvm::Function* LineEmitter::decide(const SharedValues& shared, std::size_t index) {
  const std::vector<ir::NodeId>& places = shared.shared.places.at(index);
  std::vector<bool> own(line_.nodes.size(), true);
  if (shared.function != nullptr) {
    shared_from_ = &shared;
    places_ = &places;
    own = ir::not_shared_of(places);
    take_shared();
  }
  const std::vector<ir::NodeId> presumed = ir::find_perhaps_presumed(line_, program_.slots);
  schedule_ = ir::schedule(line_, own, ir::find_relevance(line_, own), presumed);
  common_ = ir::find_common_terms(line_, own);
  has_presumed_ = !presumed.empty();
  return emit();
}

void LineEmitter::keep_for_others() {
  for (std::size_t id = 0; id < read_last_by_.size(); ++id) {
    if (shared_to_->shared.read[id]) read_last_by_[id] = ir::after_all;
  }
}

// What a node is for other functions, where it is a ground or a line reads it; or where explaining has much to skip.
void LineEmitter::share_node(ir::NodeId id) {
  if (variant_ != Variant::sharing) return;
  if (const std::uint32_t bit = shared_to_->shared.ground_bits[id]; bit != ir::no_bit)
    add_ground(truth_at(id), 0, shared_to_->ground_words, bit);
  if (!shared_to_->shared.read[id] && !explains_[id]) return;
  shared_to_->places[id] = shared_to_->words;
  shared_to_->words = store_parts(values_[id], out_, shared_to_->words);
}

// Nodes that are computed already.
void LineEmitter::take_shared() {
  for (std::size_t id = 0; id < places_->size(); ++id) {
    const ir::NodeId same = (*places_)[id];
    if (same == ir::not_shared) continue;
    if (same != ir::within_shared) values_[id] = shared_from_->values[same];
    part_of_[id] = in_shared;
  }
}

// Grounds that follow one another here as they do in the planes are fetched together.
void LineEmitter::add_shared_grounds() {
  if (shared_from_ == nullptr || std::exchange(took_grounds_, true)) return;
  const auto bit_of = [this](std::uint32_t ground) {
    const ir::NodeId same = shared_as(line_.grounds[ground].condition);
    return same == ir::not_shared ? ir::no_bit : shared_from_->shared.ground_bits[same];
  };
  const auto count = static_cast<std::uint32_t>(line_.grounds.size());
  for (std::uint32_t first = 0; first < count;) {
    const std::uint32_t from = bit_of(first);
    std::uint32_t end = first + 1;
    if (from != ir::no_bit) {
      while (end < count && end % 64 != 0 && (from + end - first) % 64 != 0 && bit_of(end) == from + end - first) ++end;
      llvm::Value* open = fetch_grounds(first, from + 64 * shared_from_->ground_words, end - first);
      llvm::Value* established = fetch_grounds(first, from, end - first);
      add_bits(layout_.established + first / 64, builder_.CreateOr(established, open));
      add_bits(layout_.open + first / 64, open);
    }
    first = end;
  }
}

// `count` bits from bit `from` of what is shared, to be added from bit `to` of a plane on; they lie in one word here and there.
llvm::Value* LineEmitter::fetch_grounds(std::uint32_t to, std::uint32_t from, std::uint32_t count) {
  llvm::Value* bits = builder_.CreateAlignedLoad(builder_.getInt64Ty(), word_at(shared_, from / 64), llvm::Align(8));
  bits = builder_.CreateAnd(bits, (~std::uint64_t{0} >> (64 - count)) << (from % 64));
  const int left = static_cast<int>(to % 64) - static_cast<int>(from % 64);
  return left < 0 ? builder_.CreateLShr(bits, static_cast<std::uint64_t>(-left))
                  : builder_.CreateShl(bits, static_cast<std::uint64_t>(left));
}

}  // namespace pol::emit
