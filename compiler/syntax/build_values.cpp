// Values: calculations, references, literals.
#include <algorithm>
#include <string_view>

#include "syntax/build_ast.h"

namespace pol::syntax {

namespace {

// Calculations are built as deep as they have parts, so this bounds what walks them later.
constexpr std::size_t most_links = 500;

bool is_well_shaped_date(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char like) { return like == 'd' ? c >= '0' && c <= '9' : c == like; });
}

ast::ArithmeticOp operator_of(std::size_t type) {
  switch (type) {
    case Grammar::PLUS: return ast::ArithmeticOp::add;
    case Grammar::MINUS: return ast::ArithmeticOp::subtract;
    case Grammar::TIMES: return ast::ArithmeticOp::multiply;
    case Grammar::DIVIDE: return ast::ArithmeticOp::divide;
    default: return ast::ArithmeticOp::share_of;
  }
}

// The signs between the operands of a sum or product: every second child.
ast::ArithmeticOp operator_before(antlr4::ParserRuleContext* context, std::size_t operand) {
  auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(context->children[2 * operand - 1]);
  return operator_of(sign->getSymbol()->getType());
}

}  // namespace

// Two values joined to one. The calculation is given up where it has too many parts.
ast::ExprPtr Builder::chained(ast::ExprNode node, Span span) {
  if (++links_ == most_links + 1) complaints_.report(Message::too_many_parts, span, {std::to_string(most_links)});
  if (links_ > most_links) return give_up();
  return std::make_unique<ast::Expr>(ast::Expr{span, std::move(node)});
}

ast::ExprPtr Builder::value(Grammar::ValueContext* context) {
  const auto parts = context->sum();
  ast::ExprPtr result = sum(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    ast::ExprPtr fallback = sum(parts[i]);
    const Span span = join(result->span, fallback->span);
    result = chained(ast::Otherwise{std::move(result), std::move(fallback)}, span);
  }
  return result;
}

ast::ExprPtr Builder::sum(Grammar::SumContext* context) {
  const auto parts = context->rounded();
  ast::ExprPtr result = rounded(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    ast::ExprPtr right = rounded(parts[i]);
    const Span span = join(result->span, right->span);
    result = chained(ast::Arithmetic{operator_before(context, i), std::move(result), std::move(right)}, span);
  }
  return result;
}

ast::ExprPtr Builder::rounded(Grammar::RoundedContext* context) {
  ast::ExprPtr result = product(context->product());
  if (context->CLAMPED() || context->ROLLED()) return make(context, ast::MonthEnd{std::move(result), context->ROLLED() != nullptr});
  if (!context->ROUNDED()) return result;
  ast::Rounded rounded{std::move(result), std::nullopt, nullptr};
  if (context->manner) rounded.mode = ast::Name{written(context->manner), span_of(context->manner)};
  if (context->quantity()) rounded.unit = quantity(context->quantity(), false);
  return make(context, std::move(rounded));
}

ast::ExprPtr Builder::product(Grammar::ProductContext* context) {
  const auto parts = context->sign();
  ast::ExprPtr result = sign(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    ast::ExprPtr right = sign(parts[i]);
    const Span span = join(result->span, right->span);
    result = chained(ast::Arithmetic{operator_before(context, i), std::move(result), std::move(right)}, span);
  }
  return result;
}

// `-5 days` is a number; the opposite of anything else is -1 times it.
ast::ExprPtr Builder::sign(Grammar::SignContext* context) {
  auto* minus = as<Grammar::MinusContext>(context);
  if (minus == nullptr) return primary(as<Grammar::UnsignedContext>(context)->primary());
  if (auto* direct = as<Grammar::UnsignedContext>(minus->sign())) {
    if (auto* c = as<Grammar::NumberContext>(direct->primary())) {
      ast::ExprPtr negative = quantity(c->quantity(), true);
      negative->span = span_of(context);
      return negative;
    }
  }
  ast::ExprPtr minus_one = std::make_unique<ast::Expr>(ast::Expr{span_of(context->getStart()), ast::Number{"-1", ""}});
  return make(context, ast::Arithmetic{ast::ArithmeticOp::multiply, std::move(minus_one), sign(minus->sign())});
}

// ---- primaries ----

ast::Period Builder::period(Grammar::PeriodContext* context) {
  ast::Period period;
  for (auto* part : context->quantity()) {
    const ast::ExprPtr number = quantity(part, false);
    period.parts.push_back(std::get<ast::Number>(number->node));
  }
  return period;
}

ast::ExprPtr Builder::primary(Grammar::PrimaryContext* context) {
  if (auto* c = as<Grammar::TruthContext>(context)) return make(c, ast::Truth{c->YES() != nullptr});
  if (auto* c = as<Grammar::NumberContext>(context)) return quantity(c->quantity(), false);
  if (auto* c = as<Grammar::PeriodContext>(context)) return make(c, period(c));
  if (auto* c = as<Grammar::ProvedContext>(context)) return make(c, ast::Proved{operand(c->operand())});
  if (auto* c = as<Grammar::PositionOfContext>(context)) return make(c, ast::Position{name(c->WORD())});
  if (auto* c = as<Grammar::DeclassifyContext>(context)) return make(c, declassify(c));
  if (auto* c = as<Grammar::ChoiceContext>(context)) return make(c, choice(c));
  if (auto* c = as<Grammar::CompletedYearsContext>(context)) return make(c, ast::CompletedYears{operand(c->from), operand(c->to)});
  if (auto* c = as<Grammar::DaysBetweenContext>(context)) return make(c, ast::DaysBetween{operand(c->from), operand(c->to)});
  if (auto* c = as<Grammar::FirstOfContext>(context)) return make(c, first_of(c));
  if (auto* c = as<Grammar::SetOfContext>(context)) return make(c, set_of(c));
  if (auto* c = as<Grammar::PlainContext>(context)) return operand(c->operand());
  if (auto* c = as<Grammar::TheCaseContext>(context))
    return make(c, ast::TheCase{name(c->WORD()), name(c->of), expression(c->expression())});
  if (ast::ExprPtr paid = history(context)) return paid;
  return of_list(context);
}

ast::Declassify Builder::declassify(Grammar::DeclassifyContext* context) {
  ast::Declassify made{operand(context->operand()), name(context->purpose), name(context->law)};
  if (context->recipient) made.recipient = name(context->recipient);
  if (context->quantity()) made.period = quantity(context->quantity(), false);
  return made;
}

ast::ExprPtr Builder::operand(Grammar::OperandContext* context) {
  if (auto* c = as<Grammar::DateContext>(context)) return date(c->ISO_DATE());
  if (auto* c = as<Grammar::BracketsContext>(context)) return bracketed(c);
  if (auto* c = as<Grammar::PickedContext>(context)) return make(c, pick(c));
  if (auto* c = as<Grammar::FirstEventDateContext>(context))
    return make(c, history(ast::HistoryKind::first_event_date, c->benefit(), false));
  if (as<Grammar::ThisBenefitContext>(context)) {
    ast::Path path;
    path.names.push_back({"this benefit", span_of(context)});
    return make(context, std::move(path));
  }
  return reference(as<Grammar::NamedContext>(context)->reference());
}

// Brackets leave no trace but their place.
ast::ExprPtr Builder::bracketed(Grammar::BracketsContext* context) {
  ast::ExprPtr inner = expression(context->expression());
  inner->span = span_of(context);
  return inner;
}

ast::Pick Builder::pick(Grammar::PickedContext* context) {
  ast::Pick result{ast::PickKind::later, expressions(context->expression())};
  if (context->pick()->SMALLER()) result.kind = ast::PickKind::smaller;
  if (context->pick()->LARGER()) result.kind = ast::PickKind::larger;
  if (context->pick()->EARLIER()) result.kind = ast::PickKind::earlier;
  return result;
}

// Nothing where something else was written.
ast::ExprPtr Builder::history(Grammar::PrimaryContext* context) {
  const auto paid = [&](auto* written, ast::HistoryKind kind) {
    auto* benefit = written->forBenefit() ? written->forBenefit()->benefit() : nullptr;
    return make(written, history(kind, benefit, written->onThisEvent() != nullptr));
  };
  if (auto* c = as<Grammar::AlreadyPaidContext>(context)) return paid(c, ast::HistoryKind::amount);
  if (auto* c = as<Grammar::SomethingPaidContext>(context)) return paid(c, ast::HistoryKind::something);
  if (auto* c = as<Grammar::NothingPaidContext>(context)) return paid(c, ast::HistoryKind::nothing);
  return nullptr;
}

ast::History Builder::history(ast::HistoryKind kind, Grammar::BenefitContext* benefit, bool on_this_event) const {
  ast::History result{kind, std::nullopt, false, on_this_event};
  if (benefit == nullptr) return result;
  if (benefit->benefitName())
    result.benefit = name(benefit->benefitName());
  else
    result.this_benefit = true;
  return result;
}

ast::Choice Builder::choice(Grammar::ChoiceContext* context) {
  ast::Choice result{operand(context->operand()), {}};
  if (!whole(context->choiceBlock())) broken_ = true;
  for (auto* written : context->choiceBlock()->choiceCase()) {
    if (!whole(written)) {
      broken_ = true;  // a value with a case missing would mean something else
      continue;
    }
    ast::ChoiceCase& one = result.cases.emplace_back();
    case_names(written->caseNames(), one);
    one.value = expression(written->expression());
    one.span = span_of(written);
  }
  return result;
}

ast::ExprPtr Builder::reference(Grammar::ReferenceContext* context) {
  ast::Name first = name(context->head());
  if (context->arguments()) {
    ast::Call call{std::move(first), expressions(context->arguments()->expression())};
    if (!context->WORD().empty()) call.part = name(context->WORD().front());
    return make(context, std::move(call));
  }
  if (context->lookup()) return lookup(context, std::move(first));
  ast::Path path;
  path.names.push_back(std::move(first));
  for (auto* word : context->WORD()) path.names.push_back(name(word));
  return make(context, std::move(path));
}

ast::ExprPtr Builder::lookup(Grammar::ReferenceContext* context, ast::Name table) {
  auto* written = context->lookup();
  ast::Lookup result{std::move(table), expressions(written->expression()), std::nullopt};
  if (written->WORD()) result.column = name(written->WORD());
  return make(context, std::move(result));
}

ast::Path Builder::path(Grammar::PathContext* context) const {
  ast::Path path;
  path.names.push_back(name(context->head()));
  for (auto* word : context->WORD()) path.names.push_back(name(word));
  return path;
}

// ---- literals ----

ast::ExprPtr Builder::date(antlr4::tree::TerminalNode* word) {
  std::string written_date = written(word->getSymbol());
  if (!is_well_shaped_date(written_date)) return give_up();  // complained about where words are read
  return std::make_unique<ast::Expr>(ast::Expr{span_of(word->getSymbol()), ast::Date{std::move(written_date)}});
}

ast::ExprPtr Builder::quantity(Grammar::QuantityContext* context, bool negative) {
  return number(context->NUMBER()->getSymbol(), context->unit, negative, span_of(context));
}

ast::ExprPtr Builder::signed_quantity(Grammar::SignedQuantityContext* context) {
  ast::ExprPtr result = quantity(context->quantity(), context->MINUS() != nullptr);
  result->span = span_of(context);
  return result;
}

ast::ExprPtr Builder::number(const antlr4::Token* digits, const antlr4::Token* unit, bool negative, Span span) {
  ast::Number result;
  if (negative) result.digits = "-";
  for (const char c : source_.text_of(span_of(digits)))
    if (c != '_' && c != ',') result.digits.push_back(c);
  if (unit != nullptr) result.unit = written(unit);
  if (result.unit == "day" || result.unit == "month" || result.unit == "year") result.unit.push_back('s');
  return std::make_unique<ast::Expr>(ast::Expr{span, std::move(result)});
}

ast::ExprPtr Builder::literal(Grammar::LiteralContext* context) {
  if (auto* c = as<Grammar::NumberLiteralContext>(context)) return signed_quantity(c->signedQuantity());
  if (auto* c = as<Grammar::DateLiteralContext>(context)) return date(c->ISO_DATE());
  if (auto* c = as<Grammar::TextLiteralContext>(context)) return make(c, text(c->TEXT()));
  if (auto* c = as<Grammar::TruthLiteralContext>(context)) return make(c, ast::Truth{c->YES() != nullptr});
  ast::Path path;
  path.names.push_back(name(as<Grammar::NameLiteralContext>(context)->literalName()));
  return make(context, std::move(path));
}

}  // namespace pol::syntax
