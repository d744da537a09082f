// From written expressions, named values and terms to expressions of the model: names resolved, kinds and bounds worked out. Presence is
// not judged here (guards.h does, where the expression is used). An expression in which something is wrong comes back empty, and whoever
// meets an empty one says nothing more.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/guards.h"
#include "check/term.h"
#include "check/wording.h"

namespace pol::check {

// What a general clause knows of the line it judges.
struct LineScope {
  BenefitId benefit = none;
  ExprPtr event;  // empty where the benefit's own event failed
};

struct Operand {
  ExprPtr expr;
  std::string unit;      // of a plain number: "m"
  FactId record = none;  // where the name of a record or group stands; then there is no expression

  bool failed() const { return !expr && record == none; }
};

// What names mean where an expression stands.
struct Scope {
  std::map<std::string, FactId> records;  // by their last names: those of `about` lines
  std::map<std::string, Operand> parameters;
  GuardSet known;                   // there already, so that presence need not be asked for again
  const LineScope* line = nullptr;  // empty while a clause is read for no benefit in particular
  bool uses_line = false;           // set where the event or `this benefit` was met
  bool in_event = false;            // the `event` line itself is being read
};

class Typing {
 public:
  Typing(Wording& wording, const Guards& guards) : wording_(wording), guards_(guards) {}

  // Every named value and term without parameters, used or not.
  void settle_definitions();

  // An expression read twice in the same clause is read once; so it must stand in one clause only.
  Operand value(const ast::Expr& expr, Scope& scope);
  ExprPtr test(const ast::Expr& expr, Scope& scope);  // must be yes or no
  ExprPtr value_of(const ast::Expr& expr, const model::Type& wanted, Scope& scope);
  // The comma items of a `requires`: each operand of an `and` on its own, later ones read behind the earlier.
  std::vector<Tested> tests(const ast::Expr& expr, Scope& scope);
  // `about R`: R may be called by its last name from here on. Nothing where it is no optional record.
  std::optional<FactId> about(const ast::Path& path, Span span, Scope& scope);
  ExprPtr presence(FactId fact, const Scope& scope, Span span) const;  // as far as it is not known already
  ExprPtr distance(const ast::Expr& expr, Scope& scope);               // days or months
  ExprPtr today(Span span);
  ExprPtr later_by(const ExprPtr& date, const ExprPtr& distance, Span span);  // days or months; empty where too far
  ExprPtr no_larger(ExprPtr expr, Span span);                                 // empty, and said so, where it got too large

 private:
  // How a named value or term without parameters stands.
  struct Settled {
    enum class State { untouched, open, done };
    State state = State::untouched;
    bool uses_line = false;
    Operand value;
    TermPtr term;
    std::size_t depth = 0;  // of definitions one upon the other
  };
  // A definition written out at one place.
  struct Written {
    Operand value;
    TermPtr term;
  };
  // Which cases of the subject a branch is for: one mask a written case.
  struct Cases {
    ExprPtr subject;  // of `this benefit`, while no benefit is judged, one that stands for any
    std::vector<std::vector<bool>> masks;
    std::optional<std::size_t> chosen;  // of `this benefit`
  };
  struct CaseNames {
    const std::vector<ast::Name>* names;
    bool otherwise;
    Span span;
  };

  Diagnostic& report(Message message, Span span, std::vector<std::string> arguments = {});
  Operand infer(const ast::Expr& expr, Scope& scope);
  ExprPtr infer_test(const ast::Expr& expr, Scope& scope);
  ExprPtr as_test(const Operand& operand, Span span);
  ExprPtr as_value(const Operand& operand, Span span);  // not a record

  // names (check_names.cpp)
  Operand of(const ast::Path& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Call& node, const ast::Expr& expr, Scope& scope);
  Operand event(Span span, Scope& scope);
  Operand named(const ast::Path& path, Span span, Scope& scope);
  Operand declared(const Declared& found, const ast::Path& path, Span span, Scope& scope);
  Operand inside(const Operand& outer, const ast::Path& path, Span span);
  Operand table_cell(std::size_t table, const ast::Path& path, Span span);
  Operand fact(FactId id, Span span) const;
  Operand unknown(const ast::Name& name, const Scope& scope);
  std::vector<std::string> possible_names(const Scope& scope) const;

  // truths (check_truths.cpp)
  Operand of(const ast::Truth& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Not& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::And& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Or& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Proved& node, const ast::Expr& expr, Scope& scope);
  Operand joined(const std::vector<ast::ExprPtr>& operands, bool conjunction, Span span, Scope& scope);
  Operand of(const ast::IsPresent& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Otherwise& node, const ast::Expr& expr, Scope& scope);
  Operand otherwise(const ast::Expr& written, Operand fallback, Span fallback_span, Span span, Scope& scope);
  ExprPtr judged_if_any(ExprPtr test, const ExprPtr& subject, bool if_any, Span span, const Scope& scope);
  std::optional<GuardSet> absence_of(const ExprPtr& expr, Span span, const Scope& scope);

  // comparisons (check_comparisons.cpp)
  Operand of(const ast::Compare& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::IsOneOf& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Has& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Between& node, const ast::Expr& expr, Scope& scope);
  Operand case_compared(const ast::Compare& node, const Operand& left, Span span, const Scope& scope);
  ExprPtr ordered(ast::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span) const;
  bool comparable(const ExprPtr& expr, Span span);
  bool choosable(const ExprPtr& expr, Span span);
  // The two at the same unit and decimals; false, and said so, where they do not go together.
  bool unify(Operand& left, Span left_span, Operand& right, Span right_span);

  // numbers (check_numbers.cpp)
  Operand of(const ast::Number& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Arithmetic& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Pick& node, const ast::Expr& expr, Scope& scope);
  Operand sum(const ast::Arithmetic& node, const ast::Expr& expr, Operand left, Operand right);
  Operand product(const ast::Arithmetic& node, const ast::Expr& expr, const Operand& left, const Operand& right);
  Operand too_wide(const std::vector<ExprPtr>& from, Span span);

  // dates (check_dates.cpp)
  Operand of(const ast::Date& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Text& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Timing& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::CompletedYears& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::DaysBetween& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::History& node, const ast::Expr& expr, Scope& scope);
  Operand date_moved(const Operand& left, const Operand& right, bool back, Span span);
  ExprPtr timed(ast::TimingKind kind, const ExprPtr& subject, const ExprPtr& anchor, const ExprPtr& limit, Span span) const;
  std::optional<std::vector<BenefitId>> paid_benefits(const ast::History& node, Scope& scope);
  ExprPtr infer_as(const ast::Expr& expr, model::Kind kind, Scope& scope);

  // choices (check_choices.cpp)
  Operand of(const ast::Choice& node, const ast::Expr& expr, Scope& scope);
  std::optional<Cases> cases(const ast::Expr& subject, const std::vector<CaseNames>& written, Scope& scope);
  std::optional<std::vector<std::vector<bool>>> covered(const model::Type& type, const std::vector<CaseNames>& written, Span span);
  std::optional<std::vector<bool>> mask_of(const model::Type& type, const std::vector<ast::Name>& names);
  std::vector<std::string> case_names(const model::Type& type) const;
  Operand chosen(const ExprPtr& subject, const ast::Choice& node, const std::vector<std::vector<bool>>& masks, std::vector<Operand> values,
                 Span span);

  // definitions and terms (check_definitions.cpp, check_terms.cpp)
  std::optional<std::size_t> definition_named(const ast::Expr& expr, const Scope& scope) const;
  Written use(std::size_t define, std::vector<Operand> arguments, Span span, Scope& scope);
  Written use_settled(std::size_t define, Span span, Scope& scope);
  Written write_out(std::size_t define, std::map<std::string, Operand> parameters, Span span, Scope& scope);
  bool is_circle(std::size_t define, Span span);
  void settle(std::size_t define);
  std::optional<std::vector<Operand>> arguments(const ast::Call& call, Scope& scope);
  TermPtr one_line(const ast::Define& define, const ExprPtr& truth);
  TermPtr term(const ast::Define& define, Scope& scope);
  bool term_about(const ast::Line& line, Term& term, Scope& scope);
  std::optional<std::vector<TermItem>> term_items(const std::vector<ast::Line>& lines, bool in_case, Scope& scope,
                                                  std::vector<ExprPtr>& truths);
  bool term_tests(const ast::Line& line, const ast::Requires& requires_line, Scope& scope, std::vector<TermItem>& items,
                  std::vector<ExprPtr>& truths);
  bool term_choice(const ast::Line& line, const ast::ByLines& by, Scope& scope, std::vector<TermItem>& items, std::vector<ExprPtr>& truths);

  Wording& wording_;
  const Guards& guards_;
  std::vector<Settled> settled_;
  std::map<std::pair<std::size_t, BenefitId>, Written> for_benefit_;  // those that use the line, written out
  std::unordered_map<const ast::Expr*, Operand> read_;                // what no benefit and no parameter touches
  std::vector<std::size_t> open_;                                     // being written out, outermost first
  std::vector<Span> calls_;                                           // where, for messages from inside
  std::size_t written_out_ = 0;
  std::size_t depth_ = 0;       // of what is being read
  std::size_t depth_used_ = 0;  // of the definitions used since the last one began
};

}  // namespace pol::check
