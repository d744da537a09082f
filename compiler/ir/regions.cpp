#include "ir/regions.h"

#include <algorithm>
#include <utility>

#include "ir/loops.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t rounds = 4;    // of a loop, as if lists were that long
constexpr std::size_t most_gates = 8;  // asked of one region, the innermost ones: more cost more than they tell

// Which places are regions of their own, and in which region the others lie.
class Joining {
 public:
  // Within the place `root`.
  Joining(const std::vector<Place>& places, std::uint32_t root, std::vector<std::uint32_t> work)
      : places_(places), root_(root), within_(std::move(work)), heaviest_(places.size()), region_(places.size(), always) {
    for (std::size_t k = places.size(); k-- > 1;) {
      const std::uint32_t around = places[k].around;
      within_[around] += within_[k];
      heaviest_[around] = std::max(heaviest_[around], within_[k]);
    }
  }

  std::vector<Region> find() {
    std::vector<Region> regions{{always, {}}};
    std::vector<bool> is_inside(places_.size());
    for (std::size_t k = root_ + 1; k < places_.size(); ++k) {
      region_[k] = region_[places_[k].around];
      is_inside[k] = places_[k].around == root_ || is_inside[places_[k].around];
      if (!is_inside[k] || !is_worth(k)) continue;
      const std::uint32_t around = region_[k];
      region_[k] = static_cast<std::uint32_t>(regions.size());
      regions.push_back({around, gates_up_to(k, around)});
      of_region_.push_back(static_cast<std::uint32_t>(k));
    }
    return regions;
  }

  std::uint32_t region_of(std::uint32_t place) const { return region_[place]; }

 private:
  // Where all but a little of a place lies at one place within it, that one is asked for alone.
  bool is_worth(std::size_t place) const {
    const bool scattered = heaviest_[place] < least_work || within_[place] - heaviest_[place] >= least_work / 2;
    return within_[place] >= least_work && scattered;
  }

  std::vector<Gate> gates_up_to(std::size_t place, std::uint32_t region) const {
    std::vector<Gate> gates;
    const std::uint32_t end = region == always ? root_ : of_region_[region - 1];
    for (auto k = static_cast<std::uint32_t>(place); k != end && gates.size() < most_gates; k = places_[k].around)
      gates.push_back(places_[k].gate);
    std::reverse(gates.begin(), gates.end());
    return gates;
  }

  const std::vector<Place>& places_;
  const std::uint32_t root_;
  std::vector<std::uint32_t> within_;     // by place: the work that stands there and at the places within
  std::vector<std::uint32_t> heaviest_;   // of those directly within
  std::vector<std::uint32_t> region_;     // by place
  std::vector<std::uint32_t> of_region_;  // by region but the first: its place
};

}  // namespace

std::uint32_t work_of(const Node& node) {
  const auto operands = static_cast<std::uint32_t>(node.operands.size());
  switch (node.op) {
    case Op::constant: return 0;
    case Op::logical_not: return 0;
    case Op::leaf: return 5;
    case Op::logical_and:
    case Op::logical_or: return 2 * operands;
    case Op::choose: return 4 * operands;
    case Op::multiply: return 6;
    case Op::add_months:
    case Op::completed_years: return 50;
    case Op::history_amount:
    case Op::first_event_date: return 30;
    case Op::round_quotient: return 60;
    case Op::remainder: return 20;
    default: return 4;
  }
}

std::vector<std::uint32_t> find_work(const Line& line, const std::vector<bool>& computed) {
  std::vector<std::uint32_t> of_loop(line.loops.size(), 10), work(line.nodes.size(), 0);
  for (std::size_t k = 0; k < work.size(); ++k) {
    if (!computed[k]) continue;
    const Node& node = line.nodes[k];
    work[k] = work_of(node);
    if (closes_loop(node.op)) work[k] += rounds * of_loop[static_cast<std::size_t>(node.value)];
    if (node.loop != no_loop) of_loop[node.loop] += work[k];
  }
  return work;
}

Regions find_regions(const Line& line, std::uint32_t loop, const std::vector<std::uint32_t>& work, const Relevance& relevance) {
  std::vector<std::uint32_t> of_places(relevance.places.size(), 0);
  std::uint32_t root = always;
  const auto is_of_loop = [&](std::size_t k) { return line.nodes[k].loop == loop && relevance.at[k] != nowhere; };
  for (std::size_t k = 0; k < work.size(); ++k) {
    if (is_of_loop(k)) of_places[relevance.at[k]] += work[k];
    if (loop != no_loop && closes_loop(line.nodes[k].op) && static_cast<std::uint32_t>(line.nodes[k].value) == loop) root = relevance.at[k];
  }
  if (root == nowhere) root = always;
  Joining joining(relevance.places, root, std::move(of_places));
  Regions regions{joining.find(), std::vector<std::uint32_t>(line.nodes.size(), nowhere)};
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    if (!is_of_loop(k)) continue;
    const std::uint32_t region = joining.region_of(relevance.at[k]);
    regions.of_node[k] = region;
    for (std::uint32_t around = region; around != always; around = regions.all[around].around)
      regions.all[around].nodes.push_back(static_cast<NodeId>(k));
  }
  return regions;
}

}  // namespace pol::ir
