#include "ir/verify.h"

#include <algorithm>
#include <optional>

#include "ir/mask.h"

namespace pol::ir {

namespace {

std::uint32_t size_of(Storage storage) {
  switch (storage) {
    case Storage::nothing: return 0;
    case Storage::truth: return 1;
    case Storage::ordinal: return 2;
    case Storage::date: return 4;
    case Storage::number:
    case Storage::set: return 8;
    case Storage::text: return 16;
  }
  return 0;
}

bool holds(Storage storage, Shape shape) {
  switch (storage) {
    case Storage::truth: return shape == Shape::truth;
    case Storage::ordinal: return shape == Shape::choice_case;
    case Storage::date:
    case Storage::number: return shape == Shape::number;
    case Storage::set: return shape == Shape::set;
    case Storage::nothing:
    case Storage::text: return false;
  }
  return false;
}

bool fits(const Mask& mask, std::size_t cases) {
  if (mask.words.size() != words_for(cases)) return false;
  return cases % 64 == 0 ? cases != 0 : mask.words.back() >> (cases % 64) == 0;
}

class LineVerifier {
 public:
  LineVerifier(const Program& program, const Line& line, std::vector<std::string>& sentences)
      : program_(program), line_(line), sentences_(sentences) {}

  void run() {
    for (std::size_t k = 0; k < line_.nodes.size(); ++k) {
      at_ = "node %" + std::to_string(k);
      if (verify_operands(line_.nodes[k], k)) verify_node(line_.nodes[k]);
    }
    verify_results();
    verify_leaves();
  }

 private:
  void say(const std::string& what) { sentences_.push_back("Line " + line_.name + ", " + at_ + ": " + what); }
  void require(bool holds, const char* what) {
    if (!holds) say(what);
  }
  const Node& operand(const Node& node, std::size_t k) const { return line_.nodes[node.operands[k]]; }

  bool verify_operands(const Node& node, std::size_t place) {
    for (const NodeId id : node.operands) {
      if (id < place) continue;
      say("an operand does not stand before its reader.");
      return false;
    }
    return true;
  }

  // Exactly `count` operands of a shape, and a result of one.
  void expect(const Node& node, Shape result, Shape operands, std::size_t count) {
    require(node.shape == result, "its shape does not fit the operation.");
    require(node.operands.size() == count, "it has the wrong number of operands.");
    for (std::size_t k = 0; k < node.operands.size(); ++k) require(operand(node, k).shape == operands, "an operand has the wrong shape.");
  }

  void verify_node(const Node& node) {
    if (node.shape == Shape::number) require(node.from <= node.to, "its range is empty.");
    if (node.shape == Shape::choice_case || node.shape == Shape::set) require(node.cases > 0, "its enum has no cases.");
    if (node.shape == Shape::set) require(node.cases <= 64, "a set has at most 64 cases in a record.");
    switch (node.op) {
      case Op::constant: return verify_constant(node);
      case Op::leaf: return verify_leaf(node);
      case Op::present:
        expect(node, Shape::truth, Shape::truth, 0);
        return require(node.fact < program_.slots.size(), "there is no such fact.");
      case Op::logical_not:
      case Op::proved: return expect(node, Shape::truth, Shape::truth, 1);
      case Op::logical_and:
      case Op::logical_or:
        expect(node, Shape::truth, Shape::truth, node.operands.size());
        return require(node.operands.size() >= 2, "it needs two operands or more.");
      case Op::less:
      case Op::less_equal:
      case Op::equal: return expect(node, Shape::truth, Shape::number, 2);
      case Op::is_case: return verify_member_test(node, Shape::choice_case);
      case Op::has_all:
      case Op::has_any: return verify_member_test(node, Shape::set);
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::smaller:
      case Op::larger:
      case Op::add_months:
      case Op::completed_years: return expect(node, Shape::number, Shape::number, 2);
      case Op::choose: return verify_choose(node);
      case Op::history_amount:
        expect(node, Shape::number, Shape::number, 0);
        return require(fits(node.mask, program_.lines.size()), "its mask is not as wide as the enum of benefits.");
      case Op::first_event_date:
        expect(node, Shape::number, Shape::number, 0);
        return require(node.value >= 0 && static_cast<std::size_t>(node.value) < program_.lines.size(), "there is no such benefit.");
    }
  }

  void verify_constant(const Node& node) {
    require(node.operands.empty(), "it has the wrong number of operands.");
    switch (node.shape) {
      case Shape::truth: return require(node.value == 0 || node.value == 1, "a truth is 0 or 1.");
      case Shape::choice_case: return require(node.value >= 0 && node.value < node.cases, "there is no such case.");
      case Shape::number: return require(node.from <= node.value && node.value <= node.to, "its value lies outside its range.");
      case Shape::set: return say("there are no constant sets.");
    }
  }

  void verify_leaf(const Node& node) {
    require(node.operands.empty(), "it has the wrong number of operands.");
    if (node.fact >= program_.slots.size()) return say("there is no such fact.");
    require(holds(program_.slots[node.fact].storage, node.shape), "its shape does not fit what the record stores.");
  }

  void verify_member_test(const Node& node, Shape subject) {
    expect(node, Shape::truth, subject, 1);
    if (node.operands.size() == 1) require(fits(node.mask, operand(node, 0).cases), "its mask is not as wide as its enum.");
  }

  void verify_choose(const Node& node) {
    if (node.operands.size() < 2 || node.branches.size() + 1 != node.operands.size()) return say("it needs a value for each branch.");
    const Node& subject = operand(node, 0);
    require(subject.shape == Shape::truth || subject.shape == Shape::choice_case, "its subject is neither a truth nor a case.");
    const std::size_t cases = subject.shape == Shape::truth ? 2 : subject.cases;
    Mask seen{std::vector<std::uint64_t>(words_for(cases))};
    for (std::size_t k = 0; k < node.branches.size(); ++k) {
      const Node& value = operand(node, k + 1);
      require(value.shape == node.shape && value.cases == node.cases, "a branch has another shape than the choice.");
      if (!fits(node.branches[k], cases)) return say("a branch's mask is not as wide as its enum.");
      require(!meets(seen, node.branches[k]), "two branches share a case.");
      seen = join(seen, node.branches[k]);
    }
    require(count(seen) == cases, "a case has no branch.");
  }

  std::optional<Shape> shape_at(NodeId id) {
    if (id < line_.nodes.size()) return line_.nodes[id].shape;
    say("there is no such node.");
    return std::nullopt;
  }

  void verify_results() {
    at_ = "event";
    require(shape_at(line_.event) == Shape::number, "it is not a date.");
    for (std::size_t k = 0; k < line_.grounds.size(); ++k) {
      at_ = "ground " + std::to_string(k);
      require(shape_at(line_.grounds[k].condition) == Shape::truth, "it is not a truth.");
    }
    at_ = "steps";
    require(!line_.steps.empty(), "there is none, so there is no amount.");
    for (std::size_t k = 0; k < line_.steps.size(); ++k) {
      const Step& step = line_.steps[k];
      at_ = "step " + std::to_string(k);
      require(shape_at(step.after) == Shape::number, "it is not a number.");
      if (!step.has_limit) continue;
      require(shape_at(step.limit) == Shape::number, "its limit is not a number.");
      require(shape_at(step.used) == Shape::number, "what is used of its limit is not a number.");
    }
  }

  void verify_leaves() {
    at_ = "leaves";
    std::vector<std::uint32_t> read;
    for (const Node& node : line_.nodes) {
      if (node.op == Op::leaf && node.fact < program_.slots.size() && program_.slots[node.fact].may_be_unknown) read.push_back(node.fact);
    }
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    require(std::is_sorted(line_.leaves.begin(), line_.leaves.end()), "they do not rise.");
    require(read == line_.leaves, "they are not exactly the facts that may be unknown and are read.");
  }

  const Program& program_;
  const Line& line_;
  std::vector<std::string>& sentences_;
  std::string at_;
};

void verify_record(const Program& program, std::vector<std::string>& sentences) {
  const std::uint64_t planes = std::uint64_t{program.plane_words} * 16;
  if (program.record_size % 8 != 0) sentences.push_back("The record's size is not a multiple of 8.");
  if (planes > program.record_size) sentences.push_back("The planes do not fit the record.");
  if (std::uint64_t{program.plane_words} * 64 < program.slots.size())
    sentences.push_back("The planes have fewer bits than there are facts.");
  std::vector<std::pair<std::uint64_t, std::uint64_t>> taken;
  for (std::size_t k = 0; k < program.slots.size(); ++k) {
    const Slot& slot = program.slots[k];
    const std::uint32_t size = size_of(slot.storage);
    if (size == 0) continue;
    const std::string fact = "Fact " + std::to_string(k);
    if (slot.offset % std::min(size, 8u) != 0) sentences.push_back(fact + " is not aligned in the record.");
    const bool inside = slot.offset >= planes && std::uint64_t{slot.offset} + size <= program.record_size;
    if (!inside) sentences.push_back(fact + " lies outside the record's values.");
    taken.emplace_back(slot.offset, slot.offset + size);
  }
  std::sort(taken.begin(), taken.end());
  for (std::size_t k = 1; k < taken.size(); ++k) {
    if (taken[k].first < taken[k - 1].second) sentences.push_back("Two facts lie at offset " + std::to_string(taken[k].first) + ".");
  }
}

}  // namespace

std::vector<std::string> verify(const Program& program) {
  std::vector<std::string> sentences;
  verify_record(program, sentences);
  for (const Line& line : program.lines) LineVerifier(program, line, sentences).run();
  return sentences;
}

}  // namespace pol::ir
