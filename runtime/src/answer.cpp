// The question's own function: what makes a record invalid, what it reports, and, without lines, its status.
#include <algorithm>

#include "situation.h"
#include "writers/output.h"

namespace polrt {

namespace {

bool is_undecided(const Question& question, const std::int64_t* words) noexcept {
  std::int64_t value = 0;
  return std::any_of(question.outputs.begin(), question.outputs.end(), [&](const DeclaredOutput& output) {
    return output.is_outcome && read_output(output, words, value) == OutputState::undecided;
  });
}

polrt_outcome status_of(const Question& question, const std::int64_t* words) noexcept {
  const std::span<const std::uint64_t> refers = question.answer.grounds_that(Role::refers);
  if (is_undecided(question, words)) return POLRT_PENDED;
  if (any(words, refers)) return POLRT_REFERRED;
  return any(words + question.answer.open_at, refers) ? POLRT_PENDED : POLRT_DECIDED;
}

bool is_same_event(const polrt_entry& a, const polrt_entry& b) noexcept {
  return a.dates == b.dates && (a.dates == 0 || a.event_date == b.event_date);
}

// By event date, those without one last. No order among entries of the same event: only their sum counts.
bool is_earlier(const polrt_entry& a, const polrt_entry& b) noexcept {
  if (a.dates != b.dates) return a.dates > b.dates;
  return a.dates != 0 && a.event_date < b.event_date;
}

// What each event date has left, net, taken back; gives how many.
std::size_t take_back(const Situation& situation, polrt_entry* entries) noexcept {
  std::size_t count = 0;
  for (std::uint64_t k = 0; k < situation.history.count; ++k) {
    const polrt_entry& earlier = situation.history.entries[k];
    if (earlier.benefit != situation.question.reverses) continue;
    entries[count++] = {earlier.benefit, earlier.dates & POLRT_HAS_EVENT_DATE, earlier.event_date, 0, earlier.amount};
  }
  std::sort(entries, entries + count, is_earlier);
  std::size_t made = 0;
  for (std::size_t k = 0; k < count;) {
    polrt_entry sum = entries[k++];
    for (; k < count && is_same_event(sum, entries[k]); ++k) sum.amount += entries[k].amount;  // within 64 bits: POLRT_MOST_HISTORY
    if (sum.amount <= 0) continue;
    sum.amount = -sum.amount;
    if (sum.dates == 0) sum.event_date = 0;
    entries[made++] = sum;
  }
  return made;
}

void reverse(Situation& situation) noexcept {
  polrt_decision& decision = situation.decision;
  decision.entries = reinterpret_cast<polrt_entry*>(situation.rest);
  decision.entry_count = take_back(situation, decision.entries);
  for (std::size_t k = 0; k < decision.entry_count; ++k) date_entry(situation, decision.entries[k]);
  if (decision.entry_count > 0) mark(decision, situation.question.reverses_reason, 0, false);
}

// The first item that breaks it, as the wording counts them (metadata): `claim.bills[2].positions[0]`.
void write_place(const Situation& situation, const Ground& ground, std::uint64_t item) noexcept {
  polrt_missing place{0, {}, 0, {0, 0}};
  for (std::size_t k = ground.lists.size(); k-- > 1;) {
    const std::uint64_t most = std::max<std::uint64_t>(1, situation.policy.lists[ground.lists[k]].most);
    place.inner[k - 1] = item % most;
    item /= most;
  }
  place.position = item;
  std::byte* const at = situation.decision.places + ground.place_at;
  const std::size_t room = ground.path.size() + 20 * ground.lists.size();
  Output out(reinterpret_cast<char*>(at + sizeof(std::uint64_t)), room);
  out.path(ground.path, place);
  const std::uint64_t size = std::min(out.size(), room);
  std::memcpy(at, &size, sizeof size);
}

void write_places(const Situation& situation, const std::int64_t* words) noexcept {
  const Code& code = situation.question.answer;
  for_each_ground<Role::breaks>(code, words, [&](std::uint32_t k) {
    const Ground& ground = code.grounds[k];
    if (!ground.lists.empty()) write_place(situation, ground, static_cast<std::uint64_t>(words[ground.item_at + 1]));
  });
}

}  // namespace

bool decide_answer(Situation& situation) noexcept {
  std::int64_t* const words = situation.answer;
  run(situation, situation.question.answer, words);
  situation.decision.answer = words;
  if (!any(words, situation.question.answer.grounds_that(Role::breaks))) return true;
  situation.decision.outcome = POLRT_INVALID;
  write_places(situation, words);
  return false;
}

void finish_answer(Situation& situation) noexcept {
  const Question& question = situation.question;
  const Code& code = question.answer;
  polrt_decision& decision = situation.decision;
  std::int64_t* const words = decision.answer == nullptr ? nullptr : situation.answer;
  const bool has_lines = question.has_lines();
  if (!has_lines) decision.outcome = words == nullptr ? POLRT_DECIDED : status_of(question, words);
  if (words != nullptr) {
    situation.history.booked_count = 0;  // the question looks at what was before its own lines
    if (!has_lines && decision.outcome == POLRT_PENDED) {
      mark_established<Role::refers, Role::decides>(situation, code, words, 0);
      mark_open<Role::refers, Role::decides>(situation, code, words, 0);
      find_missing(situation, code, words, true, decision.missing);
    } else {
      explain_established<Role::refers, Role::decides>(situation, code, words, 0);
    }
  }
  if (question.reverses != none && decision.outcome == POLRT_DECIDED) reverse(situation);
}

}  // namespace polrt
