#include "interpret/evaluate.h"

#include <bit>
#include <optional>
#include <utility>

namespace pol::interpret {

namespace {

Value unknown(const model::Policy& policy, const model::Fact& fact, Leaf because_of) {
  return {anything(policy, fact.type, fact.range), {because_of}};
}

// Stands where nobody looks: a guard around it decides.
Value not_judged(const model::Policy& policy, const model::Fact& fact) {
  return {known(policy, fact.type, model::is_number(fact.type.kind) ? fact.range.from : 0), {}};
}

}  // namespace

const Value& Evaluator::operator()(const model::ExprPtr& expr) {
  const auto already = [&](const FoundByExpr& known) -> const Value* {
    const auto found = known.find(expr.get());
    if (found == known.end()) return nullptr;
    read_ |= found->second.read;
    return &found->second.value;
  };
  if (const Value* value = already(found_)) return *value;
  for (const Turn& turn : turns_) {
    if (const Value* value = already(turn.found)) return *value;
  }
  const std::uint64_t around = std::exchange(read_, 0);
  Value value = std::visit([&](const auto& node) { return of(node, *expr); }, expr->node);
  const std::uint64_t read = std::exchange(read_, read_ | around);
  FoundByExpr& known = read == 0 ? found_ : turns_.at(static_cast<std::size_t>(std::bit_width(read)) - 1).found;
  return known.emplace(expr.get(), Found{std::move(value), read}).first->second.value;
}

Value Evaluator::of(const model::Constant& node, const model::Expr& expr) { return {known(known_.policy, expr.type, node.value), {}}; }

// ---- facts ----

const Record& Evaluator::said_in(model::FactId fact) const {
  if (!known_.policy.facts.at(fact).parameter) return known_.record;
  if (!known_.record.parameters) throw BrokenPromise("nothing is bound to the parameters");
  return *known_.record.parameters;
}

// What the record says about a fact, or about that member of the element.
Fact Evaluator::said(model::FactId fact, model::ElementId element) const {
  const model::FactId list = known_.policy.facts.at(fact).list;
  if (list == model::none) return said_in(fact).facts.at(fact);
  const auto& members = members_of(list, element).facts;
  const auto found = members.find(fact);
  return found == members.end() ? Fact{} : found->second;
}

Leaf Evaluator::leaf(model::FactId fact, model::ElementId element) const {
  const model::FactId list = known_.policy.facts.at(fact).list;
  Leaf leaf;
  if (list != model::none) {
    leaf = this->leaf(list, model::element_around(known_.policy, element));
    leaf.add(index_of(element));
  }
  leaf.add(fact);
  return leaf;
}

// The outermost record around a fact that the claim does not give: it settles what all its members are.
std::optional<model::FactId> Evaluator::missing_record(model::FactId fact, model::ElementId element) const {
  std::optional<model::FactId> outermost;
  const std::vector<model::Fact>& facts = known_.policy.facts;
  for (model::FactId around = facts.at(fact).parent; around != model::none; around = facts.at(around).parent) {
    if (facts.at(around).kind == model::FactKind::list) break;  // an element has no list that is not there
    const bool is_record = facts.at(around).kind == model::FactKind::record;
    if (is_record && !said(around, element).given) outermost = around;
  }
  return outermost;
}

Value Evaluator::of(const model::FactValue& node, const model::Expr&) {
  const model::Fact& fact = known_.policy.facts.at(node.fact);
  if (const std::optional<model::FactId> record = missing_record(node.fact, node.element)) {
    const bool record_is_optional = known_.policy.facts.at(*record).presence == model::Presence::optional;
    return record_is_optional ? not_judged(known_.policy, fact) : unknown(known_.policy, fact, leaf(*record, node.element));
  }
  const Fact found = said(node.fact, node.element);
  if (found.given) return {known(known_.policy, fact.type, found.value), {}};
  switch (fact.presence) {
    case model::Presence::key: throw BrokenPromise("a record without its key");
    case model::Presence::required: return unknown(known_.policy, fact, leaf(node.fact, node.element));
    case model::Presence::presumed:
      if (found.is_null || presumptions_ == Presumptions::are_unknown) return unknown(known_.policy, fact, leaf(node.fact, node.element));
      return {known(known_.policy, fact.type, fact.presumed), {}};
    case model::Presence::optional: return not_judged(known_.policy, fact);
  }
  throw BrokenPromise("no such presence");
}

Value Evaluator::of(const model::FactPresent& node, const model::Expr&) {
  const std::optional<model::FactId> record = missing_record(node.fact, node.element);
  if (record && known_.policy.facts.at(*record).presence == model::Presence::required)
    return {Truth{true, true}, {leaf(*record, node.element)}};
  const bool present = said(node.fact, node.element).given;
  return {Truth{present, !present}, {}};
}

std::variant<std::string, Leaf> Evaluator::text(const model::FactValue& node) const {
  const model::Fact& fact = known_.policy.facts.at(node.fact);
  if (const std::optional<model::FactId> record = missing_record(node.fact, node.element)) {
    if (known_.policy.facts.at(*record).presence == model::Presence::optional) return std::string();
    return leaf(*record, node.element);
  }
  const Fact found = said(node.fact, node.element);
  if (found.given || fact.presence == model::Presence::optional) return found.text;
  return leaf(node.fact, node.element);
}

Value Evaluator::of(const model::SameText& node, const model::Expr&) {
  Leaves leaves;
  const auto known = [&](const model::ExprPtr& side) -> std::optional<std::string> {
    std::variant<std::string, Leaf> found = text(std::get<model::FactValue>(side->node));
    if (const Leaf* unknown = std::get_if<Leaf>(&found)) leaves.insert(*unknown);
    if (std::string* known = std::get_if<std::string>(&found)) return std::move(*known);
    return std::nullopt;
  };
  const std::optional<std::string> left = known(node.left), right = known(node.right);
  if (!left || !right) return {Truth{true, true}, leaves};
  return {Truth{left == right, left != right}, {}};
}

// ---- truths and choices ----

Value Evaluator::of(const model::Definition& node, const model::Expr&) {
  return (*this)(known_.policy.definitions.at(node.definition).value);
}

Value Evaluator::of(const model::Released& node, const model::Expr&) { return (*this)(node.operand); }

Value Evaluator::of(const model::Not& node, const model::Expr&) {
  const Value& operand = (*this)(node.operand);
  return {Truth{operand.truth().may_be_no, operand.truth().may_be_yes}, operand.rests_on()};
}

Value Evaluator::of(const model::And& node, const model::Expr&) {
  Truth all{true, false};
  Leaves facts;
  for (const model::ExprPtr& operand : node.operands) {
    const Value& value = (*this)(operand);
    all = {all.may_be_yes && value.truth().may_be_yes, all.may_be_no || value.truth().may_be_no};
    facts.insert(value.rests_on().begin(), value.rests_on().end());
  }
  return {all, facts};
}

Value Evaluator::of(const model::Or& node, const model::Expr&) {
  Truth any{false, true};
  Leaves facts;
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

Value Evaluator::of(const model::Choice& node, const model::Expr&) {
  const Value& subject = (*this)(node.subject);
  const std::vector<bool> possible = subject.cases();
  std::optional<Possible> result;
  Leaves facts = subject.rests_on();
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

Value Evaluator::of(const model::Band& node, const model::Expr&) {
  const Value& number = (*this)(node.number);
  const std::size_t count = node.starts.size();
  Cases touched{std::vector<bool>(count, false)};
  for (std::size_t k = 0; k < count; ++k) {
    const bool reaches_it = k == 0 || number.bounds().to >= node.starts[k];
    const bool begins_before_its_end = k + 1 == count || number.bounds().from < node.starts[k + 1];
    touched.possible[k] = reaches_it && begins_before_its_end;
  }
  return {touched, number.rests_on()};
}

}  // namespace pol::interpret
