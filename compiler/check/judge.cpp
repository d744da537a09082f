#include "check/judge.h"

#include <algorithm>
#include <iterator>

#include "check/build.h"
#include "check/elaborate.h"
#include "check/lines.h"
#include "check/words.h"

namespace pol::check {

// Of a field in a record that are both unguarded only the record is said.
void Judging::note(const Need& need, BenefitId benefit) {
  const std::string& name = wording.benefits.at(benefit)->name.text;
  const auto said = [&](const Unguarded& each) {
    const bool of_this = std::find(each.benefits.begin(), each.benefits.end(), name) != each.benefits.end();
    return of_this && each.need.span == need.span && each.need.guard != need.guard;
  };
  if (std::any_of(unguarded.begin(), unguarded.end(), said)) return;
  const auto same = [&](const Unguarded& each) { return each.need.guard == need.guard && each.need.span == need.span; };
  auto found = std::find_if(unguarded.begin(), unguarded.end(), same);
  if (found == unguarded.end()) found = unguarded.insert(unguarded.end(), {need, {}});
  if (std::find(found->benefits.begin(), found->benefits.end(), name) == found->benefits.end()) found->benefits.push_back(name);
}

Judge::Judge(Judging& judging, const ast::Clause& clause, const std::vector<bool>& applies, const LineScope* line)
    : judging_(judging),
      wording_(judging.wording),
      typing_(judging.typing),
      guards_(judging.guards),
      clause_(clause),
      applies_(applies),
      line_(line),
      number_(wording_.number_of(clause.number ? clause.number->value : clause.name.text)),
      waterfall_(judging, line ? line->benefit : none) {
  scope_.line = line;
}

void Judge::judge_benefit(LineScope& line) {
  money_ = &waterfall_;
  read_decided_by(line);
  read_abouts(true);
  read_event(line);
  read_claimable(line);
  read_whens();
  read_lines();
  if (waterfall_.is_empty())
    wording_.report(Message::no_pays, clause_.name.span, {clause_.name.text});
  else if (waterfall_.is_open())
    wording_.report(Message::pays_not_always, clause_.name.span, {clause_.name.text});
}

void Judge::judge_in_turn(const GuardSet& around, Waterfall* waterfall) {
  in_turn_ = true;
  money_ = waterfall;
  const bool has_amount = waterfall && !waterfall->is_broken();
  scope_.amount =
      has_amount ? waterfall->running(clause_.name.span) : make(model::Constant{0}, money_type(), {0, largest_amount}, clause_.name.span);
  if (has_amount) read_by_amount_ = waterfall->read();
  judge_general(around);
}

void Judge::judge_general(const GuardSet& around) {
  about_ = around;
  around_ = around;
  read_abouts(false);
  read_whens();
  read_lines();
}

// Records that are absent decline a benefit and leave a general clause unjudged.
void Judge::read_abouts(bool with_grounds) {
  for (const ast::Line& line : clause_.lines) {
    const auto* about = std::get_if<ast::About>(&line.node);
    for (std::size_t i = 0; about && i < about->records.size(); ++i) {
      const Scope before = scope_;
      const Span span = about->spans[i];
      const std::optional<FactId> record = typing_.about(about->records[i], span, scope_);
      if (!record) continue;
      if (with_grounds) {
        Draft absent = draft(line);
        absent.known = about_;
        add(absent, {negation(typing_.presence(*record, before, span), span)}, {}, span);
      }
      about_.merge(guards_.around(*record));
    }
  }
  known_ = about_;
  known_.insert(sure_.begin(), sure_.end());
  known_of_paid_ = known_;
}

void Judge::read_event(LineScope& line) {
  const ast::Line* first = nullptr;
  for (const ast::Line& each : clause_.lines) {
    const auto* event = std::get_if<ast::Event>(&each.node);
    if (!event) continue;
    if (first) {
      wording_.report(Message::second_event, each.span).label(first->span, "the first one");
      continue;
    }
    first = &each;
    scope_.in_event = true;
    line.event = typing_.value_of(*event->date, type_of(model::Kind::date), scope_);
    scope_.in_event = false;
    if (!line.event) continue;
    for (const Need& need : guards_.needs(*line.event)) {
      if (!about_.contains(need.guard)) judging_.note(need, line.benefit);
    }
  }
  const auto by_a_verdict = [](const ast::Line& each) { return std::holds_alternative<ast::DecidedBy>(each.node); };
  if (!first && std::none_of(clause_.lines.begin(), clause_.lines.end(), by_a_verdict))
    wording_.report(Message::no_event, clause_.name.span, {clause_.name.text});
}

void Judge::read_claimable(LineScope& line) {
  const ast::Line* first = nullptr;
  for (const ast::Line& each : clause_.lines) {
    const auto* claimable = std::get_if<ast::Claimable>(&each.node);
    if (!claimable) continue;
    if (first) {
      wording_.report(Message::second_claimable, each.span).label(first->span, "the first one");
      continue;
    }
    first = &each;
    const Operand date = typing_.maybe_of(*claimable->date, type_of(model::Kind::date), scope_);
    if (!date.expr) continue;
    line.claimable = date.expr;
    line.claimable_present = date.present;
    const GuardSet guards = date.present ? guards_.implied(*date.present, true) : GuardSet{};
    for (const Need& need : guards_.needs(*date.expr)) {
      if (!about_.contains(need.guard) && !guards.contains(need.guard)) judging_.note(need, line.benefit);
    }
  }
}

void Judge::read_whens() {
  for (const ast::Line& line : clause_.lines) {
    const auto* when = std::get_if<ast::When>(&line.node);
    const ExprPtr condition = when ? test(*when->condition) : ExprPtr{};
    if (condition) when_.push_back(condition);
  }
}

void Judge::read_lines() {
  for (const ast::Line& line : clause_.lines) {
    demanded_for(line);
    if (belongs(clause_.kind, line.node)) {
      std::visit([&](const auto& node) { of(node, line); }, line.node);
    } else if (std::holds_alternative<ast::RefersWhen>(line.node)) {
      wording_.report(Message::refers_when_in_a_clause, line.keyword, {std::string(keyword_of(clause_.kind))});
    } else {
      wording_.report(Message::line_not_in_such_a_clause, line.keyword,
                      {std::string(keyword_of(line.node)), std::string(keyword_of(clause_.kind))});
    }
  }
}

// ---- what the lines have in common ----

// What lines above made sure of: for money, where the line pays, so that it need not be asked again.
void Judge::demanded_for(const ast::Line& line) {
  asks_again_ = std::holds_alternative<ast::Requires>(line.node) || std::holds_alternative<ast::Excludes>(line.node);
  scope_.demanded = asks_again_ ? known_ : known_of_paid_;
  for (const ExprPtr& when : when_) scope_.demanded.merge(guards_.implied(*when, true));
  scope_.relied_on.clear();
}

// What has to be given for what was read since the last time, as lines above demand: a test is not judged where it is not.
std::vector<ExprPtr> Judge::relied_on() {
  const std::vector<ExprPtr> given = std::exchange(scope_.relied_on, {});
  return asks_again_ ? given : std::vector<ExprPtr>{};
}

bool Judge::is_for_this(const std::vector<ast::Name>& benefits) {
  bool is_this = benefits.empty() || !line_;
  for (const ast::Name& name : benefits) {
    const std::optional<BenefitId> found = wording_.benefit(name);
    if (found && !applies_.at(*found)) wording_.report(Message::not_a_benefit_of_the_clause, name.span, {name.text, clause_.name.text});
    is_this = is_this || (found && line_ && *found == line_->benefit);
  }
  return is_this;
}

std::vector<NumberId> Judge::numbers(const ast::Line& line) const {
  std::vector<NumberId> own = wording_.numbers_of(line.numbers);
  return own.empty() ? std::vector<NumberId>{number_} : own;
}

Draft Judge::draft(const ast::Line& line) const {
  Draft made;
  made.numbers = numbers(line);
  made.parts = when_;
  made.known = known_;
  made.place = line.span;
  made.span = line.span;
  return made;
}

// What reads `claimable` is not judged where there is none: then it holds neither as a condition nor as a write-back. Of several that are
// joined by `or` the others are.
ExprPtr Judge::test(const ast::Expr& expr) {
  const auto* disjunction = std::get_if<ast::Or>(&expr.node);
  if (disjunction && !disjunction->mixed && line_ && line_->claimable_present) {
    std::vector<ExprPtr> operands;
    for (const ast::ExprPtr& operand : disjunction->operands) {
      if (const ExprPtr found = test(*operand)) operands.push_back(found);
    }
    return operands.size() == disjunction->operands.size() ? any_of(operands, expr.span) : ExprPtr{};
  }
  scope_.uses_claimable = false;
  const ExprPtr found = typing_.test(expr, scope_);
  std::vector<ExprPtr> parts = relied_on();
  const bool may_be_absent = std::exchange(scope_.uses_claimable, false) && line_ && line_->claimable_present;
  if (may_be_absent) parts.push_back(line_->claimable_present);
  if (!found || parts.empty()) return found;
  parts.push_back(found);
  return all_of(parts, expr.span);
}

// Whether what was read since the last time reads `claimable`, which may be absent: then the draft holds only where it is there.
bool Judge::judged_only_if_claimable(Draft& draft) {
  const bool may_be_absent = std::exchange(scope_.uses_claimable, false) && line_ && line_->claimable_present;
  if (may_be_absent) draft.parts.insert(draft.parts.begin(), line_->claimable_present);
  return may_be_absent;
}

bool Judge::add_when(const ast::Tails& tails, Draft& draft) {
  if (!tails.when) return true;
  const ExprPtr when = test(*tails.when);
  if (!when) return false;
  draft.parts.push_back(when);
  scope_.demanded.merge(guards_.implied(*when, true));
  return true;
}

// What is written back where; `back` gets what has to hold besides for a ground of the line.
bool Judge::write_backs(const ast::Tails& tails, std::vector<ExprPtr>& back, std::vector<WrittenBack>& written) {
  bool good = true;
  for (const ast::Unless& unless : tails.unless) {
    const bool counts = is_for_this(unless.benefits);
    if (!counts) continue;
    const ExprPtr condition = test(*unless.condition);
    if (condition) back.push_back(negation(condition, unless.span));
    if (condition) written.push_back({condition, unless.condition->span});
    good = good && condition;
  }
  return good;
}

void Judge::note(const std::vector<WrittenBack>& written, std::vector<ExprPtr> from, const ExprPtr& holds) {
  if (!line_) return;
  from.push_back(holds);
  for (const WrittenBack& each : written) {
    wording_.written_back.push_back({each.condition, each.span, line_->benefit, all_of(from, each.span)});
  }
}

void Judge::role_of(const ast::Tails& tails, Draft& draft) {
  switch (tails.otherwise) {
    case ast::ElseKind::decline: break;
    case ast::ElseKind::pend:
      draft.role = Role::pends;
      draft.effect = Effect::waits;
      break;
    case ast::ElseKind::refer:
      draft.role = Role::refers;
      draft.effect = Effect::refers;
      break;
  }
  if (!tails.effect) return;
  if (const std::optional<Effect> effect = effect_named(wording_, *tails.effect)) draft.effect = *effect;
}

void Judge::add(Draft draft, const std::vector<ExprPtr>& tests, const std::vector<ExprPtr>& write_backs, Span span) {
  draft.parts.insert(draft.parts.end(), tests.begin(), tests.end());
  draft.parts.insert(draft.parts.end(), write_backs.begin(), write_backs.end());
  draft.span = span;
  drafts_.push_back(std::move(draft));
}

// What a line demands without any exception is so for the lines behind it; for what is paid, if the line declines.
void Judge::learn(const ExprPtr& truth, const Draft& draft, const ast::Tails& tails) {
  if (tails.when || !tails.unless.empty()) return;
  GuardSet guards = guards_.implied(*truth, true);
  known_.insert(guards.begin(), guards.end());
  if (draft.role == Role::declines) known_of_paid_.merge(guards);
}

std::vector<Draft> Judge::take_drafts() {
  std::vector<Draft> all = std::move(drafts_);
  for (Draft& each : all) {
    const bool reads = std::any_of(each.parts.begin(), each.parts.end(), [](const ExprPtr& part) { return reads_amount(part); });
    if (in_turn_ && reads) each.parts.insert(each.parts.begin(), guards_.tests(read_by_amount_, each.span));
  }
  std::vector<Draft> of_money = money_ ? money_->take_drafts() : std::vector<Draft>{};
  all.insert(all.end(), std::make_move_iterator(of_money.begin()), std::make_move_iterator(of_money.end()));
  return all;
}

// ---- requires, excludes ----

void Judge::of(const ast::Requires& node, const ast::Line& line) {
  if (!is_for_this(node.tails.benefits)) return;
  Draft base = draft(line);
  role_of(node.tails, base);
  std::vector<ExprPtr> back;
  std::vector<WrittenBack> written;
  const bool good = add_when(node.tails, base) & write_backs(node.tails, back, written);
  for (const ast::ExprPtr& condition : node.conditions) {
    scope_.uses_claimable = false;
    const std::vector<Tested> all = typing_.tests(*condition, scope_);
    Draft each = base;
    const std::vector<ExprPtr> relied = relied_on();
    each.parts.insert(each.parts.begin(), relied.begin(), relied.end());
    const bool always = !judged_only_if_claimable(each);
    for (const Tested& tested : all) {
      if (!good) continue;
      require(tested, each, back);
      note(written, each.parts, negation(tested.truth, tested.truth->span));
      each.known.merge(guards_.implied(*tested.truth, true));
      if (always) learn(tested.truth, base, node.tails);
    }
    if (always) base.known = each.known;
    if (always) scope_.demanded.insert(each.known.begin(), each.known.end());
  }
}

void Judge::of(const ast::Excludes& node, const ast::Line& line) {
  check_tails(wording_, node.tails, {.when = true, .unless = true, .benefits = true}, line);
  if (!is_for_this(node.tails.benefits)) return;
  Draft base = draft(line);
  base.effect = Effect::excludes;
  base.excludes = true;
  std::vector<ExprPtr> back;
  std::vector<WrittenBack> written;
  const bool good = add_when(node.tails, base) & write_backs(node.tails, back, written);
  const bool always = !is_written_back_below(line);
  for (const ast::ExprPtr& cause : node.causes) {
    const ExprPtr holds = test(*cause);
    if (!holds || !good) continue;
    add(base, {holds}, back, cause->span);
    note(written, base.parts, holds);
    if (!always) continue;
    const ExprPtr stands = negation(holds, cause->span);  // where a record comes to what is behind this line
    learn(stands, base, node.tails);
    base.known.merge(guards_.implied(*stands, true));
    scope_.demanded.insert(base.known.begin(), base.known.end());
  }
}

// An `all unless` behind the line may let pass what it excludes.
bool Judge::is_written_back_below(const ast::Line& line) const {
  const auto below = [&](const std::vector<ast::Line>& lines) {
    const auto here = std::find_if(lines.begin(), lines.end(), [&](const ast::Line& each) { return &each == &line; });
    return std::any_of(here, lines.end(), [](const ast::Line& each) { return std::holds_alternative<ast::AllUnless>(each.node); });
  };
  return below(clause_.lines) || std::any_of(clause_.lines.begin(), clause_.lines.end(), [&](const ast::Line& each) {
           const auto* items = std::get_if<ast::PaysEach>(&each.node);
           return items && below(items->lines);
         });
}

void Judge::of(const ast::AllUnless& node, const ast::Line&) {
  if (!is_for_this(node.benefits)) return;
  const ExprPtr condition = test(*node.condition);
  if (!condition) return;
  for (Draft& each : drafts_) {
    if (!each.excludes) continue;
    note({{condition, node.condition->span}}, each.parts, truth(true, node.condition->span));
    each.parts.push_back(negation(condition, node.condition->span));
  }
}

}  // namespace pol::check
