// Complaints about words that stand between the items of a block and begin none of them, and about braces.
#include "PolLexer.h"
#include "syntax/syntax_errors.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

}  // namespace

// What stands before the word could end here; the word could only go on with it if it were another.
void SyntaxErrors::behind_complete(std::size_t index, const std::vector<Spelling>& candidates, bool in_field) {
  if (is_spoilt(index) || number_without_quotes(index) || sign_or_unit(index) || slip_of_habit(index) || swallowed_line(index)) return;
  if (const auto word = meant(index, candidates)) return report(Message::misspelt_word, index, {text(index), word->text});
  const bool field = (type(index) == Lexer::COLON || type(index) == Lexer::COMMA) && index >= 2 && layout_.named_at(index - 1);
  if (field && begins_line(words_, index - 1))  // it was taken for the value that the line before lacks
    return report(Message::something_missing, index - 2, {text(index - 2), value_expected_after(index - 1)});
  if (compares(type(index))) return report(Message::comparison_goes_on, index, {text(index)});
  if (begins_tail(type(index))) return report(Message::tail_has_no_line, index, {text(index)});
  if (set_of_one_of(index) || empty_cell(index)) return;
  if (is_listed(index)) return missing_word(index, ",");
  const auto round_one =
      type(index) == Lexer::DOT && index > 1 && type(index - 1) == Lexer::RPAREN ? open_bracket(index - 1) : std::nullopt;
  if (round_one && *round_one > 0)  // a row of a table was meant: `rates(d.kind).share`
    return report(Message::something_else_expected, *round_one, {text(*round_one - 1), "a square bracket", text(*round_one)});
  report(in_field ? Message::field_not_understood : Message::not_understood, index, {text(index)});
}

bool SyntaxErrors::set_of_one_of(std::size_t index) {
  const bool is_meant = index >= 3 && type(index) == Lexer::OF && type(index - 1) == Lexer::ONE && type(index - 2) == Lexer::OF &&
                        type(index - 3) == Lexer::SET;
  if (is_meant) report(Message::set_of_one_of, index - 1);
  return is_meant;
}

// `n/a` between the cells of a table.
bool SyntaxErrors::empty_cell(std::size_t index) {
  const bool is_meant = index >= 2 && type(index) == Lexer::DIVIDE && is_wordlike(type(index - 1)) && is_wordlike(type(index + 1)) &&
                        words_[index - 1].span.end == words_[index].span.begin && words_[index].span.end == words_[index + 1].span.begin;
  const auto brace = open_brace(index);
  const bool is_dash = index >= 1 && type(index - 1) == Lexer::MINUS && breaks_off(index) && brace && type(*brace + 1) == Lexer::COLUMNS;
  if (is_dash) report(Message::empty_cell, index - 1, {text(index - 1)});
  if (!is_meant) return is_dash;
  if (!is_spoilt(index))
    complaints_.report(Message::empty_cell, join(words_[index - 1].span, words_[index + 1].span),
                       {text(index - 1) + "/" + text(index + 1)});
  return true;
}

// Whether the word stands behind a name in a list: `one of a b`, `applies to A1, A2 B1`.
bool SyntaxErrors::is_listed(std::size_t index) const {
  if (index < 3 || begins_line(words_, index) || !is_wordlike(type(index)) || !is_wordlike(type(index - 1))) return false;
  const std::size_t before = type(index - 2), first = type(index - 3);
  if (before == Lexer::OF) return first == Lexer::ONE || first == Lexer::SET || first == Lexer::ALL || first == Lexer::ANY;
  return before == Lexer::COMMA || before == Lexer::MEMBER_COMMA || before == Lexer::FOR ||
         (before == Lexer::TO && first == Lexer::APPLIES);
}

std::optional<std::size_t> SyntaxErrors::no_line(std::size_t index, const std::vector<Spelling>& candidates, Message misspelt,
                                                 Message unknown) {
  const bool goes_on = !begins_line(words_, index) && index > 0 && type(index - 1) != Lexer::LBRACE && type(index - 1) != Lexer::COLON;
  if (goes_on || type(index) != Lexer::WORD) {
    behind_complete(index, joining_words());
    return std::nullopt;
  }
  if (const auto word = meant(index, candidates)) {
    if (word->text == text(index)) {  // rightly spelt: the dot behind it made a name of it
      report(Message::something_else_expected, index + 1, {text(index), "a name", text(index + 1)});
      return std::nullopt;
    }
    report(misspelt, index, {text(index), word->text});
    return word->type;
  }
  const std::string word = text(index), other = line_in_other_words(word);
  const bool is_ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (unknown == Message::no_such_line && !other.empty())
    report(Message::line_of_habit, index, {word, other});
  else if (is_ascii)  // else it was said that this is no name
    report(unknown, index, {word});
  return std::nullopt;
}

std::optional<std::size_t> SyntaxErrors::no_clause_line(std::size_t index) {
  std::vector<Spelling> candidates = clause_line_words();
  if (begins_line(words_, index)) {
    for (const Spelling& tail : {Spelling{"when", Lexer::WHEN}, Spelling{"unless", Lexer::UNLESS}}) candidates.push_back(tail);
  }
  const auto word = no_line(index, candidates, Message::unknown_line_word, Message::no_such_line);
  return word && begins_clause_line(*word) ? word : std::nullopt;
}

std::optional<std::size_t> SyntaxErrors::no_header_line(std::size_t index) {
  return no_line(index, header_line_words(), Message::unknown_line_word, Message::no_such_line);
}

std::optional<std::size_t> SyntaxErrors::no_answer_item(std::size_t index) {
  return no_line(index, answer_item_words(), Message::unknown_line_word, Message::no_such_line);
}

std::optional<std::size_t> SyntaxErrors::no_example_line(std::size_t index) {
  if (!begins_line(words_, index) && sign_or_unit(index)) return std::nullopt;
  const std::vector<Spelling> reasons{{"because", Lexer::BECAUSE}, {"missing", Lexer::MISSING}};
  if (const auto word = begins_line(words_, index) ? std::nullopt : meant(index, reasons)) {
    report(Message::misspelt_word, index, {text(index), word->text});
    return std::nullopt;
  }
  const std::vector<Spelling> candidates{{"expect", Lexer::EXPECT}, {"start", Lexer::START}};
  if (const auto word = meant(index, candidates)) {
    report(Message::unknown_line_word, index, {text(index), word->text});
    return word->type == Lexer::EXPECT ? std::optional(word->type) : std::nullopt;
  }
  if (type(index) == Lexer::START)
    report(Message::start_comes_first, index);
  else if (is_wordlike(type(index)))
    missing_word(index + 1, "{");
  else
    behind_complete(index, {});
  return std::nullopt;
}

std::optional<std::size_t> SyntaxErrors::no_property_line(std::size_t index) {
  std::vector<Spelling> candidates{{"always", Lexer::ALWAYS}};
  if (begins_line(words_, index)) candidates.push_back({"when", Lexer::WHEN});
  const auto word = no_line(index, candidates, Message::unknown_line_word, Message::no_such_line);
  return word && *word == Lexer::ALWAYS ? word : std::nullopt;
}

std::optional<std::size_t> SyntaxErrors::no_declaration(std::size_t index) {
  const std::size_t next = type(index + 1);
  const bool opens = is_wordlike(next) || next == Lexer::TEXT || next == Lexer::LBRACE;
  const auto word = meant(index, declaration_words());
  if (word && opens) {
    report(Message::unknown_declaration_word, index, {text(index), word->text});
    return word->type;
  }
  if (brace_is_missing_before(index)) return std::nullopt;
  if (begins_line(words_, index))
    report(Message::no_such_declaration, index, {text(index)});
  else
    behind_complete(index, joining_words());
  return std::nullopt;
}

void SyntaxErrors::no_field(std::size_t index) {
  const bool new_line = begins_line(words_, index) || type(index - 1) == Lexer::LBRACE;
  const bool type_missing = index >= 2 && type(index) == Lexer::COLON && type(index - 2) == Lexer::COLON;
  if (type_missing) return report(Message::something_missing, index - 2, {text(index - 2), "a type"});
  if (new_line && type(index) == Lexer::WORD) {
    const auto word = meant(index, {{"valid", Lexer::VALID}, {"lines", Lexer::LINES}, {"today", Lexer::TODAY}});
    if (word && type(index + 1) != Lexer::COLON && word->text != text(index))
      return report(Message::unknown_line_word, index, {text(index), word->text});
    return missing_word(index + 1, ":");
  }
  behind_complete(index, field_words(), true);
}

// Between cases of lines: `ovary requires ...`.
bool SyntaxErrors::case_without_colon(std::size_t index) {
  if (type(index) != Lexer::WORD || !begins_clause_line(type(index + 1)) || begins_line(words_, index + 1)) return false;
  missing_word(index + 1, ":");
  return true;
}

void SyntaxErrors::no_case(std::size_t index) {
  if (type(index) == Lexer::WORD && !is_spoilt(index)) {
    const std::size_t next = type(index + 1);
    const bool case_like = begins_line(words_, index) || type(index - 1) == Lexer::LBRACE;
    if (case_like || is_wordlike(next) || next == Lexer::NUMBER) return missing_word(index + 1, ":");
  }
  behind_complete(index, joining_words());
}

void SyntaxErrors::no_first_case(std::size_t index) {
  if (type(index) == Lexer::RBRACE) return report(Message::otherwise_missing, index);
  behind_complete(index, joining_words());
}

void SyntaxErrors::no_version(std::size_t index) {
  if (is_spoilt(index)) return;
  const auto word =
      meant(index, {{"enacted", Lexer::ENACTED}, {"model", Lexer::MODEL}, {"proposed", Lexer::PROPOSED}, {"repealed", Lexer::REPEALED}});
  if (word) return report(Message::misspelt_word, index, {text(index), word->text});
  report(Message::no_such_version, index, {text(index)});
}

void SyntaxErrors::no_gate(std::size_t index) {
  if (!begins_line(words_, index) || is_spoilt(index)) return behind_complete(index, joining_words());
  const auto word =
      meant(index, {{"declines", Lexer::DECLINES}, {"refers", Lexer::REFERS}, {"pays", Lexer::PAYS}, {"decides", Lexer::DECIDES}});
  if (word && word->text == text(index)) return;  // rightly spelt: what stands before it could not be read, and that was said
  if (word) return report(Message::misspelt_word, index, {text(index), word->text});
  report(Message::no_such_gate, index, {text(index)});
}

void SyntaxErrors::no_member(std::size_t index) { behind_complete(index, joining_words()); }

void SyntaxErrors::no_setting(std::size_t index) {
  if (is_spoilt(index) || sign_or_unit(index)) return;
  if (type(index) == Lexer::DOT && index >= 2)
    return report(Message::something_else_expected, index - 1, {text(index - 2), "a value", text(index - 1)});
  report(Message::no_such_setting, index, {text(index)});
}

void SyntaxErrors::no_row(std::size_t index) { report(Message::no_such_row, index, {text(index)}); }

void SyntaxErrors::no_key(std::size_t index) { report(Message::no_such_key, index, {text(index)}); }

void SyntaxErrors::no_letter_line(std::size_t index) {
  if (!is_spoilt(index)) report(Message::no_such_letter_line, index, {text(index)});
}

void SyntaxErrors::clause_line_outside(std::size_t index) {
  std::vector<Label> labels;
  if (index > 0 && type(index - 1) == Lexer::RBRACE) labels.push_back({words_[index - 1].span, "the clause before it ends here"});
  report(Message::line_outside_clause, index, {text(index)}, std::move(labels));
}

void SyntaxErrors::brace_closes_nothing(std::size_t index) { report(Message::brace_closes_nothing, index); }

void SyntaxErrors::brace_missing_before(std::size_t index) { missing_word(index, "{"); }

void SyntaxErrors::brace_not_closed(std::size_t index) {
  std::vector<Label> labels;
  if (const auto open = open_brace(index)) labels.push_back({words_[*open].span, "opened here"});
  const std::uint32_t at = index == 0 ? source_.base() : words_[index - 1].span.end;
  complaints_.report(Message::brace_not_closed, {at, at}, {}, std::move(labels));
}

}  // namespace pol::syntax
