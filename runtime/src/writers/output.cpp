#include "output.h"

#include "../date.h"
#include "../decimal.h"

namespace polrt {

namespace {

bool is_plain(char c) noexcept { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

// The escape of a character that is not plain; `hex` holds it.
std::string_view escape_of(char c, char (&hex)[6]) noexcept {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  constexpr char digits[] = "0123456789abcdef";
  std::memcpy(hex, "\\u00", 4);
  hex[4] = digits[static_cast<unsigned char>(c) >> 4];
  hex[5] = digits[static_cast<unsigned char>(c) & 15];
  return {hex, 6};
}

}  // namespace

void Output::path(std::string_view path, const polrt_missing& missing) noexcept {
  constexpr std::size_t most = 1 + sizeof missing.inner / sizeof *missing.inner;
  for (std::size_t depth = 0; missing.position != POLRT_NO_POSITION && depth < most; ++depth) {
    const std::size_t place = path.find("[]");
    if (place == std::string_view::npos) break;
    raw(path.substr(0, place + 1));
    count(depth == 0 ? missing.position : missing.inner[depth - 1]);
    path.remove_prefix(place + 1);
  }
  raw(path);
}

void Output::quoted(std::string_view text) noexcept {
  raw('"');
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    if (plain > 0) raw(text.substr(0, plain));
    if (plain == text.size()) break;
    char hex[6];
    raw(escape_of(text[plain], hex));
    text.remove_prefix(plain + 1);
  }
  raw('"');
}

void Output::text_or_null(polrt_text text) noexcept {
  if (text.data == nullptr)
    raw("null");
  else
    quoted({text.data, static_cast<std::size_t>(text.size)});
}

void Output::problem(const polrt_problem& problem) noexcept {
  raw("{\"path\":");
  text_or_null(problem.path);
  raw(",\"expected\":");
  text_or_null(problem.expected);
  if (problem.got.data != nullptr) {
    raw(",\"got\":");
    text_or_null(problem.got);
  }
  raw('}');
}

void Output::count(std::uint64_t value) noexcept {
  char digits[20];
  std::size_t at = sizeof digits;
  do {
    digits[--at] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  raw({digits + at, sizeof digits - at});
}

void Output::amount(std::int64_t scaled, int decimals) noexcept {
  char text[most_number_bytes];
  raw({text, print_fixed(scaled, decimals, text)});
}

void Output::number(std::int64_t scaled, int decimals) noexcept {
  char text[most_number_bytes];
  raw({text, print_shortest(scaled, decimals, text)});
}

void Output::date(std::int32_t days) noexcept {
  char text[most_date_bytes];
  raw('"');
  raw({text, print_date(days, text)});
  raw('"');
}

std::string quoted_json(std::string_view text) {
  std::string result(text.size() * 6 + 2, '\0');
  Output output(result.data(), result.size());
  output.quoted(text);
  result.resize(output.size());
  return result;
}

}  // namespace polrt
