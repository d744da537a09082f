#include "commands/input_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "commands/interrupt.h"
#include "polrt/polrt.h"

namespace pol::commands {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t most_of_a_line = POLRT_MAX_RECORD_BYTES + 1;

}  // namespace

InputFile::InputFile(std::string path) : path_(std::move(path)) {
  file_ = path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (file_ < 0 || ::fstat(file_, &status) != 0)
    fail(errno);
  else if (S_ISDIR(status.st_mode))
    fail(EISDIR);
  is_stream_ = !S_ISREG(status.st_mode);
}

InputFile::~InputFile() {
  if (file_ > STDIN_FILENO) ::close(file_);
}

void InputFile::fail(int error) {
  why_ =
      fmt::format("cannot read {}: {}", path_ == "-" ? "standard input" : path_, error == EISDIR ? "it is a folder" : std::strerror(error));
}

std::size_t InputFile::read(char* to, std::size_t capacity) {
  while (!failed() && interruption() == 0) {
    const ssize_t size = ::read(file_, to, capacity);
    if (size >= 0) return static_cast<std::size_t>(size);
    if (errno != EINTR) fail(errno);
  }
  return 0;
}

bool Lines::next(std::string_view& line) {
  for (std::size_t searched = 0;;) {
    const char* const start = buffer_.data() + begin_;
    const void* const found = std::memchr(start + searched, '\n', end_ - begin_ - searched);
    const auto size = found ? static_cast<std::size_t>(static_cast<const char*>(found) - start) : end_ - begin_;
    if (found || ended_) {
      const bool is_there = found || size > 0;
      if (!std::exchange(cut_, false)) {
        if (is_there) line = take(size);
        return is_there;
      }
      if (!is_there) return false;
      take(size);  // the rest of a line that was given already
      searched = 0;
      continue;
    }
    if (cut_) begin_ = end_;
    if (!cut_ && size > most_of_a_line) {
      cut_ = true;
      line = take(size);
      return true;
    }
    searched = end_ - begin_;
    ended_ = !fill();
    if (begin_ == end_) searched = 0;  // it was given up
  }
}

// The line of so many bytes at the beginning, and its end where that is there.
std::string_view Lines::take(std::size_t size) {
  std::string_view line(buffer_.data() + begin_, size);
  const std::size_t whole = size + (begin_ + size < end_ ? 1 : 0);
  begin_ += whole;
  bytes_ += whole;
  if (std::exchange(first_, false) && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  return line;
}

bool Lines::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= std::exchange(begin_, 0);
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  const std::size_t size = file_.read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += size;
  if (file_.failed() || interruption() != 0) begin_ = end_;  // a part of a line is none
  return size > 0;
}

bool Lines::has_to_wait() const {
  return file_.is_stream() && !ended_ && std::memchr(buffer_.data() + begin_, '\n', end_ - begin_) == nullptr;
}

}  // namespace pol::commands
