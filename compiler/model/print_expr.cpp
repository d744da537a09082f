#include "model/print_expr.h"

#include <fmt/format.h>

#include "base/exact.h"
#include "model/print.h"

namespace pol::model {

namespace {

std::string cases_in(const Policy& policy, const Type& type, const std::vector<bool>& mask) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (!mask[i]) continue;
    names.push_back(type.kind == Kind::boolean ? (i == 0 ? "no" : "yes") : policy.enums.at(type.enum_id).cases.at(i));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

class ExprPrinter {
 public:
  explicit ExprPrinter(const Policy& policy) : policy_(policy) {}

  std::string print(const Expr& expr) const {
    return std::visit([&](const auto& node) { return of(node, expr); }, expr.node);
  }

 private:
  std::string of(const Constant& node, const Expr& expr) const { return print_value(policy_, expr.type, node.value); }
  std::string of(const FactValue& node, const Expr&) const { return policy_.facts.at(node.fact).path; }
  std::string of(const FactPresent& node, const Expr&) const { return policy_.facts.at(node.fact).path + " is present"; }
  std::string of(const Definition& node, const Expr&) const { return policy_.definitions.at(node.definition).name; }
  std::string of(const Not& node, const Expr&) const { return "not " + part(node.operand); }
  std::string of(const And& node, const Expr&) const { return joined(node.operands, " and "); }
  std::string of(const Or& node, const Expr&) const { return joined(node.operands, " or "); }
  std::string of(const Proved& node, const Expr&) const { return "proved " + part(node.operand); }
  std::string of(const Compare& node, const Expr&) const {
    const std::string_view sign = node.op == CompareOp::less ? "<" : node.op == CompareOp::less_equal ? "<=" : "=";
    return fmt::format("{} {} {}", part(node.left), sign, part(node.right));
  }
  std::string of(const IsCase& node, const Expr&) const {
    return fmt::format("{} is one of ({})", part(node.subject), cases_in(policy_, node.subject->type, node.cases));
  }
  std::string of(const Has& node, const Expr&) const {
    return fmt::format("{} has {} of ({})", part(node.subject), node.all ? "all" : "any",
                       cases_in(policy_, node.subject->type, node.members));
  }
  std::string of(const Arithmetic& node, const Expr&) const {
    switch (node.op) {
      case ArithmeticOp::add: return fmt::format("{} + {}", part(node.left), part(node.right));
      case ArithmeticOp::subtract: return fmt::format("{} - {}", part(node.left), part(node.right));
      case ArithmeticOp::multiply: return fmt::format("{} * {}", part(node.left), part(node.right));
      case ArithmeticOp::smaller: return fmt::format("smaller of ({}, {})", print(*node.left), print(*node.right));
      case ArithmeticOp::larger: return fmt::format("larger of ({}, {})", print(*node.left), print(*node.right));
    }
    return {};
  }
  std::string of(const AddMonths& node, const Expr&) const {
    return fmt::format("{} + {} {}", part(node.date), part(node.months), end_of(node.end));
  }
  std::string of(const CompletedYears& node, const Expr&) const {
    return fmt::format("completed years from {} to {} {}", part(node.from), part(node.to), end_of(node.end));
  }
  std::string of(const Choice& node, const Expr&) const {
    std::string text = fmt::format("by {} {{", part(node.subject));
    for (const Branch& branch : node.branches) {
      text += fmt::format("{} {}: {}", text.back() == '{' ? "" : ";", cases_in(policy_, node.subject->type, branch.cases),
                          print(*branch.value));
    }
    return text + " }";
  }
  std::string of(const TableCell& node, const Expr&) const {
    const Table& table = policy_.tables.at(node.table);
    return fmt::format("{}.{}[{}]", table.name, table.rows.at(node.row), print(*node.key));
  }
  std::string of(const HistoryAmount& node, const Expr&) const {
    std::vector<std::string> names;
    for (const BenefitId id : node.benefits) names.push_back(benefit(id));
    return fmt::format("paid for ({})", fmt::join(names, ", "));
  }
  std::string of(const FirstEventDate& node, const Expr&) const { return fmt::format("first event date of {}", benefit(node.benefit)); }
  std::string of(const StepAmount& node, const Expr&) const { return fmt::format("step {}", node.step); }

  static std::string_view end_of(calendar::MonthEnd end) { return end == calendar::MonthEnd::clamp ? "(clamp)" : "(roll)"; }
  const std::string& benefit(BenefitId id) const { return policy_.enums.at(policy_.benefits).cases.at(id); }

  static bool stands_alone(const Expr& expr) {
    return std::holds_alternative<Constant>(expr.node) || std::holds_alternative<FactValue>(expr.node) ||
           std::holds_alternative<Definition>(expr.node) || std::holds_alternative<TableCell>(expr.node) ||
           std::holds_alternative<HistoryAmount>(expr.node) || std::holds_alternative<StepAmount>(expr.node);
  }

  std::string part(const ExprPtr& expr) const { return stands_alone(*expr) ? print(*expr) : "(" + print(*expr) + ")"; }

  std::string joined(const std::vector<ExprPtr>& operands, std::string_view word) const {
    std::vector<std::string> parts;
    for (const ExprPtr& operand : operands) parts.push_back(part(operand));
    return fmt::format("{}", fmt::join(parts, word));
  }

  const Policy& policy_;
};

}  // namespace

std::string print_type(const Policy& policy, const Type& type) {
  switch (type.kind) {
    case Kind::boolean: return "truth";
    case Kind::enumeration: return "one of " + policy.enums.at(type.enum_id).name;
    case Kind::set: return "set of " + policy.enums.at(type.enum_id).name;
    case Kind::integer: return "int";
    case Kind::decimal: return fmt::format("decimal({})", type.decimals);
    case Kind::percent: return fmt::format("percent({})", type.decimals);
    case Kind::money: return type.currency;
    case Kind::date: return "date";
    case Kind::days: return "days";
    case Kind::months: return "months";
    case Kind::text: return "text";
  }
  return {};
}

std::string print_value(const Policy& policy, const Type& type, std::int64_t value) {
  switch (type.kind) {
    case Kind::boolean: return value ? "yes" : "no";
    case Kind::enumeration: return policy.enums.at(type.enum_id).cases.at(static_cast<std::size_t>(value));
    case Kind::set: {
      std::vector<bool> members(policy.enums.at(type.enum_id).cases.size());
      for (std::size_t i = 0; i < members.size(); ++i) members[i] = (static_cast<std::uint64_t>(value) >> i) & 1;
      return "(" + cases_in(policy, type, members) + ")";
    }
    case Kind::integer:
    case Kind::decimal: return print_shortest(value, type.decimals);
    case Kind::percent: return print_shortest(value, type.decimals) + "%";
    case Kind::money: return print_shortest(value, type.decimals) + " " + type.currency;
    case Kind::date: return calendar::print(static_cast<std::int32_t>(value));
    case Kind::days: return fmt::format("{} days", value);
    case Kind::months: return fmt::format("{} months", value);
    case Kind::text: return {};
  }
  return {};
}

std::string print(const Policy& policy, const Expr& expr) { return ExprPrinter(policy).print(expr); }

}  // namespace pol::model
