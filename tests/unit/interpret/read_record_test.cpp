#include <doctest/doctest.h>

#include "unit/interpret/by_hand.h"

namespace pol::interpret::test {

namespace {

// question claim { id, rows : list of record at most 5 { x : 0 to 100  ok : bool } }  question other { id }
struct Schema : Hand {
  FactId claim = group("claim");
  FactId id = leaf("claim.id", {model::Kind::text, model::none, 0, ""}, {}, model::none, model::Presence::key, claim);
  FactId rows = list("claim.rows", claim);
  FactId x = leaf("claim.rows[].x", whole, {0, 100}, rows);
  FactId ok = leaf("claim.rows[].ok", truth_type, {}, rows);
  FactId other = group("other");
  FactId other_id = leaf("other.id", {model::Kind::text, model::none, 0, ""}, {}, model::none, model::Presence::key, other);
  Schema() {
    model::Question question;
    question.block = claim;
    question.id = id;
    policy.questions.push_back(question);
    question.block = other;
    question.id = other_id;
    policy.questions.push_back(question);
  }
  std::optional<Record> rows_given(const std::string& json) const {
    return read_record(policy, R"({"claim":{"id":"C","rows":)" + json + "}}");
  }
};

}  // namespace

TEST_CASE("the elements of a list, in its order") {
  const Schema schema;
  const auto record = schema.rows_given(R"([{"x":3,"ok":null},{},{"ok":true,"x":"4"}])");
  REQUIRE(record);
  const auto& elements = record->lists.at(schema.rows);
  REQUIRE(elements.size() == 3);
  CHECK(elements[0].facts.at(schema.x).value == 3);
  CHECK(elements[0].facts.at(schema.ok).is_null);
  CHECK(elements[1].facts.empty());
  CHECK(elements[2].facts.at(schema.x).value == 4);
  CHECK(elements[2].facts.at(schema.ok).value == 1);
}

TEST_CASE("null, an empty list and no list at all: no elements") {
  const Schema schema;
  for (const char* none : {"null", "[]"}) {
    const auto record = schema.rows_given(none);
    REQUIRE(record);
    CHECK((!record->lists.contains(schema.rows) || record->lists.at(schema.rows).empty()));
  }
  CHECK(read_record(schema.policy, R"({"claim":{"id":"C"}})"));
}

TEST_CASE("what is no list of such elements is not read") {
  const Schema schema;
  CHECK(!schema.rows_given(R"({"x":3})"));
  CHECK(!schema.rows_given("[3]"));
  CHECK(!schema.rows_given("[null]"));
  CHECK(!schema.rows_given(R"([{"y":3}])"));
  CHECK(!schema.rows_given(R"([{"x":101}])"));
  CHECK(!schema.rows_given(R"([{"x":1,"x":1}])"));
  CHECK(!schema.rows_given("[{},{},{},{},{},{}]"));  // six, and at most five
  CHECK(schema.rows_given("[{},{},{},{},{}]"));
}

TEST_CASE("one question is asked, and one only") {
  const Schema schema;
  CHECK(read_record(schema.policy, R"({"claim":{"id":"C"},"other":null})")->question == 0);
  CHECK(read_record(schema.policy, R"({"other":{"id":"O"}})")->question == 1);
  CHECK(!read_record(schema.policy, R"({"claim":{"id":"C"},"other":{"id":"O"}})"));
  CHECK(!read_record(schema.policy, "{}"));
  CHECK(!read_record(schema.policy, R"({"other":{}})"));
}

}  // namespace pol::interpret::test
