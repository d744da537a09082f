#include "trial/records.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/exact.h"

namespace pol::trial {

namespace {

using Json = nlohmann::ordered_json;

// A certificate gets a handful of claims: enough for limits, top-ups and ends to bite, few enough that money is left.
std::string certificate_of(std::uint64_t number, Random& random) {
  return "K-" + std::to_string(number / 8) + (random.one_in(3) ? "b" : "a");
}

// Days around which wordings draw their lines, counted from one common start.
std::int32_t random_date(Random& random) {
  static const std::vector<int> distances = {-3650, -366, -30, -1,  0,   1,   26,  27,  28,  29,  30,  31,  59,  89,  90,
                                             91,    120,  181, 213, 270, 273, 274, 334, 363, 364, 365, 366, 395, 730, 1096};
  if (random.one_in(20)) return static_cast<std::int32_t>(random.between(-25567, 84005));  // 1900-01-01 to 2199-12-31
  return calendar::to_days({2010, 10, 1}) + random.pick(distances) + static_cast<std::int32_t>(random.between(-1, 1));
}

std::int64_t random_number(const model::Fact& fact, Random& random) {
  if (fact.type.kind == model::Kind::date) return std::clamp<std::int64_t>(random_date(random), fact.range.from, fact.range.to);
  const std::int64_t unit =
      fact.type.kind == model::Kind::money ? 1'000'000 * power_of_ten(fact.type.decimals) : power_of_ten(fact.type.decimals);
  switch (random.below(6)) {
    case 0: return fact.range.from;
    case 1: return fact.range.to;
    case 2: return std::clamp<std::int64_t>(random.between(-2, 2), fact.range.from, fact.range.to);
    case 3: return std::clamp<std::int64_t>(unit * random.between(0, 60) + random.between(-1, 1), fact.range.from, fact.range.to);
    case 4: return std::clamp<std::int64_t>(unit * 5 * random.between(0, 100), fact.range.from, fact.range.to);
    default: return random.between(fact.range.from, fact.range.to);
  }
}

Json random_set(const model::Enum& cases, Random& random, bool never_empty) {
  Json names = Json::array();
  for (const auto& name : cases.cases)
    if (random.one_in(2)) names.push_back(name);
  if (names.empty() && never_empty) names.push_back(random.pick(cases.cases));
  return names;
}

Json random_value(const model::Policy& policy, const model::Fact& fact, Random& random) {
  switch (fact.type.kind) {
    case model::Kind::boolean: return random.one_in(2);
    case model::Kind::enumeration: return random.pick(policy.enums[fact.type.enum_id].cases);
    case model::Kind::set: return random_set(policy.enums[fact.type.enum_id], random, fact.presence == model::Presence::key);
    case model::Kind::date: return calendar::print(static_cast<std::int32_t>(random_number(fact, random)));
    case model::Kind::text: return random.pick(std::vector<std::string>{"Meyer", "Müller", "Mayr", ""});
    // Numbers travel as texts, which the contract takes too: every digit arrives.
    default: return print_shortest(random_number(fact, random), fact.type.decimals);
  }
}

}  // namespace

std::string random_json(const model::Policy& policy, const model::Fact& fact, Random& random) {
  return random_value(policy, fact, random).dump();
}

namespace {

// Writes one record. Every second has hardly a gap, so that what is asked gets decided; the others are strewn with unknown facts.
class Writer {
 public:
  Writer(const model::Policy& policy, Random& random, std::uint64_t number)
      : policy_(policy), random_(random), number_(number), gaps_(random.one_in(2) ? 12 : 400) {}

  Json block(model::FactId block) {
    Json json = Json::object();
    for (model::FactId fact = 0; fact < policy_.facts.size(); ++fact)
      if (policy_.facts[fact].parent == block) add(fact, json);
    return json;
  }

  // Whether a fact is given, and what it says: mostly as wordings expect.
  void add(model::FactId id, Json& json) {
    const model::Fact& fact = policy_.facts[id];
    if (fact.kind == model::FactKind::leaf)
      add_leaf(id, json);
    else if (!may_be_left_out(fact) || !random_.one_in(fact.presence == model::Presence::optional ? 4 : gaps_))
      json[fact.name] = fact.kind == model::FactKind::list ? list(id) : block(id);
    else if (random_.one_in(4))
      json[fact.name] = nullptr;
  }

 private:
  static bool may_be_left_out(const model::Fact& fact) {
    return fact.presence == model::Presence::optional || fact.kind == model::FactKind::record || fact.kind == model::FactKind::list;
  }

  void add_leaf(model::FactId id, Json& json) {
    const model::Fact& fact = policy_.facts[id];
    if (id == policy_.certificate_id)
      json[fact.name] = certificate_of(number_, random_);
    else if (fact.type.kind == model::Kind::text && fact.presence == model::Presence::key && fact.list == model::none)
      json[fact.name] = "C-" + std::to_string(number_);
    else if (fact.presence == model::Presence::key)
      json[fact.name] = random_value(policy_, fact, random_);
    else if (fact.presence == model::Presence::presumed) {
      if (random_.one_in(gaps_))
        json[fact.name] = nullptr;
      else if (random_.one_in(4))
        json[fact.name] = random_value(policy_, fact, random_);
    } else if (!random_.one_in(fact.presence == model::Presence::optional ? 2 : gaps_)) {
      json[fact.name] = random_value(policy_, fact, random_);
    } else if (random_.one_in(3)) {
      json[fact.name] = nullptr;
    }
  }

  // Mostly short; now and then as long as a list of few may be.
  Json list(model::FactId list) {
    Json items = Json::array();
    const std::uint64_t most = std::min<std::uint64_t>(policy_.facts[list].most, 12);
    const std::uint64_t length = random_.one_in(8) ? most : std::min(most, random_.below(4));
    const bool is_plain = model::is_plain_list(policy_, list);
    for (std::uint64_t k = 0; k < length; ++k) items.push_back(is_plain ? item(list + 1) : block(list));
    return items;
  }

  Json item(model::FactId id) { return random_.one_in(gaps_) ? Json(nullptr) : random_value(policy_, policy_.facts[id], random_); }

  const model::Policy& policy_;
  Random& random_;
  std::uint64_t number_, gaps_;
};

// The place of a fact in a record, of a member of a list that in one of its elements; nothing where a block around it is absent.
Json* block_of(const model::Policy& policy, Json& record, model::FactId fact, Random& random) {
  const model::FactId parent = policy.facts[fact].parent;
  if (parent == model::none) return &record;
  Json* outer = block_of(policy, record, parent, random);
  if (!outer) return nullptr;
  const auto found = outer->find(policy.facts[parent].name);
  if (found != outer->end() && found->is_array() && !found->empty()) return &(*found)[random.below(found->size())];
  if (found != outer->end() && found->is_object()) return &*found;
  if (policy.facts[parent].kind != model::FactKind::group) return nullptr;
  return &((*outer)[policy.facts[parent].name] = Json::object());
}

// Whether a fact belongs to the certificate or to the question that the record asks.
bool is_asked(const model::Policy& policy, const Json& record, model::FactId fact) {
  while (policy.facts[fact].parent != model::none) fact = policy.facts[fact].parent;
  return fact == policy.certificate || record.contains(policy.facts[fact].name);
}

}  // namespace

std::string random_record(const model::Policy& policy, Random& random, std::uint64_t number) {
  // The first question is the claim, and what history is made of.
  const auto& question = policy.questions[random.one_in(4) ? random.below(policy.questions.size()) : 0];
  Writer writer(policy, random, number);
  Json record = Json::object();
  if (policy.certificate != model::none) record["certificate"] = writer.block(policy.certificate);
  record[question.name] = writer.block(question.block);
  return record.dump();
}

std::string changed_record(const model::Policy& policy, const std::string& base, Random& random, std::uint64_t number) {
  Json record = Json::parse(base);
  Writer writer(policy, random, number);
  for (std::uint64_t changes = random.below(4); changes > 0; --changes) {
    const auto fact = static_cast<model::FactId>(random.below(policy.facts.size()));
    const bool alone = policy.facts[fact].kind == model::FactKind::group || policy.facts[fact].name.empty();
    if (alone || !is_asked(policy, record, fact)) continue;
    Json* block = block_of(policy, record, fact, random);
    if (!block) continue;
    block->erase(policy.facts[fact].name);
    writer.add(fact, *block);
  }
  for (const auto& question : policy.questions)
    if (record.contains(question.name)) record[question.name][policy.facts[question.id].name] = "C-" + std::to_string(number);
  if (policy.certificate_id != model::none)
    record["certificate"][policy.facts[policy.certificate_id].name] = certificate_of(number, random);
  return record.dump();
}

}  // namespace pol::trial
