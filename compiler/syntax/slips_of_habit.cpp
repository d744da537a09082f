// What people write who know other languages: it deserves a sentence of its own, and what to write here.
#include "PolLexer.h"
#include "syntax/syntax_errors.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

}  // namespace

bool SyntaxErrors::slip_of_habit(std::size_t index) {
  const std::string word = text(index);
  const bool is_name = type(index) == Lexer::WORD;
  if (is_name && word == "between" && index > 0 && !begins_line(words_, index)) {
    report(Message::between_two_bounds, index);
    return true;
  }
  if (type(index) == Lexer::IF || (is_name && (word == "then" || word == "else") && !begins_line(words_, index))) {
    report(Message::if_and_then, index, {word});
    return true;
  }
  const bool most = is_name && (word == "max" || word == "maximum" || word == "atmost");
  if (most && type(index + 1) == Lexer::NUMBER) {
    report(Message::most_in_other_words, index, {word, text(index + 1)});
    return true;
  }
  const bool key = type(index) == Lexer::ONE && index >= 2 && type(index - 1) == Lexer::COLON && type(index + 1) == Lexer::OF;
  for (std::size_t i = index; key && i-- > 0 && type(i) != Lexer::LBRACE && type(i) != Lexer::RBRACE;) {
    if (type(i) != Lexer::DOWN) continue;
    report(Message::cases_of_a_key, index);
    return true;
  }
  return false;
}

// `sum of claim.delays.hours > 3`: only its `for` can follow.
bool SyntaxErrors::item_without_a_name(std::size_t index, const antlr4::misc::IntervalSet& expected) {
  const bool only_for = expected.size() == 1 && static_cast<std::size_t>(expected.getMinElement()) == Lexer::FOR;
  if (!only_for || index == 0) return false;
  report(Message::item_without_a_name, index - 1);
  return true;
}

}  // namespace pol::syntax
