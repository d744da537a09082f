// The work of arrange.h, in one file a family: arrange.cpp (blocks, headings, fields), arrange_clauses.cpp (lines, cases, answers),
// arrange_tables.cpp, arrange_examples.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "format/arrange.h"

namespace pol::format {

constexpr std::uint32_t indent_step = 2;
constexpr std::uint32_t widest_names = 100;  // of fields and cases that others are aligned with
constexpr std::uint32_t between_items = 3;   // on one row
constexpr std::uint32_t between_columns = 2;

class Arranger {
 public:
  Arranger(const SourceFile& source, const syntax::Outline& outline);

  std::vector<Place> places(const std::vector<syntax::Part>& declarations);

 private:
  using Part = syntax::Part;
  using PartKind = syntax::PartKind;

  // arrange.cpp
  std::string_view text(std::size_t word) const { return source_.text_of(words_[word].span); }
  bool is_block(const Part& part) const { return part.last > part.first && text(part.first) == "{"; }
  void reset(std::size_t first, std::size_t last, std::uint32_t hang);
  void begin_row(std::size_t word, std::uint32_t indent);
  void hang(std::size_t first, std::size_t last, std::uint32_t column);
  std::uint32_t width(std::size_t first, std::size_t last) const;
  std::uint32_t column_of(std::size_t word) const;
  void blocks_of(const Part& item, std::uint32_t indent);
  void block(const Part& block, std::uint32_t indent);
  void empty(const Part& block, std::uint32_t indent);
  bool fits_on_the_row(const Part& block);
  void on_one_row(const Part& part);
  void contents(const Part& block, std::uint32_t indent);
  void header(const Part& block, std::uint32_t indent);
  std::size_t colon_of(const Part& field) const;
  void fields(const Part& block, std::uint32_t indent);
  void letter(const Part& block, std::uint32_t indent);

  // arrange_clauses.cpp
  std::uint32_t numbers_width(const std::vector<Part>& lines) const;
  void lines(const Part& block, std::uint32_t indent);
  std::size_t keywords_of(const Part& line) const;
  void line(const Part& line, std::uint32_t indent, std::uint32_t numbers_column);
  void cases(const Part& block, std::uint32_t indent);
  void case_lines(const Part& item, std::uint32_t column, std::uint32_t numbers);
  void answer(const Part& block, std::uint32_t indent);
  void first_of(const Part& block, std::uint32_t indent);

  // arrange_laws.cpp
  void versions(const Part& block, std::uint32_t indent);
  void gates(const Part& block, std::uint32_t indent);
  void presume(const Part& declaration);
  void columns_of_export(const Part& block, std::uint32_t indent);

  // arrange_tables.cpp
  void table(const Part& block, std::uint32_t indent);
  bool begins_with_letter(const Part& cell) const;

  // arrange_examples.cpp
  void example(const Part& block, std::uint32_t indent);
  void property(const Part& block, std::uint32_t indent);
  void settings(const Part& block, std::uint32_t indent);
  void items(const Part& setting);
  void item(const Part& block, std::uint32_t column);
  void item_in_row(const Part& block, bool settings_break, bool items_break);

  const SourceFile& source_;
  const std::vector<syntax::OutlineWord>& words_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> widths_;
};

}  // namespace pol::format
