#include "ast/print.h"

#include <initializer_list>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "ast/print_words.h"

namespace pol::ast {

namespace {

// ---- parts of a line ----

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result.push_back('\\');
    result.push_back(c);
  }
  return result + '"';
}

std::string listed(const std::vector<Name>& names) {
  std::string result;
  for (const Name& name : names) result += (result.empty() ? "" : ", ") + name.text;
  return result;
}

std::string dotted(const Path& path) {
  std::string result;
  for (const Name& name : path.names) result += (result.empty() ? "" : ".") + name.text;
  return result;
}

std::string texts(const std::vector<Text>& all) {
  std::string result;
  for (const Text& text : all) result += " " + quoted(text.value);
  return result;
}

std::string titled(const std::optional<Text>& number, const std::vector<Title>& titles) {
  std::string result = number ? " " + quoted(number->value) : std::string();
  for (const Title& title : titles) result += fmt::format(" {} {}", title.language.text, quoted(title.text.value));
  return result;
}

std::string_view when(bool set, std::string_view words) { return set ? words : std::string_view(); }

std::string case_head(const std::vector<Name>& names, bool otherwise) {
  return fmt::format("case {}", otherwise ? "otherwise" : listed(names));
}

// ---- the printer ----

class Printer {
 public:
  std::string print(const File& file) {
    for (const Declaration& declaration : file.declarations) std::visit([this](const auto& d) { show(d); }, declaration);
    return std::move(out_);
  }

 private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    out_.append(depth_ * 2, ' ');
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_.push_back('\n');
  }
  template <typename Body>
  void inside(Body body) {
    ++depth_;
    body();
    --depth_;
  }

  // ---- declarations ----

  void show(const PolicyHeader& header) {
    line("policy {}{}", header.name.text, titled({}, header.titles));
    inside([&] {
      if (header.edition) line("edition {}", quoted(header.edition->value));
      show("in force from", header.in_force_from);
      if (header.currency) line("currency {}", header.currency->text);
      if (header.rounding_mode) line("rounding {}", header.rounding_mode->text);
      inside([&] { show(header.rounding_unit); });
      if (header.months_mode) line("months {}", header.months_mode->text);
      if (!header.waterfall.empty()) line("waterfall {}", listed(header.waterfall));
    });
  }

  void show(const Certificate& certificate) {
    line("certificate");
    inside([&] { show(certificate.fields); });
  }

  void show(const Question& question) {
    line("question {}", question.name.text);
    inside([&] {
      show(question.fields);
      if (question.lines) line("lines {}", question.lines->text);
      if (question.today) line("today {}", question.today->text);
    });
  }

  void show(const Table& table) {
    line("table {}{}{} across {}", table.name.text, titled(table.number, table.titles), table.currency ? " in " + table.currency->text : "",
         dotted(table.across));
    inside([&] {
      line("columns {}", listed(table.columns));
      for (const TableRow& row : table.rows) {
        line("row {}{}", row.name.text, titled({}, row.titles));
        inside([&] { show(row.cells); });
      }
    });
  }

  void show(const Define& define) {
    line("define {}{}{}", define.name.text, define.parameters.empty() ? "" : "(" + listed(define.parameters) + ")",
         titled(define.number, define.titles));
    inside([&] {
      show(define.body);
      show(define.lines);
    });
  }

  void show(const Clause& clause) {
    line("{} {}{}", word(clause.kind), clause.name.text, titled(clause.number, clause.titles));
    inside([&] { show(clause.lines); });
  }

  void show(const Sample& sample) {
    line("sample {}", sample.name.text);
    inside([&] {
      if (sample.start) line("start from {}", sample.start->text);
      show(sample.blocks);
    });
  }

  void show(const Example& example) {
    line("example {}", quoted(example.title.value));
    inside([&] {
      if (example.start) line("start from {}", example.start->text);
      for (const ExampleStep& step : example.steps) {
        line("step");
        inside([&] {
          show(step.blocks);
          for (const Expectation& expectation : step.expectations) show(expectation);
        });
      }
    });
  }

  void show(const std::vector<SettingBlock>& blocks) {
    for (const SettingBlock& block : blocks) {
      line("{}", block.block.text);
      inside([&] {
        for (const Setting& setting : block.settings) {
          line("set {}{}{}", dotted(setting.path), when(setting.unknown, " unknown"), when(setting.absent, " absent"));
          inside([&] { show(setting.values); });
        }
      });
    }
  }

  void show(const Expectation& expectation) {
    std::string missing;
    for (const Path& path : expectation.missing) missing += (missing.empty() ? " missing " : ", ") + dotted(path);
    line("expect {}{}{}{}{}", expectation.status.text, expectation.benefit ? " " + expectation.benefit->text : "",
         when(!expectation.because.empty(), " because"), texts(expectation.because), missing);
    inside([&] { show(expectation.amount); });
  }

  // ---- records ----

  void show(const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      const FieldType& type = field.type;
      const bool named = type.kind == TypeKind::money || type.kind == TypeKind::named;
      line("field {}: {}{}{}{}{}{}{}{}", listed(field.names), word(type.kind), named ? " " + type.name.text : "",
           type.members.empty() ? "" : " " + listed(type.members), type.unit.empty() ? "" : " in " + type.unit,
           type.decimals ? fmt::format(" with {} decimals", *type.decimals) : "", word(field.presence),
           field.absent ? " absent " + quoted(field.absent->value) : "", field.labels.empty() ? "" : " labelled " + listed(field.labels));
      inside([&] {
        show("from", type.from);
        show("to", type.to);
        show("presumed", field.presumed);
        show(type.fields);
      });
    }
  }

  // ---- lines ----

  void show(const std::vector<Line>& lines) {
    for (const Line& each : lines) {
      const std::string numbers = texts(each.numbers);
      std::visit([&](const auto& node) { show_line(node, numbers); }, each.node);
    }
  }

  void show_line(const AppliesTo& node, const std::string& numbers) {
    line("applies to{}{}{}{}", numbers, when(node.every, " every benefit"), when(node.together, " together"),
         node.benefits.empty() ? "" : " " + listed(node.benefits));
  }
  void show_line(const About& node, const std::string& numbers) {
    line("about{}", numbers);
    inside([&] {
      for (const Path& record : node.records) line("{}", dotted(record));
    });
  }
  void show_line(const Event& node, const std::string& numbers) { show_parts("event", numbers, {&node.date}); }
  void show_line(const When& node, const std::string& numbers) { show_parts("when", numbers, {&node.condition}); }
  void show_line(const Requires& node, const std::string& numbers) { show_ground("requires", numbers, node.conditions, node.tails); }
  void show_line(const Excludes& node, const std::string& numbers) { show_ground("excludes", numbers, node.causes, node.tails); }
  void show_line(const AllUnless& node, const std::string& numbers) {
    show_parts("all unless", numbers, {&node.condition});
    inside([&] { show_for(node.benefits); });
  }
  void show_line(const Survival& node, const std::string& numbers) {
    show_parts("survival", numbers, {&node.distance, &node.anchor, &node.death});
  }
  void show_line(const Waiting& node, const std::string& numbers) { show_parts("waiting", numbers, {&node.distance, &node.anchor}); }
  void show_line(const Pends& node, const std::string& numbers) { show_parts("pends until", numbers, {&node.until}); }
  void show_line(const Pays& node, const std::string& numbers) { show_amount("pays", numbers, node.amount, node.tails); }
  void show_line(const Less& node, const std::string& numbers) { show_amount("less", numbers, node.amount, node.tails); }
  void show_line(const UpTo& node, const std::string& numbers) { show_amount("up to", numbers, node.amount, node.tails); }
  void show_line(const Fails&, const std::string& numbers) { line("fails{}", numbers); }
  void show_line(const ByLines& node, const std::string& numbers) {
    show_parts("by", numbers, {&node.subject});
    inside([&] {
      for (const ByLineCase& one : node.cases) {
        line("{}", case_head(one.names, one.otherwise));
        inside([&] { show(one.lines); });
      }
    });
  }

  void show_parts(std::string_view keyword, const std::string& numbers, std::initializer_list<const ExprPtr*> parts) {
    line("{}{}", keyword, numbers);
    inside([&] {
      for (const ExprPtr* part : parts) show(*part);
    });
  }
  void show_ground(std::string_view keyword, const std::string& numbers, const std::vector<ExprPtr>& conditions, const Tails& tails) {
    line("{}{}", keyword, numbers);
    inside([&] {
      show(conditions);
      show(tails);
    });
  }
  void show_amount(std::string_view keyword, const std::string& numbers, const ExprPtr& amount, const Tails& tails) {
    show_parts(keyword, numbers, {&amount});
    inside([&] { show(tails); });
  }
  void show(const Tails& tails) {
    show("tail when", tails.when);
    for (const Unless& unless : tails.unless) {
      show("tail unless", unless.condition);
      inside([&] { show_for(unless.benefits); });
    }
    show_for(tails.benefits);
    if (tails.otherwise != ElseKind::decline) line("tail else {}", word(tails.otherwise));
    if (tails.effect) line("tail as {}", tails.effect->text);
  }
  void show_for(const std::vector<Name>& benefits) {
    if (!benefits.empty()) line("for {}", listed(benefits));
  }

  // ---- expressions ----

  void show(std::string_view role, const ExprPtr& expr) {
    if (!expr) return;
    line("{}", role);
    inside([&] { show(expr); });
  }
  void show(const std::vector<ExprPtr>& all) {
    for (const ExprPtr& expr : all) show(expr);
  }
  void show(const ExprPtr& expr) {
    if (expr) std::visit([this](const auto& node) { show_node(node); }, expr->node);
  }
  void show_all(std::string_view head, std::initializer_list<const ExprPtr*> parts) { show_parts(head, {}, parts); }
  void show_all(std::string_view head, const std::vector<ExprPtr>& parts) {
    line("{}", head);
    inside([&] { show(parts); });
  }

  void show_node(const Truth& node) { line("{}", node.value ? "yes" : "no"); }
  void show_node(const Number& node) { line("number {}{}{}", node.digits, when(!node.unit.empty(), " "), node.unit); }
  void show_node(const Date& node) { line("date {}", node.text); }
  void show_node(const Text& node) { line("text {}", quoted(node.value)); }
  void show_node(const Path& node) { line("path {}", dotted(node)); }
  void show_node(const Call& node) { show_all("call " + node.callee.text, node.arguments); }
  void show_node(const Not& node) { show_all("not", {&node.operand}); }
  void show_node(const And& node) { show_all("and", node.operands); }
  void show_node(const Or& node) { show_all(node.mixed ? "or beside and" : "or", node.operands); }
  void show_node(const Compare& node) {
    show_all(fmt::format("{}{}", word(node.op), when(node.if_any, " if any")), {&node.left, &node.right});
  }
  void show_node(const Arithmetic& node) { show_all(word(node.op), {&node.left, &node.right}); }
  void show_node(const IsOneOf& node) {
    show_all(fmt::format("is{}{} {}", when(node.negated, " not"), when(node.if_any, " if any"), listed(node.names)), {&node.subject});
  }
  void show_node(const IsPresent& node) { show_all(node.negated ? "is absent" : "is present", {&node.subject}); }
  void show_node(const Has& node) { show_all(fmt::format("has{} {}", word(node.kind), listed(node.names)), {&node.subject}); }
  void show_node(const Between& node) { show_all(node.if_any ? "in if any" : "in", {&node.subject, &node.from, &node.through}); }
  void show_node(const Timing& node) {
    show_all(fmt::format("{}{}", word(node.kind), when(node.if_any, " if any")), {&node.subject, &node.distance, &node.anchor});
  }
  void show_node(const Otherwise& node) { show_all("otherwise", {&node.value, &node.fallback}); }
  void show_node(const Proved& node) { show_all("proved", {&node.operand}); }
  void show_node(const Choice& node) {
    show_all("by", {&node.subject});
    inside([&] {
      for (const ChoiceCase& one : node.cases) show(case_head(one.names, one.otherwise), one.value);
    });
  }
  void show_node(const Pick& node) { show_all(word(node.kind), node.operands); }
  void show_node(const CompletedYears& node) { show_all("completed years", {&node.from, &node.to}); }
  void show_node(const DaysBetween& node) { show_all("days", {&node.from, &node.to}); }
  void show_node(const History& node) {
    const std::string benefit = node.benefit ? " for " + node.benefit->text : "";
    line("{}{}{}", word(node.kind), benefit, when(node.this_benefit, " for this benefit"));
  }

  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string print(const File& file) { return Printer().print(file); }

}  // namespace pol::ast
