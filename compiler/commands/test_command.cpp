#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/exact.h"
#include "commands/commands.h"
#include "commands/decision_json.h"
#include "commands/example_record.h"

namespace pol::commands {

namespace {

// What the examples of one wording showed.
struct Tally {
  int passed = 0, failed = 0;
  std::set<std::string> reached;     // clause numbers among the reasons and steps of any decision
};

void note_reached(const Json& decision, Tally& tally) {
  if (decision.contains("reasons"))
    for (const auto& reason : decision.at("reasons")) tally.reached.insert(reason.at("clause").get<std::string>());
  if (decision.contains("lines"))
    for (const auto& line : decision.at("lines"))
      for (const auto& step : line.at("steps")) tally.reached.insert(step.at("clause").get<std::string>());
}

const Json* line_of(const Json& decision, const std::string& benefit) {
  if (!decision.contains("lines")) return nullptr;
  for (const auto& line : decision.at("lines"))
    if (line.at("benefit") == benefit) return &line;
  return nullptr;
}

std::vector<std::string> texts(const Json& list) { return list.get<std::vector<std::string>>(); }

bool gives_reason(const Json& decision, const std::string& number, const std::string& benefit) {
  if (!decision.contains("reasons")) return false;
  for (const auto& reason : decision.at("reasons")) {
    const auto benefits = texts(reason.at("benefits"));
    if (reason.at("clause") == number && (benefit.empty() || std::find(benefits.begin(), benefits.end(), benefit) != benefits.end())) return true;
  }
  return false;
}

// One sentence for each difference between what was expected and what was decided.
std::vector<std::string> differences(const model::Policy& policy, const model::Expectation& expected, const Json& decision) {
  std::vector<std::string> found;
  const bool of_line = expected.benefit != model::none;
  const std::string benefit = of_line ? policy.enums[policy.benefits].cases[expected.benefit] : "";
  const Json* subject = of_line ? line_of(decision, benefit) : &decision;
  if (!subject) return {fmt::format("{} is not among the decided lines", benefit)};
  const auto status = subject->at("status").get<std::string>();
  if (status != expected.status)
    found.push_back(fmt::format("expected {}{}{}, got {}", expected.status, of_line ? " " : "", benefit, status));
  if (expected.amount) {
    const auto wanted = print_fixed(*expected.amount, policy.decimals);
    const auto got = amount_text(subject->at(of_line ? "amount" : "total"));
    if (wanted != got) found.push_back(fmt::format("expected {} {}, got {}", wanted, policy.currency, got));
  }
  for (const auto& number : expected.because)
    if (!gives_reason(decision, number, benefit)) found.push_back(fmt::format("\"{}\" is not among the reasons", number));
  if (!expected.missing.empty()) {
    const auto missing = subject->contains("missing") ? texts(subject->at("missing")) : std::vector<std::string>{};
    if (missing != expected.missing)
      found.push_back(fmt::format("expected to miss {}, got {}", fmt::join(expected.missing, ", "), fmt::join(missing, ", ")));
  }
  return found;
}

bool run_example(const Wording& wording, Engine& engine, const model::Example& example, Tally& tally) {
  History history;
  bool good = true;
  std::uint64_t number = 0;
  for (const auto& step : example.steps) {
    const auto decided = engine.decide(record_of(*wording.policy, step), ++number, history);
    const Json decision = read_decision(decided.json);
    note_reached(decision, tally);
    for (const auto& expected : step.expectations)
      for (const auto& difference : differences(*wording.policy, expected, decision)) {
        const auto place = wording.source.place_of(expected.span.begin);
        if (std::exchange(good, false)) fmt::print("FAIL {}\n", example.title);
        fmt::print("  {}:{}: {}\n", wording.source.path(), place.line, difference);
        if (!decided.valid) fmt::print("    the record is invalid: {}\n", decision.at("errors").dump());
      }
  }
  return good;
}

// The numbers of clauses that decide lines, in the order of the wording, that no example's decision showed.
std::vector<std::string> not_reached(const model::Policy& policy, const std::set<std::string>& reached) {
  std::set<model::NumberId> deciding;
  for (const auto& line : policy.lines) {
    for (const auto& ground : line.grounds) deciding.insert(ground.number);
    for (const auto& step : line.steps) deciding.insert(step.number);
  }
  std::vector<std::string> result;
  for (const auto number : deciding)
    if (!reached.contains(policy.numbers[number])) result.push_back(policy.numbers[number]);
  return result;
}

int test_wording(const std::string& file) {
  const auto wording = read_wording(file);
  if (!wording) return exit_device_failed;
  if (const int status = report(*wording); status != exit_done) return status;
  const auto engine = make_engine(*wording, EngineKind::native);
  Tally tally;
  for (const auto& example : wording->policy->examples) {
    const bool good = run_example(*wording, *engine, example, tally);
    if (good) fmt::print("ok   {}\n", example.title);
    ++(good ? tally.passed : tally.failed);
  }
  const auto left = not_reached(*wording->policy, tally.reached);
  if (!left.empty()) fmt::print("clauses that no example reaches: {}\n", fmt::join(left, ", "));
  fmt::print("{}: {} passed, {} failed\n", file, tally.passed, tally.failed);
  return tally.failed == 0 ? exit_done : exit_wording_has_errors;
}

}  // namespace

int test(const std::vector<std::string>& files) {
  int worst = exit_done;
  for (const auto& file : files) worst = std::max(worst, test_wording(file));
  return worst;
}

}  // namespace pol::commands
