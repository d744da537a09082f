// The arrows between the folders, the ban on binary floating point near money, and the sizes of files, read from the sources themselves.
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "support/cpp_text.h"
#include "support/files.h"

namespace pol::test {

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

// What each folder of compiler/ may include besides itself, in the order of the stages; `polrt` is polrt/abi.h alone. Folders that are not
// here do not exist: a new one begins with its row.
const std::vector<std::pair<std::string, Names>> arrows = {
    {"base", {}},
    {"diagnostics", {"base"}},
    {"ast", {"base"}},
    {"syntax", {"base", "diagnostics", "ast"}},
    {"format", {"base", "diagnostics", "ast", "syntax"}},
    {"project", {"base", "diagnostics", "ast", "syntax"}},
    {"model", {"base"}},
    {"check", {"base", "diagnostics", "ast", "model"}},
    {"letter", {"base", "model"}},
    {"interpret", {"base", "model"}},
    {"witness", {"base", "diagnostics", "model", "check", "interpret"}},
    {"trial", {"base", "model"}},
    {"ir", {"base", "polrt"}},
    {"lower", {"base", "model", "ir", "polrt"}},
    {"emit", {"base", "ir", "polrt"}},
    {"commands",
     {"base", "diagnostics", "ast", "syntax", "format", "project", "model", "check", "letter", "interpret", "witness", "trial", "ir",
      "lower", "emit", "polrt"}},
};

// Libraries that are seen in one folder only.
const std::map<std::string, std::string> rooms = {
    {"antlr4-runtime", "syntax"},
    {"antlr4-runtime.h", "syntax"},
    {"llvm", "emit"},
    {"llvm-c", "emit"},
    {"lld", "emit"},
    {"clang", "emit"},
    {"boost", "base"},
};

const std::vector<std::string> without_floating = {"compiler/model", "compiler/ir", "compiler/interpret", "compiler/base", "runtime/src"};
constexpr std::size_t longest_file = 400;

struct Include {
  std::size_t line;
  std::string path;
  bool quoted;
  std::string first() const { return path.substr(0, path.find('/')); }
};

std::optional<Include> include_of(const std::string& line, std::size_t number) {
  std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string::npos || line[at] != '#') return std::nullopt;
  at = line.find_first_not_of(" \t", at + 1);
  if (at == std::string::npos || line.compare(at, 7, "include") != 0) return std::nullopt;
  const std::size_t open = line.find_first_of("\"<", at);
  if (open == std::string::npos) return std::nullopt;
  const std::size_t close = line.find_first_of("\">", open + 1);
  return Include{number, line.substr(open + 1, close - open - 1), line[open] == '"'};
}

std::vector<Include> includes_of(const std::string& text) {
  std::vector<Include> includes;
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const auto include = include_of(lines[i], i + 1)) includes.push_back(*include);
  }
  return includes;
}

const Names* allowed_for(const std::string& layer) {
  const auto row = std::find_if(arrows.begin(), arrows.end(), [&](const auto& entry) { return entry.first == layer; });
  return row == arrows.end() ? nullptr : &row->second;
}

// Why a file of a compiler folder may not include this; empty where it may.
std::string compiler_objection(const std::string& layer, const Names& allowed, const Include& include) {
  const std::string first = include.first();
  if (const auto room = rooms.find(first); room != rooms.end()) {
    return room->second == layer ? "" : first + " may be included in " + room->second + "/ only";
  }
  if (first == "polrt") {
    if (!allowed.contains("polrt")) return layer + "/ may not know the runtime";
    return include.path == "polrt/abi.h" || layer == "commands"
               ? ""
               : "polrt/abi.h is the only header of the runtime that " + layer + "/ may know";
  }
  if (!include.quoted) return "";
  if (allowed_for(first) != nullptr) return first == layer || allowed.contains(first) ? "" : layer + "/ may not know " + first + "/";
  const bool generated = layer == "syntax" && (include.path.starts_with("PolLexer") || include.path.starts_with("PolParser"));
  return generated ? "" : "no folder of compiler/ (includes are written from there)";
}

class Reader {
 public:
  explicit Reader(fs::path root) : root_(std::move(root)) {}

  std::vector<std::string> complaints() {
    read_compiler();
    read_runtime();
    read_numbers();
    read_sizes();
    return complaints_;
  }

  std::size_t files() const { return files_; }

 private:
  std::vector<fs::path> sources(const std::string& folder) { return files_below(root_ / folder, {".h", ".hpp", ".cpp", ".c", ".inc"}); }

  std::string text_of(const fs::path& file) {
    ++files_;
    return read_file(file).value();
  }

  void complain(const fs::path& file, std::size_t line, const std::string& why) {
    complaints_.push_back(fs::relative(file, root_).generic_string() + ":" + std::to_string(line) + ": " + why);
  }

  void read_compiler() {
    for (const fs::path& file : sources("compiler")) {
      const std::string layer = fs::relative(file, root_ / "compiler").begin()->string();
      const Names* allowed = allowed_for(layer);
      if (allowed == nullptr) {
        complain(file, 1, "this folder has no row in tests/layers_test.cpp");
        continue;
      }
      for (const Include& include : includes_of(text_of(file))) {
        const std::string why = compiler_objection(layer, *allowed, include);
        if (!why.empty()) complain(file, include.line, "\"" + include.path + "\": " + why);
      }
    }
  }

  // The runtime includes its own files and the standard library.
  void read_runtime() {
    for (const fs::path& file : sources("runtime")) {
      for (const Include& include : includes_of(text_of(file))) {
        const bool own = fs::exists(file.parent_path() / include.path) || fs::exists(root_ / "runtime/src" / include.path) ||
                         fs::exists(root_ / "runtime/include" / include.path);
        const bool foreign = rooms.contains(include.first()) || (include.quoted && !own);
        if (foreign || fs::relative(file.parent_path() / include.path, root_).lexically_normal().begin()->string() == "compiler") {
          complain(file, include.line, "\"" + include.path + "\": the runtime knows nothing outside itself");
        }
      }
    }
  }

  void read_numbers() {
    for (const std::string& folder : without_floating) {
      for (const fs::path& file : sources(folder)) {
        const std::vector<std::string> lines = lines_of(code_of(text_of(file)));
        for (std::size_t i = 0; i < lines.size(); ++i) {
          if (has_word(lines[i], "double") || has_word(lines[i], "float")) complain(file, i + 1, "no binary floating point near money");
        }
      }
    }
  }

  void read_sizes() {
    for (const std::string folder : {"compiler", "runtime", "tests"}) {
      for (const fs::path& file : sources(folder)) {
        const std::vector<std::string> lines = lines_of(text_of(file));
        const auto head = lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(5, lines.size()));
        const bool excused = std::any_of(lines.begin(), head, [](const std::string& line) {
          const std::size_t at = line.find("length:");
          return at != std::string::npos && line.find_first_not_of(' ', at + 7) != std::string::npos;
        });
        if (lines.size() > longest_file && !excused) {
          complain(file, longest_file + 1,
                   std::to_string(lines.size()) + " lines: split it, or say why not after `length:` in its first 5 lines");
        }
      }
    }
  }

  fs::path root_;
  std::vector<std::string> complaints_;
  std::size_t files_ = 0;
};

// A tree with one file in it, and what is said of it.
std::string said_of(const std::string& path, const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path() / path, text);
  std::string all;
  for (const std::string& complaint : Reader(folder.path()).complaints()) all += complaint + "\n";
  return all;
}

}  // namespace

TEST_CASE("the arrows point down, money is exact, files are short") {
  Reader reader(POL_ROOT);
  for (const std::string& complaint : reader.complaints()) FAIL_CHECK(complaint);
  CHECK(reader.files() > 50);
}

TEST_CASE("each row knows only rows above it") {
  Names above{"polrt"};
  for (const auto& row : arrows) {
    CAPTURE(row.first);
    CHECK(std::includes(above.begin(), above.end(), row.second.begin(), row.second.end()));
    above.insert(row.first);
  }
}

TEST_CASE("a planted arrow is seen") {
  const std::string up = "// a.h\n#include <vector>\n  #  include \"check/check.h\"\n";
  CHECK(said_of("compiler/model/a.h", up) == "compiler/model/a.h:3: \"check/check.h\": model/ may not know check/\n");
  CHECK(said_of("compiler/base/a.cpp", "#include \"polrt/abi.h\"\n") ==
        "compiler/base/a.cpp:1: \"polrt/abi.h\": base/ may not know the runtime\n");
  CHECK(said_of("compiler/emit/a.cpp", "#include <polrt/polrt.h>\n").find("only header of the runtime that emit/") != std::string::npos);
  CHECK(said_of("compiler/ir/a.cpp", "#include \"llvm/IR/Module.h\"\n").find("llvm may be included in emit/ only") != std::string::npos);
  CHECK(said_of("compiler/commands/a.cpp", "#include <lld/Common/Driver.h>\n").find("in emit/ only") != std::string::npos);
  CHECK(said_of("compiler/commands/a.cpp", "#include <antlr4-runtime.h>\n").find("in syntax/ only") != std::string::npos);
  CHECK(said_of("compiler/check/a.cpp", "#include \"PolParser.h\"\n").find("no folder of compiler/") != std::string::npos);
  CHECK(said_of("compiler/check/a.cpp", "#include \"scope.h\"\n").find("no folder of compiler/") != std::string::npos);
  CHECK(said_of("compiler/utils/a.cpp", "").find("has no row") != std::string::npos);
  CHECK(said_of("runtime/src/a.cpp", "#include \"base/span.h\"\n").find("nothing outside itself") != std::string::npos);
  CHECK(said_of("runtime/src/a.cpp", "#include \"../../compiler/base/span.h\"\n").find("nothing outside itself") != std::string::npos);
  CHECK(said_of("runtime/include/polrt/a.h", "#include <llvm-c/Core.h>\n").find("nothing outside itself") != std::string::npos);
}

TEST_CASE("an allowed arrow is not complained about") {
  CHECK(said_of("compiler/emit/a.cpp",
                "#include \"emit/a.h\"\n#include \"ir/ir.h\"\n#include <llvm/IR/Module.h>\n#include \"polrt/abi.h\"\n") == "");
  CHECK(said_of("compiler/syntax/a.cpp", "#include \"PolLexer.h\"\n#include <antlr4-runtime.h>\n#include \"ast/ast.h\"\n") == "");
  CHECK(said_of("compiler/commands/a.cpp", "#include \"polrt/polrt.h\"\n#include \"emit/emit.h\"\n#include <CLI/CLI.hpp>\n") == "");
  CHECK(said_of("runtime/src/a.cpp", "#include \"a.cpp\"\n#include <cstdint>\n") == "");
}

TEST_CASE("a planted double is seen, and only a real one") {
  CHECK(said_of("runtime/src/money.cpp", "int a;\nstatic double b;\n") == "runtime/src/money.cpp:2: no binary floating point near money\n");
  CHECK(said_of("compiler/ir/a.h", "std::vector<float> a;\n").find("floating point") != std::string::npos);
  CHECK(said_of("compiler/base/a.h", "auto a = 1'000; double b;\n").find("floating point") != std::string::npos);
  CHECK(said_of("compiler/base/a.h", "char a = '\"'; double b; char c = '\"';\n").find("floating point") != std::string::npos);
  CHECK(said_of("compiler/base/a.h",
                "// double\n/* a\n float */ auto a = \"\\\"double\"; auto b = R\"x(\" float)x\"; int double_b, c_float;\n") == "");
  CHECK(said_of("compiler/commands/a.cpp", "double seconds;\n") == "");
}

TEST_CASE("a file that is too long needs a reason") {
  std::string lines;
  for (std::size_t i = 0; i < longest_file; ++i) lines += "//\n";
  CHECK(said_of("compiler/base/a.h", lines) == "");
  CHECK(said_of("compiler/base/a.h", lines + "//\n").find("compiler/base/a.h:401: 401 lines") != std::string::npos);
  CHECK(said_of("tests/a.cpp", lines + "//\n").find("401 lines") != std::string::npos);
  CHECK(said_of("tests/a.cpp", "// length:\n" + lines).find("401 lines") != std::string::npos);
  CHECK(said_of("tests/a.cpp", "// length: one table\n" + lines) == "");
}

}  // namespace pol::test
