// The lines of a clause and their tails.
#include "ast/print_words.h"
#include "ast/printer.h"

namespace pol::ast {

void Printer::show(const std::vector<Line>& lines) {
  for (const Line& each : lines) {
    const std::string numbers = texts(each.numbers);
    std::visit([&](const auto& node) { show_line(node, numbers); }, each.node);
  }
}

// ---- what a line speaks of ----

void Printer::show_line(const AppliesTo& node, const std::string& numbers) {
  line("applies to{}{}{}{}", numbers, when(node.every, " every benefit"), when(node.together, " together"),
       node.benefits.empty() ? "" : (node.every ? " except " : " ") + listed(node.benefits));
}
void Printer::show_line(const About& node, const std::string& numbers) {
  line("about{}", numbers);
  inside([&] {
    for (const Path& record : node.records) line("{}", dotted(record));
  });
}
void Printer::show_line(const Event& node, const std::string& numbers) { show_parts("event", numbers, {&node.date}); }
void Printer::show_line(const Claimable& node, const std::string& numbers) { show_parts("claimable", numbers, {&node.date}); }
void Printer::show_line(const When& node, const std::string& numbers) { show_parts("when", numbers, {&node.condition}); }

// ---- grounds ----

void Printer::show_line(const Requires& node, const std::string& numbers) { show_ground("requires", numbers, node.conditions, node.tails); }
void Printer::show_line(const Excludes& node, const std::string& numbers) { show_ground("excludes", numbers, node.causes, node.tails); }
void Printer::show_line(const AllUnless& node, const std::string& numbers) {
  show_parts("all unless", numbers, {&node.condition});
  inside([&] { show_for(node.benefits); });
}
void Printer::show_line(const Survival& node, const std::string& numbers) {
  show_parts("survival", numbers, {&node.distance, &node.anchor, &node.death});
}
void Printer::show_line(const Waiting& node, const std::string& numbers) { show_parts("waiting", numbers, {&node.distance, &node.anchor}); }
void Printer::show_line(const Pends& node, const std::string& numbers) { show_parts("pends until", numbers, {&node.until}); }
void Printer::show_line(const RefersWhen& node, const std::string& numbers) { show_parts("refers when", numbers, {&node.condition}); }
void Printer::show_line(const Reverses& node, const std::string& numbers) { line("reverses{} {}", numbers, node.benefit.text); }
void Printer::show_line(const Fails&, const std::string& numbers) { line("fails{}", numbers); }
void Printer::show_line(const ByLines& node, const std::string& numbers) {
  show_parts("by", numbers, {&node.subject});
  inside([&] {
    for (const ByLineCase& one : node.cases) {
      line("{}", case_head(one.names, one.otherwise));
      inside([&] { show(one.lines); });
    }
  });
}

// ---- amounts ----

void Printer::show_line(const Pays& node, const std::string& numbers) { show_amount("pays", numbers, node.amount, node.tails); }
void Printer::show_line(const PaysEach& node, const std::string& numbers) {
  show_parts("pays each " + node.element.text, numbers, {&node.list});
  inside([&] { show(node.lines); });
}
void Printer::show_line(const Counts& node, const std::string& numbers) { show_amount("counts", numbers, node.amount, node.tails); }
void Printer::show_line(const Less& node, const std::string& numbers) { show_amount("less", numbers, node.amount, node.tails); }
void Printer::show_line(const Leaves& node, const std::string& numbers) { show_amount("leaves", numbers, node.amount, node.tails); }
void Printer::show_line(const UpTo& node, const std::string& numbers) {
  show_amount(fmt::format("up to{}", word(node.per)), numbers, node.amount, node.tails);
}

// ---- parts of lines ----

void Printer::show_parts(std::string_view keyword, const std::string& numbers, std::initializer_list<const ExprPtr*> parts) {
  line("{}{}", keyword, numbers);
  inside([&] {
    for (const ExprPtr* part : parts) show(*part);
  });
}
void Printer::show_ground(std::string_view keyword, const std::string& numbers, const std::vector<ExprPtr>& conditions,
                          const Tails& tails) {
  line("{}{}", keyword, numbers);
  inside([&] {
    show(conditions);
    show(tails);
  });
}
void Printer::show_amount(std::string_view keyword, const std::string& numbers, const ExprPtr& amount, const Tails& tails) {
  show_parts(keyword, numbers, {&amount});
  inside([&] { show(tails); });
}
void Printer::show(const Tails& tails) {
  show("tail when", tails.when);
  for (const Unless& unless : tails.unless) {
    show("tail unless", unless.condition);
    inside([&] { show_for(unless.benefits); });
  }
  show_for(tails.benefits);
  if (tails.otherwise != ElseKind::decline) line("tail else {}", word(tails.otherwise));
  if (tails.effect) line("tail as {}", tails.effect->text);
  if (tails.without) line("tail without {}", tails.without->text);
}
void Printer::show_for(const std::vector<Name>& benefits) {
  if (!benefits.empty()) line("for {}", listed(benefits));
}

}  // namespace pol::ast
