// Leaving a function early: whoever only asks which grounds are established without presumptions needs no more than what these read.
#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "emit/loop_code.h"
#include "polrt/abi.h"

namespace pol::emit {

// Once what may be presumed is made. A function in parts leaves between two of them.
void LineEmitter::may_leave() {
  if (variant_ != Variant::deciding || !has_presumed_) return;
  add_shared_grounds();
  store_added();
  stored_early_ = stored_;
  if (frame_ == nullptr) return leave_where_asked();
  leaves_behind_ = parts_.size();
  begin_next_part();
}

void LineEmitter::leave_where_asked() {
  llvm::BasicBlock* leaving = add_block(builder_);
  llvm::BasicBlock* staying = add_block(builder_);
  builder_.CreateCondBr(builder_.CreateICmpEQ(wanted_, builder_.getInt32(POLRT_WANTS_PRESUMED)), leaving, staying);
  builder_.SetInsertPoint(leaving);
  const auto load = [this](std::uint32_t word) -> llvm::Value* {
    if (!stored_early_[word]) return i64(0);
    return builder_.CreateAlignedLoad(builder_.getInt64Ty(), word_at(out_, word), llvm::Align(8));
  };
  for (std::uint32_t k = 0; k < layout_.ground_words; ++k)
    store_word(layout_.established + k, builder_.CreateAnd(load(layout_.established + k), builder_.CreateNot(load(layout_.open + k))));
  builder_.CreateRetVoid();
  builder_.SetInsertPoint(staying);
}

}  // namespace pol::emit
