// What the wording calls its clauses, facts, cases and outputs in one language, and what it has no title for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "letter/decision.h"
#include "letter/words.h"
#include "model/model.h"

namespace pol::letter {

class Titles {
 public:
  Titles(const model::Policy& policy, const Words& words) : policy_(policy), words_(words) {}

  std::string policy() { return title(policy_.titles, "policy " + policy_.name); }
  std::string question(std::uint32_t question);
  std::string benefit(model::BenefitId benefit);
  std::string number_of(model::BenefitId benefit);  // of the benefit's clause, as letters write it
  std::string output(std::uint32_t question, std::uint32_t output);
  // `path`: of a type without a name of its own, where it stands; empty: the type says it.
  std::string case_of(model::EnumId cases, std::size_t ordinal, const std::string& path = "");

  // A clause number as letters write it, and what it is called where this benefit (none: the question) is concerned.
  std::string shown(const std::string& number) const;
  std::string of_number(const std::string& number, model::BenefitId benefit);

  // With the records around it: "Tumour: organ", "Expense no. 2: amount".
  std::string fact(const Missing& missing);

  // Each once, in the order of asking, as `letter <language> { ... }` would name it.
  const std::vector<std::string>& untitled() const { return untitled_; }

 private:
  std::string title(const std::vector<model::Title>& titles, const std::string& name);
  const model::Title* find(const std::vector<model::Title>& titles) const;
  const model::Clause* clause_of(model::BenefitId benefit) const;

  const model::Policy& policy_;
  const Words& words_;
  std::vector<std::string> untitled_;
};

}  // namespace pol::letter
