#include "ir/common_terms.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

namespace pol::ir {

namespace {

using Pair = std::array<std::uint32_t, 2>;  // the lower number first

constexpr std::size_t most_operands = 64;  // above it the pairs of one node would be too many

Pair pair_of(std::uint32_t a, std::uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

// All conjunctions, or all disjunctions.
class Finder {
 public:
  Finder(CommonTerms& found) : found_(found) {}

  void add(NodeId id) {
    const std::vector<std::uint32_t>& terms = found_.terms[id];
    for (std::size_t a = 0; a < terms.size(); ++a) {
      for (std::size_t b = a + 1; b < terms.size(); ++b) count(pair_of(terms[a], terms[b]), id);
    }
  }

  void find() {
    for (const auto& [pair, nodes] : nodes_of_) propose(pair);
    while (!best_.empty()) {
      const auto [count, newest_first, pair] = best_.top();
      best_.pop();
      if (nodes_of_[pair].size() == count && count > 1) join(pair);
    }
  }

 private:
  void count(const Pair& pair, NodeId id) { nodes_of_[pair].push_back(id); }
  // Of pairs that as many have the first: so the same wording gives the same code.
  void propose(const Pair& pair) { best_.emplace(nodes_of_[pair].size(), Pair{~pair[0], ~pair[1]}, pair); }

  void join(const Pair& pair) {
    const auto joined = static_cast<std::uint32_t>(found_.first_pair + found_.pairs.size());
    found_.pairs.push_back(pair);
    const std::vector<NodeId> nodes = std::move(nodes_of_[pair]);
    nodes_of_.erase(pair);
    std::vector<Pair> changed;
    for (const NodeId id : nodes) replace(id, pair, joined, changed);
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    for (const Pair& each : changed) propose(each);
  }

  void replace(NodeId id, const Pair& pair, std::uint32_t joined, std::vector<Pair>& changed) {
    std::vector<std::uint32_t>& terms = found_.terms[id];
    std::erase_if(terms, [&](std::uint32_t term) { return term == pair[0] || term == pair[1]; });
    for (const std::uint32_t other : terms) {
      for (const std::uint32_t term : pair) {
        const Pair without = pair_of(term, other);
        std::erase(nodes_of_[without], id);
        changed.push_back(without);
      }
      count(pair_of(joined, other), id);
      changed.push_back(pair_of(joined, other));
    }
    terms.push_back(joined);
  }

  CommonTerms& found_;
  std::map<Pair, std::vector<NodeId>> nodes_of_;
  std::priority_queue<std::tuple<std::size_t, Pair, Pair>> best_;  // by how many have it; out of date where that is no longer so
};

}  // namespace

CommonTerms find_common_terms(const Line& line, const std::vector<bool>& computed) {
  CommonTerms found;
  found.first_pair = static_cast<std::uint32_t>(line.nodes.size());
  found.terms.resize(line.nodes.size());
  for (const Op op : {Op::logical_and, Op::logical_or}) {
    Finder finder(found);
    for (std::size_t k = 0; k < line.nodes.size(); ++k) {
      const Node& node = line.nodes[k];
      if (!computed[k] || node.op != op || node.operands.size() < 3 || node.operands.size() > most_operands) continue;
      found.terms[k].assign(node.operands.begin(), node.operands.end());
      finder.add(static_cast<NodeId>(k));
    }
    finder.find();
  }
  return found;
}

}  // namespace pol::ir
