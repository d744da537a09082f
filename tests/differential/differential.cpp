// Meaning = machine code: the reference interpreter and native code decide the same records of the same wordings to the same bytes.
//
//   pol_differential random FIRST_SEED WORDINGS RECORDS      random wordings, random records
//   pol_differential policy FILE CLAIMS RECORDS              a real wording; records are claims of the file with facts changed
//   pol_differential mutations FILE CLAIMS RECORDS           native code broken on purpose must be caught, each fault somewhere
//
// Prints every difference with its seed, the wording or file, and the records that replay it. Exit status 1 where there is one.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "check/check.h"
#include "commands/engine.h"
#include "diagnostics/render.h"
#include "mutations.h"
#include "records.h"
#include "syntax/parse.h"
#include "wording.h"

namespace {

using namespace pol;
using namespace pol::differential;

struct Difference {
  std::string record, native, interpreter;
};

// Decides records on both engines until they differ. `make` gives the next record.
template <typename Make>
std::optional<Difference> compare(commands::Engine& native, commands::Engine& interpreter, std::uint64_t records, std::uint64_t& paid,
                                  Make make) {
  commands::History native_history, interpreter_history;
  for (std::uint64_t number = 1; number <= records; ++number) {
    const std::string record = make(number);
    const auto fast = native.decide(record, number, native_history);
    const auto slow = interpreter.decide(record, number, interpreter_history);
    if (fast.json != slow.json) return Difference{record, fast.json, slow.json};
    if (!fast.valid) return Difference{record, "(a generated record is invalid) " + fast.json, ""};
    paid += fast.json.find("\"status\":\"paid\"") != std::string::npos;
  }
  return std::nullopt;
}

void show(const Difference& difference) {
  fmt::print("  record:      {}\n  native:      {}\n  interpreter: {}\n", difference.record, difference.native, difference.interpreter);
}

std::optional<commands::Wording> wording_of(const std::string& path, std::string text) {
  commands::Wording wording{SourceFile(path, std::move(text)), {}, {}, {}};
  wording.ast = syntax::parse(wording.source, wording.sink);
  wording.policy = check::check(wording.ast, wording.sink);
  if (wording.policy) return wording;
  fmt::print("{}", render_text(wording.source, wording.sink.sorted(), false));
  return std::nullopt;
}

int random_wordings(std::uint64_t first, std::uint64_t wordings, std::uint64_t records) {
  std::uint64_t paid = 0, differences = 0;
  for (std::uint64_t seed = first; seed < first + wordings; ++seed) {
    Random random(seed);
    const auto wording = wording_of(fmt::format("seed-{}.pol", seed), random_wording(random));
    std::optional<Difference> difference;
    if (wording) {
      const auto native = commands::make_engine(*wording, commands::EngineKind::native);
      const auto interpreter = commands::make_engine(*wording, commands::EngineKind::interpreter);
      difference = compare(*native, *interpreter, records, paid,
                           [&](std::uint64_t number) { return random_record(*wording->policy, random, number); });
    }
    if (wording && !difference) continue;
    ++differences;
    Random again(seed);
    fmt::print("seed {}:\n{}\n", seed, random_wording(again));
    if (difference) show(*difference);
  }
  fmt::print("{} random wordings, {} records each, {} claims paid, {} differences\n", wordings, records, paid, differences);
  return differences == 0 && paid > 0 ? 0 : 1;
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
                                          const std::vector<std::string>& claims, std::uint64_t records, std::uint64_t& paid) {
  const auto interpreter = commands::make_engine(wording, commands::EngineKind::interpreter);
  Random random(7);
  return compare(native, *interpreter, records, paid,
                 [&](std::uint64_t number) { return changed_record(*wording.policy, random.pick(claims), random, number); });
}

int real_policy(const std::string& file, const std::string& claims, std::uint64_t records) {
  const auto wording = wording_of(file, read_file(file));
  if (!wording) return 1;
  const auto native = commands::make_engine(*wording, commands::EngineKind::native);
  std::uint64_t paid = 0;
  const auto difference = compare_changed(*wording, *native, lines_of(claims), records, paid);
  if (difference) show(*difference);
  fmt::print("{}: {} records, {} claims paid, {} differences\n", file, records, paid, difference ? 1 : 0);
  return difference || paid == 0 ? 1 : 0;
}

// A fault may be made where it changes nothing (an unused guard); each kind must be caught in at least one place.
int broken_code(const std::string& file, const std::string& claims, std::uint64_t records) {
  const auto wording = wording_of(file, read_file(file));
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
      std::uint64_t paid = 0;
      caught += compare_changed(*wording, *native, lines_of(claims), records, paid).has_value();
    }
    fmt::print("{}: caught in {} of {} places\n", mutation.name, caught, made);
    missed += caught == 0;
  }
  return missed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto number = [&](std::size_t index) { return std::strtoull(arguments[index].c_str(), nullptr, 10); };
  if (arguments.size() == 4 && arguments[0] == "random") return random_wordings(number(1), number(2), number(3));
  if (arguments.size() == 4 && arguments[0] == "policy") return real_policy(arguments[1], arguments[2], number(3));
  if (arguments.size() == 4 && arguments[0] == "mutations") return broken_code(arguments[1], arguments[2], number(3));
  fmt::print(stderr,
             "usage: pol_differential random FIRST_SEED WORDINGS RECORDS | policy FILE CLAIMS RECORDS | mutations FILE CLAIMS RECORDS\n");
  return 2;
}
