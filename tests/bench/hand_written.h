// Benefit A2b as a C++ programmer would write it by hand: all facts there, first failing ground returns, no reasons, a history that is
// added up already. The yardstick for decide; polc_bench compares the two before it measures.
#pragma once

#include <cstdint>

namespace pol::bench {

// Yes/no facts that must hold, and those that must not: most of the wording asks no more of them.
struct FacialSurgeryClaim {
  bool premium_paid, named, issued, truthful, complied, sudden, unintended, external_force, sole_cause, doctor_qualified, reconstruction,
      graft, claim_form, certificate_original, identity_card, medical_papers, accident_record, payee_papers, followed, supported;
  bool suicide, insanity, self_injury, beneficiary_act, unlawful, organised_sport, military, maternity, disease, kidnap, violence,
      terrorist, nuclear, fraud;
  bool special_danger, rescue, over_limit, ordered, fighting, self_defence, flying, scheduled_flight, risky_work, on_duty, excused,
      cancelled;
  bool refusal_decided, pays_elsewhere;
  std::uint8_t plan, substance;                                                          // substance: none, alcohol, narcotic, solvent
  std::int32_t event, cover_start, cover_end, cancelled_on, notice, filed, last_filing;  // days
  std::int64_t face_area, prior_disability, refusal_share;                               // 1/100 %
  std::int64_t climb_altitude, scuba_depth;                                              // cm
  std::int64_t cost, reasonable_cost, paid_before, paid_in_all;
};

FacialSurgeryClaim sample();  // claim C-1 of the policy's claims.jsonl
// The amount to pay, 0 where any ground stands against it.
std::int64_t facial_surgery(const FacialSurgeryClaim& claim);

}  // namespace pol::bench
