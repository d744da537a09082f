#include "syntax/next_word.h"

#include <bitset>
#include <stdexcept>
#include <utility>
#include <vector>

#include "PolParser.h"

namespace pol::syntax {

namespace {

using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;

constexpr std::size_t most_kinds = 256;
using Kinds = std::bitset<most_kinds>;

std::size_t place_of(std::size_t kind) { return kind == antlr4::Token::EOF ? 0 : kind; }

// Which words can come next at each state of the grammar's automaton: the least sets that its transitions ask for.
class NextWords {
 public:
  explicit NextWords(const ATN& atn)
      : atn_(atn), within_(atn.states.size()), ends_(atn.states.size()), behind_(atn.ruleToStartState.size()) {
    if (atn.maxTokenType >= most_kinds) throw std::logic_error("more kinds of words than most_kinds");
    while (grow_within()) {}
    while (grow_behind()) {}
  }

  // Of one alternative of a decision; where it can be empty up to the end of its rule, also what may stand behind the rule anywhere.
  Kinds from(const Transition& alternative, const ATNState& decision) const {
    bool ends = false;
    Kinds kinds = through(alternative, ends);
    return ends ? kinds | behind_[decision.ruleIndex] : kinds;
  }
  // The same question for one kind of word at one place: only what may stand behind the rules that are open there counts.
  bool can_begin(const Transition& alternative, std::size_t kind, const antlr4::RuleContext* context) const {
    bool ends = false;
    if (through(alternative, ends)[kind]) return true;
    for (; ends && context != nullptr && context->invokingState != ATNState::INVALID_STATE_NUMBER;
         context = dynamic_cast<const antlr4::RuleContext*>(context->parent)) {
      ends = false;
      const auto& call = static_cast<const RuleTransition&>(*atn_.states[context->invokingState]->transitions[0]);
      if (at(*call.followState, ends)[kind]) return true;
    }
    return false;
  }

 private:
  Kinds through(const Transition& transition, bool& ends) const {
    switch (transition.getSerializationType()) {
      case Transition::EPSILON:
      case Transition::ACTION: return at(*transition.target, ends);
      case Transition::RULE: {
        bool empty = false;
        Kinds kinds = at(*transition.target, empty);
        return empty ? kinds | at(*static_cast<const RuleTransition&>(transition).followState, ends) : kinds;
      }
      case Transition::ATOM:
      case Transition::RANGE:
      case Transition::SET: return label(transition);
      default: throw std::logic_error("the grammar has a transition that next_word.cpp does not know");
    }
  }
  Kinds at(const ATNState& state, bool& ends) const {
    if (ends_[state.stateNumber]) ends = true;
    return within_[state.stateNumber];
  }
  static Kinds label(const Transition& transition) {
    Kinds kinds;
    const antlr4::misc::IntervalSet label = transition.label();
    for (const auto& interval : label.getIntervals())
      for (auto kind = interval.a; kind <= interval.b; ++kind) kinds.set(place_of(static_cast<std::size_t>(kind)));
    return kinds;
  }

  bool grow_within() {
    bool grown = false;
    for (auto state = atn_.states.rbegin(); state != atn_.states.rend(); ++state) {
      if (*state == nullptr) continue;
      const std::size_t number = (*state)->stateNumber;
      bool ends = (*state)->getStateType() == ATNState::RULE_STOP;
      Kinds kinds = within_[number];
      if (!ends)
        for (const Transition* transition : (*state)->transitions) kinds |= through(*transition, ends);
      if (kinds == within_[number] && ends == ends_[number]) continue;
      within_[number] = kinds;
      ends_[number] = ends;
      grown = true;
    }
    return grown;
  }
  bool grow_behind() {
    bool grown = false;
    for (const ATNState* state : atn_.states) {
      if (state == nullptr) continue;
      for (const Transition* transition : state->transitions) {
        if (transition->getSerializationType() != Transition::RULE) continue;
        const auto& call = static_cast<const RuleTransition&>(*transition);
        bool ends = false;
        Kinds kinds = behind_[call.ruleIndex] | at(*call.followState, ends);
        if (ends) kinds |= behind_[state->ruleIndex];
        grown = grown || kinds != behind_[call.ruleIndex];
        behind_[call.ruleIndex] = kinds;
      }
    }
    return grown;
  }

  const ATN& atn_;
  std::vector<Kinds> within_;  // of each state: the words up to the end of its rule,
  std::vector<bool> ends_;     // and whether that end can be reached without one
  std::vector<Kinds> behind_;  // of each rule, wherever it is used
};

// For each decision and kind of word (0: the end) the alternative that alone can begin with it; 0 where there is none or more than one.
using Table = std::vector<std::vector<std::size_t>>;

Table table_of(const ATN& atn, const NextWords& next) {
  Table table;
  for (const ATNState* decision : atn.decisionToState) {
    std::vector<std::size_t> alternatives(atn.maxTokenType + 1);
    Kinds seen, twice;
    for (std::size_t i = 0; i < decision->transitions.size(); ++i) {
      const Kinds kinds = next.from(*decision->transitions[i], *decision);
      twice |= seen & kinds;
      seen |= kinds;
      for (std::size_t kind = 0; kind < alternatives.size(); ++kind)
        if (kinds[kind]) alternatives[kind] = twice[kind] ? 0 : i + 1;
    }
    table.push_back(std::move(alternatives));
  }
  return table;
}

}  // namespace

struct NextWordPrediction::Lookahead {
  explicit Lookahead(const ATN& atn) : next(atn), table(table_of(atn, next)) {}
  NextWords next;
  Table table;

  std::size_t alternative(const ATNState& decision, std::size_t kind, const antlr4::RuleContext* context) const {
    std::size_t only = 0;
    for (std::size_t i = 0; i < decision.transitions.size(); ++i) {
      if (!next.can_begin(*decision.transitions[i], kind, context)) continue;
      if (only != 0) return 0;
      only = i + 1;
    }
    return only;
  }
};

// One grammar, one table for the whole process.
const NextWordPrediction::Lookahead& NextWordPrediction::lookahead_of(const ATN& atn) {
  static const Lookahead lookahead(atn);
  return lookahead;
}

NextWordPrediction::NextWordPrediction(antlr4::Parser* parser, antlr4::atn::ParserATNSimulator& replaced)
    : ParserATNSimulator(parser, replaced.atn, replaced.decisionToDFA, replaced.getSharedContextCache()),
      lookahead_(lookahead_of(replaced.atn)) {}

std::size_t NextWordPrediction::adaptivePredict(antlr4::TokenStream* words, std::size_t decision, antlr4::ParserRuleContext* context) {
  const std::size_t kind = place_of(words->LA(1));
  if (const std::size_t anywhere = lookahead_.table[decision][kind]; anywhere != 0) return anywhere;
  if (const std::size_t here = lookahead_.alternative(*atn.decisionToState[decision], kind, context); here != 0) return here;
  return ParserATNSimulator::adaptivePredict(words, decision, context);
}

}  // namespace pol::syntax
