#include "check/field_kind.h"

#include <algorithm>

#include "base/exact.h"
#include "base/similar.h"
#include "check/build.h"
#include "check/literals.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Kind;

constexpr std::size_t most_members_of_set = 64;
constexpr int usual_decimals = 9;

void report_kind(Wording& wording, const ast::Name& name) {
  if (name.text == "one") {  // `set of one of a, b`
    wording.report(Message::set_of_one_of, name.span);
    return;
  }
  std::vector<std::string> candidates{"bool",   "text",    "date", "int", "decimal", "percent", "ratio", "days",
                                      "months", "Benefit", "one",  "set", "record",  "group",   "list"};
  for (const std::string& currency : known_currencies()) candidates.push_back(currency);
  for (const auto& [type, known] : wording.named_types) candidates.push_back(type);
  wording.report_name(Message::misspelt_kind, Message::unknown_kind, name, candidates);
}

bool names_benefits(const ast::FieldType& written) {
  const bool by_member = written.members.size() == 1 && written.members.front().text == "Benefit";
  return by_member || (written.members.empty() && written.name.text == "Benefit");
}

// The cases of a type with a name of its own: `set of Payee`.
std::optional<EnumId> enum_named(Wording& wording, const ast::FieldType& written) {
  const auto found = wording.named_types.find(written.name.text);
  if (found == wording.named_types.end()) {
    report_kind(wording, written.name);
    return std::nullopt;
  }
  const NamedType& type = found->second;
  if (!type.good) return std::nullopt;
  if (type.type.kind != Kind::enumeration) {
    wording.report(Message::set_of_what_has_no_cases, written.name.span, {written.name.text});
    return std::nullopt;
  }
  if (wording.policy.enums.at(type.type.enum_id).cases.size() > most_members_of_set) {
    wording.report(Message::set_too_large, written.span, {std::to_string(most_members_of_set)});
    return std::nullopt;
  }
  return type.type.enum_id;
}

std::optional<EnumId> enum_of(Wording& wording, const ast::FieldType& written, const std::string& path) {
  const bool of_benefits = names_benefits(written);
  if (!of_benefits && written.members.empty()) return enum_named(wording, written);
  model::Enum made{path, of_benefits ? wording.benefit_names() : std::vector<std::string>{}};
  for (const ast::Name& member : written.members) {
    if (of_benefits) break;
    const bool twice = std::find(made.cases.begin(), made.cases.end(), member.text) != made.cases.end();
    if (twice)
      wording.report(Message::case_written_twice, member.span, {member.text});
    else
      made.cases.push_back(member.text);
  }
  if (written.kind == ast::TypeKind::set_of && made.cases.size() > most_members_of_set) {
    wording.report(Message::set_too_large, written.span, {std::to_string(most_members_of_set)});
    return std::nullopt;
  }
  if (of_benefits) return wording.policy.benefits;
  wording.policy.enums.push_back(std::move(made));
  return static_cast<EnumId>(wording.policy.enums.size() - 1);
}

// Which plain kind a word of the wording names.
std::optional<model::Type> named_type(const ast::FieldType& written, EnumId benefits) {
  model::Type type;
  const std::string& name = written.name.text;
  if (written.kind == ast::TypeKind::boolean || name == "bool")
    type.kind = Kind::boolean;
  else if (written.kind == ast::TypeKind::text || name == "text")
    type.kind = Kind::text;
  else if (written.kind == ast::TypeKind::date || name == "date")
    type.kind = Kind::date;
  else if (written.kind == ast::TypeKind::integer || name == "int")
    type.kind = Kind::integer;
  else if (written.kind == ast::TypeKind::decimal || name == "decimal")
    type.kind = Kind::decimal;
  else if (written.kind == ast::TypeKind::percent || name == "percent")
    type.kind = Kind::percent;
  else if (name == "days")
    type.kind = Kind::days;
  else if (name == "months")
    type.kind = Kind::months;
  else if (name == "Benefit") {
    type.kind = Kind::enumeration;
    type.enum_id = benefits;
  } else if (const std::optional<int> decimals = decimals_of_currency(name)) {
    type.kind = Kind::money;
    type.currency = name;
    type.decimals = *decimals;
  } else {
    return std::nullopt;
  }
  return type;
}

// What a field holds where it declares no bounds, in whole units (amounts: in minor ones).
model::Range usual_range(Kind kind) {
  switch (kind) {
    case Kind::integer: return {0, 1'000'000'000'000'000};
    case Kind::decimal: return {-1'000'000'000, 1'000'000'000};
    case Kind::percent: return {0, 100};
    case Kind::money: return {0, largest_amount};
    case Kind::date: return any_date;
    case Kind::days: return {0, 36'600};
    case Kind::months: return {0, 1'200};
    case Kind::boolean:
    case Kind::enumeration:
    case Kind::set:
    case Kind::text: return {};
  }
  return {};
}

bool has_decimals(Kind kind) { return kind == Kind::decimal || kind == Kind::percent; }
bool is_time(Kind kind) { return kind == Kind::days || kind == Kind::months; }
bool has_bounds(Kind kind) { return model::is_number(kind); }

bool decimals(Wording& wording, const ast::FieldType& written, model::Type& type) {
  if (!has_decimals(type.kind)) {
    if (written.decimals) wording.report(Message::decimals_not_here, written.span, {in_words(wording.policy, type)});
    return !written.decimals;
  }
  type.decimals = written.decimals.value_or(usual_decimals);
  if (type.decimals >= 0 && type.decimals <= most_decimals) return true;
  wording.report(Message::too_many_decimals_declared, written.span, {std::to_string(most_decimals)});
  return false;
}

std::optional<model::Range> usual_range_at(const model::Type& type) {
  const model::Range range = usual_range(type.kind);
  if (!has_decimals(type.kind)) return range;
  const std::optional<std::int64_t> from = narrow(Int128{range.from} * power_of_ten(type.decimals));
  const std::optional<std::int64_t> to = narrow(Int128{range.to} * power_of_ten(type.decimals));
  if (!from || !to) return std::nullopt;
  return model::Range{*from, *to};
}

// `EUR 0 to 20_000`, `days 0 to 90`: the type has said the currency or unit already.
std::optional<std::int64_t> bound(Wording& wording, const ast::Expr& written, const model::Type& type, const std::string& unit) {
  const auto* number = std::get_if<ast::Number>(&written.node);
  if (number && kind_of_time(number->unit) && (type.kind == Kind::integer || type.kind == Kind::decimal)) {
    wording.report(Message::time_beside_number, written.span, {number->unit});
    return std::nullopt;
  }
  const bool is_said = type.kind == Kind::money || is_time(type.kind);
  if (!is_said || !number || !number->unit.empty()) return literal_as(wording, written, type, unit);
  const std::string own = type.kind == Kind::money ? type.currency : type.kind == Kind::days ? "days" : "months";
  return literal_as(wording, {written.span, ast::Number{number->digits, own}}, type, unit);
}

bool bounds(Wording& wording, const ast::FieldType& written, FieldKind& kind) {
  if (!has_bounds(kind.type.kind)) {
    if (written.from) wording.report(Message::bounds_not_here, written.span, {in_words(wording.policy, kind.type)});
    return !written.from;
  }
  if (!written.from || !written.to) {
    const std::optional<model::Range> usual = usual_range_at(kind.type);
    if (!usual) wording.report(Message::field_too_wide, written.span, {std::to_string(kind.type.decimals)});
    kind.range = usual.value_or(model::Range{});
    return usual.has_value();
  }
  const std::optional<std::int64_t> from = bound(wording, *written.from, kind.type, written.unit);
  const std::optional<std::int64_t> to = bound(wording, *written.to, kind.type, written.unit);
  if (!from || !to) return false;
  if (*from > *to) wording.report(Message::bounds_the_wrong_way, join(written.from->span, written.to->span));
  if (kind.type.kind == Kind::date && (*from < any_date.from || *to > any_date.to)) {
    wording.report(Message::bounds_beyond_the_calendar, join(written.from->span, written.to->span));
    return false;
  }
  kind.range = {*from, *to};
  return *from <= *to;
}

// A type with a name of its own brings its bounds and decimals along.
FieldKind of_named_type(Wording& wording, const ast::FieldType& written, const NamedType& type) {
  FieldKind kind{type.good, model::FactKind::leaf, type.type, type.range, type.unit};
  if (!type.good || (!written.from && !written.decimals && written.unit.empty())) return kind;
  wording.report(Message::bounds_not_here, written.span, {"`" + written.name.text + "`"});
  kind.good = false;
  return kind;
}

// `KRW per EUR`: a decimal above 0, whose unit says between which currencies it converts. Without bounds of its own any amount of either
// currency, converted, still fits 64 bits.
FieldKind rate(Wording& wording, const ast::FieldType& written) {
  constexpr model::Range usual{100'000'000, 1'000'000'000'000'000};  // 0.1 to 1_000_000
  FieldKind kind;
  for (const ast::Name* each : {&written.name, &*written.per}) {
    if (decimals_of_currency(each->text)) continue;
    wording.report_name(Message::misspelt_currency, Message::unknown_currency, *each, known_currencies(),
                        {listed(known_currencies(), known_currencies().size())});
    return kind;
  }
  kind.type = type_of(Kind::decimal);
  kind.type.decimals = usual_decimals;
  kind.unit = written.name.text + " per " + written.per->text;
  kind.range = usual;
  kind.good = !written.from || bounds(wording, written, kind);
  if (!kind.good || (!written.decimals && kind.range.from > 0)) return kind;
  wording.report(Message::bounds_not_here, written.span, {"a rate, which is above 0 and has 9 decimals,"});
  kind.good = false;
  return kind;
}

// A `Date` is read as a date, so that nothing is said of the places that use it as one.
FieldKind as_meant(Wording& wording, const ast::FieldType& written) {
  FieldKind kind;
  const std::optional<std::string> near = nearest(written.name.text, {"bool", "text", "date", "int", "decimal", "percent"});
  ast::FieldType meant;
  meant.kind = ast::TypeKind::named;
  meant.name.text = near.value_or("");
  const std::optional<model::Type> type = named_type(meant, wording.policy.benefits);
  if (!type) return kind;
  kind.type = *type;
  kind.unit = written.unit;
  if (decimals(wording, written, kind.type)) bounds(wording, written, kind);
  kind.good = false;
  return kind;
}

FieldKind plain_kind(Wording& wording, const ast::FieldType& written) {
  FieldKind kind;
  if (const auto named = wording.named_types.find(written.name.text); named != wording.named_types.end()) {
    return of_named_type(wording, written, named->second);
  }
  if (written.per) return rate(wording, written);
  if (written.name.text == "ratio") {
    model::Type type = type_of(Kind::decimal);
    type.decimals = usual_decimals;
    return of_named_type(wording, written, {true, type, {0, 1'000'000'000}, ""});
  }
  const std::optional<model::Type> type = named_type(written, wording.policy.benefits);
  if (!type) {
    report_kind(wording, written.name);
    return as_meant(wording, written);
  }
  kind.type = *type;
  kind.unit = written.unit;
  kind.good = decimals(wording, written, kind.type) && bounds(wording, written, kind);
  return kind;
}

}  // namespace

FieldKind field_kind(Wording& wording, const ast::FieldType& written, const std::string& path) {
  FieldKind kind;
  kind.good = true;
  switch (written.kind) {
    case ast::TypeKind::record: kind.fact = model::FactKind::record; return kind;
    case ast::TypeKind::group: kind.fact = model::FactKind::group; return kind;
    case ast::TypeKind::list: kind.fact = model::FactKind::list; return kind;
    case ast::TypeKind::one_of:
    case ast::TypeKind::set_of: {
      const std::optional<EnumId> id = enum_of(wording, written, path);
      kind.good = id.has_value();
      kind.type.kind = written.kind == ast::TypeKind::set_of ? Kind::set : Kind::enumeration;
      kind.type.enum_id = id.value_or(wording.policy.benefits);
      return kind;
    }
    case ast::TypeKind::boolean:
    case ast::TypeKind::text:
    case ast::TypeKind::date:
    case ast::TypeKind::integer:
    case ast::TypeKind::decimal:
    case ast::TypeKind::percent:
    case ast::TypeKind::money:
    case ast::TypeKind::named: return plain_kind(wording, written);
  }
  return kind;
}

}  // namespace pol::check
