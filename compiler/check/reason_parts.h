// The reason that a case of a verdict is, told apart by whether a presumption decided.
#pragma once

#include <vector>

#include "check/typing.h"

namespace pol::check {

struct ReasonPart {
  ExprPtr condition;
  bool presumed;
  ExprPtr own;  // model::Ground
};
// Of a ground with this condition, which comes from `own` and what else has to be so.
ExprPtr own_of(const model::Policy& policy, const ExprPtr& condition, const ExprPtr& own);
std::vector<ReasonPart> reason_parts(const Typing& typing, const VerdictOf& verdict, std::size_t gate);

}  // namespace pol::check
