// `first of { V when C ... otherwise V }`: the value of the first case whose condition holds.
#include <algorithm>

#include "check/build.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

// Whether there is a value: that of a case where its condition holds, else that of those behind it.
ExprPtr has_value(const ExprPtr& when, const ExprPtr& of_case, const ExprPtr& of_rest, Span span) {
  const bool always = is_constant(of_case, 1);
  if (always && is_constant(of_rest, 1)) return of_case;
  if (is_constant(of_case, 0) && is_constant(of_rest, 0)) return of_rest;
  if (always) return any_of({when, of_rest}, span);
  if (is_constant(of_rest, 0)) return all_of({when, of_case}, span);
  return either(when, of_case, of_rest, span);
}

}  // namespace

// A value that a choice may give: a fraction or an absent one too.
Operand Typing::chosen_value(const ast::Expr& written, Scope& scope, const model::Type* wanted) {
  Operand value = infer(written, scope, wanted);
  if (value.record != none) return {as_value(value, written.span)};
  if (!value.expr || !choosable(value.expr, written.span)) return {};
  return value;
}

Operand Typing::of(const ast::FirstOf& node, const ast::Expr& expr, Scope& scope) {
  if (node.cases.empty() && !node.otherwise) {
    report(Message::something_missing, expr.span, {"first of {", "a value with its condition"});
    return {};
  }
  const model::Type* wanted = wanted_;
  const GuardSet before = scope.known;
  std::vector<ExprPtr> whens;
  std::vector<Operand> values;
  std::vector<Span> spans;
  bool good = true;
  for (const ast::FirstCase& each : node.cases) {
    whens.push_back(each.when ? infer_test(*each.when, scope) : truth(true, each.span));
    const GuardSet around = scope.known;
    if (whens.back()) scope.known.merge(guards_.implied(*whens.back(), true));
    values.push_back(known_to_be_there(chosen_value(*each.value, scope, wanted)));
    spans.push_back(each.value->span);
    scope.known = around;
    if (whens.back()) scope.known.merge(guards_.implied(*whens.back(), false));
    good = good && whens.back() && values.back().expr;
  }
  if (node.otherwise) {
    values.push_back(known_to_be_there(chosen_value(*node.otherwise, scope, wanted)));
    spans.push_back(node.otherwise->span);
    good = good && values.back().expr;
  }
  scope.known = before;
  return good && unify_all(values, spans) ? first_of(whens, values, expr.span) : Operand{};
}

// One value more than conditions: what holds otherwise. As many: nothing does.
Operand Typing::first_of(const std::vector<ExprPtr>& whens, const std::vector<Operand>& values, Span span) {
  Operand result = values.back();
  const ExprPtr yes = truth(true, span);
  const bool nothing = values.size() == whens.size();
  ExprPtr present = nothing ? truth(false, span) : values.back().present ? values.back().present : yes;
  if (nothing) {
    // What stands where there is no value must not be wider than what there may be, nor need anything.
    result.expr = constant(model::nearest(result.expr->range.from), result.expr->type, span);
    result.why_absent = "this may end in `otherwise nothing`";
  }
  const bool apart = are_apart(values);
  ExprPtr covered = nothing ? truth(false, span) : values.back().is_covered(span);
  ExprPtr unlimited = !nothing && values.back().unlimited ? values.back().unlimited : truth(false, span);
  for (std::size_t i = whens.size(); i-- > 0;) {
    if (apart) {
      const Operand one =
          alternatives({Alternatives::Which::of_the_case, {values[i], result}, whens[i], {{false, true}, {true, false}}}, span);
      if (!one.expr) return {};
      result.alternatives = one.alternatives;
      result.expr = one.expr;
    } else {
      result.expr = either(whens[i], values[i].expr, result.expr, span);
    }
    present = has_value(whens[i], values[i].present ? values[i].present : yes, present, span);
    if (values[i].present) result.why_absent = values[i].why_absent;
    covered = has_value(whens[i], values[i].is_covered(span), covered, span);
    unlimited = has_value(whens[i], values[i].unlimited ? values[i].unlimited : truth(false, span), unlimited, span);
  }
  result.present = is_constant(present, 1) ? ExprPtr{} : present;
  const bool may_be_unlimited = result.present && !is_constant(unlimited, 0);
  result.covered = may_be_unlimited ? covered : ExprPtr{};
  result.unlimited = may_be_unlimited ? unlimited : ExprPtr{};
  return result;
}

bool Typing::are_apart(const std::vector<Operand>& values) const {
  return std::any_of(values.begin(), values.end(), [&](const Operand& each) { return !have_the_same_divisor(values.front(), each); });
}

// All at the kind and decimals that fit every one of them; over one divisor, or left apart.
bool Typing::unify_all(std::vector<Operand>& values, const std::vector<Span>& spans) {
  // Twice: a percentage beside a fraction becomes a number, and so do the others then.
  for (std::size_t i = 1; i < 2 * values.size(); ++i) {
    if (!agree(values.front(), spans.front(), values[i % values.size()], spans[i % values.size()])) return false;
  }
  if (are_apart(values)) return true;
  Operand widest = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (!unify(widest, spans.front(), values[i], spans[i])) return false;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!unify(widest, spans.front(), values[i], spans[i])) return false;
  }
  return true;
}

}  // namespace pol::check
