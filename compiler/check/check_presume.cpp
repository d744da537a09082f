// Presumptions with their rebuttal: of one fact, or of each member of a set on its own.
#include "check/build.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

// Of each member: it is there and presumes, and what rebuts it is not known.
void Typing::settle_presumption(std::size_t index) {
  SettledPresumption& settled = presumptions_[index];
  if (settled.state != Settled::State::untouched) return;
  settled.state = Settled::State::open;
  const ast::Presume& written = *wording_.presumptions[index];
  const std::string& name = written.name.text;
  Scope scope;
  Operand set;
  std::vector<ExprPtr> members{truth(true, written.name.span)};
  if (written.set) {
    set = infer(*written.set, scope);
    if (set.record != none) as_value(set, written.set->span);
    const bool is_set = set.expr && set.expr->type.kind == model::Kind::set;
    if (set.expr && !is_set)
      report(Message::has_of_what_is_no_set, written.set->span, {in_words(wording_.policy, set.expr->type, set.unit)});
    if (is_set) members = members_of(set, written.set->span);
    if (!is_set) members.clear();
  }
  if (!written.when && !written.set) report(Message::presumption_of_nothing, written.name.span, {name});
  std::vector<ExprPtr> presumed, rebutted;
  bool good = !members.empty();
  for (std::size_t i = 0; good && i < members.size(); ++i) {
    Scope inner;
    if (written.element) {
      model::Type type = type_of(model::Kind::enumeration);
      type.enum_id = set.expr->type.enum_id;
      inner.parameters.emplace(written.element->text, Operand{constant(static_cast<std::int64_t>(i), type, written.element->span)});
    }
    const Span span = written.name.span;
    const ExprPtr when = written.when ? infer_test(*written.when, inner) : truth(true, span);
    const ExprPtr by = written.rebutted_by ? infer_test(*written.rebutted_by, inner) : truth(false, span);
    const ExprPtr rebuttal = written.rebutted_when ? infer_test(*written.rebutted_when, inner) : truth(true, span);
    good = when && by && rebuttal;
    if (inner.uses_line) report(Message::verdict_of_a_line, span, {name});
    if (!good) break;
    const ExprPtr holds = all_of({members[i], with_its_guards(when, inner)}, span);
    const ExprPtr defeated = proved(all_of({with_its_guards(by, inner), with_its_guards(rebuttal, inner)}, span), span);
    presumed.push_back(all_of({holds, negation(defeated, span)}, span));
    rebutted.push_back(all_of({holds, defeated}, span));
  }
  settled.state = Settled::State::done;
  if (!good) return;
  settled.good = true;
  settled.rebutted = shared(name + " rebutted", any_of(rebutted, written.name.span));
  settled.presumed = shared(name, any_of(presumed, written.name.span));
  if (const auto* definition = std::get_if<model::Definition>(&settled.presumed->node)) presuming_.insert(definition->definition);
  if (!written.set) return;
  settled.from = {constant(0, set.expr->type, written.name.span)};
  settled.from.members = presumed;
}

// `fault is presumed`, `fault is rebutted`; nothing where something else is asked.
std::optional<Operand> Typing::presumption_state(const ast::IsOneOf& node, Span span, Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&node.subject->node);
  if (!path || path->names.size() != 1 || scope.parameters.contains(path->names.front().text)) return std::nullopt;
  const Declared* found = wording_.find(path->names.front().text, scope.answer);
  if (!found || found->kind != DeclaredKind::presume) return std::nullopt;
  const std::string asked = node.names.size() == 1 ? node.names.front().text : "";
  if ((asked != "presumed" && asked != "rebutted") || node.if_any) {
    report(Message::asked_of_a_presumption, span, {path->names.front().text});
    return Operand{};
  }
  settle_presumption(found->index);
  const SettledPresumption& settled = presumptions_[found->index];
  if (settled.state == Settled::State::open) {
    report(Message::defined_by_itself, span, {path->names.front().text, path->names.front().text});
    return Operand{};
  }
  if (!settled.good) return Operand{};
  const ExprPtr& state = asked == "presumed" ? settled.presumed : settled.rebutted;
  const ExprPtr test = make(state->node, state->type, state->range, span);
  return Operand{node.negated ? negation(test, span) : test};
}

// `fault.presumed_from`: those that presume and are not rebutted.
Operand Typing::presumption(std::size_t index, const ast::Path& path, Span span) {
  const ast::Presume& written = *wording_.presumptions[index];
  const bool asks_from = path.names.size() == 2 && path.names[1].text == "presumed_from" && written.set;
  if (!asks_from) {
    report(Message::asked_of_a_presumption, span, {written.name.text});
    return {};
  }
  settle_presumption(index);
  return presumptions_[index].from;
}

bool Typing::presumes(const ExprPtr& expr) const {
  if (const auto* definition = std::get_if<model::Definition>(&expr->node)) {
    return presuming_.contains(definition->definition) || presumes(wording_.policy.definitions.at(definition->definition).value);
  }
  for (const ExprPtr& operand : operands_of(*expr)) {
    if (presumes(operand)) return true;
  }
  return false;
}

ExprPtr Typing::without_presumptions(const ExprPtr& expr) const {
  if (const auto* definition = std::get_if<model::Definition>(&expr->node)) {
    if (presuming_.contains(definition->definition)) return truth(false, expr->span);
    return presumes(expr) ? without_presumptions(wording_.policy.definitions.at(definition->definition).value) : expr;
  }
  const auto all = [&](const std::vector<ExprPtr>& operands) {
    std::vector<ExprPtr> parts;
    for (const ExprPtr& operand : operands) parts.push_back(without_presumptions(operand));
    return parts;
  };
  if (const auto* conjunction = std::get_if<model::And>(&expr->node)) return all_of(all(conjunction->operands), expr->span);
  if (const auto* disjunction = std::get_if<model::Or>(&expr->node)) return any_of(all(disjunction->operands), expr->span);
  return expr;
}

}  // namespace pol::check
