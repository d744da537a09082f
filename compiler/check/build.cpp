#include "check/build.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

namespace pol::check {

namespace {

using model::Extent;
using model::Range;

constexpr Range any_day{-719'162, 2'932'896};  // 0001-01-01 to 9999-12-31
constexpr std::int64_t most_months = 12 * 10'000;

std::optional<Extent> sum(const Extent& left, const Extent& right) {
  const std::optional<Int256> least = add(left.from, right.from);
  const std::optional<Int256> greatest = add(left.to, right.to);
  if (!least || !greatest) return std::nullopt;
  return Extent{*least, *greatest};
}

std::optional<Extent> negative(const Extent& extent) { return product(extent, {-1, -1}); }

std::optional<Extent> result_of(model::ArithmeticOp op, const Extent& left, const Extent& right) {
  switch (op) {
    case model::ArithmeticOp::add: return sum(left, right);
    case model::ArithmeticOp::subtract: {
      const std::optional<Extent> taken = negative(right);
      return taken ? sum(left, *taken) : std::nullopt;
    }
    case model::ArithmeticOp::multiply: return product(left, right);
    case model::ArithmeticOp::smaller: return Extent{std::min(left.from, right.from), std::min(left.to, right.to)};
    case model::ArithmeticOp::larger: return Extent{std::max(left.from, right.from), std::max(left.to, right.to)};
  }
  return std::nullopt;
}

bool is_day(const Extent& range) { return range.from >= any_day.from && range.to <= any_day.to; }

// Of `and`: asking twice for the presence of one fact says nothing more, and present and absent at once is no.
bool presence_settled(std::vector<ExprPtr>& parts) {
  std::set<std::pair<model::FactId, model::ElementId>> present;
  std::vector<ExprPtr> kept;
  for (const ExprPtr& part : parts) {
    const auto* presence = std::get_if<model::FactPresent>(&part->node);
    if (!presence || present.insert({presence->fact, presence->element}).second) kept.push_back(part);
  }
  parts = std::move(kept);
  return std::any_of(parts.begin(), parts.end(), [&](const ExprPtr& part) {
    const auto* negated = std::get_if<model::Not>(&part->node);
    const auto* absence = negated ? std::get_if<model::FactPresent>(&negated->operand->node) : nullptr;
    return absence && present.contains({absence->fact, absence->element});
  });
}

ExprPtr joined(const std::vector<ExprPtr>& operands, bool neutral, Span span) {
  std::vector<ExprPtr> parts;
  for (const ExprPtr& operand : operands) {
    if (is_constant(operand, neutral)) continue;
    if (is_constant(operand, !neutral)) return truth(!neutral, span);
    const auto* conjunction = std::get_if<model::And>(&operand->node);
    const auto* disjunction = std::get_if<model::Or>(&operand->node);
    if (neutral && conjunction)
      parts.insert(parts.end(), conjunction->operands.begin(), conjunction->operands.end());
    else if (!neutral && disjunction)
      parts.insert(parts.end(), disjunction->operands.begin(), disjunction->operands.end());
    else
      parts.push_back(operand);
  }
  if (neutral && presence_settled(parts)) return truth(false, span);
  if (parts.empty()) return truth(neutral, span);
  if (parts.size() == 1) return parts.front();
  if (neutral) return make(model::And{std::move(parts)}, truth_type(), {}, span);
  return make(model::Or{std::move(parts)}, truth_type(), {}, span);
}

}  // namespace

std::optional<Extent> product(const Extent& left, const Extent& right) {
  std::optional<Extent> result;
  for (const Int256 a : {left.from, left.to}) {
    for (const Int256 b : {right.from, right.to}) {
      const std::optional<Int256> corner = multiply(a, b);
      if (!corner) return std::nullopt;
      result = result ? Extent{std::min(result->from, *corner), std::max(result->to, *corner)} : Extent{*corner, *corner};
    }
  }
  return result;
}

model::Type type_of(model::Kind kind) {
  model::Type type;
  type.kind = kind;
  return type;
}

model::Type truth_type() { return type_of(model::Kind::boolean); }

ExprPtr make(model::ExprNode node, const model::Type& type, const Extent& range, Span span) {
  return std::make_shared<const model::Expr>(model::Expr{std::move(node), type, range, span});
}

ExprPtr constant(std::int64_t value, const model::Type& type, Span span) {
  return make(model::Constant{value}, type, model::is_number(type.kind) ? Extent{value, value} : Extent{}, span);
}

ExprPtr truth(bool value, Span span) { return constant(value ? 1 : 0, truth_type(), span); }

bool is_constant(const ExprPtr& expr, std::int64_t value) {
  const auto* found = std::get_if<model::Constant>(&expr->node);
  return found && found->value == value;
}

ExprPtr all_of(const std::vector<ExprPtr>& operands, Span span) { return joined(operands, true, span); }
ExprPtr any_of(const std::vector<ExprPtr>& operands, Span span) { return joined(operands, false, span); }

ExprPtr negation(const ExprPtr& operand, Span span) {
  if (const auto* known = std::get_if<model::Constant>(&operand->node)) return truth(known->value == 0, span);
  if (const auto* inner = std::get_if<model::Not>(&operand->node)) return inner->operand;
  return make(model::Not{operand}, truth_type(), {}, span);
}

ExprPtr proved(const ExprPtr& operand, Span span) {
  if (std::holds_alternative<model::Constant>(operand->node)) return operand;
  return make(model::Proved{operand}, truth_type(), {}, span);
}

ExprPtr compare(model::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span) {
  return make(model::Compare{op, left, right}, truth_type(), {}, span);
}

ExprPtr in_cases(const ExprPtr& subject, const std::vector<bool>& cases, Span span) {
  const auto count = std::count(cases.begin(), cases.end(), true);
  if (count == 0) return truth(false, span);
  if (count == static_cast<std::ptrdiff_t>(cases.size())) return truth(true, span);
  if (subject->type.kind == model::Kind::boolean) return cases[1] ? subject : negation(subject, span);
  return make(model::IsCase{subject, cases}, truth_type(), {}, span);
}

ExprPtr arithmetic(model::ArithmeticOp op, const ExprPtr& left, const ExprPtr& right, const model::Type& type, Span span) {
  const std::optional<Extent> range = result_of(op, left->range, right->range);
  if (!range || (type.kind == model::Kind::date && !is_day(*range))) return {};
  return make(model::Arithmetic{op, left, right}, type, *range, span);
}

ExprPtr add_months(const ExprPtr& date, const ExprPtr& months, calendar::MonthEnd end, Span span) {
  if (!is_day(date->range) || months->range.from < -most_months || months->range.to > most_months) return {};
  const Range days = narrowed(date->range), counts = narrowed(months->range);
  const auto day = [&](std::int64_t from, std::int64_t count) { return calendar::add_months(static_cast<std::int32_t>(from), count, end); };
  const Extent range{day(days.from, counts.from), day(days.to, counts.to)};
  if (!is_day(range)) return {};
  return make(model::AddMonths{date, months, end}, date->type, range, span);
}

ExprPtr completed_years(const ExprPtr& from, const ExprPtr& to, calendar::MonthEnd end, Span span) {
  const Range births = narrowed(from->range), days = narrowed(to->range);
  const auto years = [&](std::int64_t birth, std::int64_t day) {
    return calendar::completed_years(static_cast<std::int32_t>(birth), static_cast<std::int32_t>(day), end);
  };
  const Extent range{years(births.to, days.from), years(births.from, days.to)};
  return make(model::CompletedYears{from, to, end}, type_of(model::Kind::integer), range, span);
}

ExprPtr choice(const ExprPtr& subject, std::vector<model::Branch> branches, Span span) {
  assert(!branches.empty());
  Extent range = branches.front().value->range;
  for (const model::Branch& branch : branches) {
    range = {std::min(range.from, branch.value->range.from), std::max(range.to, branch.value->range.to)};
  }
  const model::Type type = branches.front().value->type;
  return make(model::Choice{subject, std::move(branches)}, type, range, span);
}

ExprPtr scaled(const ExprPtr& number, int decimals, Span span) {
  const int more = decimals - number->type.decimals;
  if (more == 0 || more > most_decimals) return more == 0 ? number : nullptr;
  model::Type type = number->type;
  type.decimals = decimals;
  const std::int64_t factor = power_of_ten(more);
  if (const auto* known = std::get_if<model::Constant>(&number->node)) {
    const std::optional<std::int64_t> value = narrow(*multiply(known->value, factor));
    return value ? constant(*value, type, span) : nullptr;
  }
  return arithmetic(model::ArithmeticOp::multiply, number, constant(factor, type_of(model::Kind::integer), span), type, span);
}

ExprPtr not_negative(const ExprPtr& amount, Span span) {
  if (amount->range.from >= 0) return amount;
  return arithmetic(model::ArithmeticOp::larger, constant(0, amount->type, span), amount, amount->type, span);
}

ExprPtr either(const ExprPtr& when, const ExprPtr& then, const ExprPtr& otherwise, Span span) {
  if (is_constant(when, 1)) return then;
  if (is_constant(when, 0)) return otherwise;
  return choice(when, {{{false, true}, then}, {{true, false}, otherwise}}, span);
}

ExprPtr any_element(model::FactId list, model::ElementId element, const ExprPtr& body, Span span) {
  if (is_constant(body, 0)) return truth(false, span);
  return make(model::OfList{model::ListKind::any, list, element, body}, truth_type(), {}, span);
}

ExprPtr any_row(const model::OutputRows& rows, ExprPtr body, Span span) {
  if (rows.list == model::none) return body;
  body = any_element(rows.list, rows.element, body, span);
  for (std::size_t k = rows.through.size(); k-- > 0;) body = any_element(rows.through[k].first, rows.through[k].second, body, span);
  return body;
}

ExprPtr sum_elements(const model::Policy& policy, model::FactId list, model::ElementId element, const ExprPtr& body, Span span) {
  if (is_constant(body, 0)) return constant(0, body->type, span);
  const std::optional<Extent> range = product(body->range, {0, policy.facts.at(list).most});
  if (!range) return {};
  return make(model::OfList{model::ListKind::sum, list, element, body}, body->type, *range, span);
}

namespace {

struct Operands {
  using List = std::vector<ExprPtr>;
  List operator()(const model::Constant&) const { return {}; }
  List operator()(const model::FactValue&) const { return {}; }
  List operator()(const model::FactPresent&) const { return {}; }
  List operator()(const model::Definition&) const { return {}; }
  List operator()(const model::Not& node) const { return {node.operand}; }
  List operator()(const model::And& node) const { return node.operands; }
  List operator()(const model::Or& node) const { return node.operands; }
  List operator()(const model::Proved& node) const { return {node.operand}; }
  List operator()(const model::Compare& node) const { return {node.left, node.right}; }
  List operator()(const model::IsCase& node) const { return {node.subject}; }
  List operator()(const model::Has& node) const { return {node.subject}; }
  List operator()(const model::Arithmetic& node) const { return {node.left, node.right}; }
  List operator()(const model::AddMonths& node) const { return {node.date, node.months}; }
  List operator()(const model::CompletedYears& node) const { return {node.from, node.to}; }
  List operator()(const model::Choice& node) const {
    List list{node.subject};
    for (const model::Branch& branch : node.branches) list.push_back(branch.value);
    return list;
  }
  List operator()(const model::TableCell& node) const { return {node.key}; }
  List operator()(const model::Band& node) const { return {node.number}; }
  List operator()(const model::OfList& node) const { return {node.body}; }
  List operator()(const model::Extreme& node) const { return {node.where, node.body, node.otherwise}; }
  List operator()(const model::Fold& node) const { return node.key ? List{node.start, node.key, node.body} : List{node.start, node.body}; }
  List operator()(const model::Running&) const { return {}; }
  List operator()(const model::RoundedQuotient& node) const { return both(node.numerators, node.denominators); }
  List operator()(const model::CompareProducts& node) const { return both(node.left, node.right); }
  List operator()(const model::ElementIndex&) const { return {}; }
  List operator()(const model::Remainder& node) const { return {node.factor, node.other, node.divisor}; }
  List operator()(const model::SameText& node) const { return {node.left, node.right}; }
  List operator()(const model::HistoryAmount& node) const { return node.event ? List{node.event} : List{}; }
  List operator()(const model::FirstEventDate&) const { return {}; }
  List operator()(const model::StepAmount&) const { return {}; }
  List operator()(const model::Released& node) const { return {node.operand}; }

  static List both(List left, const List& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
  }
};

// Counts down; stops at 0, so that it takes no more time than the limit.
void count_down(const model::Expr& expr, std::size_t& left) {
  if (left == 0) return;
  --left;
  for (const ExprPtr& operand : operands_of(expr)) count_down(*operand, left);
}

}  // namespace

std::vector<ExprPtr> operands_of(const model::Expr& expr) { return std::visit(Operands{}, expr.node); }

model::FactId list_of(const model::Expr& expr) {
  if (const auto* list = std::get_if<model::OfList>(&expr.node)) return list->list;
  if (const auto* extreme = std::get_if<model::Extreme>(&expr.node)) return extreme->list;
  if (const auto* fold = std::get_if<model::Fold>(&expr.node)) return fold->list;
  return model::none;
}

model::FactId fact_named(const model::Expr& expr) {
  if (const auto* value = std::get_if<model::FactValue>(&expr.node)) return value->fact;
  if (const auto* present = std::get_if<model::FactPresent>(&expr.node)) return present->fact;
  return list_of(expr);
}

std::optional<model::ElementId> element_of(const model::Expr& expr) {
  if (const auto* list = std::get_if<model::OfList>(&expr.node)) return list->element;
  if (const auto* extreme = std::get_if<model::Extreme>(&expr.node)) return extreme->element;
  if (const auto* fold = std::get_if<model::Fold>(&expr.node)) return fold->element;
  return std::nullopt;
}

namespace {

// A list expression over a list of the element reads it, whatever stands in it.
bool reads(const model::Policy& policy, const model::Expr& expr, model::ElementId element, std::unordered_set<const model::Expr*>& seen) {
  if (!seen.insert(&expr).second) return false;
  if (const auto* value = std::get_if<model::FactValue>(&expr.node)) return value->element == element;
  if (const auto* present = std::get_if<model::FactPresent>(&expr.node)) return present->element == element;
  if (const auto* running = std::get_if<model::Running>(&expr.node)) return running->element == element;
  if (const auto* place = std::get_if<model::ElementIndex>(&expr.node)) return place->element == element;
  if (const auto inner = element_of(expr); inner && model::element_around(policy, *inner) == element) return true;
  const std::vector<ExprPtr> operands = operands_of(expr);
  return std::any_of(operands.begin(), operands.end(), [&](const ExprPtr& operand) { return reads(policy, *operand, element, seen); });
}

}  // namespace

bool reads_element(const model::Policy& policy, const model::Expr& expr, model::ElementId element) {
  std::unordered_set<const model::Expr*> seen;
  return reads(policy, expr, element, seen);
}

bool has_more_parts_than(const model::Expr& expr, std::size_t limit) {
  std::size_t left = limit + 1;
  count_down(expr, left);
  return left == 0;
}

}  // namespace pol::check
