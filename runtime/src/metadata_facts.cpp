// The facts: what each is, how they nest, where each lies in the record or in an element of its list.
#include <algorithm>
#include <cstring>
#include <utility>

#include "metadata.h"
#include "writers/output.h"

namespace polrt {

namespace {

constexpr std::int64_t most_record_bytes = 1 << 20;
constexpr std::int64_t most_elements = 1'000'000;
constexpr int deepest_nesting = 64;           // the reader goes down one call for each level
constexpr std::int64_t first_date = -719528;  // 0000-01-01
constexpr std::int64_t last_date = 2932896;   // 9999-12-31

// What values of the type look like: cases, decimals, bounds.
void read_bounds(const MetadataObject& object, const Policy& policy, Fact& fact) {
  if (fact.type == ValueType::enumeration || fact.type == ValueType::set) {
    fact.enum_id = object.index("enum", policy.enums.size());
    const std::uint32_t cases = policy.enums[fact.enum_id].cases.size();
    if (cases == 0 || (fact.type == ValueType::set && cases > 64)) object.fail("has an enum of the wrong size");
  }
  if (fact.type == ValueType::number) {
    fact.decimals = static_cast<int>(object.number("decimals", 0, 18));
    fact.measure = static_cast<Measure>(object.choice("what", measure_names));
    if (object.has("currency")) fact.currency = object.text("currency");
  }
  if (fact.type == ValueType::number || fact.type == ValueType::date) {
    const bool is_date = fact.type == ValueType::date;
    fact.from = object.number("from", is_date ? first_date : INT64_MIN, is_date ? last_date : INT64_MAX);
    fact.to = object.number("to", fact.from, is_date ? last_date : INT64_MAX);
  }
}

void read_presumed(const MetadataObject& object, const Policy& policy, Fact& fact) {
  fact.presumed = object.bits("presumed");
  const auto bits = static_cast<std::uint64_t>(fact.presumed);
  bool fits = false;
  switch (fact.type) {
    case ValueType::truth: fits = bits <= 1; break;
    case ValueType::enumeration: fits = bits < policy.enums[fact.enum_id].cases.size(); break;
    case ValueType::set: {
      const std::uint32_t cases = policy.enums[fact.enum_id].cases.size();
      fits = cases == 64 || bits >> cases == 0;
      break;
    }
    case ValueType::number:
    case ValueType::date: fits = fact.presumed >= fact.from && fact.presumed <= fact.to; break;
    case ValueType::text: break;
  }
  if (!fits) object.fail("presumes a value that it cannot have");
}

void read_leaf(const MetadataObject& object, const Policy& policy, Fact& fact) {
  static constexpr const char* types[] = {"truth", "enum", "set", "number", "date", "text"};
  fact.type = static_cast<ValueType>(object.choice("type", types));
  read_bounds(object, policy, fact);
  if (fact.presence == Presence::presumed) read_presumed(object, policy, fact);
}

void read_list(const MetadataObject& object, Policy& policy, Fact& fact) {
  fact.list = static_cast<std::uint32_t>(policy.lists.size());
  List& list = policy.lists.emplace_back();
  list.fact = static_cast<std::uint32_t>(policy.facts.size());
  list.most = static_cast<std::uint32_t>(object.number("most", 1, most_elements));
  list.element.size = static_cast<std::uint32_t>(object.number("element_size", 0, most_record_bytes));
  if (list.element.size % 8 != 0) object.fail("has elements whose size is no multiple of 8");
  list.element.plane_words = static_cast<std::uint32_t>(object.number("words", 1, list.element.size / 16));
  list.element.fact_of_bit.assign(list.element.plane_words * std::size_t{64}, none);
}

// The list around a fact is that of its holder, and is said at the fact too.
void read_holders(const MetadataObject& object, const Policy& policy, Fact& fact) {
  fact.parent = object.index_or_none("parent", policy.facts.size());
  if (fact.parent != none) {
    const Fact& parent = policy.facts[fact.parent];
    fact.in_list = parent.kind == FactKind::list ? parent.list : parent.in_list;
  }
  const std::uint32_t said = object.has("list") ? object.index_or_none("list", policy.facts.size()) : none;
  if (said != (fact.in_list == none ? none : policy.lists[fact.in_list].fact)) object.fail("has a `list` that is not the one around it");
  if (fact.parent != none && fact.parameter != policy.facts[fact.parent].parameter) object.fail("is no parameter like its holder");
  const bool directly = fact.parent != none && policy.facts[fact.parent].kind == FactKind::list;
  if (fact.in_list != none && fact.presence == Presence::key && !directly) object.fail("is a key deep within the elements of a list");
}

// Bits rise in the order of the schema: whoever walks a plane meets the facts in that order.
void read_bit(const MetadataObject& object, Policy& policy, Fact& fact) {
  Layout& of_block = fact.parameter ? policy.parameters_layout : policy.record;
  Layout& layout = fact.in_list == none ? of_block : policy.lists[fact.in_list].element;
  fact.bit = object.index("bit", layout.fact_of_bit.size());
  if (fact.bit < layout.next_bit) object.fail("has a `bit` that does not follow those before it");
  layout.next_bit = fact.bit + 1;
  layout.fact_of_bit[fact.bit] = static_cast<std::uint32_t>(policy.facts.size());
}

std::uint32_t bytes_of(const Fact& fact) noexcept {
  if (fact.kind == FactKind::list) return sizeof(polrt_list);
  return fact.kind == FactKind::leaf ? size_of(fact.type) : 0;
}

// With a place for a position for each list around the fact.
void quote_path(const MetadataObject& object, const Policy& policy, Fact& fact) {
  std::size_t lists = 0, places = 0;
  for (std::uint32_t list = fact.in_list; list != none; list = policy.facts[policy.lists[list].fact].in_list) ++lists;
  for (std::size_t at = fact.path.find("[]"); at != std::string::npos; at = fact.path.find("[]", at + 1)) ++places;
  if (lists + (fact.kind == FactKind::list ? 1 : 0) > most_lists_around) object.fail("lies in more lists than can be told apart");
  if (places != lists) object.fail("has a path without the position in its list");
  fact.path_json = quoted_json(fact.path);
}

void read_fact(const MetadataObject& object, Policy& policy) {
  static constexpr const char* kinds[] = {"leaf", "record", "group", "list"};
  static constexpr const char* presences[] = {"key", "required", "presumed", "optional"};
  Fact fact;
  fact.name = object.text("name");
  fact.path = object.text("path");
  fact.kind = static_cast<FactKind>(object.choice("kind", kinds));
  fact.presence = static_cast<Presence>(object.choice("presence", presences));
  fact.personal = object.has("personal") && object.flag("personal");
  fact.parameter = object.has("parameter") && object.flag("parameter");
  read_holders(object, policy, fact);
  quote_path(object, policy, fact);
  read_bit(object, policy, fact);
  const bool holds = fact.kind == FactKind::record || fact.kind == FactKind::list;
  if (holds && (fact.presence == Presence::key || fact.presence == Presence::presumed))
    object.fail("holds fields and is neither required nor optional");
  if (fact.kind == FactKind::leaf) read_leaf(object, policy, fact);
  if (fact.kind == FactKind::list) read_list(object, policy, fact);
  if (const std::uint32_t bytes = bytes_of(fact); bytes > 0) {
    fact.offset = static_cast<std::uint32_t>(object.number("offset", 0, std::int64_t{policy.layout_of(fact).size} - bytes));
    if (fact.offset % std::min(bytes, 8u) != 0) object.fail("is not aligned");
  }
  policy.facts.push_back(std::move(fact));
}

// No value lies in the planes or in another value of the same record or element.
void check_layout(const MetadataObject& root, const Policy& policy, const Layout& layout) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // from, to (not included)
  for (const std::uint32_t k : layout.fact_of_bit) {
    if (k == none) continue;
    const Fact& fact = policy.facts[k];
    if (const std::uint32_t bytes = bytes_of(fact); bytes > 0) places.emplace_back(fact.offset, fact.offset + bytes);
  }
  std::sort(places.begin(), places.end());
  std::uint32_t end = layout.plane_words * 16;
  for (const auto& [from, to] : places) {
    if (from < end) root.fail("has facts that overlap");
    end = to;
  }
}

// Members in the order of the schema under the fact that holds them.
void make_blocks(const MetadataObject& root, Policy& policy) {
  std::vector<int> depth(policy.facts.size(), 0);
  for (std::uint32_t k = 0; k < policy.facts.size(); ++k) {
    Fact& fact = policy.facts[k];
    if (fact.parent == none) {
      if (fact.kind == FactKind::leaf || fact.kind == FactKind::list) root.fail("has a field where a block belongs");
    } else {
      const Fact& parent = policy.facts[fact.parent];
      if (parent.block == none) root.fail("has a leaf with members");
      policy.blocks[parent.block].members.push_back(k);
      depth[k] = depth[fact.parent] + 1;
      if (depth[k] > deepest_nesting) root.fail("is nested too deeply");
    }
    if (fact.kind != FactKind::leaf) {
      fact.block = static_cast<std::uint32_t>(policy.blocks.size());
      policy.blocks.emplace_back();
    }
  }
  for (Block& block : policy.blocks) {
    std::vector<std::string> names;
    for (const std::uint32_t member : block.members) names.push_back(policy.facts[member].name);
    block.names = NameTable(std::move(names));
    if (block.names.has_duplicates()) root.fail("has two facts of one name in the same block");
  }
}

void put_presumed(std::byte* record, const Fact& fact) noexcept {
  std::byte* const slot = record + fact.offset;
  if (fact.type == ValueType::truth) {
    *slot = static_cast<std::byte>(fact.presumed);
  } else if (fact.type == ValueType::enumeration) {
    const auto ordinal = static_cast<std::uint16_t>(fact.presumed);
    std::memcpy(slot, &ordinal, sizeof ordinal);
  } else if (fact.type == ValueType::date) {
    const auto days = static_cast<std::int32_t>(fact.presumed);
    std::memcpy(slot, &days, sizeof days);
  } else {
    std::memcpy(slot, &fact.presumed, sizeof fact.presumed);
  }
}

// What is known without being given, and the presumed values.
void make_empty(const Policy& policy, Layout& layout) {
  layout.empty.assign(layout.size / 8, 0);
  layout.presumptions.assign(layout.plane_words, 0);
  std::uint64_t* const known = layout.empty.data();
  for (const std::uint32_t k : layout.fact_of_bit) {
    if (k == none) continue;
    const Fact& fact = policy.facts[k];
    if (fact.kind == FactKind::group || fact.presence != Presence::required) set_bit(known, fact.bit);
    if (fact.kind != FactKind::leaf || fact.presence != Presence::presumed) continue;
    set_bit(layout.presumptions.data(), fact.bit);
    put_presumed(reinterpret_cast<std::byte*>(known), fact);
  }
}

void finish_layout(const MetadataObject& root, const Policy& policy, Layout& layout) {
  check_layout(root, policy, layout);
  make_empty(policy, layout);
}

void read_certificate(const MetadataObject& root, Policy& policy) {
  policy.certificate = root.index_or_none("certificate", policy.facts.size());
  policy.certificate_id = root.index_or_none("certificate_id", policy.facts.size());
  if (policy.certificate != none && policy.facts[policy.certificate].parent != none) root.fail("has a certificate within another block");
  if (policy.certificate_id == none) return;
  const Fact& id = policy.facts[policy.certificate_id];
  if (policy.certificate == none || id.kind != FactKind::leaf || id.type != ValueType::text || id.parent != policy.certificate)
    root.fail("has a `certificate_id` that points at the wrong fact");
}

}  // namespace

namespace {

void size_layout(const MetadataObject& object, const char* size, const char* words, Layout& layout) {
  layout.size = static_cast<std::uint32_t>(object.number(size, 0, most_record_bytes));
  if (layout.size % 8 != 0) object.fail("has a record whose size is no multiple of 8");
  layout.plane_words = static_cast<std::uint32_t>(object.number(words, 1, layout.size / 16));
  layout.fact_of_bit.assign(layout.plane_words * std::size_t{64}, none);
}

// A parameter whose rows are a list holds nothing else.
void find_rows(const MetadataObject& object, Policy& policy, const Parameter& parameter) {
  Fact& fact = policy.facts[parameter.fact];
  if (!parameter.has_keys) return;
  if (fact.block == none) object.fail("has keys but no rows");
  const std::vector<std::uint32_t>& members = policy.blocks[fact.block].members;
  if (members.size() != 1 || policy.facts[members[0]].kind != FactKind::list) return;
  if (policy.blocks[policy.facts[members[0]].block].members.size() < 2) object.fail("has rows without keys or values");
  fact.rows = members[0];
}

void read_not_none(const MetadataObject& object, const Policy& policy, Parameter& parameter) {
  if (!object.has("not_none_with")) return;
  parameter.not_none_with = object.index("not_none_with", policy.facts.size());
  const Fact& other = policy.facts[parameter.not_none_with];
  if (!other.parameter || other.parent != policy.parameter_root || other.type != ValueType::enumeration || other.kind != FactKind::leaf)
    object.fail("points at the wrong fact");
  parameter.not_none_case = object.index("not_none_case", policy.enums[other.enum_id].cases.size());
}

void read_parameters(const MetadataObject& object, Policy& policy) {
  policy.parameter_root = object.index("root", policy.facts.size());
  const Fact& root = policy.facts[policy.parameter_root];
  if (!root.parameter || root.parent != none || root.kind != FactKind::group) object.fail("points at the wrong fact");
  for (const MetadataObject& each : object.objects("each")) {
    Parameter parameter{each.index("fact", policy.facts.size()), each.flag("keys"), each.flag("no_overlaps"), each.flag("adds_up")};
    read_not_none(each, policy, parameter);
    if (policy.facts[parameter.fact].parent != policy.parameter_root) each.fail("points at the wrong fact");
    find_rows(each, policy, parameter);
    policy.parameters.push_back(parameter);
  }
  if (policy.parameters.size() != policy.blocks[root.block].members.size()) object.fail("does not tell of every parameter");
  finish_layout(object, policy, policy.parameters_layout);
}

}  // namespace

void read_facts(const MetadataObject& root, Policy& policy) {
  Layout& record = policy.record;
  size_layout(root, "record_size", "plane_words", record);
  const bool has_parameters = root.has("parameters");
  if (has_parameters) size_layout(root.object("parameters"), "size", "words", policy.parameters_layout);
  for (const MetadataObject& object : root.objects("facts")) read_fact(object, policy);
  make_blocks(root, policy);
  finish_layout(root, policy, record);
  if (has_parameters) read_parameters(root.object("parameters"), policy);
  for (List& list : policy.lists) finish_layout(root, policy, list.element);
  for (List& list : policy.lists) {
    const std::vector<std::uint32_t>& members = policy.blocks[policy.facts[list.fact].block].members;
    if (members.size() == 1 && policy.facts[members[0]].name.empty()) list.item = members[0];
    if (list.item != none && policy.facts[list.item].kind != FactKind::leaf) root.fail("has items that are neither plain nor records");
  }
  for (std::uint32_t k = 0; k < policy.facts.size(); ++k) {
    const Fact& fact = policy.facts[k];
    if (fact.in_list != none && fact.presence == Presence::key) policy.lists[fact.in_list].keys.push_back(k);
  }
  for (std::size_t k = policy.facts.size(); k-- > 0;) {  // what stands in place of a list, a record or a group may be of its members
    const Fact& fact = policy.facts[k];
    if (fact.personal && fact.parent != none) policy.facts[fact.parent].personal = true;
  }
  read_certificate(root, policy);
}

}  // namespace polrt
