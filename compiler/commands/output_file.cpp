#include "commands/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace pol::commands {

namespace {

// A pipe or device cannot be replaced by a finished file: it is written as it comes.
bool is_device(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

// Under this name a file can be found that has no other.
std::string in_this_process(int file) { return fmt::format("/proc/self/fd/{}", file); }

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)), is_stream_(path_ == "-" || is_device(path_)) {
  if (path_ == "-") {
    file_ = stdout;
  } else if (is_stream_) {
    file_ = std::fopen(path_.c_str(), "we");
    if (!file_) fail("cannot open");
  } else {
    part_ = fmt::format("{}.{}.part", path_, getpid());
    if (!open_nameless() && !open_named()) fail("cannot create");
  }
}

bool OutputFile::open_nameless() {
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (file < 0) return false;
  if (::access(in_this_process(file).c_str(), F_OK) == 0) file_ = ::fdopen(file, "w");
  if (!file_) ::close(file);
  return file_ != nullptr;
}

bool OutputFile::open_named() {
  file_ = std::fopen(part_.c_str(), "wxe");
  has_part_name_ = file_ != nullptr;
  return has_part_name_;
}

OutputFile::~OutputFile() {
  if (file_ && file_ != stdout) std::fclose(file_);
  if (has_part_name_) ::unlink(part_.c_str());
}

void OutputFile::fail(const char* what) {
  if (failed()) return;
  closed_by_reader_ = errno == EPIPE;
  why_ = fmt::format("{} {}: {}", what, path_ == "-" ? "standard output" : path_, std::strerror(errno));
}

void OutputFile::write(std::string_view text) {
  if (!failed() && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail("cannot write");
}

void OutputFile::flush() {
  if (is_stream_ && !failed() && std::fflush(file_) != 0) fail("cannot write");
}

bool OutputFile::link_to(const std::string& path) const {
  return ::linkat(AT_FDCWD, in_this_process(fileno(file_)).c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

// A file that is there already can only be replaced by one that has a name.
bool OutputFile::put_in_place() {
  if (!has_part_name_) {
    if (link_to(path_)) return true;
    if (errno != EEXIST) return false;
    has_part_name_ = link_to(part_);
    if (!has_part_name_) return false;
  }
  has_part_name_ = std::rename(part_.c_str(), path_.c_str()) != 0;
  return !has_part_name_;
}

bool OutputFile::finish() {
  if (failed()) return false;
  if (std::fflush(file_) != 0) fail("cannot write");
  if (is_stream_) return !failed();
  if (!failed() && ::fsync(fileno(file_)) != 0) fail("cannot write");
  if (!failed() && !put_in_place()) fail("cannot put in place");
  if (std::fclose(std::exchange(file_, nullptr)) != 0) fail("cannot write");
  return !failed();
}

bool write_result(const std::string& path, std::string_view text) {
  OutputFile out(path);
  out.write(text);
  if (out.finish()) return true;
  fmt::print(stderr, "polc: {}\n", out.why());
  return false;
}

}  // namespace pol::commands
