// What a name in an expression stands for.
#include <algorithm>

#include "base/similar.h"
#include "check/build.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

// The facts called so, wherever they stand.
std::vector<FactId> facts_called(const model::Policy& policy, const std::string& name) {
  std::vector<FactId> found;
  for (FactId id = 0; id < policy.facts.size(); ++id) {
    if (policy.facts[id].name == name && policy.facts[id].parent != none) found.push_back(id);
  }
  return found;
}

}  // namespace

Diagnostic& Typing::report(Message message, Span span, std::vector<std::string> arguments) {
  Diagnostic& diagnostic = wording_.report(message, span, std::move(arguments));
  if (!calls_.empty()) diagnostic.label(calls_.back(), "as it is used here");
  return diagnostic;
}

ExprPtr Typing::as_value(const Operand& operand, Span span) {
  if (operand.record != none) report(Message::record_is_no_value, span, {wording_.policy.facts.at(operand.record).path});
  return operand.expr;
}

ExprPtr Typing::as_test(const Operand& operand, Span span) {
  const ExprPtr expr = as_value(operand, span);
  if (!expr || expr->type.kind == model::Kind::boolean) return expr;
  report(Message::not_yes_or_no, span, {in_words(wording_.policy, expr->type, operand.unit)});
  return {};
}

ExprPtr Typing::infer_test(const ast::Expr& expr, Scope& scope) { return as_test(infer(expr, scope), expr.span); }

Operand Typing::value(const ast::Expr& expr, Scope& scope) {
  if (const auto found = read_.find(&expr); found != read_.end()) return found->second;
  const bool used_before = scope.uses_line;
  scope.uses_line = false;
  const Operand result = infer(expr, scope);
  if (!scope.uses_line && scope.parameters.empty()) read_.emplace(&expr, result);
  scope.uses_line = scope.uses_line || used_before;
  return result;
}

ExprPtr Typing::test(const ast::Expr& expr, Scope& scope) {
  // What is said twice about the same place is shown once, so that a remembered operand may be judged again.
  return as_test(value(expr, scope), expr.span);
}

Operand Typing::of(const ast::Path& node, const ast::Expr& expr, Scope& scope) { return named(node, expr.span, scope); }

Operand Typing::named(const ast::Path& path, Span span, Scope& scope) {
  const ast::Name& first = path.names.front();
  if (const auto found = scope.parameters.find(first.text); found != scope.parameters.end()) return inside(found->second, path, span);
  if (path.names.size() == 1 && first.text == "event") return event(span, scope);
  if (path.names.size() == 1 && first.text == "today") return {today(span), "", none};
  if (text_of(path) == "this benefit" || text_of(path) == "this.benefit") {
    report(Message::this_benefit_alone, span);
    return {};
  }
  if (const auto found = scope.records.find(first.text); found != scope.records.end()) {
    return inside(Operand{{}, "", found->second}, path, span);
  }
  if (const std::optional<FactId> block = wording_.block(first.text)) return inside(Operand{{}, "", *block}, path, span);
  const auto found = wording_.declared.find(first.text);
  if (found == wording_.declared.end()) return unknown(first, scope);
  return declared(found->second, path, span, scope);
}

Operand Typing::declared(const Declared& found, const ast::Path& path, Span span, Scope& scope) {
  const ast::Name& name = path.names.front();
  switch (found.kind) {
    case DeclaredKind::block: return {};  // the question is wrong, and that was said
    case DeclaredKind::table: return table_cell(found.index, path, span);
    case DeclaredKind::define: {
      const Operand value = use(found.index, {}, name.span, scope).value;
      return value.failed() ? value : inside(value, path, span);
    }
    case DeclaredKind::benefit: report(Message::benefit_is_no_value, name.span, {name.text}); return {};
    case DeclaredKind::clause: report(Message::clause_is_no_value, name.span, {name.text}); return {};
  }
  return {};
}

// The names behind the first, inside what the first stands for.
Operand Typing::inside(const Operand& outer, const ast::Path& path, Span span) {
  if (outer.failed()) return outer;
  if (outer.record != none) {
    const std::optional<FactId> found = wording_.follow(outer.record, path.names, 1);
    return found ? fact(*found, span) : Operand{};
  }
  if (path.names.size() == 1) return outer;
  report(Message::nothing_inside, path.names[1].span, {path.names.front().text});
  return {};
}

Operand Typing::fact(FactId id, Span span) const {
  const model::Fact& fact = wording_.policy.facts.at(id);
  if (fact.kind != model::FactKind::leaf) return {{}, "", id};
  return {make(model::FactValue{id}, fact.type, fact.range, span), fact.unit, none};
}

Operand Typing::event(Span span, Scope& scope) {
  if (scope.in_event) {
    report(Message::event_by_itself, span);
    return {};
  }
  scope.uses_line = true;
  if (!scope.line) return {make(model::Constant{0}, type_of(model::Kind::date), any_date, span), "", none};
  return {scope.line->event, "", none};
}

ExprPtr Typing::today(Span span) {
  const FactId today = wording_.policy.questions.empty() ? none : wording_.policy.questions.front().today;
  if (today != none) return fact(today, span).expr;
  if (wording_.question && !wording_.question->today) report(Message::no_today, span, {wording_.question->name.text});
  return {};
}

Operand Typing::table_cell(std::size_t table, const ast::Path& path, Span span) {
  const model::Table& found = wording_.policy.tables.at(table);
  if (wording_.table_keys.at(table) == none) return {};
  if (path.names.size() != 2) {
    report(Message::table_without_row, span, {found.name, found.rows.empty() ? "row" : found.rows.front()});
    return {};
  }
  for (std::uint32_t row = 0; row < found.rows.size(); ++row) {
    if (found.rows[row] != path.names[1].text) continue;
    const auto [least, greatest] = std::minmax_element(found.cells[row].begin(), found.cells[row].end());
    const ExprPtr key = fact(wording_.table_keys[table], span).expr;
    return {make(model::TableCell{static_cast<model::TableId>(table), row, key}, found.type, {*least, *greatest}, span), "", none};
  }
  wording_.report_name(Message::misspelt_row, Message::unknown_row, path.names[1], found.rows, {found.name, listed(found.rows)});
  return {};
}

std::vector<std::string> Typing::possible_names(const Scope& scope) const {
  std::vector<std::string> names{"event", "today", "certificate"};
  for (const auto& [name, operand] : scope.parameters) names.push_back(name);
  for (const auto& [name, record] : scope.records) names.push_back(name);
  for (const auto& [name, found] : wording_.declared) {
    const bool has_value = found.kind == DeclaredKind::block || found.kind == DeclaredKind::table || found.kind == DeclaredKind::define;
    if (has_value) names.push_back(name);
  }
  return names;
}

Operand Typing::unknown(const ast::Name& name, const Scope& scope) {
  const auto& facts = wording_.policy.facts;
  if (const std::vector<FactId> found = facts_called(wording_.policy, name.text); !found.empty()) {
    const model::Fact& fact = facts[found.front()];
    const bool is_record = fact.kind == model::FactKind::record;
    report(is_record ? Message::record_without_about : Message::needs_its_block, name.span, {name.text, fact.path});
    return {};
  }
  std::vector<std::string> candidates = possible_names(scope);
  if (!nearest(name.text, candidates)) {
    std::vector<std::string> last_names;
    for (const model::Fact& fact : facts) last_names.push_back(fact.name);
    const std::optional<std::string> near = nearest(name.text, last_names);
    if (near) {
      report(Message::misspelt_name, name.span, {name.text, facts[facts_called(wording_.policy, *near).front()].path});
      return {};
    }
  }
  wording_.report_name(Message::misspelt_name, Message::unknown_name, name, candidates);
  return {};
}

// ---- definitions ----

std::optional<std::size_t> Typing::definition_named(const ast::Expr& expr, const Scope& scope) const {
  const ast::Name* name = nullptr;
  if (const auto* path = std::get_if<ast::Path>(&expr.node); path && path->names.size() == 1) name = &path->names.front();
  if (const auto* call = std::get_if<ast::Call>(&expr.node)) name = &call->callee;
  if (!name || scope.parameters.contains(name->text) || scope.records.contains(name->text)) return std::nullopt;
  const auto found = wording_.declared.find(name->text);
  if (found == wording_.declared.end() || found->second.kind != DeclaredKind::define) return std::nullopt;
  return found->second.index;
}

Operand Typing::of(const ast::Call& node, const ast::Expr& expr, Scope& scope) {
  std::optional<std::vector<Operand>> given = arguments(node, scope);
  if (const std::optional<std::size_t> define = definition_named(expr, scope)) {
    return given ? use(*define, std::move(*given), expr.span, scope).value : Operand{};
  }
  std::vector<std::string> candidates;
  for (const ast::Define* define : wording_.defines) candidates.push_back(define->name.text);
  wording_.report_name(Message::misspelt_definition, Message::unknown_definition, node.callee, candidates);
  return {};
}

std::optional<std::vector<Operand>> Typing::arguments(const ast::Call& call, Scope& scope) {
  std::vector<Operand> operands;
  bool good = true;
  for (const ast::ExprPtr& argument : call.arguments) {
    operands.push_back(infer(*argument, scope));
    good = good && !operands.back().failed();
  }
  if (!good) return std::nullopt;
  return operands;
}

}  // namespace pol::check
