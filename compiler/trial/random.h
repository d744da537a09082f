// Chance that is the same on every machine: the same seed gives the same wordings and records.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pol::trial {

class Random {
 public:
  // Not a multiple of what each step adds: seeds that follow one another would give one sequence, each a step further on.
  explicit Random(std::uint64_t seed) : state_(0x9e3779b97f4a7c15ULL + 1 + (seed - 1) * 0xd1342543de82ef95ULL) {}

  // 0 <= result < bound; bound > 0. (SplitMix64; the slight bias of the remainder does not matter here.)
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  template <typename T>
  const T& pick(const std::vector<T>& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace pol::trial
