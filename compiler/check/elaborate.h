// Clauses taken apart: for each benefit the grounds and steps of its own clause and of all that apply to it, in the order of the wording.
#pragma once

#include "check/judge.h"

namespace pol::check {

// Gives policy.lines and policy.clauses.
void elaborate(Wording& wording, Typing& typing, const Guards& guards);

// To which benefits a clause applies, by BenefitId; of a benefit to itself. Says what is wrong.
std::vector<bool> applies_to(Wording& wording, const ast::Clause& clause);
// Whether a line may stand in a clause of this kind.
bool belongs(ast::ClauseKind kind, const ast::LineNode& line);

// A `limit` over several benefits together.
struct Limit {
  const ast::Clause* clause;
  const ast::Line* line;
  const ast::UpTo* at_most;
  std::vector<bool> applies;
  std::vector<BenefitId> benefits;
};
// A clause whose turn to take money comes after the benefits' own lines.
struct Turn {
  const ast::Clause* condition;  // empty: a limit
  std::optional<Limit> limit;
};
// In the order of the policy's `waterfall`; says what is wrong with it.
std::vector<Turn> turns_in_order(Wording& wording);
// Whether the policy's `waterfall` names the clause.
bool has_a_turn(const Wording& wording, const ast::Clause& clause);

}  // namespace pol::check
