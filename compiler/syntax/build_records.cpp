// The fields of certificates and questions.
#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "syntax/build_ast.h"

namespace pol::syntax {

namespace {

ast::TypeKind kind_of(std::string_view word) {
  struct Kind {
    std::string_view word;
    ast::TypeKind kind;
  };
  constexpr std::array<Kind, 6> kinds{{{"bool", ast::TypeKind::boolean},
                                       {"text", ast::TypeKind::text},
                                       {"date", ast::TypeKind::date},
                                       {"int", ast::TypeKind::integer},
                                       {"decimal", ast::TypeKind::decimal},
                                       {"percent", ast::TypeKind::percent}}};
  for (const Kind& kind : kinds)
    if (kind.word == word) return kind.kind;
  const bool capitals = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return word.size() == 3 && capitals ? ast::TypeKind::money : ast::TypeKind::named;
}

}  // namespace

std::vector<ast::Field> Builder::fields(const std::vector<Grammar::FieldContext*>& contexts) {
  std::vector<ast::Field> result;
  for (auto* context : contexts) {
    if (!whole(context)) continue;
    if (auto built = unless_broken(context, [&] { return field(context); })) result.push_back(std::move(*built));
  }
  return result;
}

void Builder::add_valid(Grammar::ValidContext* context, std::vector<ast::Valid>& valid) {
  if (!whole(context)) return;
  auto condition = unless_broken(context->expression(), [&] { return expression(context->expression()); });
  if (condition) valid.push_back({std::move(*condition), span_of(context), on_one_row(context->expression())});
}

std::vector<ast::Valid> Builder::valid(const std::vector<Grammar::ValidContext*>& contexts) {
  std::vector<ast::Valid> result;
  for (auto* context : contexts) add_valid(context, result);
  return result;
}

ast::Field Builder::field(Grammar::FieldContext* context) {
  ast::Field field;
  field.names = names(context->fieldName());
  field.span = span_of(context);
  field.type = field_type(context->fieldType(), field);
  return field;
}

// What stands behind the type says something about the field.
ast::FieldType Builder::field_type(Grammar::FieldTypeContext* context, ast::Field& field) {
  ast::FieldType type;
  if (auto* c = as<Grammar::SimpleTypeContext>(context)) {
    modifiers(c->modifier(), field);
    return simple_type(c->typeName(), c->range(), c->precision(), span_of(c));
  }
  type.span = span_of(context);
  type.name = {written(context->getStart()), span_of(context->getStart())};
  if (auto* c = as<Grammar::OneOfTypeContext>(context)) {
    type.kind = ast::TypeKind::one_of;
    type.members = names(c->members()->name());
    modifiers(c->modifier(), field);
  } else if (auto* c = as<Grammar::SetOfTypeContext>(context)) {
    set_members(c->members(), type);
    modifiers(c->modifier(), field);
  } else if (auto* c = as<Grammar::RecordTypeContext>(context)) {
    type.kind = ast::TypeKind::record;
    modifiers(c->modifier(), field);
    fields_of(c->fieldBlock(), type);
  } else if (auto* c = as<Grammar::ListTypeContext>(context)) {
    type.kind = ast::TypeKind::list;
    list_items(c->listItems(), type, field);
  } else if (auto* c = as<Grammar::GroupTypeContext>(context)) {
    type.kind = ast::TypeKind::group;
    fields_of(c->fieldBlock(), type);
  }
  return type;
}

void Builder::fields_of(Grammar::FieldBlockContext* block, ast::FieldType& type) {
  type.fields = fields(block->field());
  type.valid = valid(block->valid());
}

// `set of Benefit`: a set has more than one member, so one name is that of a type.
void Builder::set_members(Grammar::MembersContext* context, ast::FieldType& type) {
  type.kind = ast::TypeKind::set_of;
  type.members = names(context->name());
  if (type.members.size() > 1) return;
  type.name = type.members.front();
  type.members.clear();
}

ast::FieldType Builder::plain_type(Grammar::PlainTypeContext* context) {
  if (auto* c = as<Grammar::PlainSimpleContext>(context)) {
    ast::FieldType simple = simple_type(c->typeName(0), c->range(), c->precision(), span_of(c));
    if (c->base) simple.per = name(c->base);
    return simple;
  }
  ast::FieldType type;
  type.span = span_of(context);
  type.name = {written(context->getStart()), span_of(context->getStart())};
  if (auto* c = as<Grammar::PlainSetOfContext>(context)) set_members(c->members(), type);
  if (auto* c = as<Grammar::PlainOneOfContext>(context)) {
    type.kind = ast::TypeKind::one_of;
    set_results(c->results(), type);
  }
  return type;
}

// What a result carries is a value with a name, as a field is.
void Builder::set_results(Grammar::ResultsContext* context, ast::FieldType& type) {
  bool any = false;
  for (auto* written : context->resultType()) {
    type.members.push_back(name(written->name()));
    std::vector<ast::Field>& fields = type.carried.emplace_back();
    for (auto* carried : written->carried()) {
      ast::Field& field = fields.emplace_back();
      field.names.push_back(name(carried->fieldName()));
      field.type = simple_type(carried->typeName(), carried->range(), carried->precision(), span_of(carried));
      field.span = span_of(carried);
      any = true;
    }
  }
  if (!any) type.carried.clear();
}

ast::FieldType Builder::simple_type(Grammar::TypeNameContext* name, Grammar::RangeContext* range, Grammar::PrecisionContext* precision,
                                    Span span) {
  ast::FieldType type;
  type.span = span;
  type.name = this->name(name);
  type.kind = kind_of(type.name.text);
  if (range) this->range(range, type);
  if (precision) this->precision(precision, type);
  return type;
}

// A small whole number; nothing, and a complaint, where it is none.
std::optional<int> Builder::small_number(antlr4::tree::TerminalNode* word, Message complaint) {
  std::string digits = written(word->getSymbol());
  if (complaint != Message::decimals_not_whole) digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size()) return value;
  complaints_.report(complaint, span_of(word->getSymbol()), {digits});
  return std::nullopt;
}

void Builder::most_items(Grammar::MostItemsContext* context, ast::FieldType& type) {
  if (type.most) return said_twice(span_of(context), type.span);
  type.most = small_number(context->NUMBER(), Message::items_not_whole);
}

void Builder::range(Grammar::RangeContext* context, ast::FieldType& type) {
  if (!context->ISO_DATE().empty()) {
    type.from = date(context->ISO_DATE(0));
    type.to = date(context->ISO_DATE(1));
    return;
  }
  type.from = signed_quantity(context->signedQuantity(0));
  type.to = signed_quantity(context->signedQuantity(1));
  if (context->unit) type.unit = written(context->unit);
}

void Builder::precision(Grammar::PrecisionContext* context, ast::FieldType& type) {
  type.decimals = small_number(context->NUMBER(), Message::decimals_not_whole);
}

// Of plain values: one field without a name.
void Builder::list_items(Grammar::ListItemsContext* context, ast::FieldType& type, ast::Field& field) {
  if (!whole(context)) {
    broken_ = true;
    return;
  }
  modifiers(context->modifier(), field);
  for (auto* most : context->mostItems()) most_items(most, type);
  if (context->RECORD()) return fields_of(context->fieldBlock(), type);
  ast::Field& item = type.fields.emplace_back();
  item.span = span_of(context->plainType());
  item.names.push_back({"", item.span});
  item.type = plain_type(context->plainType());
}

void Builder::modifiers(const std::vector<Grammar::ModifierContext*>& contexts, ast::Field& field) {
  std::optional<Span> said;
  for (auto* context : contexts) {
    const Span span = span_of(context->getStart());
    if (as<Grammar::PersonalContext>(context)) {
      field.labels.push_back({written(context->getStart()), span});
      continue;
    }
    if (auto* c = as<Grammar::LabelledContext>(context)) {
      field.labels.push_back(name(c->name()));
      continue;
    }
    if (said) {
      complaints_.report(Message::presence_said_twice, span, {std::string(source_.text_of(span))}, {{*said, "said here already"}});
      continue;
    }
    said = span;
    if (as<Grammar::KeyContext>(context)) field.presence = ast::Presence::key;
    if (auto* c = as<Grammar::PresumedContext>(context)) {
      field.presence = ast::Presence::presumed;
      field.presumed = literal(c->literal());
      field.presumed_too = names(c->name());
    }
    if (auto* c = as<Grammar::OptionalContext>(context)) {
      field.presence = ast::Presence::optional;
      if (c->TEXT()) field.absent = text(c->TEXT());
    }
  }
}

}  // namespace pol::syntax
