#include "check/exhaustive.h"

#include <map>
#include <optional>
#include <string>

#include "model/print.h"

namespace pol::check {

namespace {

constexpr std::size_t most_trials = 20'000;

// What the conditions ask: a truth, or which case of something holds. Each has one answer, found by trial.
class Trial {
 public:
  Trial(const model::Policy& policy, const std::vector<model::ExprPtr>& conditions) : policy_(policy), conditions_(conditions) {}

  // Whether some answers make every condition no.
  bool all_may_fail() {
    if (++trials_ > most_trials) return true;
    open_.reset();
    for (const model::ExprPtr& condition : conditions_) {
      const std::optional<bool> holds = of(*condition);
      if (holds && *holds) return false;
      if (!holds && !question_) question_ = open_;
    }
    if (!question_) return true;
    const Question asked = *question_;
    question_.reset();
    for (std::size_t answer = 0; answer < asked.answers; ++answer) {
      answers_[asked.key] = answer;
      if (all_may_fail()) return true;
    }
    answers_.erase(asked.key);
    return false;
  }

 private:
  struct Question {
    std::string key;
    std::size_t answers;
  };

  std::optional<bool> joined(const std::vector<model::ExprPtr>& operands, bool neutral) {
    bool open = false;
    for (const model::ExprPtr& operand : operands) {
      const std::optional<bool> found = of(*operand);
      if (found && *found != neutral) return !neutral;
      open = open || !found;
    }
    return open ? std::nullopt : std::optional(neutral);
  }

  std::optional<std::size_t> answer(const model::Expr& subject, std::size_t count) {
    if (const auto* known = std::get_if<model::Constant>(&subject.node)) return static_cast<std::size_t>(known->value);
    if (const auto* definition = std::get_if<model::Definition>(&subject.node))
      return answer(*policy_.definitions.at(definition->definition).value, count);
    const std::string key = model::print(policy_, subject);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;
    if (!open_) open_ = Question{key, count};
    return std::nullopt;
  }

  std::optional<bool> chosen(const model::Choice& choice) {
    const std::size_t count = choice.branches.front().cases.size();
    const bool of_truth = choice.subject->type.kind == model::Kind::boolean;
    std::optional<std::size_t> place;
    if (of_truth) {
      if (const std::optional<bool> found = of(*choice.subject)) place = *found ? 1 : 0;
    } else {
      place = answer(*choice.subject, count);
    }
    if (!place) return std::nullopt;
    for (const model::Branch& branch : choice.branches) {
      if (branch.cases.at(*place)) return of(*branch.value);
    }
    return std::nullopt;
  }

  std::optional<bool> of(const model::Expr& expr) {
    if (const auto* known = std::get_if<model::Constant>(&expr.node)) return known->value != 0;
    if (const auto* definition = std::get_if<model::Definition>(&expr.node))
      return of(*policy_.definitions.at(definition->definition).value);
    if (const auto* negated = std::get_if<model::Not>(&expr.node)) {
      const std::optional<bool> found = of(*negated->operand);
      return found ? std::optional(!*found) : std::nullopt;
    }
    if (const auto* all = std::get_if<model::And>(&expr.node)) return joined(all->operands, true);
    if (const auto* any = std::get_if<model::Or>(&expr.node)) return joined(any->operands, false);
    if (const auto* choice = std::get_if<model::Choice>(&expr.node)) return chosen(*choice);
    if (const auto* is_case = std::get_if<model::IsCase>(&expr.node)) {
      const std::optional<std::size_t> place = answer(*is_case->subject, is_case->cases.size());
      return place ? std::optional(static_cast<bool>(is_case->cases.at(*place))) : std::nullopt;
    }
    const std::optional<std::size_t> found = answer(expr, 2);
    return found ? std::optional(*found == 1) : std::nullopt;
  }

  const model::Policy& policy_;
  const std::vector<model::ExprPtr>& conditions_;
  std::map<std::string, std::size_t> answers_;
  std::optional<Question> open_;      // the first that the condition at hand asks
  std::optional<Question> question_;  // to be answered next
  std::size_t trials_ = 0;
};

}  // namespace

bool one_always_holds(const model::Policy& policy, const std::vector<model::ExprPtr>& conditions) {
  return !Trial(policy, conditions).all_may_fail();
}

}  // namespace pol::check
