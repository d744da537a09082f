#include "ir/wanted.h"

#include <algorithm>

namespace pol::ir {

namespace {

void add_wanted(const Line& line, const std::vector<NodeId>& places, std::vector<Wanted>& wanted) {
  const Relevance relevance = find_relevance(line, not_shared_of(places));
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (places[k] >= within_shared || relevance.at[k] == nowhere) continue;
    Wanted each{places[k], {}};
    for (Gate& gate : gates_of(relevance, relevance.at[k])) {
      gate.subject = places[gate.subject];
      if (gate.subject < within_shared) each.gates.push_back(std::move(gate));
    }
    wanted.push_back(std::move(each));
  }
}

}  // namespace

std::vector<bool> not_shared_of(const std::vector<NodeId>& places) {
  std::vector<bool> own(places.size());
  std::transform(places.begin(), places.end(), own.begin(), [](NodeId place) { return place == not_shared; });
  return own;
}

std::vector<Wanted> find_wanted(const Program& program, const Shared& shared) {
  std::vector<Wanted> wanted;
  std::size_t index = 0;
  for (const auto* lines : {&program.lines, &program.questions}) {
    for (const Line& line : *lines) add_wanted(line, shared.places.at(index++), wanted);
  }
  return wanted;
}

}  // namespace pol::ir
