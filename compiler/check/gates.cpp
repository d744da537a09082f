// What the cases of a verdict come to (language, section 5): which of them is taken, what is read out of it, and which are its reasons.
//
// A case that is open is passed over where a later one of the same kind is sure and nothing else can come between: whatever the open one
// is, the status is the same, and the first case that is established gives the result. Of cases that decide an answer only those with the
// same result come to the same. A case that pays is never passed over: its amount may be another.
#include <map>
#include <utility>

#include "check/build.h"
#include "check/typing.h"

namespace pol::check {

namespace {

bool come_to_the_same(const GateOf& a, const GateOf& b) {
  if (a.kind != b.kind || a.kind == ast::GateKind::pays) return false;
  return a.kind != ast::GateKind::decides || a.result == b.result;
}

// Whether behind a case the first thing that may hold is sure to come to the same as it.
ExprPtr sure_ahead(const std::vector<GateOf>& gates, std::size_t from, bool last_is_sure) {
  const Span span = gates[from].span;
  ExprPtr sure = truth(false, span);
  for (std::size_t i = gates.size(); i-- > from + 1;) {
    const ExprPtr when = last_is_sure && i + 1 == gates.size() ? truth(true, span) : gates[i].when;
    if (come_to_the_same(gates[from], gates[i]))
      sure = any_of({proved(when, span), sure}, span);
    else
      sure = all_of({proved(negation(when, span), span), sure}, span);
  }
  return sure;
}

bool has_one_ahead(const std::vector<GateOf>& gates, std::size_t from) {
  for (std::size_t i = from + 1; i < gates.size(); ++i) {
    if (come_to_the_same(gates[from], gates[i])) return true;
  }
  return false;
}

}  // namespace

void Typing::settle_taken(VerdictOf& verdict, bool share) {
  std::vector<GateOf>& gates = verdict.gates;
  const std::string& name = verdict.written->name.text;
  const auto named = [&](const ExprPtr& expr, const std::string& what) { return share ? shared(name + what, expr) : expr; };
  const bool last_is_sure = verdict.written->gates.back().otherwise;
  for (std::size_t i = 0; i < gates.size(); ++i) gates[i].when = named(gates[i].when, " when " + std::to_string(i + 1));
  for (std::size_t i = 0; i < gates.size(); ++i) {
    GateOf& gate = gates[i];
    gate.taken = i + 1 == gates.size() ? truth(true, gate.span) : gate.when;
    if (!has_one_ahead(gates, i)) continue;
    const ExprPtr passed = all_of({negation(proved(gate.when, gate.span), gate.span), sure_ahead(gates, i, last_is_sure)}, gate.span);
    gate.taken = named(all_of({gate.when, negation(passed, gate.span)}, gate.span), " case " + std::to_string(i + 1));
  }
  ExprPtr result;
  for (std::size_t i = gates.size(); i-- > 0;) {
    const ExprPtr own = constant(static_cast<std::int64_t>(gates[i].result), verdict.type, gates[i].span);
    result = result ? either(gates[i].taken, own, result, gates[i].span) : own;
  }
  verdict.name = named(result, "");
}

// A case is a reason where it holds, nothing before it comes to something else, and no other result of its kind was established before it.
// The one for everything else holds where nothing before it does.
ExprPtr Typing::ground(const VerdictOf& verdict, std::size_t gate, Span span) const {
  const GateOf& own = verdict.gates[gate];
  const bool otherwise = verdict.written->gates[gate].otherwise;
  std::vector<ExprPtr> parts{own.when};
  for (std::size_t i = 0; i < gate; ++i) {
    const GateOf& before = verdict.gates[i];
    if (otherwise || before.kind != own.kind)
      parts.push_back(negation(before.taken, span));
    else if (before.result != own.result)
      parts.push_back(negation(proved(before.when, span), span));
  }
  return all_of(parts, span);
}

ExprPtr Typing::state(const VerdictOf& verdict, ast::GateKind kind, Span span) const {
  ExprPtr result = truth(verdict.gates.back().kind == kind, span);
  for (std::size_t i = verdict.gates.size() - 1; i-- > 0;) {
    const GateOf& gate = verdict.gates[i];
    result = gate.kind == kind ? any_of({gate.taken, result}, span) : all_of({negation(gate.taken, span), result}, span);
  }
  return result;
}

// The value of the first case taken among those that carry it; there where the first case taken is one of them. `of_paid`: in a line that
// the verdict decides, where only what pays counts.
Operand Typing::carried(const VerdictOf& verdict, const ast::Name& name, bool of_paid, Span span) {
  const auto all = wording_.carried.find(verdict.type.enum_id);
  const auto place_in = [&](const GateOf& gate) -> std::optional<std::size_t> {
    if (all == wording_.carried.end() || (of_paid && gate.kind != ast::GateKind::pays)) return std::nullopt;
    const std::vector<Carried>& carried = all->second.at(gate.result);
    for (std::size_t i = 0; i < carried.size(); ++i) {
      if (carried[i].name == name.text) return i;
    }
    return std::nullopt;
  };
  Operand result;
  ExprPtr present = truth(false, span);
  bool paid_without = false;
  for (std::size_t i = verdict.gates.size(); i-- > 0;) {
    const GateOf& gate = verdict.gates[i];
    const std::optional<std::size_t> place = place_in(gate);
    if (of_paid && gate.kind != ast::GateKind::pays) continue;
    const Operand* value = place ? &gate.carried.at(*place) : nullptr;
    const ExprPtr there = !value ? truth(false, span) : value->present ? value->present : truth(true, span);
    paid_without = paid_without || !is_constant(there, 1);
    present = i + 1 == verdict.gates.size() ? there : either(gate.taken, there, present, span);
    if (!value) continue;
    if (result.expr && result.expr->type != value->expr->type) {
      report(Message::carried_of_several_kinds, span, {name.text});
      return {};
    }
    result.expr = result.expr ? either(gate.taken, value->expr, result.expr, span) : value->expr;
    result.unit = value->unit;
  }
  if (!result.expr) {
    report(Message::nothing_carried, name.span, {verdict.written->name.text, name.text});
    return {};
  }
  if (of_paid && !paid_without) return result;
  result.present = is_constant(present, 1) ? ExprPtr{} : present;
  result.why_absent = "not every result of `" + verdict.written->name.text + "` carries it";
  return result;
}

}  // namespace pol::check
