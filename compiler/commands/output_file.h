// Where a command writes its result: standard output, or a file that appears complete or not at all.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace pol::commands {

class OutputFile {
 public:
  // "-" is standard output. A file is written beside its final place and moved there by finish().
  explicit OutputFile(std::string path);
  ~OutputFile();  // without finish(): nothing is left behind
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view text);
  // True when everything reached the device; else why() says what failed.
  bool finish();
  bool failed() const { return !why_.empty(); }
  const std::string& why() const { return why_; }

 private:
  void fail(const char* what);

  std::string path_, temporary_;
  std::FILE* file_ = nullptr;
  std::string why_;
};

// Writes a whole result there; false where that failed, which is said on stderr.
bool write_result(const std::string& path, std::string_view text);

}  // namespace pol::commands
