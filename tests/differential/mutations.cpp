#include "mutations.h"

#include <utility>

namespace pol::differential {

namespace {

using Accepts = bool (*)(const ir::Node&);
using Change = void (*)(ir::Node&);

std::optional<ir::Program> change_one(const ir::Program& program, std::size_t place, Accepts accepts, Change change) {
  ir::Program mutant = program;
  for (auto& line : mutant.lines)
    for (auto& node : line.nodes) {
      if (!accepts(node) || place-- > 0) continue;
      change(node);
      return mutant;
    }
  return std::nullopt;
}

// "Within 28 days" without its last day.
std::optional<ir::Program> lose_last_day(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::less_equal; }, [](ir::Node& node) { node.op = ir::Op::less; });
}

// A ground that ignores its guard, or one of its write-backs.
std::optional<ir::Program> drop_condition(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::logical_and && node.operands.size() > 1; },
      [](ir::Node& node) { node.operands.pop_back(); });
}

// A table or choice that reads its neighbour's branch.
std::optional<ir::Program> swap_branches(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::choose && node.branches.size() > 1; },
      [](ir::Node& node) { std::swap(node.branches[0], node.branches[1]); });
}

// A limit that gives the larger of what is left and what is asked.
std::optional<ir::Program> larger_for_smaller(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::smaller; }, [](ir::Node& node) { node.op = ir::Op::larger; });
}

// A limit that forgets what was paid before.
std::optional<ir::Program> forget_history(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::history_amount; },
      [](ir::Node& node) { node.mask.words.assign(node.mask.words.size(), 0); });
}

}  // namespace

const std::vector<Mutation>& mutations() {
  static const std::vector<Mutation> all = {{"the last day of a period is lost", lose_last_day},
                                            {"a guard or write-back is dropped", drop_condition},
                                            {"two branches of a choice are swapped", swap_branches},
                                            {"the larger is taken for the smaller", larger_for_smaller},
                                            {"a limit forgets what was paid", forget_history}};
  return all;
}

}  // namespace pol::differential
