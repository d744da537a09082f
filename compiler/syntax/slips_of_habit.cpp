// What people write who know other languages: it deserves a sentence of its own, and what to write here.
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "PolLexer.h"
#include "syntax/syntax_errors.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

bool begins_clause(std::size_t type) {
  return type == Lexer::BENEFIT || type == Lexer::CONDITION || type == Lexer::EXCLUSION || type == Lexer::LIMIT || type == Lexer::ANSWER;
}

bool asks_all_items(std::size_t type) {
  return type == Lexer::ANY_ELEMENT || type == Lexer::NO_ELEMENT || type == Lexer::ALL_ELEMENTS || type == Lexer::COUNT ||
         type == Lexer::SUM || type == Lexer::SMALLEST || type == Lexer::LARGEST || type == Lexer::EARLIEST || type == Lexer::LATEST;
}

// Behind `is` or `has` these say something else.
bool is_no_case(std::size_t type) {
  return type == Lexer::ALL || type == Lexer::ANY || type == Lexer::ONE || type == Lexer::PRESENT || type == Lexer::ABSENT;
}

}  // namespace

bool SyntaxErrors::slip_of_habit(std::size_t index) {
  if (number_in_groups(index) || if_any_alone(index) || sorted_in_vain(index) || compared_twice(index) || comparison_in_words(index) ||
      equal_in_words(index) || word_of_habit(index) || list_of_habit(index))
    return true;
  if (type(index) == Lexer::LIMIT && begins_line(words_, index) && !is_wordlike(type(index + 1))) {
    report(Message::line_of_habit, index, {text(index), line_in_other_words("cap")});
    return true;
  }
  const bool behind_is =
      index > 0 && (type(index - 1) == Lexer::IS || (type(index - 1) == Lexer::NOT && index > 1 && type(index - 2) == Lexer::IS));
  if (behind_is && type(index) == Lexer::TEXT) {
    const std::string quoted = text(index);
    report(Message::case_in_quotes, index, {quoted.size() > 2 ? quoted.substr(1, quoted.size() - 2) : quoted});
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

// `claim.visits is 5`, `event on 2024-01-01`
bool SyntaxErrors::equal_in_words(std::size_t index) {
  const std::size_t kind = type(index) == Lexer::MINUS ? type(index + 1) : type(index);
  if (index < 2 || (kind != Lexer::NUMBER && kind != Lexer::ISO_DATE)) return false;
  const bool negated = type(index - 1) == Lexer::NOT && type(index - 2) == Lexer::IS;
  if (!negated && type(index - 1) != Lexer::IS && (type(index - 1) != Lexer::ON || kind != Lexer::ISO_DATE)) return false;
  report(Message::equal_in_words, index - 1,
         {negated ? "is not" : text(index - 1), kind == Lexer::NUMBER ? "a number" : "a date", negated ? "!=" : "="});
  return true;
}

// What is said of all items, or benefits, in other ways.
bool SyntaxErrors::list_of_habit(std::size_t index) {
  const std::size_t here = type(index);
  if (index > 1 && type(index - 2) == Lexer::DOT && begins_line(words_, index - 1)) {  // `requires Good.`
    report(Message::sign_not_needed, index - 2, {"."});
  } else if (index > 0 && type(index - 1) == Lexer::ALL && (text(index) == "benefits" || text(index) == "benefit")) {
    const Span both = join(words_[index - 1].span, words_[index].span);
    if (!is_spoilt(index)) complaints_.report(Message::sign_of_habit, both, {"all " + text(index), "every benefit"});
  } else if ((here == Lexer::ANY || here == Lexer::ALL || here == Lexer::NO) && is_wordlike(type(index + 1)) &&
             type(index + 2) == Lexer::DOT) {
    report(Message::item_without_a_name, index);
  } else if (index > 1 && (type(index - 2) == Lexer::IS || type(index - 2) == Lexer::HAS) && is_no_case(type(index - 1))) {
    const bool is_set = type(index - 2) == Lexer::HAS;
    report(Message::case_like_a_word, index - 1, {text(index - 1), text(index - 2), is_set ? "has all of" : "is one of"});
  } else if (here == Lexer::WHERE && pays_each(index)) {
    report(Message::where_of_an_item, index);
  } else if (here == Lexer::TO && is_within(index)) {
    report(Message::misspelt_word, index, {"to", "through"});
  } else {
    return false;
  }
  return true;
}

// Only a `fold` takes one item after another, and only rows are shown so.
bool SyntaxErrors::sorted_in_vain(std::size_t index) {
  if (type(index) != Lexer::SORTED || type(index + 1) != Lexer::BY) return false;
  std::string why = "what is asked of all items is the same in any order";
  std::size_t closed = 0;
  for (std::size_t i = index; i-- > 0;) {
    const std::size_t here = type(i);
    if (here == Lexer::RBRACE) ++closed;
    if (here == Lexer::LBRACE && closed-- == 0) break;
    if (closed > 0) continue;
    if (here == Lexer::FOLD || (here == Lexer::LIST && type(i + 1) == Lexer::OF)) return false;
    if (begins_declaration(here) || begins_clause_line(here) || asks_all_items(here)) break;
    if (here == Lexer::AMONG) why = "what rounding leaves over goes to equal parts in the order of the record";
    if (here == Lexer::EACH) why = "each item counts by itself, and the sum is the same in any order";
    if (here == Lexer::AMONG || here == Lexer::EACH) break;
  }
  if (!is_spoilt(index)) complaints_.report(Message::sorted_in_vain, join(words_[index].span, words_[index + 1].span), {why});
  return true;
}

// Whether the word stands behind `pays each e in L`.
bool SyntaxErrors::pays_each(std::size_t index) const {
  for (std::size_t i = index; i-- > 0 && type(i) != Lexer::LBRACE && type(i) != Lexer::RBRACE;)
    if (type(i) == Lexer::EACH) return true;
  return false;
}

// Whether the word stands behind `D in D`.
bool SyntaxErrors::is_within(std::size_t index) const {
  for (std::size_t i = index; i-- > 0 && (type(i) == Lexer::DOT || type(i) == Lexer::ISO_DATE || is_wordlike(type(i)));)
    if (type(i) == Lexer::IN) return true;
  return false;
}

// A word that joins conditions, or says how many, in other languages.
bool SyntaxErrors::word_of_habit(std::size_t index) {
  const std::string word = text(index);
  const auto is = [&](std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); };
  const bool joins = type(index) == Lexer::WORD && index > 0 && !begins_line(words_, index);
  const bool is_if = type(index) == Lexer::IF || (joins && is({"then", "else"}));
  const bool after_if = index > 0 && type(index - 1) == Lexer::IF && type(index) != Lexer::ANY && !meant(index, {{"any", Lexer::ANY}});
  if (joins && word == "between") {
    report(Message::between_two_bounds, index);
  } else if (is_if) {
    report(Message::if_and_then, index, {word});
  } else if (after_if) {
    report(Message::if_and_then, index - 1, {"if"});
  } else if (joins && is({"contains", "includes", "except", "excluding", "provided"})) {
    report(Message::misspelt_word, index, {word, word == "provided" ? "when" : word.starts_with("ex") ? "unless" : "has"});
  } else if (joins && word == "but" && index > 1 && type(index - 1) == Lexer::BENEFIT && type(index - 2) == Lexer::EVERY) {
    report(Message::misspelt_word, index, {word, "except"});
  } else {
    return false;
  }
  return true;
}

// `pays claim.refund if any`: what is to be done where it is absent is not said.
bool SyntaxErrors::if_any_alone(std::size_t index) {
  const bool behind = index > 1 && type(index - 1) == Lexer::ANY && type(index - 2) == Lexer::IF;
  const bool here = type(index) == Lexer::IF && type(index + 1) == Lexer::ANY;
  if (!behind && !here) return false;
  const std::size_t first = here ? index : index - 2;
  if (!is_spoilt(index)) complaints_.report(Message::if_any_asks_nothing, join(words_[first].span, words_[first + 1].span));
  return true;
}

namespace {

// What the words that begin here say of numbers; "": nothing.
std::string_view sign_for(std::string_view first, std::string_view second) {
  if (first == "at") return second == "least" ? ">=" : second == "most" ? "<=" : "";
  if (second != "than") return "";
  return first == "more" || first == "greater" ? ">" : first == "less" ? "<" : "";
}

}  // namespace

// `loss >= at least 5 EUR`
bool SyntaxErrors::compared_twice(std::size_t index) {
  const bool behind_sign = index > 0 && type(index - 1) >= Lexer::EQUAL && type(index - 1) <= Lexer::GREATER_THAN;
  const std::string_view sign = behind_sign ? sign_for(text(index), text(index + 1)) : "";
  if (sign.empty()) return false;
  const Span words = join(words_[index].span, words_[index + 1].span);
  if (!is_spoilt(index))
    complaints_.report(Message::compared_twice, words, {text(index - 1), std::string(source_.text_of(words)), std::string(sign)});
  return true;
}

// `age at least 18`, which is said of days: `on or after`, and of numbers with a sign.
bool SyntaxErrors::comparison_in_words(std::size_t index) {
  const auto say = [&](std::size_t first, std::size_t last, const char* sign) {
    const Span whole = join(words_[first].span, words_[last].span);
    complaints_.report(Message::sign_of_habit, whole, {std::string(source_.text_of(whole)), sign});
    return true;
  };
  if (index > 2 && type(index - 1) == Lexer::NUMBER && type(index - 2) == Lexer::LEAST && type(index - 3) == Lexer::AT)
    return say(index - 3, index - 2, ">=");
  if (index > 2 && type(index - 1) == Lexer::NUMBER && type(index - 2) == Lexer::THAN && type(index - 3) == Lexer::MORE_WORD)
    return say(index - 3, index - 2, ">");
  const bool at_most = index > 2 && type(index - 1) == Lexer::NUMBER && text(index - 2) == "most" && text(index - 3) == "at";
  if (at_most && !begins_line(words_, index - 3)) return say(index - 3, index - 2, "<=");
  if (index > 0 && text(index) == "most" && type(index - 1) == Lexer::AT && !begins_line(words_, index - 1))
    return say(index - 1, index, "<=");
  const bool no_more = index > 0 && (type(index - 1) == Lexer::NO || type(index - 1) == Lexer::NOT) && text(index) == "more";
  if (no_more && type(index + 1) == Lexer::THAN) return say(index - 1, index + 1, "<=");
  return false;
}

bool SyntaxErrors::in_example(std::size_t index) const {
  for (std::size_t i = index; i-- > 0;) {
    if (begins_line(words_, i) && begins_declaration(type(i)) && type(i) != Lexer::CERTIFICATE)
      return type(i) == Lexer::EXAMPLE || type(i) == Lexer::SAMPLE;
  }
  return false;
}

// `1 000 EUR`
bool SyntaxErrors::number_in_groups(std::size_t index) {
  if (points_between_groups(index)) return true;
  if (index == 0 || type(index) != Lexer::NUMBER || type(index - 1) != Lexer::NUMBER || begins_line(words_, index)) return false;
  const Span whole = join(words_[index - 1].span, words_[index].span);
  if (text(index).size() != 3 || words_[index].span.begin > words_[index - 1].span.end + 2) return false;
  complaints_.report(Message::commas_in_number, whole, {std::string(source_.text_of(whole)), text(index - 1) + "_" + text(index)});
  return true;
}

// `1.000.000 EUR`
bool SyntaxErrors::points_between_groups(std::size_t index) {
  if (index == 0 || type(index) != Lexer::DOT || type(index - 1) != Lexer::NUMBER || type(index + 1) != Lexer::NUMBER) return false;
  const std::string before = text(index - 1);
  if (before.size() < 5 || before[before.size() - 4] != '.' || text(index + 1).size() % 4 != 3) return false;
  const Span whole = join(words_[index - 1].span, words_[index + 1].span);
  std::string meant(source_.text_of(whole));
  std::replace(meant.begin(), meant.end(), '.', '_');
  complaints_.report(Message::commas_in_number, whole, {std::string(source_.text_of(whole)), meant});
  return true;
}

std::string line_in_other_words(const std::string& word) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> known{
      {{"must", "shall", "needs", "need", "ensure"}, "requires"},
      {{"deductible", "excess", "franchise", "minus", "deduct", "deducts", "subtract"}, "less 50 EUR as deductible"},
      {{"coinsurance", "copay", "copayment", "retention", "share"}, "leaves 80% of X rounded as coinsurance"},
      {{"cap", "max", "maximum", "sublimit", "ceiling"}, "up to 1_000 EUR per certificate"},
      {{"amount", "payable", "covers", "benefit_amount", "sum"}, "pays"},
      {{"decline", "refuse", "not_covered"}, "excludes"},
      {{"except", "exception"}, "all unless"}};
  for (const auto& [words, meant] : known) {
    if (std::find(words.begin(), words.end(), word) != words.end()) return meant;
  }
  return "";
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
