// Formulas without a floor: numbers that can come to less than 0 although nothing that they are made of can. The bounds of a formula do not
// tell that alone, since each operator sees only those of its operands; so it is said with a record that shows it.
#include <algorithm>
#include <map>
#include <set>

#include "base/exact.h"
#include "check/build.h"
#include "check/never.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool is_counted(model::Kind kind) { return model::is_number(kind) && kind != model::Kind::date; }

// How 0 is written of a type, after the digit.
std::string unit_of(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::money: return " " + type.currency;
    case model::Kind::percent: return "%";
    case model::Kind::days: return " days";
    case model::Kind::months: return " months";
    default: return "";
  }
}

// As somebody would write it: 10_000.
std::string grouped(std::int64_t value, int decimals) {
  std::string digits = print_shortest(value, decimals);
  const std::size_t whole = std::min(digits.find('.'), digits.size()), first = value < 0 ? 1 : 0;
  for (std::size_t at = whole; at > first + 3; at -= 3) digits.insert(at - 3, 1, '_');
  return digits;
}

// Bounds by which an output says that it may fall: its own, where they are no wider than somebody would write.
std::string bounds_below_zero(const model::Expr& value) {
  const model::Type& type = value.type;
  const std::int64_t widest = 1'000'000 * power_of_ten(type.decimals), usual = 1'000 * power_of_ten(type.decimals);
  const bool is_close = value.range.from >= -widest && value.range.to <= widest;
  const model::Range range = is_close ? model::narrowed(value.range) : model::Range{-usual, usual};
  const std::string sign = type.kind == model::Kind::percent ? "%" : "";
  const std::string bounds = grouped(range.from, type.decimals) + sign + " to " + grouped(range.to, type.decimals) + sign;
  switch (type.kind) {
    case model::Kind::money: return type.currency + " " + bounds;
    case model::Kind::percent: return "percent " + bounds;
    case model::Kind::days: return "days " + bounds;
    case model::Kind::months: return "months " + bounds;
    case model::Kind::integer: return "int " + bounds;
    default: return "decimal " + bounds;
  }
}

class BelowZero {
 public:
  explicit BelowZero(Wording& wording) : wording_(wording), policy_(wording.policy) {}

  void run() {
    for (std::uint32_t question = 0; question < policy_.questions.size(); ++question) {
      for (const model::Output& output : policy_.questions[question].outputs) shown(question, output);
      if (!model::asks_for_lines(policy_.questions[question])) continue;
      for (const model::Line& line : policy_.lines) paid(question, line);
    }
    for (std::uint32_t question = 0; question < policy_.questions.size(); ++question) compared(question);
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
    wording_.report(Message::formula_below_zero, formula.span, {formula.name, unit_of(value->type), bounds_below_zero(*value)}).witness =
        witness;
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

  // ---- differences with a name: below 0 they pass every test that asks for little enough ----

  void compared(std::uint32_t question) {
    seen_.clear();
    below_.clear();
    beside_zero_.clear();
    for (const model::Ground& ground : policy_.questions[question].grounds) look_for_tests(ground.condition);
    for (const model::Output& output : policy_.questions[question].outputs) {
      for (const ExprPtr& value : model::values_of(output)) look_for_tests(value);
    }
    if (model::asks_for_lines(policy_.questions[question])) {
      for (const model::Line& line : policy_.lines) {
        for (const model::Ground& ground : line.grounds) look_for_tests(ground.condition);
      }
    }
    for (const auto& [definition, test] : below_) {
      if (!beside_zero_.contains(definition)) judge_definition(question, definition, test);
    }
  }

  void look_for_tests(const ExprPtr& expr) {
    if (!expr || !seen_.insert(expr.get()).second) return;
    if (const auto* test = std::get_if<model::Compare>(&expr->node)) note_test(*test, expr->span);
    if (const auto* floor = std::get_if<model::Arithmetic>(&expr->node); floor && floor->op == model::ArithmeticOp::larger) {
      note_beside_zero(floor->left, floor->right);
      note_beside_zero(floor->right, floor->left);
    }
    if (const auto* node = std::get_if<model::Definition>(&expr->node)) look_for_tests(policy_.definitions.at(node->definition).value);
    for (const ExprPtr& operand : operands_of(*expr)) look_for_tests(operand);
  }

  void note_test(const model::Compare& test, Span span) {
    note_beside_zero(test.left, test.right);
    note_beside_zero(test.right, test.left);
    const auto* left = std::get_if<model::Definition>(&test.left->node);
    if (left && test.op != model::CompareOp::equal && test.right->range.from >= 0) below_.emplace(left->definition, span);
  }

  // Who compares with 0 knows that it may lie below.
  void note_beside_zero(const ExprPtr& side, const ExprPtr& other) {
    const auto* named = std::get_if<model::Definition>(&side->node);
    if (named && is_constant(other, 0)) beside_zero_.insert(named->definition);
  }

  void judge_definition(std::uint32_t question, model::DefinitionId id, Span test) {
    const model::NamedValue& named = policy_.definitions.at(id);
    const auto* difference = std::get_if<model::Arithmetic>(&named.value->node);
    if (!difference || difference->op != model::ArithmeticOp::subtract || said_.contains(id)) return;
    seen_.clear();
    if (!may_fall(named.value) || !is_always_there(named.value)) return;
    const std::optional<Witness> witness = wording_.find_witness(policy_, {question, below_zero(named.value, named.value->span)});
    if (!witness) return;
    said_.insert(id);
    Diagnostic& told = wording_.report(Message::difference_below_zero, named.value->span, {named.name, unit_of(named.value->type)})
                           .label(test, "tested here");
    told.witness = witness;
  }

  // What reads an optional fact is not judged where it is absent, which a record for it would have to know.
  bool is_always_there(const ExprPtr& expr) const {
    for (FactId at = fact_named(*expr); at != none; at = policy_.facts[at].parent) {
      if (policy_.facts[at].kind == model::FactKind::list || policy_.facts[at].presence == model::Presence::optional) return false;
    }
    if (const auto* node = std::get_if<model::Definition>(&expr->node))
      return is_always_there(policy_.definitions.at(node->definition).value);
    const std::vector<ExprPtr> operands = operands_of(*expr);
    return std::all_of(operands.begin(), operands.end(), [&](const ExprPtr& each) { return is_always_there(each); });
  }

  Wording& wording_;
  const model::Policy& policy_;
  std::set<const model::Expr*> seen_;
  std::map<model::DefinitionId, Span> below_;  // tested for being below something that is not, and where
  std::set<model::DefinitionId> beside_zero_, said_;
};

}  // namespace

void check_below_zero(Wording& wording) {
  if (wording.find_witness) BelowZero(wording).run();
}

}  // namespace pol::check
