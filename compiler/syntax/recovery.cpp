#include "syntax/recovery.h"

#include <optional>
#include <utility>

#include "PolParser.h"

namespace pol::syntax {

namespace {

using Grammar = generated::PolParser;

std::size_t index_of(antlr4::Parser* parser) { return parser->getTokenStream()->index(); }

bool is_block(std::size_t rule) {
  switch (rule) {
    case Grammar::RuleHeaderBlock:
    case Grammar::RuleFieldBlock:
    case Grammar::RuleQuestionBlock:
    case Grammar::RuleTableBlock:
    case Grammar::RuleDownBlock:
    case Grammar::RuleAnswerBlock:
    case Grammar::RuleLineBlock:
    case Grammar::RuleByLinesBlock:
    case Grammar::RuleChoiceBlock:
    case Grammar::RuleLetterBlock:
    case Grammar::RuleSampleBlock:
    case Grammar::RuleExampleBlock:
    case Grammar::RulePropertyBlock:
    case Grammar::RuleFirstBlock:
    case Grammar::RuleFoldBlock:
    case Grammar::RuleLawBlock:
    case Grammar::RuleGateBlock:
    case Grammar::RuleMemberBlock:
    case Grammar::RuleExportBlock:
    case Grammar::RuleSettingBlock: return true;
    default: return false;
  }
}

bool is_item(std::size_t rule) {
  switch (rule) {
    case Grammar::RuleHeaderLine:
    case Grammar::RuleField:
    case Grammar::RuleQuestionItem:
    case Grammar::RuleRow:
    case Grammar::RuleEntry:
    case Grammar::RuleValid:
    case Grammar::RuleAnswerItem:
    case Grammar::RuleLine:
    case Grammar::RuleWhenLine:
    case Grammar::RuleLineCase:
    case Grammar::RuleChoiceCase:
    case Grammar::RuleVersion:
    case Grammar::RuleGate:
    case Grammar::RuleMemberCase:
    case Grammar::RuleLetterLine:
    case Grammar::RuleExportColumn:
    case Grammar::RuleSettings:
    case Grammar::RuleSetting:
    case Grammar::RuleExpectation:
    case Grammar::RuleAlways:
    case Grammar::RuleStartLine: return true;
    default: return false;
  }
}

bool is_heading(std::size_t rule) {
  return rule == Grammar::RuleHeading || rule == Grammar::RuleClauseHeading || rule == Grammar::RuleDefineHeading ||
         rule == Grammar::RuleExampleTitle || rule == Grammar::RulePropertyHeading || rule == Grammar::RuleAcrossShape ||
         rule == Grammar::RuleDownShape || rule == Grammar::RuleTypeHeading || rule == Grammar::RuleOutputHeading ||
         rule == Grammar::RuleVerdictHeading;
}

std::size_t rule_of(const antlr4::RuleContext* context) { return context->getRuleIndex(); }

// The innermost block that a rule's items stand in; a case of lines is one too.
std::size_t block_of(antlr4::ParserRuleContext* context) {
  for (antlr4::tree::ParseTree* at = context->parent; at != nullptr; at = at->parent) {
    const auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(at);
    if (rule != nullptr &&
        (is_block(rule_of(rule)) || (rule_of(rule) == Grammar::RuleLineCase && rule_of(context) != Grammar::RuleLineCase)))
      return rule_of(rule);
  }
  return Grammar::RuleFile;
}

}  // namespace

Recovery::Recovery(const SourceFile& source, std::vector<Word>& words, Complaints& complaints)
    : words_(words), layout_(words), complaints_(complaints), errors_(source, words, layout_, complaints) {}

// ---- an item of the block begins here, as far as layout tells ----

bool Recovery::begins_item(std::size_t block, std::size_t index) const {
  switch (block) {
    case Grammar::RuleHeaderBlock: return layout_.header_line_at(index);
    case Grammar::RuleFieldBlock: return layout_.named_at(index) || layout_.valid_at(index);
    case Grammar::RuleQuestionBlock: return layout_.named_at(index) || layout_.question_line_at(index) || layout_.valid_at(index);
    case Grammar::RuleTableBlock:
    case Grammar::RuleDownBlock: return layout_.row_at(index);
    case Grammar::RuleAnswerBlock: return layout_.answer_item_at(index);
    case Grammar::RuleLineBlock: return layout_.clause_line_at(index);
    case Grammar::RuleLineCase: return layout_.clause_line_at(index) || layout_.named_at(index);
    case Grammar::RuleByLinesBlock:
    case Grammar::RuleChoiceBlock: return layout_.named_at(index);
    case Grammar::RuleLetterBlock: return layout_.letter_line_at(index);
    case Grammar::RuleSampleBlock: return layout_.settings_at(index);
    case Grammar::RuleExampleBlock: return layout_.settings_at(index) || layout_.expectation_at(index);
    case Grammar::RulePropertyBlock: return layout_.property_line_at(index);
    case Grammar::RuleSettingBlock: return layout_.setting_at(index);
    case Grammar::RuleExportBlock:
    case Grammar::RuleLawBlock: return layout_.row_at(index);
    case Grammar::RuleGateBlock: return layout_.gate_at(index);
    default: return false;
  }
}

// Whether the loop over the items may look at this word itself. A plain word could begin a field, a case or settings; what follows it
// decides.
bool Recovery::fits(std::size_t block, std::size_t index, const antlr4::misc::IntervalSet& expected) const {
  const std::size_t type = words_[index].type;
  if (!expected.contains(type) && !(block == Grammar::RuleLineCase && type == Grammar::RBRACE)) {
    return block == Grammar::RuleLineCase && layout_.named_at(index);
  }
  if (type == Grammar::RBRACE) return true;
  switch (block) {
    case Grammar::RuleFieldBlock: return type == Grammar::VALID || layout_.named_at(index);
    case Grammar::RuleQuestionBlock: return type != Grammar::WORD || layout_.named_at(index);
    case Grammar::RuleByLinesBlock:
    case Grammar::RuleChoiceBlock: return layout_.named_at(index);
    case Grammar::RuleSampleBlock:
    case Grammar::RuleExampleBlock: return type == Grammar::EXPECT || type == Grammar::START || layout_.settings_at(index);
    default: return true;
  }
}

// ---- ANTLR asks ----

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& slip) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  const std::size_t index = slip.getOffendingToken()->getTokenIndex();
  if (complaints_.full() || errors_.is_of_a_name_like_a_word(index)) return;
  errors_.unexpected(index, slip.getExpectedTokens());
}

// Passing the slip on to the rule outside, until it reaches one that can be passed over as a whole.
void Recovery::recover(antlr4::Parser* parser, std::exception_ptr slip) {
  auto* context = parser->getContext();
  const std::size_t rule = rule_of(context);
  const std::size_t begin = context->getStart() == nullptr ? index_of(parser) : context->getStart()->getTokenIndex();
  if (is_item(rule))
    skip_to_item(parser, block_of(context), std::exchange(recovered_at_, index_of(parser)) == index_of(parser));
  else if (is_heading(rule))
    skip_to_body(parser);
  else if (is_block(rule))
    finish_block(parser, slip);
  else if (rule == Grammar::RuleDeclaration || rule == Grammar::RuleFile)
    skip_to_declaration(parser);
  else
    std::rethrow_exception(slip);
  lost_.push_back({begin, index_of(parser)});
}

// What the word goes on with wrongly says something else than was meant.
void Recovery::cut_short(antlr4::Parser* parser, std::size_t index) {
  if (index == 0 || begins_line(words_, index) || words_[index].type == Grammar::RBRACE || parser->getContext()->children.empty()) return;
  auto* before = dynamic_cast<antlr4::ParserRuleContext*>(parser->getContext()->children.back());
  if (before == nullptr || before->getStop() == nullptr || before->getStop()->getTokenIndex() + 1 != index) return;
  lost_.push_back({before->getStart()->getTokenIndex(), index});
  before->exception = std::make_exception_ptr(antlr4::InputMismatchException(parser));
}

// A brace may be taken as written where everything else says that it was meant; nothing else may.
antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  const std::size_t index = index_of(parser);
  const std::size_t rule = rule_of(parser->getContext());
  if (is_block(rule)) {
    const auto expected = parser->getExpectedTokens();
    const bool silent = inErrorRecoveryMode(parser) || complaints_.full();
    if (expected.contains(static_cast<std::size_t>(Grammar::LBRACE)) && expected.size() == 1 && begins_item(rule, index)) {
      if (!silent) errors_.brace_missing_before(index);
      beginErrorCondition(parser);
      return as_if_there(Grammar::LBRACE);
    }
    if (expected.contains(static_cast<std::size_t>(Grammar::RBRACE)) && ends_everything(index)) {
      if (!silent && complaints_.count() == errors_before_declaration_) errors_.brace_not_closed(index);
      beginErrorCondition(parser);
      return as_if_there(Grammar::RBRACE);
    }
  }
  throw antlr4::InputMismatchException(parser);
}

void Recovery::sync(antlr4::Parser* parser) {
  const std::size_t rule = rule_of(parser->getContext());
  if (rule == Grammar::RuleFile)
    between_declarations(parser);
  else if (is_block(rule) || rule == Grammar::RuleLineCase)
    between_items(parser, rule);
}

// ---- between items ----

void Recovery::between_items(antlr4::Parser* parser, std::size_t block) {
  const std::size_t index = index_of(parser);
  const auto& atn = parser->getATN();
  if (ends_everything(index) || fits(block, index, atn.nextTokens(atn.states[parser->getState()]))) return;
  std::optional<std::size_t> meant;
  if (!inErrorRecoveryMode(parser) && !complaints_.full() && !errors_.is_of_a_name_like_a_word(index))
    meant = complain_between_items(block, index);
  if (meant) return read_as(parser, *meant);
  cut_short(parser, index);
  beginErrorCondition(parser);
  skip_to_item(parser, block, true);
  lost_.push_back({index, index_of(parser)});
}

std::optional<std::size_t> Recovery::complain_between_items(std::size_t block, std::size_t index) {
  switch (block) {
    case Grammar::RuleHeaderBlock: return errors_.no_header_line(index);
    case Grammar::RuleLineCase:
      if (errors_.case_without_colon(index)) return std::nullopt;
      return errors_.no_clause_line(index);
    case Grammar::RuleLineBlock: return errors_.no_clause_line(index);
    case Grammar::RuleAnswerBlock: return errors_.no_answer_item(index);
    case Grammar::RuleSampleBlock:
    case Grammar::RuleExampleBlock: return errors_.no_example_line(index);
    case Grammar::RulePropertyBlock: return errors_.no_property_line(index);
    case Grammar::RuleFieldBlock:
    case Grammar::RuleQuestionBlock: errors_.no_field(index); break;
    case Grammar::RuleTableBlock: errors_.no_row(index); break;
    case Grammar::RuleDownBlock: errors_.no_key(index); break;
    case Grammar::RuleLetterBlock: errors_.no_letter_line(index); break;
    case Grammar::RuleFirstBlock: errors_.no_first_case(index); break;
    case Grammar::RuleLawBlock: errors_.no_version(index); break;
    case Grammar::RuleGateBlock: errors_.no_gate(index); break;
    case Grammar::RuleExportBlock:
    case Grammar::RuleMemberBlock: errors_.no_member(index); break;
    case Grammar::RuleSettingBlock: errors_.no_setting(index); break;
    default: errors_.no_case(index); break;
  }
  return std::nullopt;
}

void Recovery::between_declarations(antlr4::Parser* parser) {
  const std::size_t index = index_of(parser);
  const std::size_t type = words_[index].type;
  if (type == antlr4::Token::EOF) return;
  if (begins_declaration(type)) {
    errors_before_declaration_ = complaints_.count();
    return;
  }
  // A brace too many is most likely what remains of another slip in the same declaration.
  const bool remains = type == Grammar::RBRACE && complaints_.count() != errors_before_declaration_;
  const bool silent = inErrorRecoveryMode(parser) || complaints_.full() || remains || errors_.is_of_a_name_like_a_word(index);
  if (!silent) {
    if (type == Grammar::RBRACE) {
      errors_.brace_closes_nothing(index);
    } else if (begins_clause_line(type)) {
      errors_.clause_line_outside(index);
    } else if (const auto meant = errors_.no_declaration(index)) {
      errors_before_declaration_ = complaints_.count();
      return read_as(parser, *meant);
    }
  }
  cut_short(parser, index);
  beginErrorCondition(parser);
  parser->consume();
  skip_to_declaration(parser);
  lost_.push_back({index, index_of(parser)});
}

// ---- passing over ----

// Nothing that is open goes on beyond such a word.
bool Recovery::ends_everything(std::size_t index) const {
  return words_[index].type == antlr4::Token::EOF || layout_.declaration_at(index);
}

// Up to the next item or the brace that ends the block; what stands in braces of its own belongs to what is passed over.
void Recovery::skip_to_item(antlr4::Parser* parser, std::size_t block, bool pass_one) {
  std::size_t depth = 0;
  for (std::size_t i = index_of(parser); !ends_everything(i); i = index_of(parser)) {
    const std::size_t type = words_[i].type;
    if (depth == 0 && (type == Grammar::RBRACE || (!pass_one && begins_item(block, i)))) return;
    pass_one = false;
    if (type == Grammar::LBRACE) ++depth;
    if (type == Grammar::RBRACE) --depth;
    parser->consume();
  }
}

void Recovery::skip_to_body(antlr4::Parser* parser) {
  for (std::size_t i = index_of(parser); !ends_everything(i); i = index_of(parser)) {
    const std::size_t type = words_[i].type;
    const bool body = layout_.clause_line_at(i) || layout_.header_line_at(i) || (begins_line(words_, i) && layout_.named_at(i));
    if (type == Grammar::LBRACE || type == Grammar::RBRACE || type == Grammar::EQUAL || body) return;
    parser->consume();
  }
}

void Recovery::skip_to_declaration(antlr4::Parser* parser) {
  std::size_t depth = 0;
  for (std::size_t i = index_of(parser); !ends_everything(i); i = index_of(parser)) {
    const std::size_t type = words_[i].type;
    if (depth == 0 && layout_.may_be_declaration_at(i)) return;
    if (type == Grammar::LBRACE) ++depth;
    if (type == Grammar::RBRACE && depth > 0) --depth;
    parser->consume();
  }
}

// A block that never opened is nothing to go on from.
void Recovery::finish_block(antlr4::Parser* parser, std::exception_ptr slip) {
  const bool opened = !parser->getContext()->children.empty();
  if (!opened && words_[index_of(parser)].type != Grammar::LBRACE) std::rethrow_exception(slip);
  if (!opened) parser->consume();
  skip_to_item(parser, Grammar::RuleFile, false);
  if (words_[index_of(parser)].type == Grammar::RBRACE) parser->consume();
}

void Recovery::read_as(antlr4::Parser* parser, std::size_t type) {
  static_cast<antlr4::WritableToken*>(parser->getCurrentToken())->setType(type);
  words_[index_of(parser)].type = type;
}

antlr4::Token* Recovery::as_if_there(std::size_t type) {
  supplied_.push_back(std::make_unique<antlr4::CommonToken>(type));
  return supplied_.back().get();
}

}  // namespace pol::syntax
