#include "parameters.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/exact.h"
#include "trial/records.h"

namespace pol::differential {

namespace {

using Json = nlohmann::ordered_json;

class Values {
 public:
  Values(const model::Policy& policy, Random& random) : policy_(policy), random_(random) {}

  Json all() {
    Json json = Json::object();
    for (const model::Parameter& each : policy_.parameters) {
      const model::Fact& fact = policy_.facts[each.fact];
      const bool forbidden = each.not_none_with != model::none && json[policy_.facts[each.not_none_with].name] == case_of(each);
      const bool none = fact.presence == model::Presence::optional && !forbidden && random_.one_in(4);
      json[fact.name] = none ? Json(nullptr) : each.adds_up ? shares(each.fact) : value(each.fact);
    }
    return json;
  }

 private:
  const std::string& case_of(const model::Parameter& each) const {
    return policy_.enums[policy_.facts[each.not_none_with].type.enum_id].cases[each.not_none_case];
  }
  Json value(model::FactId id) {
    const model::Fact& fact = policy_.facts[id];
    if (fact.kind == model::FactKind::leaf) return Json::parse(random_json(policy_, fact, random_));
    const std::vector<model::FactId> inner = members(id);
    if (policy_.facts[inner.front()].kind == model::FactKind::list) return rows(inner.front());
    if (policy_.facts[inner.front()].name == "from") return band(inner);
    Json json = Json::object();
    for (const model::FactId each : inner) {
      const bool left_out = policy_.facts[each].presence == model::Presence::optional && random_.one_in(3);
      if (!left_out) json[policy_.facts[each].name] = value(each);
      if (left_out && random_.one_in(2)) json[policy_.facts[each].name] = nullptr;
    }
    return json;
  }

  std::vector<model::FactId> members(model::FactId parent) const {
    std::vector<model::FactId> found;
    for (model::FactId id = parent + 1; id < policy_.facts.size(); ++id)
      if (policy_.facts[id].parent == parent) found.push_back(id);
    return found;
  }

  std::string number(const model::Fact& fact, std::int64_t value) const { return print_shortest(value, fact.type.decimals); }

  Json band(const std::vector<model::FactId>& ends) {
    const model::Fact& to = policy_.facts[ends.back()];
    const std::int64_t least = random_.between(to.range.from, to.range.to - 1), most = random_.between(least + 1, to.range.to);
    return {{random_.one_in(2) ? "from" : "over", number(to, least)}, {"to", number(to, most)}};
  }

  // Whole and nothing over.
  Json shares(model::FactId id) {
    Json json = Json::object();
    const std::vector<model::FactId> inner = members(id);
    std::int64_t left = power_of_ten(policy_.facts[inner.front()].type.decimals);
    for (const model::FactId each : inner) {
      const std::int64_t share = each == inner.back() ? left : random_.between(0, left);
      json[policy_.facts[each].name] = number(policy_.facts[each], share);
      left -= share;
    }
    return json;
  }

  Json rows(model::FactId list) {
    Json json = Json::object();
    const std::vector<model::FactId> inner = members(list);
    for (std::uint64_t count = random_.below(12); count > 0; --count) {
      Json* at = &json;
      for (std::size_t k = 0; k + 1 < inner.size(); ++k) {
        const std::string text = random_json(policy_, policy_.facts[inner[k]], random_);
        at = &(*at)[Json::parse(text).get<std::string>()];
      }
      *at = Json::parse(random_json(policy_, policy_.facts[inner.back()], random_));
    }
    return json;
  }

  const model::Policy& policy_;
  Random& random_;
};

}  // namespace

std::string random_parameters(const model::Policy& policy, Random& random) { return Values(policy, random).all().dump(); }

}  // namespace pol::differential
