// What a question says beside its lines: its outputs, what refers it, and whether the record keeps to what must hold (model::Question).
#include <algorithm>

#include "interpret/decision.h"

namespace pol::interpret {

namespace {

struct OutputFinding {
  const model::Output* output;
  Value present;
  std::vector<Value> values;  // of a set: whether each case is a member

  bool may_be_present() const { return present.truth().may_be_yes; }
  bool is_decided() const {
    return present.single() &&
           (!may_be_present() || std::all_of(values.begin(), values.end(), [](const Value& each) { return each.single(); }));
  }
  // Of a set the members as bits.
  std::int64_t raw() const {
    if (output->value->type.kind != model::Kind::set) return values.front().raw();
    std::uint64_t members = 0;
    for (std::size_t i = 0; i < values.size(); ++i) members |= values[i].is_yes() ? std::uint64_t{1} << i : 0;
    return static_cast<std::int64_t>(members);
  }
};

struct Findings {
  const model::Question& question;
  std::vector<Value> grounds;
  std::vector<OutputFinding> outputs;
};

Findings find(const model::Question& question, Evaluator& evaluate) {
  Findings findings{question, {}, {}};
  for (const model::Ground& ground : question.grounds) findings.grounds.push_back(evaluate(ground.condition));
  for (const model::Output& output : question.outputs) {
    const Value present = output.present ? evaluate(output.present) : Value(Truth{true, false}, {});
    OutputFinding& finding = findings.outputs.emplace_back(OutputFinding{&output, present, {}});
    for (const model::ExprPtr& each : model::values_of(output)) finding.values.push_back(evaluate(each));
  }
  return findings;
}

std::vector<const model::Rule*> broken_rules(const Findings& findings) {
  std::vector<const model::Rule*> broken;
  std::size_t rule = 0;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.question.grounds[i].role != model::Role::breaks) continue;
    if (findings.grounds[i].is_yes()) broken.push_back(&findings.question.rules.at(rule));
    ++rule;
  }
  return broken;
}

Status status_of(const Findings& findings) {
  for (const OutputFinding& finding : findings.outputs) {
    if (finding.output->kind == model::OutputKind::outcome && !finding.is_decided()) return Status::pended;
  }
  bool may_be_referred = false;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.question.grounds[i].role != model::Role::refers) continue;
    if (findings.grounds[i].is_yes()) return Status::referred;
    may_be_referred = may_be_referred || findings.grounds[i].is_open();
  }
  return may_be_referred ? Status::pended : Status::decided;
}

Leaves missing_of(const Findings& findings) {
  Leaves missing;
  const auto add = [&](const Value& value) { missing.insert(value.rests_on().begin(), value.rests_on().end()); };
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.question.grounds[i].role == model::Role::refers) add(findings.grounds[i]);
  }
  for (const OutputFinding& finding : findings.outputs) {
    if (finding.output->kind != model::OutputKind::outcome) continue;
    add(finding.present);
    if (!finding.may_be_present()) continue;
    for (const Value& each : finding.values) add(each);
  }
  return missing;
}

std::vector<OutputValue> values_of(const Findings& findings) {
  std::vector<OutputValue> values;
  for (const OutputFinding& finding : findings.outputs) {
    const bool shows = finding.is_decided() && finding.may_be_present();
    values.push_back({finding.output, shows ? std::optional(finding.raw()) : std::nullopt});
  }
  return values;
}

std::vector<OwnReason> reasons_of(const Findings& findings, const Known& known, bool is_pended) {
  Evaluator without_presumptions(known, nullptr, Presumptions::are_unknown);
  std::vector<OwnReason> reasons;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.question.grounds[i];
    if (ground.role == model::Role::breaks) continue;
    if (findings.grounds[i].is_open() && is_pended) reasons.push_back({ground.number, model::Effect::requires_it});
    if (!findings.grounds[i].is_yes()) continue;
    const bool presumed = ground.presumed || (!is_pended && !without_presumptions(ground.condition).is_yes());
    reasons.push_back({ground.number, ground.effect, presumed});
  }
  return reasons;
}

}  // namespace

QuestionDecision decide_question(const Known& known, const model::Question& question) {
  Evaluator evaluate(known, nullptr, Presumptions::hold);
  const Findings findings = find(question, evaluate);
  QuestionDecision decision;
  decision.broken = broken_rules(findings);
  decision.status = status_of(findings);
  decision.outputs = values_of(findings);
  const bool is_pended = !model::asks_for_lines(question) && decision.status == Status::pended;
  decision.reasons = reasons_of(findings, known, is_pended);
  if (is_pended) decision.missing = missing_of(findings);
  return decision;
}

}  // namespace pol::interpret
