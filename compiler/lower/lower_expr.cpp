#include "lower/lower_expr.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "ir/mask.h"

namespace pol::lower {

namespace {

ir::MonthEnd end_of(calendar::MonthEnd end) { return end == calendar::MonthEnd::clamp ? ir::MonthEnd::clamp : ir::MonthEnd::roll; }

ir::Op op_of(model::CompareOp op) {
  switch (op) {
    case model::CompareOp::less: return ir::Op::less;
    case model::CompareOp::less_equal: return ir::Op::less_equal;
    case model::CompareOp::equal: return ir::Op::equal;
  }
  throw std::logic_error("no such comparison");
}

ir::Op op_of(model::ArithmeticOp op) {
  switch (op) {
    case model::ArithmeticOp::add: return ir::Op::add;
    case model::ArithmeticOp::subtract: return ir::Op::subtract;
    case model::ArithmeticOp::multiply: return ir::Op::multiply;
    case model::ArithmeticOp::smaller: return ir::Op::smaller;
    case model::ArithmeticOp::larger: return ir::Op::larger;
  }
  throw std::logic_error("no such operation");
}

}  // namespace

ir::NodeId ExprLowering::operator()(const model::ExprPtr& expr) {
  if (!expr) throw std::logic_error("an expression is missing");
  if (const auto found = lowered_.find(expr.get()); found != lowered_.end()) return found->second;
  for (const OpenLoop& open : loops_) {
    if (const auto found = open.lowered.find(expr.get()); found != open.lowered.end()) return found->second;
  }
  const ir::NodeId id = std::visit([&](const auto& node) { return of(node, *expr); }, expr->node);
  known_in(builder_.node(id).loop).emplace(expr.get(), id);
  return id;
}

ExprLowering::Lowered& ExprLowering::known_in(std::uint32_t loop) {
  if (loop == ir::no_loop) return lowered_;
  for (OpenLoop& open : loops_) {
    if (open.loop == loop) return open.lowered;
  }
  throw std::logic_error("an element is read outside its list expression");
}

std::vector<ir::NodeId> ExprLowering::all(const std::vector<model::ExprPtr>& exprs) {
  std::vector<ir::NodeId> ids;
  for (const model::ExprPtr& expr : exprs) ids.push_back((*this)(expr));
  return ids;
}

std::uint32_t ExprLowering::case_count(const model::Type& type) const {
  return static_cast<std::uint32_t>(policy_.enums.at(type.enum_id).cases.size());
}

ir::NodeId ExprLowering::constant(const model::Type& type, std::int64_t value) {
  switch (type.kind) {
    case model::Kind::boolean: return builder_.truth(value != 0);
    case model::Kind::enumeration: return builder_.choice_case(static_cast<std::uint32_t>(value), case_count(type));
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::date:
    case model::Kind::days:
    case model::Kind::months: return builder_.number(value);
    case model::Kind::set:
    case model::Kind::text: break;
  }
  throw std::logic_error("no expression is a constant set or text");
}

ir::NodeId ExprLowering::of(const model::Constant& node, const model::Expr& expr) { return constant(expr.type, node.value); }

// The range is the field's, not the expression's: it is what an unknown one may be.
ir::NodeId ExprLowering::leaf(const model::Fact& like, model::FactId place, std::uint32_t loop) {
  switch (like.type.kind) {
    case model::Kind::boolean: return builder_.truth_leaf(place, loop);
    case model::Kind::enumeration: return builder_.case_leaf(place, case_count(like.type), loop);
    case model::Kind::set: return builder_.set_leaf(place, case_count(like.type), loop);
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::date:
    case model::Kind::days:
    case model::Kind::months: return builder_.number_leaf(place, like.range.from, like.range.to, loop);
    case model::Kind::text: return builder_.text_leaf(place, loop);
  }
  throw std::logic_error("no such kind of value");
}

// From the inside out, so that the outermost absent record decides. A list has no elements where a record around it is absent.
template <class StandIn>
ir::NodeId ExprLowering::unless_unknown_as_a_whole(model::FactId member, std::uint32_t loop, ir::NodeId value, const model::Extent& range,
                                                   StandIn stand_in) {
  const std::vector<ir::Mask> absent_or_present = {ir::single_case(0, 2), ir::single_case(1, 2)};
  const std::uint32_t list = policy_.facts.at(member).list;
  for (model::FactId at = policy_.facts[member].parent; at != model::none; at = policy_.facts[at].parent) {
    const model::Fact& around = policy_.facts[at];
    if (around.kind != model::FactKind::record || around.presence != model::Presence::required || around.list != list) continue;
    value = builder_.choose(builder_.present(at, loop), absent_or_present, {stand_in(at), value}, range.from, range.to);
  }
  return value;
}

ir::NodeId ExprLowering::of(const model::FactValue& node, const model::Expr&) {
  const model::Fact& fact = policy_.facts.at(node.fact);
  if (fact.kind != model::FactKind::leaf) throw std::logic_error("a record has no value: " + fact.path);
  const std::uint32_t loop = loop_of(node.element);
  const auto in_place_of = [&](model::FactId place) { return leaf(fact, place, loop); };
  return unless_unknown_as_a_whole(node.fact, loop, in_place_of(node.fact), fact.range, in_place_of);
}

ir::NodeId ExprLowering::of(const model::FactPresent& node, const model::Expr&) {
  const std::uint32_t loop = loop_of(node.element);
  const auto in_place_of = [&](model::FactId place) { return builder_.truth_leaf(place, loop); };
  return unless_unknown_as_a_whole(node.fact, loop, builder_.present(node.fact, loop), {}, in_place_of);
}

ir::NodeId ExprLowering::of(const model::Definition& node, const model::Expr&) {
  return (*this)(policy_.definitions.at(node.definition).value);
}

ir::NodeId ExprLowering::of(const model::Not& node, const model::Expr&) { return builder_.negate((*this)(node.operand)); }

ir::NodeId ExprLowering::of(const model::And& node, const model::Expr&) { return builder_.all_of(all(node.operands)); }

ir::NodeId ExprLowering::of(const model::Or& node, const model::Expr&) { return builder_.any_of(all(node.operands)); }

ir::NodeId ExprLowering::of(const model::Proved& node, const model::Expr&) { return builder_.proved((*this)(node.operand)); }

ir::NodeId ExprLowering::of(const model::Compare& node, const model::Expr&) {
  const ir::NodeId left = (*this)(node.left);
  return builder_.compare(op_of(node.op), left, (*this)(node.right));
}

ir::NodeId ExprLowering::of(const model::IsCase& node, const model::Expr&) {
  return builder_.is_case((*this)(node.subject), ir::mask_of(node.cases));
}

ir::NodeId ExprLowering::of(const model::Has& node, const model::Expr&) {
  return builder_.has(node.all ? ir::Op::has_all : ir::Op::has_any, (*this)(node.subject), ir::mask_of(node.members));
}

ir::NodeId ExprLowering::of(const model::Arithmetic& node, const model::Expr& expr) {
  const ir::NodeId left = (*this)(node.left);
  return builder_.arithmetic(op_of(node.op), left, (*this)(node.right), expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::AddMonths& node, const model::Expr& expr) {
  const ir::NodeId date = (*this)(node.date);
  return builder_.add_months(date, (*this)(node.months), end_of(node.end), expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::CompletedYears& node, const model::Expr& expr) {
  const ir::NodeId from = (*this)(node.from);
  return builder_.completed_years(from, (*this)(node.to), end_of(node.end), expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::Choice& node, const model::Expr& expr) {
  const ir::NodeId subject = (*this)(node.subject);
  std::vector<ir::Mask> masks;
  std::vector<ir::NodeId> values;
  for (const model::Branch& branch : node.branches) {
    masks.push_back(ir::mask_of(branch.cases));
    values.push_back((*this)(branch.value));
  }
  return builder_.choose(subject, masks, values, expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::TableCell& node, const model::Expr& expr) {
  const model::Table& table = policy_.tables.at(node.table);
  const std::vector<std::int64_t>& cells = table.cells.at(node.row);
  const ir::NodeId key = (*this)(node.key);
  std::vector<ir::Mask> masks;
  std::vector<ir::NodeId> values;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    masks.push_back(ir::single_case(static_cast<std::uint32_t>(column), cells.size()));
    values.push_back(constant(table.type, cells[column]));
  }
  return builder_.choose(key, masks, values, expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::Band& node, const model::Expr&) { return builder_.band((*this)(node.number), node.starts); }

ir::NodeId ExprLowering::of(const model::RoundedQuotient& node, const model::Expr& expr) {
  std::vector<ir::NodeId> numerators = all(node.numerators);
  return builder_.round_quotient(std::move(numerators), all(node.denominators), node.mode, node.unit, expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::Remainder& node, const model::Expr& expr) {
  const ir::NodeId factor = (*this)(node.factor), other = (*this)(node.other);
  return builder_.remainder(factor, other, (*this)(node.divisor), expr.range.to);
}

// What stands for a text is nothing of its own, so that a record that is unknown as a whole makes the comparison unknown.
ir::NodeId ExprLowering::of(const model::SameText& node, const model::Expr&) {
  struct Side {
    model::FactId fact;
    std::uint32_t loop;
    ir::NodeId text;
  };
  const auto side = [this](const model::ExprPtr& expr) {
    const auto& value = std::get<model::FactValue>(expr->node);
    const std::uint32_t loop = loop_of(value.element);
    return Side{value.fact, loop, builder_.text_leaf(value.fact, loop)};
  };
  const auto unknown_with = [this](std::uint32_t loop) {
    return [this, loop](model::FactId place) { return builder_.truth_leaf(place, loop); };
  };
  const Side left = side(node.left), right = side(node.right);
  const ir::NodeId same =
      unless_unknown_as_a_whole(left.fact, left.loop, builder_.same_text(left.text, right.text), {}, unknown_with(left.loop));
  return unless_unknown_as_a_whole(right.fact, right.loop, same, {}, unknown_with(right.loop));
}

ir::NodeId ExprLowering::of(const model::CompareProducts& node, const model::Expr&) {
  std::vector<ir::NodeId> left = all(node.left);
  return builder_.compare_products(op_of(node.op), std::move(left), all(node.right));
}

ir::NodeId ExprLowering::of(const model::HistoryAmount& node, const model::Expr& expr) {
  std::vector<bool> benefits(policy_.enums.at(policy_.benefits).cases.size());
  for (const model::BenefitId benefit : node.benefits) benefits.at(benefit) = true;
  std::optional<ir::NodeId> event;
  if (node.event) event = (*this)(node.event);
  return builder_.history_amount(ir::mask_of(benefits), expr.range.from, expr.range.to, event);
}

ir::NodeId ExprLowering::of(const model::FirstEventDate& node, const model::Expr& expr) {
  return builder_.first_event_date(node.benefit, expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::StepAmount& node, const model::Expr&) { return steps_.at(node.step); }

ir::NodeId ExprLowering::of(const model::Released& node, const model::Expr&) { return (*this)(node.operand); }

}  // namespace pol::lower
