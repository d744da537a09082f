// A host of the built library: opens it once, then reads or fills records and decides them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "polrt/polrt.h"

namespace pol::bench {

// Ends the program: there is nothing to measure.
[[noreturn]] void stop(const std::string& sentence);

// Everything that deciding one record takes, set up once. For one thread.
class Setting {
 public:
  Setting();
  ~Setting();
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

  polrt_input read(const std::string& line);
  const polrt_decision* decide(const polrt_input& input);
  // A carcinoma in situ (C-5 of the sample claims) from facts that the host has: filled, taken and decided.
  const polrt_decision* fill_and_decide();
  std::size_t write(const polrt_decision* decision);

 private:
  polrt_policy* policy_ = nullptr;
  polrt_reader* reader_ = nullptr;
  std::vector<std::uint64_t> arena_;
  std::string buffer_ = std::string(65536, '\0');
};

}  // namespace pol::bench
