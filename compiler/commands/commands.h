// One function for each polc command. Each gives the exit status of the contract; sentences about failures go to stderr.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/claim_source.h"
#include "commands/engine.h"
#include "commands/pseudonym_options.h"
#include "letter/letter.h"

namespace pol::commands {

enum class CheckFormat { text, json, sarif };
struct CheckOptions {
  std::vector<std::string> files;
  CheckFormat format = CheckFormat::text;  // text goes to stderr; the others to stdout, one document for all files
};
int check(const CheckOptions& options);

enum class RunFormat { json_lines, table };
struct RunOptions {
  std::string file;
  std::string claims;                // "-" is stdin
  std::string out = "-";             // "-" is stdout; a file appears complete or not at all
  std::vector<std::string> history;  // files of earlier decisions
  std::string params;                // the values of the parameters; empty: none is given
  std::string echo_params;           // where the values bound are written once; empty: nowhere
  EngineKind engine = EngineKind::native;
  RunFormat format = RunFormat::json_lines;
  std::optional<ClaimsFormat> claims_format;  // none: as the name of the claims says
  unsigned jobs = 1;                          // threads
  PseudonymOptions pseudonyms;
};
// A signal that asks it to end gives 128 and the signal's number, a reader that closed the pipe 141, as a shell counts them.
int run(const RunOptions& options);

struct ExplainOptions {
  std::string file;
  std::string claims;                              // "-" is stdin
  std::optional<ClaimsFormat> claims_format = {};  // none: as the name of the claims says
  std::string claim;                               // the id of the record that the letter is about
  std::string language;                            // empty: the first of the wording that letters can be written in
  std::string out = "-";                           // "-" is stdout; a file appears complete or not at all
  std::vector<std::string> history;                // files of earlier decisions
  std::string params;                              // the values of the parameters; empty: none is given
  letter::Form form = letter::Form::text;
};
int explain(const ExplainOptions& options);

enum class Part { library, object, llvm, header, schema };
struct BuildOptions {
  std::string file;
  std::string out;  // "-" is stdout, of a single part only; every file appears complete or not at all
  std::string cpu = "x86-64-v3";
  std::optional<Part> part;  // none: the library, and beside it header and schema
};
int build(const BuildOptions& options);

enum class Stage { ast, model, ir, llvm };
int dump(const std::string& file, Stage stage);

struct TestOptions {
  std::vector<std::string> files;
  std::string junit;  // empty: none; a file appears complete or not at all
};
int test(const TestOptions& options);

// The JSON Schema of the records of a wording, or of its parameters; "-" is stdout, a file appears complete or not at all.
int schema(const std::string& file, const std::string& out, bool parameters);

struct FormatOptions {
  std::vector<std::string> files;  // "-" is stdin to stdout
  bool check = false;              // write nothing, name the files that would change
};
int format(const FormatOptions& options);

}  // namespace pol::commands
