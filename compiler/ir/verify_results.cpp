// What a line gives to its readers: grounds, steps, outputs, and the loops and leaves that the bits of its rests stand for.
#include <algorithm>
#include <optional>

#include "ir/loops.h"
#include "ir/verify_parts.h"

namespace pol::ir {

namespace {

class ResultVerifier {
 public:
  ResultVerifier(const Program& program, const Line& line, LineKind kind, std::vector<std::string>& sentences)
      : program_(program), line_(line), kind_(kind), sentences_(sentences) {}

  void run() {
    at_ = "event";
    if (line_.event != no_event) require(shape_at(line_.event) == Shape::number, "it is not a date.");
    for (std::size_t k = 0; k < line_.grounds.size(); ++k) {
      at_ = "ground " + std::to_string(k);
      require(shape_at(line_.grounds[k].condition) == Shape::truth, "it is not a truth.");
    }
    verify_steps();
    verify_outputs();
    verify_loops();
    verify_leaves();
  }

 private:
  void say(const std::string& what) { sentences_.push_back("Line " + line_.name + ", " + at_ + ": " + what); }
  void require(bool holds, const char* what) {
    if (!holds) say(what);
  }

  // Nothing where there is no such node; a node of a loop is no result.
  std::optional<Shape> shape_at(NodeId id) {
    if (id >= line_.nodes.size()) {
      say("there is no such node.");
      return std::nullopt;
    }
    require(line_.nodes[id].loop == no_loop, "it is a node of a loop.");
    require(!is_wide(line_.nodes[id]), "it is wider than 64 bits.");
    return line_.nodes[id].shape;
  }

  void verify_steps() {
    at_ = "steps";
    if (kind_ == LineKind::benefit) require(!line_.steps.empty(), "there is none, so there is no amount.");
    if (kind_ == LineKind::question) require(line_.steps.empty(), "a question pays nothing.");
    for (std::size_t k = 0; k < line_.steps.size(); ++k) {
      const Step& step = line_.steps[k];
      at_ = "step " + std::to_string(k);
      require(shape_at(step.after) == Shape::number, "it is not a number.");
      if (!step.has_limit) continue;
      require(shape_at(step.limit) == Shape::number, "its limit is not a number.");
      require(shape_at(step.used) == Shape::number, "what is used of its limit is not a number.");
    }
  }

  void verify_outputs() {
    at_ = "outputs";
    if (kind_ == LineKind::benefit) require(line_.outputs.empty(), "a benefit has none.");
    for (std::size_t k = 0; k < line_.outputs.size(); ++k) {
      const Output& output = line_.outputs[k];
      at_ = "output " + std::to_string(k);
      require(shape_at(output.present) == Shape::truth, "its presence is not a truth.");
      const auto shape = shape_at(output.value);
      require(shape != Shape::set, "a set has truths instead.");
      require(output.members.size() <= 64, "it has more members than a word has bits.");
      for (const NodeId member : output.members) require(shape_at(member) == Shape::truth, "whether something is a member is not a truth.");
      if (shape == Shape::choice_case) require(line_.nodes[output.value].cases <= 64, "it has more cases than a word has bits.");
    }
  }

  bool is_list(std::uint32_t fact) const { return fact < program_.slots.size() && program_.slots[fact].storage == Storage::list; }

  void verify_loops() {
    std::vector<std::size_t> results(line_.loops.size());
    for (const Node& node : line_.nodes) {
      if (closes_loop(node.op) && node.value >= 0 && static_cast<std::size_t>(node.value) < results.size())
        ++results[static_cast<std::size_t>(node.value)];
    }
    for (std::size_t k = 0; k < line_.loops.size(); ++k) {
      at_ = "loop " + std::to_string(k);
      require(is_list(line_.loops[k].list), "it goes over what is no list.");
      require(results[k] == 1, "it does not have exactly one result.");
      verify_holder(line_.loops[k]);
    }
  }

  void verify_holder(const Loop& loop) {
    if (!is_list(loop.list)) return;
    const std::uint32_t around = program_.slots[loop.list].list;
    if (loop.holder == no_loop) return require(around == no_list, "its list lies in the elements of another.");
    if (loop.holder >= line_.loops.size()) return say("there is no such loop.");
    require(around == line_.loops[loop.holder].list, "its list does not lie in the elements of its holder.");
    const auto parent_of = [this](std::uint32_t k) { return k < line_.loops.size() ? line_.loops[k].parent : no_loop; };
    require(is_within(loop.parent, loop.holder, parent_of), "it runs outside the loop whose element has its list.");
  }

  void verify_leaves() {
    at_ = "leaves";
    verify_leaves(no_loop, line_.leaves);
    for (std::size_t k = 0; k < line_.loops.size(); ++k) {
      at_ = "leaves of loop " + std::to_string(k);
      verify_leaves(static_cast<std::uint32_t>(k), line_.loops[k].leaves);
    }
  }

  void verify_leaves(std::uint32_t loop, const std::vector<std::uint32_t>& leaves) {
    std::vector<std::uint32_t> read;
    for (const Node& node : line_.nodes) {
      if (node.op != Op::leaf || node.loop != loop || node.fact >= program_.slots.size()) continue;
      if (program_.slots[node.fact].may_be_unknown) read.push_back(node.fact);
    }
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    require(std::is_sorted(leaves.begin(), leaves.end()), "they do not rise.");
    require(read == leaves, "they are not exactly the facts that may be unknown and are read.");
  }

  const Program& program_;
  const Line& line_;
  LineKind kind_;
  std::vector<std::string>& sentences_;
  std::string at_;
};

}  // namespace

void verify_results(const Program& program, const Line& line, LineKind kind, std::vector<std::string>& sentences) {
  ResultVerifier(program, line, kind, sentences).run();
}

}  // namespace pol::ir
