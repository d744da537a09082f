#include "format/arrange.h"

#include <algorithm>

#include "format/arranger.h"

namespace pol::format {

namespace {

constexpr std::uint32_t header_width = 10;  // waterfall, and a space

}  // namespace

Arranger::Arranger(const SourceFile& source, const syntax::Outline& outline)
    : source_(source), words_(outline.words), places_(words_.size() + 1) {
  for (const auto& word : words_) widths_.push_back(width_of(source.text_of(word.span)));
}

std::vector<Place> Arranger::places(const std::vector<Part>& declarations) {
  for (const Part& declaration : declarations) {
    reset(declaration.first, declaration.last, indent_step);
    begin_row(declaration.first, 0);
    if (text(declaration.first) == "presume") presume(declaration);
    blocks_of(declaration, 0);
  }
  places_.back().new_row = true;
  return std::move(places_);
}

void Arranger::reset(std::size_t first, std::size_t last, std::uint32_t hang) {
  for (std::size_t i = first; i <= last; ++i) {
    const auto& word = words_[i];
    const bool apart = word.apart && (i == 0 || text(i - 1) != "{");
    places_[i] = {false, 0, hang, word.glued ? 0 : apart ? between_items : 1, 0, hang, word.may_break || word.apart};
  }
}
void Arranger::begin_row(std::size_t word, std::uint32_t indent) {
  places_[word].new_row = true;
  places_[word].indent = places_[word].comments = indent;
}
void Arranger::hang(std::size_t first, std::size_t last, std::uint32_t column) {
  for (std::size_t i = first; i <= last; ++i) places_[i].hang = places_[i].comments = column;
}

// ---- measuring ----

// Of these words on one row, as if nothing were aligned.
std::uint32_t Arranger::width(std::size_t first, std::size_t last) const {
  std::uint32_t sum = widths_[first];
  for (std::size_t i = first + 1; i <= last; ++i) sum += places_[i].gap + widths_[i];
  return sum;
}
// Where a word stands if no row is too long.
std::uint32_t Arranger::column_of(std::size_t word) const {
  std::size_t first = word;
  while (first > 0 && !places_[first].new_row) --first;
  std::uint32_t at = places_[first].indent;
  for (std::size_t i = first + 1; i <= word; ++i) at = std::max(at + widths_[i - 1] + places_[i].gap, places_[i].column);
  return at;
}

// ---- blocks ----

void Arranger::blocks_of(const Part& item, std::uint32_t indent) {
  for (const Part& part : item.parts)
    if (is_block(part)) block(part, indent);
}

void Arranger::block(const Part& block, std::uint32_t indent) {
  if (block.kind == PartKind::setting_block) return settings(block, indent);
  places_[block.first].may_break = false;
  if (block.parts.empty()) return empty(block, indent);
  if (words_[block.first].line == words_[block.last].line && fits_on_the_row(block)) return;
  reset(block.first + 1, block.last, indent + indent_step);
  contents(block, indent + indent_step);
  begin_row(block.last, indent);
  places_[block.last].comments = indent + indent_step;
}

void Arranger::empty(const Part& block, std::uint32_t indent) {
  places_[block.last].gap = 0;
  places_[block.last].hang = indent;
  places_[block.last].comments = indent + indent_step;
}

// Puts the block on the row where it begins, if the row is not too long then. What comes behind it may still be too long: the row breaks
// elsewhere, else the block would stand on two rows and be laid out otherwise the next time.
bool Arranger::fits_on_the_row(const Part& block) {
  if (block.last - block.first > widest_row) return false;
  reset(block.first + 1, block.last, places_[block.first].hang);
  on_one_row(block);
  if (column_of(block.last) + widths_[block.last] > widest_row) return false;
  for (std::size_t i = block.first + 1; i <= block.last; ++i) places_[i].may_break = false;
  return true;
}

void Arranger::on_one_row(const Part& part) {
  const bool block = text(part.first) == "{";
  for (std::size_t i = 1; i < part.parts.size(); ++i)
    if (block || part.kind == PartKind::line_case) places_[part.parts[i].first].gap = between_items;
  // The first line of a case belongs to its names; the items of a list follow each other closely.
  if (part.kind == PartKind::line_case) places_[part.parts[1].first].gap = 1;
  for (const Part& item : part.parts) on_one_row(item);
}

void Arranger::contents(const Part& block, std::uint32_t indent) {
  const bool of_cases = block.kind == PartKind::cases_block || block.kind == PartKind::choice_block;
  if (!of_cases)
    for (const Part& item : block.parts) begin_row(item.first, indent);
  switch (block.kind) {
    case PartKind::header_block: return header(block, indent);
    case PartKind::field_block: return fields(block, indent);
    case PartKind::letter_block: return letter(block, indent);
    case PartKind::table_block: return table(block, indent);
    case PartKind::line_block: return lines(block, indent);
    case PartKind::cases_block:
    case PartKind::choice_block: return cases(block, indent);
    case PartKind::answer_block: return answer(block, indent);
    case PartKind::first_block: return first_of(block, indent);
    case PartKind::law_block: return versions(block, indent);
    case PartKind::gate_block: return gates(block, indent);
    case PartKind::export_block: return columns_of_export(block, indent);
    case PartKind::fold_block: return blocks_of(block.parts.front(), indent);
    case PartKind::example_block: return example(block, indent);
    case PartKind::property_block: return property(block, indent);
    default: return;
  }
}

void Arranger::header(const Part& block, std::uint32_t indent) {
  for (const Part& item : block.parts) {
    const std::uint32_t column = indent + header_width + 1;
    hang(item.first + 1, item.last, column);
    places_[item.first + 1].column = column;
  }
}

// The names of a field, up to its colon.
std::size_t Arranger::colon_of(const Part& field) const {
  std::size_t colon = field.first;
  while (text(colon) != ":") ++colon;
  return colon;
}

void Arranger::fields(const Part& block, std::uint32_t indent) {
  std::uint32_t widest = 0;
  for (const Part& item : block.parts) {
    if (item.kind != PartKind::field) continue;
    const std::uint32_t names = width(item.first, colon_of(item) - 1);
    if (names <= widest_names) widest = std::max(widest, names);
  }
  for (const Part& item : block.parts) {
    if (item.kind != PartKind::field) continue;
    const std::size_t colon = colon_of(item);
    places_[colon].column = indent + widest + 1;
    hang(item.first + 1, colon, indent + indent_step);
    hang(colon + 1, item.last, indent + widest + 3);
    blocks_of(item, indent);
  }
}

// The titles stand in one column; what a letter tells is a sentence, and runs on.
void Arranger::letter(const Part& block, std::uint32_t indent) {
  std::uint32_t widest = 0;
  for (const Part& item : block.parts) {
    if (text(item.first) == "tells") continue;
    const std::uint32_t names = width(item.first, item.last - 1);
    if (names <= widest_names) widest = std::max(widest, names);
  }
  for (const Part& item : block.parts) {
    if (text(item.first) == "tells") {
      for (std::size_t i = item.first; i <= item.last; ++i) places_[i].may_break = i == item.last;
      hang(item.first + 1, item.last, indent + indent_step);
      continue;
    }
    places_[item.last].gap = between_columns;
    places_[item.last].column = indent + widest + between_columns;
  }
}

std::uint32_t width_of(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Place> arrange(const SourceFile& source, const syntax::Outline& outline) {
  return Arranger(source, outline).places(outline.declarations);
}

}  // namespace pol::format
