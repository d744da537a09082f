// A benefit that a verdict decides: the cases of the verdict are its first grounds.
#include "check/build.h"
#include "check/judge.h"
#include "check/reason_parts.h"

namespace pol::check {

// A presumption decided where the case would not be established without it.
std::vector<ReasonPart> reason_parts(const Typing& typing, const VerdictOf& verdict, std::size_t gate) {
  const GateOf& of = verdict.gates[gate];
  const ExprPtr ground = typing.ground(verdict, gate, of.span);
  if (!typing.presumes(of.when)) return {{ground, false, of.when}};
  const ExprPtr found = proved(typing.without_presumptions(of.when), of.span);
  std::vector<ReasonPart> parts;
  const auto add = [&](const ExprPtr& part, bool presumed) {
    const ExprPtr condition = all_of({ground, part}, of.span);
    if (!is_constant(condition, 0)) parts.push_back({condition, presumed, presumed ? ExprPtr{} : part});
  };
  add(found, false);
  add(negation(found, of.span), true);
  return parts;
}

namespace {

Role role_for(ast::GateKind kind) {
  switch (kind) {
    case ast::GateKind::declines: return Role::declines;
    case ast::GateKind::refers: return Role::refers;
    case ast::GateKind::pays:
    case ast::GateKind::decides: return Role::decides;
  }
  return Role::decides;
}

}  // namespace

// What the benefit has of its own comes behind the verdict: it counts unless the verdict refers, and is not asked for where it is sure that
// no case pays. Where it pays, the cases before the first that pays did not hold.
void Judge::read_decided_by(LineScope& line) {
  const ast::Line* first = nullptr;
  for (const ast::Line& each : clause_.lines) {
    const auto* decided_by = std::get_if<ast::DecidedBy>(&each.node);
    if (!decided_by) continue;
    if (first) {
      wording_.report(Message::second_decided_by, each.span).label(first->span, "the first one");
      continue;
    }
    first = &each;
    line.verdict = typing_.verdict(*decided_by->verdict, scope_);
  }
  if (!line.verdict) return;
  waterfall_.nothing_where_absent();
  const VerdictOf& verdict = *line.verdict;
  bool nothing_paid_yet = true;
  for (std::size_t i = 0; i < verdict.gates.size(); ++i) {
    const GateOf& gate = verdict.gates[i];
    if (gate.kind == ast::GateKind::decides) {
      wording_.report(Message::gate_of_no_answer, gate.span).label(first->span, "the benefit is decided here");
      continue;
    }
    draft_reasons(verdict, i);
    nothing_paid_yet = nothing_paid_yet && gate.kind != ast::GateKind::pays;
    if (nothing_paid_yet) sure_.merge(guards_.implied(*gate.when, false));
  }
  const Span span = first->span;
  const ExprPtr refers = typing_.state(verdict, ast::GateKind::refers, span);
  const ExprPtr pays = typing_.state(verdict, ast::GateKind::pays, span);
  line.open = all_of({negation(refers, span), negation(proved(negation(pays, span), span), span)}, span);
}

void Judge::draft_reasons(const VerdictOf& verdict, std::size_t at) {
  const GateOf& gate = verdict.gates[at];
  for (const ReasonPart& part : reason_parts(typing_, verdict, at)) {
    Draft draft;
    draft.numbers = gate.numbers;
    draft.effect = gate.effect;
    draft.role = role_for(gate.kind);
    draft.parts = {part.condition};
    draft.place = draft.span = gate.span;
    draft.of_verdict = true;
    draft.presumed = part.presumed;
    draft.own = part.own;
    drafts_.push_back(std::move(draft));
  }
}

}  // namespace pol::check
