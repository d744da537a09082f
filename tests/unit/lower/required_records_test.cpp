// A required record is a leaf that stands in for any of its members.
#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

#include "ir/print.h"
#include "ir/verify.h"
#include "lower/lower.h"
#include "small_policy.h"

namespace pol::lower::test {

namespace {

enum RecordFact : model::FactId { damage = fact_count, estimate, fixed_on, finder, reward };

// Pays the reward of the record in the record, where it is known whether the outer one's date is there.
model::Policy with_records() {
  using model::FactKind, model::Presence;
  model::Policy policy = paying(make(model::FactValue{reward}, money, {0, 500}));
  policy.facts.push_back(fact("damage", FactKind::record, Presence::required));
  policy.facts.push_back(fact("damage.estimate", FactKind::leaf, Presence::required, money, damage, {0, 1'000}));
  policy.facts.push_back(fact("damage.fixed_on", FactKind::leaf, Presence::optional, date, damage, {0, 20'000}));
  policy.facts.push_back(fact("damage.finder", FactKind::record, Presence::required, {}, damage));
  policy.facts.push_back(fact("damage.finder.reward", FactKind::leaf, Presence::required, money, finder, {0, 500}));
  policy.lines[0].grounds.push_back({0, model::Effect::excludes, model::Role::declines, make(model::FactPresent{fixed_on}), {}});
  return policy;
}

}  // namespace

TEST_CASE("the outermost absent record stands for its members, in their shape and range") {
  const ir::Program program = lower(with_records(), "hash", "build");
  CHECK(ir::verify(program).empty());
  const std::string text = ir::print(program);
  CHECK(text.find("leaf fact 15 : number 0..500") != std::string::npos);  // the inner record
  CHECK(text.find("leaf fact 12 : number 0..500") != std::string::npos);  // the outer one
  CHECK(text.find("leaf fact 12 : truth") != std::string::npos);          // whether the date is present
  CHECK(text.find("leaf fact 12 : number 0..1000") == std::string::npos);
  CHECK(program.lines[0].leaves == std::vector<std::uint32_t>{decided_on, damage, finder, reward});
  CHECK(program.slots[damage].may_be_unknown);
  CHECK(program.slots[damage].storage == ir::Storage::nothing);
}

TEST_CASE("a group and an optional record stand for nothing") {
  model::Policy policy = with_records();
  policy.facts[damage].kind = model::FactKind::group;
  policy.facts[finder].presence = model::Presence::optional;
  const ir::Program program = lower(policy, "hash", "build");
  CHECK(ir::verify(program).empty());
  CHECK(program.lines[0].leaves == std::vector<std::uint32_t>{decided_on, reward});
  CHECK_FALSE(program.slots[damage].may_be_unknown);
  CHECK_FALSE(program.slots[finder].may_be_unknown);
}

}  // namespace pol::lower::test
