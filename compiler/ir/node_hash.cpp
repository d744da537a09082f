#include "ir/node_hash.h"

namespace pol::ir {

std::size_t NodeHash::operator()(const Node& node) const {
  std::uint64_t hash = 0;
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  };
  mix(static_cast<std::uint64_t>(node.op) << 8 | static_cast<std::uint64_t>(node.shape));
  for (const NodeId operand : node.operands) mix(operand);
  mix(static_cast<std::uint64_t>(node.value));
  mix(node.fact);
  mix(node.from.words().front());
  mix(node.to.words().front());
  for (const std::uint64_t word : node.mask.words) mix(word);
  for (const Mask& branch : node.branches) mix(branch.words.empty() ? 0 : branch.words.front());
  mix(std::uint64_t{node.loop} << 32 | node.split);
  mix(static_cast<std::uint64_t>(node.mode) << 8 | static_cast<std::uint64_t>(node.sorted));
  for (const std::int64_t start : node.starts) mix(static_cast<std::uint64_t>(start));
  return hash;
}

}  // namespace pol::ir
