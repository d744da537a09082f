// Sets of cases: the few operations that lowering, printing, verifying and emitting share. Bit k of a mask stands for case k.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

Mask mask_of(const std::vector<bool>& cases);
Mask single_case(std::uint32_t ordinal, std::size_t cases);  // `ordinal` below `cases`
Mask join(const Mask& a, const Mask& b);                     // of the same width
bool contains(const Mask& mask, std::uint64_t ordinal);      // no for cases beyond its words
bool meets(const Mask& a, const Mask& b);                    // a case in both
std::size_t count(const Mask& mask);
std::size_t words_for(std::size_t cases);  // at least 1

}  // namespace pol::ir
