#include <doctest/doctest.h>

#include "commands/test_report.h"

namespace pol::commands {

TEST_CASE("nothing that was tested breaks the document") {
  const std::string xml = render_junit({{"a&b.pol", "p", "", {{"<\"ả\">\t\x01\xFF\xEF\xBF\xBF", 3, {{7, "1 < 2\nand so"}}}}}});
  CHECK(xml ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
        "  <testsuite name=\"a&amp;b.pol\" file=\"a&amp;b.pol\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
        "    <testcase name=\"&lt;&quot;ả&quot;&gt;&#9;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\" classname=\"p\" file=\"a&amp;b.pol\" "
        "line=\"3\">\n"
        "      <failure type=\"expectation\" message=\"1 &lt; 2&#10;and so\">a&amp;b.pol:7: 1 &lt; 2&#10;and so\n"
        "</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

TEST_CASE("wordings are added up, and one that did not run is an error") {
  const std::string xml = render_junit({{"a.pol", "a", "", {{"x", 1, {}}, {"y", 2, {}}}}, {"b.pol", "", "the wording has errors", {}}});
  CHECK(xml.find("<testsuites tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"0\">") != std::string::npos);
  CHECK(xml.find("<error type=\"wording\" message=\"the wording has errors\"/>") != std::string::npos);
}

}  // namespace pol::commands
