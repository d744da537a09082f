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
  if (auto* c = as<Grammar::UseContext>(context)) return ast::Use{text(c->TEXT()), span_of(c)};
  if (auto* c = as<Grammar::TypeContext>(context)) return named_type(c);
  if (auto* c = as<Grammar::ParameterContext>(context)) return parameter(c);
  if (auto* c = as<Grammar::CertificateContext>(context))
    return ast::Certificate{fields(c->fieldBlock()->field()), valid(c->fieldBlock()->valid()), span_of(c), c->OPTIONAL() != nullptr};
  if (auto* c = as<Grammar::QuestionContext>(context)) return question(c);
  if (auto* c = as<Grammar::TableContext>(context)) return table(c);
  if (auto* c = as<Grammar::DefinitionContext>(context)) return define(c->define());
  if (auto* c = as<Grammar::LawContext>(context)) return law(c);
  if (auto* c = as<Grammar::VerdictContext>(context)) return verdict(c);
  if (auto* c = as<Grammar::PresumeContext>(context)) return presume(c);
  if (auto* c = as<Grammar::ClauseContext>(context)) return clause(c);
  if (auto* c = as<Grammar::OutputOfQuestionContext>(context)) return output(c->output());
  if (auto* c = as<Grammar::SplitAmountContext>(context)) return split(c->split());
  if (auto* c = as<Grammar::AnswerContext>(context)) return answer(c);
  if (auto* c = as<Grammar::LetterContext>(context)) return letter(c);
  if (auto* c = as<Grammar::LabelContext>(context)) {
    ast::LabelNames labels{{}, span_of(c)};
    for (Grammar::LabelNameContext* each : c->labelName()) labels.names.push_back({name(each->name()), each->NEVER() != nullptr});
    return labels;
  }
  if (auto* c = as<Grammar::ExportContext>(context)) return exported(c);
  if (auto* c = as<Grammar::SampleContext>(context)) return sample(c);
  if (auto* c = as<Grammar::ExampleContext>(context)) return example(c);
  if (auto* c = as<Grammar::PropertyContext>(context)) return property(c);
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
    if (auto* c = as<Grammar::QuestionValidContext>(item)) add_valid(c->valid(), question.valid);
    auto* lines = as<Grammar::QuestionLinesContext>(item);
    auto* today = as<Grammar::QuestionTodayContext>(item);
    if (lines == nullptr && today == nullptr) continue;
    std::optional<ast::Name>& place = lines ? question.lines : question.today;
    if (place || (lines && question.every_line))
      said_twice(span_of(item->getStart()), place ? place->span : *question.every_line);
    else if (lines && lines->EVERY())
      question.every_line = span_of(lines);
    else
      place = name(lines ? lines->name() : today->name());
  }
  question.fields = fields(written);
  return question;
}

// ---- type ----

std::optional<ast::Declaration> Builder::named_type(Grammar::TypeContext* context) {
  if (!named(context->typeHeading()) || !whole(context->plainType())) return std::nullopt;
  ast::TypeName type;
  type.name = name(context->typeHeading()->name());
  type.type = plain_type(context->plainType());
  type.span = span_of(context);
  return type;
}

// ---- define, clauses ----

std::optional<ast::Define> Builder::define(Grammar::DefineContext* context) {
  if (!whole(context)) return std::nullopt;
  auto* heading = context->defineHeading();
  if (!named(heading)) return std::nullopt;
  ast::Define define;
  define.name = bare_name(heading->name());
  define.number = optional_text(heading->number);
  define.titles = titles(heading->title());
  if (whole(heading->parameters()))
    for (auto* each : heading->parameters()->name()) define.parameters.push_back(bare_name(each));
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

// ---- exports ----

std::optional<ast::Declaration> Builder::exported(Grammar::ExportContext* context) {
  auto* heading = context->clauseHeading();
  if (!named(heading) || !whole(context->name()) || !whole(context->exportBlock())) return std::nullopt;
  ast::Export made;
  made.name = name(heading->name());
  made.number = optional_text(heading->number);
  made.titles = titles(heading->title());
  made.recipient = name(context->name());
  made.span = span_of(context);
  for (auto* written : context->exportBlock()->exportColumn()) {
    if (!whole(written)) continue;
    auto column = unless_broken(written, [&] { return export_column(written); });
    if (column) made.columns.push_back(std::move(*column));
  }
  return made;
}

ast::ExportColumn Builder::export_column(Grammar::ExportColumnContext* context) {
  if (context->name()) return {name(context->name()), expression(context->expression())};
  ast::Path value = path(context->path());
  const ast::Name last = value.names.back();
  return {last, make(context->path(), std::move(value))};
}

// ---- outputs, answers ----

std::optional<ast::Output> Builder::output(Grammar::OutputContext* context) {
  if (!whole(context) || !named(context->outputHeading())) return std::nullopt;
  auto* heading = context->outputHeading();
  ast::Output output;
  output.kind = context->OUTCOME() ? ast::OutputKind::outcome : ast::OutputKind::shown;
  output.name = name(heading->name());
  output.number = optional_text(heading->number);
  output.titles = titles(heading->title());
  if (whole(heading->outputType())) output.type = output_type(heading->outputType());
  if (whole(heading->forQuestion())) output.question = name(heading->forQuestion()->name());
  if (context->expression()) output.value = expression(context->expression());
  if (whole(context->listParts()))
    for (auto* part : context->listParts()->listPart()) output.rows.push_back(list_part(part));
  output.when = when(context->whenLine());
  output.span = span_of(context);
  return output;
}

std::optional<ast::Declaration> Builder::answer(Grammar::AnswerContext* context) {
  auto* heading = context->clauseHeading();
  if (!named(heading)) return std::nullopt;
  ast::Answer answer;
  answer.question = name(heading->name());
  answer.number = optional_text(heading->number);
  answer.titles = titles(heading->title());
  answer.span = span_of(context);
  for (auto* item : context->answerBlock()->answerItem()) {
    if (!whole(item)) continue;
    if (auto* c = as<Grammar::AnswerDefineContext>(item)) {
      auto built = unless_broken(c->define(), [&] { return define(c->define()); });
      if (built && *built) answer.defines.push_back(std::move(**built));
    } else if (auto* c = as<Grammar::AnswerOutputContext>(item)) {
      auto built = unless_broken(c->output(), [&] { return output(c->output()); });
      if (built && *built) answer.outputs.push_back(std::move(**built));
    } else if (auto* c = as<Grammar::AnswerLineContext>(item)) {
      add_lines({c->line()}, answer.lines);
    }
  }
  return answer;
}

// ---- shares of an amount ----

std::optional<ast::Declaration> Builder::split(Grammar::SplitContext* context) {
  if (!whole(context) || !named(context->clauseHeading())) return std::nullopt;
  auto* heading = context->clauseHeading();
  ast::Split split;
  split.name = bare_name(heading->name());
  split.number = optional_text(heading->number);
  split.titles = titles(heading->title());
  split.amount = value(context->value());
  split.otherwise = ast::SplitElse::unsaid;
  if (auto* rest = context->splitElse()) split.otherwise = rest->EQUALLY() ? ast::SplitElse::equally : ast::SplitElse::nothing;
  split.manner = ast::SplitManner::by_share;
  if (auto* elements = context->splitElements()) {
    split.element = name(elements->WORD());
    split.list = list_of(elements->path());
    if (elements->where()) split.where = expression(elements->where()->expression());
    if (elements->PRO()) split.manner = ast::SplitManner::pro_rata;
    if (elements->EQUALLY()) split.manner = ast::SplitManner::equally;
    split.weight = sum(elements->weight);
  } else {
    for (auto* party : context->splitParties()->splitParty())
      split.parties.push_back({name(party->name()), party->sum() ? sum(party->sum()) : nullptr});
  }
  split.span = span_of(context);
  return split;
}

}  // namespace pol::syntax
