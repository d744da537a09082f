// A loop under construction, counted from 0. What it carries from one round to the next are LLVM's phi nodes, which may be asked for at any
// time before the end.
#pragma once

#include <utility>

#include "emit/values.h"

namespace pol::emit {

// A phi node of a block that has one predecessor so far. Until the other is there its value stands for anything: a builder that folds would
// take a phi node with one value for that value.
llvm::PHINode* open_phi(llvm::BasicBlock* block, llvm::Value* initial, llvm::BasicBlock* from);
void close_phi(llvm::PHINode* phi, llvm::Value* value, llvm::BasicBlock* from);

class LoopCode {
 public:
  // `count` rounds, a number without sign. The builder then stands inside.
  LoopCode(CodeBuilder& builder, llvm::Value* count);

  llvm::Value* index() const { return index_; }
  llvm::PHINode* carry(llvm::Value* initial);
  void next(llvm::PHINode* carried, llvm::Value* value) { next_.emplace_back(carried, value); }  // once for each that is carried
  // The builder then stands after the loop, where what is carried has its last value.
  void end();

 private:
  CodeBuilder& builder_;
  llvm::BasicBlock* before_;
  llvm::BasicBlock* head_;
  llvm::BasicBlock* after_;
  llvm::PHINode* index_;
  llvm::SmallVector<std::pair<llvm::PHINode*, llvm::Value*>, 8> next_;
};

llvm::BasicBlock* add_block(CodeBuilder& builder);  // at the end of the function that is being built

}  // namespace pol::emit
