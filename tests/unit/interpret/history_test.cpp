#include <doctest/doctest.h>

#include "unit/interpret/by_hand.h"

namespace pol::interpret::test {

namespace {

ExprPtr paid(std::vector<model::BenefitId> benefits, ExprPtr event = {}) {
  return make(model::HistoryAmount{std::move(benefits), std::move(event)}, money);
}
ExprPtr day(std::int64_t days) { return make(model::Constant{days}, date_type, {days, days}); }

struct Past : Hand {
  FactId accident = leaf("claim.accident", date_type, {100, 110});
  Past() { history = {{0, 100, {}, 50}, {0, 105, {}, 30}, {1, 105, {}, 7}, {0, 105, {}, -30}, {0, 107, {}, 20}}; }
};

}  // namespace

TEST_CASE("what was paid in all is known, net of reversals and never below 0") {
  Past past;
  CHECK(past.text(paid({0})) == "70");
  CHECK(past.text(paid({0, 1})) == "77");
  CHECK(past.text(paid({2})) == "0");
  past.history = {{0, 100, {}, -5}};
  CHECK(past.text(paid({0})) == "0");
}

TEST_CASE("what was paid on an event") {
  Past past;
  CHECK(past.text(paid({0}, day(100))) == "50");
  CHECK(past.text(paid({0}, day(105))) == "0");
  CHECK(past.text(paid({0, 1}, day(105))) == "7");
  CHECK(past.text(paid({0}, day(101))) == "0");
}

TEST_CASE("what was paid on an event whose day is unknown") {
  Past past;
  CHECK(past.text(paid({0}, past.read(past.accident))) == "0..50 on claim.accident");
  past.policy.facts[past.accident].range = {107, 107};
  CHECK(past.text(paid({0}, past.read(past.accident))) == "20");
  past.policy.facts[past.accident].range = {101, 104};
  CHECK(past.text(paid({0}, past.read(past.accident))) == "0");
  past.history = {{0, 101, {}, 5}, {0, 102, {}, 9}};
  past.policy.facts[past.accident].range = {101, 102};
  CHECK(past.text(paid({0}, past.read(past.accident))) == "5..9 on claim.accident");  // both days have entries
}

TEST_CASE("entries without an event date may be of any day, and no fact of the record could tell") {
  Past past;
  past.history.push_back({0, {}, {}, 9});
  CHECK(past.text(paid({0}, day(100))) == "50..59");
  CHECK(past.text(paid({0}, day(101))) == "0..9");
  CHECK(past.text(paid({0}, past.read(past.accident))) == "0..59 on claim.accident");
  CHECK(past.text(paid({0})) == "79");
  past.history.push_back({0, {}, {}, -9});
  CHECK(past.text(paid({0}, day(100))) == "50");
}

TEST_CASE("the first event on which something is left paid") {
  Past past;
  const ExprPtr first = make(model::FirstEventDate{0}, date_type, {0, 1000});
  CHECK(past.text(first) == "100");
  past.history.push_back({0, 100, {}, -50});
  CHECK(past.text(first) == "107");
  past.history.push_back({0, {}, {}, 1});
  CHECK(past.text(first) == "0..1000");
}

}  // namespace pol::interpret::test
