// A decision as letters read it. Amounts are in minor units of the policy's currency; dates in days since 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"

namespace pol::letter {

struct Step {
  std::string number, effect;  // as the contract writes them
  std::int64_t amount = 0;
};

// A fact that has to be known, or an item of it: `claim.expenses[0].amount`.
struct Missing {
  model::FactId fact = model::none;
  std::vector<std::uint64_t> elements = {};  // of each list around it, the outermost first, from 0
};

// Of a set (of papers, say): what a clause asks for and the record does not give. Of `any` one is enough.
struct Wanted {
  std::string number;
  model::FactId fact = model::none;
  bool any = false;
  std::vector<std::size_t> cases;

  bool operator==(const Wanted&) const = default;
};

struct Line {
  model::BenefitId benefit = model::none;
  std::string status;
  std::optional<std::int32_t> event_date;
  std::int64_t amount = 0;
  std::vector<Step> steps;
  std::int64_t least = 0, most = 0;  // pended: what it can still pay
  std::vector<Wanted> wanted;        // pended
};

struct Reason {
  std::string number, effect;
  std::vector<model::BenefitId> benefits;
  bool presumed = false;
};

struct Limit {
  std::string number;
  model::BenefitId benefit = model::none;
  std::int64_t limit = 0, used_before = 0, left = 0;
};

// Nothing where it is absent or undecided: truth 0 or 1, ordinal, number in the units of the output, members of a set as bits; or a text.
struct ShownValue {
  std::optional<std::int64_t> value;
  std::optional<std::string> text = {};
};
struct OutputValue {
  std::uint32_t output = 0;  // of the question, in the order of declaration
  ShownValue shown;
  std::optional<std::vector<std::vector<ShownValue>>> rows = {};  // of a list

  bool says_something() const { return shown.value || shown.text || rows; }
};

struct Decision {
  std::string certificate, id;  // empty where the wording knows no certificate
  std::uint32_t question = 0;
  std::string status;
  std::optional<std::int32_t> decided_on;
  std::int64_t total = 0;
  std::vector<Line> lines;
  std::vector<Reason> reasons;
  std::vector<Missing> missing;
  std::vector<OutputValue> outputs;
  std::vector<Limit> limits;
};

}  // namespace pol::letter
