#include "syntax/first_slip.h"

#include <memory>
#include <utility>

#include "antlr4-runtime.h"

#include "syntax/reading.h"

namespace pol::syntax {

namespace {

class StopAtFirst final : public antlr4::DefaultErrorStrategy {
 public:
  void recover(antlr4::Parser* parser, std::exception_ptr slip) override {
    try {
      std::rethrow_exception(slip);
    } catch (const antlr4::RecognitionException& caught) {
      stop(caught.getOffendingToken());
    }
    antlr4::DefaultErrorStrategy::recover(parser, slip);
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override { return stop(parser->getCurrentToken()); }
  void sync(antlr4::Parser*) override {}
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}

  std::size_t at() const { return at_; }

 private:
  antlr4::Token* stop(const antlr4::Token* word) {
    at_ = word->getTokenIndex();
    throw antlr4::ParseCancellationException();
  }

  std::size_t at_ = 0;
};

using Grammar = generated::PolParser;

class NamesRead final : public antlr4::tree::ParseTreeListener {
 public:
  explicit NamesRead(std::size_t words) : is_name_(words) {}

  void visitTerminal(antlr4::tree::TerminalNode* node) override {
    const auto* rule = dynamic_cast<const antlr4::RuleContext*>(node->parent);
    if (rule != nullptr && is_of_names(rule->getRuleIndex())) is_name_.at(node->getSymbol()->getTokenIndex()) = true;
  }
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}
  void enterEveryRule(antlr4::ParserRuleContext*) override {}
  void exitEveryRule(antlr4::ParserRuleContext*) override {}

  const std::vector<bool>& is_name() const { return is_name_; }

 private:
  static bool is_of_names(std::size_t rule) {
    switch (rule) {
      case Grammar::RulePlainName:
      case Grammar::RuleHead:
      case Grammar::RuleFieldName:
      case Grammar::RuleTypeName:
      case Grammar::RuleSoftWord:
      case Grammar::RuleHardWord:
      case Grammar::RuleName:
      case Grammar::RuleMember:
      case Grammar::RuleBenefitName:
      case Grammar::RuleLiteralName:
      case Grammar::RuleStatus:
      case Grammar::RuleBlockName:
      case Grammar::RuleEntryName:
      case Grammar::RuleRowName:
      case Grammar::RuleRowFieldName:
      case Grammar::RuleVersionName:
      case Grammar::RuleLanguage: return true;
      default: return false;
    }
  }

  std::vector<bool> is_name_;
};

}  // namespace

Reach first_slip(const std::vector<Word>& words) {
  const auto strategy = std::make_shared<StopAtFirst>();
  NamesRead names(words.size());
  Reading reading(words, antlr4::atn::PredictionMode::LL, strategy);
  reading.tell(names);
  try {
    reading.file();
    return {std::nullopt, names.is_name()};
  } catch (const antlr4::ParseCancellationException&) {
    return {strategy->at(), names.is_name()};
  }
}

}  // namespace pol::syntax
