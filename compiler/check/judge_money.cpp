// The lines of a clause that have to do with time and money.
#include <algorithm>
#include <array>
#include <span>

#include "check/build.h"
#include "check/judge.h"
#include "check/lines.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::CompareOp;

// As what a `less` or `leaves` line may take something off.
constexpr std::array<StepEffect, 7> effects_of_less{
    StepEffect::other_insurance, StepEffect::deductible, StepEffect::coinsurance, StepEffect::sublimit,
    StepEffect::limit,           StepEffect::prior_paid, StepEffect::share};

// As what an `up to` line may limit.
constexpr std::array<StepEffect, 3> effects_of_limit{StepEffect::limit, StepEffect::sublimit, StepEffect::aggregate};

std::optional<StepEffect> effect_of(Wording& wording, const ast::Tails& tails, const ast::Line& line,
                                    std::span<const StepEffect> effects = effects_of_less) {
  std::vector<std::string> names;
  for (const StepEffect effect : effects) names.emplace_back(name_of(effect));
  if (!tails.effect) {
    wording.report(Message::less_without_as, line.span, {listed(names)});
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), tails.effect->text);
  if (found != names.end()) return effects[static_cast<std::size_t>(found - names.begin())];
  wording.report_name(Message::misspelt_effect, Message::unknown_effect, *tails.effect, names, {listed(names)});
  return std::nullopt;
}

}  // namespace

// ---- time ----

void Judge::of(const ast::Survival& node, const ast::Line& line) {
  scope_.uses_claimable = false;
  const Operand distance = typing_.distance(*node.distance, scope_);
  const ExprPtr anchor = typing_.value_of(*node.anchor, type_of(model::Kind::date), scope_);
  const ExprPtr death = typing_.value_of(*node.death, type_of(model::Kind::date), scope_);
  const ExprPtr today = typing_.today(line.keyword, scope_);
  if (!distance.expr || !anchor || !death || !today) return;
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
  Draft base = draft(line);
  judged_only_if_claimable(base);
  add(base, {dead, compare(CompareOp::less, death, end, line.span)}, {}, line.span);
  Draft waits = std::move(base);
  waits.role = Role::pends;
  waits.effect = Effect::waits;
  add(std::move(waits), {negation(dead, node.death->span), compare(CompareOp::less, today, end, line.span)}, {}, line.span);
}

void Judge::of(const ast::Waiting& node, const ast::Line& line) {
  scope_.uses_claimable = false;
  const Operand distance = typing_.distance(*node.distance, scope_);
  const ExprPtr anchor = typing_.value_of(*node.anchor, type_of(model::Kind::date), scope_);
  if (!distance.expr || !anchor) return;
  const ExprPtr end = typing_.later_by(anchor, distance, line.span);
  Draft base = draft(line);
  judged_only_if_claimable(base);
  if (end && line_ && line_->event) add(std::move(base), {compare(CompareOp::less, line_->event, end, line.span)}, {}, line.span);
}

void Judge::of(const ast::Pends& node, const ast::Line& line) {
  scope_.uses_claimable = false;
  const ExprPtr until = typing_.value_of(*node.until, type_of(model::Kind::date), scope_);
  const ExprPtr today = typing_.today(line.keyword, scope_);
  if (!until || !today) return;
  Draft waits = draft(line);
  judged_only_if_claimable(waits);
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

model::Type Judge::money_type() const {
  model::Type type = type_of(model::Kind::money);
  type.currency = wording_.policy.currency;
  type.decimals = wording_.policy.decimals;
  return type;
}

ExprPtr Judge::amount(const ast::Expr& expr) { return typing_.value_of(expr, money_type(), scope_); }

// What is taken off, or left as a limit: below 0 it would add to what is paid.
ExprPtr Judge::floored(const ast::Expr& expr) {
  const ExprPtr taken = amount(expr);
  if (!taken || taken->range.from >= 0) return taken;
  wording_.report(Message::may_be_negative, expr.span, {wording_.policy.currency});
  return {};
}

// Nothing, and said so, where the line may not take money here.
std::optional<Taking> Judge::taking(const ast::Line& line, const ast::Tails& tails, std::optional<StepEffect> effect) {
  Taking taking{none, effect.value_or(StepEffect::share), truth(true, line.span), {}, line.span};
  if (clause_.kind != ast::ClauseKind::benefit && !in_turn_ &&
      !scope_.amount) {  // that is said below, and `amount` means something once it has one
    scope_.amount = make(model::Constant{0}, money_type(), {0, largest_amount}, line.span);
  }
  std::vector<ExprPtr> parts = when_;
  if (tails.when) parts.push_back(test(*tails.when));
  if (parts.empty() || parts.back()) {
    taking.when = all_of(parts, line.span);
    scope_.demanded.merge(guards_.implied(*taking.when, true));
  }
  const bool is_benefit = clause_.kind == ast::ClauseKind::benefit;
  const std::optional<NumberId> number = step_number(line);
  if (is_benefit && waterfall_.is_open()) {
    wording_.report(Message::pays_comes_first, line.keyword, {std::string(keyword_of(line.node))});
    return std::nullopt;
  }
  if (!is_benefit && !in_turn_) {
    wording_.report(Message::money_without_a_turn, line.keyword, {clause_.name.text})
        .label(wording_.header->name.span, "the heading is here");
    return std::nullopt;
  }
  if (!effect || !number || (!parts.empty() && !parts.back())) return std::nullopt;
  taking.number = *number;
  taking.silent = tails.without.has_value();
  taking.sure = is_benefit ? known_of_paid_ : around_;
  return taking;
}

// What lines above demanded without declining is asked for again: where it is absent, this line takes nothing.
void Judge::behind_its_guards(Taking& taking, const ExprPtr& amount) {
  GuardSet guards;
  for (const ExprPtr& expr : {taking.when, amount}) {
    for (const Need& need : guards_.needs(*expr)) {
      if (!taking.sure.contains(need.guard) && known_.contains(need.guard)) guards.insert(need.guard);
    }
  }
  std::vector<ExprPtr> parts{guards_.tests(guards, taking.span), taking.when};
  if (std::exchange(scope_.uses_claimable, false) && line_ && line_->claimable_present)
    parts.insert(parts.begin(), line_->claimable_present);
  taking.when = all_of(parts, taking.span);
}

// What a benefit pays cannot be left unjudged.
bool Judge::pays_always(Span span) {
  const bool may_be_absent = std::exchange(scope_.uses_claimable, false) && line_->claimable_present;
  if (may_be_absent) wording_.report(Message::pays_by_claimable, span);
  return !may_be_absent;
}

void Judge::of(const ast::Pays& node, const ast::Line& line) {
  scope_.uses_claimable = false;
  const ExprPtr when = node.tails.when ? test(*node.tails.when) : ExprPtr{};
  if (when) scope_.demanded.merge(guards_.implied(*when, true));
  scope_.uses_claimable = false;
  const ExprPtr paid = amount(*node.amount);
  const bool good = check_tails(wording_, node.tails, {.when = true, .without = true}, line) & pays_always(node.amount->span);
  const std::optional<NumberId> number = step_number(line);
  if (!waterfall_.may_pay_again())
    wording_.report(Message::second_pays, line.span);
  else if (waterfall_.is_open() && good && paid && number && (when || !node.tails.when))
    waterfall_.pays({*number, when, line.span, node.tails.without.has_value()}, paid, known_of_paid_);
  else
    waterfall_.give_up(node.tails.when != nullptr);
}

void Judge::of(const ast::Less& node, const ast::Line& line) {
  const bool good = check_tails(wording_, node.tails, {.when = true, .effect = true, .without = true}, line);
  std::optional<Taking> taking = this->taking(line, node.tails, effect_of(wording_, node.tails, line));
  scope_.uses_claimable = false;
  const ExprPtr taken = floored(*node.amount);
  if (!good || !taking || !taken || !money_) return;
  behind_its_guards(*taking, taken);
  money_->less(*taking, taken);
}

void Judge::of(const ast::Leaves& node, const ast::Line& line) {
  const bool good = check_tails(wording_, node.tails, {.when = true, .effect = true, .without = true}, line);
  std::optional<Taking> taking =
      this->taking(line, node.tails, node.tails.effect ? effect_of(wording_, node.tails, line) : StepEffect::share);
  scope_.uses_claimable = false;
  const ExprPtr left = floored(*node.amount);
  if (!good || !taking || !left || !money_ || money_->is_broken()) return;
  if (left->range.from > money_->running(line.span)->range.to) {
    wording_.report(Message::leaves_more, node.amount->span);
    return;
  }
  behind_its_guards(*taking, left);
  money_->leaves(*taking, left);
}

// How far a limit goes; a cell of a table may say that there is none.
std::optional<Allowance> Judge::allowance(const ast::Expr& expr) {
  Operand found = typing_.maybe_of(expr, money_type(), scope_);
  if (!Typing::may_limit_nothing(found)) found.expr = floored(expr);
  if (!found.expr) return std::nullopt;
  return Allowance{found.expr, found.present, {}, {}};
}

void Judge::of(const ast::UpTo& node, const ast::Line& line) {
  const bool good = check_tails(wording_, node.tails, {.when = true, .effect = true}, line);
  std::optional<Taking> taking =
      this->taking(line, node.tails, node.tails.effect ? effect_of(wording_, node.tails, line, effects_of_limit) : StepEffect::limit);
  scope_.uses_claimable = false;
  std::optional<Allowance> allowance = this->allowance(*node.amount);
  if (node.per == ast::Per::item) {
    wording_.report(Message::per_item_without_items, line.span);
    return;
  }
  if (!good || !taking || !allowance || !money_) return;
  behind_its_guards(*taking, allowance->amount);
  allowance->used_by = {line_->benefit};
  if (node.per == ast::Per::event) allowance->event = line_->event;
  if (node.per == ast::Per::certificate || line_->event) money_->limit(*taking, *allowance);
}

}  // namespace pol::check
