#include "letter/words.h"

#include <array>
#include <stdexcept>

#include "letter/letter.h"

namespace pol::letter {

namespace {

// In alphabetical order of the languages.
constexpr std::array all{&english, &vietnamese};

}  // namespace

const Words* words_of(std::string_view language) {
  for (const auto& words : all)
    if (words().language == language) return &words();
  return nullptr;
}

std::vector<std::string> languages() {
  std::vector<std::string> names;
  for (const auto& words : all) names.emplace_back(words().language);
  return names;
}

std::vector<std::string> languages_of(const model::Policy& policy) {
  std::vector<std::string> names;
  for (const std::string& language : languages())
    for (const model::Title& title : policy.titles)
      if (title.language == language) names.push_back(language);
  return names;
}

Phrase phrase_of(const Phrases& phrases, std::string_view word) {
  for (const auto& [known, phrase] : phrases)
    if (known == word) return phrase;
  throw std::logic_error("no phrase for " + std::string(word));
}

}  // namespace pol::letter
