// What an expression stands for while it is read: a value, a fraction or several, a record by its name.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/wording.h"

namespace pol::check {

using model::ElementId;
using model::EnumId;

// One of several fractions that are added up, in units of the type of their sum: a product over a product.
struct Summand {
  std::vector<ExprPtr> over, under;
  bool taken_off = false;
};
struct Alternatives;

// What an expression stands for: a value, or a record, group or list by its name.
struct Operand {
  ExprPtr expr;
  std::string unit = {};        // of a plain number: "m"
  FactId record = none;         // where the name of a record, group or list stands; then there is no expression
  ElementId element = none;     // with a record: the element of a list that it is, or is part of
  ExprPtr present = {};         // a truth: where it is no there is no value. Empty: always there. Presence of facts is not meant (guards.h)
  std::string why_absent = {};  // where `present`: in words, when there is none
  ExprPtr covered = {};         // where `present`: yes also where no value means that there is no limit. Empty: as `present`
  ExprPtr unlimited = {};       // with `covered`: where no value means that there is no limit
  bool surely_covered = false;  // with `covered`: it is known to be yes where the value matters
  std::vector<ExprPtr> factors = {};                 // a fraction: `expr`, whose type it has, times these ...
  std::vector<ExprPtr> denominators = {};            // ... divided by these, exactly. All of them are above 0
  std::optional<calendar::MonthEnd> month_end = {};  // of months that are added to a date otherwise than the heading says
  std::vector<ExprPtr> members = {};  // of a set that is written out, by case: whether it is a member; `expr` has its type only
  bool is_range = false;              // the band of a parameter: no value, only there or not
  bool given = false;                 // where `present`: it is known to be yes where the value matters
  std::vector<Summand> more = {};     // a fraction: these are added to it, each divided by something else
  std::shared_ptr<const Alternatives> alternatives = {};  // a fraction that is one of these: of `expr` only the type is meant
  ExprPtr and_days = {};                                  // with months in `expr`: a length of time of both; only added to dates
  std::optional<ast::Name> case_name = {};  // of an argument: a case, of whichever type it is compared with; nothing else is there
  std::function<Operand()> or_value = {};   // with `case_name`: what is called so as well, read where no such case is wanted

  // Whether there is a value, or none because nothing is limited.
  ExprPtr is_covered(Span span) const;

  bool failed() const { return !expr && record == none && !case_name; }
  bool is_fraction() const { return !factors.empty() || !denominators.empty() || !more.empty() || alternatives; }
  bool is_one_fraction() const { return more.empty() && !alternatives; }
};

// Fractions of one type of which the value is the smallest, the largest, or that of the case that holds. Rounding and comparing keep the
// order of numbers, so that which one it is can wait until each of them is rounded or compared.
struct Alternatives {
  enum class Which { smallest, largest, of_the_case };
  Which which;
  std::vector<Operand> of;
  ExprPtr subject = {};  // of_the_case
  std::vector<std::vector<bool>> masks = {};
};

std::vector<ExprPtr> parts_of(const Operand& value);      // all expressions that it is made of
std::optional<bool> is_below_zero(const Operand& value);  // or is not; nothing where it may be either
// Each of them replaced.
Operand with_parts(const Operand& value, const std::function<ExprPtr(const ExprPtr&)>& replace);

}  // namespace pol::check
