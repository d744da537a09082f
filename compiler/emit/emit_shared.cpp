// What several lines compute alike: one function computes it for a record, the deciding functions fetch it where they read it.
#include <limits>

#include "emit/line_emitter.h"

namespace pol::emit {

namespace {

constexpr std::size_t in_shared = std::numeric_limits<std::size_t>::max();  // of no part

}  // namespace

void LineEmitter::emit_shared(SharedValues& shared) {
  shared_to_ = &shared;
  shared.places.resize(line_.nodes.size());
  llvm::Function* function = emit();
  if (shared.words == 0) return function->eraseFromParent();  // constants only: the lines have them anyway
  shared.function = function;
  shared.values = std::move(values_);
}

llvm::Function* LineEmitter::emit(const SharedValues& shared, std::size_t index) {
  if (shared.function != nullptr) {
    shared_from_ = &shared;
    places_ = &shared.shared.places.at(index);
  }
  return emit();
}

// The last node, where a line reads it.
void LineEmitter::share_last() {
  const std::size_t id = values_.size() - 1;
  if (!shared_to_->shared.read[id]) return;
  shared_to_->places[id] = shared_to_->words;
  shared_to_->words = store_parts(values_[id], out_, shared_to_->words);
}

// The next node, where it is computed already.
bool LineEmitter::take_shared() {
  const ir::NodeId same = shared_as(static_cast<ir::NodeId>(values_.size()));
  if (same == ir::not_shared) return false;
  values_.push_back(shared_from_->values[same]);
  part_of_.push_back(in_shared);
  return true;
}

}  // namespace pol::emit
