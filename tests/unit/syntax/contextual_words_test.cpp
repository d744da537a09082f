// Words that mean something at one place are names at every other; and nothing that can be written makes the parser run on.
#include <doctest/doctest.h>

#include "ast/print.h"
#include "syntax/parse.h"

namespace pol::syntax {

namespace {

std::size_t complaints(const std::string& text, const Limits& limits = {}) {
  Sink sink;
  parse(SourceFile("wording.pol", text), sink, limits);
  return sink.sorted().diagnostics.size();
}

std::string printed(const std::string& text) {
  Sink sink;
  const std::string result = ast::print(parse(SourceFile("wording.pol", text), sink));
  CHECK_FALSE(sink.has_errors());
  return result;
}

}  // namespace

TEST_CASE("words of lists, tables and rounding are names where they stand alone") {
  CHECK(complaints("define count = sum + largest * fold - items") == 0);
  CHECK(complaints("define f(count, item) = count + item.each") == 0);
  CHECK(complaints("define x = down of over + covered") == 0);
  CHECK(complaints("benefit B { requires x is one of sum, each, list, claimable, answer }") == 0);
}

TEST_CASE("`rounded up to` is a manner unless a line follows") {
  CHECK(printed("benefit B { pays x rounded   up to 5 VND per certificate }").find("rounded up") == std::string::npos);
  CHECK(printed("benefit B { pays x rounded up to 5 VND   up to 9 VND per certificate }").find("rounded up") != std::string::npos);
}

TEST_CASE("the last `otherwise` behind `where` ends a largest-of, the one without `where` the first") {
  CHECK(printed("define x = largest of e.a for e in c.l where e.b otherwise e.a > 5 otherwise 0") ==
        printed("define x = (largest of e.a for e in c.l where (e.b otherwise e.a) > 5) otherwise 0"));
  CHECK(printed("define x = largest of e.a for e in c.l otherwise 0 = y otherwise 1") ==
        printed("define x = (largest of e.a for e in c.l) otherwise 0 = (y otherwise 1)"));
}

TEST_CASE("questions to lists count as nesting") {
  std::string deep = "define x = ";
  for (int i = 0; i < 10; ++i) deep += "any e in c.l where ";
  CHECK(complaints(deep + "e.a", {64, 1000}) == 0);
  CHECK(complaints(deep + "e.a", {5, 1000}) == 1);
}

TEST_CASE("a line that cannot begin is passed over") {
  CHECK(complaints("benefit B {\n  pays\n}\n") == 1);
  CHECK(complaints("benefit B {\n  pays \"n\"\n  counts\n  leaves\n}\n") > 0);
  CHECK(complaints("table t down K { columns x\n over\n }") > 0);
  CHECK(complaints("define x = first of {") > 0);
  CHECK(complaints("define x = first of { a when") > 0);
}

}  // namespace pol::syntax
