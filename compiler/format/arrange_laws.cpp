#include <algorithm>
#include <array>

#include "format/arranger.h"

namespace pol::format {

namespace {

using syntax::Part;
using syntax::PartKind;

constexpr std::uint32_t kind_width = 8;  // declines

const Part* numbers_of(const Part& gate) {
  return !gate.parts.empty() && gate.parts.front().kind == PartKind::numbers ? &gate.parts.front() : nullptr;
}
const Part* when_of(const Part& gate) {
  return !gate.parts.empty() && gate.parts.back().kind == PartKind::line ? &gate.parts.back() : nullptr;
}
std::size_t result_of(const Part& gate) { return numbers_of(gate) ? numbers_of(gate)->last + 1 : gate.first + 1; }

}  // namespace

// Names, intervals, statuses and sources stand in columns of their own.
void Arranger::versions(const Part& block, std::uint32_t indent) {
  std::uint32_t names = 0;
  std::array<std::uint32_t, 2> widths{};
  for (const Part& version : block.parts) {
    names = std::max(names, widths_[version.first]);
    for (std::size_t i = 0; i < version.parts.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], width(version.parts[i].first, version.parts[i].last));
  }
  for (const Part& version : block.parts) {
    hang(version.first + 1, version.last, indent + indent_step);
    std::uint32_t column = indent + names + between_columns;
    const std::size_t cells = std::min(version.parts.size(), widths.size());
    for (std::size_t i = 0; i < cells; ++i) {
      places_[version.parts[i].first].gap = between_columns;
      places_[version.parts[i].first].column = column;
      column += widths[i] + between_columns;
    }
    if (cells == 0 || version.parts[cells - 1].last == version.last) continue;
    Place& source = places_[version.parts[cells - 1].last + 1];
    source.gap = between_columns;
    if (cells == widths.size()) source.column = column;
  }
}

// What a case does, its numbers, its result, and under which condition: in columns. The one for everything else has no condition.
void Arranger::gates(const Part& block, std::uint32_t indent) {
  std::uint32_t numbers = 0, results = 0;
  for (const Part& gate : block.parts) {
    if (!when_of(gate)) continue;
    if (const Part* written = numbers_of(gate)) numbers = std::max(numbers, width(written->first, written->last));
    const std::uint32_t wide = width(result_of(gate), when_of(gate)->first - 1);
    if (wide <= widest_names / 2) results = std::max(results, wide);
  }
  const std::uint32_t column = indent + kind_width + 1;
  const std::uint32_t behind = numbers > 0 ? column + numbers + between_columns : column;
  for (const Part& gate : block.parts) {
    hang(gate.first + 1, gate.last, behind);
    const Part* when = when_of(gate);
    if (when) {
      places_[gate.first + 1].column = column;
      places_[result_of(gate)].column = behind;
      places_[when->first].gap = between_items;
      places_[when->first].column = behind + results + between_items;
      blocks_of(*when, indent);
    }
    blocks_of(gate, indent);
  }
}

// From what, when, and how rebutted: each on a row of its own.
void Arranger::presume(const Part& declaration) {
  for (const Part& part : declaration.parts) {
    if (part.kind != PartKind::presume_line && part.kind != PartKind::line) continue;
    const bool of_each = part.kind == PartKind::line && declaration.parts.front().kind == PartKind::presume_line;
    const std::uint32_t indent = of_each ? 2 * indent_step : indent_step;
    begin_row(part.first, indent);
    hang(part.first + 1, part.last, indent + indent_step);
    for (const Part& inner : part.parts) {
      if (inner.kind == PartKind::line) {
        begin_row(inner.first, 2 * indent_step);
        hang(inner.first + 1, inner.last, 3 * indent_step);
      }
      blocks_of(inner, 2 * indent_step);
    }
    blocks_of(part, 2 * indent_step);
  }
}

// The names of columns that have one of their own stand before a column of `=`.
void Arranger::columns_of_export(const Part& block, std::uint32_t indent) {
  const auto has_name = [&](const Part& column) { return column.last > column.first && text(column.first + 1) == "="; };
  std::uint32_t names = 0;
  for (const Part& column : block.parts) {
    if (has_name(column)) names = std::max(names, widths_[column.first]);
  }
  for (const Part& column : block.parts) {
    hang(column.first + 1, column.last, indent + indent_step);
    if (!has_name(column)) continue;
    places_[column.first + 1].column = indent + names + 1;
    blocks_of(column, indent);
  }
}

}  // namespace pol::format
