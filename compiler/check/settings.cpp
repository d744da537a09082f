#include "check/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/exact.h"
#include "check/literals.h"
#include "check/words.h"

namespace pol::check {

namespace {

std::string quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      json += c;
  }
  return json + "\"";
}

const ast::Name* bare_name(const ast::Expr& expr) {
  const auto* path = std::get_if<ast::Path>(&expr.node);
  return path && path->names.size() == 1 ? &path->names.front() : nullptr;
}

}  // namespace

void Settings::start_from(const ast::Name& sample) {
  std::vector<const ast::Sample*> open;
  start_from(sample, open);
}

void Settings::start_from(const ast::Name& name, std::vector<const ast::Sample*>& open) {
  const auto& samples = wording_->samples;
  const auto found = std::find_if(samples.begin(), samples.end(), [&](const ast::Sample* each) { return each->name.text == name.text; });
  if (found == samples.end()) {
    std::vector<std::string> names;
    for (const ast::Sample* each : samples) names.push_back(each->name.text);
    wording_->report_name(Message::misspelt_sample, Message::unknown_sample, name, names, {listed(names)});
    return;
  }
  if (std::find(open.begin(), open.end(), *found) != open.end()) {
    wording_->report(Message::sample_from_itself, name.span, {name.text});
    return;
  }
  open.push_back(*found);
  if ((*found)->start) start_from(*(*found)->start, open);
  apply((*found)->blocks, true);
}

void Settings::apply(const std::vector<ast::SettingBlock>& blocks, bool within_bounds) {
  for (const ast::SettingBlock& each : blocks) {
    const std::optional<FactId> block = wording_->block(each.block.text);
    if (!block) {
      std::vector<std::string> names;
      if (wording_->certificate) names.emplace_back("certificate");
      if (wording_->question) names.push_back(wording_->question->name.text);
      const bool was_wrong = std::find(names.begin(), names.end(), each.block.text) != names.end();
      if (!was_wrong) wording_->report_name(Message::misspelt_block, Message::unknown_block, each.block, names, {listed(names)});
      continue;
    }
    for (const ast::Setting& setting : each.settings) apply(setting, *block, within_bounds);
  }
}

void Settings::apply(const ast::Setting& setting, FactId block, bool within_bounds) {
  const std::optional<FactId> fact = wording_->follow(block, setting.path.names, 0);
  if (!fact) return;
  if (setting.absent) return make_absent(setting, *fact);
  if (setting.unknown) return make_unknown(setting, *fact);
  const model::Fact& found = wording_->policy.facts.at(*fact);
  if (found.kind != model::FactKind::leaf) {
    wording_->report(Message::record_given_as_a_whole, setting.span, {found.path});
    return;
  }
  const std::optional<std::string> json = json_of(setting, found, within_bounds);
  if (json) set(*fact, model::SettingKind::value, *json);
}

// A record holds something once one of its fields is said.
void Settings::set(FactId fact, model::SettingKind kind, std::string json) {
  for (FactId around = wording_->policy.facts.at(fact).parent; around != none; around = wording_->policy.facts.at(around).parent) {
    by_fact_.erase(around);
  }
  by_fact_.insert_or_assign(fact, model::Setting{fact, kind, std::move(json)});
}

bool Settings::is_inside(FactId fact, FactId outer) const {
  for (FactId at = fact; at != none; at = wording_->policy.facts.at(at).parent) {
    if (at == outer) return true;
  }
  return false;
}

void Settings::make_absent(const ast::Setting& setting, FactId fact) {
  const model::Fact& found = wording_->policy.facts.at(fact);
  if (found.kind == model::FactKind::leaf && found.presence == model::Presence::required) {
    wording_->report(Message::absent_is_unknown_here, setting.span, {found.path});
    return;
  }
  std::erase_if(by_fact_, [&](const auto& entry) { return is_inside(entry.first, fact); });
  by_fact_.insert_or_assign(fact, model::Setting{fact, model::SettingKind::absent, ""});
}

void Settings::make_unknown(const ast::Setting& setting, FactId fact) {
  const model::Fact& found = wording_->policy.facts.at(fact);
  const bool may_be_left_out = found.presence == model::Presence::required || found.presence == model::Presence::presumed;
  const bool can_be = found.kind == model::FactKind::leaf && may_be_left_out;
  if (can_be)
    set(fact, model::SettingKind::unknown, "");
  else
    wording_->report(Message::never_unknown, setting.span, {found.path});
}

std::optional<std::string> Settings::json_of(const ast::Setting& setting, const model::Fact& fact, bool within_bounds) {
  if (fact.type.kind == model::Kind::set) return json_of_set(setting, fact);
  if (setting.values.size() == 1) return json_of_value(*setting.values.front(), fact, within_bounds);
  wording_->report(Message::one_value_only, setting.span, {fact.path});
  return std::nullopt;
}

std::optional<std::string> Settings::json_of_set(const ast::Setting& setting, const model::Fact& fact) {
  std::vector<std::string> members;
  for (const ast::ExprPtr& value : setting.values) {
    const ast::Name* name = bare_name(*value);
    if (!name) {
      wording_->report(Message::not_a_plain_value, value->span, {in_words(wording_->policy, fact.type)});
      return std::nullopt;
    }
    if (!case_of(*wording_, fact.type.enum_id, *name)) return std::nullopt;
    members.push_back(quoted(name->text));
  }
  return fmt::format("[{}]", fmt::join(members, ","));
}

std::optional<std::string> Settings::json_of_value(const ast::Expr& value, const model::Fact& fact, bool within_bounds) {
  const auto* text = std::get_if<ast::Text>(&value.node);
  if (text && fact.type.kind == model::Kind::text) return quoted(text->value);
  const std::optional<std::int64_t> found = literal_as(*wording_, value, fact.type, fact.unit);
  if (!found) return std::nullopt;
  if (fact.type.kind == model::Kind::boolean) return *found ? "true" : "false";
  if (fact.type.kind == model::Kind::enumeration) {
    return quoted(wording_->policy.enums.at(fact.type.enum_id).cases.at(static_cast<std::size_t>(*found)));
  }
  if (within_bounds && (*found < fact.range.from || *found > fact.range.to)) {
    wording_->report(Message::value_out_of_range, value.span, {fact.path}).label(fact.span, "its bounds are declared here");
  }
  if (fact.type.kind == model::Kind::date) return quoted(calendar::print(static_cast<std::int32_t>(*found)));
  return print_shortest(*found, fact.type.decimals);
}

std::vector<model::Setting> Settings::in_order() const {
  std::vector<model::Setting> settings;
  for (const auto& [fact, setting] : by_fact_) settings.push_back(setting);
  return settings;
}

}  // namespace pol::check
