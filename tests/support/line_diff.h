// Two texts side by side, line by line, for a person who asks what changed.
#pragma once

#include <string>
#include <string_view>

namespace pol::test {

// Lines only in `expected` begin with `- `, lines only in `actual` with `+ `, lines of both with two spaces; of long runs of those only the
// ones beside a change are shown. Empty where the texts are equal.
std::string line_diff(std::string_view expected, std::string_view actual);

}  // namespace pol::test
