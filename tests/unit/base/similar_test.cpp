#include "base/similar.h"

#include <doctest/doctest.h>

using pol::nearest;

TEST_CASE("the slips of a pen are found") {
  const std::vector<std::string> names{"premium", "premium_paid", "plan", "cover_start"};
  CHECK(nearest("premum_paid", names) == "premium_paid");    // left out
  CHECK(nearest("premiuum_paid", names) == "premium_paid");  // too many
  CHECK(nearest("premian_paid", names) == "premium_paid");   // another
  CHECK(nearest("cover_satrt", names) == "cover_start");     // swapped
  CHECK(nearest("palan", names) == "plan");
}

TEST_CASE("at most a third of the word may be wrong, and at least one letter") {
  CHECK(nearest("ab", {"ax"}) == "ax");
  CHECK_FALSE(nearest("ab", {"xy"}).has_value());
  CHECK(nearest("abcdef", {"abcdxy"}) == "abcdxy");
  CHECK_FALSE(nearest("abcde", {"abcxy"}).has_value());
  CHECK_FALSE(nearest("abcdef", {"abcxyz"}).has_value());
  CHECK_FALSE(nearest("plan", {}).has_value());
}

TEST_CASE("a swap of neighbours is one edit, not two") {
  CHECK(nearest("abc", {"acb"}) == "acb");
  CHECK_FALSE(nearest("abc", {"cba"}).has_value());
}

TEST_CASE("the nearest wins, and the first of equals") {
  CHECK(nearest("limits", {"limite", "limit_", "limits"}) == "limits");
  CHECK(nearest("limitx", {"limity", "limitz"}) == "limity");
  CHECK(nearest("abcdefghi", {"abcdefxyz", "abcdefgyz", "abcdefghz", "abcdefghy"}) == "abcdefghz");
}

TEST_CASE("capitals alone are no other word; one letter is like any other") {
  CHECK(nearest("eur", {"EU", "EUR"}) == "EUR");
  CHECK(nearest("a", {"b", "A"}) == "A");
  CHECK_FALSE(nearest("d", {"id", "e"}).has_value());
}

TEST_CASE("letters are counted, not bytes") {
  CHECK(nearest("tử", {"tư"}) == "tư");
  CHECK(nearest("bệnh", {"bênh"}) == "bênh");
  CHECK_FALSE(nearest("ệẽ", {"ab"}).has_value());
}

TEST_CASE("what no pen wrote is not looked up") {
  const std::string bomb(1'000'000, 'a');
  CHECK_FALSE(nearest(bomb, {bomb}).has_value());
  CHECK_FALSE(nearest("plan", {bomb}).has_value());
}
