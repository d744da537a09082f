// A decision before it is written, and the two steps that make it out of lines and text out of it.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpret/evaluate.h"

namespace pol::interpret {

// Of lines the first four: a record has the first that one of them has. Of a question without lines pended, referred, decided.
enum class Status { paid, pended, referred, declined, decided };

// Amounts in minor units throughout.
struct StepTaken {
  const model::Step* step;
  std::int64_t amount;  // never 0: what the step added (or, negative, took)
};

struct OwnReason {
  model::NumberId number;
  model::Effect effect;
  bool presumed = false;
};

struct LimitTouched {
  model::NumberId number;
  std::int64_t limit, used_before, left;
  model::BenefitId benefit;
};

struct LineDecision {
  model::BenefitId benefit;
  Status status = Status::paid;
  std::int64_t amount = 0;  // 0 unless paid
  std::optional<std::int32_t> event_date;
  Leaves missing;                  // pended lines only
  Bounds range;                    // pended lines only: what it can still pay
  std::vector<StepTaken> steps;    // paid lines only
  std::vector<OwnReason> reasons;  // may repeat themselves
  std::vector<LimitTouched> limits;
  std::vector<std::uint32_t> lifted;  // Policy::lifted; may repeat themselves
};

LineDecision decide_line(const Known& known, const model::Line& line);

// A value that the decision reports; nothing where it is absent or undecided.
struct ShownValue {
  std::optional<std::int64_t> value;  // truth, ordinal, number in its units
  std::optional<std::string> text;    // of a text
};
struct OutputValue {
  const model::Output* output;
  ShownValue shown;
  std::optional<std::vector<std::vector<ShownValue>>> rows = {};  // of a list
};

// A rule that a record breaks, and where it lies in lists, in which item (model::Rule).
struct BrokenRule {
  const model::Rule* rule;
  std::int64_t item = 0;
};

// What a question says beside its lines.
struct QuestionDecision {
  std::vector<BrokenRule> broken;   // where there are any, the record is invalid and nothing else is decided
  Status status = Status::decided;  // as if the question had no lines
  std::vector<OutputValue> outputs;
  std::vector<OwnReason> reasons;  // may repeat themselves
  Leaves missing;                  // pended only
  std::vector<std::uint32_t> lifted;
};

// `known` holds the history before this decision's own lines.
QuestionDecision decide_question(const Known& known, const model::Question& question);

struct Reason {
  model::NumberId number;
  model::Effect effect;
  std::vector<model::BenefitId> benefits;  // empty where it concerns the question
  bool presumed = false;
};

struct Decision {
  std::uint64_t record;
  std::optional<std::string> certificate;
  std::string claim;
  std::vector<BrokenRule> broken;  // where there are any, nothing else is good
  Status status = Status::decided;
  std::int64_t total = 0;
  std::vector<LineDecision> lines;
  std::vector<Reason> reasons;
  Leaves missing;
  std::vector<OutputValue> outputs;
  std::vector<Entry> history;
  std::set<std::uint32_t> lifted;
};

// One line of compact JSON without a line end, as section 3 of the contract says.
std::string write_decision(const model::Policy& policy, const Identity& identity, const Decision& decision);
// The same for a record that breaks what must hold.
std::string write_invalid(const model::Policy& policy, const Decision& decision);

}  // namespace pol::interpret
