// The parts of verify(); each adds a sentence for every violation.
#pragma once

#include <string>
#include <vector>

#include "ir/ir.h"

namespace pol::ir {

enum class LineKind { benefit, question };

void verify_record(const Program& program, std::vector<std::string>& sentences);
// Results (grounds, steps, outputs), loops and leaves; the nodes are well formed by themselves.
void verify_results(const Program& program, const Line& line, LineKind kind, std::vector<std::string>& sentences);
// Each node by itself. No where a node reads what does not stand before it: then nothing else can be said.
bool verify_nodes(const Program& program, const Line& line, std::vector<std::string>& sentences);

}  // namespace pol::ir
