#include "ir/relevance.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ir/loops.h"
#include "ir/mask.h"

namespace pol::ir {

namespace {

const Mask yes = single_case(1, 2);
const Mask no = single_case(0, 2);

// What longer conjunctions say of one place they say of a hundred: those of verdicts, of what came before each case.
constexpr std::size_t most_terms_told_apart = 2;

class Finder {
 public:
  // `decided`: by node, whether it only matters while it is undecided; null: none.
  Finder(const Line& line, const std::vector<bool>& computed, const std::vector<bool>* decided = nullptr)
      : line_(line), computed_(computed), decided_(decided), results_(line.loops.size()) {
    found_.places.push_back({});
    found_.at.assign(line.nodes.size(), nowhere);
    depths_.push_back(0);
    for (std::size_t k = 0; k < line.nodes.size(); ++k) {
      if (closes_loop(line.nodes[k].op)) results_[static_cast<std::size_t>(line.nodes[k].value)] = static_cast<NodeId>(k);
    }
  }

  void read(NodeId id, std::uint32_t place) {
    if (tells_apart_) return read_apart(all_[id], place);
    std::uint32_t& at = found_.at[id];
    at = at == nowhere ? place : common(at, place);
  }

  void read_with_loops_around(NodeId id, std::uint32_t place) {
    read(id, place);
    for (std::uint32_t loop = line_.nodes[id].loop; loop != no_loop; loop = line_.nodes[results_[loop]].loop) read(results_[loop], place);
  }

  std::uint32_t behind(std::uint32_t around, const Gate& gate) {
    if (line_.nodes[gate.subject].op == Op::constant) return around;
    const auto [found, added] = numbers_.try_emplace({around, gate.subject, gate.undecided, gate.not_zero, gate.accepts.words},
                                                     static_cast<std::uint32_t>(found_.places.size()));
    if (added) found_.places.push_back({around, gate}), depths_.push_back(depths_[around] + 1);
    return found->second;
  }

  // Operands stand before what reads them: all readers of a node have been seen when it is its turn.
  Relevance finish() {
    for (std::size_t k = line_.nodes.size(); k-- > 0;) {
      if (!computed_[k] || found_.at[k] == nowhere) continue;
      const auto id = static_cast<NodeId>(k);
      if (decided_ != nullptr && (*decided_)[k]) found_.at[k] = behind(found_.at[k], {.subject = id, .undecided = true});
      read_operands(id, found_.at[k]);
    }
    return std::move(found_);
  }

  // From now on what is read is told apart. Once the place of each node is found, which is around all of its places.
  void tell_apart(Relevance found, std::size_t most_places) {
    found_ = std::move(found);
    tells_apart_ = true;
    most_places_ = most_places;
    all_.resize(line_.nodes.size());
  }

  Readings finish_apart() {
    for (std::size_t k = line_.nodes.size(); k-- > 0;) {
      std::vector<std::uint32_t>& all = all_[k];
      const auto id = static_cast<NodeId>(k);
      if (all.size() > most_places_)
        all = {found_.at[k]};
      else if ((*decided_)[k])
        for (std::uint32_t& place : all) place = behind(place, {.subject = id, .undecided = true});
      for (const std::uint32_t place : all) read_operands(id, place);
    }
    return {std::move(found_.places), std::move(all_)};
  }

 private:
  void read_apart(std::vector<std::uint32_t>& all, std::uint32_t place) const {
    const auto includes = [&](std::uint32_t other) { return common(place, other) == other; };
    if (std::any_of(all.begin(), all.end(), includes)) return;
    std::erase_if(all, [&](std::uint32_t other) { return common(place, other) == place; });
    all.push_back(place);
  }

  void read_operands(NodeId id, std::uint32_t place) {
    const Node& node = line_.nodes[id];
    switch (node.op) {
      case Op::logical_and:
      case Op::logical_or: return read_each(node, place);
      case Op::choose: return read_branches(node, place);
      case Op::smallest_element:
      case Op::largest_element:
        for (const std::size_t k : {0, 2}) read_by(node, node.operands[k], place);
        return read_by(node, node.operands[1], behind(place, {node.operands[0], yes}));
      case Op::list_rows:
      case Op::one_row: return read_row(node, place);
      case Op::multiply: return read_factors(node, 2, place);
      case Op::round_quotient: return read_factors(node, node.split, place);
      default:
        for (const NodeId operand : node.operands) read_by(node, operand, place);
    }
  }

  // The first `factors` operands are multiplied.
  void read_factors(const Node& node, std::size_t factors, std::uint32_t place) {
    for (std::size_t k = 0; k < node.operands.size(); ++k) {
      std::uint32_t there = place;
      for (std::size_t other = 0; other < factors && tells_apart_; ++other) {
        if (other != k) there = behind(there, {.subject = node.operands[other], .not_zero = true});
      }
      read_by(node, node.operands[k], there);
    }
  }

  void read_each(const Node& node, std::uint32_t place) {
    for (const NodeId operand : node.operands) {
      read_by(node, operand, place);
      if (!tells_apart_ || node.operands.size() <= most_terms_told_apart)
        place = behind(place, {operand, node.op == Op::logical_and ? yes : no});
    }
  }

  void read_branches(const Node& node, std::uint32_t place) {
    read_by(node, node.operands[0], place);
    for (std::size_t k = 0; k < node.branches.size(); ++k)
      read_by(node, node.operands[k + 1], behind(place, {node.operands[0], node.branches[k]}));
  }

  void read_row(const Node& node, std::uint32_t place) {
    read_by(node, node.operands[0], place);
    const std::uint32_t there = behind(place, {node.operands[0], yes});
    for (std::size_t k = 1; k < node.operands.size(); k += 2) {
      read_by(node, node.operands[k], there);
      read_by(node, node.operands[k + 1], behind(there, {node.operands[k], yes}));
    }
  }

  // What stands outside the reader's loop is there for all its rounds: it matters where the loop does.
  void read_by(const Node& reader, NodeId id, std::uint32_t place) {
    const std::uint32_t loop = line_.nodes[id].loop;
    const bool closes = closes_loop(reader.op) && static_cast<std::uint32_t>(reader.value) == loop;
    for (std::uint32_t k = reader.loop; !closes && k != loop; k = line_.nodes[results_[k]].loop) place = found_.at[results_[k]];
    read(id, place);
  }

  std::uint32_t common(std::uint32_t a, std::uint32_t b) const {
    while (a != b) {
      if (depths_[a] < depths_[b]) std::swap(a, b);
      a = found_.places[a].around;
    }
    return a;
  }

  const Line& line_;
  const std::vector<bool>& computed_;
  const std::vector<bool>* decided_;
  std::vector<NodeId> results_;  // by loop
  bool tells_apart_ = false;
  std::size_t most_places_ = 1;                  // of a node
  std::vector<std::vector<std::uint32_t>> all_;  // by node: its places, none of them around another
  Relevance found_;
  std::vector<std::uint32_t> depths_;  // by place
  std::map<std::tuple<std::uint32_t, NodeId, bool, bool, std::vector<std::uint64_t>>, std::uint32_t> numbers_;
};

// Of what is absent nobody looks at the value.
void read_output(Finder& finder, const Output& output) {
  finder.read(output.present, always);
  const std::uint32_t place = finder.behind(always, {output.present, yes});
  finder.read(output.value, place);
  for (const NodeId member : output.members) finder.read(member, place);
}

void read_what_rests(Finder& finder, const Line& line) {
  for (const Ground& ground : line.grounds) {
    if (ground.of_status) finder.read(ground.condition, always);
  }
  if (!line.steps.empty()) finder.read(line.steps.back().after, always);
  for (const Output& output : line.outputs) {
    if (output.is_outcome) read_output(finder, output);
  }
}

}  // namespace

Relevance find_relevance(const Line& line, const std::vector<bool>& computed) {
  Finder finder(line, computed);
  const auto always_read = [&finder](NodeId id) { finder.read(id, always); };
  for (const Ground& ground : line.grounds) always_read(ground.condition);
  if (line.event != no_event) always_read(line.event);
  for (const Step& step : line.steps) {
    always_read(step.after);
    if (step.has_limit) always_read(step.limit), always_read(step.used);
  }
  for (const Output& output : line.outputs) read_output(finder, output);
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    if (line.nodes[k].op == Op::list_rows || line.nodes[k].op == Op::one_row) finder.read_with_loops_around(static_cast<NodeId>(k), always);
  }
  return finder.finish();
}

Relevance find_relevance_of_rests(const Line& line, const std::vector<bool>& decided) {
  const std::vector<bool> computed(line.nodes.size(), true);
  Finder finder(line, computed, &decided);
  read_what_rests(finder, line);
  return finder.finish();
}

Readings find_readings_of_rests(const Line& line, const std::vector<bool>& decided, std::size_t most_places) {
  const std::vector<bool> computed(line.nodes.size(), true);
  Finder finder(line, computed, &decided);
  read_what_rests(finder, line);
  finder.tell_apart(finder.finish(), most_places);
  read_what_rests(finder, line);
  return finder.finish_apart();
}

Relevance find_relevance(const Line& line, const std::vector<Wanted>& wanted) {
  const std::vector<bool> computed(line.nodes.size(), true);
  Finder finder(line, computed);
  for (const Wanted& each : wanted) {
    std::uint32_t place = always;
    for (const Gate& gate : each.gates) place = finder.behind(place, gate);
    finder.read(each.node, place);
  }
  return finder.finish();
}

std::vector<Gate> gates_of(const Relevance& relevance, std::uint32_t place) {
  std::vector<Gate> gates;
  for (; place != always; place = relevance.places[place].around) gates.push_back(relevance.places[place].gate);
  std::reverse(gates.begin(), gates.end());
  return gates;
}

}  // namespace pol::ir
