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
    const std::optional<FactId> found = block(each.block);
    if (!found) continue;
    const std::uint32_t question = wording_->question_named(each.block.text);
    if (question != none) questions_.insert(question);
    for (const ast::Setting& setting : each.settings) apply(given_, setting, 0, *found, within_bounds);
  }
}

std::optional<FactId> Settings::block(const ast::Name& name) {
  if (const std::optional<FactId> found = wording_->block(name.text)) return found;
  const FactId parameters = wording_->policy.parameter_root;
  if (name.text == "parameters" && parameters != none) return parameters;
  std::vector<std::string> names;
  if (wording_->certificate) names.emplace_back("certificate");
  for (const ast::Question* question : wording_->questions) names.push_back(question->name.text);
  if (parameters != none) names.emplace_back("parameters");
  const bool was_wrong = std::find(names.begin(), names.end(), name.text) != names.end();
  if (!was_wrong) wording_->report_name(Message::misspelt_block, Message::unknown_block, name, names, {listed(names)});
  return std::nullopt;
}

// What the names from `from` on lead to, from a block, or from an item of a list.
void Settings::apply(Given& given, const ast::Setting& setting, std::size_t from, FactId start, bool within_bounds) {
  for (std::size_t at = from; at < setting.positions.size(); ++at) {
    if (setting.positions[at]) return apply_to_item(given, setting, from, at, start, within_bounds);
  }
  const bool of_item = wording_->policy.facts.at(start).kind == model::FactKind::list;
  const std::vector<ast::Name> names(setting.path.names.begin() + static_cast<std::ptrdiff_t>(from), setting.path.names.end());
  if (leads_into_a_list(*wording_, start, names, of_item)) return;
  const std::optional<FactId> fact = wording_->follow(start, names, 0, of_item);
  if (!fact) return;
  const bool is_list = wording_->policy.facts.at(*fact).kind == model::FactKind::list;
  if (is_list && !setting.absent && !setting.unknown)
    set_items(given, setting, *fact, within_bounds);
  else
    apply_to(given, setting, *fact, within_bounds);
}

// `expenses[0].amount 7 VND`: of an item that is there.
void Settings::apply_to_item(Given& given, const ast::Setting& setting, std::size_t from, std::size_t at, FactId start,
                             bool within_bounds) {
  const auto& names = setting.path.names;
  const auto begin = names.begin() + static_cast<std::ptrdiff_t>(from), behind = names.begin() + static_cast<std::ptrdiff_t>(at) + 1;
  const bool of_item = wording_->policy.facts.at(start).kind == model::FactKind::list;
  const std::optional<FactId> list = wording_->follow(start, {begin, behind}, 0, of_item);
  if (!list) return;
  const model::Fact& found = wording_->policy.facts.at(*list);
  // `loss_coefficient[1] 90%`: the row of a parameter.
  const std::optional<FactId> row = found.parameter ? wording_->member(*list, std::to_string(*setting.positions[at])) : std::nullopt;
  if (row && behind == names.end()) return apply_to(given, setting, *row, within_bounds);
  if (found.kind != model::FactKind::list) {
    wording_->report(Message::items_of_no_list, setting.span, {found.path});
    return;
  }
  const bool is_plain = behind == names.end() && model::is_plain_list(wording_->policy, *list);
  std::vector<Given>& items = given.lists[*list];
  const std::uint32_t position = *setting.positions[at];
  if (position >= items.size())
    wording_->report(Message::no_such_item, setting.span, {found.path, std::to_string(position), std::to_string(items.size())});
  else if (is_plain)
    apply_to(items[position], setting, *list + 1, within_bounds);
  else if (behind == names.end())
    wording_->report(Message::record_given_as_a_whole, setting.span, {found.path});
  else
    apply(items[position], setting, at + 1, *list, within_bounds);
}

// `expenses { ... } { ... }`: all items anew. `expenses none`: not one, and that is known.
void Settings::set_items(Given& given, const ast::Setting& setting, FactId list, bool within_bounds) {
  const model::Fact& found = wording_->policy.facts.at(list);
  const bool is_plain = model::is_plain_list(wording_->policy, list);
  const auto* path = setting.values.size() == 1 ? std::get_if<ast::Path>(&setting.values.front()->node) : nullptr;
  const bool none_at_all = path && path->names.size() == 1 && path->names.front().text == "none";
  if ((is_plain ? setting.values.size() : setting.items.size()) == 0 && !none_at_all) {
    wording_->report(is_plain ? Message::items_of_plain_values : Message::list_not_in_items, setting.span, {found.path});
    return;
  }
  if (within_bounds && setting.items.size() + (is_plain ? setting.values.size() : 0) > found.most) {
    wording_->report(Message::too_many_items, setting.span, {found.path, std::to_string(found.most)}).label(found.span, "declared here");
  }
  std::vector<Given> items;
  if (is_plain && !none_at_all) items = plain_items(setting, list, within_bounds);
  for (const std::vector<ast::Setting>& written : setting.items) {
    Given& item = items.emplace_back();
    for (const ast::Setting& each : written) apply(item, each, 0, list, within_bounds);
  }
  set(given, list, model::SettingKind::value, "");
  given.lists.insert_or_assign(list, std::move(items));
}

// `cells 25, unknown, 9`
std::vector<Settings::Given> Settings::plain_items(const ast::Setting& setting, FactId list, bool within_bounds) {
  const FactId item = list + 1;
  std::vector<Given> items;
  for (const ast::ExprPtr& value : setting.values) {
    const ast::Name* name = bare_name(*value);
    const bool is_unknown = name && name->text == "unknown";
    const std::optional<std::string> json = is_unknown ? "null" : json_of_value(*value, wording_->policy.facts.at(item), within_bounds);
    const model::SettingKind kind = is_unknown ? model::SettingKind::unknown : model::SettingKind::value;
    if (json) items.emplace_back().facts.emplace(item, model::Setting{item, kind, *json});
  }
  return items;
}

void Settings::apply_to(Given& given, const ast::Setting& setting, FactId fact, bool within_bounds) {
  if (setting.absent || says_none(setting, wording_->policy.facts.at(fact))) return make_absent(given, setting, fact);
  if (setting.unknown) return make_unknown(given, setting, fact);
  const model::Fact& found = wording_->policy.facts.at(fact);
  if (found.kind != model::FactKind::leaf) {
    wording_->report(Message::record_given_as_a_whole, setting.span, {found.path});
    return;
  }
  if (!setting.items.empty()) {
    wording_->report(Message::items_of_no_list, setting.span, {found.path});
    return;
  }
  if (wording_->of_no_kind.contains(fact)) return;
  const std::optional<std::string> json = json_of(setting, found, within_bounds);
  if (json) set(given, fact, model::SettingKind::value, *json);
}

// A record holds something once one of its fields is said.
void Settings::set(Given& given, FactId fact, model::SettingKind kind, std::string json) {
  for (FactId around = wording_->policy.facts.at(fact).parent; around != none; around = wording_->policy.facts.at(around).parent) {
    given.facts.erase(around);
  }
  given.facts.insert_or_assign(fact, model::Setting{fact, kind, std::move(json)});
}

bool Settings::is_inside(FactId fact, FactId outer) const {
  for (FactId at = fact; at != none; at = wording_->policy.facts.at(at).parent) {
    if (at == outer) return true;
  }
  return false;
}

void Settings::make_absent(Given& given, const ast::Setting& setting, FactId fact) {
  const model::Fact& found = wording_->policy.facts.at(fact);
  const bool may_be_unknown = found.kind == model::FactKind::leaf || found.kind == model::FactKind::record;
  if (may_be_unknown && found.presence == model::Presence::required) {
    wording_->report(Message::absent_is_unknown_here, setting.span, {found.path});
    return;
  }
  std::erase_if(given.facts, [&](const auto& entry) { return is_inside(entry.first, fact); });
  std::erase_if(given.lists, [&](const auto& entry) { return is_inside(entry.first, fact); });
  given.facts.insert_or_assign(fact, model::Setting{fact, model::SettingKind::absent, ""});
}

void Settings::make_unknown(Given& given, const ast::Setting& setting, FactId fact) {
  const model::Fact& found = wording_->policy.facts.at(fact);
  const bool may_be_left_out = found.presence == model::Presence::required || found.presence == model::Presence::presumed;
  const bool is_record = found.kind == model::FactKind::record;
  if ((found.kind != model::FactKind::leaf && !is_record) || !may_be_left_out) {
    wording_->report(Message::never_unknown, setting.span, {found.path});
    return;
  }
  if (is_record) std::erase_if(given.facts, [&](const auto& entry) { return is_inside(entry.first, fact); });
  set(given, fact, model::SettingKind::unknown, "");
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
  const bool has_bounds = model::is_number(fact.type.kind);
  if (within_bounds && has_bounds && (*found < fact.range.from || *found > fact.range.to)) {
    wording_->report(Message::value_out_of_range, value.span, {fact.path}).label(fact.span, "its bounds are declared here");
  }
  return json_of_literal(wording_->policy, fact.type, *found);
}

// Members in the order of the schema. What is left out is unknown or absent, as the schema says.
std::string Settings::json_of_item(const Given& given, FactId parent) const {
  std::string json;
  const auto member = [&](const model::Fact& fact, const std::string& value) {
    json += (json.empty() ? "" : ",") + quoted(fact.name) + ":" + value;
  };
  const auto& facts = wording_->policy.facts;
  for (FactId id = parent + 1; id < facts.size(); ++id) {
    if (facts[id].parent != parent) continue;
    const auto found = given.facts.find(id);
    const auto items = given.lists.find(id);
    if (facts[id].kind == model::FactKind::list) {
      const bool is_given = found != given.facts.end() && found->second.kind == model::SettingKind::value;
      if (is_given && items != given.lists.end()) member(facts[id], json_of_list(items->second, id));
    } else if (facts[id].kind != model::FactKind::leaf) {
      const std::string inner = json_of_item(given, id);
      if (inner != "{}") member(facts[id], inner);
    } else if (found != given.facts.end() && found->second.kind != model::SettingKind::absent) {
      member(facts[id], found->second.kind == model::SettingKind::unknown ? "null" : found->second.json);
    }
  }
  return "{" + json + "}";
}

std::string Settings::json_of_list(const std::vector<Given>& items, FactId list) const {
  std::vector<std::string> parts;
  const bool is_plain = model::is_plain_list(wording_->policy, list);
  for (const Given& item : items) {
    const auto found = is_plain ? item.facts.find(list + 1) : item.facts.end();
    if (is_plain)
      parts.push_back(found == item.facts.end() || found->second.kind != model::SettingKind::value ? "null" : found->second.json);
    else
      parts.push_back(json_of_item(item, list));
  }
  return fmt::format("[{}]", fmt::join(parts, ","));
}

std::vector<model::Setting> Settings::in_order(std::uint32_t question) const {
  const auto& policy = wording_->policy;
  std::vector<model::Setting> settings;
  for (const auto& [fact, setting] : given_.facts) {
    const bool is_asked = question != none && is_inside(fact, policy.questions.at(question).block);
    if (!is_asked && (policy.certificate == none || !is_inside(fact, policy.certificate))) continue;
    settings.push_back(setting);
    const auto items = given_.lists.find(fact);
    if (items != given_.lists.end() && setting.kind == model::SettingKind::value) settings.back().json = json_of_list(items->second, fact);
  }
  return settings;
}

bool leads_into_a_list(Wording& wording, FactId start, const std::vector<ast::Name>& names, bool of_item) {
  std::optional<FactId> at = start;
  for (std::size_t i = 0; at && i < names.size(); ++i) {
    const model::Fact& fact = wording.policy.facts.at(*at);
    if (fact.kind == model::FactKind::list && (i > 0 || !of_item)) {
      wording.report(Message::item_not_named, names[i].span, {fact.path, fact.name});
      return true;
    }
    at = wording.member(*at, names[i].text);
  }
  return false;
}

std::string json_of_literal(const model::Policy& policy, const model::Type& type, std::int64_t value) {
  if (type.kind == model::Kind::boolean) return value != 0 ? "true" : "false";
  if (type.kind == model::Kind::enumeration) return quoted(policy.enums.at(type.enum_id).cases.at(static_cast<std::size_t>(value)));
  if (type.kind == model::Kind::date) return quoted(calendar::print(static_cast<std::int32_t>(value)));
  return print_shortest(value, type.decimals);
}

std::string json_of_text(const std::string& text) { return quoted(text); }

}  // namespace pol::check
