// What is worked out once and kept while a wording is read, each in the form in which it stands.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/operand.h"
#include "check/scope.h"
#include "check/term.h"
#include "check/wording.h"

namespace pol::check {

// How a named value or term without parameters stands.
struct Settled {
  enum class State { untouched, open, done };
  State state = State::untouched;
  bool uses_line = false;
  bool uses_claimable = false;
  bool uses_amount = false;
  Operand value;
  TermPtr term;
  std::size_t depth = 0;  // of definitions one upon the other
};
// A definition written out at one place.
struct Written {
  Operand value;
  TermPtr term;
  bool uses_claimable = false;
};

// A verdict without arguments.
struct SettledVerdict {
  Settled::State state = Settled::State::untouched;
  std::optional<VerdictOf> value;
};

// A `presume`.
struct SettledPresumption {
  Settled::State state = Settled::State::untouched;
  bool good = false;
  ExprPtr presumed, rebutted;
  Operand from;  // the set of those that presume
};

// An argument that was taken for a case, and is the name of a value too.
struct TakenForCase {
  ast::Name name;
  Declared value;
  std::set<EnumId> types = {};
};

// What names behind `is` or `has` stand for.
struct MeantCases {
  std::vector<bool> mask;
  std::vector<ExprPtr> values;  // or the case that one of these has
};

// What is known of definitions with arguments that nothing uses (try_out.cpp).
struct Trial {
  bool running = false;
  std::set<std::size_t> used, tried, called;  // by what decides; read with arguments unknown; by one of these
  std::set<const ast::Expr*> read;            // while it is running
};

// A field of the rows of an output.
struct DeclaredField {
  std::string name;
  std::optional<model::Type> type;  // where it is declared
};

// A `split`.
struct SettledSplit {
  bool open = false;  // being read
  bool good = false;
  Listed listed = {none, none};
  ExprPtr amount, fits, total, left;            // of a list: definitions that all parts share
  ExprPtr base, used, above, step;              // equally
  std::map<ElementId, ExprPtr> parts, weights;  // by element
  std::vector<ExprPtr> parties;
};

// Which cases of the subject a branch is for: one mask a written case.
struct Cases {
  ExprPtr subject;  // of `this benefit`, while no benefit is judged, one that stands for any
  std::vector<std::vector<bool>> masks;
  std::optional<std::size_t> chosen;  // of `this benefit`
};
struct CaseNames {
  const std::vector<ast::Name>* names;
  bool otherwise;
  Span span;
};

// What a row of a parameter is asked for with.
// rows of parameters (check_parameter_rows.cpp)
struct RowKeys {
  std::vector<ExprPtr> keys;
  ExprPtr present;  // where a key may be absent
};

}  // namespace pol::check
