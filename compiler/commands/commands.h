// One function for each polc command. Each gives the exit status of the contract; sentences about failures go to stderr.
#pragma once

#include <string>
#include <vector>

#include "commands/engine.h"

namespace pol::commands {

int check(const std::vector<std::string>& files);

enum class RunFormat { json_lines, table };
struct RunOptions {
  std::string file;
  std::string claims;                        // "-" is stdin
  std::string out = "-";                     // "-" is stdout; a file appears complete or not at all
  std::vector<std::string> history;          // files of earlier decisions
  EngineKind engine = EngineKind::native;
  RunFormat format = RunFormat::json_lines;
};
int run(const RunOptions& options);

enum class Stage { ast, model, ir, llvm };
int dump(const std::string& file, Stage stage);

int test(const std::vector<std::string>& files);

}  // namespace pol::commands
