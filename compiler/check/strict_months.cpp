// `months strict`: where the later month has no such day the wording names no day, and a person decides. Days are computed under `clamp`; a
// ground that reads one which may not exist does not hold where it does not exist, and one more ground refers there, under the number of
// the clause in which the day stands. Whether a day exists needs no node of its own: it does where `clamp` and `roll` agree.
#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "check/build.h"
#include "check/stages.h"

namespace pol::check {

namespace {

using calendar::MonthEnd;
using model::CompareOp;

bool reads_running(const model::Expr& expr) {
  if (std::holds_alternative<model::Running>(expr.node)) return true;
  const std::vector<ExprPtr> operands = operands_of(expr);
  return std::any_of(operands.begin(), operands.end(), [](const ExprPtr& operand) { return reads_running(*operand); });
}

// In which case no day was found: yes where a day that the expression is read from does not exist and it matters, as far as the reading
// from left to right tells (behind a no of an `and`, in a branch not taken it does not).
class MissingDays {
 public:
  MissingDays(Wording& wording, const Guards& guards) : wording_(wording), guards_(guards) {}

  // The event and running amounts are days and amounts of their own, and not looked into.
  void set_aside(const ExprPtr& event) { event_ = event.get(); }
  void look_into_everything() { event_ = nullptr; }

  ExprPtr of(const ExprPtr& expr) {
    if (expr.get() == event_) return truth(false, expr->span);
    if (const auto found = known_.find(expr); found != known_.end()) return found->second;
    ExprPtr missing = std::visit([&](const auto& node) { return in(node, expr); }, expr->node);
    return known_.emplace(expr, std::move(missing)).first->second;
  }

 private:
  ExprPtr any(const std::vector<ExprPtr>& operands, Span span) {
    std::vector<ExprPtr> parts;
    for (const ExprPtr& operand : operands) parts.push_back(of(operand));
    return any_of(parts, span);
  }

  template <typename Node>
  ExprPtr in(const Node&, const ExprPtr& expr) {
    return any(operands_of(*expr), expr->span);
  }

  ExprPtr in(const model::And& node, const ExprPtr& expr) { return in_turn(node.operands, true, expr->span); }
  ExprPtr in(const model::Or& node, const ExprPtr& expr) { return in_turn(node.operands, false, expr->span); }
  ExprPtr in(const model::Released& node, const ExprPtr&) { return of(node.operand); }
  ExprPtr in(const model::Proved& node, const ExprPtr& expr) { return proved(of(node.operand), expr->span); }

  ExprPtr in_turn(const std::vector<ExprPtr>& operands, bool goes_on_while, Span span) {
    std::vector<ExprPtr> before, parts;
    for (const ExprPtr& operand : operands) {
      std::vector<ExprPtr> reached = before;
      reached.push_back(of(operand));
      parts.push_back(all_of(reached, span));
      before.push_back(goes_on_while ? operand : negation(operand, span));
    }
    return any_of(parts, span);
  }

  ExprPtr in(const model::Choice& node, const ExprPtr& expr) {
    std::vector<model::Branch> branches;
    bool matters = false;
    for (const model::Branch& branch : node.branches) {
      branches.push_back({branch.cases, of(branch.value)});
      matters = matters || !is_constant(branches.back().value, 0);
    }
    const ExprPtr inside = matters ? choice(node.subject, std::move(branches), expr->span) : truth(false, expr->span);
    return any_of({of(node.subject), inside}, expr->span);
  }

  ExprPtr in(const model::AddMonths& node, const ExprPtr& expr) {
    if (!node.as_heading) return any({node.date, node.months}, expr->span);
    const ExprPtr rolled = add_months(node.date, node.months, MonthEnd::roll, expr->span);
    if (!rolled) throw std::logic_error("a day left the calendar");
    return any_of({of(node.date), of(node.months), earlier(expr, rolled)}, expr->span);
  }

  // Who has no birthday this year is one year older by one reading and not by the other on a single day, 28 February.
  ExprPtr in(const model::CompletedYears& node, const ExprPtr& expr) {
    const ExprPtr rolled = completed_years(node.from, node.to, MonthEnd::roll, expr->span);
    return any_of({of(node.from), of(node.to), earlier(rolled, expr)}, expr->span);
  }

  static ExprPtr earlier(const ExprPtr& left, const ExprPtr& right) {
    const auto is_single = [](const ExprPtr& each) { return each->range.from == each->range.to; };
    if (is_single(left) && is_single(right)) return truth(left->range.from < right->range.from, left->span);
    return compare(CompareOp::less, left, right, left->span);
  }

  ExprPtr in(const model::OfList& node, const ExprPtr& expr) { return any_element(node.list, node.element, of(node.body), expr->span); }

  ExprPtr in(const model::Extreme& node, const ExprPtr& expr) {
    const ExprPtr inside = in_turn({node.where, node.body}, true, expr->span);
    return any_of({of(node.otherwise), any_element(node.list, node.element, inside, expr->span)}, expr->span);
  }

  ExprPtr in(const model::Fold& node, const ExprPtr& expr) {
    const ExprPtr inside = any(node.key ? std::vector<ExprPtr>{node.key, node.body} : std::vector<ExprPtr>{node.body}, expr->span);
    if (reads_running(*inside)) {
      wording_.report(Message::strict_day_in_a_fold, inside->span);
      return truth(false, expr->span);
    }
    return any_of({of(node.start), any_element(node.list, node.element, inside, expr->span)}, expr->span);
  }

  // Made once, and used wherever the definition is.
  ExprPtr in(const model::Definition& node, const ExprPtr& expr) {
    const auto found = of_definitions_.find(node.definition);
    if (found != of_definitions_.end()) return found->second;
    const model::NamedValue named = wording_.policy.definitions.at(node.definition);  // a copy: definitions are added below it
    const std::string name = named.name + " without a day";
    ExprPtr missing = of(named.value);
    if (!is_constant(missing, 0)) {
      const auto id = static_cast<model::DefinitionId>(wording_.policy.definitions.size());
      wording_.policy.definitions.push_back({name, none, missing});
      guards_.remember(id);
      missing = make(model::Definition{id}, truth_type(), {}, expr->span);
    }
    return of_definitions_.emplace(node.definition, missing).first->second;
  }

  Wording& wording_;
  const Guards& guards_;
  const model::Expr* event_ = nullptr;
  std::unordered_map<ExprPtr, ExprPtr> known_;
  std::unordered_map<model::DefinitionId, ExprPtr> of_definitions_;
};

class StrictMonths {
 public:
  StrictMonths(Wording& wording, const Guards& guards) : wording_(wording), guards_(guards), missing_(wording, guards) {}

  void run() {
    for (model::Line& each : wording_.policy.lines) line(each);
    missing_.look_into_everything();
    for (model::Question& each : wording_.policy.questions) question(each);
    for (model::Example& example : wording_.policy.examples) {
      for (model::ExampleStep& step : example.steps) {
        for (model::Expectation& each : step.expectations) expected(each);
      }
    }
    for (model::Property& property : wording_.policy.properties) {
      for (model::PropertyRule& each : property.rules) judge_no_missing_day(each);
    }
  }

 private:
  // Where what is read is there: an absent record has no day that could be missing.
  ExprPtr closed(const ExprPtr& missing) const {
    GuardSet guards;
    for (const Need& need : guards_.needs(*missing)) guards.insert(need.guard);
    return all_of({guards_.tests(guards, missing->span), missing}, missing->span);
  }

  void line(model::Line& line) {
    event_ = line.event;
    missing_.look_into_everything();
    of_event_ = line.event ? closed(missing_.of(line.event)) : truth(false, {});
    missing_.set_aside(line.event);
    refers_.clear();
    before_step_.clear();
    refer(line.number, of_event_);
    for (const model::Step& step : line.steps) {
      const ExprPtr own = closed(missing_.of(step.after));
      refer(step.number, own);
      before_step_.push_back(any_of({own, read_on_the_way(step.after)}, step.span));
    }
    for (model::Ground& ground : line.grounds) {
      if (ground.role != model::Role::drops) refer(ground.number, closed(missing_.of(ground.condition)));
      judge_no_missing_day(ground);
    }
    put_in(line.grounds, line.event ? line.event->span : Span{});
  }

  void refer(NumberId number, const ExprPtr& missing) {
    std::vector<ExprPtr>& all = refers_[number];
    if (!is_constant(missing, 0) && std::find(all.begin(), all.end(), missing) == all.end()) all.push_back(missing);
  }

  // Through the event and the running amounts.
  ExprPtr read_on_the_way(const ExprPtr& expr) {
    std::unordered_set<const model::Expr*> seen;
    std::vector<ExprPtr> parts;
    collect(expr, seen, parts);
    return any_of(parts, expr->span);
  }

  void collect(const ExprPtr& expr, std::unordered_set<const model::Expr*>& seen, std::vector<ExprPtr>& parts) {
    if (!seen.insert(expr.get()).second) return;
    if (const auto* amount = std::get_if<model::StepAmount>(&expr->node)) parts.push_back(before_step_.at(amount->step));
    if (expr == event_)
      parts.push_back(of_event_);
    else
      for (const ExprPtr& operand : operands_of(*expr)) collect(operand, seen, parts);
  }

  void judge_no_missing_day(model::Ground& ground) {
    const ExprPtr missing = any_of({closed(missing_.of(ground.condition)), read_on_the_way(ground.condition)}, ground.span);
    if (!is_constant(missing, 0)) ground.condition = all_of({ground.condition, negation(missing, ground.span)}, ground.span);
  }

  // Of a day that does not exist nothing has to hold.
  void judge_no_missing_day(model::PropertyRule& rule) {
    std::vector<ExprPtr> missing{closed(missing_.of(rule.condition))};
    if (rule.when) missing.push_back(closed(missing_.of(rule.when)));
    const ExprPtr any = any_of(missing, rule.span);
    if (is_constant(any, 0)) return;
    const ExprPtr there = negation(any, rule.span);
    rule.when = rule.when ? all_of({rule.when, there}, rule.span) : there;
  }

  // Behind the first ground with the same number, so that the order of the reasons stays that of the wording.
  void put_in(std::vector<model::Ground>& grounds, Span span) {
    std::vector<model::Ground> all;
    for (model::Ground& ground : grounds) {
      const NumberId number = ground.number;
      const Span place = ground.span;
      all.push_back(std::move(ground));
      take(number, place, all);
    }
    while (!refers_.empty()) take(refers_.begin()->first, span, all);
    grounds = std::move(all);
  }

  void take(NumberId number, Span span, std::vector<model::Ground>& grounds) {
    const auto found = refers_.find(number);
    if (found == refers_.end()) return;
    const ExprPtr condition = any_of(found->second, span);
    refers_.erase(found);
    if (!is_constant(condition, 0)) grounds.push_back({number, model::Effect::refers, model::Role::refers, condition, span});
  }

  // An outcome without a day refers the question; what is only shown is empty then. A rule of the record is not broken by it.
  void question(model::Question& question) {
    event_ = nullptr;
    refers_.clear();
    for (model::Ground& ground : question.grounds) {
      if (ground.role == model::Role::refers) refer(ground.number, closed(missing_.of(ground.condition)));
      judge_no_missing_day(ground);
    }
    for (model::Output& output : question.outputs) {
      const ExprPtr missing =
          any_of({output.present ? missing_.of(output.present) : truth(false, output.span), missing_of_present(output)}, output.span);
      if (is_constant(missing, 0)) continue;
      if (output.kind == model::OutputKind::outcome && !model::asks_for_lines(question)) refer(number_of(output, question), missing);
      const ExprPtr there = negation(missing, output.span);
      output.present = output.present ? all_of({output.present, there}, output.span) : there;
    }
    put_in(question.grounds, question.span);
  }

  // A day that a row of it reads.
  ExprPtr missing_of_rows(const model::Output& output) {
    std::vector<ExprPtr> all;
    for (const model::OutputRows& rows : output.rows) {
      std::vector<ExprPtr> fields;
      for (const model::RowValue& field : rows.fields) {
        const ExprPtr value = closed(missing_.of(field.value));
        fields.push_back(
            field.present ? any_of({closed(missing_.of(field.present)), all_of({field.present, value}, output.span)}, output.span) : value);
      }
      if (rows.turn) fields.push_back(closed(missing_.of(rows.turn)));
      const ExprPtr row = all_of({rows.where, any_of(fields, output.span)}, output.span);
      const ExprPtr each = any_of({closed(missing_.of(rows.where)), row}, output.span);
      all.push_back(any_row(rows, each, output.span));
    }
    return any_of(all, output.span);
  }

  ExprPtr missing_of_present(const model::Output& output) {
    if (!output.rows.empty())
      return output.present ? all_of({output.present, missing_of_rows(output)}, output.span) : missing_of_rows(output);
    std::vector<ExprPtr> parts;
    for (const ExprPtr& value : model::values_of(output)) parts.push_back(missing_.of(value));
    const ExprPtr missing = any_of(parts, output.span);
    return closed(output.present ? all_of({output.present, missing}, output.span) : missing);
  }

  // What is said of no day is not so.
  void expected(model::Expectation& expectation) {
    if (!expectation.that) return;
    const ExprPtr there = negation(missing_.of(expectation.that), expectation.span);
    expectation.that = all_of({expectation.that, there}, expectation.span);
  }

  // Of the output, or of the answer that it stands in, or its name.
  NumberId number_of(const model::Output& output, const model::Question& question) {
    for (const model::Clause& clause : wording_.policy.clauses) {
      if (clause.kind == model::ClauseKind::output && clause.span == output.span) return clause.number;
    }
    for (const model::Clause& clause : wording_.policy.clauses) {
      if (clause.kind == model::ClauseKind::answer && clause.name == question.name) return clause.number;
    }
    return wording_.number_of(output.name);
  }

  Wording& wording_;
  const Guards& guards_;
  MissingDays missing_;
  ExprPtr event_, of_event_;                         // of the line
  std::vector<ExprPtr> before_step_;                 // by step: a day is missing that its amount is read from
  std::map<NumberId, std::vector<ExprPtr>> refers_;  // by number, in the order of first declaration
};

}  // namespace

void make_months_strict(Wording& wording, const Guards& guards) {
  if (wording.strict_months && !wording.sink.has_errors()) StrictMonths(wording, guards).run();
}

}  // namespace pol::check
