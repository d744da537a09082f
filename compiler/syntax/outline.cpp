#include "syntax/outline.h"

#include <memory>
#include <utility>

#include "syntax/complaints.h"
#include "syntax/reading.h"

namespace pol::syntax {

namespace {

using Grammar = generated::PolParser;
using antlr4::ParserRuleContext;
using antlr4::tree::ParseTree;
using antlr4::tree::TerminalNode;

std::optional<PartKind> kind_of(std::size_t rule) {
  switch (rule) {
    case Grammar::RuleDeclaration: return PartKind::declaration;
    case Grammar::RuleHeaderBlock: return PartKind::header_block;
    case Grammar::RuleHeaderLine: return PartKind::header_line;
    case Grammar::RuleFieldBlock:
    case Grammar::RuleQuestionBlock: return PartKind::field_block;
    case Grammar::RuleField: return PartKind::field;
    case Grammar::RuleTableBlock:
    case Grammar::RuleDownBlock: return PartKind::table_block;
    case Grammar::RuleRow: return PartKind::row;
    case Grammar::RuleCell:
    case Grammar::RuleColumn:
    case Grammar::RuleDownColumn:
    case Grammar::RuleEntry: return PartKind::cell;
    case Grammar::RuleLineBlock: return PartKind::line_block;
    case Grammar::RuleLine:
    case Grammar::RuleWhenLine: return PartKind::line;
    case Grammar::RuleValid: return PartKind::question_line;
    case Grammar::RuleAnswerBlock: return PartKind::answer_block;
    case Grammar::RuleFirstBlock: return PartKind::first_block;
    case Grammar::RuleFirstCase: return PartKind::first_case;
    case Grammar::RuleFirstElse: return PartKind::first_else;
    case Grammar::RuleLawBlock: return PartKind::law_block;
    case Grammar::RuleVersion: return PartKind::version;
    case Grammar::RuleInterval:
    case Grammar::RuleLawStatus: return PartKind::cell;
    case Grammar::RuleGateBlock: return PartKind::gate_block;
    case Grammar::RuleGate: return PartKind::gate;
    case Grammar::RuleFromEach:
    case Grammar::RuleRebuttal: return PartKind::presume_line;
    case Grammar::RuleMemberBlock: return PartKind::first_block;
    case Grammar::RuleFoldBlock: return PartKind::fold_block;
    case Grammar::RuleNumbers: return PartKind::numbers;
    case Grammar::RuleByLinesBlock: return PartKind::cases_block;
    case Grammar::RuleLineCase: return PartKind::line_case;
    case Grammar::RuleChoiceBlock: return PartKind::choice_block;
    case Grammar::RuleChoiceCase: return PartKind::choice_case;
    case Grammar::RuleCaseNames: return PartKind::case_names;
    case Grammar::RuleLetterBlock: return PartKind::letter_block;
    case Grammar::RuleLetterLine: return PartKind::letter_line;
    case Grammar::RuleExportBlock: return PartKind::export_block;
    case Grammar::RuleExportColumn: return PartKind::export_column;
    case Grammar::RuleSampleBlock:
    case Grammar::RuleExampleBlock: return PartKind::example_block;
    case Grammar::RulePropertyBlock: return PartKind::property_block;
    case Grammar::RuleAlways: return PartKind::always;
    case Grammar::RuleSettings: return PartKind::settings;
    case Grammar::RuleExpectation: return PartKind::expectation;
    case Grammar::RuleStartLine: return PartKind::start;
    case Grammar::RuleSettingBlock: return PartKind::setting_block;
    case Grammar::RuleSetting: return PartKind::setting;
    default: return std::nullopt;
  }
}

bool is_answer_item(ParserRuleContext* context) {
  return dynamic_cast<Grammar::AnswerDefineContext*>(context) || dynamic_cast<Grammar::AnswerOutputContext*>(context);
}

// A field of a question is a field like any other; what else stands there is a line.
bool is_question_line(ParserRuleContext* context) {
  return dynamic_cast<Grammar::QuestionLinesContext*>(context) || dynamic_cast<Grammar::QuestionTodayContext*>(context);
}

class Walk {
 public:
  explicit Walk(std::vector<OutlineWord>& words) : words_(words) {}

  void visit(ParserRuleContext* context, std::vector<Part>& parts) {
    auto kind = kind_of(context->getRuleIndex());
    if (is_question_line(context)) kind = PartKind::question_line;
    if (is_answer_item(context)) kind = PartKind::answer_item;
    if (dynamic_cast<Grammar::TitleEntryContext*>(context)) kind = PartKind::title;
    if (auto* member = dynamic_cast<Grammar::MemberCaseContext*>(context))
      kind = member->whenLine() ? PartKind::first_case : PartKind::first_else;
    mark_first(context);
    if (!kind) return visit_children(context, parts);
    Part part{*kind, first_of(context), context->getStop()->getTokenIndex(), {}};
    visit_children(context, part.parts);
    if (context->getRuleIndex() == Grammar::RuleTableBlock) gather_columns(part);
    if (auto* down = dynamic_cast<Grammar::DownBlockContext*>(context)) gather_rows(down, part);
    if (part.kind == PartKind::fold_block) part.parts = {{PartKind::fold_body, part.first + 1, part.last - 1, std::move(part.parts)}};
    std::vector<Part> whens;
    if (part.kind == PartKind::line) whens = take_whens(part);
    parts.push_back(std::move(part));
    for (Part& when : whens) parts.push_back(std::move(when));
  }

 private:
  static std::size_t first_of(ParserRuleContext* context) { return context->getStart()->getTokenIndex(); }

  void visit_children(ParserRuleContext* context, std::vector<Part>& parts) {
    for (ParseTree* child : context->children) {
      if (auto* word = dynamic_cast<TerminalNode*>(child))
        mark(word, context);
      else
        visit(static_cast<ParserRuleContext*>(child), parts);
    }
  }

  // The column names are a row of cells behind the word `columns`.
  static void gather_columns(Part& table) {
    Part columns{PartKind::row, table.first + 1, table.first + 1, {}};
    std::vector<Part> rows;
    for (Part& part : table.parts) {
      if (part.kind == PartKind::cell) {
        columns.last = part.last;
        columns.parts.push_back(std::move(part));
      } else {
        rows.push_back(std::move(part));
      }
    }
    rows.insert(rows.begin(), std::move(columns));
    table.parts = std::move(rows);
  }

  // What may begin a new row where one is too long, or stands apart from what is before it.
  void mark_first(ParserRuleContext* context) {
    OutlineWord& word = words_[first_of(context)];
    const std::size_t outer = context->parent == nullptr ? 0 : static_cast<ParserRuleContext*>(context->parent)->getRuleIndex();
    switch (context->getRuleIndex()) {
      case Grammar::RuleModifier:
      case Grammar::RuleMostItems:
      case Grammar::RuleWhere:
      case Grammar::RuleForElement: word.may_break = true; break;
      case Grammar::RuleTail:
      case Grammar::RuleRowField: word.apart = true; break;
      case Grammar::RuleListPart: word.may_break = true; break;
      case Grammar::RuleWhenLine:
        word.apart = outer == Grammar::RuleOutput || outer == Grammar::RuleAlways;
        word.may_break = outer == Grammar::RuleFirstCase || outer == Grammar::RuleMemberCase || outer == Grammar::RuleGate;
        break;
      default: break;
    }
  }

  // Rows follow each other without a sign: each has a key for every word behind `down` and a cell for every column.
  static void gather_rows(Grammar::DownBlockContext* context, Part& table) {
    auto* shape = static_cast<Grammar::TableContext*>(context->parent)->downShape();
    const std::size_t columns = context->downColumn().size(), length = shape->downKey().size() + columns;
    std::vector<Part> rows{{PartKind::row, table.first + 1, table.first + 1, {}}};
    std::size_t in_row = length - columns;
    for (Part& part : table.parts) {
      if (part.kind == PartKind::cell && in_row == length) {
        rows.push_back({PartKind::row, part.first, part.last, {}});
        in_row = 1;
        continue;
      }
      if (part.kind == PartKind::cell) ++in_row;
      rows.back().last = part.last;
      rows.back().parts.push_back(std::move(part));
    }
    table.parts = std::move(rows);
  }

  // A `when` behind a line speaks of the whole clause: it is written below it.
  static std::vector<Part> take_whens(Part& line) {
    std::size_t kept = line.parts.size();
    while (kept > 0 && line.parts[kept - 1].kind == PartKind::line) --kept;
    if (kept == line.parts.size()) return {};
    std::vector<Part> whens(std::make_move_iterator(line.parts.begin() + static_cast<std::ptrdiff_t>(kept)),
                            std::make_move_iterator(line.parts.end()));
    line.parts.erase(line.parts.begin() + static_cast<std::ptrdiff_t>(kept), line.parts.end());
    line.last = whens.front().first - 1;
    return whens;
  }

  void mark(TerminalNode* node, ParserRuleContext* parent) {
    const std::size_t index = node->getSymbol()->getTokenIndex(), rule = parent->getRuleIndex();
    OutlineWord& word = words_[index];
    OutlineWord* next = index + 1 < words_.size() ? &words_[index + 1] : nullptr;
    switch (node->getSymbol()->getType()) {
      case Grammar::COMMA:
      case Grammar::MEMBER_COMMA:
      case Grammar::PHRASE_COMMA:
        word.glued = true;
        if (next) next->may_break = true;
        break;
      case Grammar::DOT:
        word.glued = true;
        if (next) next->glued = true;
        break;
      case Grammar::LPAREN:
        word.glued = rule == Grammar::RuleParameters || rule == Grammar::RuleArguments || rule == Grammar::RuleResultType || word.glued;
        if (next) next->glued = true;
        break;
      case Grammar::LBRACKET:
        word.glued = true;
        if (next) next->glued = true;
        break;
      case Grammar::RPAREN:
      case Grammar::RBRACKET:
      case Grammar::PERCENT: word.glued = true; break;
      case Grammar::COLON: word.glued = rule == Grammar::RuleCaseNames; break;
      case Grammar::MINUS:
        word.may_break = rule == Grammar::RuleSum;
        if (!word.may_break && next) next->glued = true;  // a sign, and not a difference
        break;
      case Grammar::AND: word.may_break = rule == Grammar::RuleConjunction; break;
      case Grammar::OR: word.may_break = rule == Grammar::RuleExpression; break;
      case Grammar::OTHERWISE: word.may_break = rule == Grammar::RuleValue; break;
      case Grammar::ELSE_VALUE: word.may_break = rule == Grammar::RulePrimary; break;
      case Grammar::PLUS: word.may_break = rule == Grammar::RuleSum; break;
      case Grammar::BECAUSE:
      case Grammar::MISSING: word.may_break = rule == Grammar::RuleReason; break;
      case Grammar::AS: word.apart = word.apart || rule == Grammar::RuleFirstCase || rule == Grammar::RuleGate; break;
      case Grammar::SOURCE: word.apart = true; break;
      case Grammar::PER: word.apart = rule == Grammar::RulePer || rule == Grammar::RulePerCertificate; break;
      case Grammar::DEATH: word.apart = rule == Grammar::RuleLine; break;
      default: break;
    }
  }

  std::vector<OutlineWord>& words_;
};

bool walk(const std::vector<Word>& words, antlr4::atn::PredictionMode mode, Outline& outline) {
  Reading reading(words, mode, std::make_shared<antlr4::BailErrorStrategy>());
  try {
    auto* file = reading.file();
    Walk walk(outline.words);
    for (auto* declaration : file->declaration()) walk.visit(declaration, outline.declarations);
    return true;
  } catch (const antlr4::ParseCancellationException&) {
    return false;
  }
}

}  // namespace

std::optional<Outline> outline(const SourceFile& source, const std::set<std::string>& units) {
  Sink sink;
  Complaints complaints(sink);
  auto words = read_words(source, complaints, Limits{}, units);
  if (!words || sink.has_errors()) return std::nullopt;
  Outline result;
  // The last is the end of the file.
  for (const Word& word : *words)
    if (!(word.span.begin == word.span.end)) result.words.push_back({word.span, word.line});
  if (walk(*words, antlr4::atn::PredictionMode::SLL, result) || walk(*words, antlr4::atn::PredictionMode::LL, result)) return result;
  return std::nullopt;
}

}  // namespace pol::syntax
