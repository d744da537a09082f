// What a question says beside its lines: its outputs, what refers it, and whether the record keeps to what must hold (model::Question).
#include <algorithm>
#include <utility>
#include <variant>

#include "interpret/decision.h"

namespace pol::interpret {

namespace {

// A value that is shown: what it may be, or the text that it is.
struct Finding {
  Value present;
  std::vector<Value> values;  // of a set: whether each case is a member; of a text a truth, single where it is known
  std::optional<std::string> text = {};

  bool may_be_present() const { return present.truth().may_be_yes; }
  bool is_decided() const {
    return present.single() &&
           (!may_be_present() || std::all_of(values.begin(), values.end(), [](const Value& each) { return each.single(); }));
  }
  void add_rests_to(Leaves& leaves) const {
    leaves.insert(present.rests_on().begin(), present.rests_on().end());
    if (!may_be_present()) return;
    for (const Value& each : values) leaves.insert(each.rests_on().begin(), each.rests_on().end());
  }
  ShownValue shown(bool is_set) const {
    if (!is_decided() || !may_be_present()) return {};
    if (text) return {{}, text};
    return {is_set ? members() : values.front().raw(), {}};
  }
  // As bits.
  std::int64_t members() const {
    std::uint64_t members = 0;
    for (std::size_t i = 0; i < values.size(); ++i) members |= values[i].is_yes() ? std::uint64_t{1} << i : 0;
    return static_cast<std::int64_t>(members);
  }
};

Finding find(const model::ExprPtr& value, const model::ExprPtr& present, Evaluator& evaluate) {
  const Value there = present ? evaluate(present) : Value(Truth{true, false}, {});
  if (value->type.kind != model::Kind::text) return {there, {evaluate(value)}};
  const std::variant<std::string, Leaf> found = evaluate.text(*model::text_of(*value));
  if (const Leaf* unknown = std::get_if<Leaf>(&found)) return {there, {Value(Truth{true, true}, {*unknown})}};
  return {there, {Value(Truth{true, false}, {})}, std::get<std::string>(found)};
}

struct OutputFinding {
  const model::Output* output;
  Finding finding;  // of a list: whether it is there, and whether all of its rows are decided
  std::vector<std::vector<ShownValue>> rows = {};

  bool is_decided() const { return finding.is_decided(); }
  OutputValue shown() const {
    if (output->fields.empty()) return {output, finding.shown(!output->members.empty())};
    OutputValue list{output, {}};
    if (is_decided() && finding.may_be_present()) list.rows = rows;
    return list;
  }
};

// The rows of one list of the record; what they rest on that is not decided goes to `open`.
void find_rows(const model::OutputRows& rows, Evaluator& evaluate, std::vector<std::vector<ShownValue>>& found, Leaves& open) {
  const std::size_t before = found.size();
  std::vector<std::int64_t> turns;
  const auto add_row = [&] {
    const Value where = evaluate(rows.where);
    open.insert(where.rests_on().begin(), where.rests_on().end());
    if (!where.truth().may_be_yes) return;
    std::vector<ShownValue>& row = found.emplace_back();
    for (const model::RowValue& field : rows.fields) {
      const Finding finding = find(field.value, field.present, evaluate);
      if (!finding.is_decided()) finding.add_rests_to(open);
      row.push_back(finding.shown(false));
    }
    if (!rows.turn) return;
    const Value turn = evaluate(rows.turn);
    open.insert(turn.rests_on().begin(), turn.rests_on().end());
    turns.push_back(turn.single() ? turn.raw() : 0);
  };
  if (rows.list == model::none) return add_row();
  std::vector<std::pair<model::FactId, model::ElementId>> lists = rows.through;
  lists.emplace_back(rows.list, rows.element);
  const auto visit = [&](const auto& self, std::size_t k) -> void {
    if (k == lists.size()) return add_row();
    const std::optional<Leaf> unknown = evaluate.for_each(lists[k].first, lists[k].second, [&] { self(self, k + 1); });
    if (unknown) open.insert(*unknown);
  };
  visit(visit, 0);
  if (!rows.turn || !open.empty()) return;  // a list of which anything is open is not shown
  std::vector<std::vector<ShownValue>> in_turn(turns.size());
  for (std::size_t k = 0; k < turns.size(); ++k) in_turn.at(static_cast<std::size_t>(turns[k])) = std::move(found[before + k]);
  std::move(in_turn.begin(), in_turn.end(), found.begin() + static_cast<std::ptrdiff_t>(before));
}

OutputFinding find(const model::Output& output, Evaluator& evaluate) {
  if (output.fields.empty() && output.members.empty()) return {&output, find(output.value, output.present, evaluate)};
  const Value present = output.present ? evaluate(output.present) : Value(Truth{true, false}, {});
  if (!output.members.empty()) {
    OutputFinding set{&output, {present, {}}};
    for (const model::ExprPtr& each : output.members) set.finding.values.push_back(evaluate(each));
    return set;
  }
  Leaves open;
  std::vector<std::vector<ShownValue>> found;
  for (const model::OutputRows& rows : output.rows) find_rows(rows, evaluate, found, open);
  const Truth decided{true, !open.empty()};
  return {&output, {present, {Value(decided, open)}}, std::move(found)};
}

struct Findings {
  const model::Question& question;
  std::vector<Value> grounds;
  std::vector<OutputFinding> outputs;
};

Findings find(const model::Question& question, Evaluator& evaluate) {
  Findings findings{question, {}, {}};
  for (const model::Ground& ground : question.grounds) findings.grounds.push_back(evaluate(ground.condition));
  for (const model::Output& output : question.outputs) findings.outputs.push_back(find(output, evaluate));
  return findings;
}

std::vector<BrokenRule> broken_rules(const Findings& findings, Evaluator& evaluate) {
  std::vector<BrokenRule> broken;
  std::size_t rule = 0;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.question.grounds[i].role != model::Role::breaks) continue;
    const model::Rule& each = findings.question.rules.at(rule++);
    if (findings.grounds[i].is_yes()) broken.push_back({&each, each.item ? evaluate(each.item).raw() : 0});
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
    if (finding.output->kind == model::OutputKind::outcome) finding.finding.add_rests_to(missing);
  }
  return missing;
}

std::vector<OutputValue> values_of(const Findings& findings) {
  std::vector<OutputValue> values;
  for (const OutputFinding& finding : findings.outputs) values.push_back(finding.shown());
  return values;
}

std::vector<OwnReason> reasons_of(const Findings& findings, const Known& known, bool is_pended) {
  Evaluator without_presumptions(known, nullptr, Presumptions::are_unknown);
  std::vector<OwnReason> reasons;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.question.grounds[i];
    if (ground.role == model::Role::breaks || ground.role == model::Role::declassifies) continue;
    if (findings.grounds[i].is_open() && is_pended) reasons.push_back({ground.number, model::Effect::requires_it});
    if (!findings.grounds[i].is_yes()) continue;
    const bool presumed = ground.presumed || (!is_pended && !without_presumptions(ground.own ? ground.own : ground.condition).is_yes());
    reasons.push_back({ground.number, ground.effect, presumed});
  }
  return reasons;
}

std::vector<std::uint32_t> lifted_by(const Findings& findings) {
  std::vector<std::uint32_t> lifted;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.question.grounds[i];
    if (ground.role != model::Role::declassifies || !findings.grounds[i].truth().may_be_yes) continue;
    const OutputFinding& output = findings.outputs.at(ground.output);
    if (output.is_decided() && output.finding.may_be_present()) lifted.push_back(ground.lifted);
  }
  return lifted;
}

}  // namespace

QuestionDecision decide_question(const Known& known, const model::Question& question) {
  Evaluator evaluate(known, nullptr, Presumptions::hold);
  const Findings findings = find(question, evaluate);
  QuestionDecision decision;
  decision.broken = broken_rules(findings, evaluate);
  decision.status = status_of(findings);
  decision.outputs = values_of(findings);
  decision.lifted = lifted_by(findings);
  const bool is_pended = !model::asks_for_lines(question) && decision.status == Status::pended;
  decision.reasons = reasons_of(findings, known, is_pended);
  if (is_pended) decision.missing = missing_of(findings);
  return decision;
}

}  // namespace pol::interpret
