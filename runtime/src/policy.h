// An opened wording: what its metadata says, every index checked, and what is worked out from it once so that reading, deciding and writing
// need only look. Immutable after opening.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api.h"
#include "name_table.h"

namespace polrt {

enum class FactKind : std::uint8_t { leaf, record, group, list };
enum class Presence : std::uint8_t { key, required, presumed, optional };
enum class ValueType : std::uint8_t { truth, enumeration, set, number, date, text };
enum class Measure : std::uint8_t { money, percent, decimal, integer, days, months };
inline constexpr const char* measure_names[] = {"money", "percent", "decimal", "integer", "days", "months"};
// Of lines all but `breaks`, of questions `refers`, `decides` and the last three. A presumption is no ground: it says whether one decided.
enum class Role : std::uint8_t { declines, pends, refers, drops, decides, breaks, declassifies, presumption };
inline constexpr std::size_t role_count = 8;

// Effects and step effects are ordinals of these lists, which are in the order of the contract.
inline constexpr const char* effect_names[] = {"requires", "excludes", "limits", "ends", "waits", "refers", "prior_paid", "duplicates"};
inline constexpr const char* step_effect_names[] = {"benefit",  "eligible", "ineligible", "other_insurance", "deductible", "coinsurance",
                                                    "sublimit", "limit",    "aggregate",  "prior_paid",      "share",      "rounding"};
inline constexpr std::uint8_t effect_requires = 0;
inline constexpr std::uint8_t step_effect_benefit = 0;

// Bytes of a value in the record; all but text are aligned to their size.
inline std::uint32_t size_of(ValueType type) noexcept {
  switch (type) {
    case ValueType::truth: return 1;
    case ValueType::enumeration: return 2;
    case ValueType::date: return 4;
    case ValueType::set:
    case ValueType::number: return 8;
    case ValueType::text: return sizeof(polrt_text);
  }
  return 0;
}

// One field, record, group or list of the record.
struct Fact {
  std::string name;
  std::string path;       // "claim.expenses[].amount"
  std::string path_json;  // quoted and escaped
  FactKind kind = FactKind::leaf;
  Presence presence = Presence::required;
  std::uint32_t parent = none;
  std::uint32_t block = none;    // of a record, group or list: its place in Policy::blocks
  std::uint32_t bit = 0;         // in the planes of the record, or of its element
  std::uint32_t list = none;     // of a list: its place in Policy::lists
  std::uint32_t in_list = none;  // of a member of a list: the place of that list
  bool parameter = false;        // lies in the parameters instead of the record
  std::uint32_t rows = none;     // of a parameter whose rows are a list: the fact of that list
  bool personal = false;         // may decide, but is not shown: not even where it makes a record invalid
  // of a leaf
  ValueType type = ValueType::truth;
  Measure measure = Measure::integer;
  std::uint32_t enum_id = none;
  int decimals = 0;
  std::int64_t from = 0, to = 0;  // numbers, dates; both included
  std::int64_t presumed = 0;
  std::string currency;      // of an amount, where it is not the policy's
  std::uint32_t offset = 0;  // bytes from the start of the record, or of its element; of a leaf or list
};

inline constexpr std::size_t most_lists_around = 3;  // of a fact; polrt_missing has a position for each

// The members of a record, group or list.
struct Block {
  std::vector<std::uint32_t> members;  // facts, in the order of the schema
  NameTable names;                     // of the same
};

// The facts of the record, or of an element of a list, as its planes have them.
struct Layout {
  std::uint32_t size = 0;  // bytes, a multiple of 8
  std::uint32_t plane_words = 0;
  std::uint32_t next_bit = 0;               // above those of all facts
  std::vector<std::uint32_t> fact_of_bit;   // `none` where a bit means nothing; facts rise with their bits
  std::vector<std::uint64_t> presumptions;  // plane
  std::vector<std::uint64_t> empty;         // what it is where nothing is said, in words of 8 bytes
};

struct List {
  std::uint32_t fact = none;
  std::uint32_t most = 0;  // elements
  Layout element;
  std::vector<std::uint32_t> keys;  // facts that every element must have
  std::uint32_t item = none;        // of plain values: the fact that each is
  bool may_be_presumed = false;     // some member of its elements
  std::size_t presumed_offset = 0;  // in the arena, bytes from its start: what some element only presumes
};

// What whoever decides binds before.
struct Parameter {
  std::uint32_t fact;
  bool has_keys, no_overlaps, adds_up;
  std::uint32_t not_none_with = none, not_none_case = 0;  // not none where that parameter is bound to this case
};

// The values bound to all of them.
struct Bound {
  std::vector<std::uint64_t> words;                  // the struct of parameters; empty while nothing is bound
  std::vector<std::vector<std::uint64_t>> elements;  // of each list, one after another, by rising keys
  std::string json, hash;                            // canonical, and its SHA-256
};

struct Ground {
  std::uint32_t number;  // of the clause: Policy::numbers
  std::uint8_t effect;
  Role role;
  bool presumed;                                              // where it is established a presumption decided
  std::uint32_t own_reason;                                   // Policy::reasons: with its own effect
  std::uint32_t open_reason;                                  // with `requires`, as an open ground is reported
  std::string path, expected;                                 // of one that breaks
  std::vector<std::uint32_t> lists = {};                      // that the path goes through, the outermost first: Policy::lists
  std::uint32_t item_at = 0;                                  // of one that does: words of which item breaks it
  std::size_t place_at = 0;                                   // and bytes from ArenaLayout::places on where its own path is written
  std::uint32_t lifted = none;                                // of one that declassifies: Policy::lifted
  std::uint32_t output = none;                                // of a question's that does: the output that is shown
  std::uint32_t presumption = none;                           // which of the same says whether a presumption decided; none: this one
  bool silent = false;                                        // no reason
  std::vector<std::uint32_t> presumed_facts = {};             // that say whether a presumption decided, and may be presumed
  std::uint32_t presumptions = 0;                             // these as masks: Code::presumptions
  std::vector<std::vector<std::uint32_t>> needed_facts = {};  // of no list: where all of one entry are unknown, it is not established
  std::vector<std::uint32_t> needed = {};                     // the same as planes: Code::needed
};

struct Step {
  std::uint32_t number;
  std::uint8_t effect;  // of step_effect_names
  std::uint8_t reason;  // of effect_names
  bool has_limit;
  bool silent;              // taking money of a paid line is no reason
  bool opens_silently;      // nor is that the amount is open
  bool of_items;            // its limit is one that cut items: nothing is left of it
  std::uint32_t amount_at;  // words of the line's output: lo, hi
  std::uint32_t limit_at;   // limit.lo, limit.hi, used.lo, used.hi
  std::uint32_t own_reason, open_reason;
};

struct Loop {
  std::uint32_t list;                 // Policy::lists
  std::vector<std::uint32_t> leaves;  // facts
  std::uint32_t reads = 0;            // the same as a mask: Code::read_of_elements
};

// Some facts, as the planes have them.
struct FactMasks {
  using OfList = std::pair<std::uint32_t, std::vector<std::uint64_t>>;  // a list, and a plane of its elements

  std::vector<std::uint64_t> plane;  // of no list
  std::vector<OfList> members;

  bool operator==(const FactMasks&) const = default;
  // Of the elements of a list; null where none of their facts is meant.
  const std::vector<std::uint64_t>* of_list(std::uint32_t list) const noexcept {
    const auto found = std::find_if(members.begin(), members.end(), [list](const auto& each) { return each.first == list; });
    return found == members.end() ? nullptr : &found->second;
  }
};

// What one function reads and writes: that of a line or of a question.
struct Code {
  std::vector<std::uint32_t> leaves;  // facts of no list
  std::vector<Loop> loops;
  std::vector<Ground> grounds;
  std::vector<FactMasks> presumptions;              // that some ground reads, each once
  std::vector<std::vector<std::uint64_t>> needed;   // planes of facts that some ground needs, each once
  std::vector<FactMasks::OfList> read_of_elements;  // that some loop reads, each once
  FactMasks may_rest_on;                            // all its leaves
  std::vector<std::uint32_t> lists;                 // that its loops go over, each once
  std::vector<std::uint64_t> with_role;             // grounds of each role, `ground_words` each
  // The output words, as abi.h orders them; established is at 0.
  std::uint32_t ground_words = 0, leaf_words = 0;
  std::uint32_t open_at = 0, status_rests_at = 0, amount_rests_at = 0, event_at = 0, words = 0;
  polrt_decide_function decide = nullptr;
  polrt_explain_function explain = nullptr;
  polrt_narrow_function narrow = nullptr;

  std::span<const std::uint64_t> grounds_that(Role role) const noexcept {
    return {with_role.data() + static_cast<std::size_t>(role) * ground_words, ground_words};
  }
};

// In the arena, bytes from its start: a plane of facts, and for each list where its elements' planes are.
struct MissingPlace {
  std::size_t plane, elements;
};

struct Line {
  std::uint32_t benefit;
  std::uint32_t number;
  Code code;
  std::vector<Step> steps;  // at least one
  std::size_t words_offset;
  MissingPlace missing;
};

// A value that a decision reports by name.
struct DeclaredOutput {
  std::string name;
  std::string json;         // `"name":`
  bool is_outcome = false;  // must be single, else the question pends
  ValueType type = ValueType::truth;
  std::uint32_t enum_id = none;
  std::vector<std::string> cases_json;  // of an enum, quoted and escaped
  int decimals = 0;
  bool is_money = false;
  std::uint32_t text = none;  // of a text: the fact
  std::uint32_t at = 0;       // words of the question's output (of a field: of the row): what it may be, two words of its value
  bool is_list = false;
  std::uint32_t first_area = 0;                   // of a list: Question::areas
  std::vector<std::vector<DeclaredOutput>> rows;  // of a list: the fields of each of its areas
};

// The rows that an output has from one list of the record.
struct RowArea {
  std::uint32_t list;   // Policy::lists; none: one row
  std::uint32_t words;  // of each row
  bool sorted = false;  // by the last three of them: in which turn it comes

  std::uint64_t count(const std::uint64_t* counts) const noexcept { return list == none ? 1 : counts[list]; }
};

// A label that a decision may say it lifted.
struct Lifted {
  std::string field, purpose, law, recipient, period;  // the last two empty where not said
  std::string json;                                    // the entry
};

// A clause number with an effect, as `reasons` lists them.
struct Reason {
  std::uint32_t number;
  std::uint8_t effect;

  auto operator<=>(const Reason&) const = default;
};

// Bytes from the start of the arena. Behind `size` lies what depends on the record: planes of elements and the entries that take payments
// back.
struct ArenaLayout {
  std::size_t results, entries, marked, presumed, benefits, lifted, shared, lifted_shared, scratch, answer, loops, planes, counts, places,
      size;
  std::size_t most_words;  // that any function writes, without rows
  MissingPlace missing;
  std::size_t cleared;                  // bytes from `marked` on that begin as 0
  std::vector<std::size_t> of_element;  // for each list: bytes that each of its elements may need
};

struct Question {
  std::string name;
  std::uint32_t block = none, id = none, lines_fact = none, today = none;
  bool every_line = false;          // every benefit is asked for
  std::vector<std::uint32_t> keys;  // facts that must be there
  bool has_code = true;             // everything it calls is there
  bool has_lines() const noexcept { return lines_fact != none || every_line; }
  bool has_answer = false;  // outputs or grounds of its own: its function is called
  Code answer;
  std::vector<DeclaredOutput> outputs;
  std::vector<RowArea> areas;
  std::uint32_t reverses = none, reverses_number = none;  // benefit; clause number
  std::uint32_t reverses_reason = none;                   // Policy::reasons
};

// Of a clause, in one language.
struct Title {
  std::uint32_t number;
  std::string language, text;
};

struct Enum {
  std::string name;
  NameTable cases;
};

struct Policy {
  std::string name, edition, currency;
  std::string schema, hash, build;  // 64 hexadecimal digits each
  std::string currency_json;        // quoted and escaped
  std::string policy_json;          // `"policy":{...}}`
  std::string tail_json;            // the end of every decision: what is bound, and the same
  int decimals = 0;                 // of the currency
  std::vector<Enum> enums;
  std::vector<std::string> numbers, numbers_json;  // of clauses; quoted and escaped
  std::vector<Title> titles;
  std::uint32_t benefits = none;           // the enum of benefits
  std::vector<std::string> benefit_names;  // quoted and escaped
  std::uint32_t certificate = none, certificate_id = none;
  std::vector<Fact> facts;
  std::vector<Block> blocks;
  std::vector<List> lists;
  std::vector<std::uint32_t> record_lists;  // those of the record, the others are parameters; one within another behind it
  Layout record;
  std::uint32_t parameter_root = none;
  Layout parameters_layout;
  std::vector<Parameter> parameters;
  Bound bound;
  std::vector<Line> lines;  // lines[k] decides benefit k
  std::vector<Question> questions;
  std::vector<Lifted> lifted;
  std::vector<Reason> reasons;           // every one that a decision can give, in the order in which it gives them
  polrt_share_function share = nullptr;  // null where lines share nothing
  std::size_t shared_words = 0;
  ArenaLayout arena{};

  const NameTable& benefit_table() const noexcept { return enums[benefits].cases; }
  // Of the record, or of an element.
  const Layout& layout_of(const Fact& fact) const noexcept {
    if (fact.in_list != none) return lists[fact.in_list].element;
    return fact.parameter ? parameters_layout : record;
  }
  bool is_bound() const noexcept { return parameters.empty() || !bound.words.empty(); }
  const std::uint8_t* parameter_values() const noexcept { return reinterpret_cast<const std::uint8_t*>(bound.words.data()); }
};

// Everything the metadata says; throws BadArtifact with a sentence.
void read_metadata(std::string_view json, Policy& policy);
// What follows from it: masks, reasons, the arena. Throws BadArtifact.
void prepare(const polrt_artifact& artifact, Policy& policy);

// Belongs to what it is taken from.
inline polrt_text text_of(const std::string& text) noexcept { return {text.data(), text.size()}; }
// Reads values for all parameters and checks them; false: `sentence` says what is wrong, and nothing is changed.
bool bind(Policy& policy, std::string_view json, std::string& sentence);

inline bool has_bit(const std::uint64_t* plane, std::uint32_t bit) noexcept { return (plane[bit / 64] >> (bit % 64) & 1) != 0; }
inline void set_bit(std::uint64_t* plane, std::uint32_t bit) noexcept { plane[bit / 64] |= std::uint64_t{1} << (bit % 64); }

}  // namespace polrt

struct polrt_policy {
  polrt_policy() = default;
  ~polrt_policy();
  polrt_policy(const polrt_policy&) = delete;
  polrt_policy& operator=(const polrt_policy&) = delete;

  polrt::Policy policy;
  void* library = nullptr;  // of the loader, where the wording came from a file
};
