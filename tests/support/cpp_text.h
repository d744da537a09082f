// C++ source as the tests that read it need it: without what is only said, not done.
#pragma once

#include <string>
#include <string_view>

namespace pol::test {

// Comments and the insides of string and character literals become spaces; line ends stay, so that line numbers do too.
std::string code_of(std::string_view source);

// Whether `word` stands in `code` with no letter, digit or underscore beside it.
bool has_word(std::string_view code, std::string_view word);

}  // namespace pol::test
