// A record while it is looked for: a value for each of its facts, and which of them it gives. All elements of a list are alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpret/interpret.h"

namespace pol::witness {

class Draft {
 public:
  // An ordinary record of the question that gives everything required: nothing special in it, no optional fact, empty lists.
  Draft(const model::Policy& policy, std::uint32_t question, model::BenefitId benefit);

  std::int64_t value(model::FactId fact) const { return values_.at(fact); }
  bool is_given(model::FactId fact) const { return given_.at(fact); }
  std::uint32_t length(model::FactId list) const { return lengths_.at(list); }
  // The records around it are then given as well, and a list around it has an item.
  void give(model::FactId fact, std::int64_t value);
  void leave_out(model::FactId fact) { given_.at(fact) = false; }
  void set_length(model::FactId list, std::uint32_t length);

  interpret::Record record() const;
  std::string json() const;  // the same as one line

 private:
  bool is_asked(model::FactId fact) const;
  void add_members(model::FactId parent, interpret::Record& record, interpret::Element* element) const;
  std::string block(model::FactId parent) const;
  std::string text(model::FactId fact) const;

  const model::Policy* policy_;
  std::uint32_t question_;
  std::vector<std::int64_t> values_;
  std::vector<bool> given_;
  std::vector<std::uint32_t> lengths_;  // of lists
};

}  // namespace pol::witness
