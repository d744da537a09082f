#include "support/cpp_text.h"

#include <algorithm>
#include <cctype>

namespace pol::test {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where the literal or comment that begins at `at` ends (exclusive); `at` itself where none begins there.
std::size_t end_of_unspoken(std::string_view text, std::size_t at) {
  const auto up_to = [&](std::string_view end, std::size_t from) {
    const std::size_t found = text.find(end, from);
    return found == std::string_view::npos ? text.size() : found + end.size();
  };
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.find('\n', at), text.size());
  if (rest.starts_with("/*")) return up_to("*/", at + 2);
  if (rest.starts_with("R\"") && (at == 0 || !is_word(text[at - 1]))) {
    const std::size_t open = std::min(text.find('(', at), text.size());
    return up_to(")" + std::string(text.substr(at + 2, open - at - 2)) + "\"", open);
  }
  // Between digits a quote separates thousands: 1'000.
  const bool separator = rest.front() == '\'' && at > 0 && is_word(text[at - 1]);
  if ((rest.front() != '"' && rest.front() != '\'') || separator) return at;
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != rest.front() && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

}  // namespace

std::string code_of(std::string_view source) {
  std::string code(source);
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = end_of_unspoken(source, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

bool has_word(std::string_view code, std::string_view word) {
  for (std::size_t at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(code[at - 1]);
    const bool ends = at + word.size() == code.size() || !is_word(code[at + word.size()]);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace pol::test
