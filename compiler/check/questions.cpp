// Which question is answered where, and under which names the parts of an answer are known in it.
#include <algorithm>

#include "check/questions.h"
#include "check/words.h"

namespace pol::check {

namespace {

class Answers {
 public:
  explicit Answers(Wording& wording) : wording_(wording), first_(wording.policy.questions.size()) {}

  void run() {
    wording_.own_names.resize(wording_.answers.size());
    for (std::uint32_t i = 0; i < wording_.answers.size(); ++i) {
      answers(*wording_.answers[i]);
      names(*wording_.answers[i], i);
    }
    for (const ast::Output* output : wording_.outputs) outside(*output);
    for (std::size_t i = 0; i < first_.size(); ++i) {
      const model::Question& question = wording_.policy.questions[i];
      const bool asks_for_lines = wording_.questions.at(i)->lines || wording_.questions.at(i)->every_line;
      if (!first_[i] && !asks_for_lines && !is_misnamed_ && wording_.question_of_lines() != none) {
        wording_.report(Message::no_answer, wording_.questions[i]->name.span, {question.name});
      }
    }
  }

 private:
  std::vector<std::string> question_names() const {
    std::vector<std::string> names;
    for (const model::Question& each : wording_.policy.questions) names.push_back(each.name);
    return names;
  }

  std::uint32_t question(const ast::Name& name) {
    const std::uint32_t found = wording_.question_named(name.text);
    if (found == none) {
      wording_.report_name(Message::misspelt_question, Message::unknown_question, name, question_names(), {listed(question_names())});
    }
    return found;
  }

  void answers(const ast::Answer& answer) {
    const std::uint32_t found = question(answer.question);
    is_misnamed_ = is_misnamed_ || found == none;
    if (found == none) return;
    if (wording_.questions.at(found)->lines || wording_.questions.at(found)->every_line)
      wording_.report(Message::answer_of_lines, answer.question.span, {answer.question.text});
    else if (first_[found])
      wording_.report(Message::second_answer, answer.question.span, {answer.question.text}).label(first_[found]->span, "the first one");
    else
      first_[found] = &answer.question;
  }

  void names(const ast::Answer& answer, std::uint32_t place) {
    for (const ast::Define& define : answer.defines) {
      if (!declare(define.name, {DeclaredKind::define, wording_.defines.size(), define.name.span}, place)) continue;
      wording_.define_answers.emplace(wording_.defines.size(), place);
      wording_.defines.push_back(&define);
    }
    for (const ast::Output& output : answer.outputs) {
      if (output.question) wording_.report(Message::output_for_in_an_answer, output.question->span, {answer.question.text});
      if (!declare(output.name, {DeclaredKind::output, wording_.outputs.size(), output.name.span}, place)) continue;
      wording_.output_answers.emplace(wording_.outputs.size(), place);
      wording_.outputs.push_back(&output);
    }
  }

  bool declare(const ast::Name& name, const Declared& declared, std::uint32_t place) {
    if (has_a_meaning(name.text)) {
      wording_.report(Message::name_has_a_meaning, name.span, {name.text});
      return false;
    }
    if (const Declared* other = wording_.find(name.text, place)) {
      wording_.report(Message::declared_twice, name.span, {name.text}).label(other->span, "first declared here");
      return false;
    }
    wording_.own_names[place].emplace(name.text, declared);
    return true;
  }

  void outside(const ast::Output& output) {
    if (output.question)
      question(*output.question);
    else if (wording_.policy.questions.size() > 1 && !is_in_an_answer(output))
      wording_.report(Message::output_for_no_question, output.name.span, {output.name.text, listed(question_names())});
  }

  bool is_in_an_answer(const ast::Output& output) const {
    return std::any_of(wording_.output_answers.begin(), wording_.output_answers.end(),
                       [&](const auto& each) { return wording_.outputs[each.first] == &output; });
  }

  Wording& wording_;
  std::vector<const ast::Name*> first_;  // by question: where it is answered
  bool is_misnamed_ = false;             // an answer names no question, and may be meant for any of them
};

}  // namespace

void collect_answers(Wording& wording) { Answers(wording).run(); }

}  // namespace pol::check
