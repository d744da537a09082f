// What a wording means: every name resolved, every expression typed and bounded, every clause taken apart into what it does to a line.
// Made by check/, read by interpret/ and lower/ (which share nothing else), printed by model/print. The meaning of each node is stated here
// once; both evaluators follow it.
// length: the whole vocabulary of meaning on one page.
//
// Values are sets of possible values (language, section 4). A truth may be yes, no, or either; an enum any of some of its cases; a number,
// amount or date anything between two bounds; a set has members it must have and members it may have. A known value is the set of one.
// Each operator sees only the sets of its operands. A value that is not single rests on what its own operands that are not single rest on;
// a single value rests on nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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

// ---- expressions -----------------------------------------------------------------------------------------------------------------

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

// ---- what the record holds -------------------------------------------------------------------------------------------------------

// What something is called in one language.
struct Title {
  std::string language, text;
};

struct Enum {
  std::string name;  // "Benefit", or the path of the field that lists the cases
  std::vector<std::string> cases;
  std::vector<std::vector<Title>> titles = {};  // by case; empty where no letter calls any
};

enum class FactKind { leaf, record, group, list };
inline constexpr std::size_t most_lists_around = 3;  // of a fact
// List expressions, each of which doubles the code that explains: a split among the items of all items asks of each item about all others.
inline constexpr std::size_t most_lists_in_each_other = 4;
inline constexpr std::uint32_t most_elements = 1'000;  // of a list that does not say `at most N items`; the widths of sums rest on it
inline constexpr std::int64_t most_rows = 200'000;     // of a parameter by date or by two keys
enum class Presence { key, required, presumed, optional };

// A field, record, group or list of records, in the order of the schema: certificate first, then the questions; a parent stands before its
// members. Reading a list needs no guard (OfList). Of the records around a fact that are not
// given the outermost decides: a required one makes the fact, and whether it is present, unknown, resting on that record; an optional one
// not judged.
// The items of a list of plain values have one member, which has no name: "use_request.cells[]".
struct Fact {
  std::string name;
  std::string path;  // "claim.tumour.organ", "claim.expenses[].amount"
  FactKind kind;
  Presence presence;          // of a group: required, and never unknown itself
  Type type;                  // leaf only
  Range range;                // numbers only: what the record may give and an unknown one may be
  std::int64_t presumed = 0;  // presumed: truth, ordinal, number, or the members of a set as bits
  FactId parent = none;
  FactId list = none;      // the nearest list around it: then it has a value for each element
  std::uint32_t most = 0;  // of a list: it has no more elements, else the record is invalid
  std::string unit;        // "m"
  std::string absent;      // what absence says: "not cancelled"
  // May decide, and is not shown: `personal`, or of the wording's own. Those of what is around it too.
  std::vector<std::string> labels = {};
  bool parameter = false;  // not of the record: bound before, never unknown (key or optional), and nothing rests on it
  Span span;
  std::vector<Title> titles = {};
};

// What whoever decides has to bind. Its facts stand behind those of the record under one group; the fact of one with keys holds a member
// for each of their values.
struct Parameter {
  FactId fact;
  std::vector<Title> titles = {};
  std::string number = {}, source = {};  // as written; empty where nothing stands
  bool has_keys = false;
  bool no_overlaps = false;  // the bands of its rows
  bool adds_up = false;      // its values, to 1
  // It may not be none where that parameter, which has cases, is bound to this one.
  FactId not_none_with = none;
  std::uint32_t not_none_case = 0;
};

// ---- what is decided -------------------------------------------------------------------------------------------------------------

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
struct LimitUse {
  ExprPtr limit, used;
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

// ---- questions
// ---------------------------------------------------------------------------------------------------------------------------

enum class OutputKind { outcome, shown };
// Of an output that is a list: the fields of its rows; one without a name where the rows are plain values.
struct OutputField {
  std::string name;
  Type type;
};
struct RowValue {
  ExprPtr value;    // as that of an output
  ExprPtr present;  // a truth: no: null. Empty: always there
};
// A row for each element of the list for which `where` holds; without a list one, where it holds. Undecided while `where` is for an element
// of the list, or a field of a row that may be there, or where the list itself is unknown. Rests on what these rest on. Of a list within
// the items of others for each of these, in their order.
struct OutputRows {
  FactId list = none;
  ElementId element = none;
  ExprPtr where;
  std::vector<RowValue> fields;
  std::vector<std::pair<FactId, ElementId>> through = {};  // those others, the outermost first
};
// A value that a decision reports by name. Computed from the record and the history before this decision's own lines.
struct Output {
  std::string name;  // "payee"
  OutputKind kind;   // outcome: must be single, else the question pends; shown: null while it is not
  ExprPtr value;     // a truth, an enum of at most 64 cases, a number, amount or date, a text of the record (FactValue); of a set only the
                     // type counts; empty of a list
  ExprPtr present;   // a truth: no: the output is null (decided). Empty: always there
  Span span;
  // Of a set, by case of its enum: whether it is a member. Single where every one of them is.
  std::vector<ExprPtr> members = {};
  std::vector<Title> titles = {};
  std::vector<OutputField> fields = {};  // of a list, which has no value: decided once all of its rows are
  std::vector<OutputRows> rows = {};     // one after another
};

// What an output reads: its value, the truths of its members, or what its rows read.
std::vector<ExprPtr> values_of(const Output& output);

// `valid cover_start <= cover_end`: what an invalid record is told, the path of `block` and the condition as written.
struct Rule {
  FactId block;
  std::string condition;
};

// One question. With lines its status is that of its lines; without it is pended where an outcome is not single (or its presence is not);
// else referred where a referring ground is established; pended where one is open; else decided. `missing` then is what those rest on.
struct Question {
  std::string name;         // "claim"
  FactId block;             // the group of its fields
  FactId id;                // its key `id`
  FactId lines = none;      // the set of benefits asked for
  bool every_line = false;  // every benefit is asked for, whatever the record says
  FactId today = none;
  std::vector<Output> outputs;  // in the order of declaration
  std::vector<Ground> grounds;  // refers, decides, breaks; a `breaks` that is established makes the record invalid, an open one does not
  std::vector<Rule> rules;      // of each `breaks` ground in their order
  BenefitId reverses = none;    // a decided answer takes back what is paid for it: an entry for each event date with something left, net
  NumberId reverses_number = none;  // of the answer: the reason (requires) where something is taken back
  Span span;
};

// ---- laws ----

// A rule in its versions, which are the cases of an enum. `from` and `through` are included; nothing: open. `holds`: which case does, by a
// date; empty where none is chosen by date.
enum class LawStatus { none, enacted, model, proposed, repealed };  // none: of the time without a law
struct Version {
  std::string name;
  std::optional<std::int32_t> from, through;
  bool never = false;  // in force
  LawStatus status = LawStatus::none;
  std::string source;
  std::vector<Title> titles;
};
struct Law {
  std::string name;
  std::string jurisdiction;
  EnumId cases = none;
  std::vector<Version> versions;
};

// ---- labels ----

// `declassify V for PURPOSE under LAW`: what is labelled in V, as far as nothing in it released it already. V is there where an enacted
// version of the law holds; `version` is which one, there where `present`, if that is said.
struct Release {
  std::vector<FactId> facts;
  std::string purpose;
  std::uint32_t law;
  ExprPtr version, present;
  std::string recipient = {}, period = {};  // empty where not said; "3 years"
};
// An entry of `declassified`.
struct Lifted {
  FactId fact;
  std::string purpose;
  std::string law;  // "KR pseudonym_rule pipa_2023"
  std::string recipient = {}, period = {};

  bool operator==(const Lifted&) const = default;
};

// Columns that somebody else is given. A declaration: check proved that no labelled value is among them, and nothing evaluates it.
struct ExportColumn {
  std::string name;
  ExprPtr value;  // empty: what `benefit` is paid
  BenefitId benefit = none;
  std::vector<Lifted> lifted;  // by whichever version of the law
};
struct Export {
  std::string name, number, recipient;
  std::vector<Title> titles;
  std::vector<ExportColumn> columns;
};

// ---- examples --------------------------------------------------------------------------------------------------------------------

enum class SettingKind { value, unknown, absent };
struct Setting {
  FactId fact;
  SettingKind kind;
  std::string json;  // the value as a record writes it: `true`, `"2011-01-20"`, `20000000`, `["B2"]`
};
struct Expectation {
  std::string status;        // paid, declined, pended, referred, invalid
  BenefitId benefit = none;  // none: the record's status
  std::optional<std::int64_t> amount;
  std::vector<std::string> because;  // clause numbers that must be among the reasons
  std::vector<std::string> missing;  // exactly the missing paths of the line, where any are given
  std::string output;                // an output that must be as `json` says (null: absent); then `status` is empty
  std::string json;                  // of a list its rows, each with the fields that are named
  ExprPtr that;                      // a condition that needs no record and must be yes; then everything else is empty
  Span span;
};
struct ExampleStep {
  std::uint32_t question = 0;
  std::vector<Setting> settings;  // all of them: those of the sample and of earlier steps are already taken over
  std::vector<Expectation> expectations;
  Span span;
  std::string parameters = {};  // the values bound, as JSON; empty where the wording declares none, or nothing is decided
};
struct Example {
  std::string title;
  std::vector<ExampleStep> steps;
  Span span;
};

// ---- properties ----

// What must hold whatever claim is decided. Judged with the history that has what the claim paid (or, `per_certificate`, all claims of its
// certificate so far): broken where `when` (empty: always) is a sure yes and the condition a sure no.
struct PropertyRule {
  ExprPtr when, condition;
  bool per_certificate = false;
  Span span;
};
struct Property {
  std::string title;
  std::uint32_t question = 0;
  std::vector<PropertyRule> rules;
  Span span;
};

// ---- letters ----

// What the wording itself calls one of its numbers that is no clause's own, or that several clauses share.
struct NumberTitle {
  NumberId number;
  Title title;
  std::string shown;  // how the number itself is written in that language; empty: as it is
};
// A sentence under the letters about a question's decisions with one of these statuses (none: with any).
struct LetterSentence {
  NumberId number;
  std::uint32_t question;
  std::vector<std::string> statuses;
  Title text;
};

// Which list a list expression goes over: of one within the items of another list, that of which item.
struct Element {
  FactId list = none;
  ElementId around = none;
};

struct Policy {
  std::string name;
  std::vector<Title> titles;
  std::string edition;
  std::optional<std::int32_t> in_force_from;
  std::string currency;
  int decimals = 0;  // of the currency
  RoundingMode rounding = RoundingMode::half_up;
  calendar::MonthEnd months = calendar::MonthEnd::clamp;
  std::vector<Enum> enums;
  EnumId benefits = none;  // the enum of benefits, in the order of the file
  std::vector<Fact> facts;
  FactId certificate = none;  // the group; none where the policy needs no certificate
  FactId certificate_id = none;
  bool certificate_optional = false;  // a record may come without one
  FactId parameter_root = none;       // the group of all parameters; none where there are none
  std::vector<Parameter> parameters;  // in the order of declaration
  std::vector<Question> questions;
  std::vector<std::string> numbers;  // by NumberId
  std::vector<Clause> clauses;       // in the order of the file
  std::vector<Table> tables;
  std::vector<NamedValue> definitions;
  std::vector<Element> elements = {};  // by ElementId
  std::vector<Line> lines;             // one for each benefit, in order
  std::vector<Law> laws;
  std::vector<std::string> labels;  // of the wording's own
  std::vector<Release> releases;
  std::vector<Lifted> lifted;
  std::vector<Export> exports;
  std::vector<Example> examples;
  std::vector<Property> properties;
  std::vector<NumberTitle> number_titles;
  std::vector<LetterSentence> letter_sentences;
};

std::string_view name_of(Effect effect);  // "requires", as the contract writes it
std::string_view name_of(StepEffect effect);
std::string_view name_of(Role role);
std::string_view name_of(LawStatus status);  // "enacted"
bool asks_for_lines(const Question& question);
const FactValue* text_of(const Expr& expr);                         // the field that a text is, released or not; none of what is no text
ElementId element_around(const Policy& policy, ElementId element);  // in which the list lies whose element it is; none: in no other list
bool is_plain_list(const Policy& policy, FactId list);              // its items are plain values: that of the fact behind it

}  // namespace pol::model
