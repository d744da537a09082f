#include "diagnostics/diagnostic.h"

#include <doctest/doctest.h>

using namespace pol;

namespace {

using Spans = std::vector<Span>;

Spans spans(const Sink::Sorted& sorted) {
  Spans result;
  for (const Diagnostic& diagnostic : sorted.diagnostics) result.push_back(diagnostic.span);
  return result;
}

}  // namespace

TEST_CASE("ids are the enumerators with dashes") {
  CHECK(message_count() == 3);
  CHECK(text_of(Message::unknown_name).id == "unknown-name");
  CHECK(text_of(Message::unknown_name).severity == Severity::error);
  CHECK(text_of(Message::never_applies).severity == Severity::warning);
  CHECK(text_of(Message::not_money).hint == "");
}

TEST_CASE("diagnostics come in the order of their places, whatever the order of the stages") {
  Sink sink;
  sink.report(Message::not_money, {20, 25});
  sink.report(Message::unknown_name, {3, 9});
  sink.report(Message::unknown_name, {3, 5});
  sink.report(Message::never_applies, {0, 1});
  CHECK(spans(sink.sorted()) == Spans{{0, 1}, {3, 5}, {3, 9}, {20, 25}});
}

TEST_CASE("the same thing is said once for the same place") {
  Sink sink;
  sink.report(Message::unknown_name, {3, 5}, {"a", "b"}).label({0, 1}, "first");
  sink.report(Message::not_money, {3, 5}, {"a", "b"});
  sink.report(Message::unknown_name, {3, 5}, {"a", "b"}).label({0, 1}, "second");
  sink.report(Message::unknown_name, {3, 5}, {"a", "c"});
  sink.report(Message::unknown_name, {3, 6}, {"a", "b"});
  const auto sorted = sink.sorted();
  REQUIRE(sorted.diagnostics.size() == 4);
  CHECK(sorted.diagnostics[0].labels.at(0).text == "first");
  CHECK(sorted.left_out == 0);
}

TEST_CASE("errors beyond the limit are counted, warnings are not limited") {
  Sink sink;
  for (std::uint32_t at = 0; at < 10; ++at) {
    sink.report(Message::unknown_name, {at, at + 1});
    sink.report(Message::unknown_name, {at, at + 1});
    sink.report(Message::never_applies, {at, at + 1});
  }
  const auto sorted = sink.sorted(4);
  CHECK(sorted.diagnostics.size() == 14);
  CHECK(sorted.left_out == 6);
  CHECK(sorted.diagnostics[6].span == Span{3, 4});
  CHECK(sorted.diagnostics[7].message == Message::never_applies);
  CHECK(sink.sorted(10).left_out == 0);
}

TEST_CASE("only errors are errors") {
  Sink sink;
  CHECK_FALSE(sink.has_errors());
  sink.report(Message::never_applies, {0, 1});
  CHECK_FALSE(sink.has_errors());
  sink.report(Message::not_money, {0, 1});
  CHECK(sink.has_errors());
}
