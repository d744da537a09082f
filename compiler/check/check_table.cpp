// Tables `across` a fact: one column for each of its cases, rows of cells of one kind. (Those `down` keys: table_down.cpp.)
#include <algorithm>
#include <cstdint>

#include "base/exact.h"
#include "check/build.h"
#include "check/literals.h"
#include "check/stages.h"
#include "check/table_down.h"
#include "check/words.h"

namespace pol::check {

namespace {

class TableCheck {
 public:
  TableCheck(Wording& wording, WrittenTable& table) : wording_(wording), written_(*table.written), result_(table) {
    table_.name = written_.name.text;
    table_.number = wording.number_of(written_.number ? written_.number->value : written_.name.text);
    table_.key = none;
  }

  void run() {
    result_.across = across();
    bool good = result_.across != none;
    if (good) {
      table_.key = wording_.policy.facts.at(result_.across).type.enum_id;
      good = columns();
    }
    result_.good = cell_type() && good && rows();
    result_.id = static_cast<model::TableId>(wording_.policy.tables.size());
    wording_.policy.tables.push_back(std::move(table_));
  }

 private:
  FactId across() {
    const std::vector<ast::Name>& names = written_.across->names;
    const std::optional<FactId> block = wording_.block(names.front().text);
    if (!block) {
      wording_.report(Message::across_needs_its_block, written_.across_span, {text_of(*written_.across)});
      return none;
    }
    const std::optional<FactId> found = wording_.follow(*block, names, 1);
    if (!found) return none;
    const model::Fact& fact = wording_.policy.facts.at(*found);
    if (fact.kind == model::FactKind::leaf && fact.type.kind == model::Kind::enumeration) return *found;
    wording_.report(Message::across_has_no_cases, written_.across_span, {fact.path});
    return none;
  }

  // Where each written column goes.
  bool columns() {
    const auto& cases = wording_.policy.enums.at(table_.key).cases;
    std::vector<const ast::Name*> taken(cases.size());
    bool good = true;
    for (const ast::Name& column : written_.columns) {
      const std::optional<std::size_t> found = case_of(wording_, table_.key, column);
      good = good && found;
      if (!found) continue;
      if (taken[*found]) {
        wording_.report(Message::column_twice, column.span, {column.text}).label(taken[*found]->span, "the first one");
        good = false;
      }
      taken[*found] = &column;
      places_.push_back(*found);
    }
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (!taken[i]) missing.push_back(cases[i]);
    }
    if (good && !missing.empty())
      wording_.report(Message::columns_missing, written_.name.span, {listed(missing), text_of(*written_.across)});
    return good && missing.empty();
  }

  // Of a table without a currency: the kind of its first cell, at the decimals of the longest.
  bool cell_type() {
    if (written_.currency) {
      const std::optional<int> decimals = decimals_of_currency(written_.currency->text);
      if (!decimals) {
        wording_.report_name(Message::misspelt_currency, Message::unknown_currency, *written_.currency, known_currencies(),
                             {listed(known_currencies(), known_currencies().size())});
        return false;
      }
      table_.type = type_of(model::Kind::money);
      table_.type.currency = written_.currency->text;
      table_.type.decimals = *decimals;
      return true;
    }
    bool first = true;
    for (const ast::TableRow& row : written_.rows) {
      for (const ast::Cell& cell : row.cells) {
        if (cell.kind == ast::CellKind::not_covered || cell.kind == ast::CellKind::unlimited) continue;
        const auto* number = cell.value ? std::get_if<ast::Number>(&cell.value->node) : nullptr;
        if (!number) wording_.report(Message::not_a_plain_value, cell.span, {"a number"});
        const std::optional<Literal> literal = number ? read_number(wording_, *number, cell.span) : std::nullopt;
        if (!literal) return false;
        widen(literal->type, first);
        first = false;
      }
    }
    return true;
  }

  void widen(const model::Type& cell, bool first) {
    if (first) table_.type = cell;
    const bool becomes_decimal = cell.kind == model::Kind::decimal && table_.type.kind == model::Kind::integer;
    if (becomes_decimal) table_.type.kind = model::Kind::decimal;
    if (cell.kind == table_.type.kind) table_.type.decimals = std::max(table_.type.decimals, cell.decimals);
  }

  // `A 1 none 3`: read as another row, which lacks what this one lacks.
  const ast::Name* cell_that_is_none(const ast::TableRow& row) const {
    const auto next = static_cast<std::size_t>(&row - written_.rows.data()) + 1;
    if (row.cells.size() >= written_.columns.size() || next == written_.rows.size()) return nullptr;
    const ast::TableRow& other = written_.rows[next];
    const std::string& name = other.name.text;
    const bool is_none = name == "none" || name == "nothing" || name == "nil" || name == "na" || name == "no" || name == "excluded";
    return is_none && row.cells.size() + 1 + other.cells.size() == written_.columns.size() ? &other.name : nullptr;
  }

  bool rows() {
    bool good = !written_.rows.empty();
    if (!good) wording_.report(Message::table_without_rows, written_.name.span, {written_.name.text});
    for (const ast::TableRow& row : written_.rows) {
      const auto same = [&](const ast::TableRow& other) { return other.name.text == row.name.text; };
      const auto first = std::find_if(written_.rows.begin(), written_.rows.end(), same);
      if (&*first != &row) {
        wording_.report(Message::row_twice, row.name.span, {row.name.text}).label(first->name.span, "the first one");
        continue;
      }
      if (const ast::Name* empty = cell_that_is_none(row)) {
        wording_.report(Message::empty_cell, empty->span, {empty->text});
        return false;
      }
      if (row.cells.size() != written_.columns.size()) {
        wording_.report(Message::wrong_number_of_cells, row.name.span,
                        {row.name.text, std::to_string(row.cells.size()), std::to_string(written_.columns.size())});
        good = false;
        continue;
      }
      good = one_row(row) && good;
    }
    return good;
  }

  bool one_row(const ast::TableRow& row) {
    std::vector<std::int64_t> cells(row.cells.size());
    std::vector<CellState> states(row.cells.size(), CellState::there);
    std::optional<std::int64_t> any;  // what stands where there is no value: it must not widen what the row may give
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      states[places_[i]] = state_of(row.cells[i]);
      if (states[places_[i]] != CellState::there) continue;
      any = cells[places_[i]] = row.cells[i].value ? cell(*row.cells[i].value) : 0;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (states[i] != CellState::there) cells[i] = any.value_or(0);
    }
    if (!any) wording_.report(Message::row_without_values, row.name.span, {row.name.text});
    table_.rows.push_back(row.name.text);
    table_.cells.push_back(std::move(cells));
    const bool all_there = std::all_of(states.begin(), states.end(), [](CellState each) { return each == CellState::there; });
    result_.states.push_back(all_there ? std::vector<CellState>{} : states);
    return any.has_value();
  }

  std::int64_t cell(const ast::Expr& expr) {
    const bool is_money = table_.type.kind == model::Kind::money;
    const auto* number = std::get_if<ast::Number>(&expr.node);
    std::optional<std::int64_t> value;
    if (written_.currency && number && number->unit.empty()) {
      ast::Expr amount{expr.span, ast::Number{number->digits, written_.currency->text}};
      value = literal_as(wording_, amount, table_.type, "");
    } else if (written_.currency) {
      wording_.report(Message::cell_with_a_unit, expr.span, {written_.currency->text});
    } else {
      value = literal_as(wording_, expr, table_.type, "");
    }
    if (value && is_money && (*value < 0 || *value > largest_amount)) wording_.report(Message::amount_out_of_range, expr.span);
    return value.value_or(0);
  }

  Wording& wording_;
  const ast::Table& written_;
  WrittenTable& result_;
  model::Table table_;
  std::vector<std::size_t> places_;  // of the written columns among the cases
};

}  // namespace

void check_tables(Wording& wording) {
  for (WrittenTable& table : wording.tables) {
    if (table.written->across)
      TableCheck(wording, table).run();
    else
      check_down(wording, table);
  }
}

}  // namespace pol::check
