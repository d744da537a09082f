#include "syntax/words.h"

#include <algorithm>
#include <array>
#include <string>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/characters.h"
#include "syntax/limits.h"
#include "syntax/vocabulary.h"
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
    const std::uint32_t begin = characters.byte_of(token->getStartIndex());
    const bool end_of_file = token->getType() == antlr4::Token::EOF;
    const std::uint32_t end = end_of_file ? begin : characters.byte_of(token->getStopIndex() + 1);
    words.push_back({token->getType(),
                     {begin, end},
                     static_cast<std::uint32_t>(token->getLine()),
                     static_cast<std::uint32_t>(token->getCharPositionInLine())});
    if (end_of_file) break;
  }
  return words;
}

bool is_time_unit(std::string_view text) {
  constexpr std::array<std::string_view, 6> units{"day", "days", "month", "months", "year", "years"};
  return std::find(units.begin(), units.end(), text) != units.end();
}

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void settle_units(const SourceFile& source, std::vector<Word>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1].type != Lexer::NUMBER || !is_wordlike(words[i].type)) continue;
    const std::string_view text = source.text_of(words[i].span);
    if (is_time_unit(text))
      words[i].type = Lexer::TIME_UNIT;
    else if (is_currency(text))
      words[i].type = Lexer::CURRENCY_UNIT;
  }
}

bool may_be_name(const Word& word) { return is_wordlike(word.type) || word.type == Lexer::TIME_UNIT || word.type == Lexer::CURRENCY_UNIT; }

// The words before this colon are what it speaks of: fields or cases.
void settle_before_colon(std::vector<Word>& words, std::size_t colon) {
  std::size_t i = colon;
  while (i >= 1 && may_be_name(words[i - 1])) {
    const bool listed = i >= 2 && words[i - 2].type == Lexer::COMMA;
    const bool alone = i == colon && !listed;
    words[i - 1].type = alone && words[i - 1].type == Lexer::OTHERWISE ? Lexer::OTHERWISE_CASE : Lexer::WORD;
    if (!listed) return;
    i -= 2;
  }
}

// Whether these two words can only be the beginning of a condition, and the first of them is no name in a list.
bool begin_condition(std::size_t first, std::size_t second) {
  switch (second) {
    case Lexer::DOT:
    case Lexer::LPAREN:
    case Lexer::PLUS:
    case Lexer::MINUS:
    case Lexer::TIMES:
    case Lexer::DIVIDE: return true;
    default: break;
  }
  switch (first) {
    case Lexer::NOT:
    case Lexer::PROVED: return second == Lexer::WORD || second == Lexer::EVENT;
    case Lexer::BY: return second == Lexer::WORD || second == Lexer::THIS;
    case Lexer::ALREADY: return second == Lexer::PAID;
    case Lexer::SOMETHING:
    case Lexer::NOTHING: return second == Lexer::ALREADY;
    case Lexer::FIRST: return second == Lexer::EVENT;
    case Lexer::COMPLETED: return second == Lexer::YEARS;
    case Lexer::DAYS: return second == Lexer::FROM;
    case Lexer::THIS: return second == Lexer::BENEFIT;
    default: return compares(second);
  }
}

// The commas of a list of members, from its `of`: they go on as long as plain words follow.
void settle_members(std::vector<Word>& words, std::size_t of) {
  for (std::size_t i = of + 1; i + 3 < words.size(); i += 2) {
    if (!is_wordlike(words[i].type) || words[i + 1].type != Lexer::COMMA || !is_wordlike(words[i + 2].type)) return;
    if (begin_condition(words[i + 2].type, words[i + 3].type)) return;
    words[i + 1].type = Lexer::MEMBER_COMMA;
  }
}

bool begins_members(std::size_t before_of) { return before_of == Lexer::ONE || before_of == Lexer::ALL || before_of == Lexer::ANY; }

void settle_names(std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].type == Lexer::COLON) settle_before_colon(words, i);
    if (words[i].type == Lexer::DOT) {
      if (i >= 1 && may_be_name(words[i - 1])) words[i - 1].type = Lexer::WORD;
      if (i + 1 < words.size() && may_be_name(words[i + 1])) words[i + 1].type = Lexer::WORD;
    }
    if (words[i].type == Lexer::AT && i + 1 < words.size() && words[i + 1].type == Lexer::MOST) words[i].type = Lexer::AT_OF_LIMIT;
  }
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].type == Lexer::OF && begins_members(words[i - 1].type)) settle_members(words, i);
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
    complaints.report(Message::not_utf8, {*bad, *bad + 1});
    return std::nullopt;
  }
  std::vector<Word> words = divide(source, std::get<Characters>(characters), limits.tokens);
  if (!within_limits(words, complaints, limits)) return std::nullopt;
  mend_slips(source, words, complaints);
  settle_units(source, words);
  settle_names(words);
  return words;
}

}  // namespace pol::syntax
