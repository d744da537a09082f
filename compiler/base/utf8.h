// How UTF-8 text divides into characters. The only door: character_length().
#pragma once

#include <cstddef>
#include <string_view>

namespace pol {

// Bytes of the well-formed character that begins at `offset` (1 to 4), or 0 where none does: a stray continuation byte, a character cut
// short, an overlong form, a surrogate, beyond U+10FFFF, or the end of the text.
std::size_t character_length(std::string_view text, std::size_t offset);

}  // namespace pol
