// Meaning = machine code: the reference interpreter and native code decide the same records of the same wordings to the same bytes.
//
//   pol_differential random FIRST_SEED WORDINGS RECORDS      random wordings, random records
//   pol_differential policy FILE CLAIMS RECORDS              a real wording; records are claims of the file with facts changed
//   pol_differential mutations FILE CLAIMS RECORDS           native code broken on purpose must be caught, each fault somewhere
//
//   pol_differential faults FIRST_SEED WORDINGS RECORDS      the same with random wordings, for what a real one may not have
//   pol_differential coverage FIRST_SEED WORDINGS            random wordings use every form of the language and of the model
//
// Prints every difference with its seed, the wording or file, and the records that replay it. Exit status 1 where there is one.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "check/check.h"
#include "commands/engine.h"
#include "coverage.h"
#include "diagnostics/render.h"
#include "mutations.h"
#include "parameters.h"
#include "syntax/parse.h"
#include "trial/records.h"
#include "wording.h"

namespace {

using namespace pol;
using namespace pol::differential;

struct Difference {
  std::string record, native, interpreter;
};

// How many records came to what.
struct Tallied {
  std::uint64_t paid = 0, pended = 0, decided = 0, invalid = 0;

  void add(const std::string& decision) {
    const auto has = [&decision](const char* text) { return decision.find(text) != std::string::npos; };
    paid += has("\"status\":\"paid\"");
    pended += has("\"status\":\"pended\"");
    decided += has("\"status\":\"decided\"");
  }
};

bool has_rules(const model::Policy& policy) {
  return std::any_of(policy.questions.begin(), policy.questions.end(), [](const model::Question& each) { return !each.rules.empty(); });
}

// Decides records on both engines until they differ. `make` gives the next record. A generated record is invalid only where it breaks a
// rule of the wording.
template <typename Make>
std::optional<Difference> compare(const model::Policy& policy, commands::Engine& native, commands::Engine& interpreter,
                                  std::uint64_t records, Tallied& tallied, Make make) {
  commands::History native_history, interpreter_history;
  for (std::uint64_t number = 1; number <= records; ++number) {
    const std::string record = make(number);
    const auto fast = native.decide(record, number, native_history);
    const auto slow = interpreter.decide(record, number, interpreter_history);
    if (fast.json != slow.json) return Difference{record, fast.json, slow.json};
    if (!fast.valid && !has_rules(policy)) return Difference{record, "(a generated record is invalid) " + fast.json, ""};
    tallied.invalid += !fast.valid;
    tallied.add(fast.json);
  }
  return std::nullopt;
}

void show(const Difference& difference) {
  fmt::print("  record:      {}\n  native:      {}\n  interpreter: {}\n", difference.record, difference.native, difference.interpreter);
}

// The same values for both.
std::optional<Difference> bind(const model::Policy& policy, commands::Engine& native, commands::Engine& interpreter, Random& random) {
  const std::string values = random_parameters(policy, random);
  const std::string fast = native.bind(values), slow = interpreter.bind(values);
  if (fast.empty() && slow.empty() && native.bound() == interpreter.bound()) return std::nullopt;
  return Difference{values, fast, slow};
}

std::optional<commands::Wording> wording_of(const std::string& path, std::string text) {
  commands::Wording wording{SourceFile(path, std::move(text)), {}, {}, {}};
  wording.ast = syntax::parse(wording.sources.main(), wording.sink);
  wording.policy = check::check(wording.ast, wording.sink);
  if (wording.policy) return wording;
  fmt::print("{}", render_text(wording.sources, wording.sink.sorted(), false));
  return std::nullopt;
}

// A real wording, with the files that it uses.
std::optional<commands::Wording> wording_in(const std::string& path) {
  auto wording = commands::read_wording(path);
  if (!wording || commands::report(*wording) != commands::exit_done || !wording->policy) return std::nullopt;
  return wording;
}

using commands::EngineKind;

int random_wordings(std::uint64_t first, std::uint64_t wordings, std::uint64_t records, EngineKind kind) {
  Tallied tallied;
  std::uint64_t differences = 0;
  for (std::uint64_t seed = first; seed < first + wordings; ++seed) {
    Random random(seed);
    const auto wording = wording_of(fmt::format("seed-{}.pol", seed), random_wording(random));
    std::optional<Difference> difference;
    if (wording) {
      const auto native = commands::make_engine(*wording, kind);
      const auto interpreter = commands::make_engine(*wording, commands::EngineKind::interpreter);
      difference = bind(*wording->policy, *native, *interpreter, random);
      if (!difference)
        difference = compare(*wording->policy, *native, *interpreter, records, tallied,
                             [&](std::uint64_t number) { return random_record(*wording->policy, random, number); });
    }
    if (wording && !difference) continue;
    ++differences;
    Random again(seed);
    fmt::print("seed {}:\n{}\n", seed, random_wording(again));
    if (difference) show(*difference);
  }
  fmt::print("{} random wordings, {} records each: {} paid, {} pended, {} answers decided, {} invalid; {} differences\n", wordings, records,
             tallied.paid, tallied.pended, tallied.decided, tallied.invalid, differences);
  const bool tells = tallied.paid > 0 && tallied.pended > 0 && tallied.decided > 0 && tallied.invalid > 0;
  return differences == 0 && tells ? 0 : 1;
}

int covered(std::uint64_t first, std::uint64_t wordings) {
  Coverage coverage;
  for (std::uint64_t seed = first; seed < first + wordings; ++seed) {
    Random random(seed);
    const auto wording = wording_of(fmt::format("seed-{}.pol", seed), random_wording(random));
    if (!wording) return 1;
    coverage.add(wording->ast);
    coverage.add(*wording->policy);
  }
  for (const auto& [form, times] : coverage.counts()) fmt::print("{:>9}  {}\n", times, form);
  for (const std::string& form : coverage.missing()) fmt::print("no random wording has {}\n", form);
  return coverage.missing().empty() ? 0 : 1;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    fmt::print(stderr, "cannot read {}\n", path);
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::string text = read_file(path), line;
  for (char c : text)
    if (c != '\n')
      line += c;
    else if (!line.empty())
      lines.push_back(std::exchange(line, {}));
  return lines;
}

std::optional<Difference> compare_changed(const commands::Wording& wording, commands::Engine& native,
                                          const std::vector<std::string>& claims, std::uint64_t records, Tallied& tallied) {
  const auto interpreter = commands::make_engine(wording, commands::EngineKind::interpreter);
  Random random(7);
  return compare(*wording.policy, native, *interpreter, records, tallied,
                 [&](std::uint64_t number) { return changed_record(*wording.policy, random.pick(claims), random, number); });
}

int real_policy(const std::string& file, const std::string& claims, std::uint64_t records, EngineKind kind) {
  const auto wording = wording_in(file);
  if (!wording) return 1;
  const auto native = commands::make_engine(*wording, kind);
  Tallied tallied;
  const auto difference = compare_changed(*wording, *native, lines_of(claims), records, tallied);
  if (difference) show(*difference);
  fmt::print("{}: {} records, {} claims paid, {} differences\n", file, records, tallied.paid, difference ? 1 : 0);
  return difference || tallied.paid == 0 ? 1 : 0;
}

// A fault may be made where it changes nothing (an unused guard); each kind must be caught in at least one place.
int broken_code(const std::string& file, const std::string& claims, std::uint64_t records) {
  const auto wording = wording_in(file);
  if (!wording) return 1;
  const ir::Program program = commands::to_program(*wording);
  int missed = 0;
  for (const auto& mutation : mutations()) {
    std::size_t caught = 0, made = 0;
    for (std::size_t place = 0; place < 6; ++place) {
      const auto mutant = mutation.apply(program, place);
      if (!mutant) break;
      ++made;
      const auto native = commands::make_native_engine(*mutant);
      Tallied tallied;
      caught += compare_changed(*wording, *native, lines_of(claims), records, tallied).has_value();
    }
    fmt::print("{}: caught in {} of {} places\n", mutation.name, caught, made);
    missed += caught == 0;
  }
  return missed == 0 ? 0 : 1;
}

// Whether the fault shows in any of its places in one wording.
bool is_caught(const Mutation& mutation, std::uint64_t seed, std::uint64_t records) {
  Random random(seed);
  const auto wording = wording_of(fmt::format("seed-{}.pol", seed), random_wording(random));
  if (!wording) return false;
  const ir::Program program = commands::to_program(*wording);
  for (std::size_t place = 0; place < 6; ++place) {
    const auto mutant = mutation.apply(program, place);
    if (!mutant) return false;
    const auto native = commands::make_native_engine(*mutant);
    const auto interpreter = commands::make_engine(*wording, commands::EngineKind::interpreter);
    Tallied tallied;
    if (bind(*wording->policy, *native, *interpreter, random)) return false;
    const auto make = [&](std::uint64_t number) { return random_record(*wording->policy, random, number); };
    if (compare(*wording->policy, *native, *interpreter, records, tallied, make)) return true;
  }
  return false;
}

int broken_random_code(std::uint64_t first, std::uint64_t wordings, std::uint64_t records) {
  int missed = 0;
  for (const auto& mutation : list_mutations()) {
    std::uint64_t seed = first;
    while (seed < first + wordings && !is_caught(mutation, seed, records)) ++seed;
    const bool caught = seed < first + wordings;
    fmt::print("{}: {}\n", mutation.name, caught ? fmt::format("caught in seed {}", seed) : "not caught");
    missed += !caught;
  }
  return missed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto number = [&](std::size_t index) { return std::strtoull(arguments[index].c_str(), nullptr, 10); };
  const EngineKind kind = arguments.size() == 5 && arguments[4] == "artifact" ? EngineKind::artifact : EngineKind::native;
  const bool decides = arguments.size() == 4 || kind == EngineKind::artifact;
  if (decides && arguments[0] == "random") return random_wordings(number(1), number(2), number(3), kind);
  if (arguments.size() == 4 && arguments[0] == "faults") return broken_random_code(number(1), number(2), number(3));
  if (arguments.size() == 3 && arguments[0] == "coverage") return covered(number(1), number(2));
  if (decides && arguments[0] == "policy") return real_policy(arguments[1], arguments[2], number(3), kind);
  if (arguments.size() == 4 && arguments[0] == "mutations") return broken_code(arguments[1], arguments[2], number(3));
  fmt::print(stderr,
             "usage: pol_differential random FIRST_SEED WORDINGS RECORDS [artifact] | coverage FIRST_SEED WORDINGS | faults FIRST_SEED "
             "WORDINGS RECORDS | "
             "policy FILE CLAIMS RECORDS [artifact] | mutations FILE CLAIMS RECORDS\n");
  return 2;
}
