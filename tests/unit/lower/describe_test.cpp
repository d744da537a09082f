// The metadata as docs/decisions/0002 lists them.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "lower/lower.h"
#include "small_policy.h"

namespace pol::lower::test {

namespace {

using Json = nlohmann::json;

Json described(const model::Policy& policy) { return Json::parse(lower(policy, "hash", "build").metadata); }

}  // namespace

TEST_CASE("facts stand once for the whole policy, lists with their elements") {
  const Json metadata = described(paying(amount(5)));
  CHECK(metadata["abi"] == 8);
  CHECK(metadata["certificate"] == -1);
  REQUIRE(metadata["facts"].size() == fact_count);
  const Json list = metadata["facts"][items], member = metadata["facts"][cost], record = metadata["facts"][detail];
  CHECK(list["kind"] == "list");
  CHECK(list["element_size"] == 40);
  CHECK(list["words"] == 1);
  CHECK(list["most"] == 5);
  CHECK(list["bit"] == items);
  CHECK_FALSE(list.contains("list"));
  CHECK(member["list"] == items);
  CHECK(member["bit"] == 0);
  CHECK(member["offset"] == 16);
  CHECK(member["path"] == "claim.items[].cost");
  CHECK(member["what"] == "money");
  CHECK(record["bit"] == 3);
  CHECK_FALSE(record.contains("offset"));
}

TEST_CASE("lines and questions tell their leaves, loops and grounds") {
  const model::ExprPtr sum = make(model::OfList{model::ListKind::sum, items, 0, element(cost, 0)}, money, {0, 5'000});
  const Json metadata = described(paying(sum));
  CHECK(metadata["lines"][0]["leaves"] == Json::array({decided_on}));
  CHECK(metadata["lines"][0]["loops"] == Json::parse(R"([{"list":5,"leaves":[6]}])"));
  CHECK(metadata["questions"][0]["asked_for"] == benefits);
  CHECK(metadata["questions"][0]["loops"] == Json::array());
  CHECK(metadata["questions"][0]["reverses"] == -1);
}

TEST_CASE("a rule of the record tells where it stands and what was expected") {
  model::Policy policy = paying(amount(5));
  const model::ExprPtr ground = make(model::FactValue{honest});
  policy.questions[0].grounds = {{0, model::Effect::refers, model::Role::refers, ground, {}},
                                 {1, model::Effect::requires_it, model::Role::breaks, ground, {}}};
  policy.questions[0].rules = {{claim, "not honest"}};
  const Json grounds = described(policy)["questions"][0]["grounds"];
  CHECK(grounds[0] == Json::parse(R"({"number":0,"effect":"refers","role":"refers","presumptions":[4],"needs":[{"facts":[4]}]})"));
  CHECK(grounds[1] == Json::parse(R"({"number":1,"effect":"requires","role":"breaks","path":"claim","expected":"not honest","presumptions":[]})"));
}

TEST_CASE("outputs tell how their words are read") {
  model::Policy policy = paying(amount(5));
  const model::Type which{model::Kind::enumeration, 0, 0, {}};
  const model::Type day{model::Kind::date, model::none, 0, {}};
  policy.questions[0].outputs = {{"refund", model::OutputKind::outcome, amount(7), {}, {}},
                                 {"which", model::OutputKind::shown, make(model::Constant{0}, which), {}, {}},
                                 {"due", model::OutputKind::shown, make(model::Constant{3}, day, {3, 3}), {}, {}},
                                 {"sure", model::OutputKind::shown, yes(), {}, {}}};
  policy.questions[0].reverses = 0;
  policy.questions[0].reverses_number = 1;
  const Json question = described(policy)["questions"][0];
  CHECK(question["outputs"] == Json::parse(R"([{"name":"refund","outcome":true,"type":"number","decimals":0,"what":"money"},
      {"name":"which","outcome":false,"type":"enum","enum":0},
      {"name":"due","outcome":false,"type":"date"},
      {"name":"sure","outcome":false,"type":"truth"}])"));
  CHECK(question["reverses"] == 0);
  CHECK(question["reverses_number"] == 1);
}

}  // namespace pol::lower::test
