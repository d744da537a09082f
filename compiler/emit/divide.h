// Division that names its rounding, in generated code; as base/exact.h defines the modes.
#pragma once

#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

#include "base/exact.h"
#include "emit/values.h"

namespace pol::emit {

// numerator / divisor as a whole number, both i64. Of a divisor that is not above 0 (no record that counts has one) it is some number.
llvm::Value* round_quotient(CodeBuilder& builder, llvm::Value* numerator, llvm::Value* divisor, RoundingMode mode);

// The same as a function (i128, i128) -> i64, of a result that does not fit the nearest that does; made in the module when first asked
// for. LLVM would call its own library for a division of that width, and an artifact has none.
llvm::Function* round_quotient_function(llvm::Module& module, RoundingMode mode);

}  // namespace pol::emit
