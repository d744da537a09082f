// How far a condition is from coming out as wanted.
#pragma once

#include <cstdint>
#include <vector>

#include "interpret/evaluate.h"

namespace pol::witness {

// 0 where it does. Each part that does not comes to more than any part that nearly does; of a comparison the distance between its sides
// counts, the longer the more. What is not single is as far as can be.
class Distance {
 public:
  explicit Distance(const interpret::Known& known) : policy_(known.policy), evaluator_(known, nullptr, interpret::Presumptions::hold) {}

  std::uint64_t of(const model::ExprPtr& expr, bool wanted);

 private:
  std::uint64_t of_all(const std::vector<model::ExprPtr>& operands, bool wanted);
  std::uint64_t of_one(const std::vector<model::ExprPtr>& operands, bool wanted);
  std::uint64_t of_comparison(const model::Compare& node, bool wanted);
  std::uint64_t of_choice(const model::Choice& node, bool wanted);

  const model::Policy& policy_;
  interpret::Evaluator evaluator_;
};

}  // namespace pol::witness
