// A wording with the files it uses (`use "..."`), read and parsed. The only stage that opens wordings.
#pragma once

#include <set>
#include <string>
#include <variant>

#include "ast/ast.h"
#include "base/sources.h"
#include "diagnostics/diagnostic.h"

namespace pol::project {

struct Project {
  Sources sources;  // the named file first, then those it uses, each once
  // All declarations: those of a used file stand before those of the file that uses it, `use` lines themselves are left out. So clause
  // numbers rise in the order in which a reader who follows the `use` lines meets them.
  ast::File file;
};

// Reads the file and all that it uses, whatever is wrong with them; `sink` is told what is. Fails only where the named file itself cannot
// be read. `use "stdlib/..."` is the standard library, which polc brings along; other paths are relative to the file that writes them.
std::variant<Project, LoadFailure> read(const std::string& path, Sink& sink);
// The same of a text that was read already.
Project read(SourceFile main, Sink& sink);

// The units that the files around this one declare: those it uses, and those beside it in its folder, one of which may use it. For whoever
// reads a part of a wording alone.
std::set<std::string> units_around(const std::string& path);

}  // namespace pol::project
