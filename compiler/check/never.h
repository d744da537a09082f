// The warnings of a wording without errors: what can never be.
#pragma once

#include "check/wording.h"

namespace pol::check {

void check_unread_fields(Wording& wording);
void check_idle_limits(Wording& wording);
void check_not_bought(Wording& wording);

}  // namespace pol::check
