// Reading a decision, part by part. What a decision line says is said here: the writer of it reads by these functions too.
#include <algorithm>

#include "decision.h"
#include "elements.h"
#include "writers/output.h"

namespace polrt {

namespace {

// The next bit that is set from `place` on, or `words * 64`.
std::uint64_t next_bit(const std::uint64_t* plane, std::uint64_t words, std::uint64_t place) noexcept {
  std::uint64_t word = place / 64;
  if (word >= words) return words * 64;
  std::uint64_t rest = plane[word] & (~std::uint64_t{0} << (place % 64));
  while (rest == 0 && ++word < words) rest = plane[word];
  return word < words ? word * 64 + static_cast<std::uint64_t>(__builtin_ctzll(rest)) : words * 64;
}

// Moves on to the next bit that is set; false at the end.
bool step_on(const std::uint64_t* plane, std::uint64_t words, std::uint64_t& place, std::uint64_t& bit) noexcept {
  bit = next_bit(plane, words, place);
  place = bit + 1;
  return bit < words * 64;
}

bool is_asked(const polrt_decision& decision, std::uint32_t benefit) noexcept {
  return benefit < 64 && (decision.asked >> benefit & 1) != 0;
}

// Of a record that breaks a rule nothing is decided.
bool has_verdict(const polrt_decision* decision) noexcept { return decision != nullptr && decision->outcome != POLRT_INVALID; }

// A limit is touched by a paid line, and by a line that the limit itself declines.
bool touches_limit(const Line& line, const LineResult& result, const Step& step) noexcept {
  if (result.status == POLRT_PAID) return true;
  if (result.status != POLRT_DECLINED) return false;
  bool declines = false;
  for_each_ground<Role::declines>(line.code, result.words,
                                  [&](std::uint32_t k) { declines = declines || line.code.grounds[k].number == step.number; });
  return declines;
}

polrt_text path_of(const polrt_decision& decision, const Ground& ground) noexcept {
  if (ground.lists.empty()) return text_of(ground.path);
  const std::byte* const at = decision.places + ground.place_at;
  polrt_text path{reinterpret_cast<const char*>(at + sizeof(std::uint64_t)), 0};
  std::memcpy(&path.size, at, sizeof path.size);
  return path;
}

// limit - used - paid, never below 0; in 128 bits, where it cannot overflow.
std::int64_t left_of(std::int64_t limit, std::int64_t used, std::int64_t paid) noexcept {
  __extension__ typedef __int128 Wide;
  const Wide left = Wide{limit} - used - paid;
  if (left <= 0) return 0;
  return left > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(left);
}

bool find_limit(const Line& line, const LineResult& result, std::uint64_t& place, polrt_limit& limit) noexcept {
  while (place < line.steps.size()) {
    const Step& step = line.steps[place++];
    if (!step.has_limit) continue;
    const std::int64_t* const words = result.words + step.limit_at;
    const bool is_there = words[0] >= 0;  // abi.h: else the line has no such limit
    if (words[0] != words[1] || words[2] != words[3] || !is_there || !touches_limit(line, result, step)) continue;
    const std::int64_t left = step.of_items ? 0 : left_of(words[0], words[2], result.amount);
    limit = {step.number, line.benefit, words[0], words[2], left};
    return true;
  }
  return false;
}

// Which word of a cursor, and of the positions of what is missing, is for a list so deep within others.
std::uint64_t* word(std::uint64_t& first, std::uint64_t* others, std::size_t depth) noexcept {
  return depth == 0 ? &first : others + depth - 1;
}

// The next member that is missing of these elements of a list; `depth`: how many lists are around it.
bool find_member(const polrt_decision& decision, const Missing& missing, const Fact& list, ElementRange elements, std::size_t depth,
                 polrt_cursor& at, polrt_missing& found) noexcept {
  const Policy& policy = *decision.policy;
  const Layout& layout = policy.lists[list.list].element;
  const std::uint64_t bits = layout.plane_words * std::uint64_t{64}, end = elements.first + elements.count;
  std::uint64_t& within = *word(at.within, at.deeper, depth);
  within = std::max(within, elements.first * bits);
  for (std::uint64_t bit = 0; bit = next_bit(missing.elements[list.list], end * layout.plane_words, within), bit < end * bits;) {
    const std::uint64_t element = bit / bits;
    const std::uint32_t k = layout.fact_of_bit[bit % bits];
    *word(found.position, found.inner, depth) = element - elements.first;
    within = bit;
    if (k != none && policy.facts[k].kind == FactKind::list && missing.elements[policy.facts[k].list] != nullptr) {
      const ElementRange range = elements_within(policy, decision.record, policy.facts[k], element);
      if (range.count > 0 && find_member(decision, missing, policy.facts[k], range, depth + 1, at, found)) return true;
      *word(at.within, at.deeper, depth + 1) = 0;
      within = bit + 1;
      if (range.count > 0) continue;
    }
    within = bit + 1;
    if (k == none) continue;
    found.fact = k;
    found.path = text_of(policy.facts[k].path);
    return true;
  }
  return false;
}

bool find_missing(const polrt_decision& decision, const Missing& missing, polrt_cursor& at, polrt_missing& found) noexcept {
  const Layout& layout = decision.policy->record;
  for (std::uint64_t bit = 0; bit = next_bit(missing.plane, layout.plane_words, at.place), bit < layout.plane_words * std::uint64_t{64};) {
    const std::uint32_t k = layout.fact_of_bit[bit];
    const Fact& fact = decision.policy->facts[k];
    at.place = bit;
    const bool of_elements = fact.kind == FactKind::list && missing.elements[fact.list] != nullptr;  // else the list itself is unknown
    if (of_elements && find_member(decision, missing, fact, {0, decision.counts[fact.list]}, 0, at, found)) return true;
    at = {bit + 1, 0, {0, 0}};
    if (of_elements) continue;
    found = {k, text_of(fact.path), POLRT_NO_POSITION, {0, 0}};
    return true;
  }
  return false;
}

// Established or open: what is shown then rests on it.
bool may_lift(const Code& code, const std::int64_t* words, std::uint32_t k, std::uint32_t lifted) noexcept {
  if (code.grounds[k].role != Role::declassifies || code.grounds[k].lifted != lifted) return false;
  return has_bit(reinterpret_cast<const std::uint64_t*>(words), k) ||
         has_bit(reinterpret_cast<const std::uint64_t*>(words + code.open_at), k);
}

bool line_lifts(const Line& line, const LineResult& result, std::uint32_t lifted) noexcept {
  if (result.status != POLRT_PAID && result.status != POLRT_PENDED) return false;
  for (std::uint32_t k = 0; k < line.code.grounds.size(); ++k)
    if (may_lift(line.code, result.words, k, lifted)) return true;
  return false;
}

bool output_lifts(const polrt_decision& decision, std::uint32_t lifted) noexcept {
  if (decision.answer == nullptr) return false;
  const Code& code = decision.question->answer;
  for (std::uint32_t k = 0; k < code.grounds.size(); ++k) {
    if (!may_lift(code, decision.answer, k, lifted)) continue;
    std::int64_t value = 0;
    const std::uint32_t output = code.grounds[k].output;
    if (output == none || read_output(decision.question->outputs[output], decision.answer, value) == OutputState::value) return true;
  }
  return false;
}

bool is_lifted(const polrt_decision& decision, std::uint32_t lifted) noexcept {
  bool found = output_lifts(decision, lifted);
  for_each_bit(&decision.asked, 1, [&](std::uint32_t benefit) {
    found = found || line_lifts(decision.policy->lines[benefit], decision.results[benefit], lifted);
  });
  return found;
}

polrt_output_type type_of(const DeclaredOutput& output) noexcept {
  if (output.is_list) return POLRT_LIST;
  switch (output.type) {
    case ValueType::text: return POLRT_TEXT;
    case ValueType::truth: return POLRT_TRUTH;
    case ValueType::enumeration: return POLRT_CASE;
    case ValueType::date: return POLRT_DATE;
    case ValueType::set: return POLRT_SET;
    default: return output.is_money ? POLRT_AMOUNT : POLRT_NUMBER;
  }
}

// As `words` have it, those of the question or of a row of this element.
polrt_output output_of(const polrt_decision& decision, const DeclaredOutput& declared, const std::int64_t* words,
                       const std::uint8_t* element) noexcept {
  static constexpr polrt_output_state states[] = {POLRT_HAS_VALUE, POLRT_ABSENT, POLRT_UNDECIDED};
  polrt_output output{text_of(declared.name), type_of(declared), POLRT_UNDECIDED, 0, static_cast<std::uint32_t>(declared.decimals), {}, 0};
  std::int64_t value = 0;
  output.state = states[static_cast<std::size_t>(read_output(declared, words, value))];
  if (output.state != POLRT_HAS_VALUE || output.type == POLRT_LIST) return output;
  if (output.type == POLRT_TEXT) {
    output.case_name = text_of(decision, declared, element);
    return output;
  }
  output.value = value;
  if (output.type == POLRT_SET) {
    const std::size_t count = declared.cases_json.size();
    if (count < 64 && static_cast<std::uint64_t>(value) >> count != 0) output.state = POLRT_UNDECIDED;  // of a broken artifact
    return output;
  }
  if (output.type != POLRT_CASE) return output;
  const NameTable& cases = decision.policy->enums[declared.enum_id].cases;
  if (static_cast<std::uint64_t>(value) < cases.size())
    output.case_name = text_of(cases[static_cast<std::uint32_t>(value)]);
  else
    output.state = POLRT_UNDECIDED;  // of a broken artifact
  return output;
}

// The row at a place counted over all elements of all lists that the output is made of, and the next one that is there.
bool find_row(const polrt_decision& decision, const DeclaredOutput& list, std::uint64_t& place, std::size_t& part,
              std::uint64_t& position) noexcept {
  std::uint64_t begin = 0;
  for (part = 0; part < list.rows.size(); ++part) {
    const std::uint32_t area = list.first_area + static_cast<std::uint32_t>(part);
    const RowArea& of = decision.question->areas[area];
    const std::uint64_t count = of.count(decision.counts);
    for (; place < begin + count; ++place) {
      const std::int64_t* const rows = rows_at(*decision.question, decision.counts, area, decision.answer);
      position = row_in_turn(of, rows, count, place - begin);
      if (position < count && (rows[position * of.words] & 3) == 2) return true;
    }
    begin += count;
  }
  return false;
}

}  // namespace

}  // namespace polrt

polrt_outcome polrt_decision_outcome(const polrt_decision* decision) { return decision == nullptr ? POLRT_INVALID : decision->outcome; }

int64_t polrt_decision_total(const polrt_decision* decision) { return decision == nullptr ? 0 : decision->total; }

uint32_t polrt_decision_question(const polrt_decision* decision) {
  return decision == nullptr ? 0 : static_cast<std::uint32_t>(decision->question - decision->policy->questions.data());
}

size_t polrt_decision_entries(const polrt_decision* decision, const polrt_entry** entries) {
  if (entries != nullptr) *entries = decision == nullptr ? nullptr : decision->entries;
  return decision == nullptr ? 0 : decision->entry_count;
}

int polrt_next_line(const polrt_decision* decision, polrt_cursor* at, polrt_line* line) {
  std::uint64_t benefit = 0;
  if (!polrt::has_verdict(decision) || !polrt::step_on(&decision->asked, 1, at->place, benefit)) return 0;
  const polrt::LineResult& result = decision->results[benefit];
  const bool pended = result.status == POLRT_PENDED;
  *line = {static_cast<std::uint32_t>(benefit), result.status, result.amount, pended ? result.least : result.amount,
           pended ? result.most : result.amount};
  return 1;
}

// A step whose amount is not single merges into the next one that is; `within` keeps the running amount.
int polrt_next_step(const polrt_decision* decision, const polrt_line* line, polrt_cursor* at, polrt_step* step) {
  if (!polrt::has_verdict(decision) || !polrt::is_asked(*decision, line->benefit) || line->status != POLRT_PAID) return 0;
  const std::vector<polrt::Step>& steps = decision->policy->lines[line->benefit].steps;
  const std::int64_t* const words = decision->results[line->benefit].words;
  while (at->place < steps.size()) {
    const polrt::Step& next = steps[at->place++];
    const std::int64_t after = words[next.amount_at];
    if (after != words[next.amount_at + 1]) continue;
    // Running amounts lie between 0 and the bounds that the compiler proved; a broken artifact may wrap here, but not misbehave.
    const auto change = static_cast<std::int64_t>(static_cast<std::uint64_t>(after) - at->within);
    at->within = static_cast<std::uint64_t>(after);
    if (change == 0) continue;
    *step = {next.number, static_cast<polrt_step_effect>(next.effect), change};
    return 1;
  }
  return 0;
}

int polrt_next_reason(const polrt_decision* decision, polrt_cursor* at, polrt_reason* reason) {
  if (!polrt::has_verdict(decision)) return 0;
  const std::vector<polrt::Reason>& reasons = decision->policy->reasons;
  std::uint64_t k = 0;
  if (!polrt::step_on(decision->marked, (reasons.size() + 63) / 64, at->place, k)) return 0;
  *reason = {reasons[k].number, static_cast<polrt_effect>(reasons[k].effect),
             polrt::has_bit(decision->presumed, static_cast<std::uint32_t>(k)) ? 1 : 0, decision->benefits[k]};
  return 1;
}

int polrt_next_missing(const polrt_decision* decision, const polrt_line* line, polrt_cursor* at, polrt_missing* missing) {
  if (!polrt::has_verdict(decision)) return 0;
  if (line == nullptr) return polrt::find_missing(*decision, decision->missing, *at, *missing) ? 1 : 0;
  if (line->status != POLRT_PENDED || !polrt::is_asked(*decision, line->benefit)) return 0;
  return polrt::find_missing(*decision, decision->results[line->benefit].missing, *at, *missing) ? 1 : 0;
}

size_t polrt_write_path(const polrt_missing* missing, char* buffer, size_t capacity) {
  if (missing == nullptr || (buffer == nullptr && capacity > 0)) return 0;
  polrt::Output out(buffer, capacity);
  out.path({missing->path.data, static_cast<std::size_t>(missing->path.size)}, *missing);
  return out.size();
}

int polrt_next_limit(const polrt_decision* decision, polrt_cursor* at, polrt_limit* limit) {
  if (!polrt::has_verdict(decision)) return 0;
  for (std::uint64_t benefit = 0; benefit = polrt::next_bit(&decision->asked, 1, at->place), benefit < 64;) {
    at->place = benefit;
    if (polrt::find_limit(decision->policy->lines[benefit], decision->results[benefit], at->within, *limit)) return 1;
    *at = {benefit + 1, 0, {0, 0}};
  }
  return 0;
}

int polrt_next_declassified(const polrt_decision* decision, polrt_cursor* at, polrt_declassified* found) {
  if (!polrt::has_verdict(decision)) return 0;
  const std::vector<polrt::Lifted>& all = decision->policy->lifted;
  while (at->place < all.size()) {
    const auto k = static_cast<std::uint32_t>(at->place++);
    if (!polrt::is_lifted(*decision, k)) continue;
    *found = {k,
              polrt::text_of(all[k].field),
              polrt::text_of(all[k].purpose),
              polrt::text_of(all[k].law),
              polrt::text_of(all[k].recipient),
              polrt::text_of(all[k].period)};
    return 1;
  }
  return 0;
}

int polrt_next_output(const polrt_decision* decision, polrt_cursor* at, polrt_output* output) {
  if (!polrt::has_verdict(decision) || at->place >= decision->question->outputs.size()) return 0;
  const auto place = static_cast<std::uint32_t>(at->place++);
  *output = polrt::output_of(*decision, decision->question->outputs[place], decision->answer, nullptr);
  output->place = place;
  return 1;
}

int polrt_next_field(const polrt_decision* decision, const polrt_output* list, polrt_cursor* at, uint64_t* row, polrt_output* field) {
  if (!polrt::has_verdict(decision) || list == nullptr || list->place >= decision->question->outputs.size()) return 0;
  const polrt::DeclaredOutput& declared = decision->question->outputs[list->place];
  if (!declared.is_list || list->state != POLRT_HAS_VALUE) return 0;
  std::size_t part = 0;
  std::uint64_t position = 0;
  if (!polrt::find_row(*decision, declared, at->place, part, position)) return 0;
  const polrt::RowArea& area = decision->question->areas[declared.first_area + part];
  const std::uint8_t* const element = polrt::element_of(*decision, area, position);
  const std::uint32_t first_area = declared.first_area + static_cast<std::uint32_t>(part);
  const std::int64_t* const words =
      polrt::rows_at(*decision->question, decision->counts, first_area, decision->answer) + position * area.words;
  *row = at->place;
  *field = polrt::output_of(*decision, declared.rows[part][at->within], words, element);
  field->place = list->place;
  if (++at->within == declared.rows[part].size()) *at = {at->place + 1, 0, {0, 0}};
  return 1;
}

int polrt_next_member(const polrt_decision* decision, const polrt_output* output, polrt_cursor* at, polrt_text* name) {
  if (!polrt::has_verdict(decision) || output->type != POLRT_SET || output->state != POLRT_HAS_VALUE) return 0;
  for (const polrt::DeclaredOutput& declared : decision->question->outputs) {
    if (declared.name.data() != output->name.data) continue;
    const polrt::NameTable& cases = decision->policy->enums[declared.enum_id].cases;
    while (at->place < cases.size()) {
      const auto k = static_cast<std::uint32_t>(at->place++);
      if ((static_cast<std::uint64_t>(output->value) >> k & 1) == 0) continue;
      *name = polrt::text_of(cases[k]);
      return 1;
    }
  }
  return 0;
}

int polrt_next_broken(const polrt_decision* decision, polrt_cursor* at, polrt_problem* problem) {
  if (decision == nullptr || decision->outcome != POLRT_INVALID) return 0;
  const polrt::Code& code = decision->question->answer;
  for (std::uint64_t k = 0; polrt::step_on(reinterpret_cast<const std::uint64_t*>(decision->answer), code.ground_words, at->place, k);) {
    if (k >= code.grounds.size() || code.grounds[k].role != polrt::Role::breaks) continue;
    *problem = {polrt::path_of(*decision, code.grounds[k]), polrt::text_of(code.grounds[k].expected), {}};
    return 1;
  }
  return 0;
}
