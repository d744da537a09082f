// The decision line of the contract. Names, paths and clause numbers were quoted when the wording was opened; nothing is allocated here.
#include "../decision.h"
#include "output.h"

namespace polrt {

namespace {

struct Writer {
  const Policy& policy;
  const polrt_decision& decision;
  Output& out;

  const Question& question() const noexcept { return *decision.question; }
  void amount(std::int64_t value) noexcept { out.amount(value, policy.decimals); }

  template <class Visit>
  void for_each_line(const Visit& visit) {
    for_each_bit(&decision.asked, 1, [&](std::uint32_t benefit) { visit(policy.lines[benefit], decision.results[benefit]); });
  }
};

const char* name_of(polrt_outcome outcome) noexcept {
  switch (outcome) {
    case POLRT_PAID: return "paid";
    case POLRT_PENDED: return "pended";
    case POLRT_REFERRED: return "referred";
    case POLRT_DECLINED: return "declined";
    case POLRT_DECIDED: return "decided";
    case POLRT_INVALID: return "invalid";
  }
  return "invalid";
}

// Of one element after another, in the order of the schema within each.
void write_element_paths(Writer& writer, std::uint32_t k, const std::uint64_t* elements, bool& first) noexcept {
  const Layout& layout = writer.policy.lists[k].element;
  for (std::uint64_t position = 0; position < writer.decision.counts[k]; ++position) {
    for_each_bit(elements + position * layout.plane_words, layout.plane_words, [&](std::uint32_t bit) {
      if (layout.fact_of_bit[bit] == none) return;
      const Fact& fact = writer.policy.facts[layout.fact_of_bit[bit]];
      writer.out.comma(first);
      writer.out.raw(fact.path_json);
      writer.out.count(position);
      writer.out.raw(fact.path_suffix);
    });
  }
}

void write_missing(Writer& writer, const Missing& missing) noexcept {
  const Layout& layout = writer.policy.record;
  bool first = true;
  writer.out.raw('[');
  for_each_bit(missing.plane, layout.plane_words, [&](std::uint32_t bit) {
    const Fact& fact = writer.policy.facts[layout.fact_of_bit[bit]];
    if (fact.kind == FactKind::list) return write_element_paths(writer, fact.list, missing.elements[fact.list], first);
    writer.out.comma(first);
    writer.out.raw(fact.path_json);
  });
  writer.out.raw(']');
}

void write_benefits(Writer& writer, std::uint64_t benefits) noexcept {
  bool first = true;
  writer.out.raw('[');
  for_each_bit(&benefits, 1, [&](std::uint32_t benefit) {
    writer.out.comma(first);
    writer.out.raw(writer.policy.benefit_names[benefit]);
  });
  writer.out.raw(']');
}

void write_steps(Writer& writer, const Line& line, const LineResult& result) noexcept {
  Output& out = writer.out;
  bool first = true;
  out.raw("\"steps\":[");
  if (result.status == POLRT_PAID) {
    for_each_paid_step(line, result.words, [&](const Step& step, std::int64_t change) {
      out.comma(first);
      out.raw(step.json);
      writer.amount(change);
      out.raw('}');
    });
  }
  out.raw(']');
}

void write_line(Writer& writer, const Line& line, const LineResult& result) noexcept {
  Output& out = writer.out;
  out.raw("{\"benefit\":");
  out.raw(writer.policy.benefit_names[line.benefit]);
  out.raw(",\"status\":\"");
  out.raw(name_of(result.status));
  out.raw("\",\"amount\":");
  writer.amount(result.amount);
  out.raw(',');
  if (result.status == POLRT_PENDED) {
    out.raw("\"missing\":");
    write_missing(writer, result.missing);
    out.raw(",\"range\":{\"from\":");
    writer.amount(result.least);
    out.raw(",\"to\":");
    writer.amount(result.most);
    out.raw("},");
  }
  write_steps(writer, line, result);
  out.raw('}');
}

void write_lines(Writer& writer) noexcept {
  bool first = true;
  writer.out.raw(",\"lines\":[");
  writer.for_each_line([&](const Line& line, const LineResult& result) {
    writer.out.comma(first);
    write_line(writer, line, result);
  });
  writer.out.raw(']');
}

void write_reasons(Writer& writer) noexcept {
  Output& out = writer.out;
  const std::vector<std::string>& reasons = writer.policy.reason_json;
  bool first = true;
  out.raw(",\"reasons\":[");
  for_each_bit(writer.decision.marked, (reasons.size() + 63) / 64, [&](std::uint32_t k) {
    out.comma(first);
    out.raw(reasons[k]);
    if (const std::uint64_t benefits = writer.decision.benefits[k]; benefits != 0) {
      out.raw(",\"benefits\":");
      write_benefits(writer, benefits);
    }
    if (has_bit(writer.decision.presumed, k)) out.raw(",\"presumed\":true");
    out.raw('}');
  });
  out.raw(']');
}

// A limit is touched by a paid line, and by a line that the limit itself declines.
bool touches_limit(const Line& line, const LineResult& result, const Step& step) noexcept {
  if (result.status == POLRT_PAID) return true;
  if (result.status != POLRT_DECLINED) return false;
  bool declines = false;
  for_each_ground<Role::declines>(line.code, result.words,
                                  [&](std::uint32_t k) { declines = declines || line.code.grounds[k].number == step.number; });
  return declines;
}

// limit - used - paid, never below 0; in 128 bits, where it cannot overflow.
std::int64_t left_of(std::int64_t limit, std::int64_t used, std::int64_t paid) noexcept {
  __extension__ typedef __int128 Wide;
  const Wide left = Wide{limit} - used - paid;
  if (left <= 0) return 0;
  return left > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(left);
}

void write_limit(Writer& writer, const Line& line, const LineResult& result, const Step& step) noexcept {
  Output& out = writer.out;
  const std::int64_t limit = result.words[step.limit_at];
  const std::int64_t used = result.words[step.limit_at + 2];
  out.raw(step.limit_json);
  writer.amount(limit);
  out.raw(",\"used_before\":");
  writer.amount(used);
  out.raw(",\"left\":");
  writer.amount(left_of(limit, used, result.amount));
  out.raw(",\"benefits\":[");
  out.raw(writer.policy.benefit_names[line.benefit]);
  out.raw("]}");
}

void write_limits(Writer& writer) noexcept {
  bool first = true;
  writer.out.raw(",\"limits\":[");
  writer.for_each_line([&](const Line& line, const LineResult& result) {
    for (const Step& step : line.steps) {
      if (!step.has_limit) continue;
      const std::int64_t* const words = result.words + step.limit_at;
      if (words[0] != words[1] || words[2] != words[3] || !touches_limit(line, result, step)) continue;
      writer.out.comma(first);
      write_limit(writer, line, result, step);
    }
  });
  writer.out.raw(']');
}

void write_output(Writer& writer, const DeclaredOutput& output) noexcept {
  Output& out = writer.out;
  std::int64_t value = 0;
  if (read_output(output, writer.decision.answer, value) != OutputState::value) return out.raw("null");
  switch (output.type) {
    case ValueType::truth: return out.raw(value != 0 ? "true" : "false");
    case ValueType::enumeration:
      return out.raw(static_cast<std::size_t>(value) < output.cases.size() ? std::string_view(output.cases[static_cast<std::size_t>(value)])
                                                                           : "null");
    case ValueType::date: return out.date(static_cast<std::int32_t>(value));
    default: return output.is_money ? out.amount(value, output.decimals) : out.number(value, output.decimals);
  }
}

void write_outputs(Writer& writer) noexcept {
  bool first = true;
  writer.out.raw(",\"outputs\":{");
  for (const DeclaredOutput& output : writer.question().outputs) {
    writer.out.comma(first);
    writer.out.raw(output.json);
    write_output(writer, output);
  }
  writer.out.raw('}');
}

void write_date_or_null(Output& out, bool there, std::int32_t days) noexcept {
  if (there)
    out.date(days);
  else
    out.raw("null");
}

void write_history(Writer& writer) noexcept {
  Output& out = writer.out;
  bool first = true;
  out.raw(",\"history\":[");
  for (std::size_t k = 0; k < writer.decision.entry_count; ++k) {
    const polrt_entry& entry = writer.decision.entries[k];
    out.comma(first);
    out.raw("{\"benefit\":");
    out.raw(writer.policy.benefit_names[entry.benefit]);
    out.raw(",\"event_date\":");
    write_date_or_null(out, (entry.dates & POLRT_HAS_EVENT_DATE) != 0, entry.event_date);
    out.raw(",\"decision_date\":");
    write_date_or_null(out, (entry.dates & POLRT_HAS_DECISION_DATE) != 0, entry.decision_date);
    out.raw(",\"amount\":");
    writer.amount(entry.amount);
    out.raw('}');
  }
  out.raw("],");
}

// What the record breaks; the rest of the line is that of a record that could not be read.
void write_errors(Writer& writer) noexcept {
  const Code& code = writer.question().answer;
  bool first = true;
  writer.out.raw(",\"errors\":[");
  for_each_ground<Role::breaks>(code, writer.decision.answer, [&](std::uint32_t k) {
    writer.out.comma(first);
    writer.out.raw(code.grounds[k].error_json);
  });
  writer.out.raw("]}");
}

void write_verdict(Writer& writer) noexcept {
  writer.out.raw(",\"total\":");
  writer.amount(writer.decision.total);
  writer.out.raw(",\"currency\":");
  writer.out.raw(writer.policy.currency_json);
  write_lines(writer);
  write_reasons(writer);
  writer.out.raw(",\"missing\":");
  write_missing(writer, writer.decision.missing);
  write_outputs(writer);
  write_limits(writer);
  write_history(writer);
  writer.out.raw(writer.policy.tail_json);
}

}  // namespace

}  // namespace polrt

size_t polrt_write_decision(const polrt_policy* policy, const polrt_input* input, const polrt_decision* decision, uint64_t number,
                            char* buffer, size_t capacity) {
  using namespace polrt;
  if (policy == nullptr || input == nullptr || decision == nullptr || (buffer == nullptr && capacity > 0)) return 0;
  Output out(buffer, capacity);
  Writer writer{policy->policy, *decision, out};
  out.raw("{\"record\":");
  out.count(number);
  out.raw(",\"certificate\":");
  out.text_or_null(input->certificate.data, input->certificate.size);
  out.raw(",\"claim\":");
  out.text_or_null(input->id.data, input->id.size);
  out.raw(",\"status\":\"");
  out.raw(name_of(decision->outcome));
  out.raw('"');
  if (decision->outcome == POLRT_INVALID)
    write_errors(writer);
  else
    write_verdict(writer);
  return out.size();
}
