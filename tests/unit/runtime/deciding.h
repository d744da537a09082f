#pragma once

#include "polrt/abi.h"

// As an artifact that never shares: what explains also decides.
template <polrt_explain_function explain>
void deciding(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t* parameters, const polrt_history* history,
              const std::int64_t* shared, std::int64_t* out, std::uint32_t) {
  explain(record, known, parameters, history, shared, out, nullptr);
}

// As an artifact that narrows down to what it rests on. Grounds, and leaves with loops, have one word each: status_rests is the third,
// amount_rests the fourth.
template <polrt_explain_function explain>
void narrowing(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t* parameters, const polrt_history* history,
               const std::int64_t* shared, std::int64_t* out) {
  explain(record, known, parameters, history, shared, out, nullptr);
  out[2] |= out[3];
}
