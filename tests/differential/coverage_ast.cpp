// Every construct of a file as it was written.
#include "coverage.h"

namespace pol::differential {

namespace {

using namespace pol::ast;

class AstWalk {
 public:
  explicit AstWalk(Tally& tally) : tally_(tally) {}

  void visit(const Declaration& declaration) { visit_variant(declaration); }

 private:
  template <typename Variant>
  void visit_variant(const Variant& variant) {
    std::visit(
        [this](const auto& node) {
          tally_.saw(node);
          inside(node);
        },
        variant);
  }
  void visit(const ExprPtr& expr) {
    if (expr) visit_variant(expr->node);
  }
  void visit(const std::vector<ExprPtr>& exprs) {
    for (const ExprPtr& expr : exprs) visit(expr);
  }
  void visit(const std::vector<Line>& lines) {
    for (const Line& line : lines) visit_variant(line.node);
  }
  void visit(const Tails& tails) {
    visit(tails.when);
    for (const Unless& unless : tails.unless) visit(unless.condition);
    if (tails.without) tally_.saw_use(without_reason);
    tally_.saw_case(tails.otherwise);
  }

  // ---- expressions ----
  void inside(const Truth&) {}
  void inside(const Number&) {}
  void inside(const Period&) {}
  void inside(const Date&) {}
  void inside(const Path&) {}
  void inside(const Text&) {}
  void inside(const Call& node) { visit(node.arguments); }
  void inside(const Not& node) { visit(node.operand); }
  void inside(const And& node) { visit(node.operands); }
  void inside(const Or& node) { visit(node.operands); }
  void inside(const Compare& node) {
    tally_.saw_case(node.op);
    if (node.right_if_any) tally_.saw_use(if_any_on_the_right);
    visit(node.left);
    visit(node.right);
  }
  void inside(const Arithmetic& node) {
    tally_.saw_case(node.op);
    visit(node.left);
    visit(node.right);
  }
  void inside(const IsOneOf& node) {
    if (node.names.front().text == "covered") tally_.saw_use(state_of_a_cell);
    visit(node.subject);
  }
  void inside(const IsPresent& node) { visit(node.subject); }
  void inside(const Has& node) {
    tally_.saw_case(node.kind);
    if (node.if_any) tally_.saw_use(if_any_of_a_set);
    visit(node.subject);
    if (node.of) visit(node.of);
  }
  void inside(const Between& node) {
    if (node.through_if_any) tally_.saw_use(if_any_on_the_right);
    visit(node.subject);
    visit(node.from);
    visit(node.through);
  }
  void inside(const Timing& node) {
    tally_.saw_case(node.kind);
    if (node.anchor_if_any) tally_.saw_use(if_any_on_the_right);
    visit(node.subject);
    visit(node.anchor);
    visit(node.distance);
  }
  void inside(const Otherwise& node) {
    visit(node.value);
    visit(node.fallback);
  }
  void inside(const Proved& node) { visit(node.operand); }
  void inside(const Position&) {}
  void inside(const Declassify& node) {
    visit(node.value);
    visit(node.period);
    if (node.recipient) tally_.saw_use(released_to_somebody);
  }
  void inside(const Choice& node) {
    visit(node.subject);
    for (const ChoiceCase& each : node.cases) visit(each.value);
  }
  void inside(const Pick& node) {
    tally_.saw_case(node.kind);
    visit(node.operands);
  }
  void inside(const CompletedYears& node) {
    visit(node.from);
    visit(node.to);
  }
  void inside(const InRange& node) {
    visit(node.subject);
    visit(node.range);
  }
  void inside(const TheCase& node) { visit(node.where); }
  void inside(const DaysBetween& node) {
    visit(node.from);
    visit(node.to);
  }
  void inside(const History& node) { tally_.saw_case(node.kind); }
  void inside(const FirstOf& node) {
    for (const FirstCase& each : node.cases) {
      visit(each.value);
      visit(each.when);
    }
    visit(node.otherwise);
  }
  void inside(const Rounded& node) { visit(node.operand); }
  void inside(const OfList& node) {
    tally_.saw_case(node.kind);
    visit(node.value);
    visit(node.list);
    visit(node.where);
  }
  void inside(const Fold& node) {
    visit(node.start);
    visit(node.list);
    visit(node.key);
    visit(node.where);
    visit(node.body);
  }
  void inside(const Lookup& node) { visit(node.keys); }
  void inside(const VerdictState& node) {
    tally_.saw_case(node.kind);
    visit(node.subject);
  }
  void inside(const MonthEnd& node) { visit(node.operand); }
  void inside(const SetOf& node) {
    for (const MemberCase& each : node.cases) visit(each.when);
  }

  // ---- lines ----
  void inside(const AppliesTo& line) {
    if (line.every && !line.benefits.empty()) tally_.saw_use(every_benefit_but_some);
  }
  void inside(const About&) {}
  void inside(const Fails&) {}
  void inside(const DecidedBy& line) { visit(line.verdict); }
  void inside(const Reverses&) {}
  void inside(const Event& line) { visit(line.date); }
  void inside(const Claimable& line) { visit(line.date); }
  void inside(const When& line) { visit(line.condition); }
  void inside(const Requires& line) {
    visit(line.conditions);
    visit(line.tails);
  }
  void inside(const Excludes& line) {
    visit(line.causes);
    visit(line.tails);
  }
  void inside(const AllUnless& line) { visit(line.condition); }
  void inside(const Survival& line) {
    visit(line.distance);
    visit(line.anchor);
    visit(line.death);
  }
  void inside(const Waiting& line) {
    visit(line.distance);
    visit(line.anchor);
  }
  void inside(const Pends& line) { visit(line.until); }
  void inside(const Pays& line) {
    if (line.tails.when) tally_.saw_use(pays_under_a_condition);
    amount(line);
  }
  void inside(const Counts& line) { amount(line); }
  void inside(const Less& line) { amount(line); }
  void inside(const Leaves& line) { amount(line); }
  void inside(const PaysEach& line) {
    visit(line.list);
    visit(line.lines);
  }
  void inside(const UpTo& line) {
    tally_.saw_case(line.per);
    amount(line);
  }
  void inside(const RefersWhen& line) { visit(line.condition); }
  void inside(const ByLines& line) {
    visit(line.subject);
    for (const ByLineCase& each : line.cases) visit(each.lines);
  }
  template <typename AmountLine>
  void amount(const AmountLine& line) {
    visit(line.amount);
    visit(line.tails);
  }

  // ---- declarations ----
  void visit(const FieldType& type) {
    tally_.saw_case(type.kind);
    if (type.name.text == "days" || type.name.text == "months") tally_.saw_use(fields_of_days_or_months);
    if (type.from && std::holds_alternative<Date>(type.from->node)) tally_.saw_use(dates_with_bounds);
    for (const Field& field : type.fields) visit(field);
    visit(type.valid);
  }
  void visit(const Field& field) {
    tally_.saw_case(field.presence);
    visit(field.type);
    visit(field.presumed);
    if (!field.presumed_too.empty()) tally_.saw_use(several_members_presumed);
    const auto* path = field.presumed ? std::get_if<Path>(&field.presumed->node) : nullptr;
    const bool of_set = field.type.kind == TypeKind::set_of;
    if (of_set && path && path->names.front().text == "none") tally_.saw_use(no_member_presumed);
  }
  void visit(const std::vector<Valid>& valid) {
    for (const Valid& each : valid) visit(each.condition);
  }
  void inside(const PolicyHeader&) {}
  void inside(const Use&) {}
  void inside(const Letter&) {}
  void inside(const Sample&) {}
  void inside(const Example&) {}
  void inside(const Property&) {}
  void inside(const TypeName& declared) { visit(declared.type); }
  void inside(const Parameter& declared) {
    for (const FieldType& key : declared.keys) visit(key);
    visit(declared.type);
  }
  void inside(const Certificate& declared) {
    for (const Field& field : declared.fields) visit(field);
    visit(declared.valid);
  }
  void inside(const Question& declared) {
    for (const Field& field : declared.fields) visit(field);
    visit(declared.valid);
  }
  void inside(const Split& declared) {
    tally_.saw_case(declared.manner);
    tally_.saw_case(declared.otherwise);
    visit(declared.amount);
    visit(declared.where);
    visit(declared.weight);
    for (const SplitParty& party : declared.parties) visit(party.share);
  }
  void inside(const Table& declared) {
    for (const DownKey& key : declared.down)
      if (key.type) visit(*key.type);
    for (const TableRow& row : declared.rows)
      for (const Cell& cell : row.cells) {
        tally_.saw_case(cell.kind);
        visit(cell.value);
      }
  }
  void inside(const Define& declared) {
    visit(declared.body);
    visit(declared.lines);
  }
  void inside(const LabelNames& labels) {
    for (const LabelName& each : labels.names)
      if (each.never_released) tally_.saw_use(never_released);
  }
  void inside(const Export& declared) {
    for (const ExportColumn& column : declared.columns) visit(column.value);
  }
  void inside(const Law& declared) { visit(declared.chosen_by); }
  void inside(const Verdict& declared) {
    visit(declared.type);
    for (const Gate& gate : declared.gates) {
      tally_.saw_case(gate.kind);
      visit(gate.carried);
      visit(gate.when);
    }
  }
  void inside(const Presume& declared) {
    visit(declared.set);
    visit(declared.when);
    visit(declared.rebutted_by);
    visit(declared.rebutted_when);
  }
  void inside(const Clause& declared) { visit(declared.lines); }
  void inside(const Output& declared) {
    tally_.saw_case(declared.kind);
    visit(declared.value);
    visit(declared.when);
  }
  void inside(const Answer& declared) {
    for (const Define& define : declared.defines) inside(define);
    for (const Output& output : declared.outputs) inside(output);
    visit(declared.lines);
  }

  Tally& tally_;
};

}  // namespace

void walk(const ast::File& file, Tally& tally) {
  AstWalk constructs(tally);
  for (const ast::Declaration& declaration : file.declarations) constructs.visit(declaration);
}

}  // namespace pol::differential
