#include "check/demands.h"

#include <algorithm>
#include <optional>

#include "check/build.h"

namespace pol::check {

namespace {

using model::ExprPtr;

// Of no element of a list: of those one may be this and another that.
std::optional<model::FactId> fact_of(const ExprPtr& expr) {
  const auto* value = std::get_if<model::FactValue>(&expr->node);
  if (!value || value->element != model::none) return std::nullopt;
  return value->fact;
}

void join(std::vector<Span>& into, const std::vector<Span>& more) { into.insert(into.end(), more.begin(), more.end()); }

std::vector<Span> in_order(std::vector<Span> spans) {
  std::erase_if(spans, [](Span span) { return span.end <= span.begin; });
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  spans.erase(std::unique(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin == b.begin; }), spans.end());
  return spans;
}

}  // namespace

void Demands::assume(model::FactId fact, std::size_t place) {
  std::vector<bool> possible(policy_.enums.at(policy_.facts.at(fact).type.enum_id).cases.size());
  possible.at(place) = true;
  cases_[fact] = {std::move(possible), {}};
  bounds_.assume(fact, place);
}

std::vector<Span> Demands::contradiction() {
  for (bool more = true; more && broken_.empty();) {
    more = false;
    for (std::size_t k = 0; k < alternatives_.size() && broken_.empty(); ++k) {
      Alternatives each = alternatives_[k];  // what follows may add others
      if (each.any.empty() || !follow(each)) continue;
      alternatives_[k].any.clear();
      more = true;
    }
  }
  return broken_.empty() ? bounds_.contradiction() : in_order(broken_);
}

// Whether it is done with: one of them holds anyway, or what is left of them was demanded.
bool Demands::follow(Alternatives& alternatives) {
  const Wanted* left = nullptr;
  Spans why = alternatives.why;
  for (const Wanted& each : alternatives.any) {
    Spans because;
    const Truth truth = of(each.condition, because);
    if (truth == Truth::open) {
      if (left != nullptr) return false;
      left = &each;
    } else if ((truth == Truth::yes) == each.value) {
      return true;
    } else {
      join(why, because);
    }
  }
  if (left == nullptr)
    break_by(why, {});
  else
    settle(left->condition, left->value, why);
  return true;
}

void Demands::break_by(Spans first, const Spans& second) {
  if (!broken_.empty()) return;
  join(first, second);
  broken_ = std::move(first);
}

Demands of_valid_records(const model::Policy& policy) {
  Demands valid(policy);
  for (const model::Question& question : policy.questions) {
    if (!model::asks_for_lines(question)) continue;
    for (const model::Ground& ground : question.grounds) {
      if (ground.role == model::Role::breaks) valid.hold(ground.condition, false, ground.span);
    }
  }
  return valid;
}

Demands to_pay(const model::Line& line, Demands demands) {
  for (const model::Ground& ground : line.grounds) {
    if (ground.role == model::Role::declines) demands.hold(ground.condition, false, ground.span);
  }
  return demands;
}

// ---- what a demand says ----

void Demands::settle(const ExprPtr& expr, bool wanted, const Spans& why) {
  if (const auto* constant = std::get_if<model::Constant>(&expr->node)) {
    if ((constant->value != 0) != wanted) break_by(why, {});
  } else if (const auto* definition = std::get_if<model::Definition>(&expr->node)) {
    settle(policy_.definitions.at(definition->definition).value, wanted, why);
  } else if (const auto* released = std::get_if<model::Released>(&expr->node)) {
    settle(released->operand, wanted, why);
  } else if (const auto* proved = std::get_if<model::Proved>(&expr->node)) {
    if (wanted) settle(proved->operand, true, why);  // no says only that it is no known yes
  } else if (const auto* negated = std::get_if<model::Not>(&expr->node)) {
    settle(negated->operand, !wanted, why);
  } else if (const auto* choice = std::get_if<model::Choice>(&expr->node)) {
    settle_choice(*choice, wanted, why);
  } else if (const auto* of_case = std::get_if<model::IsCase>(&expr->node)) {
    settle_cases(*of_case, wanted, why);
  } else if (const auto* has = std::get_if<model::Has>(&expr->node)) {
    settle_set(*has, wanted, why);
  } else if (std::holds_alternative<model::Compare>(expr->node)) {
    bounds_.demand(expr, wanted, why.front());
  } else if (const auto* present = std::get_if<model::FactPresent>(&expr->node)) {
    if (present->element == model::none) know({What::present, present->fact}, wanted, why);
  } else if (const std::optional<model::FactId> fact = fact_of(expr)) {
    know({What::value, *fact}, wanted, why);
  } else if (std::holds_alternative<model::And>(expr->node) || std::holds_alternative<model::Or>(expr->node)) {
    const bool each = std::holds_alternative<model::And>(expr->node) == wanted;
    Alternatives alternatives{{}, why};
    for (const ExprPtr& operand : operands_of(*expr)) {
      if (each)
        settle(operand, wanted, why);
      else
        alternatives.any.push_back({operand, wanted});
    }
    if (!each) alternatives_.push_back(std::move(alternatives));
  }
}

// In each case what stands there.
void Demands::settle_choice(const model::Choice& node, bool wanted, const Spans& why) {
  if (std::holds_alternative<model::Band>(node.subject->node)) return;
  for (const model::Branch& branch : node.branches) {
    const ExprPtr here = in_cases(node.subject, branch.cases, node.subject->span);
    alternatives_.push_back({{{here, false}, {branch.value, wanted}}, why});
  }
}

void Demands::settle_cases(const model::IsCase& node, bool wanted, const Spans& why) {
  const std::optional<model::FactId> fact = fact_of(node.subject);
  if (!fact) return;
  Cases& cases = cases_.try_emplace(*fact, Cases{std::vector<bool>(node.cases.size(), true), {}}).first->second;
  for (std::size_t k = 0; k < node.cases.size(); ++k) cases.possible[k] = cases.possible[k] && node.cases[k] == wanted;
  join(cases.why, why);
  if (std::find(cases.possible.begin(), cases.possible.end(), true) == cases.possible.end()) break_by(cases.why, {});
}

void Demands::settle_set(const model::Has& node, bool wanted, const Spans& why) {
  const std::optional<model::FactId> fact = fact_of(node.subject);
  const bool each = node.all == wanted || std::count(node.members.begin(), node.members.end(), true) == 1;
  if (!fact || !each) return;
  for (std::size_t k = 0; k < node.members.size(); ++k) {
    if (node.members[k]) know({What::member, *fact, k}, wanted, why);
  }
}

void Demands::know(const Key& key, bool value, const Spans& why) {
  const auto [found, is_new] = known_.try_emplace(key, Known{value, why});
  if (!is_new && found->second.value != value) break_by(found->second.why, why);
}

// ---- what is known of a condition ----

Demands::Truth Demands::known(const Key& key, Spans& why) const {
  const auto found = known_.find(key);
  if (found == known_.end()) return Truth::open;
  join(why, found->second.why);
  return found->second.value ? Truth::yes : Truth::no;
}

// Of an `and` a no decides, of an `or` a yes.
Demands::Truth Demands::of_all(const std::vector<ExprPtr>& operands, Truth dominant, Spans& why) const {
  bool open = false;
  for (const ExprPtr& operand : operands) {
    const Truth each = of(operand, why);
    if (each == dominant) return each;
    open = open || each == Truth::open;
  }
  return open ? Truth::open : dominant == Truth::no ? Truth::yes : Truth::no;
}

Demands::Truth Demands::of(const ExprPtr& expr, Spans& why) const {
  const auto truth = [](bool value) { return value ? Truth::yes : Truth::no; };
  if (const auto* constant = std::get_if<model::Constant>(&expr->node)) return truth(constant->value != 0);
  if (const auto* definition = std::get_if<model::Definition>(&expr->node))
    return of(policy_.definitions.at(definition->definition).value, why);
  if (const auto* negated = std::get_if<model::Not>(&expr->node)) {
    const Truth inner = of(negated->operand, why);
    return inner == Truth::open ? inner : truth(inner == Truth::no);
  }
  if (const auto* all = std::get_if<model::And>(&expr->node)) return of_all(all->operands, Truth::no, why);
  if (const auto* any = std::get_if<model::Or>(&expr->node)) return of_all(any->operands, Truth::yes, why);
  if (const auto* present = std::get_if<model::FactPresent>(&expr->node))
    return present->element == model::none ? known({What::present, present->fact}, why) : Truth::open;
  if (const auto* of_case = std::get_if<model::IsCase>(&expr->node)) {
    const std::optional<model::FactId> fact = fact_of(of_case->subject);
    const auto found = fact ? cases_.find(*fact) : cases_.end();
    if (found == cases_.end()) return Truth::open;
    bool in = false, out = false;
    for (std::size_t k = 0; k < of_case->cases.size(); ++k) {
      if (found->second.possible[k]) (of_case->cases[k] ? in : out) = true;
    }
    if (in && out) return Truth::open;
    join(why, found->second.why);
    return truth(in);
  }
  if (const std::optional<model::FactId> fact = fact_of(expr); fact && expr->type.kind == model::Kind::boolean)
    return known({What::value, *fact}, why);
  return Truth::open;
}

}  // namespace pol::check
