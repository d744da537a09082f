// What clauses do to a line: grounds and steps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/expr.h"
#include "model/record.h"

namespace pol::model {

enum class ClauseKind { term, benefit, condition, exclusion, limit, table, output, answer, law, verdict, presumption };
struct Clause {
  ClauseKind kind;
  std::string name;
  NumberId number;
  std::vector<Title> titles;
  Span span;
};

// A named value or term without parameters (those with parameters are written out where they are used).
struct NamedValue {
  std::string name;
  NumberId number = none;  // of a numbered term
  ExprPtr value;
};

struct Table {
  std::string name;
  NumberId number;
  Type type;   // of the cells
  EnumId key;  // one column for each case, in the order of the cases
  std::vector<std::string> rows;
  std::vector<std::vector<std::int64_t>> cells;  // [row][case]
};

// In the order in which the contract lists them.
enum class Effect { requires_it, excludes, limits, ends, waits, refers, prior_paid, duplicates };
enum class StepEffect {
  benefit,
  eligible,
  ineligible,
  other_insurance,
  deductible,
  coinsurance,
  sublimit,
  limit,
  aggregate,
  prior_paid,
  share,
  rounding
};
// declines, pends, refers: of lines (and `refers when` of an answer: refers). drops: takes an item out of a `pays each`; a reason where the
// line pays, and where it is declined and the first step leaves nothing. decides: gives a reason for an output, or for what a line's
// verdict pays: whatever the status of the line is then. breaks: makes the record invalid. declassifies: no reason, but an entry in
// `declassified` where it may hold and the line pays or is pended, or the output is shown. Only the first three have to do with the status,
// and only they count for what it rests on.
enum class Role { declines, pends, refers, drops, decides, breaks, declassifies };

// Something that by itself declines, pends or refers the line where its condition is yes (established); open where it is yes or no.
// The condition is already guarded: it is no where the clause is not judged (an optional record that it reads is absent).
struct Ground {
  NumberId number;
  Effect effect;
  Role role;
  ExprPtr condition;
  Span span;
  bool presumed = false;        // where it is established a `presume` decided
  std::uint32_t lifted = none;  // of one that declassifies: which entry of Policy::lifted; it has no number
  std::uint32_t output = none;  // of a question's: by which of its outputs
  // What a presumption has to decide for the reason to be a presumed one, where that is not all of the condition: of a case its own `when`,
  // whatever came before it. A constant yes where nothing in it may be presumed.
  ExprPtr own = {};
  bool silent = false;  // declines, and is no reason
};

bool is_asked_apart(const Ground& ground);  // of `own` has to be asked whether a presumption decided

// A limit that a step applies: `used` of it is taken by the history (and earlier lines of the claim). Below 0: there is none for this line.
// Of items: the least of those that cut an item, of which then nothing is left; the step itself takes nothing.
struct LimitUse {
  ExprPtr limit, used;
  bool of_items = false;
};

struct Step {
  NumberId number;
  StepEffect effect;
  Effect reason;  // the reason reported where the step took money of a paid line
  ExprPtr after;  // the running amount after the step, never below 0
  std::optional<LimitUse> limit;
  Span span;
  bool silent = false;  // taking money of a paid line is no reason; of the first amount: nor is that it is open
};

// Everything that decides one benefit: its own lines and those of every general clause that applies to it, taken together.
// Status: a declining ground established: declined. Else, where a declining ground is open, or a pending ground established or open:
// pended. Else a referring ground established: referred. Else, where a referring ground is open, or the amount not single: pended. Else
// paid. The grounds of an amount known to be 0 are among `grounds`, each step having its own. The least a pended line can pay is 0 where a
// declining ground is open, else the least of its amount.
struct Line {
  BenefitId benefit;
  NumberId number;
  ExprPtr event;                // a date; booked with what is paid. Empty: none, and booked without
  std::vector<Ground> grounds;  // in the order of declaration
  std::vector<Step> steps;      // at least one; the last gives the amount
};

std::string_view name_of(Effect effect);  // "requires", as the contract writes it
std::string_view name_of(StepEffect effect);
std::string_view name_of(Role role);

}  // namespace pol::model
