#include "check/judge.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "check/build.h"
#include "check/elaborate.h"
#include "check/lines.h"
#include "check/words.h"

namespace pol::check {

namespace {

constexpr std::array<Effect, 8> effects{Effect::requires_it, Effect::excludes, Effect::limits,     Effect::ends,
                                        Effect::waits,       Effect::refers,   Effect::prior_paid, Effect::duplicates};

}  // namespace

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
      waterfall_(judging) {
  scope_.line = line;
}

void Judge::judge_benefit(LineScope& line) {
  read_abouts(true);
  read_event(line);
  read_whens();
  read_lines();
  if (waterfall_.is_empty()) wording_.report(Message::no_pays, clause_.name.span, {clause_.name.text});
}

void Judge::judge_general(const GuardSet& around) {
  about_ = around;
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
  known_of_paid_ = about_;
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
  if (!first) wording_.report(Message::no_event, clause_.name.span, {clause_.name.text});
}

void Judge::read_whens() {
  for (const ast::Line& line : clause_.lines) {
    const auto* when = std::get_if<ast::When>(&line.node);
    const ExprPtr condition = when ? typing_.test(*when->condition, scope_) : ExprPtr{};
    if (condition) when_.push_back(condition);
  }
}

void Judge::read_lines() {
  for (const ast::Line& line : clause_.lines) {
    if (belongs(clause_.kind, line.node)) {
      std::visit([&](const auto& node) { of(node, line); }, line.node);
    } else {
      wording_.report(Message::line_not_in_such_a_clause, line.keyword,
                      {std::string(keyword_of(line.node)), std::string(keyword_of(clause_.kind))});
    }
  }
}

// ---- what the lines have in common ----

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

bool Judge::add_when(const ast::Tails& tails, Draft& draft) {
  if (!tails.when) return true;
  const ExprPtr when = typing_.test(*tails.when, scope_);
  if (when) draft.parts.push_back(when);
  return when != nullptr;
}

bool Judge::write_backs(const ast::Tails& tails, std::vector<ExprPtr>& write_backs) {
  bool good = true;
  for (const ast::Unless& unless : tails.unless) {
    const bool counts = is_for_this(unless.benefits);
    if (!counts) continue;
    const ExprPtr condition = typing_.test(*unless.condition, scope_);
    if (condition) write_backs.push_back(negation(condition, unless.span));
    good = good && condition;
  }
  return good;
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
  std::vector<std::string> names;
  for (const Effect effect : effects) names.emplace_back(name_of(effect));
  const auto found = std::find(names.begin(), names.end(), tails.effect->text);
  if (found != names.end())
    draft.effect = effects[static_cast<std::size_t>(found - names.begin())];
  else
    wording_.report_name(Message::misspelt_effect, Message::unknown_effect, *tails.effect, names, {listed(names)});
}

void Judge::add(Draft draft, const std::vector<ExprPtr>& tests, const std::vector<ExprPtr>& write_backs, Span span) {
  draft.parts.insert(draft.parts.end(), tests.begin(), tests.end());
  draft.parts.insert(draft.parts.end(), write_backs.begin(), write_backs.end());
  draft.span = span;
  drafts_.push_back(std::move(draft));
}

// What a line demands without any exception is so for the lines behind it; for what is paid, if the line declines.
void Judge::learn(const ExprPtr& truth, const Draft& draft, const ast::Tails& tails) {
  if (tails.when || !tails.unless.empty() || !when_.empty()) return;
  GuardSet guards = guards_.implied(*truth, true);
  known_.insert(guards.begin(), guards.end());
  if (draft.role == Role::declines) known_of_paid_.merge(guards);
}

std::vector<Draft> Judge::take_drafts() {
  std::vector<Draft> all = std::move(drafts_);
  std::vector<Draft> of_money = waterfall_.take_drafts();
  all.insert(all.end(), std::make_move_iterator(of_money.begin()), std::make_move_iterator(of_money.end()));
  return all;
}

// ---- requires, excludes ----

void Judge::of(const ast::Requires& node, const ast::Line& line) {
  if (!is_for_this(node.tails.benefits)) return;
  Draft base = draft(line);
  role_of(node.tails, base);
  std::vector<ExprPtr> back;
  const bool good = add_when(node.tails, base) & write_backs(node.tails, back);
  for (const ast::ExprPtr& condition : node.conditions) {
    for (const Tested& tested : typing_.tests(*condition, scope_)) {
      if (!good) continue;
      require(tested, base, back);
      base.known.merge(guards_.implied(*tested.truth, true));
      learn(tested.truth, base, node.tails);
    }
  }
}

void Judge::of(const ast::Excludes& node, const ast::Line& line) {
  check_tails(wording_, node.tails, {.when = true, .unless = true, .benefits = true}, line);
  if (!is_for_this(node.tails.benefits)) return;
  Draft base = draft(line);
  base.effect = Effect::excludes;
  base.excludes = true;
  std::vector<ExprPtr> back;
  const bool good = add_when(node.tails, base) & write_backs(node.tails, back);
  for (const ast::ExprPtr& cause : node.causes) {
    const ExprPtr test = typing_.test(*cause, scope_);
    if (test && good) add(base, {test}, back, cause->span);
  }
}

void Judge::of(const ast::AllUnless& node, const ast::Line&) {
  if (!is_for_this(node.benefits)) return;
  const ExprPtr condition = typing_.test(*node.condition, scope_);
  if (!condition) return;
  for (Draft& each : drafts_) {
    if (each.excludes) each.parts.push_back(negation(condition, node.condition->span));
  }
}

}  // namespace pol::check
