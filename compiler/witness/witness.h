// A record that shows that something can happen: searched for by deciding candidates with the interpreter, in a bounded number of tries.
// Each begins as an ordinary record that gives everything and changes what the condition reads, fact by fact, as long as that brings the
// condition nearer to a yes (how near: distance.h). What is not found may exist all the same.
#pragma once

#include <cstddef>
#include <optional>

#include "check/check.h"

namespace pol::witness {

// For one wording: a check::FindWitness. What it finds is valid, and the same whenever the same is sought in the same order. Where the
// wording declares parameters, those of its examples are bound. The certificate has no earlier decisions.
class Finder {
 public:
  std::optional<Witness> operator()(const model::Policy& policy, const check::Sought& sought);

 private:
  std::size_t work_ = 0;
};

}  // namespace pol::witness
