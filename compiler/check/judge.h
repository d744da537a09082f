// One clause judged for one benefit: its lines become grounds, and those that take or give money become steps.
#pragma once

#include <vector>

#include "check/typing.h"

namespace pol::check {

using model::Effect;
using model::Role;
using model::StepEffect;

// A ground before its guards are put around it: it holds where all parts do.
struct Draft {
  std::vector<NumberId> numbers;
  Effect effect = Effect::requires_it;
  Role role = Role::declines;
  std::vector<ExprPtr> parts;
  GuardSet known;  // what lines before it made sure of
  Span place;      // the line that declares it
  Span span;
  bool excludes = false;  // `all unless` writes it back
};

// What no guard stands before, gathered over all benefits that a clause is judged for, to be said once.
struct Unguarded {
  Need need;
  std::vector<std::string> benefits;
};

// What all judging of a wording shares.
struct Judging {
  Wording& wording;
  Typing& typing;
  const Guards& guards;
  std::vector<Unguarded> unguarded;  // of the clause that is judged at the moment

  void note(const Need& need, BenefitId benefit);
};

// The running amount of a line, step by step.
class Waterfall {
 public:
  explicit Waterfall(Judging& judging) : judging_(judging) {}

  bool is_empty() const { return !begun_; }
  void give_up() { begun_ = true; }  // the `pays` line is wrong, and that was said: no steps
  // `known` of each: what must be there for a line that pays.
  void pays(NumberId number, const ExprPtr& amount, const GuardSet& known, BenefitId benefit, Span span);
  void less(NumberId number, const ExprPtr& amount, const ExprPtr& when, StepEffect effect, const GuardSet& known, BenefitId benefit,
            Span span);
  void limit(NumberId number, const ExprPtr& limit, const std::vector<BenefitId>& used_by, StepEffect effect, const GuardSet& known,
             BenefitId benefit, Span span);

  std::vector<model::Step> take_steps() { return std::move(steps_); }
  std::vector<Draft> take_drafts() { return std::move(drafts_); }

 private:
  ExprPtr running(Span span) const;  // the amount after the last step so far
  GuardSet read(const ExprPtr& expr, const GuardSet& known, BenefitId benefit);
  void step(model::Step step, const ExprPtr& after);
  void nothing_left(NumberId number, Effect effect, const GuardSet& read, std::vector<ExprPtr> parts, Span span);

  Judging& judging_;
  bool begun_ = false;
  std::vector<model::Step> steps_;
  std::vector<Draft> drafts_;
  GuardSet read_;  // behind what the amounts so far are read
};

class Judge {
 public:
  // `line` is empty where the clause is read for no benefit in particular: then only its mistakes count.
  Judge(Judging& judging, const ast::Clause& clause, const std::vector<bool>& applies, const LineScope* line);

  // A benefit's own clause. `line` gets its event.
  void judge_benefit(LineScope& line);
  // A condition or exclusion; `around`: what the benefit is about.
  void judge_general(const GuardSet& around);

  const GuardSet& about() const { return about_; }
  Waterfall& waterfall() { return waterfall_; }
  std::vector<Draft> take_drafts();

 private:
  void read_abouts(bool with_grounds);
  void read_event(LineScope& line);
  void read_whens();
  void read_lines();

  void of(const ast::AppliesTo&, const ast::Line&) {}  // read before anything else: applies_to() in elaborate.h
  void of(const ast::About&, const ast::Line&) {}      // read_abouts
  void of(const ast::Event&, const ast::Line&) {}      // read_event
  void of(const ast::When&, const ast::Line&) {}       // read_whens
  void of(const ast::Requires& node, const ast::Line& line);
  void of(const ast::Excludes& node, const ast::Line& line);
  void of(const ast::AllUnless& node, const ast::Line& line);
  void of(const ast::Survival& node, const ast::Line& line);
  void of(const ast::Waiting& node, const ast::Line& line);
  void of(const ast::Pends& node, const ast::Line& line);
  void of(const ast::Pays& node, const ast::Line& line);
  void of(const ast::Less& node, const ast::Line& line);
  void of(const ast::UpTo& node, const ast::Line& line);
  void of(const ast::Fails&, const ast::Line&) {}  // only in terms: belongs() in elaborate.h
  void of(const ast::ByLines&, const ast::Line&) {}

  bool is_for_this(const std::vector<ast::Name>& benefits);
  std::vector<NumberId> numbers(const ast::Line& line) const;
  std::optional<NumberId> step_number(const ast::Line& line);
  ExprPtr amount(const ast::Expr& expr);
  ExprPtr floored(const ast::Expr& expr);
  Draft draft(const ast::Line& line) const;  // with the clause's `when`
  bool add_when(const ast::Tails& tails, Draft& draft);
  bool write_backs(const ast::Tails& tails, std::vector<ExprPtr>& write_backs);
  void role_of(const ast::Tails& tails, Draft& draft);
  void add(Draft draft, const std::vector<ExprPtr>& tests, const std::vector<ExprPtr>& write_backs, Span span);
  void learn(const ExprPtr& truth, const Draft& draft, const ast::Tails& tails);

  // a term that is required (judge_term.cpp)
  void require(const Tested& tested, const Draft& base, const std::vector<ExprPtr>& write_backs);
  void expand(const Term& term, Draft base, const std::vector<ExprPtr>& write_backs);
  void expand_items(const std::vector<TermItem>& items, Draft& base, const std::vector<ExprPtr>& write_backs);
  void expand_test(const TermTest& test, Draft& base, const std::vector<ExprPtr>& write_backs);
  void expand_choice(const TermChoice& choice, Draft& base, const std::vector<ExprPtr>& write_backs);

  Judging& judging_;
  Wording& wording_;
  Typing& typing_;
  const Guards& guards_;
  const ast::Clause& clause_;
  const std::vector<bool>& applies_;
  const LineScope* line_;
  NumberId number_;
  Scope scope_;
  GuardSet about_;             // the benefit's and the clause's own
  GuardSet known_;             // and what the lines so far demand
  GuardSet known_of_paid_;     // of these, what is so wherever the line pays
  std::vector<ExprPtr> when_;  // of the clause
  std::vector<Draft> drafts_;
  Waterfall waterfall_;
};

}  // namespace pol::check
