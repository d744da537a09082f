// Deadlines for one act, counted from one day: where they differ the weaker decides nothing. And demands that contradict each other where
// no benefit asks for them: in terms, outputs and what a question demands of its records.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "check/build.h"
#include "check/demands.h"
#include "check/never.h"

namespace pol::check {

namespace {

using model::Kind;

bool is_nothing(const model::Expr& expr) {
  const auto* constant = std::get_if<model::Constant>(&expr.node);
  return constant && constant->value == 0;
}

// A demand on the time between two days, and what else has to hold for the demand to be made.
struct Deadline {
  ExprPtr kept;  // a comparison
  bool wanted;   // as what it has to come out
  std::set<FactId> days;
  std::vector<ExprPtr> where;
  model::Role role;
  Span span;
};

class Deadlines {
 public:
  explicit Deadlines(Wording& wording) : wording_(wording), policy_(wording.policy) {}

  void run() {
    for (const model::Line& line : policy_.lines) {
      std::vector<Deadline> all;
      for (const model::Ground& ground : line.grounds) add_broken(ground, all);
      judge(all);
    }
    for (const model::NamedValue& each : policy_.definitions) visit(each.value);
    for (const model::Question& question : policy_.questions) {
      for (const model::Output& output : question.outputs) {
        for (const ExprPtr& value : model::values_of(output)) visit(value);
      }
      for (const model::Ground& ground : question.grounds) visit(ground.condition);
      if (!model::asks_for_lines(question)) valid(question);
    }
    for (const auto& [place, idle] : idle_) {
      if (!idle.beside) continue;
      wording_.report(Message::deadline_decides_nothing, idle.span).label(*idle.beside, "this is the other one");
    }
  }

 private:
  // Of one that is written once and judged for many benefits: beside which other it decides nothing for all of them.
  struct Idle {
    Span span;
    std::optional<Span> beside;
  };

  // ---- which they are ----

  static std::vector<ExprPtr> parts_of(const ExprPtr& condition) {
    const auto* all = std::get_if<model::And>(&condition->node);
    return all ? all->operands : std::vector<ExprPtr>{condition};
  }

  // A ground is what must not be: `not (told <= seen + 30 days)`, and perhaps other parts beside it.
  void add_broken(const model::Ground& ground, std::vector<Deadline>& all) const {
    const bool decides = ground.role == model::Role::declines || ground.role == model::Role::pends || ground.role == model::Role::refers;
    if (!decides) return;
    const std::vector<ExprPtr> parts = parts_of(ground.condition);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      std::vector<ExprPtr> where = parts;
      where.erase(where.begin() + static_cast<std::ptrdiff_t>(k));
      const auto* negated = std::get_if<model::Not>(&parts[k]->node);
      for (const ExprPtr& kept : negated ? parts_of(negated->operand) : std::vector<ExprPtr>{parts[k]})
        add(kept, negated != nullptr, where, ground, all);
    }
  }

  void add(const ExprPtr& kept, bool wanted, const std::vector<ExprPtr>& where, const model::Ground& ground,
           std::vector<Deadline>& all) const {
    const auto* comparison = std::get_if<model::Compare>(&kept->node);
    if (!comparison || comparison->left->type.kind != Kind::date) return;
    std::set<FactId> days;
    bool counts = false, good = true;
    for (const ExprPtr& side : {comparison->left, comparison->right}) good = good && is_day(side, days, counts);
    if (good && counts && days.size() == 2) all.push_back({kept, wanted, days, where, ground.role, ground.span});
  }

  // A day of the record, so many days or months before or after it.
  bool is_day(const ExprPtr& expr, std::set<FactId>& days, bool& counts) const {
    if (const auto* definition = std::get_if<model::Definition>(&expr->node))
      return is_day(policy_.definitions.at(definition->definition).value, days, counts);
    if (const auto* value = std::get_if<model::FactValue>(&expr->node)) {
      days.insert(value->fact);
      return value->element == none;
    }
    const auto* months = std::get_if<model::AddMonths>(&expr->node);
    const auto* sum = std::get_if<model::Arithmetic>(&expr->node);
    if (!months && !sum) return false;
    const ExprPtr &day = months ? months->date : sum->left, &time = months ? months->months : sum->right;
    counts = counts || !is_nothing(*time);
    return std::holds_alternative<model::Constant>(time->node) && is_day(day, days, counts);
  }

  // ---- which of them decides nothing ----

  void judge(const std::vector<Deadline>& all) {
    for (const Deadline& weaker : all) {
      const auto stricter = std::find_if(all.begin(), all.end(), [&](const Deadline& other) { return decides_for(other, weaker); });
      Idle& idle = idle_.try_emplace(weaker.span.begin, Idle{weaker.span, Span{}}).first->second;
      if (stricter == all.end())
        idle.beside.reset();
      else if (idle.beside)
        idle.beside = stricter->span;
    }
  }

  // Whether who breaks the one has broken the other, which does as much, and not the other way round.
  bool decides_for(const Deadline& other, const Deadline& weaker) const {
    if (other.span == weaker.span || other.days != weaker.days) return false;
    if (other.role != weaker.role && other.role != model::Role::declines) return false;
    const bool is_asked_as_well = std::all_of(other.where.begin(), other.where.end(), [&](const ExprPtr& each) {
      return std::any_of(weaker.where.begin(), weaker.where.end(), [&](const ExprPtr& here) { return same(*each, *here); });
    });
    return is_asked_as_well && follows(weaker, other) && !follows(other, weaker);
  }

  // Whether the one is kept wherever the other is.
  bool follows(const Deadline& one, const Deadline& other) const {
    DifferenceBounds bounds(policy_);
    bounds.demand(other.kept, other.wanted, other.span);
    bounds.demand(one.kept, !one.wanted, one.span);
    return !bounds.contradiction().empty();
  }

  static bool same(const model::Expr& a, const model::Expr& b) {
    if (&a == &b) return true;
    const auto *x = std::get_if<model::FactPresent>(&a.node), *y = std::get_if<model::FactPresent>(&b.node);
    if (x && y) return x->fact == y->fact && x->element == y->element;
    const auto *value = std::get_if<model::FactValue>(&a.node), *other = std::get_if<model::FactValue>(&b.node);
    if (value && other) return value->fact == other->fact && value->element == other->element;
    const auto *definition = std::get_if<model::Definition>(&a.node), *second = std::get_if<model::Definition>(&b.node);
    if (definition && second) return definition->definition == second->definition;
    const auto *negated = std::get_if<model::Not>(&a.node), *not_b = std::get_if<model::Not>(&b.node);
    return negated && not_b && same(*negated->operand, *not_b->operand);
  }

  // ---- outside of benefits ----

  void visit(const ExprPtr& expr) {
    if (!seen_.insert(expr.get()).second) return;
    if (std::holds_alternative<model::And>(expr->node)) together(expr);
    for (const ExprPtr& operand : operands_of(*expr)) visit(operand);
  }

  // All of them are demanded.
  void together(const ExprPtr& expr) {
    std::vector<Deadline> all;
    std::size_t comparisons = 0;
    for (const ExprPtr& operand : parts_of(expr)) {
      const auto* negated = std::get_if<model::Not>(&operand->node);
      const ExprPtr& kept = negated ? negated->operand : operand;
      if (std::holds_alternative<model::Compare>(kept->node)) ++comparisons;
      add(kept, negated == nullptr, {}, {none, model::Effect::requires_it, model::Role::declines, {}, operand->span}, all);
    }
    if (comparisons < 2) return;
    judge(all);
    Demands demands(policy_);
    for (const ExprPtr& operand : parts_of(expr)) {
      const auto* negated = std::get_if<model::Not>(&operand->node);
      const bool is_comparison = std::holds_alternative<model::Compare>((negated ? negated->operand : operand)->node);
      if (is_comparison) demands.hold(operand, true, operand->span);
    }
    contradict(demands);
  }

  void valid(const model::Question& question) {
    Demands demands(policy_);
    for (const model::Ground& ground : question.grounds) {
      if (ground.role == model::Role::breaks) demands.hold(ground.condition, false, ground.span);
    }
    contradict(demands);
  }

  void contradict(Demands& demands) {
    const std::vector<Span> spans = demands.contradiction();
    if (spans.empty()) return;
    Diagnostic& told = wording_.report(Message::demands_contradict, spans.front());
    for (std::size_t k = 1; k < spans.size(); ++k) told.label(spans[k], "it cannot hold together with this");
  }

  Wording& wording_;
  const model::Policy& policy_;
  std::set<const model::Expr*> seen_;
  std::map<std::uint32_t, Idle> idle_;
};

}  // namespace

void check_deadlines(Wording& wording) { Deadlines(wording).run(); }

}  // namespace pol::check
