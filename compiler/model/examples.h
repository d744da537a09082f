// What a wording tests itself with: examples, and properties that hold of every claim.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "model/expr.h"

namespace pol::model {

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

}  // namespace pol::model
