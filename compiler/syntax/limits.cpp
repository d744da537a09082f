#include "syntax/limits.h"

#include <string>
#include <utility>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

// What asks something of a list stands inside of another such question without any bracket: `any e in a where any f in b where ...`.
bool asks_a_list(std::size_t type) {
  return type == Lexer::ANY_ELEMENT || type == Lexer::NO_ELEMENT || type == Lexer::ALL_ELEMENTS || type == Lexer::COUNT ||
         type == Lexer::SUM || type == Lexer::SMALLEST || type == Lexer::LARGEST || type == Lexer::EARLIEST || type == Lexer::LATEST ||
         type == Lexer::FOLD;
}

// Counts what the parser is inside of at a word: brackets and braces, the `not`s and signs that stand before them, and questions to lists,
// which end with the line or bracket they stand in.
class Depth {
 public:
  void pass(std::size_t type) {
    const bool name = awaits_name(std::exchange(before_, type));
    if (!name && (only_begins_clause_line(type) || begins_declaration(type))) lists_ = 0;
    if (asks_a_list(type)) ++lists_;
    if (type == Lexer::NOT || type == Lexer::MINUS) {
      ++prefixes_;
    } else if (type == Lexer::LPAREN || type == Lexer::LBRACE || type == Lexer::LBRACKET) {
      open_.push_back({type, prefixes_, lists_});
      within_ += prefixes_ + lists_ + 1;
      prefixes_ = lists_ = 0;
    } else {
      prefixes_ = 0;
      if (type == Lexer::RBRACE) close_brace();
      const std::size_t opener = type == Lexer::RPAREN ? Lexer::LPAREN : type == Lexer::RBRACKET ? Lexer::LBRACKET : Lexer::LBRACE;
      if (opener != Lexer::LBRACE && !open_.empty() && open_.back().type == opener) close();
    }
  }
  std::size_t total() const { return within_ + prefixes_ + lists_; }
  bool in_a_row() const { return prefixes_ > 0; }

 private:
  struct Open {
    std::size_t type;
    std::size_t prefixes;
    std::size_t lists;
  };
  void close() {
    within_ -= open_.back().prefixes + open_.back().lists + 1;
    lists_ = open_.back().lists;
    open_.pop_back();
  }
  // The parser gives up brackets left open when their brace closes.
  void close_brace() {
    while (!open_.empty() && open_.back().type != Lexer::LBRACE) close();
    if (!open_.empty()) close();
  }

  std::vector<Open> open_;
  std::size_t within_ = 0;
  std::size_t prefixes_ = 0;
  std::size_t lists_ = 0;
  std::size_t before_ = Lexer::RBRACE;
};

}  // namespace

bool few_enough(const std::vector<Word>& words, Complaints& complaints, const Limits& limits) {
  if (words.size() <= limits.tokens + std::size_t{1}) return true;
  complaints.report(Message::wording_too_long, words[limits.tokens].span, {std::to_string(limits.tokens)});
  return false;
}

bool shallow_enough(const std::vector<Word>& words, Complaints& complaints, const Limits& limits) {
  Depth depth;
  for (const Word& word : words) {
    depth.pass(word.type);
    if (depth.total() <= limits.nesting) continue;
    const Message message = depth.in_a_row() ? Message::too_many_in_a_row : Message::nested_too_deep;
    complaints.report(message, word.span, {std::to_string(limits.nesting)});
    return false;
  }
  return true;
}

}  // namespace pol::syntax
