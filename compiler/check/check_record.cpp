// The blocks of the record: which facts there are, of which kind, within which bounds, and what their absence means.
#include <algorithm>

#include "check/build.h"
#include "check/field_kind.h"
#include "check/literals.h"
#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

constexpr std::uint32_t most_declared = 100'000;  // elements of a list
constexpr const char* personal = "personal";      // the label that every wording has

class Records {
 public:
  explicit Records(Wording& wording) : wording_(wording) {}

  FactId block(const std::string& name, const std::vector<ast::Field>& fields, Span span) {
    model::Fact fact;
    fact.name = name;
    fact.kind = model::FactKind::group;
    fact.presence = model::Presence::required;
    fact.span = span;
    const FactId id = add(std::move(fact), none);
    for (const ast::Field& each : fields) field(each, id);
    return id;
  }

  // The `id : text key` that a block must have.
  FactId key_id(FactId block, Span span) {
    const std::optional<FactId> id = wording_.member(block, "id");
    const bool good = id && fact(*id).presence == model::Presence::key && fact(*id).type.kind == model::Kind::text;
    const bool is_said = id && wording_.of_no_kind.contains(*id);
    if (!good && !is_said) wording_.report(Message::no_id, id ? fact(*id).span : span, {fact(block).name});
    return good ? *id : none;
  }

  // A record may come without it: then without its id.
  void may_be_absent(FactId id) {
    if (id != none) fact(id).presence = model::Presence::optional;
    wording_.policy.certificate_optional = true;
  }

  // One that asks for lines, or has its answer.
  void question(const ast::Question& written) {
    model::Question question;
    question.name = written.name.text;
    question.block = block(written.name.text, written.fields, written.name.span);
    question.id = key_id(question.block, written.name.span);
    question.lines = lines(written, question.block);
    question.every_line = written.every_line.has_value();
    question.today = today(written, question.block);
    wording_.policy.questions.push_back(std::move(question));
  }

 private:
  model::Fact& fact(FactId id) { return wording_.policy.facts.at(id); }

  FactId add(model::Fact fact, FactId parent) {
    const auto id = static_cast<FactId>(wording_.policy.facts.size());
    fact.parent = parent;
    fact.path = fact.name;
    if (parent != none) {
      const model::Fact& around = this->fact(parent);
      const bool is_list = around.kind == model::FactKind::list;
      fact.path = fact.name.empty() ? around.path + "[]" : around.path + (is_list ? "[]." : ".") + fact.name;
      fact.list = is_list ? parent : around.list;
    }
    if (parent != none) wording_.members.emplace(std::pair{parent, fact.name}, id);
    wording_.policy.facts.push_back(std::move(fact));
    return id;
  }

  void field(const ast::Field& written, FactId parent) {
    std::optional<FieldKind> shared;  // one enum for all names of a line
    for (const ast::Name& name : written.names) {
      if (const std::optional<FactId> other = wording_.member(parent, name.text)) {
        wording_.report(Message::field_twice, name.span, {name.text, fact(parent).path}).label(fact(*other).span, "the first one");
        continue;
      }
      if (!shared) shared = field_kind(wording_, written.type, fact(parent).path + (name.text.empty() ? "" : "." + name.text));
      one_field(written, name, *shared, parent);
    }
  }

  void one_field(const ast::Field& written, const ast::Name& name, const FieldKind& kind, FactId parent) {
    model::Fact made;
    made.name = name.text;
    made.kind = kind.fact;
    made.type = kind.type;
    made.range = kind.range;
    made.unit = kind.unit;
    made.span = name.span;
    made.absent = written.absent ? written.absent->value : "";
    presence(written, kind, parent, made);
    labels(written, parent, made);
    const bool is_text = kind.good && kind.fact == model::FactKind::leaf && made.type.kind == model::Kind::text;
    if (is_text && made.presence == model::Presence::presumed) {
      wording_.report(Message::text_presumed, written.type.span, {name.text});
    }
    if (kind.fact == model::FactKind::list) made.most = most(written.type);
    const FactId id = add(std::move(made), parent);
    if (!kind.good && kind.fact == model::FactKind::leaf) wording_.of_no_kind.insert(id);
    if (kind.fact == model::FactKind::list) inside_lists(id);
    for (const ast::Field& inner : written.type.fields) field(inner, id);
  }

  // What is marked around a field holds for it too.
  void labels(const ast::Field& written, FactId parent, model::Fact& made) {
    made.labels = fact(parent).labels;
    for (const ast::Name& name : written.labels) {
      const bool is_known = name.text == personal || wording_.labels.contains(name.text);
      std::vector<std::string> known{personal};
      known.insert(known.end(), wording_.policy.labels.begin(), wording_.policy.labels.end());
      if (!is_known) wording_.report_name(Message::misspelt_label, Message::unknown_label, name, known, {listed(known)});
      if (std::find(made.labels.begin(), made.labels.end(), name.text) == made.labels.end()) made.labels.push_back(name.text);
    }
  }

  std::uint32_t most(const ast::FieldType& written) {
    if (!written.most) return model::most_elements;
    if (*written.most >= 1 && *written.most <= static_cast<int>(most_declared)) return static_cast<std::uint32_t>(*written.most);
    wording_.report(Message::list_too_long, written.span, {std::to_string(most_declared)});
    return model::most_elements;
  }

  // Said where it begins, not of what lies deeper still.
  void inside_lists(FactId id) {
    std::size_t lists = 1;
    for (FactId list = fact(id).list; list != none; list = fact(list).list) ++lists;
    if (lists == model::most_lists_around + 1)
      wording_.report(Message::lists_lie_too_deep, fact(id).span, {fact(id).path, std::to_string(model::most_lists_around)});
  }

  void presence(const ast::Field& written, const FieldKind& kind, FactId parent, model::Fact& made) {
    const bool is_leaf = kind.fact == model::FactKind::leaf;
    const Span at = written.names.front().span;
    switch (written.presence) {
      case ast::Presence::required: made.presence = model::Presence::required; break;
      case ast::Presence::key: made.presence = model::Presence::key; break;
      case ast::Presence::presumed: made.presence = model::Presence::presumed; break;
      case ast::Presence::optional: made.presence = model::Presence::optional; break;
    }
    if (kind.fact == model::FactKind::record && made.presence == model::Presence::presumed) {
      wording_.report(Message::record_presumed, at);
      made.presence = model::Presence::required;
    }
    if (kind.fact == model::FactKind::list && made.presence == model::Presence::presumed) {
      wording_.report(Message::list_presumed, at);
      made.presence = model::Presence::required;
    }
    const bool is_key_place = fact(parent).parent == none || fact(parent).kind == model::FactKind::list;
    if (made.presence == model::Presence::key && (!is_leaf || !is_key_place)) wording_.report(Message::key_too_deep, at);
    if (made.presence != model::Presence::presumed || !written.presumed || !kind.good || made.type.kind == model::Kind::text) return;
    made.presumed = presumed(written, kind).value_or(0);
  }

  std::optional<std::int64_t> presumed(const ast::Field& written, const FieldKind& kind) {
    const ast::Expr& value = *written.presumed;
    if (kind.type.kind == model::Kind::set) return presumed_members(written, kind.type.enum_id);
    if (!written.presumed_too.empty()) {
      wording_.report(Message::several_presumed, written.presumed_too.front().span);
      return std::nullopt;
    }
    const std::optional<std::int64_t> found = literal_as(wording_, value, kind.type, kind.unit);
    if (found && model::is_number(kind.type.kind) && (*found < kind.range.from || *found > kind.range.to)) {
      wording_.report(Message::presumed_out_of_range, value.span);
    }
    return found;
  }

  // `presumed red, blue`; `presumed none`: not one, unless a case is called so.
  std::optional<std::int64_t> presumed_members(const ast::Field& written, EnumId type) {
    std::vector<ast::Name> names = written.presumed_too;
    const auto* path = std::get_if<ast::Path>(&written.presumed->node);
    if (!path || path->names.size() != 1) {
      wording_.report(Message::not_a_plain_value, written.presumed->span, {in_words(wording_.policy, type_of_cases(type), "")});
      return std::nullopt;
    }
    names.insert(names.begin(), path->names.front());
    const auto& cases = wording_.policy.enums.at(type).cases;
    const bool is_a_case = std::find(cases.begin(), cases.end(), "none") != cases.end();
    if (names.size() == 1 && names.front().text == "none" && !is_a_case) return 0;
    const std::optional<std::vector<bool>> mask = cases_of(wording_, type, names);
    if (!mask) return std::nullopt;
    std::uint64_t bits = 0;
    for (std::size_t k = 0; k < mask->size(); ++k) bits |= (*mask)[k] ? std::uint64_t{1} << k : 0;
    return static_cast<std::int64_t>(bits);
  }

  static model::Type type_of_cases(EnumId type) {
    model::Type result = type_of(model::Kind::enumeration);
    result.enum_id = type;
    return result;
  }

  FactId lines(const ast::Question& written, FactId block) {
    if (!written.lines) return none;
    const std::optional<FactId> found = wording_.follow(block, {*written.lines}, 0);
    if (!found) return none;
    const bool good = fact(*found).kind == model::FactKind::leaf && fact(*found).presence == model::Presence::key &&
                      fact(*found).type.kind == model::Kind::set && fact(*found).type.enum_id == wording_.policy.benefits;
    if (!good) wording_.report(Message::lines_of_what_are_no_benefits, written.lines->span, {written.lines->text});
    return good ? *found : none;
  }

  FactId today(const ast::Question& written, FactId block) {
    if (!written.today) return none;
    const std::optional<FactId> found = wording_.follow(block, {*written.today}, 0);
    if (!found) return none;
    const bool good = fact(*found).kind == model::FactKind::leaf && fact(*found).type.kind == model::Kind::date &&
                      fact(*found).presence != model::Presence::optional;
    if (!good) wording_.report(Message::today_is_no_date, written.today->span, {written.today->text});
    return good ? *found : none;
  }

  Wording& wording_;
};

// Exactly one question asks for lines.
void one_question_of_lines(Wording& wording) {
  const ast::Question* first = nullptr;
  for (std::size_t i = 0; i < wording.questions.size(); ++i) {
    const ast::Question* question = wording.questions[i];
    const auto asks = [](const ast::Question& each) { return each.lines || each.every_line; };
    const auto place = [](const ast::Question& each) { return each.lines ? each.lines->span : *each.every_line; };
    if (asks(*question) && first) {
      wording.report(Message::second_lines, place(*question), {first->name.text}).label(place(*first), "the first one");
      wording.policy.questions.at(i).lines = none;
      wording.policy.questions.at(i).every_line = false;
    }
    if (asks(*question) && !first) first = question;
  }
  const bool asks_nothing = wording.questions.empty() && wording.certificate;
  if (wording.clauses.empty() && !asks_nothing) return;  // nothing to decide with money: answers alone, or only names for others
  if (wording.questions.empty())
    wording.report(Message::no_question, wording.header ? wording.header->name.span : Span{});
  else if (!first)
    wording.report(Message::no_lines, wording.questions.front()->name.span, {wording.questions.front()->name.text});
}

}  // namespace

void check_records(Wording& wording) {
  Records records(wording);
  if (wording.certificate) {
    const FactId block = records.block("certificate", wording.certificate->fields, wording.certificate->span);
    wording.policy.certificate = block;
    wording.policy.certificate_id = records.key_id(block, wording.certificate->span);
    if (wording.certificate->optional) records.may_be_absent(wording.policy.certificate_id);
  }
  for (const ast::Question* question : wording.questions) records.question(*question);
  one_question_of_lines(wording);
}

}  // namespace pol::check
