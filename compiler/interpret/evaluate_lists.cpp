// Lists: the elements one after another, each with what is found of it alone.
#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "interpret/evaluate.h"

namespace pol::interpret {

namespace {

void add(Leaves& leaves, const Value& value) { leaves.insert(value.rests_on().begin(), value.rests_on().end()); }

Bounds span(const Bounds& a, const Bounds& b) { return {std::min(a.from, b.from), std::max(a.to, b.to)}; }

}  // namespace

const std::vector<Element>& Evaluator::elements(model::FactId list, model::ElementId element) const {
  static const std::vector<Element> none;
  const model::ElementId around = model::element_around(known_.policy, element);
  const auto& lists = around == model::none ? said_in(list).lists : members_of(known_.policy.facts.at(list).list, around).lists;
  const auto found = lists.find(list);
  return found == lists.end() ? none : found->second;
}

const Element& Evaluator::members_of(model::FactId list, model::ElementId element) const {
  return elements(list, element).at(index_of(element));
}

std::uint32_t Evaluator::count(model::FactId list, model::ElementId element) const {
  return static_cast<std::uint32_t>(elements(list, element).size());
}

std::optional<Leaf> Evaluator::unknown_because_of(model::FactId list, model::ElementId element) const {
  const model::ElementId around = model::element_around(known_.policy, element);
  const auto if_required = [&](model::FactId fact) {
    const bool required = known_.policy.facts.at(fact).presence == model::Presence::required;
    return required ? std::optional(leaf(fact, around)) : std::nullopt;
  };
  if (const std::optional<model::FactId> record = missing_record(list, around)) return if_required(*record);
  return said(list, around).given ? std::nullopt : if_required(list);
}

std::optional<Value> Evaluator::unknown_list(model::FactId list, model::ElementId element, const model::Expr& expr) const {
  const std::optional<Leaf> unknown = unknown_because_of(list, element);
  if (!unknown) return std::nullopt;
  return Value(anything(known_.policy, expr.type, expr.range), {*unknown});
}

std::uint32_t Evaluator::index_of(model::ElementId element) const {
  for (std::size_t k = 0; k < turns_.size(); ++k) {
    if (turns_[k].element != element) continue;
    read_ |= std::uint64_t{1} << k;
    return turns_[k].index;
  }
  throw BrokenPromise("an element is read outside its list expression");
}

// What an expression is for one element is not what it is for the next.
Value Evaluator::at(model::ElementId element, std::uint32_t index, const model::ExprPtr& expr) {
  turns_.push_back({element, index, {}});
  Value value = (*this)(expr);
  turns_.pop_back();
  read_ &= ~(std::uint64_t{1} << turns_.size());
  return value;
}

std::vector<Value> Evaluator::each(model::FactId list, model::ElementId element, const model::ExprPtr& expr) {
  std::vector<Value> values;
  for (std::uint32_t index = 0; index < count(list, element); ++index) values.push_back(at(element, index, expr));
  return values;
}

Value Evaluator::of(const model::OfList& node, const model::Expr& expr) {
  if (std::optional<Value> unknown = unknown_list(node.list, node.element, expr)) return *std::move(unknown);
  const std::vector<Value> bodies = each(node.list, node.element, node.body);
  Leaves leaves;
  for (const Value& body : bodies) add(leaves, body);
  switch (node.kind) {
    case model::ListKind::any: {
      Truth any{false, true};
      for (const Value& body : bodies) any = {any.may_be_yes || body.truth().may_be_yes, any.may_be_no && body.truth().may_be_no};
      return {any, leaves};
    }
    case model::ListKind::sum: {
      Int256 from = 0, to = 0;
      for (const Value& body : bodies) {
        from = exact_sum(from, body.bounds().from);
        to = exact_sum(to, body.bounds().to);
      }
      return {Bounds{from, to}, leaves};
    }
  }
  throw BrokenPromise("no such list expression");
}

// The greatest is found as the least of the negated.
Value Evaluator::of(const model::Extreme& node, const model::Expr& expr) {
  if (std::optional<Value> unknown = unknown_list(node.list, node.element, expr)) return *std::move(unknown);
  const std::vector<Value> wheres = each(node.list, node.element, node.where);
  const std::vector<Value> bodies = each(node.list, node.element, node.body);
  const auto turned = [&](const Bounds& bounds) {
    return node.smallest ? bounds : Bounds{exact_difference(0, bounds.to), exact_difference(0, bounds.from)};
  };
  std::optional<Bounds> possible;  // spans all elements that may be there
  std::optional<Int256> at_most;   // the least of those that are there for sure is not above this
  Leaves leaves;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (!wheres[i].truth().may_be_yes) continue;
    add(leaves, wheres[i]);
    add(leaves, bodies[i]);
    const Bounds body = turned(bodies[i].bounds());
    possible = possible ? span(*possible, body) : body;
    if (wheres[i].is_yes()) at_most = std::min(at_most.value_or(body.to), body.to);
  }
  if (at_most) return {turned({possible->from, *at_most}), leaves};
  const Value& otherwise = (*this)(node.otherwise);
  add(leaves, otherwise);
  const Bounds none = turned(otherwise.bounds());
  return {turned(possible ? span(*possible, none) : none), leaves};
}

// ---- fold ----

// Nothing where it is unknown.
std::optional<std::vector<std::uint32_t>> Evaluator::order_of(const model::Fold& node, Leaves& leaves) {
  std::vector<std::uint32_t> order(count(node.list, node.element));
  std::iota(order.begin(), order.end(), 0U);
  if (!node.key || order.size() < 2) return order;
  const std::vector<Value> keys = each(node.list, node.element, node.key);
  for (const Value& key : keys) add(leaves, key);
  if (!std::all_of(keys.begin(), keys.end(), [](const Value& key) { return key.single(); })) return std::nullopt;
  const auto comes_before = [&](std::uint32_t a, std::uint32_t b) {
    const Int256 left = keys[a].bounds().from, right = keys[b].bounds().from;
    return node.descending ? left > right : left < right;
  };
  std::stable_sort(order.begin(), order.end(), comes_before);
  return order;
}

Value Evaluator::of(const model::Fold& node, const model::Expr& expr) {
  if (std::optional<Value> unknown = unknown_list(node.list, node.element, expr)) return *std::move(unknown);
  Leaves leaves;
  Value running = (*this)(node.start);
  add(leaves, running);
  const std::optional<std::vector<std::uint32_t>> order = order_of(node, leaves);
  for (std::uint32_t turn = 0; turn < count(node.list, node.element); ++turn) {
    running_.insert_or_assign(node.element, running);
    running = at(node.element, order ? order->at(turn) : turn, node.body);
    add(leaves, running);
  }
  running_.erase(node.element);
  if (order) return running;
  return {Bounds{expr.range.from, expr.range.to}, leaves};
}

Value Evaluator::of(const model::ElementIndex& node, const model::Expr&) {
  const std::int64_t index = index_of(node.element);
  return {Bounds{index, index}, {}};
}

Value Evaluator::of(const model::Running& node, const model::Expr&) {
  index_of(node.element);  // it changes with the element
  return running_.at(node.element);
}

}  // namespace pol::interpret
