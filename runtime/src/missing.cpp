// The unknown facts that a line or a question rests on, those of elements found by asking its function once more.
#include <algorithm>
#include <cstring>

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

// Runs the function once more, so that it tells which elements the loops rest on.
void collect_elements(Situation& situation, const Code& code, std::int64_t* words, bool amount_matters, Missing& missing) noexcept {
  const ArenaLayout& arena = situation.policy.arena;
  auto* const loops = at<std::uint64_t>(situation.arena, arena.loops);
  auto* const planes = at<std::uint64_t*>(situation.arena, arena.planes);
  std::memset(loops, 0, (code.loops.size() + 63) / 64 * sizeof *loops);
  bool wanted = false;
  for_each_rested_on(code, words, amount_matters, [&](std::size_t k) {
    if (k < code.leaves.size()) return;
    const auto loop = static_cast<std::uint32_t>(k - code.leaves.size());
    planes[loop] = planes_for(situation, code.loops[loop].list, missing);
    set_bit(loops, loop);
    wanted = true;
  });
  if (!wanted) return;
  const polrt_collect collect{loops, planes};
  explain(situation, code, words, &collect);
  for (auto list = static_cast<std::uint32_t>(situation.policy.lists.size()); list-- > 0;) {
    if (missing.elements[list] != nullptr) note_list(situation, list, missing);
  }
}

}  // namespace

Missing nothing_at(const Situation& situation, const MissingPlace& place) noexcept {
  const Missing missing{at<std::uint64_t>(situation.arena, place.plane), at<std::uint64_t*>(situation.arena, place.elements)};
  std::memset(missing.plane, 0, situation.policy.record.plane_words * sizeof *missing.plane);
  for (std::size_t k = 0; k < situation.policy.lists.size(); ++k) missing.elements[k] = nullptr;
  return missing;
}

void find_missing(Situation& situation, const Code& code, std::int64_t* words, bool amount_matters, Missing& missing) noexcept {
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
