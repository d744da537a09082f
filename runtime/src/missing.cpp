// The unknown facts that a line or a question rests on: the only one that it could rest on, or what its function tells, which is asked
// once more for those of elements.
#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "elements.h"
#include "situation.h"

namespace polrt {

namespace {

std::size_t plane_words_of(const Situation& situation, std::uint32_t list) noexcept {
  return situation.decision.counts[list] * situation.policy.lists[list].element.plane_words;
}

// Planes for the elements of a list, empty.
std::uint64_t* element_planes(Situation& situation, std::uint32_t list) noexcept {
  auto* const planes = reinterpret_cast<std::uint64_t*>(situation.rest);
  const std::size_t words = plane_words_of(situation, list);
  std::memset(planes, 0, words * sizeof *planes);
  situation.rest += words * sizeof *planes;
  return planes;
}

// Calls visit(k) for each leaf, and behind the leaves each loop, that the words rest on.
template <class Visit>
void for_each_rested_on(const Code& code, const std::int64_t* words, bool amount_matters, const Visit& visit) noexcept {
  for (std::uint32_t i = 0; i < code.leaf_words; ++i) {
    auto rests = static_cast<std::uint64_t>(words[code.status_rests_at + i]);
    if (amount_matters) rests |= static_cast<std::uint64_t>(words[code.amount_rests_at + i]);
    for_each_bit(&rests, 1, [&](std::uint32_t bit) {
      if (const std::size_t k = std::size_t{64} * i + bit; k < code.leaves.size() + code.loops.size()) visit(k);
    });
  }
}

// Those of the list, and of the lists around it, where there were none yet.
std::uint64_t* planes_for(Situation& situation, std::uint32_t list, Missing& missing) noexcept {
  for (std::uint32_t k = list; k != none; k = situation.policy.facts[situation.policy.lists[k].fact].in_list) {
    if (missing.elements[k] == nullptr) missing.elements[k] = element_planes(situation, k);
  }
  return missing.elements[list];
}

// ---- the only fact that is unknown -----------------------------------------------------------------------------------------------------

// A fact of the record, or of an element of a list, that the record leaves unsaid.
struct Unsaid {
  std::uint32_t list = none;  // Policy::lists
  std::uint64_t element = 0;  // counted over all of the list
  std::uint32_t bit = 0;

  bool operator==(const Unsaid&) const = default;
};

// Counts facts that are not known, until there are two.
class Count {
 public:
  // False once there are two.
  bool include(const std::uint64_t* known, const std::vector<std::uint64_t>& mask, std::uint32_t list, std::uint64_t element) noexcept {
    for (std::uint32_t i = 0; i < mask.size(); ++i) {
      const std::uint64_t unknown = ~known[i] & mask[i];
      if (unknown == 0) continue;
      if ((unknown & (unknown - 1)) != 0) return false;
      if (!include({list, element, 64 * i + static_cast<std::uint32_t>(__builtin_ctzll(unknown))})) return false;
    }
    return true;
  }
  // The same one may come again.
  bool include(const Unsaid& unsaid) noexcept {
    if (only_ && *only_ != unsaid) return false;
    only_ = unsaid;
    return true;
  }
  const std::optional<Unsaid>& only() const noexcept { return only_; }

 private:
  std::optional<Unsaid> only_;
};

// Those of the elements of a list.
bool include_elements(const Situation& situation, std::uint32_t list, const std::vector<std::uint64_t>& mask, Count& unsaid) noexcept {
  const std::uint64_t count = situation.decision.counts[list];
  if (count == 0) return true;
  const std::size_t size = situation.policy.lists[list].element.size;
  const std::uint8_t* element = first_element(situation.policy, situation.record, list);
  for (std::uint64_t k = 0; k < count; ++k, element += size) {
    if (!unsaid.include(reinterpret_cast<const std::uint64_t*>(element), mask, list, k)) return false;
  }
  return true;
}

// What the past leaves open rests on no fact of the record.
bool is_dated(const polrt_history& history) noexcept {
  const auto dated = [](const polrt_entry& entry) { return (entry.dates & POLRT_HAS_EVENT_DATE) != 0; };
  return std::all_of(history.entries, history.entries + history.count, dated) &&
         std::all_of(history.booked, history.booked + history.booked_count, dated);
}

bool reads_only_one(const Situation& situation, const Code& code, Count& unsaid) noexcept {
  if (!unsaid.include(situation.known, code.may_rest_on.plane, none, 0)) return false;
  for (const auto& [list, mask] : code.may_rest_on.members) {
    if (!include_elements(situation, list, mask, unsaid)) return false;
  }
  return true;
}

// Of what matters in this record, which the function narrows down.
bool only_one_matters(const Situation& situation, const Code& code, std::int64_t* words, Count& unsaid) noexcept {
  narrow(situation, code, words);
  std::uint32_t last = none;  // loops over one list follow one another, and often read the same of it
  for (std::uint32_t i = 0; i < code.leaf_words; ++i) {
    for (auto rest = static_cast<std::uint64_t>(words[code.status_rests_at + i]); rest != 0; rest &= rest - 1) {
      const std::size_t k = std::size_t{64} * i + static_cast<std::size_t>(__builtin_ctzll(rest));
      if (k < code.leaves.size()) {
        const std::uint32_t bit = situation.policy.facts[code.leaves[k]].bit;
        if (!has_bit(situation.known, bit) && !unsaid.include({none, 0, bit})) return false;
        continue;
      }
      const std::uint32_t reads = code.loops[k - code.leaves.size()].reads;
      if (std::exchange(last, reads) == reads) continue;
      const auto& [list, mask] = code.read_of_elements[reads];
      if (!include_elements(situation, list, mask, unsaid)) return false;
    }
  }
  return true;
}

// What is not decided rests on some unknown fact: where there is only one that it can rest on, on this.
std::optional<Unsaid> only_unsaid(const Situation& situation, const Code& code, std::int64_t* words) noexcept {
  if (!is_dated(situation.history)) return {};
  if (Count unsaid; reads_only_one(situation, code, unsaid)) return unsaid.only();
  Count unsaid;
  return only_one_matters(situation, code, words, unsaid) ? unsaid.only() : std::nullopt;
}

// ---- elements ----------------------------------------------------------------------------------------------------------------------

bool any_of(const std::uint64_t* words, std::uint64_t count) noexcept {
  return std::any_of(words, words + count, [](std::uint64_t word) { return word != 0; });
}

// The bit of a list, in the record or in the element in which it lies: something is missing of its elements.
void note_list(const Situation& situation, std::uint32_t list, const Missing& missing) noexcept {
  const Policy& policy = situation.policy;
  const Fact& fact = policy.facts[policy.lists[list].fact];
  const std::uint64_t words = policy.lists[list].element.plane_words;
  if (fact.in_list == none) {
    if (any_of(missing.elements[list], plane_words_of(situation, list))) set_bit(missing.plane, fact.bit);
    return;
  }
  const std::uint64_t outer_words = policy.layout_of(fact).plane_words;
  for (std::uint64_t element = 0; element < situation.decision.counts[fact.in_list]; ++element) {
    const ElementRange within = elements_within(policy, situation.record, fact, element);
    if (any_of(missing.elements[list] + within.first * words, within.count * words))
      set_bit(missing.elements[fact.in_list] + element * outer_words, fact.bit);
  }
}

// The bits of lists of which something is missing, those within elements first.
void note_lists(const Situation& situation, const Missing& missing) noexcept {
  for (auto list = static_cast<std::uint32_t>(situation.policy.lists.size()); list-- > 0;) {
    if (missing.elements[list] != nullptr) note_list(situation, list, missing);
  }
}

void add_unsaid(Situation& situation, const Unsaid& unsaid, Missing& missing) noexcept {
  if (unsaid.list == none) return set_bit(missing.plane, unsaid.bit);
  const std::uint64_t words = situation.policy.lists[unsaid.list].element.plane_words;
  set_bit(planes_for(situation, unsaid.list, missing) + unsaid.element * words, unsaid.bit);
  note_lists(situation, missing);
}

// Of a list that something rests on: whether it is one element, and one fact of it, that this can only be.
bool add_only_of(Situation& situation, const Code& code, std::uint32_t list, Missing& missing) noexcept {
  Count unsaid;
  const std::vector<std::uint64_t>* const mask = code.may_rest_on.of_list(list);
  if (mask == nullptr || !include_elements(situation, list, *mask, unsaid) || !unsaid.only()) return false;
  set_bit(missing.elements[list] + unsaid.only()->element * situation.policy.lists[list].element.plane_words, unsaid.only()->bit);
  return true;
}

// Which elements the loops rest on; where more than one may be meant, the function tells, run once more.
void collect_elements(Situation& situation, const Code& code, std::int64_t* words, bool amount_matters, Missing& missing) noexcept {
  const ArenaLayout& arena = situation.policy.arena;
  auto* const loops = at<std::uint64_t>(situation.arena, arena.loops);
  auto* const planes = at<std::uint64_t*>(situation.arena, arena.planes);
  std::memset(loops, 0, (code.loops.size() + 63) / 64 * sizeof *loops);
  bool wanted = false, told = true;
  std::uint32_t last = none;  // loops over one list often follow one another
  for_each_rested_on(code, words, amount_matters, [&](std::size_t k) {
    if (k < code.leaves.size()) return;
    const auto loop = static_cast<std::uint32_t>(k - code.leaves.size());
    const std::uint32_t list = code.loops[loop].list;
    planes[loop] = planes_for(situation, list, missing);
    set_bit(loops, loop);
    wanted = true;
    told = told && (list == last || add_only_of(situation, code, list, missing));
    last = list;
  });
  if (!wanted) return;
  const polrt_collect collect{loops, planes};
  if (!told) explain(situation, code, words, &collect);
  note_lists(situation, missing);
}

}  // namespace

Missing nothing_at(const Situation& situation, const MissingPlace& place) noexcept {
  const Missing missing{at<std::uint64_t>(situation.arena, place.plane), at<std::uint64_t*>(situation.arena, place.elements)};
  std::memset(missing.plane, 0, situation.policy.record.plane_words * sizeof *missing.plane);
  for (std::size_t k = 0; k < situation.policy.lists.size(); ++k) missing.elements[k] = nullptr;
  return missing;
}

void find_missing(Situation& situation, const Code& code, std::int64_t* words, bool amount_matters, Missing& missing) noexcept {
  if (const std::optional<Unsaid> only = only_unsaid(situation, code, words)) return add_unsaid(situation, *only, missing);
  explain(situation, code, words);
  for_each_rested_on(code, words, amount_matters, [&](std::size_t k) {
    if (k < code.leaves.size()) set_bit(missing.plane, situation.policy.facts[code.leaves[k]].bit);
  });
  if (!code.loops.empty()) collect_elements(situation, code, words, amount_matters, missing);
}

void add_missing(Situation& situation, const Missing& missing) noexcept {
  Missing& all = situation.decision.missing;
  for (std::size_t i = 0; i < situation.policy.record.plane_words; ++i) all.plane[i] |= missing.plane[i];
  for (std::uint32_t list = 0; list < situation.policy.lists.size(); ++list) {
    if (missing.elements[list] == nullptr) continue;
    if (all.elements[list] == nullptr) all.elements[list] = element_planes(situation, list);
    for (std::size_t i = 0, end = plane_words_of(situation, list); i < end; ++i) all.elements[list][i] |= missing.elements[list][i];
  }
}

}  // namespace polrt
