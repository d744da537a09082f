#include "ast/print.h"

#include "ast/print_words.h"
#include "ast/printer.h"

namespace pol::ast {

// ---- parts of a line ----

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result.push_back('\\');
    result.push_back(c);
  }
  return result + '"';
}

std::string listed(const std::vector<Name>& names) {
  std::string result;
  for (const Name& name : names) result += (result.empty() ? "" : ", ") + name.text;
  return result;
}

std::string dotted(const Path& path) {
  std::string result;
  for (const Name& name : path.names) result += (result.empty() ? "" : ".") + name.text;
  return result;
}

std::string texts(const std::vector<Text>& all) {
  std::string result;
  for (const Text& text : all) result += " " + quoted(text.value);
  return result;
}

std::string titled(const std::optional<Text>& number, const std::vector<Title>& titles) {
  std::string result = number ? " " + quoted(number->value) : std::string();
  for (const Title& title : titles) result += fmt::format(" {} {}", title.language.text, quoted(title.text.value));
  return result;
}

std::string case_head(const std::vector<Name>& names, bool otherwise) {
  return fmt::format("case {}", otherwise ? "otherwise" : listed(names));
}

namespace {

// `expenses[0].amount`
std::string with_positions(const Path& path, const std::vector<std::optional<std::uint32_t>>& positions) {
  std::string result;
  for (std::size_t i = 0; i < path.names.size(); ++i) {
    result += (i == 0 ? "" : ".") + path.names[i].text;
    if (i < positions.size() && positions[i]) result += fmt::format("[{}]", *positions[i]);
  }
  return result;
}

std::string missing_facts(const Expectation& expectation) {
  std::string result;
  for (std::size_t i = 0; i < expectation.missing.size(); ++i) {
    const bool has_positions = i < expectation.missing_positions.size();
    result += result.empty() ? " missing " : ", ";
    result += has_positions ? with_positions(expectation.missing[i], expectation.missing_positions[i]) : dotted(expectation.missing[i]);
  }
  return result;
}

}  // namespace

// ---- declarations ----

std::string Printer::print(const File& file) {
  for (const Declaration& declaration : file.declarations) std::visit([this](const auto& d) { show(d); }, declaration);
  return std::move(out_);
}

void Printer::show(const PolicyHeader& header) {
  line("policy {}{}", header.name.text, titled({}, header.titles));
  inside([&] {
    if (header.edition) line("edition {}", quoted(header.edition->value));
    show("in force from", header.in_force_from);
    if (header.currency) line("currency {}", header.currency->text);
    if (header.rounding_mode) line("rounding {}", header.rounding_mode->text);
    inside([&] { show(header.rounding_unit); });
    if (header.months_mode) line("months {}", header.months_mode->text);
    if (!header.waterfall.empty()) line("waterfall {}", listed(header.waterfall));
  });
}

void Printer::show(const Use& use) { line("use {}", quoted(use.path.value)); }

void Printer::show(const TypeName& type) {
  line("type {}: {}", type.name.text, type_head(type.type));
  inside([&] { show_bounds(type.type); });
}

void Printer::show(const Certificate& certificate) {
  line("certificate{}", when(certificate.optional, " optional"));
  inside([&] {
    show(certificate.fields);
    show(certificate.valid);
  });
}

void Printer::show(const Question& question) {
  line("question {}", question.name.text);
  inside([&] {
    show(question.fields);
    show(question.valid);
    if (question.lines) line("lines {}", question.lines->text);
    if (question.every_line) line("lines every benefit");
    if (question.today) line("today {}", question.today->text);
  });
}

void Printer::show(const Define& define) {
  line("define {}{}{}", define.name.text, define.parameters.empty() ? "" : "(" + listed(define.parameters) + ")",
       titled(define.number, define.titles));
  inside([&] {
    show(define.body);
    show(define.lines);
  });
}

void Printer::show(const Clause& clause) {
  line("{} {}{}", word(clause.kind), clause.name.text, titled(clause.number, clause.titles));
  inside([&] { show(clause.lines); });
}

void Printer::show(const Output& output) {
  line("{} {}{}{}{}", word(output.kind), output.name.text, titled(output.number, output.titles),
       output.type ? ": " + type_head(*output.type) : "", output.question ? " for " + output.question->text : "");
  inside([&] {
    if (output.type) show_bounds(*output.type);
    if (output.type) show(output.type->fields);
    show("value", output.value);
    for (const ListPart& part : output.rows) show(part);
    show("when", output.when);
  });
}

void Printer::show(const Split& split) {
  static constexpr std::string_view manners[] = {"pro rata to", "by", "equally with at most"};
  static constexpr std::string_view rests[] = {"", " otherwise equally", " otherwise nothing"};
  line("split {}{}{}", split.name.text, titled(split.number, split.titles), rests[static_cast<int>(split.otherwise)]);
  inside([&] {
    show("of", split.amount);
    if (split.element) show("among " + split.element->text + " in", split.list);
    show("where", split.where);
    if (split.weight) show(manners[static_cast<int>(split.manner)], split.weight);
    for (const SplitParty& party : split.parties) {
      if (party.share)
        show("among " + party.name.text + " by", party.share);
      else
        line("among {} the rest", party.name.text);
    }
  });
}

void Printer::show(const ListPart& part) {
  if (part.list)
    show("for " + part.element.text + " in", part.list);
  else
    line("row");
  inside([&] {
    show(part.descending ? "sorted descending by" : "sorted by", part.key);
    show("where", part.where);
    for (const RowField& field : part.fields) show(field.name.text.empty() ? "each" : "field " + field.name.text, field.value);
  });
}

void Printer::show(const Answer& answer) {
  line("answer {}{}", answer.question.text, titled(answer.number, answer.titles));
  inside([&] {
    for (const Define& define : answer.defines) show(define);
    for (const Output& output : answer.outputs) show(output);
    show(answer.lines);
  });
}

void Printer::show(const Letter& letter) {
  line("letter {}", letter.language.text);
  inside([&] {
    for (const LetterTitle& each : letter.titles)
      line("{}{} {}", each.number ? quoted(each.number->value) : dotted(each.path), each.shown ? " as " + quoted(each.shown->value) : "",
           quoted(each.title.value));
    for (const LetterSentence& each : letter.sentences)
      line("tells {} for {}{} {}", quoted(each.number.value), each.question.text,
           each.statuses.empty() ? "" : " when " + listed(each.statuses), quoted(each.text.value));
  });
}

// ---- samples and examples ----

void Printer::show(const Sample& sample) {
  line("sample {}", sample.name.text);
  inside([&] {
    if (sample.start) line("start from {}", sample.start->text);
    show(sample.blocks);
  });
}

void Printer::show(const Example& example) {
  line("example {}", quoted(example.title.value));
  inside([&] {
    if (example.start) line("start from {}", example.start->text);
    for (const ExampleStep& step : example.steps) {
      line("step");
      inside([&] {
        show(step.blocks);
        for (const Expectation& expectation : step.expectations) show(expectation);
      });
    }
  });
}

void Printer::show(const Property& property) {
  line("property {}{}", quoted(property.title.value), property.question ? " for " + property.question->text : "");
  inside([&] {
    for (const Always& always : property.always) {
      line("always{}", when(always.per_certificate, " per certificate"));
      inside([&] {
        show("condition", always.condition);
        show("when", always.when);
      });
    }
  });
}

void Printer::show(const std::vector<SettingBlock>& blocks) {
  for (const SettingBlock& block : blocks) {
    line("{}", block.block.text);
    inside([&] { show(block.settings); });
  }
}

void Printer::show(const std::vector<Setting>& settings) {
  for (const Setting& setting : settings) {
    line("set {}{}{}", with_positions(setting.path, setting.positions), when(setting.unknown, " unknown"), when(setting.absent, " absent"));
    inside([&] {
      show(setting.values);
      for (const std::vector<Setting>& item : setting.items) {
        line("item");
        inside([&] { show(item); });
      }
    });
  }
}

void Printer::show(const Expectation& expectation) {
  line("expect {}{}{}{}{}{}{}", expectation.that ? "that" : expectation.status.text,
       expectation.benefit ? " " + expectation.benefit->text : "",
       expectation.members.empty() ? "" : " all of " + listed(expectation.members), when(expectation.absent, " absent"),
       when(!expectation.because.empty(), " because"), texts(expectation.because), missing_facts(expectation));
  inside([&] {
    show(expectation.amount);
    show(expectation.value);
    show(expectation.that);
    for (const std::vector<Setting>& row : expectation.rows) {
      line("row");
      inside([&] { show(row); });
    }
    show(expectation.items);
  });
}

std::string print(const File& file) { return Printer().print(file); }

}  // namespace pol::ast
