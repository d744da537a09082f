#include "ir/shared.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "ir/loops.h"
#include "ir/node_hash.h"
#include "ir/results.h"

namespace pol::ir {

namespace {

constexpr std::size_t least_functions = 2;

// One node; or the whole of a loop that stands in no other, its result last. Operands are numbers of candidates, within the loop `inside`
// and more: places among these nodes. Loops are counted from 0.
struct Candidate {
  std::vector<Node> nodes;
  std::vector<Loop> loops;  // without their leaves

  bool operator==(const Candidate&) const = default;
};
constexpr NodeId inside = 0x80000000;

struct CandidateHash {
  std::size_t operator()(const Candidate& candidate) const {
    std::size_t hash = candidate.loops.size();
    for (const Node& node : candidate.nodes) hash = hash * 31 + NodeHash()(node);
    return hash;
  }
};

bool is_of_record(const Node& node) {
  return node.op != Op::list_rows && node.op != Op::one_row && node.op != Op::history_amount && node.op != Op::first_event_date;
}

// The candidates of one line.
class Candidates {
 public:
  explicit Candidates(const Line& line) : line_(line), outermost_(line.loops.size()), places_(line.nodes.size(), not_shared) {
    for (std::size_t k = line.loops.size(); k-- > 0;) {
      const std::uint32_t parent = line.loops[k].parent;
      outermost_[k] = parent == no_loop ? static_cast<std::uint32_t>(k) : outermost_[parent];
    }
  }

  // Calls number(candidate), which gives its number, for each; what it gives is kept for each node.
  template <class Number>
  std::vector<NodeId> find(const Number& number) {
    for (std::size_t k = 0; k < line_.nodes.size(); ++k) {
      const Node& node = line_.nodes[k];
      if (node.loop != no_loop) continue;
      Candidate candidate;
      const bool whole = closes_loop(node.op) ? add_loop(k, candidate) : add(k, candidate);
      if (whole) places_[k] = number(std::move(candidate));
    }
    return std::move(places_);
  }

 private:
  bool add_loop(std::size_t result, Candidate& candidate) {
    const auto outermost = static_cast<std::uint32_t>(line_.nodes[result].value);
    std::vector<std::uint32_t> loops(line_.loops.size(), no_loop);
    for (std::size_t k = 0; k < line_.loops.size(); ++k) {
      if (outermost_[k] != outermost) continue;
      loops[k] = static_cast<std::uint32_t>(candidate.loops.size());
      candidate.loops.push_back({line_.loops[k].list, {}, line_.loops[k].parent, line_.loops[k].holder});
    }
    for (Loop& loop : candidate.loops) {
      for (std::uint32_t* around : {&loop.parent, &loop.holder}) *around = *around == no_loop ? no_loop : loops[*around];
    }
    std::vector<NodeId> places(result + 1, not_shared);
    for (std::size_t k = 0; k <= result; ++k) {
      const bool of_this = k == result || (line_.nodes[k].loop != no_loop && outermost_[line_.nodes[k].loop] == outermost);
      if (!of_this) continue;
      places[k] = inside + static_cast<NodeId>(candidate.nodes.size());
      if (!add(k, candidate, places)) return false;
      Node& node = candidate.nodes.back();
      if (node.loop != no_loop) node.loop = loops[node.loop];
      if (closes_loop(node.op)) node.value = loops[static_cast<std::size_t>(node.value)];
    }
    return true;
  }

  // With the operands' numbers; false where one of them has none.
  bool add(std::size_t k, Candidate& candidate, const std::vector<NodeId>& places = {}) {
    Node node = line_.nodes[k];
    if (!is_of_record(node)) return false;
    for (NodeId& operand : node.operands) {
      operand = operand < places.size() && places[operand] != not_shared ? places[operand] : places_[operand];
      if (operand == not_shared) return false;
    }
    candidate.nodes.push_back(std::move(node));
    return true;
  }

  const Line& line_;
  std::vector<std::uint32_t> outermost_;  // by loop: the one around it that stands in no other
  std::vector<NodeId> places_;
};

struct Found {
  std::vector<const Candidate*> candidates;  // by number
  std::vector<std::size_t> functions;        // by number: how many have it, be it several times
  std::unordered_map<Candidate, NodeId, CandidateHash> numbers;
};

std::vector<NodeId> find_candidates(const Line& line, Found& found) {
  std::vector<NodeId> places = Candidates(line).find([&found](Candidate candidate) {
    const auto [place, added] = found.numbers.try_emplace(std::move(candidate), static_cast<NodeId>(found.candidates.size()));
    if (added) found.candidates.push_back(&place->first), found.functions.push_back(0);
    return place->second;
  });
  const std::set<NodeId> each(places.begin(), places.end());
  for (const NodeId number : each) {
    if (number != not_shared) ++found.functions[number];
  }
  return places;
}

// Puts a candidate behind what is there; `now` says where the others went. Gives its result.
NodeId append(const Candidate& candidate, const std::vector<NodeId>& now, Line& line) {
  const auto first_node = static_cast<NodeId>(line.nodes.size());
  const auto first_loop = static_cast<std::uint32_t>(line.loops.size());
  for (Loop loop : candidate.loops) {
    for (std::uint32_t* around : {&loop.parent, &loop.holder}) *around = *around == no_loop ? no_loop : *around + first_loop;
    line.loops.push_back(std::move(loop));
  }
  for (Node node : candidate.nodes) {
    for (NodeId& operand : node.operands) operand = operand >= inside ? operand - inside + first_node : now[operand];
    if (node.loop != no_loop) node.loop += first_loop;
    if (closes_loop(node.op)) node.value += first_loop;
    line.nodes.push_back(std::move(node));
  }
  return static_cast<NodeId>(line.nodes.size() - 1);
}

// Nodes of loops whose result is shared.
void mark_within(const Line& line, std::vector<NodeId>& places) {
  std::vector<bool> is_shared(line.loops.size());
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (closes_loop(line.nodes[k].op) && places[k] != not_shared) is_shared[static_cast<std::size_t>(line.nodes[k].value)] = true;
  }
  for (std::size_t k = line.loops.size(); k-- > 0;) {
    if (line.loops[k].parent != no_loop && is_shared[line.loops[k].parent]) is_shared[k] = true;
  }
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (line.nodes[k].loop != no_loop && is_shared[line.nodes[k].loop]) places[k] = within_shared;
  }
}

void find_read(const Line& line, const std::vector<NodeId>& places, std::vector<bool>& is_read) {
  const auto read = [&](NodeId id) {
    if (places[id] < within_shared) is_read[places[id]] = true;
  };
  visit_values(line, read);
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (places[k] == not_shared) std::for_each(line.nodes[k].operands.begin(), line.nodes[k].operands.end(), read);
  }
}

void number_grounds(const Line& line, const std::vector<NodeId>& places, Shared& shared) {
  for (const Ground& ground : line.grounds) {
    const NodeId place = places[ground.condition];
    if (place != not_shared && shared.ground_bits[place] == no_bit) shared.ground_bits[place] = shared.grounds++;
  }
}

}  // namespace

Shared find_shared(const Program& program) {
  Shared shared{};
  shared.line.name = "shared";
  shared.line.event = no_event;
  std::vector<const Line*> functions;
  for (const auto* lines : {&program.lines, &program.questions}) {
    for (const Line& line : *lines) functions.push_back(&line);
  }
  Found found;
  std::size_t sharing = 0;
  for (std::size_t k = 0; k < functions.size(); ++k) {
    const bool shares = k < program.lines.size() || functions[k]->asks_for_lines;
    shared.places.push_back(shares ? find_candidates(*functions[k], found) : std::vector<NodeId>(functions[k]->nodes.size(), not_shared));
    sharing += shares ? 1 : 0;
  }
  const std::size_t least = std::max(least_functions, (sharing + 2) / 3);
  // A candidate's operands stand in every function that has it: what is left refers to nothing that is not.
  std::vector<NodeId> now(found.candidates.size(), not_shared);
  for (std::size_t k = 0; k < now.size(); ++k) {
    if (found.functions[k] >= least) now[k] = append(*found.candidates[k], now, shared.line);
  }
  shared.read.assign(shared.line.nodes.size(), false);
  shared.ground_bits.assign(shared.line.nodes.size(), no_bit);
  for (std::size_t k = 0; k < functions.size(); ++k) {
    for (NodeId& place : shared.places[k]) place = place == not_shared ? not_shared : now[place];
    mark_within(*functions[k], shared.places[k]);
    find_read(*functions[k], shared.places[k], shared.read);
    number_grounds(*functions[k], shared.places[k], shared);
  }
  return shared;
}

}  // namespace pol::ir
