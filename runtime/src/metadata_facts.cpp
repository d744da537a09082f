// The facts of a question: what each is, how they nest, where each lies in the record.
#include <algorithm>
#include <cstring>
#include <utility>

#include "metadata.h"
#include "writers/output.h"

namespace polrt {

namespace {

constexpr std::int64_t most_record_bytes = 1 << 20;
constexpr int deepest_nesting = 64;           // the reader goes down one call for each level
constexpr std::int64_t first_date = -719528;  // 0000-01-01
constexpr std::int64_t last_date = 2932896;   // 9999-12-31

// Bytes of a value in the record; all but text are aligned to their size.
std::uint32_t size_of(ValueType type) noexcept {
  switch (type) {
    case ValueType::truth: return 1;
    case ValueType::enumeration: return 2;
    case ValueType::date: return 4;
    case ValueType::set: return 8;
    case ValueType::number: return 8;
    case ValueType::text: return sizeof(polrt_text);
  }
  return 0;
}

// What values of the type look like: cases, decimals, bounds.
void read_bounds(const MetadataObject& object, const Policy& policy, Fact& fact) {
  static constexpr const char* measures[] = {"money", "percent", "decimal", "integer", "days", "months"};
  if (fact.type == ValueType::enumeration || fact.type == ValueType::set) {
    fact.enum_id = object.index("enum", policy.enums.size());
    const std::uint32_t cases = policy.enums[fact.enum_id].cases.size();
    if (cases == 0 || (fact.type == ValueType::set && cases > 64)) object.fail("has an enum of the wrong size");
  }
  if (fact.type == ValueType::number) {
    fact.decimals = static_cast<int>(object.number("decimals", 0, 18));
    fact.measure = static_cast<Measure>(object.choice("what", measures));
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

Fact read_fact(const MetadataObject& object, const Policy& policy, std::uint32_t position, std::uint32_t record_size) {
  static constexpr const char* kinds[] = {"leaf", "record", "group"};
  static constexpr const char* presences[] = {"key", "required", "presumed", "optional"};
  static constexpr const char* types[] = {"truth", "enum", "set", "number", "date", "text"};
  Fact fact;
  fact.name = object.text("name");
  fact.path = object.text("path");
  fact.path_json = quoted_json(fact.path);
  fact.kind = static_cast<FactKind>(object.choice("kind", kinds));
  fact.presence = static_cast<Presence>(object.choice("presence", presences));
  fact.parent = object.index_or_none("parent", position);
  fact.personal = object.has("personal") && object.flag("personal");
  if (fact.kind == FactKind::record && (fact.presence == Presence::key || fact.presence == Presence::presumed)) {
    object.fail("is a record that is neither required nor optional");
  }
  if (fact.kind != FactKind::leaf) return fact;
  fact.type = static_cast<ValueType>(object.choice("type", types));
  read_bounds(object, policy, fact);
  if (fact.presence == Presence::presumed) read_presumed(object, policy, fact);
  const std::uint32_t size = size_of(fact.type);
  fact.offset = static_cast<std::uint32_t>(object.number("offset", 0, static_cast<std::int64_t>(record_size) - size));
  if (fact.offset % std::min(size, 8u) != 0) object.fail("is not aligned");
  return fact;
}

// No value lies in the planes or in another value.
void check_layout(const MetadataObject& object, const Question& question) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // from, to (not included)
  for (const Fact& fact : question.facts) {
    if (fact.kind == FactKind::leaf) places.emplace_back(fact.offset, fact.offset + size_of(fact.type));
  }
  std::sort(places.begin(), places.end());
  std::uint32_t end = question.plane_words * 16;
  for (const auto& [from, to] : places) {
    if (from < end) object.fail("has facts that overlap");
    end = to;
  }
}

// A fact that a question points at: a leaf of this type below `root`.
void check_pointer(const MetadataObject& object, const Question& question, std::uint32_t pointer, std::uint32_t root, ValueType type) {
  if (pointer == none) return;
  const Fact& fact = question.facts[pointer];
  if (fact.kind != FactKind::leaf || fact.type != type || fact.parent != root) object.fail("points at the wrong fact");
}

void read_pointers(const MetadataObject& object, const Policy& policy, Question& question) {
  const std::size_t count = question.facts.size();
  question.certificate = object.index_or_none("certificate", count);
  question.certificate_id = object.index_or_none("certificate_id", count);
  question.block = object.index("block", count);
  question.id = object.index("id", count);
  question.lines_fact = object.index_or_none("asked_for", count);
  question.today = object.index_or_none("today", count);
  if (question.certificate_id != none && question.certificate == none) object.fail("has the id of a certificate that is not there");
  check_pointer(object, question, question.certificate_id, question.certificate, ValueType::text);
  check_pointer(object, question, question.id, question.block, ValueType::text);
  check_pointer(object, question, question.lines_fact, question.block, ValueType::set);
  if (question.today != none &&
      (question.facts[question.today].kind != FactKind::leaf || question.facts[question.today].type != ValueType::date)) {
    object.fail("points at a `today` that is not a date");
  }
  if (question.lines_fact != none && question.facts[question.lines_fact].enum_id != policy.benefits) {
    object.fail("has lines that are not benefits");
  }
}

// Members in the order of the schema under the fact that holds them. A root that is neither the certificate nor the question is the block
// of another question: no record of this one has it.
void make_blocks(const MetadataObject& object, Question& question) {
  std::vector<int> depth(question.facts.size(), 0);
  for (std::uint32_t k = 0; k < question.facts.size(); ++k) {
    Fact& fact = question.facts[k];
    const bool is_root = fact.parent == none;
    if (is_root && fact.kind == FactKind::leaf) object.fail("has a leaf where a block belongs");
    if (!is_root && (k == question.certificate || k == question.block)) object.fail("has a block within another");
    if (!is_root) {
      const Fact& parent = question.facts[fact.parent];
      if (parent.block == none) object.fail("has a leaf with members");
      question.blocks[parent.block].members.push_back(k);
      depth[k] = depth[fact.parent] + 1;
      if (depth[k] > deepest_nesting) object.fail("is nested too deeply");
    }
    if (fact.kind != FactKind::leaf) {
      fact.block = static_cast<std::uint32_t>(question.blocks.size());
      question.blocks.emplace_back();
    }
  }
  for (Block& block : question.blocks) {
    std::vector<std::string> names;
    for (const std::uint32_t member : block.members) names.push_back(question.facts[member].name);
    block.names = NameTable(std::move(names));
    if (block.names.has_duplicates()) object.fail("has two facts of one name in the same block");
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

// Not of the block of another question.
bool is_of_question(const Question& question, std::uint32_t k) noexcept {
  while (question.facts[k].parent != none) k = question.facts[k].parent;
  return k == question.certificate || k == question.block;
}

// The record in which nothing is said: what is known without being given, and the presumed values.
void make_empty_record(Question& question) {
  question.empty_record.assign((question.record_size + 7) / 8, 0);
  question.presumptions.assign(question.plane_words, 0);
  std::uint64_t* const known = question.empty_record.data();
  for (std::uint32_t k = 0; k < question.facts.size(); ++k) {
    const Fact& fact = question.facts[k];
    if (fact.kind == FactKind::group || fact.presence != Presence::required) set_bit(known, k);
    if (fact.kind != FactKind::leaf) continue;
    if (fact.presence == Presence::key && is_of_question(question, k)) question.keys.push_back(k);
    if (fact.presence != Presence::presumed) continue;
    set_bit(question.presumptions.data(), k);
    put_presumed(reinterpret_cast<std::byte*>(known), fact);
  }
}

}  // namespace

void read_facts(const MetadataObject& metadata, const Policy& policy, Question& question) {
  question.record_size = static_cast<std::uint32_t>(metadata.number("record_size", 0, most_record_bytes));
  if (question.record_size % 8 != 0) metadata.fail("has a record whose size is no multiple of 8");
  question.plane_words = static_cast<std::uint32_t>(metadata.number("plane_words", 1, question.record_size / 16));
  for (const MetadataObject& object : metadata.objects("facts")) {
    const auto position = static_cast<std::uint32_t>(question.facts.size());
    question.facts.push_back(read_fact(object, policy, position, question.record_size));
  }
  if (question.facts.size() > std::size_t{question.plane_words} * 64) metadata.fail("has more facts than bits");
  read_pointers(metadata, policy, question);
  make_blocks(metadata, question);
  check_layout(metadata, question);
  make_empty_record(question);
}

}  // namespace polrt
