// An opened wording: what its metadata says, every index checked, and what is worked out from it once so that reading, deciding and writing
// need only look. Immutable after opening.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "api.h"
#include "name_table.h"

namespace polrt {

enum class FactKind : std::uint8_t { leaf, record, group };
enum class Presence : std::uint8_t { key, required, presumed, optional };
enum class ValueType : std::uint8_t { truth, enumeration, set, number, date, text };
enum class Measure : std::uint8_t { money, percent, decimal, integer, days, months };
enum class Role : std::uint8_t { declines, pends, refers };

// Effects and step effects are ordinals of these lists, which are in the order of the contract.
inline constexpr const char* effect_names[] = {"requires", "excludes", "limits", "ends", "waits", "refers", "prior_paid", "duplicates"};
inline constexpr const char* step_effect_names[] = {"benefit",  "eligible", "ineligible", "other_insurance", "deductible", "coinsurance",
                                                    "sublimit", "limit",    "aggregate",  "prior_paid",      "share",      "rounding"};
inline constexpr std::uint8_t effect_requires = 0;

// One field, record or group of a question's record; its ordinal is its bit in the planes.
struct Fact {
  std::string name;
  std::string path;
  std::string path_json;  // quoted and escaped
  FactKind kind = FactKind::leaf;
  Presence presence = Presence::required;
  std::uint32_t parent = none;
  std::uint32_t block = none;  // of a record or group: its place in Question::blocks
  bool personal = false;       // may decide, but is not shown: not even where it makes a record invalid
  // of a leaf
  ValueType type = ValueType::truth;
  Measure measure = Measure::integer;
  std::uint32_t enum_id = none;
  int decimals = 0;
  std::int64_t from = 0, to = 0;  // numbers, dates; both included
  std::int64_t presumed = 0;
  std::uint32_t offset = 0;  // bytes from the start of the record
};

// The members of a record or group.
struct Block {
  std::vector<std::uint32_t> members;  // facts, in the order of the schema
  NameTable names;                     // of the same
};

struct Ground {
  std::uint32_t number;  // of the clause: Policy::numbers
  std::uint8_t effect;
  Role role;
  std::uint32_t own_reason;   // Question::reasons: with its own effect
  std::uint32_t open_reason;  // with `requires`, as an open ground is reported
};

struct Step {
  std::uint32_t number;
  std::uint8_t effect;  // of step_effect_names
  std::uint8_t reason;  // of effect_names
  bool has_limit;
  std::uint32_t amount_at;  // words of the line's output: lo, hi
  std::uint32_t limit_at;   // limit.lo, limit.hi, used.lo, used.hi
  std::uint32_t own_reason, open_reason;
  std::string json;        // `{"clause":...,"effect":...,"amount":`, as `steps` has it
  std::string limit_json;  // `{"clause":...,"limit":`, as `limits` has it
};

struct Line {
  std::uint32_t benefit;
  std::uint32_t number;
  std::vector<std::uint32_t> leaves;
  std::vector<Ground> grounds;
  std::vector<Step> steps;                             // at least one
  std::vector<std::uint64_t> needs;                    // facts it reads, as a plane
  std::vector<std::uint64_t> presumptions;             // those of them that are presumed
  std::vector<std::uint64_t> declines, pends, refers;  // grounds of each role, `ground_words` each
  // The output words, as abi.h orders them; established is at 0.
  std::uint32_t ground_words, leaf_words;
  std::uint32_t open_at, status_rests_at, amount_rests_at, event_at, words;
  // In the arena, bytes from its start.
  std::size_t words_offset, missing_offset;
  polrt_line_function when_known, when_open;
};

// A clause number with an effect, as `reasons` lists them.
struct Reason {
  std::uint32_t number;
  std::uint8_t effect;

  auto operator<=>(const Reason&) const = default;
};

// Bytes from the start of the arena.
struct ArenaLayout {
  std::size_t results, entries, marked, presumed, benefits, missing, lifted, scratch, size;
};

struct Question {
  std::string name;
  std::uint32_t record_size = 0;
  std::uint32_t plane_words = 0;
  std::uint32_t certificate = none, certificate_id = none, block = none, id = none, lines_fact = none, today = none;
  std::vector<Fact> facts;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> keys;          // facts that must be there
  std::vector<std::uint64_t> presumptions;  // plane
  std::vector<std::uint64_t> empty_record;  // the record in which nothing is said, in words of 8 bytes
  bool has_code = true;                     // every line can be decided
  std::vector<Line> lines;                  // lines[k] decides benefit k
  std::vector<Reason> reasons;              // every one that a decision can give, in the order in which it gives them
  std::vector<std::string> reason_json;     // of each: `{"clause":...,"effect":...,"benefits":`
  ArenaLayout arena{};
};

struct Enum {
  std::string name;
  NameTable cases;
};

struct Policy {
  std::string name, currency;
  std::string currency_json;  // quoted and escaped
  std::string tail_json;      // `"policy":{...}`, the same in every decision
  int decimals = 0;           // of the currency
  std::vector<Enum> enums;
  std::vector<std::string> numbers;        // clause numbers, quoted and escaped
  std::uint32_t benefits = none;           // the enum of benefits
  std::vector<std::string> benefit_names;  // quoted and escaped
  std::vector<Question> questions;
  std::size_t arena_size = 0;  // of the largest question

  const NameTable& benefit_table() const noexcept { return enums[benefits].cases; }
};

// Everything the metadata says; throws BadArtifact with a sentence.
void read_metadata(std::string_view json, Policy& policy);
// What follows from it: masks, reasons, the arena. Throws BadArtifact.
void prepare(const polrt_artifact& artifact, Policy& policy);

inline bool has_bit(const std::uint64_t* plane, std::uint32_t bit) noexcept { return (plane[bit / 64] >> (bit % 64) & 1) != 0; }
inline void set_bit(std::uint64_t* plane, std::uint32_t bit) noexcept { plane[bit / 64] |= std::uint64_t{1} << (bit % 64); }

}  // namespace polrt

struct polrt_policy {
  polrt::Policy policy;
};
