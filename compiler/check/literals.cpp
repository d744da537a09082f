#include "check/literals.h"

#include <algorithm>
#include <charconv>

#include "base/exact.h"
#include "base/similar.h"
#include "check/build.h"
#include "check/other_names.h"
#include "check/words.h"

namespace pol::check {

namespace {

// As parse_exact wants it: no zeros in front, so that `007` is 7.
std::string without_leading_zeros(const std::string& digits) {
  const bool negative = digits.starts_with('-');
  const std::size_t from = digits.find_first_not_of('0', negative ? 1 : 0);
  const std::string rest = from == std::string::npos ? "" : digits.substr(from);
  const bool needs_zero = rest.empty() || rest.front() == '.';
  return (negative ? "-" : "") + (needs_zero ? "0" + rest : rest);
}

int decimals_of(const std::string& digits) {
  const std::size_t point = digits.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
}

// `50.000 VND`, `5.000 EUR`: a point before thousands in some languages, before decimals here. Zeros behind it are digits too.
bool has_too_many_digits(const std::string& digits, int decimals) { return decimals_of(digits) > decimals; }

void report_digits_of_amount(Wording& wording, const std::string& digits, const std::string& currency, int decimals, Span span) {
  const std::size_t point = digits.find('.');
  const std::string whole = digits.substr(0, point), behind = digits.substr(point + 1);
  const auto kept = static_cast<std::size_t>(decimals);
  const bool same = behind.find_first_not_of('0', kept) == std::string::npos;
  if (behind.size() == 3 && whole.size() <= 3 && whole != "0" && same)
    wording.report(Message::thousands_or_decimals, span,
                   {digits, whole + "_" + behind, decimals == 0 ? whole : whole + "." + behind.substr(0, kept), currency});
  else
    wording.report(decimals == 0 ? Message::must_be_whole : Message::too_many_decimals_of_currency, span,
                   {digits, std::to_string(decimals), currency});
}

std::optional<std::int64_t> exactly(Wording& wording, const std::string& digits, int decimals, Span span) {
  const auto result = parse_exact(without_leading_zeros(digits), decimals);
  if (const auto* value = std::get_if<std::int64_t>(&result)) return *value;
  if (std::get<NotExact>(result) == NotExact::too_many_decimals) {
    wording.report(decimals == 0 ? Message::must_be_whole : Message::too_many_decimals, span, {digits, std::to_string(decimals)});
  } else {
    wording.report(Message::number_too_long, span, {digits});
  }
  return std::nullopt;
}

std::optional<Literal> literal(Wording& wording, const std::string& digits, model::Type type, std::string unit, Span span) {
  const std::optional<std::int64_t> value = exactly(wording, digits, type.decimals, span);
  if (!value) return std::nullopt;
  return Literal{*value, std::move(type), std::move(unit)};
}

std::optional<Literal> months_of(Wording& wording, const ast::Number& number, Span span) {
  std::optional<Literal> result = literal(wording, number.digits, type_of(model::Kind::months), "", span);
  if (!result || !number.unit.starts_with("year")) return result;
  const std::optional<std::int64_t> months = narrow(Int128{result->value} * 12);
  if (!months) {
    wording.report(Message::number_too_long, span, {number.digits});
    return std::nullopt;
  }
  result->value = *months;
  return result;
}

std::vector<std::string> units_of_fields(const Wording& wording) {
  std::vector<std::string> units;
  for (const model::Fact& fact : wording.policy.facts) {
    if (!fact.unit.empty() && std::find(units.begin(), units.end(), fact.unit) == units.end()) units.push_back(fact.unit);
  }
  return units;
}

std::optional<Literal> plain_number(Wording& wording, const ast::Number& number, Span span) {
  const std::vector<std::string> units = units_of_fields(wording);
  if (!number.unit.empty() && std::find(units.begin(), units.end(), number.unit) == units.end()) {
    std::vector<std::string> candidates = known_currencies();
    candidates.insert(candidates.end(), units.begin(), units.end());
    wording.report_name(Message::misspelt_unit, Message::no_such_unit, ast::Name{number.unit, span}, candidates);
    return std::nullopt;
  }
  model::Type type = type_of(model::Kind::integer);
  type.decimals = decimals_of(number.digits);
  if (type.decimals > 0) type.kind = model::Kind::decimal;
  if (type.decimals > most_decimals) {
    wording.report(Message::number_too_long, span, {number.digits});
    return std::nullopt;
  }
  return literal(wording, number.digits, type, number.unit, span);
}

int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Of a text like 2011-02-30.
std::string nearest_day(const std::string& text) {
  if (text.size() != 10) return "a day of the form 2010-08-17";
  const int year = std::clamp(number_in(std::string_view(text).substr(0, 4)), 1, 9999);
  const int month = std::clamp(number_in(std::string_view(text).substr(5, 2)), 1, 12);
  const int day = std::clamp(number_in(std::string_view(text).substr(8, 2)), 1, calendar::days_in_month(year, month));
  return calendar::print(calendar::to_days({year, month, day}));
}

bool is_plain(model::Kind kind) { return kind == model::Kind::integer || kind == model::Kind::decimal; }
bool is_time(model::Kind kind) { return kind == model::Kind::days || kind == model::Kind::months; }

bool is_written_out(const Shown& shown) { return !shown.value || std::holds_alternative<model::Constant>(shown.value->node); }

// Of a table whose name says no currency it is told where it is read first, and no more.
void report_number_where_money(Wording& wording, const Shown& wanted, const Shown& got) {
  wording.report(is_written_out(got) ? Message::number_without_currency : Message::number_where_money, got.span, {wanted.type.currency});
  const auto* cell = got.value ? std::get_if<model::TableCell>(&got.value->node) : nullptr;
  for (WrittenTable& table : wording.tables)
    if (cell && table.id == cell->table) table.good = false;
}

// The wrong kinds that deserve a sentence of their own.
bool report_known_mistake(Wording& wording, const Shown& wanted, const Shown& got) {
  using model::Kind;
  const Kind need = wanted.type.kind;
  const Kind have = got.type.kind;
  if (need == Kind::money && have == Kind::percent)
    wording.report(Message::percent_where_money, got.span, {wanted.type.currency});
  else if (need == Kind::money && is_plain(have))
    report_number_where_money(wording, wanted, got);
  else if (need == Kind::money && have == Kind::money)
    wording.report(Message::two_currencies, got.span, {wanted.type.currency, got.type.currency});
  else if (need == Kind::percent && is_plain(have))
    wording.report(Message::number_without_percent, got.span);
  else if (is_time(need) && is_time(have))
    wording.report(Message::days_and_months, got.span, {in_words(wording.policy, wanted.type), in_words(wording.policy, got.type)});
  else if (is_time(need) && is_plain(have))
    wording.report(Message::number_without_days, got.span, {in_words(wording.policy, wanted.type)});
  else if (is_plain(need) && is_plain(have) && wanted.unit != got.unit)
    wording.report(Message::units_differ, got.span, {wanted.unit, got.unit});
  else
    return false;
  return true;
}

std::optional<std::int64_t> number_as(Wording& wording, const ast::Number& number, Span span, const model::Type& type,
                                      const std::string& unit) {
  const std::optional<Literal> found = read_number(wording, number, span);
  if (!found) return std::nullopt;
  const bool both_plain = is_plain(found->type.kind) && is_plain(type.kind) && (found->unit == unit || found->unit.empty());
  const bool same = both_plain || (found->type.kind == type.kind && found->type.currency == type.currency && !is_plain(type.kind));
  if (!same) {
    report_wrong_kind(wording, {type, unit, span}, {found->type, found->unit, span});
    return std::nullopt;
  }
  if (type.kind == model::Kind::months) return found->value;
  return exactly(wording, number.digits, type.decimals, span);
}

// What a literal that is no number, date or name of a case looks like.
std::optional<model::Type> plain_type(const ast::Expr& expr) {
  if (std::holds_alternative<ast::Truth>(expr.node)) return truth_type();
  if (std::holds_alternative<ast::Date>(expr.node)) return type_of(model::Kind::date);
  if (std::holds_alternative<ast::Text>(expr.node)) return type_of(model::Kind::text);
  return std::nullopt;
}

}  // namespace

std::optional<model::Kind> kind_of_time(const std::string& unit) {
  if (unit == "day" || unit == "days") return model::Kind::days;
  if (unit == "month" || unit == "months" || unit == "year" || unit == "years") return model::Kind::months;
  return std::nullopt;
}

std::optional<Literal> read_number(Wording& wording, const ast::Number& number, Span span) {
  if (const std::optional<model::Kind> time = kind_of_time(number.unit)) {
    if (*time == model::Kind::months) return months_of(wording, number, span);
    return literal(wording, number.digits, type_of(*time), "", span);
  }
  if (const std::optional<int> decimals = decimals_of_currency(number.unit)) {
    model::Type type = type_of(model::Kind::money);
    type.currency = number.unit;
    type.decimals = *decimals;
    if (has_too_many_digits(number.digits, *decimals)) {
      report_digits_of_amount(wording, number.digits, number.unit, *decimals, span);
      return std::nullopt;
    }
    return literal(wording, number.digits, type, "", span);
  }
  if (number.unit != "%") return plain_number(wording, number, span);
  model::Type type = type_of(model::Kind::percent);
  type.decimals = std::min(decimals_of(number.digits), most_decimals);
  return literal(wording, number.digits, type, "", span);
}

std::optional<std::int32_t> read_date(Wording& wording, const ast::Date& date, Span span) {
  const std::optional<std::int32_t> day = calendar::parse(date.text);
  if (day && calendar::to_civil(*day).year >= 1) return day;
  wording.report(Message::no_such_day, span, {date.text, nearest_day(date.text)});
  return std::nullopt;
}

std::optional<std::int64_t> literal_as(Wording& wording, const ast::Expr& expr, const model::Type& type, const std::string& unit) {
  if (const auto* number = std::get_if<ast::Number>(&expr.node)) return number_as(wording, *number, expr.span, type, unit);
  const auto* path = std::get_if<ast::Path>(&expr.node);
  if (path && path->names.size() == 1 && type.kind == model::Kind::enumeration) {
    const std::optional<std::size_t> found = case_of(wording, type.enum_id, path->names.front());
    return found ? std::optional(static_cast<std::int64_t>(*found)) : std::nullopt;
  }
  const std::optional<model::Type> plain = plain_type(expr);
  if (plain && plain->kind == type.kind) {
    if (const auto* yes = std::get_if<ast::Truth>(&expr.node)) return yes->value ? 1 : 0;
    if (const auto* date = std::get_if<ast::Date>(&expr.node)) return read_date(wording, *date, expr.span);
  }
  if (plain)
    report_wrong_kind(wording, {type, unit, expr.span}, {*plain, unit, expr.span});
  else if (path && path->names.size() == 1 && type.kind == model::Kind::boolean)
    report_no_truth(wording, path->names.front());
  else
    wording.report(Message::not_a_plain_value, expr.span, {in_words(wording.policy, type, unit)});
  return std::nullopt;
}

std::optional<RoundingMode> rounding_named(Wording& wording, const ast::Name& name) {
  const std::vector<std::string> modes{"half_up", "half_even", "up", "down"};  // in the order of RoundingMode
  const auto found = std::find(modes.begin(), modes.end(), name.text);
  if (found != modes.end()) return static_cast<RoundingMode>(found - modes.begin());
  wording.report_name(Message::misspelt_rounding, Message::unknown_rounding, name, modes, {listed(modes)});
  return std::nullopt;
}

namespace {

// Two types may have cases of the same names: then it is said where each is declared.
std::pair<std::string, std::string> told_apart(const model::Policy& policy, const Shown& a, const Shown& b) {
  const auto declared = [&](const model::Type& type) {
    return type.enum_id == policy.benefits ? "" : " (`" + policy.enums.at(type.enum_id).name + "`)";
  };
  std::pair<std::string, std::string> both{in_words(policy, a.type, a.unit), in_words(policy, b.type, b.unit)};
  if (a.type.enum_id == model::none || b.type.enum_id == model::none) return both;
  return {both.first + declared(a.type), both.second + declared(b.type)};
}

}  // namespace

void report_wrong_kind(Wording& wording, const Shown& wanted, const Shown& got) {
  if (report_known_mistake(wording, wanted, got)) return;
  const auto [needed, found] = told_apart(wording.policy, wanted, got);
  wording.report(Message::wrong_kind, got.span, {needed, found});
}

void report_different(Wording& wording, const Shown& left, const Shown& right) {
  if (report_known_mistake(wording, left, right) || report_known_mistake(wording, right, left)) return;
  const auto [one, other] = told_apart(wording.policy, left, right);
  const bool have_cases = left.type.kind == model::Kind::enumeration && right.type.kind == model::Kind::enumeration;
  if (have_cases && wording.policy.enums.at(left.type.enum_id).cases == wording.policy.enums.at(right.type.enum_id).cases) {
    wording.report(Message::same_cases_twice, right.span, {in_words(wording.policy, left.type, left.unit)})
        .label(left.span, "this is " + one);
    return;
  }
  wording.report(Message::different_things, right.span, {one, other}).label(left.span, "this is " + one);
}

}  // namespace pol::check
