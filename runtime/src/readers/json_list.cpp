// A list of records: its elements, one after another, in memory that is kept from line to line.
#include <algorithm>

#include "reader.h"

namespace polrt {

namespace {

// What stands in the record for a list: written once all elements are read, since their memory may move until then.
polrt_list list_of(const std::vector<std::uint64_t>& elements, std::uint64_t count) noexcept {
  return {count == 0 ? nullptr : reinterpret_cast<const std::uint8_t*>(elements.data()), count};
}

}  // namespace

// null says what absence says: there is none, or, of a required list, nobody knows.
void Reader::read_list(std::uint32_t k, Value& value) {
  const Fact& fact = policy_.facts[k];
  const List& list = policy_.lists[fact.list];
  const std::string_view token = token_of(value);
  if (token == "null") return;
  const char* const expected = list.item == none ? "a list of objects with fields in them: [{...}, ...]" : "a list of values: [..., ...]";
  if (token.empty() || token[0] != '[') return complain(fact, expected, token);
  simdjson::ondemand::array array;
  if (const auto error = value.get_array().get(array); error != simdjson::SUCCESS) return complain_structure(error);
  elements_[fact.list].clear();
  const Place record = place_;
  std::uint64_t count = 0;
  for (auto item : array) {
    Value element;
    if (const auto error = std::move(item).get(element); error != simdjson::SUCCESS) return complain_structure(error);
    if (count < list.most) read_element(k, count, element);
    ++count;
    if (broken_) return;
  }
  place_ = record;
  if (count > list.most) return complain(fact, "a list of at most " + std::to_string(list.most) + " items", token);
  store(fact, list_of(elements_[fact.list], count));
  give(fact);
}

void Reader::read_element(std::uint32_t k, std::uint64_t position, Value& value) {
  const Fact& fact = policy_.facts[k];
  const Layout& layout = policy_.lists[fact.list].element;
  std::vector<std::uint64_t>& elements = elements_[fact.list];
  const std::size_t at = elements.size();
  elements.insert(elements.end(), layout.empty.begin(), layout.empty.end());
  std::fill(element_seen_.begin(), element_seen_.end(), 0);
  place_ = {elements.data() + at, layout.plane_words, element_seen_.data(), position};
  if (policy_.lists[fact.list].item != none) return read_member(policy_.lists[fact.list].item, value);
  const std::string_view token = token_of(value);
  if (token.empty() || token[0] != '{') return complain_element(fact, token);
  Object object;
  if (const auto error = value.get_object().get(object); error != simdjson::SUCCESS) return complain_structure(error);
  read_block(k, object);
  if (broken_) return;
  for (const std::uint32_t key : policy_.lists[fact.list].keys) {
    const Fact& missing = policy_.facts[key];
    if (!has_bit(place_.seen, missing.bit) && !complained_at(path_of(missing)))
      complain(path_of(missing), expected_of(policy_, missing, Fault::missing));
  }
}

}  // namespace polrt
