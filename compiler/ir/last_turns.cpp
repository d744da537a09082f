#include "ir/last_turns.h"

#include <algorithm>

#include "ir/loops.h"
#include "ir/results.h"

namespace pol::ir {

namespace {

constexpr std::size_t no_turn = std::numeric_limits<std::size_t>::max();

class LastTurns {
 public:
  LastTurns(const Line& line, const Schedule& schedule)
      : line_(line), schedule_(schedule), results_(results_of_loops(line)), turns_(line.nodes.size(), no_turn), last_(line.nodes.size()) {
    number(schedule.line);
    for (const std::vector<Turn>& loop : schedule.loops) number(loop);
  }

  std::vector<std::size_t> find() {
    for (std::size_t k = 0; k < line_.nodes.size(); ++k) {
      if (turns_[k] != no_turn) read_operands(k);
    }
    read_gates(no_loop, schedule_.line);
    for (std::uint32_t k = 0; k < schedule_.loops.size(); ++k) read_gates(k, schedule_.loops[k]);
    visit_values(line_, [this](NodeId id) { last_[id] = after_all; });
    return std::move(last_);
  }

 private:
  void number(const std::vector<Turn>& turns) {
    for (std::size_t k = 0; k < turns.size(); ++k) visit_nodes(schedule_, turns[k], [&](NodeId id) { turns_[id] = k; });
  }

  void read_operands(std::size_t reader) {
    const Node& node = line_.nodes[reader];
    for (const NodeId operand : node.operands) {
      const bool closes = closes_loop(node.op) && static_cast<std::uint32_t>(node.value) == line_.nodes[operand].loop;
      if (closes)
        last_[operand] = after_all;
      else
        read(node.loop, turns_[reader], operand);
    }
  }

  void read_gates(std::uint32_t loop, const std::vector<Turn>& turns) {
    for (std::size_t k = 0; k < turns.size(); ++k) {
      if (turns[k].kind != Turn::Kind::begin) continue;
      for (const Gate& gate : schedule_.stretches[turns[k].index]) {
        if (!gate.undecided) read(loop, k, gate.subject);
      }
    }
  }

  // In a turn of `loop`: for a node outside it that is the turn of the loop.
  void read(std::uint32_t loop, std::size_t turn, NodeId id) {
    for (; loop != line_.nodes[id].loop; loop = line_.nodes[results_[loop]].loop) turn = turns_[results_[loop]];
    last_[id] = std::max(last_[id], turn);
  }

  const Line& line_;
  const Schedule& schedule_;
  const std::vector<NodeId> results_;
  std::vector<std::size_t> turns_;  // by node
  std::vector<std::size_t> last_;   // by node
};

}  // namespace

std::vector<std::size_t> find_last_turns(const Line& line, const Schedule& schedule) { return LastTurns(line, schedule).find(); }

}  // namespace pol::ir
