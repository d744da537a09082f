// The running amount: what each step leaves, and the ground that nothing is left.
#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include "check/build.h"
#include "check/judge.h"

namespace pol::check {

namespace {

using model::ArithmeticOp;
using model::CompareOp;

ExprPtr none_of(const ExprPtr& amount, Span span) { return compare(CompareOp::less_equal, amount, constant(0, amount->type, span), span); }

bool reads_amount(const model::Expr& expr, std::unordered_set<const model::Expr*>& seen) {
  if (std::holds_alternative<model::StepAmount>(expr.node)) return true;
  if (!seen.insert(&expr).second) return false;
  const std::vector<ExprPtr> operands = operands_of(expr);
  return std::any_of(operands.begin(), operands.end(), [&](const ExprPtr& operand) { return reads_amount(*operand, seen); });
}

Effect reason_of(StepEffect effect) { return effect == StepEffect::prior_paid ? Effect::prior_paid : Effect::limits; }

}  // namespace

bool reads_amount(const ExprPtr& expr) {
  std::unordered_set<const model::Expr*> seen;
  return reads_amount(*expr, seen);
}

ExprPtr Waterfall::running(Span span) const {
  const model::Expr& after = *steps_.back().after;
  return make(model::StepAmount{static_cast<std::uint32_t>(steps_.size() - 1)}, after.type, after.range, span);
}

// Amounts of absent records mean nothing; so a line that pays must have made sure that they are there.
GuardSet Waterfall::read(const ExprPtr& expr, const GuardSet& sure) {
  GuardSet guards;
  for (const Need& need : judging_.guards.needs(*expr)) {
    if (sure.contains(need.guard))
      guards.insert(need.guard);
    else
      judging_.note(need, benefit_);
  }
  read_.insert(guards.begin(), guards.end());
  return guards;
}

// No amount here is below 0 and none beyond 64 bits, nor can be the difference of two of them; so there always is one.
void Waterfall::step(model::Step step, const ExprPtr& after) {
  if (!after) throw std::logic_error("a running amount left 64 bits");
  // Of a line that follows a verdict the amount is asked for while it is open whether a record that it reads has to be there.
  const ExprPtr nothing = constant(0, after->type, step.span);
  step.after = nothing_where_absent_ ? either(judging_.guards.tests(read_, step.span), after, nothing, step.span) : after;
  steps_.push_back(std::move(step));
}

void Waterfall::nothing_left(NumberId number, Effect effect, const GuardSet& read, std::vector<ExprPtr> parts, Span span, bool silent) {
  parts.insert(parts.begin(), judging_.guards.tests(read, span));
  Draft draft;
  draft.numbers = {number};
  draft.effect = effect;
  draft.parts = std::move(parts);
  draft.place = span;
  draft.span = span;
  draft.silent = silent;
  drafts_.push_back(std::move(draft));
}

void Waterfall::give_up(bool goes_on) {
  begun_ = true;
  goes_on_ = goes_on;
  elsewhere_ = {};
  steps_.clear();
}

void Waterfall::pays(const Paying& paying, const ExprPtr& amount, const GuardSet& sure) {
  const Span span = paying.span;
  const ExprPtr& when = paying.when;
  if (begun_ && is_broken()) return;
  const ExprPtr here = begun_ ? elsewhere_ : truth(true, span);
  const ExprPtr applies = when ? all_of({here, when}, span) : here;
  const ExprPtr before = begun_ ? running(span) : constant(0, amount->type, span);
  const ExprPtr after = either(applies, not_negative(amount, span), before, span);
  begun_ = true;
  elsewhere_ = when ? all_of({here, negation(when, span)}, span) : ExprPtr{};
  read(after, sure);
  step({paying.number, StepEffect::benefit, Effect::requires_it, {}, {}, span, paying.silent}, after);
  // The last one also where it is open which one counts, and none of them pays.
  const ExprPtr reason = when ? applies : negation(any_of(known_elsewhere_, span), span);
  known_elsewhere_.push_back(proved(applies, span));
  std::vector<ExprPtr> parts{none_of(running(span), span)};
  if (!is_constant(reason, 1)) parts.insert(parts.begin(), reason);
  nothing_left(paying.number, Effect::requires_it, read_, parts, span, paying.silent || paying.explained);
  if (!paying.explained) return;
  parts.push_back(negation(proved(paying.explained, span), span));
  nothing_left(paying.number, Effect::requires_it, read_, std::move(parts), span);
}

void Waterfall::less(const Taking& taking, const ExprPtr& amount) {
  if (is_broken()) return;
  const ExprPtr before = running(taking.span);
  const ExprPtr rest = arithmetic(ArithmeticOp::subtract, before, amount, before->type, taking.span);
  taken(taking, before, rest ? not_negative(rest, taking.span) : ExprPtr{});
}

// What is left is never more than there was.
void Waterfall::leaves(const Taking& taking, const ExprPtr& amount) {
  if (is_broken()) return;
  const ExprPtr before = running(taking.span);
  const bool is_less = amount->range.to <= before->range.from;
  taken(taking, before, is_less ? amount : arithmetic(ArithmeticOp::smaller, before, amount, before->type, taking.span));
}

void Waterfall::taken(const Taking& taking, const ExprPtr& before, const ExprPtr& left) {
  const Span span = taking.span;
  const ExprPtr after = left ? either(taking.when, left, before, span) : ExprPtr{};
  if (after) read(after, taking.sure);
  const Effect reason = reason_of(taking.effect);
  step({taking.number, taking.effect, reason, {}, {}, span, taking.silent}, after);
  nothing_left(taking.number, reason, read_,
               {taking.when, none_of(running(span), span), negation(proved(none_of(before, span), span), span)}, span);
}

void Waterfall::limit(const Taking& taking, const Allowance& allowance) {
  if (is_broken()) return;
  const Span span = taking.span;
  const ExprPtr& limit = allowance.amount;
  const ExprPtr applies = all_of({taking.when, allowance.present ? allowance.present : truth(true, span)}, span);
  const ExprPtr before = running(span);
  const ExprPtr used = make(model::HistoryAmount{allowance.used_by, allowance.event}, limit->type, any_history, span);
  const ExprPtr rest = arithmetic(ArithmeticOp::subtract, limit, used, limit->type, span);
  const ExprPtr left = rest ? not_negative(rest, span) : ExprPtr{};
  // What the limit leaves does not depend on the amount before.
  const GuardSet guards = left ? read(either(applies, left, constant(0, limit->type, span), span), taking.sure) : GuardSet{};
  const ExprPtr smaller = left ? arithmetic(ArithmeticOp::smaller, before, left, before->type, span) : ExprPtr{};
  const ExprPtr after = smaller ? either(applies, smaller, before, span) : ExprPtr{};
  // Where there is no limit, or it is not asked for, or what it is asked of is absent, it is below 0.
  const ExprPtr touches = all_of({judging_.guards.tests(guards, span), applies}, span);
  const model::LimitUse use{either(touches, limit, constant(-1, limit->type, span), span), used};
  step({taking.number, taking.effect, Effect::limits, {}, use, span}, after);
  nothing_left(taking.number, Effect::limits, guards, {applies, none_of(left, span)}, span);
}

// What it took is gone from the amount before; here it is only told.
void Waterfall::limited_items(const ItemLimit& limit) {
  if (is_broken()) return;
  const model::LimitUse use{limit.least, constant(0, limit.least->type, limit.span), true};
  step({limit.number, StepEffect::limit, Effect::limits, {}, use, limit.span}, running(limit.span));
}

}  // namespace pol::check
