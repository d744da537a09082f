#include "letter/benefits.h"

#include <algorithm>
#include <utility>

namespace pol::letter {

namespace {

// What it was reduced by is added to the amount that came before, so that a reader can check each row.
Table waterfall(const Setting& setting, const Line& line) {
  const Words& words = setting.words;
  Table table{std::string(words.reached), {}, {false, false, true, true}, {}};
  for (const Phrase head : {words.clause, words.step, words.change, words.running}) table.heads.emplace_back(head);
  std::int64_t running = 0;
  for (const Step& step : line.steps) {
    running += step.amount;
    table.rows.push_back({setting.titles.shown(step.number), std::string(phrase_of(words.step_effects, step.effect)),
                          setting.money(step.amount), setting.money(running)});
  }
  return table;
}

// A case of the verdict that pays: it reduces nothing.
bool is_of_verdict(const Setting& setting, const Line& line, const Reason& reason) {
  const std::vector<model::Ground>& grounds = setting.policy.lines.at(line.benefit).grounds;
  return line.status == "paid" && std::any_of(grounds.begin(), grounds.end(), [&](const model::Ground& ground) {
           return ground.role == model::Role::decides && setting.policy.numbers.at(ground.number) == reason.number &&
                  model::name_of(ground.effect) == reason.effect;
         });
}

Items reasons(const Setting& setting, const Line& line, const Phrases& effects, bool of_verdict) {
  Items items;
  for (const Reason& reason : setting.decision.reasons) {
    if (std::find(reason.benefits.begin(), reason.benefits.end(), line.benefit) == reason.benefits.end()) continue;
    if (is_of_verdict(setting, line, reason) != of_verdict) continue;
    const bool papers = reason.effect == "waits" && std::any_of(line.wanted.begin(), line.wanted.end(),
                                                                [&](const Wanted& wanted) { return wanted.number == reason.number; });
    Reason told = reason;
    if (papers) told.effect = "papers";
    items.texts.push_back(setting.reason(told, line.benefit, effects));
  }
  return items;
}

void add_reasons(const Setting& setting, const Line& line, Phrase opening, const Phrases& effects, std::vector<Part>& parts,
                 bool of_verdict = false) {
  Items items = reasons(setting, line, effects, of_verdict);
  if (items.texts.empty()) return;
  parts.push_back(Paragraph{std::string(opening)});
  parts.push_back(std::move(items));
}

// The steps of the benefit's line that have a limit, with this number, one after another; without those of items that cut none, where there
// are more of them than limits told.
const model::Step* next_limit(const model::Line& line, const std::string& number, const model::Policy& policy, std::size_t told,
                              std::size_t& from) {
  const auto is_meant = [&](const model::Step& step) { return step.limit && policy.numbers.at(step.number) == number; };
  for (; from < line.steps.size(); ++from) {
    const auto step = line.steps.begin() + static_cast<std::ptrdiff_t>(from);
    const bool is_told = is_meant(*step) && std::count_if(step, line.steps.end(), is_meant) <= static_cast<std::ptrdiff_t>(told);
    if (!is_meant(*step) || (step->limit->of_items && !is_told)) continue;
    ++from;
    return &*step;
  }
  return nullptr;
}

// A limit over several benefits is a clause of its own; any other is called as its benefit.
std::string name_of_limit(const Setting& setting, const Limit& limit, const model::Step* step) {
  if (step && step->effect == model::StepEffect::aggregate) {
    for (const model::Clause& clause : setting.policy.clauses) {
      if (clause.kind != model::ClauseKind::limit || clause.number != step->number) continue;
      for (const model::Title& title : clause.titles)
        if (title.language == setting.words.language) return title.text;
    }
    return setting.titles.of_number(limit.number, limit.benefit);
  }
  return setting.titles.benefit(limit.benefit);
}

}  // namespace

std::vector<Part> benefit_parts(const Setting& setting, const Line& line) {
  const Words& words = setting.words;
  std::vector<Part> parts;
  parts.push_back(Heading{fill(words.benefit_heading, fmt::arg("benefit", setting.titles.benefit(line.benefit)),
                               fmt::arg("number", setting.titles.number_of(line.benefit)))});
  if (line.status == "paid") {
    parts.push_back(Paragraph{fill(words.pays, fmt::arg("amount", setting.money(line.amount)))});
    parts.push_back(waterfall(setting, line));
    add_reasons(setting, line, words.decided_because, words.effects_decided, parts, true);
    add_reasons(setting, line, words.reduced, words.effects_paid, parts);
  } else if (line.status == "declined") {
    add_reasons(setting, line, words.declined_because, words.effects_declined, parts);
  } else {
    add_reasons(setting, line, line.status == "pended" ? words.pended_because : words.referred_because, words.effects_pended, parts);
  }
  if (line.status == "pended" && line.most > 0) {
    const Phrase phrase = line.least == line.most ? words.can_still_pay_exactly : words.can_still_pay;
    parts.push_back(Paragraph{fill(phrase, fmt::arg("least", setting.money(line.least)), fmt::arg("most", setting.money(line.most)))});
  }
  return parts;
}

std::vector<std::pair<std::string, Limit>> limits_left(const Setting& setting) {
  std::vector<std::pair<std::string, Limit>> limits;
  model::BenefitId benefit = model::none;
  std::size_t from = 0;
  const std::vector<Limit>& all = setting.decision.limits;
  for (auto at = all.begin(); at != all.end(); ++at) {
    const Limit& limit = *at;
    if (std::exchange(benefit, limit.benefit) != limit.benefit) from = 0;
    const auto told =
        std::count_if(at, all.end(), [&](const Limit& other) { return other.benefit == limit.benefit && other.number == limit.number; });
    const model::Step* step =
        next_limit(setting.policy.lines.at(limit.benefit), limit.number, setting.policy, static_cast<std::size_t>(told), from);
    if (step && step->limit->of_items) continue;  // nothing of it remains for later: that it cut an item is among the reasons
    const std::string name = name_of_limit(setting, limit, step);
    const auto known = std::find_if(limits.begin(), limits.end(), [&](const auto& each) { return each.first == name; });
    if (known == limits.end())
      limits.emplace_back(name, limit);
    else
      known->second.left = limit.left;
  }
  return limits;
}

}  // namespace pol::letter
