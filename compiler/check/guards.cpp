#include "check/guards.h"

#include <algorithm>
#include <iterator>

#include "check/build.h"
#include "check/words.h"
#include "model/print.h"

namespace pol::check {

namespace {

GuardSet both(const GuardSet& left, const GuardSet& right) {
  GuardSet common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(common, common.end()));
  return common;
}

// `0 < already paid for B`, for one benefit.
std::optional<BenefitId> benefit_paid(const model::Expr& more, const model::Expr& less) {
  const auto* amount = std::get_if<model::HistoryAmount>(&more.node);
  const auto* zero = std::get_if<model::Constant>(&less.node);
  if (!amount || !zero || zero->value != 0 || amount->benefits.size() != 1) return std::nullopt;
  return amount->benefits.front();
}

GuardSet implied_by_comparison(const model::Compare& node, bool value) {
  std::optional<BenefitId> paid;
  if (value && node.op == model::CompareOp::less) paid = benefit_paid(*node.right, *node.left);
  if (!value && node.op == model::CompareOp::less_equal) paid = benefit_paid(*node.left, *node.right);
  if (!paid) return {};
  return {{Guard::Kind::paid, *paid}};
}

bool same_shape(const model::Expr& one, const model::Expr& other) {
  if (one.node.index() != other.node.index() || !(one.type == other.type)) return false;
  const auto* definition = std::get_if<model::Definition>(&one.node);
  if (definition && definition->definition != std::get<model::Definition>(other.node).definition) return false;
  const std::vector<ExprPtr> parts = operands_of(one);
  const std::vector<ExprPtr> others = operands_of(other);
  return std::equal(parts.begin(), parts.end(), others.begin(), others.end(),
                    [](const ExprPtr& part, const ExprPtr& same) { return same_shape(*part, *same); });
}

// Whether two expressions, wherever they are written, are one.
bool same(const model::Policy& policy, const model::Expr& one, const model::Expr& other) {
  return same_shape(one, other) && model::print(policy, one) == model::print(policy, other);
}

void add(std::vector<Need>& needs, const Guard& guard, Span span, const GuardSet& known) {
  if (known.contains(guard)) return;
  const bool already = std::any_of(needs.begin(), needs.end(), [&](const Need& need) { return need.guard == guard; });
  if (!already) needs.push_back({guard, span});
}

}  // namespace

GuardSet Guards::around(FactId fact, model::ElementId element) const {
  GuardSet guards;
  for (FactId at = fact; at != none; at = policy_.facts.at(at).parent) {
    if (policy_.facts[at].kind == model::FactKind::list) break;  // an absent list has no elements
    if (policy_.facts[at].presence == model::Presence::optional) guards.insert({Guard::Kind::present, at, element});
  }
  return guards;
}

GuardSet Guards::implied(const model::Expr& test, bool value) const {
  GuardSet guards = implied_by_node(test, value);
  const auto found = value ? given_by_.find(&test) : given_by_.end();
  if (found != given_by_.end()) guards.insert({Guard::Kind::given, found->second.second});
  return guards;
}

// Each part of an `and` on its own, because a longer one takes them in.
void Guards::note_given(const ExprPtr& present) const {
  if (const auto* all = std::get_if<model::And>(&present->node)) {
    for (const ExprPtr& part : all->operands) note_given(part);
    return;
  }
  std::optional<std::uint32_t> number = given(*present);
  if (!number) {
    number = static_cast<std::uint32_t>(given_.size());
    given_.push_back(present);
  }
  given_by_.emplace(present.get(), std::pair{present, *number});
}

bool Guards::is_given(const ExprPtr& present, const GuardSet& known) const {
  if (given_.empty()) return false;
  if (const auto* all = std::get_if<model::And>(&present->node)) {
    return std::all_of(all->operands.begin(), all->operands.end(), [&](const ExprPtr& part) { return is_given(part, known); });
  }
  const std::optional<std::uint32_t> number = given(*present);
  return number && known.contains({Guard::Kind::given, *number});
}

std::optional<std::uint32_t> Guards::given(const model::Expr& test) const {
  const auto found = std::find_if(given_.begin(), given_.end(), [&](const ExprPtr& each) { return same(policy_, *each, test); });
  if (found == given_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - given_.begin());
}

GuardSet Guards::implied_by_node(const model::Expr& test, bool value) const {
  if (const auto* node = std::get_if<model::FactPresent>(&test.node)) return value ? around(node->fact, node->element) : GuardSet{};
  if (const auto* node = std::get_if<model::Not>(&test.node)) return implied(*node->operand, !value);
  if (const auto* node = std::get_if<model::And>(&test.node)) return implied_by_all(node->operands, value);
  if (const auto* node = std::get_if<model::Or>(&test.node)) return implied_by_any(node->operands, value);
  if (const auto* node = std::get_if<model::Proved>(&test.node)) return value ? implied(*node->operand, true) : GuardSet{};
  if (const auto* node = std::get_if<model::Released>(&test.node)) return implied(*node->operand, value);
  if (const auto* node = std::get_if<model::Compare>(&test.node)) return implied_by_comparison(*node, value);
  if (const auto* node = std::get_if<model::Definition>(&test.node)) return implied_by_definition(node->definition, value);
  return {};
}

GuardSet Guards::implied_by_all(const std::vector<ExprPtr>& operands, bool value) const {
  GuardSet guards = value ? GuardSet{} : implied(*operands.front(), false);
  for (const ExprPtr& operand : operands) {
    const GuardSet each = implied(*operand, value);
    if (value)
      guards.insert(each.begin(), each.end());
    else
      guards = both(guards, each);
  }
  return guards;
}

GuardSet Guards::implied_by_any(const std::vector<ExprPtr>& operands, bool value) const {
  GuardSet guards = value ? implied(*operands.front(), true) : GuardSet{};
  for (const ExprPtr& operand : operands) {
    const GuardSet each = implied(*operand, value);
    if (value)
      guards = both(guards, each);
    else
      guards.insert(each.begin(), each.end());
  }
  return guards;
}

GuardSet Guards::implied_by_definition(model::DefinitionId definition, bool value) const {
  const std::pair key{definition, value};
  if (const auto found = implied_.find(key); found != implied_.end()) return found->second;
  const ExprPtr& body = policy_.definitions.at(definition).value;
  return implied_.emplace(key, body->type.kind == model::Kind::boolean ? implied(*body, value) : GuardSet{}).first->second;
}

std::vector<Need> Guards::needs(const model::Expr& expr) const {
  std::vector<Need> needs;
  read(expr, {}, needs);
  return needs;
}

void Guards::read(const model::Expr& expr, const GuardSet& known, std::vector<Need>& needs) const {
  if (const auto* node = std::get_if<model::FactValue>(&expr.node)) {
    const Guard itself{Guard::Kind::present, node->fact, node->element};
    const bool is_set = expr.type.kind == model::Kind::set;  // an absent set is an empty one
    for (const Guard& guard : around(node->fact, node->element)) {
      if (!is_set || guard != itself) add(needs, guard, expr.span, known);
    }
  } else if (const auto* present = std::get_if<model::FactPresent>(&expr.node)) {
    const Guard itself{Guard::Kind::present, present->fact, present->element};
    for (const Guard& guard : around(present->fact, present->element)) {
      if (guard != itself) add(needs, guard, expr.span, known);
    }
  } else if (const auto* date = std::get_if<model::FirstEventDate>(&expr.node)) {
    add(needs, {Guard::Kind::paid, date->benefit}, expr.span, known);
  } else if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
    read_definition(*definition, expr.span, known, needs);
  } else if (const auto* conjunction = std::get_if<model::And>(&expr.node)) {
    read_in_turn(conjunction->operands, true, known, needs);
  } else if (const auto* disjunction = std::get_if<model::Or>(&expr.node)) {
    read_in_turn(disjunction->operands, false, known, needs);
  } else if (const auto* choice = std::get_if<model::Choice>(&expr.node)) {
    read_choice(*choice, known, needs);
  } else if (const std::optional<model::ElementId> element = element_of(expr)) {
    read_of_elements(expr, *element, known, needs);
  } else {
    for (const ExprPtr& operand : operands_of(expr)) read(*operand, known, needs);
  }
}

void Guards::read_of_elements(const model::Expr& expr, model::ElementId element, const GuardSet& known, std::vector<Need>& needs) const {
  std::vector<Need> inside;
  for (const ExprPtr& operand : operands_of(expr)) read(*operand, known, inside);
  for (const Need& need : inside) {
    if (need.guard.element != element) add(needs, need.guard, need.span, known);
  }
}

// An operand of `and` matters only while those to its left are yes, one of `or` only while they are no.
void Guards::read_in_turn(const std::vector<ExprPtr>& operands, bool goes_on_while, GuardSet known, std::vector<Need>& needs) const {
  for (const ExprPtr& operand : operands) {
    read(*operand, known, needs);
    known.merge(implied(*operand, goes_on_while));
  }
}

void Guards::remember(model::DefinitionId definition) const {
  needs_.emplace(definition, needs(*policy_.definitions.at(definition).value));
  implied_by_definition(definition, true);
  implied_by_definition(definition, false);
}

void Guards::read_definition(const model::Definition& node, Span span, const GuardSet& known, std::vector<Need>& needs) const {
  for (const Need& need : needs_.at(node.definition)) add(needs, need.guard, span, known);
}

void Guards::read_choice(const model::Choice& node, const GuardSet& known, std::vector<Need>& needs) const {
  read(*node.subject, known, needs);
  for (const model::Branch& branch : node.branches) {
    GuardSet inside = known;
    const bool of_truth = node.subject->type.kind == model::Kind::boolean && branch.cases.size() == 2;
    if (of_truth && branch.cases[0] != branch.cases[1]) inside.merge(implied(*node.subject, branch.cases[1]));
    read(*branch.value, inside, needs);
  }
}

ExprPtr Guards::test(const Guard& guard, Span span) const {
  if (guard.kind == Guard::Kind::present) return make(model::FactPresent{guard.id, guard.element}, truth_type(), {}, span);
  model::Type type = type_of(model::Kind::money);
  type.currency = policy_.currency;
  type.decimals = policy_.decimals;
  const ExprPtr paid = make(model::HistoryAmount{{guard.id}, {}}, type, any_history, span);
  return compare(model::CompareOp::less, constant(0, type, span), paid, span);
}

ExprPtr Guards::tests(const GuardSet& guards, Span span) const {
  std::vector<ExprPtr> tests;
  for (const Guard& guard : guards) tests.push_back(test(guard, span));
  return all_of(tests, span);
}

void report_unguarded(Wording& wording, const Need& need, const std::vector<std::string>& benefits) {
  if (need.guard.kind == Guard::Kind::paid) {
    const std::string benefit = need.guard.id == none ? "this benefit" : wording.benefit_names().at(need.guard.id);
    wording.report(Message::may_not_be_paid_yet, need.span, {benefit});
    return;
  }
  const model::Fact& fact = wording.policy.facts.at(need.guard.id);
  const std::string absent = fact.absent.empty() ? "it is left out" : fact.absent;
  if (!benefits.empty()) {
    wording.report(Message::may_be_absent_for, need.span, {fact.path, absent, listed(benefits)}).label(fact.span, "this may be absent");
  } else {
    const bool is_record = fact.kind == model::FactKind::record;
    wording.report(is_record ? Message::record_may_be_absent : Message::may_be_absent, need.span, {fact.path, absent})
        .label(fact.span, "this may be absent");
  }
}

}  // namespace pol::check
