// From written expressions, named values and terms to expressions of the model: names resolved, kinds and bounds worked out. Presence is
// not judged here (guards.h does, where the expression is used). An expression in which something is wrong comes back empty, and whoever
// meets an empty one says nothing more.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/guards.h"
#include "check/quotients.h"
#include "check/scope.h"
#include "check/settled.h"
#include "check/wording.h"

namespace pol::check {

class Typing {
 public:
  Typing(Wording& wording, const Guards& guards) : wording_(wording), guards_(guards) {}

  // Every named value and term without parameters, used or not.
  void settle_definitions();
  void try_out_unused();  // those with parameters that nothing uses

  // An expression read twice in the same clause is read once; so it must stand in one clause only.
  // A value that is there and whole (amounts: in whole units of their currency), or a record by its name.
  Operand value(const ast::Expr& expr, Scope& scope);
  ExprPtr test(const ast::Expr& expr, Scope& scope);  // must be yes or no
  // Like `value`, but the value may be absent or a fraction: for those who know what that means.
  Operand maybe(const ast::Expr& expr, Scope& scope);
  // Must be of the kind wanted; a bare name may be one of the cases of the wanted type.
  ExprPtr value_of(const ast::Expr& expr, const model::Type& wanted, Scope& scope);
  Operand maybe_of(const ast::Expr& expr, const model::Type& wanted, Scope& scope);  // the value may be absent
  // Whether a limit may go as far as the value, which may be absent: then there is no limit.
  static bool may_limit_nothing(const Operand& value);
  // `e in claim.expenses`: the name means an element from here on; the caller takes it away again. Nothing, and said so, where it is no
  // list. What is built on the element goes through `any_element` or `sum_elements`, once `may_stand_in_list` found nothing against it.
  std::optional<Listed> open_list(const ast::Expr& list, const ast::Name& element, Scope& scope);
  bool may_stand_in_list(const ExprPtr& expr, Span span, std::size_t through = 0);  // and in so many more; else it is said
  // Over all elements, also of the lists that the path goes through. Nothing, and said so, where lists lie too deep.
  ExprPtr any_listed(const Listed& listed, ExprPtr body, Span span);
  ExprPtr extreme_listed(const Listed& listed, model::Extreme of, Span span);
  std::optional<ExprPtr> sum_listed(const Listed& listed, ExprPtr body, Span span);  // empty: it has no bound, which is not said
  void report_cases_that_are_values();  // arguments that were taken for cases, once everything is read
  // An output by its place in the wording, wherever it stands; failed where something in it is wrong, which was said. `present` where it
  // may be absent.
  Operand output(std::size_t index, Span span);
  // One that is a list; nothing, and said so, where something in it is wrong.
  std::optional<model::Output> list_output(const ast::Output& written, Scope& scope);
  // The comma items of a `requires`: each operand of an `and` on its own, later ones read behind the earlier.
  std::vector<Tested> tests(const ast::Expr& expr, Scope& scope);
  // `about R`: R may be called by its last name from here on. Nothing where it is no optional record.
  std::optional<FactId> about(const ast::Path& path, Span span, Scope& scope);
  // Every law, presumption and verdict without arguments, used or not.
  void settle_laws();
  // The verdict that an expression names; nothing, and said so, where it names none.
  // `and_inside`: what its result carries may be named behind it.
  const VerdictOf* verdict(const ast::Expr& expr, Scope& scope, bool and_inside = false);
  ExprPtr ground(const VerdictOf& verdict, std::size_t gate, Span span) const;   // whether the case is a reason
  ExprPtr state(const VerdictOf& verdict, ast::GateKind kind, Span span) const;  // whether the case taken is of this kind
  bool presumes(const ExprPtr& expr) const;                                      // a `presume` is part of it
  ExprPtr without_presumptions(const ExprPtr& expr) const;                       // as if nothing were presumed, as far as `and` and `or` go
  std::optional<FactId> as_if_about(const ast::Path& path, Scope& scope);
  ExprPtr presence(FactId fact, const Scope& scope, Span span, ElementId element = none) const;  // as far as it is not known already
  Operand distance(const ast::Expr& expr, Scope& scope);                                         // days, months, or both
  ExprPtr today(Span span, const Scope& scope);
  void months_have_a_way(Span span);                                          // else it is said
  ExprPtr later_by(const ExprPtr& date, const ExprPtr& distance, Span span);  // days or months; empty where too far
  ExprPtr later_by(const ExprPtr& date, const Operand& distance, Span span);  // of both the months first
  ExprPtr no_larger(ExprPtr expr, Span span);                                 // empty, and said so, where it got too large

 private:
  Diagnostic& report(Message message, Span span, std::vector<std::string> arguments = {});
  // `wanted`: where a bare name may be one of the cases of this type.
  Operand read(const ast::Expr& expr, Scope& scope, const model::Type* wanted);
  bool is_given(const ExprPtr& present, Scope& scope) const;
  Operand infer(const ast::Expr& expr, Scope& scope, const model::Type* wanted = nullptr);
  Operand infer_or_period(const ast::Expr& expr, Scope& scope);  // else months and days together are refused
  std::optional<Operand> case_named(const ast::Expr& expr, const model::Type& wanted, Scope& scope);
  ExprPtr infer_test(const ast::Expr& expr, Scope& scope);
  ExprPtr as_test(const Operand& operand, Span span);
  ExprPtr as_value(const Operand& operand, Span span);  // not a record, not absent, and whole
  bool is_there(const Operand& operand, Span span);     // else it is said that there may be no value
  static Operand known_to_be_there(Operand operand);

  // names (check_names.cpp)
  Operand of(const ast::Path& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Call& node, const ast::Expr& expr, Scope& scope);
  Operand event(Span span, Scope& scope);
  Operand claimable(Span span, Scope& scope);
  Operand amount(Span span, Scope& scope);
  ExprPtr any_amount(Span span) const;
  Operand this_benefit(Span span, Scope& scope) const;
  Operand named(const ast::Path& path, Span span, Scope& scope);
  Operand declared(const Declared& found, const ast::Path& path, Span span, Scope& scope);
  Operand inside(const Operand& outer, const ast::Path& path, Span span);
  Operand table_cell(std::size_t table, const ast::Path& path, Span span);
  bool is_item(const Operand& operand) const;
  Operand fact(FactId id, ElementId element, Span span) const;
  Operand unknown(const ast::Name& name, const Scope& scope);
  void report_without_its_block(const ast::Name& name, const model::Fact& fact, const Scope& scope);
  std::vector<std::string> possible_names(const Scope& scope) const;

  // outputs as values (check_outputs.cpp)
  void settle_output(std::size_t index);
  std::vector<ExprPtr> members_of(const Operand& set, Span span) const;
  Operand output_value(const ast::Output& written, Scope& scope);
  bool is_output(const ast::Output& written, const Operand& value, const Scope& scope);
  void output_guarded(const Operand& value);

  // laws (check_laws.cpp)
  Operand law(std::size_t index, const ast::Path& path, Span span);
  void settle_law(std::size_t index);
  Operand chosen_by_date(std::size_t index, const ExprPtr& date);
  Operand chosen_by_case(std::size_t index, const Operand& chosen);
  Operand law_status(std::size_t index, const Operand& law, Span span) const;
  ExprPtr shared(const std::string& name, const ExprPtr& expr);

  // verdicts (check_verdicts.cpp, gates.cpp)
  Operand verdict_value(const VerdictOf& verdict, const std::vector<ast::Name>& names, Span span, const Scope& scope);
  std::optional<VerdictOf> read_verdict(const ast::Verdict& written, Scope& scope);
  std::optional<GateOf> read_gate(const VerdictOf& verdict, std::size_t gate, Scope& scope, std::set<std::string>& sure);
  bool read_carried(const ast::Gate& written, const model::Type& type, Scope& scope, const std::set<std::string>& sure, GateOf& gate);
  ExprPtr where_it_is_there(const ExprPtr& value, const GuardSet& known);
  Operand carried_value(const ast::Expr& written, const NamedType& type, const std::string& name, Scope& scope);
  ExprPtr with_its_guards(const ExprPtr& when, const Scope& scope);
  bool is_exhaustive(const VerdictOf& verdict);
  void settle_taken(VerdictOf& verdict, bool share);
  Operand carried(const VerdictOf& verdict, const ast::Name& name, bool of_paid, Span span);
  Operand of(const ast::VerdictState& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::SetOf& node, const ast::Expr& expr, Scope& scope);

  // declassify.cpp, check_lists.cpp
  Operand of(const ast::Position& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Declassify& node, const ast::Expr& expr, Scope& scope);
  std::optional<model::Release> release(const ast::Declassify& node, const Operand& value, Scope& scope);
  bool may_be_released(const std::vector<FactId>& facts, Span span);
  std::optional<std::string> released_for(const ast::Expr& period, Scope& scope);

  // presumptions (check_presume.cpp)
  Operand presumption(std::size_t index, const ast::Path& path, Span span);
  std::optional<Operand> state_of_cell(const ast::IsOneOf& node, Span span, Scope& scope);
  std::optional<Operand> presumption_state(const ast::IsOneOf& node, Span span, Scope& scope);
  void settle_presumption(std::size_t index);

  // lists that are shown (check_rows.cpp)
  std::optional<std::vector<DeclaredField>> declared_fields(const ast::Output& written);
  bool add_rows(const ast::ListPart& part, std::vector<DeclaredField>& fields, Scope& scope, std::vector<model::OutputRows>& to);
  bool add_rows_of_cases(const ast::ListPart& part, const model::Type& type, std::vector<DeclaredField>& fields, Scope& scope,
                         std::vector<model::OutputRows>& to);
  std::optional<model::OutputRows> rows(const ast::ListPart& part, bool over_list, std::vector<DeclaredField>& fields, Scope& scope);
  std::optional<std::vector<const ast::RowField*>> in_order(const ast::ListPart& part, const std::vector<DeclaredField>& fields);
  ExprPtr turn(const ast::ListPart& part, const Listed& listed, Scope& scope);
  static model::RowValue left_out(const model::Type& type, Span span);
  bool guarded_rows(const ExprPtr& test, ElementId element, const GuardSet& known);
  std::optional<model::RowValue> row_value(const ast::RowField& written, DeclaredField& field, const Listed& listed, Scope& scope);

  // truths (check_truths.cpp)
  Operand of(const ast::Truth& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Not& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::And& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Or& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Proved& node, const ast::Expr& expr, Scope& scope);
  bool case_alone(const ast::Expr& before, const ast::Expr& written, bool conjunction, Scope& scope);
  Operand joined(const std::vector<ast::ExprPtr>& operands, bool conjunction, Span span, Scope& scope);
  Operand of(const ast::IsPresent& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Otherwise& node, const ast::Expr& expr, Scope& scope);
  Operand otherwise(const ast::Expr& written, const Operand& fallback, Span fallback_span, Span span, Scope& scope,
                    const model::Type* wanted);
  ExprPtr there(const Operand& value, Span span, const Scope& scope);
  Operand subject(const ast::Expr& expr, bool if_any, Scope& scope);  // what a test asks about: with `if any` it may be absent
  ExprPtr judged_if_any(ExprPtr test, const Operand& subject, bool if_any, Span span, const Scope& scope);
  GuardSet needed(const Operand& value) const;
  std::optional<GuardSet> absence_of(const Operand& value, Span span, const Scope& scope);

  // cases (check_cases.cpp)
  std::vector<EnumId> types_with_case(const std::string& name) const;
  std::optional<Operand> case_as_argument(const ast::Expr& written, Scope& scope);
  std::optional<ast::Name> case_given(const Operand& argument, EnumId type);
  Operand case_among(const ast::Expr& subject, const std::vector<ast::Name>& names, bool if_any, Scope& scope);
  Operand case_alone_of_its_name(const ast::Name& name, Span span);
  bool is_of_two_things(const ast::Name& name, EnumId type, Scope& scope);
  std::optional<MeantCases> case_of_another(const ast::Expr& other, const model::Type& type, Scope& scope);
  std::optional<MeantCases> meant(const model::Type& type, const std::vector<ast::Name>& names, Scope& scope);
  ExprPtr is_one_of(const ExprPtr& subject, const MeantCases& meant, Span span);
  ExprPtr same_case(const ExprPtr& left, const ExprPtr& right, Span span) const;
  ExprPtr has(const Operand& set, ast::HasKind kind, const MeantCases& meant, Span span) const;
  Operand case_compared(const ast::Compare& node, const Operand& left, Span span, Scope& scope);

  // comparisons (check_comparisons.cpp)
  Operand of(const ast::Compare& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::IsOneOf& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Has& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Between& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::InRange& node, const ast::Expr& expr, Scope& scope);
  bool time_beside_number(const ast::Expr& written, const Operand& other);
  ExprPtr texts_compared(ast::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span);
  ExprPtr if_both(const ast::Compare& node, ExprPtr test, const Operand& left, const Operand& right, const Scope& scope);
  bool unify_cases(const ExprPtr& left, Span left_span, const ExprPtr& right, Span right_span);
  ExprPtr ordered(ast::CompareOp op, const ExprPtr& left, const ExprPtr& right, Span span) const;
  std::optional<MeantCases> benefit_or_cases(const model::Type& type, const std::vector<ast::Name>& names, Scope& scope);
  bool comparable(const ExprPtr& expr, Span span);
  bool choosable(const ExprPtr& expr, Span span);
  ExprPtr compared(ast::CompareOp op, Operand left, Span left_span, Operand right, Span right_span, Span span);
  // The two at the same unit, decimals and divisor; false, and said so, where they do not go together.
  bool unify(Operand& left, Span left_span, Operand& right, Span right_span);

  // numbers (check_numbers.cpp)
  Operand of(const ast::Number& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Arithmetic& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Pick& node, const ast::Expr& expr, Scope& scope);
  bool counts_without_a_name(const ast::Expr& left, const Scope& scope);
  Operand value_or_absent(const ast::Expr& written, Scope& scope);
  static Operand absent_with(Operand value, const Operand& other, Span span);
  Operand calculated(const ast::Arithmetic& node, const ast::Expr& expr, const Operand& left, const Operand& right);
  Operand sum(const ast::Arithmetic& node, const ast::Expr& expr, Operand left, Operand right);
  Operand product(const ast::Expr& expr, const Operand& left, const Operand& right);
  Operand number(Operand operand, Span span);  // a value that is there, perhaps a fraction
  Operand kept(Operand value, Span span);
  Operand too_wide(const std::vector<ExprPtr>& from, Span span);
  std::vector<std::string> bounded_fields(const std::vector<ExprPtr>& from) const;  // whose bounds make a result wide

  // dates (check_dates.cpp)
  Operand of(const ast::Date& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Text& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Timing& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::CompletedYears& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::DaysBetween& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::History& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Period& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::MonthEnd& node, const ast::Expr& expr, Scope& scope);
  Operand moved_to(const ExprPtr& date, const ExprPtr& months, calendar::MonthEnd end, Span span);
  Operand date_moved(const Operand& left, const Operand& right, bool back, Span span);
  ExprPtr date_of(const Operand& found, Span span);
  ExprPtr timed(ast::TimingKind kind, const ExprPtr& subject, const ExprPtr& anchor, const ExprPtr& limit, Span span) const;
  std::optional<std::vector<BenefitId>> paid_benefits(const ast::History& node, Scope& scope);
  ExprPtr infer_as(const ast::Expr& expr, model::Kind kind, Scope& scope);

  // fractions (check_fractions.cpp)
  ExprPtr whole(const Operand& fraction, Span span);  // empty, and said so, where it may not come out whole
  Operand of(const ast::Rounded& node, const ast::Expr& expr, Scope& scope);
  std::optional<Rounding> rounding(const ast::Rounded& node, const Operand& value, Span span);
  Operand times(const Operand& value, const Operand& count, std::int64_t divisor, Span span);
  Operand share(const Operand& share, Span share_span, const Operand& whole, Span whole_span);
  std::optional<Operand> converted(const Operand& amount, const Operand& rate, bool divided, Span span);
  Operand quotient(const Operand& left, const Operand& right, Span right_span, Span span);
  Operand divided(Operand value, const std::vector<ExprPtr>& by, Span by_span);
  std::optional<Product> taken_apart(Operand& fraction, Span span);
  static void put_over(Operand& numerator, const Product& divisor, Span span);
  bool same_divisor(Operand& left, Span left_span, Operand& right, Span right_span);
  ExprPtr fractions_compared(ast::CompareOp op, const Operand& left, const Operand& right, Span span);
  ExprPtr sums_compared(ast::CompareOp op, const Operand& left, const Operand& right, Span span);
  ExprPtr rounded(const Operand& fraction, const Rounding& to, Span span, const ExprPtr& not_above);
  ExprPtr rounded_quotient(const Product& over, const Product& under, const Rounding& rounding, Span span, const ExprPtr& not_above = {});
  std::int64_t known_part(const model::Expr& expr, std::int64_t of, std::size_t& steps) const;

  // several fractions (fraction_choices.cpp, fraction_sums.cpp)
  bool agree(Operand& left, Span left_span, Operand& right, Span right_span);
  bool are_apart(const std::vector<Operand>& values) const;
  bool have_the_same_divisor(const Operand& left, const Operand& right) const;
  Operand alternatives(Alternatives alternatives, Span span);
  Operand of_each(const Operand& value, const Operand* factor, Span span, const std::function<Operand(const Operand&)>& make);
  Operand in_order(const Operand& value, bool below, Span span, const std::function<Operand(const Operand&)>& make);
  Operand at_decimals(const Operand& value, const model::Type& type, Span span);
  Operand fractions_added(const Operand& left, const Operand& right, bool back, Span span);
  std::optional<Summand> added(const Summand& first, const Summand& second, const model::Type& type, Span span);
  void note_pick(ast::PickKind kind, const Operand& left, Span left_span, const Operand& right, Span right_span);
  Operand picked(bool least, Operand left, Span left_span, Operand right, Span right_span, Span span);
  ExprPtr one_of(const Alternatives& alternatives, const std::vector<ExprPtr>& values, Span span);
  ExprPtr alternatives_compared(ast::CompareOp op, const Operand& left, const Operand& right, Span span);
  ExprPtr sum_rounded(const Operand& sum, const Rounding& to, Span span);
  Operand over_one_divisor(const Operand& sum, Span span);

  // divided by one of several (fraction_divisors.cpp)
  Operand over_one_of(const Operand& left, const Operand& right, Span right_span, Span span);
  Operand of_the_cases(const Alternatives& cases, std::vector<Operand> each, Span span);
  Operand both_there(Alternatives::Which which, const Operand& first, const Operand& second, Span span);
  Operand one_there(Alternatives::Which which, const Operand& first, const Operand& second, Span span);
  Operand by_sign(const Operand& of, Span span, const std::function<Operand(bool below)>& make);

  // lists (check_lists.cpp)
  Operand of(const ast::OfList& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::Fold& node, const ast::Expr& expr, Scope& scope);
  bool is_free(const ast::Name& element, const Scope& scope);  // else it is said that something is called so
  std::optional<Operand> through_items(const ast::Expr& list, const Scope& scope, Listed& listed);
  Listed another(const Listed& listed);
  ExprPtr fold_listed(const Listed& listed, model::Fold fold, const Operand& declared, Span span);
  bool guarded_inside(const ExprPtr& body, ElementId element);
  ExprPtr where(const ast::ExprPtr& written, Span span, Scope& scope);
  Operand of_truths(const ast::OfList& node, const ast::Expr& expr, const Listed& listed, Scope& scope);
  Operand of_values(const ast::OfList& node, const ast::Expr& expr, const Listed& listed, Scope& scope);
  Operand element_value(const ast::Expr& written, ElementId element, Scope& scope);
  Operand extreme(const ast::OfList& node, Operand fallback, Span fallback_span, Span span, Scope& scope);
  Operand folded(const ast::Fold& node, const ast::Expr& expr, const Listed& listed, const Operand& declared, const ExprPtr& start,
                 Scope& scope);
  ExprPtr as_running(const Operand& found, const Operand& declared, Span span);

  SettledSplit* split_at(std::size_t index, Span span);
  void settle_split(std::size_t index, SettledSplit& split);
  bool split_amount(const ast::Split& written, SettledSplit& split);
  bool split_elements(const ast::Split& written, SettledSplit& split);
  bool split_equally(const ast::Split& written, SettledSplit& split);
  bool split_parties(const ast::Split& written, SettledSplit& split);
  ExprPtr raw_weight(const ast::Split& written, const SettledSplit& split, ElementId element);
  ExprPtr weight(const ast::Split& written, SettledSplit& split, ElementId element);
  bool split_shares_out(const ast::Split& written, const SettledSplit& split, const ExprPtr& raw, const ExprPtr& total);
  ExprPtr summed(const Listed& listed, const ExprPtr& body, Span span);
  ExprPtr is_earlier(const Listed& one, ElementId other, Span span) const;
  ExprPtr part(const ast::Split& written, SettledSplit& split, ElementId element);
  ExprPtr equal_part(const ast::Split& written, SettledSplit& split, ElementId element);
  bool share_out(const ast::Split& written, SettledSplit& split, const std::vector<ExprPtr>& shares, const ExprPtr& fits,
                 const ExprPtr& whole);
  std::optional<std::vector<ExprPtr>> shares_of(const ast::Split& written, int& decimals);
  Operand part_of(std::size_t index, const std::vector<Operand>& given, Span span);
  Operand party_of(std::size_t index, const ast::Path& path, Span span);
  std::map<std::size_t, SettledSplit> splits_;

  // tables by key (check_lookup.cpp)
  const WrittenTable* table_of(const ast::Lookup& node, Span span);
  std::optional<std::size_t> column_of(const ast::Lookup& node, const DownTable& table, Span span);
  ExprPtr key_of(const ast::Expr& written, const DownKey& key, const std::string& table, Scope& scope);
  ExprPtr as_key(const Operand& found, Span span, const DownKey& key, const std::string& table);
  using AmongStates = std::function<ExprPtr(const std::function<bool(CellState)>&)>;
  static void describe_absence(Operand& cell, const std::vector<CellState>& states, const std::string& table, const AmongStates& among);
  void absent_cells(Operand& cell, const ExprPtr& key, const std::vector<CellState>& states, const std::string& table, Span span) const;
  Operand of(const ast::Lookup& node, const ast::Expr& expr, Scope& scope);
  const WrittenParameter* parameter_of(const ast::Name& name) const;
  std::optional<RowKeys> row_keys(const ast::Lookup& node, const WrittenParameter& parameter, Span span, Scope& scope);
  Operand row(const ast::Lookup& node, const WrittenParameter& parameter, Span span, Scope& scope);
  Operand row_of_members(const WrittenParameter& parameter, const RowKeys& keys, Span span) const;
  Operand row_of_list(const WrittenParameter& parameter, const RowKeys& keys, Span span);
  ExprPtr in_band(FactId band, const Operand& subject, Span subject_span, Span span);
  Operand of(const ast::TheCase& node, const ast::Expr& expr, Scope& scope);

  // choices (check_choices.cpp)
  Operand of(const ast::Choice& node, const ast::Expr& expr, Scope& scope);
  Operand of(const ast::FirstOf& node, const ast::Expr& expr, Scope& scope);
  Operand first_of(const std::vector<ExprPtr>& whens, const std::vector<Operand>& values, Span span);
  Operand chosen_value(const ast::Expr& written, Scope& scope, const model::Type* wanted);
  bool unify_all(std::vector<Operand>& values, const std::vector<Span>& spans);
  std::optional<Cases> cases(const ast::Expr& subject, const std::vector<CaseNames>& written, Scope& scope);
  std::optional<std::vector<std::vector<bool>>> covered(const model::Type& type, const std::vector<CaseNames>& written, Span span);
  std::optional<std::vector<bool>> mask_of(const model::Type& type, const std::vector<ast::Name>& names);
  std::vector<std::string> case_names(const model::Type& type) const;
  Operand chosen(const ExprPtr& subject, const std::vector<std::vector<bool>>& masks, const std::vector<Operand>& values, Span span);

  // definitions and terms (check_definitions.cpp, check_terms.cpp)
  std::optional<std::size_t> definition_named(const ast::Expr& expr, const Scope& scope) const;
  Written use(std::size_t define, std::vector<Operand> arguments, Span span, Scope& scope);
  Written use_settled(std::size_t define, Span span, Scope& scope);
  Written write_out(std::size_t define, std::map<std::string, Operand> parameters, Span span, Scope& scope);
  bool is_circle(std::size_t define, Span span);
  bool takes(std::size_t define, std::size_t arguments, Span span);
  void try_out(std::size_t define);
  void try_call(std::size_t define, std::size_t arguments, Span span);
  void try_operands(const ast::Expr& expr, Scope& scope);
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
  std::vector<Settled> laws_;
  std::map<std::size_t, SettledVerdict> verdicts_;
  std::deque<VerdictOf> written_out_verdicts_;  // for arguments
  std::map<std::size_t, SettledPresumption> presumptions_;
  std::set<model::DefinitionId> presuming_;  // definitions that say what is presumed
  std::vector<Settled> settled_;
  std::map<std::size_t, Settled> outputs_;
  std::map<std::pair<std::size_t, BenefitId>, Written> for_benefit_;  // those that use the line, written out
  std::unordered_map<const ast::Expr*, Operand> read_;                // what no benefit and no parameter touches
  std::map<std::uint32_t, TakenForCase> taken_for_cases_;             // by where they stand
  Trial trial_;
  std::vector<std::size_t> open_;  // being written out, outermost first
  std::vector<Span> calls_;        // where, for messages from inside
  std::size_t written_out_ = 0;
  const model::Type* wanted_ = nullptr;     // of what is being read
  bool may_be_period_ = false;              // what is read next: months and days
  ExprPtr not_above_;                       // of what is being read: more than it can be is as good as that
  std::size_t depth_ = 0, depth_used_ = 0;  // of what is being read; of the definitions used since the last one began
};

// A field, in no record that may be unknown as a whole: the only texts that outputs copy.
bool is_text_of_the_record(const model::Policy& policy, const model::Expr& value);

}  // namespace pol::check
