// Numbers, amounts, dates and case names as they are written, made exact; and what to say where one kind of value stands for another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "check/wording.h"

namespace pol::check {

struct Literal {
  std::int64_t value;
  model::Type type;
  std::string unit;  // of a plain number
};

// Of `days`, `months` and `years`, and one of them; of another unit none.
std::optional<model::Kind> kind_of_time(const std::string& unit);

// By its own unit: `20_000_000 VND`, `5%`, `28 days`, `9 months` (years are twelve of them), `0.5`. Says what is wrong and gives nothing
// else.
std::optional<Literal> read_number(Wording& wording, const ast::Number& number, Span span);
std::optional<std::int32_t> read_date(Wording& wording, const ast::Date& date, Span span);

// The value of a literal where one of `type` (and of `unit`, for plain numbers) is needed, in the units of the type.
std::optional<std::int64_t> literal_as(Wording& wording, const ast::Expr& expr, const model::Type& type, const std::string& unit);

// `half_up`, `half_even`, `up` or `down`; says so where it is none of them.
std::optional<RoundingMode> rounding_named(Wording& wording, const ast::Name& name);

// One value, its kind and where it is written, for messages about two that do not go together.
struct Shown {
  const model::Type& type;
  const std::string& unit;
  Span span;
  const model::Expr* value = nullptr;  // where it is known: what is written out is told from what has its kind elsewhere
};

// `got` stands where something like `wanted` is needed; `wanted.span` is not looked at.
void report_wrong_kind(Wording& wording, const Shown& wanted, const Shown& got);
// The two stand beside each other, to be compared, added or chosen between.
void report_different(Wording& wording, const Shown& left, const Shown& right);

}  // namespace pol::check
