// What a question is answered with: its outputs and their reasons, what refers it, and what it takes back.
#include <algorithm>

#include "check/build.h"
#include "check/lines.h"
#include "check/questions.h"
#include "check/reason_parts.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Effect;
using model::Ground;
using model::Role;

// Known to be the same where both are known.
ExprPtr same_case(const ExprPtr& left, const ExprPtr& right, std::size_t cases, Span span) {
  std::vector<ExprPtr> ways;
  for (std::size_t i = 0; i < cases; ++i) {
    std::vector<bool> mask(cases);
    mask[i] = true;
    ways.push_back(all_of({in_cases(left, mask, span), in_cases(right, mask, span)}, span));
  }
  return any_of(ways, span);
}

class Questions {
 public:
  Questions(Wording& wording, Typing& typing, const Guards& guards) : wording_(wording), typing_(typing), guards_(guards) {}

  void run() {
    for (std::size_t i = 0; i < wording_.outputs.size(); ++i) output(i);
    for (std::uint32_t i = 0; i < wording_.answers.size(); ++i) answer(i);
    for (model::Question& question : wording_.policy.questions) {
      const auto by_place = [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; };
      std::stable_sort(question.outputs.begin(), question.outputs.end(), by_place);
      std::stable_sort(question.grounds.begin(), question.grounds.end(), by_place);
    }
  }

 private:
  Scope scope_of(std::uint32_t answer) const {
    Scope scope;
    scope.answer = answer;
    scope.question = wording_.question_named(wording_.answers.at(answer)->question.text);
    return scope;
  }

  Scope scope_of_output(std::size_t index) const {
    const auto own = wording_.output_answers.find(index);
    if (own != wording_.output_answers.end()) return scope_of(own->second);
    const std::optional<ast::Name>& named = wording_.outputs[index]->question;
    Scope scope;
    scope.question = named ? wording_.question_named(named->text) : 0;
    return scope;
  }

  void output(std::size_t index) {
    const ast::Output& written = *wording_.outputs[index];
    Scope scope = scope_of_output(index);
    if (!written.rows.empty()) return list_output(written, scope);
    const Operand value = typing_.output(index, written.name.span);
    if (!value.expr || scope.question == none || wording_.policy.questions.empty()) return;
    const auto kind = written.kind == ast::OutputKind::outcome ? model::OutputKind::outcome : model::OutputKind::shown;
    const ast::Question& asked = *wording_.questions.at(scope.question);
    const bool waited_for = kind == model::OutputKind::outcome && (asked.lines || asked.every_line);
    if (waited_for && value.expr->type.kind == model::Kind::text) return only_shown(written);
    model::Output made{written.name.text, kind, value.expr, value.present, written.name.span, value.members};
    for (const ast::Title& title : written.titles) made.titles.push_back({title.language.text, title.text.value});
    wording_.policy.questions.at(scope.question).outputs.push_back(std::move(made));
    if (waited_for) lines_wait_for(written, value);
    const auto* first_of = std::get_if<ast::FirstOf>(&written.value->node);
    for (std::size_t i = 0; first_of && i < first_of->cases.size(); ++i) reason(written, value, first_of->cases[i], scope);
  }

  // A question with lines is pended line by line: what would be paid waits until the outcome is known, what is declined anyway does not.
  void lines_wait_for(const ast::Output& written, const Operand& value) {
    const Span span = written.name.span;
    const NumberId number = wording_.number_of(written.number ? written.number->value : written.name.text);
    std::vector<ExprPtr> members;
    for (const ExprPtr& member : value.members) members.push_back(undecided(member, span));
    std::vector<ExprPtr> open{value.members.empty() ? undecided(value.expr, span) : any_of(members, span)};
    if (value.present) open = {undecided(value.present, span), all_of({value.present, open.front()}, span)};
    const ExprPtr condition = guarded(any_of(open, span));
    if (is_constant(condition, 0)) return;
    for (model::Line& line : wording_.policy.lines) line.grounds.push_back({number, Effect::waits, Role::pends, condition, span});
  }

  // Never yes; open as long as the value is not single.
  ExprPtr undecided(const ExprPtr& value, Span span) const {
    if (model::is_number(value->type.kind)) {
      return value->range.from == value->range.to ? truth(false, span) : compare(model::CompareOp::less, value, value, span);
    }
    if (value->type.kind == model::Kind::boolean) return all_of({value, negation(value, span)}, span);
    std::vector<ExprPtr> cases;
    const std::size_t count = wording_.policy.enums.at(value->type.enum_id).cases.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<bool> one(count, false);
      one[i] = true;
      const ExprPtr is_this = in_cases(value, one, span);
      cases.push_back(all_of({is_this, negation(is_this, span)}, span));
    }
    return any_of(cases, span);
  }

  void list_output(const ast::Output& written, Scope& scope) {
    const std::uint32_t question = scope.question;
    std::optional<model::Output> made = typing_.list_output(written, scope);
    if (!made || question == none || wording_.policy.questions.empty()) return;
    if (made->kind == model::OutputKind::outcome && model::asks_for_lines(wording_.policy.questions.at(question)))
      return only_shown(written);
    wording_.policy.questions.at(question).outputs.push_back(std::move(*made));
  }

  // Lines could not wait for it: nothing of the model says whether it is decided.
  void only_shown(const ast::Output& written) { wording_.report(Message::only_to_be_shown, written.name.span, {written.name.text}); }

  // Every case whose result was taken is a reason, and not only the first.
  void reason(const ast::Output& output, const Operand& value, const ast::FirstCase& written, Scope& scope) {
    const std::vector<NumberId> numbers = numbers_of(output, written, scope.answer);
    if (numbers.empty() || !written.when) return;
    const GuardSet before = scope.known;
    const ExprPtr when = typing_.test(*written.when, scope);
    if (when) scope.known.merge(guards_.implied(*when, true));
    const Operand result = typing_.maybe_of(*written.value, value.expr->type, scope);
    scope.known = before;
    if (!when || !result.expr) return;
    std::vector<ExprPtr> parts{when, same(value.expr, result.expr, written.span)};
    if (value.present) parts.insert(parts.begin(), value.present);
    const std::optional<Effect> effect = written.effect ? effect_named(wording_, *written.effect) : Effect::requires_it;
    if (!effect) return;
    model::Ground ground{none, *effect, Role::decides, guarded(all_of(parts, written.span)), written.span};
    ground.own = own_of(wording_.policy, ground.condition, guarded(when));
    add(ground, numbers, scope);
  }

  // A case that names an effect and no number speaks under that of the output, or of the answer.
  std::vector<NumberId> numbers_of(const ast::Output& output, const ast::FirstCase& written, std::uint32_t answer) {
    if (!written.numbers.empty() || !written.effect) return wording_.numbers_of(written.numbers);
    if (output.number) return {wording_.number_of(output.number->value)};
    if (answer != none) return {number_of(*wording_.answers[answer])};
    return {wording_.number_of(output.name.text)};
  }

  NumberId number_of(const ast::Answer& answer) { return wording_.number_of(answer.number ? answer.number->value : answer.question.text); }

  ExprPtr same(const ExprPtr& left, const ExprPtr& right, Span span) const {
    const model::Type& type = left->type;
    if (type.kind == model::Kind::boolean) return same_case(left, right, 2, span);
    if (type.kind == model::Kind::enumeration) {
      return same_case(left, right, wording_.policy.enums.at(type.enum_id).cases.size(), span);
    }
    return compare(model::CompareOp::equal, left, right, span);
  }

  // What it reads is there, or it is no.
  ExprPtr guarded(const ExprPtr& condition) const {
    GuardSet guards;
    for (const Need& need : guards_.needs(*condition)) guards.insert(need.guard);
    return all_of({guards_.tests(guards, condition->span), condition}, condition->span);
  }

  void add(Ground ground, const std::vector<NumberId>& numbers, const Scope& scope) {
    for (const NumberId number : numbers) {
      ground.number = number;
      grounds(scope).push_back(ground);
    }
  }

  std::vector<Ground>& grounds(const Scope& scope) { return wording_.policy.questions.at(scope.question).grounds; }

  void answer(std::uint32_t index) {
    const ast::Answer& written = *wording_.answers[index];
    const Scope scope = scope_of(index);
    const ast::Line* reverses = nullptr;
    for (const ast::Line& line : written.lines) {
      if (const auto* refers_when = std::get_if<ast::RefersWhen>(&line.node)) {
        refers(written, line, *refers_when, scope);
      } else if (const auto* decided_by = std::get_if<ast::DecidedBy>(&line.node)) {
        decided(written, line, *decided_by, scope);
      } else if (!std::holds_alternative<ast::Reverses>(line.node)) {
        wording_.report(Message::line_not_of_an_answer, line.keyword, {std::string(keyword_of(line.node))});
      } else if (reverses) {
        wording_.report(Message::second_reverses, line.span).label(reverses->span, "the first one");
      } else {
        reverses = &line;
        takes_back(written, line, scope);
      }
    }
  }

  void refers(const ast::Answer& answer, const ast::Line& line, const ast::RefersWhen& node, Scope scope) {
    const ExprPtr condition = typing_.test(*node.condition, scope);
    if (!condition || scope.question == none) return;
    if (scope.uses_line) {
      wording_.report(Message::output_of_no_line, node.condition->span, {answer.question.text});
      return;
    }
    for (const Need& need : guards_.needs(*condition)) report_unguarded(wording_, need);
    std::vector<NumberId> numbers = wording_.numbers_of(line.numbers);
    if (numbers.empty()) numbers.push_back(number_of(answer));
    for (const NumberId number : numbers) grounds(scope).push_back({number, Effect::refers, Role::refers, condition, line.span});
  }

  // The cases of the verdict are reasons, and those that refer refer the question. Which one is taken has to be decided: an outcome says
  // so.
  void decided(const ast::Answer& answer, const ast::Line& line, const ast::DecidedBy& node, Scope scope) {
    const VerdictOf* verdict = typing_.verdict(*node.verdict, scope);
    if (!verdict || scope.question == none) return;
    const auto shows = [&](const ast::Output& output) {
      const auto* path = output.value ? std::get_if<ast::Path>(&output.value->node) : nullptr;
      return output.kind == ast::OutputKind::outcome && path && path->names.size() == 1 &&
             path->names.front().text == verdict->written->name.text;
    };
    if (std::none_of(answer.outputs.begin(), answer.outputs.end(), shows)) {
      wording_.report(Message::verdict_not_an_outcome, line.span, {verdict->written->name.text, answer.question.text});
    }
    for (std::size_t i = 0; i < verdict->gates.size(); ++i) {
      const GateOf& gate = verdict->gates[i];
      if (gate.kind == ast::GateKind::declines || gate.kind == ast::GateKind::pays) {
        wording_.report(Message::gate_of_no_line, gate.span, {answer.question.text}).label(line.span, "it is answered here");
        continue;
      }
      const Role role = gate.kind == ast::GateKind::refers ? Role::refers : Role::decides;
      for (const ReasonPart& part : reason_parts(typing_, *verdict, i)) {
        model::Ground ground{none, gate.effect, role, part.condition, gate.span, part.presumed};
        if (part.own) ground.own = own_of(wording_.policy, part.condition, part.own);
        add(ground, gate.numbers, scope);
      }
    }
  }

  void takes_back(const ast::Answer& answer, const ast::Line& line, const Scope& scope) {
    const std::optional<BenefitId> benefit = wording_.benefit(std::get<ast::Reverses>(line.node).benefit);
    if (line.numbers.size() > 1) wording_.report(Message::one_number_only, line.numbers[1].span);
    if (!benefit || scope.question == none) return;
    model::Question& question = wording_.policy.questions.at(scope.question);
    question.reverses = *benefit;
    question.reverses_number = line.numbers.empty() ? number_of(answer) : wording_.number_of(line.numbers.front().value);
  }

  Wording& wording_;
  Typing& typing_;
  const Guards& guards_;
};

}  // namespace

void check_questions(Wording& wording, Typing& typing, const Guards& guards) {
  Questions(wording, typing, guards).run();
  check_rules(wording, typing, guards);
}

}  // namespace pol::check
