#include "ir/needed.h"

#include <algorithm>

#include "ir/mask.h"

namespace pol::ir {

namespace {

using Entries = std::vector<Facts>;

// More facts are hardly ever unknown together, and more entries take longer to look at than what they spare.
constexpr std::size_t most_facts = 4;
constexpr std::size_t most_entries = 6;

bool includes(const Facts& all, const Facts& some) { return std::includes(all.begin(), all.end(), some.begin(), some.end()); }

// An entry that includes another says nothing of its own. The smaller ones stay.
void add(Entries& entries, Facts entry) {
  if (entry.size() > most_facts) return;
  for (const Facts& each : entries) {
    if (includes(entry, each)) return;
  }
  std::erase_if(entries, [&](const Facts& each) { return includes(each, entry); });
  const auto smaller = [](const Facts& a, const Facts& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; };
  entries.insert(std::upper_bound(entries.begin(), entries.end(), entry, smaller), std::move(entry));
  if (entries.size() > most_entries) entries.pop_back();
}

void add_all(Entries& entries, const Entries& more) {
  for (const Facts& each : more) add(entries, each);
}

// What two truths lack together: an entry of each.
Entries together(const Entries& a, const Entries& b) {
  Entries made;
  for (const Facts& one : a) {
    for (const Facts& other : b) {
      Facts both;
      std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
      add(made, std::move(both));
    }
  }
  return made;
}

// For every truth what it needs to be surely yes, and to be surely no. A constant needs nothing to be what it is, and no fact makes it
// the other: its entry is empty.
class Needed {
 public:
  Needed(const Line& line, const std::vector<Slot>& slots) : line_(line), slots_(slots), yes_(line.nodes.size()), no_(line.nodes.size()) {
    for (std::size_t k = 0; k < line.nodes.size(); ++k) {  // operands stand before what reads them
      if (line.nodes[k].shape == Shape::truth) find(k, line.nodes[k]);
    }
  }

  const Entries& for_yes(NodeId node) const { return yes_[node]; }

 private:
  void find(std::size_t k, const Node& node) {
    switch (node.op) {
      case Op::constant: (node.value != 0 ? no_ : yes_)[k] = {{}}; break;
      case Op::leaf: test(k, node); break;
      case Op::is_case:
        if (const Node& of = operand(node); count(node.mask) > 0 && count(node.mask) < of.cases) test(k, of);
        break;
      case Op::has_all:
      case Op::has_any:
        if (count(node.mask) > 0) test(k, operand(node));
        break;
      case Op::logical_not: yes_[k] = no_[node.operands[0]], no_[k] = yes_[node.operands[0]]; break;
      case Op::proved: yes_[k] = yes_[node.operands[0]]; break;  // no where it is open
      case Op::logical_and: join(k, node, yes_, no_); break;
      case Op::logical_or: join(k, node, no_, yes_); break;
      case Op::choose: yes_[k] = chosen(node, yes_), no_[k] = chosen(node, no_); break;
      default: break;
    }
  }

  const Node& operand(const Node& node) const { return line_.nodes[node.operands[0]]; }

  // Of nothing but one fact of the record, of which both answers are possible.
  void test(std::size_t k, const Node& leaf) {
    if (leaf.op != Op::leaf) return;
    const Slot& slot = slots_[leaf.fact];
    if (slot.may_be_unknown && !slot.parameter && slot.list == no_list) yes_[k] = no_[k] = {{leaf.fact}};
  }

  // What comes out so only if every operand does needs what any of them needs; where one operand is enough, all of them have to fail.
  void join(std::size_t k, const Node& node, std::vector<Entries>& every, std::vector<Entries>& one) {
    one[k] = one[node.operands[0]];
    for (const NodeId each : node.operands) add_all(every[k], every[each]), one[k] = together(one[k], one[each]);
  }

  // It comes out so if each branch that is possible does.
  Entries chosen(const Node& node, const std::vector<Entries>& side) const {
    const NodeId subject = node.operands[0];
    Entries made = side[node.operands[1]];
    for (std::size_t i = 2; i < node.operands.size(); ++i) made = together(made, side[node.operands[i]]);
    if (line_.nodes[subject].shape != Shape::truth) return made;
    for (std::size_t i = 0; i < node.branches.size(); ++i) {
      const bool of_yes = contains(node.branches[i], 1);
      if (of_yes == contains(node.branches[i], 0)) continue;
      add_all(made, together((of_yes ? no_ : yes_)[subject], side[node.operands[i + 1]]));
    }
    return made;
  }

  const Line& line_;
  const std::vector<Slot>& slots_;
  std::vector<Entries> yes_, no_;  // by node
};

}  // namespace

std::vector<std::vector<Facts>> find_needed(const Line& line, const std::vector<Slot>& slots) {
  const Needed needed(line, slots);
  std::vector<Entries> all;
  for (const Ground& ground : line.grounds) all.push_back(needed.for_yes(ground.condition));
  return all;
}

}  // namespace pol::ir
