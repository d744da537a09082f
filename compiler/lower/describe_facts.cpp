#include "lower/describe_facts.h"

#include <stdexcept>
#include <string_view>
#include <utility>

namespace pol::lower {

namespace {

std::string_view name_of(model::FactKind kind) {
  switch (kind) {
    case model::FactKind::leaf: return "leaf";
    case model::FactKind::record: return "record";
    case model::FactKind::group: return "group";
    case model::FactKind::list: return "list";
  }
  throw std::logic_error("no such kind of fact");
}

std::string_view name_of(model::Presence presence) {
  switch (presence) {
    case model::Presence::key: return "key";
    case model::Presence::required: return "required";
    case model::Presence::presumed: return "presumed";
    case model::Presence::optional: return "optional";
  }
  throw std::logic_error("no such presence");
}

std::string_view type_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::boolean: return "truth";
    case model::Kind::enumeration: return "enum";
    case model::Kind::set: return "set";
    case model::Kind::date: return "date";
    case model::Kind::text: return "text";
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::days:
    case model::Kind::months: return "number";
  }
  throw std::logic_error("no such kind of value");
}

// What a number measures.
std::string_view measure_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::money: return "money";
    case model::Kind::percent: return "percent";
    case model::Kind::decimal: return "decimal";
    case model::Kind::integer: return "integer";
    case model::Kind::days: return "days";
    case model::Kind::months: return "months";
    case model::Kind::boolean:
    case model::Kind::enumeration:
    case model::Kind::set:
    case model::Kind::date:
    case model::Kind::text: break;
  }
  throw std::logic_error("not a number");
}

// The members that only a leaf has.
void describe_leaf(const model::Policy& policy, const model::Fact& fact, const ir::Slot& slot, Json& made) {
  describe_type(fact.type, made);
  if (fact.type.kind == model::Kind::money && fact.type.currency != policy.currency) made["currency"] = fact.type.currency;
  if (model::is_number(fact.type.kind)) {
    made["from"] = fact.range.from;
    made["to"] = fact.range.to;
  }
  if (fact.presence == model::Presence::presumed) made["presumed"] = fact.presumed;
  made["offset"] = slot.offset;
}

void describe_list(const model::Fact& fact, const ir::Slot& slot, Json& made) {
  made["offset"] = slot.offset;
  made["element_size"] = slot.element_size;
  made["words"] = slot.element_words;
  made["most"] = fact.most;
}

// A certificate that may be left out has its id where it is given.
model::Presence presence_in_records(const model::Policy& policy, const model::Fact& fact) {
  if (!policy.certificate_optional) return fact.presence;
  if (&fact == &policy.facts.at(policy.certificate)) return model::Presence::optional;
  return &fact == &policy.facts.at(policy.certificate_id) ? model::Presence::key : fact.presence;
}

Json describe_fact(const model::Policy& policy, const model::Fact& fact, const ir::Slot& slot) {
  Json made = {{"name", fact.name},
               {"path", fact.path},
               {"kind", name_of(fact.kind)},
               {"presence", name_of(presence_in_records(policy, fact))},
               {"parent", index_of(fact.parent)},
               {"bit", slot.bit}};
  if (!fact.labels.empty()) made["personal"] = true;
  if (fact.parameter) made["parameter"] = true;
  if (fact.list != model::none) made["list"] = fact.list;
  if (fact.kind == model::FactKind::leaf) describe_leaf(policy, fact, slot, made);
  if (fact.kind == model::FactKind::list) describe_list(fact, slot, made);
  return made;
}

}  // namespace

void describe_type(const model::Type& type, Json& made) {
  made["type"] = type_of(type.kind);
  if (type.kind == model::Kind::enumeration || type.kind == model::Kind::set) made["enum"] = type.enum_id;
  if (!model::is_number(type.kind) || type.kind == model::Kind::date) return;
  made["decimals"] = type.decimals;
  made["what"] = measure_of(type.kind);
}

Json describe_facts(const model::Policy& policy, const ir::Program& program) {
  Json facts = Json::array();
  for (std::size_t k = 0; k < policy.facts.size(); ++k) facts.push_back(describe_fact(policy, policy.facts[k], program.slots.at(k)));
  return facts;
}

}  // namespace pol::lower
