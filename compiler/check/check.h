// From what was written to what is meant: names, types, ranges, presence guards, and the taking apart of clauses into grounds and steps.
// The last stage that may find a user's mistake. It reports all it finds; where it reported an error nothing after it may run.
#pragma once

#include <functional>
#include <optional>

#include "ast/ast.h"
#include "diagnostics/diagnostic.h"
#include "model/model.h"

namespace pol::check {

// A claim about which something is said to be possible: that a condition comes out as a sure yes.
struct Sought {
  std::uint32_t question = 0;
  model::ExprPtr condition;
  model::BenefitId benefit = model::none;  // the only one that is asked for; none: all of them
};
// A record of it; nothing where none was found, which does not mean that there is none.
using FindWitness = std::function<std::optional<Witness>(const model::Policy& policy, const Sought& sought)>;

// Nothing where an error was reported (here or by parse into the same sink). What can happen and is doubtful is said only with a record
// that shows it, and so only where somebody finds one.
std::optional<model::Policy> check(const ast::File& file, Sink& sink, const FindWitness& find_witness = {});

// Says of all that was reported in which clause of the file it stands.
void name_clauses(const ast::File& file, Sink& sink);

}  // namespace pol::check
