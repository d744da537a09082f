// golden_runner POLC [--rewrite] [--limit SECONDS] FILE_OR_FOLDER...
//
// A golden file tests/golden/<stage>/<feature>/NAME.pol holds a wording and, below it, sections that begin with a line `//// name`:
//   //// claims    records, one JSON object a line   (also `history`, `params`, given to polc as --history, --params)
//   //// repeated N   goes on with the wording: these lines N times, for wordings too large to stand in a repository
//   //// expect    all that polc says; always the last
// The stage `format` gives the wording to polc on standard input.
// A first line `// polc: ...` adds arguments. NAME begins with `fail_` if and only if polc ends with 1 (the wording has errors, an example
// failed). Exit status: 0 all as expected (or rewritten), 1 something is not, 2 the command line is wrong.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

#include "support/files.h"
#include "support/line_diff.h"
#include "support/process.h"

namespace pol::test {

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::string_view marker = "//// ";

struct Options {
  std::string polc;
  bool rewrite = false;
  std::chrono::seconds limit{60};
  std::vector<fs::path> files;
};

struct Golden {
  fs::path path;
  std::string stage;
  std::string before_expect;  // the file up to and without the line `//// expect`
  std::string source;
  std::string repeated;
  std::size_t times = 0;
  std::map<std::string, std::string> sections;  // without `expect` and `repeated`
  std::optional<std::string> expect;
  Words arguments;
};

// Said of one file; ends the work on it.
struct Refusal {
  std::string sentence;
};

Words words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::string stage_of(const fs::path& path) {
  const std::vector<fs::path> parts(path.begin(), path.end());
  const auto golden = std::find(parts.rbegin(), parts.rend(), fs::path("golden"));
  // golden/<stage>/<feature>/NAME.pol: three parts stand after it.
  if (golden == parts.rend() || golden - parts.rbegin() != 3) throw Refusal{"is not at golden/<stage>/<feature>/NAME.pol"};
  return (golden - 1)->string();
}

std::string* section_named(const std::string& name, Golden& golden) {
  constexpr std::string_view repeated = "repeated ";
  if (golden.expect) throw Refusal{"has a section after `//// expect`: " + name};
  if (name == "expect") return &golden.expect.emplace();
  if (name == "claims" || name == "history" || name == "params") return &golden.sections[name];
  if (!name.starts_with(repeated)) throw Refusal{"has an unknown section: " + name};
  golden.times = std::strtoul(name.c_str() + repeated.size(), nullptr, 10);
  if (golden.times == 0) throw Refusal{"does not say how often: " + name};
  return &golden.repeated;
}

Golden read_golden(const fs::path& path) {
  const auto text = read_file(path);
  if (!text) throw Refusal{"cannot be read"};
  Golden golden{path, stage_of(fs::absolute(path)), {}, {}, {}, 0, {}, {}, {}};
  std::string* section = &golden.source;
  for (const std::string& line : lines_of(*text)) {
    if (line.starts_with(marker)) {
      const std::string name = line.substr(marker.size());
      section = section_named(name, golden);
      if (!section->empty()) throw Refusal{"has a section twice: " + name};
    } else {
      *section += line + "\n";
    }
    if (!golden.expect) golden.before_expect += line + "\n";
  }
  const std::string first = golden.source.substr(0, golden.source.find('\n'));
  constexpr std::string_view extra = "// polc: ";
  if (first.starts_with(extra)) golden.arguments = words_of(first.substr(extra.size()));
  return golden;
}

// The command lines of a stage; all of them must say the same.
std::vector<Words> commands_of(const Golden& golden, const std::string& name) {
  if (golden.stage == "parse") return {{"dump", name, "--stage", "ast"}};
  if (golden.stage == "model" || golden.stage == "ir") return {{"dump", name, "--stage", golden.stage}};
  if (golden.stage == "check" || golden.stage == "test") return {{golden.stage, name}};
  if (golden.stage == "format") return {{"fmt", "-"}};
  if (golden.stage != "run") throw Refusal{"is in the folder of a stage that the runner does not know: " + golden.stage};
  if (!golden.sections.contains("claims")) throw Refusal{"has no section `//// claims`"};
  return {{"run", name, "--claims", "claims.jsonl", "--engine", "native"},
          {"run", name, "--claims", "claims.jsonl", "--engine", "interpreter"}};
}

// The value of `"key": "..."` becomes `...` in the last object `"policy": {` of a line: it differs between versions and machines.
std::string without_value(std::string line, const std::string& key) {
  const std::size_t policy = line.rfind("\"policy\":");
  if (policy == std::string::npos) return line;
  const std::size_t at = line.find("\"" + key + "\":", policy);
  if (at == std::string::npos) return line;
  const std::size_t open = line.find('"', at + key.size() + 3);
  const std::size_t close = open == std::string::npos ? open : line.find('"', open + 1);
  return close == std::string::npos ? line : line.replace(open + 1, close - open - 1, "...");
}

struct Said {
  int exit_code = 0;
  std::string text;
};

Said ask(const Golden& golden, const Words& command, const Options& options) {
  const TemporaryFolder folder;
  std::string wording = golden.source;
  for (std::size_t i = 0; i < golden.times; ++i) wording += golden.repeated;
  write_file(folder.path() / golden.path.filename(), wording);
  Words words{options.polc};
  words.insert(words.end(), command.begin(), command.end());
  for (const auto& [name, text] : golden.sections) {
    const std::string file = name + (name == "params" ? ".json" : ".jsonl");
    write_file(folder.path() / file, text);
    if (name != "claims") words.insert(words.end(), {"--" + name, file});
  }
  words.insert(words.end(), golden.arguments.begin(), golden.arguments.end());
  const bool from_stdin = golden.stage == "format";
  const Outcome outcome =
      run(words, folder.path(), options.limit, from_stdin ? folder.path() / golden.path.filename() : fs::path("/dev/null"));
  if (!outcome.trouble.empty()) throw Refusal{"polc " + command[0] + " failed: " + outcome.trouble + "\n" + outcome.err};
  std::string text = outcome.out;
  if (!text.empty() && text.back() != '\n') text += "\n";
  text += outcome.err;
  if (!text.empty() && text.back() != '\n') text += "\n";
  if (golden.stage != "run") return {outcome.exit_code, text};
  std::string masked;
  for (const std::string& line : lines_of(text)) masked += without_value(without_value(line, "hash"), "build") + "\n";
  return {outcome.exit_code, masked};
}

void require_honest_name(const Golden& golden, const Said& said) {
  const bool named_fail = golden.path.filename().string().starts_with("fail_");
  const bool decided = said.exit_code == 0 || (golden.stage == "run" && said.exit_code == 3);
  if (!decided && said.exit_code != 1) throw Refusal{"polc ended with " + std::to_string(said.exit_code) + ":\n" + said.text};
  if (named_fail && decided) throw Refusal{"is named fail_ but has no error:\n" + said.text};
  if (!named_fail && !decided) throw Refusal{"has an error but is not named fail_:\n" + said.text};
}

Said ask_all(const Golden& golden, const Options& options) {
  std::optional<Said> first;
  for (const Words& command : commands_of(golden, golden.path.filename().string())) {
    Said said = ask(golden, command, options);
    if (!first) {
      first = std::move(said);
    } else if (said.text != first->text || said.exit_code != first->exit_code) {
      throw Refusal{"the engines differ (- native, ended with " + std::to_string(first->exit_code) + "; + interpreter, ended with " +
                    std::to_string(said.exit_code) + "):\n" + line_diff(first->text, said.text)};
    }
  }
  return first.value();
}

void check_file(const fs::path& path, const Options& options) {
  const Golden golden = read_golden(path);
  const Said said = ask_all(golden, options);
  require_honest_name(golden, said);
  if (options.rewrite) {
    if (golden.expect == said.text) return;
    if (!write_file(path, golden.before_expect + std::string(marker) + "expect\n" + said.text)) throw Refusal{"cannot be written"};
    std::cout << path.string() << ": rewritten\n";
    return;
  }
  if (!golden.expect) throw Refusal{"has no section `//// expect`; `./dev golden` writes it"};
  if (*golden.expect != said.text) throw Refusal{"polc says something else (- expected, + said):\n" + line_diff(*golden.expect, said.text)};
}

std::optional<Options> options_of(const Words& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--rewrite") {
      options.rewrite = true;
    } else if (words[i] == "--limit" && i + 1 < words.size()) {
      options.limit = std::chrono::seconds(std::atoi(words[++i].c_str()));
    } else if (options.polc.empty()) {
      options.polc = words[i];
    } else if (fs::is_directory(words[i])) {
      const auto below = files_below(words[i], {".pol"});
      options.files.insert(options.files.end(), below.begin(), below.end());
    } else {
      options.files.emplace_back(words[i]);
    }
  }
  if (options.polc.empty() || options.files.empty() || options.limit.count() <= 0) return std::nullopt;
  return options;
}

int run_all(const Options& options) {
  int failures = 0;
  for (const fs::path& file : options.files) {
    try {
      check_file(file, options);
    } catch (const Refusal& refusal) {
      ++failures;
      std::cout << file.string() << ": " << refusal.sentence << "\n";
    }
  }
  std::cout << options.files.size() - static_cast<std::size_t>(failures) << " as expected, " << failures << " not\n";
  return failures == 0 ? 0 : 1;
}

}  // namespace

}  // namespace pol::test

int main(int count, char** words) {
  const auto options = pol::test::options_of({words + 1, words + count});
  if (!options) {
    std::cerr << "usage: golden_runner POLC [--rewrite] [--limit SECONDS] FILE_OR_FOLDER...\n";
    return 2;
  }
  return pol::test::run_all(*options);
}
