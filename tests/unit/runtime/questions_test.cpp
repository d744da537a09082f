// Questions: outputs, records that break what must hold, questions without lines, payments taken back.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "fixture_lists.h"

namespace {

using lists::claim_of;
using lists::refund_of;

// The words that the question `refund` answers: see lists::Answer.
enum Word { established, open, status_rests, amount_rests, accepted = 6, due = 9, share = 12, by = 15, to = 18, word_count = 21 };
enum GroundOfRefund : std::int64_t { refers = 1, decides = 2, breaks = 4 };
enum Presence : std::int64_t { absent = 1, present = 2, either = 3 };

std::vector<std::int64_t> words_of(std::vector<std::pair<int, std::int64_t>> words) {
  std::vector<std::int64_t> all(word_count, 0);
  for (const int output : {accepted, due, share, by, to}) all[static_cast<std::size_t>(output)] = absent;
  for (const auto& [word, value] : words) all[static_cast<std::size_t>(word)] = value;
  return all;
}

std::string between(const std::string& decision, const std::string& first, const std::string& last) {
  const std::size_t from = decision.find(first);
  const std::size_t to = decision.find(last, from);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  return decision.substr(from, to - from);
}

std::string refund(std::vector<std::pair<int, std::int64_t>> words, const std::string& members = "",
                   const std::vector<polrt_entry>& history = {}) {
  lists::answer() = {words_of(std::move(words)), {}};
  return lists::Opened().run(refund_of(members), history);
}

std::string outputs(std::vector<std::pair<int, std::int64_t>> words) {
  return between(refund(std::move(words)), "\"outputs\":", ",\"limits\"");
}
std::string status(std::vector<std::pair<int, std::int64_t>> words) {
  return between(refund(std::move(words)), "\"status\":\"", "\",\"total\"").substr(10);
}
std::string reasons(std::vector<std::pair<int, std::int64_t>> words, const std::string& members = "") {
  return between(refund(std::move(words), members), "\"reasons\":", ",\"missing\"");
}

const std::string policy = R"(,"policy":{"name":"lists","edition":"1","hash":"h","build":"b"}})";

}  // namespace

TEST_CASE("runtime questions: a question without lines, byte for byte") {
  CHECK(refund({{accepted, present}, {accepted + 1, 2}, {due, present}, {due + 1, 1250}, {due + 2, 1250}}) ==
        R"({"record":1,"certificate":"LC-1","claim":"R-1","status":"decided","total":0.00,"currency":"EUR","lines":[],"reasons":[],)"
        R"("missing":[],"outputs":{"accepted":true,"due":12.50,"share":null,"by":null,"to":null},"limits":[],"history":[])" +
            policy);
}

TEST_CASE("runtime questions: outputs, each in the form of its type") {
  CHECK(outputs({{accepted, present}, {accepted + 1, 1}}).find(R"("accepted":false)") != std::string::npos);
  CHECK(outputs({{share, present}, {share + 1, 1250}, {share + 2, 1250}}).find(R"("share":12.5,)") != std::string::npos);
  CHECK(outputs({{share, present}, {share + 1, -1200}, {share + 2, -1200}}).find(R"("share":-12,)") != std::string::npos);
  CHECK(outputs({{by, present}, {by + 1, 14994}, {by + 2, 14994}}).find(R"("by":"2011-01-20")") != std::string::npos);
  CHECK(outputs({{to, present}, {to + 1, 2}}).find(R"("to":"heirs")") != std::string::npos);
}

TEST_CASE("runtime questions: an output that is not decided is null") {
  const std::string nothing = R"("outputs":{"accepted":null,"due":null,"share":null,"by":null,"to":null})";
  CHECK(outputs({}) == nothing);
  CHECK(outputs({{accepted, present}, {accepted + 1, 3}}) == nothing);
  CHECK(outputs({{due, present}, {due + 1, 1}, {due + 2, 2}}) == nothing);
  CHECK(outputs({{share, either}, {share + 1, 5}, {share + 2, 5}}) == nothing);
  CHECK(outputs({{to, present}, {to + 1, 3}}) == nothing);
  CHECK(outputs({{to, present}, {to + 1, 0}}) == nothing);   // a function that writes this is broken
  CHECK(outputs({{to, present}, {to + 1, 64}}) == nothing);  // or this
  CHECK(outputs({{to, 0}, {to + 1, 1}}) == nothing);
}

TEST_CASE("runtime questions: status") {
  CHECK(status({}) == "decided");
  CHECK(status({{established, decides}, {open, decides}}) == "decided");
  CHECK(status({{established, refers}}) == "referred");
  CHECK(status({{open, refers}}) == "pended");
  CHECK(status({{accepted, either}, {accepted + 1, 2}}) == "pended");
  CHECK(status({{accepted, present}, {accepted + 1, 3}}) == "pended");
  CHECK(status({{established, refers}, {due, present}, {due + 1, 1}, {due + 2, 2}}) == "pended");
  CHECK(status({{due, absent}, {due + 1, 1}, {due + 2, 2}}) == "decided");
  CHECK(status({{share, either}, {by, present}, {by + 1, 1}, {by + 2, 2}}) == "decided");  // shown, no outcomes
}

TEST_CASE("runtime questions: reasons concern no benefit") {
  CHECK(reasons({{established, decides}}) == R"("reasons":[{"clause":"VI","effect":"excludes"}])");
  CHECK(reasons({{established, refers | decides}}) ==
        R"("reasons":[{"clause":"V","effect":"refers"},{"clause":"VI","effect":"excludes"}])");
  CHECK(reasons({{open, decides}}) == R"("reasons":[])");
  CHECK(reasons({{open, decides | refers}}) == R"("reasons":[{"clause":"V","effect":"requires"},{"clause":"VI","effect":"requires"}])");
  CHECK(reasons({{established, decides}, {open, refers}}) ==
        R"("reasons":[{"clause":"V","effect":"requires"},{"clause":"VI","effect":"excludes"}])");
}

TEST_CASE("runtime questions: a reason that only a presumption gives is marked so") {
  lists::answer() = {words_of({{established, refers | decides}}), words_of({{established, refers}, {open, decides}})};
  const std::string presumed = R"("reasons":[{"clause":"V","effect":"refers"},{"clause":"VI","effect":"excludes","presumed":true}])";
  CHECK(lists::Opened().run(refund_of("")).find(presumed) != std::string::npos);
  CHECK(lists::Opened().run(refund_of("\"sealed\":true")).find("presumed") == std::string::npos);
}

TEST_CASE("runtime questions: what a pended question rests on") {
  const auto missing = [](std::vector<std::pair<int, std::int64_t>> words, const std::string& members) {
    return between(refund(std::move(words), members), "\"missing\":", ",\"outputs\"");
  };
  const std::string items = R"("items":[{"value":1},{},{"value":null}])";
  CHECK(missing({{open, refers}, {status_rests, 1}}, items) == R"("missing":["refund.agreed"])");
  CHECK(missing({{open, refers}, {status_rests, 4}, {amount_rests, 2}}, items) ==
        R"("missing":["refund.items[1].value","refund.items[2].value","refund.sealed"])");
  CHECK(missing({{open, refers}, {status_rests, 1}, {amount_rests, 4}}, items) ==
        R"("missing":["refund.agreed","refund.items[1].value","refund.items[2].value"])");
  CHECK(missing({{open, decides}, {status_rests, 1}, {amount_rests, 4}}, items) == R"("missing":[])");
}

TEST_CASE("runtime questions: a record that breaks what must hold is invalid") {
  lists::Opened toy;
  std::string record = claim_of("[]", R"(["B"])");
  record.replace(record.find("2011-01-01"), 10, "2009-12-31");
  CHECK(
      toy.run(record) ==
      R"({"record":1,"certificate":"LC-1","claim":"C-1","status":"invalid","errors":[{"path":"certificate","expected":"start <= end"}]})");
  CHECK(toy.session.decision().outcome() == POLRT_INVALID);
  CHECK(toy.session.decision().total() == 0);
  CHECK(toy.session.entries().empty());
  // Every broken one, and nothing else of the question.
  CHECK(refund({{established, breaks | decides | refers}}) ==
        R"({"record":1,"certificate":"LC-1","claim":"R-1","status":"invalid","errors":[{"path":"refund","expected":"agreed"}]})");
  // What is not sure to be broken is not.
  CHECK(status({{open, breaks}}) == "decided");
  CHECK(reasons({{open, breaks}}) == R"("reasons":[])");
}

TEST_CASE("runtime questions: a claim shows its outputs and keeps the status of its lines") {
  lists::Opened toy;
  const std::string paid = toy.run(claim_of("[]", R"(["B"])"));
  CHECK(paid.find(R"("status":"paid","total":0.10)") != std::string::npos);
  CHECK(paid.find(R"("reasons":[],"missing":[],"outputs":{"payee":"insured"})") != std::string::npos);
  std::string record = claim_of("[]", R"(["B"])");
  record.replace(record.find("\"written\":true"), 14, "\"written\":false");
  CHECK(toy.run(record).find(R"("reasons":[{"clause":"IV.4","effect":"requires"}],"missing":[],"outputs":{"payee":"heirs"})") !=
        std::string::npos);
  record.replace(record.find("\"written\":false"), 15, "\"written\":null");
  const std::string unknown = toy.run(record);
  CHECK(unknown.find(R"("status":"paid","total":0.10)") != std::string::npos);
  CHECK(unknown.find(R"("reasons":[],"missing":[],"outputs":{"payee":null})") != std::string::npos);
}

TEST_CASE("runtime questions: payments are taken back event by event") {
  lists::answer() = {words_of({}), {}};
  lists::Opened toy;
  constexpr std::uint32_t event = POLRT_HAS_EVENT_DATE, dated = POLRT_HAS_EVENT_DATE | POLRT_HAS_DECISION_DATE;
  const std::vector<polrt_entry> history = {
      {0, 0, 7, 0, 30},       {0, dated, 20, 99, 500}, {0, dated, 10, 50, 100}, {1, event, 5, 0, 77}, {0, event, 30, 0, 40},
      {0, event, 20, 0, -50}, {0, event, 30, 0, -40},  {0, event, 40, 0, -10},  {0, 0, 0, 0, 5},
  };
  const std::string reversed = toy.run(refund_of(R"("paid_on":"2011-01-20")"), history);
  CHECK(reversed.find(R"("reasons":[{"clause":"IV.3","effect":"requires"}])") != std::string::npos);
  CHECK(between(reversed, "\"history\":", ",\"policy\"") ==
        R"("history":[{"benefit":"A","event_date":"1970-01-11","decision_date":"2011-01-20","amount":-1.00},)"
        R"({"benefit":"A","event_date":"1970-01-21","decision_date":"2011-01-20","amount":-4.50},)"
        R"({"benefit":"A","event_date":null,"decision_date":"2011-01-20","amount":-0.35}])");
  CHECK(reversed.find(R"("status":"decided","total":0.00)") != std::string::npos);
  REQUIRE(toy.session.entries().size() == 3);
  CHECK(toy.session.entries()[1].amount == -450);
  CHECK(toy.session.entries()[2].dates == POLRT_HAS_DECISION_DATE);
  // Taken back once, there is nothing left to take back.
  std::vector<polrt_entry> after = history;
  for (const polrt_entry& entry : toy.session.entries()) after.push_back(entry);
  const std::string again = toy.run(refund_of(""), after);
  CHECK(between(again, "\"history\":", ",\"policy\"") == R"("history":[])");
  CHECK(again.find(R"("reasons":[])") != std::string::npos);
}

TEST_CASE("runtime questions: nothing is taken back before the question is decided") {
  const std::vector<polrt_entry> history = {{0, 0, 0, 0, 30}};
  CHECK(between(refund({{established, refers}}, "", history), "\"history\":", ",\"policy\"") == R"("history":[])");
  CHECK(between(refund({{open, refers}}, "", history), "\"history\":", ",\"policy\"") == R"("history":[])");
  CHECK(between(refund({}, "", history), "\"history\":", ",\"policy\"") ==
        R"("history":[{"benefit":"A","event_date":null,"decision_date":null,"amount":-0.30}])");
}

TEST_CASE("runtime questions: a long history is taken back in the arena") {
  lists::answer() = {words_of({}), {}};
  lists::Opened toy;
  std::vector<polrt_entry> history;
  for (std::int32_t day = 5000; day > 0; --day) history.push_back({0, POLRT_HAS_EVENT_DATE, day, 0, day});
  REQUIRE(toy.session.read(refund_of("")) == POLRT_OK);
  const polrt_input input = toy.session.input();
  const std::size_t size = polrt_arena_size(toy.policy(), &input, history.size());
  CHECK(size == polrt_policy_arena_size(toy.policy()) + 5000 * sizeof(polrt_entry));
  std::vector<std::uint64_t> arena(size / 8);
  const polrt_decision* decision = nullptr;
  CHECK(polrt_decide(toy.policy(), &input, history.data(), history.size(), arena.data(), size - 1, &decision) == POLRT_ARENA_TOO_SMALL);
  REQUIRE(polrt_decide(toy.policy(), &input, history.data(), history.size(), arena.data(), size, &decision) == POLRT_OK);
  const polrt_entry* entries = nullptr;
  REQUIRE(polrt_decision_entries(decision, &entries) == 5000);
  for (std::int32_t day = 1; day <= 5000; ++day) {
    REQUIRE(entries[day - 1].event_date == day);
    REQUIRE(entries[day - 1].amount == -day);
  }
}

TEST_CASE("runtime questions: keys are looked for in the question that is asked") {
  lists::Opened toy;
  lists::answer() = {words_of({}), {}};
  CHECK(toy.run(R"({"certificate":{"id":"a"},"refund":{}})").find(R"([{"path":"refund.id","expected":"a text; it must be given"}])") !=
        std::string::npos);
  CHECK(toy.run(R"({"refund":{"id":"b"}})").find(R"([{"path":"certificate.id","expected":"a text; it must be given"}])") !=
        std::string::npos);
  CHECK(toy.run(R"({"certificate":{"id":"a"},"claim":{"id":"b"}})").find(R"("path":"claim.benefits")") != std::string::npos);
  CHECK(toy.run(R"({"refund":{"id":"b"},"certificate":{"id":"a"}})").find(R"("status":"decided")") != std::string::npos);
}
