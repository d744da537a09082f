// Which words do what in the language, and how they are spelt: for complaints and for going on after them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"

namespace pol::syntax {

bool begins_declaration(std::size_t type);       // `policy`, `benefit` ...
bool begins_clause_line(std::size_t type);       // `requires`, `pays` ...
bool only_begins_clause_line(std::size_t type);  // those of them that are no value either, as `event` is
bool awaits_name(std::size_t type);              // `is`, `for`, a comma: behind it any word may be a name
bool begins_gate(std::size_t type);              // a case of a verdict
bool begins_tail(std::size_t type);              // `when`, `for` ...
bool begins_header_line(std::size_t type);       // `edition`, `currency` ...
bool compares(std::size_t type);                 // `=`, `is`, `within` ...

// As written in a wording: `requires`, `{`; of the kinds that have many spellings, what they are: "a name".
std::string spelling(std::size_t type);
// One way to write it, and the type it stands for.
struct Spelling {
  std::string text;
  std::size_t type;
};
const std::vector<Spelling>& keywords();  // all, as long as the process lives
bool is_spelt_like_a_keyword(std::string_view text);
std::vector<Spelling> declaration_words();
std::vector<Spelling> clause_line_words();
std::vector<Spelling> answer_item_words();  // lines, and what is declared inside an answer
std::vector<Spelling> header_line_words();
std::vector<Spelling> field_words();    // what may stand behind a field's type
std::vector<Spelling> joining_words();  // tails, and what goes on with a condition
std::vector<Spelling> keywords_among(const antlr4::misc::IntervalSet& types);

}  // namespace pol::syntax
