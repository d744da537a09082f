// Whether one of several conditions always holds, whatever the record says: what they ask is taken as it stands, and as if nothing were
// known of how two questions hang together.
#pragma once

#include <vector>

#include "model/model.h"

namespace pol::check {

// False also where that cannot be found out within reason.
bool one_always_holds(const model::Policy& policy, const std::vector<model::ExprPtr>& conditions);

}  // namespace pol::check
