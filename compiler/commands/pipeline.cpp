#include "commands/pipeline.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "ast/print.h"
#include "base/hash.h"
#include "check/check.h"
#include "commands/engine.h"
#include "commands/terminal.h"
#include "diagnostics/render.h"
#include "ir/verify.h"
#include "lower/lower.h"
#include "project/project.h"
#include "witness/witness.h"

namespace pol::commands {

namespace {

// Colours only where a person looks on, whose terminal has them, and who did not ask for none (no-color.org).
bool wants_colour() {
  const char* refused = std::getenv("NO_COLOR");
  return standard_error_takes_controls() && !(refused && *refused);
}

}  // namespace

std::optional<Wording> parse_wording(const std::string& path) {
  Wording wording;
  auto read = project::read(path, wording.sink);
  if (auto* failure = std::get_if<LoadFailure>(&read)) {
    fmt::print(stderr, "polc: {}\n", failure->sentence);
    return std::nullopt;
  }
  auto& project = std::get<project::Project>(read);
  wording.sources = std::move(project.sources);
  wording.ast = std::move(project.file);
  return wording;
}

std::optional<Wording> read_wording(const std::string& path, Warnings warnings) {
  std::optional<Wording> wording = parse_wording(path);
  if (!wording) return std::nullopt;
  const bool said = warnings == Warnings::said;
  wording->policy =
      check::check(wording->ast, wording->sink, said ? check::FindWitness(witness::Finder(TakenByRun())) : check::FindWitness());
  check::name_clauses(wording->ast, wording->sink);
  return wording;
}

int report(const Wording& wording, Warnings warnings) {
  auto sorted = wording.sink.sorted();
  const auto is_warning = [](const Diagnostic& each) { return text_of(each.message).severity == Severity::warning; };
  if (warnings == Warnings::kept) std::erase_if(sorted.diagnostics, is_warning);
  if (!sorted.diagnostics.empty()) fmt::print(stderr, "{}", render_text(wording.sources, sorted, wants_colour()));
  return wording.sink.has_errors() ? exit_wording_has_errors : exit_done;
}

Identity identity_of(const Wording& wording, const std::string& cpu) {
  const std::string hash = sha256_hex(ast::print(wording.ast));
  return {hash, sha256_hex(fmt::format("{}\n{}\n{}\n", hash, POLC_VERSION, emit::target_description(cpu)))};
}

ir::Program to_program(const Wording& wording, const std::string& cpu) {
  const Identity identity = identity_of(wording, cpu);
  ir::Program program = lower::lower(*wording.policy, identity.hash, identity.build);
  const auto violations = ir::verify(program);
  if (!violations.empty()) throw std::logic_error("the program made of this wording is not well formed: " + violations.front());
  return program;
}

}  // namespace pol::commands
