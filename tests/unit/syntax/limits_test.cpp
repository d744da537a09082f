// The parser's limits, with limits small enough to reach.
#include <doctest/doctest.h>

#include "syntax/parse.h"

namespace pol::syntax {

namespace {

std::vector<Message> said(const std::string& text, const Limits& limits) {
  Sink sink;
  parse(SourceFile("wording.pol", text), sink, limits);
  std::vector<Message> messages;
  for (const auto& diagnostic : sink.sorted().diagnostics) messages.push_back(diagnostic.message);
  return messages;
}

}  // namespace

TEST_CASE("a wording of too many words gives one error and nothing else") {
  const Limits limits{64, 10};
  CHECK(said("define x = 1 + 2 + 3", limits).empty());
  CHECK(said("define x = 1 + 2 + 3 + 4 + 5 + oops oops oops", limits) == std::vector<Message>{Message::wording_too_long});
}

TEST_CASE("nesting is counted over every kind of bracket") {
  const Limits limits{3, 1000};
  CHECK(said("define x = (((1)))", limits).empty());
  CHECK(said("define x = ((((1))))", limits) == std::vector<Message>{Message::nested_too_deep});
}

}  // namespace pol::syntax
