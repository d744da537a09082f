// `export NAME to RECIPIENT { ... }`: its columns, and that one record holds them together.
#include <set>
#include <unordered_set>

#include "check/build.h"
#include "check/stages.h"

namespace pol::check {

namespace {

// The questions whose facts an expression reads, by their blocks.
class QuestionsRead {
 public:
  explicit QuestionsRead(const model::Policy& policy) : policy_(policy) {}

  std::set<FactId> run(const ExprPtr& expr) {
    look_into(*expr);
    return std::move(blocks_);
  }

 private:
  void look_into(const model::Expr& expr) {
    if (!seen_.insert(&expr).second) return;
    if (const auto* value = std::get_if<model::FactValue>(&expr.node)) note(value->fact);
    if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
      look_into(*policy_.definitions.at(definition->definition).value);
    }
    for (const ExprPtr& operand : operands_of(expr)) look_into(*operand);
  }

  void note(FactId fact) {
    while (policy_.facts.at(fact).parent != none) fact = policy_.facts[fact].parent;
    if (fact != policy_.certificate && fact != policy_.parameter_root) blocks_.insert(fact);
  }

  const model::Policy& policy_;
  std::set<FactId> blocks_;
  std::unordered_set<const model::Expr*> seen_;
};

class Exports {
 public:
  Exports(Wording& wording, Typing& typing) : wording_(wording), typing_(typing) {}

  void run(const ast::Export& written) {
    model::Export made{written.name.text, written.number ? written.number->value : "", written.recipient.text, {}, {}};
    for (const ast::Title& title : written.titles) made.titles.push_back({title.language.text, title.text.value});
    question_ = none;
    std::set<std::string> names;
    for (const ast::ExportColumn& column : written.columns) {
      if (!names.insert(column.name.text).second) {
        wording_.report(Message::export_column_twice, column.name.span, {column.name.text, written.name.text});
      }
      made.columns.push_back(this->column(written, column));
    }
    wording_.policy.exports.push_back(std::move(made));
  }

 private:
  model::ExportColumn column(const ast::Export& written, const ast::ExportColumn& column) {
    model::ExportColumn made{column.name.text, {}, none, {}};
    const auto* path = std::get_if<ast::Path>(&column.value->node);
    if (path && path->names.size() == 1) made.benefit = wording_.find_benefit(path->names.front().text).value_or(none);
    if (made.benefit != none) {
      const std::uint32_t asked = wording_.question_of_lines();
      if (asked != none) belongs_to(wording_.policy.questions.at(asked).block, written, column);
      return made;
    }
    Scope scope;
    Operand value = typing_.maybe(*column.value, scope);
    if (value.record != none || value.is_fraction()) value = typing_.value(*column.value, scope);
    made.value = value.expr;
    if (!made.value) return made;
    if (scope.uses_line) wording_.report(Message::export_of_one_line, column.value->span);
    for (const FactId block : QuestionsRead(wording_.policy).run(made.value)) belongs_to(block, written, column);
    return made;
  }

  void belongs_to(FactId question, const ast::Export& written, const ast::ExportColumn& column) {
    if (question_ == none) question_ = question;
    if (question_ == question) return;
    const auto& facts = wording_.policy.facts;
    wording_.report(Message::export_of_two_questions, column.value->span,
                    {written.name.text, facts.at(question_).name, facts.at(question).name});
  }

  Wording& wording_;
  Typing& typing_;
  FactId question_ = none;  // whose facts the columns before hold
};

}  // namespace

void check_exports(Wording& wording, Typing& typing) {
  Exports exports(wording, typing);
  for (const ast::Export* each : wording.exports) exports.run(*each);
}

}  // namespace pol::check
