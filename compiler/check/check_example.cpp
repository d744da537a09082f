// Samples and examples: what each step gives, all settings taken together, and what is expected of the decision.
#include <algorithm>
#include <array>

#include "check/literals.h"
#include "check/questions.h"
#include "check/settings.h"
#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

constexpr std::array<const char*, 6> all_statuses{"paid", "declined", "decided", "pended", "referred", "invalid"};

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Examples {
 public:
  Examples(Wording& wording, Typing& typing) : wording_(wording), typing_(typing) {}

  void example(const ast::Example& written) {
    model::Example made{written.title.value, {}, written.title.span};
    Settings settings(wording_);
    asked_ = none;
    if (written.start) settings.start_from(*written.start);
    if (settings.questions().size() == 1) asked_ = *settings.questions().begin();
    if (wording_.policy.questions.size() == 1) asked_ = 0;
    for (const ast::ExampleStep& step : written.steps) made.steps.push_back(this->step(step, settings));
    if (written.steps.empty()) wording_.report(Message::step_without_expectation, written.title.span);
    wording_.policy.examples.push_back(std::move(made));
  }

 private:
  model::ExampleStep step(const ast::ExampleStep& written, Settings& settings) {
    const auto is_invalid = [](const ast::Expectation& each) { return each.status.text == "invalid"; };
    const bool within_bounds = std::none_of(written.expectations.begin(), written.expectations.end(), is_invalid);
    settings.apply(written.blocks, within_bounds);
    ask(written);
    model::ExampleStep made{asked_ == none ? 0 : asked_, settings.in_order(asked_), {}, written.span};
    for (const ast::Expectation& each : written.expectations) {
      if (std::optional<model::Expectation> expected = expectation(each)) made.expectations.push_back(std::move(*expected));
    }
    if (written.expectations.empty()) wording_.report(Message::step_without_expectation, written.span);
    if (decides(written)) made.parameters = parameters(settings, written.span);
    return made;
  }

  static bool decides(const ast::ExampleStep& written) {
    return std::any_of(written.expectations.begin(), written.expectations.end(), [](const auto& each) { return !each.that; });
  }

  // A value for each parameter: none of them has one of its own.
  std::string parameters(const Settings& settings, Span span) {
    if (wording_.policy.parameters.empty()) return {};
    std::vector<std::string> unbound;
    std::string json = settings.parameters(unbound);
    if (!unbound.empty()) wording_.report(Message::parameter_not_bound, span, {listed(unbound), unbound.front()});
    return json;
  }

  // The question whose block stands in the step; where none stands, that of the step before.
  void ask(const ast::ExampleStep& written) {
    const ast::Name* first = nullptr;
    for (const ast::SettingBlock& block : written.blocks) {
      const std::uint32_t question = wording_.question_named(block.block.text);
      if (question == none) continue;
      if (first && first->text != block.block.text) {
        wording_.report(Message::step_with_two_questions, block.block.span, {first->text, block.block.text});
      }
      first = &block.block;
      asked_ = question;
    }
    if (asked_ == none && decides(written)) wording_.report(Message::step_without_question, written.span, {listed(question_names())});
  }

  std::vector<std::string> question_names() const {
    std::vector<std::string> names;
    for (const model::Question& each : wording_.policy.questions) names.push_back(each.name);
    return names;
  }

  bool has_lines() const { return asked_ == none || model::asks_for_lines(wording_.policy.questions.at(asked_)); }

  // There are benefits, and no question asks for them: that is said where it is, or what went wrong with the line that should say so.
  bool lines_are_lost() const {
    return !wording_.benefit_names().empty() &&
           std::none_of(wording_.policy.questions.begin(), wording_.policy.questions.end(), model::asks_for_lines);
  }

  std::vector<std::string> statuses() const {
    if (lines_are_lost()) return {all_statuses.begin(), all_statuses.end()};
    if (has_lines()) return {"paid", "declined", "pended", "referred", "invalid"};
    return {"decided", "pended", "referred", "invalid"};
  }

  std::vector<std::string> outputs() const {
    std::vector<std::string> names;
    if (asked_ == none) return names;
    for (const model::Output& each : wording_.policy.questions.at(asked_).outputs) names.push_back(each.name);
    return names;
  }

  std::optional<model::Expectation> expectation(const ast::Expectation& written) {
    if (written.that) return condition(written);
    const bool is_status = std::find(all_statuses.begin(), all_statuses.end(), written.status.text) != all_statuses.end();
    if (!is_status) return output(written);
    model::Expectation made;
    made.status = written.status.text;
    made.span = written.span;
    if (!contains(statuses(), made.status)) {
      wording_.report(Message::unknown_status, written.status.span, {made.status, listed(statuses())});
    }
    made.benefit = benefit(written);
    if (written.amount) made.amount = amount(*written.amount);
    for (const ast::Text& text : written.because) {
      made.because.push_back(text.value);
      if (wording_.number_ids.contains(text.value)) continue;
      wording_.report_name(Message::misspelt_number, Message::unknown_number, {text.value, text.span}, wording_.policy.numbers);
    }
    made.missing = missing(written);
    return made;
  }

  // The benefit whose status it is; none where it is that of a question without lines, or of a record that is invalid.
  std::uint32_t benefit(const ast::Expectation& written) {
    const std::string& status = written.status.text;
    const bool needs_one = has_lines() && status != "invalid" && status != "decided";
    if (written.benefit && (has_lines() || lines_are_lost())) return wording_.benefit(*written.benefit).value_or(none);
    if (written.benefit) wording_.report(Message::benefit_not_asked_for, written.benefit->span, {wording_.policy.questions[asked_].name});
    const std::vector<std::string> benefits = wording_.benefit_names();
    if (!written.benefit && needs_one && !benefits.empty()) {
      wording_.report(Message::benefit_not_said, written.status.span, {status, benefits.front()});
    }
    return none;
  }

  // `expect that C`
  std::optional<model::Expectation> condition(const ast::Expectation& written) {
    Scope scope;
    model::Expectation made;
    made.that = typing_.test(*written.that, scope);
    made.span = written.span;
    if (!made.that) return std::nullopt;
    const std::optional<std::string> read = scope.uses_line ? "event" : read_of_record(wording_.policy, made.that);
    if (read) wording_.report(Message::that_reads_the_record, written.that->span, {*read});
    return made;
  }

  // `expect payee written_beneficiary`, `expect due_date absent`
  std::optional<model::Expectation> output(const ast::Expectation& written) {
    const std::optional<model::Output> found = output_named(written.status);
    if (!found) return std::nullopt;
    const bool says_value = written.value || written.absent || !written.members.empty() || !written.rows.empty() || !written.items.empty();
    if (!written.because.empty() || !written.missing.empty() || !says_value) {
      wording_.report(Message::output_with_more, written.span, {written.status.text});
      return std::nullopt;
    }
    model::Expectation made;
    made.output = found->name;
    made.json = "null";
    made.span = written.span;
    if (written.absent) return made;
    if (!found->fields.empty() || !written.rows.empty() || !written.items.empty()) return list(written, *found, std::move(made));
    if (found->value->type.kind == model::Kind::set) return members(written, found->value->type, std::move(made));
    if (!written.members.empty()) {
      wording_.report(Message::one_value_only, written.span, {found->name});
      return std::nullopt;
    }
    const std::optional<std::string> json = json_of(*written.value, found->value->type);
    if (!json) return std::nullopt;
    made.json = *json;
    return made;
  }

  // `expect warnings NotEnacted, Overdue`: exactly these; `expect warnings none`: not one.
  std::optional<model::Expectation> members(const ast::Expectation& written, const model::Type& type, model::Expectation made) {
    std::vector<ast::Name> names = written.members;
    if (const auto* path = written.value ? std::get_if<ast::Path>(&written.value->node) : nullptr) names = {path->names.front()};
    const auto& cases = wording_.policy.enums.at(type.enum_id).cases;
    const bool is_none = names.size() == 1 && names.front().text == "none" && !contains(cases, "none");
    if (is_none) names.clear();
    if (names.empty() && !is_none) wording_.report(Message::output_with_more, written.span, {made.output});
    const std::optional<std::vector<bool>> mask = cases_of(wording_, type.enum_id, names);
    if (!mask) return std::nullopt;
    made.json = "[";
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if ((*mask)[i]) made.json += (made.json.size() > 1 ? ",\"" : "\"") + cases[i] + "\"";
    }
    made.json += "]";
    return made;
  }

  // `expect victims { id "V1"  amount 5 EUR } { ... }`, `expect published 5, absent, 7`, `expect victims none`
  std::optional<model::Expectation> list(const ast::Expectation& written, const model::Output& output, model::Expectation made) {
    const bool plain = output.fields.size() == 1 && output.fields.front().name.empty();
    said_ = false;
    std::vector<std::string> rows;
    for (const std::vector<ast::Setting>& row : written.rows) {
      const std::optional<std::string> json = plain ? std::nullopt : expected_row(row, output);
      if (!json) return wrong_rows(written, output);
      rows.push_back(*json);
    }
    std::vector<const ast::Expr*> items;
    std::vector<ast::ExprPtr> named;
    for (const ast::Name& name : written.members) named.push_back(std::make_unique<ast::Expr>(ast::Expr{name.span, ast::Path{{name}}}));
    for (const ast::ExprPtr& item : written.items) items.push_back(item.get());
    for (const ast::ExprPtr& item : named) items.push_back(item.get());
    const bool empty = written.value && is_word(*written.value, "none") && !is_a_case(output, "none");
    if (written.value && !empty) items.push_back(written.value.get());
    for (const ast::Expr* item : items) {
      const std::optional<std::string> json = plain ? json_of(*item, output.fields.front().type) : std::nullopt;
      if (!json) return wrong_rows(written, output);
      rows.push_back(*json);
    }
    made.json.clear();
    for (const std::string& row : rows) made.json += (made.json.empty() ? "[" : ",") + row;
    made.json += rows.empty() ? "[]" : "]";
    return made;
  }

  std::optional<model::Expectation> wrong_rows(const ast::Expectation& written, const model::Output& output) {
    if (said_) return std::nullopt;
    std::vector<std::string> names;
    for (const model::OutputField& field : output.fields) names.push_back(field.name.empty() ? "a value" : field.name);
    wording_.report(Message::rows_expected, written.span, {output.name, listed(names)});
    return std::nullopt;
  }

  bool is_a_case(const model::Output& output, const std::string& name) const {
    const model::Type& type = output.fields.front().type;
    if (type.kind != model::Kind::enumeration) return false;
    return contains(wording_.policy.enums.at(type.enum_id).cases, name);
  }

  static bool is_word(const ast::Expr& written, const std::string& word) {
    const auto* path = std::get_if<ast::Path>(&written.node);
    return path && path->names.size() == 1 && path->names.front().text == word;
  }

  std::optional<std::string> json_of(const ast::Expr& written, const model::Type& type) {
    if (is_word(written, "absent")) return "null";
    if (type.kind == model::Kind::text) {
      if (const auto* text = std::get_if<ast::Text>(&written.node)) return json_of_text(text->value);
      wording_.report(Message::text_expected, written.span);
      said_ = true;
      return std::nullopt;
    }
    const std::optional<std::int64_t> value = literal_as(wording_, written, type, "");
    said_ = !value;
    return value ? std::optional(json_of_literal(wording_.policy, type, *value)) : std::nullopt;
  }

  std::optional<std::string> expected_row(const std::vector<ast::Setting>& row, const model::Output& output) {
    std::string json;
    for (const ast::Setting& setting : row) {
      const bool one = setting.path.names.size() == 1 && (setting.absent || setting.values.size() == 1) && setting.items.empty();
      const auto field = std::find_if(output.fields.begin(), output.fields.end(),
                                      [&](const model::OutputField& each) { return each.name == setting.path.names.front().text; });
      if (!one || field == output.fields.end()) return std::nullopt;
      const std::optional<std::string> value = setting.absent ? "null" : json_of(*setting.values.front(), field->type);
      if (!value) return std::nullopt;
      json += (json.empty() ? "" : ",") + json_of_text(field->name) + ":" + *value;
    }
    return "{" + json + "}";
  }

  std::optional<model::Output> output_named(const ast::Name& name) {
    const auto& questions = wording_.policy.questions;
    const auto is_it = [&](const model::Output& each) { return each.name == name.text; };
    bool is_of_another = false;
    for (std::uint32_t i = 0; i < questions.size(); ++i) {
      const auto found = std::find_if(questions[i].outputs.begin(), questions[i].outputs.end(), is_it);
      if (found == questions[i].outputs.end()) continue;
      if (i == asked_) return *found;
      is_of_another = true;
    }
    if (is_of_another && asked_ != none) {
      const std::string names = outputs().empty() ? "none" : listed(outputs());
      wording_.report(Message::expected_of_another_question, name.span, {name.text, questions[asked_].name, names});
      return std::nullopt;
    }
    const auto was_wrong = [&](const ast::Output* each) { return each->name.text == name.text; };
    if (std::any_of(wording_.outputs.begin(), wording_.outputs.end(), was_wrong)) return std::nullopt;
    std::vector<std::string> candidates = statuses();
    const std::vector<std::string> more = outputs();
    candidates.insert(candidates.end(), more.begin(), more.end());
    wording_.report_name(Message::misspelt_status, Message::unknown_status, name, candidates, {listed(candidates)});
    return std::nullopt;
  }

  std::optional<std::int64_t> amount(const ast::Expr& written) {
    model::Type type;
    type.kind = model::Kind::money;
    type.currency = wording_.policy.currency;
    type.decimals = wording_.policy.decimals;
    return literal_as(wording_, written, type, "");
  }

  // Of each list around a fact, the outermost first, itself and which item; then the fact.
  using Missing = std::vector<std::uint32_t>;

  // In the order of the schema, items one after another, as decisions list them.
  std::vector<std::string> missing(const ast::Expectation& written) {
    std::vector<Missing> found;
    for (std::size_t i = 0; i < written.missing.size(); ++i) {
      const ast::Path& path = written.missing[i];
      const std::optional<FactId> block = wording_.block(path.names.front().text);
      if (!block) wording_.report(Message::missing_needs_its_block, span_of(path), {text_of(path)});
      const bool has_positions = i < written.missing_positions.size();
      const std::optional<Missing> fact =
          block ? missing_fact(*block, path, has_positions ? written.missing_positions[i] : std::vector<std::optional<std::uint32_t>>{})
                : std::nullopt;
      if (fact) found.push_back(*fact);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> paths;
    for (const Missing& each : found) paths.push_back(path_of(each));
    return paths;
  }

  std::optional<Missing> missing_fact(FactId block, const ast::Path& path, const std::vector<std::optional<std::uint32_t>>& positions) {
    Missing way;
    FactId start = block;
    auto from = path.names.begin() + 1;
    for (std::size_t at = 0; at < positions.size(); ++at) {
      if (!positions[at]) continue;
      const auto behind = path.names.begin() + static_cast<std::ptrdiff_t>(at) + 1;
      const std::optional<FactId> list = wording_.follow(start, {from, behind}, 0, start != block);
      if (!list) return std::nullopt;
      if (wording_.policy.facts.at(*list).kind != model::FactKind::list) {
        wording_.report(Message::items_of_no_list, span_of(path), {wording_.policy.facts[*list].path});
        return std::nullopt;
      }
      way.insert(way.end(), {*list, *positions[at]});
      start = *list;
      from = behind;
    }
    const bool is_plain = !way.empty() && from == path.names.end() && model::is_plain_list(wording_.policy, start);
    const std::vector<ast::Name> names(from, path.names.end());
    if (!is_plain && leads_into_a_list(wording_, start, names, !way.empty())) return std::nullopt;
    const std::optional<FactId> fact = is_plain ? start + 1 : wording_.follow(start, names, 0, !way.empty());
    if (!fact) return std::nullopt;
    way.push_back(*fact);
    return way;
  }

  std::string path_of(const Missing& missing) const {
    std::string path = wording_.policy.facts.at(missing.back()).path;
    for (std::size_t k = 1; k < missing.size(); k += 2) path.insert(path.find("[]") + 1, std::to_string(missing[k]));
    return path;
  }

  Wording& wording_;
  Typing& typing_;
  std::uint32_t asked_ = none;
  bool said_ = false;  // what is wrong with an expected value
};

}  // namespace

void check_examples(Wording& wording, Typing& typing) {
  for (const ast::Sample* sample : wording.samples) Settings(wording).start_from(sample->name);
  Examples examples(wording, typing);
  for (const ast::Example* example : wording.examples) examples.example(*example);
}

}  // namespace pol::check
