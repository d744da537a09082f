#include "commands/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "commands/terminal.h"

namespace pol::commands {

namespace {

constexpr std::chrono::seconds before_the_first{1};
constexpr std::chrono::milliseconds between_two{100};
constexpr const char* wiped = "\r\033[K";

}  // namespace

Progress::Progress(const std::string& claims, const std::string& out)
    : wanted_(standard_error_takes_controls() && !(out == "-" && isatty(STDOUT_FILENO))), next_(Clock::now() + before_the_first) {
  std::error_code error;
  if (claims == "-" || !std::filesystem::is_regular_file(claims, error)) return;
  const auto size = std::filesystem::file_size(claims, error);
  if (!error) total_ = size;
}

Progress::~Progress() {
  if (drawn_) std::fputs(wiped, stderr);
}

void Progress::look() {
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + between_two;
  drawn_ = true;
  draw();
}

void Progress::draw() const {
  if (total_ == 0) {
    fmt::print(stderr, "{}{} records decided", wiped, records_);
    return;
  }
  constexpr std::uint64_t width = 40;
  const std::uint64_t done = std::min(bytes_, total_);
  const auto filled = static_cast<std::size_t>(done * width / total_);
  fmt::print(stderr, "{}[{}{}] {} %, {} records decided", wiped, std::string(filled, '#'), std::string(width - filled, ' '),
             done * 100 / total_, records_);
}

}  // namespace pol::commands
