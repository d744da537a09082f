// What conjunctions (and disjunctions) of a line have in common: "and not what an earlier case decides", "while the law of that time
// applies". Computed once, most of their operands are.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

// A *term* is a node, or, from `first_pair` on, the conjunction of two terms in conjunctions, and their disjunction in disjunctions.
struct CommonTerms {
  std::uint32_t first_pair = 0;
  std::vector<std::array<std::uint32_t, 2>> pairs;
  std::vector<std::vector<std::uint32_t>> terms;  // by node: what its operands come to; empty where it shares none of them
};

// Of the nodes that are `computed`. Greedily: the two terms that most have, then again.
CommonTerms find_common_terms(const Line& line, const std::vector<bool>& computed);

}  // namespace pol::ir
