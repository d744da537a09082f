// The expressions that an expression is made of, for whoever goes through all of them.
#pragma once

#include <functional>
#include <vector>

#include "ast/ast.h"

namespace pol::ast {

// Those directly inside, in the order in which they are written.
void for_each_operand(const Expr& expr, const std::function<void(const Expr&)>& visit);
// What the expression calls something for its operands: the items of a list, a running value.
std::vector<Name> names_bound_by(const Expr& expr);

}  // namespace pol::ast
