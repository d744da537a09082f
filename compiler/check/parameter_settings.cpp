// The values that an example binds to parameters, as JSON.
#include <fmt/format.h>

#include <algorithm>

#include "check/settings.h"

namespace pol::check {

// `limit none`, where none is no case of its own.
bool Settings::says_none(const ast::Setting& setting, const model::Fact& fact) const {
  if (!fact.parameter || fact.presence != model::Presence::optional || setting.values.size() != 1) return false;
  const auto* path = std::get_if<ast::Path>(&setting.values.front()->node);
  if (!path || path->names.size() != 1 || path->names.front().text != "none") return false;
  if (fact.kind != model::FactKind::leaf || fact.type.kind != model::Kind::enumeration) return true;
  const std::vector<std::string>& cases = wording_->policy.enums.at(fact.type.enum_id).cases;
  return std::find(cases.begin(), cases.end(), "none") == cases.end();
}

std::string Settings::parameters(std::vector<std::string>& unbound) const {
  std::string json;
  for (const model::Parameter& each : wording_->policy.parameters) {
    const std::string value = json_of_parameter(each.fact);
    const std::string& name = wording_->policy.facts.at(each.fact).name;
    if (value.empty()) unbound.push_back(name);
    json += fmt::format("{}\"{}\":{}", json.empty() ? "" : ",", name, value);
  }
  return "{" + json + "}";
}

// Empty where nothing is said of it.
std::string Settings::json_of_parameter(FactId parameter) const {
  const auto& facts = wording_->policy.facts;
  const auto said = given_.facts.find(parameter);
  if (said != given_.facts.end()) return said->second.kind == model::SettingKind::absent ? "null" : said->second.json;
  if (facts.at(parameter).kind == model::FactKind::leaf) return {};
  const bool has_rows =
      parameter + 1 < facts.size() && facts[parameter + 1].parent == parameter && facts[parameter + 1].kind == model::FactKind::list;
  if (has_rows) return given_.facts.contains(parameter + 1) ? json_of_rows(parameter + 1) : "";
  for (const auto& [fact, setting] : given_.facts) {
    if (is_inside(fact, parameter)) return json_of_item(given_, parameter);
  }
  return {};
}

namespace {

std::string as_key(const std::string& json) { return json.starts_with('"') ? json : "\"" + json + "\""; }

}  // namespace

// Each row on a way of its own: `{"hubei": {"2022": 50000}}`. A row with no value is none.
std::string Settings::json_of_rows(FactId list) const {
  std::map<std::string, std::string> first;
  const auto found = given_.lists.find(list);
  const std::size_t size = found == given_.lists.end() ? 0 : found->second.size();
  for (std::size_t i = 0; i < size; ++i) {
    std::vector<std::string> row;
    for (const auto& [fact, setting] : found->second[i].facts) row.push_back(setting.json);
    if (row.size() < 2) continue;
    std::string value = row.back();
    std::string& inner = first[as_key(row.front())];
    if (row.size() == 3) value = as_key(row[1]) + ":" + value;
    inner += (inner.empty() ? "" : ",") + value;
  }
  const bool nested = list + 3 < wording_->policy.facts.size() && wording_->policy.facts[list + 3].parent == list;
  std::vector<std::string> parts;
  for (const auto& [key, value] : first) parts.push_back(nested ? key + ":{" + value + "}" : key + ":" + value);
  return fmt::format("{{{}}}", fmt::join(parts, ","));
}

}  // namespace pol::check
