// List expressions: each is a loop of its own, whose body is lowered within it.
#include <stdexcept>

#include "lower/lower_expr.h"

namespace pol::lower {

// Open while the body of a list expression is lowered.
class ExprLowering::Loop {
 public:
  Loop(ExprLowering& lowering, model::FactId list, model::ElementId element, model::Range running = {}) : lowering_(lowering) {
    lowering_.loops_.push_back({element, lowering_.builder_.begin_loop(list), running, {}});
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
  if (loops_.empty() || loops_.back().element != element) throw std::logic_error("an element is read outside its list expression");
  return loops_.back().loop;
}

ir::NodeId ExprLowering::of(const model::OfList& node, const model::Expr& expr) {
  const Loop loop(*this, node.list, node.element);
  const ir::NodeId body = (*this)(node.body);
  if (node.kind == model::ListKind::any) return builder_.any_element(loop.id(), body);
  return builder_.sum_elements(loop.id(), body, expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::Extreme& node, const model::Expr& expr) {
  const ir::NodeId otherwise = (*this)(node.otherwise);
  const Loop loop(*this, node.list, node.element);
  const ir::NodeId where = (*this)(node.where), body = (*this)(node.body);
  const ir::Op op = node.smallest ? ir::Op::smallest_element : ir::Op::largest_element;
  return builder_.extreme_element(op, loop.id(), where, body, otherwise, expr.range.from, expr.range.to);
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
  return builder_.fold(loop.id(), start, body, sorted, key, expr.range.from, expr.range.to);
}

ir::NodeId ExprLowering::of(const model::Running& node, const model::Expr&) {
  const std::uint32_t loop = loop_of(node.element);
  if (loop == ir::no_loop) throw std::logic_error("a running value without its fold");
  return builder_.running(loop, loops_.back().running.from, loops_.back().running.to);
}

}  // namespace pol::lower
