// Numbers, amounts and what is calculated with them. What may need a part of a unit
// becomes a fraction (check_fractions.cpp).
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "check/build.h"
#include "check/literals.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Kind;

bool is_plain(Kind kind) { return kind == Kind::integer || kind == Kind::decimal; }
bool is_time(Kind kind) { return kind == Kind::days || kind == Kind::months; }

// A message needs no more.
constexpr std::size_t most_looked_into = 100;

// The fields whose declared bounds make a result wide, in the order of reading.
void wide_fields(const model::Policy& policy, const model::Expr& expr, std::set<model::DefinitionId>& seen,
                 std::vector<std::string>& paths) {
  if (const auto* definition = std::get_if<model::Definition>(&expr.node)) {
    const bool is_new = seen.size() < most_looked_into && seen.insert(definition->definition).second;
    if (is_new) wide_fields(policy, *policy.definitions.at(definition->definition).value, seen, paths);
    return;
  }
  if (const auto* fact = std::get_if<model::FactValue>(&expr.node);
      fact && model::is_number(expr.type.kind) && expr.type.kind != Kind::date) {
    const std::string& path = policy.facts.at(fact->fact).path;
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  }
  for (const ExprPtr& operand : operands_of(expr)) wide_fields(policy, *operand, seen, paths);
}

}  // namespace

std::vector<std::string> Typing::bounded_fields(const std::vector<ExprPtr>& from) const {
  std::vector<std::string> paths;
  std::set<model::DefinitionId> seen;
  for (const ExprPtr& expr : from) wide_fields(wording_.policy, *expr, seen, paths);
  return paths;
}

Operand Typing::number(Operand operand, Span span) {
  if (operand.record != none) return {as_value(operand, span)};
  return operand.expr && is_there(operand, span) ? known_to_be_there(std::move(operand)) : Operand{};
}

Operand Typing::too_wide(const std::vector<ExprPtr>& from, Span span) {
  const std::vector<std::string> paths = bounded_fields(from);
  const bool is_date = !from.empty() && from.front()->type.kind == Kind::date;
  if (is_date)
    report(Message::beyond_the_calendar, span);
  else if (paths.empty())
    report(Message::number_too_large, span);
  else
    report(Message::too_wide, span, {listed(paths)});
  return {};
}

Operand Typing::of(const ast::Number& node, const ast::Expr& expr, Scope&) {
  const std::optional<Literal> literal = read_number(wording_, node, expr.span);
  if (!literal) return {};
  return {constant(literal->value, literal->type, expr.span), literal->unit, none};
}

Operand Typing::of(const ast::Arithmetic& node, const ast::Expr& expr, Scope& scope) {
  if (node.op == ast::ArithmeticOp::add || node.op == ast::ArithmeticOp::subtract) wording_.sums.insert(&expr);
  if (node.op == ast::ArithmeticOp::share_of && counts_without_a_name(*node.left, scope)) return {};
  Operand left = value_or_absent(*node.left, scope);
  Operand right = value_or_absent(*node.right, scope);
  if (!left.expr || !right.expr) return {};
  const Operand of_both = absent_with(absent_with({}, left, expr.span), right, expr.span);
  left.present = right.present = {};
  return absent_with(calculated(node, expr, left, right), of_both, expr.span);
}

// `count of claim.items`, where nothing is called `count`.
bool Typing::counts_without_a_name(const ast::Expr& left, const Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&left.node);
  const bool is_count = path && path->names.size() == 1 && path->names.front().text == "count";
  if (!is_count || scope.parameters.contains("count") || scope.records.contains("count") || wording_.find("count", scope.answer))
    return false;
  report(Message::item_without_a_name, left.span);
  return true;
}

// What is calculated with something absent is absent too.
Operand Typing::value_or_absent(const ast::Expr& written, Scope& scope) {
  Operand found = infer_or_period(written, scope);
  return found.record == none ? found : Operand{as_value(found, written.span)};
}

Operand Typing::absent_with(Operand value, const Operand& other, Span span) {
  if (!other.present) return value;
  if (value.unlimited || other.unlimited) {
    value.covered = all_of({value.is_covered(span), other.is_covered(span)}, span);
    value.unlimited =
        all_of({value.covered, negation(all_of({value.present ? value.present : truth(true, span), other.present}, span), span)}, span);
  }
  value.why_absent = other.why_absent;
  value.present = value.present ? all_of({value.present, other.present}, span) : other.present;
  return value;
}

Operand Typing::calculated(const ast::Arithmetic& node, const ast::Expr& expr, const Operand& left, const Operand& right) {
  const bool moves = left.expr->type.kind == Kind::date || (right.expr->type.kind == Kind::date && node.op == ast::ArithmeticOp::add);
  if ((left.and_days || right.and_days) && !moves) {
    report(Message::period_is_no_value, (left.and_days ? node.left : node.right)->span);
    return {};
  }
  switch (node.op) {
    case ast::ArithmeticOp::add:
    case ast::ArithmeticOp::subtract: return sum(node, expr, left, right);
    case ast::ArithmeticOp::multiply: return product(expr, left, right);
    case ast::ArithmeticOp::divide: return quotient(left, right, node.right->span, expr.span);
    case ast::ArithmeticOp::share_of: return share(left, node.left->span, right, node.right->span);
  }
  return {};
}

Operand Typing::sum(const ast::Arithmetic& node, const ast::Expr& expr, Operand left, Operand right) {
  const bool back = node.op == ast::ArithmeticOp::subtract;
  const Kind kind = left.expr->type.kind;
  if (kind == Kind::date && (back || right.expr->type.kind != Kind::date)) return date_moved(left, right, back, expr.span);
  if (!back && right.expr->type.kind == Kind::date && is_time(kind)) return date_moved(right, left, false, expr.span);
  for (const auto& [operand, span] : {std::pair{&left, node.left->span}, std::pair{&right, node.right->span}}) {
    const Kind each = operand->expr->type.kind;
    if (model::is_number(each) && each != Kind::date) continue;
    report(Message::not_to_be_calculated, span, {in_words(wording_.policy, operand->expr->type, operand->unit)});
    return {};
  }
  if (!agree(left, node.left->span, right, node.right->span)) return {};
  const bool of_fractions = left.is_fraction() || right.is_fraction();
  if (of_fractions && !have_the_same_divisor(left, right)) return fractions_added(left, right, back, expr.span);
  if (!unify(left, node.left->span, right, node.right->span)) return {};
  const auto op = back ? model::ArithmeticOp::subtract : model::ArithmeticOp::add;
  Operand result = left;
  result.expr = arithmetic(op, left.expr, right.expr, left.expr->type, expr.span);
  return result.expr ? result : too_wide({left.expr, right.expr}, expr.span);
}

// Something times a plain number: a fraction where whole units may not stay whole, or where it is too large before it is divided.
Operand Typing::product(const ast::Expr& expr, const Operand& left, const Operand& right) {
  if (std::optional<Operand> amount = converted(left, right, false, expr.span)) return *amount;
  if (std::optional<Operand> amount = converted(right, left, false, expr.span)) return *amount;
  const bool right_is_count = is_plain(right.expr->type.kind);
  const Operand& what = right_is_count ? left : right;
  const Operand& count = right_is_count ? right : left;
  const Kind kind = what.expr->type.kind;
  if (!model::is_number(kind) || kind == Kind::date || !is_plain(count.expr->type.kind) || (!what.unit.empty() && !count.unit.empty())) {
    const bool of_percentage = left.expr->type.kind == Kind::percent || right.expr->type.kind == Kind::percent;
    report(of_percentage ? Message::percentage_multiplied : Message::not_to_be_multiplied, expr.span,
           {in_words(wording_.policy, left.expr->type, left.unit), in_words(wording_.policy, right.expr->type, right.unit)});
    return {};
  }
  const bool keeps_decimals =
      (is_plain(kind) || kind == Kind::percent) && what.expr->type.decimals + count.expr->type.decimals <= most_decimals;
  const bool stays_whole = !left.is_fraction() && !right.is_fraction() && (count.expr->type.decimals == 0 || keeps_decimals);
  Operand result = what;
  if (result.unit.empty()) result.unit = count.unit;
  if (stays_whole) {
    model::Type type = what.expr->type;
    type.decimals += count.expr->type.decimals;
    if (type.kind == Kind::integer && type.decimals > 0) type.kind = Kind::decimal;
    result.expr = arithmetic(model::ArithmeticOp::multiply, left.expr, right.expr, type, expr.span);
    if (result.expr && model::is_narrow(result.expr->range)) return result;
    result.expr = what.expr;
  }
  return times(result, count, power_of_ten(count.expr->type.decimals), expr.span);
}

Operand Typing::of(const ast::Pick& node, const ast::Expr& expr, Scope& scope) {
  const bool of_dates = node.kind == ast::PickKind::earlier || node.kind == ast::PickKind::later;
  const bool least = node.kind == ast::PickKind::smaller || node.kind == ast::PickKind::earlier;
  Operand picked;
  Span picked_span{};
  bool good = true;
  for (const ast::ExprPtr& each : node.operands) {
    if (least && picked.expr && std::holds_alternative<ast::Rounded>(each->node)) not_above_ = picked.expr;
    Operand operand = number(infer(*each, scope), each->span);
    not_above_ = {};
    if (operand.expr && (!model::is_number(operand.expr->type.kind) || (operand.expr->type.kind == Kind::date) != of_dates)) {
      report(of_dates ? Message::earlier_of_what_is_no_date : Message::smaller_of_what_is_no_number, each->span,
             {in_words(wording_.policy, operand.expr->type, operand.unit)});
      operand.expr = {};
    }
    if (node.operands.size() == 2 && picked.expr && operand.expr) note_pick(node.kind, picked, picked_span, operand, each->span);
    if (good && picked.expr && operand.expr) operand = this->picked(least, picked, picked_span, operand, each->span, expr.span);
    good = good && operand.expr;
    if (good) picked = operand;
    picked_span = each->span;
  }
  return good ? picked : Operand{};
}

// Which of the two is never taken. 0 is passed over: it is written as a floor for safety's sake. So is what a definition with arguments
// says, which may be meant for others.
void Typing::note_pick(ast::PickKind kind, const Operand& left, Span left_span, const Operand& right, Span right_span) {
  constexpr std::array<std::string_view, 4> words = {"smaller", "larger", "earlier", "later"};
  const bool least = kind == ast::PickKind::smaller || kind == ast::PickKind::earlier;
  if (!calls_.empty() || left.is_fraction() || right.is_fraction() || left.expr->type != right.expr->type) return;
  const auto note = [&](const Operand& one, Span span, const Operand& other) {
    const model::Extent &here = one.expr->range, &there = other.expr->range;
    const bool idle = !is_constant(one.expr, 0) && (least ? there.to <= here.from : there.from >= here.to);
    WrittenPick& pick = wording_.picks.emplace(span.begin, WrittenPick{span, words[static_cast<std::size_t>(kind)], idle}).first->second;
    pick.idle = pick.idle && idle;
  };
  note(left, left_span, right);
  note(right, right_span, left);
}

Operand Typing::picked(bool least, Operand left, Span left_span, Operand right, Span right_span, Span span) {
  if (!agree(left, left_span, right, right_span)) return {};
  if ((left.is_fraction() || right.is_fraction()) && !have_the_same_divisor(left, right)) {
    Operand one = alternatives({least ? Alternatives::Which::smallest : Alternatives::Which::largest, {left, right}}, span);
    one.unit = left.unit;
    return one;
  }
  if (!unify(left, left_span, right, right_span)) return {};
  right.expr = arithmetic(least ? model::ArithmeticOp::smaller : model::ArithmeticOp::larger, left.expr, right.expr, left.expr->type, span);
  return right;
}

}  // namespace pol::check
