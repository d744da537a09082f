// Where each fact lies in the record (polrt/abi.h).
#pragma once

#include "ir/ir.h"
#include "model/model.h"

namespace pol::lower {

ir::Storage storage_of(const model::Fact& fact);

// Fills slots, record_size and plane_words.
void lay_out(const model::Policy& policy, ir::Program& program);

}  // namespace pol::lower
