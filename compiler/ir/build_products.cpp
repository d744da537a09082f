// What rounds, compares fractions, and finds the band of a number.
#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include "ir/build.h"
#include "ir/make_node.h"

namespace pol::ir {

namespace {

// Nothing where a factor is unknown or the product does not fit.
std::optional<Int256> constant_product(const Builder& builder, const std::vector<NodeId>& factors) {
  std::optional<Int256> product = 1;
  for (const NodeId factor : factors) {
    if (builder.node(factor).op != Op::constant) return std::nullopt;
    product = multiply(*product, builder.node(factor).value);
    if (!product) return std::nullopt;
  }
  return product;
}

bool compare_constants(Op op, Int256 left, Int256 right) {
  if (op == Op::less) return left < right;
  return op == Op::less_equal ? left <= right : left == right;
}

Op product_of(Op op) {
  switch (op) {
    case Op::less: return Op::less_product;
    case Op::less_equal: return Op::less_equal_product;
    case Op::equal: return Op::equal_product;
    default: throw std::logic_error("not a comparison");
  }
}

}  // namespace

NodeId Builder::band(NodeId number, std::vector<std::int64_t> starts) {
  if (starts.empty()) throw std::logic_error("there is no band");
  const auto cases = static_cast<std::uint32_t>(starts.size());
  if (cases == 1) return choice_case(0, 1);
  if (is_constant(number)) {
    const auto above = std::upper_bound(starts.begin() + 1, starts.end(), nodes_[number].value);
    return choice_case(static_cast<std::uint32_t>(above - starts.begin()) - 1, cases);
  }
  Node node{};
  node.op = Op::band;
  node.shape = Shape::choice_case;
  node.operands = {number};
  node.cases = cases;
  node.starts = std::move(starts);
  return add(std::move(node));
}

NodeId Builder::round_quotient(std::vector<NodeId> numerators, const std::vector<NodeId>& denominators, RoundingMode mode,
                               std::int64_t unit, Int256 from, Int256 to) {
  if (numerators.empty() || unit <= 0) throw std::logic_error("nothing to round, or to nothing");
  if (numerators.size() == 1 && denominators.empty() && unit == 1) return numerators.front();
  const auto above = constant_product(*this, numerators), below = constant_product(*this, denominators);
  if (above && below && *below > 0) {
    if (const auto divisor = multiply(*below, unit)) {
      const auto rounded = round_ratio(*above, *divisor, mode);
      const auto multiple = rounded ? multiply(*rounded, unit) : std::nullopt;
      if (const auto value = multiple ? narrow(*multiple) : std::nullopt) return this->number(*value);
    }
  }
  Node node{};
  node.op = Op::round_quotient;
  node.shape = Shape::number;
  node.split = static_cast<std::uint32_t>(numerators.size());
  node.operands = std::move(numerators);
  node.operands.insert(node.operands.end(), denominators.begin(), denominators.end());
  node.mode = mode;
  node.value = unit;
  node.from = from;
  node.to = to;
  return add(std::move(node));
}

NodeId Builder::compare_products(Op op, std::vector<NodeId> left, const std::vector<NodeId>& right) {
  if (left.empty() || right.empty()) throw std::logic_error("a product without factors");
  if (left.size() == 1 && right.size() == 1) return compare(op, left.front(), right.front());
  const auto less = constant_product(*this, left), more = constant_product(*this, right);
  if (less && more) return truth(compare_constants(op, *less, *more));
  Node node{};
  node.op = product_of(op);
  node.shape = Shape::truth;
  node.split = static_cast<std::uint32_t>(left.size());
  node.operands = std::move(left);
  node.operands.insert(node.operands.end(), right.begin(), right.end());
  return add(std::move(node));
}

NodeId Builder::remainder(NodeId factor, NodeId other, NodeId divisor, Int256 to) {
  const NodeId whole = round_quotient({factor, other}, {divisor}, RoundingMode::down, 1, 0, nodes_.at(factor).to);
  return add(number_of(Op::remainder, {factor, other, divisor, whole}, 0, to));
}

}  // namespace pol::ir
