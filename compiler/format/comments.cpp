#include "format/comments.h"

#include <algorithm>
#include <optional>

namespace pol::format {

namespace {

std::string_view without_blank_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\f");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Blank signs other than these (no-break spaces) need no thought: between words the lexer leaves nothing else.
Between read_gap(const SourceFile& source, Span gap, bool first) {
  const std::string_view all = source.text().substr(0, gap.end);
  Between between;
  std::optional<std::uint32_t> column;  // of the remark that may go on below
  for (std::size_t at = gap.begin; true;) {
    const std::size_t begin = std::min(all.find("//", at), all.size());
    const std::string_view blank = all.substr(at, begin - at);
    const auto newlines = std::count(blank.begin(), blank.end(), '\n');
    // One ends the line of what stands before, a second one an empty line.
    const bool blank_before = newlines >= 2;
    if (begin == all.size()) {
      between.blank_before = blank_before;
      return between;
    }
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::uint32_t here = source.place_of(static_cast<std::uint32_t>(begin)).column;
    auto place = CommentPlace::own_line;
    if (newlines == 0 && !first && between.comments.empty())
      place = CommentPlace::behind_word;
    else if (newlines == 1 && column == here)
      place = CommentPlace::continued;
    column = place == CommentPlace::own_line ? std::nullopt : std::optional(here);
    between.comments.push_back({without_blank_end(all.substr(begin, end - begin)), place, blank_before});
    at = end;
  }
}

}  // namespace

std::vector<Between> read_between(const SourceFile& source, const syntax::Outline& outline) {
  std::vector<Between> between;
  std::uint32_t at = 0;
  for (const auto& word : outline.words) {
    between.push_back(read_gap(source, {at, word.span.begin}, at == 0));
    at = word.span.end;
  }
  between.push_back(read_gap(source, {at, static_cast<std::uint32_t>(source.text().size())}, at == 0));
  return between;
}

}  // namespace pol::format
