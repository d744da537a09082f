// Demands on dates and numbers that cannot all hold: a wait as long as the term, two deadlines for one act, a floor above its cap.
//
// A demand that compares two values, each a fact or another value plus a constant, bounds their difference. The demands contradict each
// other where bounds around a circle add up to less than 0 (Bellman's and Ford's shortest paths). Months are taken for as many days as they
// may have, so that what is found is one for sure; what compares otherwise is passed over.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "base/exact.h"
#include "model/model.h"

namespace pol::check {

class DifferenceBounds {
 public:
  explicit DifferenceBounds(const model::Policy& policy) : policy_(policy) {}

  // A comparison must come out so; others are passed over.
  void demand(const model::ExprPtr& condition, bool wanted, Span span);
  // The fact, of an enum, is of this case.
  void assume(model::FactId fact, std::size_t place) { assumed_.insert_or_assign(fact, place); }
  void never_paid(const std::set<model::BenefitId>& benefits) { never_paid_ = benefits; }
  // Where the demands stand that cannot hold together, each once, in the order of the wording; nothing where all can, as far as this tells.
  std::vector<Span> contradiction();

 private:
  // 0, a fact, what was paid for some benefits whenever, any other value
  using Atom = std::variant<std::monostate, model::FactId, std::vector<model::BenefitId>, const model::Expr*>;
  // An atom plus what lies between the two.
  struct Sum {
    std::size_t atom;
    Int128 least, most;
  };
  // `to` is at most `from` plus `most`.
  struct Bound {
    std::size_t from, to;
    Int128 most;
    Span span;  // empty: of a declaration
  };

  std::size_t atom_of(const Atom& atom, const model::Extent& range);
  Sum sum_of(const model::ExprPtr& expr);
  std::optional<std::int64_t> constant_of(const model::ExprPtr& expr) const;
  Sum months_after(const model::AddMonths& node, const model::Expr& expr);
  void at_most(const Sum& left, const Sum& right, Int128 less, Span span);

  const model::Policy& policy_;
  std::map<model::FactId, std::size_t> assumed_;
  std::set<model::BenefitId> never_paid_;
  std::map<Atom, std::size_t> atoms_{{Atom(), 0}};
  std::vector<Bound> bounds_;
};

}  // namespace pol::check
