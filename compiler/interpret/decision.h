// A decision before it is written, and the two steps that make it out of lines and text out of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpret/evaluate.h"

namespace pol::interpret {

enum class Status { paid, pended, referred, declined };  // a record has the first that one of its lines has

// Amounts in minor units throughout.
struct StepTaken {
  const model::Step* step;
  std::int64_t amount;  // never 0: what the step added (or, negative, took)
};

struct LineReason {
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
  FactIds missing;                  // pended lines only
  Bounds range;                     // pended lines only: what it can still pay
  std::vector<StepTaken> steps;     // paid lines only
  std::vector<LineReason> reasons;  // may repeat themselves
  std::vector<LimitTouched> limits;
};

LineDecision decide_line(const Known& known, const model::Line& line);

struct Reason {
  model::NumberId number;
  model::Effect effect;
  std::vector<model::BenefitId> benefits;
  bool presumed = false;
};

struct Decision {
  std::uint64_t record;
  std::optional<std::string> certificate;
  std::string claim;
  std::optional<Status> status;  // none: no line was asked for, and the question is decided without money
  std::int64_t total = 0;
  std::vector<LineDecision> lines;
  std::vector<Reason> reasons;
  FactIds missing;
  std::vector<Entry> history;
};

// One line of compact JSON without a line end, as section 3 of the contract says.
std::string write_decision(const model::Policy& policy, const Identity& identity, const Decision& decision);

}  // namespace pol::interpret
