#include "emit/open_nodes.h"

#include <algorithm>

#include "ir/loops.h"

namespace pol::emit {

namespace {

class OpenNodes {
 public:
  OpenNodes(const ir::Program& program, const ir::Line& line)
      : program_(program), line_(line), open_(line.nodes.size()), open_loops_(line.loops.size()) {}

  std::vector<bool> find() {
    for (std::size_t k = 0; k < open_.size(); ++k) {
      open_[k] = may_be_open(line_.nodes[k]);
      if (line_.nodes[k].op == ir::Op::fold && open_[k]) open_running(k);
    }
    return std::move(open_);
  }

 private:
  // What a fold's body, and loops in it, make of an open running value may be open as well.
  void open_running(std::size_t fold) {
    const auto loop = static_cast<std::uint32_t>(line_.nodes[fold].value);
    open_loops_[loop] = true;
    for (std::size_t k = 0; k < fold; ++k) {
      if (open_[k] || !ir::is_within(line_.nodes[k].loop, loop, [this](std::uint32_t inner) { return line_.loops[inner].parent; }))
        continue;
      open_[k] = may_be_open(line_.nodes[k]);
      if (line_.nodes[k].op == ir::Op::fold && open_[k]) open_running(k);
    }
  }

  bool may_be_open(const ir::Node& node) const {
    switch (node.op) {
      case ir::Op::leaf: return program_.slots.at(node.fact).may_be_unknown;
      case ir::Op::proved: return false;
      case ir::Op::first_event_date: return true;                                    // an entry without an event date may be of any day
      case ir::Op::history_amount: return !node.operands.empty();                    // the same
      case ir::Op::choose: return node.shape == ir::Shape::set || reads_open(node);  // of sets no case is told apart while emitting
      case ir::Op::running: return open_loops_[node.loop];
      default: return reads_open(node);
    }
  }

  bool reads_open(const ir::Node& node) const {
    return std::any_of(node.operands.begin(), node.operands.end(), [this](ir::NodeId id) { return open_[id]; });
  }

  const ir::Program& program_;
  const ir::Line& line_;
  std::vector<bool> open_;
  std::vector<bool> open_loops_;  // folds whose running value may be open
};

}  // namespace

std::vector<bool> find_open_nodes(const ir::Program& program, const ir::Line& line) { return OpenNodes(program, line).find(); }

}  // namespace pol::emit
