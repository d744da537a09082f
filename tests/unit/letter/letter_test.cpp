#include "letter/letter.h"

#include <string>

#include <doctest/doctest.h>

#include "letter/numbers.h"
#include "letter/page.h"
#include "letter/words.h"

using namespace pol::letter;
namespace model = pol::model;

namespace {

model::Policy policy() {
  model::Policy policy;
  policy.name = "tiny";
  policy.titles = {{"en", "Tiny"}, {"vi", "Bé"}};
  policy.edition = "1";
  policy.currency = "VND";
  policy.enums = {{"Benefit", {"B1"}}};
  policy.benefits = 0;
  policy.numbers = {"II.1"};
  policy.clauses = {{model::ClauseKind::benefit, "B1", 0, {{"en", "Cash"}}, {}}};
  model::Line line;
  line.benefit = 0;
  line.number = 0;
  policy.lines = {line};
  model::Question question;
  question.name = "claim";
  question.lines = 0;
  policy.questions = {question};
  return policy;
}

Decision paid() {
  Decision decision;
  decision.certificate = "LC <1>";
  decision.id = "C\x1b[31m";
  decision.status = "paid";
  decision.total = 1234567;
  Line line;
  line.benefit = 0;
  line.status = "paid";
  line.amount = 1234567;
  line.event_date = 0;
  line.steps = {{"II.1", "benefit", 2000000}, {"II.1", "limit", -765433}};
  decision.lines = {line};
  return decision;
}

std::string text_of(const std::variant<std::string, Untitled>& written) {
  REQUIRE(std::holds_alternative<std::string>(written));
  return std::get<std::string>(written);
}

}  // namespace

TEST_CASE("numbers are grouped as the language does, and exact") {
  CHECK(number(english(), "0") == "0");
  CHECK(number(english(), "999") == "999");
  CHECK(number(english(), "1000") == "1,000");
  CHECK(number(vietnamese(), "-1234567.50") == "-1.234.567,50");
  CHECK(number(english(), "-100") == "-100");
  CHECK(amount(vietnamese(), 80000000, 0, "VND") == "80.000.000 đ");
  CHECK(amount(english(), 80000000, 0, "VND") == "VND 80,000,000");
  CHECK(amount(english(), 123456, 2, "EUR") == "EUR 1,234.56");
  CHECK(amount(vietnamese(), 9223372036854775807, 2, "EUR") == "92.233.720.368.547.758,07 EUR");
}

TEST_CASE("dates are written as the language does") {
  CHECK(date(english(), 0) == "1 January 1970");
  CHECK(date(vietnamese(), 0) == "01/01/1970");
}

TEST_CASE("names are listed") {
  CHECK(listed(english(), {"a"}, false) == "a");
  CHECK(listed(english(), {"a", "b", "c"}, false) == "a, b or c");
  CHECK(listed(vietnamese(), {"a", "b"}, false) == "a hoặc b");
  CHECK(listed(english(), {"a", "b"}, true) == "a, b");
}

TEST_CASE("what steers a terminal or the direction of reading does no harm") {
  const std::string replaced = "\xef\xbf\xbd";
  CHECK(harmless("a\x1b[b\n\x7f") == "a" + replaced + "[b" + replaced + replaced);
  CHECK(harmless("\u202e\u200b\u0085") == replaced + replaced + replaced);
  CHECK(harmless("\xff") == replaced);
  CHECK(harmless("Điều") == "Điều");
  CHECK(columns_of("Điều") == 4);
  CHECK(columns_of("e\u0301") == 1);
}

TEST_CASE("a letter adds the steps up, and shows ids harmlessly") {
  const std::string text = text_of(write(policy(), paid(), "en", Form::text));
  CHECK(text.find("VND -765,433") != std::string::npos);
  CHECK(text.find("VND 1,234,567") != std::string::npos);
  CHECK(text.find("1 January 1970") != std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  const std::string html = text_of(write(policy(), paid(), "en", Form::html));
  CHECK(html.find("LC &lt;1&gt;") != std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
}

TEST_CASE("no letter is written in a language without titles, and what has none is named once") {
  const auto written = write(policy(), paid(), "vi", Form::text);
  REQUIRE(std::holds_alternative<Untitled>(written));
  CHECK(std::get<Untitled>(written).names == std::vector<std::string>{"B1"});
}

TEST_CASE("what is told in one language only is missing in the others") {
  model::Policy told = policy();
  told.letter_sentences = {{0, 0, {"paid"}, {"vi", "x"}}};
  const auto written = write(told, paid(), "en", Form::text);
  REQUIRE(std::holds_alternative<Untitled>(written));
  CHECK(std::get<Untitled>(written).names == std::vector<std::string>{"tells \"II.1\" for claim"});
}

TEST_CASE("letters know their languages") {
  CHECK(languages() == std::vector<std::string>{"en", "vi"});
  model::Policy german = policy();
  german.titles = {{"de", "Klein"}, {"vi", "Bé"}};
  CHECK(languages_of(german) == std::vector<std::string>{"vi"});
}
