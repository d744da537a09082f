// Which of its functions a line is decided by.
#include <cstring>

#include "situation.h"

namespace polrt {

namespace {

bool meets(const std::uint64_t* plane, const std::vector<std::uint64_t>& mask) noexcept {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if ((plane[i] & mask[i]) != 0) return true;
  }
  return false;
}

// True where the record leaves out a presumed fact that the function reads; `lifted` then believes no presumption that nobody has
// confirmed.
bool lift_presumptions(const Situation& situation, const Code& code, std::uint64_t* lifted) noexcept {
  const Layout& record = situation.policy.record;
  bool read = false;
  for (std::size_t i = 0; i < record.plane_words; ++i) {
    const std::uint64_t presumed = situation.known[i] & ~situation.found[i] & record.presumptions[i];
    lifted[i] = situation.known[i] & ~presumed;
    read = read || (presumed & code.presumptions[i]) != 0;
  }
  for (const ElementNeeds& needs : code.element_needs) {
    if (!situation.policy.is_of_record(situation.policy.lists[needs.list])) continue;
    read = read || meets(at<std::uint64_t>(situation.arena, situation.policy.lists[needs.list].presumed_offset), needs.presumptions);
  }
  return read;
}

}  // namespace

void survey_lists(const Situation& situation) noexcept {
  for (std::uint32_t k = 0; k < situation.policy.lists.size(); ++k) {
    const List& list = situation.policy.lists[k];
    situation.decision.counts[k] = 0;
    if (!situation.policy.is_of_record(list)) continue;
    const std::size_t words = list.element.plane_words;
    auto* const known = at<std::uint64_t>(situation.arena, list.known_offset);
    auto* const presumed = at<std::uint64_t>(situation.arena, list.presumed_offset);
    std::memset(known, 0xff, words * sizeof *known);
    std::memset(presumed, 0, words * sizeof *presumed);
    polrt_list given{};
    std::memcpy(&given, situation.record + situation.policy.facts[list.fact].offset, sizeof given);
    situation.decision.counts[k] = given.count;
    for (std::uint64_t element = 0; element < given.count; ++element) {
      const auto* const planes = reinterpret_cast<const std::uint64_t*>(given.elements + element * list.element.size);
      for (std::size_t i = 0; i < words; ++i) {
        known[i] &= planes[i];
        presumed[i] |= planes[i] & ~planes[words + i];
      }
    }
  }
}

bool all_elements_know(const Situation& situation, const Code& code) noexcept {
  for (const ElementNeeds& needs : code.element_needs) {
    if (!situation.policy.is_of_record(situation.policy.lists[needs.list])) continue;  // always known
    if (!covers(at<std::uint64_t>(situation.arena, situation.policy.lists[needs.list].known_offset), needs.needs)) return false;
  }
  return true;
}

const std::int64_t* run_without_presumptions(const Situation& situation, const Code& code, const std::int64_t* words) noexcept {
  auto* const lifted = at<std::uint64_t>(situation.arena, situation.policy.arena.lifted);
  if (!lift_presumptions(situation, code, lifted)) return words;
  std::int64_t* const scratch = situation.scratch;
  code.when_open(situation.record, lifted, situation.policy.parameter_values(), &situation.history, scratch, nullptr);
  return scratch;
}

}  // namespace polrt
