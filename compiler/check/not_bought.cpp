// What rests on money that is never paid where it stands: under a plan of the certificate that gives something, what it builds on is not
// covered. The plan of a certificate is taken to be the same all its life.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "check/build.h"
#include "check/demands.h"
#include "check/never.h"
#include "check/words.h"

namespace pol::check {

namespace {

using Benefits = std::set<BenefitId>;

// Of which other benefits a value asks what was paid: each question by itself. One that counts the benefit itself too rests on none.
class Histories {
 public:
  explicit Histories(const model::Policy& policy) : policy_(policy) {}

  const std::set<Benefits>& of(const ExprPtr& expr) {
    if (const auto found = known_.find(expr.get()); found != known_.end()) return found->second;
    std::set<Benefits> all;
    if (const auto* paid = std::get_if<model::HistoryAmount>(&expr->node))
      all.insert(Benefits(paid->benefits.begin(), paid->benefits.end()));
    if (const auto* first = std::get_if<model::FirstEventDate>(&expr->node)) all.insert(Benefits{first->benefit});
    std::vector<ExprPtr> parts = operands_of(*expr);
    if (const auto* definition = std::get_if<model::Definition>(&expr->node))
      parts.push_back(policy_.definitions.at(definition->definition).value);
    for (const ExprPtr& part : parts) {
      const std::set<Benefits>& more = of(part);
      all.insert(more.begin(), more.end());
    }
    return known_.emplace(expr.get(), std::move(all)).first->second;
  }

 private:
  const model::Policy& policy_;
  std::unordered_map<const model::Expr*, std::set<Benefits>> known_;
};

class NotBought {
 public:
  explicit NotBought(Wording& wording)
      : wording_(wording), policy_(wording.policy), histories_(wording.policy), valid_(of_valid_records(wording.policy)) {}

  void run() {
    for (const model::Line& line : policy_.lines) read(line);
    if (asked_.empty()) return;
    std::set<model::FactId> keys;
    for (const WrittenTable& table : wording_.tables) {
      if (table.across != none && is_of_the_certificate(table.across)) keys.insert(table.across);
    }
    for (const model::FactId key : keys) judge(key);
  }

 private:
  // A place in a line that asks what was paid for others.
  struct Asked {
    const model::Line* line;
    Span span;
    Benefits others;
  };
  struct Told {
    Span span;
    Benefits of, others;
    std::set<std::size_t> plans;
    bool always = true;  // whichever benefit the line is for
  };
  using Place = std::pair<std::uint32_t, Benefits>;

  bool is_of_the_certificate(model::FactId fact) const {
    while (policy_.facts.at(fact).parent != none) fact = policy_.facts[fact].parent;
    return fact == policy_.certificate;
  }

  void read(const model::Line& line) {
    const auto ask = [&](const ExprPtr& expr, Span span) {
      for (const Benefits& others : histories_.of(expr)) {
        if (!others.empty() && !others.contains(line.benefit)) asked_.push_back({&line, span, others});
      }
    };
    for (const model::Ground& ground : line.grounds) ask(ground.condition, ground.span);
    for (const model::Step& step : line.steps) ask(step.after, step.span);
  }

  void judge(model::FactId key) {
    constexpr std::size_t most_plans = 16;
    const std::size_t plans = policy_.enums.at(policy_.facts[key].type.enum_id).cases.size();
    if (plans > most_plans) return;
    unpaid_.clear();
    for (std::size_t plan = 0; plan < plans; ++plan) {
      Benefits unpaid;
      for (const model::Line& line : policy_.lines) {
        if (!contradiction(line, key, plan, {}).empty()) unpaid.insert(line.benefit);
      }
      unpaid_.push_back(std::move(unpaid));
    }
    nowhere_ = unpaid_.front();
    std::erase_if(nowhere_, [&](BenefitId id) { return !is_unpaid_everywhere(id); });
    std::map<Place, Told> needed, idle;
    for (std::size_t plan = 0; plan < plans; ++plan) follow(key, plan, needed);
    for (const auto& [place, told] : needed) {
      if (told.plans.size() == plans) continue;  // then nobody ever gets it, which is said elsewhere
      for (const BenefitId id : told.of)
        wording_.report(Message::not_got_under_a_plan, told.span, {path_of(key), cases(key, told.plans), name(id), names(told.others)});
    }
    for (const Asked& asked : asked_) rest(asked, idle);
    for (const auto& [place, told] : idle) {
      if (!told.always || told.plans.empty()) continue;
      wording_.report(Message::rests_on_what_is_not_covered, told.span,
                      {names(told.others), names(told.of), path_of(key), cases(key, told.plans)});
    }
  }

  bool is_unpaid_everywhere(BenefitId id) const {
    return std::all_of(unpaid_.begin(), unpaid_.end(), [&](const Benefits& under) { return under.contains(id); });
  }

  // Where what the line demands cannot hold together under the plan, once nothing is ever paid for these.
  std::vector<Span> contradiction(const model::Line& line, model::FactId key, std::size_t plan, const Benefits& unpaid) const {
    Demands demands = valid_;
    demands.assume(key, plan);
    if (!unpaid.empty()) demands.never_paid(unpaid);
    return to_pay(line, std::move(demands)).contradiction();
  }

  // Those that need something paid for one that is never paid under the plan. Where it is paid under none, that is said elsewhere.
  void follow(model::FactId key, std::size_t plan, std::map<Place, Told>& needed) {
    for (bool more = !unpaid_[plan].empty(); more;) {
      more = false;
      for (const model::Line& line : policy_.lines) {
        if (unpaid_[plan].contains(line.benefit)) continue;
        const std::vector<Span> spans = contradiction(line, key, plan, unpaid_[plan]);
        if (spans.empty()) continue;
        const Benefits others = asked_at(line, spans, unpaid_[plan]);
        unpaid_[plan].insert(line.benefit);
        more = true;
        if (is_within(others, nowhere_)) continue;
        Told& told = needed.try_emplace({spans.front().begin, others}, Told{spans.front(), {}, others, {}}).first->second;
        told.of.insert(line.benefit);
        told.plans.insert(plan);
      }
    }
  }

  // Whose payments are asked for there and never made.
  Benefits asked_at(const model::Line& line, const std::vector<Span>& spans, const Benefits& unpaid) const {
    Benefits others;
    for (const Asked& asked : asked_) {
      const bool here =
          asked.line == &line && std::any_of(spans.begin(), spans.end(), [&](Span at) { return at.begin == asked.span.begin; });
      if (here && is_within(asked.others, unpaid)) others.insert(asked.others.begin(), asked.others.end());
    }
    return others;
  }

  // Whether nothing of what it asks for is paid under any plan that pays the line.
  void rest(const Asked& asked, std::map<Place, Told>& idle) const {
    if (is_within(asked.others, nowhere_)) return;
    Told& told = idle.try_emplace({asked.span.begin, asked.others}, Told{asked.span, {}, asked.others, {}}).first->second;
    for (std::size_t plan = 0; plan < unpaid_.size(); ++plan) {
      if (unpaid_[plan].contains(asked.line->benefit)) continue;
      told.of.insert(asked.line->benefit);
      told.plans.insert(plan);
      told.always = told.always && is_within(asked.others, unpaid_[plan]);
    }
  }

  static bool is_within(const Benefits& some, const Benefits& all) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
  }

  // ---- in words ----

  const std::string& path_of(model::FactId fact) const { return policy_.facts.at(fact).path; }
  const std::string& name(BenefitId benefit) const { return policy_.enums.at(policy_.benefits).cases.at(benefit); }
  std::string names(const Benefits& benefits) const {
    std::vector<std::string> all;
    for (const BenefitId id : benefits) all.push_back("`" + name(id) + "`");
    return listed(all);
  }
  std::string cases(model::FactId key, const std::set<std::size_t>& plans) const {
    std::string all;
    for (const std::size_t plan : plans)
      all += (all.empty()               ? "`"
              : plan == *plans.rbegin() ? "` or `"
                                        : "`, `") +
             policy_.enums.at(policy_.facts[key].type.enum_id).cases.at(plan);
    return all + "`";
  }

  Wording& wording_;
  const model::Policy& policy_;
  Histories histories_;
  const Demands valid_;
  std::vector<Asked> asked_;
  std::vector<Benefits> unpaid_;  // by plan
  Benefits nowhere_;              // paid under no plan
};

}  // namespace

void check_not_bought(Wording& wording) { NotBought(wording).run(); }

}  // namespace pol::check
