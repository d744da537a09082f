#include "base/utf8.h"

#include <cstdint>

namespace pol {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t offset) { return static_cast<std::uint8_t>(text[offset]); }

// What the second byte may be, so that overlong forms, surrogates and code points beyond U+10FFFF are refused (Unicode, table 3-7).
bool second_byte_fits(std::uint8_t lead, std::uint8_t second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return second >= 0x80 && second <= 0xBF;
  }
}

std::size_t length_by_lead(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return 0;
  const std::uint8_t lead = byte_at(text, offset);
  const std::size_t length = length_by_lead(lead);
  if (length > text.size() - offset) return 0;
  if (length >= 2 && !second_byte_fits(lead, byte_at(text, offset + 1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, offset + i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace pol
