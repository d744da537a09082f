// The phrases that stand behind the type of a parameter. Their words are names everywhere else.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "PolLexer.h"
#include "syntax/settle.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

struct Phrase {
  std::size_t type;
  std::array<std::string_view, 3> words;  // an empty one ends it
};
constexpr std::array<Phrase, 4> phrases{{{Lexer::OR_NONE, {"or", "none", ""}},
                                         {Lexer::SOME_ONLY, {"some", "only", ""}},
                                         {Lexer::NO_OVERLAPS, {"no", "overlaps", ""}},
                                         {Lexer::ADDS_UP, {"adds", "up", "to"}}}};

class Parameters {
 public:
  Parameters(const SourceFile& source, std::vector<Word>& words) : source_(source), words_(words) {}

  void settle() {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].type == Lexer::LBRACE) ++depth;
      if (words_[i].type == Lexer::RBRACE && depth > 0) --depth;
      if (words_[i].type == Lexer::PARAMETER && depth == 0 && begins_line(words_, i)) declaration(i);
    }
  }

 private:
  // Behind the name, up to what begins the next declaration. The fields of a record may be called like a phrase.
  void declaration(std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at + 2; i < words_.size(); ++i) {
      const std::size_t type = words_[i].type;
      if (depth == 0 && begins_line(words_, i) && begins_declaration(type)) return;
      if (type == Lexer::LBRACE) ++depth;
      if (type == Lexer::RBRACE && depth > 0) --depth;
      if (depth == 0) word(i);
    }
  }

  std::string_view text(std::size_t i) const { return i < words_.size() ? source_.text_of(words_[i].span) : std::string_view(); }

  void word(std::size_t i) {
    const std::size_t next = i + 1 < words_.size() ? words_[i + 1].type : words_.back().type;
    if (text(i) == "source" && next == Lexer::TEXT) words_[i].type = Lexer::SOURCE;
    if (text(i) == "range" && next == Lexer::OF) words_[i].type = Lexer::RANGE_OF;
    for (const Phrase& phrase : phrases) {
      if (begins(phrase, i)) take(phrase, i);
    }
  }

  bool begins(const Phrase& phrase, std::size_t i) const {
    for (std::size_t k = 0; k < phrase.words.size() && !phrase.words[k].empty(); ++k) {
      if (text(i + k) != phrase.words[k]) return false;
    }
    return true;
  }

  void take(const Phrase& phrase, std::size_t i) {
    words_[i].type = phrase.type;
    for (std::size_t k = 1; k < phrase.words.size() && !phrase.words[k].empty(); ++k) words_[i + k].type = Lexer::PHRASE_WORD;
    if (i > 0 && words_[i - 1].type == Lexer::COMMA) words_[i - 1].type = Lexer::PHRASE_COMMA;
  }

  const SourceFile& source_;
  std::vector<Word>& words_;
};

}  // namespace

void settle_parameters(const SourceFile& source, std::vector<Word>& words) {
  Parameters(source, words).settle();
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const bool chosen = words[i].type == Lexer::THE && is_wordlike(words[i + 1].type) && words[i + 2].type == Lexer::IN;
    if (chosen) words[i + 1].type = Lexer::WORD;
  }
}

}  // namespace pol::syntax
