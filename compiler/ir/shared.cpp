#include "ir/shared.h"

#include <algorithm>
#include <unordered_map>

#include "ir/loops.h"
#include "ir/node_hash.h"
#include "ir/results.h"

namespace pol::ir {

namespace {

constexpr std::size_t least_lines = 2;

// Every node that could be shared, once, and how many lines have it.
struct Candidates {
  std::vector<Node> nodes;
  std::vector<std::size_t> lines;
  std::vector<std::vector<NodeId>> places;
  std::unordered_map<Node, NodeId, NodeHash> known;
};

bool is_of_record(const Node& node) {
  return node.loop == no_loop && !closes_loop(node.op) && node.op != Op::one_row && node.op != Op::history_amount &&
         node.op != Op::first_event_date;
}

// Puts the operands' new numbers in; false where one of them has none.
bool renumber(Node& node, const std::vector<NodeId>& places) {
  for (NodeId& operand : node.operands) {
    operand = places[operand];
    if (operand == not_shared) return false;
  }
  return true;
}

void add_line(const Line& line, Candidates& candidates) {
  std::vector<NodeId> places(line.nodes.size(), not_shared);
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    Node node = line.nodes[k];
    if (!is_of_record(node) || !renumber(node, places)) continue;
    const auto [place, added] = candidates.known.try_emplace(node, static_cast<NodeId>(candidates.nodes.size()));
    if (added) candidates.nodes.push_back(std::move(node)), candidates.lines.push_back(0);
    ++candidates.lines[place->second];
    places[k] = place->second;
  }
  candidates.places.push_back(std::move(places));
}

// A node's operands stand in every line that has it: what is left refers to nothing that is not.
Shared keep_frequent(Candidates candidates, std::size_t least) {
  Shared shared{};
  shared.line.name = "shared";
  shared.line.event = no_event;
  std::vector<NodeId> now(candidates.nodes.size(), not_shared);
  for (std::size_t k = 0; k < candidates.nodes.size(); ++k) {
    if (candidates.lines[k] < least || !renumber(candidates.nodes[k], now)) continue;
    now[k] = static_cast<NodeId>(shared.line.nodes.size());
    shared.line.nodes.push_back(std::move(candidates.nodes[k]));
  }
  shared.places = std::move(candidates.places);
  for (auto& places : shared.places) {
    for (NodeId& place : places) place = place == not_shared ? not_shared : now[place];
  }
  return shared;
}

void find_read(const Program& program, Shared& shared) {
  shared.read.assign(shared.line.nodes.size(), false);
  for (std::size_t l = 0; l < program.lines.size(); ++l) {
    const std::vector<NodeId>& places = shared.places[l];
    const auto read = [&](NodeId id) {
      if (places[id] != not_shared) shared.read[places[id]] = true;
    };
    visit_results(program.lines[l], read);
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (places[k] == not_shared)
        std::for_each(program.lines[l].nodes[k].operands.begin(), program.lines[l].nodes[k].operands.end(), read);
    }
  }
}

}  // namespace

Shared find_shared(const Program& program) {
  Candidates candidates;
  for (const Line& line : program.lines) add_line(line, candidates);
  Shared shared = keep_frequent(std::move(candidates), std::max(least_lines, (program.lines.size() + 2) / 3));
  find_read(program, shared);
  return shared;
}

}  // namespace pol::ir
