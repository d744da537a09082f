// Without which facts a truth is not established.
#include <doctest/doctest.h>

#include "ir/build.h"
#include "ir/mask.h"
#include "ir/needed.h"

namespace pol::ir {

namespace {

constexpr std::uint32_t a = 0, b = 1, c = 2, kind = 3, list = 4, member = 5, certain = 6;

std::vector<Slot> slots() {
  std::vector<Slot> all(7);
  for (const std::uint32_t fact : {a, b, c, certain}) all[fact] = {Storage::truth, 16 + fact, no_list, fact, 0, 0, fact != certain};
  all[kind] = {Storage::ordinal, 24, no_list, kind, 0, 0, true};
  all[list] = {Storage::list, 32, no_list, list, 24, 1, false};
  all[member] = {Storage::truth, 16, list, 0, 0, 0, true};
  return all;
}

struct Truths : Builder {
  NodeId is_a = truth_leaf(a), is_b = truth_leaf(b), is_c = truth_leaf(c);
};

// What the condition needs that `make` builds.
template <class Make>
std::vector<Facts> needed(const Make& make) {
  Truths build;
  const NodeId condition = make(build);
  return find_needed(build.finish("line", no_event, {{condition}}, {}, slots()), slots()).front();
}

}  // namespace

TEST_CASE("needed: each of what is demanded together, and all of what would do alone") {
  CHECK(needed([&](Truths& build) { return build.all_of({build.is_a, build.is_b}); }) == std::vector<Facts>{{a}, {b}});
  CHECK(needed([&](Truths& build) { return build.any_of({build.is_a, build.is_b}); }) == std::vector<Facts>{{a, b}});
  CHECK(needed([&](Truths& build) { return build.negate(build.any_of({build.is_a, build.all_of({build.is_b, build.is_c})})); }) ==
        std::vector<Facts>{{a}, {b, c}});
}

TEST_CASE("needed: what is proved is needed for yes, and nothing for no") {
  CHECK(needed([&](Truths& build) { return build.proved(build.is_a); }) == std::vector<Facts>{{a}});
  CHECK(needed([&](Truths& build) { return build.negate(build.proved(build.is_a)); }).empty());
}

TEST_CASE("needed: a test of the case of one fact") {
  const auto is_second = [](Truths& build) { return build.is_case(build.case_leaf(kind, 3), single_case(1, 3)); };
  CHECK(needed(is_second) == std::vector<Facts>{{kind}});
  CHECK(needed([&](Truths& build) { return build.negate(is_second(build)); }) == std::vector<Facts>{{kind}});
}

TEST_CASE("needed: a branch, or that it is not taken") {
  const auto choose = [](Truths& build, NodeId otherwise) {
    return build.choose(build.is_a, {single_case(1, 2), single_case(0, 2)}, {build.is_b, otherwise}, 0, 1);
  };
  CHECK(needed([&](Truths& build) { return choose(build, build.truth(false)); }) == std::vector<Facts>{{a}, {b}});
  CHECK(needed([&](Truths& build) { return choose(build, build.is_c); }) == std::vector<Facts>{{a, b}, {a, c}, {b, c}});
}

TEST_CASE("needed: nothing of items, nor of what is always known") {
  const auto any = [](Truths& build) {
    const std::uint32_t loop = build.begin_loop(list);
    return build.any_element(loop, build.truth_leaf(member, loop));
  };
  CHECK(needed(any).empty());
  CHECK(needed([](Truths& build) { return build.truth_leaf(certain); }).empty());
}

}  // namespace pol::ir
