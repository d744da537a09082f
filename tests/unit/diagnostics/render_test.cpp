#include "diagnostics/render.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pol;

namespace {

// Where the nth (from 0) occurrence of `words` stands.
Span find(const SourceFile& source, std::string_view words, int nth = 0) {
  std::size_t at = source.text().find(words);
  for (; nth > 0; --nth) at = source.text().find(words, at + 1);
  REQUIRE(at != std::string_view::npos);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

std::string text(const SourceFile& source, const Sink& sink) { return render_text(source, sink.sorted(), false); }

std::string text_at(const SourceFile& source, Span span) {
  Sink sink;
  sink.report(Message::not_money, span, {"x"});
  return text(source, sink);
}

}  // namespace

TEST_CASE("a diagnostic shows the sentence, the place, the words and what to write") {
  const SourceFile source("policy.pol", "\n\n\n\n\n\n\n\n\n\n\n  requires premum_paid\n");
  Sink sink;
  sink.report(Message::unknown_name, find(source, "premum_paid"), {"premum_paid", "premium_paid"});
  CHECK(text(source, sink) == R"(error[unknown-name]: nothing here is called `premum_paid`
  --> policy.pol:12:12
   |
12 |   requires premum_paid
   |            ^^^^^^^^^^^
   = write `premium_paid`
)");
}

TEST_CASE("carets count Vietnamese characters, precomposed or not") {
  const SourceFile source("a.pol", "vi \"Bảo hiểm phụ nữ\" limitt 5\nvi \"B\x61\xCC\x89o\" limitt\n");
  CHECK(text_at(source, find(source, "limitt")) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:1:22
  |
1 | vi "Bảo hiểm phụ nữ" limitt 5
  |                      ^^^^^^
)");
  CHECK(text_at(source, find(source, "hiểm phụ")) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:1:9
  |
1 | vi "Bảo hiểm phụ nữ" limitt 5
  |         ^^^^^^^^
)");
  // The accent stands on its letter and takes no column of its own; the place still counts it.
  CHECK(text_at(source, find(source, "limitt", 1)) ==
        "error[not-money]: this must be an amount, but it is x\n --> a.pol:2:11\n  |\n2 | vi \"B\x61\xCC\x89o\" limitt\n  |          "
        "^^^^^^\n");
}

TEST_CASE("Chinese and Korean signs take two columns, and their place counts them once") {
  const SourceFile source("a.pol", "zh \"医疗\" limitt 5\nko \"한국\" limitt\n");
  CHECK(text_at(source, find(source, "limitt")) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:1:9
  |
1 | zh "医疗" limitt 5
  |           ^^^^^^
)");
  CHECK(text_at(source, find(source, "疗\"")) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:1:6
  |
1 | zh "医疗" limitt 5
  |       ^^^
)");
  CHECK(text_at(source, find(source, "limitt", 1)) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:2:9
  |
2 | ko "한국" limitt
  |           ^^^^^^
)");
  // Cut in the middle of a sign, the line keeps the whole sign.
  for (const std::string& before : {std::string(), std::string("a")}) {
    std::string signs;
    for (int i = 0; i < 200; ++i) signs += "医";
    const SourceFile cut("a.pol", before + signs + " limit " + signs);
    const std::string said = text_at(cut, find(cut, "limit"));
    const std::string row = said.substr(said.find("1 | ") + 4), carets = row.substr(row.find("  | ") + 4);
    const std::string_view shown = std::string_view(row).substr(3, row.find(" limit") - 3);
    CHECK(shown.size() % 3 == 0);
    CHECK(carets == std::string(3 + shown.size() / 3 * 2 + 1, ' ') + "^^^^^\n");
  }
}

TEST_CASE("labels have carets of their own, in the order of the wording") {
  const SourceFile source("a.pol", "policy p {\n  limit 5%\n}\nbenefit B\n  pays 3 EUR less 5% here\n");
  Sink sink;
  sink.report(Message::not_money, find(source, "5%", 1), {"a rate"})
      .label(find(source, "here"), "and here")
      .label(find(source, "benefit"), "this benefit")
      .label(find(source, "3 EUR"), "amounts here are in EUR")
      .label(find(source, "policy"), "");
  CHECK(text(source, sink) == R"(error[not-money]: this must be an amount, but it is a rate
 --> a.pol:5:19
  |
1 | policy p {
  | ------
...
4 | benefit B
  | ------- this benefit
5 |   pays 3 EUR less 5% here
  |        ----- amounts here are in EUR
  |                   ^^ ---- and here
)");
}

TEST_CASE("marks in the same place stand under each other") {
  const SourceFile source("a.pol", "limit 5%\n");
  Sink sink;
  sink.report(Message::not_money, {6, 8}, {"a rate"}).label({6, 8}, "a rate").label({0, 8}, "this line");
  CHECK(text(source, sink) == R"(error[not-money]: this must be an amount, but it is a rate
 --> a.pol:1:7
  |
1 | limit 5%
  | -------- this line
  |       ^^
  |       -- a rate
)");
}

TEST_CASE("tabs are expanded and line ends are not shown") {
  const SourceFile source("a.pol", "\tab\tlimit x\r\n");
  CHECK(text_at(source, find(source, "limit")) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:1:5
  |
1 |     ab  limit x
  |         ^^^^^
)");
}

TEST_CASE("of words over several lines the first line is shown") {
  const SourceFile source("a.pol", "  pays 5\n    of 6\nend\n");
  CHECK(text_at(source, find(source, "pays 5\n    of 6")) == R"(error[not-money]: this must be an amount, but it is x
 --> a.pol:1:3
  |
1 |   pays 5
  |   ^^^^^^
)");
}

TEST_CASE("places between, behind and beyond the words have a caret too") {
  const SourceFile source("a.pol", "one\ntwo");
  const auto with = [](const char* place, const char* line, const char* carets) {
    return std::string("error[not-money]: this must be an amount, but it is x\n --> a.pol:") + place + "\n  |\n" + line + "\n  | " +
           carets + "\n";
  };
  CHECK(text_at(source, {1, 1}) == with("1:2", "1 | one", " ^"));
  CHECK(text_at(source, {3, 4}) == with("1:4", "1 | one", "   ^"));
  CHECK(text_at(source, {7, 7}) == with("2:4", "2 | two", "   ^"));
  CHECK(text_at(source, {900, 4'000'000'000}) == with("2:4", "2 | two", "   ^"));
  CHECK(text_at(source, {5, 2}) == with("2:2", "2 | two", " ^"));
  CHECK(text_at(SourceFile("a.pol", ""), {0, 0}) == with("1:1", "1 |", "^"));
  CHECK(text_at(SourceFile("a.pol", "\n\n"), {1, 1}) == with("2:1", "2 |", "^"));
}

TEST_CASE("long lines are cut around the words") {
  const SourceFile source("a.pol", std::string(5'000, 'a') + " limit " + std::string(5'000, 'b'));
  CHECK(text_at(source, find(source, "limit")) == "error[not-money]: this must be an amount, but it is x\n --> a.pol:1:5002\n  |\n1 | ..." +
                                                      std::string(39, 'a') + " limit " + std::string(114, 'b') + "...\n  | " +
                                                      std::string(43, ' ') + "^^^^^\n");
  const SourceFile start("a.pol", "limit " + std::string(5'000, 'b'));
  CHECK(text_at(start, {0, 5'006}).find("\n1 | limit " + std::string(154, 'b') + "...\n  | " + std::string(160, '^') + "\n") !=
        std::string::npos);
  const SourceFile end("a.pol", std::string(5'000, 'a') + "limit");
  CHECK(text_at(end, {5'005, 5'005}).find("\n1 | ..." + std::string(155, 'a') + "limit\n  | " + std::string(163, ' ') + "^\n") !=
        std::string::npos);
}

TEST_CASE("nothing a wording says reaches the terminal as a command") {
  const SourceFile source("a\x1b.pol", "limit \x1b[31m\xFF x\xE2\x80\xAE\n");
  Sink sink;
  sink.report(Message::unknown_name, find(source, "x"), {"\x1b[2J", "a\nb"});
  CHECK(text(source, sink) ==
        "error[unknown-name]: nothing here is called `\xEF\xBF\xBD[2J`\n --> a\xEF\xBF\xBD.pol:1:14\n  |\n"
        "1 | limit \xEF\xBF\xBD[31m\xEF\xBF\xBD x\xEF\xBF\xBD\n  |              ^\n  = write `a\xEF\xBF\xBD"
        "b`\n");
}

TEST_CASE("several diagnostics stand apart, and what was left out is counted") {
  const SourceFile source("a.pol", "a b c\n");
  Sink sink;
  sink.report(Message::never_applies, {0, 1});
  sink.report(Message::not_money, {2, 3}, {"x"});
  sink.report(Message::not_money, {4, 5}, {"y"});
  const std::string warning = R"(warning[never-applies]: this exclusion can never apply
 --> a.pol:1:1
  |
1 | a b c
  | ^
  = remove it, or begin with `policy name { ... }`
)";
  const std::string error = R"(
error[not-money]: this must be an amount, but it is x
 --> a.pol:1:3
  |
1 | a b c
  |   ^
)";
  CHECK(render_text(source, sink.sorted(1), false) == warning + error + "\n... and 1 more error\n");
  CHECK(render_text(source, sink.sorted(0), false) == warning + "\n... and 2 more errors\n");
  CHECK(render_text(source, Sink().sorted(), false) == "");
}

TEST_CASE("colours are there only where they are asked for, and change nothing else") {
  const SourceFile source("a.pol", "a b c\n");
  Sink sink;
  sink.report(Message::unknown_name, {0, 1}, {"a", "b"}).label({4, 5}, "here");
  std::string coloured = render_text(source, sink.sorted(), true);
  CHECK(coloured.find('\x1b') != std::string::npos);
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;) coloured.erase(at, coloured.find('m', at) - at + 1);
  CHECK(coloured == text(source, sink));
}

TEST_CASE("holes are filled once, and braces that are no holes stay") {
  CHECK(fill("{0} and {1}", {"a", "b"}) == "a and b");
  CHECK(fill("{1}{0}", {"{1}", "{0}"}) == "{0}{1}");
  CHECK(fill("{ ... } {x} {0", {"a"}) == "{ ... } {x} {0");
  CHECK(fill("{0} {1}", {"a"}) == "a {1}");
}

TEST_CASE("json holds the same for programs") {
  const SourceFile source("ả.pol", "vi \"ả\" limitt\n  5%\n");
  Sink sink;
  sink.report(Message::unknown_name, find(source, "limitt"), {"limitt", "\xFF"}).label(find(source, "5%"), "here");
  sink.report(Message::never_applies, {0, 22});
  const auto json = nlohmann::json::parse(render_json(source, sink.sorted()));
  CHECK(json == nlohmann::json::parse(R"({"file": "ả.pol", "left_out": 0, "diagnostics": [
    {"id": "never-applies", "severity": "warning", "message": "this exclusion can never apply", "hint": "remove it, or begin with `policy name { ... }`",
     "file": "ả.pol", "line": 1, "column": 1, "end_line": 3, "end_column": 1, "labels": []},
    {"id": "unknown-name", "severity": "error", "message": "nothing here is called `limitt`", "hint": "write `\uFFFD`",
     "file": "ả.pol", "line": 1, "column": 8, "end_line": 1, "end_column": 14,
     "labels": [{"message": "here", "file": "ả.pol", "line": 2, "column": 3, "end_line": 2, "end_column": 5}]}]})"));
  CHECK(render_json(source, sink.sorted()).substr(0, 12) == "{\n  \"file\": ");
}

TEST_CASE("a wording of several files: each place names its own") {
  Sources sources;
  REQUIRE(sources.add("main.pol", "use \"other.pol\"\nlimitt\n"));
  const SourceFile* other = sources.add("other.pol", "\n  limitt 5%\n");
  REQUIRE(other);
  const std::uint32_t there = other->base() + 3;
  Sink sink;
  sink.report(Message::not_money, {16, 22}, {"x"}).label({there + 7, there + 9}, "the second").label({there, there + 6}, "the first");
  const std::string shown = R"(error[not-money]: this must be an amount, but it is x
 --> main.pol:2:1
  |
2 | limitt
  | ^^^^^^
 ::: other.pol:2:3
  |
2 |   limitt 5%
  |   ------ the first
  |          -- the second
)";
  CHECK(render_text(sources, sink.sorted(), false) == shown);
  const auto json = nlohmann::json::parse(render_json(sources, sink.sorted()));
  CHECK(json["file"] == "main.pol");
  CHECK(json["diagnostics"][0]["file"] == "main.pol");
  CHECK(json["diagnostics"][0]["labels"][1]["file"] == "other.pol");
  CHECK(json["diagnostics"][0]["labels"][1]["line"] == 2);
  const auto log = nlohmann::json::parse(render_sarif({{SourceFile("first.pol", ""), {}}, {sources, sink.sorted()}}, "1.2.3"));
  CHECK(log["runs"][0]["artifacts"][2]["location"]["uri"] == "other.pol");
  CHECK(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1);
  CHECK(log["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["index"] == 2);
  // A file that several wordings use is listed once: the schema allows no second.
  const auto twice = nlohmann::json::parse(render_sarif({{SourceFile("other.pol", ""), {}}, {sources, sink.sorted()}}, "1.2.3"));
  REQUIRE(twice["runs"][0]["artifacts"].size() == 2);
  CHECK(twice["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1);
  CHECK(twice["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["index"] == 0);
}

TEST_CASE("json of several files is a list of the same") {
  const SourceFile first("a.pol", "limitt\n"), second("b.pol", "");
  Sink sink;
  sink.report(Message::never_applies, {0, 6});
  const auto json = nlohmann::json::parse(render_json({{first, sink.sorted()}, {second, {}}}));
  REQUIRE(json.size() == 2);
  CHECK(json[0] == nlohmann::json::parse(render_json(first, sink.sorted())));
  CHECK(json[1] == nlohmann::json::parse(render_json(second, {})));
  CHECK(render_json(std::vector<Findings>{}) == "[]\n");
}

TEST_CASE("sarif is one run, with the catalogue as its rules") {
  const SourceFile source("thư mục/ả b.pol", "vi \"ả\" limitt\n  5%\n");
  Sink sink;
  sink.report(Message::unknown_name, find(source, "limitt"), {"li{0}mitt", "\xFF"}).label(find(source, "5%"), "here {");
  sink.report(Message::never_applies, {0, 3});
  const auto log = nlohmann::json::parse(render_sarif({{source, {sink.sorted().diagnostics, 7}}, {SourceFile("/b.pol", ""), {}}}, "1.2.3"));
  CHECK(log["version"] == "2.1.0");
  REQUIRE(log["runs"].size() == 1);
  const auto& run = log["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["tool"]["driver"]["semanticVersion"] == "1.2.3");
  CHECK(run["tool"]["driver"]["rules"] == nlohmann::json::parse(R"([
    {"id": "unknown-name", "shortDescription": {"text": "nothing here is called `...`"}, "help": {"text": "write `...`"},
     "defaultConfiguration": {"level": "error"}},
    {"id": "not-money", "shortDescription": {"text": "this must be an amount, but it is ..."},
     "help": {"text": "this must be an amount, but it is ..."}, "defaultConfiguration": {"level": "error"}},
    {"id": "never-applies", "shortDescription": {"text": "this exclusion can never apply"},
     "help": {"text": "remove it, or begin with `policy name {{ ... }}`"}, "defaultConfiguration": {"level": "warning"}}])"));
  CHECK(run["artifacts"] == nlohmann::json::parse(R"([
    {"location": {"uri": "th%C6%B0%20m%E1%BB%A5c/%E1%BA%A3%20b.pol"}, "properties": {"left_out": 7}},
    {"location": {"uri": "file:///b.pol"}}])"));
  REQUIRE(run["results"].size() == 2);
  CHECK(run["results"][0]["level"] == "warning");
  CHECK(run["results"][0]["ruleIndex"] == 2);
  CHECK(!run["results"][0].contains("relatedLocations"));
  CHECK(run["results"][1] == nlohmann::json::parse(R"({"ruleId": "unknown-name", "ruleIndex": 0, "level": "error",
    "message": {"text": "nothing here is called `li{{0}}mitt`; write `\uFFFD`"},
    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "th%C6%B0%20m%E1%BB%A5c/%E1%BA%A3%20b.pol", "index": 0},
                                        "region": {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 14}}}],
    "relatedLocations": [{"id": 0, "message": {"text": "here {{"},
      "physicalLocation": {"artifactLocation": {"uri": "th%C6%B0%20m%E1%BB%A5c/%E1%BA%A3%20b.pol", "index": 0},
                           "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}}}]})"));
}
