#include "syntax/limits.h"

#include <string>

#include "antlr4-runtime.h"

#include "PolLexer.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

// Counts what the parser is inside of at a word: brackets and braces, and the `not`s and signs that stand before them.
class Depth {
 public:
  void pass(std::size_t type) {
    if (type == Lexer::NOT || type == Lexer::MINUS) {
      ++prefixes_;
    } else if (type == Lexer::LPAREN || type == Lexer::LBRACE) {
      open_.push_back({type, prefixes_});
      within_ += prefixes_ + 1;
      prefixes_ = 0;
    } else {
      prefixes_ = 0;
      if (type == Lexer::RBRACE) close_brace();
      if (type == Lexer::RPAREN && !open_.empty() && open_.back().type == Lexer::LPAREN) close();
    }
  }
  std::size_t total() const { return within_ + prefixes_; }
  bool in_a_row() const { return prefixes_ > 0; }

 private:
  struct Open {
    std::size_t type;
    std::size_t prefixes;
  };
  void close() {
    within_ -= open_.back().prefixes + 1;
    open_.pop_back();
  }
  // The parser gives up brackets left open when their brace closes.
  void close_brace() {
    while (!open_.empty() && open_.back().type == Lexer::LPAREN) close();
    if (!open_.empty()) close();
  }

  std::vector<Open> open_;
  std::size_t within_ = 0;
  std::size_t prefixes_ = 0;
};

}  // namespace

bool within_limits(const std::vector<Word>& words, Complaints& complaints, const Limits& limits) {
  if (words.size() > limits.tokens + std::size_t{1}) {
    complaints.report(Message::wording_too_long, words[limits.tokens].span, {std::to_string(limits.tokens)});
    return false;
  }
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
