#include "ir/presumed.h"

#include "ir/mask.h"

namespace pol::ir {

namespace {

// One plane for each node, with a bit for each fact that may be presumed.
class Planes {
 public:
  Planes(const Line& line, const std::vector<Slot>& slots) : bits_(slots.size()) {
    for (std::uint32_t fact = 0; fact < slots.size(); ++fact) {
      bits_[fact] = static_cast<std::uint32_t>(facts_.size());
      if (slots[fact].presumed) facts_.push_back(fact);
    }
    words_ = words_for(facts_.size());
    planes_.resize(line.nodes.size() * words_);
    for (std::size_t k = 0; k < line.nodes.size(); ++k) {  // operands stand before what reads them
      const Node& node = line.nodes[k];
      if (node.op == Op::leaf && slots[node.fact].presumed) at(k)[bits_[node.fact] / 64] |= std::uint64_t{1} << (bits_[node.fact] % 64);
      for (const NodeId operand : node.operands) {
        for (std::size_t i = 0; i < words_; ++i) at(k)[i] |= at(operand)[i];
      }
    }
  }

  std::vector<std::uint32_t> facts_of(NodeId id) {
    std::vector<std::uint32_t> read;
    for (std::size_t bit = 0; bit < facts_.size(); ++bit) {
      if ((at(id)[bit / 64] >> (bit % 64) & 1) != 0) read.push_back(facts_[bit]);
    }
    return read;
  }

 private:
  std::uint64_t* at(std::size_t node) { return planes_.data() + node * words_; }

  std::vector<std::uint32_t> facts_, bits_;  // by bit; by fact
  std::size_t words_;
  std::vector<std::uint64_t> planes_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> find_presumed(const Line& line, const std::vector<Slot>& slots) {
  Planes planes(line, slots);
  std::vector<std::vector<std::uint32_t>> presumed;
  for (const Ground& ground : line.grounds) presumed.push_back(planes.facts_of(ground.condition));
  return presumed;
}

std::vector<NodeId> find_perhaps_presumed(const Line& line, const std::vector<Slot>& slots) {
  const std::vector<std::vector<std::uint32_t>> presumed = find_presumed(line, slots);
  std::vector<NodeId> conditions;
  for (std::size_t k = 0; k < line.grounds.size(); ++k) {
    if (line.grounds[k].asks_presumptions && !presumed[k].empty()) conditions.push_back(line.grounds[k].condition);
  }
  return conditions;
}

}  // namespace pol::ir
