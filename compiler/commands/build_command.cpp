#include <fmt/format.h>

#include <memory>
#include <system_error>
#include <vector>

#include "commands/commands.h"
#include "commands/output_file.h"
#include "commands/record_header.h"
#include "commands/record_schema.h"
#include "emit/object.h"

namespace pol::commands {

namespace {

std::string made(const Wording& wording, Part part, const std::string& cpu) {
  switch (part) {
    case Part::object: return emit::object_code(to_program(wording, cpu), cpu);
    case Part::llvm: return emit::print_for(to_program(wording, cpu), cpu);
    case Part::library: return emit::shared_library(to_program(wording, cpu), cpu);
    case Part::header: return record_header(*wording.policy, to_program(wording, cpu), identity_of(wording, cpu));
    case Part::schema: return record_schema(*wording.policy);
  }
  return {};
}

// `lady.so` has `lady.h` beside it; of any other name nothing is taken away.
std::string beside(const std::string& out, const char* ending) {
  const bool is_so = out.ends_with(".so");
  return (is_so ? out.substr(0, out.size() - 3) : out) + ending;
}

struct Result {
  std::string path, bytes;
};

// All of them or none: each is whole under a name of its own before the first is moved to its place. The library comes last.
int write_all(const std::vector<Result>& results) {
  std::vector<std::unique_ptr<OutputFile>> files;
  for (const auto& result : results) {
    files.push_back(std::make_unique<OutputFile>(result.path));
    files.back()->write(result.bytes);
  }
  for (const auto& file : files) {
    if (!file->failed()) continue;
    fmt::print(stderr, "polc: {}\n", file->why());
    return exit_device_failed;
  }
  for (const auto& file : files) {
    if (file->finish()) continue;
    fmt::print(stderr, "polc: {}\n", file->why());
    return exit_device_failed;
  }
  return exit_done;
}

int build_wording(const BuildOptions& options, const Wording& wording) {
  if (options.part) return write_all({{options.out, made(wording, *options.part, options.cpu)}});
  return write_all({{beside(options.out, ".schema.json"), made(wording, Part::schema, options.cpu)},
                    {beside(options.out, ".h"), made(wording, Part::header, options.cpu)},
                    {options.out, made(wording, Part::library, options.cpu)}});
}

int wrong(const std::string& sentence) {
  fmt::print(stderr, "polc: {}\n", sentence);
  return exit_wrong_command_line;
}

}  // namespace

int build(const BuildOptions& options) {
  if (!emit::knows_cpu(options.cpu))
    return wrong(fmt::format("no processor of this machine's family is called `{}`; `native` is the one in this machine", options.cpu));
  if (options.out == "-" && !options.part)
    return wrong(
        "a library has a header and a schema beside it, and standard output (`-`) has no beside: name a file, or a part with --emit");
  const auto wording = read_wording(options.file);
  if (!wording) return exit_device_failed;
  if (const int status = report(*wording); status != exit_done) return status;
  if (wording->policy->questions.empty()) return wrong(fmt::format("`{}` asks no question: there is nothing to build", options.file));
  try {
    return build_wording(options, *wording);
  } catch (const std::system_error& failure) {
    fmt::print(stderr, "polc: {}\n", failure.what());
    return exit_device_failed;
  }
}

}  // namespace pol::commands
