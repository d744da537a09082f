// What a name in an expression stands for.
#include <algorithm>

#include "base/similar.h"
#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

const std::string no_unit;

// What to write where a function was meant: of a spreadsheet another construct, else a definition of that name.
std::string written_for(const std::string& function) {
  if (function == "max") return "larger of (X, Y)";
  if (function == "min") return "smaller of (X, Y)";
  if (function == "round") return "X rounded";
  if (function == "roundup") return "X rounded up to 1 EUR";
  if (function == "rounddown") return "X rounded down to 1 EUR";
  if (function == "sum") return "sum of e.amount for e in L";
  return "define " + function + "(...) = ...";
}

}  // namespace

Diagnostic& Typing::report(Message message, Span span, std::vector<std::string> arguments) {
  Diagnostic& diagnostic = wording_.report(message, span, std::move(arguments));
  if (!calls_.empty()) diagnostic.label(calls_.back(), "as it is used here");
  return diagnostic;
}

bool Typing::is_there(const Operand& operand, Span span) {
  if (operand.is_range) {
    report(Message::range_is_no_value, span);
    return false;
  }
  if (!operand.present || operand.given || is_constant(operand.present, 1)) return true;
  const bool says_both = operand.covered && !is_constant(operand.covered, 1);
  report(says_both ? Message::may_be_no_amount : Message::may_have_no_value, span, {operand.why_absent});
  return false;
}

// Outside of where it is known nobody asks again.
Operand Typing::known_to_be_there(Operand operand) {
  if (std::exchange(operand.given, false)) operand.present = {};
  if (std::exchange(operand.surely_covered, false)) operand.covered = truth(true, operand.covered->span);
  return operand;
}

ExprPtr Typing::as_value(const Operand& operand, Span span) {
  if (operand.record != none) report(Message::record_is_no_value, span, {wording_.policy.facts.at(operand.record).path});
  if (!operand.expr || !is_there(operand, span)) return {};
  if (operand.month_end) report(Message::month_end_not_added, span);
  return operand.is_fraction() ? whole(operand, span) : operand.expr;
}

ExprPtr Typing::as_test(const Operand& operand, Span span) {
  const ExprPtr expr = as_value(operand, span);
  if (!expr || expr->type.kind == model::Kind::boolean) return expr;
  report(Message::not_yes_or_no, span, {in_words(wording_.policy, expr->type, operand.unit)});
  return {};
}

ExprPtr Typing::infer_test(const ast::Expr& expr, Scope& scope) { return as_test(infer(expr, scope), expr.span); }

Operand Typing::value(const ast::Expr& expr, Scope& scope) {
  Operand result = maybe(expr, scope);
  if (!result.expr) return result;
  Operand plain{as_value(result, expr.span), result.unit};
  return plain;
}

Operand Typing::maybe(const ast::Expr& expr, Scope& scope) { return read(expr, scope, nullptr); }
Operand Typing::maybe_of(const ast::Expr& expr, const model::Type& wanted, Scope& scope) {
  Operand found = read(expr, scope, &wanted);
  if (found.record != none || found.is_fraction()) {
    Operand there = found;
    there.present = {};
    found.expr = as_value(there, expr.span);
    found.record = none;
    found.factors.clear();
    found.denominators.clear();
    found.more.clear();
    found.alternatives = {};
  }
  if (!found.expr) return {};
  const model::Type& type = found.expr->type;
  if (type.kind == wanted.kind && type.currency == wanted.currency && type.enum_id == wanted.enum_id) return kept(found, expr.span);
  report_wrong_kind(wording_, {wanted, no_unit, expr.span}, {type, found.unit, expr.span, found.expr.get()});
  return {};
}

// What is paid, shown or kept has 64 bits; only what lies between may have more.
Operand Typing::kept(Operand value, Span span) {
  if (!value.expr || !model::is_number(value.expr->type.kind) || model::is_narrow(value.expr->range)) return value;
  return too_wide({value.expr}, span);
}

Operand Typing::read(const ast::Expr& expr, Scope& scope, const model::Type* wanted) {
  if (const auto found = read_.find(&expr); found != read_.end()) return found->second;
  const bool used_before = scope.uses_line;
  scope.uses_line = false;
  const Operand result = infer(expr, scope, wanted);
  if (!scope.uses_line && scope.parameters.empty() && !scope.block) read_.emplace(&expr, result);
  scope.uses_line = scope.uses_line || used_before;
  return result;
}

ExprPtr Typing::test(const ast::Expr& expr, Scope& scope) {
  // What is said twice about the same place is shown once, so that a remembered operand may be judged again.
  return as_test(maybe(expr, scope), expr.span);
}

Operand Typing::of(const ast::Path& node, const ast::Expr& expr, Scope& scope) { return named(node, expr.span, scope); }

Operand Typing::named(const ast::Path& path, Span span, Scope& scope) {
  const ast::Name& first = path.names.front();
  if (const auto found = scope.parameters.find(first.text); found != scope.parameters.end()) return inside(found->second, path, span);
  if (scope.block && wording_.member(scope.block->record, first.text)) {
    const std::optional<FactId> found = wording_.follow(scope.block->record, path.names, 0, is_item(*scope.block));
    return found ? fact(*found, scope.block->element, span) : Operand{};
  }
  if (path.names.size() == 1) {
    if (first.text == "event") return event(span, scope);
    if (first.text == "today") return {today(span, scope)};
    if (first.text == "claimable") return claimable(span, scope);
    if (first.text == "amount") return amount(span, scope);
  }
  if (is_this_benefit(path)) return this_benefit(span, scope);
  if (const auto found = scope.records.find(first.text); found != scope.records.end()) {
    return inside(Operand{{}, "", found->second}, path, span);
  }
  if (const std::optional<FactId> block = wording_.block(first.text)) return inside(Operand{{}, "", *block}, path, span);
  const Declared* found = wording_.find(first.text, scope.answer);
  return found ? declared(*found, path, span, scope) : unknown(first, scope);
}

Operand Typing::declared(const Declared& found, const ast::Path& path, Span span, Scope& scope) {
  const ast::Name& name = path.names.front();
  switch (found.kind) {
    case DeclaredKind::block: return {};  // the question is wrong, and that was said
    case DeclaredKind::table: return table_cell(found.index, path, span);
    case DeclaredKind::parameter: {
      const FactId parameter = wording_.parameters.at(found.index).fact;
      return parameter == none ? Operand{} : inside(fact(parameter, none, span), path, span);
    }
    case DeclaredKind::define: {
      const Operand value = use(found.index, {}, name.span, scope).value;
      return value.failed() ? value : inside(value, path, span);
    }
    case DeclaredKind::benefit: report(Message::benefit_is_no_value, name.span, {name.text}); return {};
    case DeclaredKind::exported:
    case DeclaredKind::clause: report(Message::clause_is_no_value, name.span, {name.text}); return {};
    case DeclaredKind::output: {
      const Operand value = output(found.index, name.span);
      return value.failed() ? value : inside(value, path, span);
    }
    case DeclaredKind::law: return law(found.index, path, span);
    case DeclaredKind::presume: return presumption(found.index, path, span);
    case DeclaredKind::verdict: {
      const VerdictOf* verdict = this->verdict({span, ast::Path{{name}}}, scope);
      return verdict ? verdict_value(*verdict, {path.names.begin() + 1, path.names.end()}, span, scope) : Operand{};
    }
    case DeclaredKind::type: report(Message::type_is_no_value, name.span, {name.text}); return {};
    case DeclaredKind::split: return party_of(found.index, path, span);
  }
  return {};
}

// The names behind the first, inside what the first stands for.
Operand Typing::inside(const Operand& outer, const ast::Path& path, Span span) {
  if (outer.failed()) return outer;
  if (outer.or_value) return inside(outer.or_value(), path, span);
  if (outer.case_name && path.names.size() == 1) return case_alone_of_its_name(*outer.case_name, span);
  if (outer.record != none) {
    const bool of_item = is_item(outer);
    if (of_item && path.names.size() == 1 && model::is_plain_list(wording_.policy, outer.record))
      return fact(outer.record + 1, outer.element, span);
    const std::optional<FactId> found = wording_.follow(outer.record, path.names, 1, of_item);
    return found ? fact(*found, outer.element, span) : Operand{};
  }
  if (path.names.size() == 1) return outer;
  report(Message::nothing_inside, path.names[1].span, {path.names.front().text});
  return {};
}

// Else, where it has an element, a record or list within an item.
bool Typing::is_item(const Operand& operand) const {
  return operand.record != none && operand.element != none && wording_.policy.elements.at(operand.element).list == operand.record;
}

Operand Typing::fact(FactId id, ElementId element, Span span) const {
  const model::Fact& fact = wording_.policy.facts.at(id);
  if (fact.kind != model::FactKind::leaf) return {{}, "", id, element};
  if (wording_.of_no_kind.contains(id)) return {};
  return {make(model::FactValue{id, element}, fact.type, fact.range, span), fact.unit};
}

Operand Typing::event(Span span, Scope& scope) {
  if (scope.in_event) {
    report(Message::event_by_itself, span);
    return {};
  }
  scope.uses_line = true;
  if (!scope.line) return {make(model::Constant{0}, type_of(model::Kind::date), any_date, span), "", none};
  return {scope.line->event};
}

// Where it is absent nothing that reads it is judged, so that it is a plain value here.
Operand Typing::claimable(Span span, Scope& scope) {
  scope.uses_line = true;
  scope.uses_claimable = true;
  if (!scope.line) return {make(model::Constant{0}, type_of(model::Kind::date), any_date, span)};
  return {scope.line->claimable ? scope.line->claimable : scope.line->event};
}

Operand Typing::amount(Span span, Scope& scope) {
  scope.uses_line = true;
  scope.uses_amount = true;
  if (!scope.amount) report(Message::no_amount_here, span);
  return {scope.amount};
}

// Stands for a running amount while it is not known which.
ExprPtr Typing::any_amount(Span span) const {
  model::Type type = type_of(model::Kind::money);
  type.currency = wording_.policy.currency;
  type.decimals = wording_.policy.decimals;
  return make(model::Constant{0}, type, {0, largest_amount}, span);
}

Operand Typing::this_benefit(Span span, Scope& scope) const {
  scope.uses_line = true;
  model::Type type = type_of(model::Kind::enumeration);
  type.enum_id = wording_.policy.benefits;
  return {constant(scope.line ? scope.line->benefit : 0, type, span)};
}

ExprPtr Typing::today(Span span, const Scope& scope) {
  const std::uint32_t question = scope.question == none ? wording_.question_of_lines() : scope.question;
  if (question == none) return {};  // it was said that there is no question with lines
  const model::Question& asked = wording_.policy.questions.at(question);
  if (asked.today != none) return fact(asked.today, none, span).expr;
  if (!wording_.questions.at(question)->today) report(Message::no_today, span, {asked.name});
  return {};
}

Operand Typing::table_cell(std::size_t table, const ast::Path& path, Span span) {
  const WrittenTable& written = wording_.tables.at(table);
  if (!written.good) return {};
  if (written.down) {
    report(Message::table_without_keys, span, {written.written->name.text, written.down->keys.front().name});
    return {};
  }
  const model::Table& found = wording_.policy.tables.at(written.id);
  if (path.names.size() != 2) {
    report(Message::table_without_row, span, {found.name, found.rows.empty() ? "row" : found.rows.front()});
    return {};
  }
  for (std::uint32_t row = 0; row < found.rows.size(); ++row) {
    if (found.rows[row] != path.names[1].text) continue;
    wording_.tables[table].rows_read.insert(row);
    const auto [least, greatest] = std::minmax_element(found.cells[row].begin(), found.cells[row].end());
    const ExprPtr key = fact(written.across, none, span).expr;
    Operand cell{make(model::TableCell{written.id, row, key}, found.type, {*least, *greatest}, span)};
    if (!written.states[row].empty()) absent_cells(cell, key, written.states[row], found.name, span);
    return cell;
  }
  wording_.report_name(Message::misspelt_row, Message::unknown_row, path.names[1], found.rows, {found.name, listed(found.rows)});
  return {};
}

// ---- definitions ----

std::optional<std::size_t> Typing::definition_named(const ast::Expr& expr, const Scope& scope) const {
  const ast::Name* name = nullptr;
  if (const auto* path = std::get_if<ast::Path>(&expr.node); path && path->names.size() == 1) name = &path->names.front();
  if (const auto* call = std::get_if<ast::Call>(&expr.node)) name = &call->callee;
  if (!name || scope.parameters.contains(name->text) || scope.records.contains(name->text)) return std::nullopt;
  const Declared* found = wording_.find(name->text, scope.answer);
  if (!found || found->kind != DeclaredKind::define) return std::nullopt;
  return found->index;
}

Operand Typing::of(const ast::Call& node, const ast::Expr& expr, Scope& scope) {
  const Declared* callee = wording_.find(node.callee.text, scope.answer);
  if (callee && callee->kind == DeclaredKind::verdict) {
    const VerdictOf* found = verdict(expr, scope, true);
    if (!found) return {};
    return verdict_value(*found, node.part ? std::vector<ast::Name>{*node.part} : std::vector<ast::Name>{}, expr.span, scope);
  }
  if (callee && callee->kind == DeclaredKind::table) {  // a row of it was meant: `rates(d.kind).share`
    report(Message::something_else_expected, node.callee.span, {node.callee.text, "a square bracket", "("});
    return {};
  }
  if (node.part) {
    report(Message::nothing_inside, node.part->span, {node.callee.text});
    return {};
  }
  std::optional<std::vector<Operand>> given = arguments(node, scope);
  const Declared* found = wording_.find(node.callee.text, scope.answer);
  if (found && found->kind == DeclaredKind::split) return given ? part_of(found->index, *given, expr.span) : Operand{};
  if (const std::optional<std::size_t> define = definition_named(expr, scope)) {
    if (!given && trial_.running) try_call(*define, node.arguments.size(), expr.span);
    return given ? use(*define, std::move(*given), expr.span, scope).value : Operand{};
  }
  std::vector<std::string> candidates;
  for (const ast::Define* define : wording_.defines) candidates.push_back(define->name.text);
  wording_.report_name(Message::misspelt_definition, Message::unknown_definition, node.callee, candidates, {written_for(node.callee.text)});
  return {};
}

std::optional<std::vector<Operand>> Typing::arguments(const ast::Call& call, Scope& scope) {
  std::vector<Operand> operands;
  bool good = true;
  for (const ast::ExprPtr& argument : call.arguments) {
    const std::optional<Operand> name = case_as_argument(*argument, scope);
    operands.push_back(name ? *name : infer_or_period(*argument, scope));
    good = good && !operands.back().failed();
  }
  if (!good) return std::nullopt;
  return operands;
}

}  // namespace pol::check
