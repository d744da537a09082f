// What is asked of the functions of lines beside deciding them.
#include <algorithm>
#include <cstring>

#include "elements.h"
#include "situation.h"

namespace polrt {

namespace {

bool meets(const std::uint64_t* plane, const std::vector<std::uint64_t>& mask) noexcept {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if ((plane[i] & mask[i]) != 0) return true;
  }
  return false;
}

// Whether the record leaves one of them out.
bool is_unsaid(const Situation& situation, const FactMasks& presumptions) noexcept {
  for (std::size_t i = 0; i < presumptions.plane.size(); ++i) {
    if ((situation.known[i] & ~situation.found[i] & presumptions.plane[i]) != 0) return true;
  }
  for (const auto& [k, members] : presumptions.members) {
    const List& list = situation.policy.lists[k];
    if (list.may_be_presumed && meets(at<std::uint64_t>(situation.arena, list.presumed_offset), members)) return true;
  }
  return false;
}

// Of the facts of the record those that are known without believing a presumption which nobody has confirmed.
std::uint64_t known_without_presumptions(const Situation& situation, std::size_t word) noexcept {
  return situation.known[word] & (situation.found[word] | ~situation.policy.record.presumptions[word]);
}

// A plane that believes no presumption which nobody has confirmed, and what lines share under it: once for all lines of a decision.
void lift_presumptions(Situation& situation, std::uint64_t* lifted, std::int64_t* shared) noexcept {
  if (situation.is_lifted) return;
  situation.is_lifted = true;
  const Layout& record = situation.policy.record;
  for (std::size_t i = 0; i < record.plane_words; ++i) lifted[i] = known_without_presumptions(situation, i);
  share(situation, lifted, shared);
}

}  // namespace

bool may_be_presumed(const Situation& situation, const Code& code, const Ground& ground) noexcept {
  return is_unsaid(situation, code.presumptions[ground.presumptions]);
}

void survey_lists(const Situation& situation) noexcept {
  for (const std::uint32_t k : situation.policy.record_lists) {
    const List& list = situation.policy.lists[k];
    const polrt_list given = all_elements(situation.policy, situation.record, k);
    situation.decision.counts[k] = given.count;
    if (!list.may_be_presumed) continue;
    const std::size_t words = list.element.plane_words;
    auto* const presumed = at<std::uint64_t>(situation.arena, list.presumed_offset);
    std::memset(presumed, 0, words * sizeof *presumed);
    for (std::uint64_t element = 0; element < given.count; ++element) {
      const auto* const planes = reinterpret_cast<const std::uint64_t*>(given.elements + element * list.element.size);
      for (std::size_t i = 0; i < words; ++i) presumed[i] |= planes[i] & ~planes[words + i];
    }
  }
}

bool needs_presumption(const Situation& situation, const Code& code, const Ground& ground) noexcept {
  return std::any_of(ground.needed.begin(), ground.needed.end(), [&](std::uint32_t k) {
    const std::vector<std::uint64_t>& facts = code.needed[k];
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if ((known_without_presumptions(situation, i) & facts[i]) != 0) return false;
    }
    return true;
  });
}

const std::int64_t* run_without_presumptions(Situation& situation, const Code& code) noexcept {
  auto* const lifted = at<std::uint64_t>(situation.arena, situation.policy.arena.lifted);
  auto* const shared = at<std::int64_t>(situation.arena, situation.policy.arena.lifted_shared);
  lift_presumptions(situation, lifted, shared);
  code.decide(situation.record, lifted, situation.policy.parameter_values(), &situation.history, shared, situation.scratch,
              POLRT_WANTS_PRESUMED);
  return situation.scratch;
}

}  // namespace polrt
