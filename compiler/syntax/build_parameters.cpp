// Parameters: their keys, the type of their values, and what is said behind it.
#include "syntax/build_ast.h"

namespace pol::syntax {

std::optional<ast::Declaration> Builder::parameter(Grammar::ParameterContext* context) {
  auto* heading = context->clauseHeading();
  auto* type = context->parameterType();
  if (heading == nullptr || !whole(heading->name()) || !whole(type)) return std::nullopt;
  ast::Parameter parameter;
  parameter.name = bare_name(heading->name());
  parameter.number = optional_text(heading->number);
  parameter.titles = titles(heading->title());
  parameter.span = span_of(context);
  parameter.type = cell_type(type->cellType(0), parameter.is_range);
  if (type->ARROW() != nullptr) {
    if (parameter.is_range || parameter.type.kind == ast::TypeKind::record)
      complaints_.report(Message::key_of_no_plain_value, parameter.type.span, {parameter.name.text});
    parameter.is_range = false;
    parameter.keys.push_back(std::move(parameter.type));
    for (auto* key : type->plainType()) parameter.keys.push_back(plain_type(key));
    parameter.type = cell_type(type->cellType(1), parameter.is_range);
  }
  for (auto* note : context->parameterNote()) {
    if (whole(note)) parameter_note(note, parameter);
  }
  return parameter;
}

ast::FieldType Builder::cell_type(Grammar::CellTypeContext* context, bool& is_range) {
  if (auto* c = as<Grammar::PlainCellContext>(context)) return plain_type(c->plainType());
  if (auto* c = as<Grammar::RangeCellContext>(context)) {
    is_range = true;
    return plain_type(c->plainType());
  }
  auto* record = static_cast<Grammar::RecordCellContext*>(context);
  ast::FieldType type;
  type.kind = ast::TypeKind::record;
  type.span = span_of(context);
  type.name = {written(context->getStart()), span_of(context->getStart())};
  fields_of(record->fieldBlock(), type);
  return type;
}

void Builder::parameter_note(Grammar::ParameterNoteContext* context, ast::Parameter& parameter) {
  const auto say = [&](bool& flag) {
    if (flag) said_twice(span_of(context), parameter.type.span);
    flag = true;
  };
  if (auto* c = as<Grammar::OrNoneContext>(context)) {
    say(parameter.or_none);
    if (c->UNLESS() != nullptr) parameter.not_none = ast::NotNone{name(c->other), name(c->bound)};
  }
  if (as<Grammar::SomeOnlyContext>(context)) say(parameter.some_only);
  if (as<Grammar::NoOverlapsContext>(context)) say(parameter.no_overlaps);
  if (auto* c = as<Grammar::AddsUpContext>(context)) {
    say(parameter.adds_up);
    if (written(c->NUMBER()->getSymbol()) != "1") complaints_.report(Message::adds_up_to_one_only, span_of(c), {});
  }
  if (auto* c = as<Grammar::SourceContext>(context)) {
    if (parameter.source) return said_twice(span_of(context->getStart()), parameter.source->span);
    parameter.source = text(c->TEXT());
  }
}

}  // namespace pol::syntax
