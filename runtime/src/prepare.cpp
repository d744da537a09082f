// What is worked out once from the metadata: masks, places of output words, the reasons a decision can give, the arena.
#include <algorithm>

#include "decision.h"
#include "policy.h"

namespace polrt {

namespace {

std::uint32_t words_for(std::size_t bits) noexcept { return static_cast<std::uint32_t>(bits == 0 ? 1 : (bits + 63) / 64); }

// The places of the line's output words, in the order of abi.h.
void place_words(Line& line) {
  line.ground_words = words_for(line.grounds.size());
  line.leaf_words = words_for(line.leaves.size());
  line.open_at = line.ground_words;
  line.status_rests_at = line.open_at + line.ground_words;
  line.amount_rests_at = line.status_rests_at + line.leaf_words;
  line.event_at = line.amount_rests_at + line.leaf_words;
  std::uint32_t at = line.event_at + 2;
  for (Step& step : line.steps) {
    step.amount_at = at;
    at += 2;
  }
  for (Step& step : line.steps) {
    step.limit_at = at;
    if (step.has_limit) at += 4;
  }
  line.words = at;
}

void make_masks(const Question& question, Line& line) {
  line.needs.assign(question.plane_words, 0);
  line.presumptions.assign(question.plane_words, 0);
  for (const std::uint32_t leaf : line.leaves) {
    set_bit(line.needs.data(), leaf);
    if (has_bit(question.presumptions.data(), leaf)) set_bit(line.presumptions.data(), leaf);
  }
  line.declines.assign(line.ground_words, 0);
  line.pends.assign(line.ground_words, 0);
  line.refers.assign(line.ground_words, 0);
  for (std::uint32_t k = 0; k < line.grounds.size(); ++k) {
    switch (line.grounds[k].role) {
      case Role::declines: set_bit(line.declines.data(), k); break;
      case Role::pends: set_bit(line.pends.data(), k); break;
      case Role::refers: set_bit(line.refers.data(), k); break;
    }
  }
}

// Numbers every pair of clause number and effect that a decision can report, in the order in which it reports them.
void make_reasons(const Policy& policy, Question& question) {
  std::vector<Reason>& reasons = question.reasons;
  for (const Line& line : question.lines) {
    for (const Ground& ground : line.grounds) {
      reasons.push_back({ground.number, ground.effect});
      reasons.push_back({ground.number, effect_requires});
    }
    for (const Step& step : line.steps) {
      reasons.push_back({step.number, step.reason});
      reasons.push_back({step.number, effect_requires});
    }
  }
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
  const auto place_of = [&](std::uint32_t number, std::uint8_t effect) {
    return static_cast<std::uint32_t>(std::lower_bound(reasons.begin(), reasons.end(), Reason{number, effect}) - reasons.begin());
  };
  for (const Reason& reason : reasons) {
    question.reason_json.push_back("{\"clause\":" + policy.numbers[reason.number] + ",\"effect\":\"" + effect_names[reason.effect] +
                                   "\",\"benefits\":");
  }
  for (Line& line : question.lines) {
    for (Ground& ground : line.grounds) {
      ground.own_reason = place_of(ground.number, ground.effect);
      ground.open_reason = place_of(ground.number, effect_requires);
    }
    for (Step& step : line.steps) {
      step.own_reason = place_of(step.number, step.reason);
      step.open_reason = place_of(step.number, effect_requires);
    }
  }
}

// Room for every benefit at once: the size does not depend on what a record asks for.
void lay_out_arena(Question& question) {
  std::size_t end = 0;
  const auto take = [&end](std::size_t bytes) {
    const std::size_t at = end;
    end += (bytes + 7) / 8 * 8;
    return at;
  };
  const std::size_t plane = question.plane_words * sizeof(std::uint64_t);
  const std::size_t reason_plane = words_for(question.reasons.size()) * sizeof(std::uint64_t);
  take(sizeof(polrt_decision));
  question.arena.results = take(question.lines.size() * sizeof(LineResult));
  question.arena.entries = take(question.lines.size() * sizeof(polrt_entry));
  question.arena.marked = take(reason_plane);
  question.arena.presumed = take(reason_plane);
  question.arena.benefits = take(question.reasons.size() * sizeof(std::uint64_t));
  question.arena.missing = take(plane);
  question.arena.lifted = take(plane);
  std::size_t scratch = 0;
  for (Line& line : question.lines) {
    line.words_offset = take(line.words * sizeof(std::int64_t));
    line.missing_offset = take(plane);
    scratch = std::max<std::size_t>(scratch, line.words);
  }
  question.arena.scratch = take(scratch * sizeof(std::int64_t));
  question.arena.size = end;
}

// Function k decides benefit k, whatever the question. An artifact without code is good for reading records; deciding is refused then.
void take_functions(const polrt_artifact& artifact, Policy& policy) {
  for (Question& question : policy.questions) {
    if (question.lines.empty()) continue;
    if (question.lines.size() != artifact.line_count) throw BadArtifact("The artifact does not have one function for each benefit.");
    if (artifact.when_known == nullptr || artifact.when_open == nullptr) throw BadArtifact("The artifact has no functions.");
    for (Line& line : question.lines) {
      line.when_known = artifact.when_known[line.benefit];
      line.when_open = artifact.when_open[line.benefit];
      if (line.when_known == nullptr || line.when_open == nullptr) question.has_code = false;
    }
  }
}

}  // namespace

void prepare(const polrt_artifact& artifact, Policy& policy) {
  take_functions(artifact, policy);
  for (Question& question : policy.questions) {
    for (Line& line : question.lines) {
      place_words(line);
      make_masks(question, line);
    }
    make_reasons(policy, question);
    lay_out_arena(question);
    policy.arena_size = std::max(policy.arena_size, question.arena.size);
  }
}

}  // namespace polrt
