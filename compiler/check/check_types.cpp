// `type Payee = one of insured, lawful_heirs`, and the types that the rows of tables make.
#include <algorithm>

#include "check/field_kind.h"
#include "check/stages.h"

namespace pol::check {

namespace {

NamedType written_type(Wording& wording, const ast::TypeName& written) {
  const ast::TypeKind kind = written.type.kind;
  const bool holds_several = kind == ast::TypeKind::record || kind == ast::TypeKind::group || kind == ast::TypeKind::list;
  if (holds_several || kind == ast::TypeKind::set_of || kind == ast::TypeKind::text) {
    wording.report(Message::type_of_what_is_no_value, written.type.span, {written.name.text});
    return {};
  }
  const FieldKind found = field_kind(wording, written.type, written.name.text);
  return {found.good, found.type, found.range, found.unit};
}

// `down RateCode`, where no type is called so: the rows are its cases.
NamedType type_of_rows(Wording& wording, const ast::Table& table) {
  model::Enum made{table.down.front().name.text, {}};
  for (const ast::TableRow& row : table.rows) {
    const bool by_name = row.keys.size() == 1 && !row.keys.front().names.empty();
    if (!by_name) continue;  // said where the rows are read
    for (const ast::Name& name : row.keys.front().names) {
      if (std::find(made.cases.begin(), made.cases.end(), name.text) == made.cases.end()) made.cases.push_back(name.text);
    }
  }
  NamedType type;
  type.good = !made.cases.empty();
  type.type.kind = model::Kind::enumeration;
  type.type.enum_id = static_cast<EnumId>(wording.policy.enums.size());
  wording.policy.enums.push_back(std::move(made));
  return type;
}

}  // namespace

void note_carried(Wording& wording, const ast::FieldType& written, const model::Type& type) {
  if (written.carried.empty() || wording.carried.contains(type.enum_id)) return;
  std::vector<std::vector<Carried>>& carried = wording.carried[type.enum_id];
  for (const std::vector<ast::Field>& fields : written.carried) {
    std::vector<Carried>& of_case = carried.emplace_back();
    for (const ast::Field& field : fields) {
      const ast::Name& name = field.names.front();
      const auto same = [&](const Carried& each) { return each.name == name.text; };
      if (std::any_of(of_case.begin(), of_case.end(), same)) wording.report(Message::carried_twice, name.span, {name.text});
      const FieldKind found = field_kind(wording, field.type, name.text);
      of_case.push_back({name.text, {found.good && found.type.kind != model::Kind::text, found.type, found.range, found.unit}});
    }
  }
}

void check_types(Wording& wording) {
  for (const ast::TypeName* type : wording.types) wording.named_types.emplace(type->name.text, written_type(wording, *type));
  for (const ast::TypeName* type : wording.types) {
    const NamedType& named = wording.named_types.at(type->name.text);
    if (named.good) note_carried(wording, type->type, named.type);
  }
  for (std::size_t i = 0; i < wording.tables.size(); ++i) {
    const ast::Table& table = *wording.tables[i].written;
    if (table.down.size() != 1 || table.down.front().type) continue;
    const ast::Name& name = table.down.front().name;
    const bool known = name.text == "Benefit" || wording.named_types.contains(name.text);
    if (known) continue;
    const auto [place, added] = wording.declared.emplace(name.text, Declared{DeclaredKind::type, none, name.span});
    if (added)
      wording.named_types.emplace(name.text, type_of_rows(wording, table));
    else
      wording.report(Message::declared_twice, name.span, {name.text}).label(place->second.span, "first declared here");
  }
}

}  // namespace pol::check
