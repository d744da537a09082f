// How a wording is laid out: which word of a line begins something. The grammar does not care; after a slip of the pen this tells where the
// next sound part begins, as it tells a reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "syntax/words.h"

namespace pol::syntax {

class Layout {
 public:
  explicit Layout(const std::vector<Word>& words);

  // A declaration's keyword at the margin of declarations: what stands there is not inside of anything, whatever the braces say.
  bool declaration_at(std::size_t index) const;
  // The same at any margin, or behind a brace: enough where nothing is open.
  bool may_be_declaration_at(std::size_t index) const;
  bool header_line_at(std::size_t index) const;
  bool clause_line_at(std::size_t index) const;
  bool named_at(std::size_t index) const;  // a field or a case
  bool question_line_at(std::size_t index) const;
  bool valid_at(std::size_t index) const;
  bool answer_item_at(std::size_t index) const;
  bool row_at(std::size_t index) const;
  bool gate_at(std::size_t index) const;  // a case of a verdict
  bool letter_line_at(std::size_t index) const;
  bool settings_at(std::size_t index) const;  // `claim {`
  bool setting_at(std::size_t index) const;
  bool expectation_at(std::size_t index) const;
  bool property_line_at(std::size_t index) const;

  // The words with closing braces put in where the margins show that they were forgotten; each is reported with the brace it closes.
  std::vector<Word> with_forgotten_braces(Complaints& complaints) const;

 private:
  std::size_t type(std::size_t index) const;  // the end of the file beyond it
  bool margins_are_kept() const;
  std::size_t end_of_part(std::size_t begin) const;
  std::size_t unclosed(std::size_t begin, std::size_t end) const;

  const std::vector<Word>& words_;
  std::uint32_t margin_ = 0;  // column where declarations begin
};

}  // namespace pol::syntax
