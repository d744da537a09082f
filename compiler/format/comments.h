// The comments of a wording, found between its words, each with where it stands.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "syntax/outline.h"

namespace pol::format {

// `continued`: on a line of its own, right below a comment behind a word and in its column: the second line of the same remark.
enum class CommentPlace { own_line, behind_word, continued };

struct Comment {
  std::string_view text;  // from `//`, without what is blank at its end
  CommentPlace place;
  bool blank_before;  // an empty line stands above it
};

// What stands between a word and the one before it.
struct Between {
  std::vector<Comment> comments;
  bool blank_before = false;  // an empty line stands right above the word
};

// One for each word, and one for the end of the file.
std::vector<Between> read_between(const SourceFile& source, const syntax::Outline& outline);

}  // namespace pol::format
