// Divides a text into words as the lexer grammar says: always the longest word, and of rules that match as much the first. ANTLR's own
// lexer does the same, but simulates the grammar anew in every process and keeps what it learns in maps behind a lock: that took two fifths
// of checking a wording. Here the same automaton is made into tables as the text asks for them.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace pol::syntax {

// What stands from `begin` to `end` in the text, bytes; where it begins by line (from 1) and column (from 0, in characters).
struct Piece {
  std::size_t type;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t line;
  std::uint32_t column;
};

// Hands over all words but those that are passed over, the last being the end of the file, until `take` says no. The text is UTF-8; a byte
// order mark at its start is passed over and counts as no character.
void divide(std::string_view text, const std::function<bool(const Piece&)>& take);

}  // namespace pol::syntax
