#include "commands/decision_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "commands/decision_json.h"

namespace pol::commands {

namespace {

// Digits in groups of three. Amounts of the decision line are exact texts; they are never read as binary floating point.
std::string grouped(std::string digits) {
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t place = point; place > sign + 3;) digits.insert(place -= 3, "_");
  return digits;
}

// Ids come from outside: what would steer a terminal is shown as a replacement character.
std::string visible(const std::string& text) {
  std::string shown;
  for (const char byte : text)
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f)
      shown += "\xef\xbf\xbd";
    else
      shown += byte;
  return shown;
}

std::string title_of(const std::vector<model::Title>& titles) {
  for (const auto& title : titles)
    if (title.language == "en") return title.text;
  return titles.empty() ? "" : titles.front().text;
}

// The title of the first clause with this number; lines with a number of their own have none.
std::string title_of_number(const model::Policy& policy, const std::string& number) {
  for (const auto& clause : policy.clauses)
    if (policy.numbers[clause.number] == number && !clause.titles.empty()) return title_of(clause.titles);
  return "";
}

std::string title_of_benefit(const model::Policy& policy, const std::string& name) {
  for (const auto& clause : policy.clauses)
    if (clause.kind == model::ClauseKind::benefit && clause.name == name) return title_of(clause.titles);
  return "";
}

// The words for an effect as they follow a clause's number.
std::string_view words_of(const std::string& effect, bool pended) {
  if (effect == "requires") return pended ? "is not decided yet" : "is not met";
  if (effect == "excludes") return "excludes this";
  if (effect == "limits") return "limits what is paid";
  if (effect == "ends") return "has ended this cover";
  if (effect == "waits") return "still runs";
  if (effect == "refers") return "wants a person's decision";
  if (effect == "prior_paid") return "counts what was paid before";
  return "is covered elsewhere";
}

std::string amount_of(const Json& value) { return grouped(amount_text(value)); }

bool concerns(const Json& reason, const std::string& benefit) {
  if (!reason.contains("benefits")) return false;
  const auto& benefits = reason.at("benefits");
  return std::find(benefits.begin(), benefits.end(), benefit) != benefits.end();
}

void add_reason(std::string& table, const model::Policy& policy, const Json& reason, bool pended) {
  const auto number = reason.at("clause").get<std::string>();
  const auto title = title_of_number(policy, number);
  table += fmt::format("        {:<18} {}{}{}\n", number, title, title.empty() ? "" : ": ",
                       words_of(reason.at("effect").get<std::string>(), pended));
}

void add_missing(std::string& table, const Json& missing) {
  for (const auto& path : missing) table += fmt::format("        please give       {}\n", path.get<std::string>());
}

void add_line(std::string& table, const model::Policy& policy, const Json& decision, const Json& line) {
  const auto benefit = line.at("benefit").get<std::string>();
  const auto status = line.at("status").get<std::string>();
  table += fmt::format("  {:<5} {:<46} {:<9} {:>15}\n", benefit, title_of_benefit(policy, benefit), status, amount_of(line.at("amount")));
  for (const auto& step : line.at("steps"))
    table += fmt::format("        {:<18} {:<42} {:>15}\n", step.at("clause").get<std::string>(), step.at("effect").get<std::string>(),
                         amount_of(step.at("amount")));
  for (const auto& reason : decision.at("reasons")) {
    if (status == "paid" || !concerns(reason, benefit)) continue;
    add_reason(table, policy, reason, status == "pended");
  }
  if (!line.contains("missing")) return;
  add_missing(table, line.at("missing"));
  const auto& range = line.at("range");
  table += fmt::format("        can still pay     {} to {}\n", amount_of(range.at("from")), amount_of(range.at("to")));
}

std::string row(const Json& fields);
std::string rows(const Json& list);

// A value as the wording writes it; nothing is shown where there is none, or none is decided yet.
std::string shown(const Json& value) {
  if (value.is_null()) return "-";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_array()) return rows(value);
  if (value.is_object()) return row(value);
  return value.is_number() ? amount_of(value) : visible(value.get<std::string>());
}

std::string row(const Json& fields) {
  std::string text;
  for (const auto& [name, value] : fields.items()) text += (text.empty() ? "" : "  ") + name + " " + shown(value);
  return text;
}

// One below the other, under the name.
std::string rows(const Json& list) {
  if (list.empty()) return "none";
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "" : "\n" + std::string(27, ' ')) + shown(each);
  return text;
}

// The outputs; of a question without lines also its reasons and what is missing, which otherwise stand at the lines.
void add_answer(std::string& table, const model::Policy& policy, const Json& decision) {
  const bool is_pended = decision.at("status") == "pended";
  for (const auto& [name, value] : decision.at("outputs").items()) table += fmt::format("  {:<24} {}\n", name, shown(value));
  if (!decision.at("lines").empty()) return;
  for (const auto& reason : decision.at("reasons")) add_reason(table, policy, reason, is_pended);
  add_missing(table, decision.at("missing"));
}

}  // namespace

std::string decision_table(const model::Policy& policy, const std::string& json) {
  const Json decision = read_decision(json);
  const auto text = [&](const char* key) {
    return decision.at(key).is_string() ? visible(decision.at(key).get<std::string>()) : std::string("-");
  };
  std::string table = fmt::format("claim {}  certificate {}: {}", text("claim"), text("certificate"), text("status"));
  if (decision.contains("errors")) {
    table += "\n";
    for (const auto& error : decision.at("errors"))
      table += fmt::format("  {}: expected {}\n", visible(error.at("path").get<std::string>()),
                           visible(error.at("expected").get<std::string>()));
    return table + "\n";
  }
  if (decision.at("lines").empty())
    table += "\n";
  else
    table += fmt::format(", {} {}\n", amount_of(decision.at("total")), text("currency"));
  for (const auto& line : decision.at("lines")) add_line(table, policy, decision, line);
  add_answer(table, policy, decision);
  return table + "\n";
}

}  // namespace pol::commands
