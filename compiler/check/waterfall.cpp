// The running amount: what each step leaves, and the ground that nothing is left.
#include <stdexcept>

#include "check/build.h"
#include "check/judge.h"

namespace pol::check {

namespace {

using model::CompareOp;

ExprPtr none_of(const ExprPtr& amount, Span span) { return compare(CompareOp::less_equal, amount, constant(0, amount->type, span), span); }

}  // namespace

ExprPtr Waterfall::running(Span span) const {
  const model::Expr& after = *steps_.back().after;
  return make(model::StepAmount{static_cast<std::uint32_t>(steps_.size() - 1)}, after.type, after.range, span);
}

// Amounts of absent records mean nothing; so a line that pays must have made sure that they are there.
GuardSet Waterfall::read(const ExprPtr& expr, const GuardSet& known, BenefitId benefit) {
  GuardSet guards;
  for (const Need& need : judging_.guards.needs(*expr)) {
    if (known.contains(need.guard))
      guards.insert(need.guard);
    else
      judging_.note(need, benefit);
  }
  read_.insert(guards.begin(), guards.end());
  return guards;
}

// No amount here is below 0 and none beyond 64 bits, nor can be the difference of two of them; so there always is one.
void Waterfall::step(model::Step step, const ExprPtr& after) {
  if (!after) throw std::logic_error("a running amount left 64 bits");
  step.after = after;
  steps_.push_back(std::move(step));
}

void Waterfall::nothing_left(NumberId number, Effect effect, const GuardSet& read, std::vector<ExprPtr> parts, Span span) {
  parts.insert(parts.begin(), judging_.guards.tests(read, span));
  Draft draft;
  draft.numbers = {number};
  draft.effect = effect;
  draft.parts = std::move(parts);
  draft.place = span;
  draft.span = span;
  drafts_.push_back(std::move(draft));
}

void Waterfall::pays(NumberId number, const ExprPtr& amount, const GuardSet& known, BenefitId benefit, Span span) {
  begun_ = true;
  read(amount, known, benefit);
  step({number, StepEffect::benefit, Effect::requires_it, {}, {}, span}, not_negative(amount, span));
  nothing_left(number, Effect::requires_it, read_, {none_of(running(span), span)}, span);
}

void Waterfall::less(NumberId number, const ExprPtr& amount, const ExprPtr& when, StepEffect effect, const GuardSet& known,
                     BenefitId benefit, Span span) {
  if (steps_.empty()) return;
  const ExprPtr before = running(span);
  const ExprPtr rest = arithmetic(model::ArithmeticOp::subtract, before, amount, before->type, span);
  const ExprPtr left = rest ? not_negative(rest, span) : ExprPtr{};
  const ExprPtr after = left ? either(when, left, before, span) : ExprPtr{};
  if (after) read(after, known, benefit);
  const Effect reason = effect == StepEffect::prior_paid ? Effect::prior_paid : Effect::limits;
  step({number, effect, reason, {}, {}, span}, after);
  nothing_left(number, reason, read_, {when, none_of(running(span), span), negation(proved(none_of(before, span), span), span)}, span);
}

void Waterfall::limit(NumberId number, const ExprPtr& limit, const std::vector<BenefitId>& used_by, StepEffect effect,
                      const GuardSet& known, BenefitId benefit, Span span) {
  if (steps_.empty()) return;
  const GuardSet guards = read(limit, known, benefit);  // what the limit leaves does not depend on the amount before
  const ExprPtr before = running(span);
  const ExprPtr used = make(model::HistoryAmount{used_by}, limit->type, any_history, span);
  const ExprPtr rest = arithmetic(model::ArithmeticOp::subtract, limit, used, limit->type, span);
  const ExprPtr left = rest ? not_negative(rest, span) : ExprPtr{};
  const ExprPtr after = left ? arithmetic(model::ArithmeticOp::smaller, before, left, before->type, span) : ExprPtr{};
  step({number, effect, Effect::limits, {}, model::LimitUse{limit, used}, span}, after);
  nothing_left(number, Effect::limits, guards, {none_of(left, span)}, span);
}

}  // namespace pol::check
