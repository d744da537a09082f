// Where the function that computes what lines share leaves its values, for those that read them.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include <llvm/IR/Function.h>

#include "emit/values.h"
#include "ir/shared.h"
#include "ir/wanted.h"

namespace pol::emit {

inline constexpr std::size_t not_kept = std::numeric_limits<std::size_t>::max();

struct SharedValues {
  ir::Shared shared;
  std::vector<ir::Wanted> wanted;   // of `shared.line`
  std::vector<Emitted> values;      // by node of `shared.line`: LLVM values of that function, good for their types and constants
  std::vector<std::size_t> places;  // by node: its first word; not_kept where nobody reads it
  // First come two planes of the grounds that are shared, established and open, so that a line fetches many at once.
  std::uint32_t ground_words = 0;  // of each
  std::size_t words = 0;
  llvm::Function* function = nullptr;  // null where nothing is shared
};

}  // namespace pol::emit
