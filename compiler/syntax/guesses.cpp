#include "syntax/guesses.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "base/similar.h"
#include "syntax/other_words.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

constexpr std::size_t furthest_back = 10;  // words before the one that cannot be read

Phrase split(std::string_view phrase) {
  Phrase words;
  while (!phrase.empty()) {
    const std::size_t end = phrase.find(' ');
    words.push_back(phrase.substr(0, end));
    phrase = end == std::string_view::npos ? std::string_view() : phrase.substr(end + 1);
  }
  return words;
}

class Guesses {
 public:
  Guesses(const Part& part, const std::set<std::string_view>& names) : part_(part), names_(&names) {}

  std::vector<Candidate> all() {
    const std::size_t slip = *part_.slip();
    const Part& part = part_;
    std::vector<Candidate> found;
    const std::size_t last = std::min(slip + 2, part.words().size() - 1);
    for (std::size_t i = last; i-- > 0 && i + furthest_back >= slip;) {
      if (slip > 0 && part.words()[i].line < part.words()[slip - 1].line) break;
      const std::size_t before = found.size();
      const bool inside_a_name = part.type(i + 1) == Lexer::DOT || (i > 0 && part.type(i - 1) == Lexer::DOT);
      if (!inside_a_name) misspelt(part, i, found);
      if (i <= slip) in_other_words(part, i, found);
      if (i == slip) currencies_of_cells(part, i, found);
      const std::size_t away = i > slip ? i - slip : slip - i;
      for (std::size_t k = before; k < found.size(); ++k) found[k].unlikeliness += away;
    }
    std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.unlikeliness < b.unlikeliness; });
    return found;
  }

 private:
  static bool may_begin_here(const Part& part, std::size_t i, std::size_t type) {
    if (begins_declaration(type)) return part.begins_line(i);
    const bool first = part.begins_line(i) || (i > 0 && (part.type(i - 1) == Lexer::LBRACE || part.type(i - 1) == Lexer::COLON));
    return first || !(only_begins_clause_line(type) || begins_header_line(type));
  }

  void misspelt(const Part& part, std::size_t i, std::vector<Candidate>& found) const {
    const std::size_t type = part.type(i);
    const std::string_view text = part.text(i);
    if (!is_wordlike(type) || text.size() < 2 || (type == Lexer::WORD && names_->contains(text))) return;
    for (const Spelling& keyword : keywords()) {
      const std::optional<std::size_t> apart = slips_between(text, keyword.text);
      if (!apart || keyword.text == text || !may_begin_here(part, i, keyword.type)) continue;
      if (type != Lexer::WORD && (*apart > 1 || text.size() < 4)) continue;   // a word of the language is seldom another
      const std::size_t shorter = keyword.text.size() > text.size() ? 0 : 1;  // a letter is rather lost than added
      found.push_back({Guess::misspelt, {{i, 1, {keyword.text}}}, (type == Lexer::WORD ? 10 : 40) * *apart + shorter});
    }
  }

  void in_other_words(const Part& part, std::size_t i, std::vector<Candidate>& found) const {
    const bool named = part.type(i) == Lexer::WORD && names_->contains(part.text(i));
    std::size_t rank = 0;
    for (const OtherWords& each : other_words_at(part.text(i))) {
      if (each.where != Where::anywhere && part.begins_line(i) != (each.where == Where::at_line_start)) continue;
      if (!may_stand_here(part, i, each)) continue;
      if (each.meant == ":" && i > 0 && is_keyword(part.type(i - 1))) continue;  // `today = decided_on`
      std::optional<std::vector<Edit>> edits = edits_at(part, i, each);
      if (!edits || (named && edits->front().count == 1 && edits->size() == 1)) continue;
      const std::size_t count = edits->size() > 1 ? 0 : edits->front().count;
      const bool left_out = each.meant.empty() && edits->size() == 1;
      Candidate candidate{left_out ? Guess::too_much : Guess::other_words, std::move(*edits)};
      const bool behind_a_word = i > 0 && is_keyword(part.type(i - 1)) && !is_wordlike(part.type(i));
      candidate.unlikeliness = (left_out && !behind_a_word ? 35 : 15) + std::min<std::size_t>(rank++, 10) - std::min<std::size_t>(count, 4);
      const std::size_t keyword = is_keyword(part.type(i)) && !left_out && !each.meant.ends_with(each.written) ? 4 : 0;
      candidate.unlikeliness += keyword + of_another_clause(part, each.meant);
      found.push_back(std::move(candidate));
    }
  }

  // In a table names are read whatever they say; a word that begins a line rightly goes on with nothing.
  static bool may_stand_here(const Part& part, std::size_t i, const OtherWords& words) {
    if (part.type(0) == Lexer::TABLE && part.type(i) != Lexer::DOT && is_within_braces(part, i)) {
      constexpr std::array<std::string_view, 8> known{"over", "under", "to", "any", "not covered", "unlimited", "columns", ""};
      if (words.written == "-" && part.begins_line(i + 1)) return false;
      return std::find(known.begin(), known.end(), words.meant) != known.end();
    }
    return words.where == Where::at_line_start || !part.begins_line(i) || !begins_clause_line(part.type(i));
  }
  static bool is_within_braces(const Part& part, std::size_t i) {
    std::size_t open = 0;
    for (std::size_t k = 0; k < i; ++k) {
      if (part.type(k) == Lexer::LBRACE) ++open;
      if (part.type(k) == Lexer::RBRACE && open > 0) --open;
    }
    return open > 0;
  }

  // What a limit says with `at most` a benefit says with `up to`.
  static std::size_t of_another_clause(const Part& part, std::string_view meant) {
    const bool is_limit = part.type(0) == Lexer::LIMIT;
    return (meant == "up to" && is_limit) || (meant == "at most" && !is_limit) ? 20 : 0;
  }

  // Both sides have as many parts, with `...` between them for what stays as it is.
  static std::optional<std::vector<Edit>> edits_at(const Part& part, std::size_t i, const OtherWords& words) {
    const std::vector<Phrase> written = parts_of(words.written), meant = parts_of(words.meant);
    std::vector<Edit> edits;
    std::size_t at = i;
    for (std::size_t k = 0; k < written.size(); ++k) {
      const std::optional<std::size_t> found = k > 0                           ? next(part, at, written[k])
                                               : matches(part, at, written[k]) ? std::optional(at)
                                                                               : std::nullopt;
      if (!found) return std::nullopt;
      edits.push_back({*found, written[k].size(), meant.at(k)});
      at = *found + written[k].size();
    }
    return edits;
  }
  static std::vector<Phrase> parts_of(std::string_view phrase) {
    std::vector<Phrase> parts(1);
    for (const std::string_view word : split(phrase)) {
      if (word == "...")
        parts.emplace_back();
      else
        parts.back().push_back(word);
    }
    return parts;
  }

  static bool matches(const Part& part, std::size_t i, const Phrase& phrase) {
    for (std::size_t k = 0; k < phrase.size(); ++k)
      if (part.text(i + k) != phrase[k] || part.type(i + k) == Lexer::TEXT || (k > 0 && part.begins_line(i + k))) return false;
    return true;
  }

  // Further on in the line, with all brackets closed that are opened on the way.
  static std::optional<std::size_t> next(const Part& part, std::size_t i, const Phrase& phrase) {
    std::size_t depth = 0;
    for (; i + 1 < part.words().size() && !part.begins_line(i); ++i) {
      if (depth == 0 && matches(part, i, phrase)) return i;
      if (part.type(i) == Lexer::LPAREN) ++depth;
      if (part.type(i) == Lexer::RPAREN && depth-- == 0) return std::nullopt;
    }
    return std::nullopt;
  }

  // `5_000 EUR` in a table that says its currency once: all of them are one slip.
  static void currencies_of_cells(const Part& part, std::size_t slip, std::vector<Candidate>& found) {
    if (part.type(0) != Lexer::TABLE) return;
    Candidate candidate{Guess::too_much, {}};
    for (std::size_t i = 0; i + 1 < part.words().size(); ++i) {
      const bool is_cell = part.type(i) == Lexer::CURRENCY_UNIT && part.type(i - 1) == Lexer::NUMBER && !part.begins_line(i);
      if (is_cell && part.words()[i].line + 1 >= part.words()[slip].line) candidate.edits.push_back({i, 1, {}});
    }
    if (!candidate.edits.empty()) found.push_back(std::move(candidate));
  }

  const Part& part_;
  const std::set<std::string_view>* names_;
};

}  // namespace

std::vector<Candidate> guesses(const Part& part, const std::set<std::string_view>& names) { return Guesses(part, names).all(); }

}  // namespace pol::syntax
