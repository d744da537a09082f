#include "ast/operands.h"

namespace pol::ast {

namespace {

class Operands {
 public:
  explicit Operands(const std::function<void(const Expr&)>& visit) : visit_(visit) {}

  void operator()(const Truth&) const {}
  void operator()(const Number&) const {}
  void operator()(const Period&) const {}
  void operator()(const Date&) const {}
  void operator()(const Path&) const {}
  void operator()(const Text&) const {}
  void operator()(const History&) const {}
  void operator()(const Position&) const {}
  void operator()(const Call& node) const { all(node.arguments); }
  void operator()(const Not& node) const { all(node.operand); }
  void operator()(const And& node) const { all(node.operands); }
  void operator()(const Or& node) const { all(node.operands); }
  void operator()(const Compare& node) const { all(node.left, node.right); }
  void operator()(const Arithmetic& node) const { all(node.left, node.right); }
  void operator()(const IsOneOf& node) const { all(node.subject); }
  void operator()(const IsPresent& node) const { all(node.subject); }
  void operator()(const Has& node) const { all(node.subject, node.of); }
  void operator()(const Between& node) const { all(node.subject, node.from, node.through); }
  void operator()(const InRange& node) const { all(node.subject, node.range); }
  void operator()(const Timing& node) const { all(node.subject, node.distance, node.anchor); }
  void operator()(const Otherwise& node) const { all(node.value, node.fallback); }
  void operator()(const Proved& node) const { all(node.operand); }
  void operator()(const Declassify& node) const { all(node.value); }
  void operator()(const Choice& node) const {
    all(node.subject);
    for (const ChoiceCase& each : node.cases) all(each.value);
  }
  void operator()(const Pick& node) const { all(node.operands); }
  void operator()(const CompletedYears& node) const { all(node.from, node.to); }
  void operator()(const DaysBetween& node) const { all(node.from, node.to); }
  void operator()(const FirstOf& node) const {
    for (const FirstCase& each : node.cases) all(each.value, each.when);
    all(node.otherwise);
  }
  void operator()(const Rounded& node) const { all(node.operand); }
  void operator()(const MonthEnd& node) const { all(node.operand); }
  void operator()(const OfList& node) const { all(node.value, node.list, node.where); }
  void operator()(const Fold& node) const { all(node.start, node.list, node.key, node.where, node.body); }
  void operator()(const Lookup& node) const { all(node.keys); }
  void operator()(const VerdictState& node) const { all(node.subject); }
  void operator()(const SetOf& node) const {
    for (const MemberCase& each : node.cases) all(each.when);
  }
  void operator()(const TheCase& node) const { all(node.where); }

 private:
  template <typename... Operand>
  void all(const Operand&... operands) const {
    (one(operands), ...);
  }
  void one(const ExprPtr& operand) const {
    if (operand) visit_(*operand);
  }
  void one(const std::vector<ExprPtr>& operands) const {
    for (const ExprPtr& operand : operands) one(operand);
  }

  const std::function<void(const Expr&)>& visit_;
};

}  // namespace

void for_each_operand(const Expr& expr, const std::function<void(const Expr&)>& visit) { std::visit(Operands(visit), expr.node); }

std::vector<Name> names_bound_by(const Expr& expr) {
  if (const auto* list = std::get_if<OfList>(&expr.node)) return {list->element};
  if (const auto* fold = std::get_if<Fold>(&expr.node)) return {fold->element, fold->running};
  if (const auto* cases = std::get_if<TheCase>(&expr.node)) return {cases->name};
  return {};
}

}  // namespace pol::ast
