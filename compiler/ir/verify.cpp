#include "ir/verify.h"

#include "ir/verify_parts.h"

namespace pol::ir {

std::vector<std::string> verify(const Program& program) {
  std::vector<std::string> sentences;
  verify_record(program, sentences);
  const auto verify_line = [&](const Line& line, LineKind kind) {
    if (verify_nodes(program, line, sentences)) verify_results(program, line, kind, sentences);
  };
  for (const Line& line : program.lines) verify_line(line, LineKind::benefit);
  for (const Line& question : program.questions) verify_line(question, LineKind::question);
  return sentences;
}

}  // namespace pol::ir
