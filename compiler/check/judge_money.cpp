// The lines of a clause that have to do with time and money.
#include <algorithm>
#include <array>

#include "check/build.h"
#include "check/judge.h"
#include "check/lines.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::CompareOp;

// What may take something off by a `less` line.
constexpr std::array<StepEffect, 7> effects_of_less{
    StepEffect::other_insurance, StepEffect::deductible, StepEffect::coinsurance, StepEffect::sublimit,
    StepEffect::limit,           StepEffect::prior_paid, StepEffect::share};

std::optional<StepEffect> effect_of_less(Wording& wording, const ast::Less& node, const ast::Line& line) {
  std::vector<std::string> names;
  for (const StepEffect effect : effects_of_less) names.emplace_back(name_of(effect));
  if (!node.tails.effect) {
    wording.report(Message::less_without_as, line.span, {listed(names)});
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), node.tails.effect->text);
  if (found != names.end()) return effects_of_less[static_cast<std::size_t>(found - names.begin())];
  wording.report_name(Message::misspelt_effect, Message::unknown_effect, *node.tails.effect, names, {listed(names)});
  return std::nullopt;
}

}  // namespace

// ---- time ----

void Judge::of(const ast::Survival& node, const ast::Line& line) {
  const ExprPtr distance = typing_.distance(*node.distance, scope_);
  const ExprPtr anchor = typing_.value_of(*node.anchor, type_of(model::Kind::date), scope_);
  const ExprPtr death = typing_.value_of(*node.death, type_of(model::Kind::date), scope_);
  const ExprPtr today = typing_.today(line.keyword);
  if (!distance || !anchor || !death || !today) return;
  GuardSet guards;
  for (const Need& need : guards_.needs(*death)) {
    if (!about_.contains(need.guard)) guards.insert(need.guard);
  }
  if (guards.empty()) {
    wording_.report(Message::death_never_absent, node.death->span);
    return;
  }
  const ExprPtr end = typing_.later_by(anchor, distance, line.span);
  if (!end) return;
  const ExprPtr dead = guards_.tests(guards, node.death->span);
  add(draft(line), {dead, compare(CompareOp::less, death, end, line.span)}, {}, line.span);
  Draft waits = draft(line);
  waits.role = Role::pends;
  waits.effect = Effect::waits;
  add(std::move(waits), {negation(dead, node.death->span), compare(CompareOp::less, today, end, line.span)}, {}, line.span);
}

void Judge::of(const ast::Waiting& node, const ast::Line& line) {
  const ExprPtr distance = typing_.distance(*node.distance, scope_);
  const ExprPtr anchor = typing_.value_of(*node.anchor, type_of(model::Kind::date), scope_);
  if (!distance || !anchor) return;
  const ExprPtr end = typing_.later_by(anchor, distance, line.span);
  if (end && line_ && line_->event) add(draft(line), {compare(CompareOp::less, line_->event, end, line.span)}, {}, line.span);
}

void Judge::of(const ast::Pends& node, const ast::Line& line) {
  const ExprPtr until = typing_.value_of(*node.until, type_of(model::Kind::date), scope_);
  const ExprPtr today = typing_.today(line.keyword);
  if (!until || !today) return;
  Draft waits = draft(line);
  waits.role = Role::pends;
  waits.effect = Effect::waits;
  add(std::move(waits), {compare(CompareOp::less, today, until, line.span)}, {}, line.span);
}

// ---- money ----

std::optional<NumberId> Judge::step_number(const ast::Line& line) {
  if (line.numbers.size() <= 1) return numbers(line).front();
  wording_.report(Message::one_number_only, line.numbers[1].span);
  return std::nullopt;
}

ExprPtr Judge::amount(const ast::Expr& expr) {
  model::Type type = type_of(model::Kind::money);
  type.currency = wording_.policy.currency;
  return typing_.value_of(expr, type, scope_);
}

// What is taken off, or left as a limit: below 0 it would add to what is paid.
ExprPtr Judge::floored(const ast::Expr& expr) {
  const ExprPtr taken = amount(expr);
  if (!taken || taken->range.from >= 0) return taken;
  wording_.report(Message::may_be_negative, expr.span, {wording_.policy.currency});
  return {};
}

void Judge::of(const ast::Pays& node, const ast::Line& line) {
  const bool good = check_tails(wording_, node.tails, {}, line);
  const ExprPtr paid = amount(*node.amount);
  const std::optional<NumberId> number = step_number(line);
  if (!waterfall_.is_empty())
    wording_.report(Message::second_pays, line.span);
  else if (good && paid && number)
    waterfall_.pays(*number, paid, known_of_paid_, line_->benefit, line.span);
  else
    waterfall_.give_up();
}

void Judge::of(const ast::Less& node, const ast::Line& line) {
  const bool good = check_tails(wording_, node.tails, {.when = true, .effect = true}, line);
  const ExprPtr taken = floored(*node.amount);
  const ExprPtr when = node.tails.when ? typing_.test(*node.tails.when, scope_) : truth(true, line.span);
  const std::optional<StepEffect> effect = effect_of_less(wording_, node, line);
  const std::optional<NumberId> number = step_number(line);
  if (waterfall_.is_empty())
    wording_.report(Message::pays_comes_first, line.keyword, {std::string(keyword_of(line.node))});
  else if (good && taken && when && effect && number)
    waterfall_.less(*number, taken, when, *effect, known_of_paid_, line_->benefit, line.span);
}

void Judge::of(const ast::UpTo& node, const ast::Line& line) {
  const bool good = check_tails(wording_, node.tails, {}, line);
  const ExprPtr limit = floored(*node.amount);
  const std::optional<NumberId> number = step_number(line);
  if (waterfall_.is_empty())
    wording_.report(Message::pays_comes_first, line.keyword, {std::string(keyword_of(line.node))});
  else if (good && limit && number)
    waterfall_.limit(*number, limit, {line_->benefit}, StepEffect::limit, known_of_paid_, line_->benefit, line.span);
}

}  // namespace pol::check
