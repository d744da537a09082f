// Tables whose rows are found by keys: `table bands down kind : DefectKind, age : int 0 to 120 { ... }`.
#pragma once

#include "check/wording.h"

namespace pol::check {

CellState state_of(const ast::Cell& cell);

// Gives `table.down`. Says where rows overlap, where none is for some values of the keys, and what else is wrong.
void check_down(Wording& wording, WrittenTable& table);
// Every row has a cell for it.
std::optional<DownColumn> read_column(Wording& wording, const ast::Table& table, std::size_t column);

}  // namespace pol::check
