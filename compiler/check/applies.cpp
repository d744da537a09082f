// Which lines belong in which clauses, and to which benefits a clause applies.
#include <algorithm>
#include <map>

#include "base/similar.h"
#include "check/elaborate.h"
#include "check/lines.h"
#include "check/words.h"

namespace pol::check {

namespace {

using ast::ClauseKind;

// Fits where `of` holds for the kind of clause.
struct Belongs {
  ClauseKind kind;

  bool is_general() const { return kind != ClauseKind::benefit; }
  bool is_benefit() const { return kind == ClauseKind::benefit; }
  bool is_condition() const { return kind == ClauseKind::condition; }
  bool is_exclusion() const { return kind == ClauseKind::exclusion; }
  bool is_limit() const { return kind == ClauseKind::limit; }

  bool operator()(const ast::AppliesTo&) const { return is_general(); }
  bool operator()(const ast::About&) const { return !is_limit(); }
  bool operator()(const ast::Event&) const { return is_benefit(); }
  bool operator()(const ast::Claimable&) const { return is_benefit(); }
  bool operator()(const ast::When&) const { return is_condition() || is_exclusion(); }
  bool operator()(const ast::Requires&) const { return is_benefit() || is_condition(); }
  bool operator()(const ast::Excludes&) const { return is_benefit() || is_exclusion(); }
  bool operator()(const ast::AllUnless&) const { return is_benefit() || is_exclusion(); }
  bool operator()(const ast::Survival&) const { return is_benefit() || is_condition(); }
  bool operator()(const ast::Waiting&) const { return is_benefit() || is_condition(); }
  bool operator()(const ast::Pends&) const { return is_benefit() || is_condition(); }
  bool operator()(const ast::Pays&) const { return is_benefit(); }
  bool operator()(const ast::PaysEach&) const { return is_benefit(); }
  bool operator()(const ast::Counts&) const { return false; }  // only in a `pays each`
  bool operator()(const ast::Less&) const { return is_benefit() || is_condition(); }
  bool operator()(const ast::Leaves&) const { return is_benefit() || is_condition(); }
  bool operator()(const ast::UpTo&) const { return !is_exclusion(); }
  bool operator()(const ast::RefersWhen&) const { return false; }  // only in an `answer`
  bool operator()(const ast::Reverses&) const { return false; }
  bool operator()(const ast::Fails&) const { return false; }
  bool operator()(const ast::ByLines&) const { return false; }
  bool operator()(const ast::DecidedBy&) const { return is_benefit(); }
};

const ast::AppliesTo* applies_line(Wording& wording, const ast::Clause& clause) {
  const ast::Line* first = nullptr;
  for (const ast::Line& line : clause.lines) {
    if (!std::holds_alternative<ast::AppliesTo>(line.node)) continue;
    if (first)
      wording.report(Message::second_applies_to, line.span).label(first->span, "the first one");
    else
      first = &line;
  }
  if (!first) wording.report(Message::no_applies_to, clause.name.span, {clause.name.text});
  return first ? &std::get<ast::AppliesTo>(first->node) : nullptr;
}

std::optional<Limit> limit_of(Wording& wording, const ast::Clause& clause) {
  Limit limit{&clause, nullptr, nullptr, applies_to(wording, clause), {}};
  for (const ast::Line& line : clause.lines) {
    if (const auto* applies = std::get_if<ast::AppliesTo>(&line.node); applies && !applies->together) {
      wording.report(Message::limit_not_together, line.span, {clause.name.text});
    }
    const auto* at_most = std::get_if<ast::UpTo>(&line.node);
    if (!belongs(clause.kind, line.node)) {
      wording.report(Message::line_not_in_such_a_clause, line.keyword,
                     {std::string(keyword_of(line.node)), std::string(keyword_of(clause.kind))});
    } else if (at_most && at_most->per == ast::Per::item) {
      wording.report(Message::per_item_without_items, line.span);
    } else if (at_most && limit.line) {
      wording.report(Message::second_at_most, line.span).label(limit.line->span, "the first one");
    } else if (at_most) {
      limit.line = &line;
      limit.at_most = at_most;
    }
  }
  for (BenefitId id = 0; id < limit.applies.size(); ++id) {
    if (limit.applies[id]) limit.benefits.push_back(id);
  }
  if (!limit.line) wording.report(Message::no_at_most, clause.name.span, {clause.name.text});
  if (!limit.line || limit.benefits.empty()) return std::nullopt;
  return limit;
}

}  // namespace

bool belongs(ClauseKind kind, const ast::LineNode& line) { return std::visit(Belongs{kind}, line); }

std::vector<bool> applies_to(Wording& wording, const ast::Clause& clause) {
  std::vector<bool> applies(wording.benefits.size());
  if (clause.kind == ClauseKind::benefit) {
    applies.at(*wording.find_benefit(clause.name.text)) = true;
    return applies;
  }
  const ast::AppliesTo* line = applies_line(wording, clause);
  if (!line) return applies;
  std::vector<bool> named(applies.size());
  for (const ast::Name& name : line->benefits) {
    const std::optional<BenefitId> found = wording.benefit(name);
    if (!found) continue;
    if (named.at(*found)) wording.report(Message::benefit_named_twice, name.span, {name.text});
    named[*found] = true;
  }
  for (BenefitId id = 0; id < applies.size(); ++id) applies[id] = named[id] != line->every;
  const bool all_left_out = line->every && !named.empty() && std::find(named.begin(), named.end(), false) == named.end();
  if (all_left_out) wording.report(Message::every_benefit_left_out, line->benefits.front().span, {clause.name.text});
  return applies;
}

bool has_a_turn(const Wording& wording, const ast::Clause& clause) {
  const std::vector<ast::Name>& order = wording.header->waterfall;
  return std::any_of(order.begin(), order.end(), [&](const ast::Name& name) { return name.text == clause.name.text; });
}

// A name in the `waterfall` that is no clause and is near to this one, which is said there.
bool is_meant_in_the_waterfall(const Wording& wording, const std::string& name) {
  const auto is_clause = [&](const ast::Name& each) {
    return std::any_of(wording.clauses.begin(), wording.clauses.end(),
                       [&](const ast::Clause* clause) { return clause->name.text == each.text; });
  };
  const std::vector<ast::Name>& order = wording.header->waterfall;
  return std::any_of(order.begin(), order.end(),
                     [&](const ast::Name& each) { return !is_clause(each) && nearest(each.text, {name}).has_value(); });
}

std::vector<Turn> turns_in_order(Wording& wording) {
  const std::vector<ast::Name>& order = wording.header->waterfall;
  std::vector<std::string> names;
  std::map<std::string, Turn> found;
  for (const ast::Clause* clause : wording.clauses) {
    const bool is_limit = clause->kind == ClauseKind::limit;
    if (!is_limit && clause->kind != ClauseKind::condition) continue;
    names.push_back(clause->name.text);
    std::optional<Limit> limit = is_limit ? limit_of(wording, *clause) : std::nullopt;
    if (is_limit && !has_a_turn(wording, *clause) && !is_meant_in_the_waterfall(wording, clause->name.text)) {
      wording.report(Message::not_in_the_waterfall, clause->name.span, {clause->name.text})
          .label(wording.header->name.span, "the heading is here");
    }
    if (limit || !is_limit) found.emplace(clause->name.text, Turn{is_limit ? nullptr : clause, std::move(limit)});
  }
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto same = [&](const ast::Name& name) { return name.text == order[i].text; };
    const bool twice = std::any_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i), same);
    if (twice)
      wording.report(Message::waterfall_twice, order[i].span, {order[i].text});
    else if (std::find(names.begin(), names.end(), order[i].text) == names.end())
      wording.report_name(Message::misspelt_limit, Message::unknown_limit, order[i], names);
    else if (const auto turn = found.find(order[i].text); turn != found.end())
      turns.push_back(std::move(turn->second));
  }
  return turns;
}

}  // namespace pol::check
