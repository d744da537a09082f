// Samples and examples: what each step gives, all settings taken together, and what is expected of the decision.
#include <algorithm>

#include "check/literals.h"
#include "check/settings.h"
#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

std::vector<std::string> known_statuses() { return {"paid", "declined", "pended", "referred", "invalid"}; }

class Examples {
 public:
  explicit Examples(Wording& wording) : wording_(wording) {}

  void example(const ast::Example& written) {
    model::Example made{written.title.value, {}, written.title.span};
    Settings settings(wording_);
    if (written.start) settings.start_from(*written.start);
    for (const ast::ExampleStep& step : written.steps) {
      const auto is_invalid = [](const ast::Expectation& each) { return each.status.text == "invalid"; };
      const bool within_bounds = std::none_of(step.expectations.begin(), step.expectations.end(), is_invalid);
      settings.apply(step.blocks, within_bounds);
      model::ExampleStep made_step{0, settings.in_order(), {}, step.span};
      for (const ast::Expectation& each : step.expectations) made_step.expectations.push_back(expectation(each));
      if (step.expectations.empty()) wording_.report(Message::step_without_expectation, step.span);
      made.steps.push_back(std::move(made_step));
    }
    if (written.steps.empty()) wording_.report(Message::step_without_expectation, written.title.span);
    wording_.policy.examples.push_back(std::move(made));
  }

 private:
  model::Expectation expectation(const ast::Expectation& written) {
    model::Expectation made{written.status.text, none, {}, {}, {}, written.span};
    const std::vector<std::string> statuses = known_statuses();
    if (std::find(statuses.begin(), statuses.end(), made.status) == statuses.end()) {
      wording_.report_name(Message::misspelt_status, Message::unknown_status, written.status, statuses, {listed(statuses)});
    }
    if (written.benefit) made.benefit = wording_.benefit(*written.benefit).value_or(none);
    if (written.amount) made.amount = amount(*written.amount);
    for (const ast::Text& text : written.because) {
      made.because.push_back(text.value);
      if (wording_.number_ids.contains(text.value)) continue;
      wording_.report_name(Message::misspelt_number, Message::unknown_number, {text.value, text.span}, wording_.policy.numbers);
    }
    made.missing = missing(written.missing);
    return made;
  }

  std::optional<std::int64_t> amount(const ast::Expr& written) {
    model::Type type;
    type.kind = model::Kind::money;
    type.currency = wording_.policy.currency;
    type.decimals = wording_.policy.decimals;
    return literal_as(wording_, written, type, "");
  }

  // In the order of the schema, as decisions list them.
  std::vector<std::string> missing(const std::vector<ast::Path>& written) {
    std::vector<FactId> facts;
    for (const ast::Path& path : written) {
      const std::optional<FactId> block = wording_.block(path.names.front().text);
      if (!block) wording_.report(Message::missing_needs_its_block, span_of(path), {text_of(path)});
      const std::optional<FactId> fact = block ? wording_.follow(*block, path.names, 1) : std::nullopt;
      if (fact) facts.push_back(*fact);
    }
    std::sort(facts.begin(), facts.end());
    std::vector<std::string> paths;
    for (const FactId fact : facts) paths.push_back(wording_.policy.facts[fact].path);
    return paths;
  }

  Wording& wording_;
};

}  // namespace

void check_examples(Wording& wording) {
  for (const ast::Sample* sample : wording.samples) Settings(wording).start_from(sample->name);
  Examples examples(wording);
  for (const ast::Example* example : wording.examples) examples.example(*example);
}

}  // namespace pol::check
