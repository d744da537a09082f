// Where the elements of a list lie. Those of a list within the elements of another lie one after another over all elements of that one
// (abi.h), so that they are counted, and their planes kept, as those of one list.
#pragma once

#include <cstring>

#include "policy.h"

namespace polrt {

inline polrt_list list_at(const std::uint8_t* holder, const Fact& fact) noexcept {
  polrt_list given{};
  std::memcpy(&given, holder + fact.offset, sizeof given);
  return given;
}

// Of a list within elements: those of all of these.
polrt_list all_within(const Policy& policy, const std::uint8_t* record, const Fact& list) noexcept;
// All elements that a list has in a record.
inline polrt_list all_elements(const Policy& policy, const std::uint8_t* record, std::uint32_t list) noexcept {
  const Fact& fact = policy.facts[policy.lists[list].fact];
  return fact.in_list == none ? list_at(record, fact) : all_within(policy, record, fact);
}

// Lists no longer than they may be, whose elements lie as abi.h says.
bool has_sound_lists(const Policy& policy, const std::uint8_t* record) noexcept;

// Where they begin; of a list within elements only where there are any of these.
const std::uint8_t* first_element(const Policy& policy, const std::uint8_t* record, std::uint32_t list) noexcept;

// Of element `index`, counted over all of its list, the elements of a list within it: the first of them, so counted, and how many.
struct ElementRange {
  std::uint64_t first, count;
};
ElementRange elements_within(const Policy& policy, const std::uint8_t* record, const Fact& list, std::uint64_t index) noexcept;

}  // namespace polrt
