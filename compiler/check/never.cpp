// What can never be, as far as bounds and cases tell whatever a record says: nothing here is wrong, and nothing follows from it either.
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "check/build.h"
#include "check/difference_bounds.h"
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

// ---- clauses ----

class NeverInClauses {
 public:
  explicit NeverInClauses(Wording& wording) : wording_(wording), possible_(wording.policy) {}

  void run() {
    for (const model::Line& line : wording_.policy.lines) {
      for (const model::Ground& ground : line.grounds) judge(line, ground);
      contradictions(line);
    }
    for (const auto& [place, span] : stops_nobody_) {
      if (!may_stop_.contains(place)) wording_.report(Message::line_stops_nobody, span);
    }
    write_backs();
  }

 private:
  // A line is written once and judged for many benefits: it says something if it does for one of them.
  void judge(const model::Line& line, const model::Ground& ground) {
    const bool of_money = ground.effect == model::Effect::limits || ground.effect == model::Effect::prior_paid || is_amount(line, ground);
    if (of_money) return;
    const Possible possible = possible_.of(ground.condition);
    if (possible.yes)
      may_stop_.insert(place_of(ground.span));
    else
      stops_nobody_.emplace(place_of(ground.span), ground.span);
    if (!possible.no && ground.role == model::Role::declines && said_.insert(place_of(ground.span)).second) {
      wording_.report(Message::benefit_nobody_gets, ground.span,
                      {wording_.policy.enums.at(wording_.policy.benefits).cases.at(line.benefit)});
    }
  }

  // That nothing is left of an amount is a ground of each step.
  static bool is_amount(const model::Line& line, const model::Ground& ground) {
    for (const model::Step& step : line.steps) {
      if (place_of(step.span) == place_of(ground.span)) return true;
    }
    return false;
  }

  // What has to hold for the line to pay, and for the record to be valid, cannot hold together.
  void contradictions(const model::Line& line) {
    DifferenceBounds bounds(wording_.policy);
    for (const model::Ground& ground : line.grounds) {
      if (ground.role == model::Role::declines) bounds.demand(ground.condition, false, ground.span);
    }
    for (const model::Question& question : wording_.policy.questions) {
      if (!model::asks_for_lines(question)) continue;
      for (const model::Ground& ground : question.grounds) {
        if (ground.role == model::Role::breaks) bounds.demand(ground.condition, false, ground.span);
      }
    }
    const std::vector<Span> spans = bounds.contradiction();
    if (spans.empty() || !said_.insert(place_of(spans.front())).second) return;
    Diagnostic& told = wording_.report(Message::benefit_nobody_gets, spans.front(),
                                       {wording_.policy.enums.at(wording_.policy.benefits).cases.at(line.benefit)});
    for (std::size_t k = 1; k < spans.size(); ++k) told.label(spans[k], "it cannot hold together with this");
  }

  void write_backs() {
    std::map<Place, std::pair<Span, bool>> all;
    for (const WrittenBack& each : wording_.written_back) {
      bool& applies = all.emplace(place_of(each.span), std::pair{each.span, false}).first->second.second;
      applies = applies || possible_.of(each.condition).yes;
    }
    for (const auto& [place, each] : all) {
      if (!each.second) wording_.report(Message::write_back_never_applies, each.first);
    }
  }

  Wording& wording_;
  Possibilities possible_;
  std::map<Place, Span> stops_nobody_;
  std::set<Place> may_stop_, said_;
};

// ---- fields ----

class UnreadFields {
 public:
  explicit UnreadFields(Wording& wording) : wording_(wording), policy_(wording.policy), is_read_(policy_.facts.size()) {}

  void run() {
    for (const model::Line& line : policy_.lines) {
      if (line.event) read(line.event);
      for (const model::Ground& ground : line.grounds) read(ground.condition);
      for (const model::Step& step : line.steps) {
        read(step.after);
        if (step.limit) read(step.limit->limit);
      }
    }
    for (const model::Question& question : policy_.questions) {
      for (const model::FactId id : {question.id, question.lines, question.today}) mark(id);
      for (const model::Ground& ground : question.grounds) read(ground.condition);
      for (const model::Output& output : question.outputs) {
        for (const ExprPtr& value : model::values_of(output)) read(value);
        if (output.present) read(output.present);
        for (const model::OutputRows& rows : output.rows) {
          if (rows.list != model::none) mark(rows.list);
        }
      }
    }
    for (const model::NamedValue& each : policy_.definitions) read(each.value);
    for (const model::Export& each : policy_.exports)
      for (const model::ExportColumn& column : each.columns)
        if (column.value) read(column.value);
    report();
  }

 private:
  void mark(model::FactId id) {
    if (id != none) is_read_.at(id) = true;
  }

  void read(const ExprPtr& expr) {
    if (!seen_.insert(expr.get()).second) return;
    if (const auto* value = std::get_if<model::FactValue>(&expr->node)) mark(value->fact);
    if (const auto* present = std::get_if<model::FactPresent>(&expr->node)) mark(present->fact);
    if (const auto* list = std::get_if<model::OfList>(&expr->node)) mark(list->list);
    if (const auto* list = std::get_if<model::Extreme>(&expr->node)) mark(list->list);
    if (const auto* list = std::get_if<model::Fold>(&expr->node)) mark(list->list);
    for (const ExprPtr& operand : operands_of(*expr)) read(operand);
  }

  bool holds_read(model::FactId id) const {
    if (is_read_[id]) return true;
    for (model::FactId inner = id + 1; inner < policy_.facts.size(); ++inner) {
      if (policy_.facts[inner].parent == id && holds_read(inner)) return true;
    }
    return false;
  }

  // Of a record of which nothing is read only the record is said; of a block its fields.
  void report() {
    std::set<model::FactId> said;
    for (model::FactId id = 0; id < policy_.facts.size(); ++id) {
      const model::Fact& fact = policy_.facts[id];
      if (fact.parent == none) continue;
      if (said.contains(fact.parent)) {
        said.insert(id);
        continue;
      }
      const bool is_note = fact.type.kind == model::Kind::text || fact.presence == model::Presence::key;
      const bool asks_nobody = fact.presence == model::Presence::presumed;  // kept for others, and no trouble to who does not give it
      if ((fact.kind == model::FactKind::leaf && (is_note || asks_nobody)) || holds_read(id)) continue;
      wording_.report(Message::field_nobody_reads, fact.span, {fact.path});
      said.insert(id);
    }
  }

  Wording& wording_;
  const model::Policy& policy_;
  std::vector<bool> is_read_;
  std::set<const model::Expr*> seen_;
};

}  // namespace

void check_what_can_never_be(Wording& wording) {
  NeverInClauses(wording).run();
  if (!wording.policy.questions.empty()) UnreadFields(wording).run();
}

}  // namespace pol::check
