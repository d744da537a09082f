// `declassify V for PURPOSE under LAW`: what is labelled in V may be shown, where an enacted version of the law holds; elsewhere there is
// no value.
#include <algorithm>

#include "check/build.h"
#include "check/label_flow.h"
#include "check/typing.h"

namespace pol::check {

namespace {

std::vector<bool> enacted_versions(const model::Policy& policy, const model::Law& law) {
  std::vector<bool> mask(policy.enums.at(law.cases).cases.size());
  for (std::size_t i = 0; i < law.versions.size(); ++i) mask[i] = law.versions[i].status == model::LawStatus::enacted;
  return mask;
}

// The same value read for many benefits is released once.
std::uint32_t place_of(std::vector<model::Release>& releases, model::Release release) {
  const auto same = [&](const model::Release& other) {
    return other.facts == release.facts && other.purpose == release.purpose && other.law == release.law &&
           other.recipient == release.recipient && other.period == release.period;
  };
  const auto found = std::find_if(releases.begin(), releases.end(), same);
  const auto place = static_cast<std::uint32_t>(found - releases.begin());
  if (found == releases.end()) releases.push_back(std::move(release));
  return place;
}

}  // namespace

bool Typing::may_be_released(const std::vector<FactId>& facts, Span span) {
  bool good = true;
  for (const FactId id : facts) {
    const model::Fact& fact = wording_.policy.facts.at(id);
    for (const std::string& label : fact.labels) {
      if (!wording_.never_released.contains(label)) continue;
      report(Message::never_released, span, {fact.path, label})
          .label(fact.span, "labelled here")
          .label(wording_.labels.at(label), "declared here");
      good = false;
    }
  }
  return good;
}

// "3 years"
std::optional<std::string> Typing::released_for(const ast::Expr& period, Scope& scope) {
  const Operand value = infer(period, scope);
  const auto* known = value.expr ? std::get_if<model::Constant>(&value.expr->node) : nullptr;
  const model::Kind kind = value.expr ? value.expr->type.kind : model::Kind::boolean;
  if (!known || known->value <= 0 || (kind != model::Kind::days && kind != model::Kind::months)) {
    report(Message::release_without_period, period.span);
    return std::nullopt;
  }
  const bool whole_years = kind == model::Kind::months && known->value % 12 == 0;
  const std::int64_t count = whole_years ? known->value / 12 : known->value;
  const std::string unit = kind == model::Kind::days ? "day" : whole_years ? "year" : "month";
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

// Nothing, and said so, where nothing is labelled or there is no such law.
std::optional<model::Release> Typing::release(const ast::Declassify& node, const Operand& value, Scope& scope) {
  model::Release release{{}, node.purpose.text, none, {}, {}};
  for (const Shown& each : LabelFlow(wording_.policy).of_all(parts_of(value)).shown) release.facts.push_back(each.fact);
  if (release.facts.empty()) report(Message::declassified_nothing, node.value->span);
  const bool good = may_be_released(release.facts, node.value->span);
  if (node.recipient) release.recipient = node.recipient->text;
  if (node.period) {
    const std::optional<std::string> period = released_for(*node.period, scope);
    if (!period) return std::nullopt;
    release.period = *period;
  }
  const Declared* found = wording_.find(node.law.text, scope.answer);
  if (!found || found->kind != DeclaredKind::law) {
    std::vector<std::string> laws;
    for (const ast::Law* law : wording_.laws) laws.push_back(law->name.text);
    wording_.report_name(Message::misspelt_law, Message::unknown_law, node.law, laws);
    return std::nullopt;
  }
  release.law = static_cast<std::uint32_t>(found->index);
  const Operand version = law(found->index, ast::Path{{node.law}}, node.law.span);
  release.version = version.expr;
  release.present = version.present;
  if (!version.expr || release.facts.empty() || !good) return std::nullopt;
  return release;
}

Operand Typing::of(const ast::Declassify& node, const ast::Expr& expr, Scope& scope) {
  Operand value = infer(*node.value, scope, wanted_);
  if (value.record != none) value = {as_value(value, node.value->span)};
  if (!value.expr) return {};
  std::optional<model::Release> made = release(node, value, scope);
  if (!made) return {};
  const ExprPtr version = made->version;
  std::vector<ExprPtr> there{in_cases(version, enacted_versions(wording_.policy, wording_.policy.laws.at(made->law)), node.law.span)};
  if (made->present) there.insert(there.begin(), made->present);
  const ExprPtr holds = all_of(there, expr.span);
  if (is_constant(holds, 0)) {
    report(Message::law_releases_nothing, node.law.span, {node.law.text});
    return {};
  }
  const std::uint32_t place = place_of(wording_.policy.releases, std::move(*made));
  LabelFlow flow(wording_.policy);
  value = with_parts(value, [&](const ExprPtr& part) {
    return flow.of(part).shown.empty() ? part : make(model::Released{part, place}, part->type, part->range, expr.span);
  });
  if (is_constant(holds, 1)) return value;
  value.present = value.present ? all_of({value.present, holds}, expr.span) : holds;
  if (value.why_absent.empty()) value.why_absent = "where no enacted version of `" + node.law.text + "` holds";
  return value;
}

}  // namespace pol::check
