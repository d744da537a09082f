#include "syntax/words.h"

#include "PolLexer.h"
#include "base/utf8.h"
#include "syntax/divide.h"
#include "syntax/limits.h"
#include "syntax/settle.h"
#include "syntax/word_slips.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

// The byte where a text ceases to be UTF-8.
std::optional<std::uint32_t> not_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const bool plain = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t length = plain ? 1 : character_length(text, at);
    if (length == 0) return static_cast<std::uint32_t>(at);
    at += length;
  }
  return std::nullopt;
}

}  // namespace

// One word more than allowed is read, so that the caller sees that there are too many.
std::vector<Word> divided(const SourceFile& source, std::size_t limit) {
  std::vector<Word> words;
  if (not_utf8(source.text())) return words;
  divide(source.text(), [&](const Piece& piece) {
    words.push_back({piece.type, {source.base() + piece.begin, source.base() + piece.end}, piece.line, piece.column});
    return words.size() <= limit + 1;
  });
  return words;
}

bool is_keyword(std::size_t type) {
  // The grammar keeps all keywords in one run, with these two at its ends.
  return type >= Lexer::POLICY && type <= Lexer::UNKNOWN;
}

bool is_wordlike(std::size_t type) { return type == Lexer::WORD || is_keyword(type); }

bool begins_line(const std::vector<Word>& words, std::size_t index) { return index == 0 || words[index - 1].line != words[index].line; }

std::optional<std::vector<Word>> read_words(const SourceFile& source, Complaints& complaints, const Limits& limits,
                                            const std::set<std::string>& units) {
  if (const auto bad = not_utf8(source.text())) {
    const std::uint32_t at = source.base() + *bad;
    complaints.report(Message::not_utf8, {at, at + 1});
    return std::nullopt;
  }
  std::vector<Word> words = divided(source, limits.tokens);
  if (!few_enough(words, complaints, limits)) return std::nullopt;
  mend_slips(source, words, complaints);
  settle(source, words, units);
  if (!shallow_enough(words, complaints, limits)) return std::nullopt;
  return words;
}

}  // namespace pol::syntax
