#include "emit/loop_code.h"

#include <stdexcept>

namespace pol::emit {

llvm::BasicBlock* add_block(CodeBuilder& builder) {
  return llvm::BasicBlock::Create(builder.getContext(), "", builder.GetInsertBlock()->getParent());
}

llvm::PHINode* open_phi(llvm::BasicBlock* block, llvm::Value* initial, llvm::BasicBlock* from) {
  auto* anything = new llvm::FreezeInst(llvm::PoisonValue::get(initial->getType()), "", from->getTerminator()->getIterator());
  llvm::PHINode* phi = llvm::PHINode::Create(initial->getType(), 2, "", block->begin());
  phi->addIncoming(initial, from);
  phi->addIncoming(anything, block);
  return phi;
}

void close_phi(llvm::PHINode* phi, llvm::Value* value, llvm::BasicBlock* from) {
  auto* anything = llvm::cast<llvm::Instruction>(phi->getIncomingValue(1));
  phi->setIncomingValue(1, value);
  phi->setIncomingBlock(1, from);
  if (!anything->use_empty()) throw std::logic_error("something was folded to what a phi node was going to be");
  anything->eraseFromParent();
}

LoopCode::LoopCode(CodeBuilder& builder, llvm::Value* count)
    : builder_(builder), before_(builder.GetInsertBlock()), head_(add_block(builder)) {
  llvm::BasicBlock* inside = add_block(builder);
  after_ = add_block(builder);
  builder.CreateBr(head_);
  builder.SetInsertPoint(head_);
  index_ = open_phi(head_, builder.getInt64(0), before_);
  builder.CreateCondBr(builder.CreateICmpULT(index_, count), inside, after_);
  builder.SetInsertPoint(inside);
}

llvm::PHINode* LoopCode::carry(llvm::Value* initial) { return open_phi(head_, initial, before_); }

void LoopCode::end() {
  next(index_, builder_.CreateAdd(index_, builder_.getInt64(1)));
  for (const auto& [carried, value] : next_) close_phi(carried, value, builder_.GetInsertBlock());
  builder_.CreateBr(head_);
  builder_.SetInsertPoint(after_);
}

}  // namespace pol::emit
