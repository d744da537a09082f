#include <algorithm>
#include <set>

#include "base/exact.h"
#include "check/build.h"
#include "witness/distance.h"
#include "witness/draft.h"
#include "witness/witness.h"

namespace pol::witness {

namespace {

using model::Kind;

constexpr std::size_t most_tries = 1000;
constexpr std::size_t most_bindings = 4;
// Parts of conditions that are worked out again and again: for one search, and for all of a wording. About 0.1 microseconds each.
constexpr std::size_t most_work = 200'000, most_work_of_all = 2'000'000;

// What a condition reads, and the numbers that stand in it.
struct Read {
  std::set<model::FactId> facts;  // with the lists and optional records around them
  std::set<std::int64_t> numbers;
};

class Reading {
 public:
  explicit Reading(const model::Policy& policy) : policy_(policy) {}

  void add(const model::ExprPtr& expr) {
    if (!seen_.insert(expr.get()).second) return;
    add(check::fact_named(*expr));
    if (const auto* constant = std::get_if<model::Constant>(&expr->node)) note(constant->value);
    if (const auto* definition = std::get_if<model::Definition>(&expr->node)) add(policy_.definitions.at(definition->definition).value);
    if (const auto* cell = std::get_if<model::TableCell>(&expr->node)) {
      for (const std::int64_t value : policy_.tables.at(cell->table).cells.at(cell->row)) note(value);
    }
    for (const model::ExprPtr& operand : check::operands_of(*expr)) add(operand);
  }

  Read take() { return std::move(read_); }
  std::size_t parts() const { return seen_.size(); }

 private:
  void add(model::FactId fact) {
    for (model::FactId at = fact; at != model::none; at = policy_.facts.at(at).parent) {
      const model::Fact& around = policy_.facts[at];
      if (around.parameter) return;
      const bool may_differ = around.kind != model::FactKind::group && around.presence != model::Presence::key;
      const bool is_set = around.type.kind == Kind::text && around.presence == model::Presence::required;
      if (may_differ && !is_set) read_.facts.insert(at);
    }
  }

  void note(std::int64_t number) {
    constexpr std::size_t most_numbers = 24;
    if (read_.numbers.size() < most_numbers) read_.numbers.insert(number);
  }

  const model::Policy& policy_;
  std::set<const model::Expr*> seen_;
  Read read_;
};

// One thing that may be done with a fact.
struct Option {
  bool given = true;
  std::int64_t value = 0;  // of a list: how many items
};

class Search {
 public:
  Search(const model::Policy& policy, const check::Sought& sought, const Read& read, std::size_t most,
         std::shared_ptr<const interpret::Record> parameters)
      : policy_(policy),
        sought_(sought),
        read_(read),
        most_(most),
        parameters_(std::move(parameters)),
        draft_(policy, sought.question, sought.benefit) {}

  bool run() {
    const Draft ordinary = draft_;
    distance_ = distance_of(draft_);
    descend();
    while (distance_ > 0 && tries_ < most_ && !read_.facts.empty()) {
      const Draft before = draft_;
      const std::uint64_t best = distance_;
      stumble();
      descend();
      if (distance_ > best) {
        draft_ = before;
        distance_ = best;
      }
    }
    if (distance_ == 0) make_ordinary(ordinary);
    return distance_ == 0;
  }

  const Draft& found() const { return draft_; }
  std::size_t tries() const { return tries_; }

 private:
  std::uint64_t distance_of(const Draft& draft) {
    ++tries_;
    interpret::Record record = draft.record();
    record.parameters = parameters_;
    const std::vector<interpret::Entry> no_history;
    return Distance({policy_, record, no_history}).of(sought_.condition, true);
  }

  static void apply(Draft& draft, const model::Fact& fact, model::FactId id, const Option& option) {
    if (!option.given)
      draft.leave_out(id);
    else if (fact.kind == model::FactKind::list)
      draft.set_length(id, static_cast<std::uint32_t>(option.value));
    else
      draft.give(id, option.value);
  }

  // Each fact in turn as what brings the condition nearest, until none does.
  void descend() {
    for (bool nearer = true; nearer && distance_ > 0;) {
      nearer = false;
      for (const model::FactId id : read_.facts) nearer = improve(id) || nearer;
    }
  }

  bool improve(model::FactId id) {
    const Draft before = draft_;
    bool nearer = false;
    for (const Option& option : options(id)) {
      if (tries_ >= most_ || distance_ == 0) break;
      Draft next = before;
      apply(next, policy_.facts[id], id, option);
      const std::uint64_t distance = distance_of(next);
      if (distance >= distance_) continue;
      draft_ = std::move(next);
      distance_ = distance;
      nearer = true;
    }
    return nearer;
  }

  // A few facts become anything, so that two that hang together can change together.
  void stumble() {
    constexpr std::size_t most_changes = 3;
    for (std::size_t left = 1 + below(most_changes); left > 0; --left) {
      auto fact = read_.facts.begin();
      std::advance(fact, below(read_.facts.size()));
      const std::vector<Option> all = options(*fact);
      if (!all.empty()) apply(draft_, policy_.facts[*fact], *fact, all[below(all.size())]);
    }
    distance_ = distance_of(draft_);
  }

  // What was changed and need not be.
  void make_ordinary(const Draft& ordinary) {
    for (const model::FactId id : read_.facts) {
      Draft next = draft_;
      const bool is_list = policy_.facts[id].kind == model::FactKind::list;
      apply(next, policy_.facts[id], id, {ordinary.is_given(id), is_list ? ordinary.length(id) : ordinary.value(id)});
      if (distance_of(next) == 0) draft_ = std::move(next);
    }
  }

  std::size_t below(std::size_t count) {
    chance_ = chance_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(chance_ >> 33) % count;
  }

  // ---- what a fact may be: the tame before the wild ----

  std::vector<Option> options(model::FactId id) const {
    const model::Fact& fact = policy_.facts[id];
    std::vector<Option> all;
    if (fact.presence == model::Presence::optional || fact.presence == model::Presence::presumed) all.push_back({false, 0});
    if (fact.kind == model::FactKind::list) {
      for (std::uint32_t length = 0; length <= std::min(fact.most, 2U); ++length) all.push_back({true, length});
    } else if (fact.kind == model::FactKind::record) {
      all.push_back({true, 0});
    } else {
      for (const std::int64_t value : values(fact)) all.push_back({true, value});
    }
    return all;
  }

  std::vector<std::int64_t> values(const model::Fact& fact) const {
    std::vector<std::int64_t> all;
    switch (fact.type.kind) {
      case Kind::boolean: return {0, 1};
      case Kind::text: return {0};
      case Kind::enumeration:
        for (std::size_t k = 0; k < cases(fact); ++k) all.push_back(static_cast<std::int64_t>(k));
        return all;
      case Kind::set:
        all.push_back(0);
        for (std::size_t k = 0; k < std::min<std::size_t>(cases(fact), 63); ++k)
          all.push_back(static_cast<std::int64_t>(std::uint64_t{1} << k));
        if (cases(fact) < 63) all.push_back(static_cast<std::int64_t>((std::uint64_t{1} << cases(fact)) - 1));
        return all;
      default: break;
    }
    return numbers(fact);
  }

  std::size_t cases(const model::Fact& fact) const { return policy_.enums.at(fact.type.enum_id).cases.size(); }

  std::vector<std::int64_t> numbers(const model::Fact& fact) const {
    std::vector<std::int64_t> all;
    const auto add = [&](std::int64_t value) {
      if (value >= fact.range.from && value <= fact.range.to && std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
    };
    if (fact.type.kind == Kind::date) {
      for (const std::int64_t day : days()) add(day);
    } else {
      for (const std::int64_t units : {0, 1, 2, 10, 100, 1000, 2000, 10'000}) add(units * power_of_ten(fact.type.decimals));
      for (const std::int64_t number : read_.numbers) {
        for (const std::int64_t more : {0, 1, -1}) add(number + more);
      }
    }
    add(fact.range.from);
    add(fact.range.to);
    return all;
  }

  // The other dates, and those as far from them as a number of days or months in the condition says.
  std::vector<std::int64_t> days() const {
    std::set<std::int64_t> starts;
    for (const model::FactId id : read_.facts) {
      if (policy_.facts[id].type.kind == Kind::date) starts.insert(draft_.value(id));
    }
    constexpr std::int64_t longest = 40'000, days_of_a_month = 31;
    std::set<std::int64_t> distances{0};
    for (const std::int64_t number : read_.numbers) {
      if (number > 0 && number < longest) distances.insert({number, number * days_of_a_month});
    }
    std::vector<std::int64_t> all;
    for (const std::int64_t start : starts) {
      for (const std::int64_t distance : distances) {
        for (const std::int64_t more : {0, 1, -1}) all.insert(all.end(), {start + distance + more, start - distance + more});
      }
    }
    for (const std::int64_t number : read_.numbers) all.insert(all.end(), {number, number - 1, number + 1});
    return all;
  }

  const model::Policy& policy_;
  const check::Sought& sought_;
  const Read& read_;
  const std::size_t most_;  // tries
  const std::shared_ptr<const interpret::Record> parameters_;
  Draft draft_;
  std::uint64_t distance_ = 0, chance_ = 1;
  std::size_t tries_ = 0;
};

// Those that examples bind, each once.
std::vector<std::string> bindings(const model::Policy& policy) {
  if (policy.parameters.empty()) return {std::string()};
  std::vector<std::string> all;
  for (const model::Example& example : policy.examples) {
    for (const model::ExampleStep& step : example.steps) {
      const bool is_new = !step.parameters.empty() && std::find(all.begin(), all.end(), step.parameters) == all.end();
      if (is_new && all.size() < most_bindings) all.push_back(step.parameters);
    }
  }
  return all;
}

// As it will be read from the line.
bool holds(const model::Policy& policy, const check::Sought& sought, const Witness& witness) {
  std::optional<interpret::Record> record = interpret::read_record(policy, witness.record);
  if (!record || record->question != sought.question) return false;
  if (!witness.parameters.empty()) record->parameters = interpret::read_parameters(policy, witness.parameters);
  return judge(policy, *record, {}, sought.condition) == interpret::Judgement::yes && decide(policy, {}, *record, {}, 1).valid;
}

std::optional<Witness> find_under(const model::Policy& policy, const check::Sought& valid, const Read& read, std::size_t parts,
                                  const std::string& parameters, std::size_t& work) {
  const std::size_t left = most_work_of_all - std::min(work, most_work_of_all);
  const std::size_t most = std::min({most_tries, most_work / parts, left / parts});
  Search search(policy, valid, read, most, parameters.empty() ? nullptr : interpret::read_parameters(policy, parameters));
  const bool is_found = most > 0 && search.run();
  work += search.tries() * parts;
  Witness witness{search.found().json(), parameters};
  if (is_found && holds(policy, valid, witness)) return witness;
  return std::nullopt;
}

}  // namespace

std::optional<Witness> Finder::operator()(const model::Policy& policy, const check::Sought& sought) {
  std::vector<model::ExprPtr> parts{sought.condition};
  for (const model::Ground& ground : policy.questions.at(sought.question).grounds) {
    if (ground.role == model::Role::breaks) parts.push_back(check::negation(ground.condition, ground.span));
  }
  const check::Sought valid{sought.question, check::all_of(parts, sought.condition->span), sought.benefit};
  Reading reading(policy);
  reading.add(valid.condition);
  const Read read = reading.take();
  if (!bindings_) {
    bindings_ = bindings(policy);
    std::erase_if(*bindings_, [&](const std::string& each) { return !each.empty() && !takes_(policy, {{}, each}); });
  }
  for (const std::string& parameters : *bindings_) {
    std::optional<Witness> witness = find_under(policy, valid, read, reading.parts(), parameters, work_);
    if (witness && takes_(policy, *witness)) return witness;
  }
  return std::nullopt;
}

}  // namespace pol::witness
