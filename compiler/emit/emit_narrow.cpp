// Narrowing down what a line may rest on: before anything is explained, which of its leaves and loops can matter at all in this record. It
// looks at gates only that deciding has kept, or that are told by few facts; any other may be open.
#include <algorithm>

#include "emit/line_emitter.h"
#include "emit/module.h"
#include "ir/mask.h"

namespace pol::emit {

namespace {

constexpr unsigned most_steps = 6;  // to look at one gate

// Of a fact, to be told apart. Each takes its time to compile, which is felt in a large program before the first decision of a run.
constexpr std::size_t most_places = 16, most_places_of_a_large_program = 1;

const ir::Mask yes = ir::single_case(1, 2), no = ir::single_case(0, 2);

}  // namespace

llvm::Function* LineEmitter::narrow(const SharedValues& shared, std::size_t index) {
  decided_from_ = &shared;
  find_decided(shared.function == nullptr ? nullptr : &shared.shared.places.at(index));
  const ir::Readings readings =
      ir::find_readings_of_rests(line_, nodes_decided(), is_small(program_) ? most_places : most_places_of_a_large_program);
  llvm::Function* function = declare(line_.name + ".narrow", false);
  begin(function);
  Open open(readings.places.size(), nullptr);
  for (std::size_t k = 0; k < line_.nodes.size(); ++k) {
    const ir::Node& node = line_.nodes[k];
    if (node.loop == ir::no_loop && node.op == ir::Op::leaf && program_.slots[node.fact].may_be_unknown)
      add_where_it_matters(rests_bit(node, program_.slots[node.fact]), readings, readings.of[k], open);
  }
  for (std::size_t loop = 0; loop < line_.loops.size(); ++loop) {
    if (!line_.loops[loop].leaves.empty()) add_where_it_matters(line_.leaves.size() + loop, readings, readings.of[results_[loop]], open);
  }
  finish_added(layout_.status_rests, layout_.amount_rests);
  builder_.CreateRetVoid();
  return function;
}

// Where it may matter at one of its places.
void LineEmitter::add_where_it_matters(std::size_t bit, const ir::Readings& readings, const std::vector<std::uint32_t>& places,
                                       Open& open) {
  llvm::Value* matters = builder_.getFalse();
  for (const std::uint32_t place : places) matters = builder_.CreateOr(matters, is_open(readings, place, open));
  add_bit(layout_.status_rests, static_cast<std::uint32_t>(bit), matters);
}

llvm::Value* LineEmitter::is_open(const ir::Readings& readings, std::uint32_t place, Open& open) {
  if (place == ir::always) return builder_.getTrue();
  if (open[place] == nullptr) {
    const auto& [around, gate] = readings.places[place];
    unsigned steps = most_steps;
    llvm::Value* here = gate.undecided  ? is_open(gate)
                        : gate.not_zero ? may_be_other_than_zero(gate.subject, steps)
                                        : may_be(gate.subject, gate.accepts, steps);
    open[place] = builder_.CreateAnd(is_open(readings, around, open), here);
  }
  return open[place];
}

// Whether the value, a truth or a case, may be one of these.
llvm::Value* LineEmitter::may_be(ir::NodeId id, const ir::Mask& accepts, unsigned& steps) {
  const ir::Node& node = line_.nodes[id];
  if (node.loop != ir::no_loop || steps == 0) return builder_.getTrue();
  --steps;
  if (is_decided(id)) return possible(decided(id), node.cases, accepts);
  const bool of_yes = node.shape == ir::Shape::truth && !ir::contains(accepts, 0);
  const bool of_no = node.shape == ir::Shape::truth && !ir::contains(accepts, 1);
  switch (node.op) {
    case ir::Op::constant: return builder_.getInt1(ir::contains(accepts, static_cast<std::uint64_t>(node.value)));
    case ir::Op::leaf:
    case ir::Op::present: return possible(emit_node(id), node.cases, accepts);
    case ir::Op::logical_not:
      if (of_yes || of_no) return may_be(node.operands[0], of_yes ? no : yes, steps);
      break;
    case ir::Op::logical_and:
    case ir::Op::logical_or:
      if (of_yes || of_no) return may_all_or_any(node, accepts, of_yes == (node.op == ir::Op::logical_and), steps);
      break;
    case ir::Op::proved:
      if (of_yes) return may_be(node.operands[0], yes, steps);
      break;
    case ir::Op::choose: return may_choose(node, accepts, steps);
    case ir::Op::is_case:
    case ir::Op::has_all:
    case ir::Op::has_any:
    case ir::Op::less:
    case ir::Op::less_equal:
    case ir::Op::equal:
    case ir::Op::band:
      if (fetch_simple(node.operands)) return possible(emit_node(id), node.cases, accepts);
      if (node.op == ir::Op::is_case && of_yes) return may_be(node.operands[0], node.mask, steps);
      break;
    default: break;
  }
  return builder_.getTrue();
}

llvm::Value* LineEmitter::may_all_or_any(const ir::Node& node, const ir::Mask& accepts, bool all, unsigned& steps) {
  llvm::Value* joined = builder_.getInt1(all);
  for (const ir::NodeId operand : node.operands) {
    llvm::Value* one = may_be(operand, accepts, steps);
    joined = all ? builder_.CreateAnd(joined, one) : builder_.CreateOr(joined, one);
  }
  return joined;
}

llvm::Value* LineEmitter::may_choose(const ir::Node& node, const ir::Mask& accepts, unsigned& steps) {
  llvm::Value* joined = builder_.getFalse();
  for (std::size_t k = 0; k < node.branches.size(); ++k) {
    llvm::Value* taken = may_be(node.operands[0], node.branches[k], steps);
    joined = builder_.CreateOr(joined, builder_.CreateAnd(taken, may_be(node.operands[k + 1], accepts, steps)));
  }
  return joined;
}

llvm::Value* LineEmitter::may_be_other_than_zero(ir::NodeId id, unsigned& steps) {
  const ir::Node& node = line_.nodes[id];
  if (node.loop != ir::no_loop || steps == 0) return builder_.getTrue();
  --steps;
  if (node.op == ir::Op::constant) return builder_.getInt1(node.value != 0);
  if (is_decided(id) || node.op == ir::Op::leaf) {
    const Number number = std::get<Number>(is_decided(id) ? decided(id) : emit_node(id));
    return builder_.CreateIsNotNull(builder_.CreateOr(number.low, number.high));
  }
  if (node.op == ir::Op::multiply)
    return builder_.CreateAnd(may_be_other_than_zero(node.operands[0], steps), may_be_other_than_zero(node.operands[1], steps));
  if (node.op != ir::Op::choose) return builder_.getTrue();
  llvm::Value* joined = builder_.getFalse();
  for (std::size_t k = 0; k < node.branches.size(); ++k) {
    llvm::Value* taken = may_be(node.operands[0], node.branches[k], steps);
    joined = builder_.CreateOr(joined, builder_.CreateAnd(taken, may_be_other_than_zero(node.operands[k + 1], steps)));
  }
  return joined;
}

// Whether they are facts of the record, constants, or kept; then they are there.
bool LineEmitter::fetch_simple(const std::vector<ir::NodeId>& ids) {
  for (const ir::NodeId id : ids) {
    const ir::Node& node = line_.nodes[id];
    const bool simple = node.op == ir::Op::leaf || node.op == ir::Op::constant || is_decided(id);
    if (!simple || node.loop != ir::no_loop) return false;
    values_[id] = is_decided(id) ? decided(id) : emit_node(id);
  }
  return true;
}

}  // namespace pol::emit
