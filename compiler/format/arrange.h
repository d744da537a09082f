// Where each word of a wording goes: on which row, in which column. Decided from the words and their structure alone, before any is
// written.
#pragma once

#include <cstdint>
#include <vector>

#include "base/source.h"
#include "syntax/outline.h"

namespace pol::format {

constexpr std::uint32_t widest_row = 140;

struct Place {
  bool new_row = false;
  std::uint32_t indent = 0;    // of the new row
  std::uint32_t comments = 0;  // indent of comments on lines of their own above the word
  std::uint32_t gap = 1;       // spaces before it, at least
  std::uint32_t column = 0;    // where it stands, at least
  std::uint32_t hang = 0;      // where it stands if the row is broken before it
  bool may_break = false;
};

// Characters, not bytes.
std::uint32_t width_of(std::string_view text);

std::vector<Place> arrange(const SourceFile& source, const syntax::Outline& outline);

}  // namespace pol::format
