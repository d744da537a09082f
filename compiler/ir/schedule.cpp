#include "ir/schedule.h"

#include <algorithm>
#include <utility>

#include "ir/loops.h"
#include "ir/regions.h"

namespace pol::ir {

namespace {

// By node, what it reads of the same loop or of none, as it does; a node that closes a loop also what is read within.
std::vector<std::vector<NodeId>> find_reads(const Line& line) {
  const std::vector<NodeId> results = results_of_loops(line);
  std::vector<std::vector<NodeId>> reads(line.nodes.size());
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    const Node& node = line.nodes[k];
    for (const NodeId operand : node.operands) {
      const std::uint32_t loop = line.nodes[operand].loop;
      if (closes_loop(node.op) && static_cast<std::uint32_t>(node.value) == loop) continue;
      std::size_t reader = k;
      while (line.nodes[reader].loop != loop) reader = results[line.nodes[reader].loop];
      reads[reader].push_back(operand);
    }
  }
  return reads;
}

// The more loops run together, the more they keep in registers.
constexpr std::size_t most_together = 8;
constexpr std::ptrdiff_t most_looked_at = 64;  // so that the time to find them grows with their number and no faster

bool may_run_together(Op op) {
  return op == Op::any_element || op == Op::sum_elements || op == Op::smallest_element || op == Op::largest_element;
}

// Of one loop, or of none. Nodes are *pending* until their turn is made.
class Scheduler {
 public:
  Scheduler(const Line& line, std::vector<std::vector<NodeId>>& reads, const std::vector<bool>& computed,
            const std::vector<std::uint32_t>& work, Regions regions, Schedule& made)
      : line_(line),
        reads_(reads),
        work_(work),
        regions_(std::move(regions)),
        made_(made),
        pending_(line.nodes.size()),
        held_(line.nodes.size()),
        preparing_(regions_.all.size()),
        rounds_(line.nodes.size()),
        answers_(line.nodes.size()) {
    for (std::size_t k = 0; k < pending_.size(); ++k) {
      pending_[k] = computed[k] && regions_.of_node[k] != nowhere;
      if (pending_[k]) read_gates(k);
      if (pending_[k] && may_run_together(line.nodes[k].op)) closing_.push_back(static_cast<NodeId>(k));
    }
  }

  std::size_t make_first(const std::vector<NodeId>& first) {
    for (const NodeId id : first) need(id, always);
    return turns_.size();
  }

  std::vector<Turn> make() {
    for (std::size_t k = 0; k < pending_.size(); ++k) {
      if (regions_.of_node[k] == always) need(static_cast<NodeId>(k), always);
    }
    for (std::size_t k = 0; k < pending_.size(); ++k) need(static_cast<NodeId>(k), always);  // that is given where it matters
    return std::move(turns_);
  }

 private:
  void read_gates(std::size_t k) {
    for (std::uint32_t region = regions_.of_node[k]; region != always; region = regions_.all[region].around) {
      for (const Gate& gate : regions_.all[region].gates) {
        if (!gate.undecided && line_.nodes[gate.subject].loop == line_.nodes[k].loop) reads_[k].push_back(gate.subject);
      }
    }
  }

  bool is_in(NodeId id, std::uint32_t region) const {
    std::uint32_t around = regions_.of_node[id];
    while (around > region) around = regions_.all[around].around;
    return around == region;
  }

  // A node of `around` or of a region within; before it what it reads. Nothing else outside `around` is pending that it reads.
  void need(NodeId id, std::uint32_t around) {
    if (!pending_[id]) return;
    std::uint32_t region = regions_.of_node[id];
    if (region != around) {
      while (regions_.all[region].around != around) region = regions_.all[region].around;
      return compute(id, region, around);
    }
    for (const NodeId operand : reads_[id]) need(operand, around);
    const std::vector<NodeId> together = loops_with(id, around);
    if (!pending_[id]) return;  // it was needed for one of the others
    if (together.size() < 2) {
      turns_.push_back({Turn::Kind::node, id});
    } else {
      turns_.push_back({Turn::Kind::together, static_cast<std::uint32_t>(made_.together.size())});
      made_.together.push_back(together);
    }
    for (const NodeId other : together) pending_[other] = false;
  }

  // ---- loops over one list ---------------------------------------------------------------------------------------------------------

  // The node, and where it closes a loop, others of its region that close one over the same elements, and can be computed now.
  std::vector<NodeId> loops_with(NodeId id, std::uint32_t around) {
    std::vector<NodeId> together{id};
    if (!may_run_together(line_.nodes[id].op) || joining_) return together;
    joining_ = true;
    const Loop& loop = line_.loops[static_cast<std::size_t>(line_.nodes[id].value)];
    const auto after = std::upper_bound(closing_.begin(), closing_.end(), id);
    const auto end = closing_.end() - after > most_looked_at ? after + most_looked_at : closing_.end();
    for (auto other = after; other != end && together.size() < most_together; ++other) {
      if (!pending_[*other] || held_[*other] || regions_.of_node[*other] != around) continue;
      const Loop& of_other = line_.loops[static_cast<std::size_t>(line_.nodes[*other].value)];
      if (of_other.list == loop.list && of_other.holder == loop.holder && is_free(*other, together, around)) together.push_back(*other);
    }
    for (const NodeId other : together) {
      for (const NodeId operand : reads_[other]) need(operand, around);
    }
    joining_ = false;
    std::erase_if(together, [this](NodeId other) { return !pending_[other]; });
    return together;
  }

  // Whether it reads nothing pending that is one of these, waits, or stands outside the region.
  bool is_free(NodeId id, const std::vector<NodeId>& these, std::uint32_t region) {
    return readings({id},
                    [&](NodeId read) {
                      return read != id &&
                             (held_[read] || !is_in(read, region) || std::find(these.begin(), these.end(), read) != these.end());
                    })
        .empty();
  }

  // A node of `region`, together with all of the region that can be computed without a pause.
  void compute(NodeId wanted, std::uint32_t region, std::uint32_t around) {
    for (const NodeId id : outside({wanted}, region)) need(id, around);
    // What is prepared already waits for this one node: it is computed alone.
    std::vector<NodeId> members = preparing_[region] ? before(wanted) : ready(region);
    if (!preparing_[region]) {
      preparing_[region] = true;
      for (const NodeId id : outside(members, region)) need(id, around);
      preparing_[region] = false;
    }
    std::erase_if(members, [this](NodeId id) { return !pending_[id]; });
    if (!members.empty()) stretch(members, region);
  }

  void stretch(const std::vector<NodeId>& members, std::uint32_t region) {
    std::uint32_t work = 0;
    for (const NodeId id : members) work += work_[id];
    const std::vector<NodeId> later = hold_back(members, region);
    const auto number = static_cast<std::uint32_t>(made_.stretches.size());
    const bool is_worth = work >= least_work;
    if (is_worth) {
      made_.stretches.push_back(regions_.all[region].gates);
      turns_.push_back({Turn::Kind::begin, number});
    }
    for (const NodeId id : members) need(id, region);
    if (is_worth) turns_.push_back({Turn::Kind::end, number});
    for (const NodeId id : later) held_[id] = false;
  }

  // What is pending of the region and not among these stays so for now.
  std::vector<NodeId> hold_back(const std::vector<NodeId>& members, std::uint32_t region) {
    std::vector<NodeId> later;
    for (const NodeId id : regions_.all[region].nodes) {
      if (pending_[id] && !held_[id] && !std::binary_search(members.begin(), members.end(), id)) later.push_back(id);
    }
    for (const NodeId id : later) held_[id] = true;
    return later;
  }

  // ---- what reads what -------------------------------------------------------------------------------------------------------------

  // The pending nodes that these read, however far, `within` telling which to give; rising.
  template <class Within>
  std::vector<NodeId> readings(std::vector<NodeId> open, const Within& within) {
    std::vector<NodeId> found;
    ++round_;
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (!pending_[id] || rounds_[id] == round_) continue;
      rounds_[id] = round_;
      if (within(id)) found.push_back(id);
      open.insert(open.end(), reads_[id].begin(), reads_[id].end());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  std::vector<NodeId> outside(const std::vector<NodeId>& members, std::uint32_t region) {
    return readings(members, [&](NodeId id) { return !is_in(id, region); });
  }

  // The node itself as well; once nothing outside its region is pending that it reads.
  std::vector<NodeId> before(NodeId id) {
    return readings({id}, [](NodeId) { return true; });
  }

  // The members that read nothing pending outside the region which itself waits for the region.
  std::vector<NodeId> ready(std::uint32_t region) {
    std::vector<NodeId> members;
    ++round_;
    for (const NodeId id : regions_.all[region].nodes) {
      if (pending_[id] && !waits(id, region)) members.push_back(id);
    }
    return members;
  }

  // A member: whether it has to wait. Another node: whether it reads a member.
  bool waits(NodeId id, std::uint32_t region) {
    if (held_[id]) return true;
    if (rounds_[id] == round_) return answers_[id];
    rounds_[id] = round_;
    const bool member = is_in(id, region);
    bool answer = false;
    for (const NodeId read : reads_[id]) {
      if (!pending_[read]) continue;
      const bool passes_in = !member && is_in(read, region);
      if (passes_in || waits(read, region)) answer = true;
    }
    answers_[id] = answer;
    return answer;
  }

  const Line& line_;
  std::vector<std::vector<NodeId>>& reads_;
  const std::vector<std::uint32_t>& work_;
  const Regions regions_;
  Schedule& made_;
  std::vector<Turn> turns_;
  std::vector<bool> pending_;          // by node
  std::vector<bool> held_;             // by node: its region is being computed, and this one not yet
  std::vector<bool> preparing_;        // by region: what it reads outside is being computed
  std::vector<std::uint32_t> rounds_;  // by node: the last search that met it
  std::vector<bool> answers_;          // by node: what that search found
  std::uint32_t round_ = 0;
  std::vector<NodeId> closing_;  // a loop, rising
  bool joining_ = false;         // what loops that run together read is being computed
};

}  // namespace

std::vector<NodeId> results_of_loops(const Line& line) {
  std::vector<NodeId> results(line.loops.size());
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    if (closes_loop(line.nodes[k].op)) results.at(static_cast<std::size_t>(line.nodes[k].value)) = static_cast<NodeId>(k);
  }
  return results;
}

Schedule schedule(const Line& line, const std::vector<bool>& computed, const Relevance& relevance, const std::vector<NodeId>& first) {
  const std::vector<std::uint32_t> work = find_work(line, computed);
  std::vector<std::vector<NodeId>> reads = find_reads(line);
  Schedule made;
  const auto scheduler = [&](std::uint32_t loop) {
    return Scheduler(line, reads, computed, work, find_regions(line, loop, work, relevance), made);
  };
  Scheduler of_line = scheduler(no_loop);
  made.first_ones = of_line.make_first(first);
  made.line = of_line.make();
  for (std::uint32_t loop = 0; loop < line.loops.size(); ++loop) made.loops.push_back(scheduler(loop).make());
  return made;
}

}  // namespace pol::ir
