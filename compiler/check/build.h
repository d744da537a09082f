// How expressions of the model are put together: bounds computed, parts that say nothing left out. Nothing is reported here: where a result
// does not fit 256 bits, or a day lies outside the years 1 to 9999, nothing comes back and the caller says so.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/model.h"

namespace pol::check {

using model::ExprPtr;

model::Type type_of(model::Kind kind);  // of the kinds that need no more than that
model::Type truth_type();

inline constexpr model::Range any_date{-25567, 84005};               // 1900-01-01 to 2199-12-31
inline constexpr std::int64_t largest_amount = 999'999'999'999'999;  // minor units
inline constexpr model::Range any_history{0, 1'000'000'000'000'000'000};

// Of everything between the ends; nothing where a corner does not fit 256 bits.
std::optional<model::Extent> product(const model::Extent& left, const model::Extent& right);
ExprPtr make(model::ExprNode node, const model::Type& type, const model::Extent& range, Span span);
ExprPtr constant(std::int64_t value, const model::Type& type, Span span);
ExprPtr truth(bool value, Span span);
bool is_constant(const ExprPtr& expr, std::int64_t value);

// ---- truths: constants and double negations are settled, `and` in `and` is one `and` ----

ExprPtr all_of(const std::vector<ExprPtr>& operands, Span span);
ExprPtr any_of(const std::vector<ExprPtr>& operands, Span span);
ExprPtr negation(const ExprPtr& operand, Span span);
ExprPtr proved(const ExprPtr& operand, Span span);
ExprPtr compare(model::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span);
ExprPtr in_cases(const ExprPtr& subject, const std::vector<bool>& cases, Span span);  // of an enum or a truth

// ---- values ----

ExprPtr arithmetic(model::ArithmeticOp op, const ExprPtr& left, const ExprPtr& right, const model::Type& type, Span span);
ExprPtr add_months(const ExprPtr& date, const ExprPtr& months, calendar::MonthEnd end, Span span);
ExprPtr completed_years(const ExprPtr& from, const ExprPtr& to, calendar::MonthEnd end, Span span);
ExprPtr choice(const ExprPtr& subject, std::vector<model::Branch> branches, Span span);  // branches of one type, at least one
ExprPtr scaled(const ExprPtr& number, int decimals, Span span);                          // at more decimals
// 0 where it would be negative; as it is where it cannot be.
ExprPtr not_negative(const ExprPtr& amount, Span span);
// `when` yes: `then`, else `otherwise`.
ExprPtr either(const ExprPtr& when, const ExprPtr& then, const ExprPtr& otherwise, Span span);

// ---- of the elements of a list: parts that do not depend on the element are taken out; empty where a sum does not fit ----

ExprPtr any_element(model::FactId list, model::ElementId element, const ExprPtr& body, Span span);
ExprPtr any_row(const model::OutputRows& rows, ExprPtr body, Span span);  // of those without a list the one
ExprPtr sum_elements(const model::Policy& policy, model::FactId list, model::ElementId element, const ExprPtr& body, Span span);

// ---- looking into them ----

std::vector<ExprPtr> operands_of(const model::Expr& expr);  // directly below it; of definitions nothing
model::FactId list_of(const model::Expr& expr);             // that it goes over; none
model::FactId fact_named(const model::Expr& expr);          // read, asked for or gone over by it itself, not by its operands; none
std::optional<model::ElementId> element_of(const model::Expr& expr);  // of a list expression: the one that it opens
bool reads_element(const model::Policy& policy, const model::Expr& expr, model::ElementId element);
bool has_more_parts_than(const model::Expr& expr, std::size_t limit);

}  // namespace pol::check
