// What a letter is made of, before it becomes text or HTML. All texts are UTF-8 and may hold anything: the writers make them harmless.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pol::letter {

struct Heading {
  std::string text;
};
struct Paragraph {
  std::string text;
};
struct Items {
  std::vector<std::string> texts;
};
// Each row has a cell for each head; the first is what the row is about. `numbers`: columns that are aligned at the right.
struct Table {
  std::string caption;  // empty: what stands above it says it
  std::vector<std::string> heads;
  std::vector<bool> numbers;
  std::vector<std::vector<std::string>> rows;
  bool last_is_total = false;
};
using Part = std::variant<Heading, Paragraph, Items, Table>;

struct Page {
  std::string language, title;
  std::vector<Part> parts;
};

std::string to_text(const Page& page);
std::string to_html(const Page& page);

// Characters that steer a terminal or turn the direction of reading are shown as U+FFFD: ids come from outside.
std::string harmless(std::string_view text);
// How many columns it takes: one for each character, combining marks apart.
std::size_t columns_of(std::string_view text);

}  // namespace pol::letter
