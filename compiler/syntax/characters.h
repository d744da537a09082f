// Where the characters of a wording stand in its bytes: ANTLR counts characters, spans count bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace pol::syntax {

class Characters {
 public:
  // The byte where the text ceases to be UTF-8, or the places of all characters. A byte order mark at the start is no character.
  static std::variant<Characters, std::uint32_t> of(std::string_view text);

  // Offset of the first byte of the character with this number (from 0); the end of the text for the number of characters.
  std::uint32_t byte_of(std::size_t character) const;
  // Length of the byte order mark: 0 or 3.
  std::uint32_t start() const { return start_; }

 private:
  std::uint32_t start_ = 0;
  std::uint32_t plain_ = 0;             // so many characters of one byte come first: all of them in an English wording
  std::vector<std::uint32_t> offsets_;  // of the characters after them, and of the end
};

}  // namespace pol::syntax
