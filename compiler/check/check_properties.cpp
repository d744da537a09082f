// Properties: what must hold of every decision, as conditions of the record and of what was paid.
#include <vector>

#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

class Properties {
 public:
  Properties(Wording& wording, Typing& typing, const Guards& guards) : wording_(wording), typing_(typing), guards_(guards) {}

  void property(const ast::Property& written) {
    model::Property made{written.title.value, question_of(written), {}, written.title.span};
    if (written.always.empty()) wording_.report(Message::property_says_nothing, written.title.span);
    if (made.question == none) return;
    for (const ast::Always& each : written.always) rule(each, made);
    wording_.policy.properties.push_back(std::move(made));
  }

 private:
  // The one that is named; else the one that asks for benefits, or the only one.
  std::uint32_t question_of(const ast::Property& written) {
    std::vector<std::string> names;
    for (const model::Question& each : wording_.policy.questions) names.push_back(each.name);
    if (!written.question) {
      const std::uint32_t of_lines = wording_.question_of_lines();
      if (of_lines != none) return of_lines;
      if (names.size() == 1) return 0;
      wording_.report(Message::property_for_no_question, written.title.span, {listed(names)});
      return none;
    }
    const std::uint32_t found = wording_.question_named(written.question->text);
    if (found == none) {
      wording_.report_name(Message::misspelt_question, Message::unknown_question, *written.question, names, {listed(names)});
    }
    return found;
  }

  // Whose outputs and names are meant too.
  std::uint32_t answer_of(std::uint32_t question) const {
    for (std::uint32_t i = 0; i < wording_.answers.size(); ++i) {
      if (wording_.question_named(wording_.answers[i]->question.text) == question) return i;
    }
    return none;
  }

  void rule(const ast::Always& written, model::Property& property) {
    Scope scope;
    scope.question = property.question;
    scope.answer = answer_of(property.question);
    const ExprPtr when = written.when ? typing_.test(*written.when, scope) : ExprPtr{};
    if (written.when && !when) return;
    if (when) scope.known.merge(guards_.implied(*when, true));
    const ExprPtr condition = typing_.test(*written.condition, scope);
    if (!condition) return;
    if (scope.uses_line) {
      wording_.report(Message::property_of_no_line, written.span);
      return;
    }
    GuardSet known;
    if (when) {
      for (const Need& need : guards_.needs(*when)) report_unguarded(wording_, need);
      known = guards_.implied(*when, true);
    }
    for (const Need& need : guards_.needs(*condition)) {
      if (!known.contains(need.guard)) report_unguarded(wording_, need);
    }
    property.rules.push_back({when, condition, written.per_certificate, written.span});
  }

  Wording& wording_;
  Typing& typing_;
  const Guards& guards_;
};

}  // namespace

void check_properties(Wording& wording, Typing& typing, const Guards& guards) {
  Properties properties(wording, typing, guards);
  for (const ast::Property* property : wording.properties) properties.property(*property);
}

}  // namespace pol::check
