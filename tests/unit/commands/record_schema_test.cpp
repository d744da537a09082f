#include "commands/record_schema.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace pol::commands {

namespace {

using nlohmann::json;

model::Fact group(const std::string& name) {
  model::Fact fact;
  fact.name = fact.path = name;
  fact.kind = model::FactKind::group;
  fact.presence = model::Presence::required;
  return fact;
}

model::Fact leaf(const std::string& name, model::FactId parent, model::Type type, model::Range range = {}) {
  model::Fact fact;
  fact.name = name;
  fact.kind = model::FactKind::leaf;
  fact.presence = model::Presence::required;
  fact.type = std::move(type);
  fact.range = range;
  fact.parent = parent;
  return fact;
}

// Two questions beside no certificate, and numbers that no binary floating point holds.
model::Policy policy() {
  model::Policy policy;
  policy.name = "p";
  policy.edition = "1";
  policy.titles = {{"vi", "Tên \"p\""}};
  policy.enums = {{"set", {"a", "b", "c"}}};
  policy.facts = {group("claim"), group("application")};
  policy.facts.push_back(leaf("exact", 0, {model::Kind::decimal, model::none, 18, ""}, {-9'000'000'000'000'000'001, 1}));
  policy.facts.back().unit = "m";
  policy.facts.push_back(leaf("cost", 0, {model::Kind::money, model::none, 2, "EUR"}, {1, 999'999'999'999'999}));
  policy.facts.push_back(leaf("some", 1, {model::Kind::set, 0, 0, ""}));
  policy.facts.back().presence = model::Presence::presumed;
  policy.facts.back().presumed = 0b101;
  for (const char* name : {"claim", "application"}) {
    model::Question& question = policy.questions.emplace_back();
    question.name = name;
    question.block = static_cast<model::FactId>(policy.questions.size() - 1);
    question.id = model::none;
  }
  return policy;
}

}  // namespace

TEST_CASE("numbers are written exactly") {
  const std::string schema = record_schema(policy());
  CHECK(schema.find("\"minimum\": -9.000000000000000001,") != std::string::npos);
  CHECK(schema.find("\"maximum\": 0.000000000000000001,") != std::string::npos);
  CHECK(schema.find("\"x-polc-decimals\": 18\n") != std::string::npos);
  CHECK(schema.find("\"multipleOf\"") == std::string::npos);
  CHECK(schema.find("\"minimum\": 0.01,") != std::string::npos);
  CHECK(schema.find("\"maximum\": 9999999999999.99,") != std::string::npos);
  CHECK(schema.find("\"x-polc-unit\": \"m\"") != std::string::npos);
  CHECK(schema.find("\"x-polc-unit\": \"EUR\"") != std::string::npos);
}

TEST_CASE("of several questions exactly one is asked") {
  const json schema = json::parse(record_schema(policy()));
  CHECK(!schema.contains("required"));
  CHECK(schema["properties"]["claim"]["type"] == json::parse(R"(["object", "null"])"));
  CHECK(schema["oneOf"] == json::parse(R"([{"properties": {"claim": {"type": "object"}}, "required": ["claim"]},
                                           {"properties": {"application": {"type": "object"}}, "required": ["application"]}])"));
  model::Policy one = policy();
  one.questions.pop_back();
  one.facts.erase(one.facts.begin() + 4);
  one.facts.erase(one.facts.begin() + 1);
  const json single = json::parse(record_schema(one));
  CHECK(!single.contains("oneOf"));
  CHECK(single["required"] == json::parse(R"(["claim"])"));
  CHECK(single["properties"]["claim"]["type"] == "object");
}

TEST_CASE("titles, sets and what is presumed of them") {
  const json schema = json::parse(record_schema(policy()));
  CHECK(schema["title"] == "Tên \"p\"");
  CHECK(schema["properties"]["application"]["properties"]["some"] == json::parse(R"({
    "description": "some of the cases; absent: presumed; null: unknown", "type": ["array", "null"], "items": {"enum": ["a", "b", "c"]},
    "x-polc-presence": "presumed", "x-polc-presumed": ["a", "c"]})"));
}

}  // namespace pol::commands
