// Laws, verdicts and presumptions; labels and exports.
#include "ast/print_words.h"
#include "ast/printer.h"

namespace pol::ast {

void Printer::show(const Law& law) {
  line("law {}{} in {}", law.name.text, titled(law.number, law.titles), law.jurisdiction.text);
  inside([&] {
    show("chosen by", law.chosen_by);
    for (const Version& version : law.versions) show(version);
  });
}

void Printer::show(const Version& version) {
  line("version {}{}{}{}", version.name.text, when(version.never, " never in force"),
       version.status ? fmt::format(" {}", word(*version.status)) : "", titled(version.source, version.titles));
  inside([&] {
    show("from", version.from);
    show("through", version.through);
  });
}

void Printer::show(const Verdict& verdict) {
  line("verdict {}{}{}: {}", verdict.name.text, verdict.parameters.empty() ? "" : "(" + listed(verdict.parameters) + ")",
       titled(verdict.number, verdict.titles), type_head(verdict.type));
  inside([&] {
    for (const Gate& gate : verdict.gates) show(gate);
  });
}

void Printer::show(const Gate& gate) {
  line("{}{}{} {}{}", when(gate.otherwise, "otherwise "), word(gate.kind), texts(gate.numbers), gate.result.text,
       gate.effect ? " as " + gate.effect->text : "");
  inside([&] {
    show(gate.carried);
    show("when", gate.when);
  });
}

void Printer::show(const Presume& presume) {
  line("presume {}{}", presume.name.text, titled(presume.number, presume.titles));
  inside([&] {
    if (presume.element) line("each {}", presume.element->text);
    if (presume.set) inside([&] { show(presume.set); });
    show("when", presume.when);
    show("rebutted" + texts(presume.rebuttal_numbers), presume.rebutted_by);
    show("rebutted when", presume.rebutted_when);
  });
}

void Printer::show_node(const VerdictState& node) { show_all(fmt::format("verdict {}", word(node.kind)), {&node.subject}); }

void Printer::show_node(const SetOf& node) {
  line("set of");
  inside([&] {
    for (const MemberCase& one : node.cases) {
      line("members {}", listed(one.names));
      inside([&] { show("when", one.when); });
    }
  });
}

void Printer::show(const LabelNames& labels) {
  for (const LabelName& each : labels.names) line("label {}{}", each.name.text, each.never_released ? " never released" : "");
}

void Printer::show(const Export& each) {
  line("export {}{} to {}", each.name.text, titled(each.number, each.titles), each.recipient.text);
  inside([&] {
    for (const ExportColumn& column : each.columns) show("column " + column.name.text, column.value);
  });
}

void Printer::show_node(const Declassify& node) {
  const std::string recipient = node.recipient ? " to " + node.recipient->text : "";
  const std::string what = fmt::format("declassify for {}{} under {}", node.purpose.text, recipient, node.law.text);
  if (node.period)
    show_all(what, {&node.value, &node.period});
  else
    show_all(what, {&node.value});
}

void Printer::show_node(const Position& node) { line("position of {}", node.element.text); }

void Printer::show_line(const DecidedBy& node, const std::string& numbers) { show_parts("decided by", numbers, {&node.verdict}); }

}  // namespace pol::ast
