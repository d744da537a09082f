// Which words are units: `20 m` is a number with its unit where some field of the wording is declared so, be it in another of its files.
#include <algorithm>
#include <array>

#include "PolLexer.h"
#include "syntax/settle.h"
#include "syntax/survey.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

bool is_time_unit(std::string_view text) {
  constexpr std::array<std::string_view, 6> units{"day", "days", "month", "months", "year", "years"};
  return std::find(units.begin(), units.end(), text) != units.end();
}

// `0 to 20 m` of a field or type: at its last number, a bound, and not something that is rounded to.
bool ends_range(const std::vector<Word>& words, std::size_t number) {
  std::size_t to = number;
  if (to >= 1 && words[to - 1].type == Lexer::MINUS) --to;
  if (to < 2 || words[to - 1].type != Lexer::TO) return false;
  const std::size_t before = words[to - 2].type;
  return before == Lexer::NUMBER || before == Lexer::CURRENCY_UNIT || before == Lexer::TIME_UNIT;
}

// Units that this file gives to its own fields.
std::set<std::string> units_of_fields(const SourceFile& source, const std::vector<Word>& words) {
  std::set<std::string> units;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].type != Lexer::WORD || words[i - 1].type != Lexer::NUMBER || begins_line(words, i)) continue;
    const bool is_field = words[i + 1].type == Lexer::COLON || words[i + 1].type == Lexer::COMMA;
    if (ends_range(words, i - 1) && !is_field) units.emplace(source.text_of(words[i].span));
  }
  return units;
}

}  // namespace

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// What stands between such a sign and a word can only be a number with its unit, wherever the unit is declared.
bool awaits_quantity(std::size_t type) {
  switch (type) {
    case Lexer::EQUAL:
    case Lexer::NOT_EQUAL:
    case Lexer::LESS_THAN:
    case Lexer::LESS_EQUAL:
    case Lexer::GREATER_THAN:
    case Lexer::GREATER_EQUAL:
    case Lexer::PLUS: return true;
    default: return false;
  }
}

void settle_units(const SourceFile& source, std::vector<Word>& words, const std::set<std::string>& units) {
  std::set<std::string, std::less<>> known(units.begin(), units.end());
  known.merge(units_of_fields(source, words));
  constexpr std::size_t longest_sign = 3;  // a longer word may be a slip, as in `> 20 unles`
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1].type != Lexer::NUMBER || !is_wordlike(words[i].type)) continue;
    const std::string_view text = source.text_of(words[i].span);
    const bool may_be_unit = words[i].type == Lexer::WORD && !begins_line(words, i) && !ends_range(words, i - 1);
    const bool compared = i >= 2 && awaits_quantity(words[i - 2].type) && text.size() <= longest_sign;
    if (is_time_unit(text))
      words[i].type = Lexer::TIME_UNIT;
    else if (is_currency(text) || (may_be_unit && (known.contains(text) || compared)))
      words[i].type = Lexer::CURRENCY_UNIT;
  }
}

Survey survey(const SourceFile& source) {
  std::vector<Word> words = divided(source, Limits{}.tokens);
  settle_parameters(source, words);
  Survey result{{}, units_of_fields(source, words)};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].type != Lexer::USE || words[i + 1].type != Lexer::TEXT) continue;
    const std::string_view quoted = source.text_of(words[i + 1].span);
    result.uses.emplace_back(quoted.substr(1, quoted.size() - 2));
  }
  return result;
}

}  // namespace pol::syntax
