#include "ir/mask.h"

#include <algorithm>
#include <bit>

namespace pol::ir {

std::size_t words_for(std::size_t cases) { return std::max<std::size_t>(1, (cases + 63) / 64); }

Mask mask_of(const std::vector<bool>& cases) {
  Mask mask{std::vector<std::uint64_t>(words_for(cases.size()))};
  for (std::size_t k = 0; k < cases.size(); ++k) {
    if (cases[k]) mask.words[k / 64] |= std::uint64_t{1} << (k % 64);
  }
  return mask;
}

Mask single_case(std::uint32_t ordinal, std::size_t cases) {
  Mask mask{std::vector<std::uint64_t>(words_for(cases))};
  mask.words.at(ordinal / 64) |= std::uint64_t{1} << (ordinal % 64);
  return mask;
}

Mask join(const Mask& a, const Mask& b) {
  Mask both = a;
  for (std::size_t k = 0; k < both.words.size(); ++k) both.words[k] |= b.words.at(k);
  return both;
}

bool contains(const Mask& mask, std::uint64_t ordinal) {
  return ordinal / 64 < mask.words.size() && (mask.words[ordinal / 64] >> (ordinal % 64) & 1) != 0;
}

bool meets(const Mask& a, const Mask& b) {
  const std::size_t words = std::min(a.words.size(), b.words.size());
  for (std::size_t k = 0; k < words; ++k) {
    if ((a.words[k] & b.words[k]) != 0) return true;
  }
  return false;
}

std::size_t count(const Mask& mask) {
  std::size_t cases = 0;
  for (const std::uint64_t word : mask.words) cases += static_cast<std::size_t>(std::popcount(word));
  return cases;
}

}  // namespace pol::ir
