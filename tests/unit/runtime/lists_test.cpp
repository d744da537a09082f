// Lists of records: read, decided, named in what is missing.
#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <vector>

#include "fixture_lists.h"

namespace {

using lists::claim_of;

// The errors of a record that must be invalid; "" where it is not.
std::string errors(const std::string& line) {
  lists::Opened toy;
  if (toy.session.read(line) != POLRT_INVALID_RECORD) return "";
  const std::string text(toy.session.write(7));
  const std::size_t at = text.find("\"errors\":");
  REQUIRE(at != std::string::npos);
  return text.substr(at + 9, text.size() - at - 10);
}

std::string error_at(const std::string& path, const std::string& expected, const std::string& got) {
  return R"({"path":")" + path + R"(","expected":")" + expected + R"(","got":")" + got + "\"}";
}

polrt_list list_at(const polrt_input& input, std::uint32_t offset) {
  polrt_list list{};
  std::memcpy(&list, input.record + offset, sizeof list);
  return list;
}

std::uint64_t word_of(const polrt_list& list, std::uint64_t element, std::size_t word) {
  std::uint64_t value = 0;
  std::memcpy(&value, list.elements + element * lists::expense_size + word * 8, sizeof value);
  return value;
}

// Everything between the currency and the policy.
std::string body_of(const std::string& decision) {
  const std::size_t from = decision.find("\"lines\":");
  const std::size_t to = decision.find(",\"limits\":");
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  return decision.substr(from, to - from);
}

std::string body(const std::string& expenses, const std::string& benefits = R"(["A"])") {
  return body_of(lists::Opened().run(claim_of(expenses, benefits)));
}

const std::string outputs = R"("outputs":{"payee":"insured"})";

}  // namespace

TEST_CASE("runtime lists: elements lie one after another, each with planes of its own") {
  lists::Opened toy;
  REQUIRE(toy.session.read(claim_of(R"([{"kind":"exam","amount":1.5,"doctor":{"qualified":true}},{"ordered":null,"note":"x"},{}])")) ==
          POLRT_OK);
  const polrt_list list = list_at(toy.session.input(), lists::at_expenses);
  REQUIRE(list.count == 3);
  CHECK(reinterpret_cast<std::uintptr_t>(list.elements) % 8 == 0);
  // Bits: kind, amount, ordered (presumed), doctor (optional: absence is a fact), doctor.qualified (presumed), note (optional).
  CHECK(word_of(list, 0, 0) == 0b111111);
  CHECK(word_of(list, 0, 1) == 0b011011);
  CHECK(word_of(list, 1, 0) == 0b111000);  // null says that the presumption does not hold
  CHECK(word_of(list, 1, 1) == 0b100000);
  CHECK(word_of(list, 2, 0) == 0b111100);
  CHECK(word_of(list, 2, 1) == 0);
  CHECK(word_of(list, 0, 2) == 150);
  CHECK(list.elements[2 * lists::expense_size + 42] == 1);  // presumed
  CHECK(word_of(list, 2, 2) == 0);
  std::uint64_t found = 0;
  std::memcpy(&found, toy.session.input().record + 8, sizeof found);
  CHECK((found >> lists::expenses & 1) == 1);
}

TEST_CASE("runtime lists: absent, null and empty lists have no elements") {
  lists::Opened toy;
  for (const char* given : {"null", "[]"}) {
    REQUIRE(toy.session.read(claim_of(given)) == POLRT_OK);
    CHECK(list_at(toy.session.input(), lists::at_expenses).count == 0);
    CHECK(list_at(toy.session.input(), lists::at_expenses).elements == nullptr);
  }
  REQUIRE(toy.session.read(claim_of(R"([{"amount":1},{},{}])")) == POLRT_OK);
  REQUIRE(toy.session.read(R"({"certificate":{"id":"a"},"claim":{"id":"b","benefits":["A"]}})") == POLRT_OK);
  CHECK(list_at(toy.session.input(), lists::at_expenses).count == 0);
}

TEST_CASE("runtime lists: an element is read like a record, and a shorter list leaves nothing of a longer one") {
  lists::Opened toy;
  REQUIRE(toy.session.read(claim_of(R"([{"amount":1},{"amount":2},{"amount":3},{"amount":4}])")) == POLRT_OK);
  CHECK(list_at(toy.session.input(), lists::at_expenses).count == 4);
  REQUIRE(toy.session.read(claim_of(R"([{},{"kind":"surgery"}])")) == POLRT_OK);
  const polrt_list list = list_at(toy.session.input(), lists::at_expenses);
  REQUIRE(list.count == 2);
  CHECK(word_of(list, 0, 2) == 0);
  CHECK(word_of(list, 1, 2) == 0);
  CHECK(word_of(list, 1, 1) == 1);
}

TEST_CASE("runtime lists: what is wrong is said with its position") {
  CHECK(errors(claim_of(R"([{},{"amount":"x"}])")) ==
        "[" + error_at("claim.expenses[1].amount", "an amount in EUR with at most 2 decimals, 0 to 10", "\\\"x\\\"") + "]");
  CHECK(errors(claim_of(R"([{"amount":1},7,null])")) ==
        "[" + error_at("claim.expenses[1]", "an object with fields in it: {...}", "7") + "," +
            error_at("claim.expenses[2]", "an object with fields in it: {...}", "null") + "]");
  CHECK(errors(claim_of(R"([{"doctor":{"qualified":1}}])")) ==
        "[" + error_at("claim.expenses[0].doctor.qualified", "yes or no: true or false", "1") + "]");
  CHECK(errors(claim_of(R"([{},{},{},{"kind":"dental","colour":"red"}])")) ==
        "[" + error_at("claim.expenses[3].kind", "one of surgery, exam", "\\\"dental\\\"") +
            R"(,{"path":"claim.expenses[3].colour","expected":"no field but kind, amount, ordered, doctor, note"}])");
  CHECK(errors(claim_of(R"([{"doctor":{"name":"x"}}])")) ==
        R"([{"path":"claim.expenses[0].doctor.name","expected":"no field but qualified"}])");
  CHECK(errors(claim_of(R"([{"amount":1,"amount":1}])")) == "[" + error_at("claim.expenses[0].amount", "each key only once", "1") + "]");
  CHECK(errors(claim_of(R"([{"amount":1},{"amount":1}])")) == "");
  CHECK(errors(claim_of(R"({"amount":1})")) ==
        "[" + error_at("claim.expenses", "a list of objects with fields in them: [{...}, ...]", R"({\"amount\":1})") + "]");
  // After the list the paths are those of the record again.
  CHECK(errors(R"({"certificate":{"id":"a"},"claim":{"id":"b","benefits":["A"],"expenses":[{},{}],"written":5}})") ==
        "[" + error_at("claim.written", "yes or no: true or false", "5") + "]");
}

TEST_CASE("runtime lists: no more elements than the wording allows") {
  CHECK(errors(claim_of("[{},{},{},{}]")) == "");
  CHECK(errors(claim_of("[{},{},{},{},{\"x\":1}]")) ==
        "[" + error_at("claim.expenses", "a list of at most 4 items", R"([{},{},{},{},{\"x\":1}])") + "]");
}

TEST_CASE("runtime lists: a list that holds something personal is not shown") {
  const std::string record = lists::refund_of(R"("items":[[5],{"value":"secret"}])");
  CHECK(errors(record) == R"([{"path":"refund.items[0]","expected":"an object with fields in it: {...}"},)"
                          R"({"path":"refund.items[1].value","expected":"an amount in EUR with at most 2 decimals, 0 to 10"}])");
  CHECK(errors(lists::refund_of(R"("items":"secret")")) ==
        R"([{"path":"refund.items","expected":"a list of objects with fields in them: [{...}, ...]"}])");
}

TEST_CASE("runtime lists: broken JSON in a list is invalid, wherever it is cut") {
  lists::Opened toy;
  const std::string good = claim_of(R"([{"kind":"exam","amount":"1.5","doctor":{"qualified":true}},{"note":"\u00e9"}])");
  REQUIRE(toy.session.read(good) == POLRT_OK);
  for (std::size_t size = 0; size < good.size(); ++size) REQUIRE(toy.session.read(good.substr(0, size)) == POLRT_INVALID_RECORD);
  REQUIRE(toy.session.read(good) == POLRT_OK);
}

TEST_CASE("runtime lists: a paid line gives what dropped an element as a reason") {
  CHECK(body(R"([{"kind":"surgery","amount":4},{"kind":"exam","amount":5},{"kind":"surgery","amount":1,"ordered":false}])") ==
        R"("lines":[{"benefit":"A","status":"paid","amount":4.00,"steps":[{"clause":"I.A","effect":"benefit","amount":4.00}]}],)"
        R"("reasons":[{"clause":"ordered","effect":"requires","benefits":["A"]}],"missing":[],)" +
            outputs);
}

TEST_CASE("runtime lists: what dropped an element explains a refusal only where it left nothing to start with") {
  CHECK(
      body(R"([{"kind":"surgery","amount":4,"ordered":false}])") ==
      R"("lines":[{"benefit":"A","status":"declined","amount":0.00,"steps":[]}],)"
      R"("reasons":[{"clause":"I.A","effect":"limits","benefits":["A"]},{"clause":"ordered","effect":"requires","benefits":["A"]}],"missing":[],)" +
          outputs);
  CHECK(body(R"([{"kind":"surgery","amount":4,"doctor":{"qualified":false}},{"kind":"exam","ordered":false}])") ==
        R"("lines":[{"benefit":"A","status":"declined","amount":0.00,"steps":[]}],)"
        R"("reasons":[{"clause":"qualified","effect":"requires","benefits":["A"]}],"missing":[],)" +
            outputs);
  CHECK(body("[]").find(R"("reasons":[{"clause":"I.A","effect":"limits","benefits":["A"]}])") != std::string::npos);
}

TEST_CASE("runtime lists: what is missing of the elements, in the order of the schema") {
  const std::string missing = R"(["claim.expenses[0].amount","claim.expenses[0].ordered","claim.expenses[2].kind"])";
  CHECK(body(R"([{"kind":"surgery","ordered":null},{"kind":"exam"},{"amount":3},{"kind":"surgery","amount":2}])") ==
        R"("lines":[{"benefit":"A","status":"pended","amount":0.00,"missing":)" + missing +
            R"(,"range":{"from":2.00,"to":15.00},"steps":[]}],"reasons":[{"clause":"I.A","effect":"requires","benefits":["A"]},)"
            R"({"clause":"ordered","effect":"requires","benefits":["A"]}],"missing":)" +
            missing + "," + outputs);
}

TEST_CASE("runtime lists: an open drop matters only where the amount is open") {
  const std::string pended = body(R"([{"kind":"surgery","amount":2,"doctor":{"qualified":null}},{"kind":"exam","ordered":null}])");
  CHECK(pended == R"("lines":[{"benefit":"A","status":"pended","amount":0.00,"missing":["claim.expenses[0].doctor.qualified"],)"
                  R"("range":{"from":0.00,"to":2.00},"steps":[]}],"reasons":[{"clause":"qualified","effect":"requires","benefits":["A"]}],)"
                  R"("missing":["claim.expenses[0].doctor.qualified"],)" +
                      outputs);
}

TEST_CASE("runtime lists: the record misses what any of its lines misses, and other lines stay as they are") {
  const std::string pended = body(R"([{"kind":"surgery"},{"amount":3}])", R"(["A","B"])");
  CHECK(pended.find(R"({"benefit":"B","status":"paid","amount":0.10)") != std::string::npos);
  CHECK(pended.find(R"("missing":["claim.expenses[0].amount","claim.expenses[1].kind"],"outputs")") != std::string::npos);
}

TEST_CASE("runtime lists: a line is explained only where it is not decided") {
  static int decided = 0, explained = 0;
  static polrt_decide_function decide = nullptr;
  static polrt_explain_function explain = nullptr;
  lists::Artifact artifact;
  const polrt_decide_function* const deciding = artifact.artifact.decide;
  const polrt_explain_function* const explaining = artifact.artifact.explain;
  decide = deciding[0];
  explain = explaining[0];
  const polrt_decide_function counts_decided = [](const std::uint8_t* r, const std::uint64_t* k, const std::uint8_t* p,
                                                  const polrt_history* h, const std::int64_t* s, std::int64_t* o, std::uint32_t w) {
    ++decided;
    decide(r, k, p, h, s, o, w);
  };
  const polrt_explain_function counts_explained = [](const std::uint8_t* r, const std::uint64_t* k, const std::uint8_t* p,
                                                     const polrt_history* h, const std::int64_t* s, std::int64_t* o,
                                                     const polrt_collect* c) {
    ++explained;
    explain(r, k, p, h, s, o, c);
  };
  const polrt_decide_function decide_all[] = {counts_decided, deciding[1], deciding[2], deciding[3]};
  const polrt_explain_function explain_all[] = {counts_explained, explaining[1], explaining[2], explaining[3]};
  artifact.artifact.decide = decide_all;
  artifact.artifact.explain = explain_all;
  const auto opened = polrt::Wording::open(artifact.artifact);
  polrt::Session session(std::get<polrt::Wording>(opened));
  const auto calls = [&](const std::string& expenses, const std::vector<polrt_entry>& history = {}) {
    decided = explained = 0;
    REQUIRE(session.read(claim_of(expenses)) == POLRT_OK);
    REQUIRE(session.decide(history) == POLRT_OK);
    return std::pair(decided, explained);
  };
  const std::string complete = R"({"kind":"surgery","amount":1,"ordered":true,"doctor":{"qualified":true}})";
  CHECK(calls("[]") == std::pair(1, 0));
  CHECK(calls("[" + complete + "," + complete + "]") == std::pair(1, 0));
  const std::string one_unsaid = "[" + complete + R"(,{"kind":"surgery","amount":1,"ordered":null}])";
  CHECK(calls(one_unsaid) == std::pair(1, 0));  // it can rest on nothing else
  // What was paid on a day that is not known leaves something open as well; there is still one element, and one fact of it.
  CHECK(calls(one_unsaid, {{0, POLRT_HAS_EVENT_DATE, 0, 0, 1}}) == std::pair(1, 0));
  CHECK(calls(one_unsaid, {{0, 0, 0, 0, 1}}) == std::pair(1, 1));
  CHECK(calls("[" + complete + R"(,{"kind":"surgery","amount":1,"ordered":null},{"kind":"exam"}])") ==
        std::pair(1, 2));                                                             // once more for which elements
  CHECK(calls("[" + complete + R"(,{"kind":"exam"}])") == std::pair(1, 0));           // whose amount does not matter
  CHECK(calls(R"([{"kind":"surgery","amount":1,"doctor":{}}])") == std::pair(2, 0));  // once more without presumptions
}

TEST_CASE("runtime lists: a presumption of an element that decides is marked so") {
  const std::string reason = R"({"clause":"qualified","effect":"requires","benefits":["A"])";
  CHECK(body(R"([{"kind":"surgery","amount":4,"doctor":{"qualified":false}}])").find(reason + "}]") != std::string::npos);
  CHECK(body(R"([{"kind":"surgery","amount":4,"doctor":{}}])").find(reason + R"(,"presumed":true}])") != std::string::npos);
  // Said of one element it decides, whatever is presumed of the other.
  CHECK(body(R"([{"amount":4,"doctor":{"qualified":false}},{"doctor":{}}])").find(reason + "}]") != std::string::npos);
}

TEST_CASE("runtime lists: the arena a record needs grows with its lists") {
  lists::Opened toy;
  const std::size_t least = polrt_policy_arena_size(toy.policy());
  REQUIRE(toy.session.read(claim_of("[]")) == POLRT_OK);
  CHECK(polrt_arena_size(toy.policy(), &toy.session.input(), 1000) == least);
  REQUIRE(toy.session.read(claim_of(R"([{"kind":"surgery"},{},{}])")) == POLRT_OK);
  const polrt_input input = toy.session.input();
  const std::size_t size = polrt_arena_size(toy.policy(), &input, 0);
  CHECK(size == least + 3 * 2 * 8);  // a plane of one word for the line, one for the record
  std::vector<std::uint64_t> arena(size / 8 + 1);
  arena[size / 8] = 42;
  const polrt_decision* decision = nullptr;
  CHECK(polrt_decide(toy.policy(), &input, nullptr, 0, arena.data(), size - 1, &decision) == POLRT_ARENA_TOO_SMALL);
  CHECK(polrt_decide(toy.policy(), &input, nullptr, 0, arena.data(), size, &decision) == POLRT_OK);
  CHECK(arena[size / 8] == 42);
  CHECK(polrt_arena_size(nullptr, &input, 0) == 0);
  CHECK(polrt_arena_size(toy.policy(), nullptr, 0) == 0);
}

TEST_CASE("runtime lists: records of the host whose lists cannot be are refused") {
  lists::Opened toy;
  REQUIRE(toy.session.read(claim_of("[{}]")) == POLRT_OK);
  std::vector<std::uint64_t> record(16);
  std::memcpy(record.data(), toy.session.input().record, 128);
  polrt_input input = toy.session.input();
  input.record = reinterpret_cast<const std::uint8_t*>(record.data());
  std::vector<std::uint64_t> arena(10'000);
  const polrt_decision* decision = nullptr;
  const auto decide = [&](polrt_list list) {
    std::memcpy(reinterpret_cast<std::uint8_t*>(record.data()) + lists::at_expenses, &list, sizeof list);
    return polrt_decide(toy.policy(), &input, nullptr, 0, arena.data(), arena.size() * 8, &decision);
  };
  const polrt_list good = list_at(toy.session.input(), lists::at_expenses);
  CHECK(decide(good) == POLRT_OK);
  CHECK(decide({good.elements, lists::most_expenses + 1}) == POLRT_BAD_ARGUMENT);
  CHECK(decide({nullptr, 1}) == POLRT_BAD_ARGUMENT);
  CHECK(decide({good.elements + 4, 1}) == POLRT_BAD_ARGUMENT);
  CHECK(decide({nullptr, 0}) == POLRT_OK);
}
