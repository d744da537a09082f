// A record from its JSON line. What makes a record invalid is for the runtime's reader to say; here it is only "not read".
#include <algorithm>

#include "interpret/exact_json.h"
#include "interpret/interpret.h"

namespace pol::interpret {

namespace {

std::optional<std::int64_t> read_truth(const Json& json) {
  if (const bool* truth = std::get_if<bool>(&json.node)) return *truth ? 1 : 0;
  return std::nullopt;
}

std::optional<std::int64_t> read_case(const Json& json, const model::Enum& names) {
  const std::string* name = std::get_if<std::string>(&json.node);
  if (!name) return std::nullopt;
  const auto found = std::find(names.cases.begin(), names.cases.end(), *name);
  if (found == names.cases.end()) return std::nullopt;
  return found - names.cases.begin();
}

std::optional<std::int64_t> read_members(const Json& json, const model::Enum& names) {
  constexpr std::int64_t most_members = 64;
  const JsonArray* array = std::get_if<JsonArray>(&json.node);
  if (!array) return std::nullopt;
  std::uint64_t bits = 0;
  for (const Json& member : *array) {
    const std::optional<std::int64_t> ordinal = read_case(member, names);
    if (!ordinal || *ordinal >= most_members) return std::nullopt;
    bits |= std::uint64_t{1} << *ordinal;
  }
  return static_cast<std::int64_t>(bits);
}

// A number, or a string with the same text.
std::optional<std::int64_t> read_number(const Json& json, int decimals) {
  const JsonNumber* number = std::get_if<JsonNumber>(&json.node);
  const std::string* text = number ? &number->text : std::get_if<std::string>(&json.node);
  if (!text) return std::nullopt;
  const auto exact = parse_exact(*text, decimals);
  const std::int64_t* value = std::get_if<std::int64_t>(&exact);
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::int64_t> read_date(const Json& json) {
  const std::string* text = std::get_if<std::string>(&json.node);
  const auto date = text ? calendar::parse(*text) : std::nullopt;
  return date ? std::optional<std::int64_t>(*date) : std::nullopt;
}

// Everything but texts.
std::optional<std::int64_t> read_value(const model::Policy& policy, const model::Type& type, const Json& json) {
  switch (type.kind) {
    case model::Kind::boolean: return read_truth(json);
    case model::Kind::enumeration: return read_case(json, policy.enums.at(type.enum_id));
    case model::Kind::set: return read_members(json, policy.enums.at(type.enum_id));
    case model::Kind::integer:
    case model::Kind::days:
    case model::Kind::months: return read_number(json, 0);
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money: return read_number(json, type.decimals);
    case model::Kind::date: return read_date(json);
    case model::Kind::text: return std::nullopt;
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const model::Policy& policy) : policy_(policy) { record_.facts.resize(policy.facts.size()); }

  std::optional<Record> read(const Json& json) {
    const JsonObject* blocks = std::get_if<JsonObject>(&json.node);
    if (!blocks) return std::nullopt;
    std::size_t questions_asked = 0;
    for (const auto& [name, block] : *blocks) {
      const std::optional<model::FactId> id = member(model::none, name);
      if (!id || policy_.facts[*id].parameter || !read_fact(*id, block)) return std::nullopt;
      for (std::uint32_t i = 0; i < policy_.questions.size(); ++i) {
        if (policy_.questions[i].block != *id || !record_.facts[*id].given) continue;
        record_.question = i;
        ++questions_asked;
      }
    }
    if (questions_asked != 1 || !has_keys()) return std::nullopt;
    return std::move(record_);
  }

 private:
  friend std::shared_ptr<const Record> pol::interpret::read_parameters(const model::Policy& policy, std::string_view json);

  std::optional<model::FactId> member(model::FactId parent, std::string_view name) const {
    for (model::FactId id = 0; id < policy_.facts.size(); ++id) {
      if (policy_.facts[id].parent == parent && policy_.facts[id].name == name) return id;
    }
    return std::nullopt;
  }

  // Where what is said of a fact is kept: in the record, or in the element that is being read.
  Fact& said(model::FactId id) { return policy_.facts[id].list == model::none ? record_.facts[id] : (*element_)[id]; }

  bool read_fact(model::FactId id, const Json& json) {
    Fact& said = this->said(id);
    if (said.given || said.is_null) return false;  // the key stands twice
    said.is_null = std::holds_alternative<std::monostate>(json.node);
    said.given = !said.is_null;
    if (said.is_null) return true;
    switch (policy_.facts[id].kind) {
      case model::FactKind::leaf: return read_leaf(id, json);
      case model::FactKind::record:
      case model::FactKind::group: return is_of_rows(id) ? read_rows_of(id + 1, id + 2, json, {}) : read_members_of(id, json);
      case model::FactKind::list: return read_elements_of(id, json);
    }
    return false;
  }

  bool read_elements_of(model::FactId list, const Json& json) {
    const JsonArray* array = std::get_if<JsonArray>(&json.node);
    if (!array || array->size() > policy_.facts[list].most) return false;
    Element* const around = element_;
    std::vector<Element>& elements = (policy_.facts[list].list == model::none ? record_.lists : around->lists)[list];
    const bool good = std::all_of(array->begin(), array->end(), [&](const Json& each) {
      element_ = &elements.emplace_back();
      return model::is_plain_list(policy_, list) ? read_fact(list + 1, each) : read_members_of(list, each);
    });
    element_ = around;
    return good;
  }

  // Of a parameter whose rows are a list: its only member.
  bool is_of_rows(model::FactId id) const {
    const auto& facts = policy_.facts;
    return facts[id].parameter && id + 1 < facts.size() && facts[id + 1].parent == id && facts[id + 1].kind == model::FactKind::list;
  }

  // Nested by key: the keys are the first members of a row, the value is the last. null is no row.
  bool read_rows_of(model::FactId list, model::FactId key, const Json& json, const Element& row) {
    const JsonObject* object = std::get_if<JsonObject>(&json.node);
    if (!object) return false;
    const bool is_last = key + 2 == policy_.facts.size() || policy_.facts[key + 2].parent != list;
    return std::all_of(object->begin(), object->end(), [&](const auto& entry) {
      Element next = row;
      element_ = &next;
      const Json text{entry.first};
      if (!read_fact(key, text)) return false;
      if (std::holds_alternative<std::monostate>(entry.second.node)) return true;
      if (!is_last) return read_rows_of(list, key + 1, entry.second, next);
      element_ = &next;
      if (!read_fact(key + 1, entry.second)) return false;
      record_.lists[list].push_back(next);
      return true;
    });
  }

  bool read_members_of(model::FactId parent, const Json& json) {
    const JsonObject* object = std::get_if<JsonObject>(&json.node);
    if (!object) return false;
    return std::all_of(object->begin(), object->end(), [&](const auto& entry) {
      const std::optional<model::FactId> id = member(parent, entry.first);
      return id && read_fact(*id, entry.second);
    });
  }

  bool read_leaf(model::FactId id, const Json& json) {
    const model::Fact& fact = policy_.facts[id];
    if (fact.type.kind == model::Kind::text) {
      const std::string* text = std::get_if<std::string>(&json.node);
      if (text) said(id).text = *text;
      return text != nullptr;
    }
    const std::optional<std::int64_t> value = read_value(policy_, fact.type, json);
    if (!value) return false;
    if (model::is_number(fact.type.kind) && (*value < fact.range.from || *value > fact.range.to)) return false;
    said(id).value = *value;
    return true;
  }

  // The ids, and the benefits asked for: nothing asked for is no question. A certificate may be left out, and not its id alone.
  bool has_keys() const {
    const model::Question& question = policy_.questions.at(record_.question);
    const auto given = [&](model::FactId id) { return id == model::none || record_.facts[id].given; };
    const bool certified = given(policy_.certificate_id) || (policy_.certificate_optional && !given(policy_.certificate));
    if (!certified || !given(question.id) || !given(question.lines)) return false;
    return question.lines == model::none || record_.facts[question.lines].value != 0;
  }

  const model::Policy& policy_;
  Record record_;
  Element* element_ = nullptr;  // the one whose members are being read
};

}  // namespace

std::shared_ptr<const Record> read_parameters(const model::Policy& policy, std::string_view json) {
  if (policy.parameter_root == model::none) return {};
  const std::optional<Json> parsed = parse_json(json);
  Reader reader(policy);
  if (!parsed || !reader.read_members_of(policy.parameter_root, *parsed)) return {};
  return std::make_shared<const Record>(std::move(reader.record_));
}

std::optional<Record> read_record(const model::Policy& policy, std::string_view json) {
  const std::optional<Json> parsed = parse_json(json);
  return parsed ? Reader(policy).read(*parsed) : std::nullopt;
}

}  // namespace pol::interpret
