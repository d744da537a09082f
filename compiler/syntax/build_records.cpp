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
    if (auto built = unless_broken([&] { return field(context); })) result.push_back(std::move(*built));
  }
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
  type.span = span_of(context);
  type.name = {written(context->getStart()), span_of(context->getStart())};
  if (auto* c = as<Grammar::OneOfTypeContext>(context)) {
    type.kind = ast::TypeKind::one_of;
    type.members = names(c->members()->name());
    modifiers(c->modifier(), field);
  } else if (auto* c = as<Grammar::SetOfTypeContext>(context)) {
    type.kind = ast::TypeKind::set_of;
    type.members = names(c->members()->name());
    modifiers(c->modifier(), field);
  } else if (auto* c = as<Grammar::RecordTypeContext>(context)) {
    type.kind = ast::TypeKind::record;
    modifiers(c->modifier(), field);
    type.fields = fields(c->fieldBlock()->field());
  } else if (auto* c = as<Grammar::GroupTypeContext>(context)) {
    type.kind = ast::TypeKind::group;
    type.fields = fields(c->fieldBlock()->field());
  } else if (auto* c = as<Grammar::SimpleTypeContext>(context)) {
    simple_type(c, type);
    modifiers(c->modifier(), field);
  }
  return type;
}

void Builder::simple_type(Grammar::SimpleTypeContext* context, ast::FieldType& type) {
  type.kind = kind_of(type.name.text);
  if (context->range()) range(context->range(), type);
  if (context->precision()) precision(context->precision(), type);
}

void Builder::range(Grammar::RangeContext* context, ast::FieldType& type) {
  type.from = signed_quantity(context->signedQuantity(0));
  type.to = signed_quantity(context->signedQuantity(1));
  if (context->unit) type.unit = written(context->unit);
}

void Builder::precision(Grammar::PrecisionContext* context, ast::FieldType& type) {
  const std::string digits = written(context->NUMBER()->getSymbol());
  int decimals = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), decimals);
  if (error == std::errc() && end == digits.data() + digits.size())
    type.decimals = decimals;
  else
    complaints_.report(Message::decimals_not_whole, span_of(context->NUMBER()->getSymbol()), {digits});
}

void Builder::modifiers(const std::vector<Grammar::ModifierContext*>& contexts, ast::Field& field) {
  std::optional<Span> said;
  for (auto* context : contexts) {
    const Span span = span_of(context->getStart());
    if (as<Grammar::PersonalContext>(context)) {
      field.labels.push_back({written(context->getStart()), span});
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
    }
    if (auto* c = as<Grammar::OptionalContext>(context)) {
      field.presence = ast::Presence::optional;
      if (c->TEXT()) field.absent = text(c->TEXT());
    }
  }
}

}  // namespace pol::syntax
