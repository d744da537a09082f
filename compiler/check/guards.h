// Presence: which optional facts an expression reads, and what has to be known for the reading to mean something. Works on expressions of
// the model, so that every spelling of a guard counts alike.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/wording.h"

namespace pol::check {

// Something that must be so before a value may be read: an optional fact is there, or something is already paid for a benefit. Or what is
// known of a value that a table or a division may not give: no expression of the model needs that, but whoever writes one has to ask.
struct Guard {
  enum class Kind { present, paid, given };
  Kind kind;
  std::uint32_t id;                        // FactId, BenefitId, number of what `note_given` was told
  model::ElementId element = model::none;  // of a member of a list, whose

  auto operator<=>(const Guard&) const = default;
};
using GuardSet = std::set<Guard>;  // records before what they hold

// A guard that an expression does not bring along itself.
struct Need {
  Guard guard;
  Span span;  // what reads behind it
};

class Guards {
 public:
  explicit Guards(const model::Policy& policy) : policy_(policy) {}

  // The optional fact itself and the optional records around it; of a member of a list, within its element.
  GuardSet around(FactId fact, model::ElementId element = none) const;
  // What is known wherever `test` is known to be `value`.
  GuardSet implied(const model::Expr& test, bool value) const;
  // What must be known around `expr`, in the order of reading, each guard once. What an element of a list needs is not among the needs of
  // the list expression: it can only be guarded inside, so that whoever makes the list expression asks for the needs of its parts.
  std::vector<Need> needs(const model::Expr& expr) const;
  // Works out what a new definition needs and implies, those it is built on being there already; so that nothing is looked into deeply
  // later.
  void remember(model::DefinitionId definition) const;
  // From now on `implied` knows what `present` says: that some value is given.
  void note_given(const ExprPtr& present) const;
  bool is_given(const ExprPtr& present, const GuardSet& known) const;
  // The guard as a test, of one that `needs` names.
  ExprPtr test(const Guard& guard, Span span) const;
  ExprPtr tests(const GuardSet& guards, Span span) const;

 private:
  std::optional<std::uint32_t> given(const model::Expr& test) const;
  GuardSet implied_by_node(const model::Expr& test, bool value) const;
  GuardSet implied_by_all(const std::vector<ExprPtr>& operands, bool value) const;
  GuardSet implied_by_any(const std::vector<ExprPtr>& operands, bool value) const;
  GuardSet implied_by_definition(model::DefinitionId definition, bool value) const;
  void read(const model::Expr& expr, const GuardSet& known, std::vector<Need>& needs) const;
  void read_in_turn(const std::vector<ExprPtr>& operands, bool goes_on_while, GuardSet known, std::vector<Need>& needs) const;
  void read_definition(const model::Definition& node, Span span, const GuardSet& known, std::vector<Need>& needs) const;
  void read_of_elements(const model::Expr& expr, model::ElementId element, const GuardSet& known, std::vector<Need>& needs) const;
  void read_choice(const model::Choice& node, const GuardSet& known, std::vector<Need>& needs) const;

  const model::Policy& policy_;
  // Of definitions, which do not change once they are there.
  mutable std::map<std::pair<model::DefinitionId, bool>, GuardSet> implied_;
  mutable std::map<model::DefinitionId, std::vector<Need>> needs_;
  mutable std::vector<ExprPtr> given_;  // by number, each once
  mutable std::unordered_map<const model::Expr*, std::pair<ExprPtr, std::uint32_t>> given_by_;
};

// A read that nothing guards; `benefits` names those for which that is so, where it is not so for all.
void report_unguarded(Wording& wording, const Need& need, const std::vector<std::string>& benefits = {});

}  // namespace pol::check
