#include "hand_written.h"

#include <algorithm>

namespace pol::bench {

namespace {

bool excluded(const FacialSurgeryClaim& claim) {
  if (claim.suicide || claim.insanity || claim.self_injury || claim.beneficiary_act || claim.unlawful || claim.organised_sport) return true;
  if (claim.military || claim.maternity || claim.disease || claim.kidnap || claim.violence || claim.terrorist || claim.nuclear) return true;
  if (claim.special_danger && !claim.rescue) return true;
  if (claim.substance == 1 ? claim.over_limit : claim.substance > 1 && !claim.ordered) return true;
  if ((claim.fighting && !claim.self_defence) || (claim.flying && !claim.scheduled_flight)) return true;
  return (claim.risky_work && claim.on_duty) || claim.climb_altitude > 500'000 || claim.scuba_depth > 2'000;
}

bool conditions_hold(const FacialSurgeryClaim& claim) {
  if (!claim.premium_paid || !claim.named || !claim.issued || !claim.truthful || !claim.complied) return false;
  if (claim.prior_disability >= 5000 || claim.event < claim.cover_start || claim.event > claim.cover_end) return false;
  if ((claim.cancelled && claim.event > claim.cancelled_on) || (claim.filed > claim.last_filing && !claim.excused)) return false;
  return claim.claim_form && claim.certificate_original && claim.identity_card && claim.medical_papers && claim.accident_record &&
         claim.payee_papers;
}

}  // namespace

FacialSurgeryClaim sample() {
  FacialSurgeryClaim claim{};
  claim.premium_paid = claim.named = claim.issued = claim.truthful = claim.complied = true;
  claim.sudden = claim.unintended = claim.external_force = claim.sole_cause = claim.doctor_qualified = claim.reconstruction = claim.graft =
      true;
  claim.claim_form = claim.certificate_original = claim.identity_card = claim.medical_papers = claim.accident_record = claim.payee_papers =
      true;
  claim.followed = claim.supported = true;
  claim.plan = 1;
  claim.event = 14'989;
  claim.cover_start = 14'883;
  claim.cover_end = 15'247;
  claim.notice = 14'994;
  claim.filed = 14'997;
  claim.last_filing = 15'354;
  claim.face_area = 650;
  claim.cost = claim.reasonable_cost = 62'000'000;
  return claim;
}

std::int64_t facial_surgery(const FacialSurgeryClaim& claim) {
  static constexpr std::int64_t limits[] = {25'000'000, 50'000'000, 100'000'000, 200'000'000};
  static constexpr std::int64_t caps[] = {50'000'000, 100'000'000, 200'000'000, 400'000'000};
  if (!conditions_hold(claim) || excluded(claim) || claim.pays_elsewhere) return 0;
  if (!claim.sudden || !claim.unintended || !claim.external_force || !claim.sole_cause || !claim.doctor_qualified) return 0;
  if (!claim.reconstruction || !claim.graft || claim.face_area < 500) return 0;
  const bool breach = claim.notice > claim.event + 30 || !claim.followed || !claim.supported || claim.fraud;
  if (breach && !claim.refusal_decided) return 0;
  const std::int64_t gross = std::min(claim.cost, claim.reasonable_cost);
  const std::int64_t limited = std::min(gross, std::max<std::int64_t>(0, limits[claim.plan] - claim.paid_before));
  const std::int64_t capped = std::min(limited, std::max<std::int64_t>(0, caps[claim.plan] - claim.paid_in_all));
  return breach ? (capped * (10'000 - claim.refusal_share) + 5'000) / 10'000 : capped;
}

}  // namespace pol::bench
