#include "syntax/divide.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "PolLexer.h"
#include "base/utf8.h"

namespace pol::syntax {

namespace {

using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;
using Lexer = generated::PolLexer;

constexpr std::size_t nothing = 0;  // no kind of word has this number
constexpr std::size_t most_characters = 0x10FFFF;
constexpr std::size_t plain_characters = 128;

// Where one rule of the grammar may be after some characters, and where it goes on behind a fragment that it is in.
struct Place {
  std::size_t state;
  std::size_t rule;
  std::size_t behind;
  auto operator<=>(const Place&) const = default;
};
using Places = std::vector<Place>;

class Automaton {
 public:
  static constexpr int unknown = -2;
  static constexpr int stuck = -1;

  explicit Automaton(const ATN& atn) : atn_(atn) {
    Places first;
    std::size_t accepts = nothing;
    for (const Transition* rule : atn.modeToStartState[0]->transitions)
      close(*rule->target, {0, rule->target->ruleIndex, ATNState::INVALID_STATE_NUMBER}, first, accepts);
    add(std::move(first), accepts);
  }

  static constexpr int start = 0;
  std::size_t accepts(int state) const { return states_[at(state)]->accepts; }
  int next(int state, char32_t character) {
    State& from = *states_[at(state)];
    int& known = character < plain_characters ? from.plain[character] : from.others.try_emplace(character, unknown).first->second;
    if (known == unknown) known = step(from.places, character);
    return known;
  }

 private:
  struct State {
    State() { plain.fill(unknown); }
    Places places;  // only those from which a character leads on
    std::size_t accepts = nothing;
    std::array<int, plain_characters> plain;
    std::unordered_map<char32_t, int> others;
  };

  static std::size_t at(int state) { return static_cast<std::size_t>(state); }

  int step(const Places& from, char32_t character) {
    Places reached;
    std::size_t accepts = nothing;
    for (const Place& place : from)
      for (const Transition* transition : atn_.states[place.state]->transitions)
        if (transition->matches(character, 0, most_characters)) close(*transition->target, place, reached, accepts);
    return reached.empty() && accepts == nothing ? stuck : add(std::move(reached), accepts);
  }

  // What can be reached without a character more. The rules come in their order, so the first to end here is the one that counts.
  void close(ATNState& state, const Place& way, Places& reached, std::size_t& accepts) const {
    if (state.getStateType() == ATNState::RULE_STOP) {
      if (way.behind != ATNState::INVALID_STATE_NUMBER)
        return close(*atn_.states[way.behind], {0, way.rule, ATNState::INVALID_STATE_NUMBER}, reached, accepts);
      const std::size_t type = atn_.ruleToTokenType[way.rule];
      if (accepts == nothing || type < accepts) accepts = type;
      return;
    }
    bool leads_on = false;
    for (const Transition* transition : state.transitions) {
      if (!transition->isEpsilon()) {
        leads_on = true;
      } else if (transition->getSerializationType() == Transition::RULE) {
        if (way.behind != ATNState::INVALID_STATE_NUMBER) throw std::logic_error("a fragment of the lexer grammar uses another");
        const auto* call = static_cast<const RuleTransition*>(transition);
        close(*call->target, {0, way.rule, call->followState->stateNumber}, reached, accepts);
      } else {
        close(*transition->target, way, reached, accepts);
      }
    }
    if (leads_on) reached.push_back({state.stateNumber, way.rule, way.behind});
  }

  int add(Places places, std::size_t accepts) {
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    const auto [known, fresh] = numbers_.try_emplace({places, accepts}, static_cast<int>(states_.size()));
    if (fresh) {
      states_.push_back(std::make_unique<State>());
      states_.back()->places = std::move(places);
      states_.back()->accepts = accepts;
    }
    return known->second;
  }

  const ATN& atn_;
  std::vector<std::unique_ptr<State>> states_;
  std::map<std::pair<Places, std::size_t>, int> numbers_;
};

// One for each thread: it grows while it is used. The grammar behind it belongs to the generated lexer and is there as long as the process.
Automaton& automaton() {
  thread_local Automaton made = [] {
    antlr4::ANTLRInputStream no_text;
    return Automaton(Lexer(&no_text).getATN());
  }();
  return made;
}

char32_t character_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (length == 1) return byte(0);
  char32_t character = byte(0) & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) character = character << 6 | (byte(i) & 0x3Fu);
  return character;
}

// How far a word reaches: bytes, and the lines and columns of what stands behind it.
struct Reach {
  std::size_t end;
  std::uint32_t line;
  std::uint32_t column;
  std::size_t type = nothing;
};

Reach longest(Automaton& automaton, std::string_view text, Reach at) {
  Reach best = at;
  for (int state = Automaton::start; at.end < text.size();) {
    const bool plain = static_cast<unsigned char>(text[at.end]) < plain_characters;
    const std::size_t length = plain ? 1 : character_length(text, at.end);
    const char32_t character = character_at(text, at.end, length);
    state = automaton.next(state, character);
    if (state == Automaton::stuck) break;
    at.end += length;
    at.column = character == '\n' ? 0 : at.column + 1;
    at.line += character == '\n' ? 1 : 0;
    at.type = automaton.accepts(state);
    if (at.type != nothing) best = at;
  }
  return best;
}

}  // namespace

void divide(std::string_view text, const std::function<bool(const Piece&)>& take) {
  Automaton& rules = automaton();
  Reach at{text.starts_with("\xEF\xBB\xBF") ? std::size_t{3} : 0, 1, 0};
  while (at.end < text.size()) {
    const Reach begin = std::exchange(at, longest(rules, text, {at.end, at.line, at.column}));
    if (at.type == nothing) throw std::logic_error("the lexer grammar has no rule for a character");
    if (at.type == Lexer::COMMENT || at.type == Lexer::SPACE) continue;
    const Piece piece{at.type, static_cast<std::uint32_t>(begin.end), static_cast<std::uint32_t>(at.end), begin.line, begin.column};
    if (!take(piece)) return;
  }
  const auto end = static_cast<std::uint32_t>(text.size());
  take({antlr4::Token::EOF, end, end, at.line, at.column});
}

}  // namespace pol::syntax
