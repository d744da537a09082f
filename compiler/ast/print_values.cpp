// Expressions.
#include "ast/print_words.h"
#include "ast/printer.h"

namespace pol::ast {

void Printer::show(std::string_view role, const ExprPtr& expr) {
  if (!expr) return;
  line("{}", role);
  inside([&] { show(expr); });
}
void Printer::show(const std::vector<ExprPtr>& all) {
  for (const ExprPtr& expr : all) show(expr);
}
void Printer::show(const ExprPtr& expr) {
  if (expr) std::visit([this](const auto& node) { show_node(node); }, expr->node);
}
void Printer::show_all(std::string_view head, std::initializer_list<const ExprPtr*> parts) { show_parts(head, {}, parts); }
void Printer::show_all(std::string_view head, const std::vector<ExprPtr>& parts) {
  line("{}", head);
  inside([&] { show(parts); });
}

// ---- literals and names ----

void Printer::show_node(const Truth& node) { line("{}", node.value ? "yes" : "no"); }
void Printer::show_node(const Number& node) { line("number {}{}{}", node.digits, when(!node.unit.empty(), " "), node.unit); }
void Printer::show_node(const Date& node) { line("date {}", node.text); }
void Printer::show_node(const Text& node) { line("text {}", quoted(node.value)); }
void Printer::show_node(const Period& node) {
  std::vector<std::string> parts;
  for (const Number& part : node.parts) parts.push_back(part.digits + " " + part.unit);
  line("period {}", fmt::join(parts, " and "));
}
void Printer::show_node(const Path& node) { line("path {}", dotted(node)); }
void Printer::show_node(const Call& node) {
  show_all(fmt::format("call {}{}", node.callee.text, node.part ? " part " + node.part->text : ""), node.arguments);
}
void Printer::show_node(const Lookup& node) {
  show_all(fmt::format("lookup {}{}", node.table.text, node.column ? " column " + node.column->text : ""), node.keys);
}

// ---- conditions ----

void Printer::show_node(const Not& node) { show_all("not", {&node.operand}); }
void Printer::show_node(const And& node) { show_all("and", node.operands); }
void Printer::show_node(const Or& node) { show_all(node.mixed ? "or beside and" : "or", node.operands); }
void Printer::show_node(const Compare& node) {
  show_all(fmt::format("{}{}{}", word(node.op), when(node.if_any, " if any"), when(node.right_if_any, " right if any")),
           {&node.left, &node.right});
}
void Printer::show_node(const IsOneOf& node) {
  show_all(fmt::format("is{}{} {}", when(node.negated, " not"), when(node.if_any, " if any"), listed(node.names)), {&node.subject});
}
void Printer::show_node(const IsPresent& node) { show_all(node.negated ? "is absent" : "is present", {&node.subject}); }
void Printer::show_node(const Has& node) {
  show_all(fmt::format("has{}{}{}{}", word(node.kind), when(node.if_any, " if any"), node.of ? "" : " ", listed(node.names)),
           {&node.subject, &node.of});
}
void Printer::show_node(const Between& node) {
  show_all(fmt::format("in{}{}{}", when(node.if_any, " if any"), when(node.from_if_any, " from if any"),
                       when(node.through_if_any, " through if any")),
           {&node.subject, &node.from, &node.through});
}
void Printer::show_node(const Timing& node) {
  show_all(fmt::format("{}{}{}", word(node.kind), when(node.if_any, " if any"), when(node.anchor_if_any, " anchor if any")),
           {&node.subject, &node.distance, &node.anchor});
}
void Printer::show_node(const Proved& node) { show_all("proved", {&node.operand}); }

// ---- calculations ----

void Printer::show_node(const Arithmetic& node) { show_all(word(node.op), {&node.left, &node.right}); }
void Printer::show_node(const Otherwise& node) { show_all("otherwise", {&node.value, &node.fallback}); }
void Printer::show_node(const Choice& node) {
  show_all("by", {&node.subject});
  inside([&] {
    for (const ChoiceCase& one : node.cases) show(case_head(one.names, one.otherwise), one.value);
  });
}
void Printer::show_node(const Pick& node) { show_all(word(node.kind), node.operands); }
void Printer::show_node(const CompletedYears& node) { show_all("completed years", {&node.from, &node.to}); }
void Printer::show_node(const InRange& node) { show_all(node.if_any ? "in range if any" : "in range", {&node.subject, &node.range}); }
void Printer::show_node(const TheCase& node) { show_all("the " + node.name.text + " in " + node.type.text, {&node.where}); }
void Printer::show_node(const DaysBetween& node) { show_all("days", {&node.from, &node.to}); }
void Printer::show_node(const History& node) {
  const std::string benefit = node.benefit ? " for " + node.benefit->text : "";
  line("{}{}{}{}", word(node.kind), benefit, when(node.this_benefit, " for this benefit"), when(node.on_this_event, " on this event"));
}
void Printer::show_node(const FirstOf& node) {
  line("first of");
  inside([&] {
    for (const FirstCase& one : node.cases) {
      line("case{}{}", texts(one.numbers), one.effect ? " as " + one.effect->text : "");
      inside([&] {
        show(one.value);
        show("when", one.when);
      });
    }
    if (node.otherwise_nothing) line("otherwise nothing");
    show("otherwise", node.otherwise);
  });
}
void Printer::show_node(const Rounded& node) {
  line("rounded{}", node.mode ? " " + node.mode->text : "");
  inside([&] {
    show(node.operand);
    show("to", node.unit);
  });
}

void Printer::show_node(const MonthEnd& node) { show_all(node.rolled ? "rolled" : "clamped", {&node.operand}); }

// ---- lists ----

void Printer::show_node(const OfList& node) {
  line("{} of {}", word(node.kind), node.element.text);
  inside([&] {
    show("in", node.list);
    show("where", node.where);
    show("value", node.value);
  });
}
void Printer::show_node(const Fold& node) {
  line("fold {}: {}", node.running.text, type_head(*node.type));
  inside([&] {
    show_bounds(*node.type);
    show("start", node.start);
    line("for {}", node.element.text);
    inside([&] { show(node.list); });
    show(node.descending ? "sorted descending by" : "sorted by", node.key);
    show("where", node.where);
    show("body", node.body);
  });
}

}  // namespace pol::ast
