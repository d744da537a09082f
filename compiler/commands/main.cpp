// polc: arguments in, exit status out.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>

#include "base/similar.h"
#include "commands/commands.h"
#include "commands/help.h"

namespace {

using namespace pol::commands;

struct Arguments {
  CheckOptions check;
  BuildOptions build;
  TestOptions test;
  std::string file;
  std::string out = "-";
  bool parameters = false;
  RunOptions run;
  ExplainOptions explain;
  FormatOptions format;
  Stage stage = Stage::model;
};

// An option that takes one of several words.
template <typename Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, Value& chosen, const std::string& help,
                        const std::vector<std::pair<std::string, Value>>& choices) {
  std::vector<std::string> words;
  for (const auto& [word, value] : choices) words.push_back(word);
  const auto choose = [&chosen, choices](const std::string& given) {
    for (const auto& [word, value] : choices)
      if (word == given) chosen = value;
  };
  const std::string listed = fmt::format("{}", fmt::join(words, "|"));
  const auto known = [words, listed](const std::string& given) {
    const bool found = std::find(words.begin(), words.end(), given) != words.end();
    return found ? std::string() : fmt::format("`{}` is none of {}", given, listed);
  };
  return command.add_option_function<std::string>(name, choose, help)->check(CLI::Validator(known, ""))->type_name(listed);
}

void add_check(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("check", "Read wordings and say everything that is wrong with them");
  command->add_option("FILE", arguments.check.files, "the wordings")->required();
  add_choice<CheckFormat>(*command, "--format", arguments.check.format, "text for people, on stderr; json or sarif for programs, on stdout",
                          {{"text", CheckFormat::text}, {"json", CheckFormat::json}, {"sarif", CheckFormat::sarif}});
}

void add_build(CLI::App& app, Arguments& arguments) {
  auto* command =
      app.add_subcommand("build", "Compile a wording to a shared library, with a C header and the schema of its records beside it");
  BuildOptions& build = arguments.build;
  command->add_option("FILE", build.file, "the wording")->required();
  command->add_option("-o,--out", build.out, "the library; every file appears complete or not at all")->required();
  command->add_option("--cpu", build.cpu, "the least processor that the code may need: native, x86-64-v2 ...")->capture_default_str();
  add_choice<std::optional<Part>>(*command, "--emit", build.part, "this part alone, written to OUT; - is standard output",
                                  {{"object", Part::object}, {"llvm", Part::llvm}, {"header", Part::header}, {"schema", Part::schema}});
}

void add_pseudonyms(CLI::App& command, PseudonymOptions& pseudonyms) {
  command.add_flag("--pseudonymise", pseudonyms.wanted, "ids in the decisions are replaced by tokens that only this key makes");
  command.add_option("--key-file", pseudonyms.key_file, "the key of --pseudonymise: at least 32 bytes that only the file's owner may read");
  command.add_option("--mapping", pseudonyms.mapping, "where ids and their tokens are written; not into the folder of the decisions");
}

void add_claims(CLI::App& command, std::string& claims, std::optional<ClaimsFormat>& format) {
  command.add_option("--claims", claims, "the records: JSON Lines, or CSV where the name ends in .csv; - is standard input")->required();
  add_choice<std::optional<ClaimsFormat>>(command, "--claims-format", format, "what the records are, whatever their file is called",
                                          {{"jsonl", ClaimsFormat::json_lines}, {"csv", ClaimsFormat::csv}});
}

void add_run(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("run", "Decide claim records, one decision for each, in their order");
  RunOptions& run = arguments.run;
  command->add_option("FILE", run.file, "the wording")->required();
  add_claims(*command, run.claims, run.claims_format);
  command->add_option("--out", run.out, "where the decisions go; the file appears complete or not at all")->capture_default_str();
  command->add_option("--history", run.history, "files of earlier decisions of the same certificates");
  command->add_option("--params", run.params, "the values of the wording's parameters, one JSON object: name to value");
  command->add_option("--echo-params", run.echo_params, "where these values are written once; the file appears complete or not at all");
  add_choice<EngineKind>(*command, "--engine", run.engine, "native code, or the reference interpreter",
                         {{"native", EngineKind::native}, {"interpreter", EngineKind::interpreter}, {"artifact", EngineKind::artifact}})
      ->type_name("native|interpreter");
  add_choice<RunFormat>(*command, "--format", run.format, "jsonl for programs, table for people",
                        {{"jsonl", RunFormat::json_lines}, {"table", RunFormat::table}});
  command->add_option("--jobs", run.jobs, "threads; the decisions are the same, and in the same order, whatever their number")
      ->check(CLI::Range(1u, 256u))
      ->capture_default_str();
  add_pseudonyms(*command, run.pseudonyms);
}

void add_explain(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("explain", "Write the letter about one decision, with every clause that it rests on");
  ExplainOptions& explain = arguments.explain;
  command->add_option("FILE", explain.file, "the wording")->required();
  add_claims(*command, explain.claims, explain.claims_format);
  command->add_option("--claim", explain.claim, "the id of the record that the letter is about")->required();
  command->add_option("--lang", explain.language,
                      fmt::format("{}; else the first language of the wording", fmt::join(pol::letter::languages(), " or ")));
  command->add_option("--history", explain.history, "files of earlier decisions of the same certificates");
  command->add_option("--params", explain.params, "the values of the wording's parameters, one JSON object: name to value");
  add_choice<pol::letter::Form>(*command, "--format", explain.form, "plain text, or one HTML file that can be printed",
                                {{"text", pol::letter::Form::text}, {"html", pol::letter::Form::html}});
  command->add_option("--out", explain.out, "where the letter goes; the file appears complete or not at all")->capture_default_str();
}

void add_test(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("test", "Run the examples of wordings, and name the clauses that none reaches");
  command->add_option("FILE", arguments.test.files, "the wordings")->required();
  command->add_option("--junit", arguments.test.junit, "a JUnit XML file for build servers; it appears complete or not at all");
}

void add_schema(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("schema", "Describe the records of a wording as JSON Schema");
  command->add_option("FILE", arguments.file, "the wording")->required();
  command->add_flag("--params", arguments.parameters, "describe the file that binds the wording's parameters");
  command->add_option("--out", arguments.out, "where the schema goes; the file appears complete or not at all")->capture_default_str();
}

void add_fmt(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("fmt", "Rewrite wordings in the one canonical layout");
  command->add_option("FILE", arguments.format.files, "the wordings, rewritten in place; - reads standard input and writes standard output")
      ->required();
  command->add_flag("--check", arguments.format.check, "write nothing; name the files that would change, and end with 1 if there are any");
}

void add_dump(CLI::App& app, Arguments& arguments) {
  auto* command = app.add_subcommand("dump", "Print what a stage of the compiler made of a wording");
  command->add_option("FILE", arguments.file, "the wording")->required();
  add_choice<Stage>(*command, "--stage", arguments.stage, "what was written, what it means, what is computed, or its machine code",
                    {{"ast", Stage::ast}, {"model", Stage::model}, {"ir", Stage::ir}, {"llvm", Stage::llvm}})
      ->required();
}

int carry_out(const CLI::App& app, const Arguments& arguments) {
  if (app.got_subcommand("check")) return check(arguments.check);
  if (app.got_subcommand("build")) return build(arguments.build);
  if (app.got_subcommand("run")) return run(arguments.run);
  if (app.got_subcommand("explain")) return explain(arguments.explain);
  if (app.got_subcommand("test")) return test(arguments.test);
  if (app.got_subcommand("schema")) return schema(arguments.file, arguments.out, arguments.parameters);
  if (app.got_subcommand("fmt")) return format(arguments.format);
  return dump(arguments.file, arguments.stage);
}

// CLI11 only misses a command where a wrong one is given; this names the word and what it may be.
bool names_no_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return false;
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return false;
  const auto near = pol::nearest(argv[1], names);
  fmt::print(stderr, "polc: no command is called `{}`{}\nthe commands are {}; polc --help shows what they do\n", argv[1],
             near ? fmt::format("; did you mean `{}`?", *near) : "", fmt::join(names, ", "));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"polc: insurance wordings as programs", "polc"};
  app.footer(footer_of_all());
  app.set_version_flag("--version", "polc " POLC_VERSION);
  app.require_subcommand(1);
  Arguments arguments;
  add_check(app, arguments);
  add_build(app, arguments);
  add_run(app, arguments);
  add_explain(app, arguments);
  add_test(app, arguments);
  add_schema(app, arguments);
  add_fmt(app, arguments);
  add_dump(app, arguments);
  for (CLI::App* command : app.get_subcommands({})) command->footer(footer_of(command->get_name()));
  if (names_no_command(app, argc, argv)) return exit_wrong_command_line;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_wrong_command_line;
  }
  try {
    return carry_out(app, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "polc: this is a defect of polc, not of the wording: {}\n", error.what());
    return exit_device_failed;
  }
}
