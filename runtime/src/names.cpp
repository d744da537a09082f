// What the ordinals of a decision are called.
#include "policy.h"

namespace polrt {

namespace {

constexpr const char* outcome_names[] = {"paid", "pended", "referred", "declined", "decided", "invalid"};

template <std::size_t Size>
const char* word_of(const char* const (&words)[Size], int ordinal) noexcept {
  return ordinal >= 0 && static_cast<std::size_t>(ordinal) < Size ? words[ordinal] : "";
}

}  // namespace

}  // namespace polrt

void polrt_policy_about(const polrt_policy* policy, polrt_about* about) {
  if (about == nullptr) return;
  *about = {};
  if (policy == nullptr) return;
  const polrt::Policy& opened = policy->policy;
  about->name = polrt::text_of(opened.name);
  about->edition = polrt::text_of(opened.edition);
  about->currency = polrt::text_of(opened.currency);
  about->decimals = static_cast<std::uint32_t>(opened.decimals);
  about->record_size = opened.record.size;
  about->benefits = static_cast<std::uint32_t>(opened.lines.size());
  about->questions = static_cast<std::uint32_t>(opened.questions.size());
  about->schema = polrt::text_of(opened.schema);
  about->hash = polrt::text_of(opened.hash);
  about->build = polrt::text_of(opened.build);
}

polrt_text polrt_benefit_name(const polrt_policy* policy, uint32_t benefit) {
  if (policy == nullptr || benefit >= policy->policy.lines.size()) return {};
  return polrt::text_of(policy->policy.benefit_table()[benefit]);
}

polrt_text polrt_question_name(const polrt_policy* policy, uint32_t question) {
  if (policy == nullptr || question >= policy->policy.questions.size()) return {};
  return polrt::text_of(policy->policy.questions[question].name);
}

polrt_text polrt_clause_number(const polrt_policy* policy, uint32_t clause) {
  if (policy == nullptr || clause >= policy->policy.numbers.size()) return {};
  return polrt::text_of(policy->policy.numbers[clause]);
}

polrt_text polrt_clause_title(const polrt_policy* policy, uint32_t clause, const char* language) {
  if (policy == nullptr || language == nullptr) return {};
  for (const polrt::Title& title : policy->policy.titles) {
    if (title.number == clause && title.language == language) return polrt::text_of(title.text);
  }
  return {};
}

const char* polrt_outcome_name(polrt_outcome outcome) { return polrt::word_of(polrt::outcome_names, outcome); }
const char* polrt_effect_name(polrt_effect effect) { return polrt::word_of(polrt::effect_names, effect); }
const char* polrt_step_effect_name(polrt_step_effect effect) { return polrt::word_of(polrt::step_effect_names, effect); }
