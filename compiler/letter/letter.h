// A decision as a letter that a claimant, a claims handler and a court can follow: every sentence is a template of one language
// (words_<language>.cpp) around the titles of the wording, and stands with the clause that it comes from. The only door: write().
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "letter/decision.h"
#include "model/model.h"

namespace pol::letter {

enum class Form { text, html };

// What the wording does not call by a title in the language, as it would be written in `letter <language> { ... }`: no letter is written
// then, for a number or a path would say nothing to the claimant, and a title in another language may say something else.
struct Untitled {
  std::vector<std::string> names;
};

// Languages in which there are sentences, in alphabetical order.
std::vector<std::string> languages();
// Those of them in which the wording has a title of its own.
std::vector<std::string> languages_of(const model::Policy& policy);

// UTF-8, with a line end behind the last line; the same decision always gives the same bytes. `language` is one of languages().
std::variant<std::string, Untitled> write(const model::Policy& policy, const Decision& decision, std::string_view language, Form form);

}  // namespace pol::letter
