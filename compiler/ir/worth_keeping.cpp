#include "ir/worth_keeping.h"

#include "ir/loops.h"
#include "ir/regions.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t least_skipped = 25;  // instructions, about; to keep a result costs about four
constexpr NodeId nobody = 0xffffffff, several = 0xfffffffe;

// Through which node alone each is read, however far; a loop reads what its body does. (Dominators: readers stand behind what they read.)
class OnlyReaders {
 public:
  OnlyReaders(const Line& line, const std::vector<bool>& kept) : only_(line.nodes.size(), nobody), depth_(line.nodes.size(), 0) {
    std::vector<NodeId> outermost(line.nodes.size());  // by node: the result of the loop in which it stands, or itself
    std::vector<NodeId> of_loop(line.loops.size(), nobody);
    for (std::size_t k = line.nodes.size(); k-- > 0;) {
      const Node& node = line.nodes[k];
      outermost[k] = node.loop == no_loop ? static_cast<NodeId>(k) : of_loop[node.loop];
      if (closes_loop(node.op)) of_loop[static_cast<std::size_t>(node.value)] = outermost[k];
      if (kept[k]) only_[k] = several;
      if (outermost[k] == k && only_[k] < several) depth_[k] = depth_[only_[k]] + 1;
      for (const NodeId operand : node.operands) {
        if (line.nodes[operand].loop == no_loop) read(operand, outermost[k]);
      }
    }
  }

  NodeId of(NodeId id) const { return only_[id]; }

 private:
  void read(NodeId id, NodeId reader) { only_[id] = only_[id] == nobody ? reader : joined(only_[id], reader); }

  NodeId joined(NodeId a, NodeId b) const {
    while (a != b) {
      if (a >= several || b >= several) return several;
      (depth_[a] < depth_[b] ? b : a) = only_[depth_[a] < depth_[b] ? b : a];
    }
    return a;
  }

  std::vector<NodeId> only_;
  std::vector<std::uint32_t> depth_;
};

}  // namespace

std::vector<bool> find_worth_keeping(const Line& line, const std::vector<bool>& kept, const std::vector<bool>& may_be_kept,
                                     const Relevance& relevance) {
  const OnlyReaders only_readers(line, kept);
  std::vector<std::uint32_t> skipped = find_work(line, std::vector<bool>(line.nodes.size(), true));
  std::vector<bool> worth(line.nodes.size());
  for (NodeId id = 0; id < worth.size(); ++id) {
    if (kept[id] || line.nodes[id].loop != no_loop) continue;
    worth[id] = may_be_kept[id] && relevance.at[id] == always && skipped[id] >= least_skipped;
    if (const NodeId reader = only_readers.of(id); !worth[id] && reader < several) skipped[reader] += skipped[id];
  }
  return worth;
}

}  // namespace pol::ir
