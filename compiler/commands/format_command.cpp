#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "commands/commands.h"
#include "commands/output_file.h"
#include "commands/pipeline.h"
#include "format/format.h"
#include "project/project.h"

namespace pol::commands {

namespace {

namespace fs = std::filesystem;

std::variant<SourceFile, LoadFailure> read(const std::string& file) {
  if (file != "-") return load(file);
  auto loaded = load("/dev/stdin");
  if (const auto* source = std::get_if<SourceFile>(&loaded)) return SourceFile("-", std::string(source->text()));
  return loaded;
}

// In place: what a link points to, with the rights it had.
int replace(const std::string& file, const std::string& text) {
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  if (error) path = file;
  const auto rights = fs::status(path, error).permissions();
  if (!write_result(path.string(), text)) return exit_device_failed;
  if (!error) fs::permissions(path, rights, error);
  return exit_done;
}

int format_one(const std::string& file, bool only_check) {
  auto loaded = read(file);
  if (const auto* failure = std::get_if<LoadFailure>(&loaded)) {
    fmt::print(stderr, "polc: {}\n", failure->sentence);
    return exit_device_failed;
  }
  Wording wording{std::get<SourceFile>(loaded), {}, {}, {}};
  const auto text =
      format::format(wording.sources.main(), wording.sink, file == "-" ? std::set<std::string>{} : project::units_around(file));
  const int status = report(wording);
  if (!text) return status;
  const bool canonical = *text == wording.sources.main().text();
  if (only_check) {
    if (!canonical) fmt::print("{}\n", file);
    return canonical ? exit_done : exit_wording_has_errors;
  }
  if (file == "-") return write_result("-", *text) ? exit_done : exit_device_failed;
  return canonical ? static_cast<int>(exit_done) : replace(file, *text);
}

}  // namespace

int format(const FormatOptions& options) {
  int worst = exit_done;
  for (const auto& file : options.files) worst = std::max(worst, format_one(file, options.check));
  return worst;
}

}  // namespace pol::commands
