// Deciding: computes what the functions share, then calls the question's, then that of each benefit asked for, in the order of the
// benefits, and takes their output words for statuses. Nothing is allocated: everything lies in the caller's arena.
#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

#include "elements.h"
#include "situation.h"

namespace polrt {

namespace {

// As the Line comment of the compiler's model has it.
polrt_outcome status_of(const Line& line, const std::int64_t* words) noexcept {
  const Code& code = line.code;
  std::uint64_t declined = 0, pended = 0, referred = 0, may_be_referred = 0;
  for (std::uint32_t i = 0; i < code.ground_words; ++i) {
    const std::uint64_t declines = code.grounds_that(Role::declines)[i];
    const std::uint64_t pends = code.grounds_that(Role::pends)[i];
    const std::uint64_t refers = code.grounds_that(Role::refers)[i];
    const auto established = static_cast<std::uint64_t>(words[i]);
    const auto open = static_cast<std::uint64_t>(words[code.open_at + i]);
    declined |= established & declines;
    pended |= (open & (declines | pends)) | (established & pends);
    referred |= established & refers;
    may_be_referred |= open & refers;
  }
  if (declined != 0) return POLRT_DECLINED;
  if (pended != 0) return POLRT_PENDED;
  if (referred != 0) return POLRT_REFERRED;
  if (may_be_referred != 0) return POLRT_PENDED;
  return is_single(line.steps.back(), words) ? POLRT_PAID : POLRT_PENDED;
}

std::uint64_t bit_of(const Line& line) noexcept { return std::uint64_t{1} << line.benefit; }

// What was dropped explains a refusal only where it left nothing to start with.
void explain_declined(Situation& situation, const Line& line, const std::int64_t* words) noexcept {
  const Step& first = line.steps.front();
  if (is_single(first, words) && words[first.amount_at] == 0)
    explain_established<Role::declines, Role::drops, Role::decides>(situation, line.code, words, bit_of(line));
  else
    explain_established<Role::declines, Role::decides>(situation, line.code, words, bit_of(line));
}

// Whether some possible case pays: where a verdict decides, one of those that do.
bool may_pay(const Code& code, const std::int64_t* words) noexcept {
  const std::span<const std::uint64_t> decides = code.grounds_that(Role::decides);
  const bool by_verdict = std::any_of(decides.begin(), decides.end(), [](std::uint64_t mask) { return mask != 0; });
  return !by_verdict || any(words, decides) || any(words + code.open_at, decides);
}

void explain_pended(const Situation& situation, const Line& line, const std::int64_t* words, bool pays) noexcept {
  mark_open<Role::declines, Role::pends, Role::refers, Role::decides>(situation, line.code, words, bit_of(line));
  mark_established<Role::pends, Role::refers, Role::decides>(situation, line.code, words, bit_of(line));
  if (!pays) return;
  if (!is_single(line.steps.back(), words)) mark_open<Role::drops>(situation, line.code, words, bit_of(line));
  bool was_single = true;
  for (const Step& step : line.steps) {
    const bool single = is_single(step, words);
    if (was_single && !single && !step.opens_silently) mark(situation.decision, step.open_reason, bit_of(line), false);
    was_single = single;
  }
}

// Something is not decided that has to do with the status, or with the amount where this matters. Of a line that only waits, for a paper
// or a day, all may be: it rests on nothing.
bool is_open(const Line& line, const std::int64_t* words, bool amount_matters) noexcept {
  const Code& code = line.code;
  const std::int64_t* const open = words + code.open_at;
  return (amount_matters && !is_single(line.steps.back(), words)) || any(open, code.grounds_that(Role::declines)) ||
         any(open, code.grounds_that(Role::pends)) || any(open, code.grounds_that(Role::refers));
}

// What the line rests on, and the range of what it can still pay. The amount does not matter where a person decides anyway, or where no
// possible case pays.
void pend(Situation& situation, const Line& line, std::int64_t* words, LineResult& result) noexcept {
  const Code& code = line.code;
  const bool pays = may_pay(code, words);
  explain_pended(situation, line, words, pays);
  result.missing = nothing_at(situation, line.missing);
  const bool amount_matters = pays && !any(words, code.grounds_that(Role::refers));
  if (is_open(line, words, amount_matters)) {
    find_missing(situation, code, words, amount_matters, result.missing);
    add_missing(situation, result.missing);
  }
  if (!pays) return;  // least and most are 0
  const std::int64_t* const amount = words + line.steps.back().amount_at;
  result.least = any(words + code.open_at, code.grounds_that(Role::declines)) ? 0 : amount[0];
  result.most = amount[1];
}

// Adds what is paid to the history that later lines see.
void book(const Situation& situation, const Line& line, const LineResult& result) noexcept {
  polrt_entry& entry = situation.decision.entries[situation.decision.entry_count++];
  entry = {line.benefit, 0, 0, 0, result.amount};
  const std::int64_t* const event = result.words + line.code.event_at;
  if (event[0] == event[1]) {
    entry.dates |= POLRT_HAS_EVENT_DATE;
    entry.event_date = static_cast<std::int32_t>(event[0]);
  }
  date_entry(situation, entry);
}

// A step took money for sure where it leaves less than was left for sure before it, be that decided or not.
void explain_paid(const Situation& situation, const Line& line, const std::int64_t* words) noexcept {
  std::int64_t decided = 0, least = 0;
  for (const Step& step : line.steps) {
    const std::int64_t after = words[step.amount_at];
    if (is_single(step, words)) {
      if (!step.silent && (after < decided || after < least)) mark(situation.decision, step.own_reason, bit_of(line), false);
      decided = after;
    }
    least = after;
  }
}

void pay(Situation& situation, const Line& line, LineResult& result) noexcept {
  polrt_decision& decision = situation.decision;
  result.amount = result.words[line.steps.back().amount_at];
  if (__builtin_add_overflow(decision.total, result.amount, &decision.total)) {
    decision.total = std::numeric_limits<std::int64_t>::max();  // check proved that the lines of a claim add up within 64 bits
  }
  if (any(result.words, line.code.grounds_that(Role::drops)))
    mark_established<Role::drops>(situation, line.code, result.words, bit_of(line));
  mark_established<Role::decides>(situation, line.code, result.words, bit_of(line));
  explain_paid(situation, line, result.words);
  book(situation, line, result);
  situation.history.booked_count = decision.entry_count;
}

void decide_line(Situation& situation, const Line& line) noexcept {
  auto* const words = at<std::int64_t>(situation.arena, line.words_offset);
  run(situation, line.code, words);
  LineResult& result = situation.decision.results[line.benefit];
  result = {status_of(line, words), 0, 0, 0, words, {}};
  switch (result.status) {
    case POLRT_DECLINED: explain_declined(situation, line, words); break;
    case POLRT_PENDED: pend(situation, line, words, result); break;
    case POLRT_REFERRED: explain_established<Role::refers, Role::decides>(situation, line.code, words, bit_of(line)); break;
    default: pay(situation, line, result); break;
  }
  // Outcomes rise from paid to declined: the record has the first that any line has.
  if (result.status < situation.decision.outcome) situation.decision.outcome = result.status;
}

// The benefits asked for, as bits; a question without lines asks for none.
std::uint64_t asked_for(const Policy& policy, const Question& question, const std::uint8_t* record) noexcept {
  if (!question.has_lines()) return 0;
  std::uint64_t asked = ~std::uint64_t{0};
  if (question.lines_fact != none) std::memcpy(&asked, record + policy.facts[question.lines_fact].offset, sizeof asked);
  const std::size_t count = policy.lines.size();
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

// Words of the rows that the question's function writes for this record.
std::size_t row_words(const Policy& policy, const Question& question, const std::uint8_t* record) noexcept {
  std::size_t words = 0;
  for (const RowArea& area : question.areas) {
    words += area.list == none ? area.words : static_cast<std::size_t>(all_elements(policy, record, area.list).count) * area.words;
  }
  return words;
}

std::size_t arena_for(const Policy& policy, const Question& question, const std::uint8_t* record, std::size_t history) noexcept {
  std::size_t size = policy.arena.size;
  for (const std::uint32_t k : policy.record_lists)
    size += static_cast<std::size_t>(all_elements(policy, record, k).count) * policy.arena.of_element[k];
  if (!question.areas.empty())
    size += (question.answer.words + policy.arena.most_words + 2 * row_words(policy, question, record)) * sizeof(std::int64_t);
  return question.reverses == none ? size : size + history * sizeof(polrt_entry);
}

polrt_decision& begin(const Policy& policy, const polrt_input& input, std::byte* arena, std::uint64_t asked) noexcept {
  const ArenaLayout& layout = policy.arena;
  auto& decision = *new (arena) polrt_decision{};
  decision.policy = &policy;
  decision.question = &policy.questions[input.question];
  decision.certificate = input.certificate;
  decision.record = input.record;
  decision.id = input.id;
  decision.outcome = asked == 0 ? POLRT_DECIDED : POLRT_DECLINED;
  decision.asked = asked;
  decision.results = at<LineResult>(arena, layout.results);
  decision.entries = at<polrt_entry>(arena, layout.entries);
  decision.marked = at<std::uint64_t>(arena, layout.marked);
  decision.presumed = at<std::uint64_t>(arena, layout.presumed);
  decision.benefits = at<std::uint64_t>(arena, layout.benefits);
  decision.counts = at<std::uint64_t>(arena, layout.counts);
  decision.places = arena + layout.places;
  decision.missing = {at<std::uint64_t>(arena, layout.missing.plane), at<std::uint64_t*>(arena, layout.missing.elements)};
  std::memset(arena + layout.marked, 0, layout.cleared);
  return decision;
}

// Where rows are written, the question's words and those for trying out lie behind everything else: both have room for the rows.
void place_words(Situation& situation) noexcept {
  const Question& question = situation.question;
  if (question.areas.empty()) return;
  const std::size_t rows = row_words(situation.policy, question, situation.record);
  situation.answer = reinterpret_cast<std::int64_t*>(situation.rest);
  situation.scratch = situation.answer + question.answer.words + rows;
  situation.rest = reinterpret_cast<std::byte*>(situation.scratch + situation.policy.arena.most_words + rows);
}

void decide(Situation& situation) noexcept {
  const Question& question = situation.question;
  place_words(situation);
  survey_lists(situation);
  if (situation.decision.asked != 0) share(situation, situation.known, situation.shared);
  if (question.has_answer && !decide_answer(situation)) return;
  const std::uint64_t asked = situation.decision.asked;
  for_each_bit(&asked, 1, [&](std::uint32_t benefit) { decide_line(situation, situation.policy.lines[benefit]); });
  if (question.has_answer || !question.has_lines()) finish_answer(situation);
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
  const Policy& opened = policy->policy;
  if (input->question >= opened.questions.size() || !is_sound(opened, history, count)) return POLRT_BAD_ARGUMENT;
  const Question& question = opened.questions[input->question];
  if (!opened.is_bound()) return POLRT_NOT_BOUND;
  if (!question.has_code || !has_sound_lists(opened, input->record)) return POLRT_BAD_ARGUMENT;
  if (arena_size < arena_for(opened, question, input->record, count)) return POLRT_ARENA_TOO_SMALL;
  const std::uint64_t asked = asked_for(opened, question, input->record);
  if (asked == 0 && question.has_lines()) return POLRT_INVALID_RECORD;

  auto* const bytes = static_cast<std::byte*>(arena);
  polrt_decision& made = begin(opened, *input, bytes, asked);
  const auto* const planes = reinterpret_cast<const std::uint64_t*>(input->record);
  Situation situation{opened,
                      question,
                      input->record,
                      planes,
                      planes + opened.record.plane_words,
                      {history, count, made.entries, 0},
                      bytes,
                      bytes + opened.arena.size,
                      at<std::int64_t>(bytes, opened.arena.answer),
                      at<std::int64_t>(bytes, opened.arena.scratch),
                      at<std::int64_t>(bytes, opened.arena.shared),
                      made};
  decide(situation);
  *decision = &made;
  return POLRT_OK;
}

size_t polrt_policy_arena_size(const polrt_policy* policy) { return policy == nullptr ? 0 : policy->policy.arena.size; }

size_t polrt_arena_size(const polrt_policy* policy, const polrt_input* input, size_t history) {
  using namespace polrt;
  if (policy == nullptr || input == nullptr || input->record == nullptr || input->question >= policy->policy.questions.size()) return 0;
  return arena_for(policy->policy, policy->policy.questions[input->question], input->record, history);
}
