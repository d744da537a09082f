// The words and signs of a wording, each with its place. The lexer's types are settled here by the neighbours of a word, so that the parser
// need not guess which words are names. The only door: read_words().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/span.h"
#include "syntax/complaints.h"
#include "syntax/parse.h"

namespace pol::syntax {

struct Word {
  std::size_t type;  // generated::PolLexer's number of it
  Span span;
  std::uint32_t line;           // from 1
  std::uint32_t column;         // from 0, in characters
  std::string_view meant = {};  // what it is read as, where it was written otherwise; in a text that lives as long as the process
};

// All of them, the last being the end of the file (an empty span). Slips of the pen inside a word are reported and mended: a missing quote
// gives a text, an accented name a name. Nothing, and exactly one complaint, where the text is not UTF-8 or goes beyond the limits.
// `units`: those that other files of the wording declare.
std::optional<std::vector<Word>> read_words(const SourceFile& source, Complaints& complaints, const Limits& limits,
                                            const std::set<std::string>& units = {});

// As the lexer divides the text, nothing settled or mended; one word more than `limit` where there are too many, none where the text is not
// UTF-8.
std::vector<Word> divided(const SourceFile& source, std::size_t limit);

bool is_keyword(std::size_t type);
bool is_wordlike(std::size_t type);  // a keyword or a name

// Whether the word is the first of its physical line. Layout means nothing to the grammar; it tells where to go on after a slip.
bool begins_line(const std::vector<Word>& words, std::size_t index);

}  // namespace pol::syntax
