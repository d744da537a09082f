// What an expression may be, given what a record and the history say. The only door: Evaluator.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "interpret/interpret.h"
#include "interpret/value.h"

namespace pol::interpret {

// Whether a presumed field that the record leaves out holds what is presumed, or is unknown (to see whether a presumption decided).
enum class Presumptions { hold, are_unknown };

// What a line or a question is decided from. The views outlive the evaluator.
struct Known {
  const model::Policy& policy;
  const Record& record;
  const std::vector<Entry>& history;  // with what earlier lines of the same claim booked
};

// For one line, or for one question (no line): the history may not change while it is in use, since every expression is evaluated once
// (what reads an element of a list once for each element).
class Evaluator {
 public:
  Evaluator(Known known, const model::Line* line, Presumptions presumptions) : known_(known), line_(line), presumptions_(presumptions) {}

  const Value& operator()(const model::ExprPtr& expr);
  // A text, or what makes it unknown.
  std::variant<std::string, Leaf> text(const model::FactValue& node) const;
  // Calls visit() for each element of the list, which is meant wherever it is read meanwhile. Gives what makes the list unknown, if it is.
  template <class Visit>
  std::optional<Leaf> for_each(model::FactId list, model::ElementId element, const Visit& visit) {
    if (std::optional<Leaf> unknown = unknown_because_of(list, element)) return unknown;
    for (std::uint32_t index = 0; index < count(list, element); ++index) {
      turns_.push_back({element, index, {}});
      visit();
      turns_.pop_back();
      read_ &= ~(std::uint64_t{1} << turns_.size());
    }
    return std::nullopt;
  }

 private:
  Value of(const model::Constant& node, const model::Expr& expr);
  Value of(const model::FactValue& node, const model::Expr& expr);
  Value of(const model::FactPresent& node, const model::Expr& expr);
  Value of(const model::Definition& node, const model::Expr& expr);
  Value of(const model::Not& node, const model::Expr& expr);
  Value of(const model::And& node, const model::Expr& expr);
  Value of(const model::Or& node, const model::Expr& expr);
  Value of(const model::Proved& node, const model::Expr& expr);
  Value of(const model::Released& node, const model::Expr& expr);
  Value of(const model::Compare& node, const model::Expr& expr);
  Value of(const model::IsCase& node, const model::Expr& expr);
  Value of(const model::Has& node, const model::Expr& expr);
  Value of(const model::Arithmetic& node, const model::Expr& expr);
  Value of(const model::AddMonths& node, const model::Expr& expr);
  Value of(const model::CompletedYears& node, const model::Expr& expr);
  Value of(const model::Choice& node, const model::Expr& expr);
  Value of(const model::TableCell& node, const model::Expr& expr);
  Value of(const model::Band& node, const model::Expr& expr);
  Value of(const model::OfList& node, const model::Expr& expr);
  Value of(const model::Extreme& node, const model::Expr& expr);
  Value of(const model::Fold& node, const model::Expr& expr);
  Value of(const model::Running& node, const model::Expr& expr);
  Value of(const model::RoundedQuotient& node, const model::Expr& expr);
  Value of(const model::CompareProducts& node, const model::Expr& expr);
  Value of(const model::ElementIndex& node, const model::Expr& expr);
  Value of(const model::Remainder& node, const model::Expr& expr);
  Value of(const model::SameText& node, const model::Expr& expr);
  Value of(const model::HistoryAmount& node, const model::Expr& expr);
  Value of(const model::FirstEventDate& node, const model::Expr& expr);
  Value of(const model::StepAmount& node, const model::Expr& expr);

  const Record& said_in(model::FactId fact) const;  // the record, or what is bound
  Fact said(model::FactId fact, model::ElementId element) const;
  Leaf leaf(model::FactId fact, model::ElementId element) const;
  std::optional<model::FactId> missing_record(model::FactId fact, model::ElementId element) const;
  // A required list that is not given, or the outermost record around it, where that is required.
  std::optional<Leaf> unknown_because_of(model::FactId list, model::ElementId element) const;
  // What is asked of a list that is unknown.
  std::optional<Value> unknown_list(model::FactId list, model::ElementId element, const model::Expr& expr) const;
  std::uint32_t index_of(model::ElementId element) const;
  // Of the list, in the element in which the list of `element` lies.
  const std::vector<Element>& elements(model::FactId list, model::ElementId element) const;
  const Element& members_of(model::FactId list, model::ElementId element) const;
  std::uint32_t count(model::FactId list, model::ElementId element) const;
  Value at(model::ElementId element, std::uint32_t index, const model::ExprPtr& expr);
  std::vector<Value> each(model::FactId list, model::ElementId element, const model::ExprPtr& expr);
  std::optional<std::vector<std::uint32_t>> order_of(const model::Fold& node, Leaves& leaves);

  const Known known_;
  const model::Line* const line_;
  const Presumptions presumptions_;
  struct Found {
    Value value;
    std::uint64_t read;  // bit k: the element of turn k
  };
  using FoundByExpr = std::unordered_map<const model::Expr*, Found>;
  // List expressions that are under way, the innermost last: which element is meant, and what was found that reads it.
  struct Turn {
    model::ElementId element;
    std::uint32_t index;
    FoundByExpr found;
  };
  FoundByExpr found_;  // what reads no element
  std::vector<Turn> turns_;
  mutable std::uint64_t read_ = 0;                       // what is being evaluated has read so far: bit k: the element of turn k
  std::unordered_map<model::ElementId, Value> running_;  // of the folds that are under way
};

}  // namespace pol::interpret
