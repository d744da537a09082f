// `split`: an amount in whole units shared out among the elements of a list, or among named parties, so that the parts add up to it. Each
// gets what its share comes to, rounded down; what is left goes by one unit each to those with the largest remainders, equal ones in
// their order. Written out here: the model has no split.
#include <algorithm>

#include "check/build.h"
#include "check/quota.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::ArithmeticOp;
using model::CompareOp;
using model::Kind;

}  // namespace

// ---- what all parts share ----

SettledSplit* Typing::split_at(std::size_t index, Span span) {
  const ast::Split& written = *wording_.splits[index];
  const auto [place, added] = splits_.try_emplace(index);
  SettledSplit& split = place->second;
  if (split.open) {
    report(Message::defined_by_itself, span, {written.name.text, written.name.text}).label(written.name.span, "the circle begins here");
    return nullptr;
  }
  if (added) settle_split(index, split);
  return split.good ? &split : nullptr;
}

void Typing::settle_split(std::size_t index, SettledSplit& split) {
  const ast::Split& written = *wording_.splits[index];
  std::vector<Span> calls_around;
  calls_.swap(calls_around);
  split.open = true;
  if (split_amount(written, split)) {
    if (!written.element)
      split.good = split_parties(written, split);
    else if (written.manner == ast::SplitManner::equally)
      split.good = split_equally(written, split);
    else
      split.good = split_elements(written, split);
  }
  split.open = false;
  calls_.swap(calls_around);
}

bool Typing::split_amount(const ast::Split& written, SettledSplit& split) {
  Scope scope;
  const ExprPtr amount = kept({as_value(infer(*written.amount, scope), written.amount->span)}, written.amount->span).expr;
  if (!amount) return false;
  if (amount->type.kind != Kind::money || amount->range.from < 0) {
    report(Message::split_of_what, written.amount->span, {in_words(wording_.policy, amount->type)});
    return false;
  }
  split.amount = shared(written.name.text + " whole", amount);
  return true;
}

// ---- among the elements of a list ----

// Of what `raw_weight` found to lie not too deep.
ExprPtr Typing::summed(const Listed& listed, const ExprPtr& body, Span span) { return sum_listed(listed, body, span).value_or(ExprPtr{}); }

// What an element weighs; 0 where it is none of those that share.
ExprPtr Typing::raw_weight(const ast::Split& written, const SettledSplit& split, ElementId element) {
  Scope scope;
  scope.parameters.emplace(written.element->text, Operand{{}, {}, split.listed.list, element});
  const ExprPtr test = where(written.where, written.span, scope);
  const ExprPtr weight = test ? as_value(infer(*written.weight, scope), written.weight->span) : ExprPtr{};
  if (!weight || !may_stand_in_list(weight, written.weight->span, split.listed.through.size())) return {};
  const bool is_cap = written.manner == ast::SplitManner::equally;
  if (!is_weight(weight) || (is_cap && !(weight->type == split.amount->type))) {
    report(Message::split_weight_of_what, written.weight->span, {in_words(wording_.policy, weight->type)});
    return {};
  }
  const ExprPtr raw = either(test, weight, constant(0, weight->type, written.span), written.span);
  return guarded_inside(raw, element) ? raw : ExprPtr{};
}

// Whether the shares are sure to share out the whole; else the wording must say what holds where they do not.
bool Typing::split_shares_out(const ast::Split& written, const SettledSplit&, const ExprPtr& raw, const ExprPtr&) {
  if (written.otherwise != ast::SplitElse::unsaid) return true;
  if (written.manner == ast::SplitManner::pro_rata && raw->range.from > 0 && !written.where) return true;
  report(Message::split_may_not_add_up, written.weight->span, {written.name.text});
  return false;
}

bool Typing::split_elements(const ast::Split& written, SettledSplit& split) {
  Scope scope;
  const std::optional<Listed> listed = open_list(*written.list, *written.element, scope);
  if (!listed) return false;
  split.listed = *listed;
  const Span span = written.span;
  const ExprPtr raw = raw_weight(written, split, listed->element);
  if (!raw || !split_shares_out(written, split, raw, {})) return false;
  const ExprPtr total = shared(written.name.text + " weights", summed(*listed, raw, span));
  if (!total || !model::is_narrow(total->range)) return !too_wide({raw}, span).failed();
  const ExprPtr whole = constant(whole_of(total->type), total->type, span), zero = constant(0, total->type, span);
  const bool by_share = written.manner == ast::SplitManner::by_share;
  split.fits = shared(written.name.text + " fits",
                      compare(by_share ? CompareOp::equal : CompareOp::less, by_share ? total : zero, by_share ? whole : total, span));
  const Listed each = another(*listed);
  const ExprPtr used = summed(each, weight(written, split, each.element), span);
  split.total =
      shared(written.name.text + " total", arithmetic(ArithmeticOp::larger, used, constant(1, used->type, span), used->type, span));
  const Listed taken = another(*listed);
  const Quota quota(split.amount, weight(written, split, taken.element), split.total, span);
  if (!quota.fits()) return !too_wide({split.amount, raw}, span).failed();
  const ExprPtr given = summed(taken, quota.rounded(RoundingMode::down), span);
  const ExprPtr left = given ? arithmetic(ArithmeticOp::subtract, split.amount, given, split.amount->type, span) : ExprPtr{};
  if (!left) return !too_wide({split.amount}, span).failed();
  split.left = shared(written.name.text + " left", left);
  return true;
}

// The weight that counts: where the weights do not share out the whole, one each, or none.
ExprPtr Typing::weight(const ast::Split& written, SettledSplit& split, ElementId element) {
  const auto found = split.weights.find(element);
  if (found != split.weights.end()) return found->second;
  const Span span = written.span;
  const ExprPtr raw = raw_weight(written, split, element);
  Scope scope;
  scope.parameters.emplace(written.element->text, Operand{{}, {}, split.listed.list, element});
  const ExprPtr test = where(written.where, span, scope);
  ExprPtr otherwise = constant(0, raw->type, span);
  if (written.otherwise == ast::SplitElse::equally) otherwise = one_or_none(test, raw->type, span);
  const ExprPtr counts = written.otherwise == ast::SplitElse::unsaid ? raw : either(split.fits, raw, otherwise, span);
  return split.weights.emplace(element, counts).first->second;
}

// Of those that come before it: a larger remainder, or an equal one earlier in the list.
ExprPtr Typing::part(const ast::Split& written, SettledSplit& split, ElementId element) {
  const auto found = split.parts.find(element);
  if (found != split.parts.end()) return found->second;
  const Span span = written.span;
  const Listed other = another(split.listed);
  const Quota quota(split.amount, weight(written, split, element), split.total, span);
  const Quota quota_of_other(split.amount, weight(written, split, other.element), split.total, span);
  const ExprPtr mine = quota.remainder(), its = quota_of_other.remainder();
  const ExprPtr before = any_of({compare(CompareOp::less, mine, its, span),
                                 all_of({compare(CompareOp::equal, mine, its, span), is_earlier(other, element, span)}, span)},
                                span);
  const ExprPtr rank = summed(other, one_or_none(before, type_of(Kind::integer), span), span);
  const ExprPtr made = part_of_quota(quota, rank, split.left, split.amount, span);
  return split.parts.emplace(element, made).first->second;
}

// Whether `one` stands before the other element, in the order of all lists.
ExprPtr Typing::is_earlier(const Listed& one, ElementId other, Span span) const {
  std::vector<std::pair<FactId, ElementId>> places = one.through;
  places.emplace_back(one.list, one.element);
  ExprPtr earlier = truth(false, span);
  for (std::size_t k = places.size(); k-- > 0; other = model::element_around(wording_.policy, other)) {
    const model::Range range{0, std::int64_t{wording_.policy.facts.at(places[k].first).most} - 1};
    const auto index = [&](ElementId of) { return make(model::ElementIndex{of}, type_of(Kind::integer), range, span); };
    // From the inside out, which is the order in which they count.
    const auto in_order = [&](CompareOp op) { return compare(op, index(places[k].second), index(other), span); };
    earlier = any_of({in_order(CompareOp::less), all_of({in_order(CompareOp::equal), earlier}, span)}, span);
  }
  return earlier;
}

// ---- equally, each up to a cap ----

// All bear the same, and nobody more than its cap. `base` is the highest cap that all can be raised to; those above it share what is then
// left equally, the first of them by one unit more.
bool Typing::split_equally(const ast::Split& written, SettledSplit& split) {
  Scope scope;
  const std::optional<Listed> listed = open_list(*written.list, *written.element, scope);
  if (!listed) return false;
  split.listed = *listed;
  const Span span = written.span;
  const model::Type& money = split.amount->type;
  const auto raised = [&](const ExprPtr& level) {
    const Listed each = another(*listed);
    const ExprPtr cap = raw_weight(written, split, each.element);
    return cap ? summed(each, arithmetic(ArithmeticOp::smaller, cap, level, money, span), span) : ExprPtr{};
  };
  const ExprPtr cap = raw_weight(written, split, listed->element);
  if (!cap || !may_stand_in_list(cap, written.weight->span, 2 * listed->through.size() + 1)) return false;
  const ExprPtr borne = raised(cap);
  if (!borne) return !too_wide({cap}, span).failed();
  const ExprPtr can_be = compare(CompareOp::less_equal, borne, split.amount, span);
  const ExprPtr none_yet = constant(0, money, span);
  const ExprPtr highest = extreme_listed(*listed, {false, listed->list, listed->element, can_be, cap, none_yet}, span);
  if (!highest) return false;
  split.base = shared(written.name.text + " base", highest);
  split.used = shared(written.name.text + " used", raised(split.base));
  const Listed each = another(*listed);
  const ExprPtr higher = compare(CompareOp::less, split.base, raw_weight(written, split, each.element), span);
  split.above = shared(written.name.text + " above", summed(each, one_or_none(higher, type_of(Kind::integer), span), span));
  const ExprPtr left = arithmetic(ArithmeticOp::subtract, split.amount, split.used, money, span);
  const ExprPtr unborne = left ? arithmetic(ArithmeticOp::larger, left, none_yet, money, span) : ExprPtr{};
  if (!unborne) return !too_wide({split.amount, cap}, span).failed();
  split.left = shared(written.name.text + " left", unborne);
  const ExprPtr one = constant(1, type_of(Kind::integer), span);
  split.total = shared(written.name.text + " total", arithmetic(ArithmeticOp::larger, split.above, one, one->type, span));
  const Quota quota(split.left, one, split.total, span);
  if (!quota.fits()) return !too_wide({split.amount, cap}, span).failed();
  split.step = shared(written.name.text + " step", quota.rounded(RoundingMode::down));
  split.fits = shared(written.name.text + " units left", quota.remainder());
  return true;
}

ExprPtr Typing::equal_part(const ast::Split& written, SettledSplit& split, ElementId element) {
  const auto found = split.parts.find(element);
  if (found != split.parts.end()) return found->second;
  const Span span = written.span;
  const model::Type& money = split.amount->type;
  const Listed other = another(split.listed);
  const ExprPtr cap = raw_weight(written, split, element);
  const ExprPtr before = all_of(
      {compare(CompareOp::less, split.base, raw_weight(written, split, other.element), span), is_earlier(other, element, span)}, span);
  const ExprPtr rank = summed(other, one_or_none(before, type_of(Kind::integer), span), span);
  const ExprPtr unit = one_or_none(compare(CompareOp::less, rank, split.fits, span), money, span);
  const ExprPtr level =
      arithmetic(ArithmeticOp::add, split.base, arithmetic(ArithmeticOp::add, split.step, unit, money, span), money, span);
  const ExprPtr made = arithmetic(ArithmeticOp::smaller, cap, level, money, span);
  return split.parts.emplace(element, made).first->second;
}

Operand Typing::part_of(std::size_t index, const std::vector<Operand>& given, Span span) {
  SettledSplit* split = split_at(index, span);
  if (!split) return {};
  const ast::Split& written = *wording_.splits[index];
  const bool of_element =
      given.size() == 1 && split->listed.list != none && given[0].record == split->listed.list && given[0].element != none;
  if (!of_element) {
    const FactId fact = split->listed.list;
    const std::string list = fact == none ? "its list" : wording_.policy.facts.at(fact).path;
    report(Message::split_read_without_element, span, {written.name.text, list}).label(written.name.span, "the split is here");
    return {};
  }
  const bool equally = written.manner == ast::SplitManner::equally;
  const ExprPtr made = equally ? equal_part(written, *split, given[0].element) : part(written, *split, given[0].element);
  return made ? Operand{make(made->node, made->type, made->range, span)} : Operand{};
}

}  // namespace pol::check
