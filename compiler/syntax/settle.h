// What a word is, decided by its neighbours (see the head of PolLexer.g4), so that the parser need not guess which words are names.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "syntax/words.h"

namespace pol::syntax {

// One walk after the other over all words, each in time linear in their number. `units`: those that other files of the wording declare.
void settle(const SourceFile& source, std::vector<Word>& words, const std::set<std::string>& units);

// The walks that look further than the next words, in settle_blocks.cpp and settle_parameters.cpp:
void settle_columns(const SourceFile& source, std::vector<Word>& words);     // where those of a table `down` end
void settle_parameters(const SourceFile& source, std::vector<Word>& words);  // what stands behind the type of a parameter
void settle_rounding(std::vector<Word>& words);     // `rounded up to 1_000 VND`, or the next line, `up to ... per ...`
void settle_else_values(std::vector<Word>& words);  // which `otherwise` ends a `first of` or a `smallest of`
// In settle_laws.cpp: where `enacted`, `model` ... are the status of a version; where `pays` says what a verdict does.
void settle_laws(std::vector<Word>& words);
void settle_verdicts(std::vector<Word>& words);
bool begins_verdict(const std::vector<Word>& words, std::size_t i);  // and is not what an output is called

// In units.cpp:
void settle_units(const SourceFile& source, std::vector<Word>& words, const std::set<std::string>& units);
bool is_currency(std::string_view text);  // three capitals
bool awaits_quantity(std::size_t type);   // a sign behind which a value stands, as `<=` or `+`

}  // namespace pol::syntax
