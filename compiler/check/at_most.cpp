#include "check/at_most.h"

#include <algorithm>
#include <cstddef>

namespace pol::check {

namespace {

using model::ArithmeticOp;
using model::ExprPtr;

class Proof {
 public:
  explicit Proof(const model::Policy& policy) : policy_(policy) {}

  bool at_most(const ExprPtr& small, const ExprPtr& large) {
    if (!goes_on()) return false;
    if (small->range.to <= large->range.from || is_same(small, large)) return true;
    if (const ExprPtr* value = value_of(small)) return at_most(*value, large);
    if (const auto* node = arithmetic(small, ArithmeticOp::smaller)) return at_most(node->left, large) || at_most(node->right, large);
    if (const auto* node = arithmetic(small, ArithmeticOp::larger)) return at_most(node->left, large) && at_most(node->right, large);
    if (const auto* node = std::get_if<model::Choice>(&small->node)) {
      return std::all_of(node->branches.begin(), node->branches.end(), [&](const auto& each) { return at_most(each.value, large); });
    }
    if (const ExprPtr* value = value_of(large)) return at_most(small, *value);
    if (const auto* node = arithmetic(large, ArithmeticOp::larger)) return at_most(small, node->left) || at_most(small, node->right);
    return false;
  }

  // Of the same record, so that an unknown fact is the same unknown on both sides.
  bool is_same(const ExprPtr& a, const ExprPtr& b) {
    if (a == b) return true;
    if (!goes_on() || a->node.index() != b->node.index()) return false;
    if (const auto *x = std::get_if<model::Constant>(&a->node), *y = std::get_if<model::Constant>(&b->node); x && y)
      return x->value == y->value;
    if (const auto *x = std::get_if<model::FactValue>(&a->node), *y = std::get_if<model::FactValue>(&b->node); x && y)
      return x->fact == y->fact && x->element == y->element;
    if (const auto *x = std::get_if<model::Definition>(&a->node), *y = std::get_if<model::Definition>(&b->node); x && y)
      return x->definition == y->definition;
    if (const auto *x = std::get_if<model::TableCell>(&a->node), *y = std::get_if<model::TableCell>(&b->node); x && y)
      return x->table == y->table && x->row == y->row && is_same(x->key, y->key);
    if (const auto *x = std::get_if<model::Arithmetic>(&a->node), *y = std::get_if<model::Arithmetic>(&b->node); x && y)
      return x->op == y->op && is_same(x->left, y->left) && is_same(x->right, y->right);
    return false;
  }

 private:
  // A proof that a person would see needs few steps; definitions that use each other could take very many.
  bool goes_on() {
    constexpr std::size_t most_steps = 10'000;
    return ++steps_ <= most_steps;
  }

  const ExprPtr* value_of(const ExprPtr& expr) const {
    const auto* node = std::get_if<model::Definition>(&expr->node);
    return node ? &policy_.definitions.at(node->definition).value : nullptr;
  }

  static const model::Arithmetic* arithmetic(const ExprPtr& expr, ArithmeticOp op) {
    const auto* node = std::get_if<model::Arithmetic>(&expr->node);
    return node && node->op == op ? node : nullptr;
  }

  const model::Policy& policy_;
  std::size_t steps_ = 0;
};

}  // namespace

bool is_at_most(const model::Policy& policy, const ExprPtr& small, const ExprPtr& large) { return Proof(policy).at_most(small, large); }

bool are_the_same(const model::Policy& policy, const std::vector<ExprPtr>& first, std::vector<ExprPtr> second) {
  Proof proof(policy);
  for (const ExprPtr& each : first) {
    const auto same = std::find_if(second.begin(), second.end(), [&](const ExprPtr& other) { return proof.is_same(each, other); });
    if (same == second.end()) return false;
    second.erase(same);
  }
  return second.empty();
}

}  // namespace pol::check
