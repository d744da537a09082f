// The words of laws and verdicts, which are names everywhere else.
#include <vector>

#include "PolLexer.h"
#include "syntax/settle.h"
#include "syntax/vocabulary.h"

namespace pol::syntax {

namespace {

using Lexer = generated::PolLexer;

std::size_t type_at(const std::vector<Word>& words, std::size_t i) { return i < words.size() ? words[i].type : words.back().type; }

bool is_status(std::size_t type) {
  return type == Lexer::ENACTED || type == Lexer::MODEL || type == Lexer::PROPOSED || type == Lexer::REPEALED;
}

bool begins_interval(std::size_t type) {
  return type == Lexer::THROUGH || type == Lexer::FROM || type == Lexer::ISO_DATE || type == Lexer::NEVER;
}

// Where the versions of a law stand, behind its brace; 0 where the word begins no law.
std::size_t first_version(const std::vector<Word>& words, std::size_t law) {
  if (type_at(words, law) != Lexer::LAW || !is_wordlike(type_at(words, law + 1))) return 0;
  bool chosen = false;
  for (std::size_t i = law + 1; i + 1 < words.size() && words[i].type != Lexer::RBRACE; ++i) {
    chosen = chosen || words[i].type == Lexer::CHOSEN;
    if (words[i].type == Lexer::LBRACE) return chosen ? i + 1 : 0;
  }
  return 0;
}

// A version begins with a name; a status stands behind it or behind its interval.
void settle_versions(std::vector<Word>& words, std::size_t first) {
  bool named = false;
  for (std::size_t i = first; i < words.size() && words[i].type != Lexer::RBRACE; ++i) {
    const std::size_t type = words[i].type, next = type_at(words, i + 1);
    const bool names_a_version = begins_interval(next) || (!named && is_status(next));
    if (is_wordlike(type) && !begins_interval(type) && names_a_version) {
      if (type != Lexer::NOTHING) words[i].type = Lexer::WORD;
      named = true;
    } else if (is_status(type)) {
      named = false;
    }
  }
}

}  // namespace

bool begins_verdict(const std::vector<Word>& words, std::size_t i) {
  if (words[i].type != Lexer::VERDICT) return false;
  return i == 0 || (words[i - 1].type != Lexer::SHOWN && words[i - 1].type != Lexer::OUTCOME);
}

namespace {

// What cannot go on with a value, so that the word before it ends a condition.
bool ends_condition(const std::vector<Word>& words, std::size_t i) {
  const std::size_t type = type_at(words, i);
  switch (type) {
    case Lexer::AND:
    case Lexer::OR:
    case Lexer::RBRACE:
    case Lexer::RPAREN:
    case Lexer::RBRACKET:
    case Lexer::COMMA:
    case Lexer::OTHERWISE:
    case Lexer::DECLINES:
    case Lexer::DECIDES:
    case Lexer::OUTCOME:
    case Lexer::SHOWN:
    case Lexer::DEFINE:
    case antlr4::Token::EOF: return true;
    default: break;
  }
  if (type == Lexer::WORD && type_at(words, i + 1) == Lexer::COLON) return true;  // the next case
  if (begins_tail(type) || only_begins_clause_line(type)) return true;
  return begins_line(words, i) && (begins_declaration(type) || begins_clause_line(type));
}

enum class Around { lines, gates, values };

// `liability pays`, as against the line `pays X` and the case `pays "A5" Liable when ...`.
class States {
 public:
  explicit States(std::vector<Word>& words) : words_(words) {}

  void settle() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::size_t type = words_[i].type;
      if (around_.empty() && begins_verdict(words_, i)) verdict_ = true;
      if (type == Lexer::LBRACE) open(i);
      if (type == Lexer::RBRACE && !around_.empty()) around_.pop_back();
      if (begins_gate(type)) settle(i);
    }
  }

 private:
  void open(std::size_t i) {
    const bool of = i >= 1 && words_[i - 1].type == Lexer::OF;
    around_.push_back(verdict_ && of ? Around::gates : of ? Around::values : Around::lines);
    verdict_ = false;
  }

  void settle(std::size_t i) {
    const std::size_t before = i == 0 ? words_.back().type : words_[i - 1].type;
    const bool behind_value = before == Lexer::WORD || before == Lexer::RPAREN;
    const Around around = around_.empty() ? Around::lines : around_.back();
    // `requires finding refers  when C` goes on behind the word; `refers when C` at the start of a line is a line of its own.
    const bool line =
        words_[i].type == Lexer::REFERS && type_at(words_, i + 1) == Lexer::WHEN && around == Around::lines && begins_line(words_, i);
    if (behind_value && !line && (around == Around::values || ends_condition(words_, i + 1)))
      words_[i].type = Lexer::VERDICT_STATE;
    else if (around != Around::gates && (words_[i].type == Lexer::DECLINES || words_[i].type == Lexer::DECIDES))
      words_[i].type = Lexer::WORD;
  }

  std::vector<Word>& words_;
  std::vector<Around> around_;
  bool verdict_ = false;  // the next `first of` holds the cases of a verdict
};

}  // namespace

void settle_laws(std::vector<Word>& words) {
  std::size_t end = 0;  // behind the versions of the last law
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const std::size_t first = first_version(words, i); first != 0) {
      settle_versions(words, first);
      end = first;
      while (end < words.size() && words[end].type != Lexer::RBRACE) ++end;
      i = end;
    }
    if (i < words.size() && is_status(words[i].type)) words[i].type = Lexer::WORD;
  }
}

void settle_verdicts(std::vector<Word>& words) { States(words).settle(); }

}  // namespace pol::syntax
