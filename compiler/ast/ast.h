// What was written in a wording, before any name is resolved: one struct per construct, in closed variants, each with its span.
// Built by syntax/, read by check/, printed by ast/print. Nothing here knows what a name means.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
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
struct FieldType;
using ExprPtr = std::unique_ptr<Expr>;

struct Truth { bool value; };                                      // yes, no
// `20_000_000 VND`, `5%`, `28 days`, `9 months`, `20 m`, `0`. Digits keep their decimals and have lost their underscores; the unit is as
// written ("VND", "%", "days", "months", "years", "m") and empty where none stands.
struct Number { std::string digits; std::string unit; };
struct Period { std::vector<Number> parts; };                       // 1 year and 3 months and 10 days, the larger unit first
struct Date { std::string text; };                                 // 2010-08-17, not yet known to exist
struct Path { std::vector<Name> names; };                          // claim.accident.date, certificate.plan, schedule.B1, event, Cancer
// insured_age(event); `harm(v).ground`: what the result of a verdict carries.
struct Call { Name callee; std::vector<ExprPtr> arguments; std::optional<Name> part = {}; };
struct Not { ExprPtr operand; };
// Two or more operands of the same word, flat. `mixed` where `and` and `or` stand side by side without brackets (check refuses it).
struct And { std::vector<ExprPtr> operands; };
struct Or { std::vector<ExprPtr> operands; bool mixed = false; };
enum class CompareOp { equal, not_equal, less, less_equal, greater, greater_equal };
struct Compare { CompareOp op; ExprPtr left, right; bool if_any = false; bool right_if_any = false; };   // `left if any < right if any`
enum class ArithmeticOp { add, subtract, multiply, divide, share_of };   // share_of: `P of M`
struct Arithmetic { ArithmeticOp op; ExprPtr left, right; };
// `x is a`, `x is not a`, `x is one of a, b`, `x is not one of a, b`; names are found by the type of the subject.
struct IsOneOf { ExprPtr subject; bool if_any = false; bool negated = false; std::vector<Name> names; };
struct IsPresent { ExprPtr subject; bool negated = false; };       // is present, is absent (negated)
// `set has a`, `set has all of a, b`, `set has any of a, b`.
enum class HasKind { one, all, any };
struct Has { ExprPtr subject; HasKind kind; std::vector<Name> names; bool if_any = false; ExprPtr of = {}; };   // of: `has claim.k`
// `x is this benefit`: IsOneOf with the one name "this benefit".
struct InRange { ExprPtr subject; bool if_any = false; ExprPtr range; };            // in band_table[c]: the band of a parameter
// in A through B, both ends included
struct Between { ExprPtr subject; bool if_any = false; ExprPtr from, through; bool from_if_any = false; bool through_if_any = false; };
// x within N after d | at least N after d | no later than N after d | more than N after d | on or before d | on or after d | before d |
// after d. `distance` is empty for the last four.
enum class TimingKind { within, at_least, no_later_than, more_than, on_or_before, on_or_after, before, after };
struct Timing { TimingKind kind; ExprPtr subject; bool if_any = false; ExprPtr distance; ExprPtr anchor; bool anchor_if_any = false; };
struct Otherwise { ExprPtr value, fallback; };                     // X otherwise Y
struct Proved { ExprPtr operand; };                                // proved X: holds only for a known yes
// declassify V for PURPOSE [to RECIPIENT] [for 3 years] under LAW: what is labelled in V may be shown.
struct Declassify { ExprPtr value; Name purpose, law; std::optional<Name> recipient = {}; ExprPtr period = {}; };
// `by X { a, b: V   otherwise: V }`
struct ChoiceCase { std::vector<Name> names; bool otherwise = false; ExprPtr value; Span span; };
struct Choice { ExprPtr subject; std::vector<ChoiceCase> cases; };
enum class PickKind { smaller, larger, earlier, later };
struct Pick { PickKind kind; std::vector<ExprPtr> operands; };     // smaller of (a, b)
struct CompletedYears { ExprPtr from, to; };                       // completed years from A to B
struct DaysBetween { ExprPtr from, to; };                          // days from A to B
// already paid for B2 | something already paid for B2 | nothing already paid for B2 | first event date of B2.
// No benefit: `this benefit` where the word stands, `any benefit` where nothing stands. `on this event` (not of first_event_date): only what
// was paid for the same event date.
enum class HistoryKind { amount, something, nothing, first_event_date };
struct History { HistoryKind kind; std::optional<Name> benefit; bool this_benefit = false; bool on_this_event = false; };
// `first of { V "n" when C   otherwise V }`: the value of the first case whose condition holds. A case without `when` but with `otherwise` is
// the last. `otherwise nothing`: the value is then absent (only where an absent value means something: `claimable`, outputs). The numbers and
// the effect are those of the reason that the case gives to an output.
struct FirstCase { ExprPtr value; std::vector<Text> numbers; ExprPtr when; std::optional<Name> effect; Span span; };
struct FirstOf { std::vector<FirstCase> cases; ExprPtr otherwise; bool otherwise_nothing = false; };
// `X rounded`, `X rounded up to 1_000 VND`: mode and unit of the heading where none is written.
struct Rounded { ExprPtr operand; std::optional<Name> mode; ExprPtr unit; };
// `12 months clamped`, `rolled`: what is added to a date where the heading says otherwise.
struct MonthEnd { ExprPtr operand; bool rolled; };
// What is asked of a list, element by element, in its order. `list` is a Path; `where` empty: every element.
//   any e in L where C | no e in L where C | all e in L where C          a truth (`value` empty)
//   count of e in L where C                                                 `value` empty
//   sum of V for e in L where C | smallest of V ... | largest of V ... | earliest of V ... | latest of V ...
enum class ListKind { any, none, all, count, sum, smallest, largest };
struct OfList { ListKind kind; ExprPtr value; Name element; ExprPtr list; ExprPtr where; };
// `fold total : percent 0% to 100% from 0% for e in L sorted by K descending where C { total + ... }`: the running value begins at `start`
// and becomes `body` for each element in turn; it stays in the declared range, which check proves.
struct Fold { Name running; std::shared_ptr<FieldType> type; ExprPtr start; Name element; ExprPtr list; ExprPtr key; bool descending = false;
              ExprPtr where; ExprPtr body; };
struct Position { Name element; };                                 // position of e: in its list, from 0
// `disability_rates[row.code].rate`, `band[age, sum]`: a row (or cell) of a table found by values. `column` empty: the table has one column.
struct Lookup { Name table; std::vector<ExprPtr> keys; std::optional<Name> column; };

// `liability pays`, `harm(v) refers`: what the case that a verdict takes does.
enum class GateKind { declines, refers, pays, decides };
struct VerdictState { ExprPtr subject; GateKind kind; };
// `set of { NotEnacted when C   log, separate_store }`: these members; those with a condition where it holds.
struct MemberCase { std::vector<Name> names; ExprPtr when; Span span; };
struct SetOf { std::vector<MemberCase> cases; };
// `the c in Class where ratio in band_table[c]`: the first case for which the condition holds; absent where there is none.
struct TheCase { Name name; Name type; ExprPtr where; };

// `Text` stands only as a literal: the value of a setting (`id "EX-1"`) or of `presumed`.
using ExprNode = std::variant<Truth, Number, Period, Date, Path, Call, Not, And, Or, Compare, Arithmetic, IsOneOf, IsPresent, Has, Between, InRange, Timing,
                              Otherwise, Proved, Choice, Pick, CompletedYears, DaysBetween, History, FirstOf, Rounded, OfList, Fold, Lookup,
                              VerdictState, SetOf, MonthEnd, TheCase, Declassify, Position, Text>;

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
  std::optional<Name> without = {};  // `without reason`
};

struct Line;

// applies to every benefit [except A, B] [together] | A, B [together]; with `every` the benefits are those left out
struct AppliesTo { bool every = false; bool together = false; std::vector<Name> benefits; };
struct About { std::vector<Path> records; std::vector<Span> spans; };
struct Event { ExprPtr date; };
struct When { ExprPtr condition; };                                 // the clause applies at all only when
struct Requires { std::vector<ExprPtr> conditions; Tails tails; };
struct Excludes { std::vector<ExprPtr> causes; Tails tails; };
struct AllUnless { ExprPtr condition; std::vector<Name> benefits; };
struct Survival { ExprPtr distance, anchor, death; };               // survival N after D death on X
struct Waiting { ExprPtr distance, anchor; };                       // waiting N from D
struct Pends { ExprPtr until; };                                    // pends until D
struct Claimable { ExprPtr date; };                                 // claimable D: the day from which the periods of a claim run
struct Pays { ExprPtr amount; Tails tails; };
// `pays each e in L { requires ...  excludes ...  counts V  up to X per item }`: a benefit in small for each item.
struct PaysEach { Name element; ExprPtr list; std::vector<Line> lines; };
struct Counts { ExprPtr amount; Tails tails; };                     // in `pays each`: what the item counts for
struct Less { ExprPtr amount; Tails tails; };
struct Leaves { ExprPtr amount; Tails tails; };                     // leaves X: what is left of the running amount
// up to X per certificate | per event | per item; in a `limit`: at most X per certificate | per event
enum class Per { certificate, event, item };
struct UpTo { ExprPtr amount; Per per = Per::certificate; Tails tails; };
struct RefersWhen { ExprPtr condition; };                           // in an `answer`: refers when C
struct Reverses { Name benefit; };                                  // in an `answer`: reverses D1
struct Fails {};                                                    // in a case of `by`: the term is no
struct DecidedBy { ExprPtr verdict; };                              // of a benefit or an answer: decided by liability
struct ByLineCase { std::vector<Name> names; bool otherwise = false; std::vector<Line> lines; Span span; };
struct ByLines { ExprPtr subject; std::vector<ByLineCase> cases; };

using LineNode = std::variant<AppliesTo, About, Event, Claimable, When, Requires, Excludes, AllUnless, Survival, Waiting, Pends, Pays, PaysEach,
                              Counts, Less, Leaves, UpTo, RefersWhen, Reverses, Fails, ByLines, DecidedBy>;

struct Line {
  Span span;                       // the whole line with its tails
  Span keyword;                    // its first words
  std::vector<Text> numbers;       // `requires "II.D.1", "I.6" ...`; empty: the clause's own
  LineNode node;
};

// ---- records ---------------------------------------------------------------------------------------------------------------------

// `valid cover_start <= cover_end`: a record that breaks it is invalid. Names are those of the block around it.
struct Valid { ExprPtr condition; Span span; std::string text; };     // `text`: the condition as written
enum class TypeKind { boolean, text, date, integer, decimal, percent, money, one_of, set_of, record, group, list, named };
struct Field;
struct FieldType {
  TypeKind kind;
  Name name;                       // the word as written: `bool`, `VND` (money), `Benefit` (named) ...
  std::optional<Name> per;         // `KRW per EUR`: a rate
  std::vector<Name> members;       // one_of, set_of; `set of Benefit`: empty, and `name` is the type
  std::vector<std::vector<Field>> carried;   // one_of of results, by member: `Liable(class : Class, ratio : ratio)`; empty: none carries any
  ExprPtr from, to;                // `0 to 1_000`: declared range, else empty
  std::string unit;                // `m`
  std::optional<int> decimals;     // `with 2 decimals`
  std::vector<Field> fields;       // record, group, list (`list of record { ... }`; of plain values, `list of int`, one without a name)
  std::optional<int> most;         // list: `at most 200 items`
  std::vector<Valid> valid;        // record, group: what must hold between its fields
  Span span;
};
enum class Presence { required, key, presumed, optional };
struct Field {
  std::vector<Name> names;         // `sudden, unintended : bool`
  FieldType type;
  Presence presence = Presence::required;
  ExprPtr presumed;                // presumed V; of a set its first member, or the name `none`
  std::vector<Name> presumed_too;  // of a set: `presumed red, blue`: the members behind the first
  std::optional<Text> absent;      // optional absent "..."
  std::vector<Name> labels;        // personal, or the name behind `labelled`
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
// `parameter class_ratio "A11" : Class -> ratio, some only, or none   source "..."`: no value of its own; whoever decides binds one. With keys: a
// row for each of their values, `some only`: for some. `is_range`: a cell is a band of such values. `record { ... }`: the type has fields.
struct NotNone { Name parameter; Name bound_to; };   // `or none unless presumption_mode is per_item`
struct Parameter { Name name; std::optional<Text> number; std::vector<Title> titles; std::vector<FieldType> keys; FieldType type;
                   bool is_range = false; bool some_only = false; bool or_none = false; bool no_overlaps = false; bool adds_up = false;
                   std::optional<Text> source; Span span; std::optional<NotNone> not_none = {}; };
struct Certificate { std::vector<Field> fields; std::vector<Valid> valid; Span span; bool optional = false; };
struct Question { Name name; std::vector<Field> fields; std::optional<Name> lines; std::optional<Name> today; std::vector<Valid> valid; Span span;
                  std::optional<Span> every_line = {}; };   // `lines every benefit`: always all of them
// `use "stdlib/dates.pol"`: everything declared there may be used here. Paths are relative to this file; `stdlib/` is polc's own.
struct Use { Text path; Span span; };
// `type Payee = one of insured, written_beneficiary, lawful_heirs`: an enum or a bounded number that several places share.
struct TypeName { Name name; FieldType type; Span span; };
// A cell, or one key of a row. Keys: a name (of a case), several names, a number or date, or a range `16 to 55`, `2010-01-01 to 2010-12-31`,
// `over 55`, `under 16`; `any` where the row is for all values of the key.
enum class CellKind { value, not_covered, unlimited, name };
struct Cell { CellKind kind = CellKind::value; ExprPtr value; Name name; Span span; };      // name: a case of the column's enum
struct RowKey { std::vector<Name> names; ExprPtr from, to; bool any = false; Span span; };  // `over`: `to` empty; `under`: `from` empty
struct TableRow { Name name; std::vector<RowKey> keys; std::vector<Cell> cells; std::vector<Title> titles; Span span; };
// `table schedule "Schedule" in VND across certificate.plan { columns a b   B1 10 20 }`: one column for each case of `across`, rows by name.
// `table rates "n" down RateCode { columns rate counted   R1 100% never }`: rows by key, columns by name. Where `RateCode` is no type yet the
// rows are its cases. `down age, sum : ...` has several keys; each key is a name of its own with a type: `down kind : DefectKind, age : int 0 to 17`.
struct DownKey { Name name; std::optional<FieldType> type; Span span; };
struct Table { Name name; std::optional<Text> number; std::vector<Title> titles; std::optional<Name> currency; std::optional<Path> across;
               Span across_span; std::vector<DownKey> down; std::vector<Name> columns; std::vector<TableRow> rows; Span span; };
// `outcome joining "IV.1" : one of accepted, not_accepted = first of { ... } when C`. Must be single, else the question pends (outcome), or is
// null while undecided (shown). `for` only outside an answer.
// `= list of { head h.head  amount h.amount } for h in L where C then list of ...`: then there is no value; a list of plain values has one
// field without a name. The type of a list says its fields likewise.
enum class OutputKind { outcome, shown };
struct RowField { Name name; ExprPtr value; };
struct ListPart { std::vector<RowField> fields; Name element; ExprPtr list; ExprPtr where; Span span;  // without a list: one row
                  ExprPtr key = {}; bool descending = false; };   // sorted by it
struct Output { OutputKind kind; Name name; std::optional<Text> number; std::vector<Title> titles; std::optional<FieldType> type; ExprPtr value;
                ExprPtr when; std::optional<Name> question; std::vector<ListPart> rows; Span span; };
// A named value (`define x(a) = ...`) has a body; a term (`define Term "n" { ... }`) has lines.
struct Define { Name name; std::optional<Text> number; std::vector<Title> titles; std::vector<Name> parameters; ExprPtr body;
                std::vector<Line> lines; Span span; };
// `answer cancellation "IV.6" en "Cancellation" { define ...  outcome ...  shown ...  refers when ...  reverses ... }`
struct Answer { Name question; std::optional<Text> number; std::vector<Title> titles; std::vector<Define> defines; std::vector<Output> outputs;
                std::vector<Line> lines; Span span; };
// `law medical_law "A2" en "..." in CN chosen by incident.tort_date { TLL 2010-07-01 through 2020-12-31 enacted "..." }`: which version of a rule
// holds. Both days of an interval are included; `never in force`: it has none. The time for which there is no law is a version `nothing`.
enum class LawStatus { enacted, model, proposed, repealed };
struct Version { Name name; ExprPtr from, through; bool has_interval = false; bool never = false; std::optional<LawStatus> status;
                 std::optional<Text> source; std::vector<Title> titles; Span span; };
struct Law { Name name; std::optional<Text> number; std::vector<Title> titles; Name jurisdiction; ExprPtr chosen_by;
             std::vector<Version> versions; Span span; };
// `verdict liability "n" : Outcome = first of { declines "A1" NotMedicalDamage when C   pays "A5" Liable(class_used, ratio_used) when D }`: the
// first case that holds decides. `otherwise` of the last one: it holds where no other does.
struct Gate { GateKind kind; std::vector<Text> numbers; Name result; std::vector<ExprPtr> carried; ExprPtr when; bool otherwise = false;
              std::optional<Name> effect; Span span; };
struct Verdict { Name name; std::optional<Text> number; std::vector<Title> titles; std::vector<Name> parameters; FieldType type;
                 std::vector<Gate> gates; Span span; };
// `presume fault "A6" from each f in incident.presumption_facts when C rebutted "A7" by proved D when E`: holds where C does and what rebuts it is
// not known. `from each` of a set: of each of its members on its own.
struct Presume { Name name; std::optional<Text> number; std::vector<Title> titles; std::optional<Name> element; ExprPtr set, when, rebutted_by,
                 rebutted_when; std::vector<Text> rebuttal_numbers; Span span; };
enum class ClauseKind { benefit, condition, exclusion, limit };
struct Clause { ClauseKind kind; Name name; std::optional<Text> number; std::vector<Title> titles; std::vector<Line> lines; Span span; };

// `claim.filed_date "Date of filing"`, `Payee.insured "..."`, `"II.B note a" as "II.B, ghi chú a" "..."` (then `path` has no names; `shown`: how
// the number itself is written): what letters call it.
struct LetterTitle { Path path; std::optional<Text> number, shown; Text title; Span span; };
// `tells "IV.9" for claim when declined "..."`: a sentence under letters about such decisions; without `when` under all.
struct LetterSentence { Text number; Name question; std::vector<Name> statuses; Text text; Span span; };
struct Letter { Name language; std::vector<LetterTitle> titles; std::vector<LetterSentence> sentences; Span span; };   // letter vi { ... }

// label identifiable, additional_info: beside `personal`, what fields may be marked with.
struct LabelName { Name name; bool never_released = false; };
struct LabelNames { std::vector<LabelName> names; Span span; };
// `export yearly "D-KR1" to third_party { age_band = V   claim.region }`: columns that somebody else is given. Without a name of its own a column is
// called by the last name of its value.
struct ExportColumn { Name name; ExprPtr value; };
struct Export { Name name; std::optional<Text> number; std::vector<Title> titles; Name recipient; std::vector<ExportColumn> columns; Span span; };

// `illness.result_date 2011-01-20`, `benefits B2`, `causes.suicide unknown`, `accident absent`. Paths are relative to their block.
// `expenses { kind surgery  amount 5 VND } { kind exam ... }`: all items of a list anew; `expenses[0].amount 7 VND`: of one that is there.
struct Setting { Path path; std::vector<std::optional<std::uint32_t>> positions;   // by name of the path: `[0]` behind it; empty: none at all
                 std::vector<ExprPtr> values; std::vector<std::vector<Setting>> items; bool unknown = false; bool absent = false; Span span; };
struct SettingBlock { Name block; std::vector<Setting> settings; Span span; };
struct Sample { Name name; std::optional<Name> start; std::vector<SettingBlock> blocks; Span span; };        // sample silver { ... }
// `expect paid B2 20_000_000 VND because "II.B"`, `expect pended B1 missing claim.x`, `expect declined B1 because "III.b"`, `expect invalid`
// `expect payee written_beneficiary`, `expect refund 0 VND`, `expect due_date absent`: an output (`status` is its name, `value` or `absent`).
// `expect that completed_age(2000-02-29, 2018-02-28) = 18`: a condition without any record (`that`), for values that need none.
// `expect warnings NotEnacted, Overdue`: of a set, all its members (`members` has the first one too).
struct Expectation { Name status; std::optional<Name> benefit; ExprPtr amount; std::vector<Text> because; std::vector<Path> missing; ExprPtr value;
                     bool absent = false; ExprPtr that; Span span;
                     std::vector<std::vector<std::optional<std::uint32_t>>> missing_positions;   // of each of `missing`, as in Setting
                     std::vector<Name> members = {};
                     std::vector<std::vector<Setting>> rows = {};   // of a list: `{ head medical } { ... }`
                     std::vector<ExprPtr> items = {}; };            // of a list of plain values: `5, absent, 7`
struct ExampleStep { std::vector<SettingBlock> blocks; std::vector<Expectation> expectations; Span span; };
struct Example { Text title; std::optional<Name> start; std::vector<ExampleStep> steps; Span span; };

// `split award "C1.7" of A among v in L where C pro rata to W otherwise equally`: parts for the elements of a list, or for named parties
// (`among doctor by 10%, institution the rest`: a share that is not there is the rest).
enum class SplitManner { pro_rata, by_share, equally };
enum class SplitElse { unsaid, equally, nothing };
struct SplitParty { Name name; ExprPtr share; };
struct Split { Name name; std::optional<Text> number; std::vector<Title> titles; ExprPtr amount; std::optional<Name> element; ExprPtr list; ExprPtr where;
               SplitManner manner; ExprPtr weight; std::vector<SplitParty> parties; SplitElse otherwise; Span span; };

// Per certificate: of what all its claims paid so far, this one included; else of what this claim pays.
struct Always { ExprPtr condition; bool per_certificate; ExprPtr when; Span span; };
struct Property { Text title; std::optional<Name> question; std::vector<Always> always; Span span; };

using Declaration = std::variant<PolicyHeader, Use, TypeName, Parameter, Certificate, Question, Table, Define, Law, Verdict, Presume, Clause, Output, Split, Answer,
                                 Letter, LabelNames, Export, Sample, Example, Property>;

struct File {
  std::vector<Declaration> declarations;   // in the order of the file
  bool is_whole = true;                    // nothing was left out, and nothing read that was not meant
  bool lacks_files = false;                // one that it uses could not be read
  std::set<std::string> lost;              // the words of what was left out: what is called so is not misspelt
  std::vector<Span> files;                 // of a wording in several: where each of them lies, the main one first; empty: this one alone
};

}  // namespace pol::ast
// clang-format on
