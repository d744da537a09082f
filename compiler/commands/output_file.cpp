#include "commands/output_file.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace pol::commands {

namespace {

// A pipe or device cannot be replaced by a finished file: it is written as it comes.
bool is_device(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_ == "-") {
    file_ = stdout;
    return;
  }
  if (is_device(path_)) {
    file_ = std::fopen(path_.c_str(), "we");
    if (!file_) fail("cannot open");
    return;
  }
  temporary_ = fmt::format("{}.{}.part", path_, getpid());
  file_ = std::fopen(temporary_.c_str(), "wxe");
  if (!file_) {
    temporary_.clear();
    fail("cannot create");
  }
}

OutputFile::~OutputFile() {
  if (file_ && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::fail(const char* what) {
  if (why_.empty()) why_ = fmt::format("{} {}: {}", what, path_ == "-" ? "standard output" : path_, std::strerror(errno));
}

void OutputFile::write(std::string_view text) {
  if (!failed() && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail("cannot write");
}

bool OutputFile::finish() {
  if (failed()) return false;
  if (std::fflush(file_) != 0) fail("cannot write");
  if (temporary_.empty()) return !failed();
  if (!failed() && ::fsync(fileno(file_)) != 0) fail("cannot write");
  if (std::fclose(std::exchange(file_, nullptr)) != 0) fail("cannot write");
  if (!failed() && std::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot put in place");
  if (failed()) return false;
  temporary_.clear();
  return true;
}

bool write_result(const std::string& path, std::string_view text) {
  OutputFile out(path);
  out.write(text);
  if (out.finish()) return true;
  fmt::print(stderr, "polc: {}\n", out.why());
  return false;
}

}  // namespace pol::commands
