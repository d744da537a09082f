#include "ir/print.h"

#include <string_view>

#include "ir/mask.h"

namespace pol::ir {

namespace {

std::string_view name_of(Op op) {
  switch (op) {
    case Op::constant: return "constant";
    case Op::leaf: return "leaf";
    case Op::present: return "present";
    case Op::logical_not: return "not";
    case Op::logical_and: return "and";
    case Op::logical_or: return "or";
    case Op::proved: return "proved";
    case Op::less: return "less";
    case Op::less_equal: return "less_equal";
    case Op::equal: return "equal";
    case Op::is_case: return "is_case";
    case Op::has_all: return "has_all";
    case Op::has_any: return "has_any";
    case Op::add: return "add";
    case Op::subtract: return "subtract";
    case Op::multiply: return "multiply";
    case Op::smaller: return "smaller";
    case Op::larger: return "larger";
    case Op::add_months: return "add_months";
    case Op::completed_years: return "completed_years";
    case Op::choose: return "choose";
    case Op::history_amount: return "history_amount";
    case Op::first_event_date: return "first_event_date";
  }
  return "?";
}

std::string_view name_of(Storage storage) {
  switch (storage) {
    case Storage::nothing: return "nothing";
    case Storage::truth: return "truth";
    case Storage::ordinal: return "ordinal";
    case Storage::date: return "date";
    case Storage::number: return "number";
    case Storage::set: return "set";
    case Storage::text: return "text";
  }
  return "?";
}

std::string shape_of(const Node& node) {
  switch (node.shape) {
    case Shape::truth: return "truth";
    case Shape::number: return "number " + std::to_string(node.from) + ".." + std::to_string(node.to);
    case Shape::choice_case: return "case of " + std::to_string(node.cases);
    case Shape::set: return "set of " + std::to_string(node.cases);
  }
  return "?";
}

std::string id(NodeId node) { return "%" + std::to_string(node); }

// {0,2}: the cases of a mask, rising.
std::string print(const Mask& mask) {
  std::string text = "{";
  for (std::size_t k = 0; k < mask.words.size() * 64; ++k) {
    if (contains(mask, k)) text += (text.size() > 1 ? "," : "") + std::to_string(k);
  }
  return text + "}";
}

std::string operands_of(const Node& node) {
  std::string text;
  if (node.op == Op::choose) {
    text = " " + id(node.operands.at(0));
    for (std::size_t k = 0; k < node.branches.size(); ++k) text += " " + print(node.branches[k]) + ":" + id(node.operands.at(k + 1));
    return text;
  }
  for (const NodeId operand : node.operands) text += " " + id(operand);
  return text;
}

std::string details_of(const Node& node) {
  switch (node.op) {
    case Op::constant: return " " + std::to_string(node.value);
    case Op::leaf:
    case Op::present: return " fact " + std::to_string(node.fact);
    case Op::is_case:
    case Op::has_all:
    case Op::has_any:
    case Op::history_amount: return " " + print(node.mask);
    case Op::add_months:
    case Op::completed_years: return node.end == MonthEnd::clamp ? " clamp" : " roll";
    case Op::first_event_date: return " benefit " + std::to_string(node.value);
    default: return "";
  }
}

std::string print(const Line& line) {
  std::string text = "line " + line.name + "\n";
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    const Node& node = line.nodes[k];
    text += "  " + id(static_cast<NodeId>(k)) + " = " + std::string(name_of(node.op));
    text += operands_of(node) + details_of(node) + " : " + shape_of(node) + "\n";
  }
  text += "  event " + id(line.event) + "\n";
  for (std::size_t k = 0; k < line.grounds.size(); ++k)
    text += "  ground " + std::to_string(k) + " " + id(line.grounds[k].condition) + "\n";
  for (std::size_t k = 0; k < line.steps.size(); ++k) {
    const Step& step = line.steps[k];
    text += "  step " + std::to_string(k) + " " + id(step.after);
    if (step.has_limit) text += " limit " + id(step.limit) + " used " + id(step.used);
    text += "\n";
  }
  text += "  leaves";
  for (const std::uint32_t leaf : line.leaves) text += " " + std::to_string(leaf);
  return text + "\n";
}

}  // namespace

std::string print(const Program& program) {
  std::string text = "program " + program.name + "\nrecord of " + std::to_string(program.record_size) + " bytes, planes of " +
                     std::to_string(program.plane_words) + " words\n";
  for (std::size_t k = 0; k < program.slots.size(); ++k) {
    const Slot& slot = program.slots[k];
    text += "  fact " + std::to_string(k) + " " + std::string(name_of(slot.storage));
    if (slot.storage != Storage::nothing) text += " at " + std::to_string(slot.offset);
    if (slot.may_be_unknown) text += " may be unknown";
    text += "\n";
  }
  for (const Line& line : program.lines) text += print(line);
  return text;
}

}  // namespace pol::ir
