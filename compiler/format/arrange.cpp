#include "format/arrange.h"

#include <algorithm>
#include <array>

namespace pol::format {

namespace {

using syntax::Part;
using syntax::PartKind;

constexpr std::uint32_t step = 2;            // of a block's indent
constexpr std::uint32_t keyword_width = 8;   // requires, excludes, survival
constexpr std::uint32_t header_width = 10;   // waterfall, and a space
constexpr std::uint32_t widest_names = 100;  // of fields that others are aligned with
constexpr std::uint32_t between_items = 3;   // on one row
constexpr std::uint32_t between_columns = 2;

class Arranger {
 public:
  Arranger(const SourceFile& source, const syntax::Outline& outline) : source_(source), words_(outline.words), places_(words_.size() + 1) {
    for (const auto& word : words_) widths_.push_back(width_of(source.text_of(word.span)));
  }

  std::vector<Place> places(const std::vector<Part>& declarations) {
    for (const Part& declaration : declarations) {
      reset(declaration.first, declaration.last, step);
      begin_row(declaration.first, 0);
      blocks_of(declaration, 0);
    }
    places_.back().new_row = true;
    return std::move(places_);
  }

 private:
  std::string_view text(std::size_t word) const { return source_.text_of(words_[word].span); }

  void reset(std::size_t first, std::size_t last, std::uint32_t hang) {
    for (std::size_t i = first; i <= last; ++i) {
      const auto& word = words_[i];
      places_[i] = {false, 0, hang, word.glued ? 0 : word.apart ? between_items : 1, 0, hang, word.may_break || word.apart};
    }
  }
  void begin_row(std::size_t word, std::uint32_t indent) {
    places_[word].new_row = true;
    places_[word].indent = places_[word].comments = indent;
  }
  void hang(std::size_t first, std::size_t last, std::uint32_t column) {
    for (std::size_t i = first; i <= last; ++i) places_[i].hang = places_[i].comments = column;
  }

  // ---- measuring ----

  // Of these words on one row, as if nothing were aligned.
  std::uint32_t width(std::size_t first, std::size_t last) const {
    std::uint32_t sum = widths_[first];
    for (std::size_t i = first + 1; i <= last; ++i) sum += places_[i].gap + widths_[i];
    return sum;
  }
  // Where a word stands if no row is too long.
  std::uint32_t column_of(std::size_t word) const {
    std::size_t first = word;
    while (first > 0 && !places_[first].new_row) --first;
    std::uint32_t at = places_[first].indent;
    for (std::size_t i = first + 1; i <= word; ++i) at = std::max(at + widths_[i - 1] + places_[i].gap, places_[i].column);
    return at;
  }

  // ---- blocks ----

  void blocks_of(const Part& item, std::uint32_t indent) {
    for (const Part& part : item.parts)
      if (part.last > part.first && text(part.first) == "{") block(part, indent);
  }

  void block(const Part& block, std::uint32_t indent) {
    if (block.kind == PartKind::setting_block) return settings(block, indent);
    places_[block.first].may_break = false;
    if (block.parts.empty()) return empty(block, indent);
    if (words_[block.first].line == words_[block.last].line && fits_on_the_row(block)) return;
    reset(block.first + 1, block.last, indent + step);
    contents(block, indent + step);
    begin_row(block.last, indent);
    places_[block.last].comments = indent + step;
  }

  void empty(const Part& block, std::uint32_t indent) {
    places_[block.last].gap = 0;
    places_[block.last].hang = indent;
    places_[block.last].comments = indent + step;
  }

  // Puts the block on the row where it begins, if the row is not too long then.
  bool fits_on_the_row(const Part& block) {
    if (block.last - block.first > widest_row) return false;
    reset(block.first + 1, block.last, places_[block.first].hang);
    on_one_row(block);
    return column_of(block.last) + widths_[block.last] <= widest_row;
  }

  void on_one_row(const Part& part) {
    const bool block = text(part.first) == "{";
    for (std::size_t i = 1; i < part.parts.size(); ++i)
      if (block || part.kind == PartKind::line_case) places_[part.parts[i].first].gap = between_items;
    // The first line of a case belongs to its names.
    if (part.kind == PartKind::line_case) places_[part.parts[1].first].gap = 1;
    for (const Part& item : part.parts) on_one_row(item);
  }

  void contents(const Part& block, std::uint32_t indent) {
    if (block.kind != PartKind::cases_block && block.kind != PartKind::choice_block)
      for (const Part& item : block.parts) begin_row(item.first, indent);
    switch (block.kind) {
      case PartKind::header_block: return header(block, indent);
      case PartKind::field_block: return fields(block, indent);
      case PartKind::table_block: return table(block, indent);
      case PartKind::line_block: return lines(block, indent);
      case PartKind::cases_block:
      case PartKind::choice_block: return cases(block, indent);
      case PartKind::example_block: return example(block, indent);
      default: return;
    }
  }

  void header(const Part& block, std::uint32_t indent) {
    for (const Part& item : block.parts) {
      const std::uint32_t column = indent + header_width + 1;
      hang(item.first + 1, item.last, column);
      places_[item.first + 1].column = column;
    }
  }

  // The names of a field, up to its colon.
  std::size_t colon_of(const Part& field) const {
    std::size_t colon = field.first;
    while (text(colon) != ":") ++colon;
    return colon;
  }

  void fields(const Part& block, std::uint32_t indent) {
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
      hang(item.first + 1, colon, indent + step);
      hang(colon + 1, item.last, indent + widest + 3);
      blocks_of(item, indent);
    }
  }

  void table(const Part& block, std::uint32_t indent) {
    std::uint32_t names = 0;
    std::vector<std::uint32_t> columns;
    for (const Part& row : block.parts) {
      names = std::max(names, width(row.first, row.parts.front().first - 1));
      columns.resize(std::max(columns.size(), row.parts.size()));
      for (std::size_t i = 0; i < row.parts.size(); ++i) columns[i] = std::max(columns[i], width(row.parts[i].first, row.parts[i].last));
    }
    for (const Part& row : block.parts) {
      std::uint32_t end = indent + names;
      for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const Part& cell = row.parts[i];
        end += between_columns + columns[i];
        places_[cell.first].gap = between_columns;
        places_[cell.first].column = end - width(cell.first, cell.last);
      }
    }
  }

  // ---- lines of a clause ----

  static const Part* numbers_of(const Part& line) {
    return !line.parts.empty() && line.parts.front().kind == PartKind::numbers ? &line.parts.front() : nullptr;
  }
  std::uint32_t numbers_width(const std::vector<Part>& lines) const {
    std::uint32_t widest = 0;
    for (const Part& line : lines)
      if (const Part* numbers = numbers_of(line)) widest = std::max(widest, width(numbers->first, numbers->last));
    return widest;
  }

  void lines(const Part& block, std::uint32_t indent) {
    const std::uint32_t numbers = numbers_width(block.parts) + between_columns;
    for (const Part& line : block.parts) this->line(line, indent, numbers);
  }

  // Words before the text of a line; 0 where it reads as a sentence and stands in no column.
  std::size_t keywords_of(const Part& line) const {
    const std::string_view first = text(line.first);
    constexpr std::array<std::string_view, 4> sentences{"applies", "all", "by", "fails"};
    if (std::find(sentences.begin(), sentences.end(), first) != sentences.end()) return 0;
    if (first == "pends" && !numbers_of(line)) return 0;
    return first == "up" || first == "at" ? 2 : 1;
  }

  void line(const Part& line, std::uint32_t indent, std::uint32_t numbers_column) {
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
  void cases(const Part& block, std::uint32_t indent) {
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
      hang(item.first + 1, first - 1, indent + step);
      hang(first, item.last, column);
      places_[first].column = column;
      if (item.kind == PartKind::choice_case)
        blocks_of(item, indent);
      else
        case_lines(item, column, numbers + 1);
    }
  }

  void case_lines(const Part& item, std::uint32_t column, std::uint32_t numbers) {
    for (std::size_t i = 1; i < item.parts.size(); ++i) {
      if (i > 1) begin_row(item.parts[i].first, column);
      line(item.parts[i], column, numbers);
    }
  }

  // ---- samples and examples ----

  void example(const Part& block, std::uint32_t indent) {
    std::uint32_t widest = 0;
    for (const Part& item : block.parts) widest = std::max(widest, widths_[item.first]);
    for (const Part& item : block.parts) {
      const std::uint32_t column = indent + widest + 1;
      hang(item.first + 1, item.last, column);
      places_[item.first + 1].column = column;
      blocks_of(item, indent);
    }
  }

  // A block of settings that begins behind its brace goes on below its first setting, in the groups in which it was written.
  void settings(const Part& block, std::uint32_t indent) {
    places_[block.first].may_break = false;
    if (block.parts.empty()) return empty(block, indent);
    const bool hanging = words_[block.first].line == words_[block.parts.front().first].line;
    const std::uint32_t column = hanging ? column_of(block.first) + 2 : indent + step;
    hang(block.first + 1, block.last, column);
    for (std::size_t i = 0; i < block.parts.size(); ++i) {
      const std::size_t first = block.parts[i].first;
      places_[first].gap = i == 0 ? 1 : between_items;
      places_[first].may_break = i > 0;
      if (i == 0 ? !hanging : words_[first].line > words_[first - 1].line) begin_row(first, column);
    }
    if (hanging) return;
    begin_row(block.last, indent);
    places_[block.last].comments = column;
  }

  const SourceFile& source_;
  const std::vector<syntax::OutlineWord>& words_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> widths_;
};

}  // namespace

std::uint32_t width_of(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Place> arrange(const SourceFile& source, const syntax::Outline& outline) {
  return Arranger(source, outline).places(outline.declarations);
}

}  // namespace pol::format
