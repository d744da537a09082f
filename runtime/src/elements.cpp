#include "elements.h"

namespace polrt {

namespace {

bool is_aligned(const std::uint8_t* elements) noexcept { return reinterpret_cast<std::uintptr_t>(elements) % alignof(std::uint64_t) == 0; }

// `outer`: all elements of the list around it, whose own lists are sound.
bool is_sound_within(const Policy& policy, const List& list, polrt_list outer) noexcept {
  const Fact& fact = policy.facts[list.fact];
  const std::uint64_t size = policy.layout_of(fact).size;
  const std::uint8_t* const first = outer.count == 0 ? nullptr : list_at(outer.elements, fact).elements;
  std::uint64_t count = 0;
  for (std::uint64_t element = 0; element < outer.count; ++element) {
    const polrt_list given = list_at(outer.elements + element * size, fact);
    const auto at = reinterpret_cast<std::uintptr_t>(first) + count * list.element.size;
    if (given.count > list.most || (given.count > 0 && reinterpret_cast<std::uintptr_t>(given.elements) != at)) return false;
    count += given.count;
  }
  return is_aligned(first) && (count == 0 || first != nullptr);
}

}  // namespace

const std::uint8_t* first_element(const Policy& policy, const std::uint8_t* record, std::uint32_t list) noexcept {
  const Fact& fact = policy.facts[policy.lists[list].fact];
  return list_at(fact.in_list == none ? record : first_element(policy, record, fact.in_list), fact).elements;
}

ElementRange elements_within(const Policy& policy, const std::uint8_t* record, const Fact& list, std::uint64_t index) noexcept {
  const polrt_list given = list_at(first_element(policy, record, list.in_list) + index * policy.layout_of(list).size, list);
  if (given.count == 0) return {0, 0};
  const std::uint8_t* const first = first_element(policy, record, list.list);
  return {static_cast<std::uint64_t>(given.elements - first) / policy.lists[list.list].element.size, given.count};
}

polrt_list all_within(const Policy& policy, const std::uint8_t* record, const Fact& fact) noexcept {
  const polrt_list outer = all_elements(policy, record, fact.in_list);
  if (outer.count == 0) return {nullptr, 0};
  const std::uint64_t size = policy.layout_of(fact).size;
  polrt_list all{list_at(outer.elements, fact).elements, 0};
  for (std::uint64_t element = 0; element < outer.count; ++element) all.count += list_at(outer.elements + element * size, fact).count;
  return all;
}

// A list stands behind the one around it.
bool has_sound_lists(const Policy& policy, const std::uint8_t* record) noexcept {
  for (const std::uint32_t k : policy.record_lists) {
    const List& list = policy.lists[k];
    const Fact& fact = policy.facts[list.fact];
    if (fact.in_list != none) {
      if (!is_sound_within(policy, list, all_elements(policy, record, fact.in_list))) return false;
      continue;
    }
    const polrt_list given = list_at(record, fact);
    if (given.count > list.most || (given.count > 0 && given.elements == nullptr) || !is_aligned(given.elements)) return false;
  }
  return true;
}

}  // namespace polrt
