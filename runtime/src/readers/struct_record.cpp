// A record that the host filled as a C struct. It is held to the schema as JSON is, and copied value by value into a record that begins
// empty: what the struct holds besides the facts that were found does not count.
#include <algorithm>
#include <cstring>

#include "../date.h"
#include "../decimal.h"
#include "../decision.h"
#include "reader.h"

namespace polrt {

namespace {

template <class T>
T value_at(const std::uint64_t* words, std::uint32_t offset) noexcept {
  T value{};
  std::memcpy(&value, reinterpret_cast<const std::byte*>(words) + offset, sizeof value);
  return value;
}

std::string number_of(std::int64_t scaled, int decimals) {
  char text[most_number_bytes];
  return {text, print_shortest(scaled, decimals, text)};
}

// As JSON would have shown it.
std::string date_of(std::int32_t days) {
  char text[most_date_bytes];
  return "\"" + std::string(text, print_date(days, text)) + "\"";
}

bool is_text(polrt_text text) noexcept {
  if (text.size > POLRT_MAX_RECORD_BYTES || text.data == nullptr) return false;
  return simdjson::validate_utf8(text.data, static_cast<std::size_t>(text.size));
}

}  // namespace

polrt_status Reader::take(const std::uint64_t* record, polrt_input& input) {
  const Source source{record, policy_.record};
  problems_.clear();
  broken_ = false;
  start();
  pick_asked(source.found());
  if (was_begun(source)) {
    take_facts(source);
    std::copy_n(source.found(), policy_.record.plane_words, seen_.begin());
    check_question();
    check_keys();
  }
  return finish(input);
}

// Of the questions of which something is set the first; none or several are complained about as in JSON.
void Reader::pick_asked(const std::uint64_t* found) {
  question_ = nullptr;
  for (const Question& question : policy_.questions) {
    if (!has_bit(found, policy_.facts[question.block].bit)) continue;
    ++questions_asked_;
    if (question_ == nullptr) question_ = &question;
  }
  if (question_ == nullptr) question_ = policy_.questions.data();
}

bool Reader::was_begun(const Source& source) {
  for (std::uint32_t i = 0; i < source.layout.plane_words; ++i) {
    const std::uint64_t known = source.layout.empty[i] & ~source.layout.presumptions[i];
    if ((source.known()[i] & known) == known) continue;
    complain("", "a struct that was begun with its _begin function before anything was set");
    return false;
  }
  return true;
}

void Reader::take_facts(const Source& source) {
  believe(source);
  for_each_bit(source.found(), source.layout.plane_words, [&](std::uint32_t bit) {
    const std::uint32_t k = source.layout.fact_of_bit[bit];
    if (k == none) return complain("", "no bits in its planes but those of its facts");
    if (is_asked_about(policy_.facts[k])) take_fact(source, policy_.facts[k]);
  });
}

// Of the certificate, of the question that is asked, or of an element of their lists.
bool Reader::is_asked_about(const Fact& fact) const noexcept {
  const Fact* root = &fact;
  while (root->parent != none) root = &policy_.facts[root->parent];
  const auto k = static_cast<std::uint32_t>(root - policy_.facts.data());
  return k == policy_.certificate || k == question_->block;
}

// What is known without being found: nothing but what may be. A presumed fact that is not is unknown, as null says it in JSON.
void Reader::believe(const Source& source) {
  const Layout& layout = source.layout;
  for (std::uint32_t i = 0; i < layout.plane_words; ++i) {
    place_.words[i] &= ~(layout.presumptions[i] & ~source.known()[i]);
    const std::uint64_t wrong = (source.known()[i] & ~source.found()[i] & ~layout.empty[i]) | (source.found()[i] & ~source.known()[i]);
    for_each_bit(&wrong, 1, [&](std::uint32_t bit) {
      const std::uint32_t k = layout.fact_of_bit[i * 64 + bit];
      complain(k == none ? std::string() : path_of(policy_.facts[k]), "a fact that is both known and found, or neither");
    });
  }
}

void Reader::take_fact(const Source& source, const Fact& fact) {
  if (fact.parent != none && policy_.facts[fact.parent].in_list == fact.in_list && !has_bit(source.found(), policy_.facts[fact.parent].bit))
    return complain(path_of(policy_.facts[fact.parent]), "given, since something in it is given");
  if (fact.kind == FactKind::leaf) return take_leaf(source, fact);
  if (fact.kind == FactKind::list) return take_list(source, fact);
  give(fact);
}

void Reader::take_leaf(const Source& source, const Fact& fact) {
  const std::uint32_t cases = fact.enum_id == none ? 0 : policy_.enums[fact.enum_id].cases.size();
  switch (fact.type) {
    case ValueType::truth: {
      const auto value = value_at<std::uint8_t>(source.words, fact.offset);
      if (value > 1) return complain_value(fact, Fault::malformed, std::to_string(value));
      store(fact, value);
      break;
    }
    case ValueType::enumeration: {
      const auto value = value_at<std::uint16_t>(source.words, fact.offset);
      if (value >= cases) return complain_value(fact, Fault::malformed, std::to_string(value));
      store(fact, value);
      break;
    }
    case ValueType::set: {
      const auto value = value_at<std::uint64_t>(source.words, fact.offset);
      if (cases < 64 && value >> cases != 0) return complain_value(fact, Fault::malformed, std::to_string(value));
      if (value == 0 && fact.presence == Presence::key) return complain_value(fact, Fault::empty, "[]");
      store(fact, value);
      break;
    }
    case ValueType::number: {
      const auto value = value_at<std::int64_t>(source.words, fact.offset);
      if (value < fact.from || value > fact.to) return complain_value(fact, Fault::out_of_range, number_of(value, fact.decimals));
      store(fact, value);
      break;
    }
    case ValueType::date: {
      const auto value = value_at<std::int32_t>(source.words, fact.offset);
      if (value < fact.from || value > fact.to) return complain_value(fact, Fault::out_of_range, date_of(value));
      store(fact, value);
      break;
    }
    case ValueType::text: {
      auto value = value_at<polrt_text>(source.words, fact.offset);
      if (value.size == 0) value.data = "";
      if (!is_text(value)) return complain(path_of(fact), "a text in UTF-8");
      store(fact, value);
      break;
    }
  }
  give(fact);
}

void Reader::take_list(const Source& source, const Fact& fact) {
  const List& list = policy_.lists[fact.list];
  const auto given = value_at<polrt_list>(source.words, fact.offset);
  if (given.count > list.most) return complain(path_of(fact), "a list of at most " + std::to_string(list.most) + " items");
  const bool is_there = given.elements != nullptr && reinterpret_cast<std::uintptr_t>(given.elements) % alignof(std::uint64_t) == 0;
  if (given.count > 0 && !is_there) return complain(path_of(fact), "a list whose elements begin at a multiple of 8 bytes");
  const Layout& layout = list.element;
  const std::size_t words = layout.empty.size();
  std::vector<std::uint64_t>& elements = elements_[fact.list];
  const std::size_t begin = elements.size();
  elements.resize(begin + static_cast<std::size_t>(given.count) * words);
  const Place around = place_;
  for (std::uint64_t position = 0; position < given.count; ++position) {
    std::uint64_t* const element = elements.data() + begin + position * words;
    std::copy(layout.empty.begin(), layout.empty.end(), element);
    place_ = around;
    place_ = element_place(element, layout, position);
    const Source from{reinterpret_cast<const std::uint64_t*>(given.elements + position * layout.size), layout};
    if (!was_begun(from)) continue;
    take_facts(from);
    for (const std::uint32_t key : list.keys) {
      const Fact& missing = policy_.facts[key];
      if (!has_bit(from.found(), missing.bit)) complain(path_of(missing), expected_of(policy_, missing, Fault::missing));
    }
  }
  place_ = around;
  store(fact, polrt_list{nullptr, given.count});
  give(fact);
}

}  // namespace polrt
