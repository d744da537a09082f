#include "commands/property_trials.h"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "commands/example_record.h"
#include "commands/history_entries.h"
#include "trial/records.h"

namespace pol::commands {

namespace {

using Json = nlohmann::ordered_json;
using interpret::Judgement;

constexpr std::uint64_t rounds = 1000;
constexpr std::uint64_t most_claims = 3;     // of a certificate
constexpr std::size_t most_attempts = 2000;  // at making a failure smaller

// Claims of one certificate, in the order in which they are decided.
struct Sequence {
  std::vector<Json> records;
  std::string parameters;  // bound before; empty where the wording declares none
};

// A line of a property, with what was found of it.
struct Tried {
  const model::PropertyRule* rule;
  std::uint32_t question;
  std::uint64_t judged = 0;
  std::optional<Sequence> broken_by;
};

class Trials {
 public:
  Trials(const Wording& wording, Engine& engine) : policy_(*wording.policy), engine_(engine) {}

  // Where examples bind parameters, theirs are bound; without one nothing can be decided.
  void collect_bases() {
    for (const model::Example& example : policy_.examples) {
      for (const model::ExampleStep& step : example.steps) {
        if (!policy_.parameters.empty() && step.parameters.empty()) continue;
        bases_.push_back({record_of(policy_, step), step.parameters});
      }
    }
  }

  void run(std::vector<Tried>& tried) {
    if (bases_.empty() && !policy_.parameters.empty()) return;
    for (std::uint64_t round = 0; round < rounds; ++round) {
      Sequence sequence;
      const Base* const base = bases_.empty() ? nullptr : &random_.pick(bases_);
      if (base) sequence.parameters = base->parameters;
      bind(sequence.parameters);
      for (std::uint64_t left = 1 + random_.below(most_claims); left > 0; --left) add_claim(base, sequence);
      look_at(sequence, tried);
    }
    for (Tried& each : tried) {
      if (each.broken_by) make_smaller(each);
    }
  }

  std::uint64_t claims() const { return claims_; }

 private:
  struct Base {
    std::string record, parameters;
  };

  void bind(const std::string& parameters) {
    if (policy_.parameters.empty() || parameters == bound_) return;
    bound_ = engine_.bind(parameters).empty() ? parameters : std::string();
  }

  // Later claims keep the certificate of the first.
  void add_claim(const Base* base, Sequence& sequence) {
    const std::uint64_t number = ++claims_;
    Json record = Json::parse(!base || random_.one_in(8) ? trial::random_record(policy_, random_, number)
                                                         : trial::changed_record(policy_, base->record, random_, number));
    if (policy_.certificate != model::none && record.contains("certificate")) {
      if (!sequence.records.empty() && sequence.records.front().contains("certificate"))
        record["certificate"] = sequence.records.front()["certificate"];
      else if (policy_.certificate_id != model::none)
        record["certificate"][policy_.facts[policy_.certificate_id].name] = "K";
    }
    sequence.records.push_back(std::move(record));
  }

  // Decides the claims one after another; `judge` hears of each that is valid, with what it paid and what its certificate has by then.
  template <class Judge>
  void decide(const Sequence& sequence, const Judge& judge) {
    History history;
    const auto parameters = policy_.parameters.empty() ? nullptr : interpret::read_parameters(policy_, sequence.parameters);
    for (std::size_t i = 0; i < sequence.records.size(); ++i) {
      const std::string json = sequence.records[i].dump();
      const std::string certificate = certificate_of(sequence.records[i]);
      const std::size_t before = certificate.empty() ? 0 : history[certificate].size();
      if (!engine_.decide(json, i + 1, history).valid) continue;
      auto record = interpret::read_record(policy_, json);
      if (!record) throw std::logic_error("the interpreter cannot read a record that the runtime calls valid");
      record->parameters = parameters;
      const std::vector<interpret::Entry> all = entries_of(history[certificate]);
      const auto own = all.begin() + static_cast<std::ptrdiff_t>(std::min(before, all.size()));
      judge(i, *record, std::vector<interpret::Entry>(own, all.end()), all);
    }
  }

  // Empty without one: such a record has a history of its own, which begins with it.
  std::string certificate_of(const Json& record) const {
    if (policy_.certificate_id == model::none || !record.contains("certificate")) return {};
    const Json& block = record["certificate"];
    const auto id = block.find(policy_.facts[policy_.certificate_id].name);
    return id != block.end() && id->is_string() ? id->get<std::string>() : std::string();
  }

  Judgement judgement(const Tried& tried, const interpret::Record& record, const std::vector<interpret::Entry>& own,
                      const std::vector<interpret::Entry>& all) const {
    if (record.question != tried.question) return Judgement::open;
    const auto& history = tried.rule->per_certificate ? all : own;
    if (tried.rule->when && judge(policy_, record, history, tried.rule->when) != Judgement::yes) return Judgement::open;
    return judge(policy_, record, history, tried.rule->condition);
  }

  void look_at(const Sequence& sequence, std::vector<Tried>& tried) {
    decide(sequence, [&](std::size_t claim, const auto& record, const auto& own, const auto& all) {
      for (Tried& each : tried) {
        const Judgement found = judgement(each, record, own, all);
        if (found != Judgement::open) ++each.judged;
        if (found != Judgement::no || each.broken_by) continue;
        each.broken_by = sequence;
        each.broken_by->records.resize(claim + 1);
      }
    });
  }

  bool breaks(const Sequence& sequence, const Tried& tried) {
    bool broken = false;
    decide(sequence, [&](std::size_t, const auto& record, const auto& own, const auto& all) {
      broken = broken || judgement(tried, record, own, all) == Judgement::no;
    });
    return broken;
  }

  // Leaves out whole claims, then single facts, as long as what is left still breaks the property.
  void make_smaller(Tried& tried) {
    Sequence& smallest = *tried.broken_by;
    bind(smallest.parameters);
    attempts_ = 0;
    for (std::size_t i = smallest.records.size(); i-- > 0;) {
      Sequence without = smallest;
      without.records.erase(without.records.begin() + static_cast<std::ptrdiff_t>(i));
      if (breaks(without, tried)) smallest = std::move(without);
    }
    for (std::size_t i = 0; i < smallest.records.size(); ++i) leave_out_facts(tried, smallest, i, Json::json_pointer());
  }

  void leave_out_facts(const Tried& tried, Sequence& smallest, std::size_t claim, const Json::json_pointer& place) {
    std::vector<std::string> names;
    const Json& block = smallest.records[claim].at(place);
    for (std::size_t k = block.size(); block.is_array() && k-- > 0;) names.push_back(std::to_string(k));
    for (auto member = block.begin(); block.is_object() && member != block.end(); ++member) names.push_back(member.key());
    for (const std::string& name : names) {
      if (++attempts_ > most_attempts) return;
      Sequence without = smallest;
      Json& outer = without.records[claim].at(place);
      outer.is_array() ? outer.erase(std::stoul(name)) : static_cast<void>(outer.erase(name));
      if (breaks(without, tried)) {
        smallest = std::move(without);
      } else if (smallest.records[claim].at(place / name).is_structured()) {
        leave_out_facts(tried, smallest, claim, place / name);
      }
    }
  }

  const model::Policy& policy_;
  Engine& engine_;
  trial::Random random_{1};
  std::vector<Base> bases_;
  std::string bound_;
  std::uint64_t claims_ = 0;
  std::size_t attempts_ = 0;
};

std::string sentence_of(const Tried& tried, const Trials& trials) {
  if (!tried.broken_by) return fmt::format("none of {} claims puts this to the test: give an example that does", trials.claims());
  std::string sentence = tried.broken_by->records.size() == 1 ? "this does not hold for the claim" : "this does not hold for the claims";
  for (const Json& record : tried.broken_by->records) sentence += "\n    " + record.dump();
  if (!tried.broken_by->parameters.empty()) sentence += "\n    with the parameters\n    " + tried.broken_by->parameters;
  return sentence;
}

}  // namespace

std::vector<ExampleResult> try_properties(const Wording& wording, Engine& engine) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  std::vector<Tried> tried;
  for (const model::Property& property : wording.policy->properties) {
    for (const model::PropertyRule& rule : property.rules) tried.push_back({&rule, property.question, 0, {}});
  }
  if (tried.empty()) return {};
  Trials trials(wording, engine);
  trials.collect_bases();
  trials.run(tried);
  std::vector<ExampleResult> results;
  auto next = tried.begin();
  for (const model::Property& property : wording.policy->properties) {
    const SourceFile& source = wording.sources.of(property.span.begin);
    ExampleResult& result =
        results.emplace_back(ExampleResult{property.title, source.place_of(property.span.begin).line, {}, source.path()});
    for (std::size_t k = 0; k < property.rules.size(); ++k, ++next) {
      if (next->judged > 0 && !next->broken_by) continue;
      result.failures.push_back({source.place_of(next->rule->span.begin).line, sentence_of(*next, trials)});
    }
  }
  results.front().microseconds = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
  return results;
}

}  // namespace pol::commands
