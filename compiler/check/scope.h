// What names mean where an expression stands, and what it may stand in: an element of a list, the line of a benefit, a verdict.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/guards.h"
#include "check/operand.h"
#include "check/wording.h"

namespace pol::check {

struct VerdictOf;

// What a general clause knows of the line it judges.
struct LineScope {
  BenefitId benefit = none;
  ExprPtr event;                       // empty where the benefit's own event failed
  ExprPtr claimable;                   // where empty: the event
  ExprPtr claimable_present;           // where empty: always; whoever reads `claimable` is not judged where it is no
  const VerdictOf* verdict = nullptr;  // that decides the benefit
  ExprPtr open;                        // with a verdict: whether the benefit collects grounds of its own
};

// A list and the name for one of its elements, as in `any e in claim.expenses`.
struct Listed {
  FactId list;
  ElementId element;
  // `any p in claim.bills.positions`: the bills, over all of which it goes; the outermost first.
  std::vector<std::pair<FactId, ElementId>> through = {};
};

// One case of a verdict.
struct GateOf {
  ast::GateKind kind;
  std::size_t result;  // case of the verdict's type
  std::vector<NumberId> numbers;
  model::Effect effect;
  ExprPtr when;   // what it reads is there
  ExprPtr taken;  // `when`, but no where it is open and a later case is sure to come to the same
  std::vector<Operand> carried;
  Span span;
};
// A verdict as it stands, or written out for its arguments.
struct VerdictOf {
  const ast::Verdict* written;
  model::Type type;
  std::vector<GateOf> gates;
  ExprPtr name;  // which result it takes
};

// What names mean where an expression stands.
struct Scope {
  std::map<std::string, FactId> records;  // by their last names: those of `about` lines
  std::set<std::string> not_about;        // the name behind an `about` that names no record
  std::map<std::string, Operand> parameters;
  GuardSet known;                   // there already, so that presence need not be asked for again
  GuardSet demanded;                // so by lines above, wherever the value matters
  std::vector<ExprPtr> relied_on;   // what was read because of these is there where these hold
  const LineScope* line = nullptr;  // empty while a clause is read for no benefit in particular
  std::uint32_t question = none;    // whose `today` is meant; none: that of the lines
  std::uint32_t answer = none;      // whose own names are meant too
  const Operand* block = nullptr;   // whose members are meant by their bare names: of a `valid`
  ExprPtr amount;                   // the running amount, while a clause takes its turn in the waterfall
  bool uses_line = false;           // set where the event, `this benefit`, `claimable` or `amount` was met
  bool uses_claimable = false;      // set where `claimable` was met
  bool uses_amount = false;         // set where `amount` was met
  bool in_event = false;            // the `event` line itself is being read
};

}  // namespace pol::check
