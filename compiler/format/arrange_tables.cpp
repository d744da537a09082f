#include <algorithm>
#include <cctype>
#include <iterator>

#include "format/arranger.h"

namespace pol::format {

namespace {

using syntax::Part;
using syntax::PartKind;

std::size_t count_cells(const Part& row) {
  return static_cast<std::size_t>(
      std::count_if(row.parts.begin(), row.parts.end(), [](const Part& part) { return part.kind == PartKind::cell; }));
}

// How many keys stand in the rows before their cells; a row may have too few of both.
std::size_t keys_of(const Part& block) {
  std::size_t most = 0;
  for (const Part& row : block.parts) most = std::max(most, count_cells(row));
  return block.parts.empty() ? 0 : most - count_cells(block.parts.front());
}

}  // namespace

// A name or a title, and not a number or what stands for one.
bool Arranger::begins_with_letter(const Part& cell) const {
  const std::string_view first = text(cell.first);
  if (first == "unlimited" || (first == "not" && cell.last > cell.first)) return false;
  return std::isdigit(static_cast<unsigned char>(first.front())) == 0 && first.front() != '-';
}

// Numbers stand at the right of their column, names at its left. The row of `columns` is the first; it has nothing above the second and
// later keys of the rows.
void Arranger::table(const Part& block, std::uint32_t indent) {
  const auto without_cells = [&](const Part& row) { return row.parts.empty() ? row.last : row.parts.front().first - 1; };
  const std::size_t keys = keys_of(block);
  const auto place_of = [&](const Part& row, std::size_t i) { return &row == &block.parts.front() ? i + keys : i; };
  std::uint32_t names = 0;
  std::vector<std::uint32_t> widths;
  std::vector<bool> at_left;
  for (const Part& row : block.parts) {
    const bool head = &row == &block.parts.front();
    names = std::max(names, width(row.first, without_cells(row)));
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
      const std::size_t column = place_of(row, i);
      if (column >= widths.size()) {
        widths.resize(column + 1);
        at_left.resize(column + 1);
      }
      widths[column] = std::max(widths[column], width(row.parts[i].first, row.parts[i].last));
      if (!head && begins_with_letter(row.parts[i])) at_left[column] = true;
    }
  }
  for (const Part& row : block.parts) {
    std::uint32_t begin = indent + names;
    for (std::size_t column = 0; column < widths.size(); begin += between_columns + widths[column], ++column) {
      const std::size_t skipped = place_of(row, 0);
      if (column < skipped || column - skipped >= row.parts.size()) continue;
      const Part& cell = row.parts[column - skipped];
      const std::uint32_t free = at_left[column] ? 0 : widths[column] - width(cell.first, cell.last);
      places_[cell.first].gap = between_columns;
      places_[cell.first].column = begin + between_columns + free;
    }
  }
}

}  // namespace pol::format
