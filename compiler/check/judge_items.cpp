// `pays each e in L { ... }`: a benefit in small for each item. What drops an item is a ground of its own; the amount is the sum of what
// the others count for.
#include <algorithm>
#include <map>

#include "check/build.h"
#include "check/judge.h"
#include "check/lines.h"

namespace pol::check {

namespace {

bool is_of_items(const ast::LineNode& node) {
  return std::holds_alternative<ast::Requires>(node) || std::holds_alternative<ast::Excludes>(node) ||
         std::holds_alternative<ast::AllUnless>(node) || std::holds_alternative<ast::Counts>(node) ||
         std::holds_alternative<ast::UpTo>(node);
}

const ast::Line* counts_without_reason(const ast::PaysEach& node) {
  const auto found = std::find_if(node.lines.begin(), node.lines.end(), [](const ast::Line& line) {
    const auto* counts = std::get_if<ast::Counts>(&line.node);
    return counts && counts->tails.without;
  });
  return found == node.lines.end() ? nullptr : &*found;
}

}  // namespace

void Judge::of(const ast::PaysEach& node, const ast::Line& line) {
  const std::optional<NumberId> number = step_number(line);
  if (!waterfall_.is_empty()) {
    wording_.report(Message::second_pays, line.span);
    return;
  }
  const std::map<std::string, Operand> names = scope_.parameters;
  const std::optional<Listed> listed = typing_.open_list(*node.list, node.element, scope_);
  ExprPtr explained;
  std::vector<ItemLimit> limits;
  const ExprPtr amount = listed ? items(node, *listed, explained, limits) : ExprPtr{};
  scope_.parameters = names;
  if (!amount || !number) return waterfall_.give_up();
  waterfall_.pays({*number, {}, line.span, false, explained}, amount, known_of_paid_);
  for (const ItemLimit& limit : limits) waterfall_.limited_items(limit);
}

// `explained`: that none of them counts, where this is no reason of its own: the lines say it that drop them, or ask for one that counts.
ExprPtr Judge::items(const ast::PaysEach& node, const Listed& listed, ExprPtr& explained, std::vector<ItemLimit>& limits) {
  const GuardSet known = known_;
  const GuardSet known_of_paid = known_of_paid_;
  const ExprPtr dropped = this->dropped(item_drafts(node), listed, node.list->span);
  const ExprPtr amount = dropped ? counted(node, listed, dropped, limits) : ExprPtr{};
  const Span span = node.list->span;
  const ast::Line* without_reason = counts_without_reason(node);
  if (amount && without_reason && line_) judging_.items_without_reason.emplace(line_->benefit, std::pair{listed.list, without_reason});
  if (amount && without_reason) explained = typing_.any_listed(listed, negation(dropped, span), span);
  if (explained) explained = negation(explained, span);
  known_ = known;
  known_of_paid_ = known_of_paid;
  if (!amount || !typing_.may_stand_in_list(amount, node.list->span)) return {};
  const std::optional<ExprPtr> sum = typing_.sum_listed(listed, amount, node.list->span);
  if (!sum) return {};
  if (*sum && model::is_narrow((*sum)->range)) return *sum;
  wording_.report(Message::too_wide, node.list->span, {wording_.policy.facts.at(listed.list).path});
  return {};
}

// What drops an item; what it demands without exception is known for the lines behind.
std::vector<Draft> Judge::item_drafts(const ast::PaysEach& node) {
  std::vector<Draft> outside = std::exchange(drafts_, {});
  for (const ast::Line& line : node.lines) item_line(line);
  return std::exchange(drafts_, std::move(outside));
}

void Judge::item_line(const ast::Line& line) {
  demanded_for(line);
  if (!is_of_items(line.node)) {
    wording_.report(Message::line_not_of_an_item, line.keyword, {std::string(keyword_of(line.node))});
    return;
  }
  const auto* requires_line = std::get_if<ast::Requires>(&line.node);
  if (requires_line) {
    if (!check_tails(wording_, requires_line->tails, {.when = true, .unless = true, .effect = true}, line)) return;
    of(*requires_line, line);
  } else if (const auto* excludes = std::get_if<ast::Excludes>(&line.node)) {
    of(*excludes, line);
  } else if (const auto* all_unless = std::get_if<ast::AllUnless>(&line.node)) {
    of(*all_unless, line);
  }
}

// The draft as one condition, with the guards of what it reads.
ExprPtr Judge::closed(const Draft& draft) {
  const ExprPtr whole = all_of(draft.parts, draft.span);
  GuardSet guards;
  for (const Need& need : guards_.needs(*whole)) {
    if (draft.known.contains(need.guard))
      guards.insert(need.guard);
    else
      judging_.note(need, line_->benefit);
  }
  return all_of({guards_.tests(guards, draft.span), whole}, draft.span);
}

// One ground for each number and effect: which of its conditions dropped which item is not told apart.
ExprPtr Judge::dropped(std::vector<Draft> drafts, const Listed& listed, Span span) {
  std::map<std::pair<NumberId, Effect>, std::pair<const Draft*, std::vector<ExprPtr>>> by_number;
  std::vector<ExprPtr> all;
  for (const Draft& draft : drafts) {
    const ExprPtr condition = closed(draft);
    if (!typing_.may_stand_in_list(condition, draft.span)) return {};
    all.push_back(condition);
    for (const NumberId number : draft.numbers) {
      auto& [first, conditions] = by_number[{number, draft.effect}];
      if (!first) first = &draft;
      conditions.push_back(condition);
    }
  }
  for (const auto& [key, entry] : by_number) {
    drop_ground(*entry.first, key.first, any_of(entry.second, entry.first->span), listed);
  }
  return any_of(all, span);
}

void Judge::drop_ground(const Draft& draft, NumberId number, const ExprPtr& condition, const Listed& listed) {
  Draft ground;
  ground.numbers = {number};
  ground.effect = draft.effect;
  ground.role = Role::drops;
  ground.known = known_;
  ground.place = draft.place;
  ground.span = draft.span;
  // Beside an item that is dropped another may be open under the same clause: so that is a ground of its own, which never holds.
  for (const ExprPtr& of_item : {condition, all_of({condition, negation(condition, draft.span)}, draft.span)}) {
    const ExprPtr any = typing_.any_listed(listed, of_item, draft.span);
    if (!any) return;
    ground.parts = {any};
    drafts_.push_back(ground);
  }
}

// What one item comes to: nothing where it is dropped.
ExprPtr Judge::counted(const ast::PaysEach& node, const Listed& listed, const ExprPtr& dropped, std::vector<ItemLimit>& limits) {
  const ast::Line* first = nullptr;
  ExprPtr amount;
  scope_.demanded = known_;  // an item that does not meet it is dropped
  for (const ast::Line& line : node.lines) {
    const auto* counts = std::get_if<ast::Counts>(&line.node);
    if (!counts) continue;
    if (first) wording_.report(Message::second_counts, line.span).label(first->span, "the first one");
    if (first || !check_tails(wording_, counts->tails, {.without = true}, line)) return {};
    first = &line;
    scope_.uses_claimable = false;
    amount = floored(*counts->amount);
  }
  if (!first) wording_.report(Message::no_counts, node.element.span, {node.element.text});
  for (const ast::Line& line : node.lines) {
    if (amount && std::holds_alternative<ast::UpTo>(line.node)) amount = limited(line, amount, dropped, listed, limits);
  }
  if (!amount || !pays_always(first->span)) return {};
  GuardSet guards;
  const ExprPtr zero = constant(0, amount->type, first->span);
  const ExprPtr paid = either(dropped, zero, amount, first->span);
  for (const Need& need : guards_.needs(*paid)) {
    if (need.guard.element != listed.element) continue;  // the others are asked for where the sum is read
    if (known_.contains(need.guard))
      guards.insert(need.guard);
    else
      judging_.note(need, line_->benefit);
  }
  return either(guards_.tests(guards, first->span), paid, zero, first->span);
}

// `up to X per item`; an item that it cuts gives a reason as one that is dropped does.
ExprPtr Judge::limited(const ast::Line& line, const ExprPtr& counted, const ExprPtr& dropped, const Listed& listed,
                       std::vector<ItemLimit>& limits) {
  const auto& up_to = std::get<ast::UpTo>(line.node);
  const bool good = check_tails(wording_, up_to.tails, {}, line);
  if (up_to.per != ast::Per::item) wording_.report(Message::item_limit_without_per_item, line.span);
  const std::optional<Allowance> limit = allowance(*up_to.amount);
  if (!good || !limit || up_to.per != ast::Per::item) return {};
  const ExprPtr present = limit->present ? limit->present : truth(true, line.span);
  const ExprPtr smaller = arithmetic(model::ArithmeticOp::smaller, counted, limit->amount, counted->type, line.span);
  Draft cut = draft(line);
  cut.effect = Effect::limits;
  cut.parts = {negation(dropped, line.span), present, compare(model::CompareOp::less, limit->amount, counted, line.span)};
  const ExprPtr condition = closed(cut);
  if (!typing_.may_stand_in_list(condition, line.span)) return {};
  for (const NumberId number : cut.numbers) drop_ground(cut, number, condition, listed);
  const ExprPtr none_cut = constant(-1, limit->amount->type, line.span);
  const ExprPtr least = typing_.extreme_listed(listed, {true, listed.list, listed.element, condition, limit->amount, none_cut}, line.span);
  if (!least) return {};
  limits.push_back({cut.numbers.front(), least, line.span});
  return either(present, smaller, counted, line.span);
}

}  // namespace pol::check
