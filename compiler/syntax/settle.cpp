#include "syntax/settle.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "PolLexer.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

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

// Behind it a value goes on in the next line: what stands there begins nothing.
bool leaves_open(std::size_t type) {
  switch (type) {
    case Lexer::LPAREN:
    case Lexer::LBRACKET:
    case Lexer::COMMA:
    case Lexer::MINUS:
    case Lexer::TIMES:
    case Lexer::DIVIDE:
    case Lexer::AND:
    case Lexer::OR:
    case Lexer::NOT: return true;
    default: return awaits_quantity(type);
  }
}

// Behind it stands the name of what is declared, be it in the next line.
bool awaits_name(std::size_t type) {
  return type == Lexer::PARAMETER || type == Lexer::DEFINE || type == Lexer::LAW || type == Lexer::VERDICT || type == Lexer::PRESUME ||
         type == Lexer::SPLIT;
}

// A word that means something at one place only is a name at every other.
bool is_where_it_means_something(const std::vector<Word>& words, std::size_t i) {
  const auto type = [&](std::size_t at) { return at < words.size() ? words[at].type : words.back().type; };
  const std::size_t before = i == 0 ? words.back().type : type(i - 1);
  // No name is followed by another: what stands between was forgotten.
  const bool slipped = type(i + 1) == Lexer::WORD && !begins_line(words, i + 1);
  switch (words[i].type) {
    case Lexer::COUNT: return slipped || (type(i + 1) == Lexer::OF && is_wordlike(type(i + 2)) && type(i + 3) == Lexer::IN);
    case Lexer::SUM:
    case Lexer::SMALLEST:
    case Lexer::LARGEST:
    case Lexer::EARLIEST:
    case Lexer::LATEST: return slipped || type(i + 1) == Lexer::OF;
    case Lexer::LIST: return before == Lexer::COLON || type(i + 1) == Lexer::OF;
    case Lexer::THEN: return type(i + 1) == Lexer::LIST;
    case Lexer::FOLD: return is_wordlike(type(i + 1)) && type(i + 2) == Lexer::COLON;
    case Lexer::EACH:
      if (begins_declaration(type(i + 1)) || type(i + 1) == antlr4::Token::EOF || type(i + 1) == Lexer::OTHERWISE) return true;
      return (before == Lexer::PAYS || before == Lexer::TEXT || before == Lexer::FROM) &&
             (slipped || (is_wordlike(type(i + 1)) && type(i + 2) == Lexer::IN));
    case Lexer::SORTED: return slipped || type(i + 1) == Lexer::BY;
    case Lexer::LIMIT: return i == 0 || (begins_line(words, i) && !leaves_open(before) && !awaits_name(before)) || before == Lexer::RBRACE;
    case Lexer::ITEM: return before == Lexer::PER;
    case Lexer::ITEMS: return before == Lexer::NUMBER;
    case Lexer::COVERED: return before == Lexer::NOT;
    case Lexer::THAT: return before == Lexer::EXPECT;
    case Lexer::ALWAYS: return begins_line(words, i) || before == Lexer::LBRACE;
    case Lexer::CLAMPED:
    case Lexer::ROLLED: return before == Lexer::TIME_UNIT || before == Lexer::RPAREN;
    case Lexer::CHOSEN:
    case Lexer::DECIDED: return type(i + 1) == Lexer::BY;
    case Lexer::NEVER: return (type(i + 1) == Lexer::IN && type(i + 2) == Lexer::FORCE) || type(i + 1) == Lexer::RELEASED;
    case Lexer::RELEASED: return before == Lexer::NEVER;
    case Lexer::REBUTTED: return before != Lexer::IS && before != Lexer::NOT && (type(i + 1) == Lexer::BY || type(i + 1) == Lexer::TEXT);
    case Lexer::TELLS: return type(i + 1) == Lexer::TEXT;
    case Lexer::POSITION: return type(i + 1) == Lexer::OF && is_wordlike(type(i + 2));
    case Lexer::LABELLED: return is_wordlike(type(i + 1)) && before != Lexer::LBRACE && !begins_line(words, i);
    case Lexer::DECLASSIFY: return is_wordlike(type(i + 1)) || type(i + 1) == Lexer::LPAREN;
    case Lexer::DESCENDING:
      return type(i + 1) == Lexer::WHERE || type(i + 1) == Lexer::LBRACE || type(i + 1) == Lexer::THEN || type(i + 1) == Lexer::WHEN ||
             type(i + 1) == Lexer::RBRACE || type(i + 1) == antlr4::Token::EOF || begins_declaration(type(i + 1)) ||
             begins_line(words, i + 1);
    default: return true;
  }
}

// `except` stands behind `unless C`, and behind `every benefit`.
void settle_exceptions(std::vector<Word>& words) {
  bool written_back = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t type = words[i].type;
    if (type == Lexer::UNLESS) written_back = true;
    const bool begins_other = begins_line(words, i) && begins_declaration(type);  // `this benefit` does not
    const bool is_rounding = type == Lexer::UP && i > 0 && words[i - 1].type == Lexer::ROUNDED;
    if (begins_other || (only_begins_clause_line(type) && !is_rounding)) written_back = false;
    if (type != Lexer::EXCEPT) continue;
    const bool of_every = i > 1 && words[i - 1].type == Lexer::BENEFIT && words[i - 2].type == Lexer::EVERY;
    const std::size_t before = i > 0 ? words[i - 1].type : Lexer::LBRACE;
    const bool is_operand =
        leaves_open(before) || before == Lexer::UNLESS || before == Lexer::IS || before == Lexer::HAS || before == Lexer::OF;
    if (!of_every && (!written_back || is_operand)) words[i].type = Lexer::WORD;
  }
}

// `label` and `export` begin declarations, and are names inside of others.
void settle_labels(std::vector<Word>& words) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t type = words[i].type;
    if (type == Lexer::LBRACE) ++depth;
    if (type == Lexer::RBRACE && depth > 0) --depth;
    if (type != Lexer::LABEL && type != Lexer::EXPORT) continue;
    const bool begins = begins_line(words, i) || words[i - 1].type == Lexer::RBRACE;
    if (depth > 0 || !begins) words[i].type = Lexer::WORD;
  }
}

// `any e in claim.expenses`: a question to a list, and not the `any` of `has any of`.
std::size_t question_to_list(std::size_t type) {
  switch (type) {
    case Lexer::ANY: return Lexer::ANY_ELEMENT;
    case Lexer::NO: return Lexer::NO_ELEMENT;
    case Lexer::ALL: return Lexer::ALL_ELEMENTS;
    default: return type;
  }
}

// `any s, t in claim.stores`: the comma that stands between the names is passed over.
std::size_t last_element(const std::vector<Word>& words, std::size_t first) {
  while (first + 2 < words.size() && words[first + 1].type == Lexer::COMMA && is_wordlike(words[first + 2].type)) first += 2;
  return first;
}

// Several names for elements of one list.
void settle_pairs(std::vector<Word>& words, std::size_t i) {
  if (question_to_list(words[i].type) == words[i].type || i + 2 >= words.size() || !is_wordlike(words[i + 1].type)) return;
  const std::size_t last = last_element(words, i + 1);
  if (last == i + 1 || last + 2 >= words.size() || words[last + 1].type != Lexer::IN || !is_wordlike(words[last + 2].type)) return;
  words[i].type = question_to_list(words[i].type);
  for (std::size_t k = i + 1; k <= last; k += 2) words[k].type = Lexer::WORD;
}

void settle_elements(std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) settle_pairs(words, i);
  for (std::size_t i = 0; i + 3 < words.size(); ++i) {
    const std::size_t type = words[i].type;
    const bool list = is_wordlike(words[i + 1].type) && words[i + 2].type == Lexer::IN && is_wordlike(words[i + 3].type);
    if (list) words[i].type = question_to_list(type);
    const bool names = words[i].type != type || type == Lexer::FOR || type == Lexer::EACH;
    if (list && names) words[i + 1].type = Lexer::WORD;
    if (type == Lexer::COUNT && words[i + 1].type == Lexer::OF && words[i + 3].type == Lexer::IN) words[i + 2].type = Lexer::WORD;
  }
}

void settle_contextual(std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!is_where_it_means_something(words, i)) words[i].type = Lexer::WORD;
}

// `property "..." for claim {`
bool opens_property(const std::vector<Word>& words, std::size_t brace) {
  for (std::size_t i = brace; i-- > 0 && brace - i <= 4;)
    if (words[i].type == Lexer::PROPERTY) return true;
  return false;
}

// `always` within a row: between a whole condition and the beginning of another it can be no name.
bool begins_rule(const std::vector<Word>& words, std::size_t i) {
  const std::size_t before = words[i - 1].type, behind = words[i + 1].type;
  const bool is_operand = leaves_open(before) || before == Lexer::DOT || before == Lexer::IS || before == Lexer::HAS || before == Lexer::OF;
  return !is_operand && (is_wordlike(behind) || behind == Lexer::LPAREN || behind == Lexer::NUMBER) && !compares(behind);
}

void settle_properties(const SourceFile& source, std::vector<Word>& words) {
  std::size_t depth = 0;
  bool inside = false;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const std::size_t type = words[i].type;
    if (type == Lexer::LBRACE && depth++ == 0) inside = opens_property(words, i);
    if (type == Lexer::RBRACE && depth > 0) --depth;
    if (inside && depth == 1 && type == Lexer::WORD && source.text_of(words[i].span) == "always" && begins_rule(words, i))
      words[i].type = Lexer::ALWAYS;
  }
}

// Whether these two words can only be the beginning of a condition, and the first of them is no name in a list.
bool begin_condition(std::size_t first, std::size_t second) {
  switch (second) {
    case Lexer::DOT:
    case Lexer::LPAREN:
    case Lexer::LBRACKET:
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
    case Lexer::FIRST: return second == Lexer::EVENT || second == Lexer::OF;
    case Lexer::COUNT:
    case Lexer::SUM:
    case Lexer::SMALLEST:
    case Lexer::LARGEST:
    case Lexer::EARLIEST:
    case Lexer::LATEST: return second == Lexer::OF;
    case Lexer::FOLD: return second == Lexer::WORD;
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
    if (words[i].type == Lexer::LBRACKET && i >= 1 && may_be_name(words[i - 1])) words[i - 1].type = Lexer::WORD;
    if (words[i].type == Lexer::AT && i + 1 < words.size() && words[i + 1].type == Lexer::MOST) words[i].type = Lexer::AT_OF_LIMIT;
  }
}

void settle_member_commas(std::vector<Word>& words) {
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].type == Lexer::OF && begins_members(words[i - 1].type)) settle_members(words, i);
}

// Years before months before days: what one of these units is followed by.
int rank_of_unit(std::string_view unit) { return unit.starts_with("year") ? 2 : unit.starts_with("month") ? 1 : 0; }

// `3 months and 10 days`: one length of time, as long as nothing is compared with its last part.
void settle_periods(const SourceFile& source, std::vector<Word>& words) {
  for (std::size_t i = 1; i + 3 < words.size(); ++i) {
    const std::size_t next = words[i + 3].type;
    const bool is_compared = awaits_quantity(next) && next != Lexer::PLUS;
    const bool between = words[i].type == Lexer::AND && words[i - 1].type == Lexer::TIME_UNIT && words[i + 1].type == Lexer::NUMBER &&
                         words[i + 2].type == Lexer::TIME_UNIT && !is_compared;
    if (between && rank_of_unit(source.text_of(words[i - 1].span)) > rank_of_unit(source.text_of(words[i + 2].span)))
      words[i].type = Lexer::PERIOD_AND;
  }
}

// `living(death)`: between brackets and commas a word stands for itself, whatever else it begins.
void settle_arguments(std::vector<Word>& words) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::size_t type = words[i].type;
    if (type == Lexer::LPAREN) ++depth;
    if (type == Lexer::RPAREN && depth > 0) --depth;
    if (depth == 0 || !is_wordlike(type) || type == Lexer::YES || type == Lexer::NO) continue;
    const std::size_t before = words[i - 1].type, behind = words[i + 1].type;
    const bool alone = (before == Lexer::LPAREN || before == Lexer::COMMA) && (behind == Lexer::RPAREN || behind == Lexer::COMMA);
    if (alone) words[i].type = Lexer::WORD;
  }
}

}  // namespace

void settle(const SourceFile& source, std::vector<Word>& words, const std::set<std::string>& units) {
  settle_parameters(source, words);
  settle_units(source, words, units);
  settle_periods(source, words);
  settle_names(words);
  settle_labels(words);
  settle_contextual(words);
  settle_properties(source, words);
  settle_arguments(words);
  settle_elements(words);
  settle_laws(words);
  settle_verdicts(words);
  settle_exceptions(words);  // behind what a verdict does too: `unless liability pays except C`
  settle_member_commas(words);
  settle_columns(source, words);
  settle_rounding(words);
  settle_else_values(words);
}

}  // namespace pol::syntax
