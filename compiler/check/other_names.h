// What people call kinds, effects, outcomes and ways of rounding who know other languages or other wordings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/wording.h"

namespace pol::check {

// That of the candidates which is meant; nothing where nobody can tell.
std::optional<std::string> in_other_words(std::string_view name, const std::vector<std::string>& candidates);

// `is known`, `is preset`: `present` or `absent`, where that is asked of a value without cases; of a cell also `covered` and `limited`.
std::optional<std::string> state_meant(std::string_view name);

// A name where only `yes` and `no` can stand.
void report_no_truth(Wording& wording, const ast::Name& name);

}  // namespace pol::check
