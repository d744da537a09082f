#include <algorithm>

#include "format/arranger.h"

namespace pol::format {

// ---- samples, examples and properties ----

void Arranger::example(const Part& block, std::uint32_t indent) {
  std::uint32_t widest = 0;
  for (const Part& item : block.parts) widest = std::max(widest, widths_[item.first]);
  for (const Part& item : block.parts) {
    const std::uint32_t column = indent + widest + 1;
    hang(item.first + 1, item.last, column);
    places_[item.first + 1].column = column;
    blocks_of(item, indent);
  }
}

void Arranger::property(const Part& block, std::uint32_t indent) {
  for (const Part& item : block.parts) {
    hang(item.first + 1, item.last, indent + width(item.first, item.first) + 1);
    blocks_of(item, indent);
  }
}

// A block of settings that begins behind its brace goes on below its first setting, in the groups in which it was written.
void Arranger::settings(const Part& block, std::uint32_t indent) {
  places_[block.first].may_break = false;
  if (block.parts.empty()) return empty(block, indent);
  const bool hanging = words_[block.first].line == words_[block.parts.front().first].line;
  const std::uint32_t column = hanging ? column_of(block.first) + 2 : indent + indent_step;
  hang(block.first + 1, block.last, column);
  for (std::size_t i = 0; i < block.parts.size(); ++i) {
    const std::size_t first = block.parts[i].first;
    places_[first].gap = i == 0 ? 1 : between_items;
    places_[first].may_break = i > 0;
    if (i == 0 ? !hanging : words_[first].line > words_[first - 1].line) begin_row(first, column);
    items(block.parts[i]);
  }
  if (hanging) return;
  begin_row(block.last, indent);
  places_[block.last].comments = column;
}

// `expenses { ... } { ... }`: as many items on a row as were written on one, and as fit; they stand below each other.
void Arranger::items(const Part& setting) {
  if (setting.parts.empty()) return;
  const std::uint32_t column = column_of(setting.parts.front().first);
  for (const Part& block : setting.parts) {
    const bool first = &block == &setting.parts.front();
    places_[block.first].hang = column;
    places_[block.first].may_break = !first;
    if (!first && words_[block.first].line > words_[block.first - 1].line) begin_row(block.first, column);
    item(block, column);
  }
}

void Arranger::item(const Part& block, std::uint32_t column) {
  if (block.parts.empty()) return empty(block, column);
  hang(block.first + 1, block.last, column + indent_step);
  item_in_row(block, false, false);
  if (column + width(block.first, block.last) > widest_row) item_in_row(block, true, true);
}

// With the items of its own lists, between which it may break; `settings_break`: between its settings too.
void Arranger::item_in_row(const Part& block, bool settings_break, bool items_break) {
  for (const Part& setting : block.parts) {
    const bool first = &setting == &block.parts.front();
    places_[setting.first].gap = first ? 1 : between_items;
    places_[setting.first].may_break = !first && settings_break;
    for (const Part& inner : setting.parts) {
      places_[inner.first].may_break = &inner != &setting.parts.front() && items_break;
      item_in_row(inner, false, items_break);
    }
  }
}

}  // namespace pol::format
