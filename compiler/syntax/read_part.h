// One declaration that cannot be read, and what it would be with some words written otherwise.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/first_slip.h"
#include "syntax/words.h"

namespace pol::syntax {

using Words = std::vector<Word>;
using Phrase = std::vector<std::string_view>;  // in texts that live as long as the process

enum class Guess { misspelt, other_words, too_much, missing };

// These words instead of those. Of no words: before the first.
struct Edit {
  std::size_t first, count;
  Phrase meant;
};
struct Candidate {
  Guess guess;
  std::vector<Edit> edits;  // in order
  std::size_t unlikeliness = 0;
};

class Part {
 public:
  Part(const SourceFile& source, Words words, const std::set<std::string>& units);  // the last word is an end of the file

  const Words& words() const { return words_; }
  const std::optional<std::size_t>& slip() const { return reach_.slip; }
  std::size_t type(std::size_t i) const;
  std::string_view text(std::size_t i) const { return i < words_.size() ? text_of(words_[i]) : std::string_view(); }
  bool begins_line(std::size_t i) const { return i < words_.size() && syntax::begins_line(words_, i); }

  // As it would be with these words instead; nothing where they would not be taken for what they are meant to be.
  std::optional<Part> with(const Candidate& candidate) const;
  bool reads_up_to(std::uint32_t line) const;  // with it, if what is open there ended behind it

 private:
  bool reads_as_meant() const;
  Words edited_words(const Candidate& candidate) const;
  std::string text_of(const Words& words) const;
  std::string_view text_of(const Word& word) const;

  const SourceFile* source_;
  const std::set<std::string>* units_;
  Words words_;
  Reach reach_;
};

}  // namespace pol::syntax
