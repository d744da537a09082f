// Benefits that need something paid for another one which nobody can ever get, or that need something paid for each other.
#include <algorithm>
#include <optional>
#include <utility>

#include "check/demands.h"
#include "check/never.h"
#include "check/words.h"

namespace pol::check {

namespace {

using Benefits = std::set<BenefitId>;

class NeededPayments {
 public:
  NeededPayments(Wording& wording, Benefits& dead)
      : wording_(wording), policy_(wording.policy), valid_(of_valid_records(wording.policy)), dead_(dead) {}

  void run() {
    rests_on_the_dead();
    for (std::optional<BenefitId> first = first_of_a_circle(); first; first = first_of_a_circle()) {
      circle(*first);
      rests_on_the_dead();
    }
  }

 private:
  const std::string& name_of(BenefitId benefit) const { return policy_.enums.at(policy_.benefits).cases.at(benefit); }
  std::string quoted(BenefitId benefit) const { return "`" + name_of(benefit) + "`"; }

  // Where what the line demands cannot hold together once nothing is ever paid for these.
  std::vector<Span> without(const model::Line& line, const Benefits& paid) const {
    Demands demands = valid_;
    demands.never_paid(paid);
    return to_pay(line, std::move(demands)).contradiction();
  }

  void rests_on_the_dead() {
    for (bool more = !dead_.empty(); std::exchange(more, false);) {
      for (const model::Line& line : policy_.lines) {
        if (dead_.contains(line.benefit)) continue;
        const std::vector<Span> spans = without(line, dead_);
        if (spans.empty()) continue;
        const auto [needed, at] = needs(line, dead_, spans);
        std::vector<std::string> names;
        for (const BenefitId id : needed) names.push_back(quoted(id));
        wording_.report(Message::rests_on_what_nobody_gets, at.front(), {name_of(line.benefit), listed(names)});
        dead_.insert(line.benefit);
        more = true;
      }
    }
  }

  // The fewest of these that it cannot do without, and where it says so.
  std::pair<Benefits, std::vector<Span>> needs(const model::Line& line, Benefits among, std::vector<Span> spans) const {
    for (const BenefitId id : Benefits(among)) {
      Benefits others = among;
      others.erase(id);
      std::vector<Span> here = without(line, others);
      if (here.empty()) continue;
      among = std::move(others);
      spans = std::move(here);
    }
    return {among, spans};
  }

  // A history begins with nothing paid: what can be paid then, what can be paid once that may be, and so on. What is left waits for itself.
  std::optional<BenefitId> first_of_a_circle() {
    left_.clear();
    for (const model::Line& line : policy_.lines) left_.insert(line.benefit);
    for (bool more = true; std::exchange(more, false) && left_.size() > dead_.size();) {
      for (const model::Line& line : policy_.lines) {
        if (!left_.contains(line.benefit) || dead_.contains(line.benefit) || !without(line, left_).empty()) continue;
        left_.erase(line.benefit);
        more = true;
      }
    }
    for (const BenefitId id : left_) {
      if (!dead_.contains(id)) return id;
    }
    return std::nullopt;
  }

  // The others on it are dead as well; what rests on them is said after that.
  void circle(BenefitId first) {
    const auto line_of = [&](BenefitId id) -> const model::Line& {
      return *std::find_if(policy_.lines.begin(), policy_.lines.end(), [&](const model::Line& each) { return each.benefit == id; });
    };
    std::vector<std::pair<BenefitId, Span>> way;
    Benefits on_it;
    for (BenefitId at = first; on_it.insert(at).second;) {
      const auto [needed, spans] = needs(line_of(at), left_, without(line_of(at), left_));
      way.emplace_back(at, spans.empty() ? Span{} : spans.front());
      at = *std::find_if(needed.begin(), needed.end(), [&](BenefitId id) { return !dead_.contains(id); });
      first = at;
    }
    const auto begin = std::find_if(way.begin(), way.end(), [&](const auto& each) { return each.first == first; });
    std::vector<std::string> others;
    for (auto each = begin + 1; each < way.end(); ++each) others.push_back(quoted(each->first));
    dead_.insert(first);
    if (others.empty()) {
      wording_.report(Message::rests_on_what_nobody_gets, begin->second, {name_of(first), quoted(first)});
      return;
    }
    Diagnostic& told = wording_.report(Message::benefits_need_each_other, begin->second, {name_of(first), listed(others)});
    for (auto each = begin + 1; each < way.end(); ++each) {
      told.label(each->second, quoted(each->first) + " asks for it here");
      dead_.insert(each->first);
    }
  }

  Wording& wording_;
  const model::Policy& policy_;
  const Demands valid_;
  Benefits& dead_;
  Benefits left_;  // what cannot be paid first
};

}  // namespace

void check_needed_payments(Wording& wording, Benefits& dead) { NeededPayments(wording, dead).run(); }

}  // namespace pol::check
