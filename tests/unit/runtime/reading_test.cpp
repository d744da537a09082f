// The decision as a host reads it; each part is held to what the decision line says of it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "fixture.h"
#include "fixture_lists.h"

namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// A JSON list of what a range gives.
template <class Range, class Write>
std::string list_of(const Range& range, const Write& write) {
  std::string text;
  for (const auto& item : range) text += (text.empty() ? "" : ",") + write(item);
  return "[" + text + "]";
}

std::string lines_of(const polrt::Wording& wording, const polrt::Decision& decision) {
  return list_of(decision.lines(), [&](const polrt_line& line) {
    std::string text = "{\"benefit\":" + quoted(wording.benefit(line.benefit)) + ",\"status\":" + quoted(polrt_outcome_name(line.status)) +
                       ",\"amount\":" + std::to_string(line.amount) + ",";
    if (line.status == POLRT_PENDED) {
      text +=
          "\"missing\":" + list_of(decision.missing(line), [](const polrt_missing& missing) { return quoted(polrt::path_of(missing)); }) +
          ",\"range\":{\"from\":" + std::to_string(line.least) + ",\"to\":" + std::to_string(line.most) + "},";
    }
    return text + "\"steps\":" +
           list_of(decision.steps(line),
                   [&](const polrt_step& step) {
                     return "{\"clause\":" + quoted(wording.clause(step.clause)) +
                            ",\"effect\":" + quoted(polrt_step_effect_name(step.effect)) + ",\"amount\":" + std::to_string(step.amount) +
                            "}";
                   }) +
           "}";
  });
}

std::string reasons_of(const polrt::Wording& wording, const polrt::Decision& decision) {
  return list_of(decision.reasons(), [&](const polrt_reason& reason) {
    std::string benefits;
    for (std::uint32_t k = 0; k < wording.about().benefits; ++k) {
      if ((reason.benefits >> k & 1) != 0) benefits += (benefits.empty() ? "" : ",") + quoted(wording.benefit(k));
    }
    return "{\"clause\":" + quoted(wording.clause(reason.clause)) + ",\"effect\":" + quoted(polrt_effect_name(reason.effect)) +
           ",\"benefits\":[" + benefits + "]" + (reason.presumed != 0 ? ",\"presumed\":true" : "") + "}";
  });
}

std::string limits_of(const polrt::Wording& wording, const polrt::Decision& decision) {
  return list_of(decision.limits(), [&](const polrt_limit& limit) {
    return "{\"clause\":" + quoted(wording.clause(limit.clause)) + ",\"limit\":" + std::to_string(limit.limit) +
           ",\"used_before\":" + std::to_string(limit.used_before) + ",\"left\":" + std::to_string(limit.left) + ",\"benefits\":[" +
           quoted(wording.benefit(limit.benefit)) + "]}";
  });
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("runtime reading: what a host reads is what the decision line says") {
  toy::Opened toy;
  const polrt::Wording& wording = std::get<polrt::Wording>(toy.opened);
  std::size_t steps = 0, missing = 0, limits = 0;
  for (const char* members : {"", "\"cost\":130", R"("cost":5,"suicide":true)", R"("suicide":null)", "\"cost\":50"}) {
    const std::string line = toy.run(toy::record(R"(["A","B"])", members), {{0, 0, 0, 0, 30}});
    const polrt::Decision decision = toy.session.decision();
    REQUIRE(decision);
    CHECK(has(line, "\"total\":" + std::to_string(decision.total()) + ","));
    CHECK(has(line, "\"lines\":" + lines_of(wording, decision) + ",\"reasons\":" + reasons_of(wording, decision) + ",\"missing\":" +
                        list_of(decision.missing(), [](const polrt_missing& each) { return quoted(polrt::path_of(each)); }) +
                        ",\"outputs\":"));
    CHECK(has(line, "\"limits\":" + limits_of(wording, decision) + ",\"history\""));
    steps += has(line, "\"steps\":[{") ? 1 : 0;
    missing += has(line, "\"missing\":[\"") ? 1 : 0;
    limits += has(line, "\"limits\":[{") ? 1 : 0;
  }
  CHECK(steps > 0);
  CHECK(missing > 0);
  CHECK(limits > 0);
}

TEST_CASE("runtime reading: members of lists have their position") {
  lists::Opened toy;
  const std::string line = toy.run(lists::claim_of(R"([{"kind":"surgery","amount":3,"ordered":true},{"kind":"surgery","ordered":null}])"));
  std::vector<std::string> paths;
  for (const polrt_missing& missing : toy.session.decision().missing()) {
    paths.push_back(polrt::path_of(missing));
    char small[4];
    CHECK(polrt_write_path(&missing, small, sizeof small) == paths.back().size());
  }
  CHECK(has(line, "\"missing\":" + list_of(paths, [](const std::string& path) { return quoted(path); })));
  REQUIRE(!paths.empty());
  CHECK(has(paths.back(), "claim.expenses[1]."));
}

TEST_CASE("runtime reading: outputs have a type and a state") {
  lists::Opened toy;
  lists::answer() = {{0, 0, 0, 0, 0, 0, 0, 2, 2, 0, 2, 1250, 1250, 3, 0, 0, 1, 0, 0, 2, 1, 0}, {}};
  toy.run(lists::refund_of(""));
  std::vector<polrt_output> outputs;
  for (const polrt_output& output : toy.session.decision().outputs()) outputs.push_back(output);
  REQUIRE(outputs.size() == 5);
  CHECK(polrt::view(outputs[0].name) == "accepted");
  CHECK(outputs[0].type == POLRT_TRUTH);
  CHECK(outputs[1].type == POLRT_AMOUNT);
  CHECK(outputs[1].decimals == 2);
  CHECK(outputs[3].type == POLRT_DATE);
  CHECK(outputs[4].type == POLRT_CASE);
}

TEST_CASE("runtime reading: what is wrong with a record") {
  toy::Opened toy;
  REQUIRE(toy.session.read(R"({"certificate":{"id":7},"claim":{}})") == POLRT_INVALID_RECORD);
  std::vector<std::string> paths;
  for (const polrt_problem& problem : toy.session.problems()) paths.emplace_back(polrt::view(problem.path));
  CHECK(paths == std::vector<std::string>{"certificate.id", "claim.id", "claim.benefits"});
  CHECK(!toy.session.decision());
  CHECK(toy.session.read(toy::record(R"(["A"])", "")) == POLRT_OK);
  CHECK(toy.session.problems().begin() == toy.session.problems().end());
}

TEST_CASE("runtime reading: names, and nothing where there is nothing") {
  toy::Opened toy;
  const polrt::Wording& wording = std::get<polrt::Wording>(toy.opened);
  const polrt_about about = wording.about();
  CHECK(polrt::view(about.name) == "toy");
  CHECK(polrt::view(about.edition) == "1/\"2010\"");
  CHECK(polrt::view(about.schema) == "s");
  CHECK(about.benefits == 3);
  CHECK(wording.benefit(1) == "B");
  CHECK(wording.benefit(3).data() == nullptr);
  CHECK(wording.question(0) == "claim");
  CHECK(wording.clause(8) == "\"quoted\"");
  CHECK(wording.title(0, "en") == "A");
  CHECK(wording.title(0, "vi").empty());
  CHECK(wording.title(99, "en").empty());
  CHECK(std::string(polrt_step_effect_name(POLRT_STEP_ROUNDING)) == "rounding");
  CHECK(std::string(polrt_effect_name(POLRT_DUPLICATES)) == "duplicates");
  polrt_line line{};
  polrt_cursor at = POLRT_START;
  CHECK(polrt_next_line(nullptr, &at, &line) == 0);
}
