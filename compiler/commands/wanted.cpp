#include "commands/wanted.h"

namespace pol::commands {

namespace {

class Search {
 public:
  Search(const interpret::Known& known, const model::Line& line)
      : known_(known), line_(line), evaluate_(known, &line, interpret::Presumptions::hold) {}

  std::vector<letter::Wanted> run() {
    for (const model::Ground& ground : line_.grounds) {
      if (ground.role != model::Role::pends || !evaluate_(ground.condition).is_yes()) continue;
      number_ = ground.number;
      look_into(ground.condition);
    }
    return std::move(found_);
  }

 private:
  void look_into(const model::ExprPtr& expr) {
    std::visit([&](const auto& node) { of(node, expr); }, expr->node);
  }

  template <typename Node>
  void of(const Node&, const model::ExprPtr&) {}
  void of(const model::Definition& node, const model::ExprPtr&) { look_into(known_.policy.definitions.at(node.definition).value); }
  void of(const model::Not& node, const model::ExprPtr&) { look_into(node.operand); }
  void of(const model::Released& node, const model::ExprPtr&) { look_into(node.operand); }
  void of(const model::Proved& node, const model::ExprPtr&) { look_into(node.operand); }
  void of(const model::And& node, const model::ExprPtr&) {
    for (const model::ExprPtr& operand : node.operands) look_into(operand);
  }
  void of(const model::Or& node, const model::ExprPtr&) {
    for (const model::ExprPtr& operand : node.operands) look_into(operand);
  }
  void of(const model::Has& node, const model::ExprPtr& expr) {
    const auto* subject = std::get_if<model::FactValue>(&node.subject->node);
    if (!subject || known_.policy.facts.at(subject->fact).list != model::none || evaluate_(expr).truth().may_be_yes) return;
    const std::vector<bool> given = evaluate_(node.subject).members().must;
    letter::Wanted wanted{known_.policy.numbers.at(number_), subject->fact, !node.all, {}};
    for (std::size_t i = 0; i < node.members.size(); ++i)
      if (node.members[i] && !given.at(i)) wanted.cases.push_back(i);
    found_.push_back(std::move(wanted));
  }

  const interpret::Known& known_;
  const model::Line& line_;
  interpret::Evaluator evaluate_;
  model::NumberId number_ = model::none;
  std::vector<letter::Wanted> found_;
};

}  // namespace

std::vector<letter::Wanted> wanted(const interpret::Known& known, const model::Line& line) { return Search(known, line).run(); }

}  // namespace pol::commands
