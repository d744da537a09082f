// `disability_rates[row.code].rate`: a cell of a table whose rows are found by keys, as choices between its values.
#include <algorithm>

#include "check/build.h"
#include "check/key_division.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using Keys = std::vector<ExprPtr>;

// The values of the rows, chosen by the keys from `at` on.
class Cells {
 public:
  Cells(const Keys& keys, const std::vector<std::int64_t>& values, const model::Type& type, Span span)
      : keys_(keys), values_(values), type_(type), span_(span) {}

  ExprPtr under(const KeyNode& node, std::size_t at) const {
    const bool by_case = !node.pieces.front().cases.empty();
    if (const auto* known = std::get_if<model::Constant>(&keys_[at]->node); known && by_case) {
      const auto place = static_cast<std::size_t>(known->value);
      const auto holds = [&](const KeyPiece& piece) { return piece.cases.at(place); };
      return value(*std::find_if(node.pieces.begin(), node.pieces.end(), holds), at);
    }
    std::vector<ExprPtr> values;
    for (const KeyPiece& piece : node.pieces) values.push_back(value(piece, at));
    std::vector<model::Branch> branches;
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::vector<bool> cases = by_case ? node.pieces[i].cases : std::vector<bool>(values.size());
      if (!by_case) cases[i] = true;
      join(branches, std::move(cases), values[i]);
    }
    if (branches.size() == 1) return branches.front().value;
    return choice(by_case ? keys_[at] : band(node, keys_[at]), std::move(branches), span_);
  }

 private:
  ExprPtr value(const KeyPiece& piece, std::size_t at) const {
    return piece.row ? constant(values_[*piece.row], type_, span_) : under(*piece.rest, at + 1);
  }

  // Equal values are one branch.
  static void join(std::vector<model::Branch>& branches, std::vector<bool> cases, const ExprPtr& value) {
    const auto* known = std::get_if<model::Constant>(&value->node);
    const auto same = [&](const model::Branch& branch) { return known && is_constant(branch.value, known->value); };
    const auto found = std::find_if(branches.begin(), branches.end(), same);
    if (found == branches.end()) return branches.push_back({std::move(cases), value});
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (cases[i]) found->cases[i] = true;
    }
  }

  static ExprPtr band(const KeyNode& node, const ExprPtr& key) {
    std::vector<std::int64_t> starts;
    for (const KeyPiece& piece : node.pieces) starts.push_back(*piece.from);
    return make(model::Band{key, std::move(starts)}, type_of(model::Kind::enumeration), {}, key->span);
  }

  const Keys& keys_;
  const std::vector<std::int64_t>& values_;
  const model::Type& type_;
  Span span_;
};

}  // namespace

// Where the cells that a key may lead to have no value.
void Typing::absent_cells(Operand& cell, const ExprPtr& key, const std::vector<CellState>& states, const std::string& table,
                          Span span) const {
  const auto among = [&](const auto& is_one) {
    std::vector<bool> cases;
    for (const CellState state : states) cases.push_back(is_one(state));
    return in_cases(key, cases, span);
  };
  describe_absence(cell, states, table, among);
}

// `among`: the test whether the cell's state is one for which something holds.
void Typing::describe_absence(Operand& cell, const std::vector<CellState>& states, const std::string& table, const AmongStates& among) {
  cell.present = among([](CellState state) { return state == CellState::there; });
  const bool not_covered = std::find(states.begin(), states.end(), CellState::not_covered) != states.end();
  const bool unlimited = std::find(states.begin(), states.end(), CellState::unlimited) != states.end();
  const std::string word = not_covered && unlimited ? "`not covered` or `unlimited`" : not_covered ? "`not covered`" : "`unlimited`";
  cell.why_absent = "a cell of `" + table + "` is " + word;
  if (!unlimited) return;
  cell.covered = among([](CellState state) { return state != CellState::not_covered; });
  cell.unlimited = among([](CellState state) { return state == CellState::unlimited; });
}

ExprPtr Operand::is_covered(Span span) const {
  if (!present) return truth(true, span);
  return covered ? covered : present;
}

bool Typing::may_limit_nothing(const Operand& value) {
  return value.present && value.covered && (is_constant(value.covered, 1) || value.surely_covered);
}

// `schedule.cap is covered`, `is unlimited`, `is limited`; nothing where these are names of cases, or something else is asked.
std::optional<Operand> Typing::state_of_cell(const ast::IsOneOf& node, Span span, Scope& scope) {
  const std::string asked = node.names.size() == 1 && !node.if_any ? node.names.front().text : "";
  if (asked != "covered" && asked != "unlimited" && asked != "limited") return std::nullopt;
  const Operand subject = infer(*node.subject, scope);
  if (subject.failed()) return Operand{};
  const bool has_cases = subject.expr && check::has_cases(subject.expr->type);
  if (has_cases && !subject.present) return std::nullopt;
  const ExprPtr state = !subject.present       ? ExprPtr{}
                        : asked == "covered"   ? subject.is_covered(span)
                        : !subject.unlimited   ? ExprPtr{}
                        : asked == "unlimited" ? subject.unlimited
                                               : subject.present;
  if (!state || is_constant(state, 0) || is_constant(state, 1)) {
    report(Message::cell_never_so, span, {asked});
    return Operand{};
  }
  guards_.note_given(state);
  return Operand{node.negated ? negation(state, span) : state};
}

const WrittenTable* Typing::table_of(const ast::Lookup& node, Span span) {
  const auto found = wording_.declared.find(node.table.text);
  if (found == wording_.declared.end() || found->second.kind != DeclaredKind::table) {
    std::vector<std::string> names;
    for (const WrittenTable& table : wording_.tables) names.push_back(table.written->name.text);
    for (const WrittenParameter& each : wording_.parameters) names.push_back(each.written->name.text);
    wording_.report_name(Message::misspelt_table, Message::unknown_table, node.table, names);
    return nullptr;
  }
  const WrittenTable& table = wording_.tables.at(found->second.index);
  if (!table.good) return nullptr;
  if (table.down) return &table;
  const auto& rows = wording_.policy.tables.at(table.id).rows;
  report(Message::table_has_no_keys, span, {node.table.text, rows.front()});
  return nullptr;
}

std::optional<std::size_t> Typing::column_of(const ast::Lookup& node, const DownTable& table, Span span) {
  std::vector<std::string> names;
  for (const DownColumn& column : table.columns) names.push_back(column.name);
  if (!node.column) {
    if (names.size() == 1) return 0;
    report(Message::column_not_named, span, {node.table.text, listed(names)});
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), node.column->text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  wording_.report_name(Message::misspelt_column, Message::unknown_column, *node.column, names, {node.table.text, listed(names)});
  return std::nullopt;
}

// Of the kind of the key, at its decimals, and within what the table covers.
ExprPtr Typing::key_of(const ast::Expr& written, const DownKey& key, const std::string& table, Scope& scope) {
  return as_key(infer(written, scope, &key.type.type), written.span, key, table);
}

ExprPtr Typing::as_key(const Operand& found, Span span, const DownKey& key, const std::string& table) {
  Operand value{as_value(found, span), found.unit};
  if (!value.expr) return {};
  const model::Type& wanted = key.type.type;
  if (has_cases(wanted)) {
    if (value.expr->type == wanted) return value.expr;
    report_wrong_kind(wording_, {wanted, key.type.unit, span}, {value.expr->type, value.unit, span});
    return {};
  }
  if (!model::is_number(value.expr->type.kind)) {
    report_wrong_kind(wording_, {wanted, key.type.unit, span}, {value.expr->type, value.unit, span});
    return {};
  }
  Operand declared{make(model::Constant{0}, wanted, key.type.range, span), key.type.unit};
  if (!unify(declared, span, value, span)) return {};
  if (value.expr->type.decimals > wanted.decimals) {
    report(Message::may_not_be_whole, span, {"`" + key.name + "`"});
    return {};
  }
  const model::Range range = key.type.range;
  if (value.expr->range.from >= range.from && value.expr->range.to <= range.to) return no_larger(value.expr, span);
  report(Message::key_outside_of_table, span, {value_in_words(wanted, range.from), value_in_words(wanted, range.to), table});
  return {};
}

Operand Typing::of(const ast::Lookup& node, const ast::Expr& expr, Scope& scope) {
  if (const WrittenParameter* parameter = parameter_of(node.table)) return row(node, *parameter, expr.span, scope);
  const WrittenTable* table = table_of(node, expr.span);
  if (!table) return {};
  const DownTable& down = *table->down;
  const std::optional<std::size_t> column = column_of(node, down, expr.span);
  if (node.keys.size() != down.keys.size()) {
    std::vector<std::string> names;
    for (const DownKey& key : down.keys) names.push_back(key.name);
    report(Message::wrong_number_of_keys, expr.span,
           {node.table.text, std::to_string(names.size()), std::to_string(node.keys.size()), listed(names)});
    return {};
  }
  Keys keys;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const ExprPtr key = key_of(*node.keys[i], down.keys[i], node.table.text, scope);
    if (key) keys.push_back(key);
  }
  if (!column || keys.size() < node.keys.size()) return {};
  wording_.tables[wording_.declared.at(node.table.text).index].asked.push_back(keys);
  const DownColumn& cells = down.columns[*column];
  Operand result{Cells(keys, cells.values, cells.type, expr.span).under(*down.rows, 0), cells.unit};
  const auto among = [&](const auto& is_one) {
    std::vector<std::int64_t> rows;
    for (const CellState state : cells.states) rows.push_back(is_one(state) ? 1 : 0);
    return Cells(keys, rows, truth_type(), expr.span).under(*down.rows, 0);
  };
  describe_absence(result, cells.states, node.table.text, among);
  if (is_constant(result.present, 1)) result.present = result.covered = result.unlimited = {};
  return result;
}

}  // namespace pol::check
