#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "commands/commands.h"
#include "commands/deciding.h"
#include "commands/interrupt.h"
#include "commands/output_file.h"
#include "commands/parameters.h"
#include "commands/progress.h"
#include "commands/pseudonyms.h"

namespace pol::commands {

namespace {

int cannot_read(const InputFile& file) {
  fmt::print(stderr, "polc: {}\n", file.why());
  return exit_device_failed;
}

int cannot_write(const OutputFile& file) {
  fmt::print(stderr, "polc: {}\n", file.why());
  return exit_device_failed;
}

int take_history(Engine& engine, const std::vector<std::string>& files, History& history) {
  for (const auto& path : files) {
    InputFile file(path);
    Lines lines(file);
    std::string_view line;
    for (std::uint64_t number = 1; lines.next(line); ++number) {
      if (is_blank(line)) continue;
      const std::string why = engine.take_history(line, history);
      if (why.empty()) continue;
      fmt::print(stderr, "polc: {}, line {}: {}\n", path, number, why);
      return exit_device_failed;
    }
    if (file.failed()) return cannot_read(file);
  }
  return exit_done;
}

bool has_tokens(const History& history) {
  return std::any_of(history.begin(), history.end(), [](const auto& each) { return is_token(each.first); });
}

// True where every record was valid.
bool decide(const RunOptions& options, const Wording& wording, Engine& engine, History& history, Pseudonyms* pseudonyms, InputFile& file,
            OutputFile& out) {
  const auto source = claims_in(file, *wording.policy, options.claims, options.claims_format);
  Progress progress(options.claims, options.out);
  const auto write = [&](std::string_view lines, std::uint64_t records, bool now) {
    out.write(lines);
    if (now) out.flush();
    progress.reach(source->bytes(), records);
    return !out.failed() && interruption() == 0;
  };
  const Deciding deciding{*wording.policy, engine, history, *source, options.format == RunFormat::table, pseudonyms, write};
  return options.jobs > 1 ? decide_in_parallel(deciding, options.jobs) : decide_each(deciding);
}

// What tells whom a token stands for is in its place before the decisions are.
int finish(OutputFile& out, OutputFile* mapping, const Pseudonyms* pseudonyms) {
  if (mapping != nullptr) {
    mapping->write(pseudonyms->mapping());
    if (!mapping->finish()) return cannot_write(*mapping);
  }
  out.finish();
  return exit_done;
}

int decide_all(const RunOptions& options, const Wording& wording, Engine& engine, History& history, Pseudonyms* pseudonyms) {
  InputFile file(options.claims);
  if (file.failed()) return cannot_read(file);
  OutputFile out(options.out);
  const std::unique_ptr<OutputFile> mapping = open_mapping(options.pseudonyms);
  if (mapping != nullptr && mapping->failed()) return cannot_write(*mapping);
  const bool all_valid = decide(options, wording, engine, history, pseudonyms, file, out);
  if (file.failed()) return cannot_read(file);
  if (out.failed() || interruption() != 0)
    out.flush();  // what a stream was given are whole lines; a file does not appear
  else if (const int status = finish(out, mapping.get(), pseudonyms); status != exit_done)
    return status;
  if (out.closed_by_reader()) return status_of_signal(SIGPIPE);
  if (out.failed()) return cannot_write(out);
  if (interruption() != 0) return status_of_signal(interruption());
  return all_valid ? exit_done : exit_some_records_invalid;
}

}  // namespace

int run(const RunOptions& options) {
  if (std::count(options.history.begin(), options.history.end(), "-") + (options.claims == "-") > 1) {
    fmt::print(stderr, "polc: standard input (`-`) can be read once only: give the claims or one history as a file\n");
    return exit_wrong_command_line;
  }
  if (const int status = check_pseudonym_options(options.pseudonyms, options.out); status != exit_done) return status;
  const auto wording = read_wording(options.file);
  if (!wording) return exit_device_failed;
  if (const int status = report(*wording); status != exit_done) return status;
  if (wording->policy->questions.empty()) {
    fmt::print(stderr, "polc: `{}` asks no question: there is nothing to decide\n", options.file);
    return exit_wrong_command_line;
  }
  int key_status = exit_done;
  const std::unique_ptr<Pseudonyms> pseudonyms = make_pseudonyms(options.pseudonyms, *wording->policy, key_status);
  if (key_status != exit_done) return key_status;
  const Interruptible interruptible;
  const auto engine = make_engine(*wording, options.engine);
  if (const int status = bind_parameters(options.file, options.params, options.echo_params, *wording->policy, *engine); status != exit_done)
    return status;
  History history;
  if (const int status = take_history(*engine, options.history, history); status != exit_done) return status;
  if (pseudonyms && has_tokens(history)) {
    fmt::print(stderr,
               "polc: the history holds tokens: earlier decisions are found by the ids themselves, so keep them as they were decided, and "
               "give them out with "
               "tokens apart\n");
    return exit_device_failed;
  }
  return decide_all(options, *wording, *engine, history, pseudonyms.get());
}

}  // namespace pol::commands
