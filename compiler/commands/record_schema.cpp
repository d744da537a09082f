#include "commands/record_schema.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.h"
#include "base/exact.h"
#include "commands/export_schema.h"
#include "commands/json_writer.h"

namespace pol::commands {

namespace {

using model::FactKind;
using model::Kind;
using model::Presence;

constexpr const char* date_pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
constexpr const char* comment =
    "Numbers are exact decimals. polc refuses one with more decimals than `x-polc-decimals` says; here that is no `multipleOf`, because "
    "validators that compute in binary floating point refuse 0.29 by 0.01. A number given as a string with the same text means the same.";

// The English one, or the first; empty where there is none.
std::string title_of(const std::vector<model::Title>& titles) {
  for (const auto& title : titles)
    if (title.language == "en") return title.text;
  return titles.empty() ? "" : titles.front().text;
}

// What follows from giving nothing.
std::string absence_of(const model::Fact& fact, Presence presence) {
  if (fact.parameter) return fact.presence == Presence::optional ? "null: none" : "must be given";
  if (fact.kind == FactKind::group) return "absent or null: each of its fields is absent";
  switch (presence) {
    case Presence::key: return "must be given";
    case Presence::required: return fact.kind == FactKind::record ? "absent or null: unknown as a whole" : "absent or null: unknown";
    case Presence::presumed: return "absent: presumed; null: unknown";
    case Presence::optional: return fmt::format("absent or null: {}", fact.absent.empty() ? "there is none" : fact.absent);
  }
  return {};
}

std::string decimals_of(const model::Type& type) {
  if (type.decimals == 0) return "with no decimals";
  return fmt::format("with at most {} decimal{}", type.decimals, type.decimals == 1 ? "" : "s");
}

std::string unit_of(const model::Fact& fact) {
  switch (fact.type.kind) {
    case Kind::money: return fact.type.currency;
    case Kind::percent: return "%";
    case Kind::days: return "days";
    case Kind::months: return "months";
    case Kind::integer:
    case Kind::decimal:
    case Kind::boolean:
    case Kind::enumeration:
    case Kind::set:
    case Kind::date:
    case Kind::text: break;
  }
  return fact.unit;
}

// The texts of all numbers with at most so many decimals. Behind an exponent they cannot be counted: polc does.
std::string number_pattern(int decimals) {
  const std::string places = decimals == 0 ? "\\.0+" : fmt::format("\\.[0-9]{{1,{}}}0*", decimals);
  return "^-?(0|[1-9][0-9]*)(" + places + "|(\\.[0-9]+)?[eE][+-]?[0-9]+)?$";
}

class Schema {
 public:
  explicit Schema(const model::Policy& policy) : policy_(policy) {}

  std::string write() {
    out_.begin_object();
    out_.text_member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out_.text_member("title", policy_.titles.empty() ? policy_.name : title_of(policy_.titles));
    out_.text_member("description", fmt::format("A record of the policy {}, edition {}", policy_.name, policy_.edition));
    out_.text_member("$comment", comment);
    out_.text_member("type", "object");
    members_of(model::none);
    if (policy_.questions.size() > 1) one_question();
    write_exports(policy_, out_);
    out_.end();
    return out_.take();
  }

  // Of the file that binds the parameters.
  std::string write_parameters() {
    out_.begin_object();
    out_.text_member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out_.text_member("title", policy_.titles.empty() ? policy_.name : title_of(policy_.titles));
    out_.text_member("description", fmt::format("The parameters of the policy {}, edition {}", policy_.name, policy_.edition));
    out_.text_member("$comment", comment);
    out_.text_member("type", "object");
    std::vector<std::string> required;
    out_.object_member("properties");
    for (const model::Parameter& each : policy_.parameters) {
      const model::Fact& fact = policy_.facts[each.fact];
      required.push_back(json_text(fact.name));
      out_.object_member(fact.name);
      member(each.fact);
      if (!each.source.empty()) out_.text_member("x-polc-source", each.source);
      if (each.adds_up) out_.member("x-polc-adds-up-to", "1");
      if (each.not_none_with != model::none) {
        const model::Fact& other = policy_.facts[each.not_none_with];
        out_.text_member("x-polc-not-null", other.name + " is " + policy_.enums.at(other.type.enum_id).cases[each.not_none_case]);
      }
      if (each.no_overlaps) out_.member("x-polc-no-overlaps", "true");
      out_.end();
    }
    out_.end();
    if (!required.empty()) out_.list_member("required", required);
    out_.member("additionalProperties", "false");
    out_.end();
    return out_.take();
  }

 private:
  bool is_question(const model::Fact& fact) const {
    for (const auto& question : policy_.questions)
      if (&policy_.facts[question.block] == &fact) return true;
    return false;
  }

  // Its presence in a record: a certificate that may be left out has its id where it is given.
  Presence presence_of(const model::Fact& fact) const {
    const bool is_optional_id = policy_.certificate_optional && &fact == &policy_.facts.at(policy_.certificate_id);
    return is_optional_id ? Presence::key : fact.presence;
  }

  // A block that stands in every record.
  bool is_sure_block(const model::Fact& fact) const {
    if (policy_.certificate_optional && &fact == &policy_.facts.at(policy_.certificate)) return false;
    return fact.parent == model::none && (policy_.questions.size() == 1 || !is_question(fact));
  }

  void members_of(model::FactId parent) {
    std::vector<std::string> required;
    out_.object_member("properties");
    for (model::FactId id = 0; id < policy_.facts.size(); ++id) {
      const model::Fact& fact = policy_.facts[id];
      if (fact.parent != parent || (fact.parameter && parent == model::none)) continue;
      if (is_sure_block(fact) || presence_of(fact) == Presence::key) required.push_back(json_text(fact.name));
      out_.object_member(fact.name);
      member(id);
      out_.end();
    }
    out_.end();
    if (!required.empty()) out_.list_member("required", required);
    out_.member("additionalProperties", "false");
  }

  void member(model::FactId id) {
    if (const std::string title = title_of(policy_.facts[id].titles); !title.empty()) out_.text_member("title", title);
    switch (policy_.facts[id].kind) {
      case FactKind::leaf: return leaf(policy_.facts[id]);
      case FactKind::record:
      case FactKind::group: return block(id);
      case FactKind::list: return list(id);
    }
  }

  void list(model::FactId id) {
    const model::Fact& fact = policy_.facts[id];
    out_.text_member("description", fmt::format("at most {} items; {}", fact.most, absence_of(fact, fact.presence)));
    type("array", true);
    out_.object_member("items");
    if (model::is_plain_list(policy_, id)) {
      leaf(policy_.facts[id + 1]);
    } else {
      type("object", false);
      members_of(id);
    }
    out_.end();
    out_.member("maxItems", std::to_string(fact.most));
    annotations(fact);
  }

  void block(model::FactId id) {
    const model::Fact& fact = policy_.facts[id];
    if (fact.parent != model::none) out_.text_member("description", absence_of(fact, fact.presence));
    type("object", fact.parameter ? fact.presence == Presence::optional : !is_sure_block(fact));
    const bool has_rows = fact.parameter && policy_.facts.at(id + 1).kind == FactKind::list;
    if (has_rows)
      rows(id + 1, id + 2);
    else
      members_of(id);
    if (fact.kind == FactKind::record) annotations(fact);
  }

  // Nested by key; the value is the last member of a row.
  void rows(model::FactId list, model::FactId key) {
    const model::Fact& fact = policy_.facts[key];
    out_.object_member("propertyNames");
    if (fact.type.kind == Kind::enumeration)
      out_.list_member("enum", cases(fact, false));
    else
      out_.text_member("pattern", fact.type.kind == Kind::date ? date_pattern : "^-?(0|[1-9][0-9]*)$");
    out_.end();
    out_.object_member("additionalProperties");
    const bool is_last = key + 2 == policy_.facts.size() || policy_.facts[key + 2].parent != list;
    if (is_last) {
      leaf(policy_.facts[key + 1]);
    } else {
      type("object", true);
      rows(list, key + 1);
    }
    out_.end();
  }

  // Exactly one of several questions is asked; the others are absent or null.
  void one_question() {
    out_.array_member("oneOf");
    for (const auto& question : policy_.questions) {
      out_.begin_object();
      out_.object_member("properties");
      out_.object_member(question.name);
      out_.text_member("type", "object");
      out_.end();
      out_.end();
      out_.list_member("required", {json_text(question.name)});
      out_.end();
    }
    out_.end();
  }

  void leaf(const model::Fact& fact) {
    out_.text_member("description", kind_of(fact) + "; " + absence_of(fact, presence_of(fact)));
    const bool may_be_null = presence_of(fact) != Presence::key;
    if (fact.type.kind == Kind::date)
      date(fact, may_be_null);
    else if (model::is_number(fact.type.kind))
      number(fact, may_be_null);
    else if (fact.type.kind == Kind::boolean)
      type("boolean", may_be_null);
    else if (fact.type.kind == Kind::text)
      type("string", may_be_null);
    else if (fact.type.kind == Kind::enumeration)
      out_.list_member("enum", cases(fact, may_be_null));
    else
      set(fact, may_be_null);
    annotations(fact);
  }

  void type(std::string_view name, bool may_be_null) {
    if (may_be_null)
      out_.list_member("type", {json_text(name), "\"null\""});
    else
      out_.text_member("type", name);
  }

  std::vector<std::string> cases(const model::Fact& fact, bool may_be_null) const {
    std::vector<std::string> all;
    for (const std::string& each : policy_.enums[fact.type.enum_id].cases) all.push_back(json_text(each));
    if (may_be_null) all.emplace_back("null");
    return all;
  }

  void set(const model::Fact& fact, bool may_be_null) {
    type("array", may_be_null);
    out_.object_member("items");
    out_.list_member("enum", cases(fact, false));
    out_.end();
    if (fact.presence == Presence::key) out_.member("minItems", "1");
  }

  void date(const model::Fact& fact, bool may_be_null) {
    type("string", may_be_null);
    out_.text_member("format", "date");
    out_.text_member("pattern", date_pattern);
    out_.member("x-polc-from", value(fact.type, fact.range.from));
    out_.member("x-polc-to", value(fact.type, fact.range.to));
  }

  void number(const model::Fact& fact, bool may_be_null) {
    const int decimals = fact.type.decimals;
    out_.array_member("anyOf");
    out_.begin_object();
    out_.text_member("type", decimals == 0 ? "integer" : "number");
    out_.member("minimum", value(fact.type, fact.range.from));
    out_.member("maximum", value(fact.type, fact.range.to));
    if (decimals > 0) out_.member("x-polc-decimals", std::to_string(decimals));
    out_.end();
    out_.begin_object();
    out_.text_member("type", "string");
    out_.text_member("pattern", number_pattern(decimals));
    out_.end();
    if (may_be_null) {
      out_.begin_object();
      out_.text_member("type", "null");
      out_.end();
    }
    out_.end();
  }

  void annotations(const model::Fact& fact) {
    out_.text_member("x-polc-presence", word_of(presence_of(fact)));
    if (fact.presence == Presence::presumed) out_.member("x-polc-presumed", value(fact.type, fact.presumed));
    if (!fact.absent.empty()) out_.text_member("x-polc-absent", fact.absent);
    if (const std::string unit = unit_of(fact); !unit.empty()) out_.text_member("x-polc-unit", unit);
    labels(fact);
  }

  void labels(const model::Fact& fact) {
    if (fact.labels.empty()) return;
    if (std::find(fact.labels.begin(), fact.labels.end(), "personal") != fact.labels.end()) out_.member("x-polc-personal", "true");
    std::vector<std::string> names;
    for (const std::string& label : fact.labels) names.push_back(json_text(label));
    out_.list_member("x-polc-labels", names);
  }

  // A value as a record writes it.
  std::string value(const model::Type& type, std::int64_t value) const {
    switch (type.kind) {
      case Kind::boolean: return value != 0 ? "true" : "false";
      case Kind::enumeration: return json_text(policy_.enums[type.enum_id].cases.at(static_cast<std::size_t>(value)));
      case Kind::set: return members(policy_.enums[type.enum_id], static_cast<std::uint64_t>(value));
      case Kind::date: return json_text(calendar::print(static_cast<std::int32_t>(value)));
      case Kind::integer:
      case Kind::decimal:
      case Kind::percent:
      case Kind::money:
      case Kind::days:
      case Kind::months: return print_shortest(value, type.decimals);
      case Kind::text: break;
    }
    return "null";
  }

  static std::string members(const model::Enum& names, std::uint64_t bits) {
    std::string all;
    for (std::size_t i = 0; i < names.cases.size(); ++i)
      if ((bits >> i & 1) != 0) all += (all.empty() ? "" : ", ") + json_text(names.cases[i]);
    return "[" + all + "]";
  }

  const model::Policy& policy_;
  JsonWriter out_;
};

}  // namespace

std::string kind_of(const model::Fact& fact) {
  const std::string in_unit = fact.unit.empty() ? "" : " in " + fact.unit;
  switch (fact.type.kind) {
    case Kind::boolean: return "yes or no";
    case Kind::enumeration: return "one of the cases";
    case Kind::set: return fact.presence == Presence::key ? "at least one of the cases" : "some of the cases";
    case Kind::text: return "a text";
    case Kind::date:
      return fmt::format("a date from {} to {}", calendar::print(static_cast<std::int32_t>(fact.range.from)),
                         calendar::print(static_cast<std::int32_t>(fact.range.to)));
    case Kind::money: return fmt::format("an amount in {} (major units), {}", fact.type.currency, decimals_of(fact.type));
    case Kind::percent: return fmt::format("a percentage (12.5 is 12.5 %), {}", decimals_of(fact.type));
    case Kind::decimal: return fmt::format("a number{}, {}", in_unit, decimals_of(fact.type));
    case Kind::integer: return "a whole number" + in_unit;
    case Kind::days: return "a whole number of days";
    case Kind::months: return "a whole number of months";
  }
  return {};
}

std::string_view word_of(model::Presence presence) {
  switch (presence) {
    case Presence::key: return "key";
    case Presence::required: return "required";
    case Presence::presumed: return "presumed";
    case Presence::optional: return "optional";
  }
  return {};
}

std::string record_schema(const model::Policy& policy) { return Schema(policy).write(); }

std::string parameter_schema(const model::Policy& policy) { return Schema(policy).write_parameters(); }

}  // namespace pol::commands
