#include "syntax/next_word.h"

#include <algorithm>
#include <bitset>
#include <deque>
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
constexpr ssize_t most_words = 50;  // beyond them ANTLR's own way is as good
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
  // Whether the rule of this state can go on with this kind of word, or end before it.
  bool goes_on(const ATNState& state, std::size_t kind) const { return within_[state.stateNumber][kind] || ends_[state.stateNumber]; }

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

// Which alternatives of one decision are still possible while word after word is read, the rules that are open there being known.
class Trial {
 public:
  Trial(const ATN& atn, const NextWords& next, ATNState& decision, const antlr4::RuleContext* context, std::size_t type)
      : atn_(atn), next_(next), type_(type) {
    for (std::size_t i = 0; i < decision.transitions.size(); ++i) take(*decision.transitions[i], {i + 1, &decision, nullptr, context});
  }

  // Whether the words so far can stand here at all, and not in more ways than are worth following.
  bool goes_on() const { return !ways_.empty() && ways_.size() < most_ways; }
  // The alternative that is left; or the first, where it can go on in every way that another can: no later word will tell against it, and
  // of two readings of the same words the first is meant.
  std::size_t decided() const {
    const std::size_t first = ways_.front().alternative;
    const bool leads =
        std::all_of(ways_.begin(), ways_.end(), [&](const Way& way) { return way.alternative == first || is_among(way, first); });
    return leads ? first : 0;
  }
  void pass(std::size_t type) {
    type_ = type;
    const std::vector<Way> before = std::exchange(ways_, {});
    for (const Way& way : before) go(way);
  }

 private:
  static constexpr std::size_t most_ways = 64;
  // Where the rules entered here go on, innermost first.
  struct Frame {
    ATNState* state;
    const Frame* outer;
  };
  struct Way {
    std::size_t alternative;
    ATNState* state;
    const Frame* behind;
    const antlr4::RuleContext* context;  // the rules that were open before
  };

  static bool same_place(const Way& one, const Way& other) {
    const Frame* a = one.behind;
    const Frame* b = other.behind;
    while (a != nullptr && b != nullptr && a->state == b->state) {
      a = a->outer;
      b = b->outer;
    }
    return a == nullptr && b == nullptr && one.state == other.state && one.context == other.context;
  }
  bool is_among(const Way& way, std::size_t alternative) const {
    return std::any_of(ways_.begin(), ways_.end(),
                       [&](const Way& other) { return other.alternative == alternative && same_place(way, other); });
  }

  void go(const Way& way) {
    if (ways_.size() >= most_ways) return;
    if (way.state->getStateType() == ATNState::RULE_STOP) return leave(way);
    if (!next_.goes_on(*way.state, place_of(type_))) return;
    for (const Transition* transition : way.state->transitions) take(*transition, way);
  }
  void take(const Transition& transition, Way way) {
    way.state = transition.target;
    switch (transition.getSerializationType()) {
      case Transition::EPSILON:
      case Transition::ACTION: return go(way);
      case Transition::RULE:
        frames_.push_back({static_cast<const RuleTransition&>(transition).followState, way.behind});
        way.behind = &frames_.back();
        return go(way);
      default:
        if (transition.matches(type_, 0, atn_.maxTokenType)) ways_.push_back(way);
    }
  }
  void leave(Way way) {
    if (way.behind != nullptr) {
      way.state = way.behind->state;
      way.behind = way.behind->outer;
    } else if (way.context != nullptr && way.context->invokingState != ATNState::INVALID_STATE_NUMBER) {
      way.state = static_cast<const RuleTransition&>(*atn_.states[way.context->invokingState]->transitions[0]).followState;
      way.context = dynamic_cast<const antlr4::RuleContext*>(way.context->parent);
    } else {
      return;
    }
    go(way);
  }

  const ATN& atn_;
  const NextWords& next_;
  std::size_t type_;
  std::vector<Way> ways_;
  std::deque<Frame> frames_;  // whose addresses last
};

struct NextWordPrediction::Lookahead {
  explicit Lookahead(const ATN& atn) : next(atn), table(table_of(atn, next)) {}
  NextWords next;
  Table table;
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
  if (const std::size_t anywhere = lookahead_.table[decision][place_of(words->LA(1))]; anywhere != 0) return anywhere;
  Trial trial(atn, lookahead_.next, *atn.decisionToState[decision], context, words->LA(1));
  for (ssize_t ahead = 2; trial.goes_on() && ahead <= most_words; trial.pass(words->LA(ahead++)))
    if (const std::size_t here = trial.decided(); here != 0) return here;
  return ParserATNSimulator::adaptivePredict(words, decision, context);
}

}  // namespace pol::syntax
