// The columns of a table `down`: each has cells of one kind, or of names, which are the cases of a type of its own.
#include <algorithm>

#include "check/build.h"
#include "check/literals.h"
#include "check/table_down.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Kind;

bool is_plain(Kind kind) { return kind == Kind::integer || kind == Kind::decimal; }

class ColumnCheck {
 public:
  ColumnCheck(Wording& wording, const ast::Table& table, std::size_t at) : wording_(wording), table_(table), at_(at) {
    column_.name = table.columns[at].text;
  }

  std::optional<DownColumn> run() {
    if (!kind()) return std::nullopt;
    bool good = true;
    for (const ast::TableRow& row : table_.rows) {
      const ast::Cell& cell = row.cells[at_];
      const std::optional<std::int64_t> read = is_there(cell) ? value(cell) : any_value();
      good = good && read;
      column_.values.push_back(read.value_or(0));
      column_.states.push_back(state_of(cell));
    }
    if (!good) return std::nullopt;
    if (!cases_.cases.empty() && column_.type.kind == Kind::enumeration) wording_.policy.enums.push_back(std::move(cases_));
    return std::move(column_);
  }

 private:
  static bool is_there(const ast::Cell& cell) { return state_of(cell) == CellState::there; }

  // What stands where there is no value must not widen what the column may give.
  std::optional<std::int64_t> any_value() {
    if (!any_) {
      const auto first =
          std::find_if(table_.rows.begin(), table_.rows.end(), [&](const ast::TableRow& row) { return is_there(row.cells[at_]); });
      any_ = value(first->cells[at_]);
    }
    return any_;
  }

  // Of all cells together; says so where they do not agree.
  bool kind() {
    const ast::Cell* first = nullptr;
    for (const ast::TableRow& row : table_.rows) {
      const ast::Cell& cell = row.cells[at_];
      if (!is_there(cell)) continue;
      const std::optional<model::Type> type = type_of_cell(cell);
      if (!type) return false;
      if (!first) column_.type = *type;
      const bool both_plain = first && is_plain(type->kind) && is_plain(column_.type.kind);
      if (first && !both_plain && (type->kind != column_.type.kind || type->currency != column_.type.currency)) {
        wording_.report(Message::column_of_several_kinds, cell.span, {words(column_.type), words(*type), column_.name})
            .label(first->span, "the first one");
        return false;
      }
      if (both_plain && type->kind == Kind::decimal) column_.type.kind = Kind::decimal;
      column_.type.decimals = std::max(column_.type.decimals, type->decimals);
      first = &cell;
    }
    if (!first) wording_.report(Message::column_without_values, table_.columns[at_].span, {column_.name});
    if (first && column_.type.kind == Kind::enumeration) name_cases();
    return first != nullptr;
  }

  std::string words(const model::Type& type) const { return type.kind == Kind::enumeration ? "a name" : in_words(wording_.policy, type); }

  std::optional<model::Type> type_of_cell(const ast::Cell& cell) {
    if (cell.kind == ast::CellKind::name) {
      const bool is_truth = cell.name.text == "yes" || cell.name.text == "no";
      return type_of(is_truth ? Kind::boolean : Kind::enumeration);
    }
    if (std::holds_alternative<ast::Date>(cell.value->node)) return type_of(Kind::date);
    const auto* number = std::get_if<ast::Number>(&cell.value->node);
    const std::optional<Literal> literal = number ? read_number(wording_, in_currency(*number), cell.span) : std::nullopt;
    if (!literal) return std::nullopt;
    return literal->type;
  }

  // A bare number of a table `in VND` is an amount.
  ast::Number in_currency(const ast::Number& number) const {
    if (!table_.currency || !number.unit.empty()) return number;
    return {number.digits, table_.currency->text};
  }

  void name_cases() {
    cases_.name = table_.name.text + "." + column_.name;
    for (const ast::TableRow& row : table_.rows) {
      const std::string& name = row.cells[at_].name.text;
      const bool known = std::find(cases_.cases.begin(), cases_.cases.end(), name) != cases_.cases.end();
      if (is_there(row.cells[at_]) && !known) cases_.cases.push_back(name);
    }
    column_.type.enum_id = static_cast<EnumId>(wording_.policy.enums.size());
  }

  std::optional<std::int64_t> value(const ast::Cell& cell) {
    if (column_.type.kind == Kind::boolean) return cell.name.text == "yes" ? 1 : 0;
    if (column_.type.kind == Kind::enumeration) {
      return std::find(cases_.cases.begin(), cases_.cases.end(), cell.name.text) - cases_.cases.begin();
    }
    if (const auto* date = std::get_if<ast::Date>(&cell.value->node)) return read_date(wording_, *date, cell.span);
    const ast::Expr written{cell.span, in_currency(std::get<ast::Number>(cell.value->node))};
    const std::optional<std::int64_t> read = literal_as(wording_, written, column_.type, "");
    const bool is_money = column_.type.kind == Kind::money;
    if (read && is_money && (*read < 0 || *read > largest_amount)) wording_.report(Message::amount_out_of_range, cell.span);
    return read;
  }

  Wording& wording_;
  const ast::Table& table_;
  std::size_t at_;
  DownColumn column_;
  model::Enum cases_;
  std::optional<std::int64_t> any_;
};

}  // namespace

std::optional<DownColumn> read_column(Wording& wording, const ast::Table& table, std::size_t column) {
  if (table.currency && !decimals_of_currency(table.currency->text)) {
    wording.report_name(Message::misspelt_currency, Message::unknown_currency, *table.currency, known_currencies(),
                        {listed(known_currencies(), known_currencies().size())});
    return std::nullopt;
  }
  return ColumnCheck(wording, table, column).run();
}

}  // namespace pol::check
