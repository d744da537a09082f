// Benefit A2b as a C++ programmer would write it by hand: all facts there, first failing ground returns, no reasons. The yardstick for
// decide.
#pragma once

#include <cstdint>

namespace pol::bench {

struct FacialSurgeryClaim {
  bool premium_paid, named, issued, truthful, complied, sudden, unintended, external_force, sole_cause, doctor_qualified, reconstruction,
      graft, suicide, insanity, self_injury, beneficiary_act, special_danger, rescue, over_limit, ordered, disease;
  std::uint8_t plan, substance;                // substance: none, alcohol, narcotic, solvent
  std::int32_t event, cover_start, cover_end;  // days
  std::int64_t face_area, prior_disability;    // 1/100 %
  std::int64_t cost, reasonable_cost, paid_before, paid_in_all;
};

FacialSurgeryClaim sample();
// The amount to pay, 0 where any ground declines.
std::int64_t facial_surgery(const FacialSurgeryClaim& claim);

}  // namespace pol::bench
