// Parameters: nothing is read before they are bound, and what is bound is what was declared.
#include <doctest/doctest.h>

#include "fixture.h"

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The toy with two parameters: `fee`, and `top`, which may be none.
std::string with_parameters() {
  const std::string number = R"("type":"number","what":"money","decimals":0,"from":0,"to":1000,"parameter":true})";
  const std::string facts =
      R"(,{"bit":0,"name":"parameters","path":"parameters","kind":"group","presence":"required","parent":-1,"parameter":true},)"
      R"({"bit":1,"name":"fee","path":"fee","kind":"leaf","presence":"key","parent":19,"offset":16,)" +
      number + R"(,{"bit":2,"name":"top","path":"top","kind":"leaf","presence":"optional","parent":19,"offset":24,)" + number;
  std::string text = replaced(toy::metadata(), R"(],"certificate":0)", facts + R"(],"certificate":0)");
  text.pop_back();
  return text + R"(,"parameters":{"root":19,"size":32,"words":1,"each":[{"fact":20,"keys":false,"no_overlaps":false,"adds_up":false},)"
                R"({"fact":21,"keys":false,"no_overlaps":false,"adds_up":false}]}})";
}

struct Bindable {
  Bindable() : artifact(with_parameters()), opened(polrt::Wording::open(artifact.artifact)), wording(std::get<polrt::Wording>(opened)) {}

  toy::Artifact artifact;
  std::variant<polrt::Wording, polrt::Failure> opened;
  polrt::Wording& wording;
};

std::string values(const polrt::Wording& wording) {
  char text[200];
  return {text, polrt_write_parameters(wording.get(), text, sizeof text)};
}

}  // namespace

TEST_CASE("runtime parameters: nothing is read or decided before they are bound") {
  Bindable toy;
  polrt::Session session(toy.wording);
  const std::string record = toy::record(R"(["A"])", R"("cost":5,"suicide":false)");
  CHECK(session.read(record) == POLRT_NOT_BOUND);
  CHECK(session.decide({}) == POLRT_NOT_BOUND);
  CHECK(toy.wording.parameters_hash().empty());
  CHECK(!toy.wording.bind(R"({"top":7,"fee":5.0})"));
  CHECK(session.read(record) == POLRT_OK);
  CHECK(session.decide({}) == POLRT_OK);
  const std::string decision(session.write(1));
  CHECK(decision.find(R"("params_hash":")" + std::string(toy.wording.parameters_hash()) + R"(","policy":)") != std::string::npos);
}

TEST_CASE("runtime parameters: canonical values and their hash") {
  Bindable toy;
  CHECK(values(toy.wording).empty());
  CHECK(!toy.wording.bind(R"({"top":null,"fee":5})"));
  CHECK(values(toy.wording) == R"({"fee":5,"top":null})");
  CHECK(toy.wording.parameters_hash() == "01da5f4c1b1bf77159b7228f272dc5dc9d79125c9a4598d4e913b9ccb7634a27");
  CHECK(polrt_write_parameters(toy.wording.get(), nullptr, 0) == 20);
}

TEST_CASE("runtime parameters: what is wrong is named, and nothing is changed") {
  Bindable toy;
  CHECK(!toy.wording.bind(R"({"top":7,"fee":5})"));
  const std::string before = values(toy.wording);
  const auto said = [&](const char* json) {
    const auto failure = toy.wording.bind(json);
    REQUIRE(failure);
    CHECK(failure->status == POLRT_BAD_PARAMETERS);
    CHECK(values(toy.wording) == before);
    return failure->sentence;
  };
  CHECK(said(R"({"top":7})") == "parameter `fee`: expected an amount in VND with no decimals, 0 to 1000; it must be bound");
  CHECK(said(R"({"fee":7})") ==
        "parameter `top`: expected an amount in VND with no decimals, 0 to 1000, or null for none; it must be bound");
  CHECK(said(R"({"fee":null,"top":1})") ==
        "parameter `fee`: expected an amount in VND with no decimals, 0 to 1000; it must be given, got null");
  CHECK(said(R"({"fee":1,"top":1,"tip":2})") == "parameter `tip`: the wording declares no parameter of this name; did you mean `top`?");
  CHECK(said(R"({"fee":1001,"top":1})").find("0 to 1000, got 1001") != std::string::npos);
  CHECK(said("[]").find("one JSON object") != std::string::npos);
  CHECK(said("{").find("JSON") != std::string::npos);
}

TEST_CASE("runtime parameters: a wording without any") {
  toy::Opened toy;
  auto& wording = std::get<polrt::Wording>(toy.opened);
  CHECK(!wording.bind("{}"));
  CHECK(wording.bind(R"({"fee":1})"));
  CHECK(polrt_policy_parameter_count(wording.get()) == 0);
  CHECK(polrt_policy_bind(nullptr, "{}", 2, nullptr) == POLRT_BAD_ARGUMENT);
}

TEST_CASE("runtime parameters: their names") {
  Bindable toy;
  REQUIRE(polrt_policy_parameter_count(toy.wording.get()) == 2);
  CHECK(std::string(polrt_policy_parameter_name(toy.wording.get(), 0)) == "fee");
  CHECK(std::string(polrt_policy_parameter_name(toy.wording.get(), 1)) == "top");
  CHECK(polrt_policy_parameter_name(toy.wording.get(), 2) == nullptr);
}
