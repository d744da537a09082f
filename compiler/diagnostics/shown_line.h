// A source line as a terminal can show it: tabs expanded, nothing in it that moves the cursor, long lines cut around what matters.
// Used by render.cpp alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pol {

// Half-open range of terminal columns, counted from 0.
struct Cells {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class ShownLine {
 public:
  explicit ShownLine(std::string_view line);

  // The columns that bytes [begin, end) of the line take, at least one; bytes beyond the line count as its end.
  Cells cells_of(std::size_t begin, std::size_t end) const;
  // Leaves a window of at most `width` columns in which `focus` is seen, with `...` where something was cut off.
  void cut_to(std::size_t width, std::size_t focus);

  const std::string& text() const { return text_; }
  // Columns as they are after the cut: marks that reach out of the window are shortened to it, and gone (empty) where nothing is left.
  Cells in_window(Cells cells) const;

 private:
  std::string text_;
  std::vector<std::size_t> column_of_byte_;  // one more than bytes: the last is the width
  std::vector<std::size_t> text_at_column_;  // offset into text_ where the column begins, one more than columns
  Cells window_;
  std::size_t shift_ = 0;  // columns the window moved to the right by the dots in front of it
};

// Control characters, bytes that belong to no character, and the marks that turn the direction of writing become U+FFFD.
std::string printable(std::string_view text);

}  // namespace pol
