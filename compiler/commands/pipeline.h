// The stages in order: reading this file is reading the compiler.
#pragma once

#include <optional>
#include <string>

#include "ast/ast.h"
#include "base/sources.h"
#include "diagnostics/diagnostic.h"
#include "emit/emit.h"
#include "ir/ir.h"
#include "model/model.h"

namespace pol::commands {

// Exit statuses of the contract.
enum Exit {
  exit_done = 0,
  exit_wording_has_errors = 1,
  exit_wrong_command_line = 2,
  exit_some_records_invalid = 3,
  exit_device_failed = 4
};

// A wording, as far as its stages got.
struct Wording {
  Sources sources;
  Sink sink;
  ast::File ast;
  std::optional<model::Policy> policy;  // nothing where the wording has errors
};

// What decisions print of the wording: `hash` names the text (layout and comments apart), `build` also the compiler and its target.
struct Identity {
  std::string hash, build;
};

// Reads the file and those it uses, and parses them; read_wording checks them too. Where the file cannot be read: says so on stderr and
// gives nothing.
std::optional<Wording> parse_wording(const std::string& path);
// Only who asks what is to be said of a wording hears warnings, and pays for the search for records that show some of them.
enum class Warnings { said, kept };
std::optional<Wording> read_wording(const std::string& path, Warnings warnings = Warnings::kept);

// Prints what the sink holds on stderr; gives the exit status.
int report(const Wording& wording, Warnings warnings = Warnings::kept);

// `cpu`: the name of the processor that the code is made for.
Identity identity_of(const Wording& wording, const std::string& cpu = emit::native_cpu);

// lower and verify. The policy must be there.
ir::Program to_program(const Wording& wording, const std::string& cpu = emit::native_cpu);

}  // namespace pol::commands
