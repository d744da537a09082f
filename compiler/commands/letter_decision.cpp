#include "commands/letter_decision.h"

#include <algorithm>
#include <stdexcept>

#include "base/calendar.h"
#include "base/exact.h"
#include "commands/decision_json.h"
#include "commands/wanted.h"
#include "interpret/evaluate.h"

namespace pol::commands {

namespace {

std::int64_t exact(const Json& number, int decimals) {
  const auto parsed = parse_exact(amount_text(number), decimals);
  if (const auto* value = std::get_if<std::int64_t>(&parsed)) return *value;
  throw std::logic_error("a decision with a number that is not exact");
}

std::optional<std::int32_t> date_of(const Json& date) { return date.is_string() ? calendar::parse(date.get<std::string>()) : std::nullopt; }

class Reading {
 public:
  Reading(const model::Policy& policy, const Json& decision, const interpret::Record& record, std::vector<interpret::Entry> history)
      : policy_(policy), decision_(decision), record_(record), history_(std::move(history)) {}

  letter::Decision read() {
    const model::Question& question = policy_.questions.at(record_.question);
    letter::Decision made;
    if (decision_.at("certificate").is_string()) made.certificate = decision_.at("certificate").get<std::string>();
    made.id = decision_.at("claim").get<std::string>();
    made.question = record_.question;
    made.status = decision_.at("status").get<std::string>();
    if (question.today != model::none && record_.facts.at(question.today).given)
      made.decided_on = static_cast<std::int32_t>(record_.facts.at(question.today).value);
    made.total = money(decision_.at("total"));
    for (const Json& each : decision_.at("lines")) made.lines.push_back(line(each));
    for (const Json& each : decision_.at("reasons")) made.reasons.push_back(reason(each));
    for (const Json& each : decision_.at("missing")) made.missing.push_back(missing(each.get<std::string>()));
    for (std::uint32_t i = 0; i < question.outputs.size(); ++i) made.outputs.push_back(output(i, question.outputs[i]));
    for (const Json& each : decision_.at("limits")) {
      made.limits.push_back({each.at("clause").get<std::string>(), benefit(each.at("benefits").at(0)), money(each.at("limit")),
                             money(each.at("used_before")), money(each.at("left"))});
    }
    return made;
  }

 private:
  std::int64_t money(const Json& amount) const { return exact(amount, policy_.decimals); }

  model::BenefitId benefit(const Json& name) const {
    const auto& benefits = policy_.enums.at(policy_.benefits).cases;
    const auto found = std::find(benefits.begin(), benefits.end(), name.get<std::string>());
    if (found == benefits.end()) throw std::logic_error("a decision about a benefit that does not exist");
    return static_cast<model::BenefitId>(found - benefits.begin());
  }

  letter::Line line(const Json& json) {
    letter::Line made;
    made.benefit = benefit(json.at("benefit"));
    made.status = json.at("status").get<std::string>();
    made.amount = money(json.at("amount"));
    for (const Json& step : json.at("steps"))
      made.steps.push_back({step.at("clause").get<std::string>(), step.at("effect").get<std::string>(), money(step.at("amount"))});
    if (json.contains("range")) {
      made.least = money(json.at("range").at("from"));
      made.most = money(json.at("range").at("to"));
    }
    const model::Line& of_model = policy_.lines.at(made.benefit);
    const interpret::Known known{policy_, record_, history_};
    made.event_date = event(known, of_model);
    if (made.status == "pended") made.wanted = wanted(known, of_model);
    for (const Json& entry : decision_.at("history")) {
      if (benefit(entry.at("benefit")) != made.benefit) continue;
      history_.push_back({made.benefit, date_of(entry.at("event_date")), date_of(entry.at("decision_date")), money(entry.at("amount"))});
    }
    return made;
  }

  static std::optional<std::int32_t> event(const interpret::Known& known, const model::Line& line) {
    if (!line.event) return std::nullopt;
    interpret::Evaluator evaluate(known, &line, interpret::Presumptions::hold);
    const interpret::Value& date = evaluate(line.event);
    if (!date.single()) return std::nullopt;
    return interpret::fit_date(date.bounds().from);
  }

  letter::Reason reason(const Json& json) const {
    letter::Reason made{json.at("clause").get<std::string>(), json.at("effect").get<std::string>(), {}, json.value("presumed", false)};
    if (!json.contains("benefits")) return made;
    for (const Json& each : json.at("benefits")) made.benefits.push_back(benefit(each));
    return made;
  }

  // `claim.expenses[0].amount`
  letter::Missing missing(std::string path) const {
    letter::Missing made;
    for (std::size_t open = path.find('['); open != std::string::npos; open = path.find('[', open + 1)) {
      const std::size_t close = path.find(']', open);
      made.elements.push_back(std::stoull(path.substr(open + 1, close - open - 1)));
      path.erase(open + 1, close - open - 1);
    }
    for (model::FactId id = 0; id < policy_.facts.size(); ++id)
      if (policy_.facts[id].path == path) made.fact = id;
    if (made.fact == model::none) throw std::logic_error("a decision misses a fact that does not exist: " + path);
    return made;
  }

  letter::OutputValue output(std::uint32_t index, const model::Output& output) const {
    const Json& json = decision_.at("outputs").at(output.name);
    if (output.fields.empty()) return {index, value(output.value->type, json)};
    letter::OutputValue made{index, {}};
    if (json.is_null()) return made;
    made.rows.emplace();
    for (const Json& row : json) {
      std::vector<letter::ShownValue>& values = made.rows->emplace_back();
      for (const model::OutputField& field : output.fields)
        values.push_back(value(field.type, field.name.empty() ? row : row.at(field.name)));
    }
    return made;
  }

  letter::ShownValue value(const model::Type& type, const Json& json) const {
    if (json.is_null()) return {};
    switch (type.kind) {
      case model::Kind::boolean: return {json.get<bool>() ? 1 : 0};
      case model::Kind::date: return {date_of(json)};
      case model::Kind::text: return {{}, json.get<std::string>()};
      case model::Kind::enumeration: return {ordinal(type, json)};
      case model::Kind::set: {
        std::uint64_t members = 0;
        for (const Json& each : json) members |= std::uint64_t{1} << ordinal(type, each);
        return {static_cast<std::int64_t>(members)};
      }
      default: return {exact(json, type.decimals)};
    }
  }

  std::int64_t ordinal(const model::Type& type, const Json& name) const {
    const auto& cases = policy_.enums.at(type.enum_id).cases;
    return std::find(cases.begin(), cases.end(), name.get<std::string>()) - cases.begin();
  }

  const model::Policy& policy_;
  const Json& decision_;
  const interpret::Record& record_;
  std::vector<interpret::Entry> history_;
};

}  // namespace

letter::Decision letter_decision(const model::Policy& policy, const std::string& json, const interpret::Record& record,
                                 std::vector<interpret::Entry> history) {
  const Json decision = read_decision(json);
  return Reading(policy, decision, record, std::move(history)).read();
}

}  // namespace pol::commands
