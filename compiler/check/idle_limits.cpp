// Limits that never take anything: what they are laid on cannot come to more.
//
// What can be paid for a benefit over the life of a certificate is known where it is paid once only, or where its own clause limits it per
// certificate. The history is taken for what this wording paid.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "check/build.h"
#include "check/never.h"

namespace pol::check {

namespace {

class IdleLimits {
 public:
  explicit IdleLimits(Wording& wording) : wording_(wording), policy_(wording.policy) {}

  void run() {
    for (const model::Line& line : policy_.lines) {
      for (std::size_t at = 1; at < line.steps.size(); ++at) {
        const model::Step& step = line.steps[at];
        if (step.limit) judge(step.span, never_bites(line, at));
      }
    }
    for (const auto& [place, each] : judged_) {
      if (each.second) wording_.report(Message::limit_never_bites, each.first);
    }
  }

 private:
  // A line is written once and judged for many benefits.
  void judge(Span span, bool idle) {
    bool& all = judged_.emplace(std::pair{span.begin, span.end}, std::pair{span, true}).first->second.second;
    all = all && idle;
  }

  bool never_bites(const model::Line& line, std::size_t at) const {
    const model::LimitUse& limit = *line.steps[at].limit;
    const auto* used = std::get_if<model::HistoryAmount>(&limit.used->node);
    if (!used || limit.limit->range.from < 0) return false;
    const bool together = line.steps[at].effect == model::StepEffect::aggregate;
    Int128 most = 0;
    for (const model::BenefitId id : used->benefits) {
      const auto of = std::find_if(policy_.lines.begin(), policy_.lines.end(), [&](const model::Line& each) { return each.benefit == id; });
      if (of == policy_.lines.end() || of->steps.empty()) return false;
      const std::optional<Int128> ever = paid_at_most(*of, together ? of->steps.size() : at);
      if (!ever) return false;
      most += *ever;
    }
    return most <= limit.limit->range.from;
  }

  // For the benefit, whenever, by what stands in its own clause before a step.
  std::optional<Int128> paid_at_most(const model::Line& line, std::size_t before) const {
    std::optional<Int128> least;
    const auto take = [&](Int128 most) { least = least ? std::min(*least, most) : most; };
    for (std::size_t at = 0; at < before; ++at) {
      const model::Step& step = line.steps[at];
      if (step.effect == model::StepEffect::limit && step.limit && is_of(step.limit->used, line.benefit) &&
          step.limit->limit->range.from >= 0)
        take(narrowed(step.limit->limit->range).to);
    }
    const bool once = std::any_of(line.grounds.begin(), line.grounds.end(), [&](const model::Ground& ground) {
      return ground.role == model::Role::declines && is_paid_before(*ground.condition, line.benefit);
    });
    if (once) take(narrowed(line.steps[std::min(before, line.steps.size()) - 1].after->range).to);
    return least;
  }

  // Whenever, of this benefit alone.
  static bool is_of(const ExprPtr& used, model::BenefitId benefit) {
    const auto* amount = std::get_if<model::HistoryAmount>(&used->node);
    return amount && !amount->event && amount->benefits == std::vector{benefit};
  }

  // `0 < paid for this benefit`, and nothing else is asked.
  static bool is_paid_before(const model::Expr& test, model::BenefitId benefit) {
    if (const auto* negated = std::get_if<model::Not>(&test.node)) {
      const auto* none = std::get_if<model::Compare>(&negated->operand->node);
      return none && none->op == model::CompareOp::less_equal && is_of(none->left, benefit) && is_constant(none->right, 0);
    }
    const auto* some = std::get_if<model::Compare>(&test.node);
    return some && some->op == model::CompareOp::less && is_constant(some->left, 0) && is_of(some->right, benefit);
  }

  Wording& wording_;
  const model::Policy& policy_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<Span, bool>> judged_;
};

}  // namespace

void check_idle_limits(Wording& wording) { IdleLimits(wording).run(); }

}  // namespace pol::check
