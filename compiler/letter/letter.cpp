// A decision put in order as a page: what was claimed, each benefit, what is missing, limits, results, rights.
#include "letter/letter.h"

#include <algorithm>
#include <stdexcept>

#include "letter/benefits.h"
#include "letter/page.h"
#include "letter/request.h"

namespace pol::letter {

namespace {

class Letter {
 public:
  Letter(const model::Policy& policy, const Decision& decision, const Words& words)
      : policy_(policy), decision_(decision), words_(words), titles_(policy, words), setting_{policy, decision, words, titles_} {}

  Page page() {
    page_.language = words_.language;
    head();
    if (!decision_.lines.empty()) claimed();
    for (const Line& line : decision_.lines) add(benefit_parts(setting_, line));
    own_reasons();
    outputs();
    add(missing_parts(setting_));
    limits();
    rights();
    foot();
    return std::move(page_);
  }

  const std::vector<std::string>& untitled() const { return titles_.untitled(); }

 private:
  void add(std::vector<Part> parts) {
    for (Part& part : parts) page_.parts.push_back(std::move(part));
  }
  void heading(Phrase text) { page_.parts.push_back(Heading{std::string(text)}); }
  void paragraph(std::string text) { page_.parts.push_back(Paragraph{std::move(text)}); }

  void head() {
    const bool of_claim = policy_.questions.at(decision_.question).lines != model::none;
    const std::string question = of_claim ? "" : titles_.question(decision_.question);
    page_.title = fill(of_claim ? words_.title_of_claim : words_.title_of_question, fmt::arg("policy", titles_.policy()),
                       fmt::arg("question", question));
    Table table{"", {"", ""}, {false, false}, {}};
    if (!decision_.certificate.empty()) table.rows.push_back({std::string(words_.certificate), decision_.certificate});
    table.rows.push_back({std::string(words_.id), decision_.id});
    if (decision_.decided_on) table.rows.push_back({std::string(words_.decided_on), date(words_, *decision_.decided_on)});
    page_.parts.push_back(std::move(table));
    paragraph(std::string(words_.salutation));
    paragraph(fill(phrase_of(words_.summaries, decision_.status), fmt::arg("total", setting_.money(decision_.total))));
  }

  void claimed() {
    heading(words_.claimed);
    Table table{"", {}, {false, false, false, false, true}, {}};
    for (const Phrase head : {words_.benefit, words_.clause, words_.event_date, words_.result, words_.amount_head})
      table.heads.emplace_back(head);
    for (const Line& line : decision_.lines) {
      const bool is_open = line.status == "pended" || line.status == "referred";
      const bool has_event = setting_.policy.lines.at(line.benefit).event != nullptr;
      const std::string event = line.event_date ? date(words_, *line.event_date) : has_event ? std::string(words_.unknown_date) : "";
      table.rows.push_back({titles_.benefit(line.benefit), titles_.number_of(line.benefit), event,
                            std::string(phrase_of(words_.statuses, line.status)),
                            is_open ? std::string(words_.no_amount) : setting_.money(line.amount)});
    }
    if (decision_.lines.size() > 1) {
      table.rows.push_back({std::string(words_.total), "", "", "", setting_.money(decision_.total)});
      table.last_is_total = true;
    }
    page_.parts.push_back(std::move(table));
  }

  // Those that concern the question as a whole.
  void own_reasons() {
    Items items;
    for (const Reason& reason : decision_.reasons)
      if (reason.benefits.empty()) items.texts.push_back(setting_.reason(reason, model::none, words_.effects_decided));
    if (items.texts.empty()) return;
    paragraph(std::string(words_.decided_because));
    page_.parts.push_back(std::move(items));
  }

  // To whom what is paid goes matters where something is paid or may be.
  void outputs() {
    const bool says_nothing = !decision_.lines.empty() && decision_.status == "declined";
    Table table{"", {"", ""}, {false, false}, {}};
    for (const OutputValue& output : decision_.outputs) {
      if (says_nothing || (!output.says_something() && decision_.status != "decided")) continue;
      table.rows.push_back({titles_.output(decision_.question, output.output), setting_.value(output)});
    }
    if (table.rows.empty()) return;
    heading(decision_.lines.empty() ? words_.further : words_.further_of_claim);
    page_.parts.push_back(std::move(table));
  }

  void limits() {
    Table table{"", {}, {false, true, true, true}, {}};
    for (const Phrase head : {words_.limit, words_.sum, words_.used_before, words_.left}) table.heads.emplace_back(head);
    for (const auto& [name, limit] : limits_left(setting_))
      table.rows.push_back({name, setting_.money(limit.limit), setting_.money(limit.used_before), setting_.money(limit.left)});
    if (table.rows.empty()) return;
    heading(words_.limits);
    paragraph(std::string(words_.limits_intro));
    page_.parts.push_back(std::move(table));
  }

  void rights() {
    Items items;
    for (const model::LetterSentence& each : policy_.letter_sentences) {
      const bool of_status =
          each.statuses.empty() || std::find(each.statuses.begin(), each.statuses.end(), decision_.status) != each.statuses.end();
      if (each.question != decision_.question || !of_status || each.text.language != words_.language) continue;
      items.texts.push_back(
          fill(words_.tells, fmt::arg("text", each.text.text), fmt::arg("number", titles_.shown(policy_.numbers.at(each.number)))));
    }
    if (items.texts.empty()) return;
    heading(words_.rights);
    page_.parts.push_back(std::move(items));
  }

  void foot() {
    paragraph(fill(words_.basis, fmt::arg("policy", titles_.policy()), fmt::arg("edition", policy_.edition)));
    paragraph(std::string(words_.closing));
  }

  const model::Policy& policy_;
  const Decision& decision_;
  const Words& words_;
  Titles titles_;
  Setting setting_;
  Page page_;
};

// A sentence that is told in one language only would be missing in the others.
void add_untold(const model::Policy& policy, const Decision& decision, std::string_view language, std::vector<std::string>& untitled) {
  const auto same = [](const model::LetterSentence& a, const model::LetterSentence& b) {
    return a.number == b.number && a.question == b.question && a.statuses == b.statuses;
  };
  for (const model::LetterSentence& each : policy.letter_sentences) {
    if (each.question != decision.question) continue;
    const auto count = [&](std::string_view in) {
      return std::count_if(policy.letter_sentences.begin(), policy.letter_sentences.end(),
                           [&](const model::LetterSentence& other) { return same(each, other) && other.text.language == in; });
    };
    const std::string name = "tells \"" + policy.numbers.at(each.number) + "\" for " + policy.questions.at(each.question).name;
    const bool known = std::find(untitled.begin(), untitled.end(), name) != untitled.end();
    if (count(language) < count(each.text.language) && !known) untitled.push_back(name);
  }
}

}  // namespace

std::variant<std::string, Untitled> write(const model::Policy& policy, const Decision& decision, std::string_view language, Form form) {
  const Words* words = words_of(language);
  if (!words) throw std::logic_error("no letter in " + std::string(language));
  Letter letter(policy, decision, *words);
  const Page page = letter.page();
  std::vector<std::string> untitled = letter.untitled();
  add_untold(policy, decision, language, untitled);
  if (!untitled.empty()) return Untitled{std::move(untitled)};
  return form == Form::html ? to_html(page) : to_text(page);
}

}  // namespace pol::letter
