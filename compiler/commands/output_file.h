// Where a command writes its result: standard output, or a file that appears complete or not at all.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace pol::commands {

class OutputFile {
 public:
  // "-" is standard output. A file is written without a name, and put in its place by finish(): whatever ends the process, no part stays
  // behind. Where the file system knows no files without names, it has one beside its place.
  explicit OutputFile(std::string path);
  ~OutputFile();  // without finish(): nothing is left behind
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view text);
  // What was written so far reaches who reads it, where that is a stream; a file stays where nobody sees it.
  void flush();
  // True when everything reached the device; else why() says what failed.
  bool finish();
  bool failed() const { return !why_.empty(); }
  bool closed_by_reader() const { return closed_by_reader_; }  // of a pipe: it failed because nobody reads it any more
  const std::string& why() const { return why_; }

 private:
  void fail(const char* what);
  bool open_nameless();
  bool open_named();
  bool put_in_place();
  bool link_to(const std::string& path) const;

  std::string path_;
  std::string part_;        // the name of a file that has none yet, or has it in vain
  bool is_stream_ = false;  // or a device: it is written as it comes
  bool has_part_name_ = false;
  std::FILE* file_ = nullptr;
  std::string why_;
  bool closed_by_reader_ = false;
};

// Writes a whole result there; false where that failed, which is said on stderr.
bool write_result(const std::string& path, std::string_view text);

}  // namespace pol::commands
