// One record: its lines one after another, each paid one booked before the next is decided.
#include <algorithm>
#include <map>
#include <utility>

#include "interpret/decision.h"

namespace pol::interpret {

namespace {

bool asked_for(const Record& record, const model::Question& question, model::BenefitId benefit) {
  if (question.lines == model::none) return false;
  return (static_cast<std::uint64_t>(record.facts.at(question.lines).value) >> benefit & 1) != 0;
}

std::optional<std::int32_t> today(const Record& record, const model::Question& question) {
  if (question.today == model::none || !record.facts.at(question.today).given) return std::nullopt;
  return fit_date(record.facts.at(question.today).value);
}

std::vector<Reason> collect_reasons(const std::vector<LineDecision>& lines) {
  std::map<std::pair<model::NumberId, model::Effect>, Reason> collected;
  for (const LineDecision& line : lines) {
    for (const LineReason& reason : line.reasons) {
      Reason& entry = collected.try_emplace({reason.number, reason.effect}, Reason{reason.number, reason.effect, {}, false}).first->second;
      if (entry.benefits.empty() || entry.benefits.back() != line.benefit) entry.benefits.push_back(line.benefit);
      entry.presumed = entry.presumed || reason.presumed;
    }
  }
  std::vector<Reason> reasons;
  for (auto& [key, reason] : collected) reasons.push_back(std::move(reason));
  return reasons;
}

void sum_up(Decision& decision) {
  Int128 total = 0;
  for (const LineDecision& line : decision.lines) {
    decision.status = std::min(decision.status.value_or(line.status), line.status);
    decision.missing.insert(line.missing.begin(), line.missing.end());
    total += line.amount;
  }
  decision.total = fit(total);
  decision.reasons = collect_reasons(decision.lines);
}

Decision decide_record(const model::Policy& policy, const Record& record, const std::vector<Entry>& history, std::uint64_t number) {
  const model::Question& question = policy.questions.at(record.question);
  Decision decision;
  decision.record = number;
  if (policy.certificate_id != model::none) decision.certificate = record.facts.at(policy.certificate_id).text;
  decision.claim = record.facts.at(question.id).text;
  std::vector<Entry> so_far = history;
  for (const model::Line& line : policy.lines) {
    if (!asked_for(record, question, line.benefit)) continue;
    const LineDecision& decided = decision.lines.emplace_back(decide_line({policy, record, so_far}, line));
    if (decided.status != Status::paid) continue;
    const Entry booked{line.benefit, decided.event_date, today(record, question), decided.amount};
    decision.history.push_back(booked);
    so_far.push_back(booked);
  }
  sum_up(decision);
  return decision;
}

}  // namespace

Outcome decide(const model::Policy& policy, const Identity& identity, const Record& record, const std::vector<Entry>& history,
               std::uint64_t number) {
  const Decision decision = decide_record(policy, record, history, number);
  return {write_decision(policy, identity, decision), decision.history, decision.certificate.value_or("")};
}

}  // namespace pol::interpret
