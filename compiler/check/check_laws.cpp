// Laws: their versions and the time these cover, and which of them holds.
#include <algorithm>

#include "check/build.h"
#include "check/literals.h"
#include "check/stages.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

constexpr const char* statuses[] = {"enacted", "model", "proposed", "repealed"};
constexpr const char* no_law = "nothing";

bool has_time(const ast::Version& version) { return version.has_interval && !version.never; }

class Versions {
 public:
  Versions(Wording& wording, const ast::Law& written) : wording_(wording), written_(written) {}

  void run() {
    model::Law law{written_.name.text, written_.jurisdiction.text, none, {}};
    model::Enum cases{written_.name.text, {}};
    if (written_.versions.empty()) wording_.report(Message::law_without_versions, written_.name.span, {law.name});
    for (const ast::Version& version : written_.versions) {
      const auto same = [&](const ast::Version& other) { return other.name.text == version.name.text; };
      const auto first = std::find_if(written_.versions.begin(), written_.versions.end(), same);
      if (&*first != &version)
        wording_.report(Message::declared_twice, version.name.span, {version.name.text}).label(first->name.span, "first declared here");
      cases.cases.push_back(version.name.text);
      law.versions.push_back(made(version));
    }
    const bool never = std::all_of(written_.versions.begin(), written_.versions.end(), [](const auto& each) { return each.never; });
    if (never) cases.cases.emplace_back(no_law);
    law.cases = static_cast<EnumId>(wording_.policy.enums.size());
    wording_.policy.enums.push_back(std::move(cases));
    wording_.policy.laws.push_back(std::move(law));
    if (std::any_of(written_.versions.begin(), written_.versions.end(), has_time)) cover_all_time(wording_.policy.laws.back());
  }

 private:
  model::Version made(const ast::Version& written) {
    model::Version version;
    version.name = written.name.text;
    version.never = written.never;
    if (written.source) version.source = written.source->value;
    for (const ast::Title& title : written.titles) version.titles.push_back({title.language.text, title.text.value});
    if (written.status) version.status = static_cast<model::LawStatus>(static_cast<int>(*written.status) + 1);
    version.from = day(written.from);
    version.through = day(written.through);
    const bool is_nothing = version.name == no_law;
    if (is_nothing && written.status) wording_.report(Message::status_of_no_law, written.span);
    if (!is_nothing && !written.status) wording_.report(Message::version_without_status, written.name.span, {version.name});
    if (version.from && version.through && *version.from > *version.through) {
      wording_.report(Message::bounds_the_wrong_way, join(written.from->span, written.through->span));
    }
    const bool applies = is_nothing || !written.status || *written.status == ast::LawStatus::enacted;
    if (has_time(written) && !applies) {
      wording_.report(Message::not_enacted_by_date, written.span, {version.name, statuses[static_cast<int>(*written.status)]});
    }
    return version;
  }

  std::optional<std::int32_t> day(const ast::ExprPtr& written) {
    const auto* date = written ? std::get_if<ast::Date>(&written->node) : nullptr;
    return date ? read_date(wording_, *date, written->span) : std::nullopt;
  }

  // Day by day exactly one version: said with the days for which there is none, or more.
  void cover_all_time(const model::Law& law) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < law.versions.size(); ++i) {
      if (has_time(written_.versions[i])) order.push_back(i);
      const bool has_none = !written_.versions[i].has_interval;
      if (has_none) wording_.report(Message::version_without_time, written_.versions[i].name.span, {law.versions[i].name});
    }
    const auto begin_of = [&](std::size_t i) { return law.versions[i].from.value_or(any_date.from); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return begin_of(a) < begin_of(b); });
    const model::Version& first = law.versions[order.front()];
    if (first.from) {
      wording_.report(Message::law_begins_late, written_.versions[order.front()].span,
                      {law.name, calendar::print(*first.from), calendar::print(*first.from - 1)});
    }
    for (std::size_t i = 1; i < order.size(); ++i) follows(law, order[i - 1], order[i]);
    const model::Version& last = law.versions[order.back()];
    if (last.through) {
      wording_.report(Message::law_ends_early, written_.versions[order.back()].span,
                      {law.name, calendar::print(*last.through), calendar::print(*last.through + 1)});
    }
  }

  void follows(const model::Law& law, std::size_t before, std::size_t behind) {
    const model::Version& a = law.versions[before];
    const model::Version& b = law.versions[behind];
    const Span span = written_.versions[behind].span;
    const Span other = written_.versions[before].span;
    if (!b.from || !a.through || *b.from <= *a.through) {
      const std::int32_t from = b.from.value_or(static_cast<std::int32_t>(any_date.from));
      const std::optional<std::int32_t> end = !a.through ? b.through : !b.through ? a.through : std::min(*a.through, *b.through);
      const std::string until = end ? "through " + calendar::print(*end) : "on";
      const std::string begin = b.from ? "from " + calendar::print(from) + " " : std::string();
      wording_.report(Message::versions_overlap, span, {a.name, b.name, begin + until}).label(other, "the other one");
    } else if (*b.from > *a.through + 1) {
      wording_.report(Message::versions_leave_a_gap, span, {law.name, calendar::print(*a.through + 1), calendar::print(*b.from - 1)})
          .label(other, "the one before it");
    }
  }

  Wording& wording_;
  const ast::Law& written_;
};

}  // namespace

void check_laws(Wording& wording) {
  if (wording.laws.empty()) return;
  NamedType status;
  status.good = true;
  status.type = type_of(model::Kind::enumeration);
  status.type.enum_id = static_cast<EnumId>(wording.policy.enums.size());
  wording.policy.enums.push_back({"LawStatus", {std::begin(statuses), std::end(statuses)}});
  wording.named_types.emplace("LawStatus", status);
  for (const ast::Law* law : wording.laws) Versions(wording, *law).run();
}

// ---- which version holds ----

ExprPtr Typing::shared(const std::string& name, const ExprPtr& expr) {
  if (!expr || std::holds_alternative<model::Constant>(expr->node) || std::holds_alternative<model::Definition>(expr->node)) return expr;
  const auto id = static_cast<model::DefinitionId>(wording_.policy.definitions.size());
  wording_.policy.definitions.push_back({name, none, expr});
  guards_.remember(id);
  return make(model::Definition{id}, expr->type, expr->range, expr->span);
}

void Typing::settle_laws() {
  laws_.resize(wording_.laws.size());
  for (std::size_t i = 0; i < wording_.laws.size(); ++i) settle_law(i);
  for (std::size_t i = 0; i < wording_.presumptions.size(); ++i) settle_presumption(i);
  for (std::size_t i = 0; i < wording_.verdicts.size(); ++i) {
    const ast::Verdict& verdict = *wording_.verdicts[i];
    Scope scope;
    if (verdict.parameters.empty()) this->verdict({verdict.name.span, ast::Path{{verdict.name}}}, scope);
  }
}

void Typing::settle_law(std::size_t index) {
  laws_.resize(wording_.laws.size());
  if (laws_[index].state != Settled::State::untouched) return;
  laws_[index].state = Settled::State::open;
  const ast::Law& written = *wording_.laws[index];
  Scope scope;
  const Operand chosen = infer(*written.chosen_by, scope);
  laws_[index].state = Settled::State::done;
  if (chosen.record != none) as_value(chosen, written.chosen_by->span);
  if (!chosen.expr) return;
  Operand value;
  if (scope.uses_line)
    report(Message::law_of_a_line, written.chosen_by->span, {written.name.text});
  else if (chosen.expr->type.kind == model::Kind::date)
    value = chosen_by_date(index, as_value(chosen, written.chosen_by->span));
  else if (chosen.expr->type.kind == model::Kind::enumeration)
    value = chosen_by_case(index, chosen);
  else
    report(Message::law_chosen_by_what, written.chosen_by->span, {in_words(wording_.policy, chosen.expr->type, chosen.unit)});
  if (value.expr) value.expr = shared(written.name.text, value.expr);
  laws_[index].value = std::move(value);
}

Operand Typing::chosen_by_date(std::size_t index, const ExprPtr& date) {
  const model::Law& law = wording_.policy.laws.at(index);
  const ast::Law& written = *wording_.laws[index];
  if (!date) return {};
  model::Type type = type_of(model::Kind::enumeration);
  type.enum_id = law.cases;
  const Span span = written.name.span;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < law.versions.size(); ++i) {
    if (has_time(written.versions[i])) order.push_back(i);
  }
  const auto begin_of = [&](std::size_t i) -> std::int64_t { return law.versions[i].from.value_or(any_date.from); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return begin_of(a) < begin_of(b); });
  const bool never = std::all_of(written.versions.begin(), written.versions.end(), [](const auto& each) { return each.never; });
  if (never) return {constant(static_cast<std::int64_t>(law.versions.size()), type, span)};
  if (order.empty()) {
    for (const ast::Version& version : written.versions) {
      if (!version.has_interval) report(Message::version_without_time, version.name.span, {version.name.text});
    }
    return {};
  }
  std::vector<std::int64_t> starts;
  std::vector<model::Branch> branches;
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::vector<bool> band(order.size());
    band[i] = true;
    starts.push_back(begin_of(order[i]));
    branches.push_back({std::move(band), constant(static_cast<std::int64_t>(order[i]), type, span)});
  }
  if (branches.size() == 1) return {branches.front().value};
  const ExprPtr band = make(model::Band{date, std::move(starts)}, type_of(model::Kind::enumeration), {}, span);
  return {choice(band, std::move(branches), span)};
}

// Chosen by a case called like a version: all its cases are versions.
Operand Typing::chosen_by_case(std::size_t index, const Operand& chosen) {
  const model::Law& law = wording_.policy.laws.at(index);
  const ast::Law& written = *wording_.laws[index];
  for (const ast::Version& version : written.versions) {
    if (!has_time(version)) continue;
    report(Message::interval_of_a_chosen_law, version.span, {version.name.text});
    return {};
  }
  model::Type type = type_of(model::Kind::enumeration);
  type.enum_id = law.cases;
  const auto& names = wording_.policy.enums.at(law.cases).cases;
  const auto& cases = wording_.policy.enums.at(chosen.expr->type.enum_id).cases;
  std::vector<model::Branch> branches;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto found = std::find(names.begin(), names.end(), cases[i]);
    if (found == names.end()) {
      report(Message::no_version_for_case, written.chosen_by->span, {cases[i], law.name});
      return {};
    }
    std::vector<bool> mask(cases.size());
    mask[i] = true;
    branches.push_back({std::move(mask), constant(found - names.begin(), type, written.name.span)});
  }
  Operand value = chosen;
  const bool is_one = branches.size() == 1;
  value.expr = is_one ? branches.front().value : choice(chosen.expr, std::move(branches), written.name.span);
  value.unit.clear();
  if (is_one) {  // what chooses between nothing and the one version is no choice: whether it is there has to be kept
    GuardSet guards;
    for (const Need& need : guards_.needs(*chosen.expr)) guards.insert(need.guard);
    const ExprPtr there = guards_.tests(guards, written.chosen_by->span);
    value.present = value.present ? all_of({there, value.present}, written.chosen_by->span) : is_constant(there, 1) ? ExprPtr{} : there;
    if (value.present && value.why_absent.empty()) value.why_absent = "where nothing chooses a version";
  }
  return value;
}

// `medical_law`, `medical_law.status`, `medical_law.TLL.status`.
Operand Typing::law(std::size_t index, const ast::Path& path, Span span) {
  settle_law(index);
  if (laws_[index].state == Settled::State::open) {
    report(Message::defined_by_itself, span, {wording_.laws[index]->name.text, wording_.laws[index]->name.text});
    return {};
  }
  Operand value = laws_[index].value;
  if (!value.expr) return {};
  value.expr = make(value.expr->node, value.expr->type, value.expr->range, span);
  const std::size_t count = path.names.size();
  if (count == 1) return value;
  const model::Law& law = wording_.policy.laws.at(index);
  if (count == 2 && path.names[1].text == "status") return law_status(index, value, span);
  const std::optional<std::size_t> version = case_of(wording_, law.cases, path.names[1]);
  if (!version) return {};
  const bool has_status = *version < law.versions.size() && law.versions[*version].status != model::LawStatus::none;
  if (count != 3 || path.names[2].text != "status" || !has_status) {
    report(Message::nothing_inside, path.names.back().span, {path.names[count - 2].text});
    return {};
  }
  return {constant(static_cast<std::int64_t>(law.versions[*version].status) - 1, wording_.named_types.at("LawStatus").type, span)};
}

Operand Typing::law_status(std::size_t index, const Operand& law, Span span) const {
  const model::Law& found = wording_.policy.laws.at(index);
  const model::Type& type = wording_.named_types.at("LawStatus").type;
  const std::size_t count = wording_.policy.enums.at(found.cases).cases.size();
  std::vector<model::Branch> branches;
  std::vector<bool> there(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto status = i < found.versions.size() ? found.versions[i].status : model::LawStatus::none;
    there[i] = status != model::LawStatus::none;
    std::vector<bool> mask(count);
    mask[i] = true;
    branches.push_back({std::move(mask), constant(there[i] ? static_cast<std::int64_t>(status) - 1 : 0, type, span)});
  }
  Operand result{branches.size() == 1 ? branches.front().value : choice(law.expr, std::move(branches), span)};
  const ExprPtr present = in_cases(law.expr, there, span);
  result.present = law.present ? all_of({law.present, present}, span) : present;
  if (is_constant(result.present, 1)) result.present = {};
  result.why_absent = law.present ? law.why_absent : "there is a time without a law";
  return result;
}

}  // namespace pol::check
