// Verdicts as they are written: their cases, what these carry, and the values read out of them. What the cases come to is in gates.cpp.
#include <algorithm>

#include "check/build.h"
#include "check/exhaustive.h"
#include "check/field_kind.h"
#include "check/lines.h"
#include "check/typing.h"
#include "check/words.h"
#include "model/print.h"

namespace pol::check {

namespace {

// The truths that an expression is made of, each of which is so where it is.
void note_parts(const model::Policy& policy, const ExprPtr& truth, std::set<std::string>& sure) {
  if (const auto* all = std::get_if<model::And>(&truth->node)) {
    for (const ExprPtr& part : all->operands) note_parts(policy, part, sure);
    return;
  }
  if (const auto* negated = std::get_if<model::Not>(&truth->node)) {
    if (const auto* any = std::get_if<model::Or>(&negated->operand->node)) {
      for (const ExprPtr& part : any->operands) note_parts(policy, negation(part, part->span), sure);
      return;
    }
  }
  sure.insert(model::print(policy, *truth));
}

bool is_sure(const model::Policy& policy, const ExprPtr& truth, const std::set<std::string>& sure) {
  std::set<std::string> parts;
  note_parts(policy, truth, parts);
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return sure.contains(part); });
}

}  // namespace

// ---- which verdict ----

const VerdictOf* Typing::verdict(const ast::Expr& expr, Scope& scope, bool and_inside) {
  const auto* path = std::get_if<ast::Path>(&expr.node);
  const auto* call = std::get_if<ast::Call>(&expr.node);
  const ast::Name name = path ? path->names.front() : call ? call->callee : ast::Name{"this", expr.span};
  const Declared* found = wording_.find(name.text, scope.answer);
  const bool names_inside = (path && path->names.size() > 1) || (call && call->part && !and_inside);
  if (!found || found->kind != DeclaredKind::verdict || names_inside) {
    std::vector<std::string> names;
    for (const ast::Verdict* each : wording_.verdicts) names.push_back(each->name.text);
    wording_.report_name(Message::misspelt_verdict, Message::unknown_verdict, name, names, {});
    return nullptr;
  }
  const ast::Verdict& written = *wording_.verdicts[found->index];
  const std::size_t given = call ? call->arguments.size() : 0;
  if (given != written.parameters.size()) {
    report(Message::wrong_number_of_values, expr.span, {name.text, std::to_string(written.parameters.size()), std::to_string(given)})
        .label(written.name.span, "defined here");
    return nullptr;
  }
  if (call && given > 0) {
    std::optional<std::vector<Operand>> arguments = this->arguments(*call, scope);
    if (!arguments) return nullptr;
    Scope inner;
    for (std::size_t i = 0; i < given; ++i) inner.parameters.emplace(written.parameters[i].text, std::move((*arguments)[i]));
    calls_.push_back(expr.span);
    std::optional<VerdictOf> made = read_verdict(written, inner);
    calls_.pop_back();
    if (!made) return nullptr;
    settle_taken(*made, false);
    return &written_out_verdicts_.emplace_back(std::move(*made));
  }
  SettledVerdict& settled = verdicts_[found->index];
  if (settled.state == Settled::State::open) {
    report(Message::defined_by_itself, expr.span, {name.text, name.text}).label(written.name.span, "the circle begins here");
    return nullptr;
  }
  if (settled.state == Settled::State::untouched) {
    settled.state = Settled::State::open;
    Scope inner;
    std::vector<Span> calls_around;
    calls_.swap(calls_around);
    settled.value = read_verdict(written, inner);
    calls_.swap(calls_around);
    settled.state = Settled::State::done;
    if (settled.value) settle_taken(*settled.value, true);
  }
  return settled.value ? &*settled.value : nullptr;
}

// ---- its cases ----

std::optional<VerdictOf> Typing::read_verdict(const ast::Verdict& written, Scope& scope) {
  const FieldKind kind = field_kind(wording_, written.type, written.name.text);
  if (!kind.good) return std::nullopt;
  if (kind.type.kind != model::Kind::enumeration) {
    report(Message::verdict_without_cases, written.type.span, {written.name.text});
    return std::nullopt;
  }
  note_carried(wording_, written.type, kind.type);
  if (written.gates.empty()) {
    report(Message::verdict_without_gates, written.name.span, {written.name.text});
    return std::nullopt;
  }
  VerdictOf verdict{&written, kind.type, {}, {}};
  std::set<std::string> sure;
  bool good = true;
  for (std::size_t i = 0; i < written.gates.size(); ++i) {
    std::optional<GateOf> gate = read_gate(verdict, i, scope, sure);
    good = good && gate;
    if (gate) verdict.gates.push_back(std::move(*gate));
  }
  if (scope.uses_line) report(Message::verdict_of_a_line, written.name.span, {written.name.text});
  if (!good || scope.uses_line || !is_exhaustive(verdict)) return std::nullopt;
  return verdict;
}

bool Typing::is_exhaustive(const VerdictOf& verdict) {
  const ast::Verdict& written = *verdict.written;
  if (written.gates.back().otherwise) return true;
  std::vector<ExprPtr> conditions;
  for (const GateOf& gate : verdict.gates) conditions.push_back(gate.when);
  if (one_always_holds(wording_.policy, conditions)) return true;
  report(Message::verdict_not_exhaustive, written.name.span, {written.name.text});
  return false;
}

// What a condition reads is asked for before it, as far as earlier cases make sure of it; else it is said.
ExprPtr Typing::with_its_guards(const ExprPtr& when, const Scope& scope) {
  GuardSet guards;
  for (const Need& need : guards_.needs(*when)) {
    if (scope.known.contains(need.guard))
      guards.insert(need.guard);
    else
      report_unguarded(wording_, need);
  }
  return all_of({guards_.tests(guards, when->span), when}, when->span);
}

std::optional<GateOf> Typing::read_gate(const VerdictOf& verdict, std::size_t index, Scope& scope, std::set<std::string>& sure) {
  const ast::Verdict& written = *verdict.written;
  const ast::Gate& from = written.gates[index];
  GateOf gate{from.kind, 0, wording_.numbers_of(from.numbers), model::Effect::requires_it, {}, {}, {}, from.span};
  if (gate.numbers.empty()) gate.numbers.push_back(wording_.number_of(written.number ? written.number->value : written.name.text));
  if (from.kind == ast::GateKind::refers) gate.effect = model::Effect::refers;
  if (from.effect) gate.effect = effect_named(wording_, *from.effect).value_or(gate.effect);
  if (!from.when && !from.otherwise) report(Message::gate_without_condition, from.span, {from.result.text});
  if (from.otherwise && index + 1 < written.gates.size()) report(Message::otherwise_not_last, from.span);
  const std::optional<std::size_t> result = case_of(wording_, verdict.type.enum_id, from.result);
  const ExprPtr own = from.when ? infer_test(*from.when, scope) : truth(true, from.span);
  if (!result || !own) return std::nullopt;
  gate.result = *result;
  gate.when = with_its_guards(own, scope);
  const GuardSet before = scope.known;
  scope.known.merge(guards_.implied(*gate.when, true));
  std::set<std::string> sure_here = sure;
  note_parts(wording_.policy, own, sure_here);
  const bool good = read_carried(from, verdict.type, scope, sure_here, gate);
  scope.known = before;
  scope.known.merge(guards_.implied(*own, false));
  note_parts(wording_.policy, negation(own, from.span), sure);
  return good ? std::optional(std::move(gate)) : std::nullopt;
}

// ---- what the results carry ----

bool Typing::read_carried(const ast::Gate& written, const model::Type& type, Scope& scope, const std::set<std::string>& sure,
                          GateOf& gate) {
  const auto all = wording_.carried.find(type.enum_id);
  static const std::vector<Carried> nothing;
  const std::vector<Carried>& carried = all == wording_.carried.end() ? nothing : all->second.at(gate.result);
  if (carried.size() != written.carried.size()) {
    report(Message::wrong_number_carried, written.span,
           {written.result.text, std::to_string(carried.size()), std::to_string(written.carried.size())});
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < carried.size(); ++i) {
    Operand value = carried[i].type.good ? carried_value(*written.carried[i], carried[i].type, carried[i].name, scope) : Operand{};
    good = good && value.expr;
    if (!value.expr) continue;
    if (value.present && is_sure(wording_.policy, value.present, sure)) value.present = {};
    if (value.present) value.present = with_its_guards(value.present, scope);
    GuardSet known = scope.known;
    if (value.present) known.merge(guards_.implied(*value.present, true));
    value.expr = where_it_is_there(value.expr, known);
    gate.carried.push_back(std::move(value));
  }
  return good;
}

// Where what it reads is absent the case is not taken, and any value will do.
ExprPtr Typing::where_it_is_there(const ExprPtr& value, const GuardSet& known) {
  GuardSet asked;
  for (const Need& need : guards_.needs(*value)) {
    if (!known.contains(need.guard)) report_unguarded(wording_, need);
    asked.insert(need.guard);
  }
  const std::int64_t any = model::is_number(value->type.kind) ? model::nearest(value->range.from) : 0;
  return either(guards_.tests(asked, value->span), value, constant(any, value->type, value->span), value->span);
}

// At the decimals and within the bounds that the type declares.
Operand Typing::carried_value(const ast::Expr& written, const NamedType& type, const std::string& name, Scope& scope) {
  Operand value = maybe_of(written, type.type, scope);
  if (!value.expr || !model::is_number(type.type.kind)) return value;
  if (value.expr->type.decimals > type.type.decimals) {
    report(Message::may_not_be_whole, written.span, {"`" + name + "`"});
    return {};
  }
  value.expr = scaled(value.expr, type.type.decimals, written.span);
  const bool inside = value.expr && value.expr->range.from >= type.range.from && value.expr->range.to <= type.range.to;
  const bool has_bounds = type.type.kind != model::Kind::days && type.type.kind != model::Kind::months;
  if (value.expr && (inside || !has_bounds)) return value;
  report(Message::output_beyond_its_bounds, written.span, {name});
  return {};
}

// ---- reading it ----

Operand Typing::verdict_value(const VerdictOf& verdict, const std::vector<ast::Name>& names, Span span, const Scope& scope) {
  if (names.empty()) return {make(verdict.name->node, verdict.name->type, verdict.name->range, span)};
  if (names.size() == 1) return carried(verdict, names.front(), scope.line && scope.line->verdict == &verdict, span);
  report(Message::nothing_inside, names[1].span, {names[0].text});
  return {};
}

Operand Typing::of(const ast::VerdictState& node, const ast::Expr& expr, Scope& scope) {
  const VerdictOf* found = verdict(*node.subject, scope);
  return found ? Operand{state(*found, node.kind, expr.span)} : Operand{};
}

// ---- sets ----

// Its members are found by the type that is wanted.
Operand Typing::of(const ast::SetOf& node, const ast::Expr& expr, Scope& scope) {
  if (!wanted_ || wanted_->kind != model::Kind::set) {
    report(Message::set_without_type, expr.span);
    return {};
  }
  const model::Type type = *wanted_;
  std::vector<std::vector<ExprPtr>> ways(wording_.policy.enums.at(type.enum_id).cases.size());
  bool good = true;
  for (const ast::MemberCase& each : node.cases) {
    const std::optional<std::vector<bool>> mask = cases_of(wording_, type.enum_id, each.names);
    const ExprPtr when = each.when ? infer_test(*each.when, scope) : truth(true, each.span);
    good = good && mask && when;
    for (std::size_t i = 0; good && i < mask->size(); ++i) {
      if ((*mask)[i]) ways[i].push_back(when);
    }
  }
  if (!good) return {};
  Operand result{constant(0, type, expr.span)};
  for (const std::vector<ExprPtr>& each : ways) result.members.push_back(any_of(each, expr.span));
  return result;
}

}  // namespace pol::check
