// A policy made by hand: two benefits' worth of enum, a question with a list, an answer. What the tests of lower/ have in common.
#pragma once

#include <string>
#include <utility>

#include "model/model.h"

namespace pol::lower::test {

inline const model::Type truth{model::Kind::boolean, model::none, 0, {}};
inline const model::Type money{model::Kind::money, model::none, 0, "VND"};
inline const model::Type text{model::Kind::text, model::none, 0, {}};
inline const model::Type date{model::Kind::date, model::none, 0, {}};

inline model::ExprPtr make(model::ExprNode node, model::Type type = truth, model::Range range = {}) {
  return std::make_shared<const model::Expr>(model::Expr{std::move(node), std::move(type), range, {}});
}
inline model::ExprPtr amount(std::int64_t value) { return make(model::Constant{value}, money, {value, value}); }
inline model::ExprPtr yes() { return make(model::Constant{1}); }

// Facts of the small policy.
enum SmallFact : model::FactId { claim, id, benefits, decided_on, honest, items, cost, urgent, note, detail, seen_on, limit, fact_count };

inline model::Fact fact(std::string name, model::FactKind kind, model::Presence presence, model::Type type = {},
                        model::FactId parent = claim, model::Range range = {}) {
  model::Fact made{};
  made.path = parent == model::none ? name : "claim." + name;
  made.name = std::move(name);
  made.kind = kind;
  made.presence = presence;
  made.type = std::move(type);
  made.parent = parent;
  made.range = range;
  return made;
}

inline model::Policy small_policy() {
  using model::FactKind, model::Presence;
  model::Policy policy;
  policy.name = "small";
  policy.currency = "VND";
  policy.enums = {{"Benefit", {"X"}}};
  policy.benefits = 0;
  policy.numbers = {"1", "2"};
  policy.facts = {fact("claim", FactKind::group, Presence::required, {}, model::none),
                  fact("id", FactKind::leaf, Presence::key, text),
                  fact("benefits", FactKind::leaf, Presence::key, {model::Kind::set, 0, 0, {}}),
                  fact("decided_on", FactKind::leaf, Presence::required, date, claim, {0, 20'000}),
                  fact("honest", FactKind::leaf, Presence::presumed, truth),
                  fact("items", FactKind::list, Presence::optional),
                  fact("cost", FactKind::leaf, Presence::required, money, items, {0, 1'000}),
                  fact("urgent", FactKind::leaf, Presence::presumed, truth, items),
                  fact("note", FactKind::leaf, Presence::optional, money, items, {0, 1'000}),
                  fact("detail", FactKind::record, Presence::optional, {}, items),
                  fact("seen_on", FactKind::leaf, Presence::required, date, detail, {0, 20'000}),
                  fact("limit", FactKind::leaf, Presence::required, money, claim, {0, 1'000})};
  for (model::FactId k = cost; k <= seen_on; ++k) {
    policy.facts[k].list = items;
    policy.facts[k].path = "claim.items[]." + policy.facts[k].name;
  }
  policy.facts[items].most = 5;
  policy.questions.emplace_back();
  policy.questions[0].name = "claim";
  policy.questions[0].block = claim;
  policy.questions[0].id = id;
  policy.questions[0].lines = benefits;
  policy.questions[0].today = decided_on;
  return policy;
}

inline model::ExprPtr element(SmallFact member, model::ElementId of) {
  const model::Policy policy = small_policy();
  return make(model::FactValue{member, of}, policy.facts[member].type, policy.facts[member].range);
}

// The whole policy's line pays `amount`.
inline model::Policy paying(model::ExprPtr amount) {
  model::Policy policy = small_policy();
  const model::ExprPtr event = make(model::FactValue{decided_on}, date, {0, 20'000});
  policy.lines.push_back({0, 0, event, {}, {{0, model::StepEffect::benefit, model::Effect::limits, std::move(amount), {}, {}}}});
  return policy;
}

}  // namespace pol::lower::test
