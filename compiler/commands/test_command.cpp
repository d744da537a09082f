#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <set>
#include <utility>

#include "commands/commands.h"
#include "commands/decision_json.h"
#include "commands/example_record.h"
#include "commands/expectation.h"
#include "commands/output_file.h"
#include "commands/property_trials.h"
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

// `engine`: none where the wording has no question; then its examples ask for values only.
ExampleResult run_example(const Wording& wording, Engine* engine, const model::Example& example, Numbers& reached) {
  const SourceFile& source = wording.sources.of(example.span.begin);
  ExampleResult result{example.title, source.place_of(example.span.begin).line, {}, source.path()};
  History history;
  std::uint64_t number = 0;
  for (const auto& step : example.steps) {
    if (const std::string wrong = engine && !step.parameters.empty() ? engine->bind(step.parameters) : ""; !wrong.empty()) {
      result.failures.push_back(
          {source.place_of(step.span.begin).line, "its parameters are not as the wording declares them\n    " + wrong});
      continue;
    }
    const bool decides = engine && (wording.policy->parameters.empty() || !step.parameters.empty());
    const auto decided = decides ? engine->decide(record_of(*wording.policy, step), ++number, history) : Decided{"{}"};
    const Json decision = read_decision(decided.json);
    note_reached(decision, reached);
    for (const auto& expected : step.expectations)
      for (auto& difference : differences(*wording.policy, step.question, expected, decision)) {
        if (!decided.valid && !expected.that) difference += "\n    the record is invalid: " + decision.at("errors").dump();
        result.failures.push_back({source.place_of(expected.span.begin).line, std::move(difference)});
      }
  }
  return result;
}

void print(const ExampleResult& example) {
  fmt::print("{} {}\n", example.failures.empty() ? "ok  " : "FAIL", example.title);
  for (const auto& failure : example.failures) fmt::print("  {}:{}: {}\n", example.file, failure.line, failure.sentence);
}

// The numbers of clauses that decide lines and answers, in the order of the wording, that no example's decision showed.
std::vector<std::string> not_reached(const model::Policy& policy, const Numbers& reached) {
  std::set<model::NumberId> deciding;
  for (const auto& line : policy.lines) {
    for (const auto& ground : line.grounds)
      if (ground.role != model::Role::declassifies && !ground.silent) deciding.insert(ground.number);
    for (const auto& step : line.steps) deciding.insert(step.number);
  }
  for (const auto& question : policy.questions)
    for (const auto& ground : question.grounds)
      if (ground.role != model::Role::breaks && ground.role != model::Role::declassifies) deciding.insert(ground.number);
  std::vector<std::string> result;
  for (const auto number : deciding)
    if (!reached.contains(policy.numbers[number])) result.push_back(policy.numbers[number]);
  return result;
}

int run_examples(const Wording& wording, WordingResult& result) {
  using Clock = std::chrono::steady_clock;
  const auto engine = wording.policy->questions.empty() ? nullptr : make_engine(wording, EngineKind::native);
  Numbers reached;
  std::size_t failed = 0;
  result.policy = wording.policy->name;
  for (const auto& example : wording.policy->examples) {
    const auto began = Clock::now();
    result.examples.push_back(run_example(wording, engine.get(), example, reached));
    result.examples.back().microseconds = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
    print(result.examples.back());
    if (!result.examples.back().failures.empty()) ++failed;
  }
  for (auto& property : engine ? try_properties(wording, *engine) : std::vector<ExampleResult>()) {
    print(property);
    if (!property.failures.empty()) ++failed;
    result.examples.push_back(std::move(property));
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
  const std::string began = fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(std::time(nullptr)));
  int worst = exit_done;
  std::vector<WordingResult> results;
  for (const auto& file : options.files) worst = std::max(worst, test_wording(results.emplace_back(WordingResult{file, {}, {}, {}})));
  const bool written = options.junit.empty() || write_result(options.junit, render_junit(results, began));
  return written ? worst : static_cast<int>(exit_device_failed);
}

}  // namespace pol::commands
