// A term taken apart: what it is about, and what it asks for, line by line. Its truth is one expression; where a term is required, the
// parts become the grounds, so that each failure is reported under its own number.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "check/guards.h"

namespace pol::check {

struct Term;
using TermPtr = std::shared_ptr<const Term>;

// One test of a `requires`; where it is just a term, that term's parts.
struct Tested {
  ExprPtr truth;
  TermPtr term;
};

// The line that declares something: its numbers (none: those of the clause around it), and where it stands.
struct Place {
  std::vector<NumberId> numbers;
  Span span;
};

struct TermAbout {
  Place place;
  ExprPtr present;
};

// Asked for while `when` is yes (empty: always) and none of `unless` is.
struct TermTest {
  Place place;
  Tested tested;
  ExprPtr when;
  std::vector<ExprPtr> unless;
};

struct TermFails {
  Place place;
};

struct TermCase;
// `by X { ... }`; `truth` is what it comes to as a whole.
struct TermChoice {
  Place place;
  std::vector<TermCase> cases;
  ExprPtr truth;
};

using TermItem = std::variant<TermTest, TermFails, TermChoice>;

struct TermCase {
  ExprPtr guard;  // the subject is of this case
  std::vector<TermItem> items;
};

struct Term {
  std::vector<NumberId> number;  // its own; empty: it is reported under the number of the line that uses it
  std::vector<TermAbout> abouts;
  std::vector<TermItem> items;
  ExprPtr truth;
};

}  // namespace pol::check
