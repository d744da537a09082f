// The parse tree of a list of words, and all that it needs to live. Tokens carry no text: their number leads to the word, the word to the
// source.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "PolParser.h"
#include "syntax/next_word.h"
#include "syntax/words.h"

namespace pol::syntax {

class Reading {
 public:
  Reading(const std::vector<Word>& words, antlr4::atn::PredictionMode mode, std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy)
      : source_(tokens_of(words)), stream_(&source_), parser_(&stream_) {
    parser_.removeErrorListeners();
    auto prediction = std::make_unique<NextWordPrediction>(&parser_, *parser_.getInterpreter<antlr4::atn::ParserATNSimulator>());
    prediction->setPredictionMode(mode);
    parser_.setInterpreter(prediction.release());  // which it owns from here on
    parser_.setErrorHandler(std::move(strategy));
  }
  generated::PolParser::FileContext* file() { return parser_.file(); }
  void tell(antlr4::tree::ParseTreeListener& listener) { parser_.addParseListener(&listener); }  // of each word as it is read

 private:
  static std::vector<std::unique_ptr<antlr4::Token>> tokens_of(const std::vector<Word>& words) {
    std::vector<std::unique_ptr<antlr4::Token>> tokens;
    tokens.reserve(words.size());
    for (const Word& word : words) tokens.push_back(std::make_unique<antlr4::CommonToken>(word.type));
    return tokens;
  }

  antlr4::ListTokenSource source_;
  antlr4::CommonTokenStream stream_;
  generated::PolParser parser_;
};

}  // namespace pol::syntax
