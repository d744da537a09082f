// How far a long run has got, for a person who waits at a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace pol::commands {

// One line on standard error, redrawn in place and wiped at the end. It is drawn only on a terminal, only once a second has passed, and not
// where decisions are written to the same terminal.
class Progress {
 public:
  // `claims` and `out` as on the command line; of standard input nobody knows the size.
  Progress(const std::string& claims, const std::string& out);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // So many bytes of the claims are read, so many more records decided.
  void reach(std::uint64_t bytes, std::uint64_t records) {
    bytes_ = bytes;
    records_ += records;
    if (wanted_) look();
  }

 private:
  using Clock = std::chrono::steady_clock;

  void look();
  void draw() const;

  bool wanted_;
  bool drawn_ = false;
  std::uint64_t total_ = 0;  // bytes; 0: unknown
  std::uint64_t bytes_ = 0, records_ = 0;
  Clock::time_point next_;
};

}  // namespace pol::commands
