#include "check/table_down.h"
#include "check/other_names.h"

#include <algorithm>

#include "check/build.h"
#include "check/field_kind.h"
#include "check/key_division.h"
#include "check/literals.h"
#include "check/words.h"

namespace pol::check {

CellState state_of(const ast::Cell& cell) {
  switch (cell.kind) {
    case ast::CellKind::not_covered: return CellState::not_covered;
    case ast::CellKind::unlimited: return CellState::unlimited;
    case ast::CellKind::value:
    case ast::CellKind::name: return CellState::there;
  }
  return CellState::there;
}

namespace {

using model::Kind;

class DownCheck {
 public:
  DownCheck(Wording& wording, const ast::Table& written) : wording_(wording), written_(written) {}

  std::optional<DownTable> run() {
    if (written_.rows.empty()) {
      wording_.report(Message::table_without_rows, written_.name.span, {written_.name.text});
      return std::nullopt;
    }
    bool good = keys() && columns_are_different() && shapes();
    if (!good) return std::nullopt;
    std::vector<KeyedRow> rows;
    for (const ast::TableRow& row : written_.rows) {
      std::optional<KeyedRow> made = keyed(row);
      good = good && made;
      if (made) rows.push_back(std::move(*made));
    }
    for (std::size_t i = 0; i < written_.columns.size(); ++i) {
      std::optional<DownColumn> made = read_column(wording_, written_, i);
      good = good && made;
      if (made) table_.columns.push_back(std::move(*made));
    }
    if (good) table_.rows = divide(wording_, written_.name, table_.keys, rows);
    if (!table_.rows) return std::nullopt;
    return std::move(table_);
  }

 private:
  bool keys() {
    bool good = true;
    for (const ast::DownKey& key : written_.down) {
      const NamedType type = type_of_key(key);
      const bool fits = has_cases(type.type) || (model::is_number(type.type.kind) && type.range.from <= type.range.to);
      if (type.good && !fits) wording_.report(Message::key_not_possible, key.span, {key.name.text});
      good = good && type.good && fits;
      table_.keys.push_back({key.name.text, type});
    }
    return good;
  }

  NamedType type_of_key(const ast::DownKey& key) {
    if (key.type) {
      const FieldKind kind = field_kind(wording_, *key.type, written_.name.text + "." + key.name.text);
      return {kind.good, kind.type, kind.range, kind.unit};
    }
    ast::FieldType named;
    named.kind = ast::TypeKind::named;
    named.name = key.name;
    named.span = key.span;
    const FieldKind kind = field_kind(wording_, named, key.name.text);
    return {kind.good, kind.type, kind.range, kind.unit};
  }

  bool columns_are_different() {
    bool good = true;
    for (const ast::Name& column : written_.columns) {
      const auto same = [&](const ast::Name& other) { return other.text == column.text; };
      const auto first = std::find_if(written_.columns.begin(), written_.columns.end(), same);
      if (&*first == &column) continue;
      wording_.report(Message::column_twice, column.span, {column.text}).label(first->span, "the first one");
      good = false;
    }
    return good;
  }

  bool shapes() {
    bool good = true;
    for (const ast::TableRow& row : written_.rows) {
      const bool whole = row.cells.size() == written_.columns.size() && row.keys.size() == written_.down.size();
      if (!whole) {
        wording_.report(Message::wrong_number_of_cells, row.name.span,
                        {row.name.text, std::to_string(row.cells.size()), std::to_string(written_.columns.size())});
      }
      good = good && whole;
    }
    return good;
  }

  std::optional<KeyedRow> keyed(const ast::TableRow& row) {
    KeyedRow made{row.span, {}};
    bool good = true;
    for (std::size_t i = 0; i < row.keys.size(); ++i) {
      std::optional<Holds> holds = has_cases(table_.keys[i].type.type) ? of_cases(row.keys[i], i) : of_numbers(row.keys[i], i);
      good = good && holds;
      if (holds) made.keys.push_back(std::move(*holds));
    }
    if (!good) return std::nullopt;
    return made;
  }

  std::optional<Holds> of_cases(const ast::RowKey& key, std::size_t at) {
    const model::Type& type = table_.keys[at].type.type;
    const std::vector<std::string> cases = cases_of_key(wording_.policy, type);
    if (key.any) return Holds{std::vector<bool>(cases.size(), true), {}};
    if (key.names.empty()) return wrong_kind(key, at);
    if (type.kind == Kind::enumeration) {
      std::optional<std::vector<bool>> mask = check::cases_of(wording_, type.enum_id, key.names);
      if (!mask) return std::nullopt;
      return Holds{std::move(*mask), {}};
    }
    Holds holds{std::vector<bool>(2), {}};
    for (const ast::Name& name : key.names) {
      if (name.text != "yes" && name.text != "no") {
        report_no_truth(wording_, name);
        return std::nullopt;
      }
      holds.cases[name.text == "yes" ? 1 : 0] = true;
    }
    return holds;
  }

  // `over 55` begins one unit above, `under 16` ends one unit below.
  std::optional<Holds> of_numbers(const ast::RowKey& key, std::size_t at) {
    const NamedType& type = table_.keys[at].type;
    Holds holds{{}, type.range};
    if (key.any) return holds;
    if (!key.names.empty()) return wrong_kind(key, at);
    const auto bound = [&](const ast::ExprPtr& written) { return literal_as(wording_, *written, type.type, type.unit); };
    const std::optional<std::int64_t> from = key.from ? bound(key.from) : std::nullopt;
    const std::optional<std::int64_t> to = key.to ? bound(key.to) : std::nullopt;
    if ((key.from && !from) || (key.to && !to)) return std::nullopt;
    const std::int64_t beyond = key.to ? 0 : 1;  // the bound itself is not among the values of `over` and `under`
    if (from) holds.range.from = *from + beyond;
    if (to) holds.range.to = *to - (key.from ? 0 : 1);
    if (from && to && *from > *to) {
      wording_.report(Message::bounds_the_wrong_way, key.span);
      return std::nullopt;
    }
    if (holds.range.from <= type.range.to && holds.range.to >= type.range.from && holds.range.from <= holds.range.to) return holds;
    wording_.report(Message::row_never_holds, key.span,
                    {table_.keys[at].name, value_in_words(type.type, type.range.from), value_in_words(type.type, type.range.to)});
    return std::nullopt;
  }

  std::nullopt_t wrong_kind(const ast::RowKey& key, std::size_t at) {
    wording_.report(Message::key_of_another_kind, key.span, {in_words(wording_.policy, table_.keys[at].type.type)});
    return std::nullopt;
  }

  Wording& wording_;
  const ast::Table& written_;
  DownTable table_;
};

}  // namespace

void check_down(Wording& wording, WrittenTable& table) {
  table.down = DownCheck(wording, *table.written).run();
  table.good = table.down.has_value();
}

}  // namespace pol::check
