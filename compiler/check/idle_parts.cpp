// Parts of a wording that are never used: rows of a table that nothing reads or leads to, operands that are never the smaller one.
#include <algorithm>

#include "check/build.h"
#include "check/never.h"

namespace pol::check {

namespace {

// To which rows the keys can lead.
void mark_rows(const KeyNode& node, const std::vector<ExprPtr>& keys, std::size_t at, std::vector<bool>& reached) {
  const model::Expr& key = *keys[at];
  const auto* known = std::get_if<model::Constant>(&key.node);
  for (std::size_t k = 0; k < node.pieces.size(); ++k) {
    const KeyPiece& piece = node.pieces[k];
    const bool by_case = !piece.cases.empty();
    const bool is_other = by_case && known && !piece.cases.at(static_cast<std::size_t>(known->value));
    const bool is_below = !by_case && piece.from && key.range.to < *piece.from;
    const bool is_above = !by_case && k + 1 < node.pieces.size() && key.range.from >= *node.pieces[k + 1].from;
    if (is_other || is_below || is_above) continue;
    if (piece.row)
      reached.at(*piece.row) = true;
    else
      mark_rows(*piece.rest, keys, at + 1, reached);
  }
}

void check_down(Wording& wording, const WrittenTable& table) {
  if (table.asked.empty()) return;
  std::vector<bool> reached(table.written->rows.size());
  for (const std::vector<ExprPtr>& keys : table.asked) mark_rows(*table.down->rows, keys, 0, reached);
  for (std::size_t row = 0; row < reached.size(); ++row) {
    if (!reached[row]) wording.report(Message::row_never_matches, table.written->rows[row].span, {table.written->name.text});
  }
}

void check_across(Wording& wording, const WrittenTable& table) {
  for (std::size_t row = 0; row < table.written->rows.size(); ++row) {
    const ast::Name& name = table.written->rows[row].name;
    if (!table.rows_read.contains(row)) wording.report(Message::row_nobody_reads, name.span, {name.text, table.written->name.text});
  }
}

}  // namespace

void check_idle_parts(Wording& wording) {
  for (const WrittenTable& table : wording.tables) {
    if (!table.good) continue;
    if (table.down)
      check_down(wording, table);
    else
      check_across(wording, table);
  }
  for (const auto& [place, pick] : wording.picks) {
    if (pick.idle) wording.report(Message::never_the_one_taken, pick.span, {std::string(pick.word)});
  }
}

}  // namespace pol::check
