// What is asked of a list, and the first value of several.
#include "syntax/build_ast.h"

namespace pol::syntax {

namespace {

ast::ListKind kind_of(Grammar::SomeElementsContext* context) {
  if (context->ANY_ELEMENT()) return ast::ListKind::any;
  return context->NO_ELEMENT() ? ast::ListKind::none : ast::ListKind::all;
}

}  // namespace

ast::ExprPtr Builder::of_list(Grammar::PrimaryContext* context) {
  if (auto* c = as<Grammar::SomeElementsContext>(context)) return some_elements(c);
  if (auto* c = as<Grammar::CountOfContext>(context)) return make(c, elements(ast::ListKind::count, c->WORD(), c->path(), c->where()));
  if (auto* c = as<Grammar::SumOfContext>(context)) {
    ast::OfList sum = elements(ast::ListKind::sum, c->forElement()->WORD(), c->forElement()->path(), c->where());
    sum.value = value(c->value());
    return make(c, std::move(sum));
  }
  if (auto* c = as<Grammar::FoldContext>(context)) return make(c, fold(c));
  return extreme(as<Grammar::ExtremeOfContext>(context));
}

// `any s, t in L where C`: any s in L where any t in L where C.
ast::ExprPtr Builder::some_elements(Grammar::SomeElementsContext* context) {
  const auto words = context->WORD();
  ast::ExprPtr inner = make(context, elements(kind_of(context), words.back(), context->path(), context->where()));
  for (std::size_t k = words.size() - 1; k-- > 0;) {
    ast::OfList outer = elements(kind_of(context), words[k], context->path(), nullptr);
    // The question is turned round for each of the first where it is whether none is: any of which the inner one is not so.
    outer.where = kind_of(context) == ast::ListKind::none ? make(context, ast::Not{std::move(inner)}) : std::move(inner);
    inner = make(context, std::move(outer));
  }
  return inner;
}

// The first of dates is the smallest of them.
ast::ExprPtr Builder::extreme(Grammar::ExtremeOfContext* context) {
  const auto kind = context->SMALLEST() || context->EARLIEST() ? ast::ListKind::smallest : ast::ListKind::largest;
  ast::OfList result = elements(kind, context->forElement()->WORD(), context->forElement()->path(), context->where());
  result.value = value(context->value());
  if (!context->sum()) return make(context, std::move(result));
  ast::ExprPtr fallback = sum(context->sum());
  auto found =
      std::make_unique<ast::Expr>(ast::Expr{span_between(context->getStart(), context->ELSE_VALUE()->getSymbol()), std::move(result)});
  return make(context, ast::Otherwise{std::move(found), std::move(fallback)});
}

ast::OfList Builder::elements(ast::ListKind kind, antlr4::tree::TerminalNode* element, Grammar::PathContext* list,
                              Grammar::WhereContext* where) {
  ast::OfList result{kind, nullptr, name(element), list_of(list), nullptr};
  if (where) result.where = expression(where->expression());
  return result;
}

ast::ExprPtr Builder::list_of(Grammar::PathContext* context) { return make(context, path(context)); }

ast::Fold Builder::fold(Grammar::FoldContext* context) {
  ast::Fold fold;
  fold.running = name(context->WORD());
  const Span type = span_between(context->typeName()->getStart(), context->FROM()->getSymbol());
  fold.type = std::make_shared<ast::FieldType>(simple_type(context->typeName(), context->range(), context->precision(), type));
  fold.start = sum(context->start);
  fold.element = name(context->forElement()->WORD());
  fold.list = list_of(context->forElement()->path());
  if (context->order) fold.key = value(context->order);
  fold.descending = context->DESCENDING() != nullptr;
  if (context->where()) fold.where = expression(context->where()->expression());
  if (whole(context->foldBlock()))
    fold.body = expression(context->foldBlock()->expression());
  else
    fold.body = give_up();
  return fold;
}

// ---- first of ----

ast::FirstOf Builder::first_of(Grammar::FirstOfContext* context) {
  ast::FirstOf result;
  auto* block = context->firstBlock();
  if (!whole(block) || !whole(block->firstElse())) {
    broken_ = true;
    return result;
  }
  for (auto* written : block->firstCase()) {
    if (whole(written))
      result.cases.push_back(first_case(written));
    else
      broken_ = true;  // a value with a case missing would mean something else
  }
  if (block->firstElse()->expression())
    result.otherwise = expression(block->firstElse()->expression());
  else
    result.otherwise_nothing = true;
  return result;
}

ast::FirstCase Builder::first_case(Grammar::FirstCaseContext* context) {
  ast::FirstCase result;
  result.value = expression(context->expression());
  result.numbers = numbers(context->numbers());
  if (whole(context->whenLine()))
    result.when = expression(context->whenLine()->expression());
  else
    result.when = give_up();
  if (context->name()) result.effect = name(context->name());
  result.span = span_of(context);
  return result;
}

// ---- lists that are shown ----

ast::FieldType Builder::output_type(Grammar::OutputTypeContext* context) {
  if (context->plainType() && !context->LIST()) return plain_type(context->plainType());
  ast::FieldType type;
  type.kind = ast::TypeKind::list;
  type.span = span_of(context);
  type.name = {"list", type.span};
  if (auto* record = context->listOfRecord()) {
    type.fields = fields(record->fieldBlock()->field());
  } else {
    ast::Field each{};
    each.names.push_back({"", type.span});
    each.type = plain_type(context->plainType());
    type.fields.push_back(std::move(each));
  }
  return type;
}

ast::ListPart Builder::list_part(Grammar::ListPartContext* context) {
  ast::ListPart part;
  part.span = span_of(context);
  if (auto* elements = context->forElement()) {
    part.element = name(elements->WORD());
    part.list = list_of(elements->path());
  }
  if (context->order) part.key = value(context->order);
  part.descending = context->DESCENDING() != nullptr;
  if (context->where()) part.where = expression(context->where()->expression());
  for (auto* field : context->rowField()) part.fields.push_back({name(field->rowFieldName()), expression(field->expression())});
  if (context->rowField().empty()) part.fields.push_back({{"", part.span}, value(context->plain)});
  return part;
}

}  // namespace pol::syntax
