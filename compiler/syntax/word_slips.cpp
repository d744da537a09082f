#include "syntax/word_slips.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/settle.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

// 20,000,000 is twenty millions, 0,125 an eighth.
std::string without_commas(std::string_view digits) {
  std::string result(digits);
  const bool is_decimal = digits.starts_with("0,") && std::count(digits.begin(), digits.end(), ',') == 1;
  std::replace(result.begin(), result.end(), ',', is_decimal ? '.' : '_');
  return result;
}

// Signs of other languages, taken for what is meant.
struct Habit {
  std::string_view signs, meant;
  std::size_t type;
};
constexpr std::array<Habit, 11> habits{{{"=>", ">=", Lexer::GREATER_EQUAL},
                                        {"=<", "<=", Lexer::LESS_EQUAL},
                                        {"==", "=", Lexer::EQUAL},
                                        {"<>", "!=", Lexer::NOT_EQUAL},
                                        {"≥", ">=", Lexer::GREATER_EQUAL},
                                        {"≤", "<=", Lexer::LESS_EQUAL},
                                        {"≠", "!=", Lexer::NOT_EQUAL},
                                        {"&&", "and", Lexer::AND},
                                        {"&", "and", Lexer::AND},
                                        {"||", "or", Lexer::OR},
                                        {"!", "not", Lexer::NOT}}};

bool compares_signs(std::size_t type) { return type == Lexer::EQUAL || type == Lexer::LESS_THAN || type == Lexer::GREATER_THAN; }

class Mender {
 public:
  Mender(const SourceFile& source, const std::vector<Word>& words, Complaints& complaints) : source_(source), complaints_(complaints) {
    for (const Word& word : words)
      if (word.type == Lexer::OPEN_TEXT) complaints_.spoil_line(word.line);
  }

  std::vector<Word> mend(const std::vector<Word>& words) {
    std::vector<Word> mended;
    mended.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (const std::optional<std::size_t> last = pass_habit(words, i, mended)) {
        i = *last;
        continue;
      }
      Word word = words[i];
      switch (word.type) {
        case Lexer::STRAY: i = pass_strays(words, i); continue;
        case Lexer::TEXT: check_escapes(word); break;
        case Lexer::OPEN_TEXT: mend_open_text(word, mended); continue;
        case Lexer::CURLY_TEXT: mend_as(word, Lexer::TEXT, Message::curly_quotes); break;
        case Lexer::ODD_WORD: mend_as(word, Lexer::WORD, Message::accented_name); break;
        case Lexer::ODD_DATE: mend_as(word, Lexer::ISO_DATE, Message::date_misshapen); break;
        case Lexer::ODD_NUMBER:
          report(Message::commas_in_number, word, {text(word), without_commas(text(word))});
          word.type = Lexer::NUMBER;
          break;
        case Lexer::LPAREN:
        case Lexer::LBRACKET: ++brackets_; break;
        case Lexer::RPAREN:
        case Lexer::RBRACKET: brackets_ -= brackets_ > 0 ? 1 : 0; break;
        case Lexer::NUMBER:
          if (is_decimal_comma(words, i)) i = pass_decimals(words, i);
          break;
        default: break;
      }
      mended.push_back(word);
    }
    return mended;
  }

 private:
  std::string text(const Word& word) const { return std::string(source_.text_of(word.span)); }

  void report(Message message, const Word& word, std::vector<std::string> arguments) {
    if (!complaints_.is_spoilt(word.line)) complaints_.report(message, word.span, std::move(arguments));
  }

  void mend_as(Word& word, std::size_t type, Message message) {
    report(message, word, {text(word)});
    word.type = type;
  }

  // Of `12,34`: numbers that are listed stand in brackets, and where the last of them has a unit the first has one too.
  bool is_decimal_comma(const std::vector<Word>& words, std::size_t i) const {
    if (i + 3 >= words.size() || words[i + 1].type != Lexer::COMMA || words[i + 2].type != Lexer::NUMBER) return false;
    if (words[i].span.end != words[i + 1].span.begin || words[i + 1].span.end != words[i + 2].span.begin) return false;
    if (source_.text_of(join(words[i].span, words[i + 2].span)).find('.') != std::string_view::npos) return false;
    return brackets_ == 0 || words[i + 3].type == Lexer::PERCENT || is_currency(source_.text_of(words[i + 3].span));
  }

  // What stands before the comma goes on as the number. Gives the index of the last word passed.
  std::size_t pass_decimals(const std::vector<Word>& words, std::size_t i) {
    Word whole = words[i];
    whole.span = join(words[i].span, words[i + 2].span);
    std::string right = text(whole);
    std::replace(right.begin(), right.end(), ',', '.');
    report(Message::commas_in_number, whole, {text(whole), right});
    return i + 2;
  }

  // Gives the index of the last of its words.
  std::optional<std::size_t> pass_habit(const std::vector<Word>& words, std::size_t i, std::vector<Word>& mended) {
    const bool is_stray = words[i].type == Lexer::STRAY;
    if (!is_stray && !compares_signs(words[i].type)) return std::nullopt;
    std::size_t last = i;
    while (words[last + 1].span.begin == words[last].span.end &&
           (is_stray ? words[last + 1].type == Lexer::STRAY : compares_signs(words[last + 1].type)))
      ++last;
    Word whole = words[i];
    whole.span = join(words[i].span, words[last].span);
    const std::string_view signs = source_.text_of(whole.span);
    const auto habit = std::find_if(habits.begin(), habits.end(), [&](const Habit& each) { return each.signs == signs; });
    if (habit == habits.end()) return std::nullopt;
    report(Message::sign_of_habit, whole, {std::string(signs), std::string(habit->meant)});
    whole.type = habit->type;
    mended.push_back(whole);
    return last;
  }

  // Signs side by side are one slip. Gives the index of the last of them; none is kept.
  std::size_t pass_strays(const std::vector<Word>& words, std::size_t i) {
    Span span = words[i].span;
    while (words[i + 1].type == Lexer::STRAY && words[i + 1].span.begin == span.end) span = join(span, words[++i].span);
    const std::string_view signs = source_.text_of(span);
    if (complaints_.is_spoilt(words[i].line)) return i;
    complaints_.spoil_line(words[i].line);
    const bool printable =
        std::all_of(signs.begin(), signs.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
    if (signs == "'")
      complaints_.report(Message::single_quotes, span);
    else if (printable && signs.size() <= 40)
      complaints_.report(Message::stray_sign, span, {std::string(signs)});
    else
      complaints_.report(Message::stray_bytes, span);
    return i;
  }

  void check_escapes(const Word& word) {
    const std::string_view all = source_.text_of(word.span);
    for (std::size_t i = 0; i + 2 < all.size(); ++i) {
      if (all[i] != '\\') continue;
      ++i;
      if (all[i] == '"' || all[i] == '\\') continue;
      const std::uint32_t at = word.span.begin + static_cast<std::uint32_t>(i);
      complaints_.report(Message::backslash_alone, {at - 1, at});
    }
  }

  // The rest of the line has become text. A brace at its end was not meant to, and losing it would upset everything after it.
  void mend_open_text(Word word, std::vector<Word>& mended) {
    std::string_view all = source_.text_of(word.span);
    const std::uint32_t end = word.span.begin + static_cast<std::uint32_t>(all.find_last_not_of(" \t") + 1);
    word.type = Lexer::TEXT;
    word.span.end = end;
    const char last = source_.text_of(word.span).back();
    if ((last == '{' || last == '}') && end - word.span.begin > 1) word.span.end = end - 1;
    complaints_.report(Message::quote_missing, word.span);
    mended.push_back(word);
    if (word.span.end == end) return;
    Word brace = word;
    brace.type = last == '{' ? Lexer::LBRACE : Lexer::RBRACE;
    brace.span = {end - 1, end};
    mended.push_back(brace);
  }

  const SourceFile& source_;
  Complaints& complaints_;
  std::size_t brackets_ = 0;  // open ones
};

}  // namespace

void mend_slips(const SourceFile& source, std::vector<Word>& words, Complaints& complaints) {
  const auto slipped = [](const Word& word) {
    return word.type == Lexer::TEXT || word.type == Lexer::STRAY || word.type == Lexer::OPEN_TEXT || word.type == Lexer::CURLY_TEXT ||
           word.type == Lexer::ODD_WORD || word.type == Lexer::ODD_DATE || word.type == Lexer::ODD_NUMBER;
  };
  const auto listed = [&](const Word& word, const Word& next) { return word.type == Lexer::NUMBER && next.type == Lexer::COMMA; };
  const bool commas = std::adjacent_find(words.begin(), words.end(), listed) != words.end();
  if (commas || std::any_of(words.begin(), words.end(), slipped)) words = Mender(source, words, complaints).mend(words);
}

}  // namespace pol::syntax
