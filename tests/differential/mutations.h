// Deliberate faults of lowering, applied to a finished program: the differential test must notice each of them, or it cannot be trusted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ir/ir.h"

namespace pol::differential {

struct Mutation {
  std::string name;
  // The program with the fault, at the `place`-th node where it can be made; nothing where there are fewer such nodes.
  std::optional<ir::Program> (*apply)(const ir::Program& program, std::size_t place);
};

const std::vector<Mutation>& mutations();
// Of lists, fractions, tables and outputs, which not every wording has.
const std::vector<Mutation>& list_mutations();

}  // namespace pol::differential
