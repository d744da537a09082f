// What is common to the lines of all clauses: their names as written, and which tails they may have.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/wording.h"

namespace pol::check {

std::string_view keyword_of(const ast::LineNode& node);  // "requires", "up to"
std::string_view keyword_of(ast::ClauseKind kind);       // "a benefit"

// requires, excludes, limits ... as a reason names it; says so where there is no such effect.
std::optional<model::Effect> effect_named(Wording& wording, const ast::Name& name);

// Which tails stand behind a line although they may not; each is said to be out of place.
struct AllowedTails {
  bool when = false, unless = false, benefits = false, otherwise = false, effect = false, without = false;
};
bool check_tails(Wording& wording, const ast::Tails& tails, const AllowedTails& allowed, const ast::Line& line);

}  // namespace pol::check
