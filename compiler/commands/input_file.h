// Bytes of a file or of standard input, and lines of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pol::commands {

class InputFile {
 public:
  explicit InputFile(std::string path);  // "-" is standard input
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Bytes read; 0 at the end, where reading failed, and where a signal came.
  std::size_t read(char* to, std::size_t capacity);
  // Whoever writes the other end may be waiting for an answer.
  bool is_stream() const { return is_stream_; }
  bool failed() const { return !why_.empty(); }
  // A sentence.
  const std::string& why() const { return why_; }

 private:
  void fail(int error);

  std::string path_;
  int file_ = -1;
  bool is_stream_ = false;
  std::string why_;
};

// Lines without their ends. A byte order mark before the first is no part of it.
class Lines {
 public:
  explicit Lines(InputFile& file) : file_(file), buffer_(64 * 1024) {}

  // False at the end. The line is good until the next call; one that is longer than any record may be is cut, but stays longer.
  bool next(std::string_view& line);
  // The next line is not here yet.
  bool has_to_wait() const;
  // As they stood in the file, of all lines given so far.
  std::uint64_t bytes() const { return bytes_; }

 private:
  bool fill();
  std::string_view take(std::size_t size);

  InputFile& file_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // what was read and not given yet
  bool ended_ = false, first_ = true, cut_ = false;
  std::uint64_t bytes_ = 0;
};

}  // namespace pol::commands
