#include "interpret/evaluate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace pol::interpret {

namespace {

FactIds rests_on(const Value& a, const Value& b) {
  FactIds facts = a.rests_on();
  facts.insert(b.rests_on().begin(), b.rests_on().end());
  return facts;
}

// ---- facts ----

// The outermost record around a fact that the claim does not give: it settles what all its members are.
std::optional<model::FactId> missing_record(const Known& known, model::FactId fact) {
  std::optional<model::FactId> outermost;
  for (model::FactId around = known.policy.facts.at(fact).parent; around != model::none; around = known.policy.facts.at(around).parent) {
    const bool is_record = known.policy.facts.at(around).kind == model::FactKind::record;
    if (is_record && !known.record.facts.at(around).given) outermost = around;
  }
  return outermost;
}

Value unknown(const model::Policy& policy, const model::Fact& fact, model::FactId because_of) {
  return {anything(policy, fact.type, fact.range), {because_of}};
}

// Stands where nobody looks: a guard around it decides.
Value not_judged(const model::Policy& policy, const model::Fact& fact) {
  return {known(policy, fact.type, model::is_number(fact.type.kind) ? fact.range.from : 0), {}};
}

// ---- numbers and dates ----

Truth less(const Bounds& left, const Bounds& right) { return {left.from < right.to, left.to >= right.from}; }
Truth less_equal(const Bounds& left, const Bounds& right) { return {left.from <= right.to, left.to > right.from}; }
Truth equal(const Bounds& left, const Bounds& right) {
  const bool meet = left.from <= right.to && right.from <= left.to;
  const bool both_single_and_equal = left.from == left.to && right.from == right.to && meet;
  return {meet, !both_single_and_equal};
}

Truth compare(model::CompareOp op, const Bounds& left, const Bounds& right) {
  switch (op) {
    case model::CompareOp::less: return less(left, right);
    case model::CompareOp::less_equal: return less_equal(left, right);
    case model::CompareOp::equal: return equal(left, right);
  }
  throw BrokenPromise("no such comparison");
}

Bounds product(const Bounds& left, const Bounds& right) {
  const auto [least, greatest] =
      std::minmax({Int128{left.from} * right.from, Int128{left.from} * right.to, Int128{left.to} * right.from, Int128{left.to} * right.to});
  return {fit(least), fit(greatest)};
}

Bounds calculate(model::ArithmeticOp op, const Bounds& left, const Bounds& right) {
  switch (op) {
    case model::ArithmeticOp::add: return {fit(Int128{left.from} + right.from), fit(Int128{left.to} + right.to)};
    case model::ArithmeticOp::subtract: return {fit(Int128{left.from} - right.to), fit(Int128{left.to} - right.from)};
    case model::ArithmeticOp::multiply: return product(left, right);
    case model::ArithmeticOp::smaller: return {std::min(left.from, right.from), std::min(left.to, right.to)};
    case model::ArithmeticOp::larger: return {std::max(left.from, right.from), std::max(left.to, right.to)};
  }
  throw BrokenPromise("no such operation");
}

// ---- history ----

std::int64_t paid_for(const std::vector<Entry>& history, const std::vector<model::BenefitId>& benefits) {
  Int128 net = 0;
  for (const Entry& entry : history) {
    if (std::find(benefits.begin(), benefits.end(), entry.benefit) != benefits.end()) net += entry.amount;
  }
  return fit(std::max<Int128>(net, 0));
}

std::map<std::optional<std::int32_t>, Int128> paid_by_event(const std::vector<Entry>& history, model::BenefitId benefit) {
  std::map<std::optional<std::int32_t>, Int128> net;
  for (const Entry& entry : history) {
    if (entry.benefit == benefit) net[entry.event_date] += entry.amount;
  }
  return net;
}

}  // namespace

const Value& Evaluator::operator()(const model::ExprPtr& expr) {
  if (const auto found = found_.find(expr.get()); found != found_.end()) return found->second;
  Value value = std::visit([&](const auto& node) { return of(node, *expr); }, expr->node);
  return found_.emplace(expr.get(), std::move(value)).first->second;
}

Value Evaluator::of(const model::Constant& node, const model::Expr& expr) { return {known(known_.policy, expr.type, node.value), {}}; }

Value Evaluator::of(const model::FactValue& node, const model::Expr&) {
  const model::Fact& fact = known_.policy.facts.at(node.fact);
  if (const std::optional<model::FactId> record = missing_record(known_, node.fact)) {
    const bool record_is_optional = known_.policy.facts.at(*record).presence == model::Presence::optional;
    return record_is_optional ? not_judged(known_.policy, fact) : unknown(known_.policy, fact, *record);
  }
  const Fact& said = known_.record.facts.at(node.fact);
  if (said.given) return {known(known_.policy, fact.type, said.value), {}};
  switch (fact.presence) {
    case model::Presence::key: throw BrokenPromise("a record without its key");
    case model::Presence::required: return unknown(known_.policy, fact, node.fact);
    case model::Presence::presumed:
      if (said.is_null || presumptions_ == Presumptions::are_unknown) return unknown(known_.policy, fact, node.fact);
      return {known(known_.policy, fact.type, fact.presumed), {}};
    case model::Presence::optional: return not_judged(known_.policy, fact);
  }
  throw BrokenPromise("no such presence");
}

Value Evaluator::of(const model::FactPresent& node, const model::Expr&) {
  const bool present = known_.record.facts.at(node.fact).given;
  return {Truth{present, !present}, {}};
}

Value Evaluator::of(const model::Definition& node, const model::Expr&) {
  return (*this)(known_.policy.definitions.at(node.definition).value);
}

Value Evaluator::of(const model::Not& node, const model::Expr&) {
  const Value& operand = (*this)(node.operand);
  return {Truth{operand.truth().may_be_no, operand.truth().may_be_yes}, operand.rests_on()};
}

Value Evaluator::of(const model::And& node, const model::Expr&) {
  Truth all{true, false};
  FactIds facts;
  for (const model::ExprPtr& operand : node.operands) {
    const Value& value = (*this)(operand);
    all = {all.may_be_yes && value.truth().may_be_yes, all.may_be_no || value.truth().may_be_no};
    facts.insert(value.rests_on().begin(), value.rests_on().end());
  }
  return {all, facts};
}

Value Evaluator::of(const model::Or& node, const model::Expr&) {
  Truth any{false, true};
  FactIds facts;
  for (const model::ExprPtr& operand : node.operands) {
    const Value& value = (*this)(operand);
    any = {any.may_be_yes || value.truth().may_be_yes, any.may_be_no && value.truth().may_be_no};
    facts.insert(value.rests_on().begin(), value.rests_on().end());
  }
  return {any, facts};
}

Value Evaluator::of(const model::Proved& node, const model::Expr&) {
  const bool proved = (*this)(node.operand).is_yes();
  return {Truth{proved, !proved}, {}};
}

Value Evaluator::of(const model::Compare& node, const model::Expr&) {
  const Value& left = (*this)(node.left);
  const Value& right = (*this)(node.right);
  return {compare(node.op, left.bounds(), right.bounds()), rests_on(left, right)};
}

Value Evaluator::of(const model::IsCase& node, const model::Expr&) {
  const Value& subject = (*this)(node.subject);
  const std::vector<bool> possible = subject.cases();
  Truth is_one;
  for (std::size_t i = 0; i < possible.size(); ++i) {
    if (possible[i]) (node.cases.at(i) ? is_one.may_be_yes : is_one.may_be_no) = true;
  }
  return {is_one, subject.rests_on()};
}

Value Evaluator::of(const model::Has& node, const model::Expr&) {
  const Value& subject = (*this)(node.subject);
  bool all_must = true, all_may = true, one_must = false, one_may = false;
  for (std::size_t i = 0; i < node.members.size(); ++i) {
    if (!node.members[i]) continue;
    const bool must = subject.members().must.at(i), may = subject.members().may.at(i);
    all_must = all_must && must;
    all_may = all_may && may;
    one_must = one_must || must;
    one_may = one_may || may;
  }
  return {node.all ? Truth{all_may, !all_must} : Truth{one_may, !one_must}, subject.rests_on()};
}

Value Evaluator::of(const model::Arithmetic& node, const model::Expr&) {
  const Value& left = (*this)(node.left);
  const Value& right = (*this)(node.right);
  return {calculate(node.op, left.bounds(), right.bounds()), rests_on(left, right)};
}

// A later day, and a greater number of months, never gives an earlier date.
Value Evaluator::of(const model::AddMonths& node, const model::Expr&) {
  const Value& date = (*this)(node.date);
  const Value& months = (*this)(node.months);
  const std::int64_t earliest = calendar::add_months(fit_date(date.bounds().from), months.bounds().from, node.end);
  const std::int64_t latest = calendar::add_months(fit_date(date.bounds().to), months.bounds().to, node.end);
  return {Bounds{earliest, latest}, rests_on(date, months)};
}

Value Evaluator::of(const model::CompletedYears& node, const model::Expr&) {
  const Value& from = (*this)(node.from);
  const Value& to = (*this)(node.to);
  const std::int64_t least = calendar::completed_years(fit_date(from.bounds().to), fit_date(to.bounds().from), node.end);
  const std::int64_t greatest = calendar::completed_years(fit_date(from.bounds().from), fit_date(to.bounds().to), node.end);
  return {Bounds{least, greatest}, rests_on(from, to)};
}

Value Evaluator::of(const model::Choice& node, const model::Expr&) {
  const Value& subject = (*this)(node.subject);
  const std::vector<bool> possible = subject.cases();
  std::optional<Possible> result;
  FactIds facts = subject.rests_on();
  for (const model::Branch& branch : node.branches) {
    bool is_possible = false;
    for (std::size_t i = 0; i < possible.size(); ++i) is_possible = is_possible || (possible[i] && branch.cases.at(i));
    if (!is_possible) continue;
    const Value& value = (*this)(branch.value);
    result = result ? join(*result, value.possible()) : value.possible();
    facts.insert(value.rests_on().begin(), value.rests_on().end());
  }
  if (!result) throw BrokenPromise("a choice without a branch for its case");
  return {*result, facts};
}

Value Evaluator::of(const model::TableCell& node, const model::Expr&) {
  const model::Table& table = known_.policy.tables.at(node.table);
  const Value& key = (*this)(node.key);
  const std::vector<bool> possible = key.cases();
  std::optional<Possible> result;
  for (std::size_t i = 0; i < possible.size(); ++i) {
    if (!possible[i]) continue;
    const Possible cell = known(known_.policy, table.type, table.cells.at(node.row).at(i));
    result = result ? join(*result, cell) : cell;
  }
  if (!result) throw BrokenPromise("a table without a column for its key");
  return {*result, key.rests_on()};
}

Value Evaluator::of(const model::HistoryAmount& node, const model::Expr&) {
  const std::int64_t net = paid_for(known_.history, node.benefits);
  return {Bounds{net, net}, {}};
}

Value Evaluator::of(const model::FirstEventDate& node, const model::Expr& expr) {
  const auto net = paid_by_event(known_.history, node.benefit);
  // What was paid without a date may have been for any day, so also for one before all others. No fact of this record could tell.
  if (const auto undated = net.find(std::nullopt); undated != net.end() && undated->second > 0) {
    return {Bounds{calendar::to_days({1900, 1, 1}), calendar::to_days({2199, 12, 31})}, {}};
  }
  for (const auto& [date, amount] : net) {
    if (date && amount > 0) return {Bounds{*date, *date}, {}};
  }
  return {Bounds{expr.range.from, expr.range.from}, {}};  // not judged: nothing is left paid
}

Value Evaluator::of(const model::StepAmount& node, const model::Expr&) { return (*this)(line_.steps.at(node.step).after); }

}  // namespace pol::interpret
