#include "witness/distance.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace pol::witness {

namespace {

constexpr std::uint64_t a_step = std::uint64_t{1} << 20;
constexpr std::uint64_t as_far_as_can_be = std::uint64_t{1} << 50;

// Rising with the difference, and bounded: its length in bits, then the first of them.
std::uint64_t from(const Int256& difference) {
  if (difference <= Int256(0)) return 0;
  const std::array<std::uint64_t, 4> words = difference.words();
  std::size_t top = words.size() - 1;
  while (words.at(top) == 0) --top;
  constexpr std::uint64_t kept = 10, word = 64;
  const auto width = static_cast<std::uint64_t>(std::bit_width(words.at(top)));
  const std::uint64_t below = top > 0 && width < word ? words.at(top - 1) >> width : 0;
  const std::uint64_t first = ((words.at(top) << (word - width)) | below) >> (word - kept);
  return a_step + ((top * word + width) << kept) + first;
}

// By how much more `a` is than `b`, or, for `one_more`, than what lies next below it.
std::uint64_t from(const Int256& a, const Int256& b, bool one_more) {
  std::optional<Int256> difference = subtract(a, b);
  if (difference && one_more) difference = add(*difference, 1);
  return difference ? from(*difference) : as_far_as_can_be;
}

}  // namespace

std::uint64_t Distance::of(const model::ExprPtr& expr, bool wanted) {
  if (const auto* definition = std::get_if<model::Definition>(&expr->node))
    return of(policy_.definitions.at(definition->definition).value, wanted);
  if (const auto* negated = std::get_if<model::Not>(&expr->node)) return of(negated->operand, !wanted);
  if (const auto* released = std::get_if<model::Released>(&expr->node)) return of(released->operand, wanted);
  if (const auto* proved = std::get_if<model::Proved>(&expr->node)) return of(proved->operand, wanted);
  if (const auto* all = std::get_if<model::And>(&expr->node)) return wanted ? of_all(all->operands, true) : of_one(all->operands, false);
  if (const auto* any = std::get_if<model::Or>(&expr->node)) return wanted ? of_one(any->operands, true) : of_all(any->operands, false);
  if (const auto* comparison = std::get_if<model::Compare>(&expr->node)) return of_comparison(*comparison, wanted);
  if (const auto* choice = std::get_if<model::Choice>(&expr->node)) return of_choice(*choice, wanted);
  const interpret::Value& value = evaluator_(expr);
  if (!value.single()) return as_far_as_can_be;
  return (value.raw() != 0) == wanted ? 0 : a_step;
}

std::uint64_t Distance::of_all(const std::vector<model::ExprPtr>& operands, bool wanted) {
  std::uint64_t sum = 0;
  for (const model::ExprPtr& operand : operands) sum = std::min(sum + of(operand, wanted), as_far_as_can_be);
  return sum;
}

std::uint64_t Distance::of_one(const std::vector<model::ExprPtr>& operands, bool wanted) {
  std::uint64_t least = as_far_as_can_be;
  for (const model::ExprPtr& operand : operands) least = std::min(least, of(operand, wanted));
  return least;
}

std::uint64_t Distance::of_comparison(const model::Compare& node, bool wanted) {
  const interpret::Value &left = evaluator_(node.left), &right = evaluator_(node.right);
  if (!left.single() || !right.single()) return as_far_as_can_be;
  const Int256 &here = left.bounds().from, &there = right.bounds().from;
  switch (node.op) {
    case model::CompareOp::less: return wanted ? from(here, there, true) : from(there, here, false);
    case model::CompareOp::less_equal: return wanted ? from(here, there, false) : from(there, here, true);
    case model::CompareOp::equal: break;
  }
  if (!wanted) return here == there ? a_step : 0;
  return here < there ? from(there, here, false) : from(here, there, false);
}

// By way of each case: that it is this one, and what stands there.
std::uint64_t Distance::of_choice(const model::Choice& node, bool wanted) {
  const std::vector<bool> possible = evaluator_(node.subject).cases();
  std::uint64_t least = as_far_as_can_be;
  for (const model::Branch& branch : node.branches) {
    bool is_this = true;
    for (std::size_t k = 0; k < possible.size(); ++k) is_this = is_this && (!possible[k] || branch.cases.at(k));
    least = std::min(least, (is_this ? 0 : a_step) + of(branch.value, wanted));
  }
  return least;
}

}  // namespace pol::witness
