#include <doctest/doctest.h>

#include "unit/interpret/by_hand.h"

namespace pol::interpret::test {

namespace {

// A list of elements with a number `x`, a list `parts` of numbers `y`, and a required record `owner` with a list `dues` of numbers `z`.
struct Nested : Hand {
  FactId rows = list("claim.rows");
  FactId x = leaf("claim.rows[].x", whole, {0, 100}, rows);
  FactId parts = add("claim.rows[].parts", model::FactKind::list, model::Presence::required, {}, {}, rows, rows);
  FactId y = leaf("claim.rows[].parts[].y", whole, {0, 100}, parts);
  FactId owner = add("claim.rows[].owner", model::FactKind::record, model::Presence::required, {}, {}, rows, rows);
  FactId dues = add("claim.rows[].owner.dues", model::FactKind::list, model::Presence::optional, {}, {}, owner, rows);
  FactId z = leaf("claim.rows[].owner.dues[].z", whole, {0, 100}, dues);
  Nested() { policy.elements = {{rows, model::none}, {parts, 0}, {dues, 0}}; }

  ExprPtr sum_of(FactId list, model::ElementId element, ExprPtr body) const {
    return make(model::OfList{model::ListKind::sum, list, element, std::move(body)}, whole, {0, 500});
  }
  ExprPtr all_parts() const { return sum_of(rows, 0, sum_of(parts, 1, read(y, 1))); }
  ExprPtr all_dues() const { return sum_of(rows, 0, sum_of(dues, 2, read(z, 2))); }
  Element& row(std::vector<std::optional<std::int64_t>> values) {
    Element& row = record.lists[rows].emplace_back();
    row[parts].given = true;
    for (const auto& value : values) {
      Element& part = row.lists[parts].emplace_back();
      if (value) part[y] = {true, false, *value, {}};
    }
    return row;
  }
};

}  // namespace

TEST_CASE("a list within elements is asked for each of them, and rests on its own elements by their places") {
  Nested nested;
  nested.row({1, 2});
  nested.row({});
  nested.row({4, std::nullopt, 8});
  CHECK(nested.text(nested.all_parts()) == "15..115 on claim.rows[2].parts[1].y");
  const ExprPtr more = make(model::Compare{model::CompareOp::less, nested.read(nested.x, 0), nested.read(nested.y, 1)}, truth_type);
  const ExprPtr some = make(model::OfList{model::ListKind::any, nested.parts, 1, more}, truth_type);
  const ExprPtr any = make(model::OfList{model::ListKind::any, nested.rows, 0, some}, truth_type);
  CHECK(nested.text(any) == "either on claim.rows[0].x, claim.rows[2].x, claim.rows[2].parts[1].y");
}

TEST_CASE("a required list is unknown for the element that does not give it") {
  Nested nested;
  nested.row({1});
  nested.row({})[nested.parts].given = false;
  CHECK(nested.text(nested.all_parts()) == "1..501 on claim.rows[1].parts");
}

TEST_CASE("a list in a required record that is not given is unknown, and rests on the record") {
  Nested nested;
  nested.row({});
  CHECK(nested.text(nested.all_dues()) == "0..500 on claim.rows[0].owner");
  nested.record.lists[nested.rows][0][nested.owner].given = true;
  CHECK(nested.text(nested.all_dues()) == "0");
  nested.policy.facts[nested.dues].presence = model::Presence::required;
  CHECK(nested.text(nested.all_dues()) == "0..500 on claim.rows[0].owner.dues");
  nested.record.lists[nested.rows][0][nested.owner].given = false;
  nested.policy.facts[nested.owner].presence = model::Presence::optional;
  CHECK(nested.text(nested.all_dues()) == "0");
}

TEST_CASE("a fold within a list begins anew for each element") {
  Nested nested;
  nested.row({3, 4});
  nested.row({5});
  const ExprPtr running = make(model::Running{1}, whole, {0, 100});
  const ExprPtr larger = make(model::Arithmetic{model::ArithmeticOp::larger, running, nested.read(nested.y, 1)}, whole, {0, 100});
  const ExprPtr fold = make(model::Fold{nested.parts, 1, number(0), {}, larger}, whole, {0, 100});
  CHECK(nested.text(nested.sum_of(nested.rows, 0, fold)) == "9");
}

}  // namespace pol::interpret::test
