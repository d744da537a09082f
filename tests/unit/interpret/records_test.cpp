// Members of records that are not given: the outermost such record decides.
#include <doctest/doctest.h>

#include "by_hand.h"

namespace pol::interpret::test {

namespace {

// A required record, in it an optional one, in that a required one; each with a field.
struct Nested : Hand {
  FactId outer = record_in("claim.outer", model::Presence::required, model::none);
  FactId x = leaf("claim.outer.x", whole, {0, 9}, model::none, model::Presence::required, outer);
  FactId presumed = leaf("claim.outer.presumed", whole, {0, 9}, model::none, model::Presence::presumed, outer);
  FactId middle = record_in("claim.outer.middle", model::Presence::optional, outer);
  FactId y = leaf("claim.outer.middle.y", whole, {0, 9}, model::none, model::Presence::optional, middle);
  FactId inner = record_in("claim.outer.middle.inner", model::Presence::required, middle);
  FactId z = leaf("claim.outer.middle.inner.z", whole, {0, 9}, model::none, model::Presence::required, inner);

  FactId record_in(const std::string& path, model::Presence presence, FactId parent) {
    return add(path, model::FactKind::record, presence, {}, {}, parent, model::none);
  }
  std::string presence_of(FactId fact) const { return text(make(model::FactPresent{fact}, truth_type)); }
};

}  // namespace

TEST_CASE("all that an absent required record holds is unknown, and rests on that record") {
  const Nested claim;
  CHECK(claim.text(claim.read(claim.x)) == "0..9 on claim.outer");
  CHECK(claim.text(claim.read(claim.presumed)) == "0..9 on claim.outer");
  CHECK(claim.text(claim.read(claim.y)) == "0..9 on claim.outer");
  CHECK(claim.text(claim.read(claim.z)) == "0..9 on claim.outer");
  CHECK(claim.presence_of(claim.middle) == "either on claim.outer");
  CHECK(claim.presence_of(claim.y) == "either on claim.outer");
}

TEST_CASE("one that is given leaves the question to its members") {
  Nested claim;
  claim.say(claim.outer, 0);
  CHECK(claim.text(claim.read(claim.x)) == "0..9 on claim.outer.x");
  CHECK(claim.text(claim.read(claim.presumed)) == "0");
  CHECK(claim.presence_of(claim.middle) == "no");
  CHECK(claim.value(claim.read(claim.z)).single());  // not judged
  claim.say(claim.middle, 0);
  CHECK(claim.presence_of(claim.middle) == "yes");
  CHECK(claim.presence_of(claim.y) == "no");
  CHECK(claim.text(claim.read(claim.z)) == "0..9 on claim.outer.middle.inner");
  claim.say(claim.inner, 0);
  CHECK(claim.text(claim.read(claim.z)) == "0..9 on claim.outer.middle.inner.z");
}

TEST_CASE("one in an optional record that is absent is not judged") {
  Nested claim;
  claim.policy.facts[claim.outer].presence = model::Presence::optional;
  CHECK(claim.value(claim.read(claim.z)).single());
  CHECK(claim.presence_of(claim.middle) == "no");
}

}  // namespace pol::interpret::test
