// What people write who know wordings, spreadsheets or other languages, and what it is called here. A list of guesses and nothing more:
// read_again.h tries them where a wording cannot be read, and tells only those with which it can.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pol::syntax {

enum class Where { anywhere, at_line_start, within_a_line };

struct OtherWords {
  // Words and signs with a space between. `...` stands for what stays as it is, on both sides as often; an empty `meant` leaves all out.
  std::string_view written;
  std::string_view meant;
  Where where = Where::anywhere;
};

// Those that begin with this word, the likeliest first.
std::vector<OtherWords> other_words_at(std::string_view first_word);

}  // namespace pol::syntax
