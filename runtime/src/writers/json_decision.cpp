// The decision line of the contract. Names, paths and clause numbers were quoted when the wording was opened; nothing is allocated here.
#include "../decision.h"
#include "output.h"

namespace polrt {

namespace {

struct Writer {
  const polrt_decision& decision;
  Output& out;

  const Policy& policy() const noexcept { return *decision.policy; }
  void amount(std::int64_t value) noexcept { out.amount(value, policy().decimals); }
  void clause(std::uint32_t number) noexcept {
    out.raw("{\"clause\":");
    out.raw(policy().numbers_json[number]);
  }
};

void write_missing(Writer& writer, const polrt_line* line) noexcept {
  bool first = true;
  writer.out.raw('[');
  polrt_missing missing;
  for (polrt_cursor at = POLRT_START; polrt_next_missing(&writer.decision, line, &at, &missing) != 0;) {
    const Fact& fact = writer.policy().facts[missing.fact];
    writer.out.comma(first);
    writer.out.path(fact.path_json, missing);
  }
  writer.out.raw(']');
}

void write_benefits(Writer& writer, std::uint64_t benefits) noexcept {
  bool first = true;
  writer.out.raw('[');
  for_each_bit(&benefits, 1, [&](std::uint32_t benefit) {
    writer.out.comma(first);
    writer.out.raw(writer.policy().benefit_names[benefit]);
  });
  writer.out.raw(']');
}

void write_steps(Writer& writer, const polrt_line& line) noexcept {
  Output& out = writer.out;
  bool first = true;
  out.raw("\"steps\":[");
  polrt_step step;
  for (polrt_cursor at = POLRT_START; polrt_next_step(&writer.decision, &line, &at, &step) != 0;) {
    out.comma(first);
    writer.clause(step.clause);
    out.raw(",\"effect\":\"");
    out.raw(polrt_step_effect_name(step.effect));
    out.raw("\",\"amount\":");
    writer.amount(step.amount);
    out.raw('}');
  }
  out.raw(']');
}

void write_line(Writer& writer, const polrt_line& line) noexcept {
  Output& out = writer.out;
  out.raw("{\"benefit\":");
  out.raw(writer.policy().benefit_names[line.benefit]);
  out.raw(",\"status\":\"");
  out.raw(polrt_outcome_name(line.status));
  out.raw("\",\"amount\":");
  writer.amount(line.amount);
  out.raw(',');
  if (line.status == POLRT_PENDED) {
    out.raw("\"missing\":");
    write_missing(writer, &line);
    out.raw(",\"range\":{\"from\":");
    writer.amount(line.least);
    out.raw(",\"to\":");
    writer.amount(line.most);
    out.raw("},");
  }
  write_steps(writer, line);
  out.raw('}');
}

void write_lines(Writer& writer) noexcept {
  bool first = true;
  writer.out.raw(",\"lines\":[");
  polrt_line line;
  for (polrt_cursor at = POLRT_START; polrt_next_line(&writer.decision, &at, &line) != 0;) {
    writer.out.comma(first);
    write_line(writer, line);
  }
  writer.out.raw(']');
}

void write_reasons(Writer& writer) noexcept {
  Output& out = writer.out;
  bool first = true;
  out.raw(",\"reasons\":[");
  polrt_reason reason;
  for (polrt_cursor at = POLRT_START; polrt_next_reason(&writer.decision, &at, &reason) != 0;) {
    out.comma(first);
    writer.clause(reason.clause);
    out.raw(",\"effect\":\"");
    out.raw(polrt_effect_name(reason.effect));
    out.raw('"');
    if (reason.benefits != 0) {
      out.raw(",\"benefits\":");
      write_benefits(writer, reason.benefits);
    }
    if (reason.presumed != 0) out.raw(",\"presumed\":true");
    out.raw('}');
  }
  out.raw(']');
}

void write_limits(Writer& writer) noexcept {
  Output& out = writer.out;
  bool first = true;
  out.raw(",\"limits\":[");
  polrt_limit limit;
  for (polrt_cursor at = POLRT_START; polrt_next_limit(&writer.decision, &at, &limit) != 0;) {
    out.comma(first);
    writer.clause(limit.clause);
    out.raw(",\"limit\":");
    writer.amount(limit.limit);
    out.raw(",\"used_before\":");
    writer.amount(limit.used_before);
    out.raw(",\"left\":");
    writer.amount(limit.left);
    out.raw(",\"benefits\":[");
    out.raw(writer.policy().benefit_names[limit.benefit]);
    out.raw("]}");
  }
  out.raw(']');
}

// In the order of the type.
void write_members(Output& out, const DeclaredOutput& declared, std::uint64_t members) noexcept {
  bool first = true;
  out.raw('[');
  for_each_bit(&members, 1, [&](std::uint32_t member) {
    out.comma(first);
    out.raw(declared.cases_json[member]);
  });
  out.raw(']');
}

// `base`: where the text lies that the value may be, the record or the element of the row.
void write_value(Writer& writer, const DeclaredOutput& output, const std::int64_t* words, const std::uint8_t* base) noexcept {
  Output& out = writer.out;
  std::int64_t value = 0;
  if (read_output(output, words, value) != OutputState::value) return out.raw("null");
  switch (output.type) {
    case ValueType::truth: return out.raw(value != 0 ? "true" : "false");
    case ValueType::enumeration:
      return out.raw(static_cast<std::size_t>(value) < output.cases_json.size()
                         ? std::string_view(output.cases_json[static_cast<std::size_t>(value)])
                         : "null");
    case ValueType::date: return out.date(static_cast<std::int32_t>(value));
    case ValueType::text: {
      const polrt_text text = text_of(writer.decision, output, base);
      return out.quoted({text.data, static_cast<std::size_t>(text.size)});
    }
    case ValueType::set: return write_members(out, output, static_cast<std::uint64_t>(value));
    default: return output.is_money ? out.amount(value, output.decimals) : out.number(value, output.decimals);
  }
}

void write_row(Writer& writer, const std::vector<DeclaredOutput>& fields, const std::int64_t* words, const std::uint8_t* element) noexcept {
  if (fields.size() == 1 && fields.front().json.empty()) return write_value(writer, fields.front(), words, element);
  bool first = true;
  writer.out.raw('{');
  for (const DeclaredOutput& field : fields) {
    writer.out.comma(first);
    writer.out.raw(field.json);
    write_value(writer, field, words, element);
  }
  writer.out.raw('}');
}

// Rows that are there for sure: in a list that is decided the others are not.
void write_rows(Writer& writer, const DeclaredOutput& output) noexcept {
  std::int64_t none_read = 0;
  if (read_output(output, writer.decision.answer, none_read) != OutputState::value) return writer.out.raw("null");
  const Question& question = *writer.decision.question;
  bool first = true;
  writer.out.raw('[');
  for (std::uint32_t k = 0; k < output.rows.size(); ++k) {
    const RowArea& area = question.areas[output.first_area + k];
    const std::int64_t* const rows = rows_at(question, writer.decision.counts, output.first_area + k, writer.decision.answer);
    const std::uint64_t count = area.count(writer.decision.counts);
    for (std::uint64_t turn = 0; turn < count; ++turn) {
      const std::uint64_t position = row_in_turn(area, rows, count, turn);
      if (position == count) break;
      const std::int64_t* const row = rows + position * area.words;
      if ((row[0] & 3) != 2) continue;
      writer.out.comma(first);
      write_row(writer, output.rows[k], row, element_of(writer.decision, area, position));
    }
  }
  writer.out.raw(']');
}

void write_output(Writer& writer, const DeclaredOutput& output) noexcept {
  if (output.is_list) return write_rows(writer, output);
  write_value(writer, output, writer.decision.answer, writer.decision.record);
}

void write_outputs(Writer& writer) noexcept {
  bool first = true;
  writer.out.raw(",\"outputs\":{");
  for (const DeclaredOutput& output : writer.decision.question->outputs) {
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
  const polrt_entry* entries = nullptr;
  const std::size_t count = polrt_decision_entries(&writer.decision, &entries);
  for (const polrt_entry& entry : std::span(entries, count)) {
    out.comma(first);
    out.raw("{\"benefit\":");
    out.raw(writer.policy().benefit_names[entry.benefit]);
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

// Only where there is something to tell.
void write_declassified(Writer& writer) noexcept {
  bool first = true;
  polrt_declassified found;
  for (polrt_cursor at = POLRT_START; polrt_next_declassified(&writer.decision, &at, &found) != 0;) {
    writer.out.raw(first ? "\"declassified\":[" : ",");
    writer.out.raw(writer.policy().lifted[found.ordinal].json);
    first = false;
  }
  if (!first) writer.out.raw("],");
}

// What the record breaks; the rest of the line is that of a record that could not be read.
void write_errors(Writer& writer) noexcept {
  Output& out = writer.out;
  bool first = true;
  out.raw(",\"errors\":[");
  polrt_problem problem;
  for (polrt_cursor at = POLRT_START; polrt_next_broken(&writer.decision, &at, &problem) != 0;) {
    out.comma(first);
    out.problem(problem);
  }
  out.raw("]}");
}

void write_verdict(Writer& writer) noexcept {
  writer.out.raw(",\"total\":");
  writer.amount(writer.decision.total);
  // A wording without benefits decides no money.
  if (!writer.policy().lines.empty()) {
    writer.out.raw(",\"currency\":");
    writer.out.raw(writer.policy().currency_json);
  }
  write_lines(writer);
  write_reasons(writer);
  writer.out.raw(",\"missing\":");
  write_missing(writer, nullptr);
  write_outputs(writer);
  write_limits(writer);
  write_history(writer);
  write_declassified(writer);
  writer.out.raw(writer.policy().tail_json);
}

}  // namespace

}  // namespace polrt

size_t polrt_write_decision(const polrt_decision* decision, uint64_t number, char* buffer, size_t capacity) {
  using namespace polrt;
  if (decision == nullptr || (buffer == nullptr && capacity > 0)) return 0;
  Output out(buffer, capacity);
  Writer writer{*decision, out};
  out.raw("{\"record\":");
  out.count(number);
  out.raw(",\"certificate\":");
  out.text_or_null(decision->certificate);
  out.raw(",\"claim\":");
  out.text_or_null(decision->id);
  out.raw(",\"status\":\"");
  out.raw(polrt_outcome_name(decision->outcome));
  out.raw('"');
  if (decision->outcome == POLRT_INVALID)
    write_errors(writer);
  else
    write_verdict(writer);
  return out.size();
}
