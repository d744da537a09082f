// What an expression may be, given what a record and the history say. The only door: Evaluator.
#pragma once

#include <unordered_map>
#include <vector>

#include "interpret/interpret.h"
#include "interpret/value.h"

namespace pol::interpret {

// Whether a presumed field that the record leaves out holds what is presumed, or is unknown (to see whether a presumption decided).
enum class Presumptions { hold, are_unknown };

// What a line is decided from. The views outlive the evaluator.
struct Known {
  const model::Policy& policy;
  const Record& record;
  const std::vector<Entry>& history;  // with what earlier lines of the same claim booked
};

// For one line: the history may not change while it is in use, since every expression is evaluated once.
class Evaluator {
 public:
  Evaluator(Known known, const model::Line& line, Presumptions presumptions) : known_(known), line_(line), presumptions_(presumptions) {}

  const Value& operator()(const model::ExprPtr& expr);

 private:
  Value of(const model::Constant& node, const model::Expr& expr);
  Value of(const model::FactValue& node, const model::Expr& expr);
  Value of(const model::FactPresent& node, const model::Expr& expr);
  Value of(const model::Definition& node, const model::Expr& expr);
  Value of(const model::Not& node, const model::Expr& expr);
  Value of(const model::And& node, const model::Expr& expr);
  Value of(const model::Or& node, const model::Expr& expr);
  Value of(const model::Proved& node, const model::Expr& expr);
  Value of(const model::Compare& node, const model::Expr& expr);
  Value of(const model::IsCase& node, const model::Expr& expr);
  Value of(const model::Has& node, const model::Expr& expr);
  Value of(const model::Arithmetic& node, const model::Expr& expr);
  Value of(const model::AddMonths& node, const model::Expr& expr);
  Value of(const model::CompletedYears& node, const model::Expr& expr);
  Value of(const model::Choice& node, const model::Expr& expr);
  Value of(const model::TableCell& node, const model::Expr& expr);
  Value of(const model::HistoryAmount& node, const model::Expr& expr);
  Value of(const model::FirstEventDate& node, const model::Expr& expr);
  Value of(const model::StepAmount& node, const model::Expr& expr);

  const Known known_;
  const model::Line& line_;
  const Presumptions presumptions_;
  std::unordered_map<const model::Expr*, Value> found_;
};

}  // namespace pol::interpret
