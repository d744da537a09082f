// A list: its elements, one after another, in memory that is kept from line to line. Those of a list within elements follow those that it
// has in the elements before.
#include <algorithm>
#include <cstring>

#include "reader.h"

namespace polrt {

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
  const Place around = place_;
  std::uint64_t count = 0;
  for (auto item : array) {
    Value element;
    if (const auto error = std::move(item).get(element); error != simdjson::SUCCESS) return complain_structure(error);
    if (count < list.most) read_element(k, count, element);
    place_ = around;
    ++count;
    if (broken_) return;
  }
  if (count > list.most) return complain(fact, "a list of at most " + std::to_string(list.most) + " items", token);
  store(fact, polrt_list{nullptr, count});
  give(fact);
}

void Reader::read_element(std::uint32_t k, std::uint64_t position, Value& value) {
  const Fact& fact = policy_.facts[k];
  const Layout& layout = policy_.lists[fact.list].element;
  std::vector<std::uint64_t>& elements = elements_[fact.list];
  const std::size_t at = elements.size();
  elements.insert(elements.end(), layout.empty.begin(), layout.empty.end());
  place_ = element_place(elements.data() + at, layout, position);
  std::fill_n(place_.seen, element_words_, 0);
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

Reader::Place Reader::element_place(std::uint64_t* words, const Layout& layout, std::uint64_t position) noexcept {
  Place place{words, layout.plane_words, element_seen_.data() + place_.depth * element_words_, place_.positions, place_.depth + 1};
  place.positions[place_.depth] = position;
  return place;
}

// Where the elements of each list begin: said once all are read, since their memory may move until then. A list without elements within
// others says where they would be (abi.h).
void Reader::link_elements() noexcept {
  for (std::size_t k = 0; k < policy_.lists.size(); ++k) {
    const Fact& fact = policy_.facts[policy_.lists[k].fact];
    if (fact.parameter) continue;
    std::vector<std::uint64_t>& around = fact.in_list == none ? record_ : elements_[fact.in_list];
    const auto* next = reinterpret_cast<const std::uint8_t*>(elements_[k].data());
    for (std::size_t at = 0; at < around.size(); at += policy_.layout_of(fact).size / 8) {
      std::byte* const slot = reinterpret_cast<std::byte*>(around.data() + at) + fact.offset;
      polrt_list list{};
      std::memcpy(&list, slot, sizeof list);
      list.elements = elements_[k].empty() ? nullptr : next;
      std::memcpy(slot, &list, sizeof list);
      next += list.count * policy_.lists[k].element.size;
    }
  }
}

}  // namespace polrt
