// What an expression means. The meaning of each node is stated here once; both evaluators follow it.
//
// Values are sets of possible values (language, section 4). A truth may be yes, no, or either; an enum any of some of its cases; a number,
// amount or date anything between two bounds; a set has members it must have and members it may have. A known value is the set of one.
// Each operator sees only the sets of its operands. A value that is not single rests on what its own operands that are not single rest on;
// a single value rests on nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/exact.h"
#include "base/span.h"

namespace pol::model {

// Indices into the vectors of Policy.
using EnumId = std::uint32_t;
using FactId = std::uint32_t;
using NumberId = std::uint32_t;   // a clause number as reasons print it; ids rise in the order of first declaration
using BenefitId = std::uint32_t;  // ordinal in the enum of benefits
using TableId = std::uint32_t;
using DefinitionId = std::uint32_t;
using ElementId = std::uint32_t;  // one for each list expression as it stands in the model: which element of which list is meant

inline constexpr std::uint32_t none = 0xffffffff;

enum class Kind { boolean, enumeration, set, integer, decimal, percent, money, date, days, months, text };

// Numbers are integers in units of 10^-decimals (money: minor units of its currency; date: days since 1970-01-01).
struct Type {
  Kind kind = Kind::boolean;
  EnumId enum_id = none;  // enumeration, set
  int decimals = 0;       // decimal, percent, money
  std::string currency;   // money

  bool operator==(const Type&) const = default;
};

bool is_number(Kind kind);  // everything with bounds: integer, decimal, percent, money, date, days, months

// Both ends included, in the units of the type: what a field may hold, what a table is asked.
struct Range {
  std::int64_t from = 0;
  std::int64_t to = 0;

  bool operator==(const Range&) const = default;
};

// What lies between the facts and an answer may be wider than either: a sum of amounts times a share with nine decimals. Check proves that
// it fits 256 bits, and that what is paid, shown, or kept fits 64.
struct Extent {
  Int256 from = 0;
  Int256 to = 0;

  constexpr Extent() = default;
  constexpr Extent(Int256 least, Int256 greatest) : from(least), to(greatest) {}
  constexpr Extent(Range range) : from(range.from), to(range.to) {}  // NOLINT(google-explicit-constructor): every range is one
  bool operator==(const Extent&) const = default;
};

bool is_narrow(const Extent& extent);  // fits 64 bits
Range narrowed(const Extent& extent);  // of one that does; throws std::logic_error where it does not: a defect of ours
std::int64_t nearest(Int256 value);    // of those that 64 bits have

// One struct a line, as a table of what can be meant.
// clang-format off
struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;       // shared: a definition, an event or a running amount stands in many places

struct Constant { std::int64_t value; };           // truth 0/1, case ordinal, number in its units
// Of an absent optional fact: not judged (a guard around it decides; any value will do). `element`: of a member of a list, whose.
struct FactValue { FactId fact; ElementId element = none; };
struct FactPresent { FactId fact; ElementId element = none; };     // of an optional record or field
struct Definition { DefinitionId definition; };    // the value of a named value or the truth of a term
struct Not { ExprPtr operand; };
struct And { std::vector<ExprPtr> operands; };     // no if one is no; yes if all are yes; else either
struct Or { std::vector<ExprPtr> operands; };
struct Proved { ExprPtr operand; };                // yes for a known yes, else no: always single, rests on nothing
enum class CompareOp { less, less_equal, equal };
struct Compare { CompareOp op; ExprPtr left, right; };             // numbers of the same unit
// x is one of some cases: yes if all possible cases are among them, no if none is. Bit k of `cases` stands for case k.
struct IsCase { ExprPtr subject; std::vector<bool> cases; };
// all: yes if every one is a member for sure, no if one cannot be a member. any: yes if one is for sure, no if none can be.
struct Has { ExprPtr subject; bool all; std::vector<bool> members; };
enum class ArithmeticOp { add, subtract, multiply, smaller, larger };
struct Arithmetic { ArithmeticOp op; ExprPtr left, right; };       // on bounds; the product's are the least and greatest of the four products
struct AddMonths { ExprPtr date, months; calendar::MonthEnd end; bool as_heading = true; };  // else `end` was written where it stands
struct CompletedYears { ExprPtr from, to; calendar::MonthEnd end; };     // bounds: from.hi..to.lo gives the least, from.lo..to.hi the greatest
// Every case (of a truth: 0 no, 1 yes) stands in exactly one branch. Any branch with a possible case is possible: truths join, bounds span
// them all. Not single: rests on the subject and the possible branches.
struct Branch { std::vector<bool> cases; ExprPtr value; };
struct Choice { ExprPtr subject; std::vector<Branch> branches; };
struct TableCell { TableId table; std::uint32_t row; ExprPtr key; };     // as a Choice over the columns
// In which of some bands a number lies: band k runs from starts[k] to below starts[k + 1]; the first is open below, the last above. Of a type
// of its own kind (enumeration, enum_id none): the subject of a Choice with one case for each band. Possible: every band that the bounds touch.
struct Band { ExprPtr number; std::vector<std::int64_t> starts; };
// Of the elements of a list, in its order; an absent optional list has none, an absent required one is unknown as a whole: whatever is asked
// of it is then anything of its type (a number: in its range), resting on the list. Of the records around a list that are not given the
// outermost decides: within an optional one it has no elements, within a required one it is unknown, resting on that record. `body` reads the element (FactValue with this
// ElementId), and whatever else, also elements of list expressions that it stands in. any: Or over the bodies; no where there is no element. sum: Add over the bodies; 0 where there is none. (count and `where` are written
// into the body: yes 1, no 0.)
enum class ListKind { any, sum };
struct OfList { ListKind kind; FactId list; ElementId element; ExprPtr body; };
// The least (greatest) body among the elements for which `where` holds; `otherwise` where there is none. An element with an undecided `where`
// may be there or not. Bounds: of the least, from the least that any possible element or, where none is there for sure, `otherwise` gives, to
// the least that those there for sure give (where none is, to the greatest that any possible element or `otherwise` gives). Rests, where it
// is not single, on `where` and body of each element that may be there, and on `otherwise` where none is there for sure.
struct Extreme { bool smallest; FactId list; ElementId element; ExprPtr where, body, otherwise; };
// The running value begins at `start` and becomes `body` for each element in turn: in the order of the list, or, with a key, by rising
// (falling) key, equal keys in the order of the list. Where two or more elements are there and a key is not single, the order is unknown: the
// result is anything in the range, resting on everything that keys, start and bodies (run in the order of the list) rest on. `body` reads the
// running value (Running with this ElementId). Check proved that start and body stay in the range.
struct Fold { FactId list; ElementId element; ExprPtr start, key, body; bool descending = false; };
struct Running { ElementId element; };
// The quotient of two products, rounded to a multiple of `unit` (in units of the type): round(product(numerators) / product(denominators) /
// unit) * unit. Exact in between: check proved that both products fit 256 bits and that no denominator can be 0 or less. On bounds: a product's
// are the least and greatest of the four, factor by factor from the left; the quotient's those of the four quotients. Held within `range`, single or not: check says of what it cuts off that it does not matter.
struct RoundedQuotient { std::vector<ExprPtr> numerators, denominators; RoundingMode mode; std::int64_t unit = 1; };
// Which element is meant, from 0 in the order of the list: always single.
struct ElementIndex { ElementId element; };
// What is left of `factor` times `other` over a whole multiple of `divisor`, all not below 0, the divisor above, and `other` never above the
// divisor. Single, exactly, where all three are, and 0 where a factor is 0; else anything below the greatest divisor. Check proved that the
// product fits 256 bits.
struct Remainder { ExprPtr factor, other, divisor; };
// Two products compared, exactly (256 bits): how fractions are compared once their denominators, all above 0, are multiplied out.
struct CompareProducts { CompareOp op; std::vector<ExprPtr> left, right; };
// Two texts of the record (FactValue): yes or no where both are known, else either.
struct SameText { ExprPtr left, right; };
// Net of reversals, never below 0, earlier paid lines of this claim included. Without `event` always single. With it only what was paid for
// that event date: from the least to the greatest net of the dates that the event may have (0 for a date without entries); entries without
// an event date may be of any day, so they widen the upper end by what is left of them net, and rest on nothing.
struct HistoryAmount { std::vector<BenefitId> benefits; ExprPtr event; };
// The earliest event date on which something is left paid (net) for the benefit; guarded by `something already paid`. Any date of the range if
// that entry has no event date.
struct FirstEventDate { BenefitId benefit; };
struct StepAmount { std::uint32_t step; };         // the running amount after an earlier step of the same line
struct Released { ExprPtr operand; std::uint32_t release; };       // the operand's value; it may be shown, whatever is labelled in it

using ExprNode = std::variant<Constant, FactValue, FactPresent, Definition, Not, And, Or, Proved, Compare, IsCase, Has, Arithmetic, AddMonths,
                              CompletedYears, Choice, TableCell, Band, OfList, Extreme, Fold, Running, ElementIndex, Remainder, RoundedQuotient, CompareProducts,
                              SameText, HistoryAmount, FirstEventDate, StepAmount, Released>;

// clang-format on
struct Expr {
  ExprNode node;
  Type type;
  Extent range;  // numbers only
  Span span;
};

const FactValue* text_of(const Expr& expr);  // the field that a text is, released or not; none of what is no text

}  // namespace pol::model
