#include <fmt/format.h>

#include "ast/print.h"
#include "commands/commands.h"
#include "emit/emit.h"
#include "ir/print.h"
#include "model/print.h"

namespace pol::commands {

int dump(const std::string& file, Stage stage) {
  const auto wording = stage == Stage::ast ? parse_wording(file) : read_wording(file);
  if (!wording) return exit_device_failed;
  const int status = report(*wording);
  if (stage == Stage::ast) fmt::print("{}", ast::print(wording->ast));
  if (status != exit_done) return status;
  switch (stage) {
    case Stage::ast: break;
    case Stage::model: fmt::print("{}", model::print(*wording->policy)); break;
    case Stage::ir: fmt::print("{}", ir::print(to_program(*wording))); break;
    case Stage::llvm: fmt::print("{}", emit::print(to_program(*wording))); break;
  }
  return exit_done;
}

}  // namespace pol::commands
