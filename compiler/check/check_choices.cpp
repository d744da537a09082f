// `by X { ... }`: every case in exactly one branch.
#include <algorithm>

#include "check/build.h"
#include "check/other_names.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool is_this_benefit(const ast::Expr& expr) {
  const auto* path = std::get_if<ast::Path>(&expr.node);
  return path && check::is_this_benefit(*path);
}

}  // namespace

std::vector<std::string> Typing::case_names(const model::Type& type) const {
  if (type.kind == model::Kind::boolean) return {"no", "yes"};
  return wording_.policy.enums.at(type.enum_id).cases;
}

// Of a truth or an enum.
std::optional<std::vector<bool>> Typing::mask_of(const model::Type& type, const std::vector<ast::Name>& names) {
  if (type.kind == model::Kind::enumeration) return cases_of(wording_, type.enum_id, names);
  std::vector<bool> mask(2);
  for (const ast::Name& name : names) {
    if (name.text != "yes" && name.text != "no") {
      report_no_truth(wording_, name);
      return std::nullopt;
    }
    mask[name.text == "yes" ? 1 : 0] = true;
  }
  return mask;
}

std::optional<std::vector<std::vector<bool>>> Typing::covered(const model::Type& type, const std::vector<CaseNames>& written, Span span) {
  const std::vector<std::string> names = case_names(type);
  std::vector<std::optional<Span>> taken(names.size());
  std::vector<std::vector<bool>> masks;
  std::optional<std::size_t> rest;
  bool good = true;
  for (const CaseNames& each : written) {
    std::optional<std::vector<bool>> mask = mask_of(type, *each.names);
    good = good && mask;
    masks.push_back(mask.value_or(std::vector<bool>(names.size())));
    for (const ast::Name& name : *each.names) {
      const auto place = static_cast<std::size_t>(std::find(names.begin(), names.end(), name.text) - names.begin());
      if (place == names.size() || !masks.back()[place]) continue;
      const bool in_this_branch = taken[place] && join(*taken[place], each.span) == each.span;  // said where the names are read
      if (in_this_branch) continue;
      if (taken[place]) {
        report(Message::case_in_two_branches, name.span, {name.text}).label(*taken[place], "the first one");
        good = false;
      } else {
        taken[place] = name.span;
      }
    }
    if (!each.otherwise) continue;
    if (rest) report(Message::otherwise_twice, each.span);
    good = good && !rest;
    rest = masks.size() - 1;
  }
  if (!good) return std::nullopt;
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!taken[i]) missing.push_back(names[i]);
    if (!taken[i] && rest) masks[*rest][i] = true;
  }
  if (rest && missing.empty()) report(Message::otherwise_for_nothing, written[*rest].span);
  if (!rest && !missing.empty()) report(Message::cases_missing, span, {listed(missing)});
  if (rest.has_value() == missing.empty()) return std::nullopt;
  return masks;
}

std::optional<Cases> Typing::cases(const ast::Expr& subject, const std::vector<CaseNames>& written, Scope& scope) {
  Cases result;
  if (is_this_benefit(subject)) {
    model::Type type = type_of(model::Kind::enumeration);
    type.enum_id = wording_.policy.benefits;
    scope.uses_line = true;
    result.subject = constant(0, type, subject.span);
  } else {
    std::vector<ast::Name> names;
    for (const CaseNames& each : written) names.insert(names.end(), each.names->begin(), each.names->end());
    const Operand found = case_among(subject, names, false, scope);
    result.subject = as_value(found, subject.span);
    if (!result.subject) return std::nullopt;
    const model::Kind kind = result.subject->type.kind;
    if (kind != model::Kind::enumeration && kind != model::Kind::boolean) {
      report(Message::has_no_cases, subject.span, {in_words(wording_.policy, result.subject->type, found.unit)});
      return std::nullopt;
    }
  }
  std::optional<std::vector<std::vector<bool>>> masks = covered(result.subject->type, written, subject.span);
  if (!masks) return std::nullopt;
  result.masks = std::move(*masks);
  const auto* known = std::get_if<model::Constant>(&result.subject->node);
  if (!known || (is_this_benefit(subject) && !scope.line)) return result;
  const auto place = is_this_benefit(subject) ? scope.line->benefit : static_cast<std::size_t>(known->value);
  const auto here = std::find_if(result.masks.begin(), result.masks.end(), [&](const auto& mask) { return mask.at(place); });
  result.chosen = static_cast<std::size_t>(here - result.masks.begin());
  return result;
}

Operand Typing::of(const ast::Choice& node, const ast::Expr& expr, Scope& scope) {
  const model::Type* wanted = wanted_;
  std::vector<CaseNames> written;
  for (const ast::ChoiceCase& each : node.cases) written.push_back({&each.names, each.otherwise, each.span});
  const std::optional<Cases> found = cases(*node.subject, written, scope);
  if (found && found->chosen) return infer(*node.cases[*found->chosen].value, scope, wanted);
  std::vector<Operand> values;
  std::vector<Span> spans;
  bool good = found.has_value();
  const GuardSet before = scope.known;
  for (std::size_t i = 0; i < node.cases.size(); ++i) {
    const ast::Expr& value = *node.cases[i].value;
    if (found) scope.known.merge(guards_.implied(*in_cases(found->subject, found->masks[i], expr.span), true));
    values.push_back(known_to_be_there(chosen_value(value, scope, wanted)));
    spans.push_back(value.span);
    scope.known = before;
    good = good && values.back().expr;
  }
  return good && unify_all(values, spans) ? chosen(found->subject, found->masks, values, expr.span) : Operand{};
}

Operand Typing::chosen(const ExprPtr& subject, const std::vector<std::vector<bool>>& masks, const std::vector<Operand>& values, Span span) {
  Operand result = values.front();
  std::vector<model::Branch> branches, present, covered, unlimited;
  const ExprPtr yes = truth(true, span), no = truth(false, span);
  bool may_be_unlimited = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    branches.push_back({masks[i], values[i].expr});
    present.push_back({masks[i], values[i].present ? values[i].present : yes});
    covered.push_back({masks[i], values[i].is_covered(span)});
    unlimited.push_back({masks[i], values[i].unlimited ? values[i].unlimited : no});
    if (!values[i].present) continue;
    may_be_unlimited = may_be_unlimited || values[i].unlimited;
    result.present = values[i].present;
    result.why_absent = values[i].why_absent;
  }
  if (are_apart(values)) {
    const Operand one = alternatives({Alternatives::Which::of_the_case, values, subject, masks}, span);
    if (!one.expr) return {};
    result.alternatives = one.alternatives;
    result.expr = one.expr;
  } else {
    result.expr = choice(subject, std::move(branches), span);
  }
  if (result.present) result.present = choice(subject, std::move(present), span);
  const bool always_covered = std::all_of(covered.begin(), covered.end(), [](const auto& each) { return is_constant(each.value, 1); });
  result.covered = !may_be_unlimited ? ExprPtr{} : always_covered ? yes : choice(subject, std::move(covered), span);
  result.unlimited = may_be_unlimited ? choice(subject, std::move(unlimited), span) : ExprPtr{};
  return result;
}

}  // namespace pol::check
