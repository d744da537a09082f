// What is wrong where a wording cannot be read on, in an underwriter's words. recovery.h decides when to complain, this decides what to
// say.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "antlr4-runtime.h"

#include "base/source.h"
#include "syntax/complaints.h"
#include "syntax/layout.h"
#include "syntax/vocabulary.h"
#include "syntax/words.h"

namespace pol::syntax {

// What a line of a clause begins with that says in this language what `word` means; empty where nobody can tell.
std::string line_in_other_words(const std::string& word);

class SyntaxErrors {
 public:
  SyntaxErrors(const SourceFile& source, const std::vector<Word>& words, const Layout& layout, Complaints& complaints);

  // Whether it is only used, or the word before it is: that nothing can be called so is said where it is declared.
  bool is_of_a_name_like_a_word(std::size_t index) const;

  // This word cannot stand here; `expected` is what could.
  void unexpected(std::size_t index, const antlr4::misc::IntervalSet& expected);

  // Between the items of a block stands a word that begins none of them. Where it is a known word misspelt: what it was meant to be.
  std::optional<std::size_t> no_clause_line(std::size_t index);
  std::optional<std::size_t> no_header_line(std::size_t index);
  std::optional<std::size_t> no_answer_item(std::size_t index);
  std::optional<std::size_t> no_example_line(std::size_t index);
  std::optional<std::size_t> no_property_line(std::size_t index);
  std::optional<std::size_t> no_declaration(std::size_t index);
  void no_field(std::size_t index);
  void no_case(std::size_t index);
  bool case_without_colon(std::size_t index);
  void no_first_case(std::size_t index);
  void no_version(std::size_t index);
  void no_gate(std::size_t index);
  void no_member(std::size_t index);
  void no_setting(std::size_t index);
  void no_row(std::size_t index);
  void no_key(std::size_t index);
  void no_letter_line(std::size_t index);

  void clause_line_outside(std::size_t index);
  void brace_closes_nothing(std::size_t index);
  void brace_missing_before(std::size_t index);  // an opening one
  void brace_not_closed(std::size_t index);      // before this word a closing one

 private:
  std::size_t type(std::size_t index) const { return index < words_.size() ? words_[index].type : antlr4::Token::EOF; }
  std::string text(std::size_t index) const;
  void report(Message message, std::size_t index, std::vector<std::string> arguments = {}, std::vector<Label> labels = {});
  void missing_word(std::size_t index, const std::string& word);
  bool is_spoilt(std::size_t index) const { return complaints_.is_spoilt(words_[index].line); }
  bool brace_is_missing_before(std::size_t index) const;
  bool breaks_off(std::size_t index) const;
  std::optional<std::size_t> open_bracket(std::size_t index) const;
  std::optional<std::size_t> open_brace(std::size_t index) const;
  std::optional<Spelling> meant(std::size_t index, const std::vector<Spelling>& candidates) const;
  bool sign_or_unit(std::size_t index);
  bool slip_of_habit(std::size_t index);
  bool in_example(std::size_t index) const;
  bool number_in_groups(std::size_t index);
  bool points_between_groups(std::size_t index);
  bool word_of_habit(std::size_t index);
  bool equal_in_words(std::size_t index);
  bool list_of_habit(std::size_t index);
  bool pays_each(std::size_t index) const;
  bool is_within(std::size_t index) const;
  bool if_any_alone(std::size_t index);
  bool sorted_in_vain(std::size_t index);
  bool compared_twice(std::size_t index);
  bool comparison_in_words(std::size_t index);
  bool number_without_quotes(std::size_t index);
  bool item_without_a_name(std::size_t index, const antlr4::misc::IntervalSet& expected);
  bool swallowed_line(std::size_t index);
  bool in_first_of(std::size_t index) const;
  bool is_listed(std::size_t index) const;
  bool set_of_one_of(std::size_t index);
  bool empty_cell(std::size_t index);
  bool word_before_misspelt(std::size_t index, const antlr4::misc::IntervalSet& expected);
  bool swallowed_field(std::size_t index) const;
  bool one_sign_missing(std::size_t index, const antlr4::misc::IntervalSet& expected);
  std::string expected_here(std::size_t index, const antlr4::misc::IntervalSet& expected) const;
  std::string value_expected_after(std::size_t index) const;
  std::string name_expected_after(std::size_t index) const;
  void behind_complete(std::size_t index, const std::vector<Spelling>& candidates, bool in_field = false);
  std::optional<std::size_t> no_line(std::size_t index, const std::vector<Spelling>& candidates, Message misspelt, Message unknown);

  const SourceFile& source_;
  const std::vector<Word>& words_;
  const Layout& layout_;
  Complaints& complaints_;
  std::set<std::string> names_like_words_;
  std::optional<std::size_t> brace_missing_at_;  // the last opening one that is
};

}  // namespace pol::syntax
