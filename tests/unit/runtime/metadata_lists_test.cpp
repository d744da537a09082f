// The metadata of lists, loops and outputs: every index is checked, nothing that opens may crash.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "deciding.h"
#include "fixture_lists.h"

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The sentence of an artifact that must not open; "" where it opens.
std::string refusal(const std::string& from, const std::string& to) {
  const lists::Artifact artifact(replaced(lists::metadata(), from, to));
  const auto opened = polrt::Wording::open(artifact.artifact);
  return std::holds_alternative<polrt::Wording>(opened) ? "" : std::get<polrt::Failure>(opened).sentence;
}

void does_nothing(const std::uint8_t*, const std::uint64_t*, const std::uint8_t*, const polrt_history*, const std::int64_t*, std::int64_t*,
                  const polrt_collect*) {}
constexpr polrt_explain_function idle[] = {does_nothing, does_nothing, does_nothing, does_nothing};
constexpr polrt_narrow_function idle_narrow[] = {narrowing<does_nothing>, narrowing<does_nothing>, narrowing<does_nothing>,
                                                 narrowing<does_nothing>};
constexpr polrt_decide_function idle_decide[] = {deciding<does_nothing>, deciding<does_nothing>, deciding<does_nothing>,
                                                 deciding<does_nothing>};

// Opens, and where that succeeds reads and decides, with whatever the arena held as the functions' words.
bool survives(const std::string& metadata, std::mt19937& random) {
  lists::Artifact artifact(metadata);
  artifact.artifact.decide = idle_decide;
  artifact.artifact.explain = idle;
  artifact.artifact.narrow = idle_narrow;
  const auto opened = polrt::Wording::open(artifact.artifact);
  if (!std::holds_alternative<polrt::Wording>(opened)) return false;
  const polrt_policy* policy = std::get<polrt::Wording>(opened).get();
  polrt::Session reader(std::get<polrt::Wording>(opened));
  const std::vector<polrt_entry> history = {{0, POLRT_HAS_EVENT_DATE, 5, 0, 70}, {0, 0, 0, 0, 5}};
  for (const std::string& line :
       {lists::claim_of(R"([{"kind":"exam","amount":2},{"doctor":{},"note":"x"},{"ordered":null}])", R"(["A","B"])"),
        lists::refund_of(R"("items":[{"value":3},{}],"paid_on":"2011-01-20")")}) {
    if (reader.read(line) != POLRT_OK) continue;
    const std::size_t size = polrt_arena_size(policy, &reader.input(), history.size());
    std::vector<std::uint64_t> arena(size / 8 + 1, random() % 3 == 0 ? 0 : std::uint64_t{random()} << 32 | random());
    arena.back() = 42;
    const polrt_decision* decision = nullptr;
    if (polrt_decide(policy, &reader.input(), history.data(), history.size(), arena.data(), size, &decision) != POLRT_OK) continue;
    std::vector<char> buffer(65536);
    CHECK(polrt_write_decision(decision, 1, buffer.data(), buffer.size()) > 0);
    CHECK(arena.back() == 42);
  }
  return true;
}

}  // namespace

TEST_CASE("runtime metadata: broken lists say what is wrong") {
  CHECK(refusal("\"most\":4", "\"most\":4") == "");
  CHECK(refusal("\"most\":4", "\"most\":0").find("`most`") != std::string::npos);
  CHECK(refusal("\"most\":4", "\"most\":1000001") != "");
  CHECK(refusal("\"element_size\":48", "\"element_size\":44").find("multiple of 8") != std::string::npos);
  CHECK(refusal("\"element_size\":48", "\"element_size\":40") != "");
  CHECK(refusal("\"element_size\":48,\"words\":1", "\"element_size\":48,\"words\":2").find("overlap") != std::string::npos);
  CHECK(refusal("\"element_size\":48,\"words\":1", "\"element_size\":48,\"words\":0") != "");
  CHECK(refusal("\"element_size\":48,\"words\":1", "\"element_size\":48,\"words\":4") != "");
  CHECK(refusal("\"offset\":16,\"element_size\"", "\"offset\":20,\"element_size\"").find("aligned") != std::string::npos);
  CHECK(refusal("\"offset\":16,\"element_size\"", "\"offset\":40,\"element_size\"").find("overlap") != std::string::npos);
  CHECK(refusal("\"offset\":16,\"element_size\"", "\"offset\":120,\"element_size\"") != "");
  CHECK(refusal(",\"list\":8", "").find("`list`") != std::string::npos);
  CHECK(refusal(",\"list\":8", ",\"list\":20") != "");
  CHECK(refusal(R"("type":"set","enum":0)", R"("type":"set","enum":0,"list":8)").find("`list`") != std::string::npos);
  CHECK(refusal("claim.expenses[].amount", "claim.expenses.amount").find("position") != std::string::npos);
  CHECK(refusal(R"("kind":"list","presence":"optional")", R"("kind":"list","presence":"presumed")") != "");
  CHECK(refusal(R"("parent":8,"bit":1)", R"("parent":8,"bit":0)").find("`bit`") != std::string::npos);
  CHECK(refusal(R"("parent":8,"bit":5)", R"("parent":8,"bit":64)").find("`bit`") != std::string::npos);
  CHECK(refusal(R"("parent":4,"bit":8)", R"("parent":4,"bit":7)").find("`bit`") != std::string::npos);
  CHECK(refusal(R"("kind":"record","presence":"optional","parent":8,"bit":3)",
                R"("offset":16,"element_size":16,"words":1,"most":1,"kind":"list","presence":"optional","parent":8,"bit":3)")
            .find("`list`") != std::string::npos);  // its members say that they lie in the outer one
}

TEST_CASE("runtime metadata: broken loops and questions say what is wrong") {
  CHECK(refusal(R"("loops":[{"list":8,)", R"("loops":[{"list":7,)").find("no list") != std::string::npos);
  CHECK(refusal(R"("loops":[{"list":8,)", R"("loops":[{"list":20,)").find("no member") != std::string::npos);
  CHECK(refusal(R"("leaves":[9,10,11])", R"("leaves":[9,10,7])").find("no member") != std::string::npos);
  CHECK(refusal(R"("leaves":[7])", R"("leaves":[9])").find("member of a list") != std::string::npos);
  CHECK(refusal(R"("role":"drops")", R"("role":"breaks","path":"claim","expected":"e")").find("does not belong") != std::string::npos);
  CHECK(refusal(R"("role":"breaks")", R"("role":"declines")").find("does not belong") != std::string::npos);
  CHECK(refusal(R"("path":"certificate","expected")", R"("paths":"certificate","expected")") != "");
  CHECK(refusal(R"("type":"enum","enum":2}],)", R"("type":"enum","enum":3}],)") != "");
  CHECK(refusal(R"("outcome":true,"type":"truth")", R"("outcome":true,"type":"list")").find("`rows`") != std::string::npos);
  CHECK(refusal(R"("reverses":0)", R"("reverses":2)") != "");
  CHECK(refusal(R"("reverses_number":7)", R"("reverses_number":8)") != "");
  CHECK(refusal(R"("reverses_number":7)", R"("reverses_number":-1)") != "");
  CHECK(refusal(R"("reverses":-1,"reverses_number":-1)", R"("reverses":1,"reverses_number":1)") != "");
  CHECK(refusal(R"("block":16)", R"("block":0)").find("wrong fact") != std::string::npos);
  CHECK(refusal(R"("certificate_id":1)", R"("certificate_id":5)").find("`certificate_id`") != std::string::npos);
}

TEST_CASE("runtime metadata: an artifact has a function for each question") {
  lists::Artifact artifact;
  artifact.artifact.question_count = 1;
  auto opened = polrt::Wording::open(artifact.artifact);
  CHECK(std::holds_alternative<polrt::Failure>(opened));
  artifact.artifact.question_count = 2;
  const polrt_explain_function* const all = artifact.artifact.explain;
  const polrt_explain_function without_refund[] = {all[0], all[1], all[2], nullptr};
  artifact.artifact.explain = without_refund;
  opened = polrt::Wording::open(artifact.artifact);
  polrt::Session session(std::get<polrt::Wording>(opened));
  REQUIRE(session.read(lists::refund_of("")) == POLRT_OK);
  CHECK(session.decide({}) == POLRT_BAD_ARGUMENT);
  REQUIRE(session.read(lists::claim_of("[]")) == POLRT_OK);
  CHECK(session.decide({}) == POLRT_OK);
}

TEST_CASE("runtime metadata: flipped bits and changed numbers in lists and questions never crash") {
  const std::string good = lists::metadata();
  std::mt19937 random(5);
  int opened = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string broken = good;
    for (unsigned k = random() % 3; k > 0; --k) {
      std::size_t at = random() % broken.size();
      if (random() % 2 == 0) {
        broken[at] = static_cast<char>(broken[at] ^ 1 << random() % 8);
      } else {
        at = broken.find_first_of("0123456789", at);
        if (at != std::string::npos) broken[at] = static_cast<char>('0' + random() % 10);
      }
    }
    opened += survives(broken, random) ? 1 : 0;
  }
  CHECK(opened > 1000);
}
