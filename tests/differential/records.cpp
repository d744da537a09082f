#include "records.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/exact.h"

namespace pol::differential {

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
    // Numbers travel as texts, which the contract takes too: every digit arrives.
    default: return print_shortest(random_number(fact, random), fact.type.decimals);
  }
}

Json random_block(const model::Policy& policy, model::FactId block, Random& random, std::uint64_t number);

// Whether a fact is given, and what it says: mostly as wordings expect, with unknown facts strewn in.
void add_member(const model::Policy& policy, model::FactId id, Json& json, Random& random, std::uint64_t number) {
  const model::Fact& fact = policy.facts[id];
  if (id == policy.certificate_id)
    json[fact.name] = certificate_of(number, random);
  else if (fact.type.kind == model::Kind::text && fact.kind == model::FactKind::leaf)
    json[fact.name] = "C-" + std::to_string(number);
  else if (fact.presence == model::Presence::key)
    json[fact.name] = random_value(policy, fact, random);
  else if (fact.kind != model::FactKind::leaf) {
    if (fact.presence != model::Presence::optional || !random.one_in(4))
      json[fact.name] = random_block(policy, id, random, number);
    else if (random.one_in(4))
      json[fact.name] = nullptr;
  } else if (fact.presence == model::Presence::presumed) {
    if (random.one_in(12))
      json[fact.name] = nullptr;
    else if (random.one_in(4))
      json[fact.name] = random_value(policy, fact, random);
  } else if (!random.one_in(fact.presence == model::Presence::optional ? 2 : 12)) {
    json[fact.name] = random_value(policy, fact, random);
  } else if (random.one_in(3)) {
    json[fact.name] = nullptr;
  }
}

Json random_block(const model::Policy& policy, model::FactId block, Random& random, std::uint64_t number) {
  Json json = Json::object();
  for (model::FactId fact = 0; fact < policy.facts.size(); ++fact)
    if (policy.facts[fact].parent == block) add_member(policy, fact, json, random, number);
  return json;
}

// The place of a fact in a record, or nothing where a block around it is absent.
Json* block_of(const model::Policy& policy, Json& record, model::FactId fact) {
  const model::FactId parent = policy.facts[fact].parent;
  if (parent == model::none) return &record;
  Json* outer = block_of(policy, record, parent);
  if (!outer) return nullptr;
  const auto found = outer->find(policy.facts[parent].name);
  if (found != outer->end() && found->is_object()) return &*found;
  if (policy.facts[parent].kind != model::FactKind::group) return nullptr;
  return &((*outer)[policy.facts[parent].name] = Json::object());
}

}  // namespace

std::string random_record(const model::Policy& policy, Random& random, std::uint64_t number) {
  const auto& question = policy.questions[random.below(policy.questions.size())];
  Json record = Json::object();
  if (policy.certificate != model::none) record["certificate"] = random_block(policy, policy.certificate, random, number);
  record[question.name] = random_block(policy, question.block, random, number);
  return record.dump();
}

std::string changed_record(const model::Policy& policy, const std::string& base, Random& random, std::uint64_t number) {
  Json record = Json::parse(base);
  for (std::uint64_t changes = random.below(4); changes > 0; --changes) {
    const auto fact = static_cast<model::FactId>(random.below(policy.facts.size()));
    if (policy.facts[fact].kind == model::FactKind::group) continue;
    Json* block = block_of(policy, record, fact);
    if (!block) continue;
    block->erase(policy.facts[fact].name);
    add_member(policy, fact, *block, random, number);
  }
  for (const auto& question : policy.questions)
    if (record.contains(question.name)) record[question.name][policy.facts[question.id].name] = "C-" + std::to_string(number);
  if (policy.certificate_id != model::none)
    record["certificate"][policy.facts[policy.certificate_id].name] = certificate_of(number, random);
  return record.dump();
}

}  // namespace pol::differential
