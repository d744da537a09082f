// The LLVM values that a value consists of.
#pragma once

#include <algorithm>

#include <llvm/IR/Constants.h>

#include "emit/values.h"

namespace pol::emit {

// Calls visit(part) for each LLVM value that a value consists of, in a fixed order, constants and what is missing left out. It may replace
// them; ends that are one LLVM value stay one.
template <class Visit>
void visit_value(Emitted& value, Visit visit) {
  const auto one = [&visit](llvm::Value*& part) {
    if (part != nullptr && !llvm::isa<llvm::Constant>(part)) visit(part);
  };
  const auto ends = [&one](llvm::Value*& low, llvm::Value*& high) {
    const bool single = low == high;
    one(low);
    if (single)
      high = low;
    else
      one(high);
  };
  if (auto* truth = std::get_if<Truth>(&value)) one(truth->yes), one(truth->no);
  if (auto* number = std::get_if<Number>(&value)) ends(number->low, number->high);
  if (auto* choice = std::get_if<Case>(&value)) one(choice->possible), one(choice->ordinal);
  if (auto* set = std::get_if<Set>(&value)) ends(set->must, set->may);
  if (auto* text = std::get_if<Text>(&value)) one(text->data), one(text->size), one(text->known);
}

// The same for the words of what it rests on.
template <class Visit>
void visit_rests(Emitted& value, Visit visit) {
  const auto one = [&visit](llvm::Value*& part) {
    if (part != nullptr && !llvm::isa<llvm::Constant>(part)) visit(part);
  };
  std::visit([&one](auto& any) { std::for_each(any.rests.begin(), any.rests.end(), one); }, value);
}

// Both.
template <class Visit>
void visit_parts(Emitted& value, Visit visit) {
  visit_value(value, visit);
  visit_rests(value, visit);
}

}  // namespace pol::emit
