// What is worked out once from the metadata: masks, places of output words, the reasons a decision can give, the arena.
#include <algorithm>
#include <map>

#include "decision.h"
#include "policy.h"

namespace polrt {

namespace {

std::uint32_t words_for(std::size_t bits) noexcept { return static_cast<std::uint32_t>(bits == 0 ? 1 : (bits + 63) / 64); }

// ---- output words, in the order of abi.h ----

void place_words(Code& code) {
  code.ground_words = words_for(code.grounds.size());
  code.leaf_words = words_for(code.leaves.size() + code.loops.size());
  code.open_at = code.ground_words;
  code.status_rests_at = code.open_at + code.ground_words;
  code.amount_rests_at = code.status_rests_at + code.leaf_words;
  code.event_at = code.amount_rests_at + code.leaf_words;
  code.words = code.event_at + 2;
}

void place_steps(Line& line) {
  std::uint32_t at = line.code.words;
  for (Step& step : line.steps) {
    step.amount_at = at;
    at += 2;
  }
  for (Step& step : line.steps) {
    step.limit_at = at;
    if (step.has_limit) at += 4;
  }
  line.code.words = at;
}

void place_outputs(Question& question) {
  for (DeclaredOutput& output : question.outputs) {
    output.at = question.answer.words;
    question.answer.words += 3;
  }
  for (Ground& ground : question.answer.grounds) {
    if (ground.lists.empty()) continue;
    ground.item_at = question.answer.words;
    question.answer.words += 3;
  }
}

// ---- masks ----

FactMasks masks_of(const Policy& policy, const std::vector<std::uint32_t>& facts) {
  FactMasks masks{std::vector<std::uint64_t>(policy.record.plane_words), {}};
  for (const std::uint32_t k : facts) {
    const Fact& fact = policy.facts[k];
    if (fact.in_list == none) {
      set_bit(masks.plane.data(), fact.bit);
      continue;
    }
    const auto of_list = [&](const auto& members) { return members.first == fact.in_list; };
    auto found = std::find_if(masks.members.begin(), masks.members.end(), of_list);
    if (found == masks.members.end())
      found = masks.members.insert(found, {fact.in_list, std::vector<std::uint64_t>(policy.lists[fact.in_list].element.plane_words)});
    set_bit(found->second.data(), fact.bit);
  }
  return masks;
}

// Many grounds read the same.
void point_at_presumptions(const Policy& policy, Code& code) {
  std::map<std::vector<std::uint32_t>, std::uint32_t> places;
  for (Ground& ground : code.grounds) {
    const auto [place, added] = places.try_emplace(ground.presumed_facts, static_cast<std::uint32_t>(code.presumptions.size()));
    if (added) code.presumptions.push_back(masks_of(policy, ground.presumed_facts));
    ground.presumptions = place->second;
  }
}

void point_at_needed(const Policy& policy, Code& code) {
  std::map<std::vector<std::uint32_t>, std::uint32_t> places;
  for (Ground& ground : code.grounds) {
    for (const std::vector<std::uint32_t>& facts : ground.needed_facts) {
      const auto [place, added] = places.try_emplace(facts, static_cast<std::uint32_t>(code.needed.size()));
      if (added) code.needed.push_back(masks_of(policy, facts).plane);
      ground.needed.push_back(place->second);
    }
  }
}

// Many loops read the same.
std::uint32_t place_of_mask(const Policy& policy, Code& code, const Loop& loop) {
  std::vector<std::uint64_t> plane(policy.lists[loop.list].element.plane_words);
  for (const std::uint32_t leaf : loop.leaves) set_bit(plane.data(), policy.facts[leaf].bit);
  FactMasks::OfList mask(loop.list, std::move(plane));
  const auto found = std::find(code.read_of_elements.begin(), code.read_of_elements.end(), mask);
  const auto place = static_cast<std::uint32_t>(found - code.read_of_elements.begin());
  if (found == code.read_of_elements.end()) code.read_of_elements.push_back(std::move(mask));
  return place;
}

FactMasks masks_of_leaves(const Policy& policy, const Code& code) {
  std::vector<std::uint32_t> leaves = code.leaves;
  for (const Loop& loop : code.loops) leaves.insert(leaves.end(), loop.leaves.begin(), loop.leaves.end());
  return masks_of(policy, leaves);
}

void make_masks(const Policy& policy, Code& code) {
  point_at_presumptions(policy, code);
  point_at_needed(policy, code);
  code.may_rest_on = masks_of_leaves(policy, code);
  for (Loop& loop : code.loops) {
    loop.reads = place_of_mask(policy, code, loop);
    // Where elements within elements are told of, those around them are the way there.
    for (std::uint32_t list = loop.list; list != none; list = policy.facts[policy.lists[list].fact].in_list)
      if (std::find(code.lists.begin(), code.lists.end(), list) == code.lists.end()) code.lists.push_back(list);
  }
  code.with_role.assign(role_count * code.ground_words, 0);
  for (std::uint32_t k = 0; k < code.grounds.size(); ++k) {
    set_bit(code.with_role.data() + static_cast<std::size_t>(code.grounds[k].role) * code.ground_words, k);
  }
}

// ---- reasons ----

void add_reasons(const Code& code, std::vector<Reason>& reasons) {
  for (const Ground& ground : code.grounds) {
    if (ground.role == Role::declassifies || ground.role == Role::presumption || ground.silent) continue;
    reasons.push_back({ground.number, ground.effect});
    reasons.push_back({ground.number, effect_requires});
  }
}

// Numbers every pair of clause number and effect that a decision can report, in the order in which it reports them.
void make_reasons(Policy& policy) {
  std::vector<Reason>& reasons = policy.reasons;
  for (const Line& line : policy.lines) {
    add_reasons(line.code, reasons);
    for (const Step& step : line.steps) {
      reasons.push_back({step.number, step.reason});
      reasons.push_back({step.number, effect_requires});
    }
  }
  for (const Question& question : policy.questions) {
    add_reasons(question.answer, reasons);
    if (question.reverses != none) reasons.push_back({question.reverses_number, effect_requires});
  }
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
}

void point_at_reasons(Policy& policy) {
  const std::vector<Reason>& reasons = policy.reasons;
  const auto place_of = [&](std::uint32_t number, std::uint8_t effect) {
    return static_cast<std::uint32_t>(std::lower_bound(reasons.begin(), reasons.end(), Reason{number, effect}) - reasons.begin());
  };
  const auto point = [&](Code& code) {
    for (Ground& ground : code.grounds) {
      ground.own_reason = place_of(ground.number, ground.effect);
      ground.open_reason = place_of(ground.number, effect_requires);
    }
  };
  for (Line& line : policy.lines) {
    point(line.code);
    for (Step& step : line.steps) {
      step.own_reason = place_of(step.number, step.reason);
      step.open_reason = place_of(step.number, effect_requires);
    }
  }
  for (Question& question : policy.questions) {
    point(question.answer);
    if (question.reverses != none) question.reverses_reason = place_of(question.reverses_number, effect_requires);
  }
}

// ---- the arena ----

// Room for every benefit and any question: the size does not depend on what a record asks for.
class ArenaPlan {
 public:
  explicit ArenaPlan(const Policy& policy) : plane_(policy.record.plane_words * sizeof(std::uint64_t)), lists_(policy.lists.size()) {}

  std::size_t take(std::size_t bytes) {
    const std::size_t at = end_;
    end_ += (bytes + 7) / 8 * 8;
    return at;
  }
  std::size_t take_plane() { return take(plane_); }
  MissingPlace take_missing() {
    const std::size_t plane = take_plane();
    return {plane, take(lists_ * sizeof(std::uint64_t*))};
  }
  std::size_t end() const noexcept { return end_; }

 private:
  std::size_t plane_, lists_;
  std::size_t end_ = 0;
};

// What a function may need while what it rests on is looked for, and its output words.
struct Most {
  std::size_t words = 0, loops = 0;

  void include(const Code& code) {
    words = std::max<std::size_t>(words, code.words);
    loops = std::max(loops, code.loops.size());
  }
};

// Bytes for the paths of what a record may break in items of lists: of each how many it has, then the path with its positions.
std::size_t place_paths(Policy& policy) {
  constexpr std::size_t most_digits = 20;
  std::size_t most = 0;
  for (Question& question : policy.questions) {
    std::size_t bytes = 0;
    for (Ground& ground : question.answer.grounds) {
      if (ground.lists.empty()) continue;
      ground.place_at = bytes;
      bytes += sizeof(std::uint64_t) + (ground.path.size() + most_digits * ground.lists.size() + 7) / 8 * 8;
    }
    most = std::max(most, bytes);
  }
  return most;
}

void lay_out_arena(Policy& policy) {
  ArenaPlan plan(policy);
  ArenaLayout& arena = policy.arena;
  const std::size_t reason_plane = words_for(policy.reasons.size()) * sizeof(std::uint64_t);
  plan.take(sizeof(polrt_decision));
  arena.results = plan.take(policy.lines.size() * sizeof(LineResult));
  arena.entries = plan.take(policy.lines.size() * sizeof(polrt_entry));
  arena.marked = plan.take(reason_plane);
  arena.presumed = plan.take(reason_plane);
  arena.missing = plan.take_missing();
  arena.counts = plan.take(policy.lists.size() * sizeof(std::uint64_t));
  arena.cleared = plan.end() - arena.marked;
  arena.benefits = plan.take(policy.reasons.size() * sizeof(std::uint64_t));
  arena.lifted = plan.take_plane();
  arena.shared = plan.take(policy.shared_words * sizeof(std::int64_t));
  arena.lifted_shared = plan.take(policy.shared_words * sizeof(std::int64_t));
  Most most, answers;
  for (Line& line : policy.lines) {
    line.words_offset = plan.take(line.code.words * sizeof(std::int64_t));
    line.missing = plan.take_missing();
    most.include(line.code);
  }
  for (const Question& question : policy.questions) {
    most.include(question.answer);
    answers.include(question.answer);
  }
  arena.answer = plan.take(answers.words * sizeof(std::int64_t));
  arena.places = plan.take(place_paths(policy));
  arena.most_words = most.words;
  arena.scratch = plan.take(most.words * sizeof(std::int64_t));
  arena.loops = plan.take(words_for(most.loops) * sizeof(std::uint64_t));
  arena.planes = plan.take(most.loops * sizeof(std::uint64_t*));
  for (List& list : policy.lists) {
    list.presumed_offset = plan.take(list.element.plane_words * sizeof(std::uint64_t));
  }
  arena.size = plan.end();
}

// What is missing of the elements: a plane for each line that goes over the list, and one for the record. A question's own goes into the
// last.
void measure_elements(Policy& policy) {
  std::vector<std::size_t>& bytes = policy.arena.of_element;
  for (const List& list : policy.lists) bytes.push_back(list.element.plane_words * sizeof(std::uint64_t));
  for (const Line& line : policy.lines) {
    for (const std::uint32_t list : line.code.lists) bytes[list] += policy.lists[list].element.plane_words * sizeof(std::uint64_t);
  }
}

void find_record_lists(Policy& policy) {
  for (std::uint32_t k = 0; k < policy.lists.size(); ++k) {
    List& list = policy.lists[k];
    if (policy.facts[list.fact].parameter) continue;
    policy.record_lists.push_back(k);
    const std::vector<std::uint64_t>& presumptions = list.element.presumptions;
    list.may_be_presumed = std::any_of(presumptions.begin(), presumptions.end(), [](std::uint64_t word) { return word != 0; });
  }
}

// ---- functions ----

constexpr std::uint64_t most_shared_words = 1u << 24;

// Those of the lines first, then those of the questions. An artifact without code is good for reading records; deciding is refused then.
void take_functions(const polrt_artifact& artifact, Policy& policy) {
  if (artifact.line_count != policy.lines.size()) throw BadArtifact("The artifact does not have one function for each benefit.");
  if (artifact.question_count != policy.questions.size()) throw BadArtifact("The artifact does not have one function for each question.");
  if ((artifact.share == nullptr) != (artifact.shared_words == 0) || artifact.shared_words > most_shared_words)
    throw BadArtifact("The artifact does not say rightly what its lines share.");
  policy.share = artifact.share;
  policy.shared_words = artifact.shared_words;
  if (artifact.decide == nullptr || artifact.explain == nullptr || artifact.narrow == nullptr)
    throw BadArtifact("The artifact has no functions.");
  bool lines_have_code = true;
  std::size_t next = 0;
  const auto take = [&](Code& code) {
    code.decide = artifact.decide[next];
    code.explain = artifact.explain[next];
    code.narrow = artifact.narrow[next];
    ++next;
    return code.decide != nullptr && code.explain != nullptr && code.narrow != nullptr;
  };
  for (Line& line : policy.lines) lines_have_code = take(line.code) && lines_have_code;
  for (Question& question : policy.questions) {
    const bool has_code = take(question.answer);
    question.has_code = (has_code || !question.has_answer) && (lines_have_code || !question.has_lines());
  }
}

}  // namespace

void prepare(const polrt_artifact& artifact, Policy& policy) {
  take_functions(artifact, policy);
  for (Line& line : policy.lines) {
    place_words(line.code);
    place_steps(line);
    make_masks(policy, line.code);
  }
  for (Question& question : policy.questions) {
    place_words(question.answer);
    place_outputs(question);
    make_masks(policy, question.answer);
  }
  make_reasons(policy);
  point_at_reasons(policy);
  find_record_lists(policy);
  lay_out_arena(policy);
  measure_elements(policy);
}

}  // namespace polrt
