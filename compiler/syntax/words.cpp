#include "syntax/words.h"

#include <string>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/characters.h"
#include "syntax/limits.h"
#include "syntax/settle.h"
#include "syntax/word_slips.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

// One word more than allowed is read, so that the caller sees that there are too many.
std::vector<Word> divide(const SourceFile& source, const Characters& characters, std::size_t limit) {
  antlr4::ANTLRInputStream input(std::string(source.text().substr(characters.start())));
  Lexer lexer(&input);
  lexer.removeErrorListeners();  // every character has a rule: there is nothing to hear
  std::vector<Word> words;
  while (words.size() <= limit + 1) {
    const auto token = lexer.nextToken();
    const std::uint32_t begin = source.base() + characters.byte_of(token->getStartIndex());
    const bool end_of_file = token->getType() == antlr4::Token::EOF;
    const std::uint32_t end = end_of_file ? begin : source.base() + characters.byte_of(token->getStopIndex() + 1);
    words.push_back({token->getType(),
                     {begin, end},
                     static_cast<std::uint32_t>(token->getLine()),
                     static_cast<std::uint32_t>(token->getCharPositionInLine())});
    if (end_of_file) break;
  }
  return words;
}

}  // namespace

bool is_keyword(std::size_t type) {
  // The grammar keeps all keywords in one run, with these two at its ends.
  return type >= Lexer::POLICY && type <= Lexer::UNKNOWN;
}

bool is_wordlike(std::size_t type) { return type == Lexer::WORD || is_keyword(type); }

bool begins_line(const std::vector<Word>& words, std::size_t index) { return index == 0 || words[index - 1].line != words[index].line; }

std::optional<std::vector<Word>> read_words(const SourceFile& source, Complaints& complaints, const Limits& limits) {
  const auto characters = Characters::of(source.text());
  if (const auto* bad = std::get_if<std::uint32_t>(&characters)) {
    const std::uint32_t at = source.base() + *bad;
    complaints.report(Message::not_utf8, {at, at + 1});
    return std::nullopt;
  }
  std::vector<Word> words = divide(source, std::get<Characters>(characters), limits.tokens);
  if (!few_enough(words, complaints, limits)) return std::nullopt;
  mend_slips(source, words, complaints);
  settle(source, words);
  if (!shallow_enough(words, complaints, limits)) return std::nullopt;
  return words;
}

}  // namespace pol::syntax
