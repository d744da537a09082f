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
    case Op::band: return "band";
    case Op::any_element: return "any_element";
    case Op::sum_elements: return "sum_elements";
    case Op::smallest_element: return "smallest_element";
    case Op::largest_element: return "largest_element";
    case Op::fold: return "fold";
    case Op::running: return "running";
    case Op::round_quotient: return "round_quotient";
    case Op::less_product: return "less_product";
    case Op::less_equal_product: return "less_equal_product";
    case Op::equal_product: return "equal_product";
    case Op::same_text: return "same_text";
    case Op::list_rows: return "list_rows";
    case Op::one_row: return "one_row";
    case Op::element_index: return "element_index";
    case Op::remainder: return "remainder";
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
    case Storage::list: return "list";
  }
  return "?";
}

std::string_view name_of(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up: return "half_up";
    case RoundingMode::half_even: return "half_even";
    case RoundingMode::up: return "up";
    case RoundingMode::down: return "down";
  }
  return "?";
}

std::string_view name_of(Sorted sorted) {
  switch (sorted) {
    case Sorted::no: return "in order";
    case Sorted::rising: return "rising";
    case Sorted::falling: return "falling";
  }
  return "?";
}

std::string shape_of(const Node& node) {
  switch (node.shape) {
    case Shape::truth: return "truth";
    case Shape::number: return "number " + print_whole(node.from) + ".." + print_whole(node.to);
    case Shape::choice_case: return "case of " + std::to_string(node.cases);
    case Shape::set: return "set of " + std::to_string(node.cases);
    case Shape::text: return "text";
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
  for (std::size_t k = 0; k < node.operands.size(); ++k) {
    if (k > 0 && k == node.split && node.op != Op::list_rows && node.op != Op::one_row) text += " :";
    text += " " + id(node.operands[k]);
  }
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
    case Op::round_quotient: return " " + std::string(name_of(node.mode)) + " to " + std::to_string(node.value);
    case Op::band: {
      std::string starts;
      for (std::size_t k = 1; k < node.starts.size(); ++k) starts += (k > 1 ? "," : "") + std::to_string(node.starts[k]);
      return " at " + starts;
    }
    case Op::one_row: return " to area " + std::to_string(node.split);
    case Op::list_rows: return " of loop " + std::to_string(node.value) + " to area " + std::to_string(node.split);
    case Op::any_element:
    case Op::sum_elements:
    case Op::smallest_element:
    case Op::largest_element: return " of loop " + std::to_string(node.value);
    case Op::fold: return " of loop " + std::to_string(node.value) + " " + std::string(name_of(node.sorted));
    default: return "";
  }
}

std::string print_results(const Line& line) {
  std::string text;
  for (std::size_t k = 0; k < line.grounds.size(); ++k) {
    text += "  ground " + std::to_string(k) + " " + id(line.grounds[k].condition);
    text += line.grounds[k].of_status ? "\n" : " without the status\n";
  }
  for (std::size_t k = 0; k < line.steps.size(); ++k) {
    const Step& step = line.steps[k];
    text += "  step " + std::to_string(k) + " " + id(step.after);
    if (step.has_limit) text += " limit " + id(step.limit) + " used " + id(step.used);
    text += "\n";
  }
  for (std::size_t k = 0; k < line.outputs.size(); ++k) {
    const Output& output = line.outputs[k];
    text += "  output " + std::to_string(k) + " " + (output.members.empty() ? id(output.value) : "set");
    for (const NodeId member : output.members) text += " " + id(member);
    text += " present " + id(output.present);
    text += output.is_outcome ? " outcome\n" : " shown\n";
  }
  return text;
}

std::string print_leaves(const std::vector<std::uint32_t>& leaves) {
  std::string text = "leaves";
  for (const std::uint32_t leaf : leaves) text += " " + std::to_string(leaf);
  return text + "\n";
}

std::string print(const Loop& loop, std::size_t number) {
  std::string text = "  loop " + std::to_string(number);
  if (loop.parent != no_loop) text += " in loop " + std::to_string(loop.parent);
  text += " list " + std::to_string(loop.list);
  if (loop.holder != no_loop) text += " of its element in loop " + std::to_string(loop.holder);
  return text + " " + print_leaves(loop.leaves);
}

std::string print(const Line& line, const char* kind) {
  std::string text = kind + line.name + "\n";
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    const Node& node = line.nodes[k];
    text += "  " + id(static_cast<NodeId>(k)) + " = " + std::string(name_of(node.op));
    text += operands_of(node) + details_of(node);
    if (node.loop != no_loop) text += " in loop " + std::to_string(node.loop);
    text += " : " + shape_of(node) + "\n";
  }
  text += "  event " + (line.event == no_event ? "none" : id(line.event)) + "\n" + print_results(line) + "  " + print_leaves(line.leaves);
  for (std::size_t k = 0; k < line.loops.size(); ++k) text += print(line.loops[k], k);
  return text;
}

std::string print(const Slot& slot) {
  std::string text(name_of(slot.storage));
  if (slot.storage != Storage::nothing) text += " at " + std::to_string(slot.offset);
  if (slot.list != no_list) text += " of list " + std::to_string(slot.list) + " bit " + std::to_string(slot.bit);
  if (slot.storage == Storage::list)
    text += ", elements of " + std::to_string(slot.element_size) + " bytes, planes of " + std::to_string(slot.element_words) + " words";
  if (slot.may_be_unknown) text += " may be unknown";
  return text + "\n";
}

}  // namespace

std::string print(const Program& program) {
  std::string text = "program " + program.name + "\nrecord of " + std::to_string(program.record_size) + " bytes, planes of " +
                     std::to_string(program.plane_words) + " words\n";
  for (std::size_t k = 0; k < program.slots.size(); ++k) text += "  fact " + std::to_string(k) + " " + print(program.slots[k]);
  for (const Line& line : program.lines) text += print(line, "line ");
  for (const Line& question : program.questions) text += print(question, "question ");
  return text;
}

}  // namespace pol::ir
