#include "lower/layout.h"

#include <doctest/doctest.h>

#include "ir/verify.h"
#include "small_policy.h"

namespace pol::lower::test {

TEST_CASE("members of a list lie in its element, everything else in the record") {
  ir::Program program;
  lay_out(small_policy(), program);
  CHECK(ir::verify(program).empty());
  const ir::Slot& list = program.slots.at(items);
  CHECK(list.storage == ir::Storage::list);
  CHECK(list.list == ir::no_list);
  CHECK_FALSE(list.may_be_unknown);
  CHECK(list.element_words == 1);
  CHECK(list.element_size == 16 + 8 + 8 + 4 + 1 + 3);  // planes, two amounts, a date, a truth, up to a multiple of 8
  CHECK(program.slots.at(cost).offset == 16);
  CHECK(program.slots.at(note).offset == 24);
  CHECK(program.slots.at(seen_on).offset == 32);
  CHECK(program.slots.at(urgent).offset == 36);
  CHECK(program.record_size == 16 + 16 + 16 + 8 + 8 + 4 + 1 + 3);
}

TEST_CASE("bits of members are counted in the schema's order, with their records") {
  ir::Program program;
  lay_out(small_policy(), program);
  for (const std::uint32_t member : {cost, urgent, note, detail, seen_on}) {
    CHECK(program.slots.at(member).list == items);
    CHECK(program.slots.at(member).bit == member - cost);
  }
  CHECK(program.slots.at(limit).bit == limit);
  CHECK(program.slots.at(limit).list == ir::no_list);
}

TEST_CASE("required and presumed leaves may be unknown, in a list as elsewhere") {
  ir::Program program;
  lay_out(small_policy(), program);
  CHECK(program.slots.at(cost).may_be_unknown);
  CHECK(program.slots.at(urgent).may_be_unknown);
  CHECK(program.slots.at(honest).may_be_unknown);
  CHECK_FALSE(program.slots.at(note).may_be_unknown);
  CHECK_FALSE(program.slots.at(detail).may_be_unknown);
  CHECK_FALSE(program.slots.at(id).may_be_unknown);
}

TEST_CASE("an element of more than 64 members has more words") {
  model::Policy policy = small_policy();
  for (int k = 0; k < 70; ++k) {
    policy.facts.push_back(policy.facts[urgent]);
    policy.facts.back().name = "urgent" + std::to_string(k);
  }
  ir::Program program;
  lay_out(policy, program);
  CHECK(ir::verify(program).empty());
  CHECK(program.slots.at(items).element_words == 2);
  CHECK(program.slots.back().bit == 74);
  CHECK(program.plane_words == 2);
}

}  // namespace pol::lower::test
