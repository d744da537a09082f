// The beginnings of a node. Used by the builder alone.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

inline Node node_of(Op op, Shape shape, std::vector<NodeId> operands = {}) {
  Node node{};
  node.op = op;
  node.shape = shape;
  node.operands = std::move(operands);
  return node;
}

inline Node number_of(Op op, std::vector<NodeId> operands, Int256 from, Int256 to) {
  Node node = node_of(op, Shape::number, std::move(operands));
  node.from = from;
  node.to = to;
  return node;
}

}  // namespace pol::ir
