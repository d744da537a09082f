#include "syntax/vocabulary.h"

#include <algorithm>
#include <initializer_list>

#include "PolLexer.h"
#include "syntax/words.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

constexpr std::initializer_list<std::size_t> line_types = {
    Lexer::APPLIES,  Lexer::ABOUT,   Lexer::EVENT,    Lexer::CLAIMABLE, Lexer::REQUIRES,    Lexer::EXCLUDES, Lexer::ALL,
    Lexer::SURVIVAL, Lexer::WAITING, Lexer::PENDS,    Lexer::PAYS,      Lexer::COUNTS,      Lexer::LESS,     Lexer::LEAVES,
    Lexer::UP,       Lexer::REFERS,  Lexer::REVERSES, Lexer::FAILS,     Lexer::AT_OF_LIMIT, Lexer::BY,       Lexer::DECIDED};
constexpr std::initializer_list<std::size_t> tail_types = {Lexer::WHEN, Lexer::UNLESS, Lexer::EXCEPT, Lexer::FOR,
                                                           Lexer::ELSE, Lexer::AS,     Lexer::WITHOUT};
constexpr std::initializer_list<std::size_t> header_types = {Lexer::EDITION, Lexer::CURRENCY, Lexer::ROUNDING, Lexer::MONTHS,
                                                             Lexer::WATERFALL};
constexpr std::initializer_list<std::size_t> field_types = {Lexer::KEY,      Lexer::PRESUMED, Lexer::OPTIONAL, Lexer::PERSONAL,
                                                            Lexer::LABELLED, Lexer::WITH,     Lexer::ABSENT};
constexpr std::initializer_list<std::size_t> comparing_types = {
    Lexer::EQUAL,     Lexer::NOT_EQUAL, Lexer::LESS_THAN, Lexer::LESS_EQUAL, Lexer::GREATER_THAN, Lexer::GREATER_EQUAL,
    Lexer::IS,        Lexer::HAS,       Lexer::IN,        Lexer::WITHIN,     Lexer::AT,           Lexer::NO,
    Lexer::MORE_WORD, Lexer::ON,        Lexer::BEFORE,    Lexer::AFTER,      Lexer::IF,           Lexer::VERDICT_STATE};
constexpr std::initializer_list<std::size_t> infix_types = {Lexer::AND,       Lexer::OR,    Lexer::IS,      Lexer::HAS,    Lexer::IN,
                                                            Lexer::WITHIN,    Lexer::NOT,   Lexer::OF,      Lexer::BEFORE, Lexer::ON,
                                                            Lexer::OTHERWISE, Lexer::AFTER, Lexer::THROUGH, Lexer::PER,    Lexer::ROUNDED};

bool among(std::size_t type, std::initializer_list<std::size_t> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::vector<Spelling> spelt(std::initializer_list<std::size_t> types) {
  std::vector<Spelling> result;
  for (const std::size_t type : types) result.push_back({spelling(type), type});
  return result;
}

}  // namespace

bool begins_declaration(std::size_t type) { return type >= Lexer::POLICY && type <= Lexer::EXAMPLE; }
bool begins_clause_line(std::size_t type) { return among(type, line_types); }
bool only_begins_clause_line(std::size_t type) {
  const bool also_value = type == Lexer::EVENT || type == Lexer::CLAIMABLE || type == Lexer::ALL || type == Lexer::BY;
  return begins_clause_line(type) && !also_value;
}
bool awaits_name(std::size_t type) {
  return type == Lexer::IS || type == Lexer::NOT || type == Lexer::HAS || type == Lexer::OF || type == Lexer::FOR || type == Lexer::AS ||
         type == Lexer::WITHOUT || type == Lexer::COMMA || type == Lexer::MEMBER_COMMA;
}
bool begins_gate(std::size_t type) {
  return type == Lexer::DECLINES || type == Lexer::REFERS || type == Lexer::PAYS || type == Lexer::DECIDES;
}
bool begins_tail(std::size_t type) { return among(type, tail_types); }
bool begins_header_line(std::size_t type) { return among(type, header_types); }
bool compares(std::size_t type) { return among(type, comparing_types); }

std::string spelling(std::size_t type) {
  switch (type) {
    case Lexer::WORD: return "a name";
    case Lexer::NUMBER: return "a number";
    case Lexer::ISO_DATE: return "a date";
    case Lexer::TEXT: return "a text in quotation marks";
    case Lexer::TIME_UNIT: return "days, months or years";
    case Lexer::CURRENCY_UNIT: return "a currency";
    case Lexer::OTHERWISE_CASE: return "otherwise";
    case Lexer::AT_OF_LIMIT: return "at";
    case Lexer::MEMBER_COMMA: return ",";
    case Lexer::PERIOD_AND: return "and";
    case Lexer::ANY_ELEMENT: return "any";
    case Lexer::NO_ELEMENT: return "no";
    case Lexer::ALL_ELEMENTS: return "all";
    case Lexer::ELSE_VALUE: return "otherwise";
    case Lexer::COLUMN: return "the name of a column";
    case Lexer::ROUNDING_MODE: return "a way of rounding";
    case Lexer::VERDICT_STATE: return "what a verdict does";
    case Lexer::OR_NONE: return "or none";
    case Lexer::SOME_ONLY: return "some only";
    case Lexer::NO_OVERLAPS: return "no overlaps";
    case Lexer::ADDS_UP: return "adds up to 1";
    case Lexer::SOURCE: return "source";
    case Lexer::RANGE_OF: return "range of";
    case Lexer::PHRASE_COMMA: return ",";
    case Lexer::THE: return "the";
    case antlr4::Token::EOF: return "the end of the wording";
    default: break;
  }
  // The runtime hands out the vocabulary through a lexer only.
  antlr4::ANTLRInputStream nothing;
  const std::string quoted = Lexer(&nothing).getVocabulary().getLiteralName(type);
  return quoted.size() > 2 ? quoted.substr(1, quoted.size() - 2) : quoted;
}

const std::vector<Spelling>& keywords() {
  static const std::vector<Spelling> all = [] {
    std::vector<Spelling> result;
    for (std::size_t type = Lexer::POLICY; is_keyword(type); ++type) result.push_back({spelling(type), type});
    return result;
  }();
  return all;
}

bool is_spelt_like_a_keyword(std::string_view text) {
  return std::any_of(keywords().begin(), keywords().end(), [&](const Spelling& each) { return each.text == text; });
}

std::vector<Spelling> declaration_words() {
  std::vector<Spelling> result;
  for (std::size_t type = Lexer::POLICY; type <= Lexer::EXAMPLE; ++type) result.push_back({spelling(type), type});
  return result;
}

std::vector<Spelling> clause_line_words() { return spelt(line_types); }
std::vector<Spelling> answer_item_words() {
  std::vector<Spelling> result = spelt({Lexer::DEFINE, Lexer::OUTCOME, Lexer::SHOWN});
  for (Spelling& word : spelt(line_types)) result.push_back(std::move(word));
  return result;
}
std::vector<Spelling> header_line_words() { return spelt(header_types); }
std::vector<Spelling> field_words() { return spelt(field_types); }

std::vector<Spelling> joining_words() {
  std::vector<Spelling> result = spelt({Lexer::WHERE});  // before `when`, which is as near to `wher`
  for (Spelling& word : spelt(tail_types)) result.push_back(std::move(word));
  for (Spelling& word : spelt(infix_types)) result.push_back(std::move(word));
  return result;
}

std::vector<Spelling> keywords_among(const antlr4::misc::IntervalSet& types) {
  std::vector<Spelling> result;
  for (const ssize_t element : types.toList()) {
    const auto type = static_cast<std::size_t>(element);  // the end of the file is negative, and beyond all keywords so
    if (is_keyword(type)) result.push_back({spelling(type), type});
  }
  return result;
}

}  // namespace pol::syntax
