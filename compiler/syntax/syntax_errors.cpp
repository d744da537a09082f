#include "syntax/syntax_errors.h"

#include <algorithm>
#include <utility>

#include "PolLexer.h"
#include "base/similar.h"
#include "syntax/settle.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

bool has(const antlr4::misc::IntervalSet& types, std::size_t type) { return types.contains(type); }

bool declares_a_bare_name(std::size_t type) {
  return type == Lexer::DEFINE || type == Lexer::PARAMETER || type == Lexer::LAW || type == Lexer::VERDICT || type == Lexer::PRESUME ||
         type == Lexer::SPLIT;
}

// Among what may begin a value these two stand for all the others.
bool expects_value(const antlr4::misc::IntervalSet& types) { return has(types, Lexer::NUMBER) && has(types, Lexer::LPAREN); }

}  // namespace

SyntaxErrors::SyntaxErrors(const SourceFile& source, const std::vector<Word>& words, const Layout& layout, Complaints& complaints)
    : source_(source), words_(words), layout_(layout), complaints_(complaints) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const bool declares = begins_line(words, i) && declares_a_bare_name(words[i].type);
    const bool goes_on =
        type(i + 2) == Lexer::EQUAL || type(i + 2) == Lexer::LPAREN || type(i + 2) == Lexer::TEXT || type(i + 2) == Lexer::COLON;
    if (declares && goes_on && is_keyword(type(i + 1))) names_like_words_.insert(text(i + 1));
  }
}

bool SyntaxErrors::is_of_a_name_like_a_word(std::size_t index) const {
  if (names_like_words_.empty()) return false;
  const auto is_one = [&](std::size_t i) { return is_keyword(type(i)) && names_like_words_.contains(text(i)); };
  return is_one(index) || (index > 0 && is_one(index - 1));
}

std::string SyntaxErrors::text(std::size_t index) const {
  if (type(index) == antlr4::Token::EOF) return "the end of the wording";
  std::string_view all = source_.text_of(words_[index].span);
  if (all.empty()) return spelling(type(index));
  constexpr std::size_t longest = 40;
  if (all.size() <= longest) return std::string(all);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(all[end]) & 0xC0) == 0x80) --end;  // not through the middle of a character
  return std::string(all.substr(0, end)) + "...";
}

void SyntaxErrors::report(Message message, std::size_t index, std::vector<std::string> arguments, std::vector<Label> labels) {
  if (is_spoilt(index)) return;
  complaints_.report(message, words_[index].span, std::move(arguments), std::move(labels));
}

void SyntaxErrors::missing_word(std::size_t index, const std::string& word) {
  if (word == "{") brace_missing_at_ = index;
  if (index == 0) return report(Message::word_missing, index, {"", word});
  report(Message::word_missing, breaks_off(index) ? index - 1 : index, {text(index - 1), word});
}

// Whether the part in which the word stands seems to have ended early: of a part within it the opening brace is missing, and nothing else
// was declared since.
bool SyntaxErrors::brace_is_missing_before(std::size_t index) const {
  if (!brace_missing_at_) return false;
  for (std::size_t i = *brace_missing_at_; i < index; ++i)
    if (begins_line(words_, i) && begins_declaration(type(i))) return false;
  return true;
}

// Whether what stands before the word simply ends there, rather than going on wrongly with this word.
bool SyntaxErrors::breaks_off(std::size_t index) const {
  const std::size_t t = type(index);
  return begins_line(words_, index) || t == antlr4::Token::EOF || t == Lexer::RBRACE || t == Lexer::RPAREN || begins_clause_line(t) ||
         begins_tail(t) || begins_declaration(t);
}

std::optional<std::size_t> SyntaxErrors::open_bracket(std::size_t index) const {
  std::size_t closed = 0;
  for (std::size_t i = index; i-- > 0;) {
    if (type(i) == Lexer::LBRACE || type(i) == Lexer::RBRACE) return std::nullopt;
    if (type(i) == Lexer::RPAREN) ++closed;
    if (type(i) == Lexer::LPAREN && closed-- == 0) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> SyntaxErrors::open_brace(std::size_t index) const {
  std::size_t closed = 0;
  for (std::size_t i = index; i-- > 0;) {
    if (type(i) == Lexer::RBRACE) ++closed;
    if (type(i) == Lexer::LBRACE && closed-- == 0) return i;
  }
  return std::nullopt;
}

std::optional<Spelling> SyntaxErrors::meant(std::size_t index, const std::vector<Spelling>& candidates) const {
  if (type(index) != Lexer::WORD) return std::nullopt;
  std::vector<std::string> texts;
  for (const Spelling& candidate : candidates) texts.push_back(candidate.text);
  const auto found = nearest(source_.text_of(words_[index].span), texts);
  if (!found) return std::nullopt;
  return *std::find_if(candidates.begin(), candidates.end(), [&](const Spelling& candidate) { return candidate.text == *found; });
}

// What is wrong whatever was expected: a bracket that closes nothing, a unit that is none.
bool SyntaxErrors::sign_or_unit(std::size_t index) {
  if (type(index) == Lexer::RPAREN && !open_bracket(index)) {
    report(Message::bracket_closes_nothing, index);
    return true;
  }
  if (index > 0 && type(index) == Lexer::NUMBER && is_currency(text(index - 1)) && !begins_line(words_, index)) {
    report(Message::number_without_currency, index, {text(index - 1)});
    return true;
  }
  const bool behind_number = index > 0 && type(index - 1) == Lexer::NUMBER && !begins_line(words_, index);
  if (!behind_number || type(index) != Lexer::WORD || type(index + 1) == Lexer::DOT) return false;
  const std::string unit = text(index);
  if (unit == "percent" || unit == "pct" || unit == "per_cent")
    report(Message::sign_of_habit, index, {unit, text(index - 1) + "%"});
  else
    report(Message::unknown_unit, index, {unit});
  return true;
}

// Whether the word before, which begins a line, was taken for the name or value that the line before lacks.
bool SyntaxErrors::swallowed_line(std::size_t index) {
  if (index < 2 || !begins_line(words_, index - 1) || begins_line(words_, index)) return false;
  const std::size_t heading = type(index - 2);
  if ((heading == Lexer::CURRENCY || heading == Lexer::MONTHS) && begins_header_line(type(index - 1))) {
    report(Message::something_missing, index - 2,
           {text(index - 2), heading == Lexer::CURRENCY ? "a currency such as EUR" : "clamp, roll or strict"});
    return true;
  }
  if (!begins_clause_line(type(index - 1)) || type(index - 1) == Lexer::FAILS) return false;
  const std::size_t before = type(index - 2);
  const bool names = before == Lexer::IS || before == Lexer::NOT || before == Lexer::AS || before == Lexer::FOR || before == Lexer::HAS ||
                     before == Lexer::ABOUT;
  report(Message::something_missing, index - 2,
         {text(index - 2), names ? name_expected_after(index - 1) : value_expected_after(index - 1)});
  return true;
}

// Whether the word before was taken for the language of a title though it is a field: a brace is missing before it.
bool SyntaxErrors::swallowed_field(std::size_t index) const {
  if (index < 2 || !begins_line(words_, index - 1) || begins_line(words_, index)) return false;
  return (type(index) == Lexer::COLON || type(index) == Lexer::COMMA) && layout_.named_at(index - 1);
}

// Whether the innermost brace before the word is that of a `first of`.
bool SyntaxErrors::in_first_of(std::size_t index) const {
  const auto brace = open_brace(index);
  return brace && *brace >= 2 && type(*brace - 1) == Lexer::OF && type(*brace - 2) == Lexer::FIRST;
}

// A misspelt word is taken for a name where one may stand, and noticed only at the word behind it.
bool SyntaxErrors::word_before_misspelt(std::size_t index, const antlr4::misc::IntervalSet& expected) {
  if (index == 0) return false;
  std::vector<Spelling> candidates;
  if (has(expected, Lexer::WHEN) && in_first_of(index)) candidates.push_back({"otherwise", Lexer::OTHERWISE});
  if (has(expected, Lexer::TEXT) && expected.size() == 1) candidates = {{"across", Lexer::ACROSS}, {"down", Lexer::DOWN}};
  const auto word = meant(index - 1, candidates);
  if (word) report(Message::misspelt_word, index - 1, {text(index - 1), word->text});
  return word.has_value();
}

bool SyntaxErrors::one_sign_missing(std::size_t index, const antlr4::misc::IntervalSet& expected) {
  if (expects_value(expected)) return false;
  if (has(expected, Lexer::RPAREN)) {
    if (const auto open = open_bracket(index)) {
      const std::size_t before = index == 0 ? 0 : index - 1;
      const Span behind{words_[before].span.end, words_[before].span.end};
      if (!is_spoilt(index)) complaints_.report(Message::bracket_not_closed, behind, {}, {{words_[*open].span, "opened here"}});
      return true;
    }
  }
  const bool any_name = has(expected, Lexer::WORD) && has(expected, Lexer::COLUMNS);
  if (has(expected, Lexer::ACROSS) && has(expected, Lexer::DOWN) && !any_name) {
    missing_word(index, "across` or `down");
    return true;
  }
  for (const std::size_t sign : {Lexer::LBRACE, Lexer::COLON, Lexer::ACROSS, Lexer::COLUMNS}) {
    if (!has(expected, sign) || (any_name && is_keyword(sign))) continue;
    const bool between = type(index) == Lexer::COLON || type(index) == Lexer::COMMA || type(index) == Lexer::EQUAL;
    std::size_t at = between ? index : 0;  // a comma was taken for one between the members of a set
    for (std::size_t i = index; at == 0 && type(index) == Lexer::RBRACE && i-- > 0 && type(i) != Lexer::LBRACE;) {
      if (type(i) == Lexer::COMMA || type(i) == Lexer::MEMBER_COMMA) at = i;
    }
    if (sign == Lexer::LBRACE && at > 0 && in_example(index)) {
      report(Message::sign_between_facts, at, {text(at)});
      return true;
    }
    missing_word(index, spelling(sign));
    return true;
  }
  if (expected.size() != 1) return false;
  const auto only = static_cast<std::size_t>(expected.getMinElement());
  if (only == Lexer::PER)
    missing_word(index, "per certificate`, `per event` or `per item");
  else if (only == Lexer::OWN)
    missing_word(index, "own lines");
  else if (is_keyword(only) || (only >= Lexer::LBRACE && only <= Lexer::PERCENT))
    missing_word(index, spelling(only));
  else
    return false;
  return true;
}

void SyntaxErrors::unexpected(std::size_t index, const antlr4::misc::IntervalSet& expected) {
  if (is_spoilt(index) || number_without_quotes(index) || sign_or_unit(index) || slip_of_habit(index) ||
      item_without_a_name(index, expected))
    return;
  if (set_of_one_of(index) || empty_cell(index)) return;
  if (swallowed_field(index)) return missing_word(index - 1, "{");
  if (type(index) == Lexer::RBRACE && in_first_of(index) && (has(expected, Lexer::WHEN) || has(expected, Lexer::ELSE_VALUE)))
    return report(Message::otherwise_missing, index);
  if (word_before_misspelt(index, expected)) return;
  if (index > 0 && (type(index - 1) == Lexer::EVENT || type(index - 1) == Lexer::CLAIMABLE) && !expects_value(expected) &&
      swallowed_line(index))
    return;
  constexpr std::size_t few = 40;  // where any name may stand nothing is misspelt
  if (static_cast<std::size_t>(expected.size()) < few) {
    if (const auto word = meant(index, keywords_among(expected))) return report(Message::misspelt_word, index, {text(index), word->text});
  }
  if (one_sign_missing(index, expected)) return;
  if (type(index) == Lexer::TEXT && expects_value(expected)) {
    report(Message::text_as_value, index, {text(index)});
    return complaints_.spoil_line(words_[index].line);
  }
  const std::string what = expected_here(index, expected);
  if (index == 0 || what.empty()) return behind_complete(index, {});
  if (breaks_off(index))
    report(Message::something_missing, index - 1, {text(index - 1), what});
  else
    report(Message::something_else_expected, index, {text(index - 1), what, text(index)});
}

std::string SyntaxErrors::expected_here(std::size_t index, const antlr4::misc::IntervalSet& expected) const {
  if (expects_value(expected)) return value_expected_after(index);
  if (index > 0 && type(index - 1) == Lexer::COLON) return has(expected, Lexer::REQUIRES) ? "a line" : "a type";
  if (has(expected, Lexer::ISO_DATE) && has(expected, Lexer::TEXT)) return "a value";
  if (index > 0 && type(index - 1) == Lexer::EXPECT) return "paid, declined, pended, referred or invalid";
  if (has(expected, Lexer::WORD) && has(expected, Lexer::EDITION)) return name_expected_after(index);
  if (has(expected, Lexer::CERTIFICATE) && has(expected, Lexer::ITEM)) return "certificate, event or item";
  if (has(expected, Lexer::PEND)) return "decline, pend or refer";
  if (expected.size() == 1) return spelling(static_cast<std::size_t>(expected.getMinElement()));
  if (has(expected, Lexer::NUMBER)) return "a number";
  if (has(expected, Lexer::WORD)) return "a name";
  if (has(expected, Lexer::BEFORE)) return "before or after";
  return {};
}

std::string SyntaxErrors::value_expected_after(std::size_t index) const {
  std::size_t i = index;
  while (i > 0 && (type(i - 1) == Lexer::TEXT || (type(i - 1) == Lexer::COMMA && type(i) == Lexer::TEXT))) --i;
  if (i == 0) return "a value";
  switch (type(i - 1)) {
    case Lexer::REQUIRES:
    case Lexer::EXCLUDES:
    case Lexer::WHEN:
    case Lexer::EXCEPT: return i > 1 && type(i - 2) == Lexer::BENEFIT ? "a benefit" : "a condition";
    case Lexer::UNLESS:
    case Lexer::WHERE:
    case Lexer::VALID:
    case Lexer::THAT:
    case Lexer::AND:
    case Lexer::OR:
    case Lexer::NOT: return "a condition";
    case Lexer::PAYS:
    case Lexer::COUNTS:
    case Lexer::LEAVES:
    case Lexer::LESS:
    case Lexer::MOST:
    case Lexer::TO:
    case Lexer::OF: return "an amount";
    case Lexer::EVENT:
    case Lexer::CLAIMABLE:
    case Lexer::ON:
    case Lexer::AFTER:
    case Lexer::BEFORE:
    case Lexer::FROM:
    case Lexer::UNTIL: return "a date";
    case Lexer::WITHIN:
    case Lexer::LEAST:
    case Lexer::THAN:
    case Lexer::SURVIVAL:
    case Lexer::WAITING: return "a number of days, months or years";
    default: return "a value";
  }
}

std::string SyntaxErrors::name_expected_after(std::size_t index) const {
  switch (index == 0 ? antlr4::Token::EOF : type(index - 1)) {
    case Lexer::FOR:
    case Lexer::TO: return "a benefit";
    case Lexer::ABOUT: return "a record such as claim.accident";
    default: return "a name";
  }
}

}  // namespace pol::syntax
