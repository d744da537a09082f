// The first walk over the file: which declarations there are, under which names, and the clause numbers in the order of their appearance.
#include <algorithm>
#include <array>
#include <variant>

#include "check/wording.h"

namespace pol::check {

namespace {

// Words that always mean the same where a value is read.
constexpr std::array<std::string_view, 7> reserved{"event", "today", "claimable", "amount", "certificate", "Benefit", "LawStatus"};

class Collector {
 public:
  explicit Collector(Wording& wording) : wording_(wording) {}

  void operator()(const ast::PolicyHeader& header) { only_one(wording_.header, header, Message::second_policy); }
  void operator()(const ast::Certificate& certificate) { only_one(wording_.certificate, certificate, Message::second_certificate); }
  void operator()(const ast::Question& question) {
    if (!declare(question.name, DeclaredKind::block, wording_.questions.size())) return;
    wording_.questions.push_back(&question);
  }
  void operator()(const ast::Use&) {}  // what it brings along stands among the declarations already
  void operator()(const ast::TypeName& type) {
    if (!declare(type.name, DeclaredKind::type, wording_.types.size())) return;
    wording_.types.push_back(&type);
  }
  void operator()(const ast::Parameter& parameter) {
    if (!declare(parameter.name, DeclaredKind::parameter, wording_.parameters.size())) return;
    wording_.parameters.push_back({&parameter});
  }
  void operator()(const ast::Table& table) {
    if (!declare(table.name, DeclaredKind::table, wording_.tables.size())) return;
    wording_.tables.push_back({&table});
    wording_.number_of(table.number ? table.number->value : table.name.text);
  }
  void operator()(const ast::Define& define) {
    if (!declare(define.name, DeclaredKind::define, wording_.defines.size())) return;
    wording_.defines.push_back(&define);
    if (define.number) wording_.number_of(define.number->value);
    number_lines(define.lines);
  }
  void operator()(const ast::Law& law) {
    if (!declare(law.name, DeclaredKind::law, wording_.laws.size())) return;
    wording_.laws.push_back(&law);
    if (law.number) wording_.number_of(law.number->value);
  }
  void operator()(const ast::Verdict& verdict) {
    if (!declare(verdict.name, DeclaredKind::verdict, wording_.verdicts.size())) return;
    wording_.verdicts.push_back(&verdict);
    if (verdict.number) wording_.number_of(verdict.number->value);
    for (const ast::Gate& gate : verdict.gates) {
      for (const ast::Text& number : gate.numbers) wording_.number_of(number.value);
    }
  }
  void operator()(const ast::Presume& presume) {
    if (!declare(presume.name, DeclaredKind::presume, wording_.presumptions.size())) return;
    wording_.presumptions.push_back(&presume);
    if (presume.number) wording_.number_of(presume.number->value);
    for (const ast::Text& number : presume.rebuttal_numbers) wording_.number_of(number.value);
  }
  void operator()(const ast::Output& output) {
    const bool is_read = !is_of(output.name, DeclaredKind::benefit);
    if (is_read && !declare(output.name, DeclaredKind::output, wording_.outputs.size())) return;
    wording_.outputs.push_back(&output);
    number_output(output);
  }
  void operator()(const ast::Split& split) {
    if (!declare(split.name, DeclaredKind::split, wording_.splits.size())) return;
    wording_.splits.push_back(&split);
    if (split.number) wording_.number_of(split.number->value);
  }
  // Its names are its own; they are read with it.
  void operator()(const ast::Answer& answer) {
    wording_.answers.push_back(&answer);
    if (answer.number) wording_.number_of(answer.number->value);
    for (const ast::Define& define : answer.defines) {
      if (define.number) wording_.number_of(define.number->value);
      number_lines(define.lines);
    }
    for (const ast::Output& output : answer.outputs) number_output(output);
    number_lines(answer.lines);
  }
  void operator()(const ast::Clause& clause) {
    const bool is_benefit = clause.kind == ast::ClauseKind::benefit;
    const std::size_t index = is_benefit ? wording_.benefits.size() : wording_.clauses.size();
    if (is_benefit && is_of(clause.name, DeclaredKind::output)) wording_.declared.erase(clause.name.text);
    const bool other_of_its_name = wording_.declared.contains(clause.name.text) && !is_of(clause.name, DeclaredKind::benefit);
    const bool declared = declare(clause.name, is_benefit ? DeclaredKind::benefit : DeclaredKind::clause, index);
    if (!declared && !(is_benefit && other_of_its_name)) return;  // a benefit is one all the same, so that its name is all that is wrong
    wording_.clauses.push_back(&clause);
    if (is_benefit) wording_.benefits.push_back(&clause);
    wording_.number_of(clause.number ? clause.number->value : clause.name.text);
    number_lines(clause.lines);
  }
  void operator()(const ast::Letter& letter) { wording_.letters.push_back(&letter); }
  void operator()(const ast::LabelNames& labels) {
    for (const auto& [name, never_released] : labels.names) {
      if (never_released) wording_.never_released.insert(name.text);
      const auto [place, added] = wording_.labels.emplace(name.text, name.span);
      if (name.text == "personal")
        wording_.report(Message::name_has_a_meaning, name.span, {name.text});
      else if (added)
        wording_.policy.labels.push_back(name.text);
      else
        twice(name, place->second);
    }
  }
  void operator()(const ast::Export& each) {
    if (!declare(each.name, DeclaredKind::exported, wording_.exports.size())) return;
    wording_.exports.push_back(&each);
    if (each.number) wording_.number_of(each.number->value);
  }
  void operator()(const ast::Sample& sample) {
    for (const ast::Sample* other : wording_.samples) {
      if (other->name.text == sample.name.text) return twice(sample.name, other->name.span);
    }
    wording_.samples.push_back(&sample);
  }
  void operator()(const ast::Example& example) {
    for (const ast::Example* other : wording_.examples) {
      if (other->title.value == example.title.value) {
        wording_.report(Message::example_titled_twice, example.title.span).label(other->title.span, "the first one");
        return;
      }
    }
    wording_.examples.push_back(&example);
  }
  void operator()(const ast::Property& property) {
    for (const ast::Property* other : wording_.properties) {
      if (other->title.value != property.title.value) continue;
      wording_.report(Message::property_titled_twice, property.title.span).label(other->title.span, "the first one");
      return;
    }
    wording_.properties.push_back(&property);
  }

 private:
  // An output may be called like a benefit: decisions say them at different places. Where the name is read it is the benefit.
  bool is_of(const ast::Name& name, DeclaredKind kind) const {
    const auto found = wording_.declared.find(name.text);
    return found != wording_.declared.end() && found->second.kind == kind;
  }

  template <typename Declaration>
  bool only_one(const Declaration*& first, const Declaration& found, Message second) {
    if (first)
      wording_.report(second, found.span).label(first->span, "the first one");
    else
      first = &found;
    return first == &found;
  }

  void twice(const ast::Name& name, Span first) {
    wording_.report(Message::declared_twice, name.span, {name.text}).label(first, "first declared here");
  }

  bool declare(const ast::Name& name, DeclaredKind kind, std::size_t index) {
    if (has_a_meaning(name.text)) {
      wording_.report(Message::name_has_a_meaning, name.span, {name.text});
      return false;
    }
    const auto [place, added] = wording_.declared.emplace(name.text, Declared{kind, index, name.span});
    if (!added) twice(name, place->second.span);
    return added;
  }

  void number_lines(const std::vector<ast::Line>& lines) {
    for (const ast::Line& line : lines) {
      for (const ast::Text& number : line.numbers) wording_.number_of(number.value);
      if (const auto* by = std::get_if<ast::ByLines>(&line.node)) {
        for (const ast::ByLineCase& each : by->cases) number_lines(each.lines);
      }
      if (const auto* each = std::get_if<ast::PaysEach>(&line.node)) number_lines(each->lines);
    }
  }

  void number_output(const ast::Output& output) {
    if (output.number) wording_.number_of(output.number->value);
    const auto* first_of = output.value ? std::get_if<ast::FirstOf>(&output.value->node) : nullptr;
    if (!first_of) return;
    for (const ast::FirstCase& each : first_of->cases) {
      for (const ast::Text& number : each.numbers) wording_.number_of(number.value);
    }
  }

  Wording& wording_;
};

}  // namespace

bool has_a_meaning(const std::string& name) { return std::find(reserved.begin(), reserved.end(), name) != reserved.end(); }

void collect(Wording& wording) {
  Collector collector(wording);
  for (const ast::Declaration& declaration : wording.file.declarations) std::visit(collector, declaration);
  model::Enum benefits{"Benefit", wording.benefit_names()};
  wording.policy.benefits = static_cast<EnumId>(wording.policy.enums.size());
  wording.policy.enums.push_back(std::move(benefits));
}

}  // namespace pol::check
