// One record: its lines one after another, each paid one booked before the next is decided.
#include <algorithm>
#include <map>
#include <utility>

#include "interpret/decision.h"

namespace pol::interpret {

namespace {

bool asked_for(const Record& record, const model::Question& question, model::BenefitId benefit) {
  if (question.every_line) return true;
  if (question.lines == model::none) return false;
  return (static_cast<std::uint64_t>(record.facts.at(question.lines).value) >> benefit & 1) != 0;
}

std::optional<std::int32_t> today(const Record& record, const model::Question& question) {
  if (question.today == model::none || !record.facts.at(question.today).given) return std::nullopt;
  return fit_date(record.facts.at(question.today).value);
}

// Once for each clause and effect, in the order of declaration.
class Reasons {
 public:
  Reason& add(const OwnReason& reason) {
    Reason& entry = collected_.try_emplace({reason.number, reason.effect}, Reason{reason.number, reason.effect, {}, false}).first->second;
    entry.presumed = entry.presumed || reason.presumed;
    return entry;
  }
  void add(const OwnReason& reason, model::BenefitId benefit) {
    Reason& entry = add(reason);
    if (entry.benefits.empty() || entry.benefits.back() != benefit) entry.benefits.push_back(benefit);
  }
  std::vector<Reason> take() {
    std::vector<Reason> reasons;
    for (auto& [key, reason] : collected_) reasons.push_back(std::move(reason));
    return reasons;
  }

 private:
  std::map<std::pair<model::NumberId, model::Effect>, Reason> collected_;
};

void decide_lines(const Known& known, const model::Question& question, Decision& decision) {
  std::vector<Entry> so_far = known.history;
  for (const model::Line& line : known.policy.lines) {
    if (!asked_for(known.record, question, line.benefit)) continue;
    const LineDecision& decided = decision.lines.emplace_back(decide_line({known.policy, known.record, so_far}, line));
    if (decided.status != Status::paid) continue;
    const Entry booked{line.benefit, decided.event_date, today(known.record, question), decided.amount};
    decision.history.push_back(booked);
    so_far.push_back(booked);
  }
}

// Takes back what is left paid for a benefit, event by event; what was paid for no known day comes last. Where there is any, that is a
// reason.
std::vector<Entry> reversals(const Known& known, const model::Question& question, QuestionDecision& own) {
  std::map<std::pair<bool, std::int32_t>, Int128> net;
  for (const Entry& entry : known.history) {
    if (entry.benefit == question.reverses) net[{!entry.event_date, entry.event_date.value_or(0)}] += entry.amount;
  }
  std::vector<Entry> entries;
  for (const auto& [event, amount] : net) {
    const auto date = event.first ? std::nullopt : std::optional(event.second);
    if (amount > 0) entries.push_back({question.reverses, date, today(known.record, question), fit(-amount)});
  }
  if (!entries.empty()) own.reasons.push_back({question.reverses_number, model::Effect::requires_it});
  return entries;
}

void sum_up(Decision& decision, QuestionDecision& own) {
  Reasons reasons;
  Int128 total = 0;
  decision.status = decision.lines.empty() ? own.status : Status::declined;
  decision.missing = std::move(own.missing);
  for (const LineDecision& line : decision.lines) {
    decision.status = std::min(decision.status, line.status);
    decision.missing.insert(line.missing.begin(), line.missing.end());
    total += line.amount;
    decision.lifted.insert(line.lifted.begin(), line.lifted.end());
    for (const OwnReason& reason : line.reasons) reasons.add(reason, line.benefit);
  }
  for (const OwnReason& reason : own.reasons) reasons.add(reason);
  decision.lifted.insert(own.lifted.begin(), own.lifted.end());
  decision.total = fit(total);
  decision.reasons = reasons.take();
  decision.outputs = std::move(own.outputs);
}

Decision decide_record(const Known& known, std::uint64_t number) {
  const model::Policy& policy = known.policy;
  const model::Question& question = policy.questions.at(known.record.question);
  Decision decision;
  decision.record = number;
  const bool has_certificate = policy.certificate_id != model::none && known.record.facts.at(policy.certificate_id).given;
  if (has_certificate) decision.certificate = known.record.facts.at(policy.certificate_id).text;
  decision.claim = known.record.facts.at(question.id).text;
  QuestionDecision own = decide_question(known, question);
  decision.broken = own.broken;
  if (!decision.broken.empty()) return decision;
  decide_lines(known, question, decision);
  if (question.reverses != model::none && own.status == Status::decided) decision.history = reversals(known, question, own);
  sum_up(decision, own);
  return decision;
}

}  // namespace

Outcome decide(const model::Policy& policy, const Identity& identity, const Record& record, const std::vector<Entry>& history,
               std::uint64_t number) {
  const Decision decision = decide_record({policy, record, history}, number);
  const bool valid = decision.broken.empty();
  return {valid ? write_decision(policy, identity, decision) : write_invalid(policy, decision), decision.history,
          decision.certificate.value_or(""), valid};
}

Judgement judge(const model::Policy& policy, const Record& record, const std::vector<Entry>& history, const model::ExprPtr& condition) {
  Evaluator evaluate({policy, record, history}, nullptr, Presumptions::hold);
  const Truth truth = evaluate(condition).truth();
  if (truth.may_be_yes && truth.may_be_no) return Judgement::open;
  return truth.may_be_yes ? Judgement::yes : Judgement::no;
}

std::int64_t constant(const model::Policy& policy, const model::ExprPtr& expr) {
  const Record record{0, std::vector<Fact>(policy.facts.size()), {}, {}};
  const std::vector<Entry> history;
  Evaluator evaluate({policy, record, history}, nullptr, Presumptions::hold);
  const Value& value = evaluate(expr);
  if (!value.single()) throw BrokenPromise("a condition that needs no record is not decided");
  return value.raw();
}

}  // namespace pol::interpret
