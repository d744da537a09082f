#include "syntax/read_part.h"

#include <utility>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "diagnostics/diagnostic.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

using Lexer = generated::PolLexer;

Part::Part(const SourceFile& source, Words words, const std::set<std::string>& units)
    : source_(&source), units_(&units), words_(std::move(words)), reach_(first_slip(words_)) {}

std::size_t Part::type(std::size_t i) const { return i < words_.size() ? words_[i].type : antlr4::Token::EOF; }

std::optional<Part> Part::with(const Candidate& candidate) const {
  const Words edited = edited_words(candidate);
  const SourceFile written("", text_of(edited));
  Sink unheard;
  Complaints complaints(unheard);
  const auto read = read_words(written, complaints, {}, *units_);
  if (!read || read->size() != edited.size()) return std::nullopt;
  Words result = edited;
  for (std::size_t i = 0; i < result.size(); ++i) result[i].type = (*read)[i].type;
  Part part(*source_, std::move(result), *units_);
  if (!part.reads_as_meant()) return std::nullopt;
  return part;
}

bool Part::reads_up_to(std::uint32_t line) const {
  Words words;
  std::size_t open = 0;
  for (const Word& word : words_) {
    if (word.line > line || word.type == antlr4::Token::EOF) break;
    if (word.type == Lexer::LBRACE) ++open;
    if (word.type == Lexer::RBRACE && open > 0) --open;
    words.push_back(word);
  }
  const std::size_t end = words.size();
  const bool opens = end > 0 && words.back().type == Lexer::LBRACE;
  Word brace = words_.back();
  brace.type = Lexer::RBRACE;
  words.insert(words.end(), open, brace);
  words.push_back(words_.back());
  const std::optional<std::size_t> slip = first_slip(words).slip;
  return !slip || (opens && *slip >= end);
}

// Nearly every word of the language may be a name too: then it would not say what was meant.
bool Part::reads_as_meant() const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const bool asks = i > 0 && words_[i - 1].meant == "is";  // `is covered` is read as a case
    if (reach_.is_name[i] && !asks && is_spelt_like_a_keyword(words_[i].meant)) return false;
  }
  return true;
}

Words Part::edited_words(const Candidate& candidate) const {
  Words result;
  std::size_t at = 0;
  for (const Edit& edit : candidate.edits) {
    for (; at < edit.first; ++at) result.push_back(words_[at]);
    Word word = words_[at];
    word.span = edit.count == 0 ? Span{word.span.begin, word.span.begin} : join(word.span, words_[at + edit.count - 1].span);
    for (const std::string_view meant : edit.meant) {
      word.meant = meant;
      result.push_back(word);
    }
    at += edit.count;
  }
  for (; at < words_.size(); ++at) result.push_back(words_[at]);
  return result;
}

// Lines begin where they did, and what was written without a space is so: that is all that places mean.
std::string Part::text_of(const Words& words) const {
  std::string result;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool glued = i > 0 && words[i - 1].span.end == words[i].span.begin && words[i].meant.empty() && words[i - 1].meant.empty();
    result += syntax::begins_line(words, i) ? "\n" : glued ? "" : " ";
    result += text_of(words[i]);
  }
  return result;
}

std::string_view Part::text_of(const Word& word) const {
  if (!word.meant.empty()) return word.meant;
  return word.span.begin == word.span.end && word.type == Lexer::RBRACE ? std::string_view("}") : source_->text_of(word.span);
}

}  // namespace pol::syntax
