// One record on its way to a decision: what its parts share. Everything lies in the caller's arena; nothing is allocated.
#pragma once

#include <cstring>

#include "decision.h"

namespace polrt {

struct Situation {
  const Policy& policy;
  const Question& question;
  const std::uint8_t* record;
  const std::uint64_t* known;
  const std::uint64_t* found;
  polrt_history history;
  std::byte* arena;
  std::byte* rest;        // of the arena, behind what every record of the policy needs
  std::int64_t* answer;   // the words of the question's function
  std::int64_t* scratch;  // words for any function
  std::int64_t* shared;   // what the lines' functions share
  polrt_decision& decision;
  bool is_lifted = false;  // the plane without presumptions is made, and what lines share under it
};

template <class T>
T* at(std::byte* arena, std::size_t offset) noexcept {
  return reinterpret_cast<T*>(arena + offset);
}

inline bool is_single(const Step& step, const std::int64_t* words) noexcept { return words[step.amount_at] == words[step.amount_at + 1]; }

// One bit of `words` at least lies in the mask.
inline bool any(const std::int64_t* words, std::span<const std::uint64_t> mask) noexcept {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if ((static_cast<std::uint64_t>(words[i]) & mask[i]) != 0) return true;
  }
  return false;
}

// ---- calling functions (run.cpp) ----

// How long each list is, and what some of its elements only presume.
void survey_lists(const Situation& situation) noexcept;
// What the lines' functions share, under a plane of what is known.
inline void share(const Situation& situation, const std::uint64_t* known, std::int64_t* shared) noexcept {
  const Policy& policy = situation.policy;
  if (policy.share != nullptr) policy.share(situation.record, known, policy.parameter_values(), shared);
}
inline void run(const Situation& situation, const Code& code, std::int64_t* words) noexcept {
  code.decide(situation.record, situation.known, situation.policy.parameter_values(), &situation.history, situation.shared, words,
              POLRT_WANTS_ALL);
}
// Tells in the words what they rest on at most, as abi.h has it.
inline void narrow(const Situation& situation, const Code& code, std::int64_t* words) noexcept {
  code.narrow(situation.record, situation.known, situation.policy.parameter_values(), &situation.history, situation.shared, words);
}
// Adds to the words that deciding wrote what they rest on. `collect` as abi.h has it.
inline void explain(const Situation& situation, const Code& code, std::int64_t* words, const polrt_collect* collect = nullptr) noexcept {
  code.explain(situation.record, situation.known, situation.policy.parameter_values(), &situation.history, situation.shared, words,
               collect);
}
// Whether what says of the ground that a presumption decided reads a presumed fact which the record leaves unsaid.
bool may_be_presumed(const Situation& situation, const Code& code, const Ground& ground) noexcept;
// Whether the condition alone shows that it is not established without presumptions which the record leaves unsaid.
bool needs_presumption(const Situation& situation, const Code& code, const Ground& ground) noexcept;
// Which grounds that tell whether a presumption decided are established without those that the record leaves unsaid; in the words for
// trying out.
const std::int64_t* run_without_presumptions(Situation& situation, const Code& code) noexcept;

// ---- what is missing (missing.cpp) ----

// Nothing, in memory that lies there.
Missing nothing_at(const Situation& situation, const MissingPlace& place) noexcept;
// Adds the unknown facts that the status rests on, and where it matters the amount; of a question, its outcomes. Something of these is
// not decided.
void find_missing(Situation& situation, const Code& code, std::int64_t* words, bool amount_matters, Missing& missing) noexcept;
// Adds them to what the record misses.
void add_missing(Situation& situation, const Missing& missing) noexcept;

// ---- reasons ----

// `benefits` as bits; 0 for a reason that concerns none.
inline void mark(polrt_decision& decision, std::uint32_t reason, std::uint64_t benefits, bool presumed) noexcept {
  if (!has_bit(decision.marked, reason)) decision.benefits[reason] = 0;
  set_bit(decision.marked, reason);
  decision.benefits[reason] |= benefits;
  if (presumed) set_bit(decision.presumed, reason);
}

// The established grounds of these roles, with their own effects.
template <Role... roles>
void mark_established(const Situation& situation, const Code& code, const std::int64_t* words, std::uint64_t benefits) noexcept {
  for_each_ground<roles...>(code, words, [&](std::uint32_t k) {
    const Ground& ground = code.grounds[k];
    if (!ground.silent) mark(situation.decision, ground.own_reason, benefits, ground.presumed);
  });
}

// The open grounds of these roles.
template <Role... roles>
void mark_open(const Situation& situation, const Code& code, const std::int64_t* words, std::uint64_t benefits) noexcept {
  for_each_ground<roles...>(code, words + code.open_at, [&](std::uint32_t k) {
    const Ground& ground = code.grounds[k];
    if (!ground.silent) mark(situation.decision, ground.open_reason, benefits, false);
  });
}

// The established grounds of these roles, and which of them only a presumption establishes. Most read no presumed fact, or need one, and
// cost no second run.
template <Role... roles>
void explain_established(Situation& situation, const Code& code, const std::int64_t* words, std::uint64_t benefits) noexcept {
  const std::int64_t* without = nullptr;
  const auto is_presumed = [&](std::uint32_t k, const Ground& ground) noexcept {
    if (needs_presumption(situation, code, ground)) return true;
    if (without == nullptr) without = run_without_presumptions(situation, code);
    return !has_bit(reinterpret_cast<const std::uint64_t*>(without), ground.presumption == none ? k : ground.presumption);
  };
  for_each_ground<roles...>(code, words, [&](std::uint32_t k) {
    const Ground& ground = code.grounds[k];
    if (ground.silent) return;
    const bool presumed = ground.presumed || (may_be_presumed(situation, code, ground) && is_presumed(k, ground));
    mark(situation.decision, ground.own_reason, benefits, presumed);
  });
}

// The decision date, where the record tells today.
inline void date_entry(const Situation& situation, polrt_entry& entry) noexcept {
  const std::uint32_t today = situation.question.today;
  if (today == none || !has_bit(situation.found, situation.policy.facts[today].bit)) return;
  entry.dates |= POLRT_HAS_DECISION_DATE;
  std::memcpy(&entry.decision_date, situation.record + situation.policy.facts[today].offset, sizeof entry.decision_date);
}

// ---- the question (answer.cpp) ----

// Calls the question's function. False where the record breaks what must hold: the decision is invalid then.
bool decide_answer(Situation& situation) noexcept;
// Once the lines are decided: the status of a question without lines, the reasons of its grounds, what it takes back.
void finish_answer(Situation& situation) noexcept;

}  // namespace polrt
