#include "syntax/word_slips.h"

#include <algorithm>
#include <array>
#include <initializer_list>
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
constexpr std::array<Habit, 23> habits{
    {{"，", ",", Lexer::COMMA},          {"、", ",", Lexer::COMMA},       {"（", "(", Lexer::LPAREN},    {"）", ")", Lexer::RPAREN},
     {"：", ":", Lexer::COLON},          {"＝", "=", Lexer::EQUAL},       {"％", "%", Lexer::PERCENT},   {"−", "-", Lexer::MINUS},
     {"–", "-", Lexer::MINUS},           {"—", "-", Lexer::MINUS},        {"×", "*", Lexer::TIMES},      {"÷", "/", Lexer::DIVIDE},
     {"=>", ">=", Lexer::GREATER_EQUAL}, {"=<", "<=", Lexer::LESS_EQUAL}, {"==", "=", Lexer::EQUAL},     {"<>", "!=", Lexer::NOT_EQUAL},
     {"≥", ">=", Lexer::GREATER_EQUAL},  {"≤", "<=", Lexer::LESS_EQUAL},  {"≠", "!=", Lexer::NOT_EQUAL}, {"&&", "and", Lexer::AND},
     {"&", "and", Lexer::AND},           {"||", "or", Lexer::OR},         {"!", "not", Lexer::NOT}}};

// The letters of a currency whose sign stands there.
std::string_view currency_of(std::string_view sign) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> signs{
      {{"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}, {"¥", "CNY"}, {"￥", "CNY"}, {"₩", "KRW"}, {"₫", "VND"}}};
  const auto found = std::find_if(signs.begin(), signs.end(), [&](const auto& each) { return each.first == sign; });
  return found == signs.end() ? std::string_view() : found->second;
}

bool is_invisible(std::string_view signs) {
  constexpr std::array<std::string_view, 8> known{"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f"};
  return std::find(known.begin(), known.end(), signs) != known.end();
}

bool is_control(char sign) { return (static_cast<unsigned char>(sign) < 0x20 && sign != '\t') || sign == 0x7F; }

bool is_dash(std::string_view sign) { return sign == "–" || sign == "—" || sign == "−"; }

// `１２`: three bytes each, of which the last tells the digit.
std::string plain_digits(std::string_view signs) {
  std::string digits;
  for (std::size_t i = 0; i + 2 < signs.size(); i += 3) {
    const auto last = static_cast<unsigned char>(signs[i + 2]);
    if (!signs.substr(i).starts_with("\xef\xbc") || last < 0x90 || last > 0x99) return "";
    digits += static_cast<char>('0' + (last - 0x90));
  }
  return signs.size() % 3 == 0 ? digits : "";
}

// `is greater than`: how many words it has, and what is meant. Nothing where it is something else.
struct Phrase {
  std::size_t words;
  std::string_view meant;
  std::size_t type;
};
Phrase phrase(std::string_view first, std::string_view second, std::string_view third) {
  const auto among = [](std::string_view word, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), word) != all.end();
  };
  const bool is = first == "is";
  const std::string_view how = is ? second : first, than = is ? third : second;
  const std::size_t words = is ? 3 : 2;
  if (than == "than" && among(how, {"greater", "larger", "higher", "bigger", "older"})) return {words, ">", Lexer::GREATER_THAN};
  if (than == "than" && among(how, {"smaller", "lower", "fewer", "younger"})) return {words, "<", Lexer::LESS_THAN};
  if (is && than == "than" && how == "more") return {words, ">", Lexer::GREATER_THAN};
  if (is && than == "than" && how == "less") return {words, "<", Lexer::LESS_THAN};
  if (is && how == "at" && than == "least") return {words, ">=", Lexer::GREATER_EQUAL};
  if (is && how == "at" && than == "most") return {words, "<=", Lexer::LESS_EQUAL};
  return {0, "", 0};
}

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
      if (const std::optional<std::size_t> last = pass_several(words, i, mended)) {
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
  // A slip of several words or signs; gives the index of the last of them.
  std::optional<std::size_t> pass_several(const std::vector<Word>& words, std::size_t i, std::vector<Word>& mended) {
    if (const std::optional<std::size_t> last = pass_habit(words, i, mended)) return last;
    if (is_comment(words, i)) return pass_comment(words, i);
    if (is_bare_path(words, i)) return pass_bare_path(words, i, mended);
    if (const std::size_t count = pass_phrase(words, i, mended); count > 0) return i + count - 1;
    if (!is_dashed_date(words, i)) return std::nullopt;
    Word whole = words[i];
    whole.span = join(words[i].span, words[i + 4].span);
    mend_as(whole, Lexer::ISO_DATE, Message::date_misshapen);
    mended.push_back(whole);
    return i + 4;
  }

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
    if (whole.type == Lexer::LPAREN) ++brackets_;
    if (whole.type == Lexer::RPAREN && brackets_ > 0) --brackets_;
    mended.push_back(whole);
    return last;
  }

  // Gives the number of its words. `than` and what compares stand in no wording in this order.
  std::size_t pass_phrase(const std::vector<Word>& words, std::size_t i, std::vector<Word>& mended) {
    if (i + 2 >= words.size() || words[i].type == Lexer::TEXT) return 0;
    const Phrase found = phrase(source_.text_of(words[i].span), source_.text_of(words[i + 1].span), source_.text_of(words[i + 2].span));
    if (found.words == 0) return 0;
    Word whole = words[i];
    whole.span = join(words[i].span, words[i + found.words - 1].span);
    report(Message::sign_of_habit, whole, {text(whole), std::string(found.meant)});
    whole.type = found.type;
    mended.push_back(whole);
    return found.words;
  }

  // `use stdlib/dates.pol`, `use 'record.pol'`; a fact may be called `use` too.
  bool is_bare_path(const std::vector<Word>& words, std::size_t i) const {
    if (i == 0 || words[i - 1].type != Lexer::USE || words[i].line != words[i - 1].line || words[i].type == Lexer::TEXT) return false;
    const Span all = join(words[i].span, words[end_of_path(words, i)].span);
    const std::string_view path = source_.text_of(all);
    return path.ends_with(".pol") || path.ends_with(".pol'");
  }
  static std::size_t end_of_path(const std::vector<Word>& words, std::size_t i) {
    while (i + 2 < words.size() && words[i + 1].span.begin == words[i].span.end) ++i;
    return i;
  }

  // All that stands there without a space becomes one text. Gives the index of its last word.
  std::size_t pass_bare_path(const std::vector<Word>& words, std::size_t i, std::vector<Word>& mended) {
    const std::size_t last = end_of_path(words, i);
    Word whole = words[i];
    whole.span = join(words[i].span, words[last].span);
    std::string path = text(whole);
    std::erase(path, '\'');
    report(Message::said_otherwise, whole, {text(whole), '"' + path + '"'});
    if (last > i && text(words[i]) == "'" && text(words[last]) == "'") whole.span = {words[i].span.end, words[last].span.begin};
    whole.type = Lexer::TEXT;
    mended.push_back(whole);
    return last;
  }

  // A line that begins with `--` or `/*`.
  static bool is_comment(const std::vector<Word>& words, std::size_t i) {
    if (i + 1 >= words.size() || (i > 0 && words[i - 1].line == words[i].line) || words[i].span.end != words[i + 1].span.begin)
      return false;
    return (words[i].type == Lexer::MINUS && words[i + 1].type == Lexer::MINUS) ||
           (words[i].type == Lexer::DIVIDE && words[i + 1].type == Lexer::TIMES);
  }

  // Gives the index of the last word of the line.
  std::size_t pass_comment(const std::vector<Word>& words, std::size_t i) {
    Word sign = words[i];
    sign.span = join(words[i].span, words[i + 1].span);
    report(Message::sign_of_habit, sign, {text(sign), "//"});
    while (i + 2 < words.size() && words[i + 1].line == words[i].line) ++i;
    return i;
  }

  // `2024–01–01`
  bool is_dashed_date(const std::vector<Word>& words, std::size_t i) const {
    if (i + 5 >= words.size() || words[i].type != Lexer::NUMBER || words[i].span.end - words[i].span.begin != 4) return false;
    for (std::size_t k = i + 1; k <= i + 4; ++k) {
      if (words[k].span.begin != words[k - 1].span.end) return false;
      const bool good = (k - i) % 2 == 0 ? words[k].type == Lexer::NUMBER : is_dash(source_.text_of(words[k].span));
      if (!good) return false;
    }
    return true;
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
    if (const std::string_view currency = currency_of(signs); !currency.empty())
      complaints_.report(Message::currency_sign, span, {std::string(signs), std::string(currency)});
    else if (signs == ";" || signs == "；" || signs == "。")
      complaints_.report(Message::sign_not_needed, span, {std::string(signs)});
    else if (signs == "#")
      complaints_.report(Message::sign_of_habit, span, {"#", "//"});
    else if (const std::string digits = plain_digits(signs); !digits.empty())
      complaints_.report(Message::sign_of_habit, span, {std::string(signs), digits});
    else if (is_invisible(signs))
      complaints_.report(Message::invisible_sign, span);
    else if (signs == "'")
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
      if (is_control(all[i])) {
        const std::uint32_t here = word.span.begin + static_cast<std::uint32_t>(i);
        complaints_.report(Message::stray_bytes, {here, here + 1});
      }
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
  const bool paths = std::any_of(words.begin(), words.end(), [](const Word& word) { return word.type == Lexer::USE; });
  if (commas || paths || std::any_of(words.begin(), words.end(), slipped)) words = Mender(source, words, complaints).mend(words);
}

}  // namespace pol::syntax
