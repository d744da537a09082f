// Formulas without a floor: amounts and shares that can come to less than 0 although nothing that they are made of can. The bounds of a
// formula do not tell that alone, since each operator sees only those of its operands; so it is said with a record that shows it.
#include <algorithm>
#include <set>

#include "check/build.h"
#include "check/never.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool is_counted(model::Kind kind) { return kind == model::Kind::money || kind == model::Kind::percent; }

class BelowZero {
 public:
  explicit BelowZero(Wording& wording) : wording_(wording), policy_(wording.policy) {}

  void run() {
    for (std::uint32_t question = 0; question < policy_.questions.size(); ++question) {
      for (const model::Output& output : policy_.questions[question].outputs) shown(question, output);
      if (!model::asks_for_lines(policy_.questions[question])) continue;
      for (const model::Line& line : policy_.lines) paid(question, line);
    }
  }

 private:
  // ---- outputs ----

  void shown(std::uint32_t question, const model::Output& output) {
    const auto written = std::find_if(wording_.outputs.begin(), wording_.outputs.end(),
                                      [&](const ast::Output* each) { return each->name.span == output.span; });
    if (written == wording_.outputs.end()) return;
    if (output.value && (*written)->value && !has_bounds((*written)->type, {}))
      judge({question, output.name, (*written)->value->span, output.value}, {output.present});
    for (const model::OutputRows& rows : output.rows) {
      for (std::size_t k = 0; k < rows.fields.size(); ++k) {
        if (!has_bounds((*written)->type, output.fields.at(k).name)) of_row(question, output, rows, k);
      }
    }
  }

  // What is declared for it, or, with a name, for a field of its rows.
  static bool has_bounds(const std::optional<ast::FieldType>& type, const std::string& field) {
    if (!type) return false;
    if (type->kind != ast::TypeKind::list) return type->from || type->to;
    return std::any_of(type->fields.begin(), type->fields.end(), [&](const ast::Field& each) {
      const bool is_this = each.names.empty() || std::any_of(each.names.begin(), each.names.end(),
                                                             [&](const ast::Name& name) { return name.text == field || field.empty(); });
      return is_this && (each.type.from || each.type.to);
    });
  }

  void of_row(std::uint32_t question, const model::Output& output, const model::OutputRows& rows, std::size_t at) {
    const model::RowValue& field = rows.fields[at];
    const std::string& own = output.fields.at(at).name;
    if (!field.value) return;
    judge({question, output.name + (own.empty() ? "" : "." + own), field.value->span, field.value, &rows}, {rows.where, field.present});
  }

  struct Formula {
    std::uint32_t question;
    std::string name;
    Span span;
    ExprPtr value;
    const model::OutputRows* rows = nullptr;
  };

  void judge(const Formula& formula, std::vector<ExprPtr> where) {
    const ExprPtr& value = formula.value;
    if (!may_fall(value)) return;
    std::erase(where, ExprPtr{});
    where.push_back(below_zero(value, formula.span));
    ExprPtr falls = all_of(where, formula.span);
    if (formula.rows) falls = any_row(*formula.rows, falls, formula.span);
    const std::optional<Witness> witness = wording_.find_witness(policy_, {formula.question, falls});
    if (!witness) return;
    const bool is_money = value->type.kind == model::Kind::money;
    const std::string bounds = is_money ? value->type.currency + " -1_000 to 1_000" : "percent -100% to 100%";
    wording_.report(Message::formula_below_zero, formula.span, {formula.name, is_money ? " " + value->type.currency : "%", bounds})
        .witness = witness;
  }

  static ExprPtr below_zero(const ExprPtr& value, Span span) {
    return compare(model::CompareOp::less, value, constant(0, value->type, span), span);
  }

  bool may_fall(const ExprPtr& value) {
    seen_.clear();
    return is_counted(value->type.kind) && value->range.from < 0 && !reads_negative(value);
  }

  // Whoever declares a field that may lie below 0 means it.
  bool reads_negative(const ExprPtr& expr) {
    if (!seen_.insert(expr.get()).second) return false;
    const auto* fact = std::get_if<model::FactValue>(&expr->node);
    if (fact && is_counted(expr->type.kind)) return policy_.facts.at(fact->fact).range.from < 0;
    if (const auto* definition = std::get_if<model::Definition>(&expr->node))
      return reads_negative(policy_.definitions.at(definition->definition).value);
    const std::vector<ExprPtr> operands = operands_of(*expr);
    return std::any_of(operands.begin(), operands.end(), [&](const ExprPtr& each) { return reads_negative(each); });
  }

  // ---- what a benefit pays: never below 0, whatever the formula comes to ----

  void paid(std::uint32_t question, const model::Line& line) {
    for (const model::Step& step : line.steps) {
      if (step.effect == model::StepEffect::benefit) look_for_floor(question, line, step, step.after, {});
    }
  }

  void look_for_floor(std::uint32_t question, const model::Line& line, const model::Step& step, const ExprPtr& expr,
                      const std::vector<ExprPtr>& where) {
    if (const auto* choice = std::get_if<model::Choice>(&expr->node)) {
      if (std::holds_alternative<model::Band>(choice->subject->node)) return;
      for (const model::Branch& branch : choice->branches) {
        std::vector<ExprPtr> here = where;
        here.push_back(in_cases(choice->subject, branch.cases, choice->subject->span));
        look_for_floor(question, line, step, branch.value, here);
      }
      return;
    }
    const auto* floor = std::get_if<model::Arithmetic>(&expr->node);
    if (!floor || expr->span != step.span || floor->op != model::ArithmeticOp::larger || !is_constant(floor->left, 0)) return;
    if (may_fall(floor->right)) judge_payment(question, line, floor->right, where);
  }

  // In a record in which nothing else stands against it.
  void judge_payment(std::uint32_t question, const model::Line& line, const ExprPtr& amount, std::vector<ExprPtr> where) {
    where.push_back(below_zero(amount, amount->span));
    for (const model::Ground& ground : line.grounds) {
      if (ground.role == model::Role::declines && !is_of_a_step(line, ground)) where.push_back(negation(ground.condition, ground.span));
    }
    const std::optional<Witness> witness = wording_.find_witness(policy_, {question, all_of(where, amount->span), line.benefit});
    if (witness) wording_.report(Message::payment_below_zero, amount->span, {policy_.currency}).witness = witness;
  }

  static bool is_of_a_step(const model::Line& line, const model::Ground& ground) {
    return std::any_of(line.steps.begin(), line.steps.end(), [&](const model::Step& step) { return step.span == ground.span; });
  }

  Wording& wording_;
  const model::Policy& policy_;
  std::set<const model::Expr*> seen_;
};

}  // namespace

void check_below_zero(Wording& wording) {
  if (wording.find_witness) BelowZero(wording).run();
}

}  // namespace pol::check
