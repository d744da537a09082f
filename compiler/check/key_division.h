// How the rows of a table divide the values of its keys among them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/wording.h"

namespace pol::check {

// For which values of one key a row holds.
struct Holds {
  std::vector<bool> cases;  // of a key with cases
  model::Range range;       // of another
};

struct KeyedRow {
  Span span;
  std::vector<Holds> keys;
};

bool has_cases(const model::Type& type);
std::vector<std::string> cases_of_key(const model::Policy& policy, const model::Type& type);

// Nothing, and said so with values for which it is so, where some value of the keys has no row, or two.
std::shared_ptr<const KeyNode> divide(Wording& wording, const ast::Name& table, const std::vector<DownKey>& keys,
                                      const std::vector<KeyedRow>& rows);

}  // namespace pol::check
