// Demands on a record that cannot all hold, as far as truths, cases and the distances between values tell: whatever follows from one demand
// alone is taken, and from several that offer a choice what is left of it once the rest is refuted. Nothing is tried out, so that not every
// contradiction is found; what is found is one in every record, also in one that leaves facts out.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "check/difference_bounds.h"

namespace pol::check {

class Demands {
 public:
  explicit Demands(const model::Policy& policy) : policy_(policy), bounds_(policy) {}

  // The condition must come out so.
  void hold(const model::ExprPtr& condition, bool wanted, Span span) { settle(condition, wanted, {span}); }
  // The fact, of an enum, is of this case.
  void assume(model::FactId fact, std::size_t place);
  // Nothing is ever paid for these.
  void never_paid(const std::set<model::BenefitId>& benefits) { bounds_.never_paid(benefits); }
  // Where the demands stand that cannot hold together, each once, in the order of the wording; nothing where all can, as far as this tells.
  std::vector<Span> contradiction();
  bool contradict() { return !contradiction().empty(); }

 private:
  using Spans = std::vector<Span>;
  enum class Truth { no, yes, open };
  enum class What { value, present, member };
  struct Key {
    What what;
    model::FactId fact;
    std::size_t member = 0;
    auto operator<=>(const Key&) const = default;
  };
  struct Known {
    bool value;
    Spans why;
  };
  struct Cases {
    std::vector<bool> possible;
    Spans why;
  };
  struct Wanted {
    model::ExprPtr condition;
    bool value;
  };
  // At least one of these.
  struct Alternatives {
    std::vector<Wanted> any;
    Spans why;
  };

  void settle(const model::ExprPtr& expr, bool wanted, const Spans& why);
  void settle_choice(const model::Choice& node, bool wanted, const Spans& why);
  void settle_cases(const model::IsCase& node, bool wanted, const Spans& why);
  void settle_set(const model::Has& node, bool wanted, const Spans& why);
  void know(const Key& key, bool value, const Spans& why);
  void break_by(Spans first, const Spans& second);
  Truth of(const model::ExprPtr& expr, Spans& why) const;
  Truth of_all(const std::vector<model::ExprPtr>& operands, Truth dominant, Spans& why) const;
  Truth known(const Key& key, Spans& why) const;
  bool follow(Alternatives& alternatives);

  const model::Policy& policy_;
  DifferenceBounds bounds_;
  std::map<Key, Known> known_;
  std::map<model::FactId, Cases> cases_;
  std::vector<Alternatives> alternatives_;
  Spans broken_;
};

// What holds in every valid record that asks for benefits.
Demands of_valid_records(const model::Policy& policy);
// What has to hold for the line to pay as well. `demands`: what is assumed.
Demands to_pay(const model::Line& line, Demands demands);

}  // namespace pol::check
