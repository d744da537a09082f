#include "check/difference_bounds.h"

#include <algorithm>
#include <array>
#include <optional>

namespace pol::check {

namespace {

using model::ExprPtr;

// The least and most days that some months have, whatever day they begin on and however their end is moved.
struct Days {
  std::int64_t least, most;
};
Days days_of(std::int64_t months) {
  constexpr std::array<Days, 12> rest = {{{0, 0},
                                          {28, 31},
                                          {59, 62},
                                          {89, 92},
                                          {120, 123},
                                          {150, 153},
                                          {181, 184},
                                          {212, 215},
                                          {242, 245},
                                          {273, 276},
                                          {303, 306},
                                          {334, 337}}};
  const Days part = rest[static_cast<std::size_t>(months % 12)];
  return {months / 12 * 365 + part.least, months / 12 * 366 + part.most + 1};
}

}  // namespace

void DifferenceBounds::demand(const ExprPtr& condition, bool wanted, Span span) {
  const auto* node = std::get_if<model::Compare>(&condition->node);
  if (!node) return;
  const Sum left = sum_of(node->left), right = sum_of(node->right);
  switch (node->op) {
    case model::CompareOp::less: return wanted ? at_most(left, right, 1, span) : at_most(right, left, 0, span);
    case model::CompareOp::less_equal: return wanted ? at_most(left, right, 0, span) : at_most(right, left, 1, span);
    case model::CompareOp::equal:
      if (!wanted) return;
      at_most(left, right, 0, span);
      at_most(right, left, 0, span);
  }
}

// A cell of a table too, where it is assumed which.
std::optional<std::int64_t> DifferenceBounds::constant_of(const ExprPtr& expr) const {
  if (const auto* constant = std::get_if<model::Constant>(&expr->node)) return constant->value;
  if (const auto* paid = std::get_if<model::HistoryAmount>(&expr->node)) {
    const auto never = [&](model::BenefitId id) { return never_paid_.contains(id); };
    if (std::all_of(paid->benefits.begin(), paid->benefits.end(), never)) return 0;
  }
  const auto* cell = std::get_if<model::TableCell>(&expr->node);
  const auto* key = cell ? std::get_if<model::FactValue>(&cell->key->node) : nullptr;
  const auto found = key ? assumed_.find(key->fact) : assumed_.end();
  if (found == assumed_.end()) return std::nullopt;
  return policy_.tables.at(cell->table).cells.at(cell->row).at(found->second);
}

// `left` is at least by `less` below `right`.
void DifferenceBounds::at_most(const Sum& left, const Sum& right, Int128 less, Span span) {
  bounds_.push_back({right.atom, left.atom, right.most - left.least - less, span});
}

std::size_t DifferenceBounds::atom_of(const Atom& atom, const model::Extent& range) {
  const auto [found, is_new] = atoms_.emplace(atom, atoms_.size());
  if (is_new) {
    // Wider ones could not be added up, and say little.
    constexpr Int128 widest = Int128{1} << 80;
    if (range.to < widest) bounds_.push_back({0, found->second, static_cast<Int128>(range.to), {}});
    if (range.from > -widest) bounds_.push_back({found->second, 0, -static_cast<Int128>(range.from), {}});
  }
  return found->second;
}

DifferenceBounds::Sum DifferenceBounds::sum_of(const ExprPtr& expr) {
  if (const auto* node = std::get_if<model::Definition>(&expr->node)) return sum_of(policy_.definitions.at(node->definition).value);
  if (const auto value = constant_of(expr)) return {0, *value, *value};
  if (const auto* node = std::get_if<model::FactValue>(&expr->node); node && node->element == model::none)
    return {atom_of(node->fact, expr->range), 0, 0};
  if (const auto* node = std::get_if<model::HistoryAmount>(&expr->node); node && !node->event)
    return {atom_of(node->benefits, expr->range), 0, 0};
  if (const auto* node = std::get_if<model::AddMonths>(&expr->node)) return months_after(*node, *expr);
  if (const auto* node = std::get_if<model::Arithmetic>(&expr->node)) {
    const auto left = constant_of(node->left), right = constant_of(node->right);
    if (node->op == model::ArithmeticOp::add && (left || right)) {
      Sum sum = sum_of(right ? node->left : node->right);
      const std::int64_t more = right ? *right : *left;
      return {sum.atom, sum.least + more, sum.most + more};
    }
    if (node->op == model::ArithmeticOp::subtract && right) {
      Sum sum = sum_of(node->left);
      return {sum.atom, sum.least - *right, sum.most - *right};
    }
  }
  return {atom_of(expr.get(), expr->range), 0, 0};
}

DifferenceBounds::Sum DifferenceBounds::months_after(const model::AddMonths& node, const model::Expr& expr) {
  const auto months = constant_of(node.months);
  if (!months) return {atom_of(&expr, expr.range), 0, 0};
  const Sum sum = sum_of(node.date);
  const Days days = days_of(*months < 0 ? -*months : *months);
  if (*months < 0) return {sum.atom, sum.least - days.most, sum.most - days.least};
  return {sum.atom, sum.least + days.least, sum.most + days.most};
}

std::vector<Span> DifferenceBounds::contradiction() {
  constexpr std::size_t nothing = static_cast<std::size_t>(-1);
  std::vector<Int128> distance(atoms_.size());
  std::vector<std::size_t> through(atoms_.size(), nothing);  // the bound that made the distance
  std::size_t shortened = nothing;
  for (std::size_t round = 0; round < atoms_.size(); ++round) {
    shortened = nothing;
    for (std::size_t k = 0; k < bounds_.size(); ++k) {
      const Bound& bound = bounds_[k];
      if (distance[bound.from] + bound.most >= distance[bound.to]) continue;
      distance[bound.to] = distance[bound.from] + bound.most;
      through[bound.to] = k;
      shortened = bound.to;
    }
    if (shortened == nothing) return {};
  }
  // Whatever is still shortened after as many rounds hangs on a circle.
  for (std::size_t k = 0; k < atoms_.size(); ++k) shortened = bounds_[through[shortened]].from;
  std::vector<Span> spans;
  std::size_t at = shortened;
  do {
    const Bound& bound = bounds_[through[at]];
    if (bound.span.end > bound.span.begin) spans.push_back(bound.span);
    at = bound.from;
  } while (at != shortened);
  const auto before = [](Span a, Span b) { return a.begin < b.begin; };
  std::sort(spans.begin(), spans.end(), before);
  spans.erase(std::unique(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin == b.begin; }), spans.end());
  return spans;
}

}  // namespace pol::check
