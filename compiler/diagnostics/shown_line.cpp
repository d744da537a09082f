#include "diagnostics/shown_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace pol {

namespace {

constexpr std::size_t tab_stop = 4;
constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view dots = "...";

// U+202A to U+202E and U+2066 to U+2069: with them a line can be made to read otherwise than it means.
bool turns_direction(std::string_view character) {
  return (character >= "\xE2\x80\xAA" && character <= "\xE2\x80\xAE") || (character >= "\xE2\x81\xA6" && character <= "\xE2\x81\xA9");
}

// U+0300 to U+036F, the accents of decomposed Vietnamese: they stand on the character before them.
bool takes_no_column(std::string_view character) { return character >= "\xCC\x80" && character <= "\xCD\xAF"; }

// Chinese, Japanese and Korean signs, and pictures, take two columns of a terminal. Ranges of the blocks that Unicode calls wide.
bool is_wide(std::string_view character) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> wide{{{"\u1100", "\u115F"},
                                                                                {"\u2E80", "\u303E"},
                                                                                {"\u3041", "\uA4CF"},
                                                                                {"\uA960", "\uA97C"},
                                                                                {"\uAC00", "\uD7A3"},
                                                                                {"\uF900", "\uFAFF"},
                                                                                {"\uFE30", "\uFE6F"},
                                                                                {"\uFF01", "\uFF60"},
                                                                                {"\uFFE0", "\uFFE6"},
                                                                                {"\U0001F300", "\U0001F9FF"},
                                                                                {"\U00020000", "\U0003FFFD"}}};
  return std::any_of(wide.begin(), wide.end(), [&](const auto& range) { return character >= range.first && character <= range.second; });
}

// `length` is that of the well-formed character at the front of `rest`, 0 where none begins there.
std::string_view shown(std::string_view rest, std::size_t length) {
  const auto byte = static_cast<unsigned char>(rest.front());
  const bool control = byte < 0x20 || byte == 0x7F || (byte == 0xC2 && length == 2 && static_cast<unsigned char>(rest[1]) < 0xA0);
  const std::string_view character = rest.substr(0, length);
  return length == 0 || control || turns_direction(character) ? replacement : character;
}

}  // namespace

ShownLine::ShownLine(std::string_view line) {
  column_of_byte_.reserve(line.size() + 1);
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = character_length(line, at);
    const std::string_view character = line.substr(at, std::max<std::size_t>(1, length));
    const bool joins = takes_no_column(character) && !text_at_column_.empty();
    const std::size_t column = text_at_column_.size() - (joins ? 1 : 0);
    column_of_byte_.insert(column_of_byte_.end(), character.size(), column);
    const std::string_view seen = shown(line.substr(at), length);
    const std::size_t columns = joins ? 0 : character == "\t" ? tab_stop - column % tab_stop : is_wide(seen) ? 2 : 1;
    // The second column of a wide sign has no text of its own.
    for (std::size_t i = 0; i < columns; ++i) text_at_column_.push_back(text_.size() + (character == "\t" || i == 0 ? i : seen.size()));
    text_ += character == "\t" ? std::string(columns, ' ') : std::string(seen);
    at += character.size();
  }
  column_of_byte_.push_back(text_at_column_.size());
  text_at_column_.push_back(text_.size());
  window_ = {0, column_of_byte_.back()};
}

Cells ShownLine::cells_of(std::size_t begin, std::size_t end) const {
  const auto column = [&](std::size_t byte) { return column_of_byte_[std::min(byte, column_of_byte_.size() - 1)]; };
  return {column(begin), std::max(column(begin) + 1, column(end))};
}

void ShownLine::cut_to(std::size_t width, std::size_t focus) {
  if (window_.end <= width) return;
  const std::size_t before = width / 4;
  window_.begin = std::min(focus > before ? focus - before : 0, window_.end - width);
  const auto is_second = [&](std::size_t column) { return column > 0 && text_at_column_[column] == text_at_column_[column + 1]; };
  if (is_second(window_.begin)) --window_.begin;
  const bool cut_behind = window_.end > window_.begin + width;
  window_.end = window_.begin + width;
  if (cut_behind && is_second(window_.end)) --window_.end;
  shift_ = window_.begin > 0 ? dots.size() : 0;
  const std::size_t from = text_at_column_[window_.begin];
  const std::string kept = text_.substr(from, text_at_column_[window_.end] - from);
  text_ = std::string(dots.substr(0, shift_)) + kept + std::string(cut_behind ? dots : "");
}

Cells ShownLine::in_window(Cells cells) const {
  // A place after the last character has a column of its own, so that the end of a line can be pointed at.
  const std::size_t last = window_.end == column_of_byte_.back() ? window_.end + 1 : window_.end;
  const auto moved = [&](std::size_t column) { return std::clamp(column, window_.begin, last) - window_.begin + shift_; };
  return {moved(cells.begin), moved(cells.end)};
}

std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    result += shown(text.substr(at), length);
    at += std::max<std::size_t>(1, length);
  }
  return result;
}

}  // namespace pol
