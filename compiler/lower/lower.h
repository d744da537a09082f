// From the typed model to straight-line IR. Cannot fail on what a user wrote: a failure is a bug of ours and throws std::logic_error.
#pragma once

#include <string>

#include "ir/ir.h"
#include "model/model.h"

namespace pol::lower {

// `hash` and `build` go into the metadata as decisions print them.
ir::Program lower(const model::Policy& policy, const std::string& hash, const std::string& build);

// The metadata of abi.h: everything about the policy that is not code, as JSON. The record layout must already be in `program`.
std::string describe(const model::Policy& policy, const ir::Program& program);
// Names the record: its layout, the meaning of each field and case, the questions; nothing of what is decided from it.
std::string schema_hash(const model::Policy& policy, const ir::Program& program);

}  // namespace pol::lower
