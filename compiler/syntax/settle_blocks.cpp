// The walks that know which block or line a word stands in.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "PolLexer.h"
#include "syntax/settle.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

std::size_t type_at(const std::vector<Word>& words, std::size_t i) { return i < words.size() ? words[i].type : words.back().type; }

// ---- tables ----

// The keys before the first one that is declared as a number or a date: those that rows give by name.
std::size_t leading_names(const SourceFile& source, const std::vector<Word>& words, std::size_t down, std::size_t brace) {
  constexpr std::array<std::string_view, 4> numbers{"int", "decimal", "percent", "date"};
  std::size_t names = 1;
  for (std::size_t i = down + 1; i < brace; ++i) {
    if (words[i].type == Lexer::COMMA) ++names;
    if (words[i].type != Lexer::COLON) continue;
    const std::string_view type = source.text_of(words[i + 1].span);
    if (is_currency(type) || std::find(numbers.begin(), numbers.end(), type) != numbers.end()) return names - 1;
  }
  return names;
}

bool is_key_or_cell_of_its_own(const std::vector<Word>& words, std::size_t i) {
  const std::size_t next = type_at(words, i + 1);
  switch (words[i].type) {
    case Lexer::ANY:
    case Lexer::UNLIMITED: return true;
    case Lexer::NOT: return next == Lexer::COVERED;
    case Lexer::OVER:
    case Lexer::UNDER: return next == Lexer::NUMBER || next == Lexer::MINUS || next == Lexer::ISO_DATE;
    default: return next == Lexer::TEXT;
  }
}

// How many of the names behind `columns` are columns. Behind them stands the first key, which may be a name too: the names of columns end
// with their line, or, where a row stands on it, before the keys of that row, which are as many as there are.
std::size_t count_columns(const std::vector<Word>& words, std::size_t first, std::size_t leading) {
  std::size_t end = first;
  while (is_wordlike(type_at(words, end)) && !is_key_or_cell_of_its_own(words, end)) {
    if (end > first && begins_line(words, end)) return end - first;
    ++end;
  }
  const std::size_t stop = type_at(words, end);
  const bool row_begins = stop == Lexer::ANY || stop == Lexer::OVER || stop == Lexer::UNDER || stop == Lexer::RBRACE;
  if (begins_line(words, end) || row_begins || end - first <= leading) return std::max<std::size_t>(end - first, 1);
  return end - first - leading;
}

}  // namespace

void settle_columns(const SourceFile& source, std::vector<Word>& words) {
  std::size_t down = 0;  // the word `down` of the heading; 0 in any other place
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].type == Lexer::TABLE || words[i].type == Lexer::RBRACE) down = 0;
    if (words[i].type == Lexer::DOWN) down = i;
    if (words[i].type != Lexer::LBRACE || down == 0) continue;
    if (words[i + 1].type == Lexer::COLUMNS) {
      const std::size_t columns = count_columns(words, i + 2, leading_names(source, words, down, i));
      for (std::size_t c = i + 2; c < i + 2 + columns && is_wordlike(words[c].type); ++c) words[c].type = Lexer::COLUMN;
    }
    down = 0;
  }
}

// ---- rounding ----

namespace {

// `up to X per ...` is a line; `X rounded up to 1_000 VND` ends before the next line, tail or bracket.
bool is_line_up_to(const std::vector<Word>& words, std::size_t up) {
  for (std::size_t i = up + 1; i < words.size(); ++i) {
    const std::size_t type = words[i].type;
    if (type == Lexer::PER) return true;
    const bool sign = type == Lexer::LBRACE || type == Lexer::RBRACE || type == Lexer::RPAREN || type == Lexer::COLON;
    if (sign || begins_clause_line(type) || begins_tail(type) || begins_declaration(type)) return false;
  }
  return false;
}

}  // namespace

void settle_rounding(std::vector<Word>& words) {
  std::vector<bool> rows;  // of each brace that is open: whether a field of a row may stand behind a value
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i].type == Lexer::LBRACE) rows.push_back(i >= 2 && words[i - 1].type == Lexer::OF && words[i - 2].type == Lexer::LIST);
    if (words[i].type == Lexer::RBRACE && !rows.empty()) rows.pop_back();
    if (words[i].type != Lexer::ROUNDED) continue;
    const std::size_t type = words[i + 1].type, next = words[i + 2].type;
    const bool in_row = !rows.empty() && rows.back();
    const bool slipped = type == Lexer::WORD && !in_row && !begins_line(words, i + 1) && next != Lexer::COLON && next != Lexer::COMMA;
    if (slipped) words[i + 1].type = Lexer::ROUNDING_MODE;  // the parser says that its unit is missing
    if (next != Lexer::TO) continue;
    const bool line = begins_line(words, i + 1) || is_line_up_to(words, i + 1);
    const bool manner = type == Lexer::WORD || type == Lexer::DOWN || (type == Lexer::UP && !line);
    if (manner) words[i + 1].type = Lexer::ROUNDING_MODE;
  }
}

// ---- otherwise ----

namespace {

enum class Inside { braces, brackets, first_of, gates, extreme };

struct Frame {
  explicit Frame(Inside what) : inside(what) {}

  Inside inside;
  bool has_where = false;                 // extreme
  bool has_list = false;                  // extreme: its `for` was seen
  std::optional<std::size_t> otherwise;   // the last one that may end it
  std::optional<std::size_t> one_before;  // and the one before that
};

// Which `otherwise` ends what it stands in: of a `first of` the last one behind the last `when`; of a `smallest of` the first one, or the
// last one behind its `where`, so that a condition may hold others.
class ElseValues {
 public:
  explicit ElseValues(std::vector<Word>& words) : words_(words) {}

  void settle() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (frames_.empty() && begins_verdict(words_, i)) verdict_ = true;
      if (!frames_.empty() && frames_.back().inside == Inside::first_of) settle_name(i);
      pass(i);
    }
    while (!frames_.empty()) close();
  }

 private:
  std::size_t type(std::size_t i) const { return type_at(words_, i); }

  void pass(std::size_t i) {
    switch (type(i)) {
      case Lexer::LBRACE: return open_brace(i);
      case Lexer::LPAREN:
      case Lexer::LBRACKET: frames_.emplace_back(Inside::brackets); return;
      case Lexer::RPAREN:
      case Lexer::RBRACKET: return close_bracket();
      case Lexer::RBRACE: return close_brace();
      case Lexer::SMALLEST:
      case Lexer::LARGEST:
      case Lexer::EARLIEST:
      case Lexer::LATEST: frames_.emplace_back(Inside::extreme); return;
      case Lexer::OTHERWISE: return otherwise(i);
      default: return word(i);
    }
  }

  void word(std::size_t i) {
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    if (frame.inside == Inside::extreme) {
      const bool list = type(i) == Lexer::FOR && type(i + 1) == Lexer::WORD && type(i + 2) == Lexer::IN;
      frame.has_list = frame.has_list || list;
      frame.has_where = frame.has_where || type(i) == Lexer::WHERE;
      if (!list && ends_value(i)) {
        close();
        return word(i);
      }
    }
    if (frame.inside == Inside::first_of && type(i) == Lexer::WHEN) frame.otherwise.reset();
  }

  void otherwise(std::size_t i) {
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    if (frame.inside == Inside::extreme && !frame.has_list) return;
    if (frame.inside == Inside::gates) {
      if (begins_gate(type(i + 1))) words_[i].type = Lexer::ELSE_VALUE;
      return;
    }
    frame.one_before = frame.otherwise;
    frame.otherwise = i;
    if (frame.inside == Inside::extreme && !frame.has_where) close();
  }

  // A word that begins something else; behind `is` or `of` it is a name.
  bool ends_value(std::size_t i) const {
    if (i > 0 && awaits_name(type(i - 1))) return false;
    const std::size_t t = type(i);
    return t == Lexer::COMMA || t == Lexer::COLON || t == Lexer::TEXT || begins_tail(t) || only_begins_clause_line(t) ||
           begins_declaration(t);
  }

  void open_brace(std::size_t i) {
    const bool first_of = i >= 2 && type(i - 1) == Lexer::OF && type(i - 2) == Lexer::FIRST;
    const bool gates = first_of && std::exchange(verdict_, false);
    frames_.emplace_back(gates ? Inside::gates : first_of ? Inside::first_of : Inside::braces);
  }
  void close_bracket() {
    while (!frames_.empty() && frames_.back().inside == Inside::extreme) close();
    if (!frames_.empty() && frames_.back().inside == Inside::brackets) close();
  }
  void close_brace() {
    while (!frames_.empty() && (frames_.back().inside == Inside::extreme || frames_.back().inside == Inside::brackets)) {
      if (frames_.back().inside == Inside::extreme) hand_down();
      close();
    }
    if (!frames_.empty()) close();
  }
  // `first of { a when largest of ... where C otherwise X > Y   otherwise Z }`: the last one is the outer one's.
  void hand_down() {
    if (frames_.size() < 2) return;
    Frame& inner = frames_.back();
    Frame& outer = frames_[frames_.size() - 2];
    if (outer.inside != Inside::first_of || outer.otherwise || !inner.one_before) return;
    outer.otherwise = inner.otherwise;
    inner.otherwise = inner.one_before;
  }
  void close() {
    const Frame& frame = frames_.back();
    const bool ends = frame.inside == Inside::first_of || frame.inside == Inside::extreme;
    if (ends && frame.otherwise) words_[*frame.otherwise].type = Lexer::ELSE_VALUE;
    frames_.pop_back();
  }

  // `waiting when ...`, `otherwise waiting }`: the value of a case may be a case that is called like a word of the language.
  void settle_name(std::size_t i) {
    const std::size_t next = type(i + 1);
    const bool last = next == Lexer::RBRACE && i > 0 && type(i - 1) == Lexer::OTHERWISE;
    if (!is_keyword(type(i)) || (next != Lexer::WHEN && next != Lexer::TEXT && !last)) return;
    constexpr std::array<std::size_t, 11> ending{Lexer::YES,  Lexer::NO,      Lexer::PRESENT,  Lexer::ABSENT,
                                                 Lexer::ANY,  Lexer::BENEFIT, Lexer::NOTHING,  Lexer::ROUNDED,
                                                 Lexer::PAID, Lexer::EVENT,   Lexer::OTHERWISE};
    if (std::find(ending.begin(), ending.end(), type(i)) == ending.end()) words_[i].type = Lexer::WORD;
  }

  std::vector<Word>& words_;
  std::vector<Frame> frames_;
  bool verdict_ = false;  // the next `first of` holds the cases of a verdict
};

}  // namespace

void settle_else_values(std::vector<Word>& words) { ElseValues(words).settle(); }

}  // namespace pol::syntax
