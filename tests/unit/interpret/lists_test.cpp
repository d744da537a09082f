#include <doctest/doctest.h>

#include "unit/interpret/by_hand.h"

namespace pol::interpret::test {

namespace {

// A list of elements with a number `x`, a truth `ok` and a presumed truth `kept`; and a number `limit` outside.
struct Rows : Hand {
  FactId rows = list("claim.rows");
  FactId x = leaf("claim.rows[].x", whole, {0, 100}, rows);
  FactId ok = leaf("claim.rows[].ok", truth_type, {}, rows);
  FactId kept = leaf("claim.rows[].kept", truth_type, {}, rows, model::Presence::presumed);
  FactId limit = leaf("claim.limit", whole);
  Rows() { policy.facts[kept].presumed = 1; }

  ExprPtr any(ExprPtr body) const { return make(model::OfList{model::ListKind::any, rows, 0, std::move(body)}, truth_type); }
  ExprPtr total(ExprPtr body) const { return make(model::OfList{model::ListKind::sum, rows, 0, std::move(body)}, whole); }
  ExprPtr extreme(bool smallest, ExprPtr otherwise) const {
    return make(model::Extreme{smallest, rows, 0, read(ok, 0), read(x, 0), std::move(otherwise)}, whole);
  }
  ExprPtr all_ok() const { return make(model::Not{any(make(model::Not{read(ok, 0)}, truth_type))}, truth_type); }
};

}  // namespace

TEST_CASE("a list without elements") {
  const Rows rows;
  CHECK(rows.text(rows.any(rows.read(rows.ok, 0))) == "no");
  CHECK(rows.text(rows.all_ok()) == "yes");
  CHECK(rows.text(rows.total(rows.read(rows.x, 0))) == "0");
  CHECK(rows.text(rows.extreme(true, number(7))) == "7");
  CHECK(rows.text(rows.extreme(true, rows.read(rows.limit))) == "0..100 on claim.limit");
}

TEST_CASE("any: one yes settles it, whatever else is unknown; else it rests on the elements that are open") {
  Rows rows;
  rows.add_element(rows.rows, {{rows.ok, 0}});
  rows.add_element(rows.rows, {});
  CHECK(rows.text(rows.any(rows.read(rows.ok, 0))) == "either on claim.rows[1].ok");
  CHECK(rows.text(rows.all_ok()) == "no");
  rows.add_element(rows.rows, {{rows.ok, 1}});
  CHECK(rows.text(rows.any(rows.read(rows.ok, 0))) == "yes");
}

TEST_CASE("sum: bounds add up; an element that cannot count adds nothing, and what it leaves out does not matter") {
  Rows rows;
  rows.add_element(rows.rows, {{rows.x, 10}, {rows.ok, 1}});
  rows.add_element(rows.rows, {{rows.ok, 0}});
  rows.add_element(rows.rows, {{rows.x, 5}});
  const ExprPtr counted = rows.total(where(rows.read(rows.ok, 0), rows.read(rows.x, 0)));
  CHECK(rows.text(counted) == "10..15 on claim.rows[2].ok");
  rows.add_element(rows.rows, {});
  CHECK(rows.text(counted) == "10..115 on claim.rows[2].ok, claim.rows[3].x, claim.rows[3].ok");
  CHECK(rows.text(rows.total(where(rows.read(rows.ok, 0), number(1)))) == "1..3 on claim.rows[2].ok, claim.rows[3].ok");
}

TEST_CASE("the same expression is another value for another element, and outside again what it was") {
  Rows rows;
  rows.say(rows.limit, 3);
  rows.add_element(rows.rows, {{rows.x, 1}});
  rows.add_element(rows.rows, {{rows.x, 2}});
  const ExprPtr x = rows.read(rows.x, 0);
  const ExprPtr twice = rows.total(sum(x, sum(x, rows.read(rows.limit))));
  CHECK(rows.text(sum(twice, twice)) == "24");
}

TEST_CASE("what presumptions of elements say can be lifted; null always does") {
  Rows rows;
  rows.add_element(rows.rows, {});
  rows.add_element(rows.rows, {{rows.kept, 1}});
  const ExprPtr all_kept = make(model::Not{rows.any(make(model::Not{rows.read(rows.kept, 0)}, truth_type))}, truth_type);
  CHECK(rows.text(all_kept) == "yes");
  CHECK(rows.text(all_kept, Presumptions::are_unknown) == "either on claim.rows[0].kept");
  rows.record.lists[rows.rows][1][rows.kept] = {false, true, 0, {}};
  CHECK(rows.text(all_kept) == "either on claim.rows[1].kept");
}

TEST_CASE("the least: an element that may be there can only lower it, or be all there is") {
  Rows rows;
  rows.add_element(rows.rows, {{rows.x, 20}, {rows.ok, 1}});
  rows.add_element(rows.rows, {{rows.x, 30}, {rows.ok, 1}});
  rows.add_element(rows.rows, {{rows.x, 1}, {rows.ok, 0}});
  CHECK(rows.text(rows.extreme(true, rows.read(rows.limit))) == "20");
  CHECK(rows.text(rows.extreme(false, rows.read(rows.limit))) == "30");
  rows.add_element(rows.rows, {{rows.x, 25}});
  CHECK(rows.text(rows.extreme(true, rows.read(rows.limit))) == "20");  // 25 is not less
  rows.add_element(rows.rows, {{rows.x, 5}});
  CHECK(rows.text(rows.extreme(true, rows.read(rows.limit))) == "5..20 on claim.rows[3].ok, claim.rows[4].ok");
  CHECK(rows.text(rows.extreme(false, rows.read(rows.limit))) == "30");
}

TEST_CASE("the least where no element is there for sure may be what stands otherwise") {
  Rows rows;
  rows.add_element(rows.rows, {{rows.x, 20}});
  rows.add_element(rows.rows, {{rows.ok, 0}});  // its x is unknown and cannot matter
  CHECK(rows.text(rows.extreme(true, number(7))) == "7..20 on claim.rows[0].ok");
  CHECK(rows.text(rows.extreme(false, number(70))) == "20..70 on claim.rows[0].ok");
  CHECK(rows.text(rows.extreme(true, number(20))) == "20");
  CHECK(rows.text(rows.extreme(true, rows.read(rows.limit))) == "0..100 on claim.rows[0].ok, claim.limit");
}

// ---- fold ----

namespace {

struct Folded : Rows {
  // running * 2 + x, from 1, so that the order shows
  ExprPtr fold(ExprPtr key, bool descending = false) const {
    const ExprPtr running = make(model::Running{0}, whole, {0, 1000});
    const ExprPtr doubled = make(model::Arithmetic{model::ArithmeticOp::multiply, running, number(2)}, whole);
    return make(model::Fold{rows, 0, number(1), std::move(key), sum(doubled, read(x, 0)), descending}, whole, {0, 1000});
  }
};

}  // namespace

TEST_CASE("fold: in the order of the list, or by a key") {
  Folded rows;
  const ExprPtr by_x = rows.read(rows.x, 0);
  CHECK(rows.text(rows.fold({})) == "1");
  rows.add_element(rows.rows, {{rows.x, 3}});
  rows.add_element(rows.rows, {{rows.x, 1}});
  rows.add_element(rows.rows, {{rows.x, 2}});
  CHECK(rows.text(rows.fold({})) == "24");
  CHECK(rows.text(rows.fold(by_x)) == "19");
  CHECK(rows.text(rows.fold(by_x, true)) == "25");
}

TEST_CASE("fold: equal keys stay in the order of the list, rising and falling") {
  Folded rows;
  for (const std::int64_t x : {3, 1, 2}) rows.add_element(rows.rows, {{rows.x, x}, {rows.ok, 1}});
  CHECK(rows.text(rows.fold(number(5))) == rows.text(rows.fold({})));
  CHECK(rows.text(rows.fold(number(5), true)) == rows.text(rows.fold({})));
}

TEST_CASE("fold: an unknown element widens what comes of it, and rests on it") {
  Folded rows;
  rows.add_element(rows.rows, {});
  rows.add_element(rows.rows, {{rows.x, 1}});
  CHECK(rows.text(rows.fold({})) == "5..205 on claim.rows[0].x");
}

TEST_CASE("fold: the order is unknown where a key is, unless there is but one element") {
  Folded rows;
  rows.add_element(rows.rows, {});
  CHECK(rows.text(rows.fold(rows.read(rows.ok, 0))) == "2..102 on claim.rows[0].x");
  rows.add_element(rows.rows, {{rows.x, 1}});
  CHECK(rows.text(rows.fold(rows.read(rows.x, 0))) == "0..1000 on claim.rows[0].x");
  const ExprPtr by_limit = sum(rows.read(rows.limit), rows.read(rows.x, 0));
  rows.record.lists[rows.rows][0][rows.x] = {true, false, 2, {}};
  CHECK(rows.text(rows.fold(by_limit)) == "0..1000 on claim.limit");
}

TEST_CASE("fold: a running value that is single again forgets what it rested on") {
  Folded rows;
  const ExprPtr running = make(model::Running{0}, whole, {0, 1000});
  const ExprPtr at_least_10 = make(model::Arithmetic{model::ArithmeticOp::larger, sum(running, rows.read(rows.x, 0)), number(150)}, whole);
  const ExprPtr fold = make(model::Fold{rows.rows, 0, number(0), {}, at_least_10, false}, whole, {0, 1000});
  rows.add_element(rows.rows, {});
  CHECK(rows.text(fold) == "150");
  rows.add_element(rows.rows, {});
  CHECK(rows.text(fold) == "150..250 on claim.rows[1].x");
}

TEST_CASE("a record inside an element settles its members") {
  Hand hand;
  const FactId rows = hand.list("claim.rows");
  const FactId inner = hand.add("claim.rows[].inner", model::FactKind::record, model::Presence::required, {}, {}, rows, rows);
  const FactId x = hand.leaf("claim.rows[].inner.x", whole, {0, 9}, rows, model::Presence::required, inner);
  hand.add_element(rows, {});
  hand.add_element(rows, {{inner, 0}, {x, 4}});
  const ExprPtr total = make(model::OfList{model::ListKind::sum, rows, 0, hand.read(x, 0)}, whole);
  CHECK(hand.text(total) == "4..13 on claim.rows[0].inner");
  hand.policy.facts[inner].presence = model::Presence::optional;
  const ExprPtr there = make(model::FactPresent{inner, 0}, truth_type);
  CHECK(hand.text(make(model::OfList{model::ListKind::sum, rows, 0, where(there, hand.read(x, 0))}, whole)) == "4");
}

}  // namespace pol::interpret::test
