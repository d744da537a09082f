// What was written in a wording, before any name is resolved: one struct per construct, in closed variants, each with its span.
// Built by syntax/, read by check/, printed by ast/print. Nothing here knows what a name means.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/span.h"

// One struct a line, as a table of what can be written.
// clang-format off
namespace pol::ast {

struct Name {
  std::string text;
  Span span;
};

// A quoted text, without its quotes: clause numbers, titles, editions.
struct Text {
  std::string value;
  Span span;
};

// `en "Cancer"`: a title in one language.
struct Title {
  Name language;
  Text text;
};

// ---- expressions -----------------------------------------------------------------------------------------------------------------

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct Truth { bool value; };                                      // yes, no
// `20_000_000 VND`, `5%`, `28 days`, `9 months`, `20 m`, `0`. Digits keep their decimals and have lost their underscores; the unit is as
// written ("VND", "%", "days", "months", "years", "m") and empty where none stands.
struct Number { std::string digits; std::string unit; };
struct Date { std::string text; };                                 // 2010-08-17, not yet known to exist
struct Path { std::vector<Name> names; };                          // claim.accident.date, certificate.plan, schedule.B1, event, Cancer
struct Call { Name callee; std::vector<ExprPtr> arguments; };      // insured_age(event)
struct Not { ExprPtr operand; };
// Two or more operands of the same word, flat. `mixed` where `and` and `or` stand side by side without brackets (check refuses it).
struct And { std::vector<ExprPtr> operands; };
struct Or { std::vector<ExprPtr> operands; bool mixed = false; };
enum class CompareOp { equal, not_equal, less, less_equal, greater, greater_equal };
struct Compare { CompareOp op; ExprPtr left, right; bool if_any = false; };
enum class ArithmeticOp { add, subtract, multiply, divide, share_of };   // share_of: `P of M`
struct Arithmetic { ArithmeticOp op; ExprPtr left, right; };
// `x is a`, `x is not a`, `x is one of a, b`, `x is not one of a, b`; names are found by the type of the subject.
struct IsOneOf { ExprPtr subject; bool if_any = false; bool negated = false; std::vector<Name> names; };
struct IsPresent { ExprPtr subject; bool negated = false; };       // is present, is absent (negated)
// `set has a`, `set has all of a, b`, `set has any of a, b`.
enum class HasKind { one, all, any };
struct Has { ExprPtr subject; HasKind kind; std::vector<Name> names; };
struct Between { ExprPtr subject; bool if_any = false; ExprPtr from, through; };   // in A through B, both ends included
// x within N after d | at least N after d | no later than N after d | more than N after d | on or before d | on or after d | before d |
// after d. `distance` is empty for the last four.
enum class TimingKind { within, at_least, no_later_than, more_than, on_or_before, on_or_after, before, after };
struct Timing { TimingKind kind; ExprPtr subject; bool if_any = false; ExprPtr distance; ExprPtr anchor; };
struct Otherwise { ExprPtr value, fallback; };                     // X otherwise Y
struct Proved { ExprPtr operand; };                                // proved X: holds only for a known yes
// `by X { a, b: V   otherwise: V }`
struct ChoiceCase { std::vector<Name> names; bool otherwise = false; ExprPtr value; Span span; };
struct Choice { ExprPtr subject; std::vector<ChoiceCase> cases; };
enum class PickKind { smaller, larger, earlier, later };
struct Pick { PickKind kind; std::vector<ExprPtr> operands; };     // smaller of (a, b)
struct CompletedYears { ExprPtr from, to; };                       // completed years from A to B
struct DaysBetween { ExprPtr from, to; };                          // days from A to B
// already paid for B2 | something already paid for B2 | nothing already paid for B2 | first event date of B2.
// No benefit: `this benefit` where the word stands, `any benefit` where nothing stands.
enum class HistoryKind { amount, something, nothing, first_event_date };
struct History { HistoryKind kind; std::optional<Name> benefit; bool this_benefit = false; };

// `Text` stands only as a literal: the value of a setting (`id "EX-1"`) or of `presumed`.
using ExprNode = std::variant<Truth, Number, Date, Path, Call, Not, And, Or, Compare, Arithmetic, IsOneOf, IsPresent, Has, Between, Timing,
                              Otherwise, Proved, Choice, Pick, CompletedYears, DaysBetween, History, Text>;

struct Expr {
  Span span;
  ExprNode node;
};

// ---- lines of a clause -----------------------------------------------------------------------------------------------------------

// What may stand behind a line. `for` narrows the line to some benefits.
struct Unless {
  ExprPtr condition;
  std::vector<Name> benefits;      // `unless X for B1`; empty: for all
  Span span;
};
enum class ElseKind { decline, pend, refer };
struct Tails {
  ExprPtr when;
  std::vector<Unless> unless;
  std::vector<Name> benefits;      // `for A, B`; empty: all
  ElseKind otherwise = ElseKind::decline;
  std::optional<Name> effect;      // `as ends`
};

struct Line;

struct AppliesTo { bool every = false; bool together = false; std::vector<Name> benefits; };   // applies to every benefit [together] | A, B
struct About { std::vector<Path> records; std::vector<Span> spans; };
struct Event { ExprPtr date; };
struct When { ExprPtr condition; };                                 // the clause applies at all only when
struct Requires { std::vector<ExprPtr> conditions; Tails tails; };
struct Excludes { std::vector<ExprPtr> causes; Tails tails; };
struct AllUnless { ExprPtr condition; std::vector<Name> benefits; };
struct Survival { ExprPtr distance, anchor, death; };               // survival N after D death on X
struct Waiting { ExprPtr distance, anchor; };                       // waiting N from D
struct Pends { ExprPtr until; };                                    // pends until D
struct Pays { ExprPtr amount; Tails tails; };
struct Less { ExprPtr amount; Tails tails; };
struct UpTo { ExprPtr amount; Tails tails; };                       // up to X per certificate; in a `limit`: at most X per certificate
struct Fails {};                                                    // in a case of `by`: the term is no
struct ByLineCase { std::vector<Name> names; bool otherwise = false; std::vector<Line> lines; Span span; };
struct ByLines { ExprPtr subject; std::vector<ByLineCase> cases; };

using LineNode = std::variant<AppliesTo, About, Event, When, Requires, Excludes, AllUnless, Survival, Waiting, Pends, Pays, Less, UpTo, Fails,
                              ByLines>;

struct Line {
  Span span;                       // the whole line with its tails
  Span keyword;                    // its first words
  std::vector<Text> numbers;       // `requires "II.D.1", "I.6" ...`; empty: the clause's own
  LineNode node;
};

// ---- records ---------------------------------------------------------------------------------------------------------------------

enum class TypeKind { boolean, text, date, integer, decimal, percent, money, one_of, set_of, record, group, named };
struct Field;
struct FieldType {
  TypeKind kind;
  Name name;                       // the word as written: `bool`, `VND` (money), `Benefit` (named) ...
  std::vector<Name> members;       // one_of, set_of
  ExprPtr from, to;                // `0 to 1_000`: declared range, else empty
  std::string unit;                // `m`
  std::optional<int> decimals;     // `with 2 decimals`
  std::vector<Field> fields;       // record, group
  Span span;
};
enum class Presence { required, key, presumed, optional };
struct Field {
  std::vector<Name> names;         // `sudden, unintended : bool`
  FieldType type;
  Presence presence = Presence::required;
  ExprPtr presumed;                // presumed V
  std::optional<Text> absent;      // optional absent "..."
  std::vector<Name> labels;        // personal
  Span span;
};

// ---- declarations ----------------------------------------------------------------------------------------------------------------

struct PolicyHeader {
  Name name;
  std::vector<Title> titles;
  std::optional<Text> edition;
  ExprPtr in_force_from;
  std::optional<Name> currency;
  std::optional<Name> rounding_mode;
  ExprPtr rounding_unit;
  std::optional<Name> months_mode;
  std::vector<Name> waterfall;     // clauses after `own lines`, in order
  Span span;
};
struct Certificate { std::vector<Field> fields; Span span; };
struct Question { Name name; std::vector<Field> fields; std::optional<Name> lines; std::optional<Name> today; Span span; };
struct TableRow { Name name; std::vector<ExprPtr> cells; std::vector<Title> titles; Span span; };
// `table schedule "Schedule" in VND across certificate.plan { columns a b   B1 10 20 }`
struct Table { Name name; std::optional<Text> number; std::vector<Title> titles; std::optional<Name> currency; Path across; Span across_span;
               std::vector<Name> columns; std::vector<TableRow> rows; Span span; };
// A named value (`define x(a) = ...`) has a body; a term (`define Term "n" { ... }`) has lines.
struct Define { Name name; std::optional<Text> number; std::vector<Title> titles; std::vector<Name> parameters; ExprPtr body;
                std::vector<Line> lines; Span span; };
enum class ClauseKind { benefit, condition, exclusion, limit };
struct Clause { ClauseKind kind; Name name; std::optional<Text> number; std::vector<Title> titles; std::vector<Line> lines; Span span; };

// `illness.result_date 2011-01-20`, `benefits B2`, `causes.suicide unknown`, `accident absent`. Paths are relative to their block.
struct Setting { Path path; std::vector<ExprPtr> values; bool unknown = false; bool absent = false; Span span; };
struct SettingBlock { Name block; std::vector<Setting> settings; Span span; };
struct Sample { Name name; std::optional<Name> start; std::vector<SettingBlock> blocks; Span span; };        // sample silver { ... }
// `expect paid B2 20_000_000 VND because "II.B"`, `expect pended B1 missing claim.x`, `expect declined B1 because "III.b"`, `expect invalid`
struct Expectation { Name status; std::optional<Name> benefit; ExprPtr amount; std::vector<Text> because; std::vector<Path> missing; Span span; };
struct ExampleStep { std::vector<SettingBlock> blocks; std::vector<Expectation> expectations; Span span; };
struct Example { Text title; std::optional<Name> start; std::vector<ExampleStep> steps; Span span; };

using Declaration = std::variant<PolicyHeader, Certificate, Question, Table, Define, Clause, Sample, Example>;

struct File {
  std::vector<Declaration> declarations;   // in the order of the file
};

}  // namespace pol::ast
// clang-format on
