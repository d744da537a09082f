// What can never be, as far as bounds and cases tell whatever a record says: nothing here is wrong, and nothing follows from it either.
#include "check/never.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "check/build.h"
#include "check/demands.h"
#include "check/stages.h"

namespace pol::check {

namespace {

// What a condition may come out as in a record that gives everything.
struct Possible {
  bool yes = true, no = true;
};

class Possibilities {
 public:
  explicit Possibilities(const model::Policy& policy) : policy_(policy) {}

  Possible of(const ExprPtr& expr) {
    if (const auto found = known_.find(expr.get()); found != known_.end()) return found->second;
    const Possible possible = std::visit([&](const auto& node) { return in(node); }, expr->node);
    known_.emplace(expr.get(), possible);
    return possible;
  }

 private:
  template <typename Node>
  Possible in(const Node&) {
    return {};
  }
  Possible in(const model::Constant& node) { return {node.value != 0, node.value == 0}; }
  Possible in(const model::Definition& node) { return of(policy_.definitions.at(node.definition).value); }
  Possible in(const model::Released& node) { return node.operand->type.kind == model::Kind::boolean ? of(node.operand) : Possible{}; }
  Possible in(const model::Proved& node) { return {of(node.operand).yes, true}; }
  Possible in(const model::Not& node) {
    const Possible inner = of(node.operand);
    return {inner.no, inner.yes};
  }
  Possible in(const model::And& node) {
    Possible all{true, false};
    for (const ExprPtr& operand : node.operands) {
      const Possible each = of(operand);
      all = {all.yes && each.yes, all.no || each.no};
    }
    return all;
  }
  Possible in(const model::Or& node) {
    Possible any{false, true};
    for (const ExprPtr& operand : node.operands) {
      const Possible each = of(operand);
      any = {any.yes || each.yes, any.no && each.no};
    }
    return any;
  }
  Possible in(const model::Compare& node) {
    const model::Extent left = node.left->range, right = node.right->range;
    switch (node.op) {
      case model::CompareOp::less: return {left.from < right.to, left.to >= right.from};
      case model::CompareOp::less_equal: return {left.from <= right.to, left.to > right.from};
      case model::CompareOp::equal: {
        const bool same = left.from == left.to && right.from == right.to && left.from == right.from;
        return {left.from <= right.to && right.from <= left.to, !same};
      }
    }
    return {};
  }
  Possible in(const model::Choice& node) {
    Possible any{false, false};
    for (const model::Branch& branch : node.branches) {
      const Possible each = branch.value->type.kind == model::Kind::boolean ? of(branch.value) : Possible{};
      any = {any.yes || each.yes, any.no || each.no};
    }
    return any;
  }
  Possible in(const model::OfList& node) { return node.kind == model::ListKind::any ? Possible{of(node.body).yes, true} : Possible{}; }

  const model::Policy& policy_;
  std::unordered_map<const model::Expr*, Possible> known_;
};

using Place = std::pair<std::uint32_t, std::uint32_t>;
Place place_of(Span span) { return {span.begin, span.end}; }

class NeverInClauses {
 public:
  explicit NeverInClauses(Wording& wording)
      : wording_(wording), policy_(wording.policy), possible_(wording.policy), valid_(of_valid_records(wording.policy)) {
    for (const ast::Output* output : wording.outputs) outcomes_.insert(place_of(output->name.span));
  }

  void run() {
    for (const model::Line& line : policy_.lines) {
      for (const model::Ground& ground : line.grounds) judge(line, ground);
      contradictions(line);
    }
    for (const auto& [place, span] : stops_nobody_) {
      if (!may_stop_.contains(place)) wording_.report(Message::line_stops_nobody, span);
    }
    for (const Place& place : idle_) {
      if (!may_stop_.contains(place)) wording_.report(Message::limit_never_bites, {place.first, place.second});
    }
    check_needed_payments(wording_, dead_);
    write_backs();
  }

 private:
  // A line is written once and judged for many benefits: it says something if it does for one of them.
  void judge(const model::Line& line, const model::Ground& ground) {
    const bool of_money = ground.effect == model::Effect::limits || ground.effect == model::Effect::prior_paid || is_amount(line, ground);
    const bool of_items = ground.role == model::Role::drops && ground.effect == model::Effect::limits;
    if (of_items) (possible_.of(ground.condition).yes ? may_stop_ : idle_).insert(place_of(ground.span));
    if (of_money || outcomes_.contains(place_of(ground.span))) return;
    const Possible possible = possible_.of(ground.condition);
    if (possible.yes && may_hold(ground))
      may_stop_.insert(place_of(ground.span));
    else
      stops_nobody_.emplace(place_of(ground.span), ground.span);
    if (!possible.no && ground.role == model::Role::declines && said_.insert(place_of(ground.span)).second)
      nobody_gets(line, {ground.span});
  }

  bool may_hold(const model::Ground& ground) {
    if (may_stop_.contains(place_of(ground.span))) return true;
    Demands demands(policy_);
    demands.hold(ground.condition, true, ground.span);
    return !demands.contradict();
  }

  // That nothing is left of an amount is a ground of each step.
  static bool is_amount(const model::Line& line, const model::Ground& ground) {
    for (const model::Step& step : line.steps) {
      if (place_of(step.span) == place_of(ground.span)) return true;
    }
    return false;
  }

  void contradictions(const model::Line& line) {
    std::vector<Span> spans = to_pay(line, valid_).contradiction();
    if (spans.empty()) spans = under_every_plan(line);
    if (spans.empty()) return;
    dead_.insert(line.benefit);
    if (said_.insert(place_of(spans.front())).second) nobody_gets(line, spans);
  }

  // Amounts of a schedule are known once the plan is.
  std::vector<Span> under_every_plan(const model::Line& line) const {
    std::set<model::FactId> keys;
    for (const WrittenTable& table : wording_.tables) {
      if (table.across != none) keys.insert(table.across);
    }
    constexpr std::size_t most_plans = 16;
    for (const model::FactId key : keys) {
      const std::size_t plans = policy_.enums.at(policy_.facts[key].type.enum_id).cases.size();
      std::vector<Span> first;
      for (std::size_t plan = 0; plan < plans && plans <= most_plans; ++plan) {
        Demands here = valid_;
        here.assume(key, plan);
        const std::vector<Span> spans = to_pay(line, std::move(here)).contradiction();
        if (plan == 0) first = spans;
        if (spans.empty()) first.clear();
        if (first.empty()) break;
      }
      if (!first.empty()) return first;
    }
    return {};
  }

  void nobody_gets(const model::Line& line, const std::vector<Span>& spans) {
    Diagnostic& told = wording_.report(Message::benefit_nobody_gets, spans.front(), {name_of(line.benefit)});
    for (std::size_t k = 1; k < spans.size(); ++k) told.label(spans[k], "it cannot hold together with this");
  }

  const std::string& name_of(BenefitId benefit) const { return policy_.enums.at(policy_.benefits).cases.at(benefit); }

  // ---- write-backs ----

  enum class Fate { never, beside, swallowed, helps };

  Fate fate_of(const WrittenBack& each) {
    if (!possible_.of(each.condition).yes) return Fate::never;
    Demands together = valid_;
    together.hold(each.from, true, each.span);
    together.hold(each.condition, true, each.span);
    if (together.contradict()) return Fate::beside;
    const auto line =
        std::find_if(policy_.lines.begin(), policy_.lines.end(), [&](const model::Line& at) { return at.benefit == each.benefit; });
    // Of a wording with more than anybody writes not everything is told.
    constexpr std::size_t most_grounds_read = 4'000'000;
    grounds_read_ += line->grounds.size();
    if (grounds_read_ > most_grounds_read) return Fate::helps;
    Demands paid = to_pay(*line, valid_);
    paid.hold(each.from, true, each.span);
    paid.hold(each.condition, true, each.span);
    excluded_by_ = paid.contradiction();
    return excluded_by_.empty() ? Fate::helps : Fate::swallowed;
  }

  struct Judged {
    Fate fate = Fate::never;
    std::vector<Span> spans;  // its own first
    const WrittenBack* swallowed = nullptr;
  };

  // One that helps in one of the cases that it is written for does so.
  void write_backs() {
    std::map<Place, Judged> all;
    for (const WrittenBack& each : wording_.written_back) {
      if (dead_.contains(each.benefit)) continue;
      Judged& judged = all.emplace(place_of(each.span), Judged{Fate::never, {each.span}}).first->second;
      if (judged.fate == Fate::helps) continue;
      const Fate here = fate_of(each);
      if (here == Fate::swallowed && judged.fate < here) {
        judged.spans.insert(judged.spans.end(), excluded_by_.begin(), excluded_by_.end());
        judged.swallowed = &each;
      }
      judged.fate = std::max(judged.fate, here);
    }
    for (const auto& [place, each] : all) report(each);
  }

  void report(const Judged& judged) {
    const std::vector<Span>& spans = judged.spans;
    if (judged.fate == Fate::helps) return;
    if (judged.fate != Fate::swallowed) {
      wording_.report(judged.fate == Fate::never ? Message::write_back_never_applies : Message::write_back_beside, spans.front());
      return;
    }
    Diagnostic& told = wording_.report(Message::write_back_swallowed, spans.front());
    for (std::size_t k = 1; k < spans.size(); ++k) {
      if (place_of(spans[k]) != place_of(spans.front())) told.label(spans[k], "it is excluded by this all the same");
    }
    const std::uint32_t question = wording_.question_of_lines();
    if (!wording_.find_witness || question == none) return;
    const WrittenBack& back = *judged.swallowed;
    told.witness = wording_.find_witness(policy_, {question, all_of({back.from, back.condition}, back.span), back.benefit});
  }

  Wording& wording_;
  const model::Policy& policy_;
  Possibilities possible_;
  Demands valid_;  // what holds in every valid record
  std::map<Place, Span> stops_nobody_;
  std::set<Place> may_stop_, said_, idle_;
  std::set<Place> outcomes_;  // what waits for one is never established, and pends all the same while it is open
  std::set<BenefitId> dead_;
  std::vector<Span> excluded_by_;
  std::size_t grounds_read_ = 0;
};

}  // namespace

void check_what_can_never_be(Wording& wording) {
  NeverInClauses(wording).run();
  check_idle_limits(wording);
  check_idle_parts(wording);
  check_not_bought(wording);
  check_deadlines(wording);
  check_parts(wording);
  check_below_zero(wording);
  check_unread_fields(wording);
  for (const ast::Define* define : wording.unused) wording.report(Message::definition_nobody_uses, define->name.span, {define->name.text});
}

}  // namespace pol::check
