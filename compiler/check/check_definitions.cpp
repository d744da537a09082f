// Named values and terms: those without arguments are one definition of the model; those with arguments, and those that speak of the line
// they are used for, are written out where they are used.
#include <algorithm>
#include <utility>

#include "check/build.h"
#include "check/typing.h"

namespace pol::check {

namespace {

// Beyond these a wording would take too long to decide, and to compile.
constexpr std::size_t most_parts = 10'000;
constexpr std::size_t most_written_out = 50'000;
constexpr std::size_t most_on_each_other = 100;  // definitions built one on the other
constexpr std::size_t deepest = 1'000;           // parts within parts, through definitions that are read on the way

}  // namespace

void Typing::settle_definitions() {
  settled_.resize(wording_.defines.size());
  for (std::size_t i = 0; i < wording_.defines.size(); ++i) {
    const auto& parameters = wording_.defines[i]->parameters;
    if (parameters.empty()) settle(i);
    for (std::size_t at = 1; at < parameters.size(); ++at) {
      const auto same = [&](const ast::Name& other) { return other.text == parameters[at].text; };
      const auto first = std::find_if(parameters.begin(), parameters.end(), same);
      if (first->span != parameters[at].span)
        report(Message::declared_twice, parameters[at].span, {first->text}).label(first->span, "first declared here");
    }
  }
  for (std::size_t i = 0; i < wording_.splits.size(); ++i) split_at(i, wording_.splits[i]->name.span);
}

void Typing::settle(std::size_t define) {
  if (settled_[define].state != Settled::State::untouched) return;
  settled_[define].state = Settled::State::open;
  const ast::Define& written = *wording_.defines[define];
  Scope scope;
  scope.amount = any_amount(written.name.span);  // which one, is known where it is used
  std::vector<Span> calls_around;
  calls_.swap(calls_around);
  const std::size_t depth_around = std::exchange(depth_used_, 0);
  Written result = write_out(define, {}, written.name.span, scope);
  const std::size_t depth = depth_used_ + 1;
  depth_used_ = depth_around;
  calls_.swap(calls_around);
  if (depth > most_on_each_other) {
    report(Message::defined_too_deep, written.name.span, {written.name.text});
    result = {};
  }
  Settled& settled = settled_[define];
  settled = {Settled::State::done, scope.uses_line, scope.uses_claimable, scope.uses_amount, result.value, result.term, depth};
  if (scope.uses_line || !result.value.expr || result.value.is_fraction() || result.value.and_days) return;
  const auto id = static_cast<model::DefinitionId>(wording_.policy.definitions.size());
  const NumberId number = written.number ? wording_.number_of(written.number->value) : none;
  wording_.policy.definitions.push_back({written.name.text, number, result.value.expr});
  settled.value.expr = make(model::Definition{id}, result.value.expr->type, result.value.expr->range, written.name.span);
  guards_.remember(id);
  settled.value.present = shared(written.name.text + " is there", result.value.present);
}

Operand Typing::infer_or_period(const ast::Expr& expr, Scope& scope) {
  may_be_period_ = true;
  return infer(expr, scope);
}

Operand Typing::infer(const ast::Expr& expr, Scope& scope, const model::Type* wanted) {
  const bool may_be_period = std::exchange(may_be_period_, false);
  if (depth_ >= deepest) {
    report(Message::defined_too_deep, expr.span, {"this"});
    return {};
  }
  if (wanted) {
    if (std::optional<Operand> found = case_named(expr, *wanted, scope)) return *found;
  }
  ++depth_;
  if (trial_.running) trial_.read.insert(&expr);
  const model::Type* wanted_around = std::exchange(wanted_, wanted);
  Operand result = std::visit([&](const auto& node) { return of(node, expr, scope); }, expr.node);
  if (trial_.running && result.failed()) try_operands(expr, scope);
  wanted_ = wanted_around;
  --depth_;
  if (result.and_days && !may_be_period) {
    report(Message::period_is_no_value, expr.span);
    return {};
  }
  result.given = result.present && is_given(result.present, scope);
  result.surely_covered = result.covered && is_given(result.covered, scope);
  return result;
}

// Behind what tests that it is there. What rests on lines above is so for one benefit only.
bool Typing::is_given(const ExprPtr& present, Scope& scope) const {
  if (guards_.is_given(present, scope.known)) return true;
  GuardSet all = scope.known;
  all.insert(scope.demanded.begin(), scope.demanded.end());
  if (scope.demanded.empty() || !guards_.is_given(present, all)) return false;
  scope.uses_line = true;
  scope.relied_on.push_back(present);
  return true;
}

// A bare name where one of several cases is wanted.
std::optional<Operand> Typing::case_named(const ast::Expr& expr, const model::Type& wanted, Scope& scope) {
  const auto* path = std::get_if<ast::Path>(&expr.node);
  if (wanted.kind != model::Kind::enumeration || !path || path->names.size() != 1) return std::nullopt;
  if (is_of_two_things(path->names.front(), wanted.enum_id, scope)) return Operand{};
  const std::optional<Operand> argument = case_as_argument(expr, scope);
  const std::optional<ast::Name> given = argument ? case_given(*argument, wanted.enum_id) : std::optional(path->names.front());
  if (!given) return std::nullopt;
  const std::string& name = given->text;
  const auto& cases = wording_.policy.enums.at(wanted.enum_id).cases;
  const auto found = std::find(cases.begin(), cases.end(), name);
  if (found == cases.end()) return std::nullopt;
  return Operand{constant(found - cases.begin(), wanted, expr.span)};
}

bool Typing::is_circle(std::size_t define, Span span) {
  const auto first = std::find(open_.begin(), open_.end(), define);
  if (first == open_.end()) return false;
  std::string way;
  for (auto at = first; at != open_.end(); ++at) way += wording_.defines[*at]->name.text + ", ";
  const std::string& name = wording_.defines[define]->name.text;
  report(Message::defined_by_itself, span, {name, way + name}).label(wording_.defines[define]->name.span, "the circle begins here");
  return true;
}

bool Typing::takes(std::size_t define, std::size_t arguments, Span span) {
  const ast::Define& written = *wording_.defines[define];
  if (arguments == written.parameters.size()) return true;
  report(Message::wrong_number_of_values, span, {written.name.text, std::to_string(written.parameters.size()), std::to_string(arguments)})
      .label(written.name.span, "defined here");
  return false;
}

Written Typing::use(std::size_t define, std::vector<Operand> arguments, Span span, Scope& scope) {
  const ast::Define& written = *wording_.defines[define];
  if (is_circle(define, span) || !takes(define, arguments.size(), span)) return {};
  if (arguments.empty()) return use_settled(define, span, scope);
  (trial_.running ? trial_.called : trial_.used).insert(define);
  std::map<std::string, Operand> parameters;
  for (std::size_t i = 0; i < arguments.size(); ++i) parameters.emplace(written.parameters[i].text, std::move(arguments[i]));
  calls_.push_back(span);
  Written result = write_out(define, std::move(parameters), span, scope);
  calls_.pop_back();
  return result;
}

Written Typing::use_settled(std::size_t define, Span span, Scope& scope) {
  settle(define);
  const Settled& settled = settled_[define];
  if (settled.value.failed()) return {};
  depth_used_ = std::max(depth_used_, settled.depth);
  if (!settled.uses_line) {
    Operand value = settled.value;
    const model::Expr& shared = *settled.value.expr;
    value.expr = make(shared.node, shared.type, shared.range, span);
    return {value, settled.term};
  }
  scope.uses_line = true;
  scope.uses_claimable = scope.uses_claimable || settled.uses_claimable;
  if (settled.uses_amount) return amount(span, scope).expr ? write_out(define, {}, span, scope) : Written{};
  if (!scope.line) return {settled.value, settled.term};
  const std::pair key{define, scope.line->benefit};
  const auto found = for_benefit_.find(key);
  if (found != for_benefit_.end()) return found->second;
  Written result = write_out(define, {}, span, scope);
  return for_benefit_.emplace(key, std::move(result)).first->second;
}

Written Typing::write_out(std::size_t define, std::map<std::string, Operand> parameters, Span span, Scope& scope) {
  const ast::Define& written = *wording_.defines[define];
  if (open_.size() >= most_on_each_other) {
    report(Message::defined_too_deep, span, {written.name.text});
    return {};
  }
  if (++written_out_ > most_written_out) {
    if (written_out_ == most_written_out + 1) report(Message::written_out_too_often, span, {written.name.text});
    return {};
  }
  Scope inner;
  inner.parameters = std::move(parameters);
  inner.line = scope.line;
  inner.question = scope.question;
  if (const auto own = wording_.define_answers.find(define); own != wording_.define_answers.end()) {
    inner.answer = own->second;
    inner.question = wording_.question_named(wording_.answers[own->second]->question.text);
  }
  inner.in_event = scope.in_event;
  inner.amount = scope.amount;
  open_.push_back(define);
  Written result;
  if (written.body) {
    result.value = infer_or_period(*written.body, inner);
    if (result.value.record != none) result.value = {as_value(result.value, written.body->span)};
    const bool is_truth = result.value.expr && !result.value.present && result.value.expr->type.kind == model::Kind::boolean;
    if (written.number && is_truth) result.term = one_line(written, result.value.expr);
  } else {
    result.term = term(written, inner);
    if (result.term) result.value.expr = result.term->truth;
  }
  open_.pop_back();
  result.value.expr = no_larger(result.value.expr, span);
  scope.uses_line = scope.uses_line || inner.uses_line;
  scope.uses_claimable = scope.uses_claimable || inner.uses_claimable;
  scope.uses_amount = scope.uses_amount || inner.uses_amount;
  result.uses_claimable = inner.uses_claimable;
  return result;
}

ExprPtr Typing::no_larger(ExprPtr expr, Span span) {
  if (!expr || !has_more_parts_than(*expr, most_parts)) return expr;
  report(Message::too_large_written_out, span);
  return {};
}

// A numbered yes/no value is reported under its own number, as a term of one line is.
TermPtr Typing::one_line(const ast::Define& define, const ExprPtr& truth) {
  auto term = std::make_shared<Term>();
  term->number.push_back(wording_.number_of(define.number->value));
  term->items.push_back(TermTest{{{}, define.name.span}, {truth, {}}, {}, {}});
  term->truth = truth;
  return term;
}

std::vector<Tested> Typing::tests(const ast::Expr& expr, Scope& scope) {
  std::vector<Tested> result;
  const auto* conjunction = std::get_if<ast::And>(&expr.node);
  if (conjunction) {
    const GuardSet before = scope.known;
    const std::vector<ast::ExprPtr>& operands = conjunction->operands;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i > 0 && case_alone(*operands[i - 1], *operands[i], true, scope)) continue;
      for (Tested& each : tests(*operands[i], scope)) {
        scope.known.merge(guards_.implied(*each.truth, true));
        result.push_back(std::move(each));
      }
    }
    scope.known = before;
    return result;
  }
  if (const std::optional<std::size_t> define = definition_named(expr, scope)) {
    const auto* call = std::get_if<ast::Call>(&expr.node);
    std::optional<std::vector<Operand>> given = call ? arguments(*call, scope) : std::vector<Operand>{};
    if (!given && call && trial_.running) try_call(*define, call->arguments.size(), expr.span);
    if (!given) return {};
    const Written used = use(*define, std::move(*given), expr.span, scope);
    if (const ExprPtr truth = as_test(used.value, expr.span)) result.push_back({truth, used.term});
    return result;
  }
  if (const ExprPtr truth = test(expr, scope)) result.push_back({truth, {}});
  return result;
}

}  // namespace pol::check
