// The warnings of a wording without errors: what can never be, and what can happen that nobody will have meant.
#pragma once

#include <set>

#include "check/wording.h"

namespace pol::check {

void check_unread_fields(Wording& wording);
void check_idle_limits(Wording& wording);
void check_idle_parts(Wording& wording);
void check_not_bought(Wording& wording);
// Benefits that need something paid for others which nobody can ever get, among them `dead`, or for each other.
void check_needed_payments(Wording& wording, std::set<BenefitId>& dead);
// Deadlines that decide nothing beside others, and demands outside of benefits that no record meets.
void check_deadlines(Wording& wording);
void check_below_zero(Wording& wording);
void check_parts(Wording& wording);

}  // namespace pol::check
