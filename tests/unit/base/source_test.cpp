#include "base/source.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/utf8.h"

using namespace pol;

namespace {

void check_place(const SourceFile& source, std::uint32_t offset, std::uint32_t line, std::uint32_t column) {
  CAPTURE(offset);
  const Place place = source.place_of(offset);
  CHECK(place.line == line);
  CHECK(place.column == column);
}

// A folder of this process, gone at the end of the test.
struct TemporaryFolder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("pol_source_test_" + std::to_string(::getpid()));
  TemporaryFolder() { std::filesystem::create_directories(path); }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("columns count characters") {
  const SourceFile source("a.pol", "vi \"Bảo hiểm\"\nx\ty\n");
  check_place(source, 0, 1, 1);
  check_place(source, 5, 1, 6);    // the first byte of ả
  check_place(source, 6, 1, 6);    // inside it
  check_place(source, 8, 1, 7);    // o
  check_place(source, 17, 1, 14);  // the line end
  check_place(source, 18, 2, 1);
  check_place(source, 20, 2, 3);  // a tab is one character
  check_place(source, 22, 3, 1);
  check_place(source, 1000, 3, 1);
}

TEST_CASE("lines come without their ends") {
  const SourceFile source("a.pol", "one\r\ntwo\n\nlast");
  CHECK(source.line_count() == 4);
  CHECK(source.line(1) == "one");
  CHECK(source.line(2) == "two");
  CHECK(source.line(3) == "");
  CHECK(source.line(4) == "last");
  CHECK(source.line(0) == "");
  CHECK(source.line(5) == "");
}

TEST_CASE("spans outside the text give what there is of them") {
  const SourceFile source("a.pol", "policy");
  CHECK(source.text_of({0, 3}) == "pol");
  CHECK(source.text_of({3, 100}) == "icy");
  CHECK(source.text_of({100, 200}) == "");
  CHECK(source.text_of({4, 2}) == "");
  const SourceFile empty("a.pol", "");
  check_place(empty, 0, 1, 1);
  CHECK(empty.line_count() == 1);
}

TEST_CASE("bytes of no character have columns too") {
  const SourceFile source("a.pol", "a\xFF\x80z");
  check_place(source, 1, 1, 2);
  check_place(source, 2, 1, 3);
  check_place(source, 3, 1, 4);
}

TEST_CASE("characters are told from what only looks like them") {
  CHECK(character_length("a", 0) == 1);
  CHECK(character_length("\xC3\xA9", 0) == 2);
  CHECK(character_length("\xE1\xBA\xA3", 0) == 3);
  CHECK(character_length("\xF0\x9F\x98\x80", 0) == 4);
  CHECK(character_length("\xF4\x8F\xBF\xBF", 0) == 4);
  for (const char* broken : {"\x80", "\xC3", "\xC3(", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE1\xBA",
                             "\xE1\xBA(", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x98", "\xFF"}) {
    CHECK(character_length(broken, 0) == 0);
  }
  CHECK(character_length("a", 1) == 0);
}

TEST_CASE("a file is read whole or refused with a sentence") {
  const TemporaryFolder folder;
  const std::string path = (folder.path / "a.pol").string();
  std::ofstream(path, std::ios::binary) << std::string(70'000, 'x') << std::string(1, '\0') << "end";
  const auto loaded = load(path);
  REQUIRE(std::holds_alternative<SourceFile>(loaded));
  CHECK(std::get<SourceFile>(loaded).text().size() == 70'004);
  CHECK(std::get<SourceFile>(loaded).path() == path);
  CHECK(std::holds_alternative<SourceFile>(load(path, 70'004)));

  const auto sentence = [](const std::variant<SourceFile, LoadFailure>& result) {
    REQUIRE(std::holds_alternative<LoadFailure>(result));
    return std::get<LoadFailure>(result).sentence;
  };
  CHECK(sentence(load(path, 70'003)) == "cannot read `" + path + "`: it is longer than 70003 bytes");
  CHECK(sentence(load(folder.path.string())) == "cannot read `" + folder.path.string() + "`: it is a folder");
  CHECK(sentence(load(path + "x")) == "cannot read `" + path + "x`: No such file or directory");
  CHECK(sentence(load("/dev/zero", 1000)) == "cannot read `/dev/zero`: it is longer than 1000 bytes");
}
