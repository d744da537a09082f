#include "check/elaborate.h"

#include <algorithm>
#include <memory>

#include "check/build.h"
#include "check/lines.h"
#include "check/reason_parts.h"

namespace pol::check {

namespace {

struct Placed {
  std::uint32_t place;
  model::Ground ground;
};

struct OfBenefit {
  LineScope scope;
  std::unique_ptr<Judge> own;
  std::vector<Placed> grounds;
};

// Whether the condition, or (`wanted`) its opposite, cannot hold without an item of the list.
bool asks_for_an_item(const model::Policy& policy, const ExprPtr& condition, model::FactId list, bool wanted) {
  const auto any_asks = [&](const std::vector<ExprPtr>& parts, bool as) {
    return std::any_of(parts.begin(), parts.end(), [&](const ExprPtr& each) { return asks_for_an_item(policy, each, list, as); });
  };
  if (const auto* definition = std::get_if<model::Definition>(&condition->node))
    return asks_for_an_item(policy, policy.definitions.at(definition->definition).value, list, wanted);
  if (const auto* negated = std::get_if<model::Not>(&condition->node)) return asks_for_an_item(policy, negated->operand, list, !wanted);
  if (const auto* of = std::get_if<model::OfList>(&condition->node))
    return of->list == list && (wanted || of->kind == model::ListKind::sum);
  if (const auto* choice = std::get_if<model::Choice>(&condition->node)) {
    return std::any_of(choice->branches.begin(), choice->branches.end(),
                       [&](const model::Branch& each) { return asks_for_an_item(policy, each.value, list, wanted); });
  }
  const bool goes_on = std::holds_alternative<model::And>(condition->node) || std::holds_alternative<model::Or>(condition->node) ||
                       std::holds_alternative<model::Compare>(condition->node) || std::holds_alternative<model::Proved>(condition->node);
  return goes_on && any_asks(operands_of(*condition), wanted);
}

class Elaboration {
 public:
  Elaboration(Wording& wording, Typing& typing, const Guards& guards)
      : wording_(wording), judging_{wording, typing, guards, {}}, benefits_(wording.benefits.size()) {}

  void run() {
    std::vector<std::vector<bool>> itself;
    for (const ast::Clause* clause : wording_.benefits) itself.push_back(applies_to(wording_, *clause));
    for (BenefitId id = 0; id < benefits_.size(); ++id) own_clause(id, itself[id]);
    for (const ast::Clause* clause : wording_.clauses) {
      const bool is_condition = clause->kind == ast::ClauseKind::condition;
      const bool is_general = (is_condition && !has_a_turn(wording_, *clause)) || clause->kind == ast::ClauseKind::exclusion;
      if (is_general) general_clause(*clause, false);
    }
    for (const Turn& turn : turns_in_order(wording_)) {
      if (turn.condition)
        general_clause(*turn.condition, true);
      else
        limit_clause(*turn.limit);
    }
    for (BenefitId id = 0; id < benefits_.size(); ++id) finish(id);
  }

 private:
  void own_clause(BenefitId id, const std::vector<bool>& itself) {
    OfBenefit& benefit = benefits_[id];
    benefit.scope.benefit = id;
    benefit.own = std::make_unique<Judge>(judging_, *wording_.benefits[id], itself, &benefit.scope);
    benefit.own->judge_benefit(benefit.scope);
    close(benefit.own->take_drafts(), id);
    say_unguarded(1);
  }

  // `in_turn`: it stands in the waterfall, and now is its turn.
  void general_clause(const ast::Clause& clause, bool in_turn) {
    const std::vector<bool> applies = applies_to(wording_, clause);
    Judge for_none(judging_, clause, applies, nullptr);
    if (in_turn)
      for_none.judge_in_turn({}, nullptr);
    else
      for_none.judge_general({});
    for (BenefitId id = 0; id < benefits_.size(); ++id) {
      if (!applies[id]) continue;
      Judge judge(judging_, clause, applies, &benefits_[id].scope);
      if (in_turn)
        judge.judge_in_turn(benefits_[id].own->about(), &benefits_[id].own->waterfall());
      else
        judge.judge_general(benefits_[id].own->about());
      close(judge.take_drafts(), id);
    }
    say_unguarded(static_cast<std::size_t>(std::count(applies.begin(), applies.end(), true)));
  }

  void limit_clause(const Limit& limit) {
    const NumberId number = wording_.number_of(limit.clause->number ? limit.clause->number->value : limit.clause->name.text);
    const std::vector<NumberId> own = wording_.numbers_of(limit.line->numbers);
    if (own.size() > 1) wording_.report(Message::one_number_only, limit.line->numbers[1].span);
    if (!check_tails(wording_, limit.at_most->tails, {}, *limit.line)) return;
    for (const BenefitId id : limit.benefits) {
      OfBenefit& benefit = benefits_[id];
      std::optional<Allowance> allowance = allowance_for(limit, benefit);
      if (!allowance) continue;
      const Taking taking{own.empty() ? number : own.front(), StepEffect::aggregate, truth(true, limit.line->span), benefit.own->about(),
                          limit.line->span};
      benefit.own->waterfall().limit(taking, *allowance);
      close(benefit.own->waterfall().take_drafts(), id);
    }
    say_unguarded(limit.benefits.size());
  }

  std::optional<Allowance> allowance_for(const Limit& limit, const OfBenefit& benefit) {
    model::Type type = type_of(model::Kind::money);
    type.currency = wording_.policy.currency;
    Scope scope;
    scope.line = &benefit.scope;
    const bool per_event = limit.at_most->per == ast::Per::event;
    Operand amount = judging_.typing.maybe_of(*limit.at_most->amount, type, scope);
    if (amount.present && !Typing::may_limit_nothing(amount)) amount.expr = judging_.typing.value_of(*limit.at_most->amount, type, scope);
    if (!amount.expr || (per_event && !benefit.scope.event)) return std::nullopt;
    if (amount.expr->range.from < 0) {
      wording_.report(Message::may_be_negative, limit.at_most->amount->span, {wording_.policy.currency});
      return std::nullopt;
    }
    return Allowance{amount.expr, amount.present, limit.benefits, per_event ? benefit.scope.event : ExprPtr{}};
  }

  // Puts around each ground the guards of what it reads.
  void close(std::vector<Draft> drafts, BenefitId id) {
    for (const Draft& draft : drafts) {
      const ExprPtr whole = all_of(draft.parts, draft.span);
      GuardSet guards;
      for (const Need& need : judging_.guards.needs(*whole)) {
        if (draft.known.contains(need.guard))
          guards.insert(need.guard);
        else
          judging_.note(need, id);
      }
      const ExprPtr guarded = all_of({judging_.guards.tests(guards, draft.span), whole}, draft.span);
      const ExprPtr open = draft.of_verdict ? ExprPtr{} : benefits_[id].scope.open;
      const ExprPtr condition = open ? all_of({open, guarded}, draft.span) : guarded;
      if (is_constant(condition, 0)) continue;
      model::Ground ground{none, draft.effect, draft.role, condition, draft.span, draft.presumed};
      if (open || draft.own) ground.own = own_of(wording_.policy, condition, draft.own ? draft.own : guarded);
      ground.silent = draft.silent;
      for (const NumberId number : draft.numbers) {
        ground.number = number;
        benefits_[id].grounds.push_back({draft.place.begin, ground});
      }
    }
  }

  void say_unguarded(std::size_t judged) {
    for (const Unguarded& each : judging_.unguarded) {
      const bool for_all = each.benefits.size() == judged;
      report_unguarded(wording_, each.need, for_all ? std::vector<std::string>{} : each.benefits);
    }
    judging_.unguarded.clear();
  }

  void finish(BenefitId id) {
    OfBenefit& benefit = benefits_[id];
    const ast::Clause& clause = *wording_.benefits[id];
    std::stable_sort(benefit.grounds.begin(), benefit.grounds.end(), [](const Placed& a, const Placed& b) { return a.place < b.place; });
    model::Line line{id, wording_.number_of(clause.number ? clause.number->value : clause.name.text), benefit.scope.event, {}, {}};
    for (Placed& each : benefit.grounds) line.grounds.push_back(std::move(each.ground));
    line.steps = benefit.own->waterfall().take_steps();
    says_why_no_item_counts(line);
    wording_.policy.lines.push_back(std::move(line));
  }

  // Where no item counts, or there is none, a line has to say so that asks for one.
  void says_why_no_item_counts(const model::Line& line) {
    const auto found = judging_.items_without_reason.find(line.benefit);
    if (found == judging_.items_without_reason.end() || wording_.sink.has_errors()) return;
    const auto [list, counts] = found->second;
    const bool said = std::any_of(line.grounds.begin(), line.grounds.end(), [&, list = list](const model::Ground& ground) {
      return ground.role == model::Role::declines && !ground.silent && asks_for_an_item(wording_.policy, ground.condition, list, false);
    });
    if (said) return;
    const std::string& path = wording_.policy.facts.at(list).path;
    wording_.report(Message::no_item_no_reason, std::get<ast::Counts>(counts->node).tails.without->span, {path});
  }

  Wording& wording_;
  Judging judging_;
  std::vector<OfBenefit> benefits_;
};

// Everything with a number and titles of its own, in the order of the file.
struct Clauses {
  Wording& wording;

  template <typename Written>
  void add(model::ClauseKind kind, const Written& written) {
    add(kind, written, written.name);
  }

  template <typename Written>
  void add(model::ClauseKind kind, const Written& written, const ast::Name& name) {
    const NumberId number = wording.number_of(written.number ? written.number->value : name.text);
    model::Clause clause{kind, name.text, number, {}, name.span};
    for (const ast::Title& title : written.titles) clause.titles.push_back({title.language.text, title.text.value});
    wording.policy.clauses.push_back(std::move(clause));
  }

  void operator()(const ast::Table& table) { add(model::ClauseKind::table, table); }
  void operator()(const ast::Define& define) {
    if (define.number) add(model::ClauseKind::term, define);
  }
  void operator()(const ast::Clause& clause) {
    switch (clause.kind) {
      case ast::ClauseKind::benefit: return add(model::ClauseKind::benefit, clause);
      case ast::ClauseKind::condition: return add(model::ClauseKind::condition, clause);
      case ast::ClauseKind::exclusion: return add(model::ClauseKind::exclusion, clause);
      case ast::ClauseKind::limit: return add(model::ClauseKind::limit, clause);
    }
  }
  void operator()(const ast::Law& law) {
    if (law.number) add(model::ClauseKind::law, law);
  }
  void operator()(const ast::Verdict& verdict) {
    if (verdict.number) add(model::ClauseKind::verdict, verdict);
  }
  void operator()(const ast::Presume& presume) {
    if (presume.number) add(model::ClauseKind::presumption, presume);
  }
  void operator()(const ast::PolicyHeader&) {}
  void operator()(const ast::Use&) {}
  void operator()(const ast::TypeName&) {}
  void operator()(const ast::Parameter&) {}
  void operator()(const ast::Certificate&) {}
  void operator()(const ast::Question&) {}
  void operator()(const ast::Output& output) {
    if (output.number) add(model::ClauseKind::output, output);
  }
  void operator()(const ast::Split& split) {
    if (split.number) add(model::ClauseKind::term, split);
  }
  void operator()(const ast::Answer& answer) {
    if (answer.number) add(model::ClauseKind::answer, answer, answer.question);
    for (const ast::Define& define : answer.defines) (*this)(define);
    for (const ast::Output& output : answer.outputs) (*this)(output);
  }
  void operator()(const ast::Letter&) {}
  void operator()(const ast::LabelNames&) {}
  void operator()(const ast::Export&) {}
  void operator()(const ast::Sample&) {}
  void operator()(const ast::Example&) {}
  void operator()(const ast::Property&) {}
};

// The total of a decision has 64 bits too: all benefits of one claim together have to fit.
void check_total(Wording& wording) {
  Int128 most = 0;
  for (const model::Line& line : wording.policy.lines) most += line.steps.empty() ? 0 : narrowed(line.steps.back().after->range).to;
  if (!narrow(most)) wording.report(Message::total_too_wide, wording.header->name.span);
}

}  // namespace

void elaborate(Wording& wording, Typing& typing, const Guards& guards) {
  for (const ast::Declaration& declaration : wording.file.declarations) std::visit(Clauses{wording}, declaration);
  const bool pays = std::any_of(wording.questions.begin(), wording.questions.end(),
                                [](const ast::Question* each) { return each->lines || each->every_line; });
  if (wording.benefits.empty() && (pays || !wording.clauses.empty())) wording.report(Message::no_benefit, wording.header->name.span);
  Elaboration(wording, typing, guards).run();
  check_total(wording);
}

}  // namespace pol::check
