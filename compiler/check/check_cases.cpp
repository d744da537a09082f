// Cases by their names: those written, those that an argument of a definition stands for, and those of a value that has a name.
#include <algorithm>

#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

bool contains(const std::vector<std::string>& cases, const std::string& name) {
  return std::find(cases.begin(), cases.end(), name) != cases.end();
}

std::vector<bool> only(std::size_t k, std::size_t count) {
  std::vector<bool> mask(count);
  mask[k] = true;
  return mask;
}

bool stands_for_a_value(const Wording& wording, const ast::Name& name, const Scope& scope) {
  if (scope.records.contains(name.text) || wording.block(name.text) || has_a_meaning(name.text)) return true;
  const Declared* declared = wording.find(name.text, scope.answer);
  if (!declared) return false;
  switch (declared->kind) {
    case DeclaredKind::parameter:
    case DeclaredKind::law: return true;
    case DeclaredKind::define: return wording.defines[declared->index]->parameters.empty();
    case DeclaredKind::verdict: return wording.verdicts[declared->index]->parameters.empty();
    case DeclaredKind::output: return wording.outputs[declared->index]->rows.empty();
    case DeclaredKind::block:
    case DeclaredKind::table:
    case DeclaredKind::benefit:
    case DeclaredKind::clause:
    case DeclaredKind::type:
    case DeclaredKind::presume:
    case DeclaredKind::split:
    case DeclaredKind::exported: return false;
  }
  return false;
}

}  // namespace

// The types that have a case of this name, by what they are called.
std::vector<EnumId> Typing::types_with_case(const std::string& name) const {
  std::vector<EnumId> found;
  const auto& enums = wording_.policy.enums;
  for (EnumId id = 0; id < enums.size(); ++id) {
    if (contains(enums[id].cases, name)) found.push_back(id);
  }
  return found;
}

// An argument that is the name of a case: of which type, what it is compared with says. Where it is also what a value is called, the place
// at which it is read says which of them is meant.
std::optional<Operand> Typing::case_as_argument(const ast::Expr& written, Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&written.node);
  if (!path || path->names.size() != 1) return std::nullopt;
  const ast::Name& name = path->names.front();
  if (const auto found = scope.parameters.find(name.text); found != scope.parameters.end())
    return found->second.case_name ? std::optional(found->second) : std::nullopt;
  if (types_with_case(name.text).empty()) return std::nullopt;
  Operand result;
  result.case_name = name;
  if (!stands_for_a_value(wording_, name, scope)) return result;
  result.or_value = [this, path, span = written.span, &scope] { return named(*path, span, scope); };
  if (const Declared* value = wording_.find(name.text, scope.answer))
    taken_for_cases_.try_emplace(name.span.begin, TakenForCase{name, *value});
  return result;
}

// An argument as a case of this type, where it can be one.
std::optional<ast::Name> Typing::case_given(const Operand& argument, EnumId type) {
  if (!argument.case_name || !argument.or_value) return argument.case_name;
  if (!contains(wording_.policy.enums.at(type).cases, argument.case_name->text)) return std::nullopt;
  const auto doubtful = taken_for_cases_.find(argument.case_name->span.begin);
  if (doubtful != taken_for_cases_.end()) doubtful->second.types.insert(type);
  return argument.case_name;
}

// Where nothing but these names says the type: the argument as a case, unless it can only be a value.
Operand Typing::case_among(const ast::Expr& subject, const std::vector<ast::Name>& names, bool if_any, Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&subject.node);
  const auto found = path && path->names.size() == 1 ? scope.parameters.find(path->names.front().text) : scope.parameters.end();
  if (found == scope.parameters.end() || !found->second.or_value) return this->subject(subject, if_any, scope);
  const Operand argument = found->second;
  const auto knows_all = [&](EnumId type) {
    const auto& cases = wording_.policy.enums[type].cases;
    return std::all_of(names.begin(), names.end(), [&](const ast::Name& name) { return contains(cases, name.text); });
  };
  const std::vector<EnumId> types = types_with_case(argument.case_name->text);
  if (std::none_of(types.begin(), types.end(), knows_all)) return this->subject(subject, if_any, scope);
  for (const EnumId type : types) case_given(argument, type);
  return case_alone_of_its_name(*argument.case_name, subject.span);
}

void Typing::report_cases_that_are_values() {
  const auto type_of_value = [&](const Declared& value) -> std::optional<model::Type> {
    const auto of = [](const Operand& found) { return found.expr ? std::optional(found.expr->type) : std::nullopt; };
    if (value.kind == DeclaredKind::define) return of(settled_.at(value.index).value);
    if (value.kind == DeclaredKind::law) return of(laws_.at(value.index).value);
    if (value.kind == DeclaredKind::output) return of(outputs_[value.index].value);
    if (value.kind == DeclaredKind::verdict)
      return verdicts_[value.index].value ? std::optional(verdicts_[value.index].value->type) : std::nullopt;
    const FactId fact = value.kind == DeclaredKind::parameter ? wording_.parameters.at(value.index).fact : none;
    return fact == none ? std::nullopt : std::optional(wording_.policy.facts.at(fact).type);
  };
  for (const auto& [place, taken] : taken_for_cases_) {
    const std::optional<model::Type> type = type_of_value(taken.value);
    if (!type || type->kind != model::Kind::enumeration || !taken.types.contains(type->enum_id)) continue;
    const auto& cases = wording_.policy.enums[type->enum_id].cases;
    wording_.report(Message::case_or_value, taken.name.span, {taken.name.text, listed(cases)});
  }
}

// Where nothing says the type: the one that has such a case.
Operand Typing::case_alone_of_its_name(const ast::Name& name, Span span) {
  const std::vector<EnumId> types = types_with_case(name.text);
  if (types.size() != 1) {
    std::vector<std::string> several;
    for (const EnumId id : types) several.push_back("`" + wording_.policy.enums[id].name + "`");
    report(Message::case_of_which_type, name.span, {name.text, listed(several)}).label(span, "this is to be the case");
    return {};
  }
  model::Type type = type_of(model::Kind::enumeration);
  type.enum_id = types.front();
  const auto& cases = wording_.policy.enums[type.enum_id].cases;
  return {constant(std::find(cases.begin(), cases.end(), name.text) - cases.begin(), type, span)};
}

// Whether the name is both a case of the type and the name of a value that could be one: then it is said.
bool Typing::is_of_two_things(const ast::Name& name, EnumId type, Scope& scope) {
  const auto found = scope.parameters.find(name.text);
  if (found == scope.parameters.end() || !contains(wording_.policy.enums.at(type).cases, name.text)) return false;
  const Operand& value = found->second;
  const bool is_plain_item = is_item(value) && model::is_plain_list(wording_.policy, value.record);
  const model::Expr* expr = value.expr.get();
  const bool may_be_case = value.case_name || (expr && expr->type.kind == model::Kind::enumeration && expr->type.enum_id == type) ||
                           (is_plain_item && wording_.policy.facts.at(value.record + 1).type.enum_id == type);
  if (may_be_case) report(Message::case_or_value, name.span, {name.text, listed(wording_.policy.enums[type].cases)});
  return may_be_case;
}

// What the names behind `is` or `has` stand for. A case comes before a value of the same name that cannot be one.
std::optional<MeantCases> Typing::meant(const model::Type& type, const std::vector<ast::Name>& names, Scope& scope) {
  MeantCases result;
  std::vector<ast::Name> cases, bound;  // those that stand here, and those that names stand for
  bool good = true;
  for (const ast::Name& name : names) {
    const auto found = scope.parameters.find(name.text);
    const bool is_case = type.kind != model::Kind::enumeration || contains(wording_.policy.enums.at(type.enum_id).cases, name.text);
    if (type.kind == model::Kind::enumeration && is_of_two_things(name, type.enum_id, scope)) return std::nullopt;
    if (found == scope.parameters.end() || is_case) {
      cases.push_back(name);
    } else if (const std::optional<ast::Name> given = case_given(found->second, type.enum_id)) {
      bound.push_back(*given);
    } else {
      const ExprPtr value = as_value(named({{name}}, name.span, scope), name.span);
      good = good && value;
      if (!value) continue;
      const auto* known = std::get_if<model::Constant>(&value->node);
      if (value->type != type) {
        report(Message::wrong_kind, name.span, {in_words(wording_.policy, type), in_words(wording_.policy, value->type)});
        good = false;
      } else if (known) {
        bound.push_back({case_names(type).at(static_cast<std::size_t>(known->value)), name.span});
      } else {
        result.values.push_back(value);
      }
    }
  }
  const std::optional<std::vector<bool>> mask = mask_of(type, cases);
  if (mask) result.mask = *mask;
  for (const ast::Name& name : bound) {  // one of them may well be named beside it
    const std::optional<std::size_t> found = case_of(wording_, type.enum_id, name);
    good = good && found;
    if (found && mask) result.mask[*found] = true;
  }
  return mask && good ? std::optional(result) : std::nullopt;
}

ExprPtr Typing::is_one_of(const ExprPtr& subject, const MeantCases& meant, Span span) {
  std::vector<ExprPtr> any;
  const bool has_case = std::find(meant.mask.begin(), meant.mask.end(), true) != meant.mask.end();
  if (has_case || meant.values.empty()) any.push_back(in_cases(subject, meant.mask, span));
  for (const ExprPtr& value : meant.values) any.push_back(same_case(subject, value, span));
  return any_of(any, span);
}

// The same case, whichever it is.
ExprPtr Typing::same_case(const ExprPtr& left, const ExprPtr& right, Span span) const {
  std::vector<ExprPtr> both;
  const std::size_t count = case_names(left->type).size();
  for (std::size_t k = 0; k < count; ++k)
    both.push_back(all_of({in_cases(left, only(k, count), span), in_cases(right, only(k, count), span)}, span));
  return any_of(both, span);
}

// Of a set of facts, or one that is written out.
ExprPtr Typing::has(const Operand& set, ast::HasKind kind, const MeantCases& meant, Span span) const {
  const std::size_t count = meant.mask.size();
  const auto member = [&](std::size_t k) {
    return set.members.empty() ? make(model::Has{set.expr, true, only(k, count)}, truth_type(), {}, span) : set.members[k];
  };
  std::vector<ExprPtr> asked;
  const bool is_any = kind == ast::HasKind::any;
  if (set.members.empty() && (meant.values.empty() || std::find(meant.mask.begin(), meant.mask.end(), true) != meant.mask.end())) {
    asked.push_back(make(model::Has{set.expr, !is_any, meant.mask}, truth_type(), {}, span));
  } else {
    for (std::size_t k = 0; k < count; ++k) {
      if (meant.mask[k]) asked.push_back(member(k));
    }
  }
  for (const ExprPtr& value : meant.values) {
    std::vector<model::Branch> places;  // not an `or`: where all cases that it may be are members the answer is known
    for (std::size_t k = 0; k < count; ++k) places.push_back({only(k, count), member(k)});
    asked.push_back(choice(value, std::move(places), span));
  }
  return is_any ? any_of(asked, span) : all_of(asked, span);
}

// `organ = breast`, which may as well be written `organ is breast`; or two facts with the same cases.
Operand Typing::case_compared(const ast::Compare& node, const Operand& left, Span span, Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&node.right->node);
  if (node.op != ast::CompareOp::equal && node.op != ast::CompareOp::not_equal) {
    report(Message::cases_have_no_order, span, {in_words(wording_.policy, left.expr->type)});
    return {};
  }
  ExprPtr test;
  Operand right;
  if (path && path->names.size() == 1 && !node.right_if_any) {
    if (const std::optional<MeantCases> meant = this->meant(left.expr->type, path->names, scope)) test = is_one_of(left.expr, *meant, span);
  } else {
    right = subject(*node.right, node.right_if_any, scope);
    if (right.expr && unify_cases(left.expr, node.left->span, right.expr, node.right->span)) test = same_case(left.expr, right.expr, span);
  }
  if (test && node.op == ast::CompareOp::not_equal) test = negation(test, span);
  return {if_both(node, test, left, right, scope)};
}

}  // namespace pol::check
