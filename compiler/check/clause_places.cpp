// In which clause words stand: of the parts of a wording that have a number or a name of their own the innermost around them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "check/check.h"

namespace pol::check {

namespace {

struct Place {
  Span span;
  InClause clause;
  std::optional<std::size_t> around = {};
};

std::string title_of(const std::vector<ast::Title>& titles) {
  const auto english = std::find_if(titles.begin(), titles.end(), [](const ast::Title& each) { return each.language.text == "en"; });
  if (titles.empty()) return {};
  return english == titles.end() ? titles.front().text.value : english->text.value;
}

class Places {
 public:
  void operator()(const ast::Clause& clause) { lines(clause.lines, add(clause, clause.name.text)); }
  void operator()(const ast::Define& define) { lines(define.lines, add(define, define.name.text)); }
  void operator()(const ast::Table& table) { add(table, table.name.text); }
  void operator()(const ast::Law& law) { add(law, law.name.text); }
  void operator()(const ast::Output& output) { add(output, output.name.text); }
  void operator()(const ast::Split& split) { add(split, split.name.text); }
  void operator()(const ast::Export& exported) { add(exported, exported.name.text); }
  void operator()(const ast::Verdict& verdict) {
    const InClause of = add(verdict, verdict.name.text);
    for (const ast::Gate& gate : verdict.gates) add_number(gate.span, gate.numbers, of);
  }
  void operator()(const ast::Presume& presume) {
    const InClause of = add(presume, presume.name.text);
    if (presume.rebutted_by) add_number(presume.rebutted_by->span, presume.rebuttal_numbers, of);
  }
  // What stands in it without a number of its own has the answer's.
  void operator()(const ast::Answer& answer) {
    const InClause of = add(answer, answer.question.text);
    lines(answer.lines, of);
    const std::size_t first = places_.size();
    for (const ast::Define& define : answer.defines) (*this)(define);
    for (const ast::Output& output : answer.outputs) (*this)(output);
    for (std::size_t at = first; at < places_.size(); ++at) {
      InClause& inner = places_[at].clause;
      if (!inner.number.empty()) continue;
      inner.number = of.number;
      if (inner.title.empty()) inner.title = of.title;
    }
  }
  template <typename Other>
  void operator()(const Other&) {}  // has no number that a decision could name

  // Once all are there: they lie in each other or apart.
  void settle() {
    std::stable_sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.span.begin < b.span.begin; });
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < places_.size(); ++at) {
      while (!open.empty() && places_[open.back()].span.end <= places_[at].span.begin) open.pop_back();
      if (!open.empty()) places_[at].around = open.back();
      open.push_back(at);
    }
  }

  std::optional<InClause> around(Span span) const {
    const auto behind = std::upper_bound(places_.begin(), places_.end(), span.begin,
                                         [](std::uint32_t begin, const Place& each) { return begin < each.span.begin; });
    if (behind == places_.begin()) return std::nullopt;
    std::optional<std::size_t> at = static_cast<std::size_t>(behind - places_.begin()) - 1;
    while (at && places_[*at].span.end <= span.begin) at = places_[*at].around;
    return at ? std::optional(places_[*at].clause) : std::nullopt;
  }

 private:
  template <typename Written>
  InClause add(const Written& written, const std::string& name) {
    const InClause clause{name, written.number ? written.number->value : std::string(), title_of(written.titles)};
    places_.push_back({written.span, clause, {}});
    return clause;
  }

  void add_number(Span span, const std::vector<ast::Text>& numbers, const InClause& of) {
    if (!numbers.empty()) places_.push_back({span, {of.name, numbers.front().value, of.title}, {}});
  }

  void lines(const std::vector<ast::Line>& all, const InClause& of) {
    for (const ast::Line& line : all) {
      add_number(line.span, line.numbers, of);
      if (const auto* each = std::get_if<ast::PaysEach>(&line.node)) lines(each->lines, of);
      if (const auto* by = std::get_if<ast::ByLines>(&line.node)) {
        for (const ast::ByLineCase& of_case : by->cases) lines(of_case.lines, of);
      }
    }
  }

  std::vector<Place> places_;
};

}  // namespace

void name_clauses(const ast::File& file, Sink& sink) {
  Places places;
  for (const ast::Declaration& declaration : file.declarations) std::visit(places, declaration);
  places.settle();
  sink.name_clauses([&](Span span) { return places.around(span); });
}

}  // namespace pol::check
