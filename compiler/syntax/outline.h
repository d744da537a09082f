// A sound wording as its layout sees it: every word and sign in order, and which of them make up a declaration, a block, a line. Nothing is
// left out, so that whoever writes the words down again has written the wording. The only door: outline().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/source.h"
#include "base/span.h"

namespace pol::syntax {

struct OutlineWord {
  Span span;
  std::uint32_t line;      // where it was written, from 1
  bool glued = false;      // no space before it: `claim.date`, `5%`, `f(x)`
  bool apart = false;      // begins a tail of a line: `when`, `unless`, `per certificate`
  bool may_break = false;  // a line that is too long may go on with it on the next one
};

enum class PartKind {
  declaration,
  header_block,
  header_line,
  field_block,
  field,
  question_line,
  table_block,
  row,
  cell,   // the row of `columns` is the first; of a row of a table `down` the first key is no cell
  title,  // behind the cells
  line_block,
  line,
  numbers,  // a `when` behind a line is a line of its own
  answer_block,
  answer_item,
  first_block,
  first_case,  // its last part is the line that begins with `when`
  first_else,
  law_block,
  version,  // its parts are cells
  gate_block,
  gate,  // its parts: its numbers, and the line that begins with `when`
  presume_line,
  fold_block,
  fold_body,
  cases_block,
  line_case,
  choice_block,
  choice_case,
  case_names,
  letter_block,
  letter_line,
  export_block,
  export_column,
  example_block,
  property_block,
  always,
  settings,
  expectation,
  start,
  setting_block,
  setting,
};

// The words from `first` to `last`, both included; a block has its braces as first and last.
struct Part {
  PartKind kind;
  std::size_t first, last;
  std::vector<Part> parts;
};

struct Outline {
  std::vector<OutlineWord> words;
  std::vector<Part> declarations;
};

// Nothing where the wording has syntax errors; parse() says which.
std::optional<Outline> outline(const SourceFile& source, const std::set<std::string>& units = {});

}  // namespace pol::syntax
