#include "model/print_expr.h"

#include <fmt/format.h>

#include "base/exact.h"
#include "model/print.h"

namespace pol::model {

namespace {

std::string name_of_case(const Policy& policy, const Type& type, std::size_t ordinal) {
  if (type.kind == Kind::boolean) return ordinal == 0 ? "no" : "yes";
  return policy.enums.at(type.enum_id).cases.at(ordinal);
}

// `below 16`, `16 to below 55`, `from 55`
std::string name_of_band(const Policy& policy, const Band& band, std::size_t ordinal) {
  const auto start = [&](std::size_t k) { return print_value(policy, band.number->type, band.starts.at(k)); };
  const bool is_last = ordinal + 1 == band.starts.size();
  if (ordinal == 0) return is_last ? "any" : "below " + start(1);
  return is_last ? "from " + start(ordinal) : fmt::format("{} to below {}", start(ordinal), start(ordinal + 1));
}

template <typename NameOf>
std::string names_in(const std::vector<bool>& mask, NameOf name_of) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i]) names.push_back(name_of(i));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string cases_in(const Policy& policy, const Type& type, const std::vector<bool>& mask) {
  return names_in(mask, [&](std::size_t i) { return name_of_case(policy, type, i); });
}

std::string cases_of(const Policy& policy, const Expr& subject, const std::vector<bool>& mask) {
  const Band* band = std::get_if<Band>(&subject.node);
  if (!band) return cases_in(policy, subject.type, mask);
  return names_in(mask, [&](std::size_t i) { return name_of_band(policy, *band, i); });
}

std::string_view word_of(CompareOp op) {
  switch (op) {
    case CompareOp::less: return "<";
    case CompareOp::less_equal: return "<=";
    case CompareOp::equal: return "=";
  }
  return {};
}

class ExprPrinter {
 public:
  explicit ExprPrinter(const Policy& policy) : policy_(policy) {}

  std::string print(const Expr& expr) const {
    return std::visit([&](const auto& node) { return of(node, expr); }, expr.node);
  }

 private:
  std::string of(const Constant& node, const Expr& expr) const { return print_value(policy_, expr.type, node.value); }
  std::string of(const FactValue& node, const Expr&) const { return path(node.fact, node.element); }
  std::string of(const FactPresent& node, const Expr&) const { return path(node.fact, node.element) + " is present"; }
  std::string of(const Definition& node, const Expr&) const { return policy_.definitions.at(node.definition).name; }
  std::string of(const Not& node, const Expr&) const { return "not " + part(node.operand); }
  std::string of(const And& node, const Expr&) const { return joined(node.operands, " and "); }
  std::string of(const Or& node, const Expr&) const { return joined(node.operands, " or "); }
  std::string of(const Proved& node, const Expr&) const { return "proved " + part(node.operand); }
  std::string of(const Compare& node, const Expr&) const {
    return fmt::format("{} {} {}", part(node.left), word_of(node.op), part(node.right));
  }
  std::string of(const IsCase& node, const Expr&) const {
    return fmt::format("{} is one of ({})", part(node.subject), cases_of(policy_, *node.subject, node.cases));
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
      text += fmt::format("{} {}: {}", text.back() == '{' ? "" : ";", cases_of(policy_, *node.subject, branch.cases), print(*branch.value));
    }
    return text + " }";
  }
  std::string of(const TableCell& node, const Expr&) const {
    const Table& table = policy_.tables.at(node.table);
    return fmt::format("{}.{}[{}]", table.name, table.rows.at(node.row), print(*node.key));
  }
  std::string of(const Band& node, const Expr&) const { return "band of " + part(node.number); }
  std::string of(const OfList& node, const Expr&) const {
    return fmt::format("{} {}: {}", node.kind == ListKind::any ? "any" : "sum of", elements(node.list, node.element), part(node.body));
  }
  std::string of(const Extreme& node, const Expr&) const {
    return fmt::format("{} of {} where {}: {} otherwise {}", node.smallest ? "smallest" : "largest", elements(node.list, node.element),
                       part(node.where), part(node.body), part(node.otherwise));
  }
  std::string of(const Fold& node, const Expr&) const {
    const std::string order = node.key ? fmt::format(" by {} {}", node.descending ? "falling" : "rising", part(node.key)) : std::string();
    return fmt::format("fold {}{} from {}: {}", elements(node.list, node.element), order, part(node.start), part(node.body));
  }
  std::string of(const Running& node, const Expr&) const { return fmt::format("running e{}", node.element); }
  std::string of(const RoundedQuotient& node, const Expr& expr) const {
    const std::string below =
        node.denominators.empty()
            ? std::string()
            : " / " + (node.denominators.size() == 1 ? part(node.denominators.front()) : "(" + joined(node.denominators, " * ") + ")");
    return fmt::format("{}{} rounded {} to {}", joined(node.numerators, " * "), below, print_mode(node.mode),
                       print_value(policy_, expr.type, node.unit));
  }
  std::string of(const ElementIndex& node, const Expr&) const { return "index of element " + std::to_string(node.element); }
  std::string of(const Remainder& node, const Expr&) const {
    return print(*node.factor) + " * " + print(*node.other) + " modulo " + print(*node.divisor);
  }
  std::string of(const SameText& node, const Expr&) const { return print(*node.left) + " same text " + print(*node.right); }
  std::string of(const CompareProducts& node, const Expr&) const {
    return fmt::format("{} {} {}", joined(node.left, " * "), word_of(node.op), joined(node.right, " * "));
  }
  std::string of(const HistoryAmount& node, const Expr&) const {
    std::vector<std::string> names;
    for (const BenefitId id : node.benefits) names.push_back(benefit(id));
    const std::string event = node.event ? " on " + part(node.event) : std::string();
    return fmt::format("paid for ({}){}", fmt::join(names, ", "), event);
  }
  std::string of(const FirstEventDate& node, const Expr&) const { return fmt::format("first event date of {}", benefit(node.benefit)); }
  std::string of(const Released& node, const Expr&) const {
    return fmt::format("{} released for {}", part(node.operand), policy_.releases.at(node.release).purpose);
  }
  std::string of(const StepAmount& node, const Expr&) const { return fmt::format("step {}", node.step); }

  static std::string_view end_of(calendar::MonthEnd end) { return end == calendar::MonthEnd::clamp ? "(clamp)" : "(roll)"; }
  const std::string& benefit(BenefitId id) const { return policy_.enums.at(policy_.benefits).cases.at(id); }
  // `claim.expenses[e0].amount`; `claim.bills[].lines[e1].amount`, where that is said where the list is.
  std::string path(FactId id, ElementId element) const {
    std::string text = policy_.facts.at(id).path;
    if (const std::size_t at = text.rfind("[]"); element != none && at != std::string::npos)
      text.insert(at + 1, fmt::format("e{}", element));
    return text;
  }
  std::string elements(FactId list, ElementId element) const {
    return fmt::format("e{} in {}", element, path(list, element_around(policy_, element)));
  }

  static bool stands_alone(const Expr& expr) {
    if (const auto* paid = std::get_if<HistoryAmount>(&expr.node)) return !paid->event;
    return std::holds_alternative<Constant>(expr.node) || std::holds_alternative<FactValue>(expr.node) ||
           std::holds_alternative<Definition>(expr.node) || std::holds_alternative<TableCell>(expr.node) ||
           std::holds_alternative<StepAmount>(expr.node) || std::holds_alternative<Running>(expr.node);
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

std::string_view print_mode(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up: return "half_up";
    case RoundingMode::half_even: return "half_even";
    case RoundingMode::up: return "up";
    case RoundingMode::down: return "down";
  }
  return {};
}

std::string print(const Policy& policy, const Expr& expr) { return ExprPrinter(policy).print(expr); }

}  // namespace pol::model
