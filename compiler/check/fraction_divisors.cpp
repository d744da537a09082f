// Divided by one of several fractions: the smaller or larger of them, or that of a case. What is divided by each of them stays apart, as
// they do; over the smallest of several stands the largest of the quotients, unless what is divided is below 0.
#include <utility>

#include "check/build.h"
#include "check/typing.h"

namespace pol::check {

namespace {

using Which = Alternatives::Which;

Which turned(Which which) { return which == Which::smallest ? Which::largest : Which::smallest; }

ExprPtr truth_of_presence(const Operand& value, Span span) { return value.present ? value.present : truth(true, span); }

}  // namespace

Operand Typing::over_one_of(const Operand& left, const Operand& right, Span right_span, Span span) {
  const Alternatives& by = *right.alternatives;
  std::vector<Operand> each;
  for (const Operand& divisor : by.of) {
    each.push_back(quotient(left, divisor, right_span, span));
    if (!each.back().expr) return {};
  }
  if (by.which == Which::of_the_case) return of_the_cases(by, std::move(each), span);
  return by_sign(left, span, [&](bool below) {
    const Which which = below ? by.which : turned(by.which);
    Operand result = each.front();
    for (std::size_t k = 1; k < each.size() && result.expr; ++k) {
      result = by.which == Which::smallest ? both_there(which, result, each[k], span) : one_there(which, result, each[k], span);
    }
    return result;
  });
}

Operand Typing::of_the_cases(const Alternatives& cases, std::vector<Operand> each, Span span) {
  std::vector<model::Branch> branches;
  bool may_be_absent = false;
  for (std::size_t k = 0; k < each.size(); ++k) {
    branches.push_back({cases.masks[k], truth_of_presence(each[k], span)});
    may_be_absent = may_be_absent || each[k].present;
  }
  const Operand like = each.front();
  Operand result = alternatives({Which::of_the_case, std::move(each), cases.subject, cases.masks}, span);
  if (may_be_absent) result.present = choice(cases.subject, std::move(branches), span);
  result.unit = like.unit;
  result.why_absent = like.why_absent;
  return result;
}

// There where both are.
Operand Typing::both_there(Alternatives::Which which, const Operand& first, const Operand& second, Span span) {
  Operand result = alternatives({which, {first, second}}, span);
  result.unit = first.unit;
  return result.expr ? absent_with(absent_with(result, first, span), second, span) : result;
}

// There where one of them is: over 0 nothing stands, and the larger of two of which one is 0 is the other.
Operand Typing::one_there(Alternatives::Which which, const Operand& first, const Operand& second, Span span) {
  const auto plain = [](Operand value) {
    value.present = {};
    return value;
  };
  Operand result = both_there(which, plain(first), plain(second), span);
  const auto unless_absent = [&](const Operand& one, const Operand& other) {
    if (one.present && result.expr) {
      const Alternatives by_presence{Which::of_the_case, {}, one.present, {{true, false}, {false, true}}};
      result = of_the_cases(by_presence, {plain(other), result}, span);
    }
  };
  unless_absent(first, second);
  unless_absent(second, first);
  if (first.present && second.present && result.expr) {
    result.present = any_of({first.present, second.present}, span);
    result.why_absent = first.why_absent;
  }
  return result;
}

// What is made where `of` is below 0, and where it is not.
Operand Typing::by_sign(const Operand& of, Span span, const std::function<Operand(bool below)>& make) {
  const std::optional<bool> known = is_below_zero(of);
  if (known) return make(*known);
  const ExprPtr below = fractions_compared(ast::CompareOp::less, of, {constant(0, of.expr->type, span)}, span);
  const Operand kept = below ? make(false) : Operand{};
  const Operand other = kept.expr ? make(true) : Operand{};
  if (!other.expr) return {};
  return of_the_cases({Which::of_the_case, {}, below, {{true, false}, {false, true}}}, {kept, other}, span);
}

}  // namespace pol::check
