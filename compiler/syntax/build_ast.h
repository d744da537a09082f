// From ANTLR's tree to the ast: one function a rule, in the order of the grammar, in one file a family.
// What stands in a broken part of the tree (its context carries an exception) is left out; a part that is not broken is complete.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "PolParser.h"
#include "ast/ast.h"
#include "base/source.h"
#include "syntax/complaints.h"
#include "syntax/words.h"

namespace pol::syntax {

using Grammar = generated::PolParser;

// Whether a part of the tree is there and was read without a slip.
inline bool whole(const antlr4::ParserRuleContext* context) { return context != nullptr && context->exception == nullptr; }

// The labelled alternative, if it is this one.
template <typename Alternative>
Alternative* as(antlr4::ParserRuleContext* context) {
  return dynamic_cast<Alternative*>(context);
}

class Builder {
 public:
  Builder(const SourceFile& source, const std::vector<Word>& words, Complaints& complaints)
      : source_(source), words_(words), complaints_(complaints) {}

  ast::File file(Grammar::FileContext* context);
  void lose(std::size_t begin, std::size_t end);  // these words are in no part of the file that is read

 private:
  // build_ast.cpp: places, names and texts
  Span span_of(const antlr4::Token* token) const;
  Span span_of(antlr4::ParserRuleContext* context) const;
  Span span_between(const antlr4::Token* first, const antlr4::Token* last) const;
  std::string written(const antlr4::Token* token) const;
  ast::Name name(antlr4::ParserRuleContext* context) const;
  ast::Name name(antlr4::tree::TerminalNode* word) const;
  ast::Text text(antlr4::tree::TerminalNode* quoted) const { return text(quoted->getSymbol()); }
  ast::Text text(const antlr4::Token* quoted) const;
  std::optional<ast::Text> optional_text(const antlr4::Token* quoted) const;
  template <typename Context>
  std::vector<ast::Name> names(const std::vector<Context*>& contexts) const {
    std::vector<ast::Name> result;
    for (auto* context : contexts) result.push_back(name(context));
    return result;
  }
  ast::Name bare_name(Grammar::NameContext* context) const;
  ast::Name language(Grammar::LanguageContext* context) const;
  std::vector<ast::Title> titles(const std::vector<Grammar::TitleContext*>& contexts) const;
  std::string on_one_row(antlr4::ParserRuleContext* context) const;
  void said_twice(Span second, Span first);
  // Builds one item; nothing where something in it had to be given up, which has been complained about.
  template <typename Build>
  auto unless_broken(antlr4::ParserRuleContext* context, Build build) -> std::optional<decltype(build())> {
    const bool before = std::exchange(broken_, false);
    links_ = 0;
    std::optional<decltype(build())> result = build();
    if (broken_) {
      result.reset();
      lose(context->getStart()->getTokenIndex(), context->getStop()->getTokenIndex() + 1);
    }
    broken_ = before;
    return result;
  }

  // build_declarations.cpp
  std::optional<ast::Declaration> declaration(Grammar::DeclarationContext* context);
  std::optional<ast::Declaration> policy(Grammar::PolicyContext* context);
  void header_line(Grammar::HeaderLineContext* context, ast::PolicyHeader& header, std::vector<Span>& said);
  std::optional<ast::Declaration> question(Grammar::QuestionContext* context);
  std::optional<ast::Declaration> named_type(Grammar::TypeContext* context);
  std::optional<ast::Declaration> parameter(Grammar::ParameterContext* context);
  void parameter_note(Grammar::ParameterNoteContext* context, ast::Parameter& parameter);
  ast::FieldType cell_type(Grammar::CellTypeContext* context, bool& is_range);
  std::optional<ast::Define> define(Grammar::DefineContext* context);
  std::optional<ast::Declaration> clause(Grammar::ClauseContext* context);
  std::optional<ast::Output> output(Grammar::OutputContext* context);
  std::optional<ast::Declaration> answer(Grammar::AnswerContext* context);

  // build_laws.cpp
  std::optional<ast::Declaration> law(Grammar::LawContext* context);
  ast::Version version(Grammar::VersionContext* context);
  void interval(Grammar::IntervalContext* context, ast::Version& version);
  std::optional<ast::Declaration> verdict(Grammar::VerdictContext* context);
  ast::Gate gate(Grammar::GateContext* context);
  std::optional<ast::Declaration> presume(Grammar::PresumeContext* context);
  std::optional<ast::Declaration> exported(Grammar::ExportContext* context);
  ast::ExportColumn export_column(Grammar::ExportColumnContext* context);
  ast::SetOf set_of(Grammar::SetOfContext* context);
  // build_letters.cpp
  std::optional<ast::Declaration> letter(Grammar::LetterContext* context);

  // build_tables.cpp
  std::optional<ast::Declaration> table(Grammar::TableContext* context);
  ast::TableRow row(Grammar::RowContext* context);
  ast::Cell cell(Grammar::CellContext* context);
  ast::DownKey down_key(Grammar::DownKeyContext* context);
  void down_rows(const std::vector<Grammar::EntryContext*>& entries, ast::Table& table);
  bool rows_are_whole(const std::vector<Grammar::EntryContext*>& entries, std::size_t length);
  ast::RowKey row_key(Grammar::EntryContext* context);
  void stands_for_no_cell(antlr4::tree::TerminalNode* minus, antlr4::tree::TerminalNode* number);
  ast::Cell down_cell(Grammar::EntryContext* context);
  ast::ExprPtr entry_value(Grammar::EntryContext* context);
  ast::ExprPtr entry_bound(Grammar::EntryBoundContext* context);

  // build_records.cpp
  void add_valid(Grammar::ValidContext* context, std::vector<ast::Valid>& valid);
  std::vector<ast::Valid> valid(const std::vector<Grammar::ValidContext*>& contexts);
  std::vector<ast::Field> fields(const std::vector<Grammar::FieldContext*>& contexts);
  ast::Field field(Grammar::FieldContext* context);
  ast::FieldType field_type(Grammar::FieldTypeContext* context, ast::Field& field);
  void fields_of(Grammar::FieldBlockContext* block, ast::FieldType& type);
  void set_members(Grammar::MembersContext* context, ast::FieldType& type);
  void set_results(Grammar::ResultsContext* context, ast::FieldType& type);
  void list_items(Grammar::ListItemsContext* context, ast::FieldType& type, ast::Field& field);
  ast::FieldType plain_type(Grammar::PlainTypeContext* context);
  ast::FieldType simple_type(Grammar::TypeNameContext* name, Grammar::RangeContext* range, Grammar::PrecisionContext* precision, Span span);
  std::optional<int> small_number(antlr4::tree::TerminalNode* word, Message complaint);
  void most_items(Grammar::MostItemsContext* context, ast::FieldType& type);
  void range(Grammar::RangeContext* context, ast::FieldType& type);
  void precision(Grammar::PrecisionContext* context, ast::FieldType& type);
  void modifiers(const std::vector<Grammar::ModifierContext*>& contexts, ast::Field& field);

  // build_lines.cpp
  std::vector<ast::Line> line_block(Grammar::LineBlockContext* context);
  void add_lines(const std::vector<Grammar::LineContext*>& contexts, std::vector<ast::Line>& lines);
  void add_when_lines(const std::vector<Grammar::WhenLineContext*>& contexts, std::vector<ast::Line>& lines);
  ast::Line line(Grammar::LineContext* context);
  void line_of_subject(Grammar::LineContext* context, ast::Line& line);
  void line_of_ground(Grammar::LineContext* context, ast::Line& line);
  void line_of_amount(Grammar::LineContext* context, ast::Line& line);
  void line_of_answer(Grammar::LineContext* context, ast::Line& line);
  ast::PaysEach pays_each(Grammar::PaysContext* context);
  ast::AppliesTo scope(Grammar::ScopeContext* context);
  ast::ExprPtr write_back(Grammar::WriteBackContext* context);
  ast::About about(Grammar::AboutContext* context);
  ast::ByLines by_lines(Grammar::ByLinesContext* context);
  std::vector<ast::Text> numbers(Grammar::NumbersContext* context);
  std::vector<ast::Name> benefits(Grammar::BenefitsContext* context);
  ast::Tails tails(const std::vector<Grammar::TailContext*>& contexts);
  void tail(Grammar::TailContext* context, ast::Tails& tails, std::vector<Span>& said);
  template <typename Case>
  void case_names(Grammar::CaseNamesContext* context, Case& result) {
    if (auto* named = as<Grammar::NamedCaseContext>(context))
      result.names = names(named->WORD());
    else
      result.otherwise = true;
  }

  // build_conditions.cpp
  ast::ExprPtr make(antlr4::ParserRuleContext* context, ast::ExprNode node) const;
  ast::ExprPtr give_up();
  ast::ExprPtr when(Grammar::WhenLineContext* line);  // nothing where there is none
  ast::ExprPtr expression(Grammar::ExpressionContext* context);
  std::vector<ast::ExprPtr> expressions(const std::vector<Grammar::ExpressionContext*>& contexts);
  ast::ExprPtr conjunction(Grammar::ConjunctionContext* context);
  ast::ExprPtr negation(Grammar::NegationContext* context);
  ast::ExprPtr comparison(Grammar::ComparisonContext* context);
  ast::ExprNode possession(Grammar::PossessionContext* context, ast::ExprPtr subject, bool if_any);
  ast::ExprNode judgement(Grammar::JudgementContext* context, ast::ExprPtr subject, bool if_any);
  ast::ExprNode state(Grammar::IsContext* context, ast::ExprPtr subject, bool if_any);
  ast::ExprNode timing(Grammar::JudgementContext* context, ast::ExprPtr subject, bool if_any);

  // build_values.cpp
  ast::ExprPtr value(Grammar::ValueContext* context);
  ast::ExprPtr sum(Grammar::SumContext* context);
  ast::ExprPtr product(Grammar::ProductContext* context);
  ast::ExprPtr sign(Grammar::SignContext* context);
  ast::ExprPtr chained(ast::ExprNode node, Span span);
  ast::Period period(Grammar::PeriodContext* context);
  ast::ExprPtr primary(Grammar::PrimaryContext* context);
  ast::ExprPtr operand(Grammar::OperandContext* context);
  ast::ExprPtr bracketed(Grammar::BracketsContext* context);
  ast::Pick pick(Grammar::PickedContext* context);
  ast::ExprPtr reference(Grammar::ReferenceContext* context);
  ast::Path path(Grammar::PathContext* context) const;
  ast::Choice choice(Grammar::ChoiceContext* context);
  ast::ExprPtr rounded(Grammar::RoundedContext* context);
  ast::ExprPtr history(Grammar::PrimaryContext* context);
  ast::History history(ast::HistoryKind kind, Grammar::BenefitContext* benefit, bool on_this_event) const;
  ast::ExprPtr lookup(Grammar::ReferenceContext* context, ast::Name table);

  // build_lists.cpp
  ast::ExprPtr of_list(Grammar::PrimaryContext* context);
  ast::ExprPtr some_elements(Grammar::SomeElementsContext* context);
  ast::FieldType output_type(Grammar::OutputTypeContext* context);
  ast::ExprPtr expected_item(Grammar::ExpectedItemContext* context);
  ast::ListPart list_part(Grammar::ListPartContext* context);
  std::optional<ast::Declaration> split(Grammar::SplitContext* context);
  ast::ExprPtr extreme(Grammar::ExtremeOfContext* context);
  ast::OfList elements(ast::ListKind kind, antlr4::tree::TerminalNode* element, Grammar::PathContext* list, Grammar::WhereContext* where);
  ast::ExprPtr list_of(Grammar::PathContext* context);
  ast::Fold fold(Grammar::FoldContext* context);
  ast::FirstOf first_of(Grammar::FirstOfContext* context);
  ast::FirstCase first_case(Grammar::FirstCaseContext* context);

  // build_values.cpp: literals
  ast::ExprPtr date(antlr4::tree::TerminalNode* word);
  ast::Declassify declassify(Grammar::DeclassifyContext* context);
  ast::ExprPtr quantity(Grammar::QuantityContext* context, bool negative);
  ast::ExprPtr signed_quantity(Grammar::SignedQuantityContext* context);
  ast::ExprPtr number(const antlr4::Token* digits, const antlr4::Token* unit, bool negative, Span span);
  ast::ExprPtr literal(Grammar::LiteralContext* context);

  // build_examples.cpp
  std::optional<ast::Declaration> sample(Grammar::SampleContext* context);
  std::optional<ast::Declaration> example(Grammar::ExampleContext* context);
  std::optional<ast::Name> start(Grammar::StartLineContext* context) const;
  ast::SettingBlock settings(Grammar::SettingsContext* context);
  std::vector<ast::Setting> settings_in(Grammar::SettingBlockContext* context);
  ast::Setting setting(Grammar::SettingContext* context);
  ast::Path with_positions(antlr4::ParserRuleContext* context, std::vector<std::optional<std::uint32_t>>& positions);
  void given(Grammar::GivenSettingContext* context, ast::Setting& setting);
  ast::Expectation expectation(Grammar::ExpectationContext* context);
  void expected(Grammar::ExpectedContext* context, ast::Expectation& result);
  void expectation(Grammar::ExpectationContext* context, ast::ExampleStep& step);
  std::optional<ast::Declaration> property(Grammar::PropertyContext* context);
  ast::Always always(Grammar::AlwaysContext* context);

  const SourceFile& source_;
  const std::vector<Word>& words_;
  Complaints& complaints_;
  bool broken_ = false;
  std::set<std::string> lost_;
  std::size_t links_ = 0;  // of the calculation being built
};

}  // namespace pol::syntax
