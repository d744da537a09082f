#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "fixture.h"

namespace {

using toy::record;

const std::string tail = R"("policy":{"name":"toy","edition":"1/\"2010\"","hash":"h","build":"b"}})";
const std::string head = R"({"record":1,"certificate":"LC-1","claim":"C-1",)";

// The words of benefit C: see toy::Script.
enum Word {
  established,
  open,
  status_rests,
  amount_rests,
  event_lo,
  event_hi,
  step_0,
  step_1 = 8,
  step_2 = 10,
  limit_1 = 12,
  limit_2 = 16,
  word_count = 20
};
enum GroundOfC : std::int64_t { declines_0 = 1, declines_1 = 2, pends_2 = 4, pends_3 = 8, refers_4 = 16, refers_5 = 32 };

std::vector<std::int64_t> words_of(std::vector<std::pair<Word, std::int64_t>> words) {
  std::vector<std::int64_t> all(word_count, 0);
  for (int step = step_0; step < limit_1; ++step) all[static_cast<std::size_t>(step)] = 70;  // a plain 70
  for (const auto& [word, value] : words) all[word] = value;
  return all;
}

// The decision on benefit C under a script.
std::string decision_of(toy::Script script, const std::string& members = "") {
  toy::scripts().assign(1, std::move(script));
  return toy::Opened().run(record(R"(["C"])", members.empty() ? "\"cost\":0" : members));
}

// The same of a record that leaves two facts unsaid on which that line may rest.
std::string decision_of_unissued(toy::Script script) {
  toy::scripts().assign(1, std::move(script));
  return toy::Opened().run(R"({"certificate":{"id":"LC-1","issued":null},"claim":{"id":"C-1","benefits":["C"],"cost":0}})");
}

// Everything between the currency and the policy.
std::string body_of(const std::string& decision) {
  const std::size_t from = decision.find("\"lines\":");
  const std::size_t to = decision.find(",\"policy\":");
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  return decision.substr(from, to - from);
}

std::string status_of(const std::vector<std::pair<Word, std::int64_t>>& words) {
  const std::string decision = decision_of({words_of(words), {}});
  const std::size_t from = decision.find("\"status\":\"") + 10;
  const std::string status = decision.substr(from, decision.find('"', from) - from);
  CHECK(body_of(decision).find("{\"benefit\":\"C\",\"status\":\"" + status + "\"") != std::string::npos);
  return status;
}

}  // namespace

TEST_CASE("runtime decide: a paid claim, byte for byte") {
  toy::Opened toy;
  CHECK(toy.run(record(R"(["A"])", "\"cost\":130")) ==
        head +
            R"("status":"paid","total":100,"currency":"VND","lines":[{"benefit":"A","status":"paid","amount":100,"steps":[)"
            R"({"clause":"I.A","effect":"benefit","amount":130},{"clause":"Schedule","effect":"limit","amount":-30}]}],)"
            R"("reasons":[{"clause":"Schedule","effect":"limits","benefits":["A"]}],"missing":[],"outputs":{},)"
            R"("limits":[{"clause":"Schedule","limit":100,"used_before":0,"left":0,"benefits":["A"]}],)"
            R"("history":[{"benefit":"A","event_date":"2011-01-20","decision_date":"2011-01-20","amount":100}],)" +
            tail);
}

TEST_CASE("runtime decide: earlier entries and earlier lines of the claim count, in the order of the benefits") {
  toy::Opened toy;
  const std::vector<polrt_entry> history = {{0, 0, 0, 0, 80}, {0, 0, 0, 0, -10}, {1, 0, 0, 0, 999}};
  CHECK(body_of(toy.run(record(R"(["B","A"])", "\"cost\":20"), history)) ==
        R"("lines":[{"benefit":"A","status":"paid","amount":20,"steps":[{"clause":"I.A","effect":"benefit","amount":20}]},)"
        R"({"benefit":"B","status":"paid","amount":0,"steps":[{"clause":"I.B","effect":"benefit","amount":50},)"
        R"({"clause":"I.A","effect":"prior_paid","amount":-50}]}],"reasons":[{"clause":"I.A","effect":"prior_paid","benefits":["B"]}],)"
        R"("missing":[],"outputs":{},"limits":[{"clause":"Schedule","limit":100,"used_before":70,"left":10,"benefits":["A"]}],)"
        R"("history":[{"benefit":"A","event_date":"2011-01-20","decision_date":"2011-01-20","amount":20},)"
        R"({"benefit":"B","event_date":null,"decision_date":"2011-01-20","amount":0}])");
  REQUIRE(toy.session.entries().size() == 2);
  CHECK(toy.session.entries()[1].dates == POLRT_HAS_DECISION_DATE);
  CHECK(toy.session.decision().outcome() == POLRT_PAID);
  CHECK(toy.session.decision().total() == 20);
}

TEST_CASE("runtime decide: a line that its limit declines tells the limit, and every ground that declines by itself") {
  toy::Opened toy;
  CHECK(
      body_of(toy.run(record(R"(["A"])", R"("cost":20,"suicide":true)"), {{0, 0, 0, 0, 120}})) ==
      R"("lines":[{"benefit":"A","status":"declined","amount":0,"steps":[]}],)"
      R"("reasons":[{"clause":"III.a","effect":"excludes","benefits":["A"]},{"clause":"Schedule","effect":"limits","benefits":["A"]}],)"
      R"("missing":[],"outputs":{},"limits":[{"clause":"Schedule","limit":100,"used_before":120,"left":0,"benefits":["A"]}],"history":[])");
}

TEST_CASE("runtime decide: an unknown that matters pends, with its range and its own missing") {
  toy::Opened toy;
  const std::string pended = toy.run(R"({"certificate":{"id":"LC-1","issued":null},"claim":{"id":"C-1","benefits":["A"],"suicide":null}})");
  CHECK(pended ==
        head +
            R"("status":"pended","total":0,"currency":"VND","lines":[{"benefit":"A","status":"pended","amount":0,)"
            R"("missing":["certificate.issued","claim.cost","claim.suicide"],"range":{"from":0,"to":100},"steps":[]}],)"
            R"("reasons":[{"clause":"I.A","effect":"requires","benefits":["A"]},{"clause":"III.a","effect":"requires","benefits":["A"]},)"
            R"({"clause":"I.2","effect":"requires","benefits":["A"]}],)"
            R"("missing":["certificate.issued","claim.cost","claim.suicide"],"outputs":{},"limits":[],"history":[],)" +
            tail);
  // Only the amount: the least counts, and an unknown cost beyond the limit does not matter.
  CHECK(toy.run(record(R"(["A"])", ""), {{0, 0, 0, 0, 60}}).find(R"("missing":["claim.cost"],"range":{"from":0,"to":40})") !=
        std::string::npos);
  CHECK(toy.run(record(R"(["A"])", ""), {{0, 0, 0, 0, 100}}).find(R"("status":"declined")") != std::string::npos);
}

TEST_CASE("runtime decide: status, as the grounds have it") {
  CHECK(status_of({}) == "paid");
  CHECK(status_of({{established, declines_1 | pends_2 | refers_4}, {open, declines_0}}) == "declined");
  CHECK(status_of({{open, declines_0}}) == "pended");
  CHECK(status_of({{open, refers_5}}) == "pended");
  CHECK(status_of({{open, pends_3}}) == "pended");
  CHECK(status_of({{established, pends_3}}) == "pended");
  CHECK(status_of({{established, refers_4 | pends_2}}) == "pended");
  CHECK(status_of({{established, refers_4}, {open, refers_5}}) == "referred");
  CHECK(status_of({{established, refers_4}, {step_2, 10}}) == "referred");
  CHECK(status_of({{established, refers_4}}) == "referred");
  CHECK(status_of({{step_2, 10}}) == "pended");
  CHECK(status_of({{step_1, 10}}) == "paid");
  CHECK(status_of({{established, std::int64_t{1} << 40}, {open, std::int64_t{1} << 50}}) == "paid");  // grounds that are not there
}

TEST_CASE("runtime decide: the record has the first status that any line has") {
  toy::scripts().assign(1, {words_of({{established, declines_0}}), {}});
  toy::Opened toy;
  const auto status = [&](const std::string& members) {
    return toy.run(record(R"(["B","C"])", "\"cost\":0," + members)).substr(head.size(), 19);
  };
  CHECK(status(R"("extra":{})") == R"("status":"paid","to)");
  CHECK(status(R"("extra":{"papers":["form"]})") == R"("status":"pended",")");
  CHECK(status(R"("extra":{"papers":["form","card"]})") == R"("status":"pended",")");
  CHECK(status(R"("extra":{"papers":["card"]})") == R"("status":"referred")");
}

// Such a line is not explained: its words for what it rests on hold whatever they held.
TEST_CASE("runtime decide: a line that only waits rests on nothing") {
  const std::string waits = body_of(decision_of({words_of({{established, pends_3}, {status_rests, 1}, {amount_rests, 2}}), {}}));
  CHECK(waits.find(R"("status":"pended","amount":0,"missing":[],"range":{"from":70,"to":70})") != std::string::npos);
  const std::string open_as_well = body_of(decision_of({words_of({{established, pends_3}, {open, pends_2}, {status_rests, 1}}), {}}));
  CHECK(open_as_well.find(R"("missing":["claim.accident.sudden"])") != std::string::npos);
}

// The script says nothing of what the line rests on.
TEST_CASE("runtime decide: the only fact that is left unsaid is what an open line rests on") {
  const std::string missing = R"("missing":["claim.accident.sudden"])";
  CHECK(body_of(decision_of({words_of({{open, declines_0}}), {}})).find(missing) != std::string::npos);
  CHECK(body_of(decision_of({words_of({{step_2, 10}}), {}})).find(missing) != std::string::npos);
  CHECK(body_of(decision_of_unissued({words_of({{open, declines_0}}), {}})).find(R"("missing":[])") != std::string::npos);
}

TEST_CASE("runtime decide: reasons of a pended line") {
  CHECK(
      body_of(decision_of({words_of({{established, pends_2 | refers_5},
                                     {open, declines_0 | pends_3},
                                     {status_rests, 1},
                                     {amount_rests, 2},
                                     {step_0, 10},
                                     {step_0, 20},
                                     {step_1, 30},
                                     {step_2, 20}}),
                           {}})) ==
      R"("lines":[{"benefit":"C","status":"pended","amount":0,"missing":["claim.accident.sudden"],"range":{"from":0,"to":70},"steps":[]}],)"
      R"("reasons":[{"clause":"III.a","effect":"requires","benefits":["C"]},{"clause":"II wait","effect":"waits","benefits":["C"]},)"
      R"({"clause":"IV.5","effect":"requires","benefits":["C"]},{"clause":"I.C","effect":"requires","benefits":["C"]},)"
      R"({"clause":"\"quoted\"","effect":"refers","benefits":["C"]}],)"
      R"("missing":["claim.accident.sudden"],"outputs":{},"limits":[],"history":[])");
  // No declining ground open: the least is that of the amount; what the amount rests on is missing too; the schema's order, not the line's.
  CHECK(
      body_of(decision_of_unissued({words_of({{status_rests, 1}, {amount_rests, 2}, {step_1, 60}, {step_2, 50}}), {}})) ==
      R"("lines":[{"benefit":"C","status":"pended","amount":0,"missing":["certificate.issued","claim.accident.sudden"],"range":{"from":50,"to":70},)"
      R"("steps":[]}],"reasons":[{"clause":"III.a","effect":"requires","benefits":["C"]}],)"
      R"("missing":["certificate.issued","claim.accident.sudden"],"outputs":{},"limits":[],"history":[])");
  CHECK(
      body_of(decision_of({words_of({{established, refers_4}}), {}})) ==
      R"("lines":[{"benefit":"C","status":"referred","amount":0,"steps":[]}],"reasons":[{"clause":"IV.5","effect":"refers","benefits":["C"]}],)"
      R"("missing":[],"outputs":{},"limits":[],"history":[])");
}

TEST_CASE("runtime decide: a step that is not single merges into the next, one of zero is left out, limits must be single") {
  const std::vector<std::int64_t> limits = {200, 200, 50, 50, 300, 300, 0, 1};
  std::vector<std::int64_t> words = words_of({{step_0, 90},
                                              {Word(step_0 + 1), 100},
                                              {step_1, 60},
                                              {Word(step_1 + 1), 60},
                                              {step_2, 60},
                                              {Word(step_2 + 1), 60},
                                              {event_lo, 1},
                                              {event_hi, 2}});
  std::copy(limits.begin(), limits.end(), words.begin() + limit_1);
  CHECK(body_of(decision_of({words, {}})) ==
        R"("lines":[{"benefit":"C","status":"paid","amount":60,"steps":[{"clause":"III.a","effect":"deductible","amount":60}]}],)"
        R"("reasons":[{"clause":"III.a","effect":"limits","benefits":["C"]}],)"
        R"("missing":[],"outputs":{},"limits":[{"clause":"III.a","limit":200,"used_before":50,"left":90,"benefits":["C"]}],)"
        R"("history":[{"benefit":"C","event_date":null,"decision_date":"2011-01-20","amount":60}])");
  // Declined under the number of a limiting step: that limit is told, without anything paid.
  words[established] = declines_0;
  const std::string declined = body_of(decision_of({words, {}}));
  CHECK(declined.find(R"("limits":[{"clause":"III.a","limit":200,"used_before":50,"left":150,"benefits":["C"]}])") != std::string::npos);
  words[established] = declines_1;
  CHECK(body_of(decision_of({words, {}})).find(R"("limits":[])") != std::string::npos);
}

TEST_CASE("runtime decide: a step is a reason where it takes money for sure, whether what was before it is decided or not") {
  const auto reasons = [](std::int64_t least, std::int64_t most) {
    return body_of(decision_of(
        {words_of({{step_0, least}, {Word(step_0 + 1), most}, {step_1, 60}, {Word(step_1 + 1), 60}, {step_2, 60}, {Word(step_2 + 1), 60}}),
         {}}));
  };
  const std::string by_deductible = R"("reasons":[{"clause":"III.a","effect":"limits","benefits":["C"]}])";
  CHECK(reasons(61, 100).find(by_deductible) != std::string::npos);
  CHECK(reasons(61, 61).find(by_deductible) != std::string::npos);
  CHECK(reasons(60, 100).find(R"("reasons":[])") != std::string::npos);
  CHECK(reasons(0, 100).find(R"("reasons":[])") != std::string::npos);
  CHECK(reasons(60, 60).find(R"("reasons":[])") != std::string::npos);
}

TEST_CASE("runtime decide: a ground that only a presumption establishes is marked so") {
  const toy::Script script{words_of({{established, declines_0 | declines_1}}), words_of({{established, declines_0}, {open, declines_1}})};
  const std::string grounds =
      R"("reasons":[{"clause":"III.a","effect":"excludes","benefits":["C"]},{"clause":"I.2","effect":"requires","benefits":["C"])";
  CHECK(decision_of(script).find(grounds + R"(,"presumed":true}])") != std::string::npos);
  // Said by the record, the presumption decides nothing; nor where another line reads it.
  toy::Opened toy;
  const std::string said = R"({"certificate":{"id":"LC-1","issued":true},"claim":{"id":"C-1","benefits":["C"],"cost":0}})";
  CHECK(toy.run(said).find(grounds + "}]") != std::string::npos);
  CHECK(toy.run(record(R"(["A"])", R"("cost":5,"suicide":true)")).find(R"({"clause":"III.a","effect":"excludes","benefits":["A"]}])") !=
        std::string::npos);
}

TEST_CASE("runtime decide: a ground that needs a presumption is not asked about once more") {
  // The second one needs `certificate.issued`; what the script says without it would tell otherwise.
  const std::string second = R"({"number":2,"effect":"requires","role":"declines","presumptions":[2,15])";
  const std::string before_wait = R"(},{"number":5,"effect":"waits","role":"pends","presumptions":[2,15]},{"number":6)";
  std::string metadata = toy::metadata();
  const std::size_t at = metadata.find(second + before_wait);
  REQUIRE(at != std::string::npos);
  const auto decided = [](const std::string& wording) {
    toy::scripts().assign(1, {words_of({{established, declines_1}}), words_of({{established, declines_1}})});
    const toy::Artifact artifact(wording);
    const auto opened = polrt::Wording::open(artifact.artifact);
    polrt::Session session(std::get<polrt::Wording>(opened));
    session.read(record(R"(["C"])", R"("cost":0)"));
    session.decide({});
    return std::string(session.write(1));
  };
  const std::string reason = R"("reasons":[{"clause":"I.2","effect":"requires","benefits":["C"])";
  CHECK(decided(metadata).find(reason + "}]") != std::string::npos);
  metadata.insert(at + second.size(), R"(,"needs":[{"facts":[7,8]},{"facts":[2]}])");
  CHECK(decided(metadata).find(reason + R"(,"presumed":true}])") != std::string::npos);
  metadata = toy::metadata();
  metadata.insert(at + second.size(), R"(,"needs":[{"facts":[2,8]}])");  // of these the record says one
  CHECK(decided(metadata).find(reason + "}]") != std::string::npos);
}

TEST_CASE("runtime decide: reasons of several lines meet in one") {
  toy::scripts().assign(1, {words_of({{established, declines_0}}), words_of({{open, declines_0}})});
  toy::Opened toy;
  CHECK(body_of(toy.run(record(R"(["C","A"])", R"("cost":0,"suicide":true)")))
            .find(R"("reasons":[{"clause":"III.a","effect":"excludes","benefits":["A","C"],"presumed":true}])") != std::string::npos);
}

TEST_CASE("runtime decide: what it refuses") {
  toy::Opened toy;
  const polrt_policy* policy = std::get<polrt::Wording>(toy.opened).get();
  REQUIRE(toy.session.read(record(R"(["A"])", "\"cost\":5")) == POLRT_OK);
  const polrt_input input = toy.session.input();
  const std::size_t size = polrt_policy_arena_size(policy);
  REQUIRE(size > 0);
  std::vector<std::uint64_t> arena(size / 8 + 2);
  const polrt_decision* decision = nullptr;
  CHECK(polrt_decide(policy, &input, nullptr, 0, arena.data(), size, &decision) == POLRT_OK);
  CHECK(decision != nullptr);
  for (const std::size_t small : {std::size_t{0}, std::size_t{8}, size - 1}) {
    CHECK(polrt_decide(policy, &input, nullptr, 0, arena.data(), small, &decision) == POLRT_ARENA_TOO_SMALL);
    CHECK(decision == nullptr);
  }
  CHECK(polrt_decide(policy, &input, nullptr, 0, reinterpret_cast<char*>(arena.data()) + 4, size, &decision) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_decide(policy, &input, nullptr, 0, nullptr, size, &decision) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_decide(policy, &input, nullptr, 1, arena.data(), size, &decision) == POLRT_BAD_ARGUMENT);
  const polrt_entry foreign{3, 0, 0, 0, 1}, least{0, 0, 0, 0, INT64_MIN};
  CHECK(polrt_decide(policy, &input, &foreign, 1, arena.data(), size, &decision) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_decide(policy, &input, &least, 1, arena.data(), size, &decision) == POLRT_BAD_ARGUMENT);
  const std::vector<polrt_entry> flood(9300, {0, 0, 0, 0, 999'999'999'999'999});
  CHECK(polrt_decide(policy, &input, flood.data(), flood.size(), arena.data(), size, &decision) == POLRT_BAD_ARGUMENT);
  polrt_input other = input;
  other.question = 1;
  CHECK(polrt_decide(policy, &other, nullptr, 0, arena.data(), size, &decision) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_decision_entries(nullptr, nullptr) == 0);
}

TEST_CASE("runtime decide: a buffer that is too small is told its size and not overrun") {
  toy::Opened toy;
  const std::string line = toy.run(record(R"(["A","B"])", "\"cost\":130"));
  for (std::size_t capacity = 0; capacity <= line.size() + 1; ++capacity) {
    std::string buffer(capacity + 1, '#');
    REQUIRE(polrt_write_decision(toy.session.decision().get(), 1, buffer.data(), capacity) == line.size());
    REQUIRE(buffer[capacity] == '#');
    if (capacity >= line.size()) REQUIRE(buffer.substr(0, line.size()) == line);
  }
}

TEST_CASE("runtime decide: 64 threads on one wording decide alike") {
  toy::Opened toy;
  const polrt::Wording& wording = std::get<polrt::Wording>(toy.opened);
  std::vector<std::string> lines;
  for (int i = 0; i < 50; ++i) {
    lines.push_back(record(i % 3 == 0 ? R"(["A"])" : R"(["A","B"])",
                           i % 5 == 0 ? "" : "\"cost\":" + std::to_string(i * 7) + (i % 7 == 0 ? ",\"suicide\":true" : "")));
  }
  const auto decide_all = [&] {
    polrt::Session session(wording);
    std::string all;
    for (const std::string& line : lines) {
      session.read(line);
      session.decide({});
      all += session.write(1);
    }
    return all;
  };
  const std::string expected = decide_all();
  std::vector<std::string> results(64);
  std::vector<std::thread> threads;
  for (std::string& result : results) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) result = decide_all();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) CHECK(result == expected);
}
