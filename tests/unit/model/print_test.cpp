#include "model/print.h"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

namespace pol::model {

namespace {

const Type whole{Kind::integer, none, 0, ""};
const Type truth{Kind::boolean, none, 0, ""};
const Type percent{Kind::percent, none, 2, ""};

ExprPtr make(ExprNode node, Type type = whole) { return std::make_shared<const Expr>(Expr{std::move(node), std::move(type), {}, {}}); }
ExprPtr number(std::int64_t value, Type type = whole) { return make(Constant{value}, std::move(type)); }

Policy policy() {
  Policy policy;
  policy.name = "p";
  policy.edition = "1";
  policy.currency = "EUR";
  policy.decimals = 2;
  policy.enums = {{"Benefit", {"A", "B"}}};
  policy.benefits = 0;
  policy.numbers = {"1", "2"};
  Fact fact;
  fact.kind = FactKind::group;
  fact.presence = Presence::required;
  fact.name = fact.path = "claim";
  policy.facts.push_back(fact);
  fact.kind = FactKind::list;
  fact.presence = Presence::optional;
  fact.name = "rows";
  fact.path = "claim.rows";
  fact.absent = "none";
  fact.most = 200;
  policy.facts.push_back(fact);
  fact.kind = FactKind::leaf;
  fact.presence = Presence::required;
  fact.type = whole;
  fact.range = {0, 9};
  fact.name = "x";
  fact.path = "claim.rows[].x";
  fact.absent.clear();
  fact.list = 1;
  policy.facts.push_back(fact);
  return policy;
}

ExprPtr element(ElementId id) { return make(FactValue{2, id}); }

std::string printed(const ExprPtr& expr) { return print(policy(), *expr); }

}  // namespace

TEST_CASE("elements carry a name of their own") {
  CHECK(printed(element(3)) == "claim.rows[e3].x");
  CHECK(printed(make(FactPresent{2, 3}, truth)) == "claim.rows[e3].x is present");
  const ExprPtr low = make(Compare{CompareOp::less, element(3), number(5)}, truth);
  CHECK(printed(make(OfList{ListKind::any, 1, 3, low}, truth)) == "any e3 in claim.rows: (claim.rows[e3].x < 5)");
  CHECK(printed(make(OfList{ListKind::sum, 1, 0, element(0)})) == "sum of e0 in claim.rows: claim.rows[e0].x");
  CHECK(printed(make(Extreme{false, 1, 0, make(Constant{1}, truth), element(0), number(4)})) ==
        "largest of e0 in claim.rows where yes: claim.rows[e0].x otherwise 4");
}

TEST_CASE("a fold says its order") {
  const ExprPtr running = make(Running{0});
  const ExprPtr body = make(Arithmetic{ArithmeticOp::add, running, element(0)});
  CHECK(printed(make(Fold{1, 0, number(0), {}, body, false})) == "fold e0 in claim.rows from 0: (running e0 + claim.rows[e0].x)");
  CHECK(printed(make(Fold{1, 0, number(0), element(0), body, true})) ==
        "fold e0 in claim.rows by falling claim.rows[e0].x from 0: (running e0 + claim.rows[e0].x)");
}

TEST_CASE("fractions, products and bands") {
  CHECK(printed(make(RoundedQuotient{{number(3), number(4)}, {number(7)}, RoundingMode::half_even, 5})) ==
        "3 * 4 / 7 rounded half_even to 5");
  CHECK(printed(make(RoundedQuotient{{number(1250, percent)}, {}, RoundingMode::down, 100}, percent)) == "12.5% rounded down to 1%");
  CHECK(printed(make(CompareProducts{CompareOp::less_equal, {number(3), number(4)}, {number(7)}}, truth)) == "3 * 4 <= 7");
  const ExprPtr band = make(Band{number(20), {0, 16, 55}}, {Kind::enumeration, none, 0, ""});
  const ExprPtr choice = make(Choice{band, {{{true, false, false}, number(1)}, {{false, true, true}, number(2)}}});
  CHECK(printed(choice) == "by (band of 20) { below 16: 1; 16 to below 55, from 55: 2 }");
  const ExprPtr any = make(Band{number(20), {0}}, {Kind::enumeration, none, 0, ""});
  CHECK(printed(make(IsCase{any, {true}}, truth)) == "(band of 20) is one of (any)");
}

TEST_CASE("what was paid for an event") {
  CHECK(printed(make(HistoryAmount{{0, 1}, {}})) == "paid for (A, B)");
  CHECK(printed(make(HistoryAmount{{1}, number(3)})) == "paid for (B) on 3");
}

TEST_CASE("a question with its grounds, rules and outputs; a list among the facts") {
  Policy policy = model::policy();
  Question question;
  question.name = "claim";
  question.block = question.id = 0;
  question.grounds.push_back({1, Effect::ends, Role::decides, make(Constant{1}, truth), {}});
  question.rules = {{0, "a <= b"}};
  question.outputs.push_back({"refund", OutputKind::outcome, number(0, percent), make(Constant{0}, truth), {}});
  question.reverses = 1;
  question.reverses_number = 1;
  policy.questions.push_back(question);
  const std::string text = print(policy);
  CHECK(text.find("fact 1 claim.rows: optional list of at most 200, absent \"none\"\n") != std::string::npos);
  CHECK(text.find("fact 2 claim.rows[].x: required int 0 to 9\n") != std::string::npos);
  CHECK(text.find("question claim: id claim, lines none, today none\n"
                  "  decides \"2\" ends: yes\n"
                  "  valid claim: a <= b\n"
                  "  outcome refund: percent(2) = 0%\n"
                  "    present no\n"
                  "  reverses B \"2\"\n") != std::string::npos);
}

TEST_CASE("what examples expect of outputs and of conditions") {
  Policy policy = model::policy();
  policy.questions.push_back({});
  policy.questions.back().name = "letter";
  policy.questions.back().block = policy.questions.back().id = 0;
  Expectation output;
  output.output = "refund";
  output.json = "0.00";
  Expectation that;
  that.that = make(Constant{1}, truth);
  policy.examples.push_back({"e", {{0, {}, {output, that}, {}}}, {}});
  CHECK(print(policy).find("example \"e\"\n  letter\n  expect refund 0.00\n  expect that yes\n") != std::string::npos);
}

}  // namespace pol::model
