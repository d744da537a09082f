// Where in a source file something was written. A span is a half-open range of byte offsets into one SourceFile.
#pragma once

#include <cstdint>

namespace pol {

struct Span {
  std::uint32_t begin = 0;  // offset of the first byte
  std::uint32_t end = 0;    // offset after the last byte; equal to begin for a place between two characters

  bool operator==(const Span&) const = default;
};

// The smallest span that covers both.
constexpr Span join(Span a, Span b) { return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }

}  // namespace pol
