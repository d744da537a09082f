#include "mutations.h"

#include <algorithm>
#include <limits>
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

// The least of a list for the greatest.
std::optional<ir::Program> largest_for_smallest(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::smallest_element; },
      [](ir::Node& node) { node.op = ir::Op::largest_element; });
}

// A list sorted the other way round.
std::optional<ir::Program> sort_backwards(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::fold && node.sorted != ir::Sorted::no; },
      [](ir::Node& node) { node.sorted = node.sorted == ir::Sorted::rising ? ir::Sorted::falling : ir::Sorted::rising; });
}

// A list taken as it comes, its key forgotten.
std::optional<ir::Program> forget_the_order(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::fold && node.sorted != ir::Sorted::no; },
      [](ir::Node& node) {
        node.sorted = ir::Sorted::no;
        node.operands.pop_back();
      });
}

// What counts for an item, counted for each whether or not it is taken: a choice in a loop that always takes its last branch.
std::optional<ir::Program> take_every_item(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::choose && node.loop != ir::no_loop; },
      [](ir::Node& node) { std::fill(node.operands.begin() + 1, node.operands.end(), node.operands.back()); });
}

std::optional<ir::Program> round_down(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::round_quotient && node.mode != RoundingMode::down; },
      [](ir::Node& node) { node.mode = RoundingMode::down; });
}

// A quotient that divides by one factor too few.
std::optional<ir::Program> lose_a_denominator(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::round_quotient && node.operands.size() > node.split; },
      [](ir::Node& node) { node.operands.pop_back(); });
}

// A number of more than 64 bits, cut off.
std::optional<ir::Program> cut_to_64_bits(const ir::Program& program, std::size_t place) {
  return change_one(program, place, ir::is_wide, [](ir::Node& node) {
    node.from = std::numeric_limits<std::int64_t>::min();
    node.to = std::numeric_limits<std::int64_t>::max();
  });
}

// A band that begins too late.
std::optional<ir::Program> shift_a_band(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::band && node.starts.size() > 2; },
      [](ir::Node& node) { node.starts[1] += (node.starts[2] - node.starts[1]) / 2; });
}

// What was paid for this event, counted with all that was paid.
std::optional<ir::Program> forget_the_event(const ir::Program& program, std::size_t place) {
  return change_one(
      program, place, [](const ir::Node& node) { return node.op == ir::Op::history_amount && !node.operands.empty(); },
      [](ir::Node& node) { node.operands.clear(); });
}

// An output that stands where its condition is not met.
std::optional<ir::Program> always_present(const ir::Program& program, std::size_t place) {
  ir::Program mutant = program;
  for (auto& question : mutant.questions)
    for (auto& output : question.outputs) {
      ir::Node& presence = question.nodes[output.present];
      if (presence.op == ir::Op::constant || place-- > 0) continue;
      presence = ir::Node{};
      presence.op = ir::Op::constant;
      presence.shape = ir::Shape::truth;
      presence.value = 1;
      return mutant;
    }
  return std::nullopt;
}

// An item that drops out, taken for a ground of the status.
std::optional<ir::Program> count_drops(const ir::Program& program, std::size_t place) {
  ir::Program mutant = program;
  for (auto& line : mutant.lines)
    for (auto& ground : line.grounds) {
      if (ground.of_status || place-- > 0) continue;
      ground.of_status = true;
      return mutant;
    }
  return std::nullopt;
}

}  // namespace

const std::vector<Mutation>& list_mutations() {
  static const std::vector<Mutation> all = {{"the largest is taken for the smallest of a list", largest_for_smallest},
                                            {"a list is sorted backwards", sort_backwards},
                                            {"a sorted list is taken as it comes", forget_the_order},
                                            {"every item is taken", take_every_item},
                                            {"what is rounded is rounded down", round_down},
                                            {"a denominator is lost", lose_a_denominator},
                                            {"a wide number is cut to 64 bits", cut_to_64_bits},
                                            {"a band begins too late", shift_a_band},
                                            {"what was paid on this event is what was paid ever", forget_the_event},
                                            {"an output is always there", always_present},
                                            {"a dropped item makes a line pend", count_drops}};
  return all;
}

const std::vector<Mutation>& mutations() {
  static const std::vector<Mutation> all = {{"the last day of a period is lost", lose_last_day},
                                            {"a guard or write-back is dropped", drop_condition},
                                            {"two branches of a choice are swapped", swap_branches},
                                            {"the larger is taken for the smaller", larger_for_smaller},
                                            {"a limit forgets what was paid", forget_history}};
  return all;
}

}  // namespace pol::differential
