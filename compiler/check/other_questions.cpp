// A record holds the certificate and one question: what is decided for one reads nothing of another.
#include <unordered_set>

#include "check/build.h"
#include "check/questions.h"

namespace pol::check {

namespace {

// Everything that is decided for one question.
class OfQuestion {
 public:
  OfQuestion(Wording& wording, const model::Question& question) : wording_(wording), question_(question) {}

  void look_into(const ExprPtr& expr) {
    if (!expr) return;
    const auto* output = std::get_if<model::Definition>(&expr->node);
    read(output ? *wording_.policy.definitions.at(output->definition).value : *expr, std::nullopt);
  }

  void look_into_list(FactId list, Span span) {
    if (is_of_another(list))
      wording_.report(Message::fact_of_another_question, span, {wording_.policy.facts.at(list).path, question_.name});
  }

 private:
  bool is_of_another(FactId fact) const {
    FactId block = fact;
    while (wording_.policy.facts.at(block).parent != none) block = wording_.policy.facts[block].parent;
    return block != question_.block && block != wording_.policy.certificate && block != wording_.policy.parameter_root;
  }

  // `used_at`: the definition through which it is read.
  void read(const model::Expr& expr, std::optional<Span> used_at) {
    if (!seen_.insert(&expr).second) return;
    const FactId fact = fact_named(expr);
    if (fact != none && is_of_another(fact)) {
      auto& report = wording_.report(Message::fact_of_another_question, used_at.value_or(expr.span),
                                     {wording_.policy.facts.at(fact).path, question_.name});
      if (used_at) report.label(expr.span, "it is read here");
      return;
    }
    if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
      read(*wording_.policy.definitions.at(definition->definition).value, used_at.value_or(expr.span));
    }
    for (const ExprPtr& operand : operands_of(expr)) read(*operand, used_at);
  }

  Wording& wording_;
  const model::Question& question_;
  std::unordered_set<const model::Expr*> seen_;
};

void look_into_lines(const model::Policy& policy, OfQuestion& reads) {
  for (const model::Line& line : policy.lines) {
    reads.look_into(line.event);
    for (const model::Ground& ground : line.grounds) reads.look_into(ground.condition);
    for (const model::Step& step : line.steps) reads.look_into(step.after);
  }
}

std::optional<std::string> read_of_record(const model::Policy& policy, const model::Expr& expr,
                                          std::unordered_set<const model::Expr*>& seen) {
  if (!seen.insert(&expr).second) return std::nullopt;
  if (const FactId fact = fact_named(expr); fact != none) return policy.facts.at(fact).path;
  if (std::holds_alternative<model::HistoryAmount>(expr.node) || std::holds_alternative<model::FirstEventDate>(expr.node)) {
    return "what was paid";
  }
  if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
    return read_of_record(policy, *policy.definitions.at(definition->definition).value, seen);
  }
  for (const ExprPtr& operand : operands_of(expr)) {
    if (std::optional<std::string> found = read_of_record(policy, *operand, seen)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> read_of_record(const model::Policy& policy, const ExprPtr& expr) {
  std::unordered_set<const model::Expr*> seen;
  return read_of_record(policy, *expr, seen);
}

void check_other_questions(Wording& wording) {
  const model::Policy& policy = wording.policy;
  if (policy.questions.size() < 2) return;
  for (const model::Question& question : policy.questions) {
    OfQuestion reads(wording, question);
    if (model::asks_for_lines(question)) look_into_lines(policy, reads);
    for (const model::Output& output : question.outputs) {
      for (const ExprPtr& value : model::values_of(output)) reads.look_into(value);
      reads.look_into(output.present);
      for (const model::OutputRows& rows : output.rows) {
        if (rows.list != model::none) reads.look_into_list(rows.list, output.span);
      }
    }
    for (const model::Ground& ground : question.grounds) reads.look_into(ground.condition);
  }
  for (const model::Property& property : policy.properties) {
    OfQuestion reads(wording, policy.questions.at(property.question));
    for (const model::PropertyRule& rule : property.rules) {
      reads.look_into(rule.when);
      reads.look_into(rule.condition);
    }
  }
}

}  // namespace pol::check
