// The unknown facts that a line or a question rests on, those of elements found by asking its function once more.
#include <cstring>

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

bool rests_on(const Code& code, const std::int64_t* words, bool amount_matters, std::size_t k) noexcept {
  auto rests = static_cast<std::uint64_t>(words[code.status_rests_at + k / 64]);
  if (amount_matters) rests |= static_cast<std::uint64_t>(words[code.amount_rests_at + k / 64]);
  return (rests >> (k % 64) & 1) != 0;
}

// Runs the function once more, so that it tells which elements the loops rest on.
void collect_elements(Situation& situation, const Code& code, const std::int64_t* words, bool amount_matters, Missing& missing) noexcept {
  const ArenaLayout& arena = situation.policy.arena;
  auto* const loops = at<std::uint64_t>(situation.arena, arena.loops);
  auto* const planes = at<std::uint64_t*>(situation.arena, arena.planes);
  std::memset(loops, 0, (code.loops.size() + 63) / 64 * sizeof *loops);
  bool wanted = false;
  for (std::uint32_t k = 0; k < code.loops.size(); ++k) {
    planes[k] = nullptr;
    if (!rests_on(code, words, amount_matters, code.leaves.size() + k)) continue;
    std::uint64_t*& elements = missing.elements[code.loops[k].list];
    if (elements == nullptr) elements = element_planes(situation, code.loops[k].list);
    planes[k] = elements;
    set_bit(loops, k);
    wanted = true;
  }
  if (!wanted) return;
  const polrt_collect collect{loops, planes};
  explain(situation, code, situation.scratch, &collect);
  for (const std::uint32_t list : code.lists) {
    const std::uint64_t* const elements = missing.elements[list];
    std::uint64_t some = 0;
    for (std::size_t i = 0, end = elements == nullptr ? 0 : plane_words_of(situation, list); i < end; ++i) some |= elements[i];
    if (some != 0) set_bit(missing.plane, situation.policy.facts[situation.policy.lists[list].fact].bit);
  }
}

}  // namespace

Missing nothing_at(const Situation& situation, const MissingPlace& place) noexcept {
  const Missing missing{at<std::uint64_t>(situation.arena, place.plane), at<std::uint64_t*>(situation.arena, place.elements)};
  std::memset(missing.plane, 0, situation.policy.record.plane_words * sizeof *missing.plane);
  for (std::size_t k = 0; k < situation.policy.lists.size(); ++k) missing.elements[k] = nullptr;
  return missing;
}

void find_missing(Situation& situation, const Code& code, const std::int64_t* words, bool amount_matters, Missing& missing) noexcept {
  for (std::uint32_t k = 0; k < code.leaves.size(); ++k) {
    if (rests_on(code, words, amount_matters, k)) set_bit(missing.plane, situation.policy.facts[code.leaves[k]].bit);
  }
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
