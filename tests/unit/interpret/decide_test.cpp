#include <doctest/doctest.h>

#include "unit/interpret/by_hand.h"

namespace pol::interpret::test {

namespace {

// Two questions, `claim` with the benefit B on a list of bills and `letter` without lines; every condition is a fact of its own.
struct Small : Hand {
  FactId claim = group("claim");
  FactId id = leaf("claim.id", {model::Kind::text, model::none, 0, ""}, {}, model::none, model::Presence::key, claim);
  FactId asked = leaf("claim.asked", {model::Kind::set, 0, 0, ""}, {}, model::none, model::Presence::key, claim);
  FactId first = leaf("claim.first", truth_type, {}, model::none, model::Presence::required, claim);
  FactId presumed = leaf("claim.presumed", truth_type, {}, model::none, model::Presence::presumed, claim);
  FactId bills = list("claim.bills", claim);
  FactId amount = leaf("claim.bills[].amount", money, {0, 10'000}, bills);
  FactId dropped = leaf("claim.bills[].dropped", truth_type, {}, bills);
  FactId letter = group("letter");
  FactId letter_id = leaf("letter.id", {model::Kind::text, model::none, 0, ""}, {}, model::none, model::Presence::key, letter);
  FactId sent = leaf("letter.sent", date_type, {0, 1000}, model::none, model::Presence::required, letter);
  FactId open = leaf("letter.open", truth_type, {}, model::none, model::Presence::required, letter);
  FactId share =
      leaf("letter.share", {model::Kind::percent, model::none, 2, ""}, {0, 10'000}, model::none, model::Presence::required, letter);

  Small() {
    policy.name = "small";
    policy.edition = "1";
    policy.currency = "EUR";
    policy.decimals = 2;
    policy.enums = {{"Benefit", {"B", "C"}}};
    policy.benefits = 0;
    policy.numbers = {"1", "2", "3", "4"};
    policy.facts[presumed].presumed = 1;
    policy.questions.resize(2);
    policy.questions[0].name = "claim";
    policy.questions[0].block = claim;
    policy.questions[0].id = id;
    policy.questions[0].lines = asked;
    policy.questions[1].name = "letter";
    policy.questions[1].block = letter;
    policy.questions[1].id = letter_id;
    policy.lines.push_back(line());
    record.facts[id].text = "C-1";
    record.facts[letter_id].text = "L-1";
    say(asked, 1);
  }

  ExprPtr of_bills(ExprPtr body, model::ListKind kind, model::Type type) const {
    return make(model::OfList{kind, bills, 0, std::move(body)}, std::move(type));
  }
  ExprPtr is(ExprPtr left, std::int64_t value) const {
    return make(model::Compare{model::CompareOp::equal, std::move(left), number(value)}, truth_type);
  }
  ExprPtr no(ExprPtr operand) const { return make(model::Not{std::move(operand)}, truth_type); }

  // requires "2" first; drops "3" the bills that are dropped; pays the others; nothing left of them declines under "1".
  model::Line line() const {
    model::Line line;
    line.benefit = 0;
    line.number = 0;
    line.event = make(model::Constant{7}, date_type);
    const ExprPtr kept =
        of_bills(make(model::Choice{read(dropped, 0), {{{true, false}, read(amount, 0)}, {{false, true}, number(0)}}}, money),
                 model::ListKind::sum, money);
    line.grounds.push_back({1, model::Effect::requires_it, model::Role::declines, no(read(first)), {}});
    line.grounds.push_back(
        {2, model::Effect::excludes, model::Role::drops, of_bills(read(dropped, 0), model::ListKind::any, truth_type), {}});
    line.grounds.push_back({0, model::Effect::requires_it, model::Role::declines, is(kept, 0), {}});
    line.steps.push_back({0, model::StepEffect::benefit, model::Effect::limits, kept, {}, {}});
    return line;
  }

  std::string decided(std::uint32_t question = 0) {
    record.question = question;
    return decide(policy, {"h", "b"}, record, history, 1).json;
  }
  static std::string part(const std::string& json, const std::string& key, const std::string& until) {
    const std::size_t from = json.find("\"" + key + "\":");
    return json.substr(from, json.find("\"" + until + "\":", from) - from - 1);
  }
  std::string reasons(std::uint32_t question = 0) { return part(decided(question), "reasons", "missing"); }
  std::string status(std::uint32_t question = 0) { return part(decided(question), "status", "total"); }
};

}  // namespace

TEST_CASE("what drops a bill is a reason of a paid line") {
  Small small;
  small.say(small.first, 1);
  small.add_element(small.bills, {{small.amount, 1000}, {small.dropped, 0}});
  small.add_element(small.bills, {{small.dropped, 1}});
  CHECK(small.status() == R"("status":"paid")");
  CHECK(small.reasons() == R"("reasons":[{"clause":"3","effect":"excludes","benefits":["B"]}])");
}

TEST_CASE("of a declined line only where it leaves nothing") {
  Small small;
  small.say(small.first, 1);
  small.add_element(small.bills, {{small.amount, 1000}, {small.dropped, 1}});
  CHECK(small.reasons() ==
        R"("reasons":[{"clause":"1","effect":"requires","benefits":["B"]},{"clause":"3","effect":"excludes","benefits":["B"]}])");
  small.add_element(small.bills, {{small.amount, 1000}, {small.dropped, 0}});
  small.say(small.first, 0);
  CHECK(small.reasons() == R"("reasons":[{"clause":"2","effect":"requires","benefits":["B"]}])");
}

TEST_CASE("of a pended line where it is open and the amount with it; missing names the elements") {
  Small small;
  small.say(small.first, 1);
  small.add_element(small.bills, {{small.amount, 1000}, {small.dropped, 0}});
  small.add_element(small.bills, {{small.amount, 500}});
  const std::string json = small.decided();
  CHECK(
      Small::part(json, "lines", "reasons") ==
      R"("lines":[{"benefit":"B","status":"pended","amount":0.00,"missing":["claim.bills[1].dropped"],"range":{"from":10.00,"to":15.00},"steps":[]}])");
  CHECK(Small::part(json, "reasons", "missing") ==
        R"("reasons":[{"clause":"1","effect":"requires","benefits":["B"]},{"clause":"3","effect":"requires","benefits":["B"]}])");
  // a bill of 0: whether it is dropped is open, and does not matter
  small.record.lists[small.bills][1][small.amount].value = 0;
  CHECK(small.status() == R"("status":"paid")");
  small.record.facts[small.first] = {};
  CHECK(small.reasons() == R"("reasons":[{"clause":"2","effect":"requires","benefits":["B"]}])");
  CHECK(Small::part(small.decided(), "missing", "range") == R"("missing":["claim.first"])");
}

TEST_CASE("members of a list in the order of the schema, one element after another") {
  Small small;
  small.say(small.first, 1);
  small.add_element(small.bills, {});
  small.add_element(small.bills, {{small.amount, 1}});
  CHECK(Small::part(small.decided(), "missing", "range") ==
        R"("missing":["claim.bills[0].amount","claim.bills[0].dropped","claim.bills[1].dropped"])");
}

TEST_CASE("outputs: every kind of value, absent and undecided ones null") {
  Small small;
  model::Question& letter = small.policy.questions[1];
  small.say(small.sent, 14'610);
  small.say(small.share, 1250);
  using model::OutputKind;
  letter.outputs.push_back({"sent", OutputKind::outcome, small.read(small.sent), {}, {}});
  letter.outputs.push_back({"share", OutputKind::outcome, small.read(small.share), {}, {}});
  letter.outputs.push_back({"fee", OutputKind::outcome, make(model::Constant{1250}, money), {}, {}});
  letter.outputs.push_back({"kind", OutputKind::outcome, make(model::Constant{1}, {model::Kind::enumeration, 0, 0, ""}), {}, {}});
  letter.outputs.push_back({"early", OutputKind::outcome, truth(false), {}, {}});
  letter.outputs.push_back({"days", OutputKind::outcome, make(model::Constant{30}, {model::Kind::days, model::none, 0, ""}), {}, {}});
  letter.outputs.push_back({"gone", OutputKind::outcome, small.read(small.open), truth(false), {}});
  letter.outputs.push_back({"open", OutputKind::shown, small.read(small.open), {}, {}});
  const std::string json = small.decided(1);
  CHECK(Small::part(json, "outputs", "limits") ==
        R"("outputs":{"sent":"2010-01-01","share":12.5,"fee":12.50,"kind":"C","early":false,"days":30,"gone":null,"open":null})");
  CHECK(Small::part(json, "status", "missing") == R"("status":"decided","total":0.00,"currency":"EUR","lines":[],"reasons":[])");
}

TEST_CASE("an outcome that is not decided pends its question, and so does its presence") {
  Small small;
  model::Question& letter = small.policy.questions[1];
  letter.outputs.push_back({"sent", model::OutputKind::outcome, small.read(small.sent), small.read(small.open), {}});
  CHECK(small.status(1) == R"("status":"pended")");
  CHECK(Small::part(small.decided(1), "missing", "outputs") == R"("missing":["letter.sent","letter.open"])");
  small.say(small.sent, 5);
  CHECK(Small::part(small.decided(1), "missing", "limits") == R"("missing":["letter.open"],"outputs":{"sent":null})");
  small.say(small.open, 0);
  small.record.facts[small.sent] = {};
  CHECK(small.status(1) == R"("status":"decided")");
  CHECK(Small::part(small.decided(1), "missing", "limits") == R"("missing":[],"outputs":{"sent":null})");
}

TEST_CASE("an answer that refers") {
  Small small;
  model::Question& letter = small.policy.questions[1];
  letter.grounds.push_back({3, model::Effect::refers, model::Role::refers, small.read(small.open), {}});
  CHECK(small.status(1) == R"("status":"pended")");
  CHECK(small.reasons(1) == R"("reasons":[{"clause":"4","effect":"requires"}])");
  CHECK(Small::part(small.decided(1), "missing", "outputs") == R"("missing":["letter.open"])");
  small.say(small.open, 1);
  CHECK(small.status(1) == R"("status":"referred")");
  CHECK(small.reasons(1) == R"("reasons":[{"clause":"4","effect":"refers"}])");
  letter.outputs.push_back({"sent", model::OutputKind::outcome, small.read(small.sent), {}, {}});
  CHECK(small.status(1) == R"("status":"pended")");
  small.say(small.sent, 1);
  CHECK(small.status(1) == R"("status":"referred")");
  small.say(small.open, 0);
  CHECK(small.status(1) == R"("status":"decided")");
}

TEST_CASE("what decides an output is a reason beside no benefit, or among the benefits of the same reason") {
  Small small;
  small.say(small.first, 0);
  small.policy.questions[0].grounds.push_back({3, model::Effect::requires_it, model::Role::decides, small.read(small.presumed), {}});
  CHECK(small.reasons() ==
        R"("reasons":[{"clause":"1","effect":"requires","benefits":["B"]},{"clause":"2","effect":"requires","benefits":["B"]},)"
        R"({"clause":"4","effect":"requires","presumed":true}])");
  small.say(small.presumed, 1);
  small.policy.questions[0].grounds[0].number = 1;
  CHECK(small.reasons() ==
        R"("reasons":[{"clause":"1","effect":"requires","benefits":["B"]},{"clause":"2","effect":"requires","benefits":["B"]}])");
  small.record.facts[small.presumed] = {false, true, 0, {}};  // open: of a question with lines no reason
  small.policy.questions[0].grounds[0].number = 3;
  small.record.facts[small.first] = {};
  CHECK(small.reasons().find("\"4\"") == std::string::npos);
}

TEST_CASE("outputs of a claim see the history before its own lines") {
  Small small;
  small.say(small.first, 1);
  small.add_element(small.bills, {{small.amount, 1000}, {small.dropped, 0}});
  const ExprPtr paid = make(model::HistoryAmount{{0}, {}}, money);
  small.policy.questions[0].outputs.push_back({"paid", model::OutputKind::shown, paid, {}, {}});
  CHECK(Small::part(small.decided(), "outputs", "limits") == R"("outputs":{"paid":0.00})");
  small.history = {{0, {}, {}, 250}};
  CHECK(Small::part(small.decided(), "outputs", "limits") == R"("outputs":{"paid":2.50})");
}

TEST_CASE("a record that breaks what must hold is invalid; one that may break it is not") {
  Small small;
  model::Question& claim = small.policy.questions[0];
  claim.grounds.push_back({0, model::Effect::requires_it, model::Role::breaks, small.no(small.read(small.first)), {}});
  claim.grounds.push_back({0, model::Effect::requires_it, model::Role::decides, truth(true), {}});
  claim.grounds.push_back({0, model::Effect::requires_it, model::Role::breaks, small.read(small.presumed), {}});
  claim.rules = {{small.claim, "first"}, {small.bills, "not \"presumed\""}};
  small.record.question = 0;
  small.say(small.first, 0);
  small.say(small.presumed, 0);
  const Outcome outcome = decide(small.policy, {"h", "b"}, small.record, {}, 3);
  CHECK(!outcome.valid);
  CHECK(outcome.booked.empty());
  CHECK(outcome.json ==
        R"({"record":3,"certificate":null,"claim":"C-1","status":"invalid","errors":[{"path":"claim","expected":"first"}]})");
  small.say(small.presumed, 1);
  CHECK(Small::part(small.decided(), "errors", "none")
            .starts_with(R"("errors":[{"path":"claim","expected":"first"},{"path":"claim.bills[0]","expected":"not \"presumed\""}])"));
  small.record.facts[small.first] = {};
  small.say(small.presumed, 0);
  CHECK(decide(small.policy, {"h", "b"}, small.record, {}, 3).valid);
}

TEST_CASE("a decided answer takes back what is paid, event by event") {
  Small small;
  model::Question& letter = small.policy.questions[1];
  letter.reverses = 0;
  letter.reverses_number = 3;
  letter.today = small.sent;
  small.history = {{0, {}, {}, 100}, {0, 300, {}, 40}, {1, 300, {}, 5}, {0, 200, {}, 70}, {0, 300, {}, -40}, {0, 100, {}, 1}};
  small.say(small.sent, 400);
  CHECK(Small::part(small.decided(1), "history", "policy") ==
        R"("history":[{"benefit":"B","event_date":"1970-04-11","decision_date":"1971-02-05","amount":-0.01},)"
        R"({"benefit":"B","event_date":"1970-07-20","decision_date":"1971-02-05","amount":-0.70},)"
        R"({"benefit":"B","event_date":null,"decision_date":"1971-02-05","amount":-1.00}])");
  CHECK(small.reasons(1) == R"("reasons":[{"clause":"4","effect":"requires"}])");
  small.record.facts[small.sent] = {};
  CHECK(small.decided(1).find("\"decision_date\":null") != std::string::npos);
  letter.grounds.push_back({3, model::Effect::refers, model::Role::refers, small.read(small.open), {}});
  CHECK(Small::part(small.decided(1), "history", "policy") == R"("history":[])");
  small.say(small.open, 1);
  CHECK(Small::part(small.decided(1), "history", "policy") == R"("history":[])");
  small.history.clear();
  small.say(small.open, 0);
  CHECK(small.reasons(1) == R"("reasons":[])");
  CHECK(Small::part(small.decided(1), "history", "policy") == R"("history":[])");
}

}  // namespace pol::interpret::test
