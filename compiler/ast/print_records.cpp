// Fields, types and tables.
#include "ast/print_words.h"
#include "ast/printer.h"

namespace pol::ast {

std::string type_head(const FieldType& type) {
  const bool named =
      type.kind == TypeKind::money || type.kind == TypeKind::named || (type.kind == TypeKind::set_of && type.members.empty());
  return fmt::format("{}{}{}{}{}{}{}", word(type.kind), named ? " " + type.name.text : "", type.per ? " per " + type.per->text : "",
                     type.members.empty() ? "" : " " + listed(type.members), type.unit.empty() ? "" : " in " + type.unit,
                     type.decimals ? fmt::format(" with {} decimals", *type.decimals) : "",
                     type.most ? fmt::format(" at most {} items", *type.most) : "");
}

void Printer::show_bounds(const FieldType& type) {
  show("from", type.from);
  show("to", type.to);
  for (std::size_t i = 0; i < type.carried.size(); ++i) {
    if (type.carried[i].empty()) continue;
    line("carried by {}", type.members[i].text);
    inside([&] { show(type.carried[i]); });
  }
}

void Printer::show(const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    line("field {}: {}{}{}{}", listed(field.names), type_head(field.type), word(field.presence),
         field.absent ? " absent " + quoted(field.absent->value) : "", field.labels.empty() ? "" : " labelled " + listed(field.labels));
    inside([&] {
      show_bounds(field.type);
      show("presumed", field.presumed);
      if (!field.presumed_too.empty()) line("presumed too {}", listed(field.presumed_too));
      show(field.type.fields);
      show(field.type.valid);
    });
  }
}

void Printer::show(const std::vector<Valid>& valid) {
  for (const Valid& each : valid) show("valid", each.condition);
}

// ---- parameters ----

void Printer::show(const Parameter& parameter) {
  const std::string unless =
      parameter.not_none ? fmt::format(" unless {} is {}", parameter.not_none->parameter.text, parameter.not_none->bound_to.text) : "";
  line("parameter {}{}: {}{}{}{}{}{}{}{}", parameter.name.text, titled(parameter.number, parameter.titles),
       parameter.is_range ? "range of " : "", type_head(parameter.type), when(parameter.some_only, ", some only"),
       when(parameter.or_none, ", or none"), unless, when(parameter.no_overlaps, ", no overlaps"),
       when(parameter.adds_up, ", adds up to 1"), parameter.source ? " source " + quoted(parameter.source->value) : "");
  inside([&] {
    show_bounds(parameter.type);
    for (const FieldType& key : parameter.keys) {
      line("key {}", type_head(key));
      inside([&] { show_bounds(key); });
    }
    show(parameter.type.fields);
    show(parameter.type.valid);
  });
}

// ---- tables ----

void Printer::show(const Table& table) {
  line("table {}{}{}{}", table.name.text, titled(table.number, table.titles), table.currency ? " in " + table.currency->text : "",
       table.across ? " across " + dotted(*table.across) : "");
  inside([&] {
    for (const DownKey& key : table.down) show(key);
    line("columns {}", listed(table.columns));
    for (const TableRow& row : table.rows) show(row);
  });
}

void Printer::show(const DownKey& key) {
  line("down {}{}", key.name.text, key.type ? ": " + type_head(*key.type) : "");
  if (key.type) inside([&] { show_bounds(*key.type); });
}

// The name of a row that has keys is made of them.
void Printer::show(const TableRow& row) {
  line("row{}{}", row.keys.empty() ? " " + row.name.text : "", titled({}, row.titles));
  inside([&] {
    for (const RowKey& key : row.keys) show(key);
    for (const Cell& cell : row.cells) show(cell);
  });
}

void Printer::show(const RowKey& key) {
  if (key.any) return line("key any");
  if (!key.names.empty()) return line("key {}", listed(key.names));
  line("key");
  inside([&] {
    show("from", key.from);
    show("to", key.to);
  });
}

void Printer::show(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::value: return show(cell.value);
    case CellKind::not_covered: return line("not covered");
    case CellKind::unlimited: return line("unlimited");
    case CellKind::name: return line("case {}", cell.name.text);
  }
}

}  // namespace pol::ast
