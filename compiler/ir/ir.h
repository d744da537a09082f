// The intermediate representation: what each line computes, as straight-line code without branches.
//
// Semantics (the page that settles arguments)
// - A program is a list of line functions, one for each benefit, then one for each question.
// - Each is a list of nodes; a node reads only nodes before it. There is no control flow: a choice evaluates all of its branches and
//   selects. (Emitted code leaves out what does not matter to the result: schedule.h.)
// - Values are sets (language, section 4). A truth is {may be yes, may be no}; a case is a mask of possible cases; a number, amount or
//   date is an interval of integers, both ends included; a set is {must, may}.
//   A node is *single* when its set has one member.
// - A node that is not single rests on the union of what its operands rest on that are not single (choose: the subject and the possible
//   branches). A leaf that is not single rests on itself. A single node rests on nothing.
// - Numbers are integers in units of 10^-decimals; amounts minor units of the currency; dates days since 1970-01-01.
// - Nothing is rounded by the way: rounding is a node of its own where the wording says it. A node whose proven range leaves 64 bits is
//   *wide*: it has 128, or 256 where the range leaves those too, and nothing that is written out, looked up or folded is wide.
// - Months: `add_months` goes to the same day of the later month, or by `end` to its last day (clamp) or the first of the next (roll).
// - A *loop* goes over the elements of a list. Its body is nodes of the line that name it (`loop`); they read one another and nodes of the
//   loops around it or of none, and only the loop's own result node (any_element ... fold) reads them from outside. A loop with a `parent`
//   runs for each element of that one, and its result is a node of the parent. The list of a loop with a `holder` lies in each element of
//   that one, and what is told of its elements counts them over all elements of the holder's list (abi.h).
//   What elements rest on is not carried bit by bit:
//   the result rests on one bit for the whole loop (after those of the leaves), and says on request which leaves of which elements that
//   means (abi.h, polrt_collect). Of an inner loop these are all that it rests on for the elements of the outer ones that count.
// - History is single always, but for what was paid on an event whose date is not. `proved` is yes for a known yes, else no.
// - A leaf of an absent optional record has some value; the grounds that read it are guarded by `present`, so it never shows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/exact.h"

namespace pol::ir {

using NodeId = std::uint32_t;

enum class Shape { truth, choice_case, number, set, text };  // a `case` of an enum; `choice_case` because `case` is C++'s own

enum class MonthEnd { clamp, roll };

enum class Op {
  constant,     // value: truth 0/1, ordinal, or number
  leaf,         // fact; may be unknown: then any of `from`..`to`, all `cases`, both truths. Of a record: 0 where it is given
  present,      // fact; truth, single
  logical_not,  // 1 truth
  logical_and,  // 2 or more truths
  logical_or,   // 2 or more truths
  proved,       // 1 truth
  less,         // 2 numbers
  less_equal,   // 2 numbers
  equal,        // 2 numbers
  is_case,      // 1 case; `mask`
  has_all,      // 1 set; `mask`
  has_any,      // 1 set; `mask`
  add,          // 2 numbers
  subtract,
  multiply,
  smaller,
  larger,
  add_months,       // date, months; `end`
  completed_years,  // birth, day; `end`
  choose,  // subject (truth or case), then a value for each of `branches`, whose masks share out all cases (truth: bit 0 no, bit 1 yes)
  history_amount,    // `mask` of benefits; with an operand (a date): only what was paid for that event date
  first_event_date,  // `value`: the benefit
  band,              // 1 number; shape choice_case with `cases` = number of `starts`; see model::Band
  any_element,       // 1 truth of the loop `value`: Or over its elements
  sum_elements,      // 1 number of the loop `value`
  smallest_element,  // where (truth), body (number) of the loop `value`; then otherwise (of no loop)
  largest_element,
  list_rows,  // of the loop `value`, row area `split`: where (truth), then present (truth) and value of each field; a truth that is yes,
              // and perhaps no while a row is undecided. Writes the rows (abi.h)
  one_row,    // of no loop: the same, of one row
  fold,       // start (of no loop), body (of the loop), then the key (of the loop) where it is `sorted`
  running,    // of a fold's loop: the value so far
  round_quotient,  // `split` numerators, then denominators; `mode`, `value`: the unit
  less_product,    // `split` factors on the left, then those on the right
  less_equal_product,
  equal_product,
  same_text,      // 2 texts (leaves)
  element_index,  // of the loop it belongs to: which element, from 0; single
  remainder,      // 3 numbers (factor, other, divisor), then the quotient of the first two by the third, rounded down; see model::Remainder
};

enum class Sorted { no, rising, falling };
inline constexpr std::uint32_t no_loop = 0xffffffff;
inline constexpr NodeId no_event = 0xffffffff;
inline constexpr std::uint32_t no_list = 0xffffffff;

// A set of cases. Policies have enums of any size; a mask has one bit for each case, lowest word first.
struct Mask {
  std::vector<std::uint64_t> words;

  bool operator==(const Mask&) const = default;
};

struct Node {
  Op op;
  Shape shape;
  std::vector<NodeId> operands;
  std::int64_t value = 0;      // constant; first_event_date: benefit
  std::uint32_t fact = 0;      // leaf, present: index among the policy's facts; in a loop that of the member
  std::uint32_t cases = 0;     // shape choice_case and set: how many cases the enum has
  Int256 from = 0, to = 0;     // shape number: the proven range; of a leaf also what an unknown one may be
  Mask mask;                   // is_case, has_all, has_any, history_amount
  std::vector<Mask> branches;  // choose: one mask for each value operand
  MonthEnd end = MonthEnd::clamp;
  std::uint32_t loop = no_loop;               // whose body it belongs to
  std::uint32_t split = 0;                    // round_quotient, *_product: how many operands stand in the first product
  RoundingMode mode = RoundingMode::half_up;  // round_quotient
  Sorted sorted = Sorted::no;                 // fold
  std::vector<std::int64_t> starts;           // band

  bool operator==(const Node&) const = default;
};

unsigned bits_of(const Node& node);  // of a number: 64, 128 or 256, whichever its proven range needs
bool is_wide(const Node& node);      // a number of more than 64

struct Ground {
  NodeId condition;
  bool of_status = true;           // counts for what the status rests on (model::Role)
  bool asks_presumptions = false;  // it is what tells whether a presumption decided
};
// Of a question; of `value` any shape but a set; of a list the truths of its list_rows together. A set has `members` instead: for each case
// a truth. Behind those of the wording stands, for each rule that an item may break, which one does, `present` where the rule is broken.
struct Output {
  NodeId value;
  NodeId present;  // a truth
  bool is_outcome;
  std::vector<NodeId> members = {};
};
struct Loop {
  std::uint32_t list;                 // fact
  std::vector<std::uint32_t> leaves;  // members that may be unknown and that the body reads, rising
  std::uint32_t parent = no_loop;     // for whose elements it runs; above its own number
  std::uint32_t holder = no_loop;     // in whose elements the list lies, itself or around `parent`; no_loop: in the record

  bool operator==(const Loop&) const = default;
};
// Where an output that is a list writes its rows: one for each element of `list` (of one within elements, for those of all of them), in
// front those of all areas before.
struct RowArea {
  std::uint32_t list;  // no_list: one row
  std::uint32_t fields;

  std::uint32_t words() const { return 1 + 3 * fields; }
};
struct Step {
  NodeId after;
  bool has_limit = false;
  NodeId limit = 0, used = 0;
};

// What decides one benefit; or one question (its outputs, what refers it, what makes a record invalid): then without event and steps.
struct Line {
  std::string name;  // the benefit's, the question's
  std::vector<Node> nodes;
  NodeId event;  // none: booked without one; of a question: a constant, never read
  std::vector<Ground> grounds;
  std::vector<Step> steps;
  std::vector<std::uint32_t> leaves;  // facts of no list that may be unknown and that the line reads, rising: the bits of *_rests
  std::vector<Loop> loops;            // one bit each after those of the leaves
  std::vector<Output> outputs;        // of a question
  std::vector<RowArea> areas;         // of those outputs that are lists, in their order
  bool asks_for_lines = false;        // of a question: benefits are decided after it
};

// LLVM takes more than linear time for what a longer line becomes, unless it is content with less.
inline constexpr std::size_t most_nodes_of_a_usual_line = 2000;

// Where a fact lies in the record (abi.h); groups have neither value nor bit of meaning.
enum class Storage { nothing, truth, ordinal, date, number, set, text, list };
std::uint32_t bytes_of(Storage storage);
struct Slot {
  Storage storage = Storage::nothing;
  std::uint32_t offset = 0;                           // in the record; of a member of a list: in its element
  std::uint32_t list = no_list;                       // fact of the nearest list around it
  std::uint32_t bit = 0;                              // in the planes of the record, or of the element
  std::uint32_t element_size = 0, element_words = 0;  // of a list: bytes of an element; 64-bit words of each of its two planes
  bool may_be_unknown = false;                        // required or presumed leaf, required record
  bool presumed = false;   // of a leaf of a list: where it is not found, it is unknown under a plane that is not the record's own
  bool parameter = false;  // lies in the parameters instead of the record
};

// What an artifact is known by: SHA-256 as hexadecimal digits each.
struct Identity {
  std::string schema;  // of the record's layout and meaning
  std::string policy;  // of the wording
  std::string build;   // of the wording, the compiler and its target
};

struct Program {
  std::string name;  // the policy's
  Identity identity;
  std::vector<Slot> slots;                                 // by fact
  std::uint32_t record_size = 0;                           // bytes, a multiple of 8
  std::uint32_t plane_words = 0;                           // 64-bit words of each of the two planes at the record's start
  std::uint32_t parameters_size = 0, parameter_words = 0;  // of the parameters, as of the record; 0 where there are none
  std::vector<Line> lines;                                 // one for each benefit
  std::vector<Line> questions;                             // one for each question
  std::string metadata;                                    // the JSON text of abi.h
};

// How many words a line function writes, and where each part begins; the one place that knows the layout that abi.h states.
struct OutputLayout {
  std::uint32_t ground_words, leaf_words;
  std::uint32_t established, open, status_rests, amount_rests, event, steps, limits, outputs, size;
};
OutputLayout layout_of(const Line& line);

}  // namespace pol::ir
