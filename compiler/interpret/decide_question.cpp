// What a question says beside its lines: its outputs, what refers it, and whether the record keeps to what must hold (model::Question).
#include "interpret/decision.h"

namespace pol::interpret {

namespace {

struct OutputFinding {
  const model::Output* output;
  Value present;
  Value value;

  bool may_be_present() const { return present.truth().may_be_yes; }
  bool is_decided() const { return present.single() && (!may_be_present() || value.single()); }
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
    findings.outputs.push_back({&output, present, evaluate(output.value)});
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
  bool is_referred = false;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.question.grounds[i].role != model::Role::refers) continue;
    if (findings.grounds[i].is_open()) return Status::pended;
    is_referred = is_referred || findings.grounds[i].is_yes();
  }
  for (const OutputFinding& finding : findings.outputs) {
    if (finding.output->kind == model::OutputKind::outcome && !finding.is_decided()) return Status::pended;
  }
  return is_referred ? Status::referred : Status::decided;
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
    if (finding.may_be_present()) add(finding.value);
  }
  return missing;
}

std::vector<OutputValue> values_of(const Findings& findings) {
  std::vector<OutputValue> values;
  for (const OutputFinding& finding : findings.outputs) {
    const bool shows = finding.is_decided() && finding.may_be_present();
    values.push_back({finding.output, shows ? std::optional(finding.value.raw()) : std::nullopt});
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
    reasons.push_back({ground.number, ground.effect, !is_pended && !without_presumptions(ground.condition).is_yes()});
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
  const bool is_pended = question.lines == model::none && decision.status == Status::pended;
  decision.reasons = reasons_of(findings, known, is_pended);
  if (is_pended) decision.missing = missing_of(findings);
  return decision;
}

}  // namespace pol::interpret
