#include "witness/draft.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/exact.h"

namespace pol::witness {

namespace {

using model::Kind;
using model::Presence;

constexpr const char* the_text = "1";  // whichever: texts are compared and nothing more

std::int64_t ordinary_value(const model::Policy& policy, const model::Fact& fact) {
  const std::int64_t unit = power_of_ten(fact.type.decimals);
  const auto in_range = [&](std::int64_t value) { return std::clamp(value, fact.range.from, fact.range.to); };
  if (fact.presence == Presence::presumed) return fact.presumed;
  switch (fact.type.kind) {
    case Kind::money: return in_range(1000 * unit);
    case Kind::date: return in_range(calendar::to_days({2024, 1, 15}));
    case Kind::set: {
      const std::size_t cases = policy.enums.at(fact.type.enum_id).cases.size();
      const std::uint64_t all = cases >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << cases) - 1;
      return fact.presence == Presence::key ? static_cast<std::int64_t>(all) : 0;
    }
    case Kind::integer:
    case Kind::decimal:
    case Kind::percent:
    case Kind::days:
    case Kind::months: return in_range(unit);
    case Kind::boolean:
    case Kind::enumeration:
    case Kind::text: return 0;
  }
  return 0;
}

}  // namespace

Draft::Draft(const model::Policy& policy, std::uint32_t question, model::BenefitId benefit)
    : policy_(&policy), question_(question), values_(policy.facts.size()), given_(policy.facts.size()), lengths_(policy.facts.size()) {
  for (model::FactId id = 0; id < policy.facts.size(); ++id) {
    const model::Fact& fact = policy.facts[id];
    if (fact.kind == model::FactKind::leaf) values_[id] = ordinary_value(policy, fact);
    given_[id] = fact.presence == Presence::key || fact.presence == Presence::required;
  }
  const model::FactId lines = policy.questions.at(question).lines;
  if (lines != model::none && benefit != model::none) values_[lines] = static_cast<std::int64_t>(std::uint64_t{1} << benefit);
}

void Draft::give(model::FactId fact, std::int64_t value) {
  values_.at(fact) = value;
  for (model::FactId at = fact; at != model::none; at = policy_->facts[at].parent) {
    given_[at] = true;
    if (policy_->facts[at].kind == model::FactKind::list && at != fact) lengths_[at] = std::max(lengths_[at], 1U);
  }
}

void Draft::set_length(model::FactId list, std::uint32_t length) {
  give(list, 0);
  lengths_.at(list) = length;
}

// Facts of the certificate and of the question; parameters are bound apart.
bool Draft::is_asked(model::FactId fact) const {
  return given_[fact] &&
         (policy_->facts[fact].parent != model::none || fact == policy_->certificate || fact == policy_->questions.at(question_).block);
}

interpret::Record Draft::record() const {
  interpret::Record record;
  record.question = question_;
  record.facts.resize(policy_->facts.size());
  add_members(model::none, record, nullptr);
  return record;
}

void Draft::add_members(model::FactId parent, interpret::Record& record, interpret::Element* element) const {
  for (model::FactId id = 0; id < policy_->facts.size(); ++id) {
    if (policy_->facts[id].parent != parent || !is_asked(id)) continue;
    interpret::Fact& said = element ? (*element)[id] : record.facts[id];
    said.given = true;
    if (policy_->facts[id].kind == model::FactKind::leaf) {
      said.value = values_[id];
      if (policy_->facts[id].type.kind == Kind::text) said.text = the_text;
    } else if (policy_->facts[id].kind == model::FactKind::list) {
      std::vector<interpret::Element> items(lengths_[id]);
      for (interpret::Element& item : items) add_members(id, record, &item);
      (element ? element->lists : record.lists)[id] = std::move(items);
    } else {
      add_members(id, record, element);
    }
  }
}

std::string Draft::json() const { return block(model::none); }

std::string Draft::block(model::FactId parent) const {
  std::string all;
  for (model::FactId id = 0; id < policy_->facts.size(); ++id) {
    const model::Fact& fact = policy_->facts[id];
    if (fact.parent != parent || !is_asked(id)) continue;
    all += (all.empty() ? "\"" : ",\"") + fact.name + "\":";
    if (fact.kind == model::FactKind::leaf) {
      all += text(id);
    } else if (fact.kind == model::FactKind::list) {
      const std::string item = model::is_plain_list(*policy_, id) ? text(id + 1) : block(id);
      std::string items;
      for (std::uint32_t k = 0; k < lengths_[id]; ++k) items += (items.empty() ? "" : ",") + item;
      all += "[" + items + "]";
    } else {
      all += block(id);
    }
  }
  return "{" + all + "}";
}

// As a record writes it.
std::string Draft::text(model::FactId id) const {
  const model::Fact& fact = policy_->facts[id];
  const std::int64_t value = values_[id];
  switch (fact.type.kind) {
    case Kind::boolean: return value != 0 ? "true" : "false";
    case Kind::enumeration: return nlohmann::json(policy_->enums.at(fact.type.enum_id).cases.at(static_cast<std::size_t>(value))).dump();
    case Kind::set: {
      nlohmann::json names = nlohmann::json::array();
      const std::vector<std::string>& cases = policy_->enums.at(fact.type.enum_id).cases;
      for (std::size_t k = 0; k < std::min<std::size_t>(cases.size(), 64); ++k) {
        if ((static_cast<std::uint64_t>(value) >> k & 1) != 0) names.push_back(cases[k]);
      }
      return names.dump();
    }
    case Kind::date: return '"' + calendar::print(static_cast<std::int32_t>(value)) + '"';
    case Kind::text: return '"' + std::string(the_text) + '"';
    case Kind::integer:
    case Kind::decimal:
    case Kind::percent:
    case Kind::money:
    case Kind::days:
    case Kind::months: return print_shortest(value, fact.type.decimals);
  }
  return "null";
}

}  // namespace pol::witness
