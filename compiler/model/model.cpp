#include "model/model.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace pol::model {

bool is_narrow(const Extent& extent) { return narrow(extent.from) && narrow(extent.to); }

Range narrowed(const Extent& extent) {
  if (!is_narrow(extent)) throw std::logic_error("a value that is kept does not fit 64 bits");
  return {static_cast<std::int64_t>(extent.from), static_cast<std::int64_t>(extent.to)};
}

std::int64_t nearest(Int256 value) {
  using Limits = std::numeric_limits<std::int64_t>;
  return static_cast<std::int64_t>(std::clamp<Int256>(value, Limits::min(), Limits::max()));
}

bool is_number(Kind kind) {
  switch (kind) {
    case Kind::integer:
    case Kind::decimal:
    case Kind::percent:
    case Kind::money:
    case Kind::date:
    case Kind::days:
    case Kind::months: return true;
    case Kind::boolean:
    case Kind::enumeration:
    case Kind::set:
    case Kind::text: return false;
  }
  return false;
}

std::string_view name_of(Effect effect) {
  switch (effect) {
    case Effect::requires_it: return "requires";
    case Effect::excludes: return "excludes";
    case Effect::limits: return "limits";
    case Effect::ends: return "ends";
    case Effect::waits: return "waits";
    case Effect::refers: return "refers";
    case Effect::prior_paid: return "prior_paid";
    case Effect::duplicates: return "duplicates";
  }
  return {};
}

std::string_view name_of(StepEffect effect) {
  switch (effect) {
    case StepEffect::benefit: return "benefit";
    case StepEffect::eligible: return "eligible";
    case StepEffect::ineligible: return "ineligible";
    case StepEffect::other_insurance: return "other_insurance";
    case StepEffect::deductible: return "deductible";
    case StepEffect::coinsurance: return "coinsurance";
    case StepEffect::sublimit: return "sublimit";
    case StepEffect::limit: return "limit";
    case StepEffect::aggregate: return "aggregate";
    case StepEffect::prior_paid: return "prior_paid";
    case StepEffect::share: return "share";
    case StepEffect::rounding: return "rounding";
  }
  return {};
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::declines: return "declines";
    case Role::pends: return "pends";
    case Role::refers: return "refers";
    case Role::drops: return "drops";
    case Role::decides: return "decides";
    case Role::breaks: return "breaks";
    case Role::declassifies: return "declassifies";
  }
  return {};
}

std::string_view name_of(LawStatus status) {
  switch (status) {
    case LawStatus::none: return "nothing";
    case LawStatus::enacted: return "enacted";
    case LawStatus::model: return "model";
    case LawStatus::proposed: return "proposed";
    case LawStatus::repealed: return "repealed";
  }
  return {};
}

std::vector<ExprPtr> values_of(const Output& output) {
  if (output.value) return output.value->type.kind == Kind::set ? output.members : std::vector<ExprPtr>{output.value};
  std::vector<ExprPtr> values;
  for (const OutputRows& rows : output.rows) {
    values.push_back(rows.where);
    if (rows.turn) values.push_back(rows.turn);
    for (const RowValue& field : rows.fields) {
      values.push_back(field.value);
      if (field.present) values.push_back(field.present);
    }
  }
  return values;
}

ElementId element_around(const Policy& policy, ElementId element) {
  return element < policy.elements.size() ? policy.elements[element].around : none;
}

bool is_plain_list(const Policy& policy, FactId list) {
  const FactId item = list + 1;
  return policy.facts.at(list).kind == FactKind::list && item < policy.facts.size() && policy.facts[item].parent == list &&
         policy.facts[item].name.empty();
}

const FactValue* text_of(const Expr& expr) {
  if (expr.type.kind != Kind::text) return nullptr;
  if (const auto* released = std::get_if<Released>(&expr.node)) return text_of(*released->operand);
  return std::get_if<FactValue>(&expr.node);
}

bool is_asked_apart(const Ground& ground) { return ground.own && !std::holds_alternative<Constant>(ground.own->node); }

bool asks_for_lines(const Question& question) { return question.lines != none || question.every_line; }

}  // namespace pol::model
