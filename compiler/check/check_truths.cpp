// yes, no, not, and, or, proved; and the tests and values that have to do with absence.
#include <algorithm>

#include "check/build.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool has_case(const model::Policy& policy, const model::Type& type, const std::string& name) {
  if (type.kind != model::Kind::enumeration) return false;
  const std::vector<std::string>& cases = policy.enums.at(type.enum_id).cases;
  return std::find(cases.begin(), cases.end(), name) != cases.end();
}

}  // namespace

Operand Typing::of(const ast::Truth& node, const ast::Expr& expr, Scope&) { return {truth(node.value, expr.span), "", none}; }

Operand Typing::of(const ast::Not& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr operand = infer_test(*node.operand, scope);
  if (!operand) return {};
  return {negation(operand, expr.span), "", none};
}

Operand Typing::of(const ast::Proved& node, const ast::Expr& expr, Scope& scope) {
  const ExprPtr operand = infer_test(*node.operand, scope);
  if (!operand) return {};
  return {proved(operand, expr.span), "", none};
}

Operand Typing::of(const ast::And& node, const ast::Expr& expr, Scope& scope) { return joined(node.operands, true, expr.span, scope); }

Operand Typing::of(const ast::Or& node, const ast::Expr& expr, Scope& scope) {
  const Operand result = joined(node.operands, false, expr.span, scope);
  if (!node.mixed) return result;
  report(Message::and_beside_or, expr.span);
  return {};
}

// What stands to the left is known where the next operand matters.
// `reason is strike or weather`
bool Typing::case_alone(const ast::Expr& before, const ast::Expr& written, bool conjunction, Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&written.node);
  const auto* is = std::get_if<ast::IsOneOf>(&before.node);
  const auto* has = std::get_if<ast::Has>(&before.node);
  if (!path || path->names.size() != 1 || (!is && !has)) return false;
  const std::string& name = path->names.front().text;
  if (wording_.find(name, scope.answer) != nullptr || scope.parameters.contains(name) || scope.records.contains(name)) return false;
  const Operand subject = infer(is ? *is->subject : *has->subject, scope);
  const bool may_be = subject.expr && (subject.expr->type.kind == model::Kind::enumeration || subject.expr->type.kind == model::Kind::set);
  if (!may_be || subject.expr->type.enum_id == none) return false;
  const std::vector<std::string>& cases = wording_.policy.enums.at(subject.expr->type.enum_id).cases;
  if (std::find(cases.begin(), cases.end(), name) == cases.end()) return false;
  std::string all;
  for (const ast::Name& each : is ? is->names : has->names) all += each.text + ", ";
  const std::string words = is ? is->negated ? "is not one of " : "is one of " : conjunction ? "has all of " : "has any of ";
  report(Message::case_alone, written.span, {name, words + all + name});
  return true;
}

Operand Typing::joined(const std::vector<ast::ExprPtr>& operands, bool conjunction, Span span, Scope& scope) {
  const GuardSet before = scope.known;
  std::vector<ExprPtr> parts;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i > 0 && case_alone(*operands[i - 1], *operands[i], conjunction, scope)) return {};
    const ExprPtr part = infer_test(*operands[i], scope);
    if (!part) continue;
    scope.known.merge(guards_.implied(*part, conjunction));
    parts.push_back(part);
  }
  scope.known = before;
  if (parts.size() < operands.size()) return {};
  return {conjunction ? all_of(parts, span) : any_of(parts, span), "", none};
}

Operand Typing::of(const ast::IsPresent& node, const ast::Expr& expr, Scope& scope) {
  const Operand subject = infer(*node.subject, scope);
  if (subject.failed()) return {};
  if (subject.present && subject.covered && !is_constant(subject.covered, 1)) {
    report(Message::presence_of_two_kinds, expr.span);
    return {};
  }
  if (subject.present) guards_.note_given(subject.present);
  if (subject.present) return {node.negated ? negation(subject.present, expr.span) : subject.present};
  const auto* value = subject.expr && !subject.is_fraction() ? std::get_if<model::FactValue>(&subject.expr->node) : nullptr;
  if (subject.expr && !value) {
    report(Message::presence_of_what_is_no_fact, node.subject->span);
    return {};
  }
  const FactId id = value ? value->fact : subject.record;
  const ElementId element = value ? value->element : subject.element;
  const auto& facts = wording_.policy.facts;
  if (facts.at(id).kind == model::FactKind::list) {  // absent it is empty: what can be asked is whether it has items
    const auto* path = std::get_if<ast::Path>(&node.subject->node);
    report(Message::presence_of_a_list, node.subject->span, {path && facts[id].list != none ? text_of(*path) : facts[id].path});
    return {};
  }
  if (facts.at(id).presence != model::Presence::optional) {
    if (const std::string word = node.negated ? "absent" : "present"; has_case(wording_.policy, facts[id].type, word)) {
      report(Message::case_like_a_word, expr.span, {word, "is", "is one of"});
      return {};
    }
    const GuardSet around = guards_.around(id, element);
    if (around.empty())
      report(Message::never_absent, expr.span, {facts[id].path});
    else
      report(Message::absent_with_its_record, expr.span, {facts[id].path, facts[around.rbegin()->id].path});
    return {};
  }
  const ExprPtr present = presence(id, scope, expr.span, element);
  return {node.negated ? negation(present, expr.span) : present, "", none};
}

GuardSet Typing::needed(const Operand& value) const {
  GuardSet guards;
  for (const ExprPtr& part : parts_of(value)) {
    for (const Need& need : guards_.needs(*part)) guards.insert(need.guard);
    const auto* set = part->type.kind == model::Kind::set ? std::get_if<model::FactValue>(&part->node) : nullptr;
    if (set) guards.merge(guards_.around(set->fact, set->element));  // an absent set may be read, and is absent
  }
  return guards;
}

// What has to be there for a value to be read, as far as it is not known already; nothing, and said so, where it can never be absent. Where
// a line above happens to demand it, `if any` and `otherwise` are idle but true, and stay allowed: lines move.
std::optional<GuardSet> Typing::absence_of(const Operand& value, Span span, const Scope& scope) {
  const GuardSet all = needed(value);
  GuardSet guards;
  for (const Guard& guard : all) {
    if (!scope.known.contains(guard)) guards.insert(guard);
  }
  if (!guards.empty()) return guards;
  if (!all.empty()) return all;
  report(Message::never_absent_here, span);
  return std::nullopt;
}

// What has to hold for a value to be there: the facts it reads, and what else it depends on.
ExprPtr Typing::there(const Operand& value, Span span, const Scope& scope) {
  if (!value.present) {
    const std::optional<GuardSet> guards = absence_of(value, span, scope);
    return guards ? guards_.tests(*guards, span) : ExprPtr{};
  }
  GuardSet guards = needed(value);
  for (const Need& need : guards_.needs(*value.present)) guards.insert(need.guard);
  return all_of({guards_.tests(guards, span), value.present}, span);
}

Operand Typing::subject(const ast::Expr& expr, bool if_any, Scope& scope) {
  Operand found = infer(expr, scope);
  if (found.record != none) return {as_value(found, expr.span)};
  if (if_any) return found;
  return !found.expr || is_there(found, expr.span) ? known_to_be_there(std::move(found)) : Operand{};
}

ExprPtr Typing::judged_if_any(ExprPtr test, const Operand& subject, bool if_any, Span span, const Scope& scope) {
  if (!if_any || !test) return test;
  if (subject.present) guards_.note_given(subject.present);
  const ExprPtr present = there(subject, span, scope);
  return present ? all_of({present, test}, span) : ExprPtr{};
}

Operand Typing::of(const ast::Otherwise& node, const ast::Expr& expr, Scope& scope) {
  const model::Type* wanted = wanted_;
  const Operand fallback = known_to_be_there(chosen_value(*node.fallback, scope, wanted));
  return otherwise(*node.value, fallback, node.fallback->span, expr.span, scope, wanted);
}

// `a otherwise b otherwise c`: a where it is there, else b where that is there, else c. It is written as `(a otherwise b) otherwise c`.
Operand Typing::otherwise(const ast::Expr& written, const Operand& fallback, Span fallback_span, Span span, Scope& scope,
                          const model::Type* wanted) {
  if (const auto* inner = std::get_if<ast::Otherwise>(&written.node)) {
    const Operand rest = otherwise(*inner->fallback, fallback, fallback_span, span, scope, wanted);
    return otherwise(*inner->value, rest, inner->fallback->span, span, scope, wanted);
  }
  const auto* list = std::get_if<ast::OfList>(&written.node);
  const bool of_elements = list && (list->kind == ast::ListKind::smallest || list->kind == ast::ListKind::largest);
  if (of_elements) return fallback.expr ? extreme(*list, number(fallback, fallback_span), fallback_span, span, scope) : Operand{};
  Operand value = chosen_value(written, scope, wanted);
  if (!value.expr || !fallback.expr) return {};
  const ExprPtr present = there(value, written.span, scope);
  value.present = {};
  std::vector<Operand> values{value, fallback};
  if (!present || !unify_all(values, {written.span, fallback_span})) return {};
  return first_of({present}, values, span);
}

}  // namespace pol::check
