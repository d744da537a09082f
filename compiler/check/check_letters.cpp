// What letters call the facts, cases, outputs, clauses and numbers of the wording, in one language or several, and what they tell besides.
#include <algorithm>
#include <array>

#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

constexpr std::array<std::string_view, 5> statuses{"paid", "declined", "pended", "referred", "decided"};

class Letters {
 public:
  explicit Letters(Wording& wording) : wording_(wording) {}

  void read(const ast::Letter& letter) {
    language_ = letter.language.text;
    for (const ast::LetterTitle& each : letter.titles) title(each);
    for (const ast::LetterSentence& each : letter.sentences) sentence(each);
  }

 private:
  using Titles = std::vector<model::Title>;

  void title(const ast::LetterTitle& written) {
    if (written.title.value.find_first_not_of(' ') == std::string::npos) {
      wording_.report(Message::title_empty, written.title.span);
      return;
    }
    if (written.number) return title_of_number(written);
    Titles* titles = titled(written.path);
    if (!titles) return;
    if (std::any_of(titles->begin(), titles->end(), [&](const model::Title& each) { return each.language == language_; })) {
      wording_.report(Message::titled_twice, span_of(written.path), {text_of(written.path), language_});
      return;
    }
    titles->push_back({language_, written.title.value});
  }

  std::optional<NumberId> number(const ast::Text& written) {
    const auto found = wording_.number_ids.find(written.value);
    if (found != wording_.number_ids.end()) return found->second;
    wording_.report_name(Message::misspelt_number, Message::unknown_number, {written.value, written.span}, wording_.policy.numbers);
    return std::nullopt;
  }

  void title_of_number(const ast::LetterTitle& written) {
    const std::optional<NumberId> id = number(*written.number);
    if (!id) return;
    for (const model::NumberTitle& each : wording_.policy.number_titles) {
      if (each.number != *id || each.title.language != language_) continue;
      wording_.report(Message::titled_twice, written.number->span, {written.number->value, language_});
      return;
    }
    wording_.policy.number_titles.push_back({*id, {language_, written.title.value}, written.shown ? written.shown->value : ""});
  }

  void sentence(const ast::LetterSentence& written) {
    const std::optional<NumberId> id = number(written.number);
    const std::uint32_t question = wording_.question_named(written.question.text);
    if (question == none) {
      std::vector<std::string> names;
      for (const model::Question& each : wording_.policy.questions) names.push_back(each.name);
      wording_.report(Message::tells_of_no_question, written.question.span, {written.question.text, listed(names)});
    }
    if (written.text.value.find_first_not_of(' ') == std::string::npos) wording_.report(Message::title_empty, written.text.span);
    model::LetterSentence made{id.value_or(0), question, {}, {language_, written.text.value}};
    for (const ast::Name& status : written.statuses) {
      if (std::find(statuses.begin(), statuses.end(), status.text) == statuses.end())
        wording_.report(Message::tells_of_no_status, status.span, {status.text, listed({statuses.begin(), statuses.end()})});
      made.statuses.push_back(status.text);
    }
    if (id && question != none) wording_.policy.letter_sentences.push_back(std::move(made));
  }

  // ---- what a name or path stands for; says so where it is nothing ----

  Titles* titled(const ast::Path& path) {
    if (path.names.size() == 1) return of_one_name(path.names.front());
    const ast::Name& first = path.names.front();
    if (const auto type = wording_.named_types.find(first.text); type != wording_.named_types.end() && path.names.size() == 2) {
      if (type->second.type.kind == model::Kind::enumeration) return of_case(type->second.type.enum_id, path.names[1]);
    }
    const std::optional<FactId> block = wording_.block(first.text);
    if (!block) return unknown(first, blocks_and_types());
    return below(*block, path);
  }

  Titles* below(FactId at, const ast::Path& path) {
    for (std::size_t i = 1; i < path.names.size(); ++i) {
      const ast::Name& name = path.names[i];
      const model::Fact& fact = wording_.policy.facts.at(at);
      const bool last = i + 1 == path.names.size();
      const bool has_cases =
          fact.kind == model::FactKind::leaf && (fact.type.kind == model::Kind::enumeration || fact.type.kind == model::Kind::set);
      if (last && has_cases) return of_case(fact.type.enum_id, name);
      if (const std::optional<FactId> next = wording_.member(at, name.text)) {
        at = *next;
        continue;
      }
      if (model::Output* output = i == 1 ? output_named(name.text, at) : nullptr) {
        if (last) return &output->titles;
        const model::Type& type = output->value->type;
        if (i + 2 == path.names.size() && type.kind == model::Kind::enumeration) return of_case(type.enum_id, path.names[i + 1]);
      }
      return unknown(name, wording_.member_names(at));
    }
    return &wording_.policy.facts.at(at).titles;
  }

  Titles* of_one_name(const ast::Name& name) {
    std::vector<std::string> names = blocks_and_types();
    for (model::Clause& clause : wording_.policy.clauses) {
      if (clause.name == name.text && clause.kind != model::ClauseKind::output) return &clause.titles;
      names.push_back(clause.name);
    }
    if (model::Output* output = output_named(name.text, none)) return &output->titles;
    if (const std::optional<FactId> block = wording_.block(name.text)) return &wording_.policy.facts.at(*block).titles;
    return unknown(name, names);
  }

  Titles* of_case(EnumId id, const ast::Name& name) {
    model::Enum& cases = wording_.policy.enums.at(id);
    const auto found = std::find(cases.cases.begin(), cases.cases.end(), name.text);
    if (found == cases.cases.end()) return unknown(name, cases.cases);
    cases.titles.resize(cases.cases.size());
    return &cases.titles.at(static_cast<std::size_t>(found - cases.cases.begin()));
  }

  // Of the question with this block; none: of any.
  model::Output* output_named(const std::string& name, FactId block) {
    for (model::Question& question : wording_.policy.questions) {
      if (block != none && question.block != block) continue;
      for (model::Output& output : question.outputs) {
        if (output.name == name) return &output;
      }
    }
    return nullptr;
  }

  std::vector<std::string> blocks_and_types() const {
    std::vector<std::string> names;
    for (const model::Fact& fact : wording_.policy.facts) {
      if (fact.parent == none) names.push_back(fact.name);
    }
    for (const auto& [name, type] : wording_.named_types) names.push_back(name);
    return names;
  }

  Titles* unknown(const ast::Name& name, const std::vector<std::string>& candidates) {
    wording_.report_name(Message::misspelt_titled, Message::unknown_titled, name, candidates);
    return nullptr;
  }

  Wording& wording_;
  std::string language_;
};

}  // namespace

void check_letters(Wording& wording) {
  Letters letters(wording);
  for (const ast::Letter* letter : wording.letters) letters.read(*letter);
}

}  // namespace pol::check
