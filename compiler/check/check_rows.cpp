// Outputs that are lists: a row for each element that counts, with the fields that the wording names.
#include <algorithm>

#include "check/build.h"
#include "check/field_kind.h"
#include "check/quota.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

constexpr std::size_t most_cases = 64;

bool may_be_shown(const model::Policy& policy, const model::Expr& value) {
  const model::Type& type = value.type;
  if (type.kind == model::Kind::text) return is_text_of_the_record(policy, value);
  if (type.kind == model::Kind::enumeration) return policy.enums.at(type.enum_id).cases.size() <= most_cases;
  return type.kind == model::Kind::boolean || model::is_number(type.kind);
}

bool is_same(const model::Type& a, const model::Type& b) {
  return a.kind == b.kind && a.enum_id == b.enum_id && a.decimals == b.decimals && a.currency == b.currency;
}

// `for c in Class`: the type; nothing where the list is one of the record, or there is none.
const model::Type* type_gone_over(const Wording& wording, const ast::ListPart& part) {
  const auto* path = part.list ? std::get_if<ast::Path>(&part.list->node) : nullptr;
  if (!path || path->names.size() != 1) return nullptr;
  const auto found = wording.named_types.find(path->names.front().text);
  const bool has_cases = found != wording.named_types.end() && found->second.good && found->second.type.kind == model::Kind::enumeration;
  return has_cases ? &found->second.type : nullptr;
}

}  // namespace

std::optional<model::Output> Typing::list_output(const ast::Output& written, Scope& scope) {
  const auto kind = written.kind == ast::OutputKind::outcome ? model::OutputKind::outcome : model::OutputKind::shown;
  model::Output made{written.name.text, kind, {}, {}, written.name.span};
  for (const ast::Title& title : written.titles) made.titles.push_back({title.language.text, title.text.value});
  if (written.when) {
    made.present = test(*written.when, scope);
    if (!made.present) return std::nullopt;
    for (const Need& need : guards_.needs(*made.present)) report_unguarded(wording_, need);
    scope.known.merge(guards_.implied(*made.present, true));
  }
  std::optional<std::vector<DeclaredField>> fields = declared_fields(written);
  if (!fields) return std::nullopt;
  for (const ast::ListPart& part : written.rows) {
    if (!add_rows(part, *fields, scope, made.rows)) return std::nullopt;
  }
  for (const DeclaredField& field : *fields) made.fields.push_back({field.name, *field.type});
  return made;
}

// As the type says; without one the first list names them.
std::optional<std::vector<DeclaredField>> Typing::declared_fields(const ast::Output& written) {
  std::vector<DeclaredField> fields;
  if (!written.type) {
    for (const ast::RowField& field : written.rows.front().fields) fields.push_back({field.name.text, {}});
    return fields;
  }
  if (written.type->kind != ast::TypeKind::list) {
    report(Message::list_where_one_value, written.type->span, {written.name.text});
    return std::nullopt;
  }
  for (const ast::Field& field : written.type->fields) {
    const FieldKind kind = field_kind(wording_, field.type, written.name.text);
    if (!kind.good) return std::nullopt;
    for (const ast::Name& name : field.names) fields.push_back({name.text, kind.type});
  }
  return fields;
}

bool Typing::add_rows(const ast::ListPart& part, std::vector<DeclaredField>& fields, Scope& scope, std::vector<model::OutputRows>& to) {
  if (const model::Type* type = type_gone_over(wording_, part)) return add_rows_of_cases(part, *type, fields, scope, to);
  std::optional<model::OutputRows> found = rows(part, true, fields, scope);
  if (found) to.push_back(std::move(*found));
  return found.has_value();
}

// A row for each case in their order, as if it were written for this case alone.
bool Typing::add_rows_of_cases(const ast::ListPart& part, const model::Type& type, std::vector<DeclaredField>& fields, Scope& scope,
                               std::vector<model::OutputRows>& to) {
  const std::size_t count = wording_.policy.enums.at(type.enum_id).cases.size();
  if (count > most_cases) {
    report(Message::too_many_cases_shown, part.list->span, {text_of(std::get<ast::Path>(part.list->node)), std::to_string(count)});
    return false;
  }
  if (part.key) {
    report(Message::sorted_in_vain, part.key->span, {"the rows of a type are shown in the order of its cases"});
    return false;
  }
  if (!is_free(part.element, scope)) return false;
  bool good = true;
  for (std::size_t k = 0; good && k < count; ++k) {
    scope.parameters.insert_or_assign(part.element.text, Operand{constant(static_cast<std::int64_t>(k), type, part.element.span)});
    std::optional<model::OutputRows> found = rows(part, false, fields, scope);
    good = found.has_value();
    if (good && !is_constant(found->where, 0)) to.push_back(std::move(*found));
  }
  scope.parameters.erase(part.element.text);
  return good;
}

std::optional<model::OutputRows> Typing::rows(const ast::ListPart& part, bool over_list, std::vector<DeclaredField>& fields, Scope& scope) {
  const std::optional<std::vector<const ast::RowField*>> written = in_order(part, fields);
  if (!written) return std::nullopt;
  const auto parameters = scope.parameters;
  const GuardSet known = scope.known;
  const bool has_list = part.list && over_list;
  const std::optional<Listed> listed = has_list ? open_list(*part.list, part.element, scope) : Listed{none, none};
  std::optional<model::OutputRows> made;
  if (listed) {
    const ExprPtr test = where(part.where, part.span, scope);
    if (test && guarded_rows(test, listed->element, known) && may_stand_in_list(test, part.span, listed->through.size()))
      made = model::OutputRows{listed->list, listed->element, test, {}, listed->through};
    if (made && part.key) made->turn = turn(part, *listed, scope);
    if (made && part.key && !made->turn) made.reset();
    for (std::size_t k = 0; made && k < fields.size(); ++k) {
      const ast::RowField* field = written->at(k);
      std::optional<model::RowValue> value = field ? row_value(*field, fields[k], *listed, scope) : left_out(*fields[k].type, part.span);
      if (value)
        made->fields.push_back(std::move(*value));
      else
        made.reset();
    }
  }
  scope.parameters = parameters;
  scope.known = known;
  return made;
}

// How many of the rows come before: those with a smaller key, and of equal ones the earlier. Nothing, and said so, where there is no order.
ExprPtr Typing::turn(const ast::ListPart& part, const Listed& listed, Scope& scope) {
  const Span span = part.key->span;
  const auto key = [&] { return kept({as_value(infer(*part.key, scope), span)}, span).expr; };
  const ExprPtr mine = key();
  if (mine && !model::is_number(mine->type.kind)) {
    report(Message::not_to_be_sorted_by, span, {in_words(wording_.policy, mine->type)});
    return {};
  }
  const Listed other = another(listed);
  const auto parameters = scope.parameters;
  const GuardSet known = scope.known;
  scope.parameters.insert_or_assign(part.element.text, Operand{{}, {}, other.list, other.element});
  const ExprPtr counts = mine ? where(part.where, span, scope) : ExprPtr{};
  const ExprPtr its = counts ? key() : ExprPtr{};
  scope.parameters = parameters;
  scope.known = known;
  if (!its) return {};
  const ExprPtr smaller = compare(model::CompareOp::less, part.descending ? mine : its, part.descending ? its : mine, span);
  const ExprPtr equal = all_of({compare(model::CompareOp::equal, its, mine, span), is_earlier(other, listed.element, span)}, span);
  const ExprPtr before = all_of({counts, any_of({smaller, equal}, span)}, span);
  if (!guarded_inside(before, other.element) || !may_stand_in_list(before, span, listed.through.size())) return {};
  const ExprPtr turn = summed(other, one_or_none(before, type_of(model::Kind::integer), span), span);
  if (!turn || !may_stand_in_list(turn, span, listed.through.size())) return {};
  bool good = true;
  for (const Need& need : guards_.needs(*turn)) {
    if (known.contains(need.guard)) continue;
    report_unguarded(wording_, need);
    good = false;
  }
  return good ? turn : ExprPtr{};
}

// What is written for each field; null where a row leaves one out whose kind is known.
std::optional<std::vector<const ast::RowField*>> Typing::in_order(const ast::ListPart& part, const std::vector<DeclaredField>& fields) {
  std::vector<const ast::RowField*> found;
  auto next = part.fields.begin();
  for (const DeclaredField& field : fields) {
    const bool is_written = next != part.fields.end() && next->name.text == field.name;
    const bool may_be_left_out = !field.name.empty() && field.type && field.type->kind != model::Kind::text;
    if (!is_written && !may_be_left_out) break;
    found.push_back(is_written ? &*next++ : nullptr);
  }
  if (found.size() == fields.size() && next == part.fields.end()) return found;
  std::vector<std::string> names;
  for (const DeclaredField& field : fields) names.push_back(field.name.empty() ? "a plain value" : field.name);
  report(Message::rows_of_other_fields, part.span, {listed(names)});
  return std::nullopt;
}

model::RowValue Typing::left_out(const model::Type& type, Span span) { return {constant(0, type, span), truth(false, span)}; }

// Of a row without a list every need counts.
bool Typing::guarded_rows(const ExprPtr& test, ElementId element, const GuardSet& known) {
  if (element != none) return guarded_inside(test, element);
  bool good = true;
  for (const Need& need : guards_.needs(*test)) {
    if (known.contains(need.guard)) continue;
    report_unguarded(wording_, need);
    good = false;
  }
  return good;
}

// A field of the record that is absent is null in the row; everything else needs its guards.
std::optional<model::RowValue> Typing::row_value(const ast::RowField& written, DeclaredField& field, const Listed& listed, Scope& scope) {
  const Span span = written.value->span;
  Operand value = field.type ? maybe_of(*written.value, *field.type, scope) : maybe(*written.value, scope);
  if (value.expr && value.is_fraction()) value.expr = as_value(value, span);
  if (value.record != none) value = {as_value(value, span)};
  value = kept(value, span);
  if (!value.expr || !may_stand_in_list(value.expr, span, listed.through.size())) return std::nullopt;
  if (!may_be_shown(wording_.policy, *value.expr)) {
    report(Message::not_to_be_shown, span, {in_words(wording_.policy, value.expr->type, value.unit)});
    return std::nullopt;
  }
  if (!field.type) field.type = value.expr->type;
  if (!is_same(*field.type, value.expr->type)) {
    report(Message::rows_of_other_kinds, span, {field.name.empty() ? "the values" : "`" + field.name + "`"});
    return std::nullopt;
  }
  const bool is_field = std::holds_alternative<model::FactValue>(value.expr->node) || model::text_of(*value.expr);
  GuardSet guards;
  for (const Need& need : guards_.needs(*value.expr)) {
    if (scope.known.contains(need.guard)) continue;
    if (is_field)
      guards.insert(need.guard);
    else if (!value.present || !guards_.implied(*value.present, true).contains(need.guard))
      report_unguarded(wording_, need);
  }
  ExprPtr present = guards_.tests(guards, span);
  if (value.present) present = all_of({present, value.present}, span);
  if (listed.element != none && !guarded_inside(present, listed.element)) return std::nullopt;
  if (!may_stand_in_list(present, span, listed.through.size())) return std::nullopt;
  return model::RowValue{value.expr, is_constant(present, 1) ? ExprPtr{} : present};
}

}  // namespace pol::check
