#include "syntax/layout.h"

#include <algorithm>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

}  // namespace

Layout::Layout(const std::vector<Word>& words) : words_(words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!begins_declaration(words[i].type) || !begins_line(words, i)) continue;
    margin_ = words[i].column;
    return;
  }
}

std::size_t Layout::type(std::size_t index) const { return index < words_.size() ? words_[index].type : words_.back().type; }

bool Layout::declaration_at(std::size_t index) const {
  return begins_declaration(type(index)) && begins_line(words_, index) && words_[index].column <= margin_;
}

bool Layout::may_be_declaration_at(std::size_t index) const {
  if (!begins_declaration(type(index))) return false;
  const std::size_t next = type(index + 1);
  const bool opens = is_wordlike(next) || next == Lexer::TEXT || next == Lexer::LBRACE;
  return opens && (begins_line(words_, index) || type(index - 1) == Lexer::RBRACE);
}

bool Layout::header_line_at(std::size_t index) const { return begins_header_line(type(index)) && begins_line(words_, index); }

bool Layout::clause_line_at(std::size_t index) const {
  return begins_clause_line(type(index)) && (begins_line(words_, index) || type(index - 1) == Lexer::COLON);
}

// What stands before a colon has been made plain words: one, or a list.
bool Layout::named_at(std::size_t index) const {
  if (type(index) == Lexer::OTHERWISE_CASE) return true;
  constexpr std::size_t longest = 200;  // so that a wrong file of commas does not take long
  for (std::size_t i = index; type(i) == Lexer::WORD && i < index + 2 * longest; i += 2) {
    if (type(i + 1) == Lexer::COLON) return true;
    if (type(i + 1) != Lexer::COMMA) return false;
  }
  return false;
}

bool Layout::question_line_at(std::size_t index) const {
  return (type(index) == Lexer::LINES || type(index) == Lexer::TODAY) && begins_line(words_, index);
}

bool Layout::valid_at(std::size_t index) const { return type(index) == Lexer::VALID && begins_line(words_, index); }

bool Layout::answer_item_at(std::size_t index) const {
  const bool declared = type(index) == Lexer::DEFINE || type(index) == Lexer::OUTCOME || type(index) == Lexer::SHOWN;
  return clause_line_at(index) || (declared && begins_line(words_, index));
}

bool Layout::row_at(std::size_t index) const {
  return (is_wordlike(type(index)) || type(index) == Lexer::CURRENCY_UNIT) && begins_line(words_, index);
}

bool Layout::gate_at(std::size_t index) const {
  return begins_gate(type(index)) || (type(index) == Lexer::ELSE_VALUE && begins_gate(type(index + 1)));
}

bool Layout::letter_line_at(std::size_t index) const { return row_at(index) || (type(index) == Lexer::TEXT && begins_line(words_, index)); }

bool Layout::settings_at(std::size_t index) const { return is_wordlike(type(index)) && type(index + 1) == Lexer::LBRACE; }

bool Layout::setting_at(std::size_t index) const {
  return is_wordlike(type(index)) && (begins_line(words_, index) || (type(index + 1) == Lexer::DOT && type(index - 1) != Lexer::DOT));
}

bool Layout::expectation_at(std::size_t index) const {
  return type(index) == Lexer::EXPECT && (begins_line(words_, index) || type(index - 1) == Lexer::RBRACE);
}

bool Layout::property_line_at(std::size_t index) const { return type(index) == Lexer::ALWAYS && begins_line(words_, index); }

// Whether what stands inside braces is mostly indented; otherwise margins prove nothing.
bool Layout::margins_are_kept() const {
  std::size_t indented = 0;
  std::size_t flush = 0;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const bool ends = words_[i].type == Lexer::RBRACE || words_[i].type == antlr4::Token::EOF;
    if (depth > 0 && begins_line(words_, i) && !ends) ++(words_[i].column > margin_ ? indented : flush);
    if (words_[i].type == Lexer::LBRACE) ++depth;
    if (words_[i].type == Lexer::RBRACE && depth > 0) --depth;
  }
  return indented > flush;
}

// A part runs from one declaration to the next.
std::size_t Layout::end_of_part(std::size_t begin) const {
  std::size_t end = begin + 1;
  while (end < words_.size() && words_[end].type != antlr4::Token::EOF && !declaration_at(end)) ++end;
  return end;
}

// How many braces of the part are never closed; none where one closes that was never opened: then something else is wrong.
std::size_t Layout::unclosed(std::size_t begin, std::size_t end) const {
  std::size_t depth = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (words_[i].type == Lexer::LBRACE) ++depth;
    if (words_[i].type != Lexer::RBRACE) continue;
    if (depth == 0) return 0;
    --depth;
  }
  return depth;
}

namespace {

struct OpenBrace {
  Word brace;
  std::uint32_t indent;  // where the line begins on which it stands
};

// Copies one part and closes braces by its margins, but no more than are missing.
class BraceCloser {
 public:
  BraceCloser(std::vector<Word>& into, std::size_t missing, Complaints& complaints)
      : into_(into), missing_(missing), complaints_(complaints) {}

  void pass(const Word& word, bool first_of_line) {
    if (first_of_line) {
      indent_ = word.column;
      while (missing_ > 0 && !open_.empty() && left(word)) close();
    }
    if (word.type == Lexer::LBRACE) {
      if (missing_ > 0 && !into_.empty() && into_.back().type == Lexer::LBRACE) return leave_out(word);
      open_.push_back({word, indent_});
    }
    if (word.type == Lexer::RBRACE && !open_.empty()) open_.pop_back();
    into_.push_back(word);
  }
  void close_the_rest() {
    while (missing_ > 0 && !open_.empty()) close();
  }

 private:
  // Whether a line that begins like this cannot be inside of the innermost brace.
  bool left(const Word& word) const {
    return word.type == Lexer::RBRACE ? word.column < open_.back().indent : word.column <= open_.back().indent;
  }
  // No brace opens twice: of two in a row one is too many.
  void leave_out(const Word& word) {
    complaints_.report(Message::brace_opens_nothing, word.span);
    --missing_;
  }
  void close() {
    const Word& before = into_.back();
    Word brace = before;
    brace.type = Lexer::RBRACE;
    brace.span = {before.span.end, before.span.end};
    complaints_.report(Message::brace_not_closed, brace.span, {}, {{open_.back().brace.span, "opened here"}});
    into_.push_back(brace);
    open_.pop_back();
    --missing_;
  }

  std::vector<Word>& into_;
  std::size_t missing_;
  Complaints& complaints_;
  std::vector<OpenBrace> open_;
  std::uint32_t indent_ = 0;
};

}  // namespace

std::vector<Word> Layout::with_forgotten_braces(Complaints& complaints) const {
  if (!margins_are_kept()) return words_;
  std::vector<Word> result;
  result.reserve(words_.size());
  for (std::size_t begin = 0; begin < words_.size();) {
    const std::size_t end = end_of_part(begin);
    BraceCloser closer(result, unclosed(begin, end), complaints);
    for (std::size_t i = begin; i < end; ++i) closer.pass(words_[i], begins_line(words_, i));
    closer.close_the_rest();
    begin = end;
  }
  return result;
}

}  // namespace pol::syntax
