#include <algorithm>
#include <array>

#include "format/arranger.h"

namespace pol::format {

namespace {

using syntax::Part;
using syntax::PartKind;

constexpr std::uint32_t keyword_width = 8;  // requires, excludes, survival

const Part* numbers_of(const Part& line) {
  return !line.parts.empty() && line.parts.front().kind == PartKind::numbers ? &line.parts.front() : nullptr;
}

bool is_of_each_item(const Part& line) {
  return std::any_of(line.parts.begin(), line.parts.end(), [](const Part& part) { return part.kind == PartKind::line_block; });
}

}  // namespace

// ---- lines of a clause ----

std::uint32_t Arranger::numbers_width(const std::vector<Part>& lines) const {
  std::uint32_t widest = 0;
  for (const Part& line : lines)
    if (const Part* numbers = numbers_of(line)) widest = std::max(widest, width(numbers->first, numbers->last));
  return widest;
}

void Arranger::lines(const Part& block, std::uint32_t indent) {
  const std::uint32_t numbers = numbers_width(block.parts) + between_columns;
  for (const Part& line : block.parts) this->line(line, indent, numbers);
}

// Words before the text of a line; 0 where it reads as a sentence and stands in no column.
std::size_t Arranger::keywords_of(const Part& line) const {
  const std::string_view first = text(line.first);
  constexpr std::array<std::string_view, 5> sentences{"applies", "all", "by", "fails", "refers"};
  if (std::find(sentences.begin(), sentences.end(), first) != sentences.end()) return 0;
  if ((first == "pends" && !numbers_of(line)) || is_of_each_item(line)) return 0;
  return first == "up" || first == "at" ? 2 : 1;
}

void Arranger::line(const Part& line, std::uint32_t indent, std::uint32_t numbers_column) {
  const std::uint32_t column = indent + keyword_width + 1;
  const Part* numbers = numbers_of(line);
  const std::uint32_t hanging = numbers ? column + numbers_column : column;
  hang(line.first + 1, line.last, hanging);
  if (const std::size_t keywords = keywords_of(line)) {
    places_[line.first + keywords].column = column;
    if (numbers) {
      places_[numbers->last + 1].column = hanging;
      places_[numbers->last + 1].may_break = false;
    }
  }
  blocks_of(line, indent);
}

// `names: lines`, or `names: value`.
void Arranger::cases(const Part& block, std::uint32_t indent) {
  std::uint32_t names = 0, numbers = 0;
  for (const Part& item : block.parts) {
    const Part& of = item.parts.front();
    const std::uint32_t wide = width(of.first, of.last);
    if (wide <= widest_names) names = std::max(names, wide);
    numbers = std::max(numbers, numbers_width(item.parts));
  }
  const std::uint32_t column = indent + names + 1;
  for (const Part& item : block.parts) {
    begin_row(item.first, indent);
    const std::size_t first = item.parts.front().last + 1;
    hang(item.first + 1, first - 1, indent + indent_step);
    hang(first, item.last, column);
    places_[first].column = column;
    if (item.kind == PartKind::choice_case)
      blocks_of(item, indent);
    else
      case_lines(item, column, numbers + 1);
  }
}

void Arranger::case_lines(const Part& item, std::uint32_t column, std::uint32_t numbers) {
  for (std::size_t i = 1; i < item.parts.size(); ++i) {
    if (i > 1) begin_row(item.parts[i].first, column);
    line(item.parts[i], column, numbers);
  }
}

// ---- answers ----

void Arranger::answer(const Part& block, std::uint32_t indent) {
  const std::uint32_t numbers = numbers_width(block.parts) + between_columns;
  for (const Part& item : block.parts) {
    if (item.kind == PartKind::line) {
      line(item, indent, numbers);
    } else {
      hang(item.first + 1, item.last, indent + indent_step);
      blocks_of(item, indent);
    }
  }
}

// ---- first of ----

namespace {

// The `when` of a case.
std::size_t when_of(const Part& one) { return one.parts.back().first; }

}  // namespace

// The conditions stand in one column, as far as the values before them are short.
void Arranger::first_of(const Part& block, std::uint32_t indent) {
  std::uint32_t widest = 0;
  const auto is_short = [&](const Part& one) {
    const std::size_t last = when_of(one) - 1;
    return words_[one.first].line == words_[last].line && width(one.first, last) <= widest_names;
  };
  for (const Part& item : block.parts)
    if (item.kind == PartKind::first_case && is_short(item)) widest = std::max(widest, width(item.first, when_of(item) - 1));
  for (const Part& item : block.parts) {
    hang(item.first + 1, item.last, indent + indent_step);
    if (item.kind == PartKind::first_case) {
      places_[when_of(item)].gap = between_items;
      if (is_short(item)) places_[when_of(item)].column = indent + widest + between_items;
    }
    blocks_of(item, indent);
    for (const Part& part : item.parts)
      if (part.kind == PartKind::line) blocks_of(part, indent);
  }
}

}  // namespace pol::format
