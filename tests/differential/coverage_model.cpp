// Every expression of a policy, each once however many places share it.
#include <unordered_set>

#include "check/build.h"
#include "coverage.h"

namespace pol::differential {

namespace {

class ModelWalk {
 public:
  ModelWalk(const model::Policy& policy, Tally& tally) : policy_(policy), tally_(tally) {}

  void visit(const model::ExprPtr& expr) {
    if (!expr || !seen_.insert(expr.get()).second) return;
    std::visit(
        [this](const auto& node) {
          tally_.saw(node);
          inside(node);
        },
        expr->node);
    if (model::is_number(expr->type.kind) && !model::is_narrow(expr->range)) saw_wide(*expr);
  }

  void visit(const std::vector<model::Ground>& grounds) {
    for (const model::Ground& ground : grounds) {
      tally_.saw_case(ground.effect);
      tally_.saw_case(ground.role);
      visit(ground.condition);
    }
  }

 private:
  void visit(const std::vector<model::ExprPtr>& exprs) {
    for (const model::ExprPtr& expr : exprs) visit(expr);
  }

  void saw_wide(const model::Expr& expr) {
    const bool widest = !fits_128(expr.range);
    if (const auto* node = std::get_if<model::Arithmetic>(&expr.node)) {
      const bool is_sum = node->op == model::ArithmeticOp::add || node->op == model::ArithmeticOp::subtract;
      const bool is_product = node->op == model::ArithmeticOp::multiply;
      tally_.saw_use(is_sum ? wide_sum : is_product ? wide_product : wide_pick);
      if (widest) tally_.saw_use(is_sum ? widest_sum : is_product ? widest_product : widest_pick);
    }
    if (std::holds_alternative<model::Choice>(expr.node)) tally_.saw_use(widest ? widest_choice : wide_choice);
    if (std::holds_alternative<model::OfList>(expr.node) || std::holds_alternative<model::Extreme>(expr.node))
      tally_.saw_use(widest ? widest_in_a_list : wide_in_a_list);
  }

  static bool fits_128(const model::Extent& range) { return range.from.fits_128() && range.to.fits_128(); }

  static bool fits_128(const std::vector<model::ExprPtr>& factors) {
    std::optional<model::Extent> range = model::Extent{1, 1};
    for (const model::ExprPtr& factor : factors) range = range ? check::product(*range, factor->range) : std::nullopt;
    return range && fits_128(*range);
  }

  void inside(const model::Constant&) {}
  void inside(const model::FactValue& node) {
    if (!is_in_a_required_record(node.fact)) return;
    tally_.saw_use(policy_.facts[node.fact].list == model::none ? reads_in_a_required_record : record_in_an_item);
  }
  void inside(const model::FactPresent& node) {
    if (is_in_a_required_record(node.fact)) tally_.saw_use(presence_in_a_required_record);
  }
  void inside(const model::Definition&) {}
  void inside(const model::Running&) {}
  void inside(const model::FirstEventDate&) {}
  void inside(const model::StepAmount&) {}
  void inside(const model::Not& node) { visit(node.operand); }
  void inside(const model::And& node) { visit(node.operands); }
  void inside(const model::Or& node) { visit(node.operands); }
  void inside(const model::Proved& node) { visit(node.operand); }
  void inside(const model::Released& node) { visit(node.operand); }
  void inside(const model::Compare& node) {
    tally_.saw_case(node.op);
    visit({node.left, node.right});
  }
  void inside(const model::IsCase& node) { visit(node.subject); }
  void inside(const model::Has& node) { visit(node.subject); }
  void inside(const model::Arithmetic& node) {
    tally_.saw_case(node.op);
    visit({node.left, node.right});
  }
  void inside(const model::AddMonths& node) { visit({node.date, node.months}); }
  void inside(const model::CompletedYears& node) { visit({node.from, node.to}); }
  void inside(const model::Choice& node) {
    visit(node.subject);
    for (const model::Branch& branch : node.branches) visit(branch.value);
  }
  void inside(const model::TableCell& node) { visit(node.key); }
  void inside(const model::Band& node) { visit(node.number); }
  void inside(const model::OfList& node) {
    tally_.saw_case(node.kind);
    saw_list(node.list, node.element, false);
    visit(node.body);
    around_.pop_back();
  }
  void inside(const model::Extreme& node) {
    visit(node.otherwise);
    saw_list(node.list, node.element, false);
    visit({node.where, node.body});
    around_.pop_back();
  }
  void inside(const model::Fold& node) {
    visit(node.start);
    saw_list(node.list, node.element, true);
    visit({node.key, node.body});
    around_.pop_back();
  }

  void saw_list(model::FactId list, model::ElementId element, bool is_fold) {
    if (model::element_around(policy_, element) != model::none) tally_.saw_use(list_in_an_item);
    if (is_in_a_required_record(list)) tally_.saw_use(list_in_a_required_record);
    if (!around_.empty() && is_fold) tally_.saw_use(fold_in_a_list);
    if (!around_.empty() && around_.back()) tally_.saw_use(list_in_a_fold);
    around_.push_back(is_fold);
  }
  void inside(const model::RoundedQuotient& node) {
    if (!fits_128(node.numerators)) tally_.saw_use(widest_quotient);
    visit(node.numerators);
    visit(node.denominators);
  }
  void inside(const model::CompareProducts& node) {
    if (!fits_128(node.left) || !fits_128(node.right)) tally_.saw_use(widest_comparison);
    visit(node.left);
    visit(node.right);
  }
  void inside(const model::ElementIndex&) {}
  void inside(const model::Remainder& node) { visit({node.factor, node.other, node.divisor}); }
  void inside(const model::SameText& node) { visit({node.left, node.right}); }
  void inside(const model::HistoryAmount& node) { visit(node.event); }

  bool is_in_a_required_record(model::FactId fact) const {
    for (fact = policy_.facts[fact].parent; fact != model::none && policy_.facts[fact].kind != model::FactKind::list;
         fact = policy_.facts[fact].parent)
      if (policy_.facts[fact].kind == model::FactKind::record && policy_.facts[fact].presence == model::Presence::required) return true;
    return false;
  }

  const model::Policy& policy_;
  Tally& tally_;
  std::unordered_set<const model::Expr*> seen_;
  std::vector<bool> around_;  // the list expressions that are being visited, the innermost last: whether they are folds
};

}  // namespace

void walk(const model::Policy& policy, Tally& tally) {
  ModelWalk expressions(policy, tally);
  for (const model::NamedValue& definition : policy.definitions) expressions.visit(definition.value);
  for (const model::Line& line : policy.lines) {
    if (line.event) expressions.visit(line.event);
    expressions.visit(line.grounds);
    for (const model::Step& step : line.steps) {
      expressions.visit(step.after);
      if (!step.limit) continue;
      expressions.visit(step.limit->limit);
      expressions.visit(step.limit->used);
    }
  }
  for (const model::Question& question : policy.questions) {
    expressions.visit(question.grounds);
    for (const model::Output& output : question.outputs) {
      tally.saw_case(output.kind);
      for (const model::ExprPtr& value : model::values_of(output)) expressions.visit(value);
      expressions.visit(output.present);
      for (const model::OutputRows& rows : output.rows) {
        expressions.visit(rows.where);
        expressions.visit(rows.turn);
        if (rows.turn) tally.saw_use(sorted_rows);
        for (const model::RowValue& field : rows.fields) expressions.visit(field.value), expressions.visit(field.present);
      }
    }
  }
}

}  // namespace pol::differential
