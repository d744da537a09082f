// Expressions down to comparisons.
#include "syntax/build_ast.h"

namespace pol::syntax {

ast::ExprPtr Builder::make(antlr4::ParserRuleContext* context, ast::ExprNode node) const {
  return std::make_unique<ast::Expr>(ast::Expr{span_of(context), std::move(node)});
}

// What is put in the place of something that cannot be built. The item around it is left out.
ast::ExprPtr Builder::give_up() {
  broken_ = true;
  return std::make_unique<ast::Expr>(ast::Expr{{}, ast::Truth{false}});
}

// Without its condition something else would be said.
ast::ExprPtr Builder::when(Grammar::WhenLineContext* line) {
  if (line == nullptr) return nullptr;
  return whole(line) ? expression(line->expression()) : give_up();
}

ast::ExprPtr Builder::expression(Grammar::ExpressionContext* context) {
  const auto parts = context->conjunction();
  if (parts.size() == 1) return conjunction(parts.front());
  ast::Or result;
  for (auto* part : parts) {
    result.mixed = result.mixed || part->negation().size() > 1;
    result.operands.push_back(conjunction(part));
  }
  return make(context, std::move(result));
}

std::vector<ast::ExprPtr> Builder::expressions(const std::vector<Grammar::ExpressionContext*>& contexts) {
  std::vector<ast::ExprPtr> result;
  for (auto* context : contexts) result.push_back(expression(context));
  return result;
}

ast::ExprPtr Builder::conjunction(Grammar::ConjunctionContext* context) {
  const auto parts = context->negation();
  if (parts.size() == 1) return negation(parts.front());
  ast::And result;
  for (auto* part : parts) result.operands.push_back(negation(part));
  return make(context, std::move(result));
}

ast::ExprPtr Builder::negation(Grammar::NegationContext* context) {
  if (auto* c = as<Grammar::NotContext>(context)) return make(c, ast::Not{negation(c->negation())});
  return comparison(as<Grammar::UnnegatedContext>(context)->comparison());
}

// ---- comparisons ----

namespace {

ast::CompareOp operator_of(Grammar::ComparatorContext* context) {
  switch (context->getStart()->getType()) {
    case Grammar::EQUAL: return ast::CompareOp::equal;
    case Grammar::NOT_EQUAL: return ast::CompareOp::not_equal;
    case Grammar::LESS_THAN: return ast::CompareOp::less;
    case Grammar::LESS_EQUAL: return ast::CompareOp::less_equal;
    case Grammar::GREATER_THAN: return ast::CompareOp::greater;
    default: return ast::CompareOp::greater_equal;
  }
}

ast::GateKind kind_of(std::string_view word) {
  if (word == "declines") return ast::GateKind::declines;
  if (word == "refers") return ast::GateKind::refers;
  return word == "pays" ? ast::GateKind::pays : ast::GateKind::decides;
}

}  // namespace

ast::ExprPtr Builder::comparison(Grammar::ComparisonContext* context) {
  ast::ExprPtr subject = value(context->value());
  const bool if_any = context->ifAny() != nullptr;
  if (context->comparator()) {
    auto* other = context->otherSide();
    return make(context, ast::Compare{operator_of(context->comparator()), std::move(subject), value(other->value()), if_any,
                                      other->ifAny() != nullptr});
  }
  if (auto* state = context->VERDICT_STATE())
    return make(context, ast::VerdictState{std::move(subject), kind_of(written(state->getSymbol()))});
  if (context->possession()) return make(context, possession(context->possession(), std::move(subject), if_any));
  if (context->judgement()) return make(context, judgement(context->judgement(), std::move(subject), if_any));
  return subject;
}

ast::ExprNode Builder::possession(Grammar::PossessionContext* context, ast::ExprPtr subject, bool if_any) {
  const auto several = [&](ast::HasKind kind, auto* list) {
    return ast::Has{std::move(subject), kind, names(list->memberList()->name()), if_any};
  };
  if (auto* c = as<Grammar::HasAllContext>(context)) return several(ast::HasKind::all, c);
  if (auto* c = as<Grammar::HasAnyContext>(context)) return several(ast::HasKind::any, c);
  ast::Has has{std::move(subject), ast::HasKind::one, {}, if_any};
  if (auto* c = as<Grammar::HasCaseOfContext>(context)) {
    has.of = make(c->path(), path(c->path()));
    return has;
  }
  has.names.push_back(name(as<Grammar::HasOneContext>(context)->member()));
  return has;
}

ast::ExprNode Builder::judgement(Grammar::JudgementContext* context, ast::ExprPtr subject, bool if_any) {
  if (auto* c = as<Grammar::IsContext>(context)) return state(c, std::move(subject), if_any);
  if (auto* c = as<Grammar::BetweenContext>(context); c && !c->through) {
    if (c->from->ifAny()) complaints_.report(Message::if_any_of_presence, span_of(c->from->ifAny()));
    return ast::InRange{std::move(subject), if_any, value(c->from->value())};
  }
  if (auto* c = as<Grammar::BetweenContext>(context))
    return ast::Between{std::move(subject),          if_any,
                        value(c->from->value()),     value(c->through->value()),
                        c->from->ifAny() != nullptr, c->through->ifAny() != nullptr};
  return timing(context, std::move(subject), if_any);
}

ast::ExprNode Builder::state(Grammar::IsContext* context, ast::ExprPtr subject, bool if_any) {
  const bool negated = context->NOT() != nullptr;
  auto* state = context->state();
  const bool present = as<Grammar::PresentContext>(state) != nullptr;
  if (present || as<Grammar::AbsentContext>(state)) {
    if (if_any) complaints_.report(Message::if_any_of_presence, span_of(context));
    return ast::IsPresent{std::move(subject), negated == present};
  }
  if (auto* c = as<Grammar::SameFieldContext>(state)) {
    ast::Path field;
    field.names.push_back(name(c->name()));
    for (auto* word : c->WORD()) field.names.push_back(name(word));
    const Span span = join(field.names.front().span, field.names.back().span);
    const ast::CompareOp op = negated ? ast::CompareOp::not_equal : ast::CompareOp::equal;
    return ast::Compare{op, std::move(subject), std::make_unique<ast::Expr>(ast::Expr{span, std::move(field)}), if_any,
                        c->ifAny() != nullptr};
  }
  ast::IsOneOf result{std::move(subject), if_any, negated, {}};
  if (as<Grammar::IsThisBenefitContext>(state))
    result.names.push_back({"this benefit", span_of(state)});
  else if (auto* c = as<Grammar::OneOfMembersContext>(state))
    result.names = names(c->memberList()->name());
  else
    result.names.push_back(name(as<Grammar::OneMemberContext>(state)->member()));
  return result;
}

ast::ExprNode Builder::timing(Grammar::JudgementContext* context, ast::ExprPtr subject, bool if_any) {
  const auto timed = [&](ast::TimingKind kind, Grammar::ValueContext* distance, Grammar::OtherSideContext* anchor) {
    return ast::Timing{
        kind, std::move(subject), if_any, distance ? value(distance) : nullptr, value(anchor->value()), anchor->ifAny() != nullptr};
  };
  if (auto* c = as<Grammar::WithinContext>(context)) return timed(ast::TimingKind::within, c->distance, c->anchor);
  if (auto* c = as<Grammar::AtLeastContext>(context)) return timed(ast::TimingKind::at_least, c->distance, c->anchor);
  if (auto* c = as<Grammar::NoLaterThanContext>(context)) return timed(ast::TimingKind::no_later_than, c->distance, c->anchor);
  if (auto* c = as<Grammar::MoreThanContext>(context)) return timed(ast::TimingKind::more_than, c->distance, c->anchor);
  if (auto* c = as<Grammar::OnOrContext>(context))
    return timed(c->BEFORE() ? ast::TimingKind::on_or_before : ast::TimingKind::on_or_after, nullptr, c->anchor);
  if (auto* c = as<Grammar::BeforeContext>(context)) return timed(ast::TimingKind::before, nullptr, c->anchor);
  return timed(ast::TimingKind::after, nullptr, as<Grammar::AfterContext>(context)->anchor);
}

}  // namespace pol::syntax
