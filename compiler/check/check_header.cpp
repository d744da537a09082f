// `policy name { edition, currency, rounding, months, waterfall }`. (The waterfall is read with the limits that it orders.)
#include <algorithm>

#include "check/literals.h"
#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

void currency(Wording& wording, const ast::PolicyHeader& header) {
  if (!header.currency) {
    wording.report(Message::no_currency, header.name.span);
    return;
  }
  const std::optional<int> decimals = decimals_of_currency(header.currency->text);
  if (!decimals) {
    const std::vector<std::string> known = known_currencies();
    wording.report_name(Message::misspelt_currency, Message::unknown_currency, *header.currency, known, {listed(known, known.size())});
    return;
  }
  wording.policy.currency = header.currency->text;
  wording.policy.decimals = *decimals;
}

void rounding(Wording& wording, const ast::PolicyHeader& header) {
  if (!header.rounding_mode) return;
  wording.policy.rounding = rounding_named(wording, *header.rounding_mode).value_or(RoundingMode::half_up);
  wording.rounding_unit = 1;
  if (!header.rounding_unit || !decimals_of_currency(wording.policy.currency)) return;
  model::Type type;
  type.kind = model::Kind::money;
  type.currency = wording.policy.currency;
  type.decimals = wording.policy.decimals;
  const std::optional<std::int64_t> unit = literal_as(wording, *header.rounding_unit, type, "");
  if (!unit) return;
  if (*unit <= 0)
    wording.report(Message::rounding_to_nothing, header.rounding_unit->span, {value_in_words(type, 1)});
  else
    wording.rounding_unit = *unit;
}

void months(Wording& wording, const ast::PolicyHeader& header) {
  if (!header.months_mode) return;
  const std::string& mode = header.months_mode->text;
  if (mode == "clamp")
    wording.policy.months = calendar::MonthEnd::clamp;
  else if (mode == "roll")
    wording.policy.months = calendar::MonthEnd::roll;
  else if (mode == "strict")
    wording.strict_months = true;
  else
    wording.report_name(Message::misspelt_months, Message::unknown_months, *header.months_mode, {"clamp", "roll", "strict"});
}

// Only names and their examples, for other wordings to use. Whoever uses it says in which currency it pays and how it rounds.
bool is_library(const Wording& wording) {
  const bool has_names = !wording.defines.empty() || !wording.tables.empty();
  return has_names && !wording.certificate && wording.questions.empty() && wording.clauses.empty();
}

}  // namespace

void check_header(Wording& wording) {
  if (!wording.header && is_library(wording)) {
    static const ast::PolicyHeader of_a_library{};
    wording.header = &of_a_library;
    wording.policy.currency = no_currency;
    wording.policy.decimals = *decimals_of_currency(no_currency);
    return;
  }
  if (!wording.header) {
    wording.report(Message::empty_wording, {});
    return;
  }
  const ast::PolicyHeader& header = *wording.header;
  wording.policy.name = header.name.text;
  for (const ast::Title& title : header.titles) wording.policy.titles.push_back({title.language.text, title.text.value});
  if (header.edition)
    wording.policy.edition = header.edition->value;
  else
    wording.report(Message::no_edition, header.name.span);
  currency(wording, header);
  rounding(wording, header);
  months(wording, header);
  if (!header.in_force_from) return;
  if (const auto* date = std::get_if<ast::Date>(&header.in_force_from->node)) {
    wording.policy.in_force_from = read_date(wording, *date, header.in_force_from->span);
  }
}

}  // namespace pol::check
