#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/exact.h"
#include "commands/commands.h"
#include "commands/decision_json.h"
#include "commands/example_record.h"
#include "commands/output_file.h"
#include "commands/test_report.h"

namespace pol::commands {

namespace {

using Numbers = std::set<std::string>;  // of clauses

// Adds what stands among the reasons and steps of a decision.
void note_reached(const Json& decision, Numbers& reached) {
  if (decision.contains("reasons"))
    for (const auto& reason : decision.at("reasons")) reached.insert(reason.at("clause").get<std::string>());
  if (decision.contains("lines"))
    for (const auto& line : decision.at("lines"))
      for (const auto& step : line.at("steps")) reached.insert(step.at("clause").get<std::string>());
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
    if (reason.at("clause") == number && (benefit.empty() || std::find(benefits.begin(), benefits.end(), benefit) != benefits.end()))
      return true;
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

ExampleResult run_example(const Wording& wording, Engine& engine, const model::Example& example, Numbers& reached) {
  ExampleResult result{example.title, wording.source.place_of(example.span.begin).line, {}};
  History history;
  std::uint64_t number = 0;
  for (const auto& step : example.steps) {
    const auto decided = engine.decide(record_of(*wording.policy, step), ++number, history);
    const Json decision = read_decision(decided.json);
    note_reached(decision, reached);
    for (const auto& expected : step.expectations)
      for (auto& difference : differences(*wording.policy, expected, decision)) {
        if (!decided.valid) difference += "\n    the record is invalid: " + decision.at("errors").dump();
        result.failures.push_back({wording.source.place_of(expected.span.begin).line, std::move(difference)});
      }
  }
  return result;
}

void print(const std::string& file, const ExampleResult& example) {
  fmt::print("{} {}\n", example.failures.empty() ? "ok  " : "FAIL", example.title);
  for (const auto& failure : example.failures) fmt::print("  {}:{}: {}\n", file, failure.line, failure.sentence);
}

// The numbers of clauses that decide lines, in the order of the wording, that no example's decision showed.
std::vector<std::string> not_reached(const model::Policy& policy, const Numbers& reached) {
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

int run_examples(const Wording& wording, WordingResult& result) {
  const auto engine = make_engine(wording, EngineKind::native);
  Numbers reached;
  std::size_t failed = 0;
  result.policy = wording.policy->name;
  for (const auto& example : wording.policy->examples) {
    result.examples.push_back(run_example(wording, *engine, example, reached));
    print(result.file, result.examples.back());
    if (!result.examples.back().failures.empty()) ++failed;
  }
  const auto left = not_reached(*wording.policy, reached);
  if (!left.empty()) fmt::print("clauses that no example reaches: {}\n", fmt::join(left, ", "));
  fmt::print("{}: {} passed, {} failed\n", result.file, result.examples.size() - failed, failed);
  return failed == 0 ? exit_done : exit_wording_has_errors;
}

int test_wording(WordingResult& result) {
  const auto wording = read_wording(result.file);
  if (!wording) {
    result.error = "the file cannot be read";
    return exit_device_failed;
  }
  const int status = report(*wording);
  if (status == exit_done) return run_examples(*wording, result);
  result.error = "the wording has errors";
  return status;
}

}  // namespace

int test(const TestOptions& options) {
  int worst = exit_done;
  std::vector<WordingResult> results;
  for (const auto& file : options.files) worst = std::max(worst, test_wording(results.emplace_back(WordingResult{file, {}, {}, {}})));
  const bool written = options.junit.empty() || write_result(options.junit, render_junit(results));
  return written ? worst : static_cast<int>(exit_device_failed);
}

}  // namespace pol::commands
