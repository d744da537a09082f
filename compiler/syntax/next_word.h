// Prediction by the next words. ANTLR simulates the grammar for every decision it cannot make a `switch` of, and that simulation, which
// starts anew in every process, takes longer than all else in reading a wording. Nearly always the next word fits one alternative only,
// anywhere, or the next few do within the rules that are open: then that one is taken. The simulation would take the same, and still
// decides the other cases, those of wrong wordings above all.
#pragma once

#include <cstddef>

#include "antlr4-runtime.h"

namespace pol::syntax {

class NextWordPrediction : public antlr4::atn::ParserATNSimulator {
 public:
  // Takes over the automata of the interpreter it replaces; all outlive it, as they belong to the generated parser.
  NextWordPrediction(antlr4::Parser* parser, antlr4::atn::ParserATNSimulator& replaced);

  std::size_t adaptivePredict(antlr4::TokenStream* words, std::size_t decision, antlr4::ParserRuleContext* context) override;

 private:
  struct Lookahead;
  static const Lookahead& lookahead_of(const antlr4::atn::ATN& atn);

  const Lookahead& lookahead_;
};

}  // namespace pol::syntax
