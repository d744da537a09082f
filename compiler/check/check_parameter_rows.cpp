// `class_ratio[c]`: a row of a parameter; `x in band_table[c]`; `the c in Class where ...`.
#include <algorithm>

#include "check/build.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Kind;

// The members of a parameter by key, in the order of the values of the key.
std::vector<FactId> members_of(const model::Policy& policy, FactId parent) {
  std::vector<FactId> found;
  for (FactId id = parent + 1; id < policy.facts.size() && policy.facts[id].parameter; ++id) {
    if (policy.facts[id].parent == parent) found.push_back(id);
  }
  return found;
}

// Of these, by the key. A known key needs no choice.
ExprPtr by_key(const ExprPtr& key, const NamedType& type, const std::vector<ExprPtr>& values, Span span) {
  const std::int64_t first = type.type.kind == Kind::integer ? type.range.from : 0;
  if (const auto* known = std::get_if<model::Constant>(&key->node)) return values.at(static_cast<std::size_t>(known->value - first));
  std::vector<model::Branch> branches;
  std::vector<std::int64_t> starts;
  for (std::size_t k = 0; k < values.size(); ++k) {
    std::vector<bool> cases(values.size());
    cases[k] = true;
    branches.push_back({std::move(cases), values[k]});
    starts.push_back(first + static_cast<std::int64_t>(k));
  }
  if (branches.size() == 1) return values.front();
  if (type.type.kind != Kind::integer) return choice(key, std::move(branches), span);
  return choice(make(model::Band{key, std::move(starts)}, type_of(Kind::enumeration), {}, span), std::move(branches), span);
}

// Whether the key may be the one of row k: known in any case.
ExprPtr may_be(const ExprPtr& key, const NamedType& type, std::size_t row, std::size_t rows, Span span) {
  std::vector<ExprPtr> tests(rows, truth(false, span));
  tests[row] = truth(true, span);
  return negation(proved(negation(by_key(key, type, tests, span), span), span), span);
}

}  // namespace

const WrittenParameter* Typing::parameter_of(const ast::Name& name) const {
  const auto found = wording_.declared.find(name.text);
  if (found == wording_.declared.end() || found->second.kind != DeclaredKind::parameter) return nullptr;
  return &wording_.parameters.at(found->second.index);
}

std::optional<RowKeys> Typing::row_keys(const ast::Lookup& node, const WrittenParameter& parameter, Span span, Scope& scope) {
  std::vector<std::string> names;
  for (const ast::FieldType& key : parameter.written->keys) names.push_back(key.name.text);
  if (names.empty()) {
    report(Message::parameter_without_keys, span, {node.table.text});
    return std::nullopt;
  }
  if (node.keys.size() != names.size()) {
    report(Message::wrong_number_of_keys, span,
           {node.table.text, std::to_string(names.size()), std::to_string(node.keys.size()), listed(names)});
    return std::nullopt;
  }
  RowKeys result;
  for (std::size_t k = 0; k < node.keys.size(); ++k) {
    const DownKey declared{names[k], parameter.keys.at(k)};
    Operand found = infer(*node.keys[k], scope, &declared.type.type);
    if (found.present) result.present = result.present ? all_of({result.present, found.present}, span) : found.present;
    found.present = {};
    const ExprPtr key = as_key(found, node.keys[k]->span, declared, node.table.text);
    if (!key) return std::nullopt;
    result.keys.push_back(key);
  }
  return result;
}

Operand Typing::row(const ast::Lookup& node, const WrittenParameter& parameter, Span span, Scope& scope) {
  if (parameter.fact == none) return {};
  const std::optional<RowKeys> keys = row_keys(node, parameter, span, scope);
  if (!keys) return {};
  if (node.column) {
    report(Message::nothing_inside, node.column->span, {node.table.text});
    return {};
  }
  const bool by_date_or_two = wording_.policy.facts.at(parameter.fact + 1).kind == model::FactKind::list;
  Operand result = by_date_or_two ? row_of_list(parameter, *keys, span) : row_of_members(parameter, *keys, span);
  if (keys->present) result.present = result.present ? all_of({keys->present, result.present}, span) : keys->present;
  result.why_absent = "`" + node.table.text + "` may have no row for it";
  return result;
}

// A row that is not there has the value of one that may be meant instead: so an undecided key opens nothing but what its rows hold.
Operand Typing::row_of_members(const WrittenParameter& parameter, const RowKeys& keys, Span span) const {
  const model::Policy& policy = wording_.policy;
  const std::vector<FactId> rows = check::members_of(policy, parameter.fact);
  const ExprPtr& key = keys.keys.front();
  const NamedType& type = parameter.keys.front();
  const bool is_range = parameter.written->is_range;
  std::vector<ExprPtr> there, values;
  for (const FactId row : rows) {
    there.push_back(guards_.tests(guards_.around(row), span));
    const model::Fact& fact = policy.facts.at(row);
    values.push_back(is_range ? truth(true, span) : make(model::FactValue{row}, fact.type, fact.range, span));
  }
  Operand result;
  const ExprPtr present = by_key(key, type, there, span);
  const bool some_only = parameter.written->some_only;
  if (!is_range && !is_constant(there.front(), 1)) {
    ExprPtr instead = constant(model::nearest(values.front()->range.from), values.front()->type, span);
    for (std::size_t k = rows.size(); some_only && k-- > 0;) {
      instead = either(all_of({may_be(key, type, k, rows.size(), span), there[k]}, span), values[k], instead, span);
    }
    for (std::size_t k = 0; k < rows.size(); ++k) values[k] = either(there[k], values[k], instead, span);
  }
  result.expr = by_key(key, type, values, span);
  result.unit = is_range ? "" : policy.facts.at(rows.front()).unit;
  result.is_range = is_range;
  const bool always = std::all_of(there.begin(), there.end(), [](const ExprPtr& each) { return is_constant(each, 1); });
  if (!always) result.present = present;
  return result;
}

// A list of rows by date or by two keys: the one whose keys are these.
Operand Typing::row_of_list(const WrittenParameter& parameter, const RowKeys& keys, Span span) {
  const model::Policy& policy = wording_.policy;
  const FactId list = parameter.fact + 1;
  const std::vector<FactId> members = check::members_of(policy, list);
  const model::Fact& cell = policy.facts.at(members.back());
  const auto is_this = [&](model::ElementId element) {
    std::vector<ExprPtr> tests;
    for (std::size_t k = 0; k < keys.keys.size(); ++k) {
      const model::Fact& fact = policy.facts.at(members[k]);
      ExprPtr left = make(model::FactValue{members[k], element}, fact.type, fact.range, span), right = keys.keys[k];
      if (fact.type.kind == Kind::enumeration) {
        std::vector<ExprPtr> places;
        const std::size_t count = policy.enums.at(fact.type.enum_id).cases.size();
        for (std::size_t at = 0; at < count; ++at) {
          places.push_back(constant(static_cast<std::int64_t>(at), type_of(Kind::integer), span));
        }
        left = by_key(left, parameter.keys[k], places, span);
        right = by_key(right, parameter.keys[k], places, span);
      }
      tests.push_back(compare(model::CompareOp::equal, left, right, span));
    }
    return all_of(tests, span);
  };
  const auto least = [&](const auto& where, const ExprPtr& otherwise) {
    const model::ElementId element = wording_.new_element(list);
    const ExprPtr value = make(model::FactValue{members.back(), element}, cell.type, cell.range, span);
    return make(model::Extreme{true, list, element, where(element), value, otherwise}, cell.type, cell.range, span);
  };
  const auto may_be_this = [&](model::ElementId element) { return negation(proved(negation(is_this(element), span), span), span); };
  const model::ElementId element = wording_.new_element(list);
  Operand result{least(is_this, least(may_be_this, constant(cell.range.from, cell.type, span))), cell.unit};
  result.present = any_element(list, element, is_this(element), span);
  return result;
}

// ---- ranges ----

// Whether the row of a range is there and holds the value. Its members are `from`, `over` and `to`.
ExprPtr Typing::in_band(FactId band, const Operand& subject, Span subject_span, Span span) {
  const auto member = [&](const char* name) { return *wording_.member(band, name); };
  const auto end = [&](const char* name) { return fact(member(name), none, span); };
  const auto there = [&](FactId id) { return guards_.tests(guards_.around(id), span); };
  const ExprPtr from = compared(ast::CompareOp::less_equal, end("from"), span, subject, subject_span, span);
  const ExprPtr over = from ? compared(ast::CompareOp::less, end("over"), span, subject, subject_span, span) : ExprPtr{};
  const ExprPtr to = over ? compared(ast::CompareOp::less_equal, subject, subject_span, end("to"), span, span) : ExprPtr{};
  if (!to) return {};
  const ExprPtr above = any_of({all_of({there(member("from")), from}, span), all_of({there(member("over")), over}, span)}, span);
  return all_of({there(band), above, to}, span);
}

Operand Typing::of(const ast::InRange& node, const ast::Expr& expr, Scope& scope) {
  const auto* lookup = std::get_if<ast::Lookup>(&node.range->node);
  const WrittenParameter* parameter = lookup ? parameter_of(lookup->table) : nullptr;
  if (!parameter || !parameter->written->is_range) {
    report(Message::in_what_is_no_range, node.range->span);
    return {};
  }
  Operand subject = this->subject(*node.subject, node.if_any, scope);
  if (!subject.expr || parameter->fact == none || !comparable(subject.expr, node.subject->span)) return {};
  const std::optional<RowKeys> keys = row_keys(*lookup, *parameter, node.range->span, scope);
  const Operand read = subject;
  subject.expr = no_larger(subject.expr, node.subject->span);
  if (!keys || !subject.expr) return {};
  std::vector<ExprPtr> tests;
  for (const FactId band : check::members_of(wording_.policy, parameter->fact)) {
    tests.push_back(in_band(band, subject, node.subject->span, expr.span));
    if (!tests.back()) return {};
  }
  ExprPtr test = by_key(keys->keys.front(), parameter->keys.front(), tests, expr.span);
  if (keys->present) test = all_of({keys->present, test}, expr.span);
  return {judged_if_any(test, read, node.if_any, node.subject->span, scope)};
}

// The first case for which the condition holds.
Operand Typing::of(const ast::TheCase& node, const ast::Expr& expr, Scope& scope) {
  const auto found = wording_.named_types.find(node.type.text);
  if (found == wording_.named_types.end() || (found->second.good && found->second.type.kind != Kind::enumeration)) {
    report(Message::cases_of_what_has_none, node.type.span, {node.type.text});
    return {};
  }
  if (!found->second.good) return {};
  const model::Type& type = found->second.type;
  const auto around = scope.parameters;
  const std::size_t count = wording_.policy.enums.at(type.enum_id).cases.size();
  ExprPtr value = constant(0, type, expr.span);
  std::vector<ExprPtr> tests;
  for (std::size_t k = 0; k < count; ++k) {
    scope.parameters.insert_or_assign(node.name.text, Operand{constant(static_cast<std::int64_t>(k), type, expr.span)});
    const ExprPtr test = infer_test(*node.where, scope);
    if (!test) break;
    tests.push_back(test);
  }
  scope.parameters = around;
  if (tests.size() < count) return {};
  for (std::size_t k = count; k-- > 0;) value = either(tests[k], constant(static_cast<std::int64_t>(k), type, expr.span), value, expr.span);
  Operand result{value};
  result.present = any_of(tests, expr.span);
  result.why_absent = "there may be no such case of `" + node.type.text + "`";
  return result;
}

}  // namespace pol::check
