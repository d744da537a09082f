#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "deciding.h"
#include "fixture.h"

namespace {

void does_nothing(const std::uint8_t*, const std::uint64_t*, const std::uint8_t*, const polrt_history*, const std::int64_t*, std::int64_t*,
                  const polrt_collect*) {}
constexpr polrt_explain_function idle[] = {does_nothing, does_nothing, does_nothing, does_nothing, does_nothing};
constexpr polrt_narrow_function idle_narrow[] = {narrowing<does_nothing>, narrowing<does_nothing>, narrowing<does_nothing>,
                                                 narrowing<does_nothing>, narrowing<does_nothing>};
constexpr auto idle_decide = [] {
  std::array<polrt_decide_function, 5> all{};
  all.fill(deciding<does_nothing>);
  return all;
}();

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The sentence of an artifact that must not open; "" where it opens.
std::string refusal(const std::string& metadata) {
  const toy::Artifact artifact(metadata);
  const auto opened = polrt::Wording::open(artifact.artifact);
  if (std::holds_alternative<polrt::Wording>(opened)) return "";
  CHECK(std::get<polrt::Failure>(opened).status == POLRT_BAD_ARTIFACT);
  CHECK(std::get<polrt::Failure>(opened).sentence.size() > 10);
  return std::get<polrt::Failure>(opened).sentence;
}

// Opens, and where that succeeds reads and decides: nothing that opens may crash.
bool survives(const std::string& metadata, std::uint32_t line_count) {
  toy::Artifact artifact(metadata);
  artifact.artifact.decide = idle_decide.data();
  artifact.artifact.explain = idle;
  artifact.artifact.narrow = idle_narrow;
  artifact.artifact.line_count = line_count;
  const auto opened = polrt::Wording::open(artifact.artifact);
  if (!std::holds_alternative<polrt::Wording>(opened)) return false;
  polrt::Session session(std::get<polrt::Wording>(opened));
  for (const std::string members : {R"("cost":5,"tumour":{"organ":"cervix"},"extra":{"note":"x"})", R"("height":99999,"suicide":null)"}) {
    session.read(toy::record(R"(["A","B","C"])", members));
    session.decide({});
    session.write(1);
  }
  return true;
}

}  // namespace

TEST_CASE("runtime metadata: the toy opens, broken ones say what is wrong") {
  const std::string good = toy::metadata();
  CHECK(refusal(good) == "");
  CHECK(refusal("") == "The metadata of the artifact are not JSON.");
  CHECK(refusal("[]").find("is not an object") != std::string::npos);
  CHECK(refusal(replaced(good, "\"abi\":8", "\"abi\":1")).find("`abi`") != std::string::npos);
  CHECK(refusal(replaced(good, "\"block\":4", "\"block\":99")).find("questions[0] has a `block` that is out of range") !=
        std::string::npos);
  CHECK(refusal(replaced(good, "\"id\":5", "\"id\":6")).find("wrong fact") != std::string::npos);
  CHECK(refusal(replaced(good, "\"today\":7", "\"today\":8")).find("today") != std::string::npos);
  CHECK(refusal(replaced(good, "\"asked_for\":6", "\"asked_for\":13")).find("wrong fact") != std::string::npos);
  CHECK(refusal(replaced(good, "\"benefits\":0", "\"benefits\":3")) != "");
  CHECK(refusal(replaced(good, "\"numbers\":", "\"lifted\":[{\"field\":\"f\"}],\"numbers\":")).find("purpose") != std::string::npos);
  CHECK(refusal(replaced(good, "\"grounds\":[{", "\"grounds\":[{\"role\":\"declassifies\",\"lifted\":0},{"))
            .find("`lifted` that is out of range") != std::string::npos);
  CHECK(refusal(replaced(good, "\"enum\":1", "\"enum\":3")) != "");
  CHECK(refusal(replaced(good, "\"offset\":56", "\"offset\":57")).find("aligned") != std::string::npos);
  CHECK(refusal(replaced(good, "\"offset\":56", "\"offset\":48")).find("overlap") != std::string::npos);
  CHECK(refusal(replaced(good, "\"offset\":56", "\"offset\":8")).find("overlap") != std::string::npos);
  CHECK(refusal(replaced(good, "\"offset\":56", "\"offset\":120")) != "");
  CHECK(refusal(replaced(good, "\"record_size\":120", "\"record_size\":119")) != "");
  CHECK(refusal(replaced(good, "\"record_size\":120", "\"record_size\":99999999999")) != "");
  CHECK(refusal(replaced(good, "\"plane_words\":1", "\"plane_words\":0")) != "");
  CHECK(refusal(replaced(good, "\"plane_words\":1", "\"plane_words\":2")) != "");
  CHECK(refusal(replaced(good, "\"presumed\":1", "\"presumed\":2")).find("presumes") != std::string::npos);
  CHECK(refusal(replaced(good, "\"presumed\":250", "\"presumed\":10001")).find("presumes") != std::string::npos);
  CHECK(refusal(replaced(good, "\"leaves\":[2,", "\"leaves\":[19,")) != "");
  CHECK(refusal(replaced(good, "\"role\":\"declines\"", "\"role\":\"defies\"")).find("known words") != std::string::npos);
  CHECK(refusal(replaced(good, "\"presumptions\":[2,15]", "\"presumptions\":[8]")).find("that is not presumed") != std::string::npos);
  const auto needing = [&](const std::string& facts) {
    return refusal(replaced(good, "\"presumptions\":[2,15]", "\"presumptions\":[2,15],\"needs\":[{\"facts\":" + facts + "}]"));
  };
  CHECK(needing("[]").find("needs nothing") != std::string::npos);
  CHECK(needing("[99]") != "");
  CHECK(refusal(replaced(good, "\"role\":\"declines\"", "\"role\":\"declines\",\"presumption\":0")).find("presumption that is none") !=
        std::string::npos);
  CHECK(refusal(replaced(good, "\"role\":\"declines\"", "\"role\":\"declines\",\"presumption\":99")).find("presumption that is none") !=
        std::string::npos);
  CHECK(refusal(replaced(good, "\"parent\":9", "\"parent\":8")).find("leaf with members") != std::string::npos);
  CHECK(refusal(replaced(good, "\"parent\":9", "\"parent\":10")) != "");
  CHECK(refusal(replaced(good, "\"name\":\"note\"", "\"name\":\"papers\"")).find("one name") != std::string::npos);
  CHECK(refusal(replaced(good, "[\"A\",\"B\",\"C\"]", "[\"A\",\"B\",\"B\"]")).find("twice") != std::string::npos);
  CHECK(refusal(replaced(good, "\"benefit\":1", "\"benefit\":2")).find("order of the benefits") != std::string::npos);
}

TEST_CASE("runtime metadata: artifacts that are not there or not of this version") {
  toy::Artifact toy;
  polrt_policy* policy = nullptr;
  polrt_error error{};
  CHECK(polrt_policy_open(nullptr, nullptr, &policy, &error) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_policy_open(&toy.artifact, nullptr, nullptr, nullptr) == POLRT_BAD_ARGUMENT);
  polrt_artifact other = toy.artifact;
  other.abi_version = 9;
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_WRONG_ABI);
  CHECK(std::string(error.text).find("version 9") != std::string::npos);
  CHECK(polrt_policy_open(&other, nullptr, &policy, nullptr) == POLRT_WRONG_ABI);
  other = toy.artifact;
  other.line_count = 2;
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  other = toy.artifact;
  other.shared_words = 3;  // and nobody who writes them
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  other.shared_words = 0;
  other.share = [](const std::uint8_t*, const std::uint64_t*, const std::uint8_t*, std::int64_t*) {};
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  other.shared_words = std::uint64_t{1} << 60;
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  other = toy.artifact;
  other.explain = nullptr;
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  other = toy.artifact;
  other.narrow = nullptr;
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  other = toy.artifact;
  other.metadata = nullptr;
  CHECK(polrt_policy_open(&other, nullptr, &policy, &error) == POLRT_BAD_ARTIFACT);
  CHECK(policy == nullptr);
  polrt_policy_close(nullptr);
  CHECK(polrt_policy_arena_size(nullptr) == 0);
}

TEST_CASE("runtime metadata: an artifact without code reads records and refuses to decide") {
  toy::Artifact artifact;
  const polrt_explain_function nothing[] = {nullptr, nullptr, nullptr, nullptr};
  const polrt_decide_function undecided[] = {nullptr, nullptr, nullptr, nullptr};
  artifact.artifact.decide = undecided;
  artifact.artifact.explain = nothing;
  const auto opened = polrt::Wording::open(artifact.artifact);
  polrt::Session session(std::get<polrt::Wording>(opened));
  CHECK(session.read(toy::record(R"(["A"])", "")) == POLRT_OK);
  CHECK(session.decide({}) == POLRT_BAD_ARGUMENT);
}

TEST_CASE("runtime metadata: cut at every byte it is refused") {
  const std::string good = toy::metadata();
  for (std::size_t size = 0; size < good.size(); ++size) REQUIRE(!survives(good.substr(0, size), 3));
  CHECK(survives(good, 3));
}

TEST_CASE("runtime metadata: flipped bits and changed numbers never crash") {
  const std::string good = toy::metadata();
  std::mt19937 random(3);
  int opened = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string broken = good;
    for (unsigned k = random() % 3 + 1; k > 0; --k) {
      std::size_t at = random() % broken.size();
      if (random() % 2 == 0) {
        broken[at] = static_cast<char>(broken[at] ^ 1 << random() % 8);
      } else {
        at = broken.find_first_of("0123456789", at);
        if (at != std::string::npos) broken[at] = static_cast<char>('0' + random() % 10);
      }
    }
    opened += survives(broken, 3) ? 1 : 0;
  }
  CHECK(opened > 0);
}

TEST_CASE("runtime metadata: two questions, of which exactly one must be asked") {
  std::string metadata =
      replaced(toy::metadata(), R"("type":"truth"}],)",
               R"("type":"truth"},{"name":"check","path":"check","kind":"group","presence":"required","parent":-1,"bit":19},)"
               R"({"name":"id","path":"check.id","kind":"leaf","presence":"key","parent":19,"bit":20,"offset":120,"type":"text"}],)");
  metadata = replaced(metadata, "\"record_size\":120", "\"record_size\":136");
  const std::string first = metadata.substr(metadata.find("{\"name\":\"claim\",\"block\""));
  const std::string second =
      replaced(replaced(first, "\"name\":\"claim\"", "\"name\":\"check\""), "\"block\":4,\"id\":5,\"asked_for\":6,\"today\":7",
               "\"block\":19,\"id\":20,\"asked_for\":-1,\"today\":-1");
  metadata.resize(metadata.size() - 2);
  toy::Artifact artifact(metadata + "," + second);
  artifact.artifact.decide = idle_decide.data();
  artifact.artifact.explain = idle;
  artifact.artifact.narrow = idle_narrow;
  artifact.artifact.question_count = 2;
  const auto opened = polrt::Wording::open(artifact.artifact);
  REQUIRE(std::holds_alternative<polrt::Wording>(opened));
  polrt::Session session(std::get<polrt::Wording>(opened));
  const auto run = [&](const std::string& line) {
    session.read(line);
    session.decide({});
    return std::string(session.write(2));
  };
  const std::string decided = run(R"({"claim":null,"certificate":{"id":"a"},"check":{"id":"b"}})");
  CHECK(session.input().question == 1);
  CHECK(
      decided.find(
          R"({"record":2,"certificate":"a","claim":"b","status":"decided","total":0,"currency":"VND","lines":[],"reasons":[],"missing":[])") ==
      0);
  const std::string both = run(R"({"check":{"id":"b"},"certificate":{"id":"a"},"claim":{"id":"c","benefits":["A"]}})");
  CHECK(both ==
        R"({"record":2,"certificate":"a","claim":"b","status":"invalid","errors":[{"path":"","expected":"exactly one of claim, check"}]})");
  CHECK(run(R"({"certificate":{"id":"a"}})").find("exactly one of claim, check") != std::string::npos);
  CHECK(run(R"({"check":{"id":"b"},"certificate":{"id":"a"},"claim":null,"claim":null})").find("only once") != std::string::npos);
  CHECK(run(R"({"check":{"id":"b"},"certificate":{"id":"a"},"claims":null})").find("no field but certificate, claim, check") !=
        std::string::npos);
  CHECK(run(R"({"check":{"id":"b","x":1},"certificate":{"id":"a"}})").find("no field but id") != std::string::npos);
  CHECK(run(R"({"check":{"id":"b"},"certificate":{"id":"a"}} x)").find("invalid") != std::string::npos);
}
