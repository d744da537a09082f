// What people write who know other languages: it deserves a sentence of its own, and what to write here.
#include "PolLexer.h"
#include "syntax/syntax_errors.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

bool begins_clause(std::size_t type) {
  return type == Lexer::BENEFIT || type == Lexer::CONDITION || type == Lexer::EXCLUSION || type == Lexer::LIMIT || type == Lexer::ANSWER;
}

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

// `exclusion disease III.h en "Disease"`, `requires III.h claim.causes.disease`: it was taken for the language of a title, or for a name.
bool SyntaxErrors::number_without_quotes(std::size_t index) {
  const auto goes_on = [&](std::size_t i) { return i > 0 && words_[i - 1].span.end == words_[i].span.begin; };
  std::size_t first = index;
  if (type(index) != Lexer::NUMBER && !goes_on(index)) first -= index > 0 ? 1 : 0;
  while (goes_on(first)) --first;
  std::size_t last = first;
  while (type(last + 1) != Lexer::LBRACE && type(last + 1) != Lexer::COMMA && type(last) != antlr4::Token::EOF && goes_on(last + 1)) ++last;
  const Span whole = join(words_[first].span, words_[last].span);
  const std::string number(source_.text_of(whole));
  const bool begins_as_one = !number.empty() && ((number[0] >= 'A' && number[0] <= 'Z') || (number[0] >= '0' && number[0] <= '9'));
  if (first == 0 || !begins_as_one || begins_line(words_, first)) return false;
  const bool has_dot = number.find('.') != std::string::npos;
  const bool in_heading =
      first >= 2 && is_wordlike(type(first - 1)) &&
      (begins_clause(type(first - 2)) || (has_dot && (type(first - 2) == Lexer::DEFINE || type(first - 2) == Lexer::TABLE)));
  const bool in_line = begins_clause_line(type(first - 1)) && type(first) == Lexer::WORD && has_dot;
  if (!in_heading && !in_line) return false;
  complaints_.report(Message::number_without_quotes, whole, {number});
  return true;
}

// `sum of claim.delays.hours > 3`: only its `for` can follow.
bool SyntaxErrors::item_without_a_name(std::size_t index, const antlr4::misc::IntervalSet& expected) {
  const bool only_for = expected.size() == 1 && static_cast<std::size_t>(expected.getMinElement()) == Lexer::FOR;
  if (!only_for || index == 0) return false;
  report(Message::item_without_a_name, index - 1);
  return true;
}

}  // namespace pol::syntax
