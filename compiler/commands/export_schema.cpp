#include "commands/export_schema.h"

#include "commands/record_schema.h"

namespace pol::commands {

namespace {

void write_lifted(const model::Policy& policy, const std::vector<model::Lifted>& all, JsonWriter& out) {
  if (all.empty()) return;
  out.array_member("declassified");
  for (const model::Lifted& each : all) {
    out.begin_object();
    out.text_member("field", policy.facts.at(each.fact).path);
    out.text_member("purpose", each.purpose);
    out.text_member("law", each.law);
    if (!each.recipient.empty()) out.text_member("recipient", each.recipient);
    if (!each.period.empty()) out.text_member("period", each.period);
    out.end();
  }
  out.end();
}

void write_column(const model::Policy& policy, const model::ExportColumn& column, JsonWriter& out) {
  const model::ExprPtr value = column.value ? column.value : policy.lines.at(column.benefit).steps.back().after;
  model::Fact like;
  like.type = value->type;
  like.range = {model::nearest(value->range.from), model::nearest(value->range.to)};
  out.begin_object();
  out.text_member("name", column.name);
  out.text_member("description", kind_of(like));
  write_lifted(policy, column.lifted, out);
  out.end();
}

}  // namespace

void write_exports(const model::Policy& policy, JsonWriter& out) {
  if (policy.exports.empty()) return;
  out.array_member("x-polc-exports");
  for (const model::Export& each : policy.exports) {
    out.begin_object();
    out.text_member("name", each.name);
    if (!each.number.empty()) out.text_member("clause", each.number);
    out.text_member("to", each.recipient);
    out.array_member("columns");
    for (const model::ExportColumn& column : each.columns) write_column(policy, column, out);
    out.end();
    out.end();
  }
  out.end();
}

}  // namespace pol::commands
