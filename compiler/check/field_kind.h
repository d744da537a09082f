// What stands behind the colon of a field: its kind, its cases or bounds, its unit.
#pragma once

#include <string>

#include "check/wording.h"

namespace pol::check {

struct FieldKind {
  bool good = false;  // else it was said what is wrong
  model::FactKind fact = model::FactKind::leaf;
  model::Type type;
  model::Range range;
  std::string unit;
};

// `path` names the enum of the field's cases, where it has some.
// What the cases of a type carry, where it is a verdict's: `one of NoFault, Liable(ratio : ratio)`.
void note_carried(Wording& wording, const ast::FieldType& written, const model::Type& type);

FieldKind field_kind(Wording& wording, const ast::FieldType& written, const std::string& path);

}  // namespace pol::check
