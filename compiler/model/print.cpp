#include "model/print.h"

#include <fmt/format.h>

#include <iterator>

#include "base/exact.h"
#include "model/print_expr.h"

namespace pol::model {

namespace {

std::string_view word_of(FactKind kind, Presence presence) {
  if (kind == FactKind::group) return "group";
  switch (presence) {
    case Presence::key: return "key";
    case Presence::required: return "required";
    case Presence::presumed: return "presumed";
    case Presence::optional: return "optional";
  }
  return {};
}

std::string_view word_of(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::term: return "term";
    case ClauseKind::benefit: return "benefit";
    case ClauseKind::condition: return "condition";
    case ClauseKind::exclusion: return "exclusion";
    case ClauseKind::limit: return "limit";
    case ClauseKind::table: return "table";
    case ClauseKind::output: return "output";
    case ClauseKind::answer: return "answer";
    case ClauseKind::law: return "law";
    case ClauseKind::verdict: return "verdict";
    case ClauseKind::presumption: return "presumption";
  }
  return {};
}

class Printer {
 public:
  explicit Printer(const Policy& policy) : policy_(policy) {}

  std::string print() {
    header();
    for (EnumId id = 0; id < policy_.enums.size(); ++id) {
      line("enum {} {}: {}", id, policy_.enums[id].name, fmt::join(policy_.enums[id].cases, ", "));
      cases(id);
    }
    line("");
    for (FactId id = 0; id < policy_.facts.size(); ++id) fact(id);
    for (const Question& question : policy_.questions) this->question(question);
    line("");
    for (const Clause& clause : policy_.clauses) this->clause(clause);
    for (const Table& table : policy_.tables) this->table(table);
    for (const Law& each : policy_.laws) law(each);
    definitions();
    for (const Line& each : policy_.lines) decided(each);
    for (const Export& each : policy_.exports) exported(each);
    letters();
    for (const Example& example : policy_.examples) this->example(example);
    for (const Property& each : policy_.properties) property(each);
    return std::move(out_);
  }

 private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  std::string number(NumberId id) const { return id == none ? "" : fmt::format("\"{}\"", policy_.numbers.at(id)); }
  std::string expr(const ExprPtr& expr) const { return expr ? model::print(policy_, *expr) : "?"; }
  const std::string& path(FactId id) const { return policy_.facts.at(id).path; }
  const std::string& benefit(BenefitId id) const { return policy_.enums.at(policy_.benefits).cases.at(id); }

  void header() {
    line("policy {} edition \"{}\"{}", policy_.name, policy_.edition,
         policy_.in_force_from ? " in force from " + calendar::print(*policy_.in_force_from) : "");
    for (const Title& title : policy_.titles) line("  {} \"{}\"", title.language, title.text);
    line("  {} with {} decimals, rounded {}, months {}\n", policy_.currency, policy_.decimals, print_mode(policy_.rounding),
         policy_.months == calendar::MonthEnd::clamp ? "clamp" : "roll");
  }

  static std::string titled(const std::vector<Title>& titles) {
    std::string text;
    for (const Title& title : titles) text += fmt::format(" {} \"{}\"", title.language, title.text);
    return text;
  }

  void cases(EnumId id) {
    const Enum& all = policy_.enums.at(id);
    for (std::size_t i = 0; i < all.titles.size(); ++i) line("  case {}{}", all.cases[i], titled(all.titles[i]));
  }

  void letters() {
    for (const NumberTitle& each : policy_.number_titles)
      line("title {}{}{}", number(each.number), each.shown.empty() ? "" : " as \"" + each.shown + "\"", titled({each.title}));
    for (const LetterSentence& each : policy_.letter_sentences)
      line("tells {} for {} when {}{}", number(each.number), policy_.questions.at(each.question).name, fmt::join(each.statuses, ", "),
           titled({each.text}));
  }

  void fact(FactId id) {
    const Fact& fact = policy_.facts[id];
    std::string text = fmt::format("{} {} {}: {}", fact.parameter ? "parameter" : "fact", id, fact.path, word_of(fact.kind, fact.presence));
    if (fact.kind == FactKind::record) text += " record";
    if (fact.kind == FactKind::list) text += fmt::format(" list of at most {}", fact.most);
    if (fact.kind == FactKind::leaf) text += " " + print_type(policy_, fact.type);
    if (fact.kind == FactKind::leaf && is_number(fact.type.kind))
      text += fmt::format(" {} to {}", print_value(policy_, fact.type, fact.range.from), print_value(policy_, fact.type, fact.range.to));
    if (!fact.unit.empty()) text += " " + fact.unit;
    if (fact.presence == Presence::presumed) text += ", presumed " + print_value(policy_, fact.type, fact.presumed);
    if (!fact.absent.empty()) text += fmt::format(", absent \"{}\"", fact.absent);
    for (const std::string& label : fact.labels) text += ", " + label;
    line("{}{}", text, titled(fact.titles));
  }

  void question(const Question& question) {
    line("\nquestion {}: id {}, lines {}, today {}", question.name, path(question.id),
         question.every_line      ? "of every benefit"
         : question.lines == none ? "none"
                                  : path(question.lines),
         question.today == none ? "none" : path(question.today));
    grounds(question.grounds);
    for (const Rule& each : question.rules) {
      line("  valid {}: {}", path(each.block), each.condition);
      if (each.item) line("    item {}", expr(each.item));
    }
    for (const Output& each : question.outputs) output(each);
    if (question.reverses != none) line("  reverses {} {}", benefit(question.reverses), number(question.reverses_number));
  }

  void rows(const Output& each) {
    line("  {} {}: list", each.kind == OutputKind::outcome ? "outcome" : "shown", each.name);
    for (const OutputRows& rows : each.rows) {
      line("    of {} where {}", rows.list == none ? "one" : path(rows.list), expr(rows.where));
      if (rows.turn) line("      in turn {}", expr(rows.turn));
      for (std::size_t k = 0; k < rows.fields.size(); ++k) {
        const OutputField& field = each.fields.at(k);
        line("      {}: {} = {}", field.name.empty() ? "each" : field.name, print_type(policy_, field.type), expr(rows.fields[k].value));
        if (rows.fields[k].present) line("        present {}", expr(rows.fields[k].present));
      }
    }
    if (each.present) line("    present {}", expr(each.present));
  }

  void output(const Output& each) {
    if (!each.fields.empty()) return rows(each);
    const bool is_set = each.value->type.kind == Kind::set;
    line("  {} {}: {}{}", each.kind == OutputKind::outcome ? "outcome" : "shown", each.name, print_type(policy_, each.value->type),
         is_set ? "" : " = " + expr(each.value) + titled(each.titles));
    for (std::size_t i = 0; is_set && i < each.members.size(); ++i) {
      line("    {} {}", policy_.enums.at(each.value->type.enum_id).cases[i], expr(each.members[i]));
    }
    if (each.present) line("    present {}", expr(each.present));
  }

  void grounds(const std::vector<Ground>& all) {
    for (const Ground& ground : all) {
      if (ground.role == Role::declassifies)
        line("  declassifies {}: {}", lifted(policy_.lifted.at(ground.lifted)), expr(ground.condition));
      else
        line("  {} {} {}{}: {}", name_of(ground.role), number(ground.number), ground.silent ? "no reason" : name_of(ground.effect),
             ground.presumed ? " presumed" : "", expr(ground.condition));
      if (is_asked_apart(ground)) line("    presumed by {}", expr(ground.own));
    }
  }

  std::string lifted(const Lifted& each) const {
    return fmt::format("{} for {}{}{} under {}", path(each.fact), each.purpose, each.recipient.empty() ? "" : " to " + each.recipient,
                       each.period.empty() ? "" : " for " + each.period, each.law);
  }

  void exported(const Export& each) {
    line("\nexport {}{} to {}{}", each.name, each.number.empty() ? "" : " \"" + each.number + "\"", each.recipient, titled(each.titles));
    for (const ExportColumn& column : each.columns) {
      line("  {} = {}", column.name, column.value ? expr(column.value) : "paid for " + benefit(column.benefit));
      for (const Lifted& every : column.lifted) line("    declassifies {}", lifted(every));
    }
  }

  void clause(const Clause& clause) { line("{} {} {}{}", word_of(clause.kind), clause.name, number(clause.number), titled(clause.titles)); }

  void table(const Table& table) {
    line("\ntable {} {} of {} across {}", table.name, number(table.number), print_type(policy_, table.type),
         fmt::join(policy_.enums.at(table.key).cases, ", "));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      std::string text = "  " + table.rows[row] + ":";
      for (const std::int64_t cell : table.cells[row]) text += " " + print_value(policy_, table.type, cell);
      line("{}", text);
    }
  }

  void law(const Law& law) {
    line("\nlaw {} in {}", law.name, law.jurisdiction);
    for (const Version& each : law.versions) {
      std::string text = fmt::format("  {} {}", each.name, name_of(each.status));
      if (each.never) text += " never in force";
      if (each.from) text += " from " + calendar::print(*each.from);
      if (each.through) text += " through " + calendar::print(*each.through);
      if (!each.source.empty()) text += fmt::format(" \"{}\"", each.source);
      for (const Title& title : each.titles) text += fmt::format(" {} \"{}\"", title.language, title.text);
      line("{}", text);
    }
  }

  void definitions() {
    if (!policy_.definitions.empty()) line("");
    for (const NamedValue& each : policy_.definitions) {
      line("define {}{}{} = {}", each.name, each.number == none ? "" : " ", number(each.number), expr(each.value));
    }
  }

  void decided(const Line& each) {
    line("\nline {} {}", benefit(each.benefit), number(each.number));
    line("  event {}", each.event ? expr(each.event) : "none");
    grounds(each.grounds);
    for (std::size_t i = 0; i < each.steps.size(); ++i) {
      const Step& step = each.steps[i];
      line("  step {} {} {} ({}): {}", i, number(step.number), name_of(step.effect), step.silent ? "no reason" : name_of(step.reason),
           expr(step.after));
      if (step.limit && step.limit->of_items)
        line("    limit {} of items", expr(step.limit->limit));
      else if (step.limit)
        line("    limit {} used {}", expr(step.limit->limit), expr(step.limit->used));
    }
  }

  void example(const Example& example) {
    line("\nexample \"{}\"", example.title);
    for (const ExampleStep& step : example.steps) {
      line("  {}", policy_.questions.at(step.question).name);
      for (const Setting& setting : step.settings) {
        const std::string_view said = setting.kind == SettingKind::value     ? std::string_view(setting.json)
                                      : setting.kind == SettingKind::unknown ? "unknown"
                                                                             : "absent";
        line("    {} {}", path(setting.fact), said);
      }
      for (const Expectation& each : step.expectations) expectation(each);
    }
  }

  void property(const Property& each) {
    line("\nproperty \"{}\" for {}", each.title, policy_.questions.at(each.question).name);
    for (const PropertyRule& rule : each.rules) {
      line("  always{} {}", rule.per_certificate ? " per certificate" : "", expr(rule.condition));
      if (rule.when) line("    when {}", expr(rule.when));
    }
  }

  void expectation(const Expectation& each) {
    if (each.that) return line("  expect that {}", expr(each.that));
    if (!each.output.empty()) return line("  expect {} {}", each.output, each.json);
    std::string text = "  expect " + each.status;
    if (each.benefit != none) text += " " + benefit(each.benefit);
    if (each.amount) text += fmt::format(" {} {}", print_fixed(*each.amount, policy_.decimals), policy_.currency);
    for (const std::string& because : each.because) text += fmt::format(" because \"{}\"", because);
    if (!each.missing.empty()) text += fmt::format(" missing {}", fmt::join(each.missing, ", "));
    line("{}", text);
  }

  const Policy& policy_;
  std::string out_;
};

}  // namespace

std::string print(const Policy& policy) { return Printer(policy).print(); }

}  // namespace pol::model
