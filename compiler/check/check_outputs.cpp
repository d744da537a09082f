// Outputs: their values, and that they are there at all.
#include <utility>

#include "check/build.h"
#include "check/field_kind.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

// A mask of possible cases has 64 bits.
constexpr std::size_t most_cases = 64;

}  // namespace

bool is_text_of_the_record(const model::Policy& policy, const model::Expr& value) {
  const model::FactValue* field = model::text_of(value);
  if (!field || policy.facts.at(field->fact).parameter) return false;
  for (FactId at = policy.facts[field->fact].parent; at != none; at = policy.facts[at].parent) {
    if (policy.facts[at].kind == model::FactKind::record && policy.facts[at].presence == model::Presence::required) return false;
  }
  return true;
}

Operand Typing::output(std::size_t index, Span span) {
  const ast::Output& written = *wording_.outputs.at(index);
  if (!written.rows.empty()) {
    report(Message::list_output_is_no_value, span, {written.name.text});
    return {};
  }
  if (outputs_[index].state == Settled::State::open) {
    report(Message::defined_by_itself, span, {written.name.text, written.name.text}).label(written.name.span, "the circle begins here");
    return {};
  }
  settle_output(index);
  const Settled& settled = outputs_[index];
  depth_used_ = std::max(depth_used_, settled.depth);
  Operand value = settled.value;
  if (value.expr) value.expr = make(value.expr->node, value.expr->type, value.expr->range, span);
  return value;
}

void Typing::settle_output(std::size_t index) {
  if (outputs_[index].state == Settled::State::done) return;
  outputs_[index].state = Settled::State::open;
  const ast::Output& written = *wording_.outputs[index];
  Scope scope;
  if (const auto own = wording_.output_answers.find(index); own != wording_.output_answers.end()) {
    scope.answer = own->second;
    scope.question = wording_.question_named(wording_.answers[own->second]->question.text);
  } else if (written.question) {
    scope.question = wording_.question_named(written.question->text);
  }
  std::vector<Span> calls_around;
  calls_.swap(calls_around);
  const std::size_t depth_around = std::exchange(depth_used_, 0);
  Operand value = output_value(written, scope);
  const bool good = is_output(written, value, scope);
  const std::size_t depth = std::exchange(depth_used_, depth_around) + 1;
  calls_.swap(calls_around);
  Settled& settled = outputs_[index];
  settled.state = Settled::State::done;
  settled.depth = depth;
  if (!good) return;
  output_guarded(value);
  if (value.expr->type.kind == model::Kind::set)
    value.members = members_of(value, written.name.span);
  else if (value.expr->type.kind != model::Kind::text)  // of a text no definition: it is a field, which the runtime copies
    value.expr = shared(written.name.text, value.expr);
  settled.value = std::move(value);
}

// Of a set that a record gives as well: whether each case is a member.
std::vector<ExprPtr> Typing::members_of(const Operand& set, Span span) const {
  if (!set.members.empty()) return set.members;
  const std::size_t count = wording_.policy.enums.at(set.expr->type.enum_id).cases.size();
  std::vector<ExprPtr> members;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<bool> mask(count);
    mask[i] = true;
    members.push_back(make(model::Has{set.expr, true, std::move(mask)}, truth_type(), {}, span));
  }
  return members;
}

Operand Typing::output_value(const ast::Output& written, Scope& scope) {
  const ExprPtr when = written.when ? test(*written.when, scope) : ExprPtr{};
  if (written.when && !when) return {};
  if (when) scope.known.merge(guards_.implied(*when, true));
  Operand value;
  if (written.type) {
    const FieldKind kind = field_kind(wording_, *written.type, written.name.text);
    if (!kind.good) return {};
    value = maybe_of(*written.value, kind.type, scope);
    const bool has_bounds = written.type->from || written.type->to;
    const bool inside = value.expr && value.expr->range.from >= kind.range.from && value.expr->range.to <= kind.range.to;
    if (value.expr && has_bounds && !inside) {
      report(Message::output_beyond_its_bounds, written.value->span, {written.name.text}).label(written.type->span, "its bounds are here");
      return {};
    }
  } else {
    value = maybe(*written.value, scope);
    if (value.expr && value.is_fraction()) value.expr = as_value(value, written.value->span);
    if (value.record != none) value = {as_value(value, written.value->span)};
    value = kept(value, written.value->span);
  }
  if (!value.expr || !when) return value;
  value.present = value.present ? all_of({when, value.present}, written.when->span) : when;
  if (value.why_absent.empty()) value.why_absent = "where its `when` does not hold";
  return value;
}

bool Typing::is_output(const ast::Output& written, const Operand& value, const Scope& scope) {
  if (!value.expr) return false;
  if (value.month_end) {
    report(Message::month_end_not_added, written.value->span);
    return false;
  }
  if (scope.uses_line) {
    report(Message::output_of_no_line, written.value->span, {written.name.text});
    return false;
  }
  const model::Type& type = value.expr->type;
  const bool has_cases = type.kind == model::Kind::enumeration;
  const bool fits = type.kind == model::Kind::boolean || is_text_of_the_record(wording_.policy, *value.expr) ||
                    model::is_number(type.kind) ||
                    ((has_cases || type.kind == model::Kind::set) && wording_.policy.enums.at(type.enum_id).cases.size() <= most_cases);
  if (!fits) report(Message::not_to_be_shown, written.value->span, {in_words(wording_.policy, type, value.unit)});
  return fits;
}

// Nothing may be read that can be absent while the output is there.
void Typing::output_guarded(const Operand& value) {
  GuardSet known;
  if (value.present) {
    for (const Need& need : guards_.needs(*value.present)) report_unguarded(wording_, need);
    known = guards_.implied(*value.present, true);
  }
  std::vector<ExprPtr> parts = value.members;
  if (parts.empty()) parts.push_back(value.expr);
  for (const ExprPtr& part : parts) {
    for (const Need& need : guards_.needs(*part)) {
      if (!known.contains(need.guard)) report_unguarded(wording_, need);
    }
  }
}

}  // namespace pol::check
