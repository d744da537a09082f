// Every message of the catalogue is said by the compiler, seen in a golden file, written as a sentence, and in docs/diagnostics.md.
#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "catalogue_page.h"
#include "diagnostics/messages.h"
#include "support/cpp_text.h"
#include "support/files.h"

namespace pol::test {

namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

Strings ids() {
  Strings result;
  for (std::size_t i = 0; i < message_count(); ++i) result.emplace_back(text_of(static_cast<Message>(i)).id);
  return result;
}

std::string code_below(const fs::path& folder) {
  std::string code;
  for (const fs::path& file : files_below(folder, {".cpp"})) code += code_of(read_file(file).value());
  return code;
}

std::string expectations_below(const fs::path& folder) {
  std::string all;
  for (const fs::path& file : files_below(folder, {".pol"})) {
    const std::string text = read_file(file).value();
    const std::size_t at = text.find("//// expect\n");
    if (at != std::string::npos) all += text.substr(at);
  }
  return all;
}

Strings never_said(const Strings& ids, const std::string& code) {
  Strings result;
  for (const std::string& id : ids) {
    std::string name = id;
    std::replace(name.begin(), name.end(), '-', '_');
    if (!has_word(code, "Message::" + name)) result.push_back(id);
  }
  return result;
}

Strings never_seen(const Strings& ids, const std::string& expectations) {
  Strings result;
  for (const std::string& id : ids) {
    if (expectations.find("[" + id + "]: ") == std::string::npos) result.push_back(id);
  }
  return result;
}

// {0}, {1} ... without a gap. The sentence and the hint share them, and either may leave some to the other.
bool holes_are_consecutive(std::string_view sentence, std::string_view hint) {
  std::set<char> seen;
  for (const std::string_view text : {sentence, hint}) {
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
      if (text[at] == '{' && text[at + 1] >= '0' && text[at + 1] <= '9' && text[at + 2] == '}') seen.insert(text[at + 1]);
    }
  }
  return seen.empty() || *seen.rbegin() - '0' == static_cast<int>(seen.size()) - 1;
}

}  // namespace

TEST_CASE("every message is said somewhere in the compiler") {
  for (const std::string& id : never_said(ids(), code_below(fs::path(POL_ROOT) / "compiler"))) FAIL_CHECK(id << " is never reported");
}

TEST_CASE("every message is seen in a golden file") {
  for (const std::string& id : never_seen(ids(), expectations_below(fs::path(POL_ROOT) / "tests/golden")))
    FAIL_CHECK(id << " stands in no golden file under tests/golden");
}

TEST_CASE("every sentence is one") {
  CHECK(message_count() > 0);
  for (std::size_t i = 0; i < message_count(); ++i) {
    const MessageText& message = text_of(static_cast<Message>(i));
    CAPTURE(message.id);
    CHECK(holes_are_consecutive(message.sentence, message.hint));
    REQUIRE_FALSE(message.sentence.empty());
    // The renderer and the page put the ends.
    CHECK(message.sentence.back() != '.');
    CHECK(!message.hint.empty());
    CHECK((message.hint.empty() || message.hint.back() != '.'));
  }
}

TEST_CASE("docs/diagnostics.md is the catalogue") {
  const auto page = read_file(fs::path(POL_ROOT) / "docs/diagnostics.md");
  REQUIRE_MESSAGE(page.has_value(), "docs/diagnostics.md is not there: run ./dev golden");
  CHECK_MESSAGE(*page == catalogue_page(), "docs/diagnostics.md is not what the catalogue says: run ./dev golden");
}

TEST_CASE("what is missing is seen") {
  const Strings two{"unknown-name", "not-money"};
  CHECK(never_said(two, "sink.report(Message::unknown_name, x);") == Strings{"not-money"});
  CHECK(never_said(two, code_of("// Message::not_money\nreport(Message::unknown_name_here)")) == two);
  CHECK(never_seen(two, "//// expect\nerror[not-money]: this must be\n") == Strings{"unknown-name"});
  const TemporaryFolder folder;
  write_file(folder.path() / "check/a/fail_b.pol", "// error[unknown-name]: in a comment\n//// expect\nerror[not-money]: x\n");
  CHECK(never_seen(two, expectations_below(folder.path())) == Strings{"unknown-name"});
  CHECK(holes_are_consecutive("{1} {0}", "{2}"));
  CHECK(holes_are_consecutive("{ ... }", ""));
  CHECK_FALSE(holes_are_consecutive("{0}", "{2}"));
  CHECK_FALSE(holes_are_consecutive("{1}", ""));
}

}  // namespace pol::test
