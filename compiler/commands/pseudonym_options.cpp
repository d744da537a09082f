#include "commands/pseudonym_options.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "commands/commands.h"

namespace pol::commands {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t shortest_key = 32, longest_key = 64 * 1024;  // bytes; the first is what HMAC-SHA-256 uses whole

int wrong(const std::string& sentence) {
  fmt::print(stderr, "polc: {}\n", sentence);
  return exit_wrong_command_line;
}

// Without links, whether it is there or not. Of standard output the file that it goes to, if any.
std::optional<fs::path> place_of(const std::string& path) {
  std::error_code error;
  if (path != "-") {
    const fs::path place = fs::weakly_canonical(fs::absolute(path, error), error);
    return error ? std::nullopt : std::optional(place);
  }
  struct stat what{};
  if (::fstat(STDOUT_FILENO, &what) != 0 || !S_ISREG(what.st_mode)) return std::nullopt;
  const fs::path place = fs::read_symlink("/proc/self/fd/1", error);
  return error ? std::nullopt : std::optional(place);
}

int bad_key(const std::string& file, const char* why, int status) {
  fmt::print(stderr, "polc: {}: {}\n", file, why);
  return status;
}

// Its bytes without a line end; nothing, and said so, where it is no key to rely on.
std::optional<std::string> read_key(const std::string& file, int& status) {
  const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat what{};
  std::string key(longest_key + 1, '\0');
  ssize_t size = -1;
  if (opened >= 0 && ::fstat(opened, &what) == 0) size = ::read(opened, key.data(), key.size());
  const int error = errno;
  if (opened >= 0) ::close(opened);
  if (size < 0) {
    status = bad_key(file, std::strerror(error), exit_device_failed);
    return std::nullopt;
  }
  key.resize(static_cast<std::size_t>(size));
  if (key.size() > longest_key) status = bad_key(file, "this is no key: it is larger than 64 KiB", exit_wrong_command_line);
  while (!key.empty() && (key.back() == '\n' || key.back() == '\r')) key.pop_back();
  if (S_ISREG(what.st_mode) && (what.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    status =
        bad_key(file, "others than its owner may read or change this key; write `chmod 600` and the name of the file, or make a new one",
                exit_wrong_command_line);
  else if (key.size() < shortest_key)
    status = bad_key(file, "this key is too short: at least 32 bytes, as `openssl rand -hex 32` writes them", exit_wrong_command_line);
  if (status != exit_done) return std::nullopt;
  return key;
}

}  // namespace

int check_pseudonym_options(const PseudonymOptions& options, const std::string& out) {
  if (!options.wanted && !options.key_file.empty()) return wrong("--key-file is the key of --pseudonymise: write both, or neither");
  if (!options.wanted && !options.mapping.empty()) return wrong("--mapping tells what --pseudonymise replaced: write both, or neither");
  if (!options.wanted) return exit_done;
  if (options.key_file.empty()) return wrong("--pseudonymise needs a key: --key-file FILE");
  if (options.mapping.empty()) return exit_done;
  if (options.mapping == "-") return wrong("--mapping names a file: what tells whom a token stands for goes to no stream");
  const std::optional<fs::path> mapping = place_of(options.mapping), decisions = place_of(out), key = place_of(options.key_file);
  if (mapping && key && *mapping == *key) return wrong("--mapping would replace the key");
  if (mapping && decisions && mapping->parent_path() == decisions->parent_path())
    return wrong(
        fmt::format("the mapping tells whom a token stands for, and must not lie beside the decisions: name another folder than {}",
                    decisions->parent_path().string()));
  return exit_done;
}

std::unique_ptr<Pseudonyms> make_pseudonyms(const PseudonymOptions& options, const model::Policy& policy, int& status) {
  status = exit_done;
  if (!options.wanted) return nullptr;
  std::optional<std::string> key = read_key(options.key_file, status);
  return key ? std::make_unique<Pseudonyms>(policy, std::move(*key), !options.mapping.empty()) : nullptr;
}

std::unique_ptr<OutputFile> open_mapping(const PseudonymOptions& options) {
  if (options.mapping.empty()) return nullptr;
  const mode_t before = ::umask(S_IRWXG | S_IRWXO);
  auto file = std::make_unique<OutputFile>(options.mapping);
  ::umask(before);
  return file;
}

}  // namespace pol::commands
