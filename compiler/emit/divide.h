// Division that names its rounding, in generated code; as base/exact.h defines the modes.
#pragma once

#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

#include "base/exact.h"
#include "emit/values.h"

namespace pol::emit {

// (numerator, divisor) -> their quotient as a whole number, i64; made in the module when first asked for. Both are of `type`, i64, i128 or
// i256: of the wide ones a result that does not fit is the nearest that does. Of a divisor that is not above 0 (no record that counts has
// one) it is some number. LLVM would call its own library for a division of 128 bits, and an artifact has none; one of 256 it would write
// out bit by bit.
llvm::Function* round_quotient_function(llvm::Module& module, llvm::Type* type, RoundingMode mode);

}  // namespace pol::emit
