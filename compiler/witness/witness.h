// A record that shows that something can happen: searched for by deciding candidates with the interpreter, in a bounded number of tries.
// Each begins as an ordinary record that gives everything and changes what the condition reads, fact by fact, as long as that brings the
// condition nearer to a yes (how near: distance.h). What is not found may exist all the same.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"

namespace pol::witness {

// Whether a run takes the values that are bound to parameters and the record under them; without a record: those values.
using Takes = std::function<bool(const model::Policy& policy, const Witness& witness)>;

// For one wording: a check::FindWitness. What it finds is valid, and the same whenever the same is sought in the same order. Where the
// wording declares parameters, those of its examples are bound that a run takes. The certificate has no earlier decisions.
class Finder {
 public:
  explicit Finder(Takes takes) : takes_(std::move(takes)) {}
  std::optional<Witness> operator()(const model::Policy& policy, const check::Sought& sought);

 private:
  Takes takes_;
  std::optional<std::vector<std::string>> bindings_;
  std::size_t work_ = 0;
};

}  // namespace pol::witness
