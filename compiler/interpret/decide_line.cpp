// One line: from its grounds and running amounts to a status, and to what explains it (language, section 5; model::Line).
#include <algorithm>

#include "interpret/decision.h"

namespace pol::interpret {

namespace {

// What the line's grounds and the running amounts after its steps may be, in the order of the line.
struct Findings {
  const model::Line& line;
  std::vector<Value> grounds;
  std::vector<Value> amounts;

  const Value& amount() const { return amounts.back(); }
};

Findings find(const model::Line& line, Evaluator& evaluate) {
  Findings findings{line, {}, {}};
  for (const model::Ground& ground : line.grounds) findings.grounds.push_back(evaluate(ground.condition));
  for (const model::Step& step : line.steps) findings.amounts.push_back(evaluate(step.after));
  return findings;
}

bool any_established(const Findings& findings, model::Role role) {
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.line.grounds[i].role == role && findings.grounds[i].is_yes()) return true;
  }
  return false;
}

bool any_open(const Findings& findings, model::Role role) {
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    if (findings.line.grounds[i].role == role && findings.grounds[i].is_open()) return true;
  }
  return false;
}

// Whether some possible case pays: where a verdict decides, one of those that do.
bool may_pay(const Findings& findings) {
  const std::vector<model::Ground>& grounds = findings.line.grounds;
  const bool by_verdict = std::any_of(grounds.begin(), grounds.end(), [](const auto& each) { return each.role == model::Role::decides; });
  return !by_verdict || any_established(findings, model::Role::decides) || any_open(findings, model::Role::decides);
}

bool has_to_do_with_status(model::Role role) {
  return role == model::Role::declines || role == model::Role::pends || role == model::Role::refers;
}

Status status_of(const Findings& findings) {
  using model::Role;
  if (any_established(findings, Role::declines)) return Status::declined;
  if (any_open(findings, Role::declines)) return Status::pended;
  if (any_established(findings, Role::pends) || any_open(findings, Role::pends)) return Status::pended;
  if (any_established(findings, Role::refers)) return Status::referred;
  if (any_open(findings, Role::refers)) return Status::pended;
  return findings.amount().single() ? Status::paid : Status::pended;
}

// ---- what explains a paid line ----

// A step whose running amount is undecided is merged with those after it, up to the next decided one.
std::vector<StepTaken> steps_taken(const Findings& findings) {
  std::vector<StepTaken> steps;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < findings.amounts.size(); ++i) {
    if (!findings.amounts[i].single()) continue;
    const std::int64_t after = findings.amounts[i].raw();
    if (after != before) steps.push_back({&findings.line.steps[i], fit(Int128{after} - before)});
    before = after;
  }
  return steps;
}

// A step took money for sure where it leaves less than was left for sure before it, be that decided or not.
std::vector<OwnReason> reasons_of_paid(const Findings& findings) {
  std::vector<OwnReason> reasons;
  std::int64_t decided = 0, least = 0;
  for (std::size_t i = 0; i < findings.amounts.size(); ++i) {
    const std::int64_t after = findings.amounts[i].raw();
    if (findings.amounts[i].single()) {
      const model::Step& step = findings.line.steps[i];
      if (!step.silent && (after < decided || after < least)) reasons.push_back({step.number, step.reason});
      decided = after;
    }
    least = after;
  }
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.line.grounds[i];
    const bool explains = ground.role == model::Role::drops || ground.role == model::Role::decides;
    if (explains && findings.grounds[i].is_yes()) reasons.push_back({ground.number, ground.effect, ground.presumed});
  }
  return reasons;
}

// ---- what explains a declined or a referred line ----

bool nothing_counted(const Findings& findings) {
  const Bounds& first = findings.amounts.front().bounds();
  return first.from == 0 && first.to == 0;
}

// What took the items out is a reason where nothing is left of them.
bool explains_refusal(const Findings& findings, model::Role role) {
  if (role == model::Role::drops) return nothing_counted(findings);
  return role == model::Role::declines || role == model::Role::decides;
}

// A presumption decided where the ground is no longer established once every presumed field that the record leaves out is unknown.
template <typename Explains>
std::vector<OwnReason> reasons_established(const Findings& findings, const Known& known, Explains explains) {
  Evaluator without_presumptions(known, &findings.line, Presumptions::are_unknown);
  std::vector<OwnReason> reasons;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.line.grounds[i];
    if (!explains(ground.role) || !findings.grounds[i].is_yes() || ground.silent) continue;
    reasons.push_back(
        {ground.number, ground.effect, ground.presumed || !without_presumptions(ground.own ? ground.own : ground.condition).is_yes()});
  }
  return reasons;
}

// ---- what explains a pended line ----

std::vector<OwnReason> reasons_of_pended(const Findings& findings) {
  std::vector<OwnReason> reasons;
  const bool pays = may_pay(findings);
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.line.grounds[i];
    if (ground.silent) continue;
    const bool of_status = has_to_do_with_status(ground.role) || ground.role == model::Role::decides;
    const bool matters = of_status || (ground.role == model::Role::drops && pays && !findings.amount().single());
    if (findings.grounds[i].is_open() && matters) reasons.push_back({ground.number, model::Effect::requires_it});
    if (findings.grounds[i].is_yes() && of_status) reasons.push_back({ground.number, ground.effect, ground.presumed});
  }
  bool decided_so_far = pays;
  for (std::size_t i = 0; i < findings.amounts.size(); ++i) {
    const bool decided = findings.amounts[i].single();
    const model::Step& step = findings.line.steps[i];
    const bool says_so = !step.silent || step.effect != model::StepEffect::benefit;
    if (decided_so_far && !decided && says_so) reasons.push_back({step.number, model::Effect::requires_it});
    decided_so_far = pays && decided;
  }
  return reasons;
}

// The amount does not matter where a person decides anyway, or where no possible case pays.
Leaves missing_of_pended(const Findings& findings) {
  Leaves missing;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const Value& ground = findings.grounds[i];
    if (!has_to_do_with_status(findings.line.grounds[i].role) || !ground.is_open()) continue;
    missing.insert(ground.rests_on().begin(), ground.rests_on().end());
  }
  if (any_established(findings, model::Role::refers) || !may_pay(findings)) return missing;
  missing.insert(findings.amount().rests_on().begin(), findings.amount().rests_on().end());
  return missing;
}

Bounds range_of_pended(const Findings& findings) {
  if (!may_pay(findings)) return {0, 0};
  const Bounds amount = findings.amount().bounds();
  return {any_open(findings, model::Role::declines) ? 0 : amount.from, amount.to};
}

// ---- limits ----

bool declined_under(const Findings& findings, model::NumberId number) {
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.line.grounds[i];
    if (ground.role == model::Role::declines && ground.number == number && findings.grounds[i].is_yes()) return true;
  }
  return false;
}

std::vector<LimitTouched> limits_touched(const Findings& findings, const LineDecision& decision, Evaluator& evaluate) {
  std::vector<LimitTouched> limits;
  for (const model::Step& step : findings.line.steps) {
    if (!step.limit) continue;
    const bool by_payment = decision.status == Status::paid;
    const bool by_refusal = decision.status == Status::declined && declined_under(findings, step.number);
    if (!by_payment && !by_refusal) continue;
    const Value& limit = evaluate(step.limit->limit);
    const Value& used = evaluate(step.limit->used);
    if (!limit.single() || !used.single() || limit.bounds().from < 0) continue;
    const Int128 left = step.limit->of_items ? Int128{0} : Int128{limit.raw()} - used.raw() - decision.amount;
    limits.push_back({step.number, limit.raw(), used.raw(), fit(std::max<Int128>(0, left)), decision.benefit});
  }
  return limits;
}

std::optional<std::int32_t> date_of(const Value& event) {
  if (!event.single()) return std::nullopt;
  return fit_date(event.raw());
}

// What it pays, or may still pay, tells of what was let go for it.
std::vector<std::uint32_t> lifted_by(const Findings& findings, Status status) {
  std::vector<std::uint32_t> lifted;
  if (status != Status::paid && status != Status::pended) return lifted;
  for (std::size_t i = 0; i < findings.grounds.size(); ++i) {
    const model::Ground& ground = findings.line.grounds[i];
    if (ground.role == model::Role::declassifies && findings.grounds[i].truth().may_be_yes) lifted.push_back(ground.lifted);
  }
  return lifted;
}

}  // namespace

LineDecision decide_line(const Known& known, const model::Line& line) {
  Evaluator evaluate(known, &line, Presumptions::hold);
  const Findings findings = find(line, evaluate);
  LineDecision decision;
  decision.benefit = line.benefit;
  decision.status = status_of(findings);
  switch (decision.status) {
    case Status::paid:
      decision.amount = findings.amount().raw();
      if (line.event) decision.event_date = date_of(evaluate(line.event));
      decision.steps = steps_taken(findings);
      decision.reasons = reasons_of_paid(findings);
      break;
    case Status::pended:
      decision.missing = missing_of_pended(findings);
      decision.range = range_of_pended(findings);
      decision.reasons = reasons_of_pended(findings);
      break;
    case Status::referred:
      decision.reasons = reasons_established(findings, known,
                                             [](model::Role role) { return role == model::Role::refers || role == model::Role::decides; });
      break;
    case Status::declined:
      decision.reasons = reasons_established(findings, known, [&](model::Role role) { return explains_refusal(findings, role); });
      break;
    case Status::decided: throw BrokenPromise("a line is decided without money");
  }
  decision.limits = limits_touched(findings, decision, evaluate);
  decision.lifted = lifted_by(findings, decision.status);
  return decision;
}

}  // namespace pol::interpret
