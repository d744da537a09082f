#include "hand_written.h"

#include <algorithm>

namespace pol::bench {

FacialSurgeryClaim sample() {
  FacialSurgeryClaim claim{};
  claim.premium_paid = claim.named = claim.issued = claim.truthful = claim.complied = true;
  claim.sudden = claim.unintended = claim.external_force = claim.sole_cause = claim.doctor_qualified = claim.reconstruction = claim.graft =
      true;
  claim.plan = 1;
  claim.event = 14'989;
  claim.cover_start = 14'883;
  claim.cover_end = 15'247;
  claim.face_area = 650;
  claim.cost = claim.reasonable_cost = 62'000'000;
  return claim;
}

std::int64_t facial_surgery(const FacialSurgeryClaim& claim) {
  static constexpr std::int64_t limits[] = {25'000'000, 50'000'000, 100'000'000, 200'000'000};
  static constexpr std::int64_t caps[] = {50'000'000, 100'000'000, 200'000'000, 400'000'000};
  if (!claim.premium_paid || !claim.named || !claim.issued || !claim.truthful || !claim.complied) return 0;
  if (claim.prior_disability >= 5000 || claim.event < claim.cover_start || claim.event > claim.cover_end) return 0;
  if (!claim.sudden || !claim.unintended || !claim.external_force || !claim.sole_cause || !claim.doctor_qualified) return 0;
  if (!claim.reconstruction || !claim.graft || claim.face_area < 500) return 0;
  if (claim.suicide || claim.insanity || claim.self_injury || claim.beneficiary_act || claim.disease) return 0;
  if (claim.special_danger && !claim.rescue) return 0;
  if (claim.substance == 1 ? claim.over_limit : claim.substance > 1 && !claim.ordered) return 0;
  const std::int64_t gross = std::min(claim.cost, claim.reasonable_cost);
  const std::int64_t limited = std::min(gross, std::max<std::int64_t>(0, limits[claim.plan] - claim.paid_before));
  return std::min(limited, std::max<std::int64_t>(0, caps[claim.plan] - claim.paid_in_all));
}

}  // namespace pol::bench
