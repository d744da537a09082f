#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "commands/commands.h"
#include "commands/decision_table.h"
#include "commands/output_file.h"
#include "commands/parameters.h"
#include "commands/progress.h"

namespace pol::commands {

namespace {

// Blank lines are no records: JSON Lines files often end in one.
bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

// Opens a text of lines: "-" is standard input.
class LineSource {
 public:
  explicit LineSource(const std::string& path) {
    if (path == "-") return;
    file_.open(path, std::ios::binary);
    stream_ = &file_;
  }
  bool is_open() const { return stream_ == &std::cin || file_.is_open(); }
  // A byte order mark before the first line is no part of it.
  bool next(std::string& line) {
    if (!std::getline(*stream_, line)) return false;
    if (std::exchange(first_, false) && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    return true;
  }
  bool failed() const { return stream_->bad(); }

 private:
  std::ifstream file_;
  std::istream* stream_ = &std::cin;
  bool first_ = true;
};

int cannot_read(const std::string& path) {
  std::error_code error;
  const bool is_folder = path != "-" && std::filesystem::is_directory(path, error);
  fmt::print(stderr, "polc: cannot read {}: {}\n", path == "-" ? "standard input" : path,
             is_folder ? "it is a folder" : std::strerror(errno));
  return exit_device_failed;
}

int take_history(Engine& engine, const std::vector<std::string>& files, History& history) {
  for (const auto& file : files) {
    LineSource source(file);
    if (!source.is_open()) return cannot_read(file);
    std::string line;
    for (std::uint64_t number = 1; source.next(line); ++number) {
      if (is_blank(line)) continue;
      const std::string why = engine.take_history(line, history);
      if (why.empty()) continue;
      fmt::print(stderr, "polc: {}, line {}: {}\n", file, number, why);
      return exit_device_failed;
    }
    if (source.failed()) return cannot_read(file);
  }
  return exit_done;
}

// True where every record was valid.
bool decide_each(const RunOptions& options, const Wording& wording, Engine& engine, History& history, LineSource& source, OutputFile& out) {
  Progress progress(options.claims, options.out);
  bool all_valid = true;
  std::string line;
  for (std::uint64_t number = 1; !out.failed() && source.next(line);) {
    if (is_blank(line)) continue;
    const Decided decided = engine.decide(line, number++, history);
    all_valid = all_valid && decided.valid;
    out.write(options.format == RunFormat::table ? decision_table(*wording.policy, decided.json) : decided.json + "\n");
    progress.add(line.size() + 1);
  }
  return all_valid;
}

int decide_all(const RunOptions& options, const Wording& wording, Engine& engine, History& history) {
  LineSource source(options.claims);
  if (!source.is_open()) return cannot_read(options.claims);
  OutputFile out(options.out);
  const bool all_valid = decide_each(options, wording, engine, history, source, out);
  if (source.failed()) return cannot_read(options.claims);
  if (!out.finish()) {
    fmt::print(stderr, "polc: {}\n", out.why());
    return exit_device_failed;
  }
  return all_valid ? exit_done : exit_some_records_invalid;
}

}  // namespace

int run(const RunOptions& options) {
  if (std::count(options.history.begin(), options.history.end(), "-") + (options.claims == "-") > 1) {
    fmt::print(stderr, "polc: standard input (`-`) can be read once only: give the claims or one history as a file\n");
    return exit_wrong_command_line;
  }
  const auto wording = read_wording(options.file);
  if (!wording) return exit_device_failed;
  if (const int status = report(*wording); status != exit_done) return status;
  if (wording->policy->questions.empty()) {
    fmt::print(stderr, "polc: `{}` asks no question: there is nothing to decide\n", options.file);
    return exit_wrong_command_line;
  }
  const auto engine = make_engine(*wording, options.engine);
  if (const int status = bind_parameters(options.file, options.params, options.echo_params, *wording->policy, *engine); status != exit_done)
    return status;
  History history;
  if (const int status = take_history(*engine, options.history, history); status != exit_done) return status;
  return decide_all(options, *wording, *engine, history);
}

}  // namespace pol::commands
