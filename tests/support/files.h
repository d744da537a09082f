// Whole files and folders of a test's own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pol::test {

std::optional<std::string> read_file(const std::filesystem::path& path);
bool write_file(const std::filesystem::path& path, std::string_view text);  // makes the folders above it

// Every file below a folder with one of the endings (".cpp"), in the order of their paths; empty where there is no such folder.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const std::vector<std::string>& endings);

// Lines without their ends; a last line without an end counts.
std::vector<std::string> lines_of(std::string_view text);

// A new folder, gone with everything in it when this goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace pol::test
