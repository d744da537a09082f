// Deciding: runs the line of each benefit asked for, in the order of the benefits, and takes its output words for a status. Nothing is
// allocated: everything lies in the caller's arena.
#include <cstring>
#include <limits>

#include "decision.h"

namespace polrt {

namespace {

struct Situation {
  const Question& question;
  const std::uint8_t* record;
  const std::uint64_t* known;
  const std::uint64_t* found;
  polrt_history history;
  std::byte* arena;
  polrt_decision& decision;
};

template <class T>
T* at(std::byte* arena, std::size_t offset) noexcept {
  return reinterpret_cast<T*>(arena + offset);
}

bool covers(const std::uint64_t* plane, const std::vector<std::uint64_t>& needs) noexcept {
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if ((plane[i] & needs[i]) != needs[i]) return false;
  }
  return true;
}

// One bit of `words` at least lies in the mask.
bool any(const std::int64_t* words, const std::vector<std::uint64_t>& mask) noexcept {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if ((static_cast<std::uint64_t>(words[i]) & mask[i]) != 0) return true;
  }
  return false;
}

template <class Visit>
void for_each_ground(const std::int64_t* words, const std::vector<std::uint64_t>& mask, Visit visit) {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    const std::uint64_t bits = static_cast<std::uint64_t>(words[i]) & mask[i];
    for_each_bit(&bits, 1, [&](std::uint32_t bit) { visit(static_cast<std::uint32_t>(i * 64) + bit); });
  }
}

// As the Line comment of the compiler's model has it.
polrt_outcome status_of(const Line& line, const std::int64_t* words) noexcept {
  const std::int64_t* const open = words + line.open_at;
  if (any(words, line.declines)) return POLRT_DECLINED;
  if (any(open, line.declines) || any(open, line.refers) || any(words, line.pends) || any(open, line.pends)) return POLRT_PENDED;
  if (any(words, line.refers)) return POLRT_REFERRED;
  const std::int64_t* const amount = words + line.steps.back().amount_at;
  return amount[0] == amount[1] ? POLRT_PAID : POLRT_PENDED;
}

void mark(polrt_decision& decision, std::uint32_t reason, std::uint32_t benefit, bool presumed) noexcept {
  if (!has_bit(decision.marked, reason)) decision.benefits[reason] = 0;
  set_bit(decision.marked, reason);
  decision.benefits[reason] |= std::uint64_t{1} << benefit;
  if (presumed) set_bit(decision.presumed, reason);
}

// True where the record leaves out a presumed fact that the line reads; `lifted` then believes no presumption that nobody has confirmed.
bool lift_presumptions(const Situation& situation, const Line& line, std::uint64_t* lifted) noexcept {
  bool read = false;
  for (std::size_t i = 0; i < situation.question.plane_words; ++i) {
    const std::uint64_t presumed = situation.known[i] & ~situation.found[i] & situation.question.presumptions[i];
    lifted[i] = situation.known[i] & ~presumed;
    read = read || (presumed & line.presumptions[i]) != 0;
  }
  return read;
}

// The reasons of a declined or referred line, the established grounds of that role, and which of them only a presumption establishes.
void explain_established(const Situation& situation, const Line& line, const std::int64_t* words,
                         const std::vector<std::uint64_t>& role) noexcept {
  auto* const lifted = at<std::uint64_t>(situation.arena, situation.question.arena.lifted);
  const std::int64_t* without = words;
  if (lift_presumptions(situation, line, lifted)) {
    auto* const scratch = at<std::int64_t>(situation.arena, situation.question.arena.scratch);
    line.when_open(situation.record, lifted, &situation.history, scratch);
    without = scratch;
  }
  for_each_ground(words, role, [&](std::uint32_t k) {
    const bool presumed = (static_cast<std::uint64_t>(without[k / 64]) >> (k % 64) & 1) == 0;
    mark(situation.decision, line.grounds[k].own_reason, line.benefit, presumed);
  });
}

void mark_own(const Situation& situation, const Line& line, const std::int64_t* words, const std::vector<std::uint64_t>& role) noexcept {
  for_each_ground(words, role, [&](std::uint32_t k) { mark(situation.decision, line.grounds[k].own_reason, line.benefit, false); });
}

void mark_open(const Situation& situation, const Line& line, const std::int64_t* open, const std::vector<std::uint64_t>& role) noexcept {
  for_each_ground(open, role, [&](std::uint32_t k) { mark(situation.decision, line.grounds[k].open_reason, line.benefit, false); });
}

void explain_pended(const Situation& situation, const Line& line, const std::int64_t* words) noexcept {
  const std::int64_t* const open = words + line.open_at;
  mark_open(situation, line, open, line.declines);
  mark_open(situation, line, open, line.pends);
  mark_open(situation, line, open, line.refers);
  mark_own(situation, line, words, line.pends);
  mark_own(situation, line, words, line.refers);
  bool was_single = true;
  for (const Step& step : line.steps) {
    const bool single = words[step.amount_at] == words[step.amount_at + 1];
    if (was_single && !single) mark(situation.decision, step.open_reason, line.benefit, false);
    was_single = single;
  }
}

// What a pended line rests on, and the range of what it can still pay.
void find_missing(const Situation& situation, const Line& line, LineResult& result) noexcept {
  const std::int64_t* const words = result.words;
  auto* const missing = at<std::uint64_t>(situation.arena, line.missing_offset);
  std::memset(missing, 0, situation.question.plane_words * sizeof *missing);
  const bool amount_matters = !any(words, line.refers);
  for (std::uint32_t k = 0; k < line.leaves.size(); ++k) {
    auto rests = static_cast<std::uint64_t>(words[line.status_rests_at + k / 64]);
    if (amount_matters) rests |= static_cast<std::uint64_t>(words[line.amount_rests_at + k / 64]);
    if ((rests >> (k % 64) & 1) == 0) continue;
    set_bit(missing, line.leaves[k]);
    set_bit(situation.decision.missing, line.leaves[k]);
  }
  const std::int64_t* const amount = words + line.steps.back().amount_at;
  result.missing = missing;
  result.least = any(words + line.open_at, line.declines) ? 0 : amount[0];
  result.most = amount[1];
}

// Adds what is paid to the history that later lines see.
void book(const Situation& situation, const Line& line, const LineResult& result) noexcept {
  const Question& question = situation.question;
  polrt_entry& entry = situation.decision.entries[situation.decision.entry_count++];
  entry = {line.benefit, 0, 0, 0, result.amount};
  const std::int64_t* const event = result.words + line.event_at;
  if (event[0] == event[1]) {
    entry.dates |= POLRT_HAS_EVENT_DATE;
    entry.event_date = static_cast<std::int32_t>(event[0]);
  }
  if (question.today == none || !has_bit(situation.found, question.today)) return;
  entry.dates |= POLRT_HAS_DECISION_DATE;
  std::memcpy(&entry.decision_date, situation.record + question.facts[question.today].offset, sizeof entry.decision_date);
}

void pay(Situation& situation, const Line& line, LineResult& result) noexcept {
  polrt_decision& decision = situation.decision;
  result.amount = result.words[line.steps.back().amount_at];
  if (__builtin_add_overflow(decision.total, result.amount, &decision.total)) {
    decision.total = std::numeric_limits<std::int64_t>::max();  // check proved that the lines of a claim add up within 64 bits
  }
  for_each_paid_step(line, result.words, [&](const Step& step, std::int64_t change) {
    if (change < 0) mark(decision, step.own_reason, line.benefit, false);
  });
  book(situation, line, result);
  situation.history.booked_count = decision.entry_count;
}

void decide_line(Situation& situation, const Line& line) noexcept {
  auto* const words = at<std::int64_t>(situation.arena, line.words_offset);
  const auto function = covers(situation.known, line.needs) ? line.when_known : line.when_open;
  function(situation.record, situation.known, &situation.history, words);
  LineResult& result = situation.decision.results[line.benefit];
  result = {status_of(line, words), 0, 0, 0, words, nullptr};
  switch (result.status) {
    case POLRT_DECLINED: explain_established(situation, line, words, line.declines); break;
    case POLRT_PENDED:
      explain_pended(situation, line, words);
      find_missing(situation, line, result);
      break;
    case POLRT_REFERRED: explain_established(situation, line, words, line.refers); break;
    default: pay(situation, line, result); break;
  }
  // Outcomes rise from paid to declined: the record has the first that any line has.
  if (result.status < situation.decision.outcome) situation.decision.outcome = result.status;
}

// The benefits asked for, as bits; a question without lines asks for none.
std::uint64_t asked_for(const Question& question, const std::uint8_t* record) noexcept {
  if (question.lines_fact == none) return 0;
  std::uint64_t asked = 0;
  std::memcpy(&asked, record + question.facts[question.lines_fact].offset, sizeof asked);
  const std::size_t count = question.lines.size();
  return count == 64 ? asked : asked & ((std::uint64_t{1} << count) - 1);
}

// Benefits that there are, and amounts that the wording can sum in any choice and order without leaving 64 bits.
bool is_sound(const Policy& policy, const polrt_entry* entries, std::size_t count) noexcept {
  std::uint64_t room = POLRT_MOST_HISTORY;
  for (std::size_t i = 0; i < count; ++i) {
    const auto amount = static_cast<std::uint64_t>(entries[i].amount);
    const std::uint64_t size = entries[i].amount < 0 ? 0 - amount : amount;
    if (entries[i].benefit >= policy.benefit_names.size() || size > room) return false;
    room -= size;
  }
  return true;
}

polrt_decision& begin(const Question& question, std::byte* arena, std::uint64_t asked) noexcept {
  const ArenaLayout& layout = question.arena;
  auto& decision = *new (arena) polrt_decision{};
  decision.question = &question;
  decision.outcome = asked == 0 ? POLRT_DECIDED : POLRT_DECLINED;
  decision.asked = asked;
  decision.results = at<LineResult>(arena, layout.results);
  decision.entries = at<polrt_entry>(arena, layout.entries);
  decision.marked = at<std::uint64_t>(arena, layout.marked);
  decision.presumed = at<std::uint64_t>(arena, layout.presumed);
  decision.benefits = at<std::uint64_t>(arena, layout.benefits);
  decision.missing = at<std::uint64_t>(arena, layout.missing);
  const std::size_t reason_words = (question.reasons.size() + 63) / 64;
  std::memset(decision.marked, 0, reason_words * sizeof(std::uint64_t));
  std::memset(decision.presumed, 0, reason_words * sizeof(std::uint64_t));
  std::memset(decision.missing, 0, question.plane_words * sizeof(std::uint64_t));
  return decision;
}

}  // namespace

}  // namespace polrt

polrt_status polrt_decide(const polrt_policy* policy, const polrt_input* input, const polrt_entry* history, size_t count, void* arena,
                          size_t arena_size, const polrt_decision** decision) {
  using namespace polrt;
  if (decision == nullptr) return POLRT_BAD_ARGUMENT;
  *decision = nullptr;
  if (policy == nullptr || input == nullptr || input->record == nullptr || (history == nullptr && count > 0)) return POLRT_BAD_ARGUMENT;
  if (arena == nullptr || reinterpret_cast<std::uintptr_t>(arena) % alignof(polrt_decision) != 0) return POLRT_BAD_ARGUMENT;
  if (input->question >= policy->policy.questions.size() || !is_sound(policy->policy, history, count)) return POLRT_BAD_ARGUMENT;
  const Question& question = policy->policy.questions[input->question];
  if (!question.has_code) return POLRT_BAD_ARGUMENT;
  if (arena_size < question.arena.size) return POLRT_ARENA_TOO_SMALL;
  const std::uint64_t asked = asked_for(question, input->record);
  if (asked == 0 && question.lines_fact != none) return POLRT_INVALID_RECORD;

  auto* const bytes = static_cast<std::byte*>(arena);
  polrt_decision& made = begin(question, bytes, asked);
  const auto* const planes = reinterpret_cast<const std::uint64_t*>(input->record);
  Situation situation{question, input->record, planes, planes + question.plane_words, {history, count, made.entries, 0}, bytes, made};
  for_each_bit(&asked, 1, [&](std::uint32_t benefit) { decide_line(situation, question.lines[benefit]); });
  *decision = &made;
  return POLRT_OK;
}

size_t polrt_decision_entries(const polrt_decision* decision, const polrt_entry** entries) {
  if (entries != nullptr) *entries = decision == nullptr ? nullptr : decision->entries;
  return decision == nullptr ? 0 : decision->entry_count;
}

polrt_outcome polrt_decision_outcome(const polrt_decision* decision) { return decision == nullptr ? POLRT_INVALID : decision->outcome; }

int64_t polrt_decision_total(const polrt_decision* decision) { return decision == nullptr ? 0 : decision->total; }
