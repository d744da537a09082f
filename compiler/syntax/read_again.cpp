#include "syntax/read_again.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "syntax/guesses.h"
#include "syntax/layout.h"
#include "syntax/read_part.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

constexpr std::size_t most_trials = 2'000;    // in one file
constexpr std::size_t longest_part = 20'000;  // words; a longer declaration is not read again
constexpr std::size_t most_mends_of_a_part = 50;

class Reader {
 public:
  Reader(const SourceFile& source, const Words& words, Complaints& complaints, const std::set<std::string>& units)
      : source_(source), complaints_(complaints), units_(units) {
    const auto type = [&](std::size_t i) { return i < words.size() ? words[i].type : antlr4::Token::EOF; };
    for (std::size_t i = 1; i < words.size(); ++i) {
      const bool declared = begins_declaration(type(i - 1)) || type(i + 1) == Lexer::COLON || type(i + 1) == Lexer::MEMBER_COMMA ||
                            type(i - 1) == Lexer::MEMBER_COMMA;
      if (type(i) == Lexer::WORD && declared) names_.insert(source.text_of(words[i].span));
    }
  }

  ReadAgain read(const Words& words) {
    const Layout layout(words);
    Words result;
    for (std::size_t begin = 0; begin + 1 < words.size();) {
      std::size_t end = begin + 1;
      while (end + 1 < words.size() && !layout.declaration_at(end)) ++end;
      Words part(words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end));
      part.push_back(words.back());
      part = mended(std::move(part));
      result.insert(result.end(), part.begin(), part.end() - 1);
      begin = end;
    }
    result.push_back(words.back());
    return {std::move(result), misspelt_};
  }

 private:
  Words mended(Words words) {
    if (words.size() > longest_part) return words;
    Part part(source_, std::move(words), units_);
    if (!part.slip() || !reads_the_same(part)) return part.words();
    Words given_up;
    for (std::size_t i = 0; i < most_mends_of_a_part && part.slip() && !complaints_.full(); ++i) {
      std::optional<std::pair<Candidate, Part>> best = best_of(part);
      if (best) {
        complain(part, best->first);
        part = std::move(best->second);
        continue;
      }
      std::optional<Part> rest = without_its_line(part, given_up);
      if (!rest) break;
      part = std::move(*rest);
    }
    if (given_up.empty()) return part.words();
    Words all;
    const auto by_place = [](const Word& a, const Word& b) { return a.span.begin < b.span.begin; };
    std::stable_sort(given_up.begin(), given_up.end(), by_place);
    std::merge(part.words().begin(), part.words().end() - 1, given_up.begin(), given_up.end(), std::back_inserter(all), by_place);
    all.push_back(part.words().back());
    return all;
  }

  // What nobody can guess is passed over, so that the lines behind it are read again too.
  std::optional<Part> without_its_line(const Part& part, Words& given_up) const {
    const Words& words = part.words();
    const std::uint32_t line = words[*part.slip()].line;
    if (words[*part.slip()].type == antlr4::Token::EOF || line == words.front().line) return std::nullopt;
    const auto of_line = [&](std::size_t type) {
      return std::count_if(words.begin(), words.end(), [&](const Word& word) { return word.line == line && word.type == type; });
    };
    if (of_line(Lexer::LBRACE) != of_line(Lexer::RBRACE)) return std::nullopt;
    Words rest;
    for (const Word& word : words) (word.line != line || word.type == antlr4::Token::EOF ? rest : given_up).push_back(word);
    return Part(source_, std::move(rest), units_);
  }

  // Taken out of its file, it may be that it cannot be read for another reason.
  bool reads_the_same(const Part& part) {
    const std::optional<Part> same = part.with({Guess::misspelt, {}});
    return same && same->slip() == part.slip();
  }

  enum class Reads { no, further, the_line, all };

  // The likeliest of those with which all can be read, or else the line; else the one with which most can.
  std::optional<std::pair<Candidate, Part>> best_of(const Part& part) {
    const std::size_t slip = *part.slip();
    if (complaints_.is_spoilt(part.words()[slip].line)) return std::nullopt;
    std::optional<std::pair<Candidate, Part>> best;
    Reads most = Reads::no;
    std::uint32_t furthest = 0;
    for (Candidate& candidate : guesses(part, names_)) {
      if (++trials_ > most_trials) break;
      if (complaints_.is_spoilt(part.words()[candidate.edits.front().first].line)) continue;
      std::optional<Part> tried = part.with(candidate);
      const Reads reads = tried ? reads_with(part, candidate, *tried) : Reads::no;
      if (reads == Reads::all) return std::pair{std::move(candidate), std::move(*tried)};
      const std::uint32_t place = reads == Reads::no ? 0 : tried->words()[*tried->slip()].span.begin;
      if (reads < most || (reads == most && (reads != Reads::further || place <= furthest))) continue;
      most = reads;
      furthest = place;
      best.emplace(std::move(candidate), std::move(*tried));
    }
    return best ? std::move(best) : with_a_word_more(part, slip);
  }

  static Reads reads_with(const Part& part, const Candidate& candidate, const Part& tried) {
    if (!tried.slip()) return Reads::all;
    const std::uint32_t line = part.words()[*part.slip()].line;
    const Word& next = tried.words()[*tried.slip()];
    if (next.line > line && tried.reads_up_to(line)) return Reads::the_line;
    // What is wrong in the line may show in the next.
    std::size_t begin = *tried.slip();
    while (begin > 0 && tried.words()[begin].line > line) --begin;
    const bool beyond = *tried.slip() > begin + 3;
    const Edit& edit = candidate.edits.front();
    const bool is_sure = part.type(edit.first) == Lexer::WORD || edit.count > 1;  // else it means something here
    const bool behind = next.span.begin > part.words()[*part.slip()].span.end;
    return beyond || (is_sure && behind) ? Reads::further : Reads::no;
  }

  // Where one word alone can have been left out.
  std::optional<std::pair<Candidate, Part>> with_a_word_more(const Part& part, std::size_t slip) {
    constexpr std::array<std::string_view, 19> words{"of",   "to",    "in",    "from", "for", "by",  "on", "as", "is", "the",
                                                     "with", "items", "death", "than", "at",  "and", "or", "*",  ","};
    std::optional<std::pair<Candidate, Part>> only;
    for (const std::string_view word : words) {
      const bool in_facts = part.type(0) == Lexer::SAMPLE || part.type(0) == Lexer::EXAMPLE;
      const bool joins = word == "and" || word == "or" || word == "*" || word == ",";
      if (++trials_ > most_trials || (joins && (in_facts || part.begins_line(slip)))) break;
      Candidate candidate{Guess::missing, {{slip, 0, {word}}}};
      std::optional<Part> tried = part.with(candidate);
      if (!tried || tried->slip()) continue;
      if (only) return std::nullopt;
      only.emplace(std::move(candidate), std::move(*tried));
    }
    return only;
  }

  // What is written and what is meant, with `...` for what stays between their parts.
  std::pair<std::string, std::string> in_words(const Part& part, const Candidate& candidate) const {
    std::string written, meant;
    for (const Edit& edit : candidate.edits) {
      if (&edit != &candidate.edits.front()) written += " ... ", meant += " ... ";
      written += source_.text_of(span_of(part, edit));
      for (const std::string_view word : edit.meant) meant += (meant.empty() || meant.back() == ' ' ? "" : " ") + std::string(word);
    }
    while (!meant.empty() && meant.back() == ' ') meant.pop_back();
    if (meant.starts_with(' ')) meant.erase(0, 1);
    return {std::move(written), std::move(meant)};
  }
  static Span span_of(const Part& part, const Edit& edit) {
    return join(part.words()[edit.first].span, part.words()[edit.first + edit.count - 1].span);
  }

  void complain(const Part& part, const Candidate& candidate) {
    if (candidate.guess == Guess::misspelt) ++misspelt_;
    const Edit& edit = candidate.edits.front();
    if (candidate.guess == Guess::missing) return complain_of_nothing(part, edit);
    const Span span = span_of(part, edit);
    const auto [written, meant] = in_words(part, candidate);
    if (candidate.guess == Guess::too_much && part.type(edit.first) == Lexer::CURRENCY_UNIT)
      return complaints_.report(Message::currency_of_a_cell, span, {written.substr(0, 3)});
    if (candidate.guess == Guess::too_much) {
      const bool between_facts = !is_wordlike(part.type(edit.first)) && (part.type(0) == Lexer::SAMPLE || part.type(0) == Lexer::EXAMPLE);
      return complaints_.report(between_facts ? Message::sign_between_facts : Message::word_too_many, span, {written});
    }
    if (meant == "in ... through" && written == "between ... and") return complaints_.report(Message::between_two_bounds, span);
    if (meant == "not covered" && says_nothing(written)) return complaints_.report(Message::empty_cell, span, {written});
    if (candidate.edits.size() == 1 && meant.starts_with(written + " "))
      return complaints_.report(Message::word_missing, span, {written, meant.substr(written.size() + 1)});
    complaints_.report(message_for(part, candidate), span, {written, meant});
  }

  void complain_of_nothing(const Part& part, const Edit& edit) {
    const std::size_t before = edit.first == 0 ? 0 : edit.first - 1;
    const Span span = part.words()[part.begins_line(edit.first) || part.type(edit.first) == antlr4::Token::EOF ? before : edit.first].span;
    complaints_.report(Message::word_missing, span, {std::string(part.text(before)), std::string(edit.meant.front())});
  }

  static bool says_nothing(std::string_view written) {
    return written == "none" || written == "nothing" || written == "empty" || written == "null";
  }

  static Message message_for(const Part& part, const Candidate& candidate) {
    const Edit& edit = candidate.edits.front();
    const auto is_first = [&](const Spelling& each) { return !edit.meant.empty() && each.text == edit.meant.front(); };
    const auto keyword = std::find_if(keywords().begin(), keywords().end(), is_first);
    const std::size_t type = keyword == keywords().end() ? static_cast<std::size_t>(Lexer::WORD) : keyword->type;
    const bool is_misspelt = candidate.guess == Guess::misspelt;
    const bool line = begins_clause_line(type) || begins_header_line(type) || type == Lexer::EXPECT || type == Lexer::START ||
                      type == Lexer::ALWAYS || type == Lexer::VALID || type == Lexer::LINES || type == Lexer::TODAY;
    if (part.begins_line(edit.first) && line) return is_misspelt ? Message::unknown_line_word : Message::line_of_habit;
    if (part.begins_line(edit.first) && begins_declaration(type)) return Message::unknown_declaration_word;
    return is_misspelt ? Message::misspelt_word : Message::said_otherwise;
  }

  const SourceFile& source_;
  Complaints& complaints_;
  const std::set<std::string>& units_;
  std::set<std::string_view> names_;  // of this file: what is called so is not misspelt
  std::size_t trials_ = 0, misspelt_ = 0;
};

}  // namespace

ReadAgain read_again(const SourceFile& source, std::vector<Word> words, Complaints& complaints, const std::set<std::string>& units) {
  return Reader(source, words, complaints, units).read(words);
}

}  // namespace pol::syntax
