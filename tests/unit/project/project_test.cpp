// The files of a wording: found, read once, in order; and what is said where they are not.
#include "project/project.h"

#include <doctest/doctest.h>

#include "project/standard.h"
#include "support/files.h"

using namespace pol;
using namespace pol::test;

namespace {

struct Read {
  project::Project project;
  std::vector<Diagnostic> said;

  std::vector<std::string> defined() const {
    std::vector<std::string> names;
    for (const ast::Declaration& declaration : project.file.declarations) {
      if (const auto* define = std::get_if<ast::Define>(&declaration)) names.push_back(define->name.text);
    }
    return names;
  }
};

Read read(const std::string& path) {
  Sink sink;
  auto found = project::read(path, sink);
  REQUIRE(std::holds_alternative<project::Project>(found));
  return {std::move(std::get<project::Project>(found)), sink.sorted().diagnostics};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("what is used stands before what uses it, each file once") {
  const TemporaryFolder folder;
  const auto at = [&](const char* name) { return (folder.path() / name).string(); };
  write_file(at("main.pol"), "use \"left.pol\"\nuse \"right.pol\"\ndefine d = yes\n");
  write_file(at("left.pol"), "use \"base.pol\"\ndefine b = yes\n");
  write_file(at("right.pol"), "use \"./base.pol\"\ndefine c = yes\n");
  write_file(at("base.pol"), "define a = yes\n");
  const Read found = read(at("main.pol"));
  CHECK(found.said.empty());
  CHECK(found.defined() == Names{"a", "b", "c", "d"});
  CHECK(found.project.sources.all().size() == 4);
  CHECK(found.project.sources.main().path() == at("main.pol"));
}

TEST_CASE("spans say of which file they are") {
  const TemporaryFolder folder;
  write_file(folder.path() / "main.pol", "use \"other.pol\"\ndefine here = yes\n");
  write_file(folder.path() / "other.pol", "\n\n  define there = yes\n");
  const Read found = read((folder.path() / "main.pol").string());
  const auto& there = std::get<ast::Define>(found.project.file.declarations.at(0));
  const SourceFile& file = found.project.sources.of(there.name.span.begin);
  CHECK(file.path() == (folder.path() / "other.pol").string());
  CHECK(file.text_of(there.name.span) == "there");
  CHECK(file.place_of(there.name.span.begin).line == 3);
  CHECK(file.place_of(there.name.span.begin).column == 10);
}

TEST_CASE("a circle is reported where it closes, and what stands in it is read once") {
  const TemporaryFolder folder;
  write_file(folder.path() / "a.pol", "use \"b.pol\"\ndefine a = yes\n");
  write_file(folder.path() / "b.pol", "use \"c.pol\"\ndefine b = yes\n");
  write_file(folder.path() / "c.pol", "use \"b.pol\"\ndefine c = yes\n");
  const Read found = read((folder.path() / "a.pol").string());
  REQUIRE(found.said.size() == 1);
  CHECK(found.said[0].message == Message::use_in_a_circle);
  CHECK(found.said[0].arguments == Names{"b.pol", "b.pol, c.pol, b.pol"});
  CHECK(found.defined() == Names{"c", "b", "a"});
}

TEST_CASE("what cannot be read is said at the line that uses it") {
  const TemporaryFolder folder;
  write_file(folder.path() / "a.pol",
             "use \"gone.pol\"\nuse \"/etc/hosts\"\nuse \"stdlib/dats.pol\"\nuse \"stdlib/mortality_tables.pol\"\n");
  const Read found = read((folder.path() / "a.pol").string());
  REQUIRE(found.said.size() == 4);
  CHECK(found.said[0].message == Message::used_file_not_readable);
  CHECK(found.said[1].message == Message::used_path_not_relative);
  CHECK(found.said[2].message == Message::misspelt_standard_file);
  CHECK(found.said[2].arguments == Names{"stdlib/dats.pol", "stdlib/dates.pol"});
  CHECK(found.said[3].message == Message::unknown_standard_file);
}

TEST_CASE("the standard library comes with polc; its examples stay its own") {
  REQUIRE(!project::standard_files().empty());
  const TemporaryFolder folder;
  write_file(folder.path() / "a.pol", "use \"stdlib/dates.pol\"\n");
  const Read found = read((folder.path() / "a.pol").string());
  CHECK(found.said.empty());
  CHECK(!found.defined().empty());
  for (const ast::Declaration& declaration : found.project.file.declarations) CHECK(!std::holds_alternative<ast::Example>(declaration));
}

TEST_CASE("a unit is known in all files of a wording, whichever declares it") {
  const TemporaryFolder folder;
  write_file(folder.path() / "main.pol",
             "use \"part.pol\"\nuse \"type.pol\"\nsample s { claim { depth 7 fathom   wide 3 ell   kind wheel } }\n");
  write_file(folder.path() / "part.pol",
             "certificate { id : text key   depth : int 0 to 90 fathom }\ndefine wide = smaller of (2 ell, 3 ell)\n");
  write_file(folder.path() / "type.pol", "type Width = int 0 to 9 ell\n");
  CHECK(read((folder.path() / "main.pol").string()).said.empty());
  CHECK(read((folder.path() / "part.pol").string()).said.size() == 1);  // alone it does not know of `ell`
  CHECK(project::units_around((folder.path() / "part.pol").string()) == std::set<std::string>{"ell", "fathom"});
}

TEST_CASE("a file that is not there is no wording") {
  Sink sink;
  CHECK(std::holds_alternative<LoadFailure>(project::read("/nowhere/a.pol", sink)));
}
