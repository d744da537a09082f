// List expressions: each is a loop of its own, whose body is lowered within it.
#include <algorithm>
#include <stdexcept>

#include "ir/mask.h"
#include "lower/lower_expr.h"

namespace pol::lower {

// Open while the body of a list expression is lowered.
class ExprLowering::Loop {
 public:
  Loop(ExprLowering& lowering, model::FactId list, model::ElementId element, const model::Extent& running = {}) : lowering_(lowering) {
    const std::uint32_t around = lowering_.loops_.empty() ? ir::no_loop : lowering_.loops_.back().loop;
    const std::uint32_t holder = lowering_.loop_of(model::element_around(lowering_.policy_, element));
    lowering_.loops_.push_back({element, lowering_.builder_.begin_loop(list, around, holder), running, {}});
  }
  ~Loop() { lowering_.loops_.pop_back(); }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  std::uint32_t id() const { return lowering_.loops_.back().loop; }

 private:
  ExprLowering& lowering_;
};

std::uint32_t ExprLowering::loop_of(model::ElementId element) const {
  if (element == model::none) return ir::no_loop;
  for (const OpenLoop& open : loops_) {
    if (open.element == element) return open.loop;
  }
  throw std::logic_error("an element is read outside its list expression");
}

// From the inside out, so that the outermost that is absent decides: a required list or record may hold anything, in an optional one there
// is no element, which `result` says already.
ir::NodeId ExprLowering::unless_list_unknown(model::FactId list, model::ElementId element, ir::NodeId result, const model::Extent& range) {
  const bool is_truth = builder_.node(result).shape == ir::Shape::truth;
  const std::uint32_t loop = loop_of(model::element_around(policy_, element));
  const auto unless_absent = [&](model::FactId place, ir::NodeId absent, ir::NodeId there) {
    return builder_.choose(builder_.present(place, loop), {ir::single_case(0, 2), ir::single_case(1, 2)}, {absent, there}, range.from,
                           range.to);
  };
  ir::NodeId value = result;
  for (model::FactId at = list; at != model::none; at = policy_.facts.at(at).parent) {
    const model::Fact& around = policy_.facts.at(at);
    if (at != list && around.kind == model::FactKind::list) break;
    if (around.kind == model::FactKind::group) continue;
    if (around.presence == model::Presence::required)
      value = unless_absent(at, is_truth ? builder_.truth_leaf(at, loop) : builder_.number_leaf(at, range.from, range.to, loop), value);
    else if (value != result)
      value = unless_absent(at, result, value);
  }
  return value;
}

ir::NodeId ExprLowering::of(const model::OfList& node, const model::Expr& expr) {
  const Loop loop(*this, node.list, node.element);
  const ir::NodeId body = (*this)(node.body);
  const bool any = node.kind == model::ListKind::any;
  const ir::NodeId result =
      any ? builder_.any_element(loop.id(), body) : builder_.sum_elements(loop.id(), body, expr.range.from, expr.range.to);
  return unless_list_unknown(node.list, node.element, result, expr.range);
}

ir::NodeId ExprLowering::of(const model::Extreme& node, const model::Expr& expr) {
  const ir::NodeId otherwise = (*this)(node.otherwise);
  const Loop loop(*this, node.list, node.element);
  const ir::NodeId where = (*this)(node.where), body = (*this)(node.body);
  const ir::Op op = node.smallest ? ir::Op::smallest_element : ir::Op::largest_element;
  const ir::NodeId result = builder_.extreme_element(op, loop.id(), where, body, otherwise, expr.range.from, expr.range.to);
  return unless_list_unknown(node.list, node.element, result, expr.range);
}

// The running value may be anything in the fold's range: check proved that it stays there.
ir::NodeId ExprLowering::of(const model::Fold& node, const model::Expr& expr) {
  const ir::NodeId start = (*this)(node.start);
  const Loop loop(*this, node.list, node.element, expr.range);
  std::optional<ir::NodeId> key;
  if (node.key) key = (*this)(node.key);
  ir::Sorted sorted = ir::Sorted::no;
  if (node.key) sorted = node.descending ? ir::Sorted::falling : ir::Sorted::rising;
  const ir::NodeId body = (*this)(node.body);
  return unless_list_unknown(node.list, node.element, builder_.fold(loop.id(), start, body, sorted, key, expr.range.from, expr.range.to),
                             expr.range);
}

ir::NodeId ExprLowering::operator()(const model::OutputRows& rows) {
  if (rows.list == model::none) return written_rows(ir::no_loop, rows);
  return rows_through(rows, 0);
}

// Of the lists around those of the rows no item may be undecided.
ir::NodeId ExprLowering::rows_through(const model::OutputRows& rows, std::size_t depth) {
  if (depth == rows.through.size()) {
    const Loop loop(*this, rows.list, rows.element);
    return unless_list_unknown(rows.list, rows.element, written_rows(loop.id(), rows), {});
  }
  const auto [list, element] = rows.through[depth];
  const Loop loop(*this, list, element);
  const ir::NodeId undecided = builder_.any_element(loop.id(), builder_.negate(rows_through(rows, depth + 1)));
  return unless_list_unknown(list, element, builder_.negate(undecided), {});
}

ir::NodeId ExprLowering::written_rows(std::uint32_t loop, const model::OutputRows& rows) {
  const ir::NodeId where = (*this)(rows.where);
  std::vector<std::pair<ir::NodeId, ir::NodeId>> fields;
  for (const model::RowValue& field : rows.fields) {
    const ir::NodeId present = field.present ? (*this)(field.present) : builder_.truth(true);
    fields.emplace_back(present, (*this)(field.value));
  }
  if (rows.turn) fields.emplace_back(builder_.truth(true), (*this)(rows.turn));
  return loop == ir::no_loop ? builder_.one_row(where, fields) : builder_.list_rows(loop, where, fields);
}

ir::NodeId ExprLowering::of(const model::ElementIndex& node, const model::Expr& expr) {
  return builder_.element_index(loop_of(node.element), expr.range.to);
}

ir::NodeId ExprLowering::of(const model::Running& node, const model::Expr&) {
  const std::uint32_t loop = loop_of(node.element);
  if (loop == ir::no_loop) throw std::logic_error("a running value without its fold");
  const auto fold = std::find_if(loops_.begin(), loops_.end(), [&](const OpenLoop& open) { return open.loop == loop; });
  return builder_.running(loop, fold->running.from, fold->running.to);
}

}  // namespace pol::lower
