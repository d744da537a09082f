// What a node's value is while its line is emitted: a set of possible values, in LLVM values.
//
// *Single* here means: known to be single while emitting. Such a value carries one LLVM value, and rests on nothing. A value
// that is not may still turn out single at run time; its `rests` is then 0.
#pragma once

#include <variant>

#include <llvm/ADT/SmallVector.h>
#include <llvm/Analysis/InstSimplifyFolder.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

namespace pol::emit {

using CodeBuilder = llvm::IRBuilder<llvm::InstSimplifyFolder>;  // folds while it builds: what is single costs no pass later

// The one of two numbers that stands in the order to the other; any where they are equal. A comparison and a select, not the intrinsic: the
// quick code generator leaves a whole block to the slow one where it meets that. The full passes make the intrinsic of it.
inline llvm::Value* pick(CodeBuilder& builder, llvm::CmpInst::Predicate order, llvm::Value* a, llvm::Value* b) {
  return builder.CreateSelect(builder.CreateICmp(order, a, b), a, b);
}

// At the end of the first block of a function that has none yet.
struct FunctionBuilder : CodeBuilder {
  explicit FunctionBuilder(llvm::Function* function)
      : CodeBuilder(function->getContext(), llvm::InstSimplifyFolder(function->getParent()->getDataLayout())) {
    SetInsertPoint(llvm::BasicBlock::Create(function->getContext(), "", function));
  }
};

// The leaves that a value rests on: words of one bit for each leaf of the line, lowest first. A word that is always 0 is null or left out,
// so that long lines cost as much as short ones, node for node.
using Rests = llvm::SmallVector<llvm::Value*, 1>;

struct Truth {
  llvm::Value* yes = nullptr;  // i1: may be yes
  llvm::Value* no = nullptr;   // i1: may be no; null where single
  Rests rests;

  bool single() const { return no == nullptr; }
};

struct Number {
  llvm::Value* low = nullptr;  // i64, or i128 or i256 where it is wide; both ends included
  llvm::Value* high = nullptr;
  Rests rests;

  bool single() const { return low == high; }
};

struct Case {
  llvm::Value* possible = nullptr;  // a bit for each case; null where single
  llvm::Value* ordinal = nullptr;   // i32, below the width of a mask; null where not single
  Rests rests;

  bool single() const { return ordinal != nullptr; }
};

struct Set {
  llvm::Value* must = nullptr;  // members for sure
  llvm::Value* may = nullptr;   // members for sure or perhaps
  Rests rests;

  bool single() const { return must == may; }
};

// Of the record, wherever it stands; nothing is done with texts but comparing them.
struct Text {
  llvm::Value* data = nullptr;   // address, i64
  llvm::Value* size = nullptr;   // bytes, i64
  llvm::Value* known = nullptr;  // i1; null where single
  Rests rests;

  bool single() const { return known == nullptr; }
};

using Emitted = std::variant<Truth, Number, Case, Set, Text>;

}  // namespace pol::emit
