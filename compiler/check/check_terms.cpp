// The lines of a term.
#include <algorithm>

#include "base/similar.h"
#include "check/build.h"
#include "check/lines.h"
#include "check/typing.h"

namespace pol::check {

namespace {

Place place_of(Wording& wording, const ast::Line& line) { return {wording.numbers_of(line.numbers), line.span}; }

}  // namespace

std::optional<FactId> Typing::about(const ast::Path& path, Span span, Scope& scope) {
  const Operand found = named(path, span, scope);
  if (found.failed() && trial_.running) scope.parameters.emplace(path.names.back().text, Operand{});
  if (found.failed()) return trial_.running ? std::nullopt : as_if_about(path, scope);
  const bool is_record = found.record != none && wording_.policy.facts.at(found.record).kind == model::FactKind::record;
  if (!is_record) {
    report(Message::about_what_is_no_record, span, {text_of(path)});
    return std::nullopt;
  }
  const auto [place, added] = scope.records.emplace(wording_.policy.facts[found.record].name, found.record);
  if (!added && place->second != found.record)
    report(Message::same_last_name, span, {place->first, wording_.policy.facts[place->second].path});
  scope.known.merge(guards_.around(found.record));
  return found.record;
}

// It was said that there is no such record. Whatever goes on is read as if the record of the nearest name was meant, so that the slip is
// told once; where there is none, nothing is said of records that this clause is not about.
std::optional<FactId> Typing::as_if_about(const ast::Path& path, Scope& scope) {
  const std::string& written = path.names.back().text;
  std::vector<std::string> names;
  const auto& facts = wording_.policy.facts;
  const auto is_meant = [&](const model::Fact& fact) { return fact.kind == model::FactKind::record && !fact.parameter; };
  for (const model::Fact& fact : facts) {
    if (is_meant(fact)) names.push_back(fact.name);
  }
  const std::optional<std::string> near = nearest(written, names);
  scope.not_about.insert(written);
  if (!near) return std::nullopt;
  scope.not_about.insert(*near);
  const auto place =
      std::find_if(facts.begin(), facts.end(), [&](const model::Fact& fact) { return is_meant(fact) && fact.name == *near; });
  const auto record = static_cast<FactId>(place - facts.begin());
  scope.records.emplace(*near, record);
  scope.records.emplace(written, record);
  scope.known.merge(guards_.around(record));
  return record;
}

ExprPtr Typing::presence(FactId fact, const Scope& scope, Span span, ElementId element) const {
  std::vector<ExprPtr> tests;
  for (const Guard& guard : guards_.around(fact, element)) {
    if (!scope.known.contains(guard)) tests.push_back(guards_.test(guard, span));
  }
  return all_of(tests, span);
}

TermPtr Typing::term(const ast::Define& define, Scope& scope) {
  if (define.lines.empty()) {
    report(Message::term_without_lines, define.name.span, {define.name.text});
    return {};
  }
  auto result = std::make_shared<Term>();
  if (define.number) result->number.push_back(wording_.number_of(define.number->value));
  bool good = true;
  for (const ast::Line& line : define.lines) {
    if (std::holds_alternative<ast::About>(line.node)) good = term_about(line, *result, scope) && good;
  }
  std::vector<ExprPtr> truths;
  for (const TermAbout& about : result->abouts) truths.push_back(about.present);
  std::optional<std::vector<TermItem>> items = term_items(define.lines, false, scope, truths);
  if (!good || !items) return {};
  result->items = std::move(*items);
  result->truth = all_of(truths, define.name.span);
  if (!scope.line && define.parameters.empty()) {
    std::optional<Span> said;  // of a field in a record that are both unguarded only the record is said
    for (const Need& need : guards_.needs(*result->truth)) {
      if (said != need.span) report_unguarded(wording_, need);
      said = need.span;
    }
  }
  return result;
}

bool Typing::term_about(const ast::Line& line, Term& term, Scope& scope) {
  const auto& about_line = std::get<ast::About>(line.node);
  bool good = true;
  for (std::size_t i = 0; i < about_line.records.size(); ++i) {
    const Scope before = scope;
    const std::optional<FactId> record = about(about_line.records[i], about_line.spans[i], scope);
    if (record) term.abouts.push_back({place_of(wording_, line), presence(*record, before, about_line.spans[i])});
    good = good && record.has_value();
  }
  return good;
}

std::optional<std::vector<TermItem>> Typing::term_items(const std::vector<ast::Line>& lines, bool in_case, Scope& scope,
                                                        std::vector<ExprPtr>& truths) {
  std::vector<TermItem> items;
  bool good = true;
  for (const ast::Line& line : lines) {
    if (const auto* requires_line = std::get_if<ast::Requires>(&line.node)) {
      good = term_tests(line, *requires_line, scope, items, truths) && good;
    } else if (const auto* by = std::get_if<ast::ByLines>(&line.node)) {
      good = term_choice(line, *by, scope, items, truths) && good;
    } else if (in_case && std::holds_alternative<ast::Fails>(line.node)) {
      items.push_back(TermFails{place_of(wording_, line)});
      truths.push_back(truth(false, line.span));
    } else if (in_case || !std::holds_alternative<ast::About>(line.node)) {
      report(Message::line_not_in_a_term, line.keyword, {std::string(keyword_of(line.node))});
      good = false;
    }
  }
  if (!good) return std::nullopt;
  return items;
}

bool Typing::term_tests(const ast::Line& line, const ast::Requires& requires_line, Scope& scope, std::vector<TermItem>& items,
                        std::vector<ExprPtr>& truths) {
  const ast::Tails& tails = requires_line.tails;
  bool good = check_tails(wording_, tails, {.when = true, .unless = true}, line);
  const GuardSet before = scope.known;
  const ExprPtr when = tails.when ? test(*tails.when, scope) : ExprPtr{};
  good = good && (when || !tails.when);
  if (when) scope.known.merge(guards_.implied(*when, true));
  std::vector<ExprPtr> unless;
  for (const ast::Unless& each : tails.unless) {
    const ExprPtr condition = test(*each.condition, scope);
    if (condition) unless.push_back(condition);
    good = good && condition;
  }
  GuardSet known_after = before;
  for (const ast::ExprPtr& condition : requires_line.conditions) {
    const std::vector<Tested> tested = tests(*condition, scope);
    good = good && !tested.empty();
    for (const Tested& each : tested) {
      std::vector<ExprPtr> ways = unless;
      ways.insert(ways.begin(), each.truth);
      if (when) ways.insert(ways.begin(), negation(when, when->span));
      truths.push_back(any_of(ways, each.truth->span));
      items.push_back(TermTest{place_of(wording_, line), each, when, unless});
      scope.known.merge(guards_.implied(*each.truth, true));
      known_after.merge(guards_.implied(*truths.back(), true));
    }
  }
  scope.known = known_after;
  return good;
}

bool Typing::term_choice(const ast::Line& line, const ast::ByLines& by, Scope& scope, std::vector<TermItem>& items,
                         std::vector<ExprPtr>& truths) {
  std::vector<CaseNames> written;
  for (const ast::ByLineCase& each : by.cases) written.push_back({&each.names, each.otherwise, each.span});
  const std::optional<Cases> found = cases(*by.subject, written, scope);
  const ExprPtr subject = found && found->subject ? found->subject : ExprPtr{};
  if (found && found->chosen) {
    std::optional<std::vector<TermItem>> chosen = term_items(by.cases[*found->chosen].lines, true, scope, truths);
    if (chosen) items.insert(items.end(), chosen->begin(), chosen->end());
    return chosen.has_value();
  }
  TermChoice result{place_of(wording_, line), {}, {}};
  std::vector<model::Branch> branches;
  bool good = found.has_value();
  const GuardSet before = scope.known;
  for (std::size_t i = 0; i < by.cases.size(); ++i) {
    const ExprPtr guard = subject ? in_cases(subject, found->masks[i], by.cases[i].span) : truth(true, by.cases[i].span);
    scope.known.merge(guards_.implied(*guard, true));
    std::vector<ExprPtr> inside;
    std::optional<std::vector<TermItem>> case_items = term_items(by.cases[i].lines, true, scope, inside);
    scope.known = before;
    good = good && case_items;
    if (!good) continue;
    branches.push_back({found->masks[i], all_of(inside, by.cases[i].span)});
    result.cases.push_back({guard, std::move(*case_items)});
  }
  if (!good) return false;
  result.truth = choice(subject, std::move(branches), line.span);
  truths.push_back(result.truth);
  items.push_back(std::move(result));
  return true;
}

}  // namespace pol::check
