// The lines of a clause and their tails.
#include "syntax/build_ast.h"

namespace pol::syntax {

std::vector<ast::Line> Builder::line_block(Grammar::LineBlockContext* context) {
  std::vector<ast::Line> lines;
  add_when_lines(context->whenLine(), lines);
  add_lines(context->line(), lines);
  return lines;
}

namespace {

// The `when`s behind a line without tails; a line with tails has none.
std::vector<Grammar::WhenLineContext*> when_lines(Grammar::LineContext* context) {
  return context->getRuleContexts<Grammar::WhenLineContext>();
}

// The line ends before its `when` lines, which are lines of their own.
const antlr4::Token* last_of(Grammar::LineContext* context) {
  antlr4::ParserRuleContext* last = nullptr;
  for (auto* child : context->children) {
    auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(child);
    if (rule != nullptr && as<Grammar::WhenLineContext>(rule) == nullptr) last = rule;
  }
  return when_lines(context).empty() || last == nullptr ? context->getStop() : last->getStop();
}

ast::Per per(Grammar::PerContext* context) {
  if (context->EVENT()) return ast::Per::event;
  return context->ITEM() ? ast::Per::item : ast::Per::certificate;
}

bool is_pays_each(Grammar::LineContext* context) {
  auto* pays = as<Grammar::PaysContext>(context);
  return pays != nullptr && pays->eachElement() != nullptr;
}

// How many words the keyword has.
std::size_t keyword_length(Grammar::LineContext* context) {
  const bool two = as<Grammar::AppliesToContext>(context) || as<Grammar::AllUnlessContext>(context) || as<Grammar::UpToContext>(context) ||
                   as<Grammar::AtMostContext>(context) || is_pays_each(context) || as<Grammar::RefersWhenContext>(context) ||
                   as<Grammar::DecidedByContext>(context);
  return two ? 2 : 1;
}

}  // namespace

void Builder::add_lines(const std::vector<Grammar::LineContext*>& contexts, std::vector<ast::Line>& lines) {
  for (auto* context : contexts) {
    if (!whole(context)) continue;
    if (auto built = unless_broken(context, [&] { return line(context); })) lines.push_back(std::move(*built));
    add_when_lines(when_lines(context), lines);
  }
}

void Builder::add_when_lines(const std::vector<Grammar::WhenLineContext*>& contexts, std::vector<ast::Line>& lines) {
  for (auto* context : contexts) {
    if (!whole(context)) continue;
    auto condition = unless_broken(context->expression(), [&] { return expression(context->expression()); });
    const std::size_t when = context->getStart()->getTokenIndex();
    if (when > 0 && words_[when - 1].type != Grammar::LBRACE && !begins_line(words_, when))
      complaints_.report(Message::when_of_the_whole_clause, words_[when].span);
    if (condition) lines.push_back({span_of(context), span_of(context->getStart()), {}, ast::When{std::move(*condition)}});
  }
}

ast::Line Builder::line(Grammar::LineContext* context) {
  const std::size_t first = context->getStart()->getTokenIndex();
  ast::Line line;
  line.span = span_between(context->getStart(), last_of(context));
  line.keyword = join(words_[first].span, words_[first + keyword_length(context) - 1].span);
  line.numbers = numbers(context->getRuleContext<Grammar::NumbersContext>(0));
  line_of_subject(context, line);
  line_of_ground(context, line);
  line_of_amount(context, line);
  line_of_answer(context, line);
  return line;
}

void Builder::line_of_subject(Grammar::LineContext* context, ast::Line& line) {
  if (auto* c = as<Grammar::AppliesToContext>(context)) line.node = scope(c->scope());
  if (auto* c = as<Grammar::AboutContext>(context)) line.node = about(c);
  if (auto* c = as<Grammar::EventContext>(context)) line.node = ast::Event{expression(c->expression())};
  if (auto* c = as<Grammar::ClaimableContext>(context)) line.node = ast::Claimable{expression(c->expression())};
}

void Builder::line_of_ground(Grammar::LineContext* context, ast::Line& line) {
  if (auto* c = as<Grammar::RequiresContext>(context)) line.node = ast::Requires{expressions(c->expression()), tails(c->tail())};
  if (auto* c = as<Grammar::ExcludesContext>(context)) line.node = ast::Excludes{expressions(c->expression()), tails(c->tail())};
  if (auto* c = as<Grammar::AllUnlessContext>(context)) line.node = ast::AllUnless{write_back(c->writeBack()), benefits(c->benefits())};
  if (auto* c = as<Grammar::SurvivalContext>(context))
    line.node = ast::Survival{value(c->distance), value(c->anchor), expression(c->death)};
  if (auto* c = as<Grammar::WaitingContext>(context)) line.node = ast::Waiting{value(c->distance), expression(c->anchor)};
  if (auto* c = as<Grammar::PendsContext>(context)) line.node = ast::Pends{expression(c->expression())};
  if (as<Grammar::FailsContext>(context)) line.node = ast::Fails{};
  if (auto* c = as<Grammar::ByLinesContext>(context)) line.node = by_lines(c);
}

void Builder::line_of_amount(Grammar::LineContext* context, ast::Line& line) {
  if (auto* c = as<Grammar::PaysContext>(context)) {
    if (c->eachElement())
      line.node = pays_each(c);
    else
      line.node = ast::Pays{expression(c->expression()), tails(c->tail())};
  }
  if (auto* c = as<Grammar::LessContext>(context)) line.node = ast::Less{expression(c->expression()), tails(c->tail())};
  if (auto* c = as<Grammar::CountsContext>(context)) line.node = ast::Counts{expression(c->expression()), tails(c->tail())};
  if (auto* c = as<Grammar::LeavesContext>(context)) line.node = ast::Leaves{expression(c->expression()), tails(c->tail())};
  if (auto* c = as<Grammar::UpToContext>(context)) line.node = ast::UpTo{expression(c->expression()), per(c->per()), tails(c->tail())};
  if (auto* c = as<Grammar::AtMostContext>(context)) line.node = ast::UpTo{expression(c->expression()), per(c->per()), tails(c->tail())};
}

void Builder::line_of_answer(Grammar::LineContext* context, ast::Line& line) {
  if (auto* c = as<Grammar::RefersWhenContext>(context)) line.node = ast::RefersWhen{expression(c->expression())};
  if (auto* c = as<Grammar::DecidedByContext>(context)) line.node = ast::DecidedBy{operand(c->operand())};
  if (auto* c = as<Grammar::ReversesContext>(context)) line.node = ast::Reverses{name(c->name())};
}

// A benefit in small with a line missing would pay for other items.
ast::PaysEach Builder::pays_each(Grammar::PaysContext* context) {
  ast::PaysEach result;
  auto* element = context->eachElement();
  result.element = name(element->WORD());
  result.list = list_of(element->path());
  if (!whole(context->lineBlock())) broken_ = true;
  result.lines = line_block(context->lineBlock());
  return result;
}

// ---- the parts of a line ----

ast::AppliesTo Builder::scope(Grammar::ScopeContext* context) {
  if (auto* c = as<Grammar::EveryBenefitContext>(context)) return {true, c->TOGETHER() != nullptr, benefits(c->benefits())};
  auto* some = as<Grammar::SomeBenefitsContext>(context);
  return {false, some->TOGETHER() != nullptr, benefits(some->benefits())};
}

ast::About Builder::about(Grammar::AboutContext* context) {
  ast::About about;
  for (auto* record : context->path()) {
    about.records.push_back(path(record));
    about.spans.push_back(span_of(record));
  }
  return about;
}

ast::ByLines Builder::by_lines(Grammar::ByLinesContext* context) {
  ast::ByLines result;
  result.subject = operand(context->operand());
  for (auto* written : context->byLinesBlock()->lineCase()) {
    if (!whole(written)) continue;
    ast::ByLineCase& one = result.cases.emplace_back();
    case_names(written->caseNames(), one);
    one.span = span_of(written);
    add_lines(written->line(), one.lines);
  }
  return result;
}

std::vector<ast::Text> Builder::numbers(Grammar::NumbersContext* context) {
  std::vector<ast::Text> result;
  if (context == nullptr) return result;
  for (auto* number : context->TEXT()) result.push_back(text(number));
  return result;
}

std::vector<ast::Name> Builder::benefits(Grammar::BenefitsContext* context) {
  return context == nullptr ? std::vector<ast::Name>() : names(context->name());
}

// ---- tails ----

// `A except B`: A, and not B.
ast::ExprPtr Builder::write_back(Grammar::WriteBackContext* context) {
  ast::ExprPtr condition = expression(context->expression(0));
  if (context->excepted == nullptr) return condition;
  ast::And both;
  both.operands.push_back(std::move(condition));
  both.operands.push_back(make(context->excepted, ast::Not{expression(context->excepted)}));
  return make(context, std::move(both));
}

ast::Tails Builder::tails(const std::vector<Grammar::TailContext*>& contexts) {
  ast::Tails result;
  std::vector<Span> said;
  for (auto* context : contexts) tail(context, result, said);
  return result;
}

void Builder::tail(Grammar::TailContext* context, ast::Tails& tails, std::vector<Span>& said) {
  if (auto* c = as<Grammar::UnlessTailContext>(context)) {
    tails.unless.push_back({write_back(c->writeBack()), benefits(c->benefits()), span_of(c)});
    return;
  }
  const Span keyword = span_of(context->getStart());
  for (const Span first : said)
    if (source_.text_of(first) == source_.text_of(keyword)) return said_twice(keyword, first);
  said.push_back(keyword);
  if (auto* c = as<Grammar::WhenTailContext>(context)) tails.when = expression(c->expression());
  if (auto* c = as<Grammar::ForTailContext>(context)) tails.benefits = benefits(c->benefits());
  if (auto* c = as<Grammar::AsTailContext>(context)) tails.effect = name(c->name());
  if (auto* c = as<Grammar::WithoutTailContext>(context)) tails.without = name(c->name());
  if (auto* c = as<Grammar::ElseTailContext>(context)) {
    if (c->outcome->getType() == Grammar::PEND) tails.otherwise = ast::ElseKind::pend;
    if (c->outcome->getType() == Grammar::REFER) tails.otherwise = ast::ElseKind::refer;
  }
}

}  // namespace pol::syntax
