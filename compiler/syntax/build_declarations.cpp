// Declarations, headings and tables.
#include <algorithm>

#include "syntax/build_ast.h"

namespace pol::syntax {

namespace {

ast::ClauseKind kind_of(std::size_t type) {
  switch (type) {
    case Grammar::BENEFIT: return ast::ClauseKind::benefit;
    case Grammar::CONDITION: return ast::ClauseKind::condition;
    case Grammar::EXCLUSION: return ast::ClauseKind::exclusion;
    default: return ast::ClauseKind::limit;
  }
}

// A heading with a slip in it is of use if its name could be read.
template <typename Heading>
bool named(Heading* heading) {
  return heading != nullptr && whole(heading->name());
}

}  // namespace

std::optional<ast::Declaration> Builder::declaration(Grammar::DeclarationContext* context) {
  if (!whole(context)) return std::nullopt;
  if (auto* c = as<Grammar::PolicyContext>(context)) return policy(c);
  if (auto* c = as<Grammar::CertificateContext>(context)) return ast::Certificate{fields(c->fieldBlock()->field()), span_of(c)};
  if (auto* c = as<Grammar::QuestionContext>(context)) return question(c);
  if (auto* c = as<Grammar::TableContext>(context)) return table(c);
  if (auto* c = as<Grammar::DefineContext>(context)) return define(c);
  if (auto* c = as<Grammar::ClauseContext>(context)) return clause(c);
  if (auto* c = as<Grammar::SampleContext>(context)) return sample(c);
  if (auto* c = as<Grammar::ExampleContext>(context)) return example(c);
  return std::nullopt;
}

// ---- policy ----

std::optional<ast::Declaration> Builder::policy(Grammar::PolicyContext* context) {
  if (!named(context->heading())) return std::nullopt;
  ast::PolicyHeader header;
  header.name = name(context->heading()->name());
  header.titles = titles(context->heading()->title());
  header.span = span_of(context);
  std::vector<Span> said;
  for (auto* line : context->headerBlock()->headerLine())
    if (whole(line)) header_line(line, header, said);
  return header;
}

void Builder::header_line(Grammar::HeaderLineContext* context, ast::PolicyHeader& header, std::vector<Span>& said) {
  const Span keyword = span_of(context->getStart());
  const auto same = [&](Span other) { return source_.text_of(other) == source_.text_of(keyword); };
  if (const auto first = std::find_if(said.begin(), said.end(), same); first != said.end()) return said_twice(keyword, *first);
  said.push_back(keyword);
  if (auto* c = as<Grammar::EditionContext>(context)) {
    header.edition = text(c->TEXT());
    if (c->ISO_DATE()) header.in_force_from = date(c->ISO_DATE());
  } else if (auto* c = as<Grammar::CurrencyContext>(context)) {
    header.currency = name(c->name());
  } else if (auto* c = as<Grammar::RoundingContext>(context)) {
    header.rounding_mode = name(c->name());
    header.rounding_unit = quantity(c->quantity(), false);
  } else if (auto* c = as<Grammar::MonthsContext>(context)) {
    header.months_mode = name(c->name());
  } else if (auto* c = as<Grammar::WaterfallContext>(context)) {
    header.waterfall = names(c->name());
  }
}

// ---- question ----

std::optional<ast::Declaration> Builder::question(Grammar::QuestionContext* context) {
  if (!named(context->heading())) return std::nullopt;
  ast::Question question;
  question.name = name(context->heading()->name());
  question.span = span_of(context);
  std::vector<Grammar::FieldContext*> written;
  for (auto* item : context->questionBlock()->questionItem()) {
    if (!whole(item)) continue;
    if (auto* c = as<Grammar::QuestionFieldContext>(item)) written.push_back(c->field());
    auto* lines = as<Grammar::QuestionLinesContext>(item);
    auto* today = as<Grammar::QuestionTodayContext>(item);
    if (lines == nullptr && today == nullptr) continue;
    std::optional<ast::Name>& place = lines ? question.lines : question.today;
    if (place)
      said_twice(span_of(item->getStart()), place->span);
    else
      place = name(lines ? lines->name() : today->name());
  }
  question.fields = fields(written);
  return question;
}

// ---- table ----

std::optional<ast::Declaration> Builder::table(Grammar::TableContext* context) {
  auto* heading = context->clauseHeading();
  auto* shape = context->tableShape();
  if (!named(heading) || !whole(shape)) return std::nullopt;
  ast::Table table;
  table.name = name(heading->name());
  table.number = optional_text(heading->number);
  table.titles = titles(heading->title());
  if (shape->name()) table.currency = name(shape->name());
  table.across = path(shape->path());
  table.across_span = span_of(shape->path());
  table.span = span_of(context);
  for (auto* column : context->tableBlock()->column())
    if (whole(column)) table.columns.push_back(name(column->name()));
  for (auto* written : context->tableBlock()->row())
    if (whole(written)) table.rows.push_back(row(written));
  return table;
}

ast::TableRow Builder::row(Grammar::RowContext* context) {
  ast::TableRow row;
  row.name = name(context->rowName());
  row.titles = titles(context->title());
  row.span = span_of(context);
  for (auto* cell : context->cell())
    row.cells.push_back(number(cell->NUMBER()->getSymbol(), cell->unit, cell->MINUS() != nullptr, span_of(cell)));
  return row;
}

// ---- define, clauses ----

std::optional<ast::Declaration> Builder::define(Grammar::DefineContext* context) {
  auto* heading = context->defineHeading();
  if (!named(heading)) return std::nullopt;
  ast::Define define;
  define.name = name(heading->name());
  define.number = optional_text(heading->number);
  define.titles = titles(heading->title());
  if (whole(heading->parameters())) define.parameters = names(heading->parameters()->name());
  define.span = span_of(context);
  if (context->expression())
    define.body = expression(context->expression());
  else
    define.lines = line_block(context->lineBlock());
  return define;
}

std::optional<ast::Declaration> Builder::clause(Grammar::ClauseContext* context) {
  auto* heading = context->clauseHeading();
  if (!named(heading)) return std::nullopt;
  ast::Clause clause;
  clause.kind = kind_of(context->kind->getType());
  clause.name = name(heading->name());
  clause.number = optional_text(heading->number);
  clause.titles = titles(heading->title());
  clause.span = span_of(context);
  clause.lines = line_block(context->lineBlock());
  return clause;
}

}  // namespace pol::syntax
