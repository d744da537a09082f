#include <doctest/doctest.h>

#include "commands/test_report.h"

namespace pol::commands {

TEST_CASE("nothing that was tested breaks the document") {
  const std::string xml = render_junit(
      {{"a&b.pol", "p", "", {{"<\"ả\">\t\x01\xFF\xEF\xBF\xBF", 3, {{7, "1 < 2\nand so"}}, "", 1'002'003}}}}, "2011-01-20T08:30:00");
  CHECK(xml ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites>\n"
        "  <testsuite name=\"a&amp;b.pol\" package=\"\" id=\"0\" timestamp=\"2011-01-20T08:30:00\" hostname=\"localhost\" tests=\"1\" "
        "failures=\"1\" errors=\"0\" time=\"1.002003\">\n"
        "    <properties/>\n"
        "    <testcase name=\"&lt;&quot;ả&quot;&gt;&#9;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\" classname=\"p\" "
        "time=\"1.002003\">\n"
        "      <failure type=\"expectation\" message=\"1 &lt; 2&#10;and so\">a&amp;b.pol:7: 1 &lt; 2&#10;and so\n"
        "</failure>\n"
        "    </testcase>\n"
        "    <system-out/>\n"
        "    <system-err/>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

TEST_CASE("each wording is a suite, and one that did not run is an error") {
  const std::string xml = render_junit(
      {{"a.pol", "a", "", {{"x", 1, {}, "", 5}, {"y", 2, {}, "", 7}}}, {"b.pol", "", "the wording has errors", {}}}, "2011-01-20T08:30:00");
  CHECK(xml.find("tests=\"2\" failures=\"0\" errors=\"0\" time=\"0.000012\"") != std::string::npos);
  CHECK(xml.find("id=\"1\"") != std::string::npos);
  CHECK(xml.find("tests=\"1\" failures=\"0\" errors=\"1\"") != std::string::npos);
  CHECK(xml.find("<error type=\"wording\" message=\"the wording has errors\"/>") != std::string::npos);
}

}  // namespace pol::commands
