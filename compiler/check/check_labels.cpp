// What is labelled may decide, and may not be shown: the places where a decision or an export would show it. What is released there in
// writing is told by the decision.
#include <algorithm>

#include "check/build.h"
#include "check/label_flow.h"
#include "check/let_go.h"
#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::Lifted;

bool holds(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

class Labels {
 public:
  Labels(Wording& wording, const Guards& guards)
      : wording_(wording), policy_(wording.policy), guards_(guards), flow_(wording.policy), let_go_(wording, guards) {}

  void run() {
    for (const model::Question& question : policy_.questions) {
      for (const FactId fact : {question.id, question.lines, question.today}) in_every_decision(fact);
    }
    in_every_decision(policy_.certificate_id);
    for (const ast::Output* output : wording_.outputs) this->output(*output);
    for (model::Line& line : policy_.lines) this->line(line);
    for (std::size_t i = 0; i < policy_.exports.size(); ++i) exported(*wording_.exports.at(i), policy_.exports[i]);
    for (const model::Example& example : policy_.examples) title(example);
  }

 private:
  // The fact and its label are the first two arguments.
  void report(Message message, Span sink, const Shown& shown, std::vector<std::string> more = {}) {
    const model::Fact& fact = policy_.facts.at(shown.fact);
    more.insert(more.begin(), {fact.path, fact.labels.front()});
    const bool inside = holds(sink, shown.read_at);
    Diagnostic& diagnostic = wording_.report(message, inside ? shown.read_at : sink, std::move(more));
    if (!inside) diagnostic.label(shown.read_at, "it is read here");
    diagnostic.label(fact.span, "labelled here");
    if (wording_.never_released.contains(fact.labels.front())) diagnostic.label(wording_.labels.at(fact.labels.front()), "never released");
  }

  void in_every_decision(FactId fact) {
    if (fact == none || policy_.facts.at(fact).labels.empty()) return;
    const model::Fact& shown = policy_.facts[fact];
    wording_.report(Message::labelled_in_every_decision, shown.span, {shown.path, shown.labels.front()});
  }

  // ---- outputs ----

  void output(const ast::Output& written) {
    for (model::Question& question : policy_.questions) {
      for (std::uint32_t i = 0; i < question.outputs.size(); ++i) {
        if (question.outputs[i].span.begin == written.name.span.begin) output(written, question, i);
      }
    }
  }

  void output(const ast::Output& written, model::Question& question, std::uint32_t index) {
    const model::Output& made = question.outputs[index];
    std::vector<ExprPtr> read = model::values_of(made);
    if (made.present) read.push_back(made.present);
    const Span span = written.value ? written.value->span : join(written.rows.front().span, written.rows.back().span);
    const LabelFlow::Flow flow = flow_.of_all(read);
    for (const Shown& each : flow.shown) report(Message::labelled_shown, span, each, {made.name});
    for (const model::OutputRows& rows : made.rows) {
      if (rows.list != none && !policy_.facts.at(rows.list).labels.empty())
        report(Message::labelled_shown, span, {rows.list, span}, {made.name});
    }
    if (flow.releases.empty()) return;
    std::vector<LetGo> all = made.rows.empty() ? let_go_.of(read) : std::vector<LetGo>{};
    for (const model::OutputRows& rows : made.rows) {
      const std::vector<LetGo> of_rows = let_go_.of(rows);
      all.insert(all.end(), of_rows.begin(), of_rows.end());
    }
    for (const LetGo& each : all) add_entries(each, span, index, question.grounds);
  }

  // ---- lines ----

  void line(model::Line& line) {
    const std::string& benefit = wording_.benefits.at(line.benefit)->name.text;
    std::vector<ExprPtr> all;
    for (const model::Step& step : line.steps) {
      std::vector<ExprPtr> read{step.after};
      if (step.limit) read.insert(read.end(), {step.limit->limit, step.limit->used});
      for (const Shown& each : flow_.of_all(read).shown) report(Message::labelled_paid, step.span, each, {benefit});
      all.insert(all.end(), read.begin(), read.end());
    }
    if (line.event) {
      for (const Shown& each : flow_.of(line.event).shown) report(Message::labelled_event, line.event->span, each, {benefit});
      all.push_back(line.event);
    }
    if (flow_.of_all(all).releases.empty()) return;
    for (const LetGo& each : let_go_.of(all)) add_entries(each, wording_.benefits[line.benefit]->name.span, none, line.grounds);
  }

  // ---- exports ----

  void exported(const ast::Export& written, model::Export& made) {
    for (std::size_t i = 0; i < made.columns.size(); ++i) {
      model::ExportColumn& column = made.columns[i];
      if (!column.value) continue;
      const LabelFlow::Flow& flow = flow_.of(column.value);
      for (const Shown& each : flow.shown) {
        report(Message::labelled_exported, written.columns[i].value->span, each, {made.recipient, made.name});
      }
      if (flow.releases.empty()) continue;
      for (const LetGo& each : let_go_.of({column.value})) {
        const std::string& recipient = policy_.releases.at(each.release).recipient;
        if (!recipient.empty() && recipient != made.recipient) {
          wording_.report(Message::released_to_another, written.columns[i].value->span,
                          {policy_.facts.at(each.fact).path, recipient, made.recipient, made.name});
        }
        for (const auto& [lifted, version] : entries(each)) column.lifted.push_back(lifted);
      }
    }
  }

  // ---- what is told of a release: an entry for each fact that was let go, and enacted version ----

  std::vector<std::pair<Lifted, std::size_t>> entries(const LetGo& let_go) const {
    const model::Release& release = policy_.releases.at(let_go.release);
    const model::Law& law = policy_.laws.at(release.law);
    std::vector<std::pair<Lifted, std::size_t>> all;
    for (std::size_t i = 0; i < law.versions.size(); ++i) {
      if (law.versions[i].status != model::LawStatus::enacted) continue;
      const std::string version = law.jurisdiction + " " + law.name + " " + law.versions[i].name;
      all.push_back({{let_go.fact, release.purpose, version, release.recipient, release.period}, i});
    }
    return all;
  }

  void add_entries(const LetGo& let_go, Span span, std::uint32_t output, std::vector<model::Ground>& grounds) {
    const model::Release& release = policy_.releases.at(let_go.release);
    for (const auto& [lifted, version] : entries(let_go)) {
      std::vector<bool> only(policy_.enums.at(policy_.laws.at(release.law).cases).cases.size());
      only[version] = true;
      std::vector<ExprPtr> parts{in_cases(release.version, only, span)};
      if (release.present) parts.insert(parts.begin(), release.present);
      const ExprPtr whole = all_of(parts, span);
      GuardSet guards;
      for (const Need& need : guards_.needs(*whole)) guards.insert(need.guard);
      const ExprPtr condition = all_of({guards_.tests(guards, span), whole, let_go.when}, span);
      if (is_constant(condition, 0)) continue;
      grounds.push_back({none, model::Effect::requires_it, model::Role::declassifies, condition, span, false, place_of(lifted), output});
    }
  }

  std::uint32_t place_of(const Lifted& lifted) {
    const auto found = std::find(policy_.lifted.begin(), policy_.lifted.end(), lifted);
    const auto place = static_cast<std::uint32_t>(found - policy_.lifted.begin());
    if (found == policy_.lifted.end()) policy_.lifted.push_back(lifted);
    return place;
  }

  // ---- titles of examples ----

  void title(const model::Example& example) {
    for (const model::ExampleStep& step : example.steps) {
      for (const model::Setting& setting : step.settings) {
        const model::Fact& fact = policy_.facts.at(setting.fact);
        const bool is_told = fact.type.kind == model::Kind::text || fact.type.kind == model::Kind::date;
        if (fact.labels.empty() || !is_told || setting.kind != model::SettingKind::value || setting.json.size() <= 2) continue;
        if (!is_said_in(example.title, setting.json.substr(1, setting.json.size() - 2))) continue;
        wording_.report(Message::labelled_in_title, example.span, {fact.path, fact.labels.front()}).label(fact.span, "labelled here");
        return;
      }
    }
  }

  // As words of their own: `Kim` is not said in `Kimberley`.
  static bool is_said_in(const std::string& title, const std::string& value) {
    const auto goes_on = [](char a, char b) {
      return std::isalnum(static_cast<unsigned char>(a)) != 0 && std::isalnum(static_cast<unsigned char>(b)) != 0;
    };
    for (std::size_t at = title.find(value); at != std::string::npos; at = title.find(value, at + 1)) {
      const std::size_t end = at + value.size();
      const bool begins = at == 0 || !goes_on(title[at - 1], value.front());
      const bool ends = end == title.size() || !goes_on(value.back(), title[end]);
      if (begins && ends) return true;
    }
    return false;
  }

  Wording& wording_;
  model::Policy& policy_;
  const Guards& guards_;
  LabelFlow flow_;
  LettingGo let_go_;
};

}  // namespace

void check_labels(Wording& wording, const Guards& guards) {
  const auto& facts = wording.policy.facts;
  if (std::any_of(facts.begin(), facts.end(), [](const model::Fact& fact) { return !fact.labels.empty(); })) Labels(wording, guards).run();
}

}  // namespace pol::check
