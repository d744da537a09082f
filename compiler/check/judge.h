// One clause judged for one benefit: its lines become grounds, and those that take or give money become steps.
#pragma once

#include <optional>
#include <utility>
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
  bool excludes = false;    // `all unless` writes it back
  bool of_verdict = false;  // a case of the verdict that decides the benefit
  bool presumed = false;    // a `presume` decided where it holds
  ExprPtr own = {};         // of that: what a presumption has to decide; empty: all of it
  bool silent = false;      // no reason
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
  std::vector<Unguarded> unguarded = {};  // of the clause that is judged at the moment
  // Of each benefit whose items count `without reason`: the list, and the line that says so.
  std::map<BenefitId, std::pair<FactId, const ast::Line*>> items_without_reason = {};

  void note(const Need& need, BenefitId benefit);
};

// What a `pays` line says beside the amount.
struct Paying {
  NumberId number;
  ExprPtr when;  // empty: wherever no line before it says what is paid
  Span span;
  bool silent = false;     // no reason where it is nothing, or open
  ExprPtr explained = {};  // where this is known, another line says why it is nothing
};

// What every line that takes money says, whatever it takes.
struct Taking {
  NumberId number;
  StepEffect effect;
  ExprPtr when;   // else it takes nothing
  GuardSet sure;  // what is there wherever the line pays
  Span span;
  bool silent = false;  // no reason where it takes money
};

// What a limit leaves to pay, and who uses it up.
struct Allowance {
  ExprPtr amount;
  ExprPtr present;                 // where it is no there is no limit; empty: always
  std::vector<BenefitId> used_by;  // together
  ExprPtr event;                   // only by what was paid for this event date; empty: whenever
};

// The running amount of a line, step by step.
// `up to X per item`: the least of those that cut an item; below 0 where none did.
struct ItemLimit {
  NumberId number;
  ExprPtr least;
  Span span;
};

class Waterfall {
 public:
  Waterfall(Judging& judging, BenefitId benefit) : judging_(judging), benefit_(benefit) {}

  bool is_empty() const { return !begun_; }
  bool is_open() const { return !begun_ || elsewhere_ != nullptr; }  // it is not said what is paid wherever the line pays
  bool may_pay_again() const { return is_open() || goes_on_; }
  bool is_broken() const { return steps_.empty(); }
  void nothing_where_absent() { nothing_where_absent_ = true; }
  // A `pays` line is wrong, and that was said: no steps. `goes_on`: it had a condition, so that another may follow.
  void give_up(bool goes_on = false);
  // Where its `when` holds and that of no `pays` line before. `sure`: what is there wherever the line pays.
  void pays(const Paying& paying, const ExprPtr& amount, const GuardSet& sure);
  void less(const Taking& taking, const ExprPtr& amount);
  void leaves(const Taking& taking, const ExprPtr& amount);
  void limit(const Taking& taking, const Allowance& allowance);
  void limited_items(const ItemLimit& limit);

  ExprPtr running(Span span) const;               // the amount after the last step so far
  const GuardSet& read() const { return read_; }  // behind what the amounts so far are read

  std::vector<model::Step> take_steps() { return std::move(steps_); }
  std::vector<Draft> take_drafts() { return std::exchange(drafts_, {}); }

 private:
  GuardSet read(const ExprPtr& expr, const GuardSet& sure);
  void step(model::Step step, const ExprPtr& after);
  void taken(const Taking& taking, const ExprPtr& before, const ExprPtr& left);  // from `before` to `left`
  void nothing_left(NumberId number, Effect effect, const GuardSet& read, std::vector<ExprPtr> parts, Span span, bool silent = false);

  Judging& judging_;
  BenefitId benefit_;
  bool begun_ = false;
  bool goes_on_ = false;                  // given up at a line with a condition
  ExprPtr elsewhere_;                     // where no `pays` line so far gives the amount; empty: nowhere, or before the first
  std::vector<ExprPtr> known_elsewhere_;  // of each `pays` line so far, that it is known to give the amount
  bool nothing_where_absent_ = false;
  std::vector<model::Step> steps_;
  std::vector<Draft> drafts_;
  GuardSet read_;
};

// Whether a running amount is part of it.
bool reads_amount(const ExprPtr& expr);

class Judge {
 public:
  // `line` is empty where the clause is read for no benefit in particular: then only its mistakes count.
  Judge(Judging& judging, const ast::Clause& clause, const std::vector<bool>& applies, const LineScope* line);

  // A benefit's own clause. `line` gets its event and its claimable date.
  void judge_benefit(LineScope& line);
  // A condition or exclusion; `around`: what the benefit is about.
  void judge_general(const GuardSet& around);
  // A condition whose turn in the waterfall has come; `waterfall`: of the benefit, empty where `line` is.
  void judge_in_turn(const GuardSet& around, Waterfall* waterfall);

  const GuardSet& about() const { return about_; }
  Waterfall& waterfall() { return waterfall_; }
  std::vector<Draft> take_drafts();

 private:
  void read_abouts(bool with_grounds);
  void read_event(LineScope& line);
  void read_claimable(LineScope& line);
  void read_decided_by(LineScope& line);
  void draft_reasons(const VerdictOf& verdict, std::size_t at);
  void read_whens();
  void read_lines();

  void of(const ast::AppliesTo&, const ast::Line&) {}  // read before anything else: applies_to() in elaborate.h
  void of(const ast::About&, const ast::Line&) {}      // read_abouts
  void of(const ast::Event&, const ast::Line&) {}      // read_event
  void of(const ast::Claimable&, const ast::Line&) {}  // read_claimable
  void of(const ast::When&, const ast::Line&) {}       // read_whens
  void of(const ast::Requires& node, const ast::Line& line);
  void of(const ast::Excludes& node, const ast::Line& line);
  void of(const ast::AllUnless& node, const ast::Line& line);
  void of(const ast::Survival& node, const ast::Line& line);
  void of(const ast::Waiting& node, const ast::Line& line);
  void of(const ast::Pends& node, const ast::Line& line);
  void of(const ast::Pays& node, const ast::Line& line);
  void of(const ast::PaysEach& node, const ast::Line& line);
  void of(const ast::Less& node, const ast::Line& line);
  void of(const ast::Leaves& node, const ast::Line& line);
  void of(const ast::UpTo& node, const ast::Line& line);
  void of(const ast::Counts&, const ast::Line&) {}      // only in `pays each`: belongs() in elaborate.h
  void of(const ast::RefersWhen&, const ast::Line&) {}  // only in answers
  void of(const ast::Reverses&, const ast::Line&) {}
  void of(const ast::Fails&, const ast::Line&) {}  // only in terms
  void of(const ast::ByLines&, const ast::Line&) {}
  void of(const ast::DecidedBy&, const ast::Line&) {}  // read_decided_by

  bool is_for_this(const std::vector<ast::Name>& benefits);
  void demanded_for(const ast::Line& line);
  std::vector<ExprPtr> relied_on();
  std::vector<NumberId> numbers(const ast::Line& line) const;
  std::optional<NumberId> step_number(const ast::Line& line);
  model::Type money_type() const;
  ExprPtr amount(const ast::Expr& expr);
  ExprPtr floored(const ast::Expr& expr);
  std::optional<Allowance> allowance(const ast::Expr& expr);
  bool pays_always(Span span);
  std::optional<Taking> taking(const ast::Line& line, const ast::Tails& tails, std::optional<StepEffect> effect);
  void behind_its_guards(Taking& taking, const ExprPtr& amount);
  ExprPtr test(const ast::Expr& expr);       // no where it reads `claimable` and there is none
  Draft draft(const ast::Line& line) const;  // with the clause's `when`
  bool judged_only_if_claimable(Draft& draft);
  bool add_when(const ast::Tails& tails, Draft& draft);
  bool write_backs(const ast::Tails& tails, std::vector<ExprPtr>& back, std::vector<WrittenBack>& written);
  void note(const std::vector<WrittenBack>& written, std::vector<ExprPtr> from, const ExprPtr& holds);
  bool is_written_back_below(const ast::Line& line) const;
  void role_of(const ast::Tails& tails, Draft& draft);
  void add(Draft draft, const std::vector<ExprPtr>& tests, const std::vector<ExprPtr>& write_backs, Span span);
  void learn(const ExprPtr& truth, const Draft& draft, const ast::Tails& tails);

  // the items of a `pays each` (judge_items.cpp)
  ExprPtr items(const ast::PaysEach& node, const Listed& listed, ExprPtr& explained, std::vector<ItemLimit>& limits);
  std::vector<Draft> item_drafts(const ast::PaysEach& node);
  void item_line(const ast::Line& line);
  ExprPtr dropped(std::vector<Draft> drafts, const Listed& listed, Span span);
  ExprPtr counted(const ast::PaysEach& node, const Listed& listed, const ExprPtr& dropped, std::vector<ItemLimit>& limits);
  ExprPtr limited(const ast::Line& line, const ExprPtr& counted, const ExprPtr& dropped, const Listed& listed,
                  std::vector<ItemLimit>& limits);
  ExprPtr closed(const Draft& draft);
  void drop_ground(const Draft& draft, NumberId number, const ExprPtr& condition, const Listed& listed);

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
  GuardSet sure_;              // where the verdict that decides the benefit pays
  GuardSet about_;             // the benefit's and the clause's own
  GuardSet around_;            // of these, the benefit's: there wherever the line pays
  GuardSet known_;             // and what the lines so far demand
  GuardSet known_of_paid_;     // of these, what is so wherever the line pays
  std::vector<ExprPtr> when_;  // of the clause
  std::vector<Draft> drafts_;
  Waterfall waterfall_;         // of a benefit's own clause
  Waterfall* money_ = nullptr;  // where lines that take money take it; empty where none may
  bool in_turn_ = false;        // the clause is named in the policy's waterfall
  GuardSet read_by_amount_;     // behind what `amount` is read
  bool asks_again_ = false;     // for what lines above demand: the line tests
};

}  // namespace pol::check
